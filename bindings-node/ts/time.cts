import { ask } from "./crossing.cjs";
import type { Timestamp, Validity } from "./documents.cjs";
import type { Given } from "./given.cjs";
import type { Instant } from "./lifecycle.cjs";
import { native } from "./native.cjs";

/** The time from `start` up to, not including, `end`. */
export interface Interval {
    /** The first instant. */
    start: Timestamp;
    /** The first instant after it; one that does not come after the start is `time.interval_reversed`. */
    end: Timestamp;
}

/** Where an instant lies relative to a validity. */
export type ValidityState = "not_yet_valid" | "valid" | "expired";

/**
 * Whether two intervals share an instant; two that touch do not.
 *
 * ```ts
 * const first = { start: "2025-12-15T10:00:00Z", end: "2025-12-15T11:00:00Z" };
 * const second = { start: "2025-12-15T11:00:00Z", end: "2025-12-15T12:00:00Z" };
 * assert(!time.overlaps(first, second));
 * assert(time.overlaps(time.widened(first, 0, 15), time.widened(second, 0, 15)));
 * ```
 */
export function overlaps(interval: Given<Interval>, other: Given<Interval>): boolean {
    return ask(native.timeOverlaps, { interval, other });
}

/**
 * An interval with so many minutes kept free before and after it, as a decision requires its exclusion
 * (`time.out_of_range`).
 *
 * ```ts
 * const slot = { start: new Date("2025-12-15T10:00:00Z"), end: "2025-12-15T11:00:00Z" };
 * assert.deepEqual(time.widened(slot, 5, 15), { start: "2025-12-15T09:55:00Z", end: "2025-12-15T11:15:00Z" });
 * ```
 */
export function widened(interval: Given<Interval>, beforeMinutes: number, afterMinutes: number): Interval {
    return ask(native.timeWidened, { interval, beforeMinutes, afterMinutes });
}

/**
 * Where an instant lies relative to a validity, both ends of which count. Whatever asks "still valid?" asks this.
 *
 * ```ts
 * const { validFrom, validUntil } = samples.voucher;
 * assert.equal(time.validityAt({ validFrom, validUntil }, "2025-12-31T23:59:59Z"), "valid"); // the last instant
 * assert.equal(time.validityAt({ validFrom, validUntil }, new Date("2026-01-01T00:00:00Z")), "expired");
 * ```
 */
export function validityAt(validity: Given<Validity>, now: Instant): ValidityState {
    return ask(native.timeValidityAt, { validity, now });
}
