//! Runs vector files through the public interface: one line for each failing case, then the count.

mod financing;
mod identity;
mod mortgage;
mod operations;
mod room;
mod scenario;
mod vectors;
mod voucher;

use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let mut passed = 0;
    let mut failed = 0;
    let files = vectors::files(&paths);
    if files.is_empty() {
        println!("no vector files");
        failed += 1;
    }
    for file in files {
        match vectors::run(&file) {
            Ok(outcomes) => {
                for outcome in outcomes {
                    match outcome {
                        Ok(()) => passed += 1,
                        Err(fault) => {
                            failed += 1;
                            println!("{}: {fault}", file.display());
                        }
                    }
                }
            }
            Err(fault) => {
                failed += 1;
                println!("{}: {fault}", file.display());
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
