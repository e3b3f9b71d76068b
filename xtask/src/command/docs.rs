//! `cargo xtask docs`: the documentation of the crate, the diagrams of the lifecycles and the codes.

use std::{fs, path::PathBuf};

use anyhow::{Result, bail};

use crate::{call::Call, report::Report, workspace};

/// Where the diagrams are committed.
const LIFECYCLES: &str = "docs/lifecycles";
/// Where the codes of refusals are listed.
const CODES: &str = "docs/codes.md";

pub(crate) fn run(report: &mut Report, check: bool) {
    let rustdoc = Call::cargo("doc --package mot-core --no-deps").variable("RUSTDOCFLAGS", "--deny warnings");
    report.step("documentation", || {
        rustdoc.output()?;
        Ok(workspace::shown(&workspace::target().join("doc/mot_core/index.html")))
    });
    report.step("lifecycle diagrams and codes", || if check { compare() } else { write() });
}

fn compare() -> Result<String> {
    let pages = pages()?;
    let differs = |(path, page): &&(PathBuf, String)| fs::read_to_string(path).ok().as_ref() != Some(page);
    let stale: Vec<String> = pages.iter().filter(differs).map(|(path, _)| workspace::shown(path)).collect();
    if !stale.is_empty() {
        bail!("not what `cargo xtask docs` writes: {}", stale.join(", "));
    }
    Ok(format!("{} up to date", pages.len()))
}

fn write() -> Result<String> {
    let pages = pages()?;
    fs::create_dir_all(workspace::path(LIFECYCLES))?;
    for (path, page) in &pages {
        fs::write(path, page)?;
    }
    Ok(format!("{} in {LIFECYCLES}", pages.len()))
}

/// A page for each machine: its diagram, and below it every row of its table; and the page of the codes.
fn pages() -> Result<Vec<(PathBuf, String)>> {
    let machines = mot_core::MACHINES.iter().map(|machine| Ok((file(machine), page(machine)?)));
    machines.chain([codes().map(|page| (workspace::path(CODES), page))]).collect()
}

/// Every code of a refusal with its meaning and its details.
fn codes() -> Result<String> {
    let errors: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(workspace::path("conformance/errors.json"))?)?;
    let mut page = String::from(
        "# Codes of refusals\n\nWritten by `cargo xtask docs` from `conformance/errors.json`; do not edit. \
         A code is added, never renamed. A detail that lists several words joins them with commas.\n",
    );
    let mut family = String::new();
    for code in errors["codes"].as_array().into_iter().flatten() {
        let name = code["code"].as_str().unwrap_or_default();
        let own = name.split('.').next().unwrap_or_default();
        if own != family {
            family = own.to_owned();
            page.push_str(&format!("\n## {own}\n\n| code | meaning | details |\n|---|---|---|\n"));
        }
        let details: Vec<String> = code["details"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(detail, meaning)| format!("`{detail}`: {}", meaning.as_str().unwrap_or_default()))
            .collect();
        let meaning = code["meaning"].as_str().unwrap_or_default();
        page.push_str(&format!("| `{name}` | {meaning} | {} |\n", details.join("<br>")));
    }
    Ok(page)
}

fn file(machine: &str) -> PathBuf {
    workspace::path(LIFECYCLES).join(format!("{machine}.md"))
}

fn page(machine: &str) -> Result<String> {
    let diagram = mot_core::diagram(machine).map_err(|error| anyhow::anyhow!("{error}"))?;
    let table = mot_core::describe(machine).map_err(|error| anyhow::anyhow!("{error}"))?;
    let table: serde_json::Value = serde_json::from_str(&table.to_text())?;
    let mut page = format!(
        "# {machine}\n\nWritten by `cargo xtask docs` from the table in the code; do not edit.\n\n\
         ```mermaid\n{diagram}```\n\n\
         A row that follows from another document's step is marked *consequence*; nobody can give its command.\n\n\
         | from | command | to | event | who | what must hold |\n|---|---|---|---|---|---|\n"
    );
    for row in table["transitions"].as_array().into_iter().flatten() {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let mark = if row["consequence"] == true { " *consequence*" } else { "" };
        let actors: Vec<&str> =
            row["actors"].as_array().into_iter().flatten().filter_map(|actor| actor.as_str()).collect();
        let guards: Vec<String> = row["guards"].as_array().into_iter().flatten().map(guard).collect();
        page.push_str(&format!(
            "| {} | {}{mark} | {} | `{}` | {} | {} |\n",
            text("from"),
            text("command"),
            text("to"),
            text("event"),
            actors.join(", "),
            guards.join("<br>")
        ));
    }
    Ok(page)
}

/// A guard with the codes that it refuses with; one that selects among rows has none to tell.
fn guard(guard: &serde_json::Value) -> String {
    let name = guard["guard"].as_str().unwrap_or_default();
    let codes: Vec<String> = guard["codes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|code| code.as_str())
        .map(|code| format!("`{code}`"))
        .collect();
    if codes.is_empty() || guard["selects"] == true {
        name.to_owned()
    } else {
        format!("{name}: {}", codes.join(", "))
    }
}
