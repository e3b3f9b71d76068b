// The identity as a document: local, verified by a link, and local again.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, identity, lifecycle } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const { Identity } = identity;
const uid = "4jzgNSNUa4C1rD2y1Q5Z8Y";
const now = "2025-02-01T12:00:00Z";
const context = { now, actor: { party: uid } };
const policy = { maximumAgeMs: 86_400_000 };

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error;
    }
    return assert.fail("nothing was refused");
}

function boundLink(storedUid = null) {
    const ring = new identity.KeyRing("k2", Buffer.from("a secret of the portal, 32 bytes or more"));
    const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now });
    return identity.verify(new identity.LinkVerifier(ring), fragment, new Date(now)).bind(storedUid);
}

test("a whole life", () => {
    const created = Identity.create({ uid }, context);
    const local = created.changes[0].document;
    assert.deepEqual(local, { uid, status: "local", verifiedAt: null, receipt: null, version: 1 });

    const link = boundLink(uid);
    const { changes, events, requires } = Identity.verify(local, { link, replay: "fresh", policy }, context);
    const [{ kind, id, expectedVersion, document: verified }] = changes;
    assert.deepEqual([kind, id, expectedVersion], ["identity", uid, 1]);
    const receipt = { uid, kid: "k2", issuedAt: now, expiresAt: "2025-02-02T12:00:00Z" };
    assert.deepEqual(verified, { uid, status: "verified", verifiedAt: now, receipt, version: 2 });
    assert.deepEqual([events[0].type, events[0].data.kid], ["identity.verified", "k2"]);
    assert.deepEqual(requires, [{ unique: `replay/${link.replayKey}`, until: "2025-02-01T12:06:00Z" }]);
    assert.deepEqual(lifecycle.fold("identity", local, events), verified);

    const late = { now: "2025-02-02T12:00:00.001Z", actor: "system" };
    assert.equal(refusal(() => Identity.expire(verified, { policy }, { ...late, now: receipt.expiresAt })).code, "identity.not_lapsed");
    const expired = Identity.expire(verified, { policy }, late).changes[0].document;
    assert.deepEqual(expired, { ...local, version: 3 });
    assert.deepEqual(Identity.revoke(verified, {}, { ...late, actor: "platform" }).changes[0].document, { ...local, version: 3 });
    assert.deepEqual(Identity.revoke(verified, undefined, context).changes[0].document, { ...local, version: 3 });
});

test("a link verifies a user id that is new", () => {
    for (const nothing of [null, undefined]) {
        const { changes } = Identity.verify(nothing, { link: boundLink(), replay: "fresh", policy }, context);
        assert.deepEqual([changes[0].expectedVersion, changes[0].document.version], [0, 1]);
    }
});

test("commands refuse what the core refuses", () => {
    const local = { ...samples.localIdentity, uid };
    const verify = (document, change, by = context) => {
        return refusal(() => Identity.verify(document, { link: boundLink(), replay: "fresh", policy, ...change }, by));
    };
    assert.equal(refusal(() => Identity.create({ uid, existing: local }, context)).code, "lifecycle.already_exists");
    assert.equal(refusal(() => Identity.create({ uid: "a--b" }, context)).path, "uid");
    assert.equal(refusal(() => Identity.create({ uid }, { ...context, actor: "system" })).code, "lifecycle.actor_not_allowed");
    assert.equal(verify(local, { replay: "seen" }).code, "identity.replayed");
    assert.equal(verify(local, { replay: "perhaps" }).path, "replay");
    const until = boundLink().replayExpiresAt.getTime();
    assert.equal(verify(local, {}, { ...context, now: new Date(until + 1) }).code, "identity.expired");
    assert.doesNotThrow(() => Identity.verify(local, { link: boundLink(), replay: "fresh", policy }, { ...context, now: new Date(until) }));
    assert.equal(verify(local, { replay: undefined }).code, "input.missing_field");
    assert.equal(verify(local, { policy: undefined }).path, "policy");
    assert.equal(verify(local, { policy: { maximumAgeMs: -1 } }).path, "policy.maximumAgeMs");
    assert.equal(verify(local, { fragment: "#mot" }).path, "fragment");
    assert.equal(verify(local, { link: undefined }).path, "link");
    assert.equal(verify(local, {}, { ...context, expectedVersion: 2 }).code, "lifecycle.version_conflict");
    assert.equal(verify(local, {}, { ...context, actor: { party: "user-abc" } }).code, "lifecycle.actor_not_allowed");
    assert.equal(verify(samples.localIdentity, {}, { ...context, actor: { party: "user-abc" } }).code, "identity.uid_conflict");
    assert.equal(verify({ ...local, status: "verified" }, {}).path, "document.status");
    assert.equal(verify(local, {}, { now }).path, "context.actor");
    assert.equal(refusal(() => Identity.verify(local, undefined, context)).code, "input.bad_value");
    assert.equal(refusal(() => Identity.expire(local, { policy }, { now, actor: "system" })).code, "lifecycle.illegal_transition");
    assert.equal(refusal(() => Identity.expire(samples.identity, {}, { now, actor: "system" })).path, "policy");
    assert.equal(refusal(() => Identity.revoke(null, {}, context)).code, "lifecycle.not_found");
});

test("the identity is a document like the others", () => {
    assert.deepEqual(Identity.read(samples.identity), samples.identity);
    assert.deepEqual(Identity.parse(JSON.stringify(samples.localIdentity)), samples.localIdentity);
    assert.deepEqual(Identity.read({ ...samples.identity, verifiedAt: new Date("2025-02-01T10:00:00Z") }), samples.identity);
    assert.equal(refusal(() => Identity.read({ ...samples.identity, receipt: null })).path, "status");
    assert.equal(refusal(() => Identity.read({ ...samples.identity, colour: "red" })).path, "colour");
    const codes = Object.fromEntries(Identity.allowed(samples.identity, { now, actor: "platform" }).map(({ command, code }) => [command, code]));
    assert.deepEqual([codes.revoke, codes.expire], [null, "lifecycle.actor_not_allowed"]);
    assert(lifecycle.MACHINES.includes("identity"));
    assert.equal(lifecycle.describe("identity").subject, "identity");
    const made = lifecycle.decide("identity.create", null, { uid }, context);
    assert.deepEqual(made, Identity.create({ uid }, context));
});

test("a link is no argument that could be sent", () => {
    const given = { fragment: "#mot", replay: "fresh", policy };
    const byName = refusal(() => lifecycle.decide("identity.verify", samples.localIdentity, given, context));
    assert.equal(byName.code, "lifecycle.unknown_command");
});
