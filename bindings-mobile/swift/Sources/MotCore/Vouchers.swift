// Vouchers, bookings, cards and slots as one writes them in Swift.
//
// Each method is the function of the same name with the document in front; what it does and refuses stands there.

import Foundation

extension Voucher {
    /// Reads a voucher. See `parseVoucher`.
    public static func fromJson(_ json: String) throws -> Voucher {
        try parseVoucher(json: json)
    }

    /// Issues a new voucher; `existing` is what is stored under its id. See `voucherIssue`.
    public static func issue(_ new: NewVoucher, context: Context, existing: Voucher? = nil) throws -> Decision {
        try voucherIssue(voucher: new, context: context, existing: existing)
    }

    /// The voucher as JSON text. A status that contradicts the booking or the holder is refused.
    public func toJson() throws -> String {
        try voucherToJson(document: self)
    }

    /// The issuer gives the voucher its holder. See `voucherAssignHolder`.
    public func assignHolder(_ holder: PartyId, context: Context) throws -> Decision {
        try voucherAssignHolder(voucher: self, holder: holder, context: context)
    }

    /// The holder hands the voucher on. See `voucherTransfer`.
    public func transfer(recipient: PartyId, context: Context) throws -> Decision {
        try voucherTransfer(voucher: self, recipient: recipient, context: context)
    }

    /// Puts the voucher on a slot; `busy` is everything that takes the resource, `hold` the hold that is to be
    /// confirmed. See `voucherBook`.
    ///
    /// ```swift
    /// let query = SlotQuery(rules: rules, durationMinutes: 60, firstDay: day, lastDay: day, busy: busy)
    /// if let slot = try query.slots(limit: 1).first {
    ///     let decision = try voucher.book(
    ///         bookingId: "b-1", slotStart: slot.start, slotEnd: slot.end, rules: rules, busy: busy, context: context)
    /// }
    /// ```
    public func book(
        bookingId: BookingId, slotStart: Timestamp, slotEnd: Timestamp, rules: BookingRules, busy: [Busy],
        context: Context, hold: Booking? = nil
    ) throws -> Decision {
        try voucherBook(
            voucher: self, bookingId: bookingId, slotStart: slotStart, slotEnd: slotEnd, rules: rules, busy: busy,
            context: context, hold: hold)
    }

    /// Moves the voucher's booking to another slot. See `voucherReschedule`.
    public func reschedule(
        slotStart: Timestamp, slotEnd: Timestamp, rules: BookingRules, busy: [Busy], booking: Booking?,
        context: Context
    ) throws -> Decision {
        try voucherReschedule(
            voucher: self, slotStart: slotStart, slotEnd: slotEnd, rules: rules, busy: busy, booking: booking,
            context: context)
    }

    /// Takes the voucher off its slot. See `voucherCancelBooking`.
    public func cancelBooking(
        rules: BookingRules, booking: Booking?, context: Context, reason: Reason? = nil
    ) throws -> Decision {
        try voucherCancelBooking(voucher: self, rules: rules, booking: booking, context: context, reason: reason)
    }

    /// The issuer redeems the voucher; `booking` is its own, if it is on a slot. See `voucherConsume`.
    public func consume(context: Context, booking: Booking? = nil) throws -> Decision {
        try voucherConsume(voucher: self, context: context, booking: booking)
    }

    /// Ends the voucher because nobody came. See `voucherMarkNoShow`.
    public func markNoShow(rules: BookingRules, booking: Booking?, context: Context) throws -> Decision {
        try voucherMarkNoShow(voucher: self, rules: rules, booking: booking, context: context)
    }

    /// The issuer takes the voucher back; `booking` is its own, if it is on a slot. See `voucherCancel`.
    public func cancel(context: Context, booking: Booking? = nil, reason: Reason? = nil) throws -> Decision {
        try voucherCancel(voucher: self, context: context, booking: booking, reason: reason)
    }

    /// Ends a voucher that was not used in time. See `voucherExpire`.
    public func expire(context: Context) throws -> Decision {
        try voucherExpire(voucher: self, context: context)
    }

