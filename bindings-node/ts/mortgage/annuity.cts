import { ask } from "../crossing.cjs";
import type { Annuity, AnnuityUnknown } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * The same annuity with its unknown filled in from the other three: monthly instalments, each month a twelfth of a year,
 * nothing rounded on the way.
 *
 * The loan and the instalment are rounded half up to the minor unit, the rate to its nine digits. The months are the fewest
 * after which no more than the balance is left. Rates are sought from 0 to 1000 %.
 *
 * Refused: the unknown given, or another one left out (`mortgage.one_unknown`), a loan or an instalment that is not positive
 * or a negative balance (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), no month or more than
 * 1200 (`mortgage.bad_term`), an instalment that does not exceed one month's interest (`mortgage.never_amortises`, asked for
 * the months), no value that fits (`mortgage.unsolvable`), two currencies (`money.currency_mismatch`), an amount beyond the
 * range of money (`money.overflow`).
 *
 * ```ts
 * const known = { loan: money.parse("250000.00", "EUR"), nominalRate: "0.0365", months: 180 };
 * const { instalment } = mortgage.solveFor("instalment", known);
 * assert.deepEqual(instalment, money.parse("1805.68", "EUR"));
 * ```
 */
export function solveFor(unknown: AnnuityUnknown, known: Given<Annuity>): Annuity {
    return ask(native.mortgageSolveFor, { unknown, known });
}
