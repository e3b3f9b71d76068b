import { randomBytes } from "node:crypto";

import { answered, argumentsText, bytes, documentText, mistaken, objectGiven } from "../crossing.cjs";
import type { Instant } from "../lifecycle.cjs";
import { native } from "../native.cjs";
import { type KeyRing, keyRingHandle } from "./key-ring.cjs";
import type { Uid } from "./uid.cjs";

type Handle = ReturnType<typeof native.linkSignerCreate>;

let handleOf: (signer: unknown) => Handle;

/** What a link says. Another field is `input.unknown_field`. */
export interface LinkContent {
    /** The token of the manifest, 1 to 128 letters, digits, `-` and `_` (`identity.invalid_mot`). */
    readonly mot: string;
    /** The user id that the link introduces, 22 letters and digits (`identity.invalid_uid`). */
    readonly uid: Uid;
    /**
     * When it is issued, as RFC 3339 text or a `Date` and not as `Date.now()` (`identity.invalid_timestamp` unless it has 13
     * digits of milliseconds).
     */
    readonly now: Instant;
}

/**
 * Signs links with the active key of a ring, which it takes as it is at that moment.
 *
 * Refused: values outside the grammar, an active key outside its dates (`identity.key_retired`), a token that is the secret
 * of a key (`identity.secret_in_link`).
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const signer = new identity.LinkSigner(ring);
 * const link = signer.signFor("portal.example", { mot: "manifest-7", uid: identity.Uid.generate(), now: new Date() });
 * assert.match(link, /^v=2&kid=k1&aud=portal\.example&mot=manifest-7&uid=/);
 * ```
 */
export class LinkSigner {
    readonly #handle: Handle;

    static {
        handleOf = (signer) =>
            typeof signer === "object" && signer !== null && #handle in signer
                ? signer.#handle
                : mistaken("signer", "a LinkSigner");
    }

    constructor(ring: KeyRing) {
        this.#handle = native.linkSignerCreate(keyRingHandle(ring));
    }

    /** A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`. */
    sign(content: LinkContent): string {
        return answered(native.linkSign(handleOf(this), documentText(objectGiven(content, "content"))));
    }

    /**
     * A version 2 link for one audience (`identity.invalid_audience`), made unique by 16 bytes of entropy: the operating
     * system's, unless others are given.
     */
    signFor(audience: string, content: LinkContent & { readonly entropy?: Uint8Array | undefined }): string {
        let entropy: unknown;
        const given = argumentsText(objectGiven(content, "content"), undefined, (name, value) => {
            const isEntropy = name === "entropy";
            entropy = isEntropy ? value : entropy;
            return isEntropy;
        });
        const noise = entropy === undefined ? randomBytes(16) : bytes(entropy, "entropy");
        return answered(native.linkSignFor(handleOf(this), documentText({ audience }), given, noise));
    }
}
