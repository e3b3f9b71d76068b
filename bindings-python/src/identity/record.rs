//! The record that portals stored before there were receipts.

use mot_core::identity;
use pyo3::prelude::*;

use crate::{
    records::{self, value},
    scalar::{self, ToPython},
};

/// Under what a stored link is believed again, by `LinkVerifier.recheck`.
///
/// A record is a link that did not go away: whoever has it is believed for `maximum_age_ms` milliseconds, the limit
/// included, so there is no default. Exchange it for a receipt. `issued_before` is since when the portal stores receipts:
/// a link issued at this instant or later is no record of before (`identity.not_a_legacy_record`). Without it every link
/// that is still signed could be shown as one. It is not pickled.
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import KeyRing, LinkVerifier, MotError
/// >>> from mot_core.identity import LegacyRecordPolicy
/// >>> verifier = LinkVerifier(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
/// >>> since = datetime(2025, 2, 1, tzinfo=timezone.utc)
/// >>> month = LegacyRecordPolicy(maximum_age_ms=30 * 24 * 3_600_000, issued_before=since)
/// >>> record = '{"uid": "4jzgNSNUa4C1rD2y1Q5Z8Y", "mot": "t", "ts": "1738411200000", "sig": null}'
/// >>> try:
/// ...     verifier.recheck(record, month, 1738411200000)
/// ... except MotError as refusal:
/// ...     refusal.code, refusal.path
/// ('input.wrong_type', 'sig')
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LegacyRecordPolicy(pub(super) identity::LegacyRecordPolicy);

#[pymethods]
impl LegacyRecordPolicy {
    #[new]
    #[pyo3(signature = (*, maximum_age_ms, issued_before = None))]
    fn new(maximum_age_ms: &Bound<'_, PyAny>, issued_before: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let maximum_age_ms = scalar::read(maximum_age_ms, "maximumAgeMs")?;
        let issued_before = scalar::clock_optional(issued_before, "issuedBefore")?;
        Ok(Self(identity::LegacyRecordPolicy { maximum_age_ms, issued_before }))
    }

    /// How old the record's link may be in milliseconds, the limit included.
    #[getter]
    fn maximum_age_ms(&self) -> u64 {
        self.0.maximum_age_ms
    }

    /// Since when the portal stores receipts.
    #[getter]
    fn issued_before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issued_before.to_python(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let identity::LegacyRecordPolicy { maximum_age_ms, issued_before } = &self.0;
        let fields: [(&str, &dyn ToPython); 2] =
            [("maximum_age_ms", maximum_age_ms), ("issued_before", issued_before)];
        records::shown(py, "LegacyRecordPolicy", &fields)
    }
}

value!(LegacyRecordPolicy hashed as |policy| (policy.0.maximum_age_ms, policy.0.issued_before));
