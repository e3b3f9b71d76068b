//! What a call and a document cost in Rust: the median of repeated runs, a line `<name> <nanoseconds>` for each.

use std::{error::Error, fs, hint::black_box, path::PathBuf, time::Instant};

use mot_core::{
    identity::{KeyRing, LinkPolicy, LinkSigner, LinkVerifier, Secret, Uid},
    input::{Read, Write},
    money::{Currency, Money},
    mortgage::Property,
    time::Timestamp,
};

const REPEATS: usize = 9;
const CALLS: u32 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    if cfg!(debug_assertions) {
        return Err("built without optimisation: nothing is measured".into());
    }
    let data = PathBuf::from(std::env::args().nth(1).unwrap_or("examples/data".into()));
    let property = fs::read_to_string(data.join("property.json"))?;
    let now = Timestamp::parse("2025-02-01T10:00:00Z")?;
    let secret = || Secret::new(b"a secret of the benchmark, 32 bytes or more");
    let uid = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y")?;
    let link = LinkSigner::new(KeyRing::new("k1", secret()?)?).sign("7c0e9d5e1f", &uid, now)?;
    let verifier = LinkVerifier::new(KeyRing::new("k1", secret()?)?, LinkPolicy::default())?;
    let stored = Property::from_json(&property)?;

    measure("money_parse", || Money::parse(black_box("360000.00"), Currency::EUR).is_ok());
    measure("verify_link", || verifier.verify(black_box(&link), now).is_ok());
    measure("read_document", || Property::from_json(black_box(&property)).is_ok());
    measure("write_document", || !black_box(&stored).to_json().is_empty());
    Ok(())
}

/// Prints the median of the nanoseconds that a call takes; a call that fails would measure something else.
fn measure(name: &str, call: impl Fn() -> bool) {
    assert!(call(), "{name} does not work");
    let mut runs: Vec<f64> = (0..REPEATS)
        .map(|_| {
            let started = Instant::now();
            for _ in 0..CALLS {
                black_box(call());
            }
            started.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    println!("{name} {:.0}", runs[REPEATS / 2]);
}
