import { ask } from "../crossing.cjs";
import type { Financing, Refinancing, RefinancingTerms } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * What repaying a loan by another one (*Umschuldung*) saves, and when it pays off. Both are reckoned with the present loan's
 * rounding; the new one's months are twelfths of a year.
 *
 * The present loan is taken to go on at its borrowing rate. Special repayments that its terms name are made in it, not in
 * the new one; commitment interest ends with the last drawdown, which a loan to be refinanced has behind it.
 *
 * Refused: a month before the last drawdown's or with nothing left (`mortgage.nothing_owed`), months beyond 1200 or none
 * (`mortgage.bad_term`), a negative compensation (`mortgage.negative_flow`), a cost after the new loan's end
 * (`mortgage.cost_after_end`), two currencies (`money.currency_mismatch`), whatever the schedules of the two refuse.
 *
 * ```ts
 * const refinancing = mortgage.refinance(offer.financing(samples.offer), {
 *     month: 180,
 *     nominalRate: "0.041",
 *     repayment: { type: "initial_rate", rate: "0.03" },
 *     months: 120,
 * });
 * assert.equal(money.decimal(refinancing.loan), "221615.46"); // the Restschuld after fifteen years
 * assert.equal(money.decimal(refinancing.instalment), "1311.22");
 * assert.equal(money.decimal(refinancing.balanceRefinanced), "139602.42");
 * assert.equal(refinancing.breakEvenMonth, null);
 * ```
 */
export function refinance(financing: Given<Financing>, terms: Given<RefinancingTerms>): Refinancing {
    return ask(native.mortgageRefinance, { financing, terms });
}
