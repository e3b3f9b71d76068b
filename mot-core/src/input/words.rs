//! Closed sets of words: statuses, kinds, roles.

use crate::Result;

/// One of a closed set of words, the same on the wire and in every language.
pub trait Word: Copy + Eq + core::fmt::Debug + 'static {
    /// Every word, in the order of the definition.
    const ALL: &'static [Self];

    /// The word as it is written.
    fn as_str(self) -> &'static str;

    /// The word with this text, if it is one of them.
    fn from_word(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

/// Reads one of a closed set of words: anything else is `input.bad_value`.
pub(crate) fn read_word<W: Word>(json: &super::Json, expected: &'static str) -> Result<W> {
    W::from_word(json.text()?).ok_or_else(|| super::InputError::BadValue { expected }.into())
}

/// Declares a closed set of words with its texts.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[cfg_attr(feature = "schema", schemars(rename = $text))] $variant,)*
        }

        impl $crate::input::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str($crate::input::Word::as_str(*self))
            }
        }

        impl $crate::input::Read for $name {
            fn read(json: &$crate::input::Json) -> $crate::Result<Self> {
                const EXPECTED: &str = $crate::input::words!(@expected $($text)*);
                $crate::input::read_word(json, EXPECTED)
            }
        }

        impl $crate::input::Write for $name {
            fn write(&self) -> $crate::input::Json {
                $crate::input::Json::from($crate::input::Word::as_str(*self))
            }
        }
    };
    (@expected $first:literal $($text:literal)*) => { concat!("one of ", $first $(, ", ", $text)*) };
}
pub(crate) use words;
