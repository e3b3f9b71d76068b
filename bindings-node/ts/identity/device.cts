import { OF_THIS_LIBRARY, onlyOfThisLibrary } from "../brand.cjs";
import { answered, bytes, documentText, handle, mistaken, plainText } from "../crossing.cjs";
import { native } from "../native.cjs";
import type { Uid } from "./uid.cjs";

type KeyHandle = Exclude<ReturnType<typeof native.deviceKeyFromSec1>, string>;
type Handle = ReturnType<typeof native.deviceSelfCertifying>;
type SignatureHandle = Exclude<ReturnType<typeof native.deviceSignatureParse>, string>;

let keyHandle: (key: unknown) => KeyHandle;

/** The handle of a device, within the library. @internal */
export let deviceHandle: (device: unknown) => Handle;

/** The handle of a signature, within the library. @internal */
export let deviceSignatureHandle: (signature: unknown) => SignatureHandle;

/**
 * The public key of a device, a point that lies on P-256.
 *
 * Refused: everything that is no such point in one of its encodings (`identity.invalid_public_key`), a private key
 * (`identity.private_key`).
 *
 * ```ts
 * // RFC 7517, appendix A.1
 * const key = identity.DeviceKey.fromJwk({
 *     kty: "EC",
 *     crv: "P-256",
 *     x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
 *     y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
 * });
 * assert.equal(key.thumbprint, "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
 * assert.deepEqual(identity.DeviceKey.fromSpki(key.toSpki()), key);
 * ```
 */
export class DeviceKey {
    /** The key's thumbprint (RFC 7638), 43 characters of base64url. */
    readonly thumbprint: string;
    readonly #handle: KeyHandle;
    readonly #jwk: string;

    static {
        keyHandle = (key) =>
            typeof key === "object" && key !== null && #handle in key ? key.#handle : mistaken("key", "a DeviceKey");
    }

    private constructor(key: symbol, handle: KeyHandle) {
        onlyOfThisLibrary(key);
        const { jwk, thumbprint } = answered<{ jwk: string; thumbprint: string }>(native.deviceKeyFacts(handle));
        this.thumbprint = thumbprint;
        this.#handle = handle;
        this.#jwk = jwk;
        Object.freeze(this);
    }

    /** Reads a SEC1 point: 65 bytes uncompressed or 33 compressed. */
    static fromSec1(point: Uint8Array): DeviceKey {
        return new DeviceKey(OF_THIS_LIBRARY, handle(native.deviceKeyFromSec1(bytes(point, "point"))));
    }

    /** Reads the DER of a SubjectPublicKeyInfo, as Android and WebCrypto export it: the uncompressed point, nothing else. */
    static fromSpki(der: Uint8Array): DeviceKey {
        return new DeviceKey(OF_THIS_LIBRARY, handle(native.deviceKeyFromSpki(bytes(der, "der"))));
    }

    /**
     * Reads a JWK, an object or its JSON text: `kty` `EC`, `crv` `P-256`, `x` and `y`. Other members are passed over, as
     * RFC 7517 demands.
     */
    static fromJwk(jwk: string | object): DeviceKey {
        const text = typeof jwk === "string" ? plainText(jwk, "jwk") : documentText(jwk, "jwk");
        return new DeviceKey(OF_THIS_LIBRARY, handle(native.deviceKeyFromJwk(text)));
    }

    /** The uncompressed SEC1 point: 65 bytes. */
    toSec1(): Uint8Array {
        return native.deviceKeyToSec1(keyHandle(this));
    }

    /** The DER of the SubjectPublicKeyInfo. */
    toSpki(): Uint8Array {
        return native.deviceKeyToSpki(keyHandle(this));
    }

    /** The JSON text of the JWK, with its required members only, in the order that RFC 7638 hashes. */
    toJwk(): string {
        keyHandle(this);
        return this.#jwk;
    }

    /** The JWK with its required members only. */
    toJSON(): { crv: string; kty: string; x: string; y: string } {
        return JSON.parse(this.toJwk());
    }
}

/**
 * A device that is known by its key: under whose user id it speaks.
 *
 * ```ts
 * const jwk = {
 *     kty: "EC",
 *     crv: "P-256",
 *     x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
 *     y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
 * };
 * const key = identity.DeviceKey.fromJwk(jwk);
 * assert.equal(identity.Device.registered("user-abc", key).uid, "user-abc");
 * assert.equal(identity.Device.selfCertifying(key).uid, identity.Uid.fromDeviceKey(key.thumbprint));
 * ```
 */
export class Device {
    /** The user id that the device speaks for. */
    readonly uid: Uid;
    /** Its key. */
    readonly key: DeviceKey;
    readonly #handle: Handle;

    static {
        deviceHandle = (device) =>
            typeof device === "object" && device !== null && #handle in device
                ? device.#handle
                : mistaken("device", "a Device");
    }

    private constructor(key: symbol, handle: Handle, deviceKey: DeviceKey) {
        onlyOfThisLibrary(key);
        this.uid = answered(native.deviceUid(handle));
        this.key = deviceKey;
        this.#handle = handle;
        Object.freeze(this);
    }

    /** A device that the portal has registered: its store says that this key belongs to this user id (`id.bad_id`). */
    static registered(uid: Uid, key: DeviceKey): Device {
        const used = keyHandle(key);
        return new Device(OF_THIS_LIBRARY, handle(native.deviceRegistered(used, documentText({ uid }))), key);
    }

    /** A device whose user id is that of its key, so that no register is asked. */
    static selfCertifying(key: DeviceKey): Device {
        return new Device(OF_THIS_LIBRARY, native.deviceSelfCertifying(keyHandle(key)), key);
    }
}

/**
 * A device's signature: 64 bytes `r‖s`, neither number zero or beyond the curve's order
 * (`identity.invalid_signature_format`). A high `s` is as good as a low one.
 *
 * ```ts
 * const der = Uint8Array.of(0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07); // as Android Keystore gives it
 * const signature = identity.DeviceSignature.fromDer(der);
 * assert.equal(String(signature), "5".padStart(64, "0") + "7".padStart(64, "0"));
 * assert.throws(() => identity.DeviceSignature.parse("00"), { code: "identity.invalid_signature_format" });
 * ```
 */
export class DeviceSignature {
    readonly #handle: SignatureHandle;

    static {
        deviceSignatureHandle = (signature) =>
            typeof signature === "object" && signature !== null && #handle in signature
                ? signature.#handle
                : mistaken("signature", "a DeviceSignature");
    }

    private constructor(key: symbol, handle: SignatureHandle) {
        onlyOfThisLibrary(key);
        this.#handle = handle;
        Object.freeze(this);
    }

    /** Reads 128 lower-case hexadecimal digits. */
    static parse(text: string): DeviceSignature {
        return new DeviceSignature(OF_THIS_LIBRARY, handle(native.deviceSignatureParse(plainText(text, "text"))));
    }

    /** Reads the strict DER of a signature. */
    static fromDer(der: Uint8Array): DeviceSignature {
        return new DeviceSignature(OF_THIS_LIBRARY, handle(native.deviceSignatureFromDer(bytes(der, "der"))));
    }

    /** The signature as 128 lower-case hexadecimal digits. */
    toString(): string {
        return native.deviceSignatureText(deviceSignatureHandle(this));
    }

    /** The same digits. */
    toJSON(): string {
        return this.toString();
    }
}
