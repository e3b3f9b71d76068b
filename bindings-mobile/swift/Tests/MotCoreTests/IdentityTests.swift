import Foundation
import XCTest

@testable import MotCore

#if canImport(CryptoKit)
    import CryptoKit
#endif

final class IdentityTests: XCTestCase {
    private let uid = "4jzgNSNUa4C1rD2y1Q5Z8Y"

    private func bound() throws -> BoundLink {
        let ring = try KeyRing(id: "k1", secret: Samples.secret)
        let fragment = try LinkSigner(ring: ring).sign(mot: "portal", uid: uid, now: Samples.noon)
        return try LinkVerifier(ring: ring).verify(fragment: fragment, now: Samples.noon).bind(storedUid: uid)
    }

    func testALinkIsCheckedWithoutAnError() throws {
        let ring = try KeyRing(id: "k1", secret: Samples.secret)
        let fragment = try LinkSigner(ring: ring).sign(mot: "portal", uid: uid, now: Samples.noon)
        let verifier = try LinkVerifier(ring: ring)
        let checked = try verifier.verifyMany(fragments: [fragment, "mot=portal"], now: Samples.noon)
        guard case .passed(let candidate) = checked[0] else { return XCTFail("it was refused") }
        XCTAssertEqual(candidate.uid(), uid)
        guard case .refused(let code, let publicCode) = checked[1] else { return XCTFail("it has passed") }
        XCTAssertEqual(code, "identity.missing_parameter")
        XCTAssertEqual(publicCode, "link_invalid")
        let late = Samples.noon.addingTimeInterval(301)
        guard case .refused("identity.expired", "link_expired") = try verifier.check(fragment: fragment, now: late) else {
            return XCTFail("it has not expired")
        }
    }

    func testAnActiveKeyHasDates() throws {
        let ending = try KeyRing(id: "k1", secret: Samples.secret, notAfter: Samples.noon)
        let fragment = try LinkSigner(ring: ending).sign(mot: "portal", uid: uid, now: Samples.noon)
        let late = Samples.noon.addingTimeInterval(1)
        assertRefused("identity.key_retired") {
            _ = try LinkVerifier(ring: ending).verify(fragment: fragment, now: late)
        }
        assertRefused("time.interval_reversed") {
            _ = try KeyRing(id: "k1", secret: Samples.secret, notBefore: late, notAfter: Samples.noon)
        }
    }

    func testAReplayStoreKeepsAKey() throws {
        let (store, link) = (ReplayStore(capacity: 1), try bound())
        func insert(_ key: String) throws -> Replay {
            try store.insert(replayKey: key, expiresAt: link.replayExpiresAt(), now: Samples.noon)
        }
        XCTAssertEqual(try insert(link.replayKey()), .fresh)
        XCTAssertEqual(try insert(link.replayKey()), .seen)
        assertRefused("identity.replay_store_full") { _ = try insert("another") }
        XCTAssertEqual(store.length(), 1)
    }

    func testReceiptsAndSessions() throws {
        let issuer = try TokenIssuer(ring: KeyRing(id: "k1", secret: Samples.secret))
        let receipt = try issuer.issueReceipt(bound().accept(replay: .fresh), now: Samples.noon)
        XCTAssertEqual(try issuer.verifyReceipt(receipt: receipt, now: Samples.noon).uid, uid)
        let session = try issuer.issueSession(receipt: receipt, now: Samples.noon)
        let judged = try issuer.verifySession(session: session, now: Samples.noon)
        XCTAssertEqual(judged.expiresAt(), Samples.noon.addingTimeInterval(3_600))
        try judged.checkHeader(headerUid: uid)
        assertRefused("identity.uid_header_mismatch") { try judged.checkHeader(headerUid: "user-abc") }
        assertRefused("identity.malformed") { _ = try issuer.verifySession(session: receipt, now: Samples.noon) }
        XCTAssertEqual(tokenPolicy(), defaultTokenPolicy())
        XCTAssertEqual(tokenPolicy(sessionLifetimeMs: 1).sessionLifetimeMs, 1)
    }

    func testTheIdentityAsADocument() throws {
        let own = Context(now: Samples.noon, actor: .party(id: uid))
        let created = try Identity.create(uid: uid, context: own)
        guard case .identity(let local) = created.changes[0].document else { return XCTFail("another document") }
        let policy = IdentityPolicy(maximumAgeMs: 86_400_000)
        let decision = try Identity.verify(
            existing: local, link: bound(), replay: .fresh, policy: policy, context: own)
        guard case .identity(let verified) = decision.changes[0].document else { return XCTFail("another document") }
        XCTAssertEqual(verified.status, .verified)
        XCTAssertEqual(verified.receipt?.keyId, "k1")
        XCTAssertEqual(try Identity.fromJson(verified.toJson()), verified)
        XCTAssertEqual(try verified.revoke(context: own).events.map(\.name), ["identity.revoked"])
        assertRefused("identity.not_lapsed") {
            _ = try verified.expire(policy: policy, context: Context(now: Samples.noon, actor: .system))
        }
        assertRefused("identity.replayed") {
            _ = try Identity.verify(existing: local, link: bound(), replay: .seen, policy: policy, context: own)
        }
        XCTAssertEqual(try verified.allowed(actor: .system).first { $0.command == "expire" }?.enabled, true)
    }

    #if canImport(CryptoKit)
        func testWhatCryptoKitSignsIsVerified() throws {
            let secret = P256.Signing.PrivateKey()
            let key = try DeviceKey.fromSec1(bytes: secret.publicKey.x963Representation)
            XCTAssertEqual(key, try DeviceKey.fromSpki(der: secret.publicKey.derRepresentation))
            let device = Device.selfCertifying(key: key)
            let call = Call(
                audience: "portal.example", method: "POST", path: "/api/offers", bodyHash: documentHash(bytes: Data()))
            let proof = Proof(issuedAt: Samples.noon, nonce: "4jzgNSNUa4C1rD2y1Q5Z8Y")
            let signed = try secret.signature(for: proofMessage(uid: device.uid(), call: call, proof: proof))
            let signature = try DeviceSignature.fromDer(der: signed.derRepresentation)
            let candidate = try verifyProof(
                device: device, call: call, proof: proof, signature: signature, now: Samples.noon)
            XCTAssertEqual(try candidate.accept(replay: .fresh).uid(), try uidFromDeviceKey(thumbprint: key.thumbprint()))
            assertRefused("identity.expired") {
                _ = try verifyProof(
                    device: device, call: call, proof: proof, signature: signature,
                    now: Samples.noon.addingTimeInterval(301))
            }
        }
    #endif

    func testKeysAndSignaturesAreRead() throws {
        assertRefused("identity.invalid_public_key") { _ = try DeviceKey.fromSec1(bytes: Data(repeating: 4, count: 65)) }
        assertRefused("identity.invalid_signature_format") { _ = try DeviceSignature.parse(text: "00") }
        XCTAssertTrue(try publicId(uid: uid).hasPrefix("b784cf5f345be2da"))
        XCTAssertEqual(proofPolicy(), defaultProofPolicy())
    }
}
