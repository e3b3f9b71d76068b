//! Free content: the places of a document where the host keeps what is its own.

use alloc::{string::String, vec::Vec};

use super::{Json, Read, Write};
use crate::Result;

/// An object whose content is the host's: `meta` and `terms`.
///
/// It comes back with the same value. Numbers that a double does not hold are `input.bad_value`, so that every
/// language reads the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content(Json);

impl Content {
    /// The content as JSON: an object.
    pub fn as_json(&self) -> &Json {
        &self.0
    }
}

impl Default for Content {
    fn default() -> Self {
        Self(Json::Object(Vec::new()))
    }
}

impl Read for Content {
    fn read(json: &Json) -> Result<Self> {
        json.members()?;
        let _: String = json.to_canonical()?;
        Ok(Self(json.clone()))
    }
}

impl Write for Content {
    fn write(&self) -> Json {
        self.0.clone()
    }

    fn is_empty(&self) -> bool {
        self.0.members().is_ok_and(<[_]>::is_empty)
    }
}
