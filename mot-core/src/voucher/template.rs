//! Templates of vouchers.

use alloc::{string::String, vec::Vec};

use super::NewVoucher;
use crate::{
    Error, Result,
    id::{PartyId, ResourceId, ServiceType, TemplateId, VoucherId},
    input::{Content, InputError, Json, document_fields},
    money::Money,
    time::Timestamp,
};

/// What a service is sold as, again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct VoucherTemplate {
    /// Its name.
    pub template_id: TemplateId,
    /// Which version of it this is; a voucher keeps the version that it was made from.
    pub template_version: u32,
    /// What it is for.
    pub service_type: ServiceType,
    /// What it is called.
    pub title: String,
    /// How many minutes a slot lasts; none for a service without slots, and for nights.
    pub duration_minutes: Option<u32>,
    /// For how many days of 24 hours a voucher is valid from its start.
    pub validity_days: u32,
    /// What it is.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub description: String,
    /// What it costs.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub price: Option<Money>,
    /// Whether its holder may hand it on.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub transferable: bool,
    /// Content that every voucher of it has.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub terms: Content,
}

document_fields!(VoucherTemplate {
    template_id: "templateId", template_version: "templateVersion", service_type: "serviceType", title: "title",
    duration_minutes: "durationMinutes", validity_days: "validityDays";
    description: "description", price: "price", transferable: "transferable", terms: "terms",
});

/// What a voucher has beside its template, or otherwise than it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct TemplateOverrides {
    /// The voucher's id, from the host.
    pub voucher_id: VoucherId,
    /// Who issues it.
    pub issuer_uid: PartyId,
    /// The first instant of its validity.
    pub valid_from: Timestamp,
    /// Who may use it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub holder_uid: Option<PartyId>,
    /// The last instant of its validity, if not as the template has it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub valid_until: Option<Timestamp>,
    /// What it is called, if not as the template has it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub title: Option<String>,
    /// What it is, if not as the template has it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub description: Option<String>,
    /// What it costs, if not as the template has it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub price: Option<Money>,
    /// Who or what is booked; the issuer if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub resource_id: Option<ResourceId>,
}

document_fields!(TemplateOverrides {
    voucher_id: "voucherId", issuer_uid: "issuerUid", valid_from: "validFrom";
    holder_uid: "holderUid", valid_until: "validUntil", title: "title", description: "description", price: "price",
    resource_id: "resourceId",
});

/// The names under which the terms of a voucher keep its template.
const TEMPLATE: [&str; 2] = ["templateId", "templateVersion"];

impl VoucherTemplate {
    /// The templates that the trade knows: consulting and therapy by the hour, viewings, machine slots, memberships and
    /// hotel nights.
    pub fn shipped() -> Result<Vec<Self>> {
        [
            ("consulting", "consulting.session", "Consulting", Some(60)),
            ("therapy", "therapy.session", "Therapy", Some(50)),
            ("viewing", "realestate.viewing", "Viewing", Some(45)),
            ("machine", "machine.timeslot", "Machine time", Some(60)),
            ("membership", "membership.access", "Membership", Some(1440)),
            ("hotel", "hotel.booking", "Hotel nights", None),
        ]
        .into_iter()
        .map(|(id, service_type, title, duration_minutes)| {
            Ok(Self {
                template_id: TemplateId::parse(id)?,
                template_version: 1,
                service_type: ServiceType::parse(service_type)?,
                title: title.into(),
                duration_minutes,
                validity_days: 7,
                description: String::new(),
                price: None,
                transferable: true,
                terms: Content::default(),
            })
        })
        .collect()
    }

    /// A new voucher of this template, for `voucher.issue`. Its terms are the template's, with the template's id and
    /// version.
    ///
    /// Refused: terms that name a template themselves (`input.bad_value`), a validity beyond the calendar
    /// (`time.out_of_range`).
    ///
    /// ```
    /// use mot_core::{
    ///     id::{PartyId, VoucherId}, time::Timestamp,
    ///     voucher::{TemplateOverrides, VoucherTemplate},
    /// };
    ///
    /// let consulting = &VoucherTemplate::shipped()?[0];
    /// let new = consulting.instantiate(&TemplateOverrides {
    ///     voucher_id: VoucherId::parse("v-1")?,
    ///     issuer_uid: PartyId::parse("coach-1")?,
    ///     valid_from: Timestamp::parse("2025-12-01T00:00:00Z")?,
    ///     holder_uid: None, valid_until: None, title: None, description: None, price: None, resource_id: None,
    /// })?;
    /// assert_eq!((new.duration_minutes, new.valid_until.to_string()), (Some(60), "2025-12-08T00:00:00Z".into()));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn instantiate(&self, overrides: &TemplateOverrides) -> Result<NewVoucher> {
        let TemplateOverrides {
            voucher_id,
            issuer_uid,
            valid_from,
            holder_uid,
            valid_until,
            title,
            description,
            price,
            resource_id,
        } = overrides.clone();
        Ok(NewVoucher {
            voucher_id,
            issuer_uid,
            holder_uid,
            service_type: self.service_type.clone(),
            title: title.unwrap_or_else(|| self.title.clone()),
            description: description.unwrap_or_else(|| self.description.clone()),
            duration_minutes: self.duration_minutes,
            valid_from,
            valid_until: match valid_until {
                Some(valid_until) => valid_until,
                None => valid_from.plus_days(self.validity_days)?,
            },
            price: price.or(self.price),
            transferable: self.transferable,
            terms: self.terms_of_voucher()?,
            created_at: None,
            resource_id,
            template_id: Some(self.template_id.clone()),
        })
    }

    fn terms_of_voucher(&self) -> Result<Content> {
        let mut members = self.terms.as_json().members()?.to_vec();
        if members.iter().any(|(name, _)| TEMPLATE.contains(&name.as_str())) {
            let fault = InputError::BadValue { expected: "terms that name no template" };
            return Err(Error::from(fault).within("terms"));
        }
        let [id, version] = TEMPLATE;
        members.push((id.into(), Json::from(self.template_id.as_str())));
        members.push((version.into(), Json::from(u64::from(self.template_version))));
        crate::input::Read::read(&Json::Object(members))
    }
}
