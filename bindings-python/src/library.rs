//! What the library says of itself, and the canonical form by which languages compare their answers.

use mot_core::{ErrorCode, input::Json};
use pyo3::{prelude::*, types::PyTuple};

use crate::{error::call, scalar};

/// The version of the library: `0.1.0`.
#[pyfunction]
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The release of the bundled IANA time zone database, such as `2025b`.
#[pyfunction]
pub(crate) fn database_version() -> &'static str {
    mot_core::time::database_version()
}

/// JSON text in the canonical form of RFC 8785, by which decisions of two languages are compared.
///
/// A number that a double does not hold is `input.bad_value`.
///
/// >>> import mot_core
/// >>> mot_core.canonical_json('{"b": 1.0, "a": 5e-05}')
/// '{"a":0.00005,"b":1}'
#[pyfunction]
pub(crate) fn canonical_json(text: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = scalar::borrowed_text(text, "text")?;
    call(|| Json::parse(text)?.to_canonical())
}

/// How the library was built: benchmarks refuse a debug build.
pub(crate) const BUILD_PROFILE: &str = if cfg!(debug_assertions) { "debug" } else { "release" };

/// Every code of this version of the library.
pub(crate) fn error_codes(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, ErrorCode::ALL.iter().map(|code| code.as_str()))
}

/// Panics, to show what a host sees of a defect.
#[cfg(feature = "test-probe")]
#[pyfunction]
pub(crate) fn _probe_panic() -> PyResult<()> {
    call(|| panic!("the probe panics"))
}

/// Panics where nothing but PyO3 catches it, to show what a call sees whose own reading comes by it.
#[cfg(feature = "test-probe")]
#[pyfunction]
pub(crate) fn _probe_panic_within() -> PyResult<()> {
    panic!("the probe panics")
}
