import { answered, documentText, plainText } from "./crossing.cjs";
import type {
    Amendment,
    Application,
    Aprc,
    Financing,
    NewEvidence,
    NewOffer,
    Offer,
    OfferDeadlines,
    StatedAprc,
} from "./documents.cjs";
import type { Given } from "./given.cjs";
import { type AllowedCommand, type Context, type Decision, allowed as allowedOf, decide, decideNew } from "./lifecycle.cjs";
import { native } from "./native.cjs";
import { type WithPolicies, withoutPolicies } from "./policies.cjs";

/** An offer as its lender writes it. What the library fills in may be left out. */
export type OfferToMake = Given<NewOffer & Partial<Pick<Offer, "status" | "roomRefs" | "evidence" | "version">>>;

/** What a command on an offer needs beside it: the application that it answers. */
export interface WithApplication {
    /** The application, as it is stored. Without it or with another one: `lifecycle.wrong_document`. */
    readonly application: Given<Application>;
}

/**
 * Reads a stored offer from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, and what the values refuse (`money.*`, `id.*`, `time.*`, `room.*`).
 *
 * ```ts
 * assert.deepEqual(offer.parse(JSON.stringify(samples.offer)), samples.offer);
 * ```
 */
export function parse(text: string): Offer {
    return answered(native.documentRead("offer", plainText(text, "text")));
}

/**
 * Reads a stored offer from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => offer.read({ ...samples.offer, loan: { amount: NaN, currency: "EUR" } }), {
 *     code: "input.bad_value",
 *     path: "loan.amount",
 * });
 * ```
 */
export function read(value: unknown): Offer {
    return answered(native.documentRead("offer", documentText(value)));
}

/**
 * The SHA-256 of an offer's present terms in canonical JSON (RFC 8785). An information sheet names the terms that it is
 * about by it.
 *
 * ```ts
 * assert.match(offer.termsSha256(samples.offer), /^[0-9a-f]{64}$/);
 * ```
 */
export function termsSha256(document: Given<Offer>): string {
    return answered(native.offerTermsSha256(documentText(document)));
}

/**
 * The loan of an offer with its costs, as the library reckons with it: an annuity from the initial repayment rate, the rate
 * fixed for the offer's years, the conditions' conventions, the processing fee as the lender's and the valuation fee as
 * required, both at conclusion.
 *
 * Refused: drawdowns that are not the loan (`mortgage.drawdowns_not_loan`), an amount beyond the range of money
 * (`money.overflow`). Whether a schedule can be made of the loan is asked then and not here.
 *
 * ```ts
 * const { terms, costs } = offer.financing(samples.offer);
 * assert.deepEqual(costs?.map((cost) => [cost.name, cost.class]), [
 *     ["processingFee", "lender"],
 *     ["valuationFee", "valuation_required"],
 * ]);
 * assert.equal(money.decimal(mortgage.schedule(terms).balance), "221615.46"); // after the fixed fifteen years
 * ```
 */
export function financing(document: Given<Offer>): Financing {
    return answered(native.offerFinancing(documentText(document)));
}

/**
 * The true effective rate of an offer, with the decimals of its policy; what the lender states is not looked at.
 *
 * Refused: as for {@link financing} and `mortgage.aprc`, a policy that is not known (`mortgage.unknown_policy`).
 *
 * ```ts
 * const { rate, fixedPeriodRate, counted } = offer.aprc(samples.offer);
 * assert.deepEqual([rate, fixedPeriodRate, counted.length], [0.0327, 0.0327, 2]);
 * ```
 */
export function aprc(document: Given<Offer>, given: WithPolicies = {}): Aprc {
    const stored = documentText(document, "document");
    const [policies, others] = withoutPolicies(given);
    return answered(native.offerAprc(policies, stored, others));
}

/**
 * Whether a stated effective rate is an offer's, by the decimals of its policy. An offer is never trusted with the rate that
 * it states itself; that it is wrong is told and hinders no step of its lifecycle. Refused: as for {@link aprc}.
 *
 * ```ts
 * const stated = samples.offer.interest.effectiveRate;
 * assert(stated === 0.0335);
 * const { verdict, rate, by } = offer.verifyStatedAprc(samples.offer, stated);
 * assert.deepEqual([verdict, rate, by], ["overstated", 0.0327, 0.0008]);
 * ```
 */
