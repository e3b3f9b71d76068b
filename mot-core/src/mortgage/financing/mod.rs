//! A loan with everything that it costs: what effective rates, comparisons and information sheets are worked out from.

use alloc::{borrow::ToOwned, vec, vec::Vec};

use super::{
    CostClass, Drawdown, FeeTiming, LoanTerms, MortgageError, Offer, OtherFee, RepaymentPlan, Schedule,
};
use crate::{
    Result,
    input::document_fields,
    money::{Currency, Money},
};

mod aprc;
mod comparison;
mod flows;
mod information_sheet;
mod prepayment;
mod refinancing;

pub use aprc::{Aprc, StatedAprc, StatedAprcVerdict};
pub use comparison::{CompareBy, ComparedFinancing, Comparison, compare};
pub use information_sheet::InformationSheet;
pub use prepayment::{Prepayment, PrepaymentQuote};
pub use refinancing::{Refinancing, RefinancingTerms};

/// A loan and its costs. Where the terms name `months`, the borrowing rate is fixed for so many and agreed anew after them.
///
/// ```
/// use mot_core::{
///     money::{Currency, Money, Rate},
///     mortgage::{CostClass, FeeTiming, Financing, LoanTerms, OtherFee, RepaymentPlan},
/// };
///
/// let euro = |text| Money::parse(text, Currency::EUR);
/// let repayment = RepaymentPlan::InitialRate { rate: Rate::parse("0.02")? };
/// let terms = LoanTerms::new(euro("360000.00")?, Rate::parse("0.032")?, repayment);
/// let fee = OtherFee {
///     name: "processing".into(),
///     amount: euro("900.00")?,
///     cost_class: CostClass::Lender,
///     timing: FeeTiming::AtConclusion,
/// };
/// let financing = Financing { terms: LoanTerms { months: Some(180), ..terms }, costs: vec![fee] };
/// let aprc = financing.aprc(6)?;
/// assert_eq!(aprc.rate.to_string(), "0.03267803");
/// assert_eq!(aprc.fixed_period_rate.map(|rate| rate.to_string()), Some("0.03273169".into()));
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Financing {
    /// The loan; its `months`, if any, are those for which the borrowing rate is fixed.
    pub terms: LoanTerms,
    /// What it costs besides interest; a negative amount is given back.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub costs: Vec<OtherFee>,
}

document_fields!(Financing { terms: "terms"; costs: "costs" });

impl Offer {
    /// The loan of this offer with its costs, as the library reckons with it: an annuity from the initial repayment rate, the
    /// rate fixed for the offer's years, the conditions' conventions, the processing fee as the lender's and the valuation
    /// fee as required, both at conclusion.
    ///
    /// Refused: drawdowns that are not the loan (`mortgage.drawdowns_not_loan`), an amount beyond the range of money
    /// (`money.overflow`).
    ///
    /// What it stands for is a loan that a schedule can be made of, which is asked then and not here.
    pub fn financing(&self) -> Result<Financing> {
        let conditions = &self.conditions;
        let drawdowns = conditions.drawdowns.clone().filter(|drawdowns| !drawdowns.is_empty());
        let drawdowns = drawdowns.unwrap_or_else(|| vec![Drawdown { month: 0, amount: self.loan }]);
        let mut drawn = Money::zero(self.loan.currency());
        for drawdown in &drawdowns {
            drawn = drawn.plus(drawdown.amount)?;
        }
        if drawn != self.loan {
            return Err(MortgageError::DrawdownsNotLoan.into());
        }
        let special_limit = match self.repayment.special_payment_max_per_year {
            _ if !self.repayment.special_payments_allowed => Some(0),
            limit => limit.map(|limit| limit.get()),
        };
        let terms = LoanTerms {
            nominal_rate: self.interest.nominal_rate,
            drawdowns,
            repayment: RepaymentPlan::InitialRate { rate: self.repayment.initial_rate },
            months: Some(self.interest.fixed_years.saturating_mul(12)).filter(|months| *months > 0),
            interest_only_months: conditions.interest_only_months,
            special_repayments: Vec::new(),
            special_limit: special_limit.map(|limit| Money::new(limit, self.loan.currency())).transpose()?,
            special_effect: conditions.special_payment_effect,
            commitment: conditions.commitment.clone(),
            day_count: conditions.day_count,
            payout: conditions.payout,
            first_payment: conditions.first_payment,
            month_end: conditions.month_end == Some(true),
            rounding_policy: conditions.rounding,
            rounding: None,
        };
        Ok(Financing { terms, costs: self.costs()? })
    }

