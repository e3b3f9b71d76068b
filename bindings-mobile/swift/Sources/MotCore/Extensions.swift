// Money, fees and decisions as one writes them in Swift.

import Foundation

extension Money {
    /// Reads decimal text as an amount. See `parseMoney`.
    public static func parse(_ text: String, currency: String) throws -> Money {
        try parseMoney(text: text, currency: currency)
    }
}

extension Units {
    /// Reads unsigned decimal text as a count of a token's smallest unit. See `parseUnits`.
    public static func parse(_ text: String, scale: UInt8) throws -> Units {
        try parseUnits(text: text, scale: scale)
    }
}

/// A new id for a document that begins with `prefix`, from the randomness of the operating system. See `idFromEntropy`.
public func generateId(prefix: String, now: Now = Foundation.Date()) throws -> String {
    try idFromEntropy(prefix: prefix, now: now, entropy: entropy(8))
}

extension FeeModel {
    /// What is due on `base`. See `feeModelCompute`.
    public func compute(base: Money, rounding: Rounding, bounds: Bounds = Bounds()) throws -> Money {
        try feeModelCompute(model: self, base: base, bounds: bounds, rounding: rounding)
    }

    /// What is due for a number of units. See `feeModelComputeUnits`.
    public func computeUnits(units: UInt64, bounds: Bounds = Bounds()) throws -> Money {
        try feeModelComputeUnits(model: self, units: units, bounds: bounds)
    }

    /// The fee model as JSON text.
    public func toJson() throws -> String {
        try feeModelToJson(model: self)
    }
}

extension Decision {
    /// The decision as JSON text, the same in every language.
    public func toJson() throws -> String {
        try decisionToJson(decision: self)
    }
}

extension Change {
    /// The version that the document has once the change is written.
    public var version: UInt64 {
        document.version
    }
}

extension Document {
    /// The kind of the document: `identity`, `property`, `application`, `offer`, `contract`, `tranche`, `voucher`,
    /// `booking` or `card`.
    public var kind: String {
        switch self {
        case .identity: return "identity"
        case .property: return "property"
        case .application: return "application"
        case .offer: return "offer"
        case .contract: return "contract"
        case .tranche: return "tranche"
        case .voucher: return "voucher"
        case .booking: return "booking"
        case .card: return "card"
        }
    }

    /// The document's id.
    public var id: String {
        switch self {
        case .identity(let document): return document.uid
        case .property(let document): return document.propertyId
        case .application(let document): return document.applicationId
        case .offer(let document): return document.voucherId
        case .contract(let document): return document.voucherId
        case .tranche(let document): return document.voucherId
        case .voucher(let document): return document.voucherId
        case .booking(let document): return document.bookingId
        case .card(let document): return document.cardId
        }
    }

    /// Counts the changes of the document; 1 for a new one.
    public var version: UInt64 {
        switch self {
        case .identity(let document): return document.version
        case .property(let document): return document.version
        case .application(let document): return document.version
        case .offer(let document): return document.version
        case .contract(let document): return document.version
        case .tranche(let document): return document.version
        case .voucher(let document): return document.version
        case .booking(let document): return document.version
        case .card(let document): return document.version
        }
    }

    /// The document as JSON text, without its kind.
    public func toJson() throws -> String {
        try documentToJson(document: self)
    }

    /// The document that these later events make of this earlier one. See `fold`.
    public func folded(events: [Event]) throws -> Document {
        try fold(document: self, events: events)
    }
}

extension Event {
    /// The event's id: `<subject kind>/<id>/<version>/<n>`.
    public func id() throws -> String {
        try eventId(event: self)
    }

    /// The event as JSON text.
    public func toJson() throws -> String {
        try eventToJson(event: self)
    }
}

extension MotError {
    /// The details by their names: `["digits": "3", "allowed": "2"]`. Several words are joined by commas.
    public func detailsByName() -> [String: String] {
        Dictionary(uniqueKeysWithValues: details().map { ($0.name, $0.text) })
    }
}
