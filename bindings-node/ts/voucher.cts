import { answered, documentText, plainText } from "./crossing.cjs";
import type { Booking, BookingRules, Busy, NewVoucher, Voucher, VoucherStatus } from "./documents.cjs";
import type { Given } from "./given.cjs";
import {
    type AllowedCommand,
    type Context,
    type Decision,
    type Instant,
    allowed as allowedOf,
    decide,
    decideNew,
} from "./lifecycle.cjs";
import { native } from "./native.cjs";

export { nights, type Nights } from "./voucher/nights.cjs";
export { slots } from "./voucher/slots.cjs";
export { instantiate, shippedTemplates } from "./voucher/template.cjs";

/** A voucher as its issuer writes it. What the library fills in may be left out. */
export type VoucherToIssue = Given<NewVoucher & Partial<Pick<Voucher, "status" | "bookingId" | "version">>>;

/** What a command on a booked voucher needs beside it. */
export interface WithBooking {
    /** The booking that the voucher names, as it is stored. Without it or with another one: `lifecycle.wrong_document`. */
    readonly booking: Given<Booking>;
}

/** What a command needs that a voucher may be given to whether it is booked or not. */
export interface WithBookingIfBooked {
    /** The booking that the voucher names; none if it names none (`lifecycle.wrong_document`). */
    readonly booking?: Given<Booking> | null | undefined;
}

/** What a command needs that the provider's booking policy decides. */
export interface WithRules {
    /** The rules, from the provider (`voucher.bad_step`, `voucher.bad_window`). */
    readonly rules: Given<BookingRules>;
}

/** A slot that is wanted, and what decides whether it can be had. */
export interface WantedSlot extends WithRules {
    /** When the slot begins. */
    readonly slotStart: Instant;
    /** When it ends, that instant not included (`time.interval_reversed`). */
    readonly slotEnd: Instant;
    /** Everything that takes the resource, live holds included. */
    readonly busy: readonly Given<Busy>[];
}

/**
 * Reads a stored voucher from JSON text, strictly, and gives it as the library writes it. A resource that is left out is
 * the issuer.
 *
 * Refused: `input.*` with the path of the fault, a status that contradicts the booking or the holder among them, and what
 * the values refuse (`money.*`, `id.*`, `time.*`).
 *
 * ```ts
 * assert.deepEqual(voucher.parse(JSON.stringify(samples.voucher)), samples.voucher);
 * ```
 */
export function parse(text: string): Voucher {
    return answered(native.documentRead("voucher", plainText(text, "text")));
}

/**
 * Reads a stored voucher from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => voucher.read({ ...samples.voucher, status: "booked" }), { code: "input.bad_value", path: "status" });
 * ```
 */
export function read(value: unknown): Voucher {
    return answered(native.documentRead("voucher", documentText(value)));
}

/**
 * The status of a voucher as it is to be shown: one that has lapsed is expired before anybody has said so.
 *
 * ```ts
 * assert.equal(voucher.effectiveStatus(samples.voucher, "2025-12-31T23:59:59Z"), "issued"); // the last instant
 * assert.equal(voucher.effectiveStatus(samples.voucher, new Date("2026-01-01T00:00:00Z")), "expired");
 * ```
 */
export function effectiveStatus(document: Given<Voucher>, now: Instant): VoucherStatus {
    return answered(native.voucherEffectiveStatus(documentText(document, "document"), documentText({ now })));
}

/**
 * Issues a voucher, as its issuer. `existing` is what the store holds under the voucher's id, if anything.
 *
 * Refused beside what every command refuses: a status of the caller's choice or an issue after now (`input.bad_value`),
 * `voucher.validity_reversed`, `voucher.negative_price`, `voucher.bad_duration`.
 *
 * ```ts
 * const { changes } = voucher.issue(
 *     { voucher: samples.newVoucher },
 *     { now: "2025-11-30T12:00:00Z", actor: { party: "coach-1" } },
 * );
 * assert.deepEqual(changes[0]?.document, samples.voucher);
 * ```
 */
export function issue(
    given: { readonly voucher: VoucherToIssue; readonly existing?: Given<Voucher> | null | undefined },
    context: Context,
): Decision {
    return decideNew("voucher.issue", given, context);
}

/**
 * Gives a voucher its holder, as its issuer.
 *
 * Refused beside what every command refuses: `voucher.holder_already_assigned`, `voucher.same_holder` (the issuer),
 * `voucher.expired`.
 *
 * ```ts
 * const context = { now: "2025-12-02T09:00:00Z", actor: { party: "coach-1" } };
 * const { events } = voucher.assignHolder(samples.voucher, { holder: "user-abc" }, context);
 * assert.equal(events[0]?.type, "voucher.holder_assigned");
 * ```
 */
