//! Laws of what is reckoned from a loan and its costs.

use mot_core::{
    ErrorCode,
    id::PolicyId,
    money::{Currency, Money, Rate},
    mortgage::{
        Annuity, AnnuityUnknown, CompareBy, CostClass, FeeTiming, Financing, InstalmentRounding, LoanTerms,
        OtherFee, Policies, Prepayment, RefinancingTerms, RepaymentPlan, StatedAprcVerdict, compare,
        solve_for,
    },
};
use proptest::prelude::*;

fn euro(amount: i64) -> Money {
    Money::new(amount, Currency::EUR).expect("within the range")
}

fn rate(billionths: i64) -> Rate {
    Rate::from_billionths(billionths).expect("a rate")
}

fn plan() -> impl Strategy<Value = RepaymentPlan> {
    prop_oneof![
        (15_000_000i64..90_000_000).prop_map(|initial| RepaymentPlan::InitialRate { rate: rate(initial) }),
        (24u32..360).prop_map(|count| RepaymentPlan::Instalments { count }),
        (24u32..360).prop_map(|count| RepaymentPlan::EqualCapital { count }),
        (24u32..360).prop_map(|count| RepaymentPlan::Bullet { count }),
    ]
}

fn costs() -> impl Strategy<Value = Vec<OtherFee>> {
    let classes = [CostClass::Lender, CostClass::Brokerage, CostClass::Notary, CostClass::Optional];
    let timing = prop_oneof![
        Just(FeeTiming::AtConclusion),
        Just(FeeTiming::WithInstalments),
        (0u32..20).prop_map(|month| FeeTiming::InMonth { month }),
    ];
    let cost = (0i64..20_000, prop::sample::select(classes.to_vec()), timing).prop_map(
        |(amount, cost_class, timing)| OtherFee {
            name: "cost".into(),
            amount: euro(amount),
            cost_class,
            timing,
        },
    );
    prop::collection::vec(cost, 0..4)
}

