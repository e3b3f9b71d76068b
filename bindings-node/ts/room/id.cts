import { ask } from "../crossing.cjs";
import { native } from "../native.cjs";

/** The parts of a room id. */
export interface Room {
    /** The first segment. */
    readonly namespace: string;
    /** The middle segment, where there are three. */
    readonly kind: string | null;
    /** The last segment: an entity's id or a cell. */
    readonly id: string;
    /** How the id is built: by convention, in the first form, as a cell, or by a vertical of one's own. */
    readonly form: "typed" | "legacy" | "cell" | "vertical";
    /** The id as it is written; there is one spelling only. */
    readonly canonical: string;
}

/**
 * Reads a room id. Nothing is repaired: no trimming, no case folding, no decoding. The refusals are those of the
 * family `room`, in a fixed order.
 *
 * ```ts
 * const { namespace, kind, id, form } = room.parse("mortgage:offer:O-2025-0001");
 * assert.deepEqual([namespace, kind, id, form], ["mortgage", "offer", "O-2025-0001", "typed"]);
 * assert.throws(() => room.parse("mortgage:offer:"), { code: "room.empty_segment" });
 * ```
 */
export function parse(text: string): Room {
    return ask(native.roomParse, { text });
}

/**
 * The room for questions and viewings of a property (`id.bad_id`).
 *
 * ```ts
 * assert.equal(room.forProperty("house-123"), "mortgage:property:house-123");
 * ```
 */
export function forProperty(id: string): string {
    return ask(native.roomForProperty, { id });
}

/**
 * The room for a lender's questions to the borrower (`id.bad_id`).
 *
 * ```ts
 * assert.equal(room.forApplication("app-1"), "mortgage:application:app-1");
 * ```
 */
export function forApplication(id: string): string {
    return ask(native.roomForApplication, { id });
}

/**
 * The room where an offer is negotiated (`id.bad_id`).
 *
 * ```ts
 * assert.equal(room.forOffer("mort-offer-2025-0001"), "mortgage:offer:mort-offer-2025-0001");
 * ```
 */
export function forOffer(id: string): string {
    return ask(native.roomForOffer, { id });
}

/**
 * The room where a contract is read and signed (`id.bad_id`).
 *
 * ```ts
 * assert.equal(room.forContract("c-1"), "mortgage:contract:c-1");
 * ```
 */
export function forContract(id: string): string {
    return ask(native.roomForContract, { id });
}

/**
 * The room of the issuer and the investors of a tranche (`id.bad_id`).
 *
 * ```ts
 * assert.equal(room.forTranche("t-1"), "mortgage:tranche:t-1");
 * ```
 */
export function forTranche(id: string): string {
    return ask(native.roomForTranche, { id });
}

/**
 * The room of the issuer and the holder of a voucher (`id.bad_id`).
 *
 * ```ts
 * assert.equal(room.forVoucher("v-1"), "voucher:v-1");
 * ```
 */
export function forVoucher(id: string): string {
    return ask(native.roomForVoucher, { id });
}
