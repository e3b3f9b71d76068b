//! Vouchers.

use alloc::string::String;
use core::ops::Deref;

use super::document::{check_status, wrong_document};
use crate::{
    Result,
    id::{BookingId, PartyId, ResourceId, ServiceType, TemplateId, VoucherId},
    input::{Content, Json, Read, Write, stored_document, words},
    money::Money,
    time::{Timestamp, Validity, ValidityState},
};

mod commands;
mod facts;
mod machine;
mod new;

pub use machine::{VoucherCommand, VoucherGuard, VoucherMachine};
pub use new::NewVoucher;

pub(in crate::voucher) use facts::{Facts, Wanted};
pub(in crate::voucher) use new::{count, not_after_now};

/// The right to a service. Its fields agree with each other: a booked voucher names its holder and its booking, no other
/// names a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher(VoucherFields);

/// The right to a service: its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Voucher", rename_all = "camelCase")
)]
pub struct VoucherFields {
    /// The id.
    pub voucher_id: VoucherId,
    /// Who issued it, and renders the service.
    pub issuer_uid: PartyId,
    /// Who may use it.
    pub holder_uid: Option<PartyId>,
    /// What it is for, such as `consulting.session`.
    pub service_type: ServiceType,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub description: String,
    /// How many minutes a slot lasts; none for a service without slots.
    pub duration_minutes: Option<u32>,
    /// The first instant of its validity.
    pub valid_from: Timestamp,
    /// The last instant of its validity.
    pub valid_until: Timestamp,
    /// What it costs.
    pub price: Option<Money>,
    /// Where it stands.
    pub status: VoucherStatus,
    /// Whether its holder may hand it on.
    pub transferable: bool,
    /// Content of the host's own.
    pub terms: Content,
    /// When it was issued.
    pub created_at: Timestamp,
    /// Who or what is booked; the issuer unless it says otherwise.
    pub resource_id: ResourceId,
    /// The template that it was made from.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub template_id: Option<TemplateId>,
    /// Its live booking.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub booking_id: Option<BookingId>,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(VoucherFields {
    voucher_id: "voucherId", issuer_uid: "issuerUid", holder_uid: "holderUid", service_type: "serviceType",
    title: "title", description: "description", duration_minutes: "durationMinutes", valid_from: "validFrom",
    valid_until: "validUntil", price: "price", status: "status", transferable: "transferable", terms: "terms",
    created_at: "createdAt", resource_id: "resourceId";
    template_id: "templateId", booking_id: "bookingId",
});

words! {
    /// Where a voucher stands.
    pub enum VoucherStatus {
        /// It can be used.
        Issued = "issued",
        /// It is on a slot.
        Booked = "booked",
        /// The service was rendered, or the holder did not come.
        Consumed = "consumed",
        /// It was taken back.
        Cancelled = "cancelled",
        /// It was not used in time.
        Expired = "expired",
    }
}

impl Voucher {
    /// The voucher of these fields; a status that its booking or its holder contradicts is `input.bad_value` at `status`.
    pub fn new(fields: VoucherFields) -> Result<Self> {
        let booked = fields.status == VoucherStatus::Booked;
        let agrees = booked == fields.booking_id.is_some() && (!booked || fields.holder_uid.is_some());
        check_status(agrees, "booked with a holder and a booking, or another status without a booking")?;
        Ok(Self(fields))
    }

    /// The fields, to build another voucher from.
    pub fn into_fields(self) -> VoucherFields {
        self.0
    }

    /// The status as it is to be shown: a lapsed voucher is expired before anybody has said so.
    ///
    /// ```
    /// use mot_core::{input::Read, time::Timestamp, voucher::{Voucher, VoucherStatus}};
    ///
    /// let voucher = Voucher::from_json(r#"{
    ///     "voucherId": "v-1", "issuerUid": "coach-1", "holderUid": null, "serviceType": "consulting",
    ///     "title": "Consulting, 60 minutes", "description": "", "durationMinutes": 60,
    ///     "validFrom": "2025-12-01T00:00:00Z", "validUntil": "2025-12-31T23:59:59Z",
    ///     "price": { "amount": 10000, "currency": "EUR" }, "status": "issued", "transferable": true, "terms": {},
    ///     "createdAt": "2025-11-30T12:00:00Z", "resourceId": "coach-1"
    /// }"#)?;
    /// assert_eq!(voucher.effective_status(voucher.valid_until), VoucherStatus::Issued);
    /// assert_eq!(voucher.effective_status(Timestamp::parse("2026-01-01T00:00:00Z")?), VoucherStatus::Expired);
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn effective_status(&self, now: Timestamp) -> VoucherStatus {
        match (self.status, self.validity().at(now)) {
            (VoucherStatus::Issued, ValidityState::Expired) => VoucherStatus::Expired,
            (status, _) => status,
        }
    }

    /// Refuses another voucher than the one that is named, if one is: `lifecycle.wrong_document`.
    pub(crate) fn check_id(&self, named: Option<&VoucherId>) -> Result<()> {
        match named {
            Some(named) if *named != self.voucher_id => {
                Err(wrong_document("voucher", Some(named.as_str()), Some(self.voucher_id.as_str())))
            }
            _ => Ok(()),
        }
    }

    /// The same voucher with another version.
    pub(in crate::voucher) fn with_version(mut self, version: u64) -> Self {
        self.0.version = version;
        self
    }
}

impl VoucherFields {
    /// From when until when it can be used.
    pub fn validity(&self) -> Validity {
        Validity { valid_from: self.valid_from, valid_until: self.valid_until }
    }
}

impl Deref for Voucher {
    type Target = VoucherFields;

    fn deref(&self) -> &VoucherFields {
        &self.0
    }
}

impl Read for Voucher {
    /// Reads a stored voucher; an absent `resourceId` is the issuer's.
    fn read(json: &Json) -> Result<Self> {
        let with_resource = match (json, json.get("resourceId"), json.get("issuerUid")) {
            (Json::Object(members), None, Some(issuer)) => {
                let mut members = members.clone();
                members.push(("resourceId".into(), issuer.clone()));
                Some(Json::Object(members))
            }
            _ => None,
        };
        Self::new(VoucherFields::read(with_resource.as_ref().unwrap_or(json))?)
    }
}

impl Write for Voucher {
    fn write(&self) -> Json {
        self.0.write()
    }
}
