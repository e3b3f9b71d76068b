import { ask } from "../crossing.cjs";
import type { CompareBy, Comparison, Financing } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * Compares financings of the same loan over a common horizon: so many months, or, if left out, until the first of them is
 * agreed anew or repaid. The best comes first; each of the others tells by how much it exceeds the best.
 *
 * Effective rates are compared with seven decimals. Equal figures share a rank and keep the order in which they were given.
 *
 * Refused, with the path of the financing within the list: none at all (`mortgage.nothing_to_compare`), different loans
 * (`mortgage.different_loans`), two currencies (`money.currency_mismatch`), a horizon of no month or of more than 1200
 * (`mortgage.bad_term`), whatever `mortgage.aprc` refuses.
 *
 * ```ts
 * const one = offer.financing(samples.offer);
 * const dearer = offer.financing({ ...samples.offer, interest: { nominalRate: 0.034, fixedYears: 15 } });
 * const { horizonMonths, ranking } = mortgage.compare([dearer, one], "total_cost");
 * assert.deepEqual([horizonMonths, ranking.map(({ index }) => index)], [180, [1, 0]]);
 * assert.deepEqual(ranking[1]?.moreTotalCost, money.parse("8553.50", "EUR"));
 * ```
 */
export function compare(
    financings: readonly Given<Financing>[],
    by: CompareBy,
    horizonMonths?: number | null,
): Comparison {
    return ask(native.mortgageCompare, { financings, by, horizonMonths });
}
