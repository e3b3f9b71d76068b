//! Rooms: names of the places where one transaction is talked about, where they lie, and who may enter.

mod admission;
mod cell;
mod id;
mod link;
mod message;

pub(crate) use admission::Admission;
pub(crate) use cell::{CellMap, Honeycomb};
pub(crate) use id::RoomId;
pub(crate) use link::RoomLink;
pub(crate) use message::Envelope;
