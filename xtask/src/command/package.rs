//! `cargo xtask package`: what a user installs.

use std::fs;

use crate::{
    host::{Host, mobile},
    report::Report,
    workspace,
};

/// Packages every host that can be built here, and says what there is.
pub(crate) fn run(report: &mut Report) {
    for host in Host::BOUND {
        let name = format!("package {}", host.name());
        match host.prerequisites() {
            Ok(()) => {
                host.prepare(report);
            }
            Err(missing) => report.lacking(&name, &format!("{missing:#}")),
        }
    }
    mobile::package(report);
    let mut files: Vec<_> = fs::read_dir(workspace::dist()).into_iter().flatten().flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        match file.metadata() {
            Ok(metadata) if metadata.is_file() => {
                println!("{:>9} kB  {}", metadata.len().div_ceil(1000), workspace::shown(&file.path()))
            }
            _ => println!("{:>12}  {}/", "", workspace::shown(&file.path())),
        }
    }
}
