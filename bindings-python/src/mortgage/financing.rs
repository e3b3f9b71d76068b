//! What an offer really costs: its financing, effective rates, the information sheet, and what comes before the end.

use mot_core::money::Rate;
use pyo3::prelude::*;

use super::Policies;
use crate::{
    documents::{
        Aprc, Financing, InformationSheet, JurisdictionPolicy, Offer, Prepayment, PrepaymentQuote,
        Refinancing, RefinancingTerms, StatedAprc,
    },
    error::{call, call_detached},
    lifecycle::policies as given,
    scalar,
};

#[pymethods]
impl Offer {
    /// The loan of this offer with its costs, as the library reckons with it: an annuity from the initial repayment rate,
    /// the rate fixed for the offer's years, the conditions' conventions, the processing fee as the lender's and the
    /// valuation fee as required, both at conclusion.
    ///
    /// Refused: drawdowns that are not the loan (`mortgage.drawdowns_not_loan`), an amount beyond the range of money
    /// (`money.overflow`). That a schedule can be made of it is asked when one is.
    fn financing(&self) -> PyResult<Financing> {
        call(|| self.0.financing().map(Financing))
    }

    /// The true effective rate of the offer, with the decimals of its policy; what the lender states is not looked at.
    ///
    /// Refused: as for `Offer.financing` and `Financing.aprc`, a policy that is not known (`mortgage.unknown_policy`).
    #[pyo3(signature = (*, policies = None))]
    fn aprc(&self, py: Python<'_>, policies: Option<&Policies>) -> PyResult<Aprc> {
        let policies = given(policies);
        call_detached(py, || self.0.aprc(policies).map(Aprc))
    }

    /// Whether a stated effective rate is this offer's, by the decimals of its policy. An offer is never trusted with the
    /// rate that it states itself; that it is wrong is told and hinders no step of its lifecycle.
    ///
    /// Refused: as for `Offer.aprc`.
    #[pyo3(signature = (stated, *, policies = None))]
    fn verify_stated_aprc(
        &self,
        py: Python<'_>,
        stated: &Bound<'_, PyAny>,
        policies: Option<&Policies>,
    ) -> PyResult<StatedAprc> {
        let (stated, policies) = (scalar::rate(stated)?, given(policies));
        call_detached(py, || self.0.verify_stated_aprc(stated, policies).map(StatedAprc))
    }
}

#[pymethods]
impl Financing {
    /// The effective rate in per cent with so many decimals, correctly rounded. It is given as a fraction:
    /// `Decimal("0.0327")` is 3.27 %.
    ///
    /// Interest, commitment interest and the costs of counted classes are what is paid. Costs at conclusion are paid at the
    /// payout, a cost of a month with that month's instalment. Months are twelfths of a year whatever the calendar says;
    /// the days before the first of them count by Annex I of Directive 2014/17/EU.
    ///
    /// Refused: whatever `LoanTerms.schedule` and `effective_rate` refuse, a cost in another currency
    /// (`money.currency_mismatch`) or after the loan's end (`mortgage.cost_after_end`).
    ///
    /// >>> from mot_core import Financing
    /// >>> financing = Financing.from_json('''{ "terms": { "nominalRate": 0.032, "months": 180,
    /// ...         "repayment": { "type": "initial_rate", "rate": 0.02 },
    /// ...         "drawdowns": [{ "month": 0, "amount": { "amount": 36000000, "currency": "EUR" } }] },
    /// ...     "costs": [{ "name": "processing", "class": "lender", "timing": "at_conclusion",
    /// ...         "amount": { "amount": 90000, "currency": "EUR" } }] }''')
    /// >>> aprc = financing.aprc(6)
    /// >>> aprc.rate, aprc.fixed_period_rate, [cost.name for cost in aprc.counted]
    /// (Decimal('0.03267803'), Decimal('0.03273169'), ['processing'])
    fn aprc(&self, py: Python<'_>, decimals: &Bound<'_, PyAny>) -> PyResult<Aprc> {
        let decimals: u32 = scalar::read(decimals, "decimals")?;
        call_detached(py, || self.0.aprc(decimals).map(Aprc))
    }

    /// Whether a stated effective rate is the true one. It is compared with the decimals that it has, and at least with
    /// those that are asked for.
    ///
    /// Refused: as for `Financing.aprc`.
    ///
    /// >>> from decimal import Decimal
    /// >>> from mot_core import Financing
    /// >>> financing = Financing.from_json('''{ "terms": { "nominalRate": 0.032,
    /// ...     "repayment": { "type": "initial_rate", "rate": 0.02 },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 36000000, "currency": "EUR" } }] } }''')
    /// >>> found = financing.verify_stated_aprc(Decimal("0.0335"), 2)
    /// >>> found.verdict, found.rate, found.by
    /// ('overstated', Decimal('0.0325'), Decimal('0.001'))
    fn verify_stated_aprc(
        &self,
        py: Python<'_>,
        stated: &Bound<'_, PyAny>,
        decimals: &Bound<'_, PyAny>,
    ) -> PyResult<StatedAprc> {
        let stated: Rate = scalar::rate(stated)?;
        let decimals: u32 = scalar::read(decimals, "decimals")?;
        call_detached(py, || self.0.verify_stated_aprc(stated, decimals).map(StatedAprc))
    }

