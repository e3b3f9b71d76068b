//! Laws of schedules and effective rates.

use mot_core::{
    ErrorCode,
    money::{Currency, Money, Rate, Rounding},
    mortgage::{
        Commitment, DayCount, Drawdown, Flow, InstalmentRounding, IntervalUnit, LoanTerms, RepaymentPlan,
        Schedule, SpecialPaymentEffect, SpecialRepayment, YearFraction, effective_rate, interval,
    },
    time::CalendarDate,
};
use proptest::prelude::*;

fn euro(amount: i64) -> Money {
    Money::new(amount, Currency::EUR).expect("within the range")
}

fn rate(billionths: i64) -> Rate {
    Rate::from_billionths(billionths).expect("a rate")
}

fn plan(loan: i64) -> impl Strategy<Value = RepaymentPlan> {
    prop_oneof![
        (10_000_000i64..200_000_000).prop_map(|initial| RepaymentPlan::InitialRate { rate: rate(initial) }),
        (12u32..480).prop_map(|count| RepaymentPlan::Instalments { count }),
        (12u32..480).prop_map(|count| RepaymentPlan::EqualCapital { count }),
        (12u32..480).prop_map(|count| RepaymentPlan::Bullet { count }),
        (loan / 90..loan / 20 + 1).prop_map(|amount| RepaymentPlan::Instalment { amount: euro(amount) }),
    ]
}

fn dates() -> impl Strategy<Value = Option<(CalendarDate, CalendarDate)>> {
    prop::option::of((0i32..2_000, 1i32..80)).prop_map(|days| {
        let start = CalendarDate::parse("2024-01-15").expect("a date");
        days.map(|(first, later)| {
            let payout = start.plus_days(first).expect("a date");
            (payout, payout.plus_days(later).expect("a later date"))
        })
    })
}

prop_compose! {
    fn terms()(loan in 1_000_000i64..100_000_000)(
        loan in Just(loan), plan in plan(loan), nominal in 0i64..90_000_000, carry in any::<bool>(), dates in dates(),
        convention in prop::sample::select(vec![DayCount::Thirty360E, DayCount::Actual360, DayCount::Actual365Fixed, DayCount::ActualActual]),
        grace in 0u32..6, special in prop::collection::vec((1u32..60, 1i64..500_000), 0..4), limit in prop::option::of(1i64..600_000),
        lower in any::<bool>(), second in prop::option::of((1u32..6, 1i64..10_000_000)), month_end in any::<bool>(),
    ) -> LoanTerms {
        let mut drawdowns = vec![Drawdown { month: 0, amount: euro(loan) }];
        drawdowns.extend(second.map(|(month, amount)| Drawdown { month, amount: euro(amount) }));
        LoanTerms {
            drawdowns,
            interest_only_months: Some(grace),
            special_repayments: special.into_iter().map(|(month, amount)| SpecialRepayment { month, amount: euro(amount) }).collect(),
            special_limit: limit.map(euro),
            special_effect: lower.then_some(SpecialPaymentEffect::LowerInstalment),
            commitment: Some(Commitment { rate: rate(30_000_000), free_months: 2 }),
            day_count: dates.map(|_| convention),
            payout: dates.map(|(payout, _)| payout),
            first_payment: dates.map(|(_, first)| first),
            month_end: month_end && dates.is_some(),
            rounding_policy: carry.then_some(InstalmentRounding::Carry),
            ..LoanTerms::new(euro(loan), rate(nominal), plan)
        }
    }
}

fn sum(column: &[i64]) -> i64 {
    column.iter().sum()
}

fn drawn(terms: &LoanTerms) -> i64 {
    terms.drawdowns.iter().map(|drawdown| drawdown.amount.amount()).sum()
}

