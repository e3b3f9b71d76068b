// Values that change between two looks, that never end, or that only look like what they should be.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, application, canonicalJson, contract, fee, identity, lifecycle, money, mortgage, offer, property, room } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };
const withMeta = (meta) => ({ ...samples.property, meta });
const metaOf = (meta) => property.read(withMeta(meta)).meta;

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return [error.code, error.path];
    }
    return assert.fail("nothing was refused");
}

function refusedSoon(call) {
    const before = performance.now();
    const [code] = refusal(call);
    const took = performance.now() - before;
    assert(took < 1_000, `${took} ms`);
    return code;
}

/** Gives these values one after the other, the last one for ever. */
function inTurn(...values) {
    let turn = 0;
    return () => values[Math.min(turn++, values.length - 1)];
}

const hidden = (toJSON, to) => Object.defineProperty(to, "toJSON", { value: toJSON, enumerable: false });

test("a property is read a single time", () => {
    assert.deepEqual(metaOf(Object.defineProperty({}, "a", { enumerable: true, get: inTurn(5, NaN) })), { a: 5 });
    assert.deepEqual(metaOf({ list: Object.defineProperty([0], 0, { get: inTurn(5, undefined) }) }), { list: [5] });
    assert.deepEqual(metaOf(new Proxy({ a: 0 }, { get: inTurn(5, Symbol("five")) })), { a: 5 });
    const length = inTurn(2, 0);
    const shrinking = new Proxy([1, 2], { get: (list, name) => (name === "length" ? length() : list[name]) });
    assert.deepEqual(metaOf({ shrinking }), { shrinking: [1, 2] });
    const counted = {};
    const counting = new Proxy(
        { offer: samples.newOffer, policy: "mcd_baseline", application: samples.application, policies: undefined, existing: undefined },
        {
            get(given, name) {
                counted[name] = (counted[name] ?? 0) + 1;
                return given[name];
            },
        },
    );
    offer.make(counting, { now: "2025-02-01T12:00:00Z", actor: { party: "bank-xyz" } });
    assert.deepEqual(counted, { offer: 1, policy: 1, application: 1, policies: 1, existing: 1 });
});

test("a library called by what it reads keeps its place", () => {
    const given = withMeta({
        get a() {
            assert.equal(refusal(() => money.rate(NaN))[0], "input.bad_value");
            return money.rate("0.50");
        },
        b: [1, 2],
    });
    assert.deepEqual(property.read(given).meta, { a: "0.5", b: [1, 2] });
});

test("what is data is written as data, whatever it carries beside", () => {
    assert.deepEqual(metaOf(hidden(() => "forged", { a: 5 })), { a: 5 });
    assert.deepEqual(metaOf({ list: hidden(() => "forged", [5]) }), { list: [5] });
    const submissionTs = Object.assign(new Date("2025-02-01T10:15:00Z"), { toJSON: () => "forged", getTime: () => NaN });
    assert.equal(application.read({ ...samples.application, submissionTs }).submissionTs, "2025-02-01T10:15:00Z");
    assert.deepEqual(refusal(() => metaOf({ a: { toJSON: () => 5 } })), ["input.bad_value", "meta.a.toJSON"]);
    Object.defineProperty(Object.prototype, "toJSON", { value: () => null, configurable: true });
    try {
        assert.deepEqual(metaOf({ a: { b: [5] } }), { a: { b: [5] } });
    } finally {
        delete Object.prototype.toJSON;
    }
});

test("toJSON is followed once", () => {
    class Written {
        constructor(as) {
            Object.defineProperty(this, "as", { value: as });
        }

        toJSON() {
            return this.as;
        }
    }
    assert.deepEqual(metaOf({ a: new Written(new Date(0)) }), { a: "1970-01-01T00:00:00.000Z" });
    assert.deepEqual(metaOf({ a: new Written({ b: new Written(5) }) }), { a: { b: 5 } });
    assert.deepEqual(refusal(() => metaOf({ a: new Written(undefined) })), ["input.bad_value", "meta.a"]);
    assert.deepEqual(refusal(() => metaOf({ a: new Written(Buffer.from("a")) })), ["input.bad_value", "meta.a"]);
    class Itself {
        b = 5;
        toJSON() {
            return this;
        }
    }
    assert.deepEqual(metaOf({ a: new Itself() }), { a: { b: 5 } });
    class Endless {
        toJSON() {
            return { again: new Endless() };
        }
    }
    assert.equal(refusal(() => metaOf(new Endless()))[0], "input.too_deep");
    const nested = (levels) => (levels === 0 ? 0 : new Written([nested(levels - 1)]));
    assert.doesNotThrow(() => metaOf({ a: nested(30) }));
    assert.equal(refusal(() => metaOf({ a: nested(31) }))[0], "input.too_deep");
});

