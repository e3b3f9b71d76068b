//! The commands that people and continuous integration run: `cargo xtask …`.

mod call;
mod check;
mod command;
#[allow(unreachable_pub, reason = "what a module offers its own folder is public there")]
mod generate;
mod host;
mod prerequisite;
mod report;
mod stamp;
mod workspace;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use command::{bench, conform, demo, demo::Telling, docs, fmt, generated, package, test};
use host::Host;
use report::Report;

/// The commands of mot-core.
///
/// Each installs what it needs below .build and nothing elsewhere. Beside Rust they use Python 3.10, Node 20.17, and
/// Java 17 with Maven, each or newer; what is missing is named and left out, but with CI=true it is a failure.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plays one mortgage, from the application to the fee, in every language, and compares the decisions
    ///
    /// What Rust tells is shown; the canonical JSON of every decision must be the same in all languages.
    Demo,
    /// Runs every check in every language
    ///
    /// Formats, lints, packages alone, unit and property tests, vectors in every host, host tests, the demo, documents.
    Test,
    /// Runs conformance vectors through the public surface of the hosts
    ///
    /// Prints a line for each failing case and for each host `<host>: N passed, M failed`.
    Conform {
        /// The host that runs them [default: all, but rust for random cases]
        #[arg(long, value_name = "HOST")]
        host: Option<Chosen>,
        /// So many random loans, and half as many sets of flows, with the oracle's answers in place of files
        #[arg(long, value_name = "N", conflicts_with = "paths")]
        random: Option<u32>,
        /// Where chance begins; the same seed gives the same cases
        #[arg(long, value_name = "S", requires = "random", default_value_t = conform::SEED)]
        seed: u32,
        /// Vector files or folders [default: conformance/vectors]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Writes the schema of the documents and every file that is generated from it
    Generate {
        /// Only compares with what is there; a difference is a failure
        #[arg(long)]
        check: bool,
    },
    /// Fills dist with what a user installs: wheel, sdist, npm tarball, jar, Swift package, shared libraries
    Package,
    /// Measures the sizes of the libraries and the cost of a call in Rust, Python and Node, released builds only
    Bench,
    /// Builds the documentation and writes the diagrams of docs/lifecycles
    Docs {
        /// Only compares the diagrams with what is there; a difference is a failure
        #[arg(long)]
        check: bool,
    },
    /// Formats every Rust file
    Fmt {
        /// Only compares; a difference is a failure
        #[arg(long)]
        check: bool,
    },
}

/// One host or all of them.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Chosen {
    All,
    Rust,
    Python,
    Node,
    Kotlin,
    UniffiPython,
}

impl Chosen {
    fn hosts(self) -> Vec<Host> {
        match self {
            Self::All => Host::CONFORMING.to_vec(),
            Self::Rust => vec![Host::Rust],
            Self::Python => vec![Host::Python],
            Self::Node => vec![Host::Node],
            Self::Kotlin => vec![Host::Kotlin],
            Self::UniffiPython => vec![Host::UniffiPython],
        }
    }
}

fn main() -> ExitCode {
    let mut report = Report::new();
    let conclusion = run(Arguments::parse().command, &mut report);
    report.close(conclusion)
}

/// Does the command; what it ends with where that is not the count of its steps.
fn run(command: Command, report: &mut Report) -> Option<String> {
    match command {
        Command::Demo => return demo::run(report, Telling::Shown),
        Command::Conform { host, random: Some(loans), seed, .. } => {
            return conform::random(report, &host.unwrap_or(Chosen::Rust).hosts(), loans, seed);
        }
        Command::Conform { host, paths, .. } => {
            return Some(conform::run(report, &host.unwrap_or(Chosen::All).hosts(), &paths));
        }
        Command::Test => test::run(report),
        Command::Generate { check } => generated::run(report, check),
        Command::Package => package::run(report),
        Command::Bench => bench::run(report),
        Command::Docs { check } => docs::run(report, check),
        Command::Fmt { check } => fmt::run(report, check),
    }
    None
}
