//! What a call and a document cost in Rust, and how that compares: a line `<name> <nanoseconds>` for each median, a line
//! `multiple <ours>.<peer> <times>` for each comparison, a line `statistic <name> <value>` for each test.

mod many_loans;
mod measure;

use std::{error::Error, fs, hint::black_box, path::PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use mot_core::{
    identity::{
        Call, Device, DeviceKey, DeviceSignature, KeyRing, LinkPolicy, LinkSigner, LinkVerifier, Proof,
        ProofPolicy, Secret, Uid, verify_proof,
    },
    input::{Json, Read, Write},
    money::{Currency, Money, Rate},
    mortgage::{
        Flow, IntervalUnit, LoanTerms, Property, RepaymentPlan, YearFraction, effective_rate, interval,
    },
    time::{CalendarDate, Timestamp},
};
use rust_decimal::{Decimal, RoundingStrategy};
use sha2::Sha256;

use measure::{Measured, measure, welch};

const SECRET: &[u8] = b"a secret of the benchmark, 32 bytes or more";

fn main() -> Result<(), Box<dyn Error>> {
    if cfg!(debug_assertions) {
        return Err("built without optimisation: nothing is measured".into());
    }
    let data = PathBuf::from(std::env::args().nth(1).unwrap_or("examples/data".into()));
    let property = fs::read_to_string(data.join("property.json"))?;
    let stored = Property::from_json(&property)?;
    measure(&[
        Measured::new("money_parse", || Money::parse(black_box("360000.00"), Currency::EUR).is_ok()),
        Measured::new("read_document", || Property::from_json(black_box(&property)).is_ok()),
        Measured::new("write_document", || !black_box(&stored).to_json().is_empty()),
    ]);
    loans()?;
    many_loans::run()?;
    links()?;
    proofs(&fs::read_to_string(data.join("proof.json"))?)
}

/// A schedule of 360 rows beside the same loop in decimals with its four columns, the same with dates and with an
/// instalment that is solved for, and the certified rate of 361 flows on odd days.
fn loans() -> Result<(), Box<dyn Error>> {
    let loan = Money::parse("360000.00", Currency::EUR)?;
    let (nominal, instalment) = (Rate::parse("0.0325")?, Money::parse("1566.74", Currency::EUR)?);
    let repayment = RepaymentPlan::Instalment { amount: instalment };
    let terms = LoanTerms { months: Some(360), ..LoanTerms::new(loan, nominal, repayment) };
    let decimal_loop = || {
        let (rate, twelve) = (Decimal::new(325, 4), Decimal::from(12));
        let (mut balance, payment) = (Decimal::new(36_000_000, 2), Decimal::new(156_674, 2));
        let mut columns = [(); 4].map(|()| Vec::with_capacity(360));
        for _ in 0..360 {
            let interest =
                (balance * rate / twelve).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            let principal = (payment - interest).min(balance);
            balance -= principal;
            let row = [interest + principal, interest, principal, balance];
            columns.iter_mut().zip(row).for_each(|(column, amount)| column.push(amount));
        }
        black_box(columns).iter().all(|column| column.len() == 360)
    };
    let dated = LoanTerms { payout: Some(CalendarDate::parse("2025-01-15")?), ..terms.clone() };
    let solved = LoanTerms::new(loan, nominal, RepaymentPlan::Instalments { count: 360 });
    let first = CalendarDate::parse("2025-01-15")?;
    let mut paid = vec![Flow { at: YearFraction::ZERO, amount: Money::parse("900.00", Currency::EUR)? }];
    for month in 1..=360 {
        let day = first.plus_months(month)?.plus_days(month % 7)?;
        paid.push(Flow { at: interval(first, day, IntervalUnit::Months)?, amount: instalment });
    }
    let drawn = [Flow { at: YearFraction::ZERO, amount: loan }];
    let times = measure(&[
        Measured::new("schedule_360", || terms.schedule().is_ok_and(|schedule| schedule.len() == 360)),
        Measured::new("schedule_360.rust_decimal", decimal_loop),
        Measured::new("schedule_360_dated", || dated.schedule().is_ok_and(|schedule| schedule.len() == 360)),
        Measured::new("schedule_360_solved", || {
            solved.schedule().is_ok_and(|schedule| schedule.len() == 360)
        }),
        Measured::new("effective_rate_361", || effective_rate(&drawn, black_box(&paid), 2).is_ok()),
    ]);
    println!("ratio schedule_360.rust_decimal {:.1}", times.paired(1, 0));
    Ok(())
}

/// A link whose signed base has 100 bytes and whose ring has one key, beside the bare HMAC of the same bytes with the
/// same prepared key: nothing but the signature's own cost. And whether a wrong signature costs what a right one does.
fn links() -> Result<(), Box<dyn Error>> {
    let now = Timestamp::parse("2025-02-01T10:00:00Z")?;
    let ring = KeyRing::new("k1", Secret::new(SECRET)?)?;
    let (mot, uid) = ("m".repeat(63), Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y")?);
    let link = LinkSigner::new(ring.clone()).sign(&mot, &uid, now)?;
    let second =
        LinkSigner::new(ring.clone()).sign_for("portal.example", &mot, &uid, now, *b"sixteen bytes 16")?;
    let policy = LinkPolicy { audience: Some("portal.example".into()), ..LinkPolicy::default() };
    let verifier = LinkVerifier::new(ring, policy)?;
    let base = format!("{mot}.{uid}.{}", now.milliseconds());
    let key = Hmac::<Sha256>::new_from_slice(SECRET)?;
    let bare = || {
        let mut state = key.clone();
        state.update(black_box(base.as_bytes()));
        black_box(state.finalize().into_bytes());
        true
    };
    let times = measure(&[
        Measured::new("hmac_sha256_of_100_bytes", bare),
        Measured::new("verify_link", || verifier.verify(black_box(&link), now).is_ok()),
        Measured::new("verify_link_version_2", || verifier.verify(black_box(&second), now).is_ok()),
    ]);
    println!("multiple verify_link.hmac_sha256_of_100_bytes {:.2}", times.paired(1, 0));

    let digits = link.len() - 64;
    let wrong = |at: usize| {
        let mut text = link.clone().into_bytes();
        text[at] = if text[at] == b'0' { b'1' } else { b'0' };
        String::from_utf8(text).unwrap_or_default()
    };
    let (first, last) = (wrong(digits), wrong(link.len() - 1));
    let refused = |link: &str| verifier.verify(black_box(link), now).is_err();
    assert!(refused(&first) && refused(&last), "a wrong signature is refused");
    let found = welch([&first, &last], |link| refused(link));
    println!("statistic wrong_in_first_digit_against_last.t {found:.1}");
    let found = welch([&first, &link], |link| verifier.verify(black_box(link), now).is_ok());
    println!("statistic wrong_signature_against_right.t {found:.1}");
    let times = measure(&[
        Measured::new("right_signature", || verifier.verify(black_box(&link), now).is_ok()),
        Measured::new("wrong_signature", || refused(&first)),
    ]);
    println!("multiple wrong_signature.right_signature {:.3}", times.paired(1, 0));
    Ok(())
}

fn proofs(text: &str) -> Result<(), Box<dyn Error>> {
    let data = Json::parse(text)?;
    let part = |name: &str| data.get(name).ok_or_else(|| format!("no {name}"));
    let key = DeviceKey::from_jwk(&part("publicKey")?.to_json())?;
    let device = Device::registered(Uid::parse(part("uid")?.text()?)?, key);
    let (call, proof) = (Call::read(part("call")?)?, Proof::read(part("proof")?)?);
    let policy = ProofPolicy::default();
    let signature = DeviceSignature::parse(part("signature")?.text()?)?;
    let now = Timestamp::parse(part("receivedAt")?.text()?)?;
    measure(&[Measured::new("verify_proof", || {
        verify_proof(black_box(&device), &call, &proof, &signature, &policy, now).is_ok()
    })]);
    Ok(())
}