/// What holds for every schedule, each period to the unit, carried to within what showing it rounds.
fn check(terms: &LoanTerms, schedule: &Schedule) -> Result<(), TestCaseError> {
    let (columns, totals) = (schedule.columns(), schedule.totals());
    let exact = terms.rounding_policy.is_none();
    let slack = |rows: usize| if exact { 0 } else { rows as i64 };
    prop_assert!(
        (totals.principal.amount() + totals.special.amount() + schedule.balance().amount() - drawn(terms))
            .abs()
            <= slack(2)
    );
    for row in 0..schedule.len() {
        prop_assert!(
            (columns.payment[row] - columns.interest[row] - columns.principal[row]).abs() <= slack(1)
        );
        let before = if row == 0 { terms.drawdowns[0].amount.amount() } else { columns.balance[row - 1] };
        let added: i64 = terms
            .drawdowns
            .iter()
            .filter(|drawdown| drawdown.month as usize == row + 1)
            .map(|drawdown| drawdown.amount.amount())
            .sum();
        let after = before - columns.principal[row] - columns.special[row] + added;
        prop_assert!((after - columns.balance[row]).abs() <= slack(3), "row {}", row + 1);
        prop_assert!(columns.interest[row] >= 0 && columns.special[row] >= 0 && columns.balance[row] >= 0);
    }
    if exact {
        prop_assert_eq!(totals.payment.amount(), sum(&columns.payment));
        prop_assert_eq!(totals.interest.amount(), sum(&columns.interest));
    }
    prop_assert_eq!(schedule.rows().count(), schedule.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_schedule_adds_up_and_ends_at_nothing(terms in terms()) {
        match terms.schedule() {
            Ok(schedule) => {
                check(&terms, &schedule)?;
                prop_assert_eq!(schedule.balance().amount(), 0, "the last balance");
            }
            Err(refusal) => prop_assert!(matches!(
                refusal.code(), ErrorCode::MortgageNeverAmortises | ErrorCode::MortgageBadTerm
            ), "{}", refusal),
        }
        let fixed = LoanTerms { months: Some(24), ..terms.clone() };
        if let Ok(schedule) = fixed.schedule() {
            prop_assert!(schedule.len() <= 24);
            check(&fixed, &schedule)?;
        }
    }

    #[test]
    fn what_is_left_rises_with_the_rate(loan in 1_000_000i64..100_000_000, nominal in 0i64..80_000_000, more in 1_000_000i64..10_000_000) {
        let left = |nominal| {
            let instalment = RepaymentPlan::Instalment { amount: euro(loan / 100) };
            LoanTerms { months: Some(60), ..LoanTerms::new(euro(loan), rate(nominal), instalment) }.schedule()
        };
        if let (Ok(one), Ok(other)) = (left(nominal), left(nominal + more)) {
            prop_assert!(one.balance().amount() <= other.balance().amount());
        }
    }

    /// A higher rate asks for a larger instalment, and for more interest in all.
    #[test]
    fn what_is_paid_rises_with_the_rate(
        loan in 1_000_000i64..100_000_000, nominal in 0i64..80_000_000, more in 1_000_000i64..10_000_000,
        count in 12u32..120, carry in any::<bool>(),
    ) {
        let paid = |nominal| {
            let plan = RepaymentPlan::Instalments { count };
            let terms = LoanTerms {
                rounding_policy: carry.then_some(InstalmentRounding::Carry),
                ..LoanTerms::new(euro(loan), rate(nominal), plan)
            };
            let schedule = terms.schedule()?;
            Ok::<_, mot_core::Error>((schedule.columns().payment[0], schedule.totals().interest.amount()))
        };
        let ((instalment, interest), (higher, dearer)) = (paid(nominal)?, paid(nominal + more)?);
        prop_assert!(instalment <= higher && interest < dearer, "{instalment} {higher} {interest} {dearer}");
    }

    /// In whole numbers, without a fraction in between: balance times billionths over twelve, half up.
    #[test]
    fn each_interest_is_rounded_once(
        loan in prop_oneof![1i64..100_000_000_000, (1i64..10_000).prop_map(|hundreds| hundreds * 100)],
        nominal in prop_oneof![0i64..500_000_000, (1i64..80).prop_map(|times| times * 6_000_000)],
        count in 1u32..60,
    ) {
        let plan = RepaymentPlan::EqualCapital { count };
        let schedule = LoanTerms::new(euro(loan), rate(nominal), plan).schedule()?;
        let columns = schedule.columns();
        let before = std::iter::once(&loan).chain(&columns.balance);
        for (balance, interest) in before.zip(&columns.interest) {
            let twice = i128::from(*balance) * i128::from(nominal) * 2 + 12_000_000_000;
            prop_assert_eq!(i128::from(*interest), twice / 24_000_000_000);
        }
    }

    /// A lower instalment keeps the term, otherwise it shortens; neither takes more than the year allows.
    #[test]
    fn special_repayments_keep_to_their_effect_and_to_the_year(
        loan in 1_000_000i64..100_000_000, nominal in 0i64..90_000_000, count in 24u32..96,
        carry in any::<bool>(), special in prop::collection::vec((1u32..60, 1i64..500_000), 1..6),
        limit in 1i64..600_000,
    ) {
        let wished = |(month, amount): &(u32, i64)| SpecialRepayment { month: *month, amount: euro(*amount) };
        let with = |effect| LoanTerms {
            special_repayments: special.iter().map(wished).collect(),
            special_limit: Some(euro(limit)),
            special_effect: Some(effect),
            rounding_policy: carry.then_some(InstalmentRounding::Carry),
            ..LoanTerms::new(euro(loan), rate(nominal), RepaymentPlan::Instalments { count })
        };
        let shorter = with(SpecialPaymentEffect::ShortenTerm).schedule()?;
        let lower = with(SpecialPaymentEffect::LowerInstalment).schedule()?;
        prop_assert!(shorter.len() <= lower.len() && lower.len() <= count as usize);
        for schedule in [&shorter, &lower] {
            for year in schedule.columns().special.chunks(12) {
                prop_assert!(sum(year) <= limit);
            }
        }
        // Half a unit in each row adds up to an instalment only where that is very small.
        let mut rows = lower.columns().special.iter().zip(&lower.columns().balance);
        let ordinary = rows.all(|(special, balance)| *special == 0 || *balance > 100_000);
        prop_assert!(!ordinary || lower.len() == count as usize);
    }

    /// The nominal day, or the last of a month that lacks it; month after month.
    #[test]
    fn a_row_is_due_on_the_nominal_day(
        first in 0i32..2_000, later in prop::option::of(1i32..80), month_end in any::<bool>(),
    ) {
        let payout = CalendarDate::parse("2023-12-15")?.plus_days(first)?;
        let first_payment = later.map(|days| payout.plus_days(days)).transpose()?;
        let terms = LoanTerms {
            payout: Some(payout),
            first_payment,
            month_end,
            ..LoanTerms::new(euro(1_000_000), rate(30_000_000), RepaymentPlan::Bullet { count: 60 })
        };
        let schedule = terms.schedule()?;
        let nominal = if month_end { 31 } else { first_payment.unwrap_or(payout).day() };
        let (start, from) = first_payment.map_or((payout, 1), |first| (first, 0));
        for (row, due) in (from..).zip(schedule.dates()) {
            let month = CalendarDate::new(start.year(), start.month(), 1)?.plus_months(row)?;
            let last = month.plus_months(1)?.plus_days(-1)?;
            let day = CalendarDate::new(month.year(), month.month(), nominal.min(last.day()))?;
            prop_assert_eq!(*due, day);
        }
    }

    #[test]
    fn carried_and_rounded_figures_stay_near(loan in 1_000_000i64..100_000_000, nominal in 1_000_000i64..90_000_000, count in 12u32..360) {
        let terms = LoanTerms { months: Some(count - 1), ..LoanTerms::new(euro(loan), rate(nominal), RepaymentPlan::Instalments { count }) };
        let carried = LoanTerms { rounding_policy: Some(InstalmentRounding::Carry), ..terms.clone() };
        let (one, other) = (terms.schedule()?, carried.schedule()?);
        // Half a unit in the instalment and in each interest, grown over the term.
        let bound = i64::from(count) * 40 + 2;
        prop_assert!((one.balance().amount() - other.balance().amount()).abs() <= bound);
    }

    /// Without costs, the effective rate of monthly instalments is the nominal rate compounded: (1 + i/12)^12 - 1.
    #[test]
    fn without_costs_the_rate_is_the_nominal_one_compounded(loan in 50_000_000i64..900_000_000, nominal in 1_000_000i64..150_000_000, count in 24u32..420) {
        let schedule = LoanTerms::new(euro(loan), rate(nominal), RepaymentPlan::Instalments { count }).schedule()?;
        let paid: Vec<Flow> = (1i64..).zip(&schedule.columns().payment)
            .map(|(month, amount)| Ok(Flow { at: YearFraction::new(month, 12)?, amount: euro(*amount) })).collect::<Result<_, mot_core::Error>>()?;
        let found = effective_rate(&[Flow { at: YearFraction::ZERO, amount: euro(loan) }], &paid, 6)?;
        let expected = ((1.0 + nominal as f64 / 12e9).powi(12) - 1.0) * 1e9;
        // Cents are the noise: of a loan of at least 500 000.00, below a thousandth of a per cent.
        prop_assert!((found.billionths() as f64 - expected).abs() < 10_000.0, "{} {}", found, expected);
    }

    #[test]
    fn times_count_every_day_once(first in 0i32..20_000, days in 0i32..20_000, unit in prop::sample::select(vec![IntervalUnit::Years, IntervalUnit::Months, IntervalUnit::Weeks, IntervalUnit::Days])) {
        let from = CalendarDate::parse("1980-01-01")?.plus_days(first)?;
        let until = from.plus_days(days)?;
        let years = interval(from, until, unit)?;
        let value = years.numerator() as f64 / years.denominator() as f64;
        prop_assert!((value - f64::from(days) / 365.2425).abs() < 0.02 + f64::from(days) / 100_000.0, "{} {}", years, days);
        prop_assert_eq!(interval(until, from, unit)?.plus(years)?, YearFraction::ZERO);
    }

    /// What the decimals show is the same number, rounded once: two decimals never contradict six.
    #[test]
    fn fewer_decimals_are_the_rounding_of_more(loan in 1_000_000i64..100_000_000, payment in 1i64..200_000, count in 1i64..120, fee in 0i64..100_000) {
        let drawn = [Flow { at: YearFraction::ZERO, amount: euro(loan) }];
        let mut paid = vec![Flow { at: YearFraction::ZERO, amount: euro(fee) }];
        for month in 1..=count {
            paid.push(Flow { at: YearFraction::new(month, 12)?, amount: euro(loan / count + payment) });
        }
        if let (Ok(two), Ok(six)) = (effective_rate(&drawn, &paid, 2), effective_rate(&drawn, &paid, 6)) {
            prop_assert!((two.billionths() - six.billionths()).abs() <= 50_000, "{} {}", two, six);
        }
    }
}

#[test]
fn ties_of_half_a_cent_go_up_where_a_truncated_rate_would_not() {
    // 100 000.01 at 1.2 % a year is 0.1 % a month: 100.00001, and 50.005 of 50 005.00 at 1.2 %.
    let terms = |loan: i64, rounding| LoanTerms {
        months: Some(1),
        rounding,
        ..LoanTerms::new(euro(loan), rate(12_000_000), RepaymentPlan::Bullet { count: 12 })
    };
    let interest =
        |loan, rounding| terms(loan, rounding).schedule().expect("a schedule").columns().interest[0];
    assert_eq!(interest(5_000_500, None), 5_001);
    assert_eq!(interest(5_000_500, Some(Rounding::HalfEven)), 5_000);
    assert_eq!(interest(5_000_499, None), 5_000);
}

#[test]
fn limits_are_refused_by_code() {
    let flow = |amount| Flow { at: YearFraction::ZERO, amount: euro(amount) };
    let code =
        |drawn: &[Flow], paid: &[Flow], decimals| effective_rate(drawn, paid, decimals).unwrap_err().code();
    assert_eq!(code(&[flow(1)], &vec![flow(1); 1_000_000], 2), ErrorCode::MortgageTooManyFlows);
    assert_eq!(code(&[flow(1)], &[flow(-1)], 2), ErrorCode::MortgageNegativeFlow);
    assert_eq!(code(&[flow(1)], &[flow(1)], 8), ErrorCode::MortgageTooManyDecimals);
    assert_eq!(code(&[], &[], 2), ErrorCode::MortgageAprcNoSolution);
    let yen = Flow {
        at: YearFraction::ZERO,
        amount: Money::parse("1", Currency::parse("JPY").expect("yen")).expect("one"),
    };
    assert_eq!(code(&[flow(1)], &[yen], 2), ErrorCode::MoneyCurrencyMismatch);
    let most = LoanTerms::new(euro(Money::MAXIMUM), rate(500_000_000), RepaymentPlan::Bullet { count: 1200 });
    assert_eq!(most.schedule().unwrap_err().code(), ErrorCode::MoneyOverflow);
}

#[test]
fn a_shorter_schedule_is_the_beginning_of_the_whole() {
    for initial in (20_000_000..60_000_000).step_by(500_000) {
        let repayment = RepaymentPlan::InitialRate { rate: rate(initial) };
        let whole = LoanTerms {
            special_repayments: vec![SpecialRepayment { month: 12, amount: euro(1_000_000) }],
            special_effect: Some(SpecialPaymentEffect::LowerInstalment),
            day_count: Some(DayCount::Actual360),
            payout: Some(CalendarDate::parse("2026-01-31").expect("a date")),
            ..LoanTerms::new(euro(30_000_000), rate(38_000_000), repayment)
        };
        let start = LoanTerms { months: Some(24), ..whole.clone() }.schedule().expect("a schedule");
        let whole = whole.schedule().expect("a schedule");
        assert_eq!(start.rows().collect::<Vec<_>>(), whole.rows().take(24).collect::<Vec<_>>(), "{initial}");
    }
}

#[test]
fn the_allowance_is_used_by_what_is_taken() {
    for policy in [InstalmentRounding::EachPeriod, InstalmentRounding::Carry] {
        let terms = LoanTerms {
            drawdowns: vec![
                Drawdown { month: 0, amount: euro(100_000) },
                Drawdown { month: 3, amount: euro(10_000_000) },
            ],
            special_repayments: vec![
                SpecialRepayment { month: 1, amount: euro(500_000) },
                SpecialRepayment { month: 4, amount: euro(600_000) },
            ],
            special_limit: Some(euro(600_000)),
            rounding_policy: Some(policy),
            ..LoanTerms::new(euro(100_000), rate(30_000_000), RepaymentPlan::Instalments { count: 120 })
        };
        let schedule = terms.schedule().expect("a schedule");
        let special: Vec<i64> = schedule.rows().take(4).map(|row| row.special.amount()).collect();
        assert_eq!(special, [100_000, 0, 0, 500_000], "{policy:?}");
    }
}

/// The days as the calendar has them: the roll day of a 31st is the last day of every shorter month, not of every month.
#[test]
fn a_roll_day_outlasts_february() {
    let due = |payout: &str, first: Option<&str>, month_end| {
        let day = |text| CalendarDate::parse(text).expect("a date");
        let terms = LoanTerms {
            months: Some(4),
            payout: Some(day(payout)),
            first_payment: first.map(day),
            month_end,
            ..LoanTerms::new(euro(10_000_000), rate(30_000_000), RepaymentPlan::Bullet { count: 12 })
        };
        let schedule = terms.schedule().expect("a schedule");
        schedule.dates().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let ends = ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"];
    assert_eq!(due("2025-01-31", None, false), ends);
    assert_eq!(due("2025-01-31", None, true), ends);
    assert_eq!(due("2025-01-15", Some("2025-02-28"), true), ends);
    assert_eq!(due("2024-01-30", None, false), ["2024-02-29", "2024-03-30", "2024-04-30", "2024-05-30"]);
    assert_eq!(due("2025-01-29", None, false), ["2025-02-28", "2025-03-29", "2025-04-29", "2025-05-29"]);
    let given = ["2025-02-28", "2025-03-28", "2025-04-28", "2025-05-28"];
    assert_eq!(due("2025-01-31", Some("2025-02-28"), false), given);
}

/// Twelve months from the payout each, however late the first payment is.
#[test]
fn the_allowance_is_a_contract_years_where_payments_begin_late() {
    for policy in [InstalmentRounding::EachPeriod, InstalmentRounding::Carry] {
        let terms = LoanTerms {
            // The third row is the last of the fourth contract year.
            payout: CalendarDate::parse("2020-03-15").ok(),
            first_payment: CalendarDate::parse("2024-01-15").ok(),
            special_repayments: [2, 3, 4]
                .map(|month| SpecialRepayment { month, amount: euro(400_000) })
                .to_vec(),
            special_limit: Some(euro(600_000)),
            rounding_policy: Some(policy),
            ..LoanTerms::new(euro(10_000_000), rate(10_000_000), RepaymentPlan::EqualCapital { count: 120 })
        };
        let schedule = terms.schedule().expect("a schedule");
        let special: Vec<i64> = schedule.rows().take(5).map(|row| row.special.amount()).collect();
        assert_eq!(special, [0, 400_000, 200_000, 400_000, 0], "{policy:?}");
    }
}

#[test]
fn a_balance_beyond_the_range_is_refused() {
    // A first period of 29 months at 60 %: interest beyond the instalment makes the balance grow beyond the range.
    for policy in [InstalmentRounding::EachPeriod, InstalmentRounding::Carry] {
        let loan = Money::MAXIMUM / 2;
        let terms = LoanTerms {
            months: Some(1),
            payout: CalendarDate::parse("2020-01-01").ok(),
            first_payment: CalendarDate::parse("2022-06-01").ok(),
            rounding_policy: Some(policy),
            ..LoanTerms::new(
                euro(loan),
                rate(600_000_000),
                RepaymentPlan::Instalment { amount: euro(loan / 12) },
            )
        };
        assert_eq!(terms.schedule().unwrap_err().code(), ErrorCode::MoneyOverflow, "{policy:?}");
    }
}

/// How long the loan takes undisturbed is asked for, not what it would cost: that is beyond the range here.
#[test]
fn a_lower_instalment_asks_for_the_length_of_the_undisturbed_loan_only() {
    for policy in [InstalmentRounding::EachPeriod, InstalmentRounding::Carry] {
        let terms = LoanTerms {
            months: Some(12),
            special_repayments: vec![SpecialRepayment { month: 6, amount: euro(1_000_000_000_000_000) }],
            special_effect: Some(SpecialPaymentEffect::LowerInstalment),
            rounding_policy: Some(policy),
            ..LoanTerms::new(
                euro(Money::MAXIMUM),
                rate(36_000_000),
                RepaymentPlan::InitialRate { rate: rate(100_000_000) },
            )
        };
        assert_eq!(terms.schedule().expect("a schedule").len(), 12, "{policy:?}");
    }
}
