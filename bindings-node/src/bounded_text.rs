//! Text that is short or refused.

use std::borrow::Cow;

use napi::{
    Error, Result, Status,
    bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue, ValueType},
    sys,
};

/// What a link or a token may have is 513 bytes at most. Behind them there is room for a longest character, which is
/// never cut, and for the zero that Node ends with.
const CAPACITY: usize = 513 + 4 + 1;

/// Text of which no more is read than tells whether the core refuses it as too long, with one question to Node and
/// without an allocation.
///
/// What is longer than 513 bytes is cut behind at least 514 of them, so that it is too long as well. Text that is not
/// Unicode has U+FFFD in the place of its lone surrogates, as [`String`] has.
#[derive(Debug)]
pub struct BoundedText {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl BoundedText {
    /// The text, cut if the core takes no text of its length.
    pub(crate) fn as_str(&self) -> Cow<'_, str> {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
    }
}

impl FromNapiValue for BoundedText {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        let mut text = Self { bytes: [0; CAPACITY], length: 0 };
        // SAFETY: `env` and `value` are those of the present call, which the caller of this function vouches for. Node
        // writes at most `CAPACITY` bytes, which the array has, and tells in `length` how many of them are text.
        let status = unsafe {
            let bytes = text.bytes.as_mut_ptr().cast();
            sys::napi_get_value_string_utf8(env, value, bytes, CAPACITY, &raw mut text.length)
        };
        if status == sys::Status::napi_ok { Ok(text) } else { Err(Error::from_status(Status::from(status))) }
    }
}

impl TypeName for BoundedText {
    fn type_name() -> &'static str {
        "String"
    }

    fn value_type() -> ValueType {
        ValueType::String
    }
}

impl ValidateNapiValue for BoundedText {}
