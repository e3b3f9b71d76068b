import { ask } from "../crossing.cjs";
import type { CalendarDate, Flow, Rate, YearFraction } from "../documents.cjs";
import { native } from "../native.cjs";

/** The whole units in which the time to a payment is counted, the unit of the payments; `days`: every day counts. */
export type IntervalUnit = "years" | "months" | "weeks" | "days";

/**
 * The exact years from the first drawdown to a payment, by Annex I of Directive 2014/17/EU (remark c) and the annex of the
 * PAngV: whole units are counted backwards from the payment, all at once; the days that remain are divided by 365, or by
 * 366 where the year that ends with the last of them has so many. A payment before the first drawdown has the negative of
 * the time from it to the drawdown.
 *
 * The directive says nothing of the ends of months: counting back clamps to the last day, so that from 31 January to 30
 * April there are two months and 28 days.
 *
 * Refused: what is no day of the calendar (`time.*`), another unit (`input.bad_value`), a time beyond the range of a
 * fraction (`mortgage.bad_year_fraction`).
 *
 * ```ts
 * assert.equal(mortgage.interval("2013-01-12", "2013-02-15", "months"), "67/732"); // 1/12 + 3/366
 * ```
 */
export function interval(firstDrawdown: CalendarDate, payment: CalendarDate, unit: IntervalUnit): YearFraction {
    return ask(native.mortgageInterval, { firstDrawdown, payment, unit });
}

/**
 * The effective rate (APRC, *effektiver Jahreszins*) of what is drawn and what is paid, in per cent with so many decimals,
 * correctly rounded, a half up: the rate at which both are worth the same at the first drawdown. `at` is what
 * {@link interval} gives, or a fraction of whole numbers.
 *
 * Germany shows two decimals (PAngV), the directive asks for at least one. Rates from −99 % to 1000 % are sought.
 *
 * Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows (`mortgage.too_many_flows`), a
 * negative amount (`mortgage.negative_flow`), a time that is no fraction or beyond 120 years
 * (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), no rate that solves the equation
 * (`mortgage.aprc_no_solution`), several (`mortgage.aprc_not_unique`). A double root is one. Where rates may lie too close
 * together to tell, more than eight in one place (`mortgage.too_many_sign_changes`) or of more than 2000 flows
 * (`mortgage.too_many_flows`) are refused.
 *
 * ```ts
 * const drawn = [{ at: "0", amount: money.parse("200000.00", "EUR") }];
 * const amount = money.parse("1432.86", "EUR");
 * const instalments = Array.from({ length: 240 }, (_, month) => ({ at: `${month + 1}/12`, amount }));
 * const paid = [{ at: "0", amount: money.parse("4000.00", "EUR") }, ...instalments];
 * // Worked example 1 for Directive 2014/17/EU: 6.434412 %
 * assert.equal(mortgage.effectiveRate(drawn, paid, 2), 0.0643);
 * assert.equal(money.percent(mortgage.effectiveRate(drawn, paid, 6), 6), "6.434412");
 * ```
 */
export function effectiveRate(drawdowns: readonly Flow[], payments: readonly Flow[], decimals: number): Rate {
    return ask(native.mortgageEffectiveRate, { drawdowns, payments, decimals });
}
