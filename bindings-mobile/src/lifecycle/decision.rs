//! What every decision gives.

use mot_core::{
    Decision as CoreDecision,
    id::PartyId,
    input::{Json, Read, Write},
    lifecycle::{self, FeeTrigger, Payer, Role, Stored, Subject},
    money::Money,
    time::{Interval, Timestamp},
};

use super::CoreDocument;
use crate::{Result, crossing::crosses};

/// The outcome of a command, over one document or several. Commit all of it or none.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Decision {
    /// The documents to write, each with the version it expects; the leading one first.
    pub changes: Vec<Change>,
    /// What happened, in order.
    pub events: Vec<lifecycle::Event>,
    /// What a database must enforce at commit beyond the versions.
    pub requires: Vec<Requirement>,
    /// What a fee schedule may react to.
    pub fee_triggers: Vec<FeeTrigger>,
}

/// One document to write.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Change {
    /// The kind of the document: `identity`, `property`, `application`, `offer`, `contract`, `tranche`, `voucher`,
    /// `booking` or `card`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The version that the store must hold; 0 if it must not exist.
    pub expected_version: u64,
    /// The document to write.
    pub document: CoreDocument,
}

crosses!(
    CoreDecision as Decision,
    lower: |decision| {
        let CoreDecision { changes, events, requires, fee_triggers } = decision;
        let requires = requires.into_iter().map(Requirement::from).collect();
        Decision { changes: changes.into_iter().map(Change::from).collect(), events, requires, fee_triggers }
    },
    lift: |given| {
        let Decision { changes, events, requires, fee_triggers } = given;
        let requires = requires.into_iter().map(Requirement::read).collect::<Result<_>>()?;
        let change = |Change { kind: _, id: _, expected_version, document }| {
            lifecycle::Change { expected_version, document }
        };
        Ok(CoreDecision { changes: changes.into_iter().map(change).collect(), events, requires, fee_triggers })
    },
);

impl From<lifecycle::Change<CoreDocument>> for Change {
    fn from(change: lifecycle::Change<CoreDocument>) -> Self {
        let lifecycle::Change { expected_version, document } = change;
        Self { kind: document.kind().into(), id: document.id().into(), expected_version, document }
    }
}

/// The decision as JSON text, the same in every language.
#[uniffi::export]
pub fn decision_to_json(decision: &CoreDecision) -> Result<String> {
    Ok(decision.to_json())
}

/// Something that happened to a document.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Event {
    /// What happened, such as `offer.accepted`.
    pub name: String,
    /// What it happened to.
    pub subject: Subject,
    /// The version that the document has after the decision.
    pub version: u64,
    /// Counts the events of one subject and version from 1.
    pub n: u32,
    /// Who did it; the system for a consequence.
    pub actor: lifecycle::Actor,
    /// When.
    pub at: Timestamp,
    /// The fields that changed, whole, as the JSON text of an object; `null` empties one.
    pub set: String,
    /// Ids and words that tell more, as the JSON text of an object.
    pub data: String,
}

crosses!(
    lifecycle::Event as Event,
    lower: |event| {
        let lifecycle::Event { name, subject, version, n, actor, at, set, data } = event;
        let (set, data) = (Json::Object(set).to_json(), Json::Object(data).to_json());
        Event { name, subject, version, n, actor, at, set, data }
    },
    lift: |given| {
        let Event { name, subject, version, n, actor, at, set, data } = given;
        let (set, data) = (members("set", &set)?, members("data", &data)?);
        Ok(lifecycle::Event { name, subject, version, n, actor, at, set, data })
    },
);

fn members(name: &str, json: &str) -> Result<Vec<(String, Json)>> {
    let read = || -> mot_core::Result<_> { Ok(Json::parse(json)?.members()?.to_vec()) };
    Ok(read().map_err(|error| error.within(name))?)
}

