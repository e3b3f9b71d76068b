import { answered, documentText, plainText } from "./crossing.cjs";
import type { Contract, NewTranche, Offer, Tranche } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { type AllowedCommand, type Context, type Decision, allowed as allowedOf, decide, decideNew } from "./lifecycle.cjs";
import { native } from "./native.cjs";

/** A tranche as its lender writes it. What the library fills in may be left out. */
export type TrancheToIssue = Given<
    NewTranche & Partial<Pick<Tranche, "holderUid" | "status" | "roomRefs" | "version">>
>;

/** What a command on a tranche needs beside it: the offer whose loan it is a part of. */
export interface WithOffer {
    /** The offer, as it is stored. Without it or with another one: `lifecycle.wrong_document`. */
    readonly offer: Given<Offer>;
}

/** What a command needs that asks whether there is still a loan: the offer and, if it was accepted, its contract. */
export interface WithLoan extends WithOffer {
    /** The contract that the offer's acceptance drafted; none if it was not accepted (`lifecycle.wrong_document`). */
    readonly contract?: Given<Contract> | null | undefined;
}

/**
 * Reads a stored tranche from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, a status that contradicts the holder among them, and what the values
 * refuse (`money.*`, `id.*`, `time.*`, `room.*`).
 *
 * ```ts
 * assert.deepEqual(tranche.parse(JSON.stringify(samples.tranche)), samples.tranche);
 * ```
 */
export function parse(text: string): Tranche {
    return answered(native.documentRead("tranche", plainText(text, "text")));
}

/**
 * Reads a stored tranche from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => tranche.read({ ...samples.tranche, status: "placed" }), { code: "input.bad_value", path: "status" });
 * ```
 */
export function read(value: unknown): Tranche {
    return answered(native.documentRead("tranche", documentText(value)));
}

/**
 * Offers a part of a loan to investors, as its lender. `tranches` is every tranche that was ever issued on the offer,
 * `existing` what the store holds under the tranche's id, if anything.
 *
 * That no tranche is left out, nobody can see in the documents: the decision requires the unique key
 * `tranches/<offer>/<number>`, so that of two decisions over the same tranches, or over fewer than there are, the
 * database takes none but the first.
 *
 * Refused beside what every command refuses: another issuer than the offer's (`input.bad_value`),
 * `mortgage.underlying_gone`, `money.currency_mismatch`, `mortgage.bad_nominal_amount`, `mortgage.tranches_exceed_loan`
 * (all that are offered or placed, together), `mortgage.validity_reversed`.
 *
 * ```ts
 * const { changes, requires } = tranche.issue(
 *     { tranche: samples.newTranche, offer: samples.offer, tranches: [] },
 *     { now: "2025-02-01T13:00:00Z", actor: { party: "bank-xyz" } },
 * );
 * assert.deepEqual(changes[0]?.document, samples.tranche);
 * assert.deepEqual(requires[0], { unique: "tranches/mort-offer-2025-0001/1" });
 * ```
 */
export function issue(
    given: {
        readonly tranche: TrancheToIssue;
        readonly tranches: readonly Given<Tranche>[];
        readonly existing?: Given<Tranche> | null | undefined;
    } & WithLoan,
    context: Context,
): Decision {
    return decideNew("tranche.issue", given, context);
}

/**
 * Takes a tranche, as an investor: any party but the lender. The lender pays a fee on the nominal amount.
 *
 * Refused beside what every command refuses: `mortgage.not_yet_valid`, `mortgage.expired`, `mortgage.underlying_gone`.
 *
 * ```ts
 * const { changes, feeTriggers } = tranche.place(
 *     samples.tranche,
 *     { offer: samples.offer },
 *     { now: "2025-02-03T08:00:00Z", actor: { party: "investor-1" } },
 * );
 * assert.equal(changes[0]?.kind === "tranche" && changes[0].document.holderUid, "investor-1");
 * assert.equal(feeTriggers[0]?.key, "mortgage.tranche_placed/tranche/mort-tranche-2025-0001-A");
 * ```
 */
export function place(
    document: Given<Tranche> | null | undefined,
    given: WithLoan,
    context: Context,
): Decision {
    return decide("tranche.place", document, given, context);
}

/**
 * Withdraws a tranche as its lender; its part of the loan is free again.
 *
 * ```ts
 * const context = { now: "2025-02-03T08:00:00Z", actor: { party: "bank-xyz" } };
 * const { events } = tranche.withdraw(samples.tranche, { offer: samples.offer }, context);
 * assert.equal(events[0]?.type, "tranche.withdrawn");
 * ```
 */
export function withdraw(
    document: Given<Tranche> | null | undefined,
    given: WithOffer,
    context: Context,
): Decision {
    return decide("tranche.withdraw", document, given, context);
}

/**
 * Ends a tranche whose validity is over (`mortgage.not_lapsed`).
 *
 * ```ts
 * const { events } = tranche.expire(samples.tranche, { offer: samples.offer }, {
 *     now: "2025-03-02T00:00:00Z",
 *     actor: "system",
 * });
 * assert.equal(events[0]?.type, "tranche.expired");
 * ```
 */
export function expire(
    document: Given<Tranche> | null | undefined,
    given: WithOffer,
    context: Context,
): Decision {
    return decide("tranche.expire", document, given, context);
}

/**
 * Withdraws a tranche that was left over when its loan went: the offer ended, or its contract was cancelled or withdrawn
 * from (`mortgage.underlying_live`).
 *
 * ```ts
 * const lapse = (now = "2025-02-10T23:59:59Z") => {
 *     return tranche.lapse(samples.tranche, { offer: samples.offer }, { now, actor: "system" });
 * };
 * assert.throws(lapse, { code: "mortgage.underlying_live" });
 * assert.equal(lapse("2025-02-11T00:00:00Z").events[0]?.type, "tranche.lapsed");
 * ```
 */
export function lapse(
    document: Given<Tranche> | null | undefined,
    given: WithLoan,
    context: Context,
): Decision {
    return decide("tranche.lapse", document, given, context);
}

/**
 * Every command on a tranche, with "enabled" or the code why not; without the offer or the contract, what they decide
 * counts as met.
 *
 * ```ts
 * const context = { now: "2025-02-11T00:00:00Z", actor: { party: "investor-1" } };
 * const place = tranche.allowed(samples.tranche, { offer: samples.offer }, context).find(({ command }) => command === "place");
 * assert.equal(place?.code, "mortgage.underlying_gone");
 * ```
 */
export function allowed(
    document: Given<Tranche>,
    others: {
        readonly offer?: Given<Offer> | null | undefined;
        readonly contract?: Given<Contract> | null | undefined;
    },
    context: Context,
): AllowedCommand[] {
    return allowedOf("tranche", document, others, context);
}
