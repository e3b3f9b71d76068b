//! Generated Rust looks like every other Rust here, so that formatting changes nothing in it.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The same file, formatted if it is Rust.
pub(super) fn formatted(file: (PathBuf, String)) -> (PathBuf, String) {
    let (path, text) = file;
    if path.extension().is_none_or(|extension| extension != "rs") {
        return (path, text);
    }
    let text = rustfmt(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    (path, text)
}

fn rustfmt(text: &str) -> std::io::Result<String> {
    let settings = crate::workspace::path("rustfmt.toml");
    let mut child = Command::new(program())
        .args(["--edition", "2024", "--config-path"])
        .arg(settings)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().ok_or_else(|| std::io::Error::other("rustfmt takes no input"))?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| std::io::Error::other("rustfmt was not given the text"))??;
    if !output.status.success() {
        return Err(std::io::Error::other("rustfmt cannot read what is generated"));
    }
    String::from_utf8(output.stdout).map_err(std::io::Error::other)
}

/// The rustfmt beside the cargo that runs this program.
fn program() -> PathBuf {
    let beside = std::env::var_os("CARGO").map(|cargo| Path::new(&cargo).with_file_name("rustfmt"));
    beside.filter(|program| program.exists()).unwrap_or_else(|| "rustfmt".into())
}
