//! Each package by itself: building all at once lends every package the features that another asked for.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{call::Call, report::Report};

/// Checks and lints each package of the workspace alone.
pub(crate) fn run(report: &mut Report) {
    let mut packages = Vec::new();
    report.step("lock file", || {
        packages = members()?;
        Ok(format!("{} packages", packages.len()))
    });
    for package in packages {
        report.step(&format!("check {package} alone"), || {
            Call::cargo("check --package").argument(&package).output().map(|_| String::new())
        });
        report.step(&format!("lint {package}"), || {
            let lints = Call::cargo("clippy --all-targets --package").argument(&package);
            lints.words("-- --deny warnings").output().map(|_| String::new())
        });
    }
    report.step("check mot-core without default features", || {
        Call::cargo("check --package mot-core --no-default-features").output().map(|_| String::new())
    });
}

/// The packages of the workspace; a lock file that does not fit them is a failure.
fn members() -> Result<Vec<String>> {
    let metadata: Value =
        serde_json::from_str(&Call::cargo("metadata --format-version 1 --no-deps --locked").answer()?)?;
    Call::cargo("tree --workspace --locked --quiet").answer()?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    Ok(packages.iter().filter_map(|package| package["name"].as_str()).map(str::to_owned).collect())
}