test("bytes and what only looks like a date are refused", () => {
    for (const value of [Buffer.from("a"), new DataView(new ArrayBuffer(1)), new Proxy(new Date(0), {}), new Proxy(Buffer.from("a"), {}), Object.create(Date.prototype)]) {
        assert.deepEqual(refusal(() => metaOf({ a: value })), ["input.bad_value", "meta.a"]);
    }
});

test("what is too large is refused before it is written", () => {
    const long = "a".repeat(2 ** 28);
    const endless = new Proxy([], { get: (list, name) => (name === "length" ? Infinity : 0) });
    const names = Object.fromEntries(Array.from({ length: 40 }, (_, index) => ["b".repeat(2 ** 20) + index, 1]));
    for (const meta of [{ long }, { [long]: 1 }, { lists: Array(1_000).fill(long) }, { endless }, { names }, { sparse: new Array(2 ** 32 - 1) }]) {
        assert.equal(refusedSoon(() => metaOf(meta)), "input.too_large");
        assert.equal(refusedSoon(() => lifecycle.decide("application.share", samples.application, meta, context)), "input.too_large");
    }
    assert.equal(refusedSoon(() => property.parse(long)), "input.too_large");
    assert.equal(refusedSoon(() => canonicalJson(long)), "input.too_large");
    assert.equal(refusedSoon(() => money.rate(long)), "input.too_large");
    for (const length of [NaN, -1, "2", null, Symbol("two")]) {
        const odd = new Proxy([], { get: (list, name) => (name === "length" ? length : 0) });
        assert.deepEqual(refusal(() => metaOf({ odd })), ["input.bad_value", "meta.odd"]);
    }
});

test("a text is written as JSON writes it", () => {
    const texts = ["", "a\"b\\c", "\u0000\u001f\u007f\n\t", "ä€😀", "\u2028\u2029", "</script>"];
    const meta = Object.fromEntries(texts.map((text) => [`name ${text}`, text]));
    assert.deepEqual(metaOf(meta), meta);
});

test("weights beyond all bounds are refused", () => {
    const weights = Array.from({ length: 100_001 }, () => 1);
    assert.equal(refusal(() => money.allocate({ amount: 1, currency: "EUR" }, weights))[0], "input.too_large");
});

test("events with a gap are refused", () => {
    const { events } = application.share(samples.application, { lenders: ["bank-2"] }, context);
    const later = events.map((event) => ({ ...event, version: event.version + 1 }));
    assert.equal(refusal(() => lifecycle.fold("application", samples.application, later))[0], "lifecycle.version_conflict");
});

test("a rate in per cent has at most seven decimals", () => {
    assert.equal(money.percent("0.0325", 7), "3.2500000");
    for (const decimals of [8, 65_535, 65_536, 2 ** 32 - 1]) {
        assert.deepEqual(refusal(() => money.percent("0.0325", decimals)), ["input.bad_value", "decimals"]);
    }
});

const uid = "4jzgNSNUa4C1rD2y1Q5Z8Y";
const now = Date.parse("2025-02-01T12:00:00Z");
const ring = () => new identity.KeyRing("k2", Buffer.from("a secret of the portal, 32 bytes or more"));
const signer = new identity.LinkSigner(ring());
const verifier = new identity.LinkVerifier(ring());
const candidate = () => identity.verify(verifier, signer.sign({ mot: "manifest-7", uid, now: new Date(now) }), now);

test("a link cannot be made to tell something else", () => {
    const link = candidate();
    assert.throws(() => (link.uid = "evil"), TypeError);
    assert.throws(() => Object.defineProperty(link, "bind", { value: () => "evil" }), TypeError);
    const bound = link.bind(uid);
    for (const name of ["uid", "replayKey", "accept", "acceptWithoutReplayCheck"]) {
        assert.throws(() => (bound[name] = "evil"), TypeError);
    }
    bound.replayExpiresAt.setTime(0);
    const accepted = bound.accept("fresh");
    accepted.replayExpiresAt.setTime(0);
    assert.deepEqual([bound.accept("fresh").uid, bound.accept("fresh").replayExpiresAt], [uid, new Date(now + 360_000)]);
    const sameThenOther = inTurn(uid, "user-abc");
    class Stored {
        toJSON() {
            return sameThenOther();
        }
    }
    assert.equal(link.bind(new Stored()).accept("fresh").uid, uid);
});

