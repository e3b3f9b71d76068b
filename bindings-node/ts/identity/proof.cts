import { type InspectOptions, inspect } from "node:util";

import { OF_THIS_LIBRARY, onlyOfThisLibrary } from "../brand.cjs";
import { type Clock, milliseconds } from "../clock.cjs";
import { answered, documentText, handle, mistaken, refusalOf } from "../crossing.cjs";
import type { Call, Proof } from "../documents.cjs";
import type { Given } from "../given.cjs";
import type { Instant } from "../lifecycle.cjs";
import { native } from "../native.cjs";
import type { Replay } from "./candidate.cjs";
import { type Device, type DeviceSignature, deviceHandle, deviceSignatureHandle } from "./device.cjs";
import type { Uid } from "./uid.cjs";

type CandidateHandle = Exclude<ReturnType<typeof native.proofVerify>, string>;

let candidateHandle: (candidate: unknown) => CandidateHandle;

/** The handle of an accepted proof, within the library; nothing for something else. @internal */
export let verifiedProofHandle: (proof: unknown) => CandidateHandle | undefined;

/**
 * The bytes that a device signs about a call for its user id, for WebCrypto, Keystore or CryptoKit: each text behind its
 * length in two bytes, the hash, the time as a number.
 *
 * Refused, in this order: `identity.invalid_uid`, `invalid_audience`, `invalid_method`, `invalid_path`,
 * `invalid_body_hash`, `invalid_timestamp`, `invalid_nonce`, `invalid_server_nonce`.
 *
 * ```ts
 * const call = {
 *     audience: "portal.example",
 *     method: "POST",
 *     path: "/api/offers",
 *     bodyHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
 * };
 * const proof = { issuedAt: new Date(), nonce: "4jzgNSNUa4C1rD2y1Q5Z8Y" };
 * const message = identity.proofMessage("user-abc", call, proof);
 * assert(Buffer.from(message).toString("latin1").startsWith("mot-core/proof/p256/v1\0\0\x08user-abc"));
 * ```
 */
export function proofMessage(uid: Uid, call: Given<Call>, proof: Given<Proof>): Uint8Array {
    const message = native.proofMessage(documentText({ uid, call, proof }));
    if (typeof message === "string") {
        throw refusalOf(message);
    }
    return message;
}

/** What a portal accepts beyond a right signature of a device. */
export interface ProofPolicy {
    /** How old a proof may be in milliseconds, the limit included. 300 000 by default. */
    readonly maximumAgeMs?: number | undefined;
    /** How far ahead of the clock a proof may be in milliseconds, the limit included. 60 000 by default. */
    readonly maximumSkewMs?: number | undefined;
    /** User ids whose proofs are refused, as `identity.revoked`. */
    readonly revoked?: readonly Uid[] | undefined;
    /** Proofs issued at this instant or before are refused, as `identity.issued_before_cutoff`. */
    readonly issuedAfter?: Instant | undefined;
}

/**
 * Judges a device's proof of a call by everything but replay. `call` is what the portal itself sees of the request, never
 * what the client says of it; the client sends `proof` and `signature`. The user id is the device's: what a call claims in a
 * header has no say.
 *
 * Refused, in this order: what {@link proofMessage} refuses, `identity.signature_mismatch`, `issued_in_future`, `expired`,
 * `revoked`, `issued_before_cutoff`.
 *
 * ```ts
 * const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
 * const key = identity.DeviceKey.fromJwk(await crypto.subtle.exportKey("jwk", publicKey));
 * const device = identity.Device.selfCertifying(key);
 * const call = {
 *     audience: "portal.example", // the portal's own name
 *     method: "POST", // req.method
 *     path: "/api/offers", // req.originalUrl
 *     bodyHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", // of the body as it came in
 * };
 *
 * // on the device
 * const proof = { issuedAt: new Date(), nonce: "4jzgNSNUa4C1rD2y1Q5Z8Y" };
 * const message = identity.proofMessage(device.uid, call, proof);
 * const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, new Uint8Array(message));
 *
 * // in the portal
 * const signature = identity.DeviceSignature.parse(Buffer.from(signed).toString("hex"));
 * const candidate = identity.verifyProof(device, call, proof, signature, Date.now());
 * assert.equal(candidate.accept("fresh").uid, device.uid);
 * ```
 */
export function verifyProof(
    device: Device,
    call: Given<Call>,
    proof: Given<Proof>,
    signature: DeviceSignature,
    now: Clock,
    policy: ProofPolicy = {},
): ProofCandidate {
    const [used, signed] = [deviceHandle(device), deviceSignatureHandle(signature)];
    const [seen, told, accepted] = [documentText(call, "call"), documentText(proof, "proof"), documentText(policy, "policy")];
    const judged = handle(native.proofVerify(used, seen, told, signed, accepted, milliseconds(now, "now")));
    return new ProofCandidate(OF_THIS_LIBRARY, judged);
}

interface VerifiedFacts {
    readonly uid: Uid;
    readonly thumbprint: string;
    readonly ageMs: number;
    readonly replayExpiresAt: number;
}

