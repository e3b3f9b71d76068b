//! Strict reading: every document and argument comes through here, field by field, or is refused.
//!
//! Unknown, repeated and missing fields, values of another kind, text beyond 256 KiB or 32 levels are typed
//! refusals with the path of the fault. Nothing is guessed, dropped or rounded.

use alloc::{string::String, vec::Vec};

mod content;
mod fields;
mod json;
mod number;
mod words;
mod writing;

pub use content::Content;
pub use fields::Fields;
pub use json::{
    Json, MAXIMUM_DEPTH, MAXIMUM_DEPTH_OF_ARGUMENTS, MAXIMUM_SIZE, MAXIMUM_SIZE_OF_ARGUMENTS, MAXIMUM_VALUES,
    MAXIMUM_VALUES_OF_ARGUMENTS,
};
pub use number::Number;
pub use words::Word;

pub(crate) use fields::{document_fields, stored_document};
pub(crate) use words::{read_word, words};

use crate::{Error, Result, error::refusals};

/// What can be read from JSON.
pub trait Read: Sized {
    /// Reads the value, or refuses it with the path of the fault.
    fn read(json: &Json) -> Result<Self>;

    /// What an absent field means, where that is anything.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads JSON text within the limits.
    fn from_json(text: &str) -> Result<Self> {
        Self::read(&Json::parse(text)?)
    }
}

/// What can be written as JSON.
pub trait Write {
    /// The value as JSON.
    fn write(&self) -> Json;

    /// The value as compact JSON text.
    fn to_json(&self) -> String {
        self.write().to_text()
    }

    /// Whether there is nothing in it, so that an added field need not be written: none, `false`, an empty list.
    fn is_empty(&self) -> bool {
        false
    }
}

impl Read for Json {
    fn read(json: &Json) -> Result<Self> {
        Ok(json.clone())
    }
}

impl Write for Json {
    fn write(&self) -> Json {
        self.clone()
    }
}

impl Read for String {
    fn read(json: &Json) -> Result<Self> {
        json.text().map(Into::into)
    }
}

impl Write for String {
    fn write(&self) -> Json {
        Json::from(self.as_str())
    }
}

impl Read for bool {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Bool(value) => Ok(*value),
            _ => Err(json.wrong_type("true or false")),
        }
    }
}

impl Write for bool {
    fn write(&self) -> Json {
        Json::Bool(*self)
    }

    fn is_empty(&self) -> bool {
        !*self
    }
}

impl Read for u32 {
    fn read(json: &Json) -> Result<Self> {
        let Json::Number(number) = json else {
            return Err(json.wrong_type("a whole number"));
        };
        let whole = number.as_i64().and_then(|number| Self::try_from(number).ok());
        whole.ok_or_else(|| InputError::BadValue { expected: "a whole number from 0 to 4294967295" }.into())
    }
}

impl Write for u32 {
    fn write(&self) -> Json {
        Json::from(u64::from(*self))
    }
}

impl Read for u64 {
    fn read(json: &Json) -> Result<Self> {
        let Json::Number(number) = json else {
            return Err(json.wrong_type("a whole number"));
        };
        let whole = number.as_i64().and_then(|number| Self::try_from(number).ok());
        whole.filter(|number| *number <= crate::money::Money::MAXIMUM.unsigned_abs()).ok_or_else(|| {
            InputError::BadValue { expected: "a whole number from 0 to 9007199254740991" }.into()
        })
    }
}

impl Write for u64 {
    fn write(&self) -> Json {
        Json::from(*self)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self) -> Json {
        self.as_ref().map_or(Json::Null, Write::write)
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json) -> Result<Self> {
        let read = |(index, item)| T::read(item).map_err(|error| error.within_index(index));
        json.list()?.iter().enumerate().map(read).collect()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self) -> Json {
        Json::List(self.iter().map(Write::write).collect())
    }

    fn is_empty(&self) -> bool {
        Vec::is_empty(self)
    }
}

/// Refuses another value than the library would write: `input.bad_value`.
pub(crate) fn filled<T: PartialEq>(name: &str, given: Option<T>, written: &T) -> Result<()> {
    match given {
        Some(given) if given != *written => {
            Err(Error::from(InputError::BadValue { expected: "what the library writes, or nothing" })
                .within(name))
        }
        _ => Ok(()),
    }
}

/// The newest shape of documents that this version reads; an absent `format` means 1.
const NEWEST_FORMAT: u32 = 1;

/// Refuses a document of a newer shape before its fields are judged: `input.newer_format`.
pub(crate) fn check_format(json: &Json) -> Result<()> {
    match json.get("format") {
        None | Some(Json::Null) => Ok(()),
        Some(format) => match u32::read(format).map_err(|error| error.within("format"))? {
            1..=NEWEST_FORMAT => Ok(()),
            0 => Err(Error::from(InputError::BadValue { expected: "a format from 1" }).within("format")),
            _ => Err(Error::from(InputError::NewerFormat { newest: NEWEST_FORMAT }).within("format")),
        },
    }
}

/// No version follows it that could be written.
const LAST_VERSION: u64 = crate::money::Money::MAXIMUM.unsigned_abs();

/// What the version of a stored document is when it is not written.
#[cfg(feature = "schema")]
pub(crate) fn first_version() -> u64 {
    1
}

/// The version of a stored document; an absent one is 1.
pub(crate) fn read_version(fields: &Fields<'_>) -> Result<u64> {
    match fields.take::<Option<u64>>("version")? {
        None => Ok(1),
        Some(0 | LAST_VERSION..) => {
            Err(Error::from(InputError::BadValue { expected: "a version from 1 that can still rise" })
                .within("version"))
        }
        Some(version) => Ok(version),
    }
}

/// The refusal of a value that JSON cannot carry, such as NaN, found by a host before anything is read.
pub fn unrepresentable(path: &str) -> Error {
    Error::from(InputError::BadValue { expected: "a value that JSON can carry" }).within(path)
}

refusals! {
    /// Why text or a document could not be read.
    pub enum InputError {
        /// Not JSON.
        BadJson => InputBadJson, "the text is not complete, valid JSON";
        /// A field that must be there is not.
        MissingField => InputMissingField, "the field is missing";
        /// A field that nobody knows.
        UnknownField => InputUnknownField, "there is no such field here";
        /// A field given twice.
        DuplicateField => InputDuplicateField, "the field is given more than once";
        /// Another kind of value.
        WrongType {
            /// What belongs here.
            expected: &'static str,
            /// What was there.
            found: &'static str,
        } => InputWrongType, "expected {expected}, found {found}";
        /// The right kind of value, but not one of those allowed.
        BadValue {
            /// What would be right.
            expected: &'static str,
        } => InputBadValue, "expected {expected}";
        /// Beyond the limit of size.
        TooLarge {
            /// The limit, in bytes of text or in values of a list.
            limit: usize,
        } => InputTooLarge, "this is longer than the limit of {limit}";
        /// Beyond the limit of nesting.
        TooDeep {
            /// The limit in levels.
            limit: usize,
        } => InputTooDeep, "lists and objects nest deeper than {limit} levels";
        /// A later shape of the document.
        NewerFormat {
            /// The newest shape that this version reads.
            newest: u32,
        } => InputNewerFormat, "the document has a newer format than {newest}, upgrade the reader first";
    }
}
