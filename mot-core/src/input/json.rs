//! The value that every document is read from and written to.

use alloc::{borrow::ToOwned, string::String, vec::Vec};
use core::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fields, InputError, Number};
use crate::{Error, Result};

/// A JSON value: numbers as their text, fields in the order they were written.
#[derive(Clone, PartialEq, Eq)]
pub enum Json {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, as it was written.
    Number(Number),
    /// Text.
    Text(String),
    /// Values in order.
    List(Vec<Json>),
    /// Named values in order, each name once.
    Object(Vec<(String, Json)>),
}

/// The largest text of a document: 256 KiB.
pub const MAXIMUM_SIZE: usize = 256 * 1024;
/// The deepest nesting of lists and objects.
pub const MAXIMUM_DEPTH: usize = 32;
/// The most values in a document, fields and elements together.
pub const MAXIMUM_VALUES: usize = 65_536;
/// The most values in a command's arguments.
pub const MAXIMUM_VALUES_OF_ARGUMENTS: usize = 1_048_576;
/// The largest text of a command's arguments: 16 MiB, many documents beside each other.
pub const MAXIMUM_SIZE_OF_ARGUMENTS: usize = 16 * 1024 * 1024;
/// The deepest nesting of a command's arguments: a field, a list of documents in it, and a document.
pub const MAXIMUM_DEPTH_OF_ARGUMENTS: usize = MAXIMUM_DEPTH + 2;

