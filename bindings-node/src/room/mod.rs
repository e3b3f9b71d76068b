//! Rooms: their names, where they lie, and who may enter.

pub mod admission;
pub mod cell;
pub mod id;
pub mod link;
