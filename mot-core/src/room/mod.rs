//! Rooms: names of the places where one transaction is talked about, where they lie, and who may enter.

mod admission;
mod cell;
mod conventions;
mod id;
mod link;
mod message;

pub use admission::Admission;
pub use cell::{Cell, CellMap, Honeycomb};
pub use id::{RoomForm, RoomId};
pub use link::RoomLink;
pub use message::{Envelope, EnvelopeType, RoomMessage};

use crate::error::refusals;

refusals! {
    /// Why a room id, a cell, a link to a room or an entrance was refused. The checks of a room id run in the order of
    /// their codes, up to `unknown_namespace`.
    pub enum RoomError {
        /// Nothing at all.
        Empty => RoomEmpty, "a room id is not empty";
        /// Something beyond ASCII.
        NonAscii => RoomNonAscii, "a room id is ASCII";
        /// Longer than any room id or link to a room.
        TooLong {
            /// Characters allowed.
            maximum: usize,
        } => RoomTooLong, "this is longer than {maximum} characters";
        /// A control character or a space.
        ControlOrSpace => RoomControlOrSpace, "a room id has no control characters and no spaces";
        /// Another character that no room id has.
        IllegalChar => RoomIllegalChar,
            "a room id has only letters, digits, colons, hyphens, underscores and dots, its link no plus and nothing escaped twice";
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
        BadCell => RoomBadCell, "a cell is A-1 to Z-999, as wabe: has it, or cell-1 to cell-999999, as honeycomb: has it";
        /// A kind where an id belongs.
        KindWithoutId => RoomKindWithoutId, "the kind lacks its id";
        /// A namespace that needs a kind.
        UnknownNamespace => RoomUnknownNamespace, "a namespace of one's own needs a kind and an id";
        /// A part of a link without `=`.
        MissingEquals => RoomMissingEquals, "the part of a link to a room is a name, = and a value";
        /// A percent sign without two hexadecimal digits.
        BadPercent => RoomBadPercent, "a percent sign is followed by two hexadecimal digits";
        /// The decoded bytes are no text.
        BadUtf8 => RoomBadUtf8, "the decoded bytes are UTF-8";
        /// A name that comes twice.
        DuplicateKey => RoomDuplicateKey, "a link to a room has each name once";
        /// The user id breaks its grammar.
        BadUid => RoomBadUid, "a user id is 1 to 64 letters and digits with single -, _ or . between them";
        /// No page that a link could be put on.
        BadPage => RoomBadPage, "a page is at most 2048 visible ASCII characters without #";
        /// No such grid.
        BadGrid => RoomBadGrid, "a honeycomb has 1 to 26 rows and 1 to 999 columns";
        /// Not in this grid.
        CellOutsideGrid => RoomCellOutsideGrid, "the cell lies outside the honeycomb";
        /// All are taken.
        NoFreeCell => RoomNoFreeCell, "every cell of the honeycomb is taken";
        /// A cell that comes twice in a map.
        DuplicateCell => RoomDuplicateCell, "a map has each cell once, whichever of its names is used";
        /// A room that comes twice in a map.
        DuplicateRoom => RoomDuplicateRoom, "a map has each room once";
        /// Another room than the entity's.
        WrongRoom => RoomWrongRoom, "the room is not that of the entity";
        /// Not one of the entity's parties.
        NotAdmitted => RoomNotAdmitted, "only the parties of the entity may enter its room";
    }
}
