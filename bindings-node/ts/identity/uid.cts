import { randomBytes } from "node:crypto";

import { answered, ask, bytes } from "../crossing.cjs";
import { native } from "../native.cjs";

/** A user id: random on a device, stable, meaning nothing else. */
export type Uid = string;

/**
 * User ids. Ids of the common grammar are legal (`user-abc`); new ones are 22 characters of Base58.
 *
 * ```ts
 * assert.equal(identity.Uid.generate().length, 22);
 * assert.equal(identity.Uid.parse("user-abc"), "user-abc");
 * ```
 */
export const Uid = Object.freeze({
    /** Reads a user id by the common grammar (`id.bad_id`). */
    parse(text: string): Uid {
        return ask(native.uidParse, { text });
    },

    /** The user id of 16 random bytes. Bytes that are all equal are `identity.weak_entropy`. */
    fromEntropy(entropy: Uint8Array): Uid {
        return answered(native.uidFromEntropy(bytes(entropy, "entropy")));
    },

    /** A new user id from the operating system's randomness. */
    generate(): Uid {
        return Uid.fromEntropy(randomBytes(16));
    },
});
