//! Laws of effective rates: what does not change them, what raises them, and where their digits are known exactly.

use mot_core::{
    Error, ErrorCode,
    money::{Currency, Money, Rate},
    mortgage::{Flow, InstalmentRounding, LoanTerms, RepaymentPlan, YearFraction, effective_rate},
};
use num_bigint::BigInt;
use proptest::prelude::*;

fn flow(at: YearFraction, amount: i64) -> Flow {
    Flow { at, amount: Money::new(amount, Currency::EUR).expect("within the range") }
}

fn years(numerator: i64, denominator: i64) -> YearFraction {
    YearFraction::new(numerator, denominator).expect("a time")
}

/// Months, weeks and odd days, also before the first drawdown.
fn time() -> impl Strategy<Value = YearFraction> {
    prop_oneof![
        (-12i64..240).prop_map(|months| years(months, 12)),
        (0i64..520).prop_map(|weeks| years(weeks, 52)),
        (1i64..4_000, prop::sample::select(vec![365, 366])).prop_map(|(days, year)| years(days, year)),
    ]
}

prop_compose! {
    /// Flows of a loan and the times they come at; not all have one rate.
    fn flows()(
        later in prop::collection::vec((time(), 1i64..1_000_000), 0..4),
        paid in prop::collection::vec((time(), 1i64..1_000_000), 1..40),
        loan in 1_000_000i64..20_000_000,
    ) -> (Vec<Flow>, Vec<Flow>) {
        let list = |given: Vec<_>| given.into_iter().map(|(at, amount)| flow(at, amount)).collect();
        let mut drawn: Vec<Flow> = list(later);
        drawn.push(flow(YearFraction::ZERO, loan));
        (drawn, list(paid))
    }
}

/// The rate, or the code of the refusal: what must be the same.
fn outcome(drawn: &[Flow], paid: &[Flow]) -> Result<Rate, ErrorCode> {
    effective_rate(drawn, paid, 6).map_err(|refusal| refusal.code())
}

fn every(flows: &[Flow], change: impl Fn(Flow) -> Flow) -> Vec<Flow> {
    flows.iter().map(|flow| change(*flow)).collect()
}

/// The fraction in units of so many digits, a half up: division of whole numbers.
fn rounded(numerator: &BigInt, denominator: &BigInt, digits: u32) -> BigInt {
    let units = numerator * BigInt::from(10).pow(digits) * 2 + denominator;
    units / (denominator * 2)
}

