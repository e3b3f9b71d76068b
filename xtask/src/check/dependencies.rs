//! What the crate brings along: a list that is committed, so that another one is a decision.

use std::{collections::BTreeSet, fs};

use anyhow::{Result, bail};

use crate::{call::Call, report::Report, workspace};

const LIST: &str = "mot-core/dependencies.txt";
/// Parts of names of crates that belong to a host or to foreign code.
const FOREIGN: [&str; 6] = ["pyo3", "napi", "uniffi", "-sys", "bindgen", "wasm"];

/// Compares the crates that mot-core brings along with the list.
pub(crate) fn run(report: &mut Report) {
    report.step("dependencies of mot-core", || compare(&brought()?, &listed()?));
}

fn brought() -> Result<BTreeSet<String>> {
    let tree = Call::cargo("tree --package mot-core --edges normal --prefix none --format {p}").answer()?;
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    Ok(names.filter(|name| *name != "mot-core").map(str::to_owned).collect())
}

fn listed() -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(workspace::path(LIST)).unwrap_or_default();
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn compare(brought: &BTreeSet<String>, listed: &BTreeSet<String>) -> Result<String> {
    let foreign: Vec<&str> = brought
        .iter()
        .filter(|name| FOREIGN.iter().any(|part| name.contains(part)))
        .map(String::as_str)
        .collect();
    if !foreign.is_empty() {
        bail!("the crate brings a host's or foreign code along: {}", foreign.join(", "));
    }
    let lines = |mark: &str, names: Vec<&String>| {
        names.iter().map(|name| format!("{mark} {name}\n")).collect::<String>()
    };
    let added = lines("+", brought.difference(listed).collect());
    let gone = lines("-", listed.difference(brought).collect());
    if !added.is_empty() || !gone.is_empty() {
        bail!("not what {LIST} lists:\n{added}{gone}each one that is added is a decision: docs/decisions");
    }
    Ok(format!("{} crates", brought.len()))
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, compare};

    fn set(names: &str) -> BTreeSet<String> {
        names.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn another_crate_is_a_difference_and_foreign_code_is_refused() {
        assert!(compare(&set("serde hmac"), &set("hmac serde")).is_ok());
        assert!(compare(&set("serde hmac"), &set("hmac")).unwrap_err().to_string().contains("+ serde"));
        assert!(compare(&set("hmac"), &set("hmac serde")).unwrap_err().to_string().contains("- serde"));
        assert!(compare(&set("openssl-sys"), &set("openssl-sys")).is_err());
    }
}
