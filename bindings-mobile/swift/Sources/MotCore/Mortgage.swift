// Reckoning with mortgages as one writes it in Swift.

extension LoanTerms {
    /// Reads the terms of a loan. See `parseLoanTerms`.
    public static func fromJson(_ json: String) throws -> LoanTerms {
        try parseLoanTerms(json: json)
    }

    /// The terms as JSON text.
    public func toJson() throws -> String {
        try loanTermsToJson(document: self)
    }

    /// What is paid when, and what is left. See `loanSchedule`.
    ///
    /// ```swift
    /// let loan = try Money.parse("360000.00", currency: "EUR")
    /// let terms = try LoanTerms(
    ///     nominalRate: parseRate(text: "0.032"), drawdowns: [Drawdown(month: 0, amount: loan)],
    ///     repayment: .initialRate(rate: parseRate(text: "0.02")), months: 180)
    /// let left = try terms.schedule().balance() // 221615.46 EUR
    /// ```
    public func schedule() throws -> Schedule {
        try loanSchedule(terms: self)
    }
}
