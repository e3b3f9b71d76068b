import { answered, bytes, documentText, handle, mistaken, objectGiven } from "../crossing.cjs";
import type { Instant } from "../lifecycle.cjs";
import { native } from "../native.cjs";

/**
 * What a key is good for: `active` signs and verifies, a ring has exactly one; `accept` verifies; links of a `retired`
 * one are refused as `identity.key_retired`.
 */
export type KeyStatus = "active" | "accept" | "retired";

/**
 * When a key is good: from `notBefore` to `notAfter`, both included, where they are given, as RFC 3339 text or a `Date`.
 * Another field is `input.unknown_field`.
 */
export interface KeyPeriod {
    readonly notBefore?: Instant | undefined;
    readonly notAfter?: Instant | undefined;
}

type Handle = Exclude<ReturnType<typeof native.keyRingCreate>, string>;

/** The handle of a ring, within the library. @internal */
export let keyRingHandle: (ring: unknown) => Handle;

/**
 * The keys of a portal: exactly one active, at most eight. Secrets are bytes, at least 32, and are never shown.
 *
 * A verifier and a signer take the keys that the ring has when they are made. A ring belongs to its thread.
 *
 * Refused: `identity.secret_too_short`, `identity.weak_secret` (all bytes equal), `identity.invalid_key_id`,
 * `identity.duplicate_key` (an id or a secret that is there), `identity.several_active_keys`, `identity.too_many_keys`,
 * `time.interval_reversed` (a period that ends before it begins).
 *
 * ```ts
 * const ring = new identity.KeyRing("k2", Buffer.from("a secret of the portal, 32 bytes or more"));
 * ring.add("k1", Buffer.from("the secret that it had before, as long"), "accept", { notAfter: "2025-03-01T00:00:00Z" });
 * assert.equal(JSON.stringify(ring), "{}");
 *
 * const secret = Buffer.from("a secret for the month of March, as long");
 * const march = { notBefore: "2025-03-01T00:00:00Z", notAfter: "2025-04-01T00:00:00Z" };
 * const signer = new identity.LinkSigner(new identity.KeyRing("k3", secret, march));
 * const early = { mot: "manifest-7", uid: identity.Uid.generate(), now: "2025-02-28T12:00:00Z" };
 * assert.throws(() => signer.sign(early), { code: "identity.key_retired" });
 * ```
 */
export class KeyRing {
    readonly #handle: Handle;

    static {
        keyRingHandle = (ring) =>
            typeof ring === "object" && ring !== null && #handle in ring ? ring.#handle : mistaken("ring", "a KeyRing");
    }

    /** A ring with its active key, which signs and is accepted only within the period, if one is given. */
    constructor(id: string, secret: Uint8Array, period: KeyPeriod = {}) {
        const [given, dates] = [documentText({ id }), documentText(objectGiven(period, "period"))];
        this.#handle = handle(native.keyRingCreate(given, dates, bytes(secret, "secret")));
    }

    /** Adds a key, accepted only within the period, if one is given. */
    add(id: string, secret: Uint8Array, status: KeyStatus, period: KeyPeriod = {}): this {
        const [given, dates] = [documentText({ id, status }), documentText(objectGiven(period, "period"))];
        answered<unknown>(native.keyRingAdd(keyRingHandle(this), given, dates, bytes(secret, "secret")));
        return this;
    }
}
