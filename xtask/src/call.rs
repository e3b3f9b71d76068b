//! Calling other programs: their output kept and shown only when it matters.

use std::{
    ffi::{OsStr, OsString},
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// A program to call, from the workspace's root unless told otherwise.
#[derive(Debug)]
pub(crate) struct Call {
    command: Command,
}

impl Call {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(workspace::root()).stdin(Stdio::null());
        for name in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"] {
            match own_library_path(name) {
                Some(path) if !path.is_empty() => command.env(name, path),
                _ => command.env_remove(name),
            };
        }
        Self { command }
    }

    /// Cargo, the one that runs this program.
    pub(crate) fn cargo(arguments: &str) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(cargo).words(arguments)
    }

    /// With a compiler that writes no folder of this machine into what is published.
    pub(crate) fn without_folders(self) -> Self {
        let flags: Vec<String> = workspace::private_folders()
            .into_iter()
            .map(|(folder, shown)| format!("--remap-path-prefix={}={shown}", folder.display()))
            .collect();
        self.variable("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
    }

    /// Arguments without spaces of their own.
    pub(crate) fn words(mut self, arguments: &str) -> Self {
        self.command.args(arguments.split_whitespace());
        self
    }

    pub(crate) fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(crate) fn arguments<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// On a machine without Rust, as far as the program can see: what a user has who installs a package.
    pub(crate) fn without_rust(mut self) -> Self {
        let has = |folder: &PathBuf, tool: &str| is_program(&folder.join(tool));
        // A folder of the system's own has everything else too and stays.
        let has_rust =
            |folder: &PathBuf| (has(folder, "cargo") || has(folder, "rustc")) && !has(folder, "sh");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let kept: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| !has_rust(folder)).collect();
        self.command.env("PATH", std::env::join_paths(kept).unwrap_or_default());
        let own = std::env::vars_os().map(|(name, _)| name).filter(is_rusts);
        for name in own {
            self.command.env_remove(name);
        }
        self
    }

    /// Everything that the program printed; a failure says what it was and carries the output.
    pub(crate) fn output(self) -> Result<String> {
        let (output, succeeded) = self.outcome()?;
        if succeeded { Ok(output) } else { bail!("{}", output.trim_end()) }
    }

    /// Everything that the program printed, and whether it succeeded.
    pub(crate) fn outcome(mut self) -> Result<(String, bool)> {
        let shown = self.shown();
        let (mut reader, writer) = std::io::pipe()?;
        self.command.stdout(writer.try_clone()?).stderr(writer);
        let mut child = self.command.spawn().with_context(|| format!("cannot call {shown}"))?;
        drop(self); // its ends of the pipe, or reading would never end
        let mut output = Vec::new();
        reader.read_to_end(&mut output)?;
        let output = String::from_utf8_lossy(&output).into_owned();
        let status = child.wait()?;
        if status.success() {
            return Ok((output, true));
        }
        Ok((format!("{output}\n{shown}: {status}"), false))
    }

    /// What the program printed as its answer, its remarks left out unless it failed.
    pub(crate) fn answer(mut self) -> Result<String> {
        let shown = self.shown();
        let output = self.command.output().with_context(|| format!("cannot call {shown}"))?;
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(answer);
        }
        bail!("{answer}{}{shown}: {}", String::from_utf8_lossy(&output.stderr), output.status)
    }

    fn shown(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }
}

/// The folder of a program's path that holds it, if any does.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| is_program(program))
}

/// A path of libraries as it was before cargo put its own folders in front: what a package carries would not be found
/// before what was built last.
fn own_library_path(name: &str) -> Option<OsString> {
    let path = std::env::var_os(name)?;
    let toolchain = std::env::var_os("CARGO")
        .and_then(|cargo| PathBuf::from(cargo).parent()?.parent().map(Path::to_owned));
    let is_cargos = |folder: &PathBuf| {
        folder.starts_with(workspace::target())
            || toolchain.as_ref().is_some_and(|root| folder.starts_with(root))
    };
    let kept: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| !is_cargos(folder)).collect();
    std::env::join_paths(kept).ok()
}

fn is_program(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file()
}

fn is_rusts(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO") || name.starts_with("RUST")
}
