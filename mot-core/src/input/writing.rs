//! JSON as text: compact in the order of the fields, or canonical by RFC 8785.

use alloc::{string::String, vec::Vec};

use super::{InputError, Json};
use crate::Result;

impl Json {
    /// The value as compact JSON text, fields in their order.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write_text(&mut text);
        text
    }

    /// How many bytes the compact text has.
    pub(crate) fn length(&self) -> usize {
        let separators = |count: usize| count.saturating_sub(1).saturating_add(2);
        match self {
            Self::Null | Self::Bool(true) => 4,
            Self::Bool(false) => 5,
            Self::Number(number) => number.as_str().len(),
            Self::Text(text) => quoted_length(text),
            Self::List(items) => {
                items.iter().map(Self::length).fold(separators(items.len()), usize::saturating_add)
            }
            Self::Object(members) => {
                let member = |(name, value): &(String, Json)| {
                    quoted_length(name).saturating_add(1).saturating_add(value.length())
                };
                members.iter().map(member).fold(separators(members.len()), usize::saturating_add)
            }
        }
    }

    fn write_text(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(true) => text.push_str("true"),
            Self::Bool(false) => text.push_str("false"),
            Self::Number(number) => text.push_str(number.as_str()),
            Self::Text(value) => write_quoted(value, text),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    separate(text, index);
                    item.write_text(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    separate(text, index);
                    write_quoted(name, text);
                    text.push(':');
                    value.write_text(text);
                }
                text.push('}');
            }
        }
    }

    /// The value as canonical JSON: RFC 8785, names sorted by UTF-16 units, numbers as ECMAScript writes doubles.
    ///
    /// A number that a double does not hold is `input.bad_value`.
    pub fn to_canonical(&self) -> Result<String> {
        let mut text = String::new();
        self.write_canonical(&mut text)?;
        Ok(text)
    }

    fn write_canonical(&self, text: &mut String) -> Result<()> {
        match self {
            Self::Number(number) => {
                let fault = InputError::BadValue { expected: "a number that a double holds" };
                text.push_str(&number.canonical().ok_or(fault)?);
            }
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    separate(text, index);
                    item.write_canonical(text).map_err(|error| error.within_index(index))?;
                }
                text.push(']');
            }
            Self::Object(members) => {
                let mut sorted: Vec<&(String, Json)> = members.iter().collect();
                sorted.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
                text.push('{');
                for (index, (name, value)) in sorted.into_iter().enumerate() {
                    separate(text, index);
                    write_quoted(name, text);
                    text.push(':');
                    value.write_canonical(text).map_err(|error| error.within(name))?;
                }
                text.push('}');
            }
            _ => self.write_text(text),
        }
        Ok(())
    }
}

fn separate(text: &mut String, index: usize) {
    if index > 0 {
        text.push(',');
    }
}

/// How long [`write_quoted`] makes a text.
fn quoted_length(value: &str) -> usize {
    let escaped = value.bytes().map(|byte| match byte {
        b'"' | b'\\' | 8 | b'\t' | b'\n' | 12 | b'\r' => 2usize,
        0..=0x1f => 6,
        _ => 1,
    });
    escaped.fold(2, usize::saturating_add)
}

/// JSON's quotes and escapes, which are RFC 8785's as well.
fn write_quoted(value: &str, text: &mut String) {
    text.push('"');
    let mut rest = value;
    while let Some(at) = rest.find(|character: char| matches!(character, '"' | '\\' | '\0'..='\u{1f}')) {
        let (before, special) = rest.split_at(at);
        text.push_str(before);
        let mut characters = special.chars();
        match characters.next() {
            Some('\u{8}') => text.push_str("\\b"),
            Some('\t') => text.push_str("\\t"),
            Some('\n') => text.push_str("\\n"),
            Some('\u{c}') => text.push_str("\\f"),
            Some('\r') => text.push_str("\\r"),
            Some(character @ ('"' | '\\')) => text.extend(['\\', character]),
            Some(character) => text.push_str(&alloc::format!("\\u{:04x}", u32::from(character))),
            None => {}
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    text.push('"');
}
