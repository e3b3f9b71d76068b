//! `cargo xtask test`: every check, in every language.

use crate::{
    call::Call,
    check::{alone, dependencies, foreign},
    command::{
        conform,
        demo::{self, Telling},
        docs, fmt, generated, package,
    },
    host::Host,
    prerequisite,
    report::Report,
    workspace,
};

/// How many random loans: enough to find a mistake in a rule, few enough to wait for.
const RANDOM_LOANS: u32 = 400;

pub(crate) fn run(report: &mut Report) {
    fmt::run(report, true);
    alone::run(report);
    generated::run(report, true);
    dependencies::run(report);
    rust_tests(report);
    oracle(report);
    foreign::run(report);
    docs::run(report, true);
    package::run(report);
    for host in Host::BOUND {
        let name = format!("tests of {}", host.name());
        match host.prerequisites() {
            Err(missing) => report.lacking(&name, &format!("{missing:#}")),
            Ok(()) if host.prepare(report) => host.test(report),
            Ok(()) => report.skip(&name, "it could not be built"),
        }
    }
    conform::run(report, &Host::CONFORMING, &[]);
    conform::random(report, &[Host::Rust], RANDOM_LOANS, conform::SEED);
    demo::run(report, Telling::Kept);
}

/// Unit tests, property tests and the examples in the documentation.
fn rust_tests(report: &mut Report) {
    for package in ["mot-core", "xtask"] {
        report.step(&format!("tests of {package}"), || {
            let output = Call::cargo("test --package").argument(package).output()?;
            Ok(format!("{} passed", passed(&output)))
        });
    }
}

/// How many tests the runs of cargo test have passed together.
fn passed(output: &str) -> u32 {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.filter_map(|result| result.split(' ').next()?.parse::<u32>().ok()).sum()
}

/// The second implementation over every vector.
fn oracle(report: &mut Report) {
    match prerequisite::python() {
        Err(missing) => report.lacking("oracle", &format!("{missing:#}")),
        Ok(python) => {
            let call = Call::new(python).argument(workspace::path("conformance/oracle/check.py"));
            report.step("oracle", || conform::conform(call, &mut None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn adds_the_passed_tests_of_every_run() {
        let output =
            "test result: ok. 61 passed; 0 failed; 0 ignored\nother\ntest result: ok. 2 passed; 0 failed\n";
        assert_eq!(passed(output), 63);
    }
}
