//! Refusals as data: one [`Error`], a family of small enums, and a stable code for each fact.
//!
//! A refusal never carries a secret, personal data or the text that was refused. It carries a [code](ErrorCode)
//! that is never renamed, the [details](Error::details) that name and number the fault, and, where a document or
//! an argument was at fault, the [path](Error::path) to it.

use alloc::{boxed::Box, format, string::String, vec::Vec};
use core::fmt;

use crate::{
    fee::FeeError, id::IdError, identity::IdentityError, input::InputError, lifecycle::LifecycleError,
    money::MoneyError, mortgage::MortgageError, room::RoomError, time::TimeError,
};

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

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// A stable name for one fact: `module.snake_case_fact`. Codes are added, never renamed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ErrorCode {
            $(#[doc = concat!("`", $code, "`")] $variant,)*
        }

        impl ErrorCode {
            /// Every code of this version of the library.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as it is written on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }
    };
}

impl ErrorCode {
    /// The code with this text, if there is one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The names of the details that a refusal with this code has, in their order.
    pub fn detail_names(self) -> &'static [&'static str] {
        let families = [
            InputError::FACTS,
            IdError::FACTS,
            MoneyError::FACTS,
            TimeError::FACTS,
            LifecycleError::FACTS,
            IdentityError::FACTS,
            RoomError::FACTS,
            MortgageError::FACTS,
            FeeError::FACTS,
        ];
        let mut facts = families.into_iter().flatten();
        facts.find(|(code, _)| *code == self).map_or(&[], |(_, names)| names)
    }

    /// The module that refuses: the part before the dot.
    pub fn family(self) -> &'static str {
        self.as_str().split('.').next().unwrap_or_default()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

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

