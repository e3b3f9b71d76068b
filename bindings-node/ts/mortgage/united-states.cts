import { ask } from "../crossing.cjs";
import type { Flow, Rate } from "../documents.cjs";
import { native } from "../native.cjs";

/**
 * The annual percentage rate of the United States by the actuarial method (12 CFR 1026 Appendix J (b)): the rate of a
 * unit-period times the unit-periods of a year, in per cent with so many decimals, correctly rounded, a half away from zero.
 *
 * It is a nominal rate, unlike `mortgage.effectiveRate`, and the part of a unit-period bears simple interest. Times are in
 * years: with twelve unit-periods, a month and 19 of 30 days are `49/360`. Every advance comes before every payment. Rates
 * from 0 to 1000 % are sought.
 *
 * Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows (`mortgage.too_many_flows`),
 * unit-periods beyond 1 to 366 (`mortgage.bad_unit_period`), a negative amount (`mortgage.negative_flow`), a time before the
 * first advance's zero or beyond 120 years (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), an
 * advance after a payment or none of either (`mortgage.advance_after_payment`), no rate that solves the equation
 * (`mortgage.aprc_no_solution`).
 *
 * ```ts
 * const advances = [{ at: "0", amount: money.parse("5000.00", "USD") }];
 * const amount = money.parse("230.00", "USD");
 * const payments = Array.from({ length: 24 }, (_, month) => ({ at: `${month + 1}/12`, amount }));
 * assert.equal(mortgage.unitedStatesApr(advances, payments, 12, 2), 0.0969); // Appendix J (c)(1)(i)
 * ```
 */
export function unitedStatesApr(
    advances: readonly Flow[],
    payments: readonly Flow[],
    unitPeriodsPerYear: number,
    decimals: number,
): Rate {
    return ask(native.mortgageUnitedStatesApr, { advances, payments, unitPeriodsPerYear, decimals });
}