export function verifyStatedAprc(
    document: Given<Offer>,
    stated: number | string,
    given: WithPolicies = {},
): StatedAprc {
    const stored = documentText(document, "document");
    const [policies, others] = withoutPolicies(given);
    return answered(native.offerVerifyStatedAprc(policies, stored, documentText({ stated }), others));
}

/**
 * The deadlines of an offer under its policy, each the last or the first instant that counts (`mortgage.unknown_policy`).
 *
 * ```ts
 * const { acceptanceFrom, acceptanceUntil, bindingUntil } = offer.deadlines(samples.offer);
 * assert.deepEqual([acceptanceFrom, acceptanceUntil], ["2025-02-01T12:00:00Z", "2025-02-10T23:59:59Z"]);
 * assert.equal(bindingUntil, null);
 * ```
 */
export function deadlines(document: Given<Offer>, given: WithPolicies = {}): OfferDeadlines {
    const stored = documentText(document, "document");
    const [policies, others] = withoutPolicies(given);
    return answered(native.offerDeadlines(policies, stored, others));
}

/**
 * Makes an offer on an application under the policy with this id, as its lender. `existing` is what the store holds under
 * the offer's id, if anything.
 *
 * Refused beside what every command refuses: `mortgage.unknown_policy`, `mortgage.application_closed`,
 * `mortgage.application_not_shared`, `mortgage.holder_is_not_borrower`, `mortgage.bad_loan_amount`,
 * `mortgage.rate_out_of_range`, `mortgage.validity_reversed`, `mortgage.validity_too_short`, `mortgage.expired`.
 *
 * ```ts
 * const { events } = offer.make(
 *     { offer: samples.newOffer, policy: "de_mortgage", application: samples.application },
 *     { now: new Date("2025-02-01T12:00:00Z"), actor: { party: "bank-xyz" } },
 * );
 * assert.deepEqual(events.map(({ type }) => type), ["offer.made", "application.offer_recorded"]);
 * ```
 */
export function make(
    given: {
        readonly offer: OfferToMake;
        readonly policy: string;
        readonly existing?: Given<Offer> | null | undefined;
    } & WithApplication &
        WithPolicies,
    context: Context,
): Decision {
    return decideNew("offer.make", given, context);
}

/**
 * Amends the terms of an offer, each part whole, as its lender. Earlier evidence of other terms becomes stale.
 *
 * Refused beside what every command refuses: no part at all (`input.missing_field`), `mortgage.offer_binding` during the
 * reflection period, and what {@link make} refuses of the new terms.
 *
 * ```ts
 * const better = { interest: { nominalRate: "0.031", effectiveRate: null, fixedYears: 15 } };
 * const { events } = offer.amend(samples.offer, { ...better, application: samples.offeredApplication }, {
 *     now: "2025-02-02T09:00:00Z",
 *     actor: { party: "bank-xyz" },
 * });
 * assert.equal(events[0]?.type, "offer.amended");
 * ```
 */
export function amend(
    document: Given<Offer> | null | undefined,
    given: Given<Amendment> & WithApplication & WithPolicies,
    context: Context,
): Decision {
    return decide("offer.amend", document, given, context);
}

/**
 * Records that something was shown: the information sheet for the present terms, or the binding offer handed over. Who
 * records it is the actor (`mortgage.bad_evidence`).
 *
 * ```ts
 * const { events } = offer.recordEvidence(
 *     samples.offer,
 *     { evidence: { kind: "information_sheet", at: new Date("2025-02-01T12:00:00Z"), termsSha256: offer.termsSha256(samples.offer) } },
 *     { now: "2025-02-01T12:00:00Z", actor: { party: "bank-xyz" } },
 * );
 * assert.equal(events[0]?.type, "offer.evidence_recorded");
 * ```
 */
export function recordEvidence(
    document: Given<Offer> | null | undefined,
    given: { readonly evidence: Given<NewEvidence> } & WithPolicies,
    context: Context,
): Decision {
    return decide("offer.record_evidence", document, given, context);
}

