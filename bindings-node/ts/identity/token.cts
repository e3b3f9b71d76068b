import { OF_THIS_LIBRARY, onlyOfThisLibrary } from "../brand.cjs";
import { type Clock, milliseconds } from "../clock.cjs";
import { answered, anyText, documentText, handle, mistaken } from "../crossing.cjs";
import type { Receipt } from "../documents.cjs";
import type { Instant } from "../lifecycle.cjs";
import { native } from "../native.cjs";
import { type VerifiedLink, verifiedLinkHandle } from "./candidate.cjs";
import { type KeyRing, keyRingHandle } from "./key-ring.cjs";
import { type VerifiedProof, verifiedProofHandle } from "./proof.cjs";
import type { Uid } from "./uid.cjs";

/** How long tokens last, and whose are refused. */
export interface TokenPolicy {
    /**
     * Which portal the tokens are for, 1 to 64 lower-case letters, digits, dots and hyphens. It is part of their keys:
     * portals that share a ring do not accept each other's. All that share the ring and name none do.
     */
    readonly audience?: string | undefined;
    /** How long a receipt lasts in milliseconds. 30 days by default. */
    readonly receiptLifetimeMs?: number | undefined;
    /** How long a session lasts in milliseconds, at most as long as its receipt. One hour by default. */
    readonly sessionLifetimeMs?: number | undefined;
    /** How far ahead of the clock a token may be issued in milliseconds, the limit included. 60 000 by default. */
    readonly maximumSkewMs?: number | undefined;
    /** User ids whose tokens are refused, as `identity.revoked`. */
    readonly revoked?: readonly Uid[] | undefined;
    /** Tokens issued at this instant or before are refused, as `identity.issued_before_cutoff`. */
    readonly issuedAfter?: Instant | undefined;
}

type IssuerHandle = Exclude<ReturnType<typeof native.tokenIssuerCreate>, string>;
type SessionHandle = Exclude<ReturnType<typeof native.sessionVerify>, string>;

let issuerHandle: (issuer: unknown) => IssuerHandle;
let sessionHandle: (session: unknown) => SessionHandle;

/**
 * Issues and judges what a user shows after the link: a receipt, which the browser keeps instead of the link, and a
 * session, which it shows on every call. Both are text that needs no escape in a header, a cookie or a URL. Made once; it
 * takes the ring as it is at that moment. A policy that was shortened holds for the tokens of before too.
 *
 * Refused: an audience outside the grammar (`identity.invalid_audience`), what the reader of the policy refuses.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const [uid, now] = [identity.Uid.generate(), new Date()];
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now });
 * const link = identity.verify(new identity.LinkVerifier(ring), fragment, now).bind(null).accept("fresh");
 *
 * const issuer = new identity.TokenIssuer(ring);
 * const receipt = issuer.issueReceipt(link, now); // the browser keeps it
 * const session = issuer.verifySession(issuer.issueSession(receipt, now), now);
 * session.checkHeader(uid);
 * assert.throws(() => session.checkHeader("user-abc"), { code: "identity.uid_header_mismatch" });
 * ```
 */
export class TokenIssuer {
    readonly #handle: IssuerHandle;

    static {
        issuerHandle = (issuer) =>
            typeof issuer === "object" && issuer !== null && #handle in issuer
                ? issuer.#handle
                : mistaken("issuer", "a TokenIssuer");
    }

    constructor(ring: KeyRing, policy: TokenPolicy = {}) {
        this.#handle = handle(native.tokenIssuerCreate(keyRingHandle(ring), documentText(policy)));
    }

