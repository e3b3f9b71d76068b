// What a loan really costs, as one writes it in Swift.
//
// Each method is the function of the same name with the document in front; what it does and refuses stands there.

import Foundation

extension Offer {
    /// The loan of the offer with its costs, as the library reckons with it. See `offerFinancing`.
    ///
    /// ```swift
    /// let financing = try Offer.fromJson(stored).financing()
    /// let fixed = financing.terms.months // 180: for how long the rate is fixed
    /// ```
    public func financing() throws -> Financing {
        try offerFinancing(offer: self)
    }

    /// The true effective rate with the decimals of the offer's policy; what is stated is not looked at. See `offerAprc`.
    public func aprc(policies: Policies? = nil) throws -> Aprc {
        try offerAprc(offer: self, policies: policies)
    }

    /// Whether a stated effective rate is this offer's, by the decimals of its policy. See `offerVerifyStatedAprc`.
    ///
    /// ```swift
    /// let found = try offer.verifyStatedAprc(parseRate(text: "0.0335"))
    /// if found.verdict != .match { warn("stated \(found.stated), truly \(found.rate)") }
    /// ```
    public func verifyStatedAprc(_ stated: Rate, policies: Policies? = nil) throws -> StatedAprc {
        try offerVerifyStatedAprc(offer: self, stated: stated, policies: policies)
    }
}

extension Financing {
    /// Reads a loan with its costs. See `parseFinancing`.
    public static func fromJson(_ json: String) throws -> Financing {
        try parseFinancing(json: json)
    }

    /// The loan with its costs as JSON text.
    public func toJson() throws -> String {
        try financingToJson(document: self)
    }

    /// The effective rate in per cent with so many decimals: with two, 0.0327 is 3.27 %. See `financingAprc`.
    ///
    /// ```swift
    /// let loan = try Money.parse("360000.00", currency: "EUR")
    /// let terms = try LoanTerms(
    ///     nominalRate: parseRate(text: "0.032"), drawdowns: [Drawdown(month: 0, amount: loan)],
    ///     repayment: .initialRate(rate: parseRate(text: "0.02")), months: 180)
    /// let fee = try OtherFee(
    ///     name: "processing", amount: Money.parse("900.00", currency: "EUR"), costClass: .lender,
    ///     timing: .atConclusion)
    /// let aprc = try Financing(terms: terms, costs: [fee]).aprc(decimals: 6)
    /// aprc.rate // 0.03267803
    /// aprc.fixedPeriodRate // 0.03273169, repaid when the rate is fixed no longer
    /// ```
    public func aprc(decimals: UInt32) throws -> Aprc {
        try financingAprc(financing: self, decimals: decimals)
    }

    /// Whether a stated effective rate is the true one. See `financingVerifyStatedAprc`.
    public func verifyStatedAprc(_ stated: Rate, decimals: UInt32) throws -> StatedAprc {
        try financingVerifyStatedAprc(financing: self, stated: stated, decimals: decimals)
    }

    /// The figures of an information sheet (ESIS). See `financingInformationSheet`.
    ///
    /// ```swift
    /// let sheet = try Financing(terms: terms).informationSheet(decimals: 2)
    /// sheet.totalAmount // 559719.47 EUR in 359 instalments
    /// sheet.balance // 221615.46 EUR, the Restschuld after fifteen years
    /// ```
    public func informationSheet(decimals: UInt32) throws -> InformationSheet {
        try financingInformationSheet(financing: self, decimals: decimals)
    }

    /// What repaying this loan by another one saves, and when it pays off. See `financingRefinance`.
    ///
    /// ```swift
    /// let another = try RefinancingTerms(
    ///     month: 180, nominalRate: parseRate(text: "0.041"),
    ///     repayment: .initialRate(rate: parseRate(text: "0.03")), months: 120)
    /// let refinancing = try Financing(terms: terms).refinance(another)
    /// refinancing.loan // 221615.46 EUR
    /// refinancing.balanceRefinanced // 139602.42 EUR
    /// ```
    public func refinance(_ terms: RefinancingTerms) throws -> Refinancing {
        try financingRefinance(financing: self, terms: terms)
    }

