//! The record that portals stored before there were receipts.

use mot_core::identity;
use pyo3::prelude::*;

use crate::{records::value, scalar};

/// Under what a stored link is believed again, by `LinkVerifier.recheck`.
///
/// A record is a link that did not go away: whoever has it is believed for `maximum_age_ms` milliseconds, the limit
/// included, so there is no default. Exchange it for a receipt. It is not pickled.
///
/// >>> from mot_core import KeyRing, LinkVerifier, MotError
/// >>> from mot_core.identity import LegacyRecordPolicy
/// >>> verifier = LinkVerifier(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
/// >>> month = LegacyRecordPolicy(maximum_age_ms=30 * 24 * 3_600_000)
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
    #[pyo3(signature = (*, maximum_age_ms))]
    fn new(maximum_age_ms: &Bound<'_, PyAny>) -> PyResult<Self> {
        let maximum_age_ms = scalar::read(maximum_age_ms, "maximumAgeMs")?;
        Ok(Self(identity::LegacyRecordPolicy { maximum_age_ms }))
    }

    /// How old the record's link may be in milliseconds, the limit included.
    #[getter]
    fn maximum_age_ms(&self) -> u64 {
        self.0.maximum_age_ms
    }

    fn __repr__(&self) -> String {
        format!("LegacyRecordPolicy(maximum_age_ms={})", self.0.maximum_age_ms)
    }
}

value!(LegacyRecordPolicy hashed as |policy| policy.0.maximum_age_ms);
