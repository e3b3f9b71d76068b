//! The identity as a document: a user id, local to its device until a link verifies it, and local again when the
//! verification has lapsed or is revoked (seed 000:85-181).

use core::ops::Deref;

use super::{Receipt, Uid, link};
use crate::{
    Error, Result,
    input::{InputError, Json, Read, Write, stored_document, words},
    lifecycle::{self, Stored},
    time::Timestamp,
};

mod commands;
mod machine;

pub use commands::IdentityPolicy;
pub use machine::{IdentityCommand, IdentityGuard, IdentityMachine};

/// The outcome of an identity's command.
pub type Decision = lifecycle::Decision<Identity>;

/// An identity, kept where its user id is kept. Its fields agree with each other: verified by a receipt, or local
/// without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity(IdentityFields);

/// An identity: its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Identity", rename_all = "camelCase")
)]
pub struct IdentityFields {
    /// The user id, which is the document's id.
    pub uid: Uid,
    /// Where it stands.
    pub status: IdentityStatus,
    /// When a link verified it last.
    pub verified_at: Option<Timestamp>,
    /// What is kept instead of the link.
    pub receipt: Option<Receipt>,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(IdentityFields {
    uid: "uid",
    status: "status",
    verified_at: "verifiedAt",
    receipt: "receipt",
});

words! {
    /// Where an identity stands.
    pub enum IdentityStatus {
        /// A user id that its device made up.
        Local = "local",
        /// Introduced by a signed link.
        Verified = "verified",
    }
}

impl Identity {
    /// The identity of these fields. Refused as `input.bad_value` at `status`: verified without a receipt of its own
    /// user id, from that instant and not beyond its end, by a key with an id; or local with one.
    pub fn new(fields: IdentityFields) -> Result<Self> {
        let agrees = match (fields.status, &fields.verified_at, &fields.receipt) {
            (IdentityStatus::Local, None, None) => true,
            (IdentityStatus::Verified, Some(at), Some(receipt)) => {
                receipt.uid == fields.uid
                    && receipt.issued_at == *at
                    && receipt.expires_at >= *at
                    && link::is_key_id(&receipt.key_id)
            }
            _ => false,
        };
        if agrees {
            return Ok(Self(fields));
        }
        Err(Error::from(InputError::BadValue { expected: "what the receipt says" }).within("status"))
    }

    /// The fields, to build another identity from.
    pub fn into_fields(self) -> IdentityFields {
        self.0
    }
}

impl Deref for Identity {
    type Target = IdentityFields;

    fn deref(&self) -> &IdentityFields {
        &self.0
    }
}

impl Read for Identity {
    fn read(json: &Json) -> Result<Self> {
        Self::new(IdentityFields::read(json)?)
    }
}

impl Write for Identity {
    fn write(&self) -> Json {
        self.0.write()
    }
}

impl Stored for Identity {
    fn kind(&self) -> &'static str {
        "identity"
    }

    fn id(&self) -> &str {
        self.uid.as_str()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn with_version(self, version: u64) -> Self {
        Self(IdentityFields { version, ..self.0 })
    }

    fn read_like(&self, json: &Json) -> Result<Self> {
        Self::read(json)
    }
}
