import { answered, documentText, plainText } from "./crossing.cjs";
import type { Contract, ContractDeadlines, NewEvidence } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { type AllowedCommand, type Context, type Decision, type Instant, allowed as allowedOf, decide } from "./lifecycle.cjs";
import { native } from "./native.cjs";
import { type WithPolicies, withoutPolicies } from "./policies.cjs";

/**
 * Reads a stored contract from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, a status or a flag that contradicts the signatures among them, and what
 * the values refuse (`money.*`, `id.*`, `time.*`).
 *
 * ```ts
 * assert.deepEqual(contract.parse(JSON.stringify(samples.contract)), samples.contract);
 * ```
 */
export function parse(text: string): Contract {
    return answered(native.documentRead("contract", plainText(text, "text")));
}

/**
 * Reads a stored contract from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => contract.read({ ...samples.contract, signedByLender: true }), {
 *     code: "input.bad_value",
 *     path: "signedByLender",
 * });
 * ```
 */
export function read(value: unknown): Contract {
    return answered(native.documentRead("contract", documentText(value)));
}

/**
 * The deadlines of a contract under its policy, such as those of § 489 BGB, as far as they are known from the evidence up to `now`
 * (`mortgage.unknown_policy`).
 *
 * ```ts
 * const { disbursedAt, terminationNoticeFrom, terminationFrom } = contract.deadlines(
 *     { ...samples.contract, evidence: [{ kind: "disbursement", at: "2025-03-01T09:00:00Z", by: "bank-xyz" }] },
 *     { now: new Date() },
 * );
 * assert.equal(disbursedAt, "2025-03-01T09:00:00Z");
 * assert.deepEqual([terminationNoticeFrom, terminationFrom], ["2035-03-01T09:00:00Z", "2035-09-01T09:00:00Z"]);
 * ```
 */
export function deadlines(document: Given<Contract>, given: { readonly now: Instant } & WithPolicies): ContractDeadlines {
    const stored = documentText(document, "document");
    const [policies, others] = withoutPolicies(given);
    return answered(native.contractDeadlines(policies, stored, others));
}

/**
 * Puts another draft in place, which clears the signatures. A draft that is to be signed comes with its SHA-256.
 *
 * ```ts
 * const { events } = contract.replaceDraft(samples.contract, { draftPdf: "drafts/1.pdf", sha256: "a1".repeat(32) }, {
 *     now: "2025-02-04T09:00:00Z",
 *     actor: { party: "bank-xyz" },
 * });
 * assert.equal(events[0]?.type, "contract.draft_replaced");
 * ```
 */
export function replaceDraft(
    document: Given<Contract> | null | undefined,
    given: { readonly draftPdf: string; readonly sha256?: string | null | undefined },
    context: Context,
): Decision {
    return decide("contract.replace_draft", document, given, context);
}

/**
 * Assigns a notary, where the policy has one sign (`mortgage.notary_not_allowed`, `mortgage.notary_is_party`).
 *
 * ```ts
 * const context = { now: "2025-02-04T09:00:00Z", actor: { party: "bank-xyz" } };
 * const { events } = contract.assignNotary(samples.contract, { notaryId: "notary-1" }, context);
 * assert.equal(events[0]?.type, "contract.notary_assigned");
 * ```
 */
export function assignNotary(
    document: Given<Contract> | null | undefined,
    given: { readonly notaryId: string } & WithPolicies,
    context: Context,
): Decision {
    return decide("contract.assign_notary", document, given, context);
}

/**
 * Records that something was shown: an assessment, an identification, a copy, a payment. Who records it is the actor
 * (`mortgage.bad_evidence`).
 *
 * ```ts
 * const { events } = contract.recordEvidence(
 *     samples.contract,
 *     { evidence: { kind: "credit_assessment", at: new Date("2025-02-04T09:00:00Z"), result: "positive" } },
 *     { now: "2025-02-04T09:00:00Z", actor: { party: "bank-xyz" } },
 * );
 * assert.equal(events[0]?.type, "contract.evidence_recorded");
 * ```
 */
