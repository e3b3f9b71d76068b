//! The terms of an offer: what is lent, at what price, and how it is repaid.

use alloc::{string::String, vec::Vec};

use super::{DocumentHash, offer::Offer};
use crate::{
    Result,
    input::{InputError, Json, Read, Write, document_fields, words},
    money::{MinorUnits, Money, Rate},
    time::{CalendarDate, Validity},
};

/// The rates of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Interest {
    /// The annual borrowing rate (*Sollzins*).
    pub nominal_rate: Rate,
    /// The effective rate as the lender states it (*Effektivzins*). It is kept, not trusted.
    pub effective_rate: Option<Rate>,
    /// For how many years the borrowing rate is fixed (*Zinsbindung*).
    pub fixed_years: u32,
}

document_fields!(Interest {
    nominal_rate: "nominalRate",
    effective_rate: "effectiveRate",
    fixed_years: "fixedYears"
});

/// How an offer is repaid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Repayment {
    /// The share of the loan repaid in the first year (*anfängliche Tilgung*).
    pub initial_rate: Rate,
    /// Whether special repayments are allowed (*Sondertilgung*).
    pub special_payments_allowed: bool,
    /// The most that may be repaid besides in a contract year, in minor units of the loan's currency.
    pub special_payment_max_per_year: Option<MinorUnits>,
}

document_fields!(Repayment {
    initial_rate: "initialRate",
    special_payments_allowed: "specialPaymentsAllowed",
    special_payment_max_per_year: "specialPaymentMaxPerYear",
});

/// What the borrower pays besides interest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Fees {
    /// The lender's fee at conclusion, in minor units of the loan's currency.
    pub processing_fee: MinorUnits,
    /// For the required valuation at conclusion, in minor units of the loan's currency.
    pub valuation_fee: MinorUnits,
    /// Everything else.
    pub other_fees: Vec<OtherFee>,
}

document_fields!(Fees {
    processing_fee: "processingFee",
    valuation_fee: "valuationFee",
    other_fees: "otherFees"
});

/// A further cost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct OtherFee {
    /// What it is called.
    pub name: String,
    /// How much it is.
    pub amount: Money,
    /// What kind of cost it is: decides whether the effective rate counts it.
    #[cfg_attr(feature = "schema", schemars(rename = "class", extend("x-field" = "cost_class")))]
    pub cost_class: CostClass,
    /// When it is paid.
    pub timing: FeeTiming,
}

document_fields!(OtherFee { name: "name", amount: "amount", cost_class: "class", timing: "timing" });

words! {
    /// Kinds of cost (Directive 2014/17/EU Art. 4(13), § 16 PAngV).
    pub enum CostClass {
        /// The lender's own fees.
        Lender = "lender",
        /// A credit intermediary's fee.
        Brokerage = "brokerage",
        /// A valuation that the lender requires.
        ValuationRequired = "valuation_required",
        /// An insurance that the lender requires.
        InsuranceRequired = "insurance_required",
        /// An account that the lender requires.
        AccountRequired = "account_required",
        /// A service that the borrower may leave out.
        Optional = "optional",
        /// The notary.
        Notary = "notary",
        /// The land register, for the transfer of the property.
        RegisterTransfer = "register_transfer",
        /// The land register, for the security.
        RegisterSecurity = "register_security",
        /// Costs of a default.
        Default = "default",
    }
}

/// When a cost is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeeTiming {
    /// When the contract is concluded.
    AtConclusion,
    /// With each instalment.
    WithInstalments,
    /// In a month counted from the payout.
    InMonth {
        /// The month; 0 is the payout's.
        month: u32,
    },
}

impl Read for FeeTiming {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(word) if word == "at_conclusion" => Ok(Self::AtConclusion),
            Json::Text(word) if word == "with_instalments" => Ok(Self::WithInstalments),
            Json::Text(_) => {
                Err(InputError::BadValue { expected: "at_conclusion, with_instalments or a month" }.into())
            }
            Json::Object(_) => Ok(Self::InMonth { month: json.fields(&["month"])?.take("month")? }),
            _ => Err(json.wrong_type("at_conclusion, with_instalments or a month")),
        }
    }
}

impl Write for FeeTiming {
    fn write(&self) -> Json {
        match self {
            Self::AtConclusion => Json::from("at_conclusion"),
            Self::WithInstalments => Json::from("with_instalments"),
            Self::InMonth { month } => Json::Object(alloc::vec![("month".into(), month.write())]),
        }
    }
}

/// How the instalments are reckoned and when they fall. Every field may be left out; what is given is stored and
/// hashed as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Conditions {
    /// How days count; 30E/360 if left out.
    pub day_count: Option<DayCount>,
    /// Whether amounts are rounded each period; they are if left out.
    pub rounding: Option<InstalmentRounding>,
    /// When the loan is paid out.
    pub payout: Option<CalendarDate>,
    /// When the first instalment is due.
    pub first_payment: Option<CalendarDate>,
    /// Whether instalments are due on the last day of the month.
    pub month_end: Option<bool>,
    /// For how many months only interest is paid.
    pub interest_only_months: Option<u32>,
    /// The parts in which the loan is drawn.
    pub drawdowns: Option<Vec<Drawdown>>,
    /// Interest on what is not drawn yet (*Bereitstellungszins*).
    pub commitment: Option<Commitment>,
    /// What a special repayment changes; the term if left out.
    pub special_payment_effect: Option<SpecialPaymentEffect>,
    /// Whether the borrower has no right of withdrawal, as in a notarised loan (§ 495(2) BGB).
    pub withdrawal_excluded: Option<bool>,
    /// The names of fields that were given as `null`: they are written so again, because the terms are hashed as given.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub given_as_null: Vec<String>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for Conditions {
    const ALWAYS: &'static [&'static str] = &[];
    const ADDED: &'static [&'static str] = &NAMES;
}

