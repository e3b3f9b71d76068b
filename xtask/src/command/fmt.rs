//! `cargo xtask fmt`.

use crate::{call::Call, report::Report};

pub(crate) fn run(report: &mut Report, check: bool) {
    let call = Call::cargo("fmt --all").words(if check { "--check" } else { "" });
    report.step("format", || call.output().map(|_| String::new()));
}