proptest! {
    #[test]
    fn amounts_larger_in_proportion_have_the_same_rate((drawn, paid) in flows(), factor in 1i64..100_000_000) {
        let larger = |flows: &[Flow]| every(flows, |one| flow(one.at, one.amount.amount() * factor));
        prop_assert_eq!(outcome(&larger(&drawn), &larger(&paid)), outcome(&drawn, &paid));
    }

    #[test]
    fn the_order_of_the_flows_does_not_matter((drawn, paid) in flows(), turn in any::<prop::sample::Index>()) {
        let turned = |flows: &[Flow]| {
            let mut flows = flows.to_vec();
            flows.reverse();
            let places = turn.index(flows.len());
            flows.rotate_left(places);
            flows
        };
        prop_assert_eq!(outcome(&turned(&drawn), &turned(&paid)), outcome(&drawn, &paid));
    }

    /// Times are distances: a common start elsewhere changes nothing.
    #[test]
    fn all_flows_may_come_later((drawn, paid) in flows(), months in 0i64..600) {
        let moved = |at: YearFraction| at.plus(years(months, 12)).expect("a time");
        let later = |flows: &[Flow]| every(flows, |one| Flow { at: moved(one.at), ..one });
        prop_assert_eq!(outcome(&later(&drawn), &later(&paid)), outcome(&drawn, &paid));
    }

    #[test]
    fn parts_at_one_time_are_one_flow((drawn, paid) in flows(), part in 0i64..1_000_000) {
        let parted = |flows: &[Flow]| -> Vec<Flow> {
            let halves = |one: &Flow| {
                let first = part.min(one.amount.amount());
                [flow(one.at, first), flow(one.at, one.amount.amount() - first)]
            };
            flows.iter().flat_map(halves).collect()
        };
        prop_assert_eq!(outcome(&parted(&drawn), &parted(&paid)), outcome(&drawn, &paid));
    }

    /// One payment: 1 + X is the quotient after a year, its square after half a year.
    #[test]
    fn one_payment_has_the_quotient_as_its_rate(
        drawn in 1_000_000i64..Money::MAXIMUM / 2, more in 0i64..10_000_000_000,
    ) {
        let paid = drawn + more.min(drawn);
        let found = effective_rate(&[flow(YearFraction::ZERO, drawn)], &[flow(years(1, 1), paid)], 7)?;
        let (gained, lent) = (BigInt::from(paid - drawn), BigInt::from(drawn));
        prop_assert_eq!(BigInt::from(found.billionths()), rounded(&gained, &lent, 9));
        let found = effective_rate(&[flow(YearFraction::ZERO, drawn)], &[flow(years(1, 2), paid)], 7)?;
        let (over, under) = (BigInt::from(paid).pow(2), BigInt::from(drawn).pow(2));
        prop_assert_eq!(BigInt::from(found.billionths()), rounded(&(over - &under), &under, 9));
    }

    #[test]
    fn costs_and_earlier_payments_raise_the_rate(
        loan in 1_000_000i64..100_000_000, count in 12i64..240, gain in 1i64..50, fee in 1i64..50_000,
    ) {
        let drawn = [flow(YearFraction::ZERO, loan)];
        let instalments = |first: i64| -> Vec<Flow> {
            (0..count).map(|number| flow(years(first + number, 12), loan / count * (100 + gain) / 100)).collect()
        };
        let (later, mut sooner) = (instalments(2), instalments(1));
        prop_assume!(effective_rate(&drawn, &later, 6).is_ok_and(|rate| rate > Rate::ZERO));
        let rate = |paid: &[Flow]| -> Result<Rate, Error> { effective_rate(&drawn, paid, 6) };
        prop_assert!(rate(&later)? <= rate(&sooner)?);
        let before = rate(&sooner)?;
        sooner.push(flow(YearFraction::ZERO, fee.min(loan / 4)));
        prop_assert!(before <= rate(&sooner)?);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Carried, the instalments of a very large loan are exact but for a part in 10^12: without costs the rate is
    /// (1 + i/12)^12 - 1, correctly rounded, wherever that is not that near to a half.
    #[test]
    fn carried_the_rate_is_the_nominal_one_compounded_exactly(
        nominal in 1_000_000i64..200_000_000, count in 12u32..480,
    ) {
        let loan = Money::new(200_000_000_000_000, Currency::EUR)?;
        let terms = LoanTerms {
            rounding_policy: Some(InstalmentRounding::Carry),
            ..LoanTerms::new(loan, Rate::from_billionths(nominal)?, RepaymentPlan::Instalments { count })
        };
        let schedule = terms.schedule()?;
        let by_month = (1i64..).zip(&schedule.columns().payment);
        let paid: Vec<Flow> = by_month.map(|(month, amount)| flow(years(month, 12), *amount)).collect();
        let twelve = BigInt::from(12_000_000_000_i64);
        let (over, under) = ((&twelve + nominal).pow(12), twelve.pow(12));
        let gained = over - &under;
        let margin = &under / 1_000_000_000_000_i64;
        prop_assume!(rounded(&(&gained - &margin), &under, 8) == rounded(&(&gained + &margin), &under, 8));
        let found = effective_rate(&[flow(YearFraction::ZERO, loan.amount())], &paid, 6)?;
        prop_assert_eq!(BigInt::from(found.billionths()), rounded(&gained, &under, 8) * 10);
    }
}

#[test]
fn a_cent_beside_a_half_decides_the_last_digit() {
    // After a year exactly half a hundredth of a per cent more than so many; and a cent of 800 billion to either side.
    let drawn = 80_000_000_000_000;
    let rate = |paid| {
        let rate = effective_rate(&[flow(YearFraction::ZERO, drawn)], &[flow(years(1, 1), paid)], 2);
        rate.expect("a rate").billionths() / 100_000
    };
    for whole in 0..1_000 {
        let half = drawn + drawn / 20_000 * (2 * whole + 1);
        assert_eq!([rate(half - 1), rate(half), rate(half + 1)], [whole, whole + 1, whole + 1]);
    }
}
