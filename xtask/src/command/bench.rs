//! `cargo xtask bench`: what the libraries weigh, what a call costs, and how that compares with others in the same run.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};

use crate::{
    host::{Host, shared_libraries},
    report::Report,
};

/// The hosts that measure, in the order of the columns.
const MEASURING: [Host; 3] = [Host::Rust, Host::Python, Host::Node];

/// Prints the sizes of the shared libraries, and the median nanoseconds of each call in each host.
pub(crate) fn run(report: &mut Report) {
    let (mut columns, mut comparisons) = (Vec::new(), Vec::new());
    for host in MEASURING {
        let name = format!("measure {}", host.name());
        if let Err(missing) = host.prerequisites() {
            report.lacking(&name, &format!("{missing:#}"));
        } else if host == Host::Rust || host.prepare(report) {
            report.step(&name, || {
                let answer = host.benchmark()?.answer()?;
                columns.push((host, medians(&answer)?));
                comparisons.extend(compared(&answer).map(|sentence| format!("{:<8}{sentence}", host.name())));
                Ok(String::new())
            });
        }
    }
    println!("\n{:<24}{:>12}", "shared library", "kB");
    for (host, library) in shared_libraries() {
        match fs::metadata(&library) {
            Ok(metadata) => println!("{host:<24}{:>12}", metadata.len().div_ceil(1000)),
            Err(_) => println!("{host:<24}{:>12}", "not built"),
        }
    }
    println!("\n{}", table(&columns));
    comparisons.iter().for_each(|sentence| println!("{sentence}"));
}

/// The words of the lines that compare.
const COMPARING: [&str; 3] = ["ratio", "multiple", "statistic"];

/// The lines `<word> <name> <value>` of a host as sentences: a ratio is how many times faster than the peer, a multiple
/// how many times its cost, a statistic stands for itself.
fn compared(answer: &str) -> impl Iterator<Item = String> {
    answer.lines().filter_map(|line| {
        let (word, rest) = line.split_once(' ')?;
        let (name, value) = rest.split_once(' ')?;
        let (ours, peer) = name.split_once('.')?;
        match word {
            "ratio" => Some(format!("{ours} is {value} times faster than {peer}")),
            "multiple" => Some(format!("{ours} costs {value} times {peer}")),
            "statistic" => Some(format!("{ours}: {peer} = {value}")),
            _ => None,
        }
    })
}

/// The lines `<name> <nanoseconds>` of a host; those that compare are passed over.
fn medians(answer: &str) -> Result<BTreeMap<String, f64>> {
    let median = |line: &str| {
        let (name, nanoseconds) = line.split_once(' ').with_context(|| format!("no measurement: {line}"))?;
        Ok((name.to_owned(), nanoseconds.trim().parse()?))
    };
    let compares = |line: &&str| COMPARING.iter().any(|word| line.starts_with(&format!("{word} ")));
    answer.lines().filter(|line| !line.is_empty() && !compares(line)).map(median).collect()
}

fn table(columns: &[(Host, BTreeMap<String, f64>)]) -> String {
    let mut names: Vec<&String> = columns.iter().flat_map(|(_, medians)| medians.keys()).collect();
    names.sort();
    names.dedup();
    let heads: String = columns.iter().map(|(host, _)| format!("{:>12}", host.name())).collect();
    let mut table = format!("{:<44}{heads}\n", "median nanoseconds");
    for name in names {
        let cell = |medians: &BTreeMap<String, f64>| {
            medians.get(name).map_or("-".to_owned(), |median| format!("{median:.0}"))
        };
        let cells: String = columns.iter().map(|(_, medians)| format!("{:>12}", cell(medians))).collect();
        table.push_str(&format!("{name:<44}{cells}\n"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Host, compared, medians, table};

    #[test]
    fn a_table_has_a_row_for_every_call_and_a_column_for_every_host() {
        let rust = medians("verify_link 290\nmoney_parse 20\n").unwrap();
        let node = medians("verify_link 700\n").unwrap();
        let table = table(&[(Host::Rust, rust), (Host::Node, node)]);
        assert_eq!(
            table
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>(),
            ["median nanoseconds rust node", "money_parse 20 -", "verify_link 290 700"]
        );
        assert!(medians("debug build").is_err());
    }

    #[test]
    fn comparisons_are_sentences() {
        let answer = "verify_link 250\nratio verify_link.itsdangerous 12.3\nmultiple verify_link.hmac 1.44\n";
        assert_eq!(medians(answer).unwrap().len(), 1);
        assert_eq!(
            compared(answer).collect::<Vec<_>>(),
            ["verify_link is 12.3 times faster than itsdangerous", "verify_link costs 1.44 times hmac"]
        );
    }
}
