//! Actors, documents as one type, and commands by name.

use mot_core::{
    id::PartyId,
    identity::Identity,
    input::{Json, Write},
    lifecycle,
    mortgage::{self, Application, Contract, Offer, Property, Tranche},
    voucher::{self, Booking, Card, Voucher},
};

use crate::{Result, crossing::crosses, scalar::Now};

pub mod decision;

/// Who acts. Nobody claims a role: roles are found by comparing the party with the document.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Actor {
    /// A person or an organisation, authenticated by the host.
    Party {
        /// Its id.
        id: PartyId,
    },
    /// Time has passed.
    System,
    /// The operator of the platform.
    Platform,
    /// A connected service.
    Service,
}

crosses!(
    lifecycle::Actor as Actor,
    lower: |actor| match actor {
        lifecycle::Actor::Party(id) => Actor::Party { id },
        lifecycle::Actor::System => Actor::System,
        lifecycle::Actor::Platform => Actor::Platform,
        lifecycle::Actor::Service => Actor::Service,
    },
    lift: |actor| Ok(match actor {
        Actor::Party { id } => lifecycle::Actor::Party(id),
        Actor::System => lifecycle::Actor::System,
        Actor::Platform => lifecycle::Actor::Platform,
        Actor::Service => lifecycle::Actor::Service,
    }),
);

/// When a command is given, by whom, and on which version of its document.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Context {
    /// The present instant, from the host's clock; what is finer than a millisecond is left out.
    pub now: Now,
    /// Who acts, authenticated by the host.
    pub actor: lifecycle::Actor,
    /// The version of the document that the actor saw; another one is `lifecycle.version_conflict`.
    #[uniffi(default)]
    pub expected_version: Option<u64>,
}

crosses!(
    lifecycle::Context as Context,
    lower: |context| Context {
        now: Now(context.now),
        actor: context.actor,
        expected_version: context.expected_version,
    },
    lift: |given| {
        let Context { now, actor, expected_version } = given;
        Ok(lifecycle::Context { now: now.0, actor, expected_version })
    },
);

/// A document that a host stores.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Document {
    /// An identity.
    Identity {
        /// The identity.
        document: Identity,
    },
    /// A property.
    Property {
        /// The property.
        document: Property,
    },
    /// An application.
    Application {
        /// The application.
        document: Application,
    },
    /// An offer.
    Offer {
        /// The offer.
        document: Offer,
    },
    /// A contract.
    Contract {
        /// The contract.
        document: Contract,
    },
    /// A tranche.
    Tranche {
        /// The tranche.
        document: Tranche,
    },
    /// A voucher for a service.
    Voucher {
        /// The voucher.
        document: Voucher,
    },
    /// A booking.
    Booking {
        /// The booking.
        document: Booking,
    },
    /// A card of several units.
    Card {
        /// The card.
        document: Card,
    },
}

pub(crate) type CoreDocument = mot_core::Document;

crosses!(
    CoreDocument as Document,
    lower: |document| match document {
        CoreDocument::Identity(document) => Document::Identity { document },
        CoreDocument::Mortgage(mortgage::Document::Property(document)) => Document::Property { document },
        CoreDocument::Mortgage(mortgage::Document::Application(document)) => Document::Application { document },
        CoreDocument::Mortgage(mortgage::Document::Offer(document)) => Document::Offer { document },
        CoreDocument::Mortgage(mortgage::Document::Contract(document)) => Document::Contract { document },
        CoreDocument::Mortgage(mortgage::Document::Tranche(document)) => Document::Tranche { document },
        CoreDocument::Voucher(voucher::Document::Voucher(document)) => Document::Voucher { document },
        CoreDocument::Voucher(voucher::Document::Booking(document)) => Document::Booking { document },
        CoreDocument::Voucher(voucher::Document::Card(document)) => Document::Card { document },
    },
    lift: |document| Ok(match document {
        Document::Identity { document } => CoreDocument::Identity(document),
        Document::Property { document } => mortgage::Document::Property(document).into(),
        Document::Application { document } => mortgage::Document::Application(document).into(),
        Document::Offer { document } => mortgage::Document::Offer(document).into(),
        Document::Contract { document } => mortgage::Document::Contract(document).into(),
        Document::Tranche { document } => mortgage::Document::Tranche(document).into(),
        Document::Voucher { document } => voucher::Document::Voucher(document).into(),
        Document::Booking { document } => voucher::Document::Booking(document).into(),
        Document::Card { document } => voucher::Document::Card(document).into(),
    }),
);

/// Reads a stored document of a kind: `identity`, `property`, `application`, `offer`, `contract`, `tranche`, `voucher`,
/// `booking` or `card`.
#[uniffi::export]
pub fn parse_document(kind: &str, json: &str) -> Result<CoreDocument> {
    Ok(CoreDocument::read_kind(kind, &Json::parse(json)?)?)
}

/// The document as JSON text, without its kind.
#[uniffi::export]
pub fn document_to_json(document: &CoreDocument) -> Result<String> {
    Ok(document.to_json())
}

/// The document that the later events make of an earlier one. Events of other subjects are passed over.
#[uniffi::export]
pub fn fold(document: &CoreDocument, events: Vec<lifecycle::Event>) -> Result<CoreDocument> {
    Ok(lifecycle::fold(document, &events)?)
}

/// A command and whether the actor could give it now.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Allowed {
    /// The command's name within its machine.
    pub command: String,
    /// Whether it would be taken.
    pub enabled: bool,
    /// The code why not.
    pub code: Option<String>,
}

impl From<lifecycle::Allowed> for Allowed {
    fn from(allowed: lifecycle::Allowed) -> Self {
        let lifecycle::Allowed { command, refused } = allowed;
        let code = refused.map(|code| code.as_str().into());
        Self { command: command.into(), enabled: refused.is_none(), code }
    }
}

/// Decides a command by its name, such as `offer.accept`, on JSON texts; gives the decision as JSON text.
///
/// `document` is the stored one, none to create one. `arguments` is an object of the arguments and the other
/// documents, `context` an object of `now`, `actor` and, if wanted, `expectedVersion`.
///
/// `identity.verify` is `lifecycle.unknown_command` here: a link that was judged is no text. It has a function of its
/// own.
#[uniffi::export]
pub fn decide(command: &str, document: Option<String>, arguments: &str, context: &str) -> Result<String> {
    Ok(mot_core::decide_json(command, document.as_deref(), arguments, context)?)
}

/// The names of the machines.
#[uniffi::export]
pub fn machines() -> Vec<String> {
    mot_core::MACHINES.map(Into::into).into()
}

/// A machine's table as JSON text (`lifecycle.unknown_machine`).
#[uniffi::export]
pub fn describe(machine: &str) -> Result<String> {
    // A test shows with this that a defect reaches its host as an exception and that the process lives on.
    #[cfg(feature = "test-probe")]
    assert_ne!(machine, "panic-probe", "the probe panics");
    Ok(mot_core::describe(machine)?.to_json())
}

/// A machine's table as a Mermaid state diagram (`lifecycle.unknown_machine`).
#[uniffi::export]
pub fn diagram(machine: &str) -> Result<String> {
    Ok(mot_core::diagram(machine)?)
}
