import { types } from "node:util";

import type { ErrorCode } from "../codes.cjs";
import { answered, documentText, handle, isRefusal, mistaken, refusalOf } from "../crossing.cjs";
import type { PublicCode } from "../errors.cjs";
import type { Instant } from "../lifecycle.cjs";
import { native } from "../native.cjs";
import { type KeyRing, keyRingHandle } from "./key-ring.cjs";
import type { Uid } from "./uid.cjs";

/** What a portal accepts beyond a right signature. */
export interface LinkPolicy {
    /** How old a link may be in milliseconds, the limit included. 300 000 by default. */
    readonly maximumAgeMs?: number | undefined;
    /** How far ahead of the clock a link may be in milliseconds, the limit included. 60 000 by default. */
    readonly maximumSkewMs?: number | undefined;
    /** Whom version 2 links must be meant for; nobody in particular by default. */
    readonly audience?: string | undefined;
    /** Whether version 1 links are refused, as `identity.version_not_allowed`. */
    readonly requireVersion2?: boolean | undefined;
    /** User ids whose links are refused. */
    readonly revoked?: readonly Uid[] | undefined;
    /** Links issued at this instant or before are refused. */
    readonly issuedAfter?: Instant | undefined;
}

type Handle = Exclude<ReturnType<typeof native.linkVerifierCreate>, string>;

let handleOf: (verifier: unknown) => Handle;

/** Shown by the functions below and by nobody else: links are judged, never made. */
const OF_THIS_LIBRARY = Symbol("mot-core");
const { getTime } = Date.prototype;

/**
 * Judges links by a key ring and a policy. Made once, used for every link. It takes the ring as it is at that moment: keys
 * that are added later count for the verifiers that are made after them.
 *
 * Refused: an audience outside the grammar (`identity.invalid_audience`), what the reader of the policy refuses.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const verifier = new identity.LinkVerifier(ring, { audience: "portal.example", requireVersion2: true });
 * const link = identity.check(verifier, "#mot=forged", Date.now());
 * assert(!link.ok);
 * assert.equal(link.publicCode, "link_invalid");
 * ```
 */
export class LinkVerifier {
    readonly #handle: Handle;

    static {
        handleOf = (verifier) =>
            typeof verifier === "object" && verifier !== null && #handle in verifier
                ? verifier.#handle
                : mistaken("verifier", "a LinkVerifier");
    }

    constructor(ring: KeyRing, policy: LinkPolicy = {}) {
        this.#handle = handle(native.linkVerifierCreate(keyRingHandle(ring), documentText(policy)));
    }
}

/** A link that was refused. */
export interface RefusedLink {
    readonly ok: false;
    /** Why, for the log. */
    readonly code: ErrorCode;
    /** Why, as strangers may be told; only where a link was judged. */
    readonly publicCode: PublicCode | undefined;
}

/** A link that was accepted. */
export interface VerifiedLink {
    /** The version of the link. */
    readonly version: 1 | 2;
    /** The user id that it introduced. */
    readonly uid: Uid;
    /** The id of the key that signed. */
    readonly keyId: string;
    /** Milliseconds since the link was issued; negative within the allowed skew. */
    readonly ageMs: number;
    /** What identifies the link among all links: its signature, which has one spelling only. */
    readonly replayKey: string;
    /** Until when the replay key must be kept: after it the link is too old anyway. */
    readonly replayExpiresAt: Date;
}

/**
 * A link that has passed every check but binding and replay. Bind it before anything else.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const uid = identity.Uid.generate();
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now: new Date() });
 * const candidate = identity.verify(new identity.LinkVerifier(ring), fragment, Date.now());
 * assert.equal(candidate.uid, uid);
 * assert.equal(candidate.bind(null).binding, "first");
 * ```
 */
export class Candidate {
    readonly ok = true;
    /** The version of the link. */
    readonly version: 1 | 2;
    /** The user id that it introduces. */
    readonly uid: Uid;
    /** The id of the key that signed. */
    readonly keyId: string;
    /** Milliseconds since the link was issued; negative within the allowed skew. */
    readonly ageMs: number;
    readonly #judged: Judged;

    /** @internal */
    constructor(key: symbol, answer: string, judged: Judged) {
        if (key !== OF_THIS_LIBRARY) {
            mistaken("key", "a judged link");
        }
        const afterAge = answer.indexOf(" ", 23);
        this.version = Number(answer.slice(0, 1)) as 1 | 2;
        this.uid = answer.slice(1, 23);
        this.keyId = answer.slice(afterAge + 1);
        this.ageMs = Number(answer.slice(23, afterAge));
        this.#judged = judged;
        Object.freeze(this);
    }

