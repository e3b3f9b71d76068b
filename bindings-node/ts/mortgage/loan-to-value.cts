import { ask } from "../crossing.cjs";
import type { Money, Rate } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * The loan's share of the property's value (LTV, *Beleihungsauslauf*), with nine digits, a half up: an application's is that
 * of the desired loan in the purchase price. It may exceed the whole.
 *
 * Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a value that is not (`mortgage.bad_property_value`), two
 * currencies (`money.currency_mismatch`), a share beyond the range of rates (`money.rate_out_of_range`).
 *
 * ```ts
 * const { desiredLoan } = samples.application;
 * assert.equal(mortgage.loanToValue(desiredLoan, samples.property.purchasePrice), 0.8);
 * ```
 */
export function loanToValue(loan: Given<Money>, value: Given<Money>): Rate {
    return ask(native.mortgageLoanToValue, { loan, value });
}
