//! Rust: the crate itself.

use anyhow::Result;

use crate::{call::Call, report::Report, workspace};

pub(super) fn prepare(report: &mut Report) -> bool {
    report.once("build rust", || {
        Call::cargo("build --package conform-rust --package journey-rust").output().map(|_| String::new())
    })
}

pub(super) fn driver() -> Call {
    Call::new(workspace::built("conform-rust"))
}

pub(super) fn journey() -> Call {
    Call::new(workspace::built("journey-rust"))
}

pub(super) fn benchmark() -> Result<Call> {
    Call::cargo("build --release --package bench-rust").without_folders().output()?;
    Ok(Call::new(workspace::released("bench-rust")))
}