    /**
     * Compares with the user id that is stored here, `null` if none is: another one is `identity.uid_conflict`, never a
     * silent switch. A link that is not bound can be neither stored as used nor accepted.
     *
     * `undefined` is refused: a user id that was forgotten or misspelt does not count as none.
     */
    bind(storedUid: Uid | null): BoundLink {
        if (!(typeof this === "object" && this !== null && #judged in this)) {
            mistaken("link", "a Candidate");
        }
        if (storedUid === undefined) {
            mistaken("storedUid", "a user id or null");
        }
        const { handle, fragment, now } = this.#judged;
        const given = documentText({ storedUid });
        const facts: BoundFacts = answered(native.linkBind(handle, fragment, now, given));
        // What was read is kept, not what was given: that may be an object that says something else next time.
        const read = (JSON.parse(given) as { storedUid: Uid | null }).storedUid;
        return new BoundLink(OF_THIS_LIBRARY, this, facts, this.#judged, read);
    }
}

/** What was judged: by which verifier, which fragment, when. */
interface Judged {
    readonly handle: Handle;
    readonly fragment: string;
    readonly now: number;
}

interface BoundFacts {
    readonly binding: "first" | "same";
    readonly replayKey: string;
    readonly replayExpiresAt: number;
}

/** What an accepted link tells, kept where nobody can change it. */
type Facts = Omit<VerifiedLink, "replayExpiresAt"> & Pick<BoundFacts, "replayExpiresAt">;

/**
 * A link for the user id that is stored, or for the first one. What is left is the replay check.
 *
 * Insert `replayKey` until `replayExpiresAt` into a store that refuses a second insertion, such as
 * `SET key 1 NX PXAT expires` in Redis or `INSERT … ON CONFLICT DO NOTHING` in SQL, and tell {@link accept} what it said.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const uid = identity.Uid.generate();
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now: new Date() });
 * const candidate = identity.verify(new identity.LinkVerifier(ring), fragment, Date.now());
 *
 * assert.throws(() => candidate.bind("user-abc"), { code: "identity.uid_conflict" });
 * const bound = candidate.bind(uid);
 * assert.equal(bound.binding, "same");
 * assert.equal(bound.accept("fresh").replayKey, bound.replayKey);
 * ```
 */
export class BoundLink implements VerifiedLink {
    readonly version: 1 | 2;
    readonly uid: Uid;
    readonly keyId: string;
    readonly ageMs: number;
    /** Whether the user id is the first here or the one that was stored. */
    readonly binding: "first" | "same";
    readonly replayKey: string;
    readonly replayExpiresAt: Date;
    readonly #judged: Judged;
    readonly #facts: Facts;
    readonly #storedUid: Uid | null;

    /** @internal */
    constructor(key: symbol, candidate: Candidate, bound: BoundFacts, judged: Judged, storedUid: Uid | null) {
        if (key !== OF_THIS_LIBRARY) {
            mistaken("key", "a judged link");
        }
        const { version, uid, keyId, ageMs } = candidate;
        const { binding, replayKey, replayExpiresAt } = bound;
        this.version = version;
        this.uid = uid;
        this.keyId = keyId;
        this.ageMs = ageMs;
        this.binding = binding;
        this.replayKey = replayKey;
        this.replayExpiresAt = new Date(replayExpiresAt);
        this.#judged = judged;
        this.#facts = { version, uid, keyId, ageMs, replayKey, replayExpiresAt };
        this.#storedUid = storedUid;
        Object.freeze(this);
    }

    /** Accepts the link on the answer of the host's store; one seen before is `identity.replayed`. */
    accept(replay: "fresh" | "seen"): VerifiedLink {
        const link = BoundLink.#ofThisLibrary(this);
        const { handle, fragment, now } = link.#judged;
        const given = documentText({ storedUid: link.#storedUid, replay });
        answered<unknown>(native.linkAccept(handle, fragment, now, given));
        return link.#accepted();
    }

    /** Accepts the link although it may be used again within its age. */
    acceptWithoutReplayCheck(): VerifiedLink {
        return BoundLink.#ofThisLibrary(this).#accepted();
    }

    #accepted(): VerifiedLink {
        return { ...this.#facts, replayExpiresAt: new Date(this.#facts.replayExpiresAt) };
    }

    static #ofThisLibrary(link: unknown): BoundLink {
        return typeof link === "object" && link !== null && #judged in link ? link : mistaken("link", "a BoundLink");
    }
}

/**
 * Judges the fragment of a link, with or without its `#`, by everything but binding and replay, and says so without a
 * throw, whatever the fragment is: a throw costs many times the judgement.
 *
 * `now` is the present instant, as milliseconds since 1970 (`Date.now()`) or as a `Date`. The checks run in a fixed
 * order: structure, grammar, key, signature, retirement, time, policy.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const uid = identity.Uid.generate();
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now: new Date() });
 *
 * const link = identity.check(new identity.LinkVerifier(ring), fragment, Date.now());
 * assert(link.ok);
 * assert.equal(link.uid, uid);
 * const bound = link.bind(null); // or the user id that this browser is known by
 * assert.equal(bound.binding, "first");
 * assert.throws(() => bound.accept("seen"), { code: "identity.replayed", publicCode: "link_used" });
 * ```
 */
export function check(verifier: LinkVerifier, fragment: string, now: number | Date): Candidate | RefusedLink {
    const used = handleOf(verifier);
    const clock = milliseconds(now);
    if (typeof fragment !== "string") {
        return { ok: false, code: "input.wrong_type", publicCode: undefined };
    }
    const answer = native.linkCheck(used, fragment, clock);
    if (isRefusal(answer)) {
        const [code, publicCode] = answer.slice(1).split(" ") as [ErrorCode, PublicCode | ""];
        return { ok: false, code, publicCode: publicCode === "" ? undefined : publicCode };
    }
    return new Candidate(OF_THIS_LIBRARY, answer, { handle: used, fragment, now: clock });
}

/**
 * Judges the fragment of a link like {@link check}, and throws the refusal.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const verifier = new identity.LinkVerifier(ring);
 * assert.throws(() => identity.verify(verifier, "#mot", Date.now()), { code: "identity.malformed" });
 * ```
 */
export function verify(verifier: LinkVerifier, fragment: string, now: number | Date): Candidate {
    const link = check(verifier, fragment, now);
    if (link.ok) {
        return link;
    }
    if (typeof fragment !== "string") {
        mistaken("fragment", "text");
    }
    throw refusalOf(native.linkRefusal(handleOf(verifier), fragment, milliseconds(now)));
}

function milliseconds(now: unknown): number {
    if (typeof now === "number") {
        return now;
    }
    return types.isDate(now) ? getTime.call(now) : mistaken("now", "an instant");
}
