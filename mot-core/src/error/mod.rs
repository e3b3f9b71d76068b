//! Refusals as data: one [`Error`], a family of small enums, and a stable code for each fact.
//!
//! A refusal never carries a secret, personal data or the text that was refused. It carries a [code](ErrorCode)
//! that is never renamed, the [details](Error::details) that name and number the fault, and, where a document or
//! an argument was at fault, the [path](Error::path) to it.

mod code;

use alloc::{boxed::Box, format, string::String, vec::Vec};
use core::fmt;

use crate::{
    fee::FeeError, id::IdError, identity::IdentityError, input::InputError, lifecycle::LifecycleError,
    money::MoneyError, mortgage::MortgageError, room::RoomError, time::TimeError, voucher::VoucherError,
};

pub use code::ErrorCode;

/// The result of everything here that can be refused.
pub type Result<T> = core::result::Result<T, Error>;

/// A refusal: what was wrong, where, and under which stable code.
///
/// ```
/// use mot_core::{money::{Currency, Money}, ErrorCode};
///
/// let error = Money::parse("100.5", Currency::parse("JPY")?).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::MoneyTooPrecise);
/// assert_eq!(error.code().as_str(), "money.too_precise");
/// assert_eq!(error.to_string(), "1 fraction digits are given, the currency has 0");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    refusal: Refusal,
    path: Option<Box<str>>,
}

/// The family an [`Error`] belongs to, with the refusal itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Text or a document that could not be read.
    Input(InputError),
    /// An identifier outside the grammar.
    Id(IdError),
    /// An amount, a currency or a rate.
    Money(MoneyError),
    /// An instant, a date, an interval or a time zone.
    Time(TimeError),
    /// A step that no lifecycle allows.
    Lifecycle(LifecycleError),
    /// A user id, a key or a signed link.
    Identity(IdentityError),
    /// A room id.
    Room(RoomError),
    /// A mortgage rule.
    Mortgage(MortgageError),
    /// A fee rule.
    Fee(FeeError),
    /// A voucher rule.
    Voucher(VoucherError),
}

impl Error {
    /// The stable code, the same in every language.
    pub fn code(&self) -> ErrorCode {
        self.fact().code()
    }

    /// What the message says, as ordered pairs of a name and a text.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        self.fact().details()
    }

    /// Where the fault lies in the document or the arguments, such as `loan.amount` or `siblings[0].status`.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// What was wrong and what would be right, without the path.
    pub fn message(&self) -> String {
        format!("{}", self.fact())
    }

    /// What a stranger whose link was refused may be told: `link_expired`, `link_used` or, for all else,
    /// `link_invalid`. Other refusals have none.
    pub fn public_code(&self) -> Option<&'static str> {
        match &self.refusal {
            Refusal::Identity(refusal) => Some(refusal.public_code()),
            _ => None,
        }
    }

    /// The refusal itself, for a `match`.
    pub fn refusal(&self) -> &Refusal {
        &self.refusal
    }

    /// The same refusal, found below the field `name`.
    ///
    /// A name that no field of a document could have is shown as `?`: it is the sender's text.
    pub fn within(mut self, name: &str) -> Self {
        let name = if is_nameable(name) { name } else { "?" };
        self.path = Some(match self.path.take() {
            None => name.into(),
            Some(inner) if inner.starts_with('[') => format!("{name}{inner}").into(),
            Some(inner) => format!("{name}.{inner}").into(),
        });
        self
    }

    /// The same refusal, found in the list's element `index`.
    pub fn within_index(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }

    fn fact(&self) -> &dyn Fact {
        match &self.refusal {
            Refusal::Input(fact) => fact,
            Refusal::Id(fact) => fact,
            Refusal::Money(fact) => fact,
            Refusal::Time(fact) => fact,
            Refusal::Lifecycle(fact) => fact,
            Refusal::Identity(fact) => fact,
            Refusal::Room(fact) => fact,
            Refusal::Mortgage(fact) => fact,
            Refusal::Fee(fact) => fact,
            Refusal::Voucher(fact) => fact,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            None => write!(f, "{}", self.fact()),
            Some(path) => write!(f, "{path}: {}", self.fact()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {self}", self.code())
    }
}

impl core::error::Error for Error {}

macro_rules! families {
    ($($family:ident($fact:ident)),* $(,)?) => {$(
        impl From<$fact> for Error {
            fn from(fact: $fact) -> Self {
                Self { refusal: Refusal::$family(fact), path: None }
            }
        }
    )*};
}

families!(
    Input(InputError),
    Id(IdError),
    Money(MoneyError),
    Time(TimeError),
    Lifecycle(LifecycleError),
    Identity(IdentityError),
    Room(RoomError),
    Mortgage(MortgageError),
    Fee(FeeError),
    Voucher(VoucherError),
);

/// What every family answers.
pub(crate) trait Fact: fmt::Display {
    fn code(&self) -> ErrorCode;
    fn details(&self) -> Vec<(&'static str, String)>;
}

/// Declares one family: its enum, and for each refusal the code and the wording.
///
/// The fields of a refusal are its details; the wording names them in braces.
macro_rules! refusals {
    ($(#[$meta:meta])* pub enum $family:ident {
        $($(#[$doc:meta])* $variant:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })? => $code:ident, $wording:literal;)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $family {
            $($(#[$doc])* $variant $({ $($(#[$field_doc])* $field: $type),* })?,)*
        }

        impl $family {
            /// Every code of the family with the names of its details.
            pub(crate) const FACTS: &'static [($crate::ErrorCode, &'static [&'static str])] = &[
                $(($crate::ErrorCode::$code, &[$($(stringify!($field)),*)?])),*
            ];
        }

        impl core::fmt::Display for $family {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self {
                    $(Self::$variant $({ $($field),* })? => write!(f, $wording),)*
                }
            }
        }

        impl $crate::error::Fact for $family {
            fn code(&self) -> $crate::ErrorCode {
                match self {
                    $(Self::$variant $({ $($field: _),* })? => $crate::ErrorCode::$code,)*
                }
            }

            fn details(&self) -> alloc::vec::Vec<(&'static str, alloc::string::String)> {
                match self {
                    $(Self::$variant $({ $($field),* })? => alloc::vec![
                        $($((stringify!($field), alloc::string::ToString::to_string($field))),*)?
                    ],)*
                }
            }
        }
    };
}
pub(crate) use refusals;

/// Whether a path may show the name: a field's, a few of them joined, or an index.
fn is_nameable(name: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'[' | b']');
    (1..=64).contains(&name.len()) && name.bytes().all(legal)
}

/// Several words as one text, joined by commas.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(word);
    }
    text
}
