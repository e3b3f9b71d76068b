import { ask } from "../crossing.cjs";
import type { Financing, JurisdictionPolicy, Prepayment, PrepaymentQuote } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * What repaying early (*vorzeitige Rückzahlung*) comes to under a policy. It bounds what a lender may claim; it does not
 * reckon the damage, which only the lender can show (§ 502 BGB, Directive 2014/17/EU Art. 25).
 *
 * The forgone interest is the interest of the schedule without the repayment beyond the allowance less that of the one
 * with it, as long as the borrower is bound: to the end of the fixed period, and not beyond the policy's right of
 * termination, which counts from the last drawdown (§ 489(1) No. 2 BGB: ten years and six months in Germany). It is
 * neither discounted nor lessened by the risk and the work that the lender saves, so a lawful compensation is lower.
 *
 * Refused: a month up to the last drawdown's or with nothing left (`mortgage.nothing_owed`), an amount that is not
 * positive (`mortgage.bad_special_repayment`), another currency (`money.currency_mismatch`), whatever
 * `mortgage.schedule` refuses.
 *
 * ```ts
 * const germany = mortgage.Policies.shipped().latest("de_mortgage");
 * const financing = offer.financing(samples.offer); // up to 5000 EUR a year besides
 * const afterFiveYears = mortgage.prepaymentQuote(financing, { month: 60 }, germany);
 * assert.equal(money.decimal(afterFiveYears.allowed), "5000.00");
 * assert(afterFiveYears.compensationAtMost.amount > 0);
 * const afterEleven = mortgage.prepaymentQuote(financing, { month: 132 }, germany);
 * assert.equal(afterEleven.compensationAtMost.amount, 0); // § 489 BGB
 * ```
 */
export function prepaymentQuote(
    financing: Given<Financing>,
    prepayment: Given<Prepayment>,
    policy: Given<JurisdictionPolicy>,
): PrepaymentQuote {
    return ask(native.mortgagePrepaymentQuote, { financing, prepayment, policy });
}
