import { types } from "node:util";

import { mistaken } from "./crossing.cjs";

/**
 * An instant of a clock: milliseconds since 1970, as `Date.now()` gives them, or a valid `Date`. Links, tokens, proofs and
 * replay stores are judged by it; what is written down is an `Instant`.
 */
export type Clock = number | Date;

const { getTime } = Date.prototype;

/** The milliseconds that a clock shows. @internal */
export function milliseconds(clock: unknown, path: string): number {
    if (typeof clock === "number") {
        return clock;
    }
    return types.isDate(clock) ? getTime.call(clock) : mistaken(path, "an instant");
}
