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
    const replays = new identity.ReplayStore(10);
    replays.insert("the secret of a link", now, now);
    const handles = [keys, new identity.LinkVerifier(keys), new identity.LinkSigner(keys), new identity.TokenIssuer(keys), replays];
    for (const handle of handles) {
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
    assert.equal(refusal(() => keys.add("k1", secret, "accept")).code, "identity.duplicate_key");
    assert.equal(refusal(() => keys.add("k1", Buffer.concat([secret, Buffer.of(0)]), "accept")).code, "identity.duplicate_key");
    const reversed = { notBefore: new Date(now), notAfter: new Date(now - 1) };
    assert.equal(refusal(() => keys.add("k1", earlier, "accept", reversed)).code, "time.interval_reversed");
});

test("an active key may have dates", () => {
    const period = { notBefore: new Date(now), notAfter: new Date(now + 1_000) };
    const signer = new identity.LinkSigner(new identity.KeyRing("k2", secret, period));
    const sign = (at) => signer.sign({ mot: "manifest-7", uid, now: new Date(at) });
    assert.equal(refusal(() => sign(now - 1)).code, "identity.key_retired");
    const verifier = new identity.LinkVerifier(new identity.KeyRing("k2", secret, period));
    assert.equal(identity.check(verifier, sign(now), now).ok, true);
    assert.equal(identity.check(verifier, sign(now + 1_000), now + 1_000).ok, true);
    assert.equal(identity.check(verifier, sign(now + 1_000), now + 1_001).code, "identity.key_retired");
    assert.equal(refusal(() => sign(now + 1_001)).code, "identity.key_retired");
    const reversed = { notBefore: period.notAfter, notAfter: period.notBefore };
    assert.equal(refusal(() => new identity.KeyRing("k2", secret, reversed)).code, "time.interval_reversed");
    assert.doesNotThrow(() => new identity.KeyRing("k2", secret, { notBefore: period.notBefore, notAfter: period.notBefore }));
    assert.equal(refusal(() => new identity.KeyRing("k2", secret, { notBefore: 5 })).path, "notBefore");
    assert.equal(refusal(() => new identity.KeyRing("k2", secret, null)).path, "period");
});

test("a period is read strictly", () => {
    const makers = [(period) => new identity.KeyRing("k2", secret, period), (period) => ring().add("k1", earlier, "accept", period)];
    for (const make of makers) {
        for (const [period, code, path] of [
            [{ notafter: new Date(now) }, "input.unknown_field", "notafter"],
            [{ not_after: new Date(now) }, "input.unknown_field", "not_after"],
            [{ notAfter: new Date(now), id: "k3" }, "input.unknown_field", "id"],
            [{ notAfter: now }, "input.wrong_type", "notAfter"],
            [new Date(now), "input.wrong_type", "period"],
            [[], "input.wrong_type", "period"],
            [null, "input.wrong_type", "period"],
            ["2025-02-01T12:00:00Z", "input.wrong_type", "period"],
        ]) {
            const refused = refusal(() => make(period));
            assert.deepEqual([refused.code, refused.path], [code, path], inspect(period));
        }
        assert.doesNotThrow(() => make({ notBefore: undefined, notAfter: null }));
    }
});

test("what a link is to say is read strictly", () => {
    const signer = new identity.LinkSigner(ring());
    const content = { mot: "manifest-7", uid, now: new Date(now) };
    const signers = [(given) => signer.sign(given), (given) => signer.signFor("portal.example", given)];
    for (const sign of signers) {
        for (const [given, code, path] of [
            [{ ...content, motto: "m" }, "input.unknown_field", "motto"],
            [{ ...content, audience: "elsewhere" }, "input.unknown_field", "audience"],
            [{ ...content, now }, "input.wrong_type", "now"],
            [{ ...content, mot: undefined }, "input.missing_field", "mot"],
            [new Date(now), "input.wrong_type", "content"],
            [[content], "input.wrong_type", "content"],
            [undefined, "input.wrong_type", "content"],
        ]) {
            const refused = refusal(() => sign(given));
            assert.deepEqual([refused.code, refused.path], [code, path], inspect(given));
        }
    }
    const entropy = Buffer.from("16 bytes of nois");
    assert.equal(refusal(() => signer.sign({ ...content, entropy: "noise" })).path, "entropy");
    assert.equal(refusal(() => signer.signFor("portal.example", { ...content, entropy: null })).path, "entropy");
    const [one, same] = [1, 2].map(() => signer.signFor("portal.example", { ...content, entropy }));
    assert.equal(one, same);
    const [first, second] = [1, 2].map(() => signer.signFor("portal.example", { ...content, entropy: undefined }));
    assert.notEqual(first, second);
});

