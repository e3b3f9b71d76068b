//! JSON Schema of the documents, derived from the types. Behind the feature `schema`.

use alloc::{borrow::Cow, string::String, vec::Vec};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};

use crate::{
    fee::{FeeBand, FeeModel, FeeSchedule, FeeScheduleVersion, Tier},
    id::{
        ApplicationId, BookingId, CardId, ContractId, FeeId, OfferId, PartyId, PolicyId, PropertyId, Reason,
        RedemptionNonce, ReferenceId, ResourceId, ServiceType, TemplateId, TrancheId, VoucherId,
    },
    identity::{Call, IdentityFields, IdentityPolicy, Proof, Receipt, Uid},
    input::Content,
    money::{MinorUnits, Money, Rate},
    mortgage::{
        Address, Amendment, Annuity, AnnuityUnknown, ApplicationFields, Aprc, Commitment, ComparedFinancing,
        Comparison, Conditions, ContractDeadlines, ContractFields, ContractRoomRefs, DocumentHash,
        DocumentRefs, Drawdown, Evidence, FeeTiming, Fees, Financing, Flow, InformationSheet, Interest,
        JurisdictionPolicy, LoanTerms, NewApplication, NewEvidence, NewOffer, NewTranche, Offer,
        OfferDeadlines, OfferRoomRefs, OtherFee, PolicyReference, Prepayment, PrepaymentQuote, Property,
        Refinancing, RefinancingTerms, Repayment, RepaymentPlan, ScheduleRow, ScheduleYear, Signature,
        SpecialRepayment, StatedAprc, TrancheFields, TrancheRoomRefs, WithdrawalLapse, YearFraction,
    },
    room::{RoomId, RoomMessage},
    time::{CalendarDate, TimeZone, Timestamp, Validity, WallTime},
    voucher::{
        BookingFields, BookingRules, Busy, CardFields, NewCard, NewVoucher, Redemption, SlotQuery,
        TemplateOverrides, VoucherFields, VoucherTemplate, Window,
    },
};

/// The names of a structure's fields as they are written, in their order.
pub(crate) trait Described {
    /// Written always, `null` if empty.
    const ALWAYS: &'static [&'static str];
    /// Written unless empty.
    const ADDED: &'static [&'static str];
}