interface CandidateFacts extends VerifiedFacts {
    readonly replayKey: string;
}

/**
 * A proof that has passed every check but replay. Nothing but {@link verifyProof} makes one. The replay key is no part of
 * its JSON, nor of what `inspect` shows.
 *
 * ```ts
 * const { uid, publicKey, call, proof, signature, receivedAt } = samples.proof;
 * const device = identity.Device.registered(uid, identity.DeviceKey.fromJwk(publicKey));
 * const now = new Date(receivedAt);
 * const candidate = identity.verifyProof(device, call, proof, identity.DeviceSignature.parse(signature), now);
 * const replays = new identity.ReplayStore(10_000);
 * const replay = replays.insert(candidate.replayKey, candidate.replayExpiresAt, now);
 * assert.equal(candidate.accept(replay).uid, uid);
 * assert.throws(() => candidate.accept("seen"), { code: "identity.replayed", publicCode: "link_used" });
 * ```
 */
export class ProofCandidate {
    /** The user id that the device speaks for. */
    readonly uid: Uid;
    /** The thumbprint of the key that signed. */
    readonly thumbprint: string;
    /** Milliseconds since the proof was signed; negative within the allowed skew. */
    readonly ageMs: number;
    /** Until when the replay key must be kept. */
    readonly replayExpiresAt: Date;
    readonly #handle: CandidateHandle;
    readonly #facts: CandidateFacts;

    static {
        candidateHandle = (candidate) =>
            typeof candidate === "object" && candidate !== null && #handle in candidate
                ? candidate.#handle
                : mistaken("proof", "a ProofCandidate");
    }

    /** @internal */
    constructor(key: symbol, handle: CandidateHandle) {
        onlyOfThisLibrary(key);
        const facts = answered<CandidateFacts>(native.proofCandidateFacts(handle));
        this.uid = facts.uid;
        this.thumbprint = facts.thumbprint;
        this.ageMs = facts.ageMs;
        this.replayExpiresAt = new Date(facts.replayExpiresAt);
        this.#handle = handle;
        this.#facts = facts;
        Object.freeze(this);
    }

    /**
     * What identifies the proof among those of its device: its nonce, which is signed. The signature does not: whoever has
     * seen one can write another for the same bytes. A store for many devices keeps it beside the thumbprint.
     */
    get replayKey(): string {
        return ProofCandidate.#ofThisLibrary(this).#facts.replayKey;
    }

    /** Accepts the proof on the answer of the host's store; one seen before is `identity.replayed`. */
    accept(replay: Replay): VerifiedProof {
        const candidate = candidateHandle(this);
        answered<unknown>(native.proofCandidateAccept(candidate, documentText({ replay })));
        return new VerifiedProof(OF_THIS_LIBRARY, candidate, this.#facts);
    }

    /** Accepts the proof although it may be used again within its age. */
    acceptWithoutReplayCheck(): VerifiedProof {
        return new VerifiedProof(OF_THIS_LIBRARY, candidateHandle(this), this.#facts);
    }

    /** @internal */
    [inspect.custom](_depth: number, options: InspectOptions): string {
        return `ProofCandidate ${inspect({ ...this }, options)}`;
    }

    static #ofThisLibrary(proof: unknown): ProofCandidate {
        return typeof proof === "object" && proof !== null && #facts in proof
            ? proof
            : mistaken("proof", "a ProofCandidate");
    }
}

/**
 * A proof that was accepted. Nothing but an accepted proof makes one: a {@link TokenIssuer} gives a receipt for it.
 *
 * ```ts
 * const { uid, publicKey, call, proof, signature, receivedAt } = samples.proof;
 * const device = identity.Device.registered(uid, identity.DeviceKey.fromJwk(publicKey));
 * const [signed, now] = [identity.DeviceSignature.parse(signature), new Date(receivedAt)];
 * const accepted = identity.verifyProof(device, call, proof, signed, now).accept("fresh");
 *
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * assert.match(new identity.TokenIssuer(ring).issueReceipt(accepted, now), /^mot-receipt-1~k1~/);
 * ```
 */
export class VerifiedProof {
    /** The user id that the device speaks for. */
    readonly uid: Uid;
    /** The thumbprint of the key that signed. */
    readonly thumbprint: string;
    /** Milliseconds since the proof was signed; negative within the allowed skew. */
    readonly ageMs: number;
    /** Until when the replay key is kept. */
    readonly replayExpiresAt: Date;
    readonly #handle: CandidateHandle;

    static {
        verifiedProofHandle = (proof) =>
            typeof proof === "object" && proof !== null && #handle in proof ? proof.#handle : undefined;
    }

    /** @internal */
    constructor(key: symbol, handle: CandidateHandle, facts: VerifiedFacts) {
        onlyOfThisLibrary(key);
        this.uid = facts.uid;
        this.thumbprint = facts.thumbprint;
        this.ageMs = facts.ageMs;
        this.replayExpiresAt = new Date(facts.replayExpiresAt);
        this.#handle = handle;
        Object.freeze(this);
    }
}
