//! Where things are: the workspace's root, and the folders that the commands fill.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// A path inside the workspace, wherever the workspace lies.
pub(crate) fn path(inside: &str) -> PathBuf {
    root().join(inside)
}

/// The workspace's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where the packages lie that a user installs.
pub(crate) fn dist() -> PathBuf {
    path("dist")
}

/// A file below a folder whose name has this beginning and end.
pub(crate) fn find_below(folder: &Path, begins: &str, ends: &str) -> Option<PathBuf> {
    let entries: Vec<PathBuf> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let found = entries
        .iter()
        .find(|path| path.is_file() && name(path).starts_with(begins) && name(path).ends_with(ends));
    found.cloned().or_else(|| {
        entries.iter().filter(|path| path.is_dir()).find_map(|path| find_below(path, begins, ends))
    })
}

/// The one file of dist with this beginning and end.
pub(crate) fn packaged(begins: &str, ends: &str) -> Result<PathBuf> {
    let files = fs::read_dir(dist()).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_meant = |path: &PathBuf| {
        path.file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with(begins) && name.ends_with(ends))
    };
    let mut found = files.filter(is_meant);
    let first = found.next().with_context(|| format!("dist has no {begins}…{ends}"))?;
    anyhow::ensure!(found.next().is_none(), "dist has several {begins}…{ends}: delete it and package again");
    Ok(first)
}

/// Removes the files of dist with this beginning and end, which an earlier build left.
pub(crate) fn unpackage(begins: &str, ends: &str) -> Result<()> {
    fs::create_dir_all(dist())?;
    for entry in fs::read_dir(dist())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(begins) && name.ends_with(ends) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Copies a folder of the workspace, in place of what was there; links are copied as what they lead to.
pub(crate) fn copy(inside: &str, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    copy_folder(&path(inside), to)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| shown(from))? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if !source.is_dir() {
            fs::copy(&source, &target)?;
        } else if entry.file_name() != "node_modules" && entry.file_name() != "target" {
            copy_folder(&source, &target)?;
        }
    }
    Ok(())
}

/// Where everything lies that the commands install: environments, stamps, repositories. Nothing is installed elsewhere.
pub(crate) fn build() -> PathBuf {
    path(".build")
}

/// Where cargo builds: the folder that this program was built in, wherever settings put it.
pub(crate) fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.ancestors().nth(2).map_or_else(|| path("target"), Path::to_owned)
}

/// A cargo artefact of the development profile.
pub(crate) fn built(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// A cargo artefact of the release profile.
pub(crate) fn released(name: &str) -> PathBuf {
    target().join("release").join(name)
}

/// A path as it is shown: from the root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The folders of this machine that a compiler knows, each with what is to be read instead.
pub(crate) fn private_folders() -> Vec<(PathBuf, &'static str)> {
    let home = std::env::home_dir().unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    // The last that fits is taken.
    vec![(home, "home"), (root().to_owned(), "mot-core"), (cargo.join("registry/src"), "registry")]
}
