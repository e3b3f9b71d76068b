//! Python through the library of the phones: shows what Swift gets, where no Swift compiler is.

use std::{fs, path::PathBuf};

use super::mobile;
use crate::{call::Call, prerequisite, report::Report, stamp::Stamp, workspace};

/// Lays the library beside the generated module.
pub(super) fn prepare(report: &mut Report) -> bool {
    let module = workspace::path(mobile::GENERATED).join("python/mot_core_mobile.py");
    let library = workspace::released(&mobile::library());
    mobile::prepare(report) && {
        let stamp = Stamp::new("uniffi-python", &[]).of(module.clone()).of(library.clone()).leaving(folder());
        report.build("install uniffi-python", &stamp, || {
            fs::create_dir_all(folder())?;
            fs::copy(module, folder().join("mot_core_mobile.py"))?;
            fs::copy(library, folder().join(mobile::library()))?;
            Ok(String::new())
        })
    }
}

pub(super) fn driver() -> Call {
    let python = prerequisite::python().unwrap_or_else(|_| "python3".into());
    let driver = Call::new(python).argument(workspace::path("conformance/drivers/uniffi-python/driver.py"));
    driver.variable("PYTHONPATH", folder()).without_rust()
}

fn folder() -> PathBuf {
    workspace::build().join("uniffi-python")
}