/// The schema of every document, argument and part of them, as one bundle.
///
/// Beside the standard keywords: `x-order` lists the fields in their order, `x-always` those that are always written,
/// `x-scalar` names a value that hosts have a type of their own for, `x-path` the type's place in the crate, `x-field`
/// the name of a field in Rust where it is another than in JSON.
pub fn documents() -> Value {
    let mut bundle = Bundle { generator: SchemaSettings::draft2020_12().into_generator(), notes: Vec::new() };
    bundle.add::<IdentityFields>("identity::IdentityFields");
    bundle.add::<Receipt>("identity::Receipt");
    bundle.add::<IdentityPolicy>("identity::IdentityPolicy");
    bundle.add::<Call>("identity::Call");
    bundle.add::<Proof>("identity::Proof");
    bundle.add::<Property>("mortgage::Property");
    bundle.add::<Address>("mortgage::Address");
    bundle.add::<ApplicationFields>("mortgage::ApplicationFields");
    bundle.add::<Offer>("mortgage::Offer");
    bundle.add::<Interest>("mortgage::Interest");
    bundle.add::<Repayment>("mortgage::Repayment");
    bundle.add::<Fees>("mortgage::Fees");
    bundle.add::<OtherFee>("mortgage::OtherFee");
    bundle.add::<Validity>("time::Validity");
    bundle.add::<OfferRoomRefs>("mortgage::OfferRoomRefs");
    bundle.add::<Conditions>("mortgage::Conditions");
    bundle.add::<Drawdown>("mortgage::Drawdown");
    bundle.add::<Commitment>("mortgage::Commitment");
    bundle.add::<PolicyReference>("mortgage::PolicyReference");
    bundle.add::<Evidence>("mortgage::Evidence");
    bundle.add::<ContractFields>("mortgage::ContractFields");
    bundle.add::<DocumentRefs>("mortgage::DocumentRefs");
    bundle.add::<ContractRoomRefs>("mortgage::ContractRoomRefs");
    bundle.add::<Signature>("mortgage::Signature");
    bundle.add::<TrancheFields>("mortgage::TrancheFields");
    bundle.add::<TrancheRoomRefs>("mortgage::TrancheRoomRefs");
    bundle.add::<JurisdictionPolicy>("mortgage::JurisdictionPolicy");
    bundle.add::<WithdrawalLapse>("mortgage::WithdrawalLapse");
    bundle.add::<NewApplication>("mortgage::NewApplication");
    bundle.add::<NewOffer>("mortgage::NewOffer");
    bundle.add::<NewTranche>("mortgage::NewTranche");
    bundle.add::<NewEvidence>("mortgage::NewEvidence");
    bundle.add::<Amendment>("mortgage::Amendment");
    bundle.add::<RoomMessage>("room::RoomMessage");
    bundle.add::<LoanTerms>("mortgage::LoanTerms");
    bundle.add::<SpecialRepayment>("mortgage::SpecialRepayment");
    bundle.add::<Flow>("mortgage::Flow");
    bundle.generator.subschema_for::<RepaymentPlan>();
    bundle.add::<ScheduleRow>("mortgage::ScheduleRow");
    bundle.add::<ScheduleYear>("mortgage::ScheduleYear");
    bundle.add::<Financing>("mortgage::Financing");
    bundle.add::<Aprc>("mortgage::Aprc");
    bundle.add::<StatedAprc>("mortgage::StatedAprc");
    bundle.add::<Comparison>("mortgage::Comparison");
    bundle.add::<ComparedFinancing>("mortgage::ComparedFinancing");
    bundle.add::<RefinancingTerms>("mortgage::RefinancingTerms");
    bundle.add::<Refinancing>("mortgage::Refinancing");
    bundle.add::<Prepayment>("mortgage::Prepayment");
    bundle.add::<PrepaymentQuote>("mortgage::PrepaymentQuote");
    bundle.add::<InformationSheet>("mortgage::InformationSheet");
    bundle.add::<Annuity>("mortgage::Annuity");
    bundle.generator.subschema_for::<AnnuityUnknown>();
    bundle.add::<OfferDeadlines>("mortgage::OfferDeadlines");
    bundle.add::<ContractDeadlines>("mortgage::ContractDeadlines");
    bundle.add::<VoucherFields>("voucher::VoucherFields");
    bundle.add::<NewVoucher>("voucher::NewVoucher");
    bundle.add::<BookingFields>("voucher::BookingFields");
    bundle.add::<BookingRules>("voucher::BookingRules");
    bundle.add::<Window>("voucher::Window");
    bundle.add::<Busy>("voucher::Busy");
    bundle.add::<SlotQuery>("voucher::SlotQuery");
    bundle.add::<CardFields>("voucher::CardFields");
    bundle.add::<Redemption>("voucher::Redemption");
    bundle.add::<NewCard>("voucher::NewCard");
    bundle.add::<VoucherTemplate>("voucher::VoucherTemplate");
    bundle.add::<TemplateOverrides>("voucher::TemplateOverrides");
    bundle.add::<FeeSchedule>("fee::FeeSchedule");
    bundle.add::<FeeScheduleVersion>("fee::FeeScheduleVersion");
    bundle.add::<Tier>("fee::Tier");
    bundle.add::<FeeBand>("fee::FeeBand");
    bundle.generator.subschema_for::<FeeModel>();
    bundle.finish()
}

struct Bundle {
    generator: SchemaGenerator,
    notes: Vec<Note>,
}

struct Note {
    name: String,
    path: &'static str,
    always: &'static [&'static str],
    added: &'static [&'static str],
}

impl Bundle {
    fn add<T: JsonSchema + Described>(&mut self, path: &'static str) {
        self.generator.subschema_for::<T>();
        self.notes.push(Note {
            name: T::schema_name().into_owned(),
            path,
            always: T::ALWAYS,
            added: T::ADDED,
        });
    }

    fn finish(mut self) -> Value {
        let mut definitions: Map<String, Value> = self.generator.take_definitions(true);
        for note in &self.notes {
            if let Some(Value::Object(definition)) = definitions.get_mut(&note.name) {
                let order: Vec<&str> = note.always.iter().chain(note.added).copied().collect();
                definition.insert("x-path".into(), json!(note.path));
                definition.insert("x-order".into(), json!(order));
                let versioned = note.added.iter().filter(|name| **name == "version");
                let always: Vec<&str> = note.always.iter().chain(versioned).copied().collect();
                definition.insert("x-always".into(), json!(always));
                definition.insert("additionalProperties".into(), json!(false));
            }
        }
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "The documents of mot-core",
            "$defs": definitions,
        })
    }
}