    /// The figures of an information sheet (ESIS, *Europäisches Standardisiertes Merkblatt*), the effective rate with so
    /// many decimals.
    ///
    /// Refused: as for `Financing.aprc`, and amounts that add up beyond the range of money (`money.overflow`).
    ///
    /// >>> from mot_core import Financing
    /// >>> financing = Financing.from_json('''{ "terms": { "nominalRate": 0.032, "months": 180,
    /// ...     "repayment": { "type": "initial_rate", "rate": 0.02 },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 36000000, "currency": "EUR" } }] } }''')
    /// >>> sheet = financing.information_sheet(2)
    /// >>> sheet.instalments, str(sheet.last_instalment), str(sheet.total_amount), sheet.per_unit_borrowed
    /// (359, '1239.47 EUR', '559719.47 EUR', Decimal('1.55'))
    /// >>> str(sheet.balance), len(sheet.first_year), len(sheet.years)
    /// ('221615.46 EUR', 12, 30)
    fn information_sheet(&self, py: Python<'_>, decimals: &Bound<'_, PyAny>) -> PyResult<InformationSheet> {
        let decimals: u32 = scalar::read(decimals, "decimals")?;
        call_detached(py, || self.0.information_sheet(decimals).map(InformationSheet))
    }

    /// What repaying this loan by another one saves, and when it pays off. Both are reckoned with this loan's rounding;
    /// the new one's months are twelfths of a year.
    ///
    /// The present loan is taken to go on at its borrowing rate. Special repayments that its terms name are made in it,
    /// not in the new one; commitment interest ends with the last drawdown, which a loan to be refinanced has behind it.
    ///
    /// Refused: a month before the last drawdown's or with nothing left (`mortgage.nothing_owed`), months beyond 1200
    /// or none (`mortgage.bad_term`), a negative compensation (`mortgage.negative_flow`), a cost after the new loan's end
    /// (`mortgage.cost_after_end`), two currencies (`money.currency_mismatch`), whatever `LoanTerms.schedule` refuses of
    /// the two.
    ///
    /// >>> from decimal import Decimal
    /// >>> from mot_core import Financing, RefinancingTerms, RepaymentPlan
    /// >>> financing = Financing.from_json('''{ "terms": { "nominalRate": 0.032, "months": 180,
    /// ...     "repayment": { "type": "initial_rate", "rate": 0.02 },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 36000000, "currency": "EUR" } }] } }''')
    /// >>> terms = RefinancingTerms(month=180, nominal_rate=Decimal("0.041"), months=120,
    /// ...     repayment=RepaymentPlan.initial_rate(Decimal("0.03")))
    /// >>> refinancing = financing.refinance(terms)
    /// >>> str(refinancing.loan), str(refinancing.instalment), str(refinancing.balance_refinanced)
    /// ('221615.46 EUR', '1311.22 EUR', '139602.42 EUR')
    fn refinance(&self, py: Python<'_>, terms: &RefinancingTerms) -> PyResult<Refinancing> {
        call_detached(py, || self.0.refinance(&terms.0).map(Refinancing))
    }

    /// What repaying early comes to under a policy.
    ///
    /// The forgone interest is the interest of the schedule without the repayment beyond the allowance less that of
    /// the one with it, as long as the borrower is bound: to the end of the fixed period, and not beyond the policy's
    /// right of termination, which counts from the last drawdown (§ 489(1) No. 2 BGB: ten years and six months in
    /// Germany). It is neither discounted nor lessened by the risk and the work that the lender saves, so a lawful
    /// compensation is lower.
    ///
    /// Refused: a month up to the last drawdown's or with nothing left (`mortgage.nothing_owed`), an amount that is
    /// not positive (`mortgage.bad_special_repayment`), another currency (`money.currency_mismatch`), whatever
    /// `LoanTerms.schedule` refuses.
    ///
    /// >>> from mot_core import Financing, Policies, Prepayment
    /// >>> financing = Financing.from_json('''{ "terms": { "nominalRate": 0.032, "months": 180,
    /// ...     "repayment": { "type": "initial_rate", "rate": 0.02 },
    /// ...     "specialLimit": { "amount": 1800000, "currency": "EUR" },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 36000000, "currency": "EUR" } }] } }''')
    /// >>> policy = Policies.shipped().latest("de_mortgage")
    /// >>> after_five_years = financing.prepayment_quote(Prepayment(month=60), policy)
    /// >>> str(after_five_years.allowed), after_five_years.compensation_at_most.amount > 0
    /// ('18000.00 EUR', True)
    /// >>> financing.prepayment_quote(Prepayment(month=132), policy).compensation_at_most  # § 489 BGB
    /// Money(0, 'EUR')
    fn prepayment_quote(
        &self,
        py: Python<'_>,
        prepayment: &Prepayment,
        policy: &JurisdictionPolicy,
    ) -> PyResult<PrepaymentQuote> {
        call_detached(py, || self.0.prepayment_quote(prepayment.0, &policy.0).map(PrepaymentQuote))
    }
}
