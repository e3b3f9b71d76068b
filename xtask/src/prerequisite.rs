//! What must be on the machine beside Rust, and how to get it.

use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};

use crate::call::{Call, find_program};

/// A program of at least this major and minor version, or how to get it.
fn tool(names: &[&str], question: &str, least: (u32, u32), how: &str) -> Result<PathBuf> {
    let found = names.iter().find_map(|name| find_program(name));
    let program = found.ok_or_else(|| anyhow!("{} is not there: {how}", names.join(" or ")))?;
    let answer = Call::new(&program).words(question).output()?;
    let version =
        version(&answer).ok_or_else(|| anyhow!("{} does not tell its version", program.display()))?;
    if version < least {
        bail!("{} is version {}.{}, too old: {how}", program.display(), version.0, version.1);
    }
    Ok(program)
}

/// Python 3.10 or newer.
pub(crate) fn python() -> Result<PathBuf> {
    tool(
        &["python3", "python"],
        "--version",
        (3, 10),
        "install Python 3.10 or newer with venv (Debian: apt install python3-venv)",
    )
}

/// npm, with Node 20.17 or newer.
pub(crate) fn npm() -> Result<PathBuf> {
    node()?;
    tool(&["npm", "npm.cmd"], "--version", (9, 0), "install npm, which comes with Node.js")
}

/// Node 20.17 or newer.
pub(crate) fn node() -> Result<PathBuf> {
    tool(
        &["node"],
        "--version",
        (20, 17),
        "install Node.js 20.17 or newer from your system or from nodejs.org",
    )
}

/// Maven, with a Java development kit of 17 or newer.
pub(crate) fn maven() -> Result<PathBuf> {
    java()?;
    tool(&["mvn", "mvn.cmd"], "--version", (3, 6), "install Maven 3.6 or newer (Debian: apt install maven)")
}

/// Java 17 or newer, with its compiler.
pub(crate) fn java() -> Result<PathBuf> {
    let how =
        "install a Java development kit of version 17 or newer (Debian: apt install openjdk-17-jdk-headless)";
    tool(&["javac"], "-version", (17, 0), how)?;
    tool(&["java"], "-version", (17, 0), how)
}

/// Swift 5.9 or newer.
pub(crate) fn swift() -> Result<PathBuf> {
    tool(&["swift"], "--version", (5, 9), "install Swift 5.9 or newer from swift.org")
}

/// The first version in an answer: `Python 3.11.7`, `v20.1.0`, `openjdk version "17.0.1"`.
fn version(answer: &str) -> Option<(u32, u32)> {
    let bytes = answer.as_bytes();
    let in_colour = |index: usize| index > 0 && bytes[index - 1] == b'[';
    let start = (0..bytes.len()).find(|index| bytes[*index].is_ascii_digit() && !in_colour(*index))?;
    let numbers = &answer[start..];
    let end = numbers
        .find(|character: char| !character.is_ascii_digit() && character != '.')
        .unwrap_or(numbers.len());
    let mut parts = numbers[..end].split('.').map(|part| part.parse().unwrap_or_default());
    Some((parts.next()?, parts.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn reads_the_version_that_a_tool_tells() {
        assert_eq!(version("Python 3.11.7\n"), Some((3, 11)));
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("openjdk version \"17.0.15\" 2025-04-15"), Some((17, 0)));
        assert_eq!(version("\u{1b}[1mApache Maven 3.8.7\u{1b}[m"), Some((3, 8)));
        assert_eq!(version("no digits"), None);
    }
}
