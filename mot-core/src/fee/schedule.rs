//! Fee schedules: one fee through time.

use alloc::vec::Vec;

use super::{Bounds, FeeBands, FeeError, FeeModel};
use crate::{
    Error, Result,
    id::{FeeId, PartyId},
    input::{InputError, Json, Read, Write, document_fields},
    lifecycle::Role,
    money::{Money, Rounding},
    time::Timestamp,
};

/// A fee: what triggers it, who pays whom, and its versions.
///
/// Read from JSON it is checked: versions that overlap (`fee.overlapping_versions`), a minimum above the maximum
/// (`fee.bounds_reversed`), a borrower as payer (`fee.borrower_may_not_pay`), a rate outside the shipped band
/// (`fee.rate_out_of_range`), a model that cannot be reckoned with here (`fee.bad_model`).
///
/// ```
/// use mot_core::{fee::FeeSchedule, input::Read, time::Timestamp};
///
/// let schedule = FeeSchedule::from_json(r#"{
///     "id": "mortgage.loan_closed", "scope": "mortgage", "payerRole": "lender", "beneficiary": "platform",
///     "versions": [{
///         "version": 1, "effectiveFrom": "2025-01-01T00:00:00Z", "effectiveTo": null,
///         "model": { "type": "percentage", "rate": 0.005 }, "rounding": "half_up"
///     }]
/// }"#)?;
/// assert_eq!(schedule.in_force(Timestamp::parse("2025-02-05T10:00:00Z")?)?.version, 1);
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct FeeSchedule {
    /// The fee's name, which is the name of its trigger.
    id: FeeId,
    /// The part of the platform that it belongs to.
    scope: FeeId,
    /// Who pays, as what.
    payer_role: Role,
    /// Who receives.
    beneficiary: PartyId,
    /// The versions, in their order.
    versions: Vec<FeeScheduleVersion>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for FeeSchedule {
    const ALWAYS: &'static [&'static str] = &["id", "scope", "payerRole", "beneficiary", "versions"];
    const ADDED: &'static [&'static str] = &[];
}

/// How a fee is reckoned from one instant until, not including, another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct FeeScheduleVersion {
    /// The number of the version.
    pub version: u32,
    /// The first instant.
    pub effective_from: Timestamp,
    /// The first instant after it, or none.
    pub effective_to: Option<Timestamp>,
    /// How the fee is reckoned.
    pub model: FeeModel,
    /// How the share is rounded.
    pub rounding: Rounding,
    /// The least.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub minimum: Option<Money>,
    /// The most.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub maximum: Option<Money>,
}

document_fields!(FeeScheduleVersion {
    version: "version", effective_from: "effectiveFrom", effective_to: "effectiveTo", model: "model",
    rounding: "rounding";
    minimum: "minimum", maximum: "maximum",
});

impl FeeSchedule {
    /// The fee's id, which is the name of its trigger.
    pub fn id(&self) -> &FeeId {
        &self.id
    }

    /// Who pays, as what.
    pub fn payer_role(&self) -> Role {
        self.payer_role
    }

    /// Who receives.
    pub fn beneficiary(&self) -> &PartyId {
        &self.beneficiary
    }

    /// The versions, in their order.
    pub fn versions(&self) -> &[FeeScheduleVersion] {
        &self.versions
    }

    /// The version in force at an instant, or `fee.none_in_force`.
    pub fn in_force(&self, at: Timestamp) -> Result<&FeeScheduleVersion> {
        let found = self
            .versions
            .iter()
            .find(|version| version.effective_from <= at && version.effective_to.is_none_or(|end| at < end));
        found.ok_or_else(|| FeeError::NoneInForce { fee: self.id.as_str().into() }.into())
    }

    /// Reads a schedule whose rates lie within a platform's own bands.
    pub fn read_within(json: &Json, bands: &FeeBands) -> Result<Self> {
        let fields = json.fields(&["id", "scope", "payerRole", "beneficiary", "versions"])?;
        let schedule = Self {
            id: fields.take("id")?,
            scope: fields.take("scope")?,
            payer_role: fields.take("payerRole")?,
            beneficiary: fields.take("beneficiary")?,
            versions: fields.take("versions")?,
        };
        schedule.check(bands)?;
        Ok(schedule)
    }

    fn check(&self, bands: &FeeBands) -> Result<()> {
        if self.payer_role == Role::Borrower {
            return Err(FeeError::BorrowerMayNotPay.into());
        }
        for (index, version) in self.versions.iter().enumerate() {
            let checked = self.check_version(version, bands);
            checked.map_err(|error| error.within_index(index).within("versions"))?;
            if self.versions.iter().take(index).any(|earlier| earlier.version == version.version) {
                let fault = Error::from(InputError::BadValue { expected: "each version once" });
                return Err(fault.within("version").within_index(index).within("versions"));
            }
        }
        let mut ordered: Vec<_> = self.versions.iter().collect();
        ordered.sort_by_key(|version| version.effective_from);
        let overlap = ordered.windows(2).find_map(|pair| match pair {
            [one, next] if one.effective_to.is_none_or(|end| next.effective_from < end) => Some(next.version),
            _ => None,
        });
        match overlap {
            Some(version) => Err(FeeError::OverlappingVersions { version }.into()),
            None => Ok(()),
        }
    }

    fn check_version(&self, version: &FeeScheduleVersion, bands: &FeeBands) -> Result<()> {
        if version.effective_to.is_some_and(|end| end <= version.effective_from) {
            let fault = Error::from(InputError::BadValue { expected: "an end after the start" });
            return Err(fault.within("effectiveTo"));
        }
        if matches!(version.model, FeeModel::Package { .. }) {
            let fault = FeeError::BadModel { expected: "an amount here, triggers count no units" };
            return Err(Error::from(fault).within("model"));
        }
        version.bounds().check()?;
        let mut rates = version.model.rates().into_iter();
        rates
            .try_for_each(|rate| bands.check(&self.id, self.payer_role, rate))
            .map_err(|error| error.within("model"))
    }
}

impl FeeScheduleVersion {
    /// The least and the most.
    pub fn bounds(&self) -> Bounds {
        Bounds { minimum: self.minimum, maximum: self.maximum }
    }
}

impl Read for FeeSchedule {
    fn read(json: &Json) -> Result<Self> {
        Self::read_within(json, &FeeBands::shipped())
    }
}

impl Write for FeeSchedule {
    fn write(&self) -> Json {
        let Self { id, scope, payer_role, beneficiary, versions } = self;
        Json::Object(alloc::vec![
            ("id".into(), id.write()),
            ("scope".into(), scope.write()),
            ("payerRole".into(), payer_role.write()),
            ("beneficiary".into(), beneficiary.write()),
            ("versions".into(), versions.write()),
        ])
    }
}