    /// Every cost of the offer in one list.
    fn costs(&self) -> Result<Vec<OtherFee>> {
        let at_conclusion = |name: &str, amount: i64, cost_class| -> Result<OtherFee> {
            let amount = Money::new(amount, self.loan.currency())?;
            Ok(OtherFee { name: name.to_owned(), amount, cost_class, timing: FeeTiming::AtConclusion })
        };
        let mut costs = vec![
            at_conclusion("processingFee", self.fees.processing_fee.get(), CostClass::Lender)?,
            at_conclusion("valuationFee", self.fees.valuation_fee.get(), CostClass::ValuationRequired)?,
        ];
        costs.retain(|cost| cost.amount.amount() != 0);
        costs.extend(self.fees.other_fees.iter().cloned());
        Ok(costs)
    }
}

impl CostClass {
    /// Whether the effective rate counts a cost of this kind: everything that the borrower has to pay for the credit, and
    /// neither the notary, the register's fee for the transfer of the property, nor what can be left out or follows from a
    /// default (Directive 2014/17/EU Art. 4(13) and recital 50, § 16(3) and (4) PAngV).
    ///
    /// ```
    /// use mot_core::mortgage::CostClass;
    ///
    /// assert!(CostClass::ValuationRequired.is_in_aprc() && !CostClass::Notary.is_in_aprc());
    /// ```
    pub const fn is_in_aprc(self) -> bool {
        match self {
            Self::Lender
            | Self::Brokerage
            | Self::ValuationRequired
            | Self::InsuranceRequired
            | Self::AccountRequired
            | Self::RegisterSecurity => true,
            Self::Optional | Self::Notary | Self::RegisterTransfer | Self::Default => false,
        }
    }
}

impl LoanTerms {
    /// Everything that is drawn (`mortgage.bad_loan_amount` if nothing is).
    fn loan(&self) -> Result<Money> {
        let Some(first) = self.drawdowns.first() else { return Err(MortgageError::BadLoanAmount.into()) };
        let nothing = Money::zero(first.amount.currency());
        self.drawdowns.iter().try_fold(nothing, |sum, drawdown| sum.plus(drawdown.amount))
    }

    /// The month of the last drawdown.
    fn last_drawdown(&self) -> u32 {
        self.drawdowns.iter().map(|drawdown| drawdown.month).max().unwrap_or_default()
    }
}

impl Financing {
    /// The same loan to its end at the borrowing rate of now, as the effective rate takes it (Directive 2014/17/EU
    /// Art. 17(4)).
    fn whole_schedule(&self) -> Result<Schedule> {
        LoanTerms { months: None, ..self.terms.clone() }.schedule()
    }

    /// The schedule of so many months.
    fn schedule_of(&self, months: u32) -> Result<Schedule> {
        LoanTerms { months: Some(months), ..self.terms.clone() }.schedule()
    }

    /// The costs that the effective rate counts.
    fn counted_costs(&self) -> impl Iterator<Item = &OtherFee> {
        self.costs.iter().filter(|cost| cost.cost_class.is_in_aprc())
    }

    /// What the counted costs come to while the loan has so many instalments.
    fn costs_within(&self, instalments: u32, currency: Currency) -> Result<Money> {
        costs_within(self.counted_costs(), instalments, currency)
    }
}

/// What costs come to while there are so many instalments.
fn costs_within<'a>(
    mut costs: impl Iterator<Item = &'a OtherFee>,
    instalments: u32,
    currency: Currency,
) -> Result<Money> {
    costs.try_fold(Money::zero(currency), |sum, cost| sum.plus(cost.within(instalments)?))
}

impl OtherFee {
    /// What of it is paid while there are so many instalments.
    fn within(&self, instalments: u32) -> Result<Money> {
        let times = match self.timing {
            FeeTiming::AtConclusion => 1,
            FeeTiming::WithInstalments => instalments,
            FeeTiming::InMonth { month } => u32::from(month <= instalments),
        };
        let product = i128::from(self.amount.amount()).saturating_mul(i128::from(times));
        Money::from_wide(product, self.amount.currency())
    }
}