impl Json {
    /// Reads text as JSON: complete, within the limits of size and depth, no field twice.
    ///
    /// Refused: `input.too_large`, `input.too_deep`, `input.bad_json`, `input.duplicate_field`, and `input.bad_value`
    /// for text that is not Unicode (a lone surrogate).
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_within(text, MAXIMUM_SIZE, MAXIMUM_DEPTH, MAXIMUM_VALUES)
    }

    /// Reads the arguments of a command: documents beside each other, each of which keeps the limits for itself.
    pub fn parse_arguments(text: &str) -> Result<Self> {
        let (size, levels) = (MAXIMUM_SIZE_OF_ARGUMENTS, MAXIMUM_DEPTH_OF_ARGUMENTS);
        Self::parse_within(text, size, levels, MAXIMUM_VALUES_OF_ARGUMENTS)
    }

    fn parse_within(text: &str, size: usize, levels: usize, values: usize) -> Result<Self> {
        if text.len() > size {
            return Err(InputError::TooLarge { limit: size }.into());
        }
        let (deepest, held) = extent(text);
        if deepest > levels {
            return Err(InputError::TooDeep { limit: levels }.into());
        }
        if held > values {
            return Err(InputError::TooLarge { limit: values }.into());
        }
        let raw: &RawValue = serde_json::from_str(text).map_err(|_| InputError::BadJson)?;
        Self::from_raw(raw)
    }

    fn from_raw(raw: &RawValue) -> Result<Self> {
        let text = raw.get();
        match text.bytes().next() {
            Some(b'n') => Ok(Self::Null),
            Some(b't') => Ok(Self::Bool(true)),
            Some(b'f') => Ok(Self::Bool(false)),
            Some(b'"') => match serde_json::from_str(text) {
                Ok(text) => Ok(Self::Text(text)),
                Err(_) => Err(InputError::BadValue { expected: "Unicode text" }.into()),
            },
            Some(b'[') => {
                let Items(items) = serde_json::from_str(text).map_err(|_| InputError::BadJson)?;
                let read = |(index, item)| Self::from_raw(item).map_err(|error| error.within_index(index));
                Ok(Self::List(items.into_iter().enumerate().map(read).collect::<Result<_>>()?))
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(text).map_err(|_| InputError::BadJson)?;
                let mut object = Vec::with_capacity(members.len());
                for (name, value) in members {
                    let value = Self::from_raw(value).map_err(|error| error.within(&name))?;
                    object.push((name, value));
                }
                Self::object(object)
            }
            _ => Number::parse(text).map(Self::Number).ok_or_else(|| InputError::BadJson.into()),
        }
    }

    /// An object of these fields; a name that comes twice is `input.duplicate_field`.
    pub fn object(members: Vec<(String, Json)>) -> Result<Self> {
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find_map(|pair| match pair {
            [one, other] if one == other => Some(*one),
            _ => None,
        }) {
            return Err(Error::from(InputError::DuplicateField).within(twice));
        }
        Ok(Self::Object(members))
    }

    /// The field `name` of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, or `input.wrong_type`.
    pub fn text(&self) -> Result<&str> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(self.wrong_type("text")),
        }
    }

    /// The values of a list, or `input.wrong_type`.
    pub fn list(&self) -> Result<&[Json]> {
        match self {
            Self::List(items) => Ok(items),
            _ => Err(self.wrong_type("a list")),
        }
    }

    /// The fields of an object that may have these and no others.
    ///
    /// Refused: anything but an object (`input.wrong_type`), another field (`input.unknown_field`).
    pub fn fields(&self, known: &[&str]) -> Result<Fields<'_>> {
        let members = self.members()?;
        match members.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            None => Ok(Fields::new(members)),
            Some((name, _)) => Err(Error::from(InputError::UnknownField).within(name)),
        }
    }

    /// The named values of an object, or `input.wrong_type`.
    pub fn members(&self) -> Result<&[(String, Json)]> {
        match self {
            Self::Object(members) => Ok(members),
            _ => Err(self.wrong_type("an object")),
        }
    }

    /// The value, if it keeps the limits of [`parse`](Self::parse): for hosts that build it from values of their own.
    pub fn within_limits(self) -> Result<Self> {
        self.check_limits()?;
        Ok(self)
    }

    /// Refuses a value beyond the limits of a document: `input.too_deep`, `input.too_large`.
    pub(crate) fn check_limits(&self) -> Result<()> {
        if !self.is_shallow(MAXIMUM_DEPTH) {
            return Err(InputError::TooDeep { limit: MAXIMUM_DEPTH }.into());
        }
        if self.length() > MAXIMUM_SIZE {
            return Err(InputError::TooLarge { limit: MAXIMUM_SIZE }.into());
        }
        if self.brackets_and_commas().saturating_add(1) > MAXIMUM_VALUES {
            return Err(InputError::TooLarge { limit: MAXIMUM_VALUES }.into());
        }
        Ok(())
    }

    /// What the text of the value has of them, by which its values are counted.
    fn brackets_and_commas(&self) -> usize {
        let own = |items: usize| items.max(1);
        match self {
            Self::List(items) => items
                .iter()
                .fold(own(items.len()), |sum, item| sum.saturating_add(item.brackets_and_commas())),
            Self::Object(members) => {
                let values = members.iter().map(|(_, value)| value.brackets_and_commas());
                values.fold(own(members.len()), usize::saturating_add)
            }
            _ => 0,
        }
    }

    fn is_shallow(&self, levels: usize) -> bool {
        match (self, levels.checked_sub(1)) {
            (Self::List(items), Some(left)) => items.iter().all(|item| item.is_shallow(left)),
            (Self::Object(members), Some(left)) => members.iter().all(|(_, value)| value.is_shallow(left)),
            (Self::List(_) | Self::Object(_), None) => false,
            _ => true,
        }
    }

    /// The refusal of a value of another kind than `expected`.
    pub(crate) fn wrong_type(&self, expected: &'static str) -> Error {
        let found = match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        };
        InputError::WrongType { expected, found }.into()
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(Number::plain(alloc::format!("{number}")))
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Number(Number::plain(alloc::format!("{number}")))
    }
}

/// How deep lists and objects nest and how many values there are at most, in one pass over the bytes; what stands inside
/// text does not count.
fn extent(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (0usize, 0usize, false, false);
    let mut values = 1usize;
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth = depth.saturating_add(1);
                deepest = deepest.max(depth);
                values = values.saturating_add(1);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            b',' if !in_text => values = values.saturating_add(1),
            _ => {}
        }
    }
    (deepest, values)
}

/// The elements of a JSON list, unread.
struct Items<'a>(Vec<&'a RawValue>);

impl<'de> serde::Deserialize<'de> for Items<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut sequence: A,
            ) -> core::result::Result<Items<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = sequence.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(InOrder)
    }
}

/// The members of a JSON object, in order, the values unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> core::result::Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
