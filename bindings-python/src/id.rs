//! Identifiers: one grammar for every entity and party.

use mot_core::id::ReferenceId;
use pyo3::prelude::*;

use crate::{error::call, scalar};

/// A new id: `<prefix>-<milliseconds in base36>-<entropy in base36>`, from the operating system's randomness unless 8
/// bytes are given. A prefix that does not fit is `id.bad_id`.
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import id
/// >>> id.create("offer", now=datetime(2025, 2, 1, 12, tzinfo=timezone.utc), entropy=bytes(range(8)))
/// 'offer-m6m556o0-2sk3zitmo7'
#[pyfunction]
#[pyo3(signature = (prefix, *, now, entropy = None))]
pub(crate) fn create_id(
    py: Python<'_>,
    prefix: &Bound<'_, PyAny>,
    now: &Bound<'_, PyAny>,
    entropy: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let prefix: String = scalar::read(prefix, "prefix")?;
    let now = scalar::clock(now, "now")?;
    let entropy = match entropy {
        Some(entropy) => scalar::entropy(entropy, "8 bytes")?,
        None => scalar::fresh_entropy(py)?,
    };
    call(|| ReferenceId::new(&prefix, now, entropy).map(|id| id.as_str().to_owned()))
}

/// The id, if it keeps the common grammar: 1 to 64 ASCII letters and digits with single `-`, `_` or `.` between them
/// (`id.bad_id`). Nothing is repaired.
///
/// >>> from mot_core import id
/// >>> id.parse("bank-xyz")
/// 'bank-xyz'
#[pyfunction]
pub(crate) fn parse_id(text: &Bound<'_, PyAny>) -> PyResult<String> {
    scalar::parsed(text, |text| ReferenceId::parse(text).map(|id| id.as_str().to_owned()))
}
