// Rooms as one writes them in Swift.

import Foundation

extension Room {
    /// Reads a room id. See `parseRoom`.
    public static func parse(_ text: String) throws -> Room {
        try parseRoom(text: text)
    }
}

extension RoomLink {
    /// Reads the fragment of a link to a room. See `parseRoomLink`.
    public static func parse(_ fragment: String) throws -> RoomLink {
        try parseRoomLink(fragment: fragment)
    }

    /// The link on a page: `RoomLink(roomId: room).write(page: "honeycomb.html")`. See `writeRoomLink`.
    public func write(page: String) throws -> String {
        try writeRoomLink(link: self, page: page)
    }
}

extension RoomMessage {
    /// Reads a message that came out of a room. See `parseRoomMessage`.
    public static func fromJson(_ json: String) throws -> RoomMessage {
        try parseRoomMessage(json: json)
    }

    /// The message as JSON text.
    public func toJson() throws -> String {
        try roomMessageToJson(document: self)
    }
}
