import { ask } from "../crossing.cjs";
import type { CalendarDate, TimeZone, WallTime } from "../documents.cjs";
import { native } from "../native.cjs";
import type { Interval } from "../time.cjs";

/** A stay from an arrival to a departure. */
export interface Nights {
    /** How many nights it has. */
    count: number;
    /** From check-in to check-out, as instants. */
    interval: Interval;
}

/**
 * The stay from a day's check-in to another day's check-out, in the property's zone.
 *
 * Refused: a departure that does not come after the arrival (`voucher.nights_reversed`), what is no day, no time of day and
 * no zone, and days beyond the calendar (`time.*`).
 *
 * ```ts
 * const { count, interval } = voucher.nights({
 *     arrival: "2026-03-27",
 *     departure: "2026-03-30",
 *     zone: "Europe/Berlin",
 *     checkIn: "15:00",
 *     checkOut: "11:00",
 * });
 * assert.equal(count, 3);
 * // The clocks go forward on the 29th.
 * assert.deepEqual(interval, { start: "2026-03-27T14:00:00Z", end: "2026-03-30T09:00:00Z" });
 * ```
 */
export function nights(given: {
    readonly arrival: CalendarDate;
    readonly departure: CalendarDate;
    readonly zone: TimeZone;
    readonly checkIn: WallTime;
    readonly checkOut: WallTime;
}): Nights {
    return ask(native.voucherNights, given);
}
