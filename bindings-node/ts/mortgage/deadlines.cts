import { ask } from "../crossing.cjs";
import type { CalendarDate, JurisdictionPolicy } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * By when the lender must say what comes after a fixed rate that ends on this day (§ 493(1) BGB); `null` where the policy
 * asks for no such notice.
 *
 * Refused: what is no day of the calendar or lies beyond its years (`time.*`).
 *
 * ```ts
 * const germany = mortgage.Policies.shipped().latest("de_mortgage");
 * assert.equal(mortgage.rateEndNoticeBy(germany, "2040-05-31"), "2040-02-29");
 * ```
 */
export function rateEndNoticeBy(policy: Given<JurisdictionPolicy>, fixedUntil: CalendarDate): CalendarDate | null {
    return ask(native.mortgageRateEndNoticeBy, { policy, fixedUntil });
}
