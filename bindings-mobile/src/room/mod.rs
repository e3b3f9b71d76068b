//! Rooms: names of the places where one transaction is talked about, where they lie, and who may enter.

use mot_core::{
    id::{ApplicationId, ContractId, OfferId, PropertyId, TrancheId, VoucherId},
    room::{RoomForm, RoomId},
};

use crate::Result;

pub mod admission;
pub mod cell;
pub mod link;
pub mod message;

/// How a room id is built.
#[uniffi::remote(Enum)]
pub enum RoomForm {
    /// `mortgage:<kind>:<id>`, `voucher:<id>` or `deal:<id>`.
    Typed,
    /// `mortgage:<id>`, as first used.
    Legacy,
    /// `wabe:A-1` or `honeycomb:cell-7`.
    Cell,
    /// `<namespace>:<kind>:<id>` of a vertical of one's own.
    Vertical,
}

/// The parts of a room id.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Room {
    /// The id as it is written; there is one spelling only.
    pub room_id: RoomId,
    /// The first segment.
    pub namespace: String,
    /// The middle segment, where there are three.
    pub kind: Option<String>,
    /// The last segment: an entity's id or a cell.
    pub id: String,
    /// How the id is built.
    pub form: RoomForm,
}

/// Reads a room id: `mortgage:offer:mort-offer-2025-0001`. Nothing is repaired.
///
/// Refused with a code of `room.*`: characters, then segments, then what the namespace asks for.
#[uniffi::export]
pub fn parse_room(text: &str) -> Result<Room> {
    let room_id = RoomId::parse(text)?;
    let (namespace, kind) = (room_id.namespace().into(), room_id.kind().map(Into::into));
    Ok(Room { namespace, kind, id: room_id.id().into(), form: room_id.form(), room_id })
}

/// The room of a property, for questions and viewings: `mortgage:property:<id>`.
#[uniffi::export]
pub fn room_for_property(id: &PropertyId) -> Result<RoomId> {
    Ok(RoomId::for_property(id))
}

/// The room of an application, for a lender's questions to the borrower: `mortgage:application:<id>`.
#[uniffi::export]
pub fn room_for_application(id: &ApplicationId) -> Result<RoomId> {
    Ok(RoomId::for_application(id))
}

/// The room where one offer is negotiated: `mortgage:offer:<id>`.
#[uniffi::export]
pub fn room_for_offer(id: &OfferId) -> Result<RoomId> {
    Ok(RoomId::for_offer(id))
}

/// The room of a contract, for the last reading and the signing: `mortgage:contract:<id>`.
#[uniffi::export]
pub fn room_for_contract(id: &ContractId) -> Result<RoomId> {
    Ok(RoomId::for_contract(id))
}

/// The room of a tranche, for its issuer and its investors: `mortgage:tranche:<id>`.
#[uniffi::export]
pub fn room_for_tranche(id: &TrancheId) -> Result<RoomId> {
    Ok(RoomId::for_tranche(id))
}

/// The room of a voucher, for its issuer and its holder: `voucher:<id>`.
#[uniffi::export]
pub fn room_for_voucher(id: &VoucherId) -> Result<RoomId> {
    Ok(RoomId::for_voucher(id))
}