test("a replay key is told and not shown", () => {
    const bound = identity.verify(new identity.LinkVerifier(ring()), signed(), now).bind(null);
    const key = signed().slice(-64);
    for (const link of [bound, bound.accept("fresh"), bound.acceptWithoutReplayCheck()]) {
        assert.equal(link.replayKey, key);
        const inspected = inspect(link, { showHidden: true, depth: Infinity, getters: true });
        for (const shown of [inspected, inspect(link), inspect({ link }), JSON.stringify(link), JSON.stringify({ ...link })]) {
            assert(!shown.includes(key), shown);
            assert(shown.includes(uid), shown);
        }
        assert(inspect(link).startsWith(`${link.constructor.name} {`));
        assert.throws(() => Object.create(link).replayKey, { code: "input.wrong_type", path: "link" });
    }
});

test("a link gives no secret away", () => {
    const printable = "a-secret-of-the-portal_as-letters-only";
    const keys = ring().add("k1", Buffer.from(printable), "retired");
    const signer = new identity.LinkSigner(keys);
    for (const sign of [() => signer.sign({ mot: printable, uid, now: new Date(now) }), () => signer.signFor("portal.example", { mot: printable, uid, now: new Date(now) })]) {
        const error = refusal(sign);
        assert.equal(error.code, "identity.secret_in_link");
        assert(!`${inspect(error)}${JSON.stringify(error)}`.includes(printable));
    }
});

