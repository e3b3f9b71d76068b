import { randomBytes } from "node:crypto";

import { answered, ask, bytes } from "../crossing.cjs";
import { native } from "../native.cjs";

/** A user id: random on a device or made of its key, stable, meaning nothing else. */
export type Uid = string;

/**
 * User ids. Ids of the common grammar are legal (`user-abc`); new ones are 22 characters of Base58.
 *
 * ```ts
 * assert.equal(identity.Uid.generate().length, 22);
 * assert.equal(identity.Uid.parse("user-abc"), "user-abc");
 * assert.equal(identity.Uid.publicId("user-abc").length, 64);
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

    /**
     * The user id that certifies itself, of the thumbprint of a device key (`identity.invalid_thumbprint`): whoever holds
     * the key is this user; no register is asked.
     */
    fromDeviceKey(thumbprint: string): Uid {
        return ask(native.uidFromDeviceKey, { thumbprint });
    },

    /**
     * What a register shows instead of the user id (`id.bad_id`): 64 hexadecimal digits. The same user id gives the same
     * public id; the way back is a search through all user ids.
     */
    publicId(uid: Uid): string {
        return ask(native.uidPublicId, { uid });
    },

    /** A new user id from the operating system's randomness. */
    generate(): Uid {
        return Uid.fromEntropy(randomBytes(16));
    },
});
