//! What this build of the library is.

use napi_derive::napi;

/// The version of the library.
#[napi(catch_unwind)]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The release of the bundled IANA time zone database.
#[napi(catch_unwind)]
pub fn time_zone_database_version() -> &'static str {
    mot_core::time::database_version()
}

/// `release` or `debug`: figures of a debug build mean nothing.
#[napi(catch_unwind)]
pub fn build_profile() -> &'static str {
    if cfg!(debug_assertions) { "debug" } else { "release" }
}

/// Every error code of this version.
#[napi(catch_unwind)]
pub fn error_codes() -> Vec<&'static str> {
    mot_core::ErrorCode::ALL.iter().map(|code| code.as_str()).collect()
}

/// Panics, to show that a defect in here becomes an exception there.
#[cfg(feature = "test-probe")]
#[napi(catch_unwind)]
pub fn panic_probe() -> String {
    let nothing: Option<String> = None;
    nothing.expect("the probe panics")
}

/// A function that panics, made like those that judge links.
#[cfg(feature = "test-probe")]
#[napi(catch_unwind, ts_return_type = "() => string")]
pub fn panic_probe_function(
    env: &napi::Env,
) -> napi::Result<napi::bindgen_prelude::Function<'_, (), String>> {
    env.create_function_from_closure("probe", |_| Ok(panic_probe()))
}
