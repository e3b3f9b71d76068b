//! Kotlin on the JVM: the jar from dist, with the library inside.

use std::path::PathBuf;

use anyhow::Result;

use super::mobile;
use crate::{call::Call, prerequisite, report::Report, stamp::Stamp, workspace};

/// What the jar is made of, beside the library and the generated sources.
const SOURCES: [&str; 5] = [
    "bindings-mobile/kotlin/pom.xml",
    "bindings-mobile/kotlin/src",
    mobile::GENERATED,
    "LICENSE-MIT",
    "LICENSE-APACHE",
];
/// The programs that use the jar.
const DRIVER: &str = "conformance/drivers/kotlin";
const JOURNEY: &str = "examples/kotlin";

/// Builds the jar into dist and makes it known to Maven.
pub(super) fn prepare(report: &mut Report) -> bool {
    let stamp = Stamp::new("kotlin-package", &SOURCES).of(workspace::released(&mobile::library()));
    let stamp = stamp.leaving(jar().unwrap_or_default());
    mobile::prepare(report) && report.build("package kotlin", &stamp, package)
}

fn package() -> Result<String> {
    maven("bindings-mobile/kotlin", "package")?.arguments(platform()).output()?;
    workspace::unpackage("mot-core-", ".jar")?;
    let built = workspace::path("bindings-mobile/kotlin/target/mot-core-0.1.0.jar");
    std::fs::copy(built, workspace::dist().join("mot-core-0.1.0.jar"))?;
    let known =
        maven("bindings-mobile/kotlin", "org.apache.maven.plugins:maven-install-plugin:3.1.3:install-file")?;
    let file = format!("-Dfile={}", jar()?.display());
    known.argument(file).argument("-DpomFile=pom.xml").output()?;
    Ok(workspace::shown(&jar()?))
}

pub(super) fn driver() -> Result<Call> {
    program("kotlin-driver", DRIVER)
}

pub(super) fn journey() -> Result<Call> {
    Ok(program("kotlin-journey", JOURNEY)?.argument(workspace::path("examples/data")))
}

pub(super) fn test(report: &mut Report) {
    report.step("tests of kotlin", || {
        let verify = maven("bindings-mobile/kotlin", "verify")?.arguments(platform()).without_rust();
        verify.output().map(|_| String::new())
    });
    report.step("a panic in kotlin", || {
        let library = mobile::probe()?;
        let library = format!("-Duniffi.component.mot_core_mobile.libraryOverride={}", library.display());
        let verify = maven("bindings-mobile/kotlin", "verify -Dtest=PanicProbeTest")?.arguments(platform());
        let verify = verify.argument(format!("-Dtest.arguments=-Dmot.probe=built-in {library}"));
        verify.without_rust().output().map(|_| String::new())
    });
}

/// A program that uses the jar, built in this folder.
fn program(name: &'static str, folder: &str) -> Result<Call> {
    let program = workspace::path(folder).join("target/program.jar");
    let stamp = Stamp::new(name, &[&format!("{folder}/pom.xml"), &format!("{folder}/src")]);
    let stamp = stamp.of(jar()?).leaving(program.clone());
    let fingerprint = stamp.fingerprint();
    if !stamp.is_fresh(&fingerprint) {
        maven(folder, "package")?.without_rust().output()?;
        stamp.keep(&fingerprint)?;
    }
    Ok(Call::new(prerequisite::java()?).words("-jar").argument(program).without_rust())
}

/// Which library goes into the jar, and where the JVM's side looks for it.
fn platform() -> [String; 3] {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let machine = if std::env::consts::ARCH == "x86_64" { "x86-64" } else { std::env::consts::ARCH };
    [
        format!("-Dlibrary.folder={}", workspace::target().join("release").display()),
        format!("-Dlibrary.platform={system}-{machine}"),
        format!("-Dlibrary.file={}", mobile::library()),
    ]
}

/// Maven in a folder, with a repository of its own below .build.
fn maven(folder: &str, goals: &str) -> Result<Call> {
    let repository = format!("-Dmaven.repo.local={}", workspace::build().join("maven").display());
    let call = Call::new(prerequisite::maven()?).words("--quiet --batch-mode").argument(repository);
    Ok(call.words(goals).folder(workspace::path(folder)))
}

fn jar() -> Result<PathBuf> {
    workspace::packaged("mot-core-", ".jar")
}
