// What follows an accepted link: the store of replay keys, receipts, sessions.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { MotError, identity } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const secret = Buffer.from("a secret of the portal, 32 bytes or more");
const uid = "4jzgNSNUa4C1rD2y1Q5Z8Y";
const now = Date.parse("2025-02-01T12:00:00Z");
const ring = () => new identity.KeyRing("k2", secret);
const issuer = (policy) => new identity.TokenIssuer(ring(), policy);

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error;
    }
    return assert.fail("nothing was refused");
}

function acceptedLink() {
    const fragment = new identity.LinkSigner(ring()).sign({ mot: "manifest-7", uid, now: new Date(now) });
    return identity.verify(new identity.LinkVerifier(ring()), fragment, now).bind(null).accept("fresh");
}

test("a store remembers keys until they expire", () => {
    const store = new identity.ReplayStore(2);
    assert.equal(store.insert("a", now + 10, now), "fresh");
    assert.equal(store.insert("a", now + 10, new Date(now + 10)), "seen");
    assert.equal(store.insert("b", new Date(now + 20), now), "fresh");
    assert.equal(store.size, 2);
    const { code, details } = refusal(() => store.insert("c", now + 20, now));
    assert.deepEqual([code, details], ["identity.replay_store_full", { capacity: "2" }]);
    assert.equal(store.insert("c", now + 20, now + 11), "fresh");
    assert.equal(store.insert("a", now + 10, now), "seen", "a clock that goes back opens nothing");
    assert.equal(new identity.ReplayStore(0).size, 0);
});

test("a store refuses what is no capacity, key or instant", () => {
    for (const wrong of [-1, 1.5, NaN, "10", null, undefined, 2 ** 53, 5n]) {
        assert.equal(refusal(() => new identity.ReplayStore(wrong)).path, "capacity");
    }
    const store = new identity.ReplayStore(10);
    assert.equal(refusal(() => store.insert(5, now, now)).path, "replayKey");
    assert.equal(refusal(() => store.insert("\ud800", now, now)).path, "replayKey");
    assert.equal(refusal(() => store.insert("a", undefined, now)).path, "expiresAt");
    assert.equal(refusal(() => store.insert("a", 1.5, now)).path, "expiresAt");
    assert.equal(refusal(() => store.insert("a", now, new Date(NaN))).path, "now");
    assert.equal(refusal(() => store.insert.call({}, "a", now, now)).path, "store");
    assert.equal(refusal(() => Object.getOwnPropertyDescriptor(identity.ReplayStore.prototype, "size").get.call({})).path, "store");
    assert.equal(store.size, 0);
});

test("a link becomes a receipt, and a receipt a session", () => {
    const receipt = issuer().issueReceipt(acceptedLink(), now);
    assert.match(receipt, /^mot-receipt-1~k2~4jzgNSNUa4C1rD2y1Q5Z8Y~1738411200000~1741003200000~[0-9a-f]{64}$/);
    assert.deepEqual(issuer().verifyReceipt(receipt, now), {
        uid,
        kid: "k2",
        issuedAt: "2025-02-01T12:00:00Z",
        expiresAt: "2025-03-03T12:00:00Z",
    });
    const session = issuer().verifySession(issuer().issueSession(receipt, new Date(now)), now + 5);
    assert.deepEqual({ ...session }, { uid, keyId: "k2", issuedAt: new Date(now), expiresAt: new Date(now + 3_600_000) });
    assert.equal(session.checkHeader(uid), undefined);
    for (const claimed of ["user-abc", "", `${uid} `, uid.toLowerCase(), undefined, null, [uid], uid.repeat(1_000), "\ud800", 5, {}]) {
        assert.equal(refusal(() => session.checkHeader(claimed)).code, "identity.uid_header_mismatch");
    }
});

test("an accepted proof becomes a receipt too", () => {
    const { uid: owner, publicKey, call, proof, signature, receivedAt } = samples.proof;
    const device = identity.Device.registered(owner, identity.DeviceKey.fromJwk(publicKey));
    const signed = identity.DeviceSignature.parse(signature);
    const at = new Date(receivedAt);
    const accepted = identity.verifyProof(device, call, proof, signed, at).acceptWithoutReplayCheck();
    assert.equal(issuer().verifyReceipt(issuer().issueReceipt(accepted, at), at).uid, owner);
    assert.equal(issuer().issueReceipt(accepted, accepted.replayExpiresAt).slice(0, 13), "mot-receipt-1");
    const late = accepted.replayExpiresAt.getTime() + 1;
    assert.equal(refusal(() => issuer().issueReceipt(accepted, late)).code, "identity.expired");
});

test("a policy says how long tokens last and whose are refused", () => {
    const link = acceptedLink();
    const short = issuer({ receiptLifetimeMs: 1_000, sessionLifetimeMs: 400, maximumSkewMs: 0 });
    const receipt = short.issueReceipt(link, now);
    assert.equal(short.verifyReceipt(receipt, now + 1_000).expiresAt, "2025-02-01T12:00:01Z");
    const expired = refusal(() => short.verifyReceipt(receipt, now + 1_001));
    assert.deepEqual([expired.code, expired.publicCode], ["identity.expired", "link_expired"]);
    assert.equal(refusal(() => short.verifyReceipt(receipt, now - 1)).code, "identity.issued_in_future");
    const session = short.issueSession(receipt, now + 800);
    assert.deepEqual(short.verifySession(session, now + 900).expiresAt, new Date(now + 1_000));
    assert.equal(refusal(() => short.issueSession(receipt, now + 1_000)).code, "identity.expired");
    assert.equal(refusal(() => issuer({ revoked: [uid] }).verifyReceipt(receipt, now)).code, "identity.revoked");
    assert.equal(refusal(() => issuer({ issuedAfter: new Date(now) }).verifyReceipt(receipt, now)).code, "identity.issued_before_cutoff");
    assert.equal(refusal(() => issuer({ revoked: ["a--b"] })).path, "revoked[0]");
    assert.equal(refusal(() => issuer({ lifetimeMs: 5 })).path, "lifetimeMs");
    assert.equal(refusal(() => issuer({ sessionLifetimeMs: -1 })).path, "sessionLifetimeMs");
    assert.equal(refusal(() => issuer().issueReceipt(link, 5)).code, "identity.invalid_timestamp");
});

