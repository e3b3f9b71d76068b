//! Rooms: names of the places where one transaction is talked about.

mod conventions;
mod id;

pub use id::{RoomForm, RoomId};

use crate::error::refusals;

refusals! {
    /// Why a room id was refused; the checks run in this order.
    pub enum RoomError {
        /// Nothing at all.
        Empty => RoomEmpty, "a room id is not empty";
        /// Something beyond ASCII.
        NonAscii => RoomNonAscii, "a room id is ASCII";
        /// Longer than 128 octets.
        TooLong => RoomTooLong, "a room id has at most 128 characters";
        /// A control character or a space.
        ControlOrSpace => RoomControlOrSpace, "a room id has no control characters and no spaces";
        /// Another character that no room id has.
        IllegalChar => RoomIllegalChar, "a room id has only letters, digits, colons, hyphens, underscores and dots";
        /// No colon.
        MissingNamespace => RoomMissingNamespace, "a room id starts with a namespace and a colon";
        /// More than three segments.
        TooManySegments => RoomTooManySegments, "a room id has two or three segments";
        /// Nothing between two colons or at an end.
        EmptySegment => RoomEmptySegment, "no segment of a room id is empty";
        /// The namespace breaks its grammar.
        BadNamespace => RoomBadNamespace,
            "a namespace is 2 to 32 lower-case letters and digits with single hyphens, starting with a letter";
        /// The namespace takes another number of segments.
        WrongArity => RoomWrongArity, "the namespace takes another number of segments";
        /// The kind breaks its grammar.
        BadKind => RoomBadKind,
            "a kind is 1 to 32 lower-case letters and digits with single hyphens, starting with a letter";
        /// Not one of the kinds of the namespace.
        UnknownKind => RoomUnknownKind, "the kind is one of property, application, offer, contract, tranche";
        /// Longer than 64 octets.
        IdTooLong => RoomIdTooLong, "the id of a room has at most 64 characters";
        /// The id breaks its grammar.
        BadId => RoomBadId, "the id of a room is letters and digits with single -, _ or . between them";
        /// The cell breaks its grammar.
        BadCell => RoomBadCell, "a cell is A-1 to Z-999 in wabe and cell-1 to cell-999999 in honeycomb";
        /// A kind where an id belongs.
        KindWithoutId => RoomKindWithoutId, "the kind lacks its id";
        /// A namespace that needs a kind.
        UnknownNamespace => RoomUnknownNamespace, "a namespace of one's own needs a kind and an id";
    }
}
