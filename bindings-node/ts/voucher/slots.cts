import { answered, ask, documentText, handle } from "../crossing.cjs";
import type { SlotQuery } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";
import type { Interval } from "../time.cjs";

type SearchHandle = Exclude<ReturnType<typeof native.slotSearchCreate>, string>;

/** The most slots that are asked of the library at once. */
const LONGEST_CHUNK = 256;

/**
 * The slots that can be booked, one after the other, found as they are asked for: years ahead cost nothing until somebody
 * looks there. Each iteration begins anew. Windows are wall-clock times in the provider's zone; a day on which the clocks
 * change has fewer slots, or more.
 *
 * They come in the order of days and windows; a slot of two windows comes once for each. Refused at once: a duration of
 * nothing or beyond a leap year (`voucher.bad_duration`), rules without slots (`voucher.bad_step`, `voucher.bad_window`), a
 * busy time that does not end after it begins (`time.interval_reversed`); when it is come to: an instant beyond the calendar
 * (`time.out_of_range`).
 *
 * ```ts
 * const query = { rules: samples.bookingRules, durationMinutes: 60, firstDay: "2025-12-15", lastDay: "2099-12-31" };
 * const busy = [{ start: "2025-12-15T08:30:00Z", end: "2025-12-15T09:00:00Z" }];
 * const [first] = voucher.slots({ ...query, busy });
 * assert.deepEqual(first, { start: "2025-12-15T10:00:00Z", end: "2025-12-15T11:00:00Z" });
 * ```
 */
export function slots(query: Given<SlotQuery>): Iterable<Interval>;

/**
 * The first slots in one list, at most so many.
 *
 * Refused beside what {@link slots} without a limit refuses: a limit beyond 100 000 (`voucher.too_many_slots`).
 *
 * ```ts
 * const query = { rules: samples.bookingRules, durationMinutes: 60, firstDay: "2025-12-15", lastDay: "2099-12-31" };
 * assert.deepEqual(voucher.slots(query, 2).map(({ start }) => start), ["2025-12-15T08:00:00Z", "2025-12-15T09:00:00Z"]);
 * ```
 */
export function slots(query: Given<SlotQuery>, limit: number): Interval[];

export function slots(query: Given<SlotQuery>, limit?: number): Iterable<Interval> {
    if (limit !== undefined) {
        return ask(native.slotsList, { query, limit });
    }
    const text = documentText(query);
    const search = () => handle(native.slotSearchCreate(text));
    search(); // what is refused is refused now, and not when somebody iterates
    return { [Symbol.iterator]: () => found(search()) };
}

/** What a search finds: a single slot first, for whoever needs no more, and then ever more at once. */
function* found(search: SearchHandle): Generator<Interval, void> {
    for (let count = 1; ; count = Math.min(2 * count, LONGEST_CHUNK)) {
        const chunk = answered<Interval[]>(native.slotSearchNext(search, count));
        if (chunk.length === 0) {
            return;
        }
        yield* chunk;
    }
}
