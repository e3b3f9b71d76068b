import { ask } from "./crossing.cjs";
import type { Money, Rounding } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { native } from "./native.cjs";

export { solveFor } from "./mortgage/annuity.cjs";
export { compare } from "./mortgage/comparison.cjs";
export { rateEndNoticeBy } from "./mortgage/deadlines.cjs";
export { type IntervalUnit, effectiveRate, interval } from "./mortgage/effective-rate.cjs";
export { aprc, informationSheet, verifyStatedAprc } from "./mortgage/financing.cjs";
export { prepaymentQuote } from "./mortgage/prepayment.cjs";
export { refinance } from "./mortgage/refinancing.cjs";
export { type ScheduleColumns, type ScheduleTotals, type Schedule, schedule } from "./mortgage/schedule.cjs";
export { loanToValue } from "./mortgage/loan-to-value.cjs";
export { unitedStatesApr } from "./mortgage/united-states.cjs";
export { Policies, type WithPolicies } from "./policies.cjs";

/**
 * The monthly instalment of an annuity loan from the nominal and the initial repayment rate:
 * `loan × (nominal + initial) / 12`, multiplied exactly and rounded once.
 *
 * Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), an
 * instalment that does not exceed one month's interest (`mortgage.never_amortises`), `money.overflow`.
 *
 * ```ts
 * const loan = { amount: 36_000_000, currency: "EUR" };
 * const monthly = mortgage.instalment({ loan, nominalRate: "0.032", initialRate: 0.02, rounding: "half_up" });
 * assert.deepEqual(monthly, { amount: 156_000, currency: "EUR" });
 * ```
 */
export function instalment(given: {
    readonly loan: Given<Money>;
    readonly nominalRate: number | string;
    readonly initialRate: number | string;
    readonly rounding: Rounding;
}): Money {
    return ask(native.mortgageInstalment, given);
}
