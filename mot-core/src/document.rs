//! Every document that a host stores, as one type.

use crate::{
    Error, Result,
    identity::Identity,
    input::{InputError, Json, Read, Write},
    lifecycle::{self, Stored},
    mortgage, voucher,
};

/// The outcome of any command.
pub type Decision = lifecycle::Decision<Document>;

/// A document of any domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// An identity.
    Identity(Identity),
    /// A document of a mortgage.
    Mortgage(mortgage::Document),
    /// A voucher, a booking or a card.
    Voucher(voucher::Document),
}

impl Document {
    /// Reads a stored document of a kind: `identity`, `property`, `application`, `offer`, `contract` or
    /// `tranche`.
    pub fn read_kind(kind: &str, json: &Json) -> Result<Self> {
        match kind {
            "identity" => Identity::read(json).map(Self::Identity),
            kind if mortgage::Document::KINDS.contains(&kind) => {
                mortgage::Document::read_kind(kind, json).map(Self::Mortgage)
            }
            kind if voucher::Document::KINDS.contains(&kind) => {
                voucher::Document::read_kind(kind, json).map(Self::Voucher)
            }
            _ => Err(Error::from(InputError::BadValue { expected: KINDS }).within("kind")),
        }
    }
}

const KINDS: &str =
    "one of identity, property, application, offer, contract, tranche, voucher, booking, card";

impl From<Identity> for Document {
    fn from(document: Identity) -> Self {
        Self::Identity(document)
    }
}

impl From<mortgage::Document> for Document {
    fn from(document: mortgage::Document) -> Self {
        Self::Mortgage(document)
    }
}

impl From<voucher::Document> for Document {
    fn from(document: voucher::Document) -> Self {
        Self::Voucher(document)
    }
}

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
            Self::Identity(document) => document.write(),
            Self::Mortgage(document) => document.write(),
            Self::Voucher(document) => document.write(),
        }
    }
}

impl Stored for Document {
    fn kind(&self) -> &'static str {
        match self {
            Self::Identity(document) => document.kind(),
            Self::Mortgage(document) => document.kind(),
            Self::Voucher(document) => document.kind(),
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Identity(document) => document.id(),
            Self::Mortgage(document) => document.id(),
            Self::Voucher(document) => document.id(),
        }
    }

    fn version(&self) -> u64 {
        match self {
            Self::Identity(document) => Stored::version(document),
            Self::Mortgage(document) => document.version(),
            Self::Voucher(document) => document.version(),
        }
    }

    fn with_version(self, version: u64) -> Self {
        match self {
            Self::Identity(document) => Self::Identity(document.with_version(version)),
            Self::Mortgage(document) => Self::Mortgage(document.with_version(version)),
            Self::Voucher(document) => Self::Voucher(document.with_version(version)),
        }
    }

    fn read_like(&self, json: &Json) -> Result<Self> {
        Self::read_kind(self.kind(), json)
    }
}
