import { type InspectOptions, inspect } from "node:util";

import { OF_THIS_LIBRARY, onlyOfThisLibrary } from "../brand.cjs";
import { answered, documentText, handle, mistaken } from "../crossing.cjs";
import { native } from "../native.cjs";
import type { Uid } from "./uid.cjs";

type VerifierHandle = Exclude<ReturnType<typeof native.linkVerifierCreate>, string>;
type BoundHandle = Exclude<ReturnType<typeof native.linkBind>, string>;

/** The handle of a bound link, within the library. @internal */
export let boundLinkHandle: (link: unknown) => BoundHandle;

/** The handle of an accepted link, within the library; nothing for something else. @internal */
export let verifiedLinkHandle: (link: unknown) => BoundHandle | undefined;

/** What a candidate tells. @internal */
export interface CandidateFacts {
    readonly version: 1 | 2;
    readonly uid: Uid;
    readonly keyId: string;
    readonly ageMs: number;
}

/** A judgement that can be repeated: few who judge links need more of it than the user id. @internal */
export interface Judgement {
    /** What the candidate tells, or its refusal, as text. */
    facts(): string;
    /** The candidate bound, or the refusal. */
    bind(storedUid: string): BoundHandle | string;
}

/** The judgement of a fragment. @internal */
export class JudgedFragment implements Judgement {
    readonly #verifier: VerifierHandle;
    readonly #fragment: string;
    readonly #now: number;

    constructor(verifier: VerifierHandle, fragment: string, now: number) {
        this.#verifier = verifier;
        this.#fragment = fragment;
        this.#now = now;
    }