/**
 * Accepts an offer as its holder: one decision over the offer, its siblings, which are superseded, the application and
 * the contract that it drafts. `siblings` are exactly the other live offers of the application.
 *
 * Refused beside what every command refuses: `mortgage.not_yet_valid`, `mortgage.expired`, `mortgage.application_closed`,
 * `mortgage.reflection_running`, `mortgage.evidence_missing` with everything that is missing.
 *
 * ```ts
 * const { changes } = offer.accept(
 *     samples.acceptableOffer,
 *     { contractId: "mort-contract-2025-0001", application: samples.offeredApplication, siblings: [] },
 *     { now: "2025-02-03T08:00:00Z", actor: { party: "user-abc" }, expectedVersion: 2 },
 * );
 * assert.deepEqual(changes.map(({ kind, document }) => [kind, "status" in document && document.status]), [
 *     ["offer", "accepted"],
 *     ["application", "accepted"],
 *     ["contract", "draft"],
 * ]);
 * ```
 */
export function accept(
    document: Given<Offer> | null | undefined,
    given: {
        readonly contractId: string;
        readonly siblings: readonly Given<Offer>[];
    } & WithApplication &
        WithPolicies,
    context: Context,
): Decision {
    return decide("offer.accept", document, given, context);
}

/**
 * Declines an offer as its holder.
 *
 * ```ts
 * const context = { now: "2025-02-03T08:00:00Z", actor: { party: "user-abc" } };
 * const { events } = offer.decline(samples.offer, { application: samples.offeredApplication }, context);
 * assert.equal(events[0]?.type, "offer.declined");
 * ```
 */
export function decline(
    document: Given<Offer> | null | undefined,
    given: WithApplication,
    context: Context,
): Decision {
    return decide("offer.decline", document, given, context);
}

/**
 * Withdraws an offer as its lender (`mortgage.offer_binding` during the reflection period).
 *
 * ```ts
 * const context = { now: "2025-02-03T08:00:00Z", actor: { party: "bank-xyz" } };
 * const { events } = offer.withdraw(samples.offer, { application: samples.offeredApplication }, context);
 * assert.equal(events[0]?.type, "offer.withdrawn");
 * ```
 */
export function withdraw(
    document: Given<Offer> | null | undefined,
    given: WithApplication & WithPolicies,
    context: Context,
): Decision {
    return decide("offer.withdraw", document, given, context);
}

/**
 * Ends an offer whose validity is over (`mortgage.not_lapsed`).
 *
 * ```ts
 * const { events } = offer.expire(samples.offer, { application: samples.offeredApplication }, {
 *     now: "2025-02-11T00:00:00Z",
 *     actor: "system",
 * });
 * assert.equal(events[0]?.type, "offer.expired");
 * ```
 */
export function expire(
    document: Given<Offer> | null | undefined,
    given: WithApplication,
    context: Context,
): Decision {
    return decide("offer.expire", document, given, context);
}

/**
 * Supersedes an offer that was left over when its application closed (`mortgage.application_live`).
 *
 * ```ts
 * const leave = () => offer.supersede(samples.offer, { application: samples.offeredApplication }, {
 *     now: "2025-02-03T08:00:00Z",
 *     actor: "system",
 * });
 * assert.throws(leave, { code: "mortgage.application_live" });
 * ```
 */
export function supersede(
    document: Given<Offer> | null | undefined,
    given: WithApplication,
    context: Context,
): Decision {
    return decide("offer.supersede", document, given, context);
}

/**
 * Every command on an offer, with "enabled" or the code why not; without the application, what it decides counts as met.
 *
 * ```ts
 * const context = { now: "2025-02-11T00:00:00Z", actor: { party: "user-abc" } };
 * const accept = offer.allowed(samples.acceptableOffer, {}, context).find(({ command }) => command === "accept");
 * assert.equal(accept?.code, "mortgage.expired");
 * ```
 */
export function allowed(
    document: Given<Offer>,
    others: { readonly application?: Given<Application> | null | undefined } & WithPolicies,
    context: Context,
): AllowedCommand[] {
    return allowedOf("offer", document, others, context);
}
