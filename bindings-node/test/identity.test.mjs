// User ids, key rings and links.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import v8 from "node:v8";

import { MotError, identity } from "mot-core";

const secret = Buffer.from("a secret of the portal, 32 bytes or more");
const earlier = Buffer.from("the secret that it had before, as long");
const uid = "4jzgNSNUa4C1rD2y1Q5Z8Y";
const now = Date.parse("2025-02-01T12:00:00Z");
const ring = () => new identity.KeyRing("k2", secret);
const signed = (signer = new identity.LinkSigner(ring())) => signer.sign({ mot: "manifest-7", uid, now: new Date(now) });

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error;
    }
    return assert.fail("nothing was refused");
}

test("no secret is shown", () => {
    const keys = ring().add("k1", earlier, "accept");
    for (const handle of [keys, new identity.LinkVerifier(keys), new identity.LinkSigner(keys)]) {
        const inspected = inspect(handle, { showHidden: true, depth: Infinity, getters: true });
        for (const shown of [inspected, JSON.stringify(handle), String(handle), v8.serialize(structuredClone(handle)).toString("latin1")]) {
            assert(!shown.includes("secret"), shown);
            assert(!shown.includes(secret.toString("hex")), shown);
        }
        assert.deepEqual(Reflect.ownKeys(handle), []);
    }
});

test("a refused secret is not shown either", () => {
    const { code, details, message, stack } = refusal(() => new identity.KeyRing("k1", Buffer.from("hunter2")));
    assert.equal(code, "identity.secret_too_short");
    assert.deepEqual(details, { length: "7", minimum: "32" });
    assert(!`${message}${stack}`.includes("hunter2"));
});

test("secrets are bytes", () => {
    for (const wrong of ["a secret of the portal, 32 bytes or more", undefined, null, [1, 2], new ArrayBuffer(32), {}]) {
        const { code, path } = refusal(() => new identity.KeyRing("k1", wrong));
        assert.deepEqual([code, path], ["input.wrong_type", "secret"]);
    }
    assert.doesNotThrow(() => new identity.KeyRing("k1", new Uint8Array(secret)));
});

test("a ring refuses what the core refuses", () => {
    const keys = ring();
    assert.equal(refusal(() => keys.add("k2", earlier, "accept")).code, "identity.duplicate_key");
    assert.equal(refusal(() => keys.add("k1", earlier, "active")).code, "identity.several_active_keys");
    assert.equal(refusal(() => keys.add("K1", earlier, "accept")).code, "identity.invalid_key_id");
    assert.equal(refusal(() => keys.add("k1", earlier, "maybe")).code, "input.bad_value");
    assert.equal(refusal(() => keys.add(1, earlier, "accept")).code, "input.wrong_type");
    assert.equal(refusal(() => keys.add("k1", earlier, "accept", { notAfter: "tomorrow" })).path, "notAfter");
});

test("a key is accepted in its period", () => {
    const old = signed(new identity.LinkSigner(new identity.KeyRing("k1", earlier)));
    const accepted = (period) => identity.check(new identity.LinkVerifier(ring().add("k1", earlier, "accept", period)), old, now);
    assert.equal(accepted({}).keyId, "k1");
    assert.equal(accepted({ notAfter: new Date(now) }).ok, true);
    assert.equal(accepted({ notAfter: new Date(now - 1) }).code, "identity.key_retired");
    assert.equal(accepted({ notBefore: new Date(now + 1) }).code, "identity.key_retired");
});

test("a verifier keeps the keys that it was made of", () => {
    const keys = ring();
    const verifier = new identity.LinkVerifier(keys);
    keys.add("k1", earlier, "accept");
    const old = signed(new identity.LinkSigner(new identity.KeyRing("k1", earlier)));
    assert.equal(identity.check(verifier, old, now).code, "identity.signature_mismatch");
    assert.equal(identity.check(new identity.LinkVerifier(keys), old, now).ok, true);
});

