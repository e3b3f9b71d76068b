import { OF_THIS_LIBRARY } from "../brand.cjs";
import { type Clock, milliseconds } from "../clock.cjs";
import { ERROR_CODES, type ErrorCode } from "../codes.cjs";
import { documentText, handle, listGiven, mistaken, plainText } from "../crossing.cjs";
import type { PublicCode } from "../errors.cjs";
import type { Instant } from "../lifecycle.cjs";
import { defect, native } from "../native.cjs";
import { Candidate, JudgedFragment, JudgedRecord, candidateOf } from "./candidate.cjs";
import { type KeyRing, keyRingHandle } from "./key-ring.cjs";
import type { Uid } from "./uid.cjs";

/** What a portal accepts beyond a right signature. */
export interface LinkPolicy {
    /** How old a link may be in milliseconds, the limit included. 300 000 by default. */
    readonly maximumAgeMs?: number | undefined;
    /** How far ahead of the clock a link may be in milliseconds, the limit included. 60 000 by default. */
    readonly maximumSkewMs?: number | undefined;
    /**
     * Whom version 2 links must be meant for, 1 to 64 lower-case letters, digits, dots and hyphens; others are
     * `identity.audience_mismatch`. Without one every version 2 link is.
     */
    readonly audience?: string | undefined;
    /** Whether version 1 links are refused, as `identity.version_not_allowed`. */
    readonly requireVersion2?: boolean | undefined;
    /** User ids whose links are refused, as `identity.revoked`. */
    readonly revoked?: readonly Uid[] | undefined;
    /** Links issued at this instant or before are refused, as `identity.issued_before_cutoff`. */
    readonly issuedAfter?: Instant | undefined;
}

type Handle = Exclude<ReturnType<typeof native.linkVerifierCreate>, string>;
type Judge = ReturnType<typeof native.linkJudge>;

/** A verifier of the core, and the function that judges with it. */
interface Verifier {
    readonly handle: Handle;
    readonly judge: Judge;
}

let verifierOf: (verifier: unknown) => Verifier;

const PUBLIC_CODES = [undefined, ...(native.publicCodes() as PublicCode[])] as const;
/** The characters of a user id in a link. */
const UID_LENGTH = 22;

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
    readonly #verifier: Verifier;

    static {
        verifierOf = (verifier) =>
            typeof verifier === "object" && verifier !== null && #verifier in verifier
                ? verifier.#verifier
                : mistaken("verifier", "a LinkVerifier");
    }

    constructor(ring: KeyRing, policy: LinkPolicy = {}) {
        const verifier = handle(native.linkVerifierCreate(keyRingHandle(ring), documentText(policy)));
        this.#verifier = { handle: verifier, judge: native.linkJudge(verifier) };
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
export function check(verifier: LinkVerifier, fragment: string, now: Clock): Candidate | RefusedLink {
    const used = verifierOf(verifier);
    const clock = milliseconds(now, "now");
    let judgement: number;
    try {
        judgement = used.judge(fragment, clock);
    } catch (cause) {
        throw defect(cause);
    }
    return judged(judgement, used.handle, fragment, clock);
}

/**
 * Judges many fragments at one instant, each for itself: {@link check} for all of them at once.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "m", uid: identity.Uid.generate(), now: new Date() });
 * const links = identity.checkMany(new identity.LinkVerifier(ring), [fragment, "#mot=forged"], Date.now());
 * assert.deepEqual(links.map(({ ok }) => ok), [true, false]);
 * ```
 */
export function checkMany(
    verifier: LinkVerifier,
    fragments: readonly string[],
    now: Clock,
): (Candidate | RefusedLink)[] {
    const { handle: used } = verifierOf(verifier);
    const clock = milliseconds(now, "now");
    const given = listGiven(fragments, "fragments");
    const judgements = native.linkJudgeMany(used, given, clock);
    return given.map((fragment, index) => judged(judgements[index] as number, used, fragment, clock));
}

/**
 * What the judgement is as an object: from zero, it says where the user id stands in the fragment; below zero, which code
 * and which public code it was refused with.
 */
function judged(judgement: number, verifier: Handle, fragment: string, now: number): Candidate | RefusedLink {
    if (judgement >= 0) {
        const uid = fragment.slice(judgement, judgement + UID_LENGTH);
        return new Candidate(OF_THIS_LIBRARY, uid, new JudgedFragment(verifier, fragment, now));
    }
    const refusal = -1 - judgement;
    return { ok: false, code: ERROR_CODES[refusal >> 2] as ErrorCode, publicCode: PUBLIC_CODES[refusal & 3] };
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
export function verify(verifier: LinkVerifier, fragment: string, now: Clock): Candidate {
    const link = check(verifier, fragment, now);
    if (link.ok) {
        return link;
    }
    if (typeof fragment !== "string") {
        mistaken("fragment", "text");
    }
    return candidateOf(new JudgedFragment(verifierOf(verifier).handle, fragment, milliseconds(now, "now")));
}

/** Under what a stored link is believed again. There is no default. */
export interface LegacyRecordPolicy {
    /** How old the record's link may be in milliseconds, the limit included. */
    readonly maximumAgeMs: number;
    /**
     * Since when portals store receipts: a link issued at this instant or later is no record of before
     * (`identity.not_a_legacy_record`). Without it every link that is still signed could be shown as one.
     */
    readonly issuedBefore?: Instant | undefined;
}

/**
 * Judges a record `{mot, uid, ts, sig}`, as portals stored it before there were receipts, as the version 1 link that it
 * was, by the age that the policy allows; the age limit of the verifier does not count. A record is shown again and again,
 * so it is accepted without a replay check. Exchange it for a receipt.
 *
 * Refused: what the strict reader refuses (`input.*`, with the path), then what {@link verify} refuses, from the grammar
 * on, and a link that is too recent (`identity.not_a_legacy_record`).
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const verifier = new identity.LinkVerifier(ring);
 * const uid = identity.Uid.generate();
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now: new Date() });
 * const record = JSON.stringify(Object.fromEntries(new URLSearchParams(fragment)));
 * const inAnHour = Date.now() + 3_600_000;
 * const policy = { maximumAgeMs: 30 * 86_400_000, issuedBefore: new Date(inAnHour) };
 * assert.equal(identity.recheck(verifier, record, policy, inAnHour).bind(uid).acceptWithoutReplayCheck().uid, uid);
 * ```
 */
export function recheck(verifier: LinkVerifier, record: string, policy: LegacyRecordPolicy, now: Clock): Candidate {
    const { handle: used } = verifierOf(verifier);
    const text = plainText(record, "record");
    return candidateOf(new JudgedRecord(used, text, documentText(policy), milliseconds(now, "now")));
}
