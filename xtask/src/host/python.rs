//! Python: the wheel from dist in an environment of its own, where no Rust is to be seen.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{call::Call, prerequisite, report::Report, stamp::Stamp, workspace};

/// What the wheel is made of.
const SOURCES: [&str; 11] = [
    "Cargo.toml",
    "Cargo.lock",
    "mot-core/Cargo.toml",
    "mot-core/src",
    "bindings-python/Cargo.toml",
    "bindings-python/LICENSE-APACHE",
    "bindings-python/LICENSE-MIT",
    "bindings-python/README.md",
    "bindings-python/pyproject.toml",
    "bindings-python/python",
    "bindings-python/src",
];
/// What the tests use.
const REQUIREMENTS: &str = "bindings-python/tests/requirements.txt";
/// What the library is measured against.
const PEERS: &str = "benchmarks/python/requirements.txt";

/// Builds wheel and sdist into dist, and installs the wheel.
pub(super) fn prepare(report: &mut Report) -> bool {
    let stamp = Stamp::new("python-package", &SOURCES).leaving(wheel().unwrap_or_default());
    report.build("package python", &stamp, package) && install(report)
}

fn package() -> Result<String> {
    let tools = environment("tools")?;
    pip(&tools, "install --quiet").argument("maturin>=1.16,<2").output()?;
    workspace::unpackage("mot_core-", ".whl")?;
    workspace::unpackage("mot_core-", ".tar.gz")?;
    for command in ["build --release", "sdist"] {
        let maturin = Call::new(program(&tools, "python")).words("-m maturin").words(command);
        maturin
            .words("--manifest-path bindings-python/Cargo.toml --out dist")
            .variable("VIRTUAL_ENV", &tools)
            .without_folders()
            .output()?;
    }
    Ok(workspace::shown(&wheel()?))
}

fn install(report: &mut Report) -> bool {
    let stamp = Stamp::new("python-install", &[REQUIREMENTS]).of(wheel().unwrap_or_default());
    report.build("install python", &stamp.leaving(interpreter()), || {
        let clean = environment("clean")?;
        pip(&clean, "install --quiet --requirement").argument(workspace::path(REQUIREMENTS)).output()?;
        let wheel = pip(&clean, "install --quiet --force-reinstall --no-deps --no-index").argument(wheel()?);
        wheel.without_rust().output().map(|_| String::new())
    })
}

pub(super) fn driver() -> Call {
    Call::new(interpreter()).argument(workspace::path("conformance/drivers/python/driver.py")).without_rust()
}

pub(super) fn journey() -> Call {
    Call::new(interpreter()).argument(workspace::path("examples/python/journey.py")).without_rust()
}

/// In an environment of its own: nothing else needs the peers.
pub(super) fn benchmark() -> Result<Call> {
    let bench = environment("bench")?;
    pip(&bench, "install --quiet --requirement").argument(workspace::path(PEERS)).output()?;
    let wheel = pip(&bench, "install --quiet --force-reinstall --no-deps --no-index").argument(wheel()?);
    wheel.without_rust().output()?;
    let python = Call::new(program(&bench, "python"));
    Ok(python.argument(workspace::path("benchmarks/python/bench.py")).without_rust())
}

pub(super) fn test(report: &mut Report) {
    report.step("tests of python", || {
        let output = Call::new(interpreter())
            .words("-m pytest --quiet bindings-python/tests")
            .without_rust()
            .output()?;
        Ok(output.lines().last().unwrap_or_default().trim_matches(['=', ' ']).to_owned())
    });
    report.step("a panic in python", panic);
    report.step("types of the python journey", || {
        let mypy =
            Call::new(interpreter()).words("-m mypy --strict --cache-dir .build/python/mypy examples/python");
        mypy.without_rust().output().map(|_| String::new())
    });
}

/// A build with a function that panics, in an environment of its own, never packaged.
fn panic() -> Result<String> {
    let (tools, probe, wheels) = (environment("tools")?, environment("probe")?, folder("probe-wheel"));
    let build =
        Call::new(program(&tools, "python")).words("-m maturin build --features test-probe --manifest-path");
    let build = build.words("bindings-python/Cargo.toml --out").argument(&wheels);
    build.variable("VIRTUAL_ENV", &tools).output()?;
    let wheel = workspace::find_below(&wheels, "mot_core-", ".whl").context("no wheel was built")?;
    pip(&probe, "install --quiet pytest").output()?;
    pip(&probe, "install --quiet --force-reinstall --no-deps --no-index").argument(wheel).output()?;
    let test =
        Call::new(program(&probe, "python")).words("-m pytest --quiet bindings-python/tests/test_panic.py");
    test.without_rust().output().map(|_| String::new())
}

/// The Python that has the wheel installed.
pub(super) fn interpreter() -> PathBuf {
    program(&folder("clean"), "python")
}

/// The shared library of the installed wheel.
pub(super) fn library() -> Option<PathBuf> {
    workspace::find_below(&folder("clean").join(if cfg!(windows) { "Lib" } else { "lib" }), "_native.", "")
}

fn wheel() -> Result<PathBuf> {
    workspace::packaged("mot_core-", ".whl")
}

fn folder(name: &str) -> PathBuf {
    workspace::build().join("python").join(name)
}

/// An environment of this name, made unless it is there.
fn environment(name: &str) -> Result<PathBuf> {
    let folder = folder(name);
    if !program(&folder, "python").exists() {
        Call::new(prerequisite::python()?).words("-m venv").argument(&folder).output()?;
    }
    Ok(folder)
}

fn pip(environment: &Path, command: &str) -> Call {
    Call::new(program(environment, "python")).words("-m pip --disable-pip-version-check").words(command)
}

fn program(environment: &Path, name: &str) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    environment.join(folder).join(name)
}
