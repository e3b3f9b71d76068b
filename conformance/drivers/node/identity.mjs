// The operations of identity.
import { MotError, identity } from "mot-core";

const { Device, DeviceKey, DeviceSignature, Uid } = identity;

export const identityOperations = {
    "identity.encode_uid": ({ entropyHex }) => ({ uid: Uid.fromEntropy(bytes(entropyHex)) }),

    "identity.public_id": ({ uid }) => ({ publicId: Uid.publicId(uid) }),

    "identity.verify_link": (given, notes) => {
        const verifier = linkVerifier(given, notes);
        const checked = identity.check(verifier, given.fragment, given.now);
        const candidate = identity.verify(verifier, given.fragment, given.now);
        const [listed] = identity.checkMany(verifier, [given.fragment], given.now);
        if (JSON.stringify(checked) !== JSON.stringify(candidate) || JSON.stringify(listed) !== JSON.stringify(candidate)) {
            throw new Error(`check says ${JSON.stringify([checked, listed])}, verify ${JSON.stringify(candidate)}`);
        }
        return acceptedLink(candidate, given);
    },

    "identity.recheck_record": (given, notes) => {
        const { record, maximumAgeMs, issuedBefore, storedUid, now } = given;
        const policy = { maximumAgeMs, issuedBefore: instant(issuedBefore) };
        const candidate = identity.recheck(linkVerifier(given, notes), record, policy, now);
        return shownLink(candidate.bind(storedUid ?? null).acceptWithoutReplayCheck());
    },

    "identity.replay_store": ({ capacity, steps }) => {
        const store = new identity.ReplayStore(capacity);
        return { answers: steps.map(({ key, expiresAt, now }) => answerOrCode(() => store.insert(key, expiresAt, now))) };
    },

    "identity.issue_receipt": (given, notes) => {
        const candidate = identity.verify(linkVerifier(given, notes), given.fragment, given.now);
        return { receipt: tokenIssuer(given, notes).issueReceipt(candidate.bind(null).accept("fresh"), given.now) };
    },

    "identity.verify_receipt": (given, notes) => {
        const { uid, kid, issuedAt, expiresAt } = tokenIssuer(given, notes).verifyReceipt(given.receipt, given.now);
        return { uid, keyId: kid, issuedAt: Date.parse(issuedAt), expiresAt: Date.parse(expiresAt) };
    },

    "identity.issue_session": (given, notes) => {
        return { session: tokenIssuer(given, notes).issueSession(given.receipt, given.now) };
    },

    "identity.verify_session": (given, notes) => {
        const session = tokenIssuer(given, notes).verifySession(given.session, given.now);
        if (given.header !== undefined && given.header !== null) {
            session.checkHeader(given.header);
        }
        return { ...session, issuedAt: session.issuedAt.getTime(), expiresAt: session.expiresAt.getTime() };
    },

    "identity.device_key": (given) => {
        const key = deviceKey(given);
        return {
            sec1Hex: hexadecimal(key.toSec1()),
            spkiHex: hexadecimal(key.toSpki()),
            jwk: key.toJwk(),
            thumbprint: key.thumbprint,
            uid: Device.selfCertifying(key).uid,
        };
    },

    "identity.signature_from_der": ({ derHex }) => ({ signature: String(DeviceSignature.fromDer(bytes(derHex))) }),

    "identity.proof_message": (given) => ({ messageHex: hexadecimal(identity.proofMessage(given.uid, callOf(given), proofOf(given))) }),

    "identity.verify_proof": (given) => {
        const { uid, signature, signatureDerHex, now, maximumAgeMs, maximumSkewMs, revokedUids, issuedAfter } = given;
        const key = deviceKey(given.key);
        const device = uid === undefined || uid === null ? Device.selfCertifying(key) : Device.registered(uid, key);
        const signed = signatureDerHex === undefined ? DeviceSignature.parse(signature) : DeviceSignature.fromDer(bytes(signatureDerHex));
        const policy = { maximumAgeMs, maximumSkewMs, revoked: revokedUids, issuedAfter: instant(issuedAfter) };
        const candidate = identity.verifyProof(device, callOf(given), proofOf(given), signed, now, policy);
        const { replayKey, replayExpiresAt } = candidate;
        return { ...candidate.accept(replayOf(given, replayKey)), replayKey, replayExpiresAt: replayExpiresAt.getTime() };
    },
};

function acceptedLink(candidate, given) {
    const bound = candidate.bind(given.storedUid ?? null);
    return shownLink(bound.accept(replayOf(given, bound.replayKey)));
}

function shownLink(link) {
    return { ...link, replayKey: link.replayKey, replayExpiresAt: link.replayExpiresAt.getTime() };
}

function replayOf({ seenReplayKeys }, key) {
    return (seenReplayKeys ?? []).includes(key) ? "seen" : "fresh";
}

function answerOrCode(insert) {
    try {
        return insert();
    } catch (refusal) {
        if (refusal instanceof MotError) {
            return refusal.code;
        }
        throw refusal;
    }
}

function linkVerifier({ keys, maxAgeMs, maxFutureSkewMs, audience, requireV2, revokedUids, issuedAfter }, notes) {
    return new identity.LinkVerifier(keyRing(keys, notes), {
        maximumAgeMs: maxAgeMs,
        maximumSkewMs: maxFutureSkewMs,
        audience: audience ?? undefined,
        requireVersion2: requireV2,
        revoked: revokedUids,
        issuedAfter: instant(issuedAfter),
    });
}

function tokenIssuer(given, notes) {
    const { keys, tokenAudience, receiptLifetimeMs, sessionLifetimeMs, maximumSkewMs, revokedUids, issuedAfter } = given;
    return new identity.TokenIssuer(keyRing(keys, notes), {
        audience: tokenAudience,
        receiptLifetimeMs,
        sessionLifetimeMs,
        maximumSkewMs,
        revoked: revokedUids,
        issuedAfter: instant(issuedAfter),
    });
}

/** A ring of these keys, the active one first. */
export function keyRing(keys, notes) {
    const given = typeof keys === "string" ? notes.keySets[keys] : keys;
    const active = given.find(({ status }) => status === "active") ?? given[0];
    const ring = new identity.KeyRing(active.kid, bytes(active.secretHex));
    for (const { kid, secretHex, status } of given.filter((key) => key !== active)) {
        ring.add(kid, bytes(secretHex), status);
    }
    return ring;
}

function deviceKey({ jwk, sec1Hex, spkiHex }) {
    if (jwk !== undefined) {
        return DeviceKey.fromJwk(jwk);
    }
    return sec1Hex === undefined ? DeviceKey.fromSpki(bytes(spkiHex)) : DeviceKey.fromSec1(bytes(sec1Hex));
}

function callOf({ audience, method, path, bodyHash, serverNonce }) {
    return { audience, method, path, bodyHash, serverNonce };
}

function proofOf({ issuedAt, nonce }) {
    return { issuedAt: new Date(issuedAt), nonce };
}

/** The instant of milliseconds or of text, if it is given. */
export function instant(given) {
    return given === undefined || given === null ? undefined : new Date(given);
}

function bytes(digits) {
    return Buffer.from(digits, "hex");
}

function hexadecimal(given) {
    return Buffer.from(given).toString("hex");
}
