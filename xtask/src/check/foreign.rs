//! The crate in somebody else's build, where features of its dependencies are on that it does not ask for.

use crate::{call::Call, command::conform, report::Report, workspace};

/// The vectors once more, with `serde_json` keeping number texts and the order of fields (`arbitrary_precision`,
/// `preserve_order`): a build that embeds mot-core may ask for both, and nothing may change.
pub(crate) fn run(report: &mut Report) {
    let folder = workspace::path("mot-core/tests/foreign-build");
    let built = report.step("build with foreign features", || {
        // The workspace's own versions; cargo drops from the copy what this build does not need.
        std::fs::copy(workspace::path("Cargo.lock"), folder.join("Cargo.lock"))?;
        let build = Call::cargo("build").folder(&folder);
        build.variable("CARGO_TARGET_DIR", workspace::target()).output().map(|_| String::new())
    });
    if built {
        let driver = Call::new(workspace::built("conform-foreign"));
        let driver = driver.argument(workspace::path(conform::VECTORS));
        report.step("conform with foreign features", || conform::conform(driver, &mut None));
    }
}
