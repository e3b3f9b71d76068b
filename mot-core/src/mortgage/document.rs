//! The documents of a mortgage as one type.

use alloc::{string::String, vec::Vec};

use super::{Application, Contract, Offer, Property, Tranche};
use crate::{
    Error, Result,
    error::listed,
    input::{InputError, Json, Read, Write},
    lifecycle::{self, LifecycleError, Stored},
};

/// The outcome of a mortgage command.
pub type Decision = lifecycle::Decision<Document>;

/// A document of a mortgage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A property.
    Property(Property),
    /// An application.
    Application(Application),
    /// An offer.
    Offer(Offer),
    /// A contract.
    Contract(Contract),
    /// A tranche.
    Tranche(Tranche),
}

impl Document {
    /// The kinds of the documents.
    pub const KINDS: [&str; 5] = ["property", "application", "offer", "contract", "tranche"];

    /// Reads a stored document of a kind: `property`, `application`, `offer`, `contract` or `tranche`.
    pub fn read_kind(kind: &str, json: &Json) -> Result<Self> {
        match kind {
            "property" => Property::read(json).map(Self::Property),
            "application" => Application::read(json).map(Self::Application),
            "offer" => Offer::read(json).map(Self::Offer),
            "contract" => Contract::read(json).map(Self::Contract),
            "tranche" => Tranche::read(json).map(Self::Tranche),
            _ => Err(Error::from(InputError::BadValue { expected: KINDS }).within("kind")),
        }
    }
}

const KINDS: &str = "one of property, application, offer, contract, tranche";

impl Read for Document {
    /// Reads `{ kind, document }`.
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["kind", "document"])?;
        let kind = fields.take_with("kind", Json::text)?;
        fields.take_with("document", |document| Self::read_kind(kind, document))
    }
}

impl Write for Document {
    /// The document itself, without its kind.
    fn write(&self) -> Json {
        match self {
            Self::Property(document) => document.write(),
            Self::Application(document) => document.write(),
            Self::Offer(document) => document.write(),
            Self::Contract(document) => document.write(),
            Self::Tranche(document) => document.write(),
        }
    }
}

impl Stored for Document {
    fn kind(&self) -> &'static str {
        match self {
            Self::Property(_) => "property",
            Self::Application(_) => "application",
            Self::Offer(_) => "offer",
            Self::Contract(_) => "contract",
            Self::Tranche(_) => "tranche",
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Property(document) => document.property_id.as_str(),
            Self::Application(document) => document.application_id.as_str(),
            Self::Offer(document) => document.voucher_id.as_str(),
            Self::Contract(document) => document.voucher_id.as_str(),
            Self::Tranche(document) => document.voucher_id.as_str(),
        }
    }

    fn version(&self) -> u64 {
        match self {
            Self::Property(document) => document.version,
            Self::Application(document) => document.version,
            Self::Offer(document) => document.version,
            Self::Contract(document) => document.version,
            Self::Tranche(document) => document.version,
        }
    }

    fn with_version(self, version: u64) -> Self {
        match self {
            Self::Property(document) => Self::Property(Property { version, ..document }),
            Self::Application(document) => Self::Application(document.with_version(version)),
            Self::Offer(document) => Self::Offer(Offer { version, ..document }),
            Self::Contract(document) => Self::Contract(document.with_version(version)),
            Self::Tranche(document) => Self::Tranche(document.with_version(version)),
        }
    }

    fn read_like(&self, json: &Json) -> Result<Self> {
        Self::read_kind(self.kind(), json)
    }
}

macro_rules! documents {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Document {
            fn from(document: $kind) -> Self {
                Self::$kind(document)
            }
        }
    )*};
}

documents!(Property, Application, Offer, Contract, Tranche);

/// The refusal of documents other than those that the leading one names.
pub(super) fn wrong_document<'a>(
    kind: &'static str,
    missing: impl IntoIterator<Item = &'a str>,
    extra: impl IntoIterator<Item = &'a str>,
) -> Error {
    LifecycleError::WrongDocument { kind, missing: first_of(missing), extra: first_of(extra) }.into()
}

/// The first of many ids: a refusal stays short.
fn first_of<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let mut ids = ids.into_iter();
    let mut shown: Vec<&str> = ids.by_ref().take(20).collect();
    if ids.next().is_some() {
        shown.push("…");
    }
    listed(shown)
}

/// Refuses what is not the location of a document: 1 to 2048 bytes of visible ASCII, as a URI or a path is. Prose has
/// spaces, and would be told on in events.
pub(super) fn check_location(name: &str, text: &str) -> Result<()> {
    if (1..=2048).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let fault =
        InputError::BadValue { expected: "a location of 1 to 2048 visible ASCII characters without spaces" };
    Err(Error::from(fault).within(name))
}