/** What a session, a device and a proof are in a portal. */
function accepted() {
    const link = candidate();
    const bound = link.bind(uid);
    const issuer = new identity.TokenIssuer(ring());
    const session = issuer.verifySession(issuer.issueSession(issuer.issueReceipt(bound.accept("fresh"), now), now), now);
    const { publicKey, signature, call, proof, receivedAt } = samples.proof;
    const key = identity.DeviceKey.fromJwk(publicKey);
    const device = identity.Device.registered(samples.proof.uid, key);
    const signed = identity.DeviceSignature.parse(signature);
    const proven = identity.verifyProof(device, call, proof, signed, new Date(receivedAt));
    const admission = room.admission("offer", samples.offer);
    const verified = bound.accept("fresh");
    return { link, bound, verified, session, key, device, signed, proven, provenFor: proven.accept("fresh"), admission, issuer };
}

test("what is judged is never made by hand", () => {
    for (const [name, made] of Object.entries(accepted())) {
        if (name === "issuer") {
            continue;
        }
        for (const given of [[], [{}], [Symbol("mot-core"), made], [undefined, made, made, made], [Symbol.for("mot-core"), uid, {}]]) {
            const refused = refusal(() => new made.constructor(...given));
            assert.deepEqual(refused, ["input.wrong_type", "key"], name);
            const heir = () => new (class extends made.constructor {})(...given);
            assert.deepEqual(refusal(heir), ["input.wrong_type", "key"], name);
        }
        assert.throws(() => (made.uid = "evil"), TypeError, name);
        assert.throws(() => Object.defineProperty(made, "uid", { value: "evil" }), TypeError, name);
        assert(!Object.isExtensible(made), name);
    }
});

test("what only looks like something accepted is refused", () => {
    const { link, bound, verified, session, key, device, signed, proven, provenFor, admission, issuer } = accepted();
    const { call, proof } = samples.proof;
    const imitations = (made) => [
        undefined,
        null,
        {},
        uid,
        { ...made },
        structuredClone({ ...made }),
        Object.create(made),
        Object.create(Object.getPrototypeOf(made)),
        new Proxy(made, {}),
        JSON.parse(JSON.stringify(made)),
    ];
    const policy = { maximumAgeMs: 1 };
    const context = { now: new Date(now), actor: { party: uid } };
    const uses = [
        [link, "link", (imitation) => link.bind.call(imitation, null)],
        [link, "link", (imitation) => link.toJSON.call(imitation)],
        [bound, "link", (imitation) => bound.accept.call(imitation, "fresh")],
        [bound, "link", (imitation) => bound.acceptWithoutReplayCheck.call(imitation)],
        [bound, "link", (imitation) => identity.Identity.verify(null, { link: imitation, replay: "fresh", policy }, context)],
        [verified, "introduced", (imitation) => issuer.issueReceipt(imitation, now)],
        [provenFor, "introduced", (imitation) => issuer.issueReceipt(imitation, now)],
        [session, "session", (imitation) => session.checkHeader.call(imitation, uid)],
        [proven, "proof", (imitation) => proven.accept.call(imitation, "fresh")],
        [key, "key", (imitation) => identity.Device.registered(uid, imitation)],
        [key, "key", (imitation) => identity.Device.selfCertifying(imitation)],
        [key, "key", (imitation) => key.toJwk.call(imitation)],
        [device, "device", (imitation) => identity.verifyProof(imitation, call, proof, signed, now)],
        [signed, "signature", (imitation) => identity.verifyProof(device, call, proof, imitation, now)],
        [admission, "admission", (imitation) => admission.check.call(imitation, "system")],
    ];
    for (const [made, path, use] of uses) {
        for (const imitation of imitations(made)) {
            assert.deepEqual(refusal(() => use(imitation)), ["input.wrong_type", path], String(use));
        }
    }
    for (const notYet of [link, bound, session, proven, device, verifier]) {
        assert.deepEqual(refusal(() => issuer.issueReceipt(notYet, now)), ["input.wrong_type", "introduced"]);
    }
});

