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

/// Ten-thousandths: rates from -99.5 % to 1100 %, close to one another and to the ends.
fn known_rates() -> impl Strategy<Value = Vec<i64>> {
    let one = prop_oneof![
        -9_950i64..30_000,
        (-9i64..30).prop_map(|tenths| tenths * 1_000),
        prop::sample::select(vec![-9_900, -9_901, -9_899, 0, 500, 99_999, 100_000, 100_001, 110_000]),
    ];
    let more =
        prop::collection::vec(prop::sample::select(vec![None, Some(0), Some(0), Some(1), Some(-10)]), 0..4);
    (prop::collection::vec(one, 4), more).prop_map(|(some, more)| {
        let mut rates = vec![some[0]];
        for (next, beside) in some.into_iter().skip(1).zip(more) {
            rates.push(beside.map_or(next, |beside| (rates[rates.len() - 1] + beside).max(-9_950)));
        }
        rates
    })
}

/// Yearly amounts with these rates: the product of `1 - (1 + X) v`, and of a quadratic without a real root.
fn with_rates(rates: &[i64], other: [i64; 3]) -> Option<Vec<i64>> {
    let mut product: Vec<BigInt> = other.map(BigInt::from).to_vec();
    for rate in rates {
        let mut larger = vec![BigInt::ZERO; product.len() + 1];
        for (place, amount) in product.iter().enumerate() {
            larger[place] += amount * 10_000;
            larger[place + 1] -= amount * (10_000 + rate);
        }
        product = larger;
    }
    let divisor = product.iter().fold(BigInt::ZERO, |one, other| {
        let (mut one, mut other) = (one, other.clone());
        while other != BigInt::ZERO {
            (one, other) = (other.clone(), one % other);
        }
        one
    });
    let within =
        |amount: &BigInt| i64::try_from(amount / &divisor).ok().filter(|one| one.abs() <= Money::MAXIMUM);
    product.iter().map(within).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_global_rejects: 10_000, ..ProptestConfig::default() })]

    /// However close the rates are, and however many fall together: one is the answer, others are refused.
    #[test]
    fn known_rates_are_found(
        rates in known_rates(), turned in any::<bool>(), start in -3i64..3,
        other in prop::sample::select(vec![[1, 0, 0], [1, 0, 1], [1, -1, 1], [5, -8, 5]]),
    ) {
        let amounts = with_rates(&rates, other);
        prop_assume!(amounts.is_some());
        let at_years = (start..).zip(amounts.unwrap_or_default());
        let (drawn, paid): (Vec<_>, Vec<_>) = at_years
            .filter(|(_, amount)| *amount != 0)
            .map(|(year, amount)| (years(year, 1), if turned { -amount } else { amount }))
            .partition(|(_, amount)| *amount > 0);
        let flows = |list: Vec<(YearFraction, i64)>| -> Vec<Flow> {
            list.into_iter().map(|(at, amount)| flow(at, amount.abs())).collect()
        };
        let mut sought: Vec<i64> = rates.into_iter().filter(|rate| (-9_900..=100_000).contains(rate)).collect();
        sought.sort_unstable();
        sought.dedup();
        let expected = match sought.as_slice() {
            [] => Err(ErrorCode::MortgageAprcNoSolution),
            [rate] => Ok(rate * 100_000),
            _ => Err(ErrorCode::MortgageAprcNotUnique),
        };
        let found = effective_rate(&flows(drawn), &flows(paid), 7);
        prop_assert_eq!(found.map(Rate::billionths).map_err(|refusal| refusal.code()), expected);
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

/// So many loans one after the other, each repaid before the next with a thousandth more.
fn in_turn(count: i64, per_year: i64) -> Result<Rate, ErrorCode> {
    let list = |first: i64, amount: i64| -> Vec<Flow> {
        (0..count).map(|number| flow(years(first + 2 * number, per_year), amount)).collect()
    };
    outcome(&list(0, 100_000), &list(1, 100_100))
}

#[test]
fn tens_of_thousands_of_sign_changes_are_one_rate_where_they_have_one() {
    // 1.001 to the power of 400
    assert_eq!(in_turn(20_000, 400), Ok(Rate::parse("0.49152656").expect("a rate")));
    assert_eq!(in_turn(20_000, 40_000), Err(ErrorCode::MortgageAprcNoSolution));
}

#[test]
fn a_tie_is_exact_at_as_many_different_times_as_there_are_flows() {
    let apart = |number: i64| years(1, 100_000 + number);
    let drawn: Vec<Flow> = (0..2_000).map(|number| flow(apart(number), 100_000)).collect();
    let later = |one: &Flow| Flow { at: one.at.plus(years(1, 1)).expect("a time"), ..flow(one.at, 103_005) };
    let paid: Vec<Flow> = drawn.iter().map(later).collect();
    assert_eq!(effective_rate(&drawn, &paid, 2).expect("a rate").to_string(), "0.0301");
}

#[test]
fn rates_too_close_to_tell_are_refused() {
    let refused = |groups: i64, roots: usize| {
        let mut amounts = vec![1i64];
        for _ in 0..roots {
            let shifted = std::iter::once(0).chain(amounts.clone());
            amounts =
                amounts.iter().copied().chain([0]).zip(shifted).map(|(one, other)| one - other).collect();
        }
        let (mut drawn, mut paid) = (Vec::new(), Vec::new());
        for group in 0..groups {
            for (year, amount) in (0i64..).zip(&amounts) {
                let list = if *amount > 0 { &mut drawn } else { &mut paid };
                list.push(flow(years(group + year * 10_000, 10_000), amount.abs()));
            }
        }
        effective_rate(&drawn, &paid, 2).map_err(|refusal| refusal.code())
    };
    assert_eq!(refused(1, 8), Ok(Rate::ZERO));
    assert_eq!(refused(1, 9), Err(ErrorCode::MortgageTooManySignChanges));
    assert_eq!(refused(100, 2), Ok(Rate::ZERO));
    assert_eq!(refused(6_000, 2), Err(ErrorCode::MortgageTooManyFlows));
}
