//! `cargo xtask package`: what a user installs.

use std::fs;

use anyhow::bail;

use crate::{
    host::{Host, mobile, shared_libraries},
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
    report.step("no folder of this machine in the libraries", || {
        let libraries = shared_libraries();
        for (host, library) in &libraries {
            let content = fs::read(library)?;
            for (folder, _) in workspace::private_folders() {
                let named = folder.display().to_string();
                if content.windows(named.len()).any(|bytes| bytes == named.as_bytes()) {
                    bail!("the library of {host} names {named}");
                }
            }
        }
        Ok(format!("{} libraries", libraries.len()))
    });
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