export function assignHolder(
    document: Given<Voucher> | null | undefined,
    given: { readonly holder: string },
    context: Context,
): Decision {
    return decide("voucher.assign_holder", document, given, context);
}

/**
 * Hands a voucher on, as its holder.
 *
 * Refused beside what every command refuses: `voucher.not_transferable`, `voucher.expired`, `voucher.same_holder` (the
 * present one, or the issuer).
 *
 * ```ts
 * const { events } = voucher.transfer({ ...samples.voucher, holderUid: "user-abc" }, { recipient: "user-xyz" }, {
 *     now: "2025-12-02T09:00:00Z",
 *     actor: { party: "user-abc" },
 * });
 * assert.equal(events[0]?.type, "voucher.transferred");
 * ```
 */
export function transfer(
    document: Given<Voucher> | null | undefined,
    given: { readonly recipient: string },
    context: Context,
): Decision {
    return decide("voucher.transfer", document, given, context);
}

/**
 * Puts a voucher on a slot, as its holder. Whoever books a voucher without a holder becomes its holder. `hold` is the hold
 * that is confirmed: what the store holds under `bookingId`, if anything.
 *
 * The decision requires the exclusion of the slot with its buffers, which the database enforces: `busy` may have grown since
 * it was read. A positive price triggers the fee `voucher.booking`, which the issuer pays.
 *
 * Refused beside what every command refuses: a `bookingId` of anything but a live hold (`lifecycle.already_exists`),
 * `voucher.service_has_no_slots`, `voucher.expired`, `voucher.slot_outside_validity`, `voucher.slot_in_past`,
 * `voucher.slot_duration_mismatch`, `voucher.slot_off_grid`, `voucher.slot_taken`, `voucher.hold_expired`,
 * `voucher.hold_of_another` (another voucher's, slot's or party's).
 *
 * ```ts
 * const { changes, requires } = voucher.book(
 *     samples.voucher,
 *     {
 *         bookingId: "b-1",
 *         slotStart: "2025-12-15T10:00:00Z",
 *         slotEnd: "2025-12-15T11:00:00Z",
 *         rules: samples.bookingRules,
 *         busy: [],
 *     },
 *     { now: "2025-12-02T09:00:00Z", actor: { party: "user-abc" } },
 * );
 * assert.deepEqual(changes.map(({ document }) => document), [samples.bookedVoucher, samples.booking]);
 * const interval = { start: "2025-12-15T10:00:00Z", end: "2025-12-15T11:15:00Z" }; // a quarter of an hour is kept free
 * assert.deepEqual(requires[0], { exclusion: { resource: "coach-1", interval, booking: "b-1" } });
 * ```
 */
export function book(
    document: Given<Voucher> | null | undefined,
    given: { readonly bookingId: string; readonly hold?: Given<Booking> | null | undefined } & WantedSlot,
    context: Context,
): Decision {
    return decide("voucher.book", document, given, context);
}

/**
 * Moves a booking to another slot in one decision, as holder or issuer; the exclusion that it requires replaces the
 * booking's.
 *
 * Refused beside what every command refuses: `voucher.expired`, `voucher.slot_already_started`, what {@link book} refuses
 * of a slot, and for the holder `voucher.reschedule_window_closed`.
 *
 * ```ts
 * const { events } = voucher.reschedule(
 *     samples.bookedVoucher,
 *     {
 *         slotStart: new Date("2025-12-16T14:00:00Z"),
 *         slotEnd: new Date("2025-12-16T15:00:00Z"),
 *         rules: samples.bookingRules,
 *         busy: [{ start: samples.booking.slotStart, end: samples.booking.slotEnd, bookingId: "b-1" }],
 *         booking: samples.booking,
 *     },
 *     { now: "2025-12-03T09:00:00Z", actor: { party: "user-abc" } },
 * );
 * assert.deepEqual(events.map(({ type }) => type), ["voucher.rescheduled", "booking.rescheduled"]);
 * ```
 */
export function reschedule(
    document: Given<Voucher> | null | undefined,
    given: WantedSlot & WithBooking,
    context: Context,
): Decision {
    return decide("voucher.reschedule", document, given, context);
}

