//! A new voucher, as its issuer writes it.

use alloc::string::String;

use super::{VoucherFields, VoucherStatus};
use crate::{
    Error, Result,
    id::{BookingId, PartyId, ResourceId, ServiceType, TemplateId, VoucherId},
    input::{Content, Fields, InputError, Json, Read, Write, check_format, filled},
    money::Money,
    time::Timestamp,
    voucher::VoucherError,
};

/// The argument of `voucher.issue`: a voucher without what the library fills in.
///
/// Its JSON is the voucher's own. Status, version and booking may be left out; given, they must be what the library would
/// write (`input.bad_value`). An instant of issue is kept if it is not after now; the resource is the issuer unless named.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NewVoucher {
    /// The id, from the host.
    pub voucher_id: VoucherId,
    /// Who issues it, and renders the service.
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
    /// Whether its holder may hand it on.
    pub transferable: bool,
    /// Content of the host's own.
    pub terms: Content,
    /// When it is issued; now if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub created_at: Option<Timestamp>,
    /// Who or what is booked; the issuer if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub resource_id: Option<ResourceId>,
    /// The template that it is made from.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub template_id: Option<TemplateId>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for NewVoucher {
    const ALWAYS: &'static [&'static str] = &ALWAYS;
    const ADDED: &'static [&'static str] = &ADDED;
}

const ALWAYS: [&str; 12] = [
    "voucherId",
    "issuerUid",
    "holderUid",
    "serviceType",
    "title",
    "description",
    "durationMinutes",
    "validFrom",
    "validUntil",
    "price",
    "transferable",
    "terms",
];
const ADDED: [&str; 3] = ["createdAt", "resourceId", "templateId"];

impl Read for NewVoucher {
    fn read(json: &Json) -> Result<Self> {
        check_format(json)?;
        let fields = json.fields(&[
            "voucherId",
            "issuerUid",
            "holderUid",
            "serviceType",
            "title",
            "description",
            "durationMinutes",
            "validFrom",
            "validUntil",
            "price",
            "status",
            "transferable",
            "terms",
            "createdAt",
            "resourceId",
            "templateId",
            "bookingId",
            "version",
            "format",
        ])?;
        let new = Self {
            voucher_id: fields.take("voucherId")?,
            issuer_uid: fields.take("issuerUid")?,
            holder_uid: fields.take("holderUid")?,
            service_type: fields.take("serviceType")?,
            title: fields.take("title")?,
            description: fields.take("description")?,
            duration_minutes: count(&fields, "durationMinutes", VoucherError::BadDuration)?,
            valid_from: fields.take("validFrom")?,
            valid_until: fields.take("validUntil")?,
            price: fields.take("price")?,
            transferable: fields.take("transferable")?,
            terms: fields.take("terms")?,
            created_at: fields.take("createdAt")?,
            resource_id: fields.take("resourceId")?,
            template_id: fields.take("templateId")?,
        };
        filled("status", fields.take("status")?, &VoucherStatus::Issued)?;
        filled("bookingId", Some(fields.take::<Option<BookingId>>("bookingId")?), &None)?;
        filled("version", fields.take("version")?, &1_u64)?;
        Ok(new)
    }
}

impl Write for NewVoucher {
    fn write(&self) -> Json {
        let Self {
            voucher_id,
            issuer_uid,
            holder_uid,
            service_type,
            title,
            description,
            duration_minutes,
            valid_from,
            valid_until,
            price,
            transferable,
            terms,
            created_at,
            resource_id,
            template_id,
        } = self;
        let always: [&dyn Write; ALWAYS.len()] = [
            voucher_id,
            issuer_uid,
            holder_uid,
            service_type,
            title,
            description,
            duration_minutes,
            valid_from,
            valid_until,
            price,
            transferable,
            terms,
        ];
        let added: [&dyn Write; ADDED.len()] = [created_at, resource_id, template_id];
        let added = ADDED.iter().zip(added).filter(|(_, field)| !field.is_empty());
        let fields = ALWAYS.iter().zip(always).chain(added);
        Json::Object(fields.map(|(name, field)| ((*name).into(), field.write())).collect())
    }
}

impl NewVoucher {
    /// The voucher that issuing makes of it; an issue after now is `input.bad_value`.
    pub(crate) fn issued(&self, now: Timestamp) -> Result<VoucherFields> {
        let new = self.clone();
        Ok(VoucherFields {
            resource_id: new.resource_id.unwrap_or_else(|| ResourceId::from(new.issuer_uid.clone())),
            created_at: not_after_now(new.created_at, now, "voucher")?,
            voucher_id: new.voucher_id,
            issuer_uid: new.issuer_uid,
            holder_uid: new.holder_uid,
            service_type: new.service_type,
            title: new.title,
            description: new.description,
            duration_minutes: new.duration_minutes,
            valid_from: new.valid_from,
            valid_until: new.valid_until,
            price: new.price,
            status: VoucherStatus::Issued,
            transferable: new.transferable,
            terms: new.terms,
            template_id: new.template_id,
            booking_id: None,
            version: 1,
        })
    }
}

/// A count that has a refusal of its own where it is negative, as the guard has where it is nothing.
pub(in crate::voucher) fn count(
    fields: &Fields<'_>,
    name: &str,
    negative: VoucherError,
) -> Result<Option<u32>> {
    match fields.get(name) {
        Some(Json::Number(number)) if number.as_i64().is_some_and(|count| count < 0) => {
            Err(Error::from(negative).within(name))
        }
        _ => fields.take(name),
    }
}

/// The instant of issue: as given if it is not after now, else now.
pub(in crate::voucher) fn not_after_now(
    given: Option<Timestamp>,
    now: Timestamp,
    argument: &str,
) -> Result<Timestamp> {
    match given {
        Some(created_at) if created_at > now => {
            let fault = Error::from(InputError::BadValue { expected: "an instant not after now" });
            Err(fault.within("createdAt").within(argument))
        }
        given => Ok(given.unwrap_or(now)),
    }
}
