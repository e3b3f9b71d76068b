//! mot-core for Kotlin and Swift, by UniFFI.
//!
//! The binding translates and never decides: every rule, code and wording comes from the core. Plain data crosses as
//! records that mirror the core's types (`documents`, generated); what lives long crosses as objects. Commands are
//! functions here and methods in the extension files of each host.

uniffi::setup_scaffolding!("mot_core_mobile");

mod crossing;
mod documents;
pub mod error;
pub mod fee;
pub mod identity;
pub mod lifecycle;
pub mod money;
pub mod mortgage;
pub mod room;
pub mod scalar;
pub mod time;
pub mod voucher;

use error::MotError;

pub(crate) type Result<T> = std::result::Result<T, MotError>;

/// The version of the library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// The release of the bundled IANA time zone database, such as `2025b`.
#[uniffi::export]
pub fn time_zone_database_version() -> String {
    mot_core::time::database_version().into()
}

/// How the library was built: `release` or `debug`. A debug library is many times slower.
#[uniffi::export]
pub fn build_profile() -> String {
    if cfg!(debug_assertions) { "debug" } else { "release" }.into()
}

/// JSON text in its canonical form (RFC 8785), by which two documents or decisions are compared.
///
/// Refused: text that is not JSON or beyond the limits (`input.*`), a number that a double does not hold
/// (`input.bad_value`).
#[uniffi::export]
pub fn canonical_json(text: &str) -> Result<String> {
    Ok(mot_core::input::Json::parse(text)?.to_canonical()?)
}