test("a receipt is given while the link could be shown, and to nobody who is revoked", () => {
    const link = acceptedLink();
    const until = link.replayExpiresAt.getTime();
    assert.match(issuer().issueReceipt(link, until), /^mot-receipt-1~/);
    const { code, publicCode, details } = refusal(() => issuer().issueReceipt(link, until + 1));
    assert.deepEqual([code, publicCode, details], ["identity.expired", "link_expired", { by_ms: "1" }]);
    assert.equal(refusal(() => issuer({ revoked: [uid] }).issueReceipt(link, now)).code, "identity.revoked");
    assert.equal(refusal(() => issuer({ receiptLifetimeMs: 0 }).issueReceipt(link, now)).code, "identity.invalid_timestamp");
});

test("a policy that was shortened holds for the tokens of before", () => {
    const receipt = issuer().issueReceipt(acceptedLink(), now);
    const session = issuer().issueSession(receipt, now);
    const shorter = issuer({ receiptLifetimeMs: 1_000, sessionLifetimeMs: 500 });
    assert.equal(shorter.verifyReceipt(receipt, now + 1_000).uid, uid);
    assert.equal(refusal(() => shorter.verifyReceipt(receipt, now + 1_001)).code, "identity.expired");
    assert.equal(shorter.verifySession(session, now + 500).uid, uid);
    assert.equal(refusal(() => shorter.verifySession(session, now + 501)).code, "identity.expired");
});

test("portals that share a ring do not accept each other's tokens", () => {
    const [one, other] = [issuer({ audience: "one.example" }), issuer({ audience: "other.example" })];
    const receipt = one.issueReceipt(acceptedLink(), now);
    assert.equal(one.verifyReceipt(receipt, now).uid, uid);
    for (const stranger of [other, issuer(), issuer({ audience: null })]) {
        assert.equal(refusal(() => stranger.verifyReceipt(receipt, now)).code, "identity.signature_mismatch");
    }
    assert.equal(refusal(() => other.verifySession(one.issueSession(receipt, now), now)).code, "identity.signature_mismatch");
    assert.equal(refusal(() => issuer({ audience: "One" })).code, "identity.invalid_audience");
    assert.equal(refusal(() => issuer({ audience: 5 })).path, "audience");
});

test("tokens are judged in the order of their codes, and their text stands in no refusal", () => {
    const receipt = issuer().issueReceipt(acceptedLink(), now);
    const session = issuer().issueSession(receipt, now);
    const parts = receipt.split("~");
    const changed = (place, part) => parts.with(place, part).join("~");
    const judged = [
        ["identity.too_long", "x".repeat(257)],
        ["identity.too_long", "x".repeat(2 ** 20)],
        ["identity.malformed", "x".repeat(256)],
        ["identity.malformed", ""],
        ["identity.malformed", "\ud800"],
        ["identity.malformed", session],
        ["identity.malformed", `${receipt}~`],
        ["identity.invalid_key_id", changed(1, "K2")],
        ["identity.invalid_uid", changed(2, "a--b")],
        ["identity.invalid_timestamp", changed(3, "1")],
        ["identity.invalid_timestamp", changed(4, parts[3])],
        ["identity.invalid_signature_format", changed(5, parts[5].toUpperCase())],
        ["identity.unknown_key", changed(1, "k9")],
        ["identity.signature_mismatch", changed(2, "user-abc")],
    ];
    for (const [code, text] of judged) {
        for (const judge of [() => issuer().verifyReceipt(text, now), () => issuer().issueSession(text, now)]) {
            const error = refusal(judge);
            assert.deepEqual([error.code, error.publicCode], [code, "link_invalid"], text.slice(0, 300));
            assert(text === "" || !`${inspect(error)}${JSON.stringify(error)}`.includes(text), code);
        }
    }
    assert.equal(refusal(() => issuer().verifySession(receipt, now)).code, "identity.malformed");
    const retired = new identity.KeyRing("k3", Buffer.from("the secret that it had before, as long")).add("k2", secret, "retired");
    assert.equal(refusal(() => new identity.TokenIssuer(retired).verifyReceipt(receipt, now)).code, "identity.key_retired");
    for (const wrong of [undefined, null, 5, {}, [receipt], Buffer.from(receipt)]) {
        assert.equal(refusal(() => issuer().verifyReceipt(wrong, now)).path, "receipt");
        assert.equal(refusal(() => issuer().issueSession(wrong, now)).path, "receipt");
        assert.equal(refusal(() => issuer().verifySession(wrong, now)).path, "session");
    }
    for (const wrong of [undefined, "2025-02-01T12:00:00Z", {}, 5n]) {
        assert.equal(refusal(() => issuer().verifyReceipt(receipt, wrong)).path, "now");
    }
    assert.equal(refusal(() => issuer().verifyReceipt.call({}, receipt, now)).path, "issuer");
    assert.equal(refusal(() => new identity.TokenIssuer({})).path, "ring");
});
