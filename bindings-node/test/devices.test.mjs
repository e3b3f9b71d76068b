// Device keys, signatures and proofs.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { MotError, identity } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const { Device, DeviceKey, DeviceSignature } = identity;
// RFC 7517, appendix A.1
const jwk = {
    kty: "EC",
    crv: "P-256",
    x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
};
const thumbprint = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error;
    }
    return assert.fail("nothing was refused");
}

test("a key is the same in every encoding", () => {
    const key = DeviceKey.fromJwk({ ...jwk, use: "sig", key_ops: ["verify"], ext: true });
    assert.equal(key.thumbprint, thumbprint);
    assert.equal(key.toJwk(), JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }));
    assert.deepEqual(JSON.parse(JSON.stringify(key)), jwk);
    assert.equal(inspect(key), `DeviceKey { thumbprint: '${thumbprint}' }`);
    assert.deepEqual([key.toSec1().length, key.toSec1()[0], key.toSpki().length], [65, 4, 91]);
    const compressed = Uint8Array.of(3, ...key.toSec1().subarray(1, 33));
    for (const same of [
        DeviceKey.fromJwk(key.toJwk()),
        DeviceKey.fromSec1(key.toSec1()),
        DeviceKey.fromSec1(compressed),
        DeviceKey.fromSpki(key.toSpki()),
        DeviceKey.fromSpki(Buffer.from(key.toSpki())),
    ]) {
        assert.equal(same.toJwk(), key.toJwk());
    }
    key.toSec1().fill(0);
    assert.equal(key.toSec1()[0], 4, "what comes out is a copy");
});

test("what WebCrypto and node:crypto export is read", async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
    const key = DeviceKey.fromJwk(await crypto.subtle.exportKey("jwk", publicKey));
    const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
    assert.equal(DeviceKey.fromSpki(spki).thumbprint, key.thumbprint);
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
    assert.equal(DeviceKey.fromSec1(point).thumbprint, key.thumbprint);
});

test("what is no key is refused, and nothing of a private one is shown", () => {
    const d = "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE";
    for (const given of [{ ...jwk, d }, JSON.stringify({ ...jwk, d })]) {
        const error = refusal(() => DeviceKey.fromJwk(given));
        assert.equal(error.code, "identity.private_key");
        assert(!inspect(error).includes(d));
    }
    for (const wrong of [{ ...jwk, x: jwk.y }, { ...jwk, crv: "P-384" }, { ...jwk, y: `${jwk.y}=` }, {}, { keys: [jwk] }]) {
        assert.equal(refusal(() => DeviceKey.fromJwk(wrong)).code, "identity.invalid_public_key");
    }
    assert.equal(refusal(() => DeviceKey.fromJwk("{")).code, "input.bad_json");
    assert.equal(refusal(() => DeviceKey.fromJwk('{"kty":"EC","kty":"EC"}')).code, "input.duplicate_field");
    for (const wrong of [null, 5, []]) {
        assert.equal(refusal(() => DeviceKey.fromJwk(wrong)).code, "identity.invalid_public_key");
    }
    for (const wrong of [undefined, new Map(), Symbol("jwk")]) {
        assert.deepEqual([refusal(() => DeviceKey.fromJwk(wrong)).code, refusal(() => DeviceKey.fromJwk(wrong)).path], ["input.bad_value", "jwk"]);
    }
    for (const wrong of [new Uint8Array(65), new Uint8Array(0), Uint8Array.of(4)]) {
        assert.equal(refusal(() => DeviceKey.fromSec1(wrong)).code, "identity.invalid_public_key");
        assert.equal(refusal(() => DeviceKey.fromSpki(wrong)).code, "identity.invalid_public_key");
    }
    for (const wrong of [undefined, "04", [4], new ArrayBuffer(65), {}]) {
        assert.deepEqual([refusal(() => DeviceKey.fromSec1(wrong)).path, refusal(() => DeviceKey.fromSpki(wrong)).path], ["point", "der"]);
    }
});

test("a device speaks for a user id", () => {
    const key = DeviceKey.fromJwk(jwk);
    const device = Device.registered("user-abc", key);
    assert.deepEqual([device.uid, device.key], ["user-abc", key]);
    assert.equal(Device.selfCertifying(key).uid, identity.Uid.fromDeviceKey(thumbprint));
    assert.deepEqual(JSON.parse(JSON.stringify(device)), { uid: "user-abc", key: jwk });
    const { code, path } = refusal(() => Device.registered("a--b", key));
    assert.deepEqual([code, path], ["id.bad_id", "uid"]);
});

test("a signature is 64 bytes in digits or in DER", () => {
    const digits = samples.proof.signature;
    const signature = DeviceSignature.parse(digits);
    assert.deepEqual([String(signature), JSON.stringify(signature)], [digits, `"${digits}"`]);
    for (const wrong of ["", "00", digits.toUpperCase(), "0".repeat(128), "f".repeat(128), `${digits}0`]) {
        assert.equal(refusal(() => DeviceSignature.parse(wrong)).code, "identity.invalid_signature_format");
    }
    for (const wrong of [new Uint8Array(0), Uint8Array.of(0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07, 0)]) {
        assert.equal(refusal(() => DeviceSignature.fromDer(wrong)).code, "identity.invalid_signature_format");
    }
    assert.equal(refusal(() => DeviceSignature.parse(5)).path, "text");
    assert.equal(refusal(() => DeviceSignature.fromDer("30")).path, "der");
});