codes! {
    InputBadJson = "input.bad_json",
    InputMissingField = "input.missing_field",
    InputUnknownField = "input.unknown_field",
    InputDuplicateField = "input.duplicate_field",
    InputWrongType = "input.wrong_type",
    InputBadValue = "input.bad_value",
    InputTooLarge = "input.too_large",
    InputTooDeep = "input.too_deep",
    InputNewerFormat = "input.newer_format",
    IdBadId = "id.bad_id",
    MoneyUnknownCurrency = "money.unknown_currency",
    MoneyCurrencyMismatch = "money.currency_mismatch",
    MoneyBadNumber = "money.bad_number",
    MoneyTooPrecise = "money.too_precise",
    MoneyOverflow = "money.overflow",
    MoneyNoWeights = "money.no_weights",
    MoneyNegativeWeight = "money.negative_weight",
    MoneyAllWeightsZero = "money.all_weights_zero",
    MoneyBadRate = "money.bad_rate",
    MoneyRateTooPrecise = "money.rate_too_precise",
    MoneyRateOutOfRange = "money.rate_out_of_range",
    TimeBadTimestamp = "time.bad_timestamp",
    TimeTooPrecise = "time.too_precise",
    TimeOutOfRange = "time.out_of_range",
    TimeBadDate = "time.bad_date",
    TimeBadTime = "time.bad_time",
    TimeIntervalReversed = "time.interval_reversed",
    TimeUnknownZone = "time.unknown_zone",
    LifecycleUnknownCommand = "lifecycle.unknown_command",
    LifecycleUnknownMachine = "lifecycle.unknown_machine",
    LifecycleNotFound = "lifecycle.not_found",
    LifecycleAlreadyExists = "lifecycle.already_exists",
    LifecycleWrongDocument = "lifecycle.wrong_document",
    LifecycleVersionConflict = "lifecycle.version_conflict",
    LifecycleTerminalState = "lifecycle.terminal_state",
    LifecycleIllegalTransition = "lifecycle.illegal_transition",
    LifecycleActorNotAllowed = "lifecycle.actor_not_allowed",
    IdentityWeakEntropy = "identity.weak_entropy",
    IdentitySecretTooShort = "identity.secret_too_short",
    IdentityWeakSecret = "identity.weak_secret",
    IdentityNoActiveKey = "identity.no_active_key",
    IdentitySeveralActiveKeys = "identity.several_active_keys",
    IdentityDuplicateKey = "identity.duplicate_key",
    IdentityTooManyKeys = "identity.too_many_keys",
    IdentityTooLong = "identity.too_long",
    IdentityPercentEncoding = "identity.percent_encoding",
    IdentityMalformed = "identity.malformed",
    IdentityUnexpectedParameter = "identity.unexpected_parameter",
    IdentityDuplicateParameter = "identity.duplicate_parameter",
    IdentityUnsupportedVersion = "identity.unsupported_version",
    IdentityMissingParameter = "identity.missing_parameter",
    IdentityInvalidKeyId = "identity.invalid_key_id",
    IdentityInvalidAudience = "identity.invalid_audience",
    IdentityInvalidMot = "identity.invalid_mot",
    IdentityInvalidUid = "identity.invalid_uid",
    IdentityInvalidTimestamp = "identity.invalid_timestamp",
    IdentityInvalidNonce = "identity.invalid_nonce",
    IdentityInvalidSignatureFormat = "identity.invalid_signature_format",
    IdentityUnknownKey = "identity.unknown_key",
    IdentitySignatureMismatch = "identity.signature_mismatch",
    IdentityKeyRetired = "identity.key_retired",
    IdentityIssuedInFuture = "identity.issued_in_future",
    IdentityExpired = "identity.expired",
    IdentityAudienceMismatch = "identity.audience_mismatch",
    IdentityVersionNotAllowed = "identity.version_not_allowed",
    IdentityRevoked = "identity.revoked",
    IdentityIssuedBeforeCutoff = "identity.issued_before_cutoff",
    IdentityUidConflict = "identity.uid_conflict",
    IdentityReplayed = "identity.replayed",
    RoomEmpty = "room.empty",
    RoomNonAscii = "room.non_ascii",
    RoomTooLong = "room.too_long",
    RoomControlOrSpace = "room.control_or_space",
    RoomIllegalChar = "room.illegal_char",
    RoomMissingNamespace = "room.missing_namespace",
    RoomTooManySegments = "room.too_many_segments",
    RoomEmptySegment = "room.empty_segment",
    RoomBadNamespace = "room.bad_namespace",
    RoomWrongArity = "room.wrong_arity",
    RoomBadKind = "room.bad_kind",
    RoomUnknownKind = "room.unknown_kind",
    RoomIdTooLong = "room.id_too_long",
    RoomBadId = "room.bad_id",
    RoomBadCell = "room.bad_cell",
    RoomKindWithoutId = "room.kind_without_id",
    RoomUnknownNamespace = "room.unknown_namespace",
    MortgageUnknownPolicy = "mortgage.unknown_policy",
    MortgageValidityReversed = "mortgage.validity_reversed",
    MortgageNotYetValid = "mortgage.not_yet_valid",
    MortgageExpired = "mortgage.expired",
    MortgageNotLapsed = "mortgage.not_lapsed",
    MortgageBadLoanAmount = "mortgage.bad_loan_amount",
    MortgageOwnCapitalExceedsPrice = "mortgage.own_capital_exceeds_price",
    MortgagePropertyMismatch = "mortgage.property_mismatch",
    MortgageLenderMissing = "mortgage.lender_missing",
    MortgageNoLiveOffer = "mortgage.no_live_offer",
    MortgageAlreadyDeclined = "mortgage.already_declined",
    MortgageLastLender = "mortgage.last_lender",
    MortgageApplicationClosed = "mortgage.application_closed",
    MortgageApplicationNotShared = "mortgage.application_not_shared",
    MortgageHolderIsNotBorrower = "mortgage.holder_is_not_borrower",
    MortgageRateOutOfRange = "mortgage.rate_out_of_range",
    MortgageValidityTooShort = "mortgage.validity_too_short",
    MortgageOfferBinding = "mortgage.offer_binding",
    MortgageBadEvidence = "mortgage.bad_evidence",
    MortgageReflectionRunning = "mortgage.reflection_running",
    MortgageEvidenceMissing = "mortgage.evidence_missing",
    MortgageApplicationLive = "mortgage.application_live",
    MortgageDocumentHashMissing = "mortgage.document_hash_missing",
    MortgageNotaryNotAllowed = "mortgage.notary_not_allowed",
    MortgageNotaryIsParty = "mortgage.notary_is_party",
    MortgageDraftMissing = "mortgage.draft_missing",
    MortgageDocumentChanged = "mortgage.document_changed",
    MortgageAlreadySigned = "mortgage.already_signed",
    MortgageWithdrawalWindowClosed = "mortgage.withdrawal_window_closed",
    MortgageSignedDocumentMissing = "mortgage.signed_document_missing",
    MortgageCoolingOffRunning = "mortgage.cooling_off_running",
    MortgageNeverAmortises = "mortgage.never_amortises",
    FeeBorrowerMayNotPay = "fee.borrower_may_not_pay",
    FeeRateOutOfRange = "fee.rate_out_of_range",
    FeeBoundsReversed = "fee.bounds_reversed",
    FeeOverlappingVersions = "fee.overlapping_versions",
    FeeNoneInForce = "fee.none_in_force",
    FeeBadModel = "fee.bad_model",
    FeePayerMismatch = "fee.payer_mismatch",
}