/// The event's id: `<subject kind>/<id>/<version>/<n>`.
#[uniffi::export]
pub fn event_id(event: &lifecycle::Event) -> Result<String> {
    Ok(event.id())
}

/// Reads an event as [`event_to_json`] writes it.
#[uniffi::export]
pub fn parse_event(json: &str) -> Result<lifecycle::Event> {
    Ok(lifecycle::Event::from_json(json)?)
}

/// The event as JSON text.
#[uniffi::export]
pub fn event_to_json(event: &lifecycle::Event) -> Result<String> {
    Ok(event.to_json())
}

/// What an event or a fee is about.
#[uniffi::remote(Record)]
pub struct Subject {
    /// The kind of the document.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// What must hold at commit beyond the versions of the changed documents.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Requirement {
    /// This key is written once.
    Unique {
        /// The key.
        key: String,
        /// Until when it must be kept; for ever if none, unless the command says otherwise.
        until: Option<Timestamp>,
    },
    /// A document that was read still has this version.
    Unchanged {
        /// The kind of the document.
        kind: String,
        /// Its id.
        id: String,
        /// Its version.
        version: u64,
    },
    /// Nobody else takes the resource in the interval.
    Exclusion {
        /// What is taken.
        resource: String,
        /// When, buffers included.
        interval: Interval,
        /// The booking that takes it.
        booking: String,
    },
}

impl From<lifecycle::Requirement> for Requirement {
    fn from(requirement: lifecycle::Requirement) -> Self {
        match requirement {
            lifecycle::Requirement::Unique { key, until } => Self::Unique { key, until },
            lifecycle::Requirement::Unchanged { kind, id, version } => {
                Self::Unchanged { kind: kind.into(), id, version }
            }
            lifecycle::Requirement::Exclusion { resource, interval, booking } => {
                Self::Exclusion { resource, interval, booking }
            }
        }
    }
}

impl Requirement {
    fn read(self) -> Result<lifecycle::Requirement> {
        Ok(match self {
            Self::Unique { key, until } => lifecycle::Requirement::Unique { key, until },
            Self::Unchanged { kind, id, version } => {
                lifecycle::Requirement::Unchanged { kind: static_kind(&kind)?, id, version }
            }
            Self::Exclusion { resource, interval, booking } => {
                lifecycle::Requirement::Exclusion { resource, interval, booking }
            }
        })
    }
}

/// The core's own text of a kind; another one is refused as the core refuses it.
fn static_kind(kind: &str) -> Result<&'static str> {
    let kinds =
        ["identity", "property", "application", "offer", "contract", "tranche", "voucher", "booking", "card"];
    let known = kinds.into_iter().find(|known| *known == kind);
    match (known, CoreDocument::read_kind(kind, &Json::Null)) {
        (Some(known), _) => Ok(known),
        (None, Ok(document)) => Ok(document.kind()),
        (None, Err(refused)) => Err(refused.into()),
    }
}

/// Something that a fee schedule may react to, with a key that makes it happen once.
#[uniffi::remote(Enum)]
pub enum FeeTrigger {
    /// A fee may be due.
    Charge {
        /// `<trigger>/<subject>/<id>`.
        key: String,
        /// What happened, such as `mortgage.loan_closed`.
        trigger: String,
        /// What it happened to.
        subject: Subject,
        /// The amount that a percentage is taken of.
        base: Money,
        /// Who would pay.
        payer: Payer,
        /// When.
        at: Timestamp,
    },
    /// A fee that was due is to be taken back.
    Reversal {
        /// The key of the charge, with `/reversed`.
        key: String,
        /// The key of the charge.
        reverses: String,
        /// What it happened to.
        subject: Subject,
        /// When.
        at: Timestamp,
    },
}

/// Who pays a fee, and as what.
#[uniffi::remote(Record)]
pub struct Payer {
    /// The role.
    pub role: Role,
    /// The party.
    pub id: PartyId,
}
