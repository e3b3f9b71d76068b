// How somebody without an account becomes the borrower: a link, what is kept instead of it, and the device's own proof.

import { identity } from "mot-core";

const { Device, DeviceKey, DeviceSignature, Identity } = identity;

/** Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower. */
export function open({ audience, mot, uid, entropyHex, signedAt, openedAt, keys }, used, story) {
    const context = (now) => ({ now, actor: { party: uid } });
    const created = Identity.create({ uid }, context(signedAt));
    story.commit("a browser makes up a user id", created);
    const stored = created.changes[0].document;

    const ring = keyRing(keys);
    const signer = new identity.LinkSigner(ring);
    const fragment = signer.signFor(audience, { mot, uid, now: signedAt, entropy: bytes(entropyHex) });

    const verifier = new identity.LinkVerifier(ring, { audience });
    const now = new Date(openedAt);
    const link = identity.verify(verifier, fragment, now).bind(stored.uid);
    const replay = used.insert(link.replayKey, link.replayExpiresAt, now);
    const month = { maximumAgeMs: 30 * 24 * 3_600_000 };
    const verified = Identity.verify(stored, { link, replay, policy: month }, context(openedAt));
    const accepted = link.accept(replay);
    story.tell(openedAt, `a link opens the portal for ${accepted.uid}, ${accepted.ageMs} ms after it was signed`);
    const { keyId, ageMs, replayKey, replayExpiresAt } = accepted;
    story.keep({ link: { fragment, uid: accepted.uid, keyId, ageMs, replayKey, replayExpiresAt: replayExpiresAt.getTime() } });
    story.commit("the link verifies it", verified);

    const again = used.insert(link.replayKey, link.replayExpiresAt, now);
    story.refuse("somebody opens the same link again", () => link.accept(again));

    const issuer = new identity.TokenIssuer(ring);
    const receipt = issuer.issueReceipt(accepted, now);
    const session = issuer.issueSession(receipt, now);
    const judged = issuer.verifySession(session, now);
    judged.checkHeader(accepted.uid);
    const until = judged.expiresAt.toISOString().replace(".000Z", "Z");
    story.tell(openedAt, `the browser keeps a receipt, and shows a session until ${until}`);
    story.keep({ tokens: { receipt, session } });
    story.refuse("a call claims to be user-abc", () => judged.checkHeader("user-abc"));
    return accepted.uid;
}

/** Judges what a device has signed about one call. */
export function prove({ publicKey, uid, call, proof, signature, receivedAt }, used, story) {
    const device = Device.registered(uid, DeviceKey.fromJwk(publicKey));
    const now = new Date(receivedAt);
    // What the portal sees of the call, and what came with it.
    const candidate = identity.verifyProof(device, call, proof, DeviceSignature.parse(signature), now);
    const { replayKey, replayExpiresAt } = candidate;
    const { thumbprint, ageMs } = candidate.accept(used.insert(replayKey, replayExpiresAt, now));
    story.tell(receivedAt, `a device proves a call with the key ${thumbprint}`);
    story.keep({ proof: { uid: device.uid, thumbprint, ageMs, replayKey } });
}

function keyRing([active, ...earlier]) {
    const ring = new identity.KeyRing(active.id, bytes(active.secretHex));
    for (const { id, secretHex, status } of earlier) {
        ring.add(id, bytes(secretHex), status);
    }
    return ring;
}

function bytes(hexadecimal) {
    return Buffer.from(hexadecimal, "hex");
}
