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
func openPortal(_ text: String, _ store: Store) throws -> PartyId {
    let data = try JSONDecoder().decode(LinkData.self, from: Data(text.utf8))
    let ring = try KeyRing(id: data.keys[0].id, secret: bytes(data.keys[0].secretHex))
    for key in data.keys.dropFirst() {
        try ring.add(id: key.id, secret: bytes(key.secretHex), status: key.status == "accept" ? .accept : .retired)
    }
    let uid = try parseUid(text: data.uid)
    let signer = LinkSigner(ring: ring)
    let fragment = try signer.signFor(
        audience: data.audience, mot: data.mot, uid: uid, now: instant(data.signedAt), entropy: bytes(data.entropyHex))

    let verifier = try LinkVerifier(ring: ring, policy: linkPolicy(audience: data.audience))
    let openedAt = instant(data.openedAt)
    let candidate = try verifier.verify(fragment: fragment, now: openedAt)
    let link = try candidate.bind(storedUid: uid).accept(replay: .fresh)
    store.tell(openedAt, "a link opens the portal for \(link.uid), \(link.ageMs) ms after it was signed")
    let expires = Int64((link.replayExpiresAt.timeIntervalSince1970 * 1000).rounded())
    try store.keep(
        "{\"link\":{\"fragment\":\"\(fragment)\",\"uid\":\"\(link.uid)\",\"keyId\":\"\(link.keyId)\",\"ageMs\":\(link.ageMs),"
            + "\"replayKey\":\"\(link.replayKey)\",\"replayExpiresAt\":\(expires)}}")
    return link.uid
}

func bytes(_ hexadecimal: String) -> Data {
    let digits = hexadecimal.compactMap { $0.hexDigitValue }
    return Data(stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
}