test("what a link says is not what its copies were made to say", () => {
    const { verified, session, issuer } = accepted();
    verified.replayExpiresAt.setTime(0);
    session.expiresAt.setTime(0);
    assert.equal(issuer.verifyReceipt(issuer.issueReceipt(verified, now), now).uid, uid);
    session.checkHeader(uid);
    assert.deepEqual(refusal(() => session.checkHeader("user-abc")), ["identity.uid_header_mismatch", undefined]);
});

test("a user id that was forgotten is not the first one", () => {
    const link = candidate();
    assert.deepEqual(refusal(() => link.bind()), ["input.wrong_type", "storedUid"]);
    assert.deepEqual(refusal(() => link.bind({}.misspelt)), ["input.wrong_type", "storedUid"]);
    assert.equal(link.bind(null).binding, "first");
});

test("the clock of a link is what the date holds", () => {
    class Odd extends Date {
        getTime() {
            return "never";
        }
    }
    const fragment = signer.sign({ mot: "manifest-7", uid, now: new Odd(now) });
    assert.equal(identity.verify(verifier, fragment, new Odd(now + 5)).ageMs, 5);
    for (const wrong of [Object.create(Date.prototype), new Proxy(new Date(now), {}), { getTime: () => now }]) {
        assert.deepEqual(refusal(() => identity.check(verifier, fragment, wrong)), ["input.wrong_type", "now"]);
    }
});

test("objects that are missing, foreign or revoked are refused by the library's codes", () => {
    const revoked = (target) => {
        const { proxy, revoke } = Proxy.revocable(target, {});
        revoke();
        return proxy;
    };
    const gone = revoked({});
    const secret = Buffer.from("the secret that it had before, as long");
    const foreign = Object.create(mortgage.Policies.prototype);
    const schedule = new fee.FeeSchedule(samples.feeSchedule);
    const given = { offer: samples.newOffer, policy: "mcd_baseline", application: samples.application };
    const calls = [
        [() => signer.sign(), "input.wrong_type", "content"],
        [() => signer.sign(null), "input.wrong_type", "content"],
        [() => signer.sign(gone), "input.wrong_type", "content"],
        [() => signer.signFor(), "input.wrong_type", "content"],
        [() => signer.signFor("portal.example"), "input.wrong_type", "content"],
        [() => signer.sign.call({}, { mot: "m", uid, now: new Date(now) }), "input.wrong_type", "signer"],
        [() => ring().add("k1", secret, "accept", null), "input.wrong_type", "period"],
        [() => ring().add("k1", secret, "accept", gone), "input.wrong_type", "period"],
        [() => ring().add.call({}, "k1", secret, "accept"), "input.wrong_type", "ring"],
        [() => new identity.KeyRing("k1", revoked(secret)), "input.wrong_type", "secret"],
        [() => new identity.LinkVerifier(ring(), gone), "input.bad_value", "?"],
        [() => new identity.LinkVerifier(gone), "input.wrong_type", "ring"],
        [() => identity.check(verifier, "mot", gone), "input.wrong_type", "now"],
        [() => offer.make({ ...given, policies: foreign }, context), "input.wrong_type", "policies"],
        [() => offer.make({ ...given, policies: gone }, context), "input.bad_value", "policies"],
        [() => offer.make(gone, context), "input.bad_value", "?"],
        [() => offer.make(given, gone), "input.bad_value", "context"],
        [() => contract.cancel(gone, {}, context), "input.bad_value", "document"],
        [() => foreign.toJSON(), "input.wrong_type", "policies"],
        [() => fee.FeeSchedule.prototype.inForce.call({}, "2025-02-05T10:00:00Z"), "input.wrong_type", "schedule"],
        [() => fee.FeeSchedule.prototype.toJSON.call({}), "input.wrong_type", "schedule"],
        [() => schedule.inForce(gone), "input.bad_value", "at"],
        [() => fee.quote(schedule, gone), "input.bad_value", "trigger"],
        [() => metaOf({ a: revoked([]) }), "input.bad_value", "meta.a"],
        [() => metaOf({ a: new Proxy(revoked([]), {}) }), "input.bad_value", "meta.a"],
    ];
    for (const [call, code, path] of calls) {
        assert.deepEqual(refusal(call), [code, path], String(call));
    }
});
