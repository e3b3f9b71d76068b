//! Node: the tarball from dist in a folder of its own, where no Rust is to be seen.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{call::Call, prerequisite, report::Report, stamp::Stamp, workspace};

/// What the tarball is made of.
const SOURCES: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "mot-core/Cargo.toml",
    "mot-core/src",
    "bindings-node/Cargo.toml",
    "bindings-node/README.md",
    "bindings-node/build.rs",
    "bindings-node/package-lock.json",
    "bindings-node/package.json",
    "bindings-node/src",
    "bindings-node/ts",
    "bindings-node/tsconfig.json",
];
/// The programs that use the package. Node looks for packages from where a program lies.
const PROGRAMS: [&str; 4] =
    ["conformance/drivers/node", "examples/node", "benchmarks/node", "bindings-node/test"];

/// Builds the tarball into dist, installs it in a clean folder, and lays the programs that use it beside it.
pub(super) fn prepare(report: &mut Report) -> bool {
    let stamp = Stamp::new("node-package", &SOURCES).leaving(tarball().unwrap_or_default());
    let tools = Stamp::new("node-tools", &["bindings-node/package-lock.json"]);
    let tools = tools.leaving(workspace::path("bindings-node/node_modules"));
    report.build("tools of node", &tools, || {
        npm("ci --no-audit --no-fund", &workspace::path("bindings-node"))?.output().map(|_| String::new())
    }) && report.build("package node", &stamp, package)
        && install(report)
}

fn package() -> Result<String> {
    let folder = workspace::path("bindings-node");
    npm("run build", &folder)?.without_folders().output()?;
    workspace::unpackage("mot-core-", ".tgz")?;
    npm("pack --pack-destination", &folder)?.argument(workspace::dist()).output()?;
    Ok(workspace::shown(&tarball()?))
}

fn install(report: &mut Report) -> bool {
    let stamp = Stamp::new("node-install", &PROGRAMS)
        .of(tarball().unwrap_or_default())
        .leaving(folder().join("node_modules/mot-core"));
    report.build("install node", &stamp, || {
        let folder = folder();
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), "{ \"private\": true }\n")?;
        npm("install --no-audit --no-fund", &folder)?.argument(tarball()?).without_rust().output()?;
        for program in PROGRAMS {
            workspace::copy(program, &folder.join(program))?;
        }
        Ok(String::new())
    })
}

pub(super) fn driver() -> Result<Call> {
    node("conformance/drivers/node/driver.mjs")
}

pub(super) fn journey() -> Result<Call> {
    Ok(node("examples/node/journey.mjs")?.argument(workspace::path("examples/data")))
}

pub(super) fn benchmark() -> Result<Call> {
    node("benchmarks/node/bench.mjs")
}

pub(super) fn test(report: &mut Report) {
    report.step("tests of node", || {
        let test = Call::new(prerequisite::node()?)
            .words("--test --test-reporter spec")
            .folder(folder().join("bindings-node"))
            .without_rust();
        let output = test.output()?;
        let mut counts = output.lines().rev().map(|line| line.trim_start_matches(['#', 'ℹ', ' ']));
        match counts.find_map(|line| line.strip_prefix("pass ")) {
            Some(passed) if passed != "0" => Ok(format!("{passed} passed")),
            _ => bail!("no test was run:\n{output}"),
        }
    });
    let sources = workspace::path("bindings-node");
    report.step("types of node", || npm("run check", &sources)?.output().map(|_| String::new()));
    report.step("a panic in node", || npm("run test:probe", &sources)?.output().map(|_| String::new()));
}

/// A program laid beside the installed package.
fn node(program: &str) -> Result<Call> {
    Ok(Call::new(prerequisite::node()?).argument(folder().join(program)).without_rust())
}

fn npm(command: &str, folder: &Path) -> Result<Call> {
    Ok(Call::new(prerequisite::npm()?).words(command).folder(folder))
}

/// The shared library of the installed package.
pub(super) fn library() -> Option<PathBuf> {
    workspace::find_below(&folder().join("node_modules/mot-core"), "mot-core.", ".node")
}

fn tarball() -> Result<PathBuf> {
    workspace::packaged("mot-core-", ".tgz")
}

fn folder() -> PathBuf {
    workspace::build().join("node")
}