const { uid, publicKey, call, proof, signature, receivedAt } = samples.proof;
const now = Date.parse(receivedAt);
const device = Device.registered(uid, DeviceKey.fromJwk(publicKey));
const signed = DeviceSignature.parse(signature);

test("a proof is accepted once", () => {
    const candidate = identity.verifyProof(device, call, proof, signed, now);
    const told = { uid, thumbprint: device.key.thumbprint, ageMs: 1_000 };
    const replayExpiresAt = new Date(Date.parse(proof.issuedAt) + 360_000);
    assert.deepEqual({ ...candidate }, { ...told, replayExpiresAt });
    assert.equal(candidate.replayKey, proof.nonce);
    assert.equal(inspect(candidate), `ProofCandidate ${inspect({ ...told, replayExpiresAt })}`);
    for (const shown of [inspect(candidate, { showHidden: true, getters: true }), JSON.stringify(candidate)]) {
        assert(!shown.includes(proof.nonce), shown);
    }
    assert.throws(() => Object.create(candidate).replayKey, { code: "input.wrong_type", path: "proof" });
    assert.deepEqual({ ...candidate.accept("fresh") }, { ...told, replayExpiresAt });
    assert.deepEqual({ ...candidate.acceptWithoutReplayCheck() }, { ...told, replayExpiresAt });
    const seen = refusal(() => candidate.accept("seen"));
    assert.deepEqual([seen.code, seen.publicCode], ["identity.replayed", "link_used"]);
    assert.equal(refusal(() => candidate.accept("perhaps")).path, "replay");
    assert.equal(refusal(() => candidate.accept()).code, "input.missing_field");
    const asDate = { ...proof, issuedAt: new Date(proof.issuedAt) };
    assert.equal(identity.verifyProof(device, { ...call, serverNonce: undefined }, asDate, signed, new Date(now)).uid, uid);
});

test("a proof is judged in the order of its codes", () => {
    const judged = (seen, at = now, policy = undefined, by = device, told = {}) => {
        return refusal(() => identity.verifyProof(by, { ...call, ...seen }, { ...proof, ...told }, signed, at, policy)).code;
    };
    const toldBy = (told) => judged({}, now, undefined, device, told);
    assert.equal(judged({ audience: "Portal" }), "identity.invalid_audience");
    assert.equal(judged({ method: "post" }), "identity.invalid_method");
    assert.equal(judged({ path: "api" }), "identity.invalid_path");
    assert.equal(judged({ bodyHash: "00" }), "identity.invalid_body_hash");
    assert.equal(toldBy({ issuedAt: "1970-01-01T00:00:00Z" }), "identity.invalid_timestamp");
    assert.equal(toldBy({ nonce: "short" }), "identity.invalid_nonce");
    assert.equal(judged({ serverNonce: "" }), "identity.invalid_server_nonce");
    assert.equal(judged({ method: "PUT" }), "identity.signature_mismatch");
    assert.equal(judged({ path: "/api/offers/mort-offer-2025-0002/accept" }), "identity.signature_mismatch");
    assert.equal(judged({ serverNonce: "n" }), "identity.signature_mismatch");
    assert.equal(judged({}, now, undefined, Device.selfCertifying(device.key)), "identity.signature_mismatch");
    assert.equal(judged({}, now - 61_001), "identity.issued_in_future");
    assert.equal(judged({}, now + 300_000), "identity.expired");
    assert.equal(judged({}, now, { revoked: [uid] }), "identity.revoked");
    assert.equal(judged({}, now, { issuedAfter: proof.issuedAt }), "identity.issued_before_cutoff");
    assert.equal(judged({}, now, { maximumAgeMs: 999 }), "identity.expired");
});

test("a proof refuses what cannot be read", () => {
    const path = (asked) => refusal(asked).path;
    const verify = (seen, told, policy) => identity.verifyProof(device, seen, told, signed, now, policy);
    assert.equal(path(() => verify(call, { ...proof, uid })), "proof.uid");
    assert.equal(path(() => verify(call, { ...call, ...proof })), "proof.audience", "the device has no say of the call");
    assert.equal(path(() => verify({ ...call, ...proof }, proof)), "call.issuedAt");
    assert.equal(path(() => verify(call, { ...proof, nonce: 5 })), "proof.nonce");
    assert.equal(path(() => verify(call, undefined)), "proof");
    assert.equal(path(() => verify(undefined, proof)), "call");
    assert.equal(path(() => verify(call, proof, { maximumAge: 5 })), "policy.maximumAge");
    assert.equal(path(() => identity.verifyProof(device, call, proof, signed)), "now");
    assert.equal(path(() => identity.proofMessage("user-abc", { ...call, path: undefined }, proof)), "call.path");
    assert.equal(path(() => identity.proofMessage("user-abc", call, {})), "proof.issuedAt");
    assert.equal(path(() => identity.proofMessage("user-abc", call)), "proof");
    assert.equal(refusal(() => identity.proofMessage("a--b", call, proof)).code, "identity.invalid_uid");
    const message = identity.proofMessage(uid, call, proof);
    assert(message instanceof Uint8Array);
    assert.equal(Buffer.from(message).subarray(0, 23).toString("latin1"), "mot-core/proof/p256/v1\0");
});
