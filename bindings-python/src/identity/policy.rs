//! What a portal accepts beyond a right signature.

use mot_core::identity;
use pyo3::{prelude::*, types::PyString};

use super::uid;
use crate::{
    error::{raised, wrong_type},
    records::{self, value},
    scalar::{self, ToPython},
};

/// What a portal accepts beyond a right signature. What is left out has the library's default.
///
/// `maximum_age_ms` and `maximum_skew_ms` are whole milliseconds, `audience` is whom version 2 links must be meant for
/// (without one, every version 2 link is `identity.audience_mismatch`), `require_version_2` refuses version 1, `revoked` are user ids whose links are refused, and links issued at
/// `issued_after` or before are refused. It is not pickled.
///
/// >>> from mot_core import LinkPolicy
/// >>> LinkPolicy(audience="portal.example").maximum_age_ms
/// 300000
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkPolicy(pub(super) identity::LinkPolicy);

#[pymethods]
impl LinkPolicy {
    #[new]
    #[pyo3(signature = (*, maximum_age_ms = None, maximum_skew_ms = None, audience = None, require_version_2 = None, revoked = None, issued_after = None))]
    fn new(
        maximum_age_ms: Option<&Bound<'_, PyAny>>,
        maximum_skew_ms: Option<&Bound<'_, PyAny>>,
        audience: Option<&Bound<'_, PyAny>>,
        require_version_2: Option<&Bound<'_, PyAny>>,
        revoked: Option<&Bound<'_, PyAny>>,
        issued_after: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let shipped = identity::LinkPolicy::default();
        let revoked = revoked.map(uids).transpose()?;
        Ok(Self(identity::LinkPolicy {
            maximum_age_ms: scalar::read_optional(maximum_age_ms, "maximumAgeMs")?
                .unwrap_or(shipped.maximum_age_ms),
            maximum_skew_ms: scalar::read_optional(maximum_skew_ms, "maximumSkewMs")?
                .unwrap_or(shipped.maximum_skew_ms),
            audience: scalar::read_optional(audience, "audience")?,
            require_version_2: scalar::read_optional(require_version_2, "requireVersion2")?
                .unwrap_or(shipped.require_version_2),
            revoked: revoked.unwrap_or(shipped.revoked),
            issued_after: scalar::clock_optional(issued_after, "issuedAfter")?,
        }))
    }

    /// How old a link may be in milliseconds, the limit included.
    #[getter]
    fn maximum_age_ms(&self) -> u64 {
        self.0.maximum_age_ms
    }

    /// How far ahead of the clock a link may be in milliseconds, the limit included.
    #[getter]
    fn maximum_skew_ms(&self) -> u64 {
        self.0.maximum_skew_ms
    }

    /// Whom version 2 links must be meant for; without one none is accepted.
    #[getter]
    fn audience(&self) -> Option<&str> {
        self.0.audience.as_deref()
    }

    /// Whether version 1 links are refused.
    #[getter]
    fn require_version_2(&self) -> bool {
        self.0.require_version_2
    }

    /// User ids whose links are refused.
    #[getter]
    fn revoked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.revoked.to_python(py)
    }

    /// Links issued at this instant or before are refused.
    #[getter]
    fn issued_after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issued_after.to_python(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let identity::LinkPolicy {
            maximum_age_ms,
            maximum_skew_ms,
            audience,
            require_version_2,
            revoked,
            issued_after,
        } = &self.0;
        records::shown(
            py,
            "LinkPolicy",
            &[
                ("maximum_age_ms", maximum_age_ms),
                ("maximum_skew_ms", maximum_skew_ms),
                ("audience", audience),
                ("require_version_2", require_version_2),
                ("revoked", revoked),
                ("issued_after", issued_after),
            ],
        )
    }
}

value!(LinkPolicy hashed as |policy| {
    let identity::LinkPolicy {
        maximum_age_ms,
        maximum_skew_ms,
        audience,
        require_version_2,
        revoked,
        issued_after,
    } = &policy.0;
    (maximum_age_ms, maximum_skew_ms, audience, require_version_2, revoked, issued_after)
});

/// Several user ids of a call; a text is not a list of its letters.
pub(super) fn uids(list: &Bound<'_, PyAny>) -> PyResult<Vec<identity::Uid>> {
    if list.is_instance_of::<PyString>() {
        return Err(raised(wrong_type("several user ids", list).within("revoked")));
    }
    scalar::each(list, "several user ids", "revoked")?.map(|item| uid(&item?, "uid")).collect()
}