    facts(): string {
        return native.linkFacts(this.#verifier, this.#fragment, this.#now);
    }

    bind(storedUid: string): BoundHandle | string {
        return native.linkBind(this.#verifier, this.#fragment, this.#now, storedUid);
    }
}

/** The judgement of a stored record. @internal */
export class JudgedRecord implements Judgement {
    readonly #verifier: VerifierHandle;
    readonly #record: string;
    readonly #policy: string;
    readonly #now: number;

    constructor(verifier: VerifierHandle, record: string, policy: string, now: number) {
        this.#verifier = verifier;
        this.#record = record;
        this.#policy = policy;
        this.#now = now;
    }

    facts(): string {
        return native.recordFacts(this.#verifier, this.#record, this.#policy, this.#now);
    }

    bind(storedUid: string): BoundHandle | string {
        return native.recordBind(this.#verifier, this.#record, this.#policy, this.#now, storedUid);
    }
}

/** What a store of replay keys says about one: it was not there and is now, or it was there already. */
export type Replay = "fresh" | "seen";

/**
 * A link that has passed every check but binding and replay. Bind it before anything else. Nothing but a link that was
 * judged makes one.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const uid = identity.Uid.generate();
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now: new Date() });
 * const candidate = identity.verify(new identity.LinkVerifier(ring), fragment, Date.now());
 * assert.deepEqual([candidate.uid, candidate.keyId, candidate.version], [uid, "k1", 1]);
 * assert.equal(candidate.bind(null).binding, "first");
 * ```
 */
export class Candidate {
    /** It has passed every check but binding and replay. */
    readonly ok = true;
    readonly #uid: Uid;
    readonly #judgement: Judgement;
    #facts: CandidateFacts | undefined;

    /** @internal */
    constructor(key: symbol, uid: Uid, judgement: Judgement) {
        onlyOfThisLibrary(key);
        this.#uid = uid;
        this.#judgement = judgement;
        Object.freeze(this);
    }

    /** The user id that the link introduces, a claim: nobody is known before {@link BoundLink.accept}. */
    get uid(): Uid {
        return Candidate.#ofThisLibrary(this).#uid;
    }

    /** The version of the link. */
    get version(): 1 | 2 {
        return Candidate.#ofThisLibrary(this).#told().version;
    }

    /** The id of the key that signed. */
    get keyId(): string {
        return Candidate.#ofThisLibrary(this).#told().keyId;
    }

    /** Milliseconds since the link was issued; negative within the allowed skew. */
    get ageMs(): number {
        return Candidate.#ofThisLibrary(this).#told().ageMs;
    }

    /**
     * Compares with the user id that is stored here, `null` if none is: another one is `identity.uid_conflict`, never a
     * silent switch. A link that is not bound can be neither stored as used nor accepted.
     *
     * `undefined` is refused: a user id that was forgotten or misspelt does not count as none.
     */
    bind(storedUid: Uid | null): BoundLink {
        const link = Candidate.#ofThisLibrary(this);
        if (storedUid === undefined) {
            mistaken("storedUid", "a user id or null");
        }
        const bound = handle(link.#judgement.bind(documentText({ storedUid })));
        return new BoundLink(OF_THIS_LIBRARY, bound);
    }

    /** What the candidate tells, as a plain object. */
    toJSON(): { ok: true; version: 1 | 2; uid: Uid; keyId: string; ageMs: number } {
        return { ok: true, ...Candidate.#ofThisLibrary(this).#told() };
    }

    /** @internal */
    [inspect.custom](_depth: number, options: InspectOptions): string {
        return #uid in this ? `Candidate ${inspect(this.toJSON(), options)}` : "Candidate";
    }

    #told(): CandidateFacts {
        this.#facts ??= answered<CandidateFacts>(this.#judgement.facts());
        return this.#facts;
    }

    static #ofThisLibrary(link: unknown): Candidate {
        return typeof link === "object" && link !== null && #uid in link ? link : mistaken("link", "a Candidate");
    }
}

/** The candidate of a judgement, or its refusal thrown, within the library. @internal */
export function candidateOf(judgement: Judgement): Candidate {
    return new Candidate(OF_THIS_LIBRARY, answered<CandidateFacts>(judgement.facts()).uid, judgement);
}

/** What a bound and an accepted link tell alike. */
interface LinkFacts extends CandidateFacts {
    readonly replayKey: string;
    readonly replayExpiresAt: number;
}

interface BoundFacts extends LinkFacts {
    readonly binding: "first" | "same";
}

/**
 * A link for the user id that is stored, or for the first one. What is left is the replay check.
 *
 * Insert `replayKey` until `replayExpiresAt` into a store that refuses a second insertion, such as
 * `SET key 1 NX PXAT expires` in Redis, `INSERT … ON CONFLICT DO NOTHING` in SQL or a {@link ReplayStore}, and tell
 * {@link accept} what it said: `OK`, or one row inserted, is `"fresh"`; nil, or none, is `"seen"`. An end that the store's
 * own clock has passed counts as `"seen"`, whatever the store says: it would keep nothing.
 *
 * The replay key is no part of the JSON of a link, nor of what `inspect` shows.
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
export class BoundLink {
    /** The version of the link. */
    readonly version: 1 | 2;
    /** The user id that it introduces. */
    readonly uid: Uid;
    /** The id of the key that signed. */
    readonly keyId: string;
    /** Milliseconds since the link was issued; negative within the allowed skew. */
    readonly ageMs: number;
    /** Whether the user id is the first here or the one that was stored. */
    readonly binding: "first" | "same";
    /** Until when the replay key must be kept: after it the link is too old anyway. */
    readonly replayExpiresAt: Date;
    readonly #handle: BoundHandle;
    readonly #facts: LinkFacts;

    static {
        boundLinkHandle = (link) =>
            typeof link === "object" && link !== null && #handle in link
                ? link.#handle
                : mistaken("link", "a BoundLink");
    }

    /** @internal */
    constructor(key: symbol, handle: BoundHandle) {
        onlyOfThisLibrary(key);
        const facts = answered<BoundFacts>(native.boundLinkFacts(handle));
        this.version = facts.version;
        this.uid = facts.uid;
        this.keyId = facts.keyId;
        this.ageMs = facts.ageMs;
        this.binding = facts.binding;
        this.replayExpiresAt = new Date(facts.replayExpiresAt);
        this.#handle = handle;
        this.#facts = facts;
        Object.freeze(this);
    }

    /** What identifies the link among all links: its signature, which has one spelling only. */
    get replayKey(): string {
        return BoundLink.#ofThisLibrary(this).#facts.replayKey;
    }

    /** Accepts the link on the answer of the host's store; one seen before is `identity.replayed`. */
    accept(replay: Replay): VerifiedLink {
        const bound = boundLinkHandle(this);
        answered<unknown>(native.boundLinkAccept(bound, documentText({ replay })));
        return new VerifiedLink(OF_THIS_LIBRARY, bound, this.#facts);
    }

    /** Accepts the link although it may be used again within its age. */
    acceptWithoutReplayCheck(): VerifiedLink {
        return new VerifiedLink(OF_THIS_LIBRARY, boundLinkHandle(this), this.#facts);
    }

    /** @internal */
    [inspect.custom](_depth: number, options: InspectOptions): string {
        return `BoundLink ${inspect({ ...this }, options)}`;
    }

    static #ofThisLibrary(link: unknown): BoundLink {
        return typeof link === "object" && link !== null && #facts in link ? link : mistaken("link", "a BoundLink");
    }
}

/**
 * A link that was accepted. Nothing but an accepted link makes one: a {@link TokenIssuer} gives a receipt for it.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const uid = identity.Uid.generate();
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now: new Date() });
 * const link = identity.verify(new identity.LinkVerifier(ring), fragment, Date.now()).bind(null).accept("fresh");
 * assert.deepEqual([link.uid, link.keyId], [uid, "k1"]);
 * ```
 */
export class VerifiedLink {
    /** The version of the link. */
    readonly version: 1 | 2;
    /** The user id that it introduced. */
    readonly uid: Uid;
    /** The id of the key that signed. */
    readonly keyId: string;
    /** Milliseconds since the link was issued; negative within the allowed skew. */
    readonly ageMs: number;
    /** Until when the replay key is kept. */
    readonly replayExpiresAt: Date;
    readonly #handle: BoundHandle;
    readonly #replayKey: string;

    static {
        verifiedLinkHandle = (link) =>
            typeof link === "object" && link !== null && #handle in link ? link.#handle : undefined;
    }

    /** @internal */
    constructor(key: symbol, handle: BoundHandle, facts: LinkFacts) {
        onlyOfThisLibrary(key);
        this.version = facts.version;
        this.uid = facts.uid;
        this.keyId = facts.keyId;
        this.ageMs = facts.ageMs;
        this.#replayKey = facts.replayKey;
        this.replayExpiresAt = new Date(facts.replayExpiresAt);
        this.#handle = handle;
        Object.freeze(this);
    }

    /** What identified the link in the store of replay keys. */
    get replayKey(): string {
        return VerifiedLink.#ofThisLibrary(this).#replayKey;
    }

    /** @internal */
    [inspect.custom](_depth: number, options: InspectOptions): string {
        return `VerifiedLink ${inspect({ ...this }, options)}`;
    }

    static #ofThisLibrary(link: unknown): VerifiedLink {
        return typeof link === "object" && link !== null && #handle in link ? link : mistaken("link", "a VerifiedLink");
    }
}
