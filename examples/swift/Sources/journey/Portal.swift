// How somebody without an account becomes the borrower: a link, what is kept instead of it, and the device's own proof.

import Foundation
import MotCore

/// What `link.json` holds. Its keys are known to everybody: a portal keeps its own where only it can read them.
struct LinkData: Decodable {
    struct Key: Decodable {
        let id: String
        let secretHex: String
        let status: String
    }

    let audience: String
    let mot: String
    let uid: String
    let entropyHex: String
    let signedAt: String
    let openedAt: String
    let keys: [Key]
}

/// Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower.
func openPortal(_ text: String, _ used: ReplayStore, _ store: Store) throws -> Uid {
    let data = try JSONDecoder().decode(LinkData.self, from: Data(text.utf8))
    let ring = try keyRing(data.keys)
    let (uid, signedAt, openedAt) = (data.uid, instant(data.signedAt), instant(data.openedAt))

    let created = try Identity.create(uid: uid, context: context(data.signedAt, uid))
    guard case .identity(let identity) = created.changes[0].document else { fatalError("another document") }
    try store.commit("a browser makes up a user id", created)

    let signer = LinkSigner(ring: ring)
    let fragment = try signer.signFor(
        audience: data.audience, mot: data.mot, uid: uid, now: signedAt, entropy: bytes(data.entropyHex))

    let verifier = try LinkVerifier(ring: ring, policy: linkPolicy(audience: data.audience))
    let link = try verifier.verify(fragment: fragment, now: openedAt).bind(storedUid: identity.uid)
    let replay = try used.insert(replayKey: link.replayKey(), expiresAt: link.replayExpiresAt(), now: openedAt)
    let month = IdentityPolicy(maximumAgeMs: 30 * 24 * 3_600_000)
    let verified = try Identity.verify(
        existing: identity, link: link, replay: replay, policy: month, context: context(data.openedAt, uid))
    let accepted = try link.accept(replay: replay)
    store.tell(openedAt, "a link opens the portal for \(accepted.uid()), \(accepted.ageMs()) ms after it was signed")
    let expires = Int64((accepted.replayExpiresAt().timeIntervalSince1970 * 1000).rounded())
    try store.keep(
        "{\"link\":{\"fragment\":\"\(fragment)\",\"uid\":\"\(accepted.uid())\",\"keyId\":\"\(accepted.keyId())\","
            + "\"ageMs\":\(accepted.ageMs()),\"replayKey\":\"\(accepted.replayKey())\",\"replayExpiresAt\":\(expires)}}")
    try store.commit("the link verifies it", verified)

    let again = try used.insert(replayKey: link.replayKey(), expiresAt: link.replayExpiresAt(), now: openedAt)
    do {
        _ = try link.accept(replay: again)
        fatalError("a link was used twice")
    } catch let refusal as MotError {
        try store.refuse("somebody opens the same link again", refusal)
    }

    let issuer = try TokenIssuer(ring: ring)
    let receipt = try issuer.issueReceipt(accepted, now: openedAt)
    let session = try issuer.issueSession(receipt: receipt, now: openedAt)
    let judged = try issuer.verifySession(session: session, now: openedAt)
    try judged.checkHeader(headerUid: uid)
    let until = ISO8601DateFormatter().string(from: judged.expiresAt())
    store.tell(openedAt, "the browser keeps a receipt, and shows a session until \(until)")
    try store.keep("{\"tokens\":{\"receipt\":\"\(receipt)\",\"session\":\"\(session)\"}}")
    do {
        try judged.checkHeader(headerUid: "user-abc")
        fatalError("another user id passed")
    } catch let refusal as MotError {
        try store.refuse("a call claims to be user-abc", refusal)
    }
    return uid
}

/// What `proof.json` holds: what the portal sees of a call, and what the device says beside its signature.
struct ProofData: Decodable {
    struct PublicKey: Codable {
        let crv: String
        let kty: String
        let x: String
        let y: String
    }

    struct SeenCall: Codable {
        let audience: String
        let method: String
        let path: String
        let bodyHash: String
    }

    struct Said: Codable {
        let issuedAt: String
        let nonce: String
    }

    let publicKey: PublicKey
    let uid: String
    let call: SeenCall
    let proof: Said
    let signature: String
    let receivedAt: String
}

/// Judges what a device has signed about one call.
func prove(_ text: String, _ used: ReplayStore, _ store: Store) throws {
    let data = try JSONDecoder().decode(ProofData.self, from: Data(text.utf8))
    let key = try DeviceKey.fromJwk(text: json(data.publicKey))
    let device = try Device.registered(uid: data.uid, key: key)
    let call = try Call.fromJson(json(data.call))
    let proof = try Proof.fromJson(json(data.proof))
    let signature = try DeviceSignature.parse(text: data.signature)
    let receivedAt = instant(data.receivedAt)
    let candidate = try verifyProof(
        device: device, call: call, proof: proof, signature: signature, now: receivedAt)
    let replay = try used.insert(
        replayKey: candidate.replayKey(), expiresAt: candidate.replayExpiresAt(), now: receivedAt)
    let accepted = try candidate.accept(replay: replay)
    store.tell(receivedAt, "a device proves a call with the key \(accepted.thumbprint())")
    try store.keep(
        "{\"proof\":{\"uid\":\"\(accepted.uid())\",\"thumbprint\":\"\(accepted.thumbprint())\","
            + "\"ageMs\":\(accepted.ageMs()),\"replayKey\":\"\(candidate.replayKey())\"}}")
}

private func keyRing(_ keys: [LinkData.Key]) throws -> KeyRing {
    let ring = try KeyRing(id: keys[0].id, secret: bytes(keys[0].secretHex))
    for key in keys.dropFirst() {
        try ring.add(id: key.id, secret: bytes(key.secretHex), status: key.status == "accept" ? .accept : .retired)
    }
    return ring
}

private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
}

func bytes(_ hexadecimal: String) -> Data {
    let digits = hexadecimal.compactMap { $0.hexDigitValue }
    return Data(stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
}