export function recordEvidence(
    document: Given<Contract> | null | undefined,
    given: { readonly evidence: Given<NewEvidence> } & WithPolicies,
    context: Context,
): Decision {
    return decide("contract.record_evidence", document, given, context);
}

/**
 * Signs the present draft, named by its SHA-256. The last required signature makes the contract signed and triggers the
 * lender's fee.
 *
 * Refused beside what every command refuses: `mortgage.draft_missing`, `mortgage.document_changed`,
 * `mortgage.already_signed`, `mortgage.evidence_missing` with everything that is missing.
 *
 * ```ts
 * const context = { now: "2025-02-04T09:00:00Z", actor: { party: "user-abc" } };
 * assert.throws(() => contract.sign(samples.contract, { documentSha256: "a1".repeat(32) }, context), {
 *     code: "mortgage.draft_missing",
 * });
 * ```
 */
export function sign(
    document: Given<Contract> | null | undefined,
    given: { readonly documentSha256: string } & WithPolicies,
    context: Context,
): Decision {
    return decide("contract.sign", document, given, context);
}

/**
 * Attaches the signed document (`mortgage.document_hash_missing`).
 *
 * ```ts
 * const context = { now: "2025-02-06T09:00:00Z", actor: { party: "bank-xyz" } };
 * assert.throws(() => contract.attachDocument(samples.contract, { signedPdf: "signed/1.pdf" }, context), {
 *     code: "lifecycle.illegal_transition",
 * });
 * ```
 */
export function attachDocument(
    document: Given<Contract> | null | undefined,
    given: { readonly signedPdf: string; readonly sha256?: string | null | undefined },
    context: Context,
): Decision {
    return decide("contract.attach_document", document, given, context);
}

/**
 * Withdraws from a signed contract as its borrower (`mortgage.withdrawal_window_closed`); takes the lender's fee back.
 *
 * ```ts
 * const context = { now: "2025-02-06T09:00:00Z", actor: { party: "user-abc" } };
 * assert.throws(() => contract.withdraw(samples.contract, {}, context), { code: "lifecycle.illegal_transition" });
 * ```
 */
export function withdraw(
    document: Given<Contract> | null | undefined,
    given: WithPolicies = {},
    context: Context,
): Decision {
    return decide("contract.withdraw", document, given, context);
}

/**
 * Archives a signed contract (`mortgage.signed_document_missing`, `mortgage.cooling_off_running`).
 *
 * ```ts
 * const archive = () => contract.archive(samples.contract, {}, { now: "2025-02-06T09:00:00Z", actor: "system" });
 * assert.throws(archive, { code: "lifecycle.illegal_transition" });
 * ```
 */
export function archive(
    document: Given<Contract> | null | undefined,
    given: WithPolicies = {},
    context: Context,
): Decision {
    return decide("contract.archive", document, given, context);
}

/**
 * Gives a contract up before it is signed.
 *
 * ```ts
 * const context = { now: "2025-02-06T09:00:00Z", actor: { party: "user-abc" } };
 * assert.equal(contract.cancel(samples.contract, {}, context).events[0]?.type, "contract.cancelled");
 * ```
 */
export function cancel(
    document: Given<Contract> | null | undefined,
    given: WithPolicies = {},
    context: Context,
): Decision {
    return decide("contract.cancel", document, given, context);
}

/**
 * Every command on a contract, with "enabled" or the code why not.
 *
 * ```ts
 * const context = { now: "2025-02-06T09:00:00Z", actor: { party: "user-abc" } };
 * const sign = contract.allowed(samples.contract, {}, context).find(({ command }) => command === "sign");
 * assert.equal(sign?.code, "mortgage.draft_missing");
 * ```
 */
export function allowed(document: Given<Contract>, others: WithPolicies, context: Context): AllowedCommand[] {
    return allowedOf("contract", document, others, context);
}
