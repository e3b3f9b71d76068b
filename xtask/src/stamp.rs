//! Stamps: what a build was made of, so that one whose sources are the same is not made again.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::workspace;

/// A build by its name, with what it is made of and what it leaves.
#[derive(Debug)]
pub(crate) struct Stamp {
    name: &'static str,
    sources: Vec<PathBuf>,
    results: Vec<PathBuf>,
}

impl Stamp {
    /// A build of files and folders inside the workspace.
    pub(crate) fn new(name: &'static str, sources: &[&str]) -> Self {
        let sources = sources.iter().map(|source| workspace::path(source)).collect();
        Self { name, sources, results: Vec::new() }
    }

    /// The same, made of this file or folder too.
    pub(crate) fn of(mut self, source: PathBuf) -> Self {
        self.sources.push(source);
        self
    }

    /// The same, only good while this is there.
    pub(crate) fn leaving(mut self, result: PathBuf) -> Self {
        self.results.push(result);
        self
    }

    /// Whether the build was made of sources with this fingerprint, and is still there.
    pub(crate) fn is_fresh(&self, fingerprint: &str) -> bool {
        self.results.iter().all(|result| result.exists())
            && fs::read_to_string(self.file()).is_ok_and(|kept| kept == fingerprint)
    }

    /// Says that the build was made of sources with this fingerprint, which is taken before it: what changes while it
    /// runs is then not lost.
    pub(crate) fn keep(&self, fingerprint: &str) -> Result<()> {
        fs::create_dir_all(workspace::build().join("stamps"))?;
        Ok(fs::write(self.file(), fingerprint)?)
    }

    /// What the sources are now: their names and their contents.
    pub(crate) fn fingerprint(&self) -> String {
        let mut files = BTreeSet::new();
        for source in &self.sources {
            collect(source, &mut files);
        }
        let mut hasher = DefaultHasher::new();
        for file in files {
            file.hash(&mut hasher);
            fs::read(&file).unwrap_or_default().hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    fn file(&self) -> PathBuf {
        workspace::build().join("stamps").join(self.name)
    }
}

/// What builds leave beside their sources.
const LEFT_BY_BUILDS: [&str; 6] =
    ["target", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache", "addon.d.cts"];

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) {
    if !path.is_dir() {
        files.insert(path.to_owned());
        return;
    }
    let is_left =
        |path: &Path| path.file_name().is_some_and(|name| LEFT_BY_BUILDS.iter().any(|left| name == *left));
    for entry in fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if !is_left(&entry) {
            collect(&entry, files);
        }
    }
}
