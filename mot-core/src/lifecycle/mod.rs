//! The kernel of every state machine.
//!
//! State is a document with a status. A machine is a constant table of [rows](Row); what is not in the table cannot
//! happen. [`choose`] picks the row for a command; [`Drafting`] turns the row into a [`Decision`]: the new
//! documents with the versions they expect, the events, and what a database must enforce at commit. The host
//! commits all of it or none.

use alloc::{string::String, vec};

mod choose;
mod decision;
mod describe;
mod drafting;
mod machine;

pub use choose::{Allowed, allowed, choose, choose_consequence};
pub use decision::{Change, Decision, Event, FeeTrigger, Payer, Requirement, Stored, Subject, fold};
pub use describe::{describe, diagram};
pub use drafting::Drafting;
pub use machine::{GuardWord, Machine, Origin, Role, Row, Table};

use crate::{
    Result,
    error::refusals,
    id::PartyId,
    input::{InputError, Json, Read, Write},
    time::Timestamp,
};

/// Who acts. Nobody claims a role: roles are found by comparing the party with the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person or an organisation, authenticated by the host.
    Party(PartyId),
    /// Time has passed.
    System,
    /// The operator of the platform.
    Platform,
    /// A connected service.
    Service,
}

impl Actor {
    /// The party that acts, if one does.
    pub fn party(&self) -> Option<&PartyId> {
        match self {
            Self::Party(id) => Some(id),
            Self::System | Self::Platform | Self::Service => None,
        }
    }
}

impl Read for Actor {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(word) => match word.as_str() {
                "system" => Ok(Self::System),
                "platform" => Ok(Self::Platform),
                "service" => Ok(Self::Service),
                _ => Err(InputError::BadValue { expected: "system, platform, service or a party" }.into()),
            },
            Json::Object(_) => Ok(Self::Party(json.fields(&["party"])?.take("party")?)),
            _ => Err(json.wrong_type("system, platform, service or a party")),
        }
    }
}

impl Write for Actor {
    fn write(&self) -> Json {
        match self {
            Self::Party(id) => Json::Object(vec![("party".into(), id.write())]),
            Self::System => Json::from("system"),
            Self::Platform => Json::from("platform"),
            Self::Service => Json::from("service"),
        }
    }
}

/// When a command is given, by whom, and on which version of its document.
///
/// ```
/// use mot_core::{id::PartyId, lifecycle::{Actor, Context}, time::Timestamp};
///
/// let context = Context::new(Timestamp::parse("2025-02-03T08:00:00Z")?, Actor::Party(PartyId::parse("user-abc")?));
/// assert_eq!(context.expecting(3).expected_version, Some(3));
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The present instant, from the host's clock.
    pub now: Timestamp,
    /// Who acts, authenticated by the host.
    pub actor: Actor,
    /// The version of the document that the actor saw; another one is `lifecycle.version_conflict`.
    pub expected_version: Option<u64>,
}

impl Context {
    /// A command of this actor, now.
    pub fn new(now: Timestamp, actor: Actor) -> Self {
        Self { now, actor, expected_version: None }
    }

    /// The same, refused unless the document has this version.
    pub fn expecting(self, version: u64) -> Self {
        Self { expected_version: Some(version), ..self }
    }

    /// Refuses another version than the expected one.
    pub(crate) fn check_version(&self, version: u64) -> Result<()> {
        match self.expected_version {
            Some(expected) if expected != version => {
                Err(LifecycleError::VersionConflict { expected, found: version }.into())
            }
            _ => Ok(()),
        }
    }
}

impl Read for Context {
    /// Reads `{ now, actor, expectedVersion }`; `now` comes from a clock and is floored to the millisecond.
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["now", "actor", "expectedVersion"])?;
        Ok(Self {
            now: fields.take_with("now", |now| Timestamp::from_clock(now.text()?))?,
            actor: fields.take("actor")?,
            expected_version: fields.take("expectedVersion")?,
        })
    }
}

refusals! {
    /// Why a step was refused before any guard was asked.
    pub enum LifecycleError {
        /// No command has this name.
        UnknownCommand => LifecycleUnknownCommand, "there is no such command";
        /// No machine has this name.
        UnknownMachine {
            /// The names that there are.
            known: String,
        } => LifecycleUnknownMachine, "there is no such machine, known: [{known}]";
        /// The command needs a document that does not exist.
        NotFound {
            /// The kind of the document.
            kind: &'static str,
        } => LifecycleNotFound, "there is no such {kind}";
        /// The command creates a document that exists.
        AlreadyExists {
            /// The kind of the document.
            kind: &'static str,
        } => LifecycleAlreadyExists, "the {kind} exists already";
        /// The other documents are not those that the leading one names.
        WrongDocument {
            /// The kind of the documents.
            kind: &'static str,
            /// Ids that were needed and not given.
            missing: String,
            /// Ids that were given and not needed.
            extra: String,
        } => LifecycleWrongDocument, "these are not the {kind} documents needed, missing: [{missing}], not needed: [{extra}]";
        /// The document has changed since it was seen.
        VersionConflict {
            /// The version that was expected.
            expected: u64,
            /// The version that it has.
            found: u64,
        } => LifecycleVersionConflict, "the document has version {found}, not {expected}: read it again";
        /// Nothing leaves the status.
        TerminalState {
            /// The machine.
            machine: &'static str,
            /// The status.
            status: &'static str,
        } => LifecycleTerminalState, "{status} is a final status of {machine}";
        /// The table has no such row.
        IllegalTransition {
            /// The machine.
            machine: &'static str,
            /// The status.
            status: &'static str,
            /// The command.
            command: &'static str,
            /// What would be legal.
            legal: String,
        } => LifecycleIllegalTransition, "{machine} has no {command} in status {status}, possible: [{legal}]";
        /// The actor has none of the roles that may do this.
        ActorNotAllowed {
            /// The roles that may.
            allowed: String,
        } => LifecycleActorNotAllowed, "the actor may not do this, open to: [{allowed}]";
    }
}
