//! The library of the phones: built once, met by Kotlin, by Swift, and by the Python that is generated with them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{call::Call, report::Report, stamp::Stamp, workspace};

/// What the library is made of.
const SOURCES: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "mot-core/Cargo.toml",
    "mot-core/src",
    "bindings-mobile/Cargo.toml",
    "bindings-mobile/src",
];
/// Where the sources of Kotlin, Swift and Python are committed that the library generates.
pub(super) const GENERATED: &str = "bindings-mobile/generated";

/// The shared library's file on this system.
pub(super) fn library() -> String {
    library_of("mot_core_mobile")
}

/// The file of a crate's shared library on this system.
pub(super) fn library_of(name: &str) -> String {
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// Builds the library.
pub(super) fn prepare(report: &mut Report) -> bool {
    let stamp = Stamp::new("mobile-library", &SOURCES).leaving(workspace::released(&library()));
    report.build("build mobile library", &stamp, || {
        Call::cargo("build --release --package bindings-mobile --lib").without_folders().output()?;
        Ok(workspace::shown(&workspace::released(&library())))
    })
}

/// Lays the sources of the Swift package and the library into dist.
pub(crate) fn package(report: &mut Report) -> bool {
    let library = workspace::released(&library());
    let stamp = Stamp::new("swift-package", &["bindings-mobile/swift", "bindings-mobile/generated/swift"]);
    let stamp = stamp.of(library.clone()).leaving(workspace::dist().join("swift"));
    prepare(report)
        && report.build("package swift", &stamp, || {
            workspace::copy("bindings-mobile/swift", &workspace::dist().join("swift"))?;
            let folder = workspace::dist().join("lib");
            fs::create_dir_all(&folder)?;
            fs::copy(&library, folder.join(self::library()))?;
            Ok("dist/swift, dist/lib".to_owned())
        })
}

/// The library with a function that panics, for the tests alone: built apart, never packaged.
pub(super) fn probe() -> Result<PathBuf> {
    let build = "build --package bindings-mobile --lib --features test-probe";
    Call::cargo(build).output()?;
    let folder = workspace::build().join("probe");
    fs::create_dir_all(&folder)?;
    fs::copy(workspace::built(&library()), folder.join(library()))?;
    Ok(folder.join(library()))
}

/// Generates the sources of every language and compares them with what is committed, or puts them in its place.
pub(crate) fn generate(report: &mut Report, check: bool) {
    report.step("generated kotlin, swift and python", || {
        let fresh = workspace::build().join("generated");
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        // The debug library: the released one is stripped of what the generator reads.
        Call::cargo("build --package bindings-mobile --features cli").output()?;
        let built = workspace::path("target/debug");
        let bindgen = Call::new(built.join("uniffi-bindgen")).argument(built.join(library()));
        bindgen.argument(&fresh).output()?;
        let committed = workspace::path(GENERATED);
        let (fresh, present) = (contents(&fresh)?, contents(&committed)?);
        if fresh == present {
            return Ok("up to date".to_owned());
        }
        let stale = fresh.iter().filter(|(path, text)| present.get(*path) != Some(text));
        let stale: Vec<String> = stale.map(|(path, _)| path.display().to_string()).collect();
        if check {
            bail!("not what `cargo xtask generate` writes below {GENERATED}: {}", stale.join(", "));
        }
        for (path, text) in &fresh {
            let file = committed.join(path);
            fs::create_dir_all(file.parent().unwrap_or(&committed))?;
            fs::write(file, text)?;
        }
        for path in present.keys().filter(|path| !fresh.contains_key(*path)) {
            fs::remove_file(committed.join(path))?;
        }
        Ok(format!("{} written", stale.len()))
    });
}

/// Every file below a folder with its text.
fn contents(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry?.path();
            if !path.is_dir() {
                found.insert(path.strip_prefix(folder)?.to_owned(), fs::read_to_string(&path)?);
            } else if path.file_name().is_some_and(|name| name != "__pycache__") {
                folders.push(path);
            }
        }
    }
    Ok(found)
}
