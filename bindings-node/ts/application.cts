import { answered, documentText, plainText } from "./crossing.cjs";
import type { Application, NewApplication, Offer, Property } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { type AllowedCommand, type Context, type Decision, allowed as allowedOf, decide, decideNew } from "./lifecycle.cjs";
import { native } from "./native.cjs";

/** An application as its borrower writes it. What the library fills in may be left out. */
export type ApplicationToSubmit = Given<
    NewApplication & Partial<Pick<Application, "status" | "declinedBy" | "liveOffers" | "version">>
>;

/**
 * Reads a stored application from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, and what the values refuse (`money.*`, `id.*`, `time.*`).
 *
 * ```ts
 * assert.deepEqual(application.parse(JSON.stringify(samples.application)), samples.application);
 * ```
 */
export function parse(text: string): Application {
    return answered(native.documentRead("application", plainText(text, "text")));
}

/**
 * Reads a stored application from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * const wrong = { ...samples.application, desiredLoan: { amount: 0.5, currency: "EUR" } };
 * assert.throws(() => application.read(wrong), { code: "money.bad_number", path: "desiredLoan.amount" });
 * ```
 */
export function read(value: unknown): Application {
    return answered(native.documentRead("application", documentText(value)));
}

/**
 * Submits an application for a property. `existing` is what the store holds under its id, if anything.
 *
 * Refused beside what {@link decide | every command} refuses: `mortgage.property_mismatch`,
 * `mortgage.own_capital_exceeds_price`, `mortgage.bad_loan_amount`, `money.currency_mismatch`.
 *
 * ```ts
 * const { changes } = application.submit({ application: samples.newApplication, property: samples.property }, {
 *     now: "2025-02-01T10:15:00Z",
 *     actor: { party: "user-abc" },
 * });
 * assert.equal(changes[0]?.expectedVersion, 0);
 * ```
 */
export function submit(
    given: {
        readonly application: ApplicationToSubmit;
        readonly property: Given<Property>;
        readonly existing?: Given<Application> | null | undefined;
    },
    context: Context,
): Decision {
    return decideNew("application.submit", given, context);
}

/**
 * Shares an application with lenders; one that it is shared with already is passed over, nobody new is
 * `mortgage.lender_missing`.
 *
 * ```ts
 * const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };
 * const { events } = application.share(samples.application, { lenders: ["bank-abc"] }, context);
 * assert.equal(events[0]?.type, "application.shared");
 * ```
 */
export function share(
    document: Given<Application> | null | undefined,
    given: { readonly lenders: readonly string[] },
    context: Context,
): Decision {
    return decide("application.share", document, given, context);
}

/**
 * Declines an application as one of its lenders (`mortgage.already_declined`).
 *
 * ```ts
 * const context = { now: "2025-02-01T11:00:00Z", actor: { party: "bank-xyz" } };
 * assert.equal(application.decline(samples.application, {}, context).events[0]?.type, "application.rejected");
 * ```
 */
export function decline(
    document: Given<Application> | null | undefined,
    given: Record<string, never> = {},
    context: Context,
): Decision {
    return decide("application.decline", document, given, context);
}

/**
 * Withdraws an application; `offers` are all its live offers, which are superseded.
 *
 * ```ts
 * const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };
 * assert.equal(application.withdraw(samples.application, { offers: [] }, context).events[0]?.type, "application.withdrawn");
 * ```
 */
export function withdraw(
    document: Given<Application> | null | undefined,
    given: { readonly offers: readonly Given<Offer>[] },
    context: Context,
): Decision {
    return decide("application.withdraw", document, given, context);
}

/**
 * Every command on an application, with "enabled" or the code why not.
 *
 * ```ts
 * const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };
 * assert(application.allowed(samples.application, context).some(({ command, enabled }) => command === "withdraw" && enabled));
 * ```
 */
export function allowed(document: Given<Application>, context: Context): AllowedCommand[] {
    return allowedOf("application", document, {}, context);
}
