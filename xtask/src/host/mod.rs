//! The languages that meet the core: what each needs, how it is built and installed, and what it runs.

mod kotlin;
pub(crate) mod mobile;
mod node;
mod python;
mod rust;
mod swift;
mod uniffi_python;

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{call::Call, prerequisite, report::Report, workspace};

/// A language that meets the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    Rust,
    Python,
    Node,
    Kotlin,
    UniffiPython,
    Swift,
}

impl Host {
    /// The hosts with a driver for the vectors.
    pub(crate) const CONFORMING: [Self; 5] =
        [Self::Rust, Self::Python, Self::Node, Self::Kotlin, Self::UniffiPython];
    /// The hosts that play the journey.
    pub(crate) const PLAYING: [Self; 5] = [Self::Rust, Self::Python, Self::Node, Self::Kotlin, Self::Swift];
    /// The hosts with packages and tests of their own.
    pub(crate) const BOUND: [Self; 4] = [Self::Python, Self::Node, Self::Kotlin, Self::UniffiPython];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Python => "python",
            Self::Node => "node",
            Self::Kotlin => "kotlin",
            Self::UniffiPython => "uniffi-python",
            Self::Swift => "swift",
        }
    }

    /// Nothing, or what is missing on this machine and how to get it.
    pub(crate) fn prerequisites(self) -> Result<()> {
        match self {
            Self::Rust => Ok(()),
            Self::Python | Self::UniffiPython => prerequisite::python().map(|_| ()),
            Self::Node => prerequisite::npm().map(|_| ()),
            Self::Kotlin => prerequisite::maven().map(|_| ()),
            Self::Swift => prerequisite::swift().map(|_| ()),
        }
    }

    /// Builds the host's package and installs it where its programs find it; whether that went well.
    pub(crate) fn prepare(self, report: &mut Report) -> bool {
        match self {
            Self::Rust => rust::prepare(report),
            Self::Python => python::prepare(report),
            Self::Node => node::prepare(report),
            Self::Kotlin => kotlin::prepare(report),
            Self::UniffiPython => uniffi_python::prepare(report),
            Self::Swift => swift::prepare(report),
        }
    }

    /// What runs the vectors, on these files and folders.
    pub(crate) fn driver(self, paths: &[PathBuf]) -> Result<Call> {
        let driver = match self {
            Self::Rust => rust::driver(),
            Self::Python => python::driver(),
            Self::Node => node::driver()?,
            Self::Kotlin => kotlin::driver()?,
            Self::UniffiPython => uniffi_python::driver(),
            Self::Swift => bail!("swift has no driver"),
        };
        Ok(driver.arguments(paths))
    }

    /// What plays the journey.
    pub(crate) fn journey(self) -> Result<Call> {
        Ok(match self {
            Self::Rust => rust::journey(),
            Self::Python => python::journey(),
            Self::Node => node::journey()?,
            Self::Kotlin => kotlin::journey()?,
            Self::UniffiPython => bail!("uniffi-python plays no journey"),
            Self::Swift => swift::journey(),
        })
    }

    /// What measures the host.
    pub(crate) fn benchmark(self) -> Result<Call> {
        let data = workspace::path("examples/data");
        Ok(match self {
            Self::Rust => rust::benchmark()?.argument(data),
            Self::Python => python::benchmark()?.argument(data),
            Self::Node => node::benchmark()?.argument(data),
            _ => bail!("{} is not measured", self.name()),
        })
    }

    /// The tests of the host's own.
    pub(crate) fn test(self, report: &mut Report) {
        match self {
            Self::Rust | Self::Swift | Self::UniffiPython => {}
            Self::Python => python::test(report),
            Self::Node => node::test(report),
            Self::Kotlin => kotlin::test(report),
        }
    }
}

/// The shared library of each host, as its package carries it.
pub(crate) fn shared_libraries() -> Vec<(&'static str, PathBuf)> {
    let found = [("python", python::library()), ("node", node::library())];
    let found = found.into_iter().filter_map(|(host, library)| library.map(|library| (host, library)));
    found.chain([("kotlin, swift", workspace::released(&mobile::library()))]).collect()
}