    /// The status as it is to be shown: a lapsed voucher is expired before anybody has said so.
    public func effectiveStatus(now: Now) throws -> VoucherStatus {
        try voucherEffectiveStatus(voucher: self, now: now)
    }

    /// Every command on the voucher, with "enabled" or the code why not. See `voucherAllowed`.
    public func allowed(
        actor: Actor, now: Now, booking: Booking? = nil, rules: BookingRules? = nil
    ) throws -> [Allowed] {
        try voucherAllowed(voucher: self, actor: actor, now: now, booking: booking, rules: rules)
    }
}

extension NewVoucher {
    /// Reads a new voucher. See `parseNewVoucher`.
    public static func fromJson(_ json: String) throws -> NewVoucher {
        try parseNewVoucher(json: json)
    }

    /// The new voucher as JSON text.
    public func toJson() throws -> String {
        try newVoucherToJson(document: self)
    }
}

extension Booking {
    /// Reads a booking. See `parseBooking`.
    public static func fromJson(_ json: String) throws -> Booking {
        try parseBooking(json: json)
    }

    /// Holds a slot of the voucher for the minutes of the rules; `existing` is what is stored under the booking's id.
    /// See `bookingHold`.
    public static func hold(
        bookingId: BookingId, slotStart: Timestamp, slotEnd: Timestamp, rules: BookingRules, busy: [Busy],
        voucher: Voucher, context: Context, existing: Booking? = nil
    ) throws -> Decision {
        try bookingHold(
            bookingId: bookingId, slotStart: slotStart, slotEnd: slotEnd, rules: rules, busy: busy, voucher: voucher,
            context: context, existing: existing)
    }

    /// The booking as JSON text. A status that contradicts the instants is refused.
    public func toJson() throws -> String {
        try bookingToJson(document: self)
    }

    /// Gives a held slot up. See `bookingRelease`.
    public func release(voucher: Voucher, context: Context) throws -> Decision {
        try bookingRelease(booking: self, voucher: voucher, context: context)
    }

    /// Every command on the booking, with "enabled" or the code why not. See `bookingAllowed`.
    public func allowed(actor: Actor, now: Now) throws -> [Allowed] {
        try bookingAllowed(booking: self, actor: actor, now: now)
    }
}

extension Card {
    /// Reads a card. See `parseCard`.
    public static func fromJson(_ json: String) throws -> Card {
        try parseCard(json: json)
    }

    /// Issues a new card; `existing` is what is stored under its id. See `cardIssue`.
    public static func issue(_ new: NewCard, context: Context, existing: Card? = nil) throws -> Decision {
        try cardIssue(card: new, context: context, existing: existing)
    }

    /// The card as JSON text. A status that contradicts the redemptions is refused.
    public func toJson() throws -> String {
        try cardToJson(document: self)
    }

    /// Redeems a unit, once for each nonce. See `cardRedeem`.
    public func redeem(nonce: RedemptionNonce, context: Context) throws -> Decision {
        try cardRedeem(card: self, nonce: nonce, context: context)
    }

    /// Takes a redemption back. See `cardUndoRedemption`.
    public func undoRedemption(nonce: RedemptionNonce, context: Context) throws -> Decision {
        try cardUndoRedemption(card: self, nonce: nonce, context: context)
    }

    /// Ends a card that was not used up in time. See `cardExpire`.
    public func expire(context: Context) throws -> Decision {
        try cardExpire(card: self, context: context)
    }

    /// The issuer takes the card back. See `cardCancel`.
    public func cancel(context: Context) throws -> Decision {
        try cardCancel(card: self, context: context)
    }

    /// What is left of the price for the units that are not redeemed. See `cardUnusedValue`.
    public func unusedValue() throws -> Money? {
        try cardUnusedValue(card: self)
    }

    /// How many units are redeemed.
    public func unitsUsed() throws -> UInt32 {
        try cardUnitsUsed(card: self)
    }

    /// Every command on the card, with "enabled" or the code why not. See `cardAllowed`.
    public func allowed(actor: Actor, now: Now) throws -> [Allowed] {
        try cardAllowed(card: self, actor: actor, now: now)
    }
}

