//! What every decision gives.

use alloc::{collections::BTreeMap, format, string::String, vec, vec::Vec};

use super::{Actor, LifecycleError, Role};
use crate::{
    Error, Result,
    id::PartyId,
    input::{InputError, Json, Read, Write},
    money::Money,
    time::{Interval, Timestamp},
};

/// A document that a host stores: one kind, one id, a version that counts its changes.
pub trait Stored: Clone + Write {
    /// The kind, which is its event subject: `offer`.
    fn kind(&self) -> &'static str;
    /// Its id as text.
    fn id(&self) -> &str;
    /// How many times it has changed; a new document has 1.
    fn version(&self) -> u64;
    /// The same document with another version.
    fn with_version(self, version: u64) -> Self;
    /// Reads another document of the same kind.
    fn read_like(&self, json: &Json) -> Result<Self>;
}

/// The outcome of a command, over one document or several. The host commits all of it or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<D> {
    /// The documents to write, each with the version it expects; the leading one first.
    pub changes: Vec<Change<D>>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What a database must enforce at commit beyond the versions.
    pub requires: Vec<Requirement>,
    /// What a fee schedule may react to.
    pub fee_triggers: Vec<FeeTrigger>,
}

impl<D> Decision<D> {
    /// The same decision, its documents as those of a wider type.
    pub fn into_documents<W: From<D>>(self) -> Decision<W> {
        let Self { changes, events, requires, fee_triggers } = self;
        let widened = |Change { expected_version, document }: Change<D>| Change {
            expected_version,
            document: W::from(document),
        };
        Decision { changes: changes.into_iter().map(widened).collect(), events, requires, fee_triggers }
    }
}

/// One document to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<D> {
    /// The version that the store must hold; 0 if it must not exist.
    pub expected_version: u64,
    /// The document to write.
    pub document: D,
}

/// Something that happened to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened, such as `offer.accepted`.
    pub name: String,
    /// What it happened to.
    pub subject: Subject,
    /// The version that the document has after the decision.
    pub version: u64,
    /// Counts the events of one subject and version from 1.
    pub n: u32,
    /// Who did it; `system` for a consequence.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// The fields that changed, whole; `null` empties one.
    pub set: Vec<(String, Json)>,
    /// Ids and words that tell more.
    pub data: Vec<(String, Json)>,
}

impl Event {
    /// The event's id: `<subject type>/<id>/<version>/<n>`.
    pub fn id(&self) -> String {
        format!("{}/{}/{}/{}", self.subject.kind, self.subject.id, self.version, self.n)
    }
}

/// What an event or a fee is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of the document.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// What must hold at commit beyond the versions of the changed documents.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        kind: &'static str,
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

/// Something that a fee schedule may react to, with a key that makes it happen once.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The role.
    pub role: Role,
    /// The party.
    pub id: PartyId,
}

impl FeeTrigger {
    /// A trigger of a fee about `subject`.
    pub fn charge(trigger: &str, subject: Subject, base: Money, payer: Payer, at: Timestamp) -> Self {
        Self::Charge { key: charge_key(trigger, &subject), trigger: trigger.into(), subject, base, payer, at }
    }

    /// A trigger that takes the fee about `subject` back.
    pub fn reversal(trigger: &str, subject: Subject, at: Timestamp) -> Self {
        let reverses = charge_key(trigger, &subject);
        Self::Reversal { key: format!("{reverses}/reversed"), reverses, subject, at }
    }
}

fn charge_key(trigger: &str, subject: &Subject) -> String {
    format!("{trigger}/{}/{}", subject.kind, subject.id)
}

/// The document that the later events make of an earlier one.
///
/// One fold for every machine: overwrite the fields of `set`, take the event's version. The law that every decision
/// keeps: the first document folded with all its later events gives the current one. Events of other subjects, and
/// those that the document already is the outcome of, are passed over. Refused: an event that does not follow the one
/// before it (`lifecycle.version_conflict`), events that make another document of it (`lifecycle.wrong_document`), and
/// what the document's reader refuses.
pub fn fold<D: Stored>(first: &D, events: &[Event]) -> Result<D> {
    let Json::Object(members) = first.write() else { return Ok(first.clone()) };
    let mut members: BTreeMap<String, Json> = members.into_iter().collect();
    let mut version = first.version();
    let own = |event: &&Event| event.subject.kind == first.kind() && event.subject.id == first.id();
    for event in events.iter().filter(own).filter(|event| event.version > first.version()) {
        let next = version.saturating_add(1);
        if event.version != next && (event.version != version || version == first.version()) {
            return Err(LifecycleError::VersionConflict { expected: next, found: event.version }.into());
        }
        version = event.version;
        members.extend(event.set.iter().cloned());
    }
    members.insert("version".into(), Json::from(version));
    let folded = first.read_like(&Json::Object(members.into_iter().collect()))?;
    if folded.id() == first.id() {
        return Ok(folded);
    }
    let (kind, missing, extra) = (first.kind(), first.id().into(), folded.id().into());
    Err(LifecycleError::WrongDocument { kind, missing, extra }.into())
}