test("a verifier without an audience takes no link that has one", () => {
    const second = new identity.LinkSigner(ring()).signFor("portal.example", { mot: "m", uid, now: new Date(now) });
    assert.equal(identity.check(new identity.LinkVerifier(ring()), second, now).code, "identity.audience_mismatch");
    assert.equal(identity.check(new identity.LinkVerifier(ring(), { audience: "portal.example" }), second, now).ok, true);
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
    const told = { ok: true, version: 1, uid, keyId: "k2", ageMs: 1500 };
    assert.deepEqual(JSON.parse(JSON.stringify(candidate)), told);
    const { ok, version, keyId, ageMs } = candidate;
    assert.deepEqual({ ok, version, uid: candidate.uid, keyId, ageMs }, told);
    assert.equal(inspect(candidate), `Candidate ${inspect(told)}`);
    assert.deepEqual({ ...candidate }, { ok: true });
    assert.equal(candidate.bind(null).binding, "first");
    const bound = candidate.bind(uid);
    assert.deepEqual(
        [bound.binding, bound.replayKey, bound.replayExpiresAt],
        ["same", signed().slice(-64), new Date(now + 360_000)],
    );
    assert.equal(refusal(() => candidate.bind("user-abc")).code, "identity.uid_conflict");
    assert.equal(refusal(() => candidate.bind("user--abc")).code, "id.bad_id");
    assert.equal(bound.accept("fresh").uid, uid);
    const accepted = { version: 1, uid, keyId: "k2", ageMs: 1500, replayExpiresAt: bound.replayExpiresAt };
    assert.deepEqual({ ...bound.accept("fresh") }, accepted);
    assert.deepEqual({ ...bound.acceptWithoutReplayCheck() }, accepted);
    assert.deepEqual({ ...bound }, { ...accepted, binding: "same" });
    const seen = refusal(() => bound.accept("seen"));
    assert.deepEqual([seen.code, seen.publicCode], ["identity.replayed", "link_used"]);
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
        const [listed] = identity.checkMany(verifier, [fragment], new Date(at));
        assert.deepEqual(JSON.stringify(listed), JSON.stringify(checked));
        if (checked.ok) {
            assert.deepEqual(checked.toJSON(), identity.verify(verifier, fragment, at).toJSON());
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

test("many links are judged in one call, each for itself", () => {
    const verifier = new identity.LinkVerifier(ring());
    const other = signed(new identity.LinkSigner(new identity.KeyRing("k1", earlier)));
    const given = [signed(), `#${signed()}`, other, "", undefined, 5, { toString: () => signed() }, "x".repeat(1_000), "\ud800"];
    const judged = identity.checkMany(verifier, given, now);
    assert.deepEqual(
        judged.map((link) => (link.ok ? link.uid : link.code)),
        [
            uid,
            uid,
            "identity.signature_mismatch",
            "identity.malformed",
            "input.wrong_type",
            "input.wrong_type",
            "input.wrong_type",
            "identity.too_long",
            "identity.malformed",
        ],
    );
    assert.equal(judged[1].bind(uid).accept("fresh").uid, uid);
    assert.deepEqual(judged[4], { ok: false, code: "input.wrong_type", publicCode: undefined });
    assert.deepEqual(identity.checkMany(verifier, [], now), []);
    assert.equal(identity.checkMany(verifier, Array(1_000).fill(signed()), now).filter(({ ok }) => ok).length, 1_000);
    assert.deepEqual(identity.checkMany(verifier, [signed()], 1.5).map(({ code }) => code), ["input.bad_value"]);
    for (const wrong of [undefined, null, "mot", {}, new Set(), { length: 1, 0: "mot" }, new Proxy([], {})]) {
        assert.equal(refusal(() => identity.checkMany(verifier, wrong, now)).path, "fragments");
    }
    assert.equal(refusal(() => identity.checkMany(verifier, new Array(2 ** 32 - 1), now)).code, "input.too_large");
    assert.equal(refusal(() => identity.checkMany({}, [], now)).path, "verifier");
    assert.equal(refusal(() => identity.checkMany(verifier, [], "now")).path, "now");
});

test("every item of a list is read once", () => {
    let read = 0;
    const fragments = Object.defineProperty([""], 0, { get: () => ((read += 1), read === 1 ? signed() : "#mot=forged") });
    const [link] = identity.checkMany(new identity.LinkVerifier(ring()), fragments, now);
    assert.deepEqual([link.ok, link.keyId, link.bind(uid).uid, read], [true, "k2", uid, 1]);
});

test("a fragment is as long as it is, whatever is read of it", () => {
    const verifier = new identity.LinkVerifier(ring());
    const judged = (fragment) => {
        const { code } = identity.check(verifier, fragment, now);
        assert.equal(refusal(() => identity.verify(verifier, fragment, now)).code, code);
        assert.equal(identity.checkMany(verifier, [fragment], now)[0].code, code);
        return code;
    };
    for (const [letter, bytes] of [["x", 1], ["ä", 2], ["€", 3], ["😀", 4], ["\ud800", 3], ["\udc00", 3]]) {
        // What Node reads stops at about this length, within a character or behind it.
        for (let length = 500; length <= 540; length += 1) {
            const filled = letter.repeat(Math.floor(length / bytes)) + "x".repeat(length % bytes);
            assert.equal(judged(filled), length <= 512 ? "identity.malformed" : "identity.too_long", `${letter} ${length}`);
            assert.equal(judged(`#${filled}`), length <= 512 ? "identity.malformed" : "identity.too_long", `#${letter} ${length}`);
            assert.equal(judged("x".repeat(length) + letter), length + bytes <= 512 ? "identity.malformed" : "identity.too_long");
        }
    }
    assert.equal(judged("x".repeat(2 ** 28)), "identity.too_long");
    assert.equal(judged(`${signed()}&${"x".repeat(512)}`), "identity.too_long");
});

test("a link is judged by its characters, and by no others that resemble them in part", () => {
    const verifier = new identity.LinkVerifier(ring());
    const link = signed();
    for (const at of [0, 4, 14, 20, link.length - 1]) {
        const widened = String.fromCharCode(link.charCodeAt(at) + 0x100);
        const checked = identity.check(verifier, link.slice(0, at) + widened + link.slice(at + 1), now);
        assert.equal(checked.ok, false, widened);
    }
    assert.equal(identity.check(verifier, [...link].reduce((text, letter) => text + letter, ""), now).ok, true);
    assert.equal(identity.check(verifier, `${link}\0`, now).ok, false);
    assert.equal(identity.check(verifier, `${link.slice(0, 20)}\0${link.slice(20)}`, now).ok, false);
});

test("a link whose parts stand in another order says the same user id", () => {
    const verifier = new identity.LinkVerifier(ring());
    const parts = signed().split("&");
    for (const order of [[1, 0, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1]]) {
        for (const mark of ["", "#"]) {
            assert.equal(identity.check(verifier, mark + order.map((place) => parts[place]).join("&"), now).uid, uid);
        }
    }
    const likeIt = new identity.LinkSigner(ring()).sign({ mot: uid, uid, now: new Date(now) });
    assert.equal(identity.check(verifier, likeIt, now).uid, uid);
});

test("every public code is told", () => {
    const verifier = new identity.LinkVerifier(ring());
    assert.equal(identity.check(verifier, signed(), now + 300_001).publicCode, "link_expired");
    assert.equal(identity.check(verifier, signed(), now - 60_001).publicCode, "link_invalid");
    assert.equal(identity.check(verifier, signed(), NaN).publicCode, undefined);
});

test("a stored record is judged as the link that it was", () => {
    const record = (change = {}) => JSON.stringify({ ...Object.fromEntries(new URLSearchParams(signed())), ...change });
    const verifier = new identity.LinkVerifier(ring(), { maximumAgeMs: 1 });
    const month = { maximumAgeMs: 30 * 86_400_000 };
    const candidate = identity.recheck(verifier, record(), month, now + 86_400_000);
    assert.deepEqual(candidate.toJSON(), { ok: true, version: 1, uid, keyId: "k2", ageMs: 86_400_000 });
    const bound = candidate.bind(uid);
    assert.deepEqual(bound.replayExpiresAt, new Date(now + 30 * 86_400_000 + 60_000));
    assert.equal(bound.accept("fresh").uid, uid);
    assert.equal(refusal(() => candidate.bind("user-abc")).code, "identity.uid_conflict");
    for (const [text, code, path] of [
        [record({ ts: now }), undefined],
        [record({ ts: now + 1 }), "identity.signature_mismatch", undefined],
        [record({ mot: "" }), "identity.invalid_mot", undefined],
        [record({ sig: undefined }), "input.missing_field", "sig"],
        [record({ uid: null }), "input.wrong_type", "uid"],
        [record({ admin: true }), "input.unknown_field", "admin"],
        ['{"mot":"a","mot":"b"}', "input.duplicate_field", "mot"],
        ["mot", "input.bad_json", undefined],
        [undefined, "input.wrong_type", "record"],
        ["\ud800", "input.bad_value", "record"],
    ]) {
        const recheck = () => identity.recheck(verifier, text, month, now);
        if (code === undefined) {
            assert.equal(recheck().uid, uid);
        } else {
            const refused = refusal(recheck);
            assert.deepEqual([refused.code, refused.path], [code, path], text);
        }
    }
    const late = refusal(() => identity.recheck(verifier, record(), { maximumAgeMs: 5 }, now + 6));
    assert.deepEqual([late.code, late.publicCode], ["identity.expired", "link_expired"]);
    assert.equal(refusal(() => identity.recheck(verifier, record(), {}, now)).path, "maximumAgeMs");
    const before = (issuedBefore) => identity.recheck(verifier, record(), { ...month, issuedBefore }, now);
    assert.equal(before(new Date(now + 1)).uid, uid);
    assert.equal(before(undefined).uid, uid);
    assert.equal(refusal(() => before(new Date(now))).code, "identity.not_a_legacy_record");
    assert.equal(refusal(() => before("yesterday")).path, "issuedBefore");
    assert.equal(refusal(() => identity.recheck(verifier, record(), { ...month, maximumAge: 5 }, now)).path, "maximumAge");
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

test("public ids and ids of device keys", () => {
    assert.match(identity.Uid.publicId(uid), /^b784cf5f345be2da[0-9a-f]{48}$/);
    assert.equal(refusal(() => identity.Uid.publicId("a--b")).code, "id.bad_id");
    assert.equal(identity.Uid.fromDeviceKey("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s").length, 22);
    const { code, path } = refusal(() => identity.Uid.fromDeviceKey("cn-I"));
    assert.deepEqual([code, path], ["identity.invalid_thumbprint", "thumbprint"]);
});

test("user ids come from 16 bytes of entropy", () => {
    assert.equal(identity.Uid.fromEntropy(Buffer.from("1e4c333c0cc945cabeea9392489ed1c5", "hex")), uid);
    assert.equal(refusal(() => identity.Uid.fromEntropy(new Uint8Array(16))).code, "identity.weak_entropy");
    assert.equal(refusal(() => identity.Uid.fromEntropy(Uint8Array.of(1, 2))).code, "input.bad_value");
    assert.equal(refusal(() => identity.Uid.fromEntropy("1e4c333c0cc945ca")).code, "input.wrong_type");
    assert.equal(new Set(Array.from({ length: 100 }, () => identity.Uid.generate())).size, 100);
});