extension NewCard {
    /// Reads a new card. See `parseNewCard`.
    public static func fromJson(_ json: String) throws -> NewCard {
        try parseNewCard(json: json)
    }
}

extension BookingRules {
    /// Reads a provider's booking policy. See `parseBookingRules`.
    public static func fromJson(_ json: String) throws -> BookingRules {
        try parseBookingRules(json: json)
    }

    /// The booking policy as JSON text.
    public func toJson() throws -> String {
        try bookingRulesToJson(document: self)
    }
}

extension Busy {
    /// Reads what takes a resource. See `parseBusy`.
    public static func fromJson(_ json: String) throws -> Busy {
        try parseBusy(json: json)
    }

    /// What takes a resource as JSON text.
    public func toJson() throws -> String {
        try busyToJson(document: self)
    }
}

extension SlotQuery {
    /// Reads which slots are asked for. See `parseSlotQuery`.
    public static func fromJson(_ json: String) throws -> SlotQuery {
        try parseSlotQuery(json: json)
    }

    /// Which slots are asked for, as JSON text.
    public func toJson() throws -> String {
        try slotQueryToJson(document: self)
    }

    /// The slots one after the other, found as they are asked for, in memory that does not grow with the days. See
    /// `Slots`.
    ///
    /// ```swift
    /// for slot in try query.slots() {
    ///     try show(slot.get()) // a day beyond the calendar is refused when its turn comes
    /// }
    /// ```
    public func slots() throws -> SlotSequence {
        _ = try Slots(query: self)  // What is refused is refused here, not at the first slot.
        return SlotSequence(query: self)
    }

    /// The slots in one list, at most so many. See `slots(query:limit:)`.
    public func slots(limit: UInt32) throws -> [Interval] {
        try MotCore.slots(query: self, limit: limit)
    }
}

/// The slots of a query, found as they are asked for. Each iteration begins with the first.
public struct SlotSequence: Sequence {
    let query: SlotQuery

    /// Goes through the slots; after a refusal there is no other.
    public func makeIterator() -> AnyIterator<Result<Interval, any Error>> {
        let slots = Result { try Slots(query: query) }
        var given: ArraySlice<Interval> = []
        var hasEnded = false
        return AnyIterator {
            if given.isEmpty && !hasEnded {
                do {
                    given = try slots.get().nextSlots(limit: atOnce)[...]
                } catch {
                    hasEnded = true
                    return .failure(error)
                }
                hasEnded = given.isEmpty
            }
            return given.popFirst().map { .success($0) }
        }
    }
}

/// How many slots cross at once.
private let atOnce: UInt32 = 64

extension VoucherTemplate {
    /// The templates that the trade knows. See `voucherTemplates`.
    public static func shipped() throws -> [VoucherTemplate] {
        try voucherTemplates()
    }

    /// Reads a template of vouchers. See `parseVoucherTemplate`.
    public static func fromJson(_ json: String) throws -> VoucherTemplate {
        try parseVoucherTemplate(json: json)
    }

    /// The template as JSON text.
    public func toJson() throws -> String {
        try voucherTemplateToJson(document: self)
    }

    /// A new voucher of this template. See `voucherTemplateInstantiate`.
    public func instantiate(_ overrides: TemplateOverrides) throws -> NewVoucher {
        try voucherTemplateInstantiate(template: self, overrides: overrides)
    }
}

extension TemplateOverrides {
    /// Reads what a voucher has beside its template. See `parseTemplateOverrides`.
    public static func fromJson(_ json: String) throws -> TemplateOverrides {
        try parseTemplateOverrides(json: json)
    }

    /// What a voucher has beside its template, as JSON text.
    public func toJson() throws -> String {
        try templateOverridesToJson(document: self)
    }
}

extension Validity {
    /// Where an instant lies relative to the validity; both its ends belong to it. See `validityAt`.
    public func at(_ now: Now) throws -> ValidityState {
        try validityAt(validity: self, now: now)
    }
}
