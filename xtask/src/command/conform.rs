//! `cargo xtask conform`: vectors through the public surface of the hosts, the project's own or random ones.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{call::Call, host::Host, prerequisite, report::Report, workspace};

/// The project's own vectors.
pub(crate) const VECTORS: &str = "conformance/vectors";
/// Where chance begins if nobody says.
pub(crate) const SEED: u32 = 1;

/// Runs the vectors in each host; a line with the count of each.
pub(crate) fn run(report: &mut Report, hosts: &[Host], paths: &[PathBuf]) -> String {
    let paths = if paths.is_empty() { vec![workspace::path(VECTORS)] } else { paths.to_vec() };
    let here = std::env::current_dir().unwrap_or_default();
    let paths: Vec<PathBuf> = paths.iter().map(|path| here.join(path)).collect();
    let mut counts = Vec::new();
    for host in hosts {
        let name = format!("conform {}", host.name());
        let mut count = None;
        if let Err(missing) = host.prerequisites() {
            report.lacking(&name, &format!("{missing:#}"));
        } else if host.prepare(report) {
            report.step(&name, || conform(host.driver(&paths)?, &mut count));
        } else {
            report.skip(&name, "it could not be built");
        }
        counts.push(match count {
            Some((passed, failed)) => format!("{}: {passed} passed, {failed} failed", host.name()),
            None => format!("{}: not run", host.name()),
        });
    }
    counts.join("\n")
}

/// Runs so many random loans, and half as many sets of flows, in each host, against what the oracle says of them.
pub(crate) fn random(report: &mut Report, hosts: &[Host], loans: u32, seed: u32) -> Option<String> {
    let name = "random cases of the oracle";
    let folder = workspace::build().join("random");
    match prerequisite::python() {
        Err(missing) => report.lacking(name, &format!("{missing:#}")),
        Ok(python) => {
            let flows = loans / 2;
            let call = Call::new(python).argument(workspace::path("conformance/oracle/write_random.py"));
            let call =
                call.argument(&folder).words(&format!("--loans {loans} --flows {flows} --seed {seed}"));
            let written = report.step(name, || {
                call.output().map(|_| format!("{loans} loans, {flows} sets of flows, seed {seed}"))
            });
            if written {
                return Some(run(report, hosts, &[folder]));
            }
        }
    }
    None
}

/// Runs a driver; anything but a count of passed cases alone is a failure.
pub(crate) fn conform(driver: Call, count: &mut Option<(u32, u32)>) -> Result<String> {
    let (output, succeeded) = driver.outcome()?;
    *count = output.lines().rev().find_map(counted);
    match count {
        Some((passed, 0)) if succeeded && *passed > 0 => Ok(format!("{passed} passed")),
        _ => bail!("{}", output.trim_end()),
    }
}

/// The count in a line `N passed, M failed`.
fn counted(line: &str) -> Option<(u32, u32)> {
    let (passed, failed) = line.trim().split_once(" passed, ")?;
    Some((passed.parse().ok()?, failed.strip_suffix(" failed")?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn reads_only_a_whole_count() {
        assert_eq!(counted("1157 passed, 0 failed"), Some((1157, 0)));
        assert_eq!(counted("file.json: 1 passed, 0 failed of two"), None);
        assert_eq!(counted("many passed, 0 failed"), None);
    }
}