/// A value that hosts have a type of their own for.
macro_rules! scalars {
    ($($type:ident: $scalar:literal, $schema:tt;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let mut schema = json_schema!($schema);
                schema.insert("x-scalar".into(), json!($scalar));
                schema
            }
        }
    )*};
}

scalars! {
    MinorUnits: "minor_units", {
        "description": "Minor units of a currency named elsewhere.",
        "type": "integer", "minimum": -9_007_199_254_740_991_i64, "maximum": 9_007_199_254_740_991_i64,
    };
    Rate: "rate", {
        "description": "An exact decimal fraction: 0.032 is 3.2 %. At most 9 fraction digits, within -1000 and 1000.",
        "type": ["number", "string"], "minimum": -1000, "maximum": 1000,
    };
    Timestamp: "timestamp", {
        "description": "An instant by RFC 3339, at most milliseconds, years 0001 to 9999.",
        "type": "string", "format": "date-time",
    };
    CalendarDate: "calendar_date", {
        "description": "A day of the calendar, YYYY-MM-DD.", "type": "string", "format": "date",
    };
    DocumentHash: "document_hash", {
        "description": "The SHA-256 of a document, 64 lower-case hexadecimal digits.",
        "type": "string", "pattern": "^[0-9a-f]{64}$",
    };
    YearFraction: "id", {
        "description": "An exact number of years: a whole number, or a fraction of two.",
        "type": "string", "pattern": "^-?[0-9]{1,10}(/[0-9]{1,10})?$",
    };
    TimeZone: "id", { "description": "An IANA time zone, such as Europe/Berlin.", "type": "string" };
    WallTime: "id", {
        "description": "A time of day, HH:MM.", "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    };
    RoomId: "room_id", { "description": "The id of a room.", "type": "string", "maxLength": 128 };
    Content: "content", { "description": "Content of the host's own.", "type": "object" };
}

macro_rules! id_scalars {
    ($($type:ident: $description:literal;)*) => {
        scalars! {$(
            $type: "id", {
                "description": $description,
                "type": "string", "minLength": 1, "maxLength": 64,
                "pattern": "^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$",
            };
        )*}
    };
}

id_scalars! {
    PartyId: "A person or an organisation that acts.";
    Uid: "A user id.";
    PropertyId: "The id of a property.";
    ApplicationId: "The id of an application.";
    OfferId: "The id of an offer.";
    ContractId: "The id of a contract.";
    TrancheId: "The id of a tranche.";
    PolicyId: "The name of a jurisdiction policy.";
    FeeId: "The name of a fee.";
    ReferenceId: "The id of something outside.";
    VoucherId: "The id of a voucher.";
    BookingId: "The id of a booking.";
    CardId: "The id of a card.";
    ResourceId: "The id of who or what is booked.";
    TemplateId: "The name of a template.";
    ServiceType: "What a voucher is for, such as consulting.session.";
    Reason: "Why something was done, as a word.";
    RedemptionNonce: "What tells a redemption from every other.";
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let amount = generator.subschema_for::<MinorUnits>();
        json_schema!({
            "description": "An amount of money in minor units of its currency.",
            "type": "object",
            "properties": {
                "amount": amount,
                "currency": { "description": "An ISO 4217 code that has minor units.", "type": "string", "pattern": "^[A-Z]{3}$" },
            },
            "required": ["amount", "currency"],
            "additionalProperties": false,
            "x-scalar": "money",
        })
    }
}

impl JsonSchema for FeeTiming {
    fn schema_name() -> Cow<'static, str> {
        "FeeTiming".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "When a cost is paid: at conclusion, with each instalment, or in a month after the payout.",
            "oneOf": [
                { "const": "at_conclusion" },
                { "const": "with_instalments" },
                {
                    "type": "object",
                    "properties": { "month": { "type": "integer", "minimum": 0 } },
                    "required": ["month"],
                    "additionalProperties": false,
                },
            ],
            "x-scalar": "fee_timing",
        })
    }
}
