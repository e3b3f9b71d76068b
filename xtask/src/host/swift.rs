//! Swift: its sources everywhere, its journey where a compiler is.

use super::mobile;
use crate::{call::Call, report::Report, workspace};

pub(super) fn prepare(report: &mut Report) -> bool {
    mobile::package(report)
}

pub(super) fn journey() -> Call {
    let library = workspace::target().join("release");
    let run =
        Call::new("swift").words("run --quiet --package-path examples/swift --scratch-path .build/swift");
    let run = run.argument("-Xlinker").argument(format!("-L{}", library.display()));
    run.argument("journey").argument(workspace::path("examples/data")).variable("LD_LIBRARY_PATH", library)
}
