//! The mortgage's documents, the policies they are decided by, and reckoning.

use std::sync::Arc;

use mot_core::{
    id::PolicyId,
    input::Read,
    money::{Money, Rate, Rounding},
    mortgage::{
        Amendment, Application, ApplicationFields, Contract, ContractFields, DocumentHash,
        JurisdictionPolicy, NewApplication, NewEvidence, NewOffer, NewTranche, Offer, Property, Tranche,
        TrancheFields,
    },
};

use crate::{
    Result,
    crossing::{crosses, json},
};

pub mod application;
pub mod comparison;
pub mod contract;
pub mod deadlines;
pub mod effective_rate;
pub mod financing;
pub mod offer;
pub mod schedule;
pub mod solution;
pub mod tranche;

crosses!(
    Application as ApplicationFields,
    lower: Application::into_fields,
    lift: |fields| Ok(Application::new(fields)?),
);

crosses!(
    Contract as ContractFields,
    lower: Contract::into_fields,
    lift: |fields| Ok(Contract::new(fields)?),
);

crosses!(
    Tranche as TrancheFields,
    lower: Tranche::into_fields,
    lift: |fields| Ok(Tranche::new(fields)?),
);

json! {
    /// Reads a property.
    parse_property, property_to_json: Property;
    /// Reads an application. A status that contradicts the live offers is `input.bad_value`.
    parse_application, application_to_json: Application;
    /// Reads an offer.
    parse_offer, offer_to_json: Offer;
    /// Reads a contract. A status or a flag that contradicts the signatures is `input.bad_value`.
    parse_contract, contract_to_json: Contract;
    /// Reads a tranche. A status that contradicts the holder is `input.bad_value`.
    parse_tranche, tranche_to_json: Tranche;
    /// Reads a jurisdiction policy.
    parse_jurisdiction_policy, jurisdiction_policy_to_json: JurisdictionPolicy;
    /// Reads evidence to be recorded.
    parse_new_evidence, new_evidence_to_json: NewEvidence;
    /// Reads the terms that an amendment changes.
    parse_amendment, amendment_to_json: Amendment;
}

/// Reads a new application: the application's own JSON, without what the library fills in.
#[uniffi::export]
pub fn parse_new_application(json: &str) -> Result<NewApplication> {
    Ok(NewApplication::from_json(json)?)
}

/// Reads a new offer: the offer's own JSON, without what the library fills in.
#[uniffi::export]
pub fn parse_new_offer(json: &str) -> Result<NewOffer> {
    Ok(NewOffer::from_json(json)?)
}

/// Reads a new tranche: the tranche's own JSON, without what the library fills in.
#[uniffi::export]
pub fn parse_new_tranche(json: &str) -> Result<NewTranche> {
    Ok(NewTranche::from_json(json)?)
}

/// The policies that a host decides by. Made once; where none is given, the shipped ones hold.
#[derive(Debug, uniffi::Object)]
pub struct Policies(mot_core::mortgage::Policies);

#[uniffi::export]
impl Policies {
    /// Policies of the host's own. One that nobody would sign under, or that names a signer twice, is
    /// `input.bad_value`.
    #[uniffi::constructor]
    pub fn new(policies: Vec<JurisdictionPolicy>) -> Result<Self> {
        Ok(Self(mot_core::mortgage::Policies::new(policies)?))
    }

    /// The presets: `mcd_baseline`, the directive alone, and `de_mortgage`, Germany. They are not legal advice.
    #[uniffi::constructor]
    pub fn shipped() -> Self {
        Self(mot_core::mortgage::Policies::shipped())
    }

    /// The policies as data.
    pub fn policies(&self) -> Vec<JurisdictionPolicy> {
        self.0.as_slice().to_vec()
    }

    /// The policy of this name with the latest date, or `mortgage.unknown_policy`.
    pub fn latest(&self, id: &PolicyId) -> Result<JurisdictionPolicy> {
        Ok(self.0.latest(id)?.clone())
    }
}

/// The policies that are given, or the presets.
pub(crate) fn or_shipped(policies: Option<Arc<Policies>>) -> mot_core::mortgage::Policies {
    policies.map_or_else(mot_core::mortgage::Policies::shipped, |policies| policies.0.clone())
}

/// The SHA-256 of a document's bytes.
#[uniffi::export]
pub fn document_hash(bytes: Vec<u8>) -> DocumentHash {
    DocumentHash::of(&bytes)
}

/// The monthly instalment from the nominal and the initial repayment rate: `loan × (nominal + initial) / 12`,
/// multiplied exactly and rounded once.
///
/// Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), an
/// instalment that does not exceed one month's interest (`mortgage.never_amortises`), one beyond the range of money
/// (`money.overflow`).
#[uniffi::export]
pub fn instalment(loan: &Money, nominal_rate: Rate, initial_rate: Rate, rounding: Rounding) -> Result<Money> {
    Ok(mot_core::mortgage::instalment(*loan, nominal_rate, initial_rate, rounding)?)
}
