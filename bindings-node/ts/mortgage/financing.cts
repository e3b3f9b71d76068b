import { ask } from "../crossing.cjs";
import type { Aprc, Financing, InformationSheet, StatedAprc } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * The effective rate (APRC, *effektiver Jahreszins*) of a loan with its costs, in per cent with so many decimals, correctly
 * rounded, a half up. `offer.financing` makes a financing of an offer.
 *
 * Interest, commitment interest and the costs of counted classes are what is paid: everything that the borrower has to pay
 * for the credit, and neither the notary, the register's fee for the transfer of the property, nor what can be left out or
 * follows from a default (Directive 2014/17/EU Art. 4(13) and recital 50, § 16(3) and (4) PAngV). Costs at conclusion are
 * paid at the payout, a cost of a month with that month's instalment. Months are twelfths of a year whatever the calendar
 * says; the days before the first of them count by Annex I of the directive.
 *
 * Refused: whatever `mortgage.schedule` and `mortgage.effectiveRate` refuse, a cost in another currency
 * (`money.currency_mismatch`) or after the loan's end (`mortgage.cost_after_end`).
 *
 * ```ts
 * const { rate, fixedPeriodRate, leftOut } = mortgage.aprc(
 *     {
 *         terms: {
 *             nominalRate: "0.032",
 *             drawdowns: [{ month: 0, amount: money.parse("360000.00", "EUR") }],
 *             repayment: { type: "initial_rate", rate: "0.02" },
 *             months: 180, // the rate is fixed for so many, and agreed anew after them
 *         },
 *         costs: [
 *             { name: "processing", amount: money.parse("900.00", "EUR"), class: "lender", timing: "at_conclusion" },
 *             { name: "notary", amount: money.parse("2500.00", "EUR"), class: "notary", timing: "at_conclusion" },
 *         ],
 *     },
 *     6,
 * );
 * assert.deepEqual([rate, fixedPeriodRate], [0.03267803, 0.03273169]);
 * assert.deepEqual(leftOut.map(({ name }) => name), ["notary"]);
 * ```
 */
export function aprc(financing: Given<Financing>, decimals: number): Aprc {
    return ask(native.mortgageAprc, { financing, decimals });
}

/**
 * Whether a stated effective rate is the true one. It is compared with the decimals that it has, and at least with those
 * that are asked for. Refused: as for {@link aprc}.
 *
 * ```ts
 * const { verdict, rate, by } = mortgage.verifyStatedAprc(offer.financing(samples.offer), "0.0335", 2);
 * assert.deepEqual([verdict, rate, by], ["overstated", 0.0327, 0.0008]);
 * ```
 */
export function verifyStatedAprc(financing: Given<Financing>, stated: number | string, decimals: number): StatedAprc {
    return ask(native.mortgageVerifyStatedAprc, { financing, stated, decimals });
}

/**
 * The figures of the European Standardised Information Sheet (ESIS, *Europäisches Standardisiertes Merkblatt*), the
 * effective rate with so many decimals: what follows from a loan and its costs, not what a lender says in words (Directive
 * 2014/17/EU Annex II, sections 3 to 7; EGBGB Art. 247 § 1 and its annex 6).
 *
 * Refused: as for {@link aprc}, and amounts that add up beyond the range of money (`money.overflow`).
 *
 * ```ts
 * const sheet = mortgage.informationSheet(offer.financing(samples.offer), 2);
 * assert.deepEqual([sheet.aprc.rate, sheet.instalments, sheet.fixedMonths], [0.0327, 359, 180]);
 * assert.equal(money.decimal(sheet.totalAmount), "560619.47");
 * assert.deepEqual([sheet.firstYear.length, sheet.years.length], [12, 30]);
 * ```
 */
export function informationSheet(financing: Given<Financing>, decimals: number): InformationSheet {
    return ask(native.mortgageInformationSheet, { financing, decimals });
}