test("a link introduces its user id", () => {
    const candidate = identity.verify(new identity.LinkVerifier(ring()), `#${signed()}`, now + 1500);
    assert.deepEqual(
        { ...candidate },
        {
            ok: true,
            version: 1,
            uid,
            keyId: "k2",
            ageMs: 1500,
        },
    );
    assert.equal(candidate.bind(null).binding, "first");
    const bound = candidate.bind(uid);
    assert.deepEqual(
        [bound.binding, bound.replayKey, bound.replayExpiresAt],
        ["same", signed().slice(-64), new Date(now + 360_000)],
    );
    assert.equal(refusal(() => candidate.bind("user-abc")).code, "identity.uid_conflict");
    assert.equal(refusal(() => candidate.bind("user--abc")).code, "id.bad_id");
    assert.equal(bound.accept("fresh").uid, uid);
    assert.deepEqual(bound.accept("fresh"), bound.acceptWithoutReplayCheck());
    assert.equal(refusal(() => bound.accept("seen")).publicCode, "link_used");
    assert.equal(refusal(() => bound.accept("perhaps")).code, "input.bad_value");
    assert.equal(refusal(() => bound.accept()).code, "input.missing_field");
    assert.equal(candidate.accept, undefined, "a link that is not bound cannot be accepted");
});

test("what is checked is what is verified", () => {
    const verifier = new identity.LinkVerifier(ring(), { audience: "portal.example", requireVersion2: true });
    const signer = new identity.LinkSigner(ring());
    const second = signer.signFor("portal.example", { mot: "m", uid, now: new Date(now), entropy: Buffer.from("16 bytes of noise") .subarray(0, 16) });
    for (const [fragment, at] of [
        [second, now],
        [second, now - 60_000],
        [second, now + 300_001],
        [signed(), now],
        [signer.signFor("elsewhere", { mot: "m", uid, now: new Date(now) }), now],
        [second.replace("mot=m", "mot=n"), now],
        ["", now],
        ["%41", now],
        ["\ud800", now],
        ["x".repeat(600), now],
    ]) {
        const checked = identity.check(verifier, fragment, at);
        if (checked.ok) {
            assert.deepEqual(checked, identity.verify(verifier, fragment, at));
        } else {
            const { code, publicCode } = refusal(() => identity.verify(verifier, fragment, at));
            assert.deepEqual(checked, { ok: false, code, publicCode });
        }
    }
    assert.equal(identity.check(verifier, second, now).version, 2);
});

test("a fragment of any kind is judged without a throw", () => {
    const verifier = new identity.LinkVerifier(ring());
    for (const fragment of [undefined, null, 5, {}, [], Symbol("mot")]) {
        assert.deepEqual(identity.check(verifier, fragment, now), { ok: false, code: "input.wrong_type", publicCode: undefined });
        assert.equal(refusal(() => identity.verify(verifier, fragment, now)).path, "fragment");
    }
});

test("handles of another kind are refused", () => {
    for (const wrong of [undefined, null, {}, 5, "verifier", ring(), Object.create(identity.LinkVerifier.prototype)]) {
        assert.equal(refusal(() => identity.check(wrong, "", now)).code, "input.wrong_type");
        if (!(wrong instanceof identity.KeyRing)) {
            assert.equal(refusal(() => new identity.LinkVerifier(wrong)).code, "input.wrong_type");
            assert.equal(refusal(() => new identity.LinkSigner(wrong)).code, "input.wrong_type");
        }
    }
    assert.equal(refusal(() => new identity.LinkVerifier(ring(), { maximumAge: 5 })).path, "maximumAge");
    assert.equal(refusal(() => new identity.LinkVerifier(ring(), { revoked: ["a--b"] })).path, "revoked[0]");
});

test("user ids come from 16 bytes of entropy", () => {
    assert.equal(identity.Uid.fromEntropy(Buffer.from("1e4c333c0cc945cabeea9392489ed1c5", "hex")), uid);
    assert.equal(refusal(() => identity.Uid.fromEntropy(new Uint8Array(16))).code, "identity.weak_entropy");
    assert.equal(refusal(() => identity.Uid.fromEntropy(Uint8Array.of(1, 2))).code, "input.bad_value");
    assert.equal(refusal(() => identity.Uid.fromEntropy("1e4c333c0cc945ca")).code, "input.wrong_type");
    assert.equal(new Set(Array.from({ length: 100 }, () => identity.Uid.generate())).size, 100);
});
