//! The fields of an object, taken by name.

use alloc::string::String;

use super::{InputError, Json, Read};
use crate::{Error, Result};

/// The fields of an object while it is read. Unknown ones were refused before.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    members: &'a [(String, Json)],
}

impl<'a> Fields<'a> {
    pub(super) fn new(members: &'a [(String, Json)]) -> Self {
        Self { members }
    }

    /// Takes a field that must be there (`input.missing_field`); one that may be `null` may be absent too.
    pub fn take<T: Read>(&self, name: &str) -> Result<T> {
        match self.get(name) {
            Some(value) => T::read(value).map_err(|error| error.within(name)),
            None => T::absent().ok_or_else(|| missing(name)),
        }
    }

    /// Takes a field that must be there and reads it with `read`.
    pub fn take_with<T>(&self, name: &str, read: impl FnOnce(&'a Json) -> Result<T>) -> Result<T> {
        let value = self.get(name).ok_or_else(|| missing(name))?;
        read(value).map_err(|error| error.within(name))
    }

    /// Takes a field that may be absent or `null`, which both mean its empty value.
    pub fn take_or_empty<T: Read + Default>(&self, name: &str) -> Result<T> {
        match self.get(name) {
            None | Some(Json::Null) => Ok(T::default()),
            Some(value) => T::read(value).map_err(|error| error.within(name)),
        }
    }

    /// The field as it is, if it is there.
    pub fn get(&self, name: &str) -> Option<&'a Json> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

fn missing(name: &str) -> Error {
    Error::from(InputError::MissingField).within(name)
}

/// Reads and writes a plain structure of documents.
///
/// The fields before the semicolon are always written, `null` if empty; those behind it may be absent, which means
/// empty, and are written unless empty. A structure of such fields only is empty when all of them are.
macro_rules! document_fields {
    ($type:ident { $($field:ident: $name:literal),* $(,)? $(; $($added:ident: $added_name:literal),* $(,)?)? }) => {
        #[cfg(feature = "schema")]
        impl $crate::schema::Described for $type {
            const ALWAYS: &'static [&'static str] = &[$($name),*];
            const ADDED: &'static [&'static str] = &[$($($added_name),*)?];
        }

        impl $crate::input::Read for $type {
            fn read(json: &$crate::input::Json) -> $crate::Result<Self> {
                let fields = json.fields(&[$($name,)* $($($added_name,)*)?])?;
                Ok(Self {
                    $($field: fields.take($name)?,)*
                    $($($added: fields.take_or_empty($added_name)?,)*)?
                })
            }
        }

        impl $crate::input::Write for $type {
            fn write(&self) -> $crate::input::Json {
                let Self { $($field,)* $($($added,)*)? } = self;
                #[allow(unused_mut, reason = "only structures with added fields push")]
                let mut members: alloc::vec::Vec<(alloc::string::String, $crate::input::Json)> = alloc::vec![
                    $(($name.into(), $crate::input::Write::write($field)),)*
                ];
                $($(
                    if !$crate::input::Write::is_empty($added) {
                        members.push(($added_name.into(), $crate::input::Write::write($added)));
                    }
                )*)?
                $crate::input::Json::Object(members)
            }

            fn is_empty(&self) -> bool {
                let Self { $($field: _,)* $($($added,)*)? } = self;
                let always_written: &[&str] = &[$($name),*];
                always_written.is_empty() $($(&& $crate::input::Write::is_empty($added))*)?
            }
        }
    };
}
pub(crate) use document_fields;

/// Like [`document_fields`], for a document that hosts store: it has a `version` and may name its `format`.
macro_rules! stored_document {
    ($type:ident { $($field:ident: $name:literal),* $(,)? $(; $($added:ident: $added_name:literal),* $(,)?)? }) => {
        #[cfg(feature = "schema")]
        impl $crate::schema::Described for $type {
            const ALWAYS: &'static [&'static str] = &[$($name),*];
            const ADDED: &'static [&'static str] = &[$($($added_name,)*)? "version"];
        }

        impl $crate::input::Read for $type {
            fn read(json: &$crate::input::Json) -> $crate::Result<Self> {
                $crate::input::check_format(json)?;
                let fields = json.fields(&[$($name,)* $($($added_name,)*)? "version", "format"])?;
                Ok(Self {
                    $($field: fields.take($name)?,)*
                    $($($added: fields.take_or_empty($added_name)?,)*)?
                    version: $crate::input::read_version(&fields)?,
                })
            }
        }

        impl $crate::input::Write for $type {
            fn write(&self) -> $crate::input::Json {
                let Self { $($field,)* $($($added,)*)? version } = self;
                let mut members: alloc::vec::Vec<(alloc::string::String, $crate::input::Json)> = alloc::vec![
                    $(($name.into(), $crate::input::Write::write($field)),)*
                ];
                $($(
                    if !$crate::input::Write::is_empty($added) {
                        members.push(($added_name.into(), $crate::input::Write::write($added)));
                    }
                )*)?
                members.push(("version".into(), $crate::input::Write::write(version)));
                $crate::input::Json::Object(members)
            }
        }
    };
}
pub(crate) use stored_document;