impl Read for Conditions {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&NAMES)?;
        let given_as_null = NAMES.iter().filter(|name| fields.get(name) == Some(&Json::Null));
        Ok(Self {
            day_count: fields.take("dayCount")?,
            rounding: fields.take("rounding")?,
            payout: fields.take("payout")?,
            first_payment: fields.take("firstPayment")?,
            month_end: fields.take("monthEnd")?,
            interest_only_months: fields.take("interestOnlyMonths")?,
            drawdowns: fields.take("drawdowns")?,
            commitment: fields.take("commitment")?,
            special_payment_effect: fields.take("specialPaymentEffect")?,
            withdrawal_excluded: fields.take("withdrawalExcluded")?,
            given_as_null: given_as_null.map(|name| (*name).into()).collect(),
        })
    }
}

impl Write for Conditions {
    fn write(&self) -> Json {
        let Self {
            day_count,
            rounding,
            payout,
            first_payment,
            month_end,
            interest_only_months,
            drawdowns,
            commitment,
            special_payment_effect,
            withdrawal_excluded,
            given_as_null,
        } = self;
        let fields: [&dyn Write; NAMES.len()] = [
            day_count,
            rounding,
            payout,
            first_payment,
            month_end,
            interest_only_months,
            drawdowns,
            commitment,
            special_payment_effect,
            withdrawal_excluded,
        ];
        let named = NAMES.iter().zip(fields);
        let given =
            named.filter(|(name, field)| !field.is_empty() || given_as_null.iter().any(|null| null == *name));
        Json::Object(given.map(|(name, field)| ((*name).into(), field.write())).collect())
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The names of the conditions, in the order of their fields.
const NAMES: [&str; 10] = [
    "dayCount",
    "rounding",
    "payout",
    "firstPayment",
    "monthEnd",
    "interestOnlyMonths",
    "drawdowns",
    "commitment",
    "specialPaymentEffect",
    "withdrawalExcluded",
];

words! {
    /// How the days between two dates count.
    pub enum DayCount {
        /// Every month has 30 days, every year 360.
        Thirty360E = "30E/360",
        /// Actual days over 360.
        Actual360 = "act/360",
        /// Actual days over 365.
        Actual365Fixed = "act/365F",
        /// Actual days over the actual days of each year.
        ActualActual = "act/act",
    }
}

words! {
    /// When amounts are rounded to the minor unit.
    pub enum InstalmentRounding {
        /// Each period, as in a lender's books.
        EachPeriod = "each_period",
        /// Only when shown, as in the tables of the European Commission.
        Carry = "carry",
    }
}

words! {
    /// What a special repayment changes.
    pub enum SpecialPaymentEffect {
        /// The loan ends earlier.
        ShortenTerm = "shorten_term",
        /// The instalments become smaller.
        LowerInstalment = "lower_instalment",
    }
}

/// A part of the loan that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Drawdown {
    /// In which month, counted from the payout.
    pub month: u32,
    /// How much.
    pub amount: Money,
}

document_fields!(Drawdown { month: "month", amount: "amount" });

/// Interest on the part of the loan that is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Commitment {
    /// The annual rate.
    pub rate: Rate,
    /// For how many months it is not charged.
    pub free_months: u32,
}

document_fields!(Commitment { rate: "rate", free_months: "freeMonths" });

/// The terms of an offer, stored or proposed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    pub(super) loan: &'a Money,
    pub(super) interest: &'a Interest,
    pub(super) repayment: &'a Repayment,
    pub(super) fees: &'a Fees,
    pub(super) validity: &'a Validity,
    pub(super) conditions: &'a Conditions,
}

impl<'a> Terms<'a> {
    pub(super) fn of(offer: &'a Offer) -> Self {
        let Offer { loan, interest, repayment, fees, validity, conditions, .. } = offer;
        Self { loan, interest, repayment, fees, validity, conditions }
    }

    pub(super) fn is_withdrawal_excluded(&self) -> bool {
        self.conditions.withdrawal_excluded == Some(true)
    }

    /// The SHA-256 of the terms as the core writes them, in canonical JSON (RFC 8785).
    pub(super) fn hash(&self) -> Result<DocumentHash> {
        let Self { loan, interest, repayment, fees, validity, conditions } = self;
        let mut terms = alloc::vec![
            ("loan".into(), loan.write()),
            ("interest".into(), interest.write()),
            ("repayment".into(), repayment.write()),
            ("fees".into(), fees.write()),
            ("validity".into(), validity.write()),
        ];
        if !conditions.is_empty() {
            terms.push(("conditions".into(), conditions.write()));
        }
        Ok(DocumentHash::of(Json::Object(terms).to_canonical()?.as_bytes()))
    }
}