prop_compose! {
    fn financing()(
        loan in 5_000_000i64..80_000_000, nominal in 0i64..80_000_000, plan in plan(), costs in costs(),
        fixed in prop::option::of(12u32..240), carry in any::<bool>(),
    ) -> Financing {
        let terms = LoanTerms {
            months: fixed,
            rounding_policy: carry.then_some(InstalmentRounding::Carry),
            ..LoanTerms::new(euro(loan), rate(nominal), plan)
        };
        Financing { terms, costs }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_true_rate_matches_and_no_other(financing in financing(), decimals in 1u32..5, off in 1i64..500) {
        let aprc = financing.aprc(decimals)?;
        let stated = financing.verify_stated_aprc(aprc.rate, decimals)?;
        prop_assert_eq!((stated.verdict, stated.by), (StatedAprcVerdict::Match, Rate::ZERO));
        let unit = 10i64.pow(7 - decimals);
        let higher = rate(aprc.rate.billionths() + off * unit);
        let stated = financing.verify_stated_aprc(higher, decimals)?;
        prop_assert_eq!((stated.verdict, stated.by), (StatedAprcVerdict::Overstated, rate(off * unit)));
        let lower = rate(aprc.rate.billionths() - off * unit);
        let stated = financing.verify_stated_aprc(lower, decimals)?;
        prop_assert_eq!((stated.verdict, stated.by), (StatedAprcVerdict::Understated, rate(off * unit)));
    }

    #[test]
    fn a_counted_cost_raises_the_rate_and_no_other_does(financing in financing(), amount in 10_000i64..500_000) {
        let before = financing.aprc(7)?.rate;
        let with = |cost_class| {
            let mut dearer = financing.clone();
            let timing = FeeTiming::AtConclusion;
            dearer.costs.push(OtherFee { name: "more".into(), amount: euro(amount), cost_class, timing });
            dearer.aprc(7).map(|aprc| aprc.rate)
        };
        prop_assert!(with(CostClass::ValuationRequired)? > before);
        prop_assert_eq!(with(CostClass::RegisterTransfer)?, before);
    }

    #[test]
    fn differences_add_up_and_ranks_rise(
        financings in prop::collection::vec(financing(), 1..5), by in 0usize..4, horizon in prop::option::of(1u32..300),
    ) {
        let by = [CompareBy::EffectiveRate, CompareBy::TotalCost, CompareBy::Balance, CompareBy::Instalment][by];
        let mut financings = financings;
        let drawn = financings[0].terms.drawdowns.clone();
        financings.iter_mut().for_each(|one| one.terms.drawdowns = drawn.clone());
        let comparison = compare(&financings, by, horizon)?;
        let mut indices: Vec<u32> = comparison.ranking.iter().map(|one| one.index).collect();
        indices.sort_unstable();
        prop_assert_eq!(indices, (0..financings.len() as u32).collect::<Vec<_>>());
        let best = &comparison.ranking[0];
        prop_assert_eq!(best.rank, 1);
        for one in &comparison.ranking {
            let parts = one.interest.plus(one.commitment)?.plus(one.costs)?;
            prop_assert_eq!(parts, one.total_cost);
            let differences = one.more_interest.plus(one.more_commitment)?.plus(one.more_costs)?;
            prop_assert_eq!(differences, one.more_total_cost);
            prop_assert_eq!(one.total_cost.minus(best.total_cost)?, one.more_total_cost);
        }
        for pair in comparison.ranking.windows(2) {
            let key = |one: &mot_core::mortgage::ComparedFinancing| match by {
                CompareBy::EffectiveRate => one.effective_rate.billionths(),
                CompareBy::TotalCost => one.total_cost.amount(),
                CompareBy::Balance => one.balance.amount(),
                CompareBy::Instalment => one.instalment.amount(),
            };
            prop_assert!(key(&pair[0]) <= key(&pair[1]));
            prop_assert_eq!(key(&pair[0]) == key(&pair[1]), pair[0].rank == pair[1].rank);
        }
    }

    #[test]
    fn the_sheet_adds_up(financing in financing()) {
        let sheet = financing.information_sheet(2)?;
        let schedule = LoanTerms { months: None, ..financing.terms.clone() }.schedule()?;
        let years = schedule.years()?;
        prop_assert_eq!(&years, &sheet.years);
        prop_assert_eq!(years.iter().map(|year| year.instalments).sum::<u32>(), sheet.instalments);
        let each = sheet.costs_with_each_instalment.amount() * i64::from(sheet.instalments);
        let costs = sheet.costs_paid_once.amount() + each;
        prop_assert_eq!(sheet.total_amount.amount(), sheet.loan.amount() + sheet.total.interest.amount() + costs);
        if financing.terms.rounding_policy.is_none() {
            let interest: i64 = years.iter().map(|year| year.interest.amount()).sum();
            prop_assert_eq!(interest, sheet.total.interest.amount());
        }
        prop_assert_eq!(years.last().map(|year| year.balance.amount()), Some(0));
    }

    #[test]
    fn the_same_loan_again_saves_nothing(
        loan in 5_000_000i64..80_000_000, nominal in 1_000_000i64..80_000_000, count in 24u32..360, month in 1u32..20,
        compensation in 0i64..100_000,
    ) {
        // Equal capital is the same plan after any month, so the books go on as they were.
        let terms = LoanTerms::new(euro(loan * 10 / i64::from(count) * i64::from(count)), rate(nominal), RepaymentPlan::EqualCapital { count });
        let refinancing = Financing { terms, costs: vec![] }.refinance(&RefinancingTerms {
            month,
            nominal_rate: rate(nominal),
            repayment: RepaymentPlan::EqualCapital { count: count - month },
            costs: vec![],
            compensation: Some(euro(compensation)),
            months: None,
        })?;
        prop_assert_eq!(refinancing.saving, euro(-compensation));
        prop_assert_eq!(refinancing.break_even_month, (compensation == 0).then_some(1));
        prop_assert_eq!(refinancing.months, count - month);
    }

    #[test]
    fn a_prepayment_adds_up_and_is_bounded(
        financing in financing(), month in 1u32..300, amount in prop::option::of(1i64..90_000_000),
        limit in prop::option::of(0i64..2_000_000), cap in 0i64..20_000_000,
    ) {
        let mut financing = financing;
        financing.terms.special_limit = limit.map(euro);
        let policies = Policies::shipped();
        let mut policy = policies.latest(&PolicyId::parse("mcd_baseline")?)?.clone();
        let prepayment = Prepayment { month, amount: amount.map(euro) };
        let free = match financing.prepayment_quote(prepayment, &policy) {
            Ok(quote) => quote,
            Err(refusal) => {
                prop_assert_eq!(refusal.code(), ErrorCode::MortgageNothingOwed);
                return Ok(());
            }
        };
        prop_assert_eq!(free.amount.plus(free.balance)?, free.owed);
        prop_assert!(free.allowed.amount() <= free.amount.amount());
        prop_assert_eq!(free.compensation_at_most, free.forgone_interest);
        prop_assert!(free.forgone_interest.amount() >= 0);
        policy.prepayment_compensation_cap = Some(rate(cap));
        let capped = financing.prepayment_quote(prepayment, &policy)?;
        prop_assert!(capped.compensation_at_most.amount() <= free.compensation_at_most.amount());
        let share = i128::from(free.amount.amount() - free.allowed.amount()) * i128::from(cap) / 1_000_000_000;
        prop_assert!(i128::from(capped.compensation_at_most.amount()) <= share);
    }

    #[test]
    fn each_unknown_follows_from_the_others(
        loan in 1_000_000i64..90_000_000, nominal in 0i64..120_000_000, months in 12u32..480, left in 0i64..100,
    ) {
        let balance = loan * left / 110;
        let known = Annuity {
            loan: Some(euro(loan)), nominal_rate: Some(rate(nominal)), months: Some(months), balance: Some(euro(balance)),
            instalment: None,
        };
        let solved = solve_for(AnnuityUnknown::Instalment, &known)?;
        match solve_for(AnnuityUnknown::NominalRate, &Annuity { nominal_rate: None, ..solved }) {
            Ok(found) => {
                let again = solve_for(AnnuityUnknown::Instalment, &Annuity { instalment: None, ..found })?;
                prop_assert_eq!(again.instalment, solved.instalment);
            }
            // An instalment that was rounded down repays at a rate below nothing.
            Err(refusal) => prop_assert!(refusal.code() == ErrorCode::MortgageUnsolvable && nominal < 100_000),
        }
        let found = solve_for(AnnuityUnknown::Loan, &Annuity { loan: None, ..solved })?;
        // The instalment was rounded by half a unit at most, which so many instalments discounted make of the loan.
        let slack = i64::from(months) / 2 + 1;
        prop_assert!(found.loan.is_some_and(|found| (found.amount() - loan).abs() <= slack));
        let term = solve_for(AnnuityUnknown::Months, &Annuity { months: None, ..solved });
        if let Ok(term) = term {
            prop_assert!(term.months.is_some_and(|found| found <= months + 1));
        }
    }
}
