// User ids, links, tokens and proofs as one writes them in Swift.

import Foundation

/// A new user id, from the randomness of the operating system. See `uidFromEntropy`.
public func generateUid() throws -> Uid {
    try uidFromEntropy(entropy: entropy(16))
}

/// What a portal accepts beyond a right signature: what is given here, and otherwise what `defaultLinkPolicy` says.
/// `LinkVerifier(ring: ring, policy: linkPolicy(audience: "portal.example"))`.
///
/// Each parameter is the field of `LinkPolicy`.
public func linkPolicy(
    maximumAgeMs: UInt64? = nil, maximumSkewMs: UInt64? = nil, audience: String? = nil, requireVersion2: Bool? = nil,
    revoked: [Uid]? = nil, issuedAfter: Timestamp? = nil
) -> LinkPolicy {
    let usual = defaultLinkPolicy()
    return LinkPolicy(
        maximumAgeMs: maximumAgeMs ?? usual.maximumAgeMs, maximumSkewMs: maximumSkewMs ?? usual.maximumSkewMs,
        audience: audience ?? usual.audience, requireVersion2: requireVersion2 ?? usual.requireVersion2,
        revoked: revoked ?? usual.revoked, issuedAfter: issuedAfter ?? usual.issuedAfter)
}

extension LinkSigner {
    /// A version 2 link for one audience, made unique by the randomness of the operating system.
    public func signFor(audience: String, mot: String, uid: Uid, now: Now) throws -> String {
        try signFor(audience: audience, mot: mot, uid: uid, now: now, entropy: entropy(16))
    }
}

/// How long tokens last, and whose are refused: what is given here, and otherwise what `defaultTokenPolicy` says.
/// `TokenIssuer(ring: ring, policy: tokenPolicy(sessionLifetimeMs: 600_000))`.
///
/// Each parameter is the field of `TokenPolicy`.
public func tokenPolicy(
    audience: String? = nil, receiptLifetimeMs: UInt64? = nil, sessionLifetimeMs: UInt64? = nil,
    maximumSkewMs: UInt64? = nil, revoked: [Uid]? = nil, issuedAfter: Timestamp? = nil
) -> TokenPolicy {
    let usual = defaultTokenPolicy()
    return TokenPolicy(
        audience: audience ?? usual.audience,
        receiptLifetimeMs: receiptLifetimeMs ?? usual.receiptLifetimeMs,
        sessionLifetimeMs: sessionLifetimeMs ?? usual.sessionLifetimeMs,
        maximumSkewMs: maximumSkewMs ?? usual.maximumSkewMs, revoked: revoked ?? usual.revoked,
        issuedAfter: issuedAfter ?? usual.issuedAfter)
}

extension TokenIssuer {
    /// A receipt for whom an accepted link introduced: `issuer.issueReceipt(link, now: now)`.
    public func issueReceipt(_ link: VerifiedLink, now: Now) throws -> String {
        try issueReceipt(introduced: .link(link: link), now: now)
    }

    /// A receipt for whom an accepted proof of a device introduced: `issuer.issueReceipt(proof, now: now)`.
    public func issueReceipt(_ proof: VerifiedProof, now: Now) throws -> String {
        try issueReceipt(introduced: .proof(proof: proof), now: now)
    }
}

extension Call {
    /// Reads a call, which is what a portal itself sees of it. See `parseCall`.
    public static func fromJson(_ json: String) throws -> Call {
        try parseCall(json: json)
    }

    /// The call as JSON text.
    public func toJson() throws -> String {
        try callToJson(document: self)
    }
}

extension Proof {
    /// Reads what a device says beside its signature. See `parseProof`.
    public static func fromJson(_ json: String) throws -> Proof {
        try parseProof(json: json)
    }

    /// What a device says as JSON text.
    public func toJson() throws -> String {
        try proofToJson(document: self)
    }
}

/// What a portal accepts of a device's proof beyond a right signature: what is given here, and otherwise what
/// `defaultProofPolicy` says.
///
/// Each parameter is the field of `ProofPolicy`.
public func proofPolicy(
    maximumAgeMs: UInt64? = nil, maximumSkewMs: UInt64? = nil, revoked: [Uid]? = nil, issuedAfter: Timestamp? = nil
) -> ProofPolicy {
    let usual = defaultProofPolicy()
    return ProofPolicy(
        maximumAgeMs: maximumAgeMs ?? usual.maximumAgeMs, maximumSkewMs: maximumSkewMs ?? usual.maximumSkewMs,
        revoked: revoked ?? usual.revoked, issuedAfter: issuedAfter ?? usual.issuedAfter)
}

/// So many bytes of the randomness of the operating system.
func entropy(_ length: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    return Data((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
}
