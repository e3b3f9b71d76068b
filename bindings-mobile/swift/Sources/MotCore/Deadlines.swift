// The law's deadlines as one asks for them in Swift.

import Foundation

extension Offer {
    /// From when and until when the offer can be accepted, and how long it binds the lender. See `offerDeadlines`.
    ///
    /// ```swift
    /// let until = try Offer.fromJson(stored).deadlines().acceptanceUntil
    /// ```
    public func deadlines(policies: Policies? = nil) throws -> OfferDeadlines {
        try offerDeadlines(offer: self, policies: policies)
    }
}

extension Contract {
    /// Until when the borrower may withdraw, and from when the loan can be terminated, as far as the evidence says it
    /// up to `now`. See `contractDeadlines`.
    public func deadlines(now: Now, policies: Policies? = nil) throws -> ContractDeadlines {
        try contractDeadlines(contract: self, now: now, policies: policies)
    }
}

extension JurisdictionPolicy {
    /// By when the lender must say what comes after a fixed rate that ends on this day; none where the policy asks for
    /// no such notice. See `jurisdictionPolicyRateEndNoticeBy`.
    ///
    /// ```swift
    /// let germany = try Policies.shipped().latest(id: "de_mortgage")
    /// let by = try germany.rateEndNoticeBy(fixedUntil: "2040-05-31") // 2040-02-29
    /// ```
    public func rateEndNoticeBy(fixedUntil: CalendarDate) throws -> CalendarDate? {
        try jurisdictionPolicyRateEndNoticeBy(policy: self, fixedUntil: fixedUntil)
    }
}

extension OfferDeadlines {
    /// Reads the deadlines of an offer. See `parseOfferDeadlines`.
    public static func fromJson(_ json: String) throws -> OfferDeadlines {
        try parseOfferDeadlines(json: json)
    }

    /// The deadlines as JSON text.
    public func toJson() throws -> String {
        try offerDeadlinesToJson(document: self)
    }
}

extension ContractDeadlines {
    /// Reads the deadlines of a contract. See `parseContractDeadlines`.
    public static func fromJson(_ json: String) throws -> ContractDeadlines {
        try parseContractDeadlines(json: json)
    }

    /// The deadlines as JSON text.
    public func toJson() throws -> String {
        try contractDeadlinesToJson(document: self)
    }
}
