//! The stable names of what can be refused.

use core::fmt;

use crate::{
    fee::FeeError, id::IdError, identity::IdentityError, input::InputError, lifecycle::LifecycleError,
    money::MoneyError, mortgage::MortgageError, room::RoomError, time::TimeError, voucher::VoucherError,
};

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
            VoucherError::FACTS,
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
    IdentitySecretInLink = "identity.secret_in_link",
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
    IdentityInvalidMethod = "identity.invalid_method",
    IdentityInvalidPath = "identity.invalid_path",
    IdentityInvalidBodyHash = "identity.invalid_body_hash",
    IdentityInvalidServerNonce = "identity.invalid_server_nonce",
    IdentityInvalidSignatureFormat = "identity.invalid_signature_format",
    IdentityInvalidPublicKey = "identity.invalid_public_key",
    IdentityInvalidThumbprint = "identity.invalid_thumbprint",
    IdentityPrivateKey = "identity.private_key",
    IdentityUnknownKey = "identity.unknown_key",
    IdentitySignatureMismatch = "identity.signature_mismatch",
    IdentityKeyRetired = "identity.key_retired",
    IdentityIssuedInFuture = "identity.issued_in_future",
    IdentityExpired = "identity.expired",
    IdentityAudienceMismatch = "identity.audience_mismatch",
    IdentityVersionNotAllowed = "identity.version_not_allowed",
    IdentityRevoked = "identity.revoked",
    IdentityIssuedBeforeCutoff = "identity.issued_before_cutoff",
    IdentityNotALegacyRecord = "identity.not_a_legacy_record",
    IdentityUidConflict = "identity.uid_conflict",
    IdentityReplayed = "identity.replayed",
    IdentityReplayStoreFull = "identity.replay_store_full",
    IdentityUidHeaderMismatch = "identity.uid_header_mismatch",
    IdentityNotLapsed = "identity.not_lapsed",
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
    RoomMissingEquals = "room.missing_equals",
    RoomBadPercent = "room.bad_percent",
    RoomBadUtf8 = "room.bad_utf8",
    RoomDuplicateKey = "room.duplicate_key",
    RoomBadUid = "room.bad_uid",
    RoomBadPage = "room.bad_page",
    RoomBadGrid = "room.bad_grid",
    RoomCellOutsideGrid = "room.cell_outside_grid",
    RoomNoFreeCell = "room.no_free_cell",
    RoomDuplicateCell = "room.duplicate_cell",
    RoomDuplicateRoom = "room.duplicate_room",
    RoomWrongRoom = "room.wrong_room",
    RoomNotAdmitted = "room.not_admitted",
    MortgageUnknownPolicy = "mortgage.unknown_policy",
    MortgageValidityReversed = "mortgage.validity_reversed",
    MortgageNotYetValid = "mortgage.not_yet_valid",
    MortgageExpired = "mortgage.expired",
    MortgageNotLapsed = "mortgage.not_lapsed",
    MortgageBadLoanAmount = "mortgage.bad_loan_amount",
    MortgageBadPropertyValue = "mortgage.bad_property_value",
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
    MortgageUnderlyingGone = "mortgage.underlying_gone",
    MortgageUnderlyingLive = "mortgage.underlying_live",
    MortgageBadNominalAmount = "mortgage.bad_nominal_amount",
    MortgageTranchesExceedLoan = "mortgage.tranches_exceed_loan",
    MortgageBadDrawdown = "mortgage.bad_drawdown",
    MortgageBadTerm = "mortgage.bad_term",
    MortgagePayoutMissing = "mortgage.payout_missing",
    MortgagePaymentBeforeDrawdown = "mortgage.payment_before_drawdown",
    MortgageBadSpecialRepayment = "mortgage.bad_special_repayment",
    MortgageTooManySpecialRepayments = "mortgage.too_many_special_repayments",
    MortgageBadYearFraction = "mortgage.bad_year_fraction",
    MortgageTooManyDecimals = "mortgage.too_many_decimals",
    MortgageTooManyFlows = "mortgage.too_many_flows",
    MortgageNegativeFlow = "mortgage.negative_flow",
    MortgageAprcNoSolution = "mortgage.aprc_no_solution",
    MortgageAprcNotUnique = "mortgage.aprc_not_unique",
    MortgageTooManySignChanges = "mortgage.too_many_sign_changes",
    MortgageDrawdownsNotLoan = "mortgage.drawdowns_not_loan",
    MortgageCostAfterEnd = "mortgage.cost_after_end",
    MortgageNothingToCompare = "mortgage.nothing_to_compare",
    MortgageDifferentLoans = "mortgage.different_loans",
    MortgageNothingOwed = "mortgage.nothing_owed",
    MortgageOneUnknown = "mortgage.one_unknown",
    MortgageUnsolvable = "mortgage.unsolvable",
    MortgageBadUnitPeriod = "mortgage.bad_unit_period",
    MortgageAdvanceAfterPayment = "mortgage.advance_after_payment",
    MortgageNeverAmortises = "mortgage.never_amortises",
    FeeBorrowerMayNotPay = "fee.borrower_may_not_pay",
    FeeRateOutOfRange = "fee.rate_out_of_range",
    FeeBoundsReversed = "fee.bounds_reversed",
    FeeOverlappingVersions = "fee.overlapping_versions",
    FeeNoneInForce = "fee.none_in_force",
    FeeBadModel = "fee.bad_model",
    FeePayerMismatch = "fee.payer_mismatch",
    VoucherValidityReversed = "voucher.validity_reversed",
    VoucherNotYetValid = "voucher.not_yet_valid",
    VoucherExpired = "voucher.expired",
    VoucherNotLapsed = "voucher.not_lapsed",
    VoucherNegativePrice = "voucher.negative_price",
    VoucherBadDuration = "voucher.bad_duration",
    VoucherHolderAlreadyAssigned = "voucher.holder_already_assigned",
    VoucherHolderMissing = "voucher.holder_missing",
    VoucherNotTransferable = "voucher.not_transferable",
    VoucherSameHolder = "voucher.same_holder",
    VoucherServiceHasNoSlots = "voucher.service_has_no_slots",
    VoucherServiceNeedsSlot = "voucher.service_needs_slot",
    VoucherSlotOutsideValidity = "voucher.slot_outside_validity",
    VoucherSlotInPast = "voucher.slot_in_past",
    VoucherSlotDurationMismatch = "voucher.slot_duration_mismatch",
    VoucherSlotOffGrid = "voucher.slot_off_grid",
    VoucherSlotTaken = "voucher.slot_taken",
    VoucherRescheduleWindowClosed = "voucher.reschedule_window_closed",
    VoucherCancelWindowClosed = "voucher.cancel_window_closed",
    VoucherReasonMissing = "voucher.reason_missing",
    VoucherSlotNotStarted = "voucher.slot_not_started",
    VoucherSlotAlreadyStarted = "voucher.slot_already_started",
    VoucherSlotNotEnded = "voucher.slot_not_ended",
    VoucherGraceRunning = "voucher.grace_running",
    VoucherNotOpen = "voucher.not_open",
    VoucherHoldExpired = "voucher.hold_expired",
    VoucherHoldRunning = "voucher.hold_running",
    VoucherHoldOfAnother = "voucher.hold_of_another",
    VoucherNoUnits = "voucher.no_units",
    VoucherNoUnitsLeft = "voucher.no_units_left",
    VoucherRedemptionRepeated = "voucher.redemption_repeated",
    VoucherRedemptionUnknown = "voucher.redemption_unknown",
    VoucherBadWindow = "voucher.bad_window",
    VoucherBadStep = "voucher.bad_step",
    VoucherTooManySlots = "voucher.too_many_slots",
    VoucherNightsReversed = "voucher.nights_reversed",
}