impl<D: Stored> Write for Decision<D> {
    fn write(&self) -> Json {
        Json::Object(vec![
            ("changes".into(), self.changes.write()),
            ("events".into(), self.events.write()),
            ("requires".into(), self.requires.write()),
            ("feeTriggers".into(), self.fee_triggers.write()),
        ])
    }
}

impl<D: Stored> Write for Change<D> {
    fn write(&self) -> Json {
        Json::Object(vec![
            ("kind".into(), Json::from(self.document.kind())),
            ("id".into(), Json::from(self.document.id())),
            ("expectedVersion".into(), Json::from(self.expected_version)),
            ("document".into(), self.document.write()),
        ])
    }
}

impl Write for Event {
    fn write(&self) -> Json {
        let mut data = vec![("set".into(), Json::Object(self.set.clone()))];
        data.extend(self.data.iter().cloned());
        Json::Object(vec![
            ("type".into(), Json::from(self.name.as_str())),
            ("subject".into(), self.subject.write()),
            ("version".into(), Json::from(self.version)),
            ("n".into(), Json::from(u64::from(self.n))),
            ("actor".into(), self.actor.write()),
            ("at".into(), self.at.write()),
            ("data".into(), Json::Object(data)),
        ])
    }
}

impl Read for Event {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["type", "subject", "version", "n", "actor", "at", "data"])?;
        let (set, data) = fields.take_with("data", |data| {
            // Every language reads the same: no number that a double does not hold.
            let _: String = data.to_canonical()?;
            let set = data.get("set").ok_or_else(|| Error::from(InputError::MissingField).within("set"))?;
            let set = set.members().map_err(|error| error.within("set"))?.to_vec();
            let beside = data.members()?.iter().filter(|(name, _)| name != "set");
            Ok((set, beside.cloned().collect()))
        })?;
        Ok(Self {
            name: fields.take("type")?,
            subject: fields.take("subject")?,
            version: fields.take("version")?,
            n: fields.take("n")?,
            actor: fields.take("actor")?,
            at: fields.take("at")?,
            set,
            data,
        })
    }
}

impl Read for Subject {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["type", "id"])?;
        Ok(Self { kind: fields.take("type")?, id: fields.take("id")? })
    }
}

impl Write for Subject {
    fn write(&self) -> Json {
        Json::Object(vec![
            ("type".into(), Json::from(self.kind.as_str())),
            ("id".into(), Json::from(self.id.as_str())),
        ])
    }
}

impl Write for Requirement {
    fn write(&self) -> Json {
        let named = |name: &str, value| vec![(name.into(), value)];
        Json::Object(match self {
            Self::Unique { key, until } => {
                let mut members = named("unique", Json::from(key.as_str()));
                members.extend(until.map(|until| ("until".into(), until.write())));
                members
            }
            Self::Unchanged { kind, id, version } => named(
                "unchanged",
                Json::Object(vec![
                    ("kind".into(), Json::from(*kind)),
                    ("id".into(), Json::from(id.as_str())),
                    ("version".into(), Json::from(*version)),
                ]),
            ),
            Self::Exclusion { resource, interval, booking } => named(
                "exclusion",
                Json::Object(vec![
                    ("resource".into(), Json::from(resource.as_str())),
                    ("interval".into(), interval.write()),
                    ("booking".into(), Json::from(booking.as_str())),
                ]),
            ),
        })
    }
}

impl Write for FeeTrigger {
    fn write(&self) -> Json {
        match self {
            Self::Charge { key, trigger, subject, base, payer, at } => Json::Object(vec![
                ("key".into(), Json::from(key.as_str())),
                ("trigger".into(), Json::from(trigger.as_str())),
                ("subject".into(), subject.write()),
                ("base".into(), base.write()),
                ("payer".into(), payer.write()),
                ("at".into(), at.write()),
            ]),
            Self::Reversal { key, reverses, subject, at } => Json::Object(vec![
                ("key".into(), Json::from(key.as_str())),
                ("reverses".into(), Json::from(reverses.as_str())),
                ("subject".into(), subject.write()),
                ("at".into(), at.write()),
            ]),
        }
    }
}

impl Read for FeeTrigger {
    fn read(json: &Json) -> Result<Self> {
        if json.get("reverses").is_some() {
            let fields = json.fields(&["key", "reverses", "subject", "at"])?;
            return Ok(Self::Reversal {
                key: fields.take("key")?,
                reverses: fields.take("reverses")?,
                subject: fields.take("subject")?,
                at: fields.take("at")?,
            });
        }
        let fields = json.fields(&["key", "trigger", "subject", "base", "payer", "at"])?;
        Ok(Self::Charge {
            key: fields.take("key")?,
            trigger: fields.take("trigger")?,
            subject: fields.take("subject")?,
            base: fields.take("base")?,
            payer: fields.take("payer")?,
            at: fields.take("at")?,
        })
    }
}

crate::input::document_fields!(Payer { role: "role", id: "id" });