    /**
     * A receipt for whom an accepted link or an accepted proof has introduced, from now on, signed with the active key.
     *
     * Refused: a link or a proof that was accepted too long ago to be shown again (`identity.expired`), a user id that the
     * policy revokes (`identity.revoked`), an active key outside its dates (`identity.key_retired`), a lifetime of nothing,
     * an instant or an end that does not have 13 digits of milliseconds (`identity.invalid_timestamp`).
     */
    issueReceipt(introduced: VerifiedLink | VerifiedProof, now: Clock): string {
        const [issuer, clock] = [issuerHandle(this), milliseconds(now, "now")];
        const link = verifiedLinkHandle(introduced);
        if (link !== undefined) {
            return answered(native.receiptIssueForLink(issuer, link, clock));
        }
        const proof = verifiedProofHandle(introduced) ?? mistaken("introduced", "a VerifiedLink or a VerifiedProof");
        return answered(native.receiptIssueForProof(issuer, proof, clock));
    }

    /**
     * Judges a receipt: `identity.too_long`, `malformed` (which a session is too), `invalid_key_id`, `invalid_uid`,
     * `invalid_timestamp`, `invalid_signature_format`, `unknown_key`, `signature_mismatch`, `key_retired`,
     * `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`, in this order.
     */
    verifyReceipt(receipt: string, now: Clock): Receipt {
        const text = anyText(receipt, "receipt");
        return answered(native.receiptVerify(issuerHandle(this), text, milliseconds(now, "now")));
    }

    /**
     * A session for the holder of a receipt, which is judged first; it ends with the receipt at the latest.
     *
     * Refused: what {@link verifyReceipt} refuses, a session of no length (`identity.expired`), and what
     * {@link issueReceipt} refuses.
     */
    issueSession(receipt: string, now: Clock): string {
        const text = anyText(receipt, "receipt");
        return answered(native.sessionIssue(issuerHandle(this), text, milliseconds(now, "now")));
    }

    /** Judges a session, with the codes of {@link verifyReceipt}. */
    verifySession(session: string, now: Clock): SessionToken {
        const text = anyText(session, "session");
        const accepted = handle(native.sessionVerify(issuerHandle(this), text, milliseconds(now, "now")));
        return new SessionToken(OF_THIS_LIBRARY, accepted);
    }
}

interface SessionFacts {
    readonly uid: Uid;
    readonly keyId: string;
    readonly issuedAt: number;
    readonly expiresAt: number;
}

/**
 * A session that was judged. Its text accompanies the header `X-MOT-User` on every call and on the first frame of a socket;
 * a bare header identifies nobody. Nothing but {@link TokenIssuer.verifySession} makes one.
 *
 * ```ts
 * const issuer = new identity.TokenIssuer(new identity.KeyRing("k1", Buffer.from("a secret of 32 bytes or more, of ours")));
 * assert.throws(() => issuer.verifySession("mot-session-1~forged", Date.now()), { code: "identity.malformed" });
 * ```
 */
export class SessionToken {
    /** The user id that the session is for. */
    readonly uid: Uid;
    /** The id of the key that signed. */
    readonly keyId: string;
    /** Since when. */
    readonly issuedAt: Date;
    /** Until when, this instant included. */
    readonly expiresAt: Date;
    readonly #handle: SessionHandle;

    static {
        sessionHandle = (session) =>
            typeof session === "object" && session !== null && #handle in session
                ? session.#handle
                : mistaken("session", "a SessionToken");
    }

    /** @internal */
    constructor(key: symbol, handle: SessionHandle) {
        onlyOfThisLibrary(key);
        const { uid, keyId, issuedAt, expiresAt } = answered<SessionFacts>(native.sessionFacts(handle));
        this.uid = uid;
        this.keyId = keyId;
        this.issuedAt = new Date(issuedAt);
        this.expiresAt = new Date(expiresAt);
        this.#handle = handle;
        Object.freeze(this);
    }

    /**
     * Compares the user id that a call claims in its header with the session's, byte for byte: another one, none or
     * several are `identity.uid_header_mismatch`.
     */
    checkHeader(headerUid: string | readonly string[] | undefined): void {
        const claimed = typeof headerUid === "string" ? headerUid : "";
        answered<unknown>(native.sessionCheckHeader(sessionHandle(this), claimed));
    }
}
