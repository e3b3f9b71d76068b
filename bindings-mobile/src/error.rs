//! Refusals as exceptions: one family each, all with the same facts.

use std::fmt;

/// What was wrong: the same facts in every language.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct Refusal {
    /// The stable code, such as `mortgage.expired`. It is never renamed.
    pub code: String,
    /// What a stranger whose link was refused may be told: `link_expired`, `link_used` or, for all else,
    /// `link_invalid`. Refusals of other families have none.
    pub public_code: Option<String>,
    /// What the text says, as ordered pairs; several words are joined by commas.
    pub details: Vec<Detail>,
    /// Where the fault lies in a document or an argument, written as in JSON: `loan.amount`, `siblings[0].status`.
    pub path: Option<String>,
    /// The path, what was wrong and what would be right. It holds no secret and no personal data.
    pub text: String,
}

/// One detail of a refusal.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Detail {
    /// What it is.
    pub name: String,
    /// How much or which.
    pub text: String,
}

/// A refusal of the library, by the family that its code begins with.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
#[uniffi::export(Display)]
pub enum MotError {
    /// Text or a document that could not be read.
    Input {
        /// What was wrong.
        refusal: Refusal,
    },
    /// An identifier outside the grammar.
    Id {
        /// What was wrong.
        refusal: Refusal,
    },
    /// An amount, a currency or a rate.
    Money {
        /// What was wrong.
        refusal: Refusal,
    },
    /// An instant, a date, an interval or a time zone.
    Time {
        /// What was wrong.
        refusal: Refusal,
    },
    /// A step that no lifecycle allows.
    Lifecycle {
        /// What was wrong.
        refusal: Refusal,
    },
    /// A user id, a key or a signed link.
    Identity {
        /// What was wrong.
        refusal: Refusal,
    },
    /// A room id.
    Room {
        /// What was wrong.
        refusal: Refusal,
    },
    /// A mortgage rule.
    Mortgage {
        /// What was wrong.
        refusal: Refusal,
    },
    /// A fee rule.
    Fee {
        /// What was wrong.
        refusal: Refusal,
    },
    /// A rule of vouchers, bookings, cards or slots.
    Voucher {
        /// What was wrong.
        refusal: Refusal,
    },
}

#[uniffi::export]
impl MotError {
    /// The stable code, such as `mortgage.expired`.
    pub fn code(&self) -> String {
        self.facts().code.clone()
    }

    /// What a stranger whose link was refused may be told: `link_expired`, `link_used` or, for all else,
    /// `link_invalid`. Refusals of other families have none.
    pub fn public_code(&self) -> Option<String> {
        self.facts().public_code.clone()
    }

    /// What the text says, as ordered pairs; several words are joined by commas.
    pub fn details(&self) -> Vec<Detail> {
        self.facts().details.clone()
    }

    /// Where the fault lies in a document or an argument, if in one, written as in JSON: `siblings[0].status`.
    pub fn path(&self) -> Option<String> {
        self.facts().path.clone()
    }

    /// The path, what was wrong and what would be right, without the code.
    pub fn text(&self) -> String {
        self.facts().text.clone()
    }
}

impl MotError {
    fn facts(&self) -> &Refusal {
        match self {
            Self::Input { refusal }
            | Self::Id { refusal }
            | Self::Money { refusal }
            | Self::Time { refusal }
            | Self::Lifecycle { refusal }
            | Self::Identity { refusal }
            | Self::Room { refusal }
            | Self::Mortgage { refusal }
            | Self::Fee { refusal }
            | Self::Voucher { refusal } => refusal,
        }
    }
}

impl From<mot_core::Error> for MotError {
    fn from(error: mot_core::Error) -> Self {
        let details = error.details().into_iter().map(|(name, text)| Detail { name: name.into(), text });
        let refusal = Refusal {
            code: error.code().as_str().into(),
            public_code: error.public_code().map(Into::into),
            details: details.collect(),
            path: error.path().map(Into::into),
            text: error.to_string(),
        };
        match error.refusal() {
            mot_core::Refusal::Input(_) => Self::Input { refusal },
            mot_core::Refusal::Id(_) => Self::Id { refusal },
            mot_core::Refusal::Money(_) => Self::Money { refusal },
            mot_core::Refusal::Time(_) => Self::Time { refusal },
            mot_core::Refusal::Lifecycle(_) => Self::Lifecycle { refusal },
            mot_core::Refusal::Identity(_) => Self::Identity { refusal },
            mot_core::Refusal::Room(_) => Self::Room { refusal },
            mot_core::Refusal::Mortgage(_) => Self::Mortgage { refusal },
            mot_core::Refusal::Fee(_) => Self::Fee { refusal },
            mot_core::Refusal::Voucher(_) => Self::Voucher { refusal },
        }
    }
}

impl fmt::Display for MotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.facts().fmt(f)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.text)
    }
}

impl std::error::Error for MotError {}
