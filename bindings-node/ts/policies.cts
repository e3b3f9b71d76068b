import { answered, argumentsText, documentText, handle, mistaken } from "./crossing.cjs";
import type { JurisdictionPolicy } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { native } from "./native.cjs";
import type { Apart } from "./writing.cjs";

type Handle = ReturnType<typeof native.policiesShipped>;

let handleOf: (policies: unknown) => Handle | undefined;

/**
 * The policies that a host decides by, read once and given to every command instead of the shipped presets.
 *
 * Refused: what the strict reader refuses, and a policy without signers or with one twice (`input.bad_value`).
 *
 * ```ts
 * const [baseline] = mortgage.Policies.shipped().toJSON();
 * assert(baseline !== undefined);
 * const policies = new mortgage.Policies([{ ...baseline, id: "our_bank", earliestAcceptanceDays: 1 }]);
 * const given = { offer: samples.newOffer, policy: "our_bank", application: samples.application, policies };
 * const { events } = offer.make(given, { now: "2025-02-01T12:00:00Z", actor: { party: "bank-xyz" } });
 * assert.equal(events[0]?.type, "offer.made");
 * ```
 */
export class Policies {
    readonly #handle: Handle;

    static {
        handleOf = (policies) =>
            typeof policies === "object" && policies !== null && #handle in policies ? policies.#handle : undefined;
    }

    constructor(policies: readonly Given<JurisdictionPolicy>[]) {
        this.#handle = handle(native.policiesRead(documentText(policies)));
    }

    /** The presets: `mcd_baseline`, the directive alone, and `de_mortgage`, Germany. Data with a date, no legal advice. */
    static shipped(): Policies {
        return new Policies(answered(native.policiesWrite(native.policiesShipped())));
    }

    /** The policy of this name with the latest date (`mortgage.unknown_policy`). */
    latest(id: string): JurisdictionPolicy {
        const policies = handleOf(this) ?? mistaken("policies", "Policies");
        return answered(native.policiesLatest(policies, documentText({ id })));
    }

    /** The policies as plain objects. */
    toJSON(): JurisdictionPolicy[] {
        return answered(native.policiesWrite(handleOf(this) ?? mistaken("policies", "Policies")));
    }
}

/** What every operation that looks a policy up may be given instead of the shipped presets. */
export interface WithPolicies {
    /** The policies to decide by; the shipped presets if left out. */
    readonly policies?: Policies | readonly Given<JurisdictionPolicy>[] | undefined;
}

/** The text of a command's arguments, and apart from it the policies that were read before. @internal */
export function withoutPolicies(given: unknown, apart?: Apart): [policies: Handle | undefined, text: string] {
    let policies: Handle | undefined;
    const text = argumentsText(given, undefined, (name, value) => {
        if (name !== "policies") {
            return apart?.(name, value) ?? false;
        }
        policies = handleOf(value);
        return policies !== undefined;
    });
    return [policies, text];
}
