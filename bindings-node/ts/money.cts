import { ask } from "./crossing.cjs";
import type { Money, Rounding } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { native } from "./native.cjs";

/**
 * Reads decimal text as an amount of a currency: an optional `-`, digits, optionally `.` and at least one digit.
 *
 * Refused, in this order: a currency that is not an upper-case ISO 4217 code (`money.unknown_currency`), any other
 * spelling (`money.bad_number`), more fraction digits than the currency has, zeros included (`money.too_precise`), an
 * amount beyond ±(2^53 − 1) minor units (`money.overflow`).
 *
 * ```ts
 * assert.deepEqual(money.parse("100.00", "EUR"), { amount: 10_000, currency: "EUR" });
 * ```
 */
export function parse(text: string, currency: string): Money {
    return ask(native.moneyParse, { text, currency });
}

/**
 * The amount as decimal text without the currency.
 *
 * ```ts
 * assert.equal(money.decimal({ amount: -5, currency: "EUR" }), "-0.05");
 * assert.equal(money.decimal({ amount: 1_000, currency: "BHD" }), "1.000");
 * ```
 */
export function decimal(money: Given<Money>): string {
    return ask(native.moneyDecimal, { money });
}

/**
 * How many decimal digits the minor unit of a currency has (`money.unknown_currency`).
 *
 * ```ts
 * assert.equal(money.minorUnitDigits("JPY"), 0);
 * ```
 */
export function minorUnitDigits(currency: string): number {
    return ask(native.moneyMinorUnitDigits, { currency });
}

/**
 * The sum. Refused: two currencies (`money.currency_mismatch`), a sum beyond the range (`money.overflow`).
 *
 * ```ts
 * const sum = money.plus({ amount: 10, currency: "EUR" }, { amount: 20, currency: "EUR" });
 * assert.deepEqual(sum, { amount: 30, currency: "EUR" });
 * ```
 */
export function plus(money: Given<Money>, other: Given<Money>): Money {
    return ask(native.moneyPlus, { money, other });
}

/**
 * The difference, with the refusals of {@link plus}.
 *
 * ```ts
 * const difference = money.minus({ amount: 10, currency: "EUR" }, { amount: 20, currency: "EUR" });
 * assert.equal(difference.amount, -10);
 * ```
 */
export function minus(money: Given<Money>, other: Given<Money>): Money {
    return ask(native.moneyMinus, { money, other });
}

/**
 * Shares an amount in proportion to whole, non-negative weights by the largest remainder.
 *
 * The parts add up to the amount; ties go to the lower index; a zero weight never receives a unit; a negative amount
 * mirrors the positive one. Refused: no weights (`money.no_weights`), a negative one (`money.negative_weight`), nothing
 * but zeros (`money.all_weights_zero`), a weight with a fraction (`money.bad_number`), more than 100 000 weights
 * (`input.too_large`).
 *
 * ```ts
 * const parts = money.allocate({ amount: 100, currency: "EUR" }, [1, 1, 1]);
 * assert.deepEqual(parts.map((part) => part.amount), [34, 33, 33]);
 * ```
 */
export function allocate(money: Given<Money>, weights: readonly number[]): Money[] {
    return ask(native.moneyAllocate, { money, weights });
}

/**
 * A share of an amount: multiplied exactly, then rounded once. `0.032` is 3.2 %.
 *
 * Refused: `money.bad_rate`, `money.rate_too_precise` beyond 9 fraction digits, `money.rate_out_of_range` beyond ±1000,
 * `money.overflow`.
 *
 * ```ts
 * assert.equal(money.share({ amount: 10_001, currency: "EUR" }, "0.005", "half_up").amount, 50);
 * ```
 */
export function share(money: Given<Money>, rate: number | string, rounding: Rounding): Money {
    return ask(native.moneyShare, { money, rate, rounding });
}

/**
 * A rate as its shortest decimal text, exactly: a number by its shortest text, a text by its value.
 *
 * Refused: `money.bad_rate`, `money.rate_too_precise`, `money.rate_out_of_range`.
 *
 * ```ts
 * assert.equal(money.rate("0.0320"), "0.032");
 * assert.equal(money.rate(5e-5), "0.00005");
 * ```
 */
export function rate(rate: number | string): string {
    return ask(native.rateParse, { rate });
}

/**
 * A rate in per cent with a fixed number of decimals (at most 7, more are `input.bad_value`), half up: for showing, never
 * for reckoning.
 *
 * ```ts
 * assert.equal(money.percent(0.0325, 1), "3.3");
 * ```
 */
export function percent(rate: number | string, decimals: number): string {
    return ask(native.ratePercent, { rate, decimals });
}

/**
 * A count of a token's smallest unit from unsigned decimal text, such as wei from ether.
 *
 * `scale` is how many decimal digits the smallest unit has, at most 36. Refused: another spelling or a sign
 * (`money.bad_number`), more fraction digits than the scale (`money.too_precise`), a count beyond 128 bits
 * (`money.overflow`).
 *
 * ```ts
 * assert.equal(money.parseUnits("1.5", 18), 1_500_000_000_000_000_000n);
 * ```
 */
export function parseUnits(text: string, scale: number): bigint {
    return BigInt(ask<string>(native.unitsParse, { text, scale }));
}

/**
 * A count of a token's smallest unit as decimal text, with the refusals of {@link parseUnits}.
 *
 * ```ts
 * assert.equal(money.unitsDecimal(1_500_000n, 6), "1.500000");
 * ```
 */
export function unitsDecimal(count: bigint, scale: number): string {
    return ask(native.unitsDecimal, { count: typeof count === "bigint" ? count.toString() : count, scale });
}