/**
 * Takes a voucher off its slot, as holder or issuer: it is issued again while it is valid, otherwise expired. A holder whom
 * the booking had set is gone with it, and its fee is taken back.
 *
 * Refused beside what every command refuses: for the holder `voucher.expired` and `voucher.cancel_window_closed`, for the
 * issuer of a lapsed voucher `voucher.reason_missing`.
 *
 * ```ts
 * const { changes, feeTriggers } = voucher.cancelBooking(
 *     samples.bookedVoucher,
 *     { rules: samples.bookingRules, booking: samples.booking, reason: "illness" },
 *     { now: "2025-12-03T09:00:00Z", actor: { party: "user-abc" } },
 * );
 * assert(changes[0]?.kind === "voucher" && changes[0].document.status === "issued");
 * assert.equal(feeTriggers[0]?.key, "voucher.booking/booking/b-1/reversed");
 * ```
 */
export function cancelBooking(
    document: Given<Voucher> | null | undefined,
    given: { readonly reason?: string | null | undefined } & WithRules & WithBooking,
    context: Context,
): Decision {
    return decide("voucher.cancel_booking", document, given, context);
}

/**
 * Redeems a voucher, as its issuer: a booked one from the beginning of its slot on, one without slots within its validity.
 *
 * Refused beside what every command refuses: `voucher.slot_not_started`, `voucher.service_needs_slot`,
 * `voucher.not_yet_valid`, `voucher.expired`, `voucher.holder_missing`.
 *
 * ```ts
 * const consume = (now = "2025-12-15T09:59:59Z") => {
 *     return voucher.consume(samples.bookedVoucher, { booking: samples.booking }, { now, actor: { party: "coach-1" } });
 * };
 * assert.throws(consume, { code: "voucher.slot_not_started" });
 * assert.deepEqual(consume("2025-12-15T10:00:00Z").events.map(({ type }) => type), ["voucher.consumed", "booking.completed"]);
 * ```
 */
export function consume(
    document: Given<Voucher> | null | undefined,
    given: WithBookingIfBooked = {},
    context: Context,
): Decision {
    return decide("voucher.consume", document, given, context);
}

/**
 * Ends a booked voucher because nobody came, as its issuer or by time.
 *
 * Refused beside what every command refuses: `voucher.slot_not_ended`, `voucher.grace_running`.
 *
 * ```ts
 * const given = { rules: samples.bookingRules, booking: samples.booking };
 * const { events } = voucher.markNoShow(samples.bookedVoucher, given, { now: "2025-12-15T11:15:00Z", actor: "system" });
 * assert.equal(events[0]?.type, "voucher.no_show");
 * ```
 */
export function markNoShow(
    document: Given<Voucher> | null | undefined,
    given: WithRules & WithBooking,
    context: Context,
): Decision {
    return decide("voucher.mark_no_show", document, given, context);
}

/**
 * Takes a voucher back for good, as its issuer. A booking is cancelled with it, and its fee taken back.
 *
 * Refused beside what every command refuses: `voucher.slot_already_started`.
 *
 * ```ts
 * const context = { now: "2025-12-03T09:00:00Z", actor: { party: "coach-1" } };
 * assert.equal(voucher.cancel(samples.voucher, {}, context).events[0]?.type, "voucher.cancelled");
 * ```
 */
export function cancel(
    document: Given<Voucher> | null | undefined,
    given: { readonly reason?: string | null | undefined } & WithBookingIfBooked = {},
    context: Context,
): Decision {
    return decide("voucher.cancel", document, given, context);
}

/**
 * Ends a voucher that was not used in time (`voucher.not_lapsed`).
 *
 * ```ts
 * const { events } = voucher.expire(samples.voucher, {}, { now: "2026-01-01T00:00:00Z", actor: "system" });
 * assert.equal(events[0]?.type, "voucher.expired");
 * ```
 */
export function expire(
    document: Given<Voucher> | null | undefined,
    given: Record<string, never> = {},
    context: Context,
): Decision {
    return decide("voucher.expire", document, given, context);
}

/**
 * Every command on a voucher, with "enabled" or the code why not; without the booking or the rules, what they decide counts
 * as met.
 *
 * ```ts
 * const context = { now: "2025-12-14T10:00:01Z", actor: { party: "user-abc" } }; // too late for the holder, by a second
 * const others = { booking: samples.booking, rules: samples.bookingRules };
 * const cancel = voucher.allowed(samples.bookedVoucher, others, context).find(({ command }) => command === "cancel_booking");
 * assert.equal(cancel?.code, "voucher.cancel_window_closed");
 * ```
 */
export function allowed(
    document: Given<Voucher>,
    others: WithBookingIfBooked & Partial<WithRules>,
    context: Context,
): AllowedCommand[] {
    return allowedOf("voucher", document, others, context);
}
