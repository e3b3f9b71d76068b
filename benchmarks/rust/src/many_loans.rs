//! Ten thousand different loans: whether two cores do them in half the time, and whether memory stays as it is.

use std::{error::Error, fs, ops::Range, thread};

use mot_core::{
    money::{Currency, Money, Rate},
    mortgage::{Flow, LoanTerms, RepaymentPlan, YearFraction, effective_rate},
};

use crate::measure::{Measured, measure_in};

const LOANS: i64 = 10_000;

/// Measures them on one thread and on two, and what more memory ten thousand take than the first thousand.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    assert!(calculated(0..LOANS / 10), "every loan has a schedule and a rate");
    let before = most_resident();
    assert!(calculated(0..LOANS), "every loan has a schedule and a rate");
    if let (Some(before), Some(after)) = (before, most_resident()) {
        println!("statistic ten_thousand_loans.more_kilobytes_than_for_a_thousand {}", after - before);
    }
    let halves = || {
        thread::scope(|scope| {
            let first = scope.spawn(|| calculated(0..LOANS / 2));
            calculated(LOANS / 2..LOANS) && first.join().is_ok_and(|done| done)
        })
    };
    let times = measure_in(
        15,
        &[
            Measured::new("ten_thousand_loans", || calculated(0..LOANS)),
            Measured::new("ten_thousand_loans_on_two_threads", halves),
        ],
    );
    println!("ratio ten_thousand_loans_on_two_threads.one_thread {:.2}", times.paired(0, 1));
    Ok(())
}

/// Each with another amount, another rate and another term: its schedule, and the certified rate of its payments.
fn calculated(numbers: Range<i64>) -> bool {
    numbers.into_iter().all(|number| calculate(number).is_ok())
}

fn calculate(number: i64) -> mot_core::Result<Rate> {
    let loan = Money::new(10_000_000 + number * 4_567, Currency::EUR)?;
    let nominal = Rate::from_billionths(10_000_000 + number * 5_003)?;
    let count = 120 + u32::try_from(number % 301).unwrap_or_default();
    let schedule = LoanTerms::new(loan, nominal, RepaymentPlan::Instalments { count }).schedule()?;
    let mut paid = Vec::with_capacity(schedule.len());
    for (month, amount) in (1..).zip(&schedule.columns().payment) {
        let amount = Money::new(*amount, Currency::EUR)?;
        paid.push(Flow { at: YearFraction::new(month, 12)?, amount });
    }
    effective_rate(&[Flow { at: YearFraction::ZERO, amount: loan }], &paid, 2)
}

/// The most memory that was resident at a time so far, in kilobytes, where the system tells.
fn most_resident() -> Option<i64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