    /// What repaying early comes to under a policy. See `financingPrepaymentQuote`.
    ///
    /// ```swift
    /// let germany = try Policies.shipped().latest(id: "de_mortgage")
    /// let quote = try Financing(terms: terms).prepaymentQuote(Prepayment(month: 132), policy: germany)
    /// quote.compensationAtMost // nothing: § 489 BGB, after ten years and six months
    /// ```
    public func prepaymentQuote(_ prepayment: Prepayment, policy: JurisdictionPolicy) throws -> PrepaymentQuote {
        try financingPrepaymentQuote(financing: self, prepayment: prepayment, policy: policy)
    }
}

extension Aprc {
    /// Reads an effective rate with what was counted. See `parseAprc`.
    public static func fromJson(_ json: String) throws -> Aprc {
        try parseAprc(json: json)
    }

    /// The effective rate with what was counted as JSON text.
    public func toJson() throws -> String {
        try aprcToJson(document: self)
    }
}

extension StatedAprc {
    /// Reads what was found of a stated effective rate. See `parseStatedAprc`.
    public static func fromJson(_ json: String) throws -> StatedAprc {
        try parseStatedAprc(json: json)
    }

    /// What was found as JSON text.
    public func toJson() throws -> String {
        try statedAprcToJson(document: self)
    }
}

extension InformationSheet {
    /// Reads the figures of an information sheet. See `parseInformationSheet`.
    public static func fromJson(_ json: String) throws -> InformationSheet {
        try parseInformationSheet(json: json)
    }

    /// The figures as JSON text.
    public func toJson() throws -> String {
        try informationSheetToJson(document: self)
    }
}

extension Comparison {
    /// Reads a comparison. See `parseComparison`.
    public static func fromJson(_ json: String) throws -> Comparison {
        try parseComparison(json: json)
    }

    /// The comparison as JSON text.
    public func toJson() throws -> String {
        try comparisonToJson(document: self)
    }
}

extension RefinancingTerms {
    /// Reads the loan that would take another one's place. See `parseRefinancingTerms`.
    public static func fromJson(_ json: String) throws -> RefinancingTerms {
        try parseRefinancingTerms(json: json)
    }

    /// The terms as JSON text.
    public func toJson() throws -> String {
        try refinancingTermsToJson(document: self)
    }
}

extension Refinancing {
    /// Reads what a refinancing comes to. See `parseRefinancing`.
    public static func fromJson(_ json: String) throws -> Refinancing {
        try parseRefinancing(json: json)
    }

    /// What it comes to as JSON text.
    public func toJson() throws -> String {
        try refinancingToJson(document: self)
    }
}

extension Prepayment {
    /// Reads a wish to repay early. See `parsePrepayment`.
    public static func fromJson(_ json: String) throws -> Prepayment {
        try parsePrepayment(json: json)
    }

    /// The wish as JSON text.
    public func toJson() throws -> String {
        try prepaymentToJson(document: self)
    }
}

extension PrepaymentQuote {
    /// Reads what an early repayment comes to. See `parsePrepaymentQuote`.
    public static func fromJson(_ json: String) throws -> PrepaymentQuote {
        try parsePrepaymentQuote(json: json)
    }

    /// What it comes to as JSON text.
    public func toJson() throws -> String {
        try prepaymentQuoteToJson(document: self)
    }
}

extension Annuity {
    /// Reads an annuity, of which one is unknown to `solveFor`. See `parseAnnuity`.
    public static func fromJson(_ json: String) throws -> Annuity {
        try parseAnnuity(json: json)
    }

    /// The annuity as JSON text.
    ///
    /// ```swift
    /// let known = try Annuity(
    ///     loan: Money.parse("250000.00", currency: "EUR"), nominalRate: parseRate(text: "0.0365"), months: 180)
    /// let solved = try solveFor(unknown: .instalment, known: known)
    /// solved.instalment // 1805.68 EUR
    /// ```
    public func toJson() throws -> String {
        try annuityToJson(document: self)
    }
}
