import { answered, documentText, plainText } from "./crossing.cjs";
import type { Booking, Voucher } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { type AllowedCommand, type Context, type Decision, allowed as allowedOf, decide, decideNew } from "./lifecycle.cjs";
import { native } from "./native.cjs";
import type { WantedSlot } from "./voucher.cjs";

/** What a command on a booking needs beside it. */
export interface WithVoucher {
    /** The voucher, as it is stored. Without it or with another one: `lifecycle.wrong_document`. */
    readonly voucher: Given<Voucher>;
}

/**
 * Reads a stored booking from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, a status that contradicts the instants among them, and what the values
 * refuse (`id.*`, `time.*`).
 *
 * ```ts
 * assert.deepEqual(booking.parse(JSON.stringify(samples.booking)), samples.booking);
 * ```
 */
export function parse(text: string): Booking {
    return answered(native.documentRead("booking", plainText(text, "text")));
}

/**
 * Reads a stored booking from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => booking.read({ ...samples.booking, status: "held" }), { code: "input.bad_value", path: "status" });
 * ```
 */
export function read(value: unknown): Booking {
    return answered(native.documentRead("booking", documentText(value)));
}

/**
 * Holds a slot for the minutes of the rules, while its holder pays, say; it counts as busy meanwhile. `voucher.book` with
 * the hold confirms it. `existing` is what the store holds under the booking's id, if anything.
 *
 * The decision requires the exclusion of the slot with its buffers, and one hold for each voucher.
 * The key of that hold lives as long as it: the commit that confirms or releases the hold deletes the key.
 *
 * Refused beside what every command refuses: `voucher.not_open` (a voucher that is booked or ended), and what
 * `voucher.book` refuses of a voucher and a slot.
 *
 * ```ts
 * const now = "2025-12-02T09:00:00Z";
 * const slot = { slotStart: "2025-12-15T10:00:00Z", slotEnd: "2025-12-15T11:00:00Z" };
 * const { changes, requires } = booking.hold(
 *     { bookingId: "b-1", ...slot, rules: samples.bookingRules, busy: [], voucher: samples.voucher },
 *     { now, actor: { party: "user-abc" } },
 * );
 * assert(changes[0]?.kind === "booking" && changes[0].document.heldUntil === "2025-12-02T09:15:00Z");
 * assert.deepEqual(requires[1], { unique: "hold/v-2025-0001" });
 * ```
 */
export function hold(
    given: {
        readonly bookingId: string;
        /** The voucher's id, where a request names it: another voucher than the one that is given is refused. */
        readonly voucherId?: string | null | undefined;
        readonly existing?: Given<Booking> | null | undefined;
    } & WantedSlot &
        WithVoucher,
    context: Context,
): Decision {
    return decideNew("booking.hold", given, context);
}

/**
 * Gives a held slot up: its holder whenever they want, time when the hold has ended (`voucher.hold_running`).
 *
 * ```ts
 * const release = (now = "2025-12-02T09:15:00Z") => {
 *     const heldUntil = "2025-12-02T09:15:00Z";
 *     const given = { voucher: samples.voucher };
 *     return booking.release({ ...samples.booking, status: "held", heldUntil }, given, { now, actor: "system" });
 * };
 * assert.throws(release, { code: "voucher.hold_running" }); // the hold's last instant
 * assert.equal(release("2025-12-02T09:15:01Z").events[0]?.type, "booking.released");
 * ```
 */
export function release(
    document: Given<Booking> | null | undefined,
    given: WithVoucher,
    context: Context,
): Decision {
    return decide("booking.release", document, given, context);
}

/**
 * Every command on a booking, with "enabled" or the code why not. What follows for a booking from its voucher's commands
 * cannot be given by anybody.
 *
 * ```ts
 * const context = { now: "2025-12-02T09:00:00Z", actor: { party: "user-abc" } };
 * const release = booking.allowed(samples.booking, context).find(({ command }) => command === "release");
 * assert.equal(release?.code, "lifecycle.illegal_transition");
 * ```
 */
export function allowed(document: Given<Booking>, context: Context): AllowedCommand[] {
    return allowedOf("booking", document, {}, context);
}
