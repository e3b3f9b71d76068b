//! What a user shows after the link: receipts and session tokens.

use mot_core::identity;
use pyo3::{exceptions::PyTypeError, prelude::*};

use super::{KeyRing, Uid, VerifiedLink, VerifiedProof, policy::uids};
use crate::{
    documents::Receipt,
    error::call,
    records::{self, value},
    scalar::{self, ToPython},
};

/// How long tokens last, and whose are refused. What is left out has the library's default.
///
/// `audience` is the portal that the tokens are for: portals that share a ring do not accept each other's. All lifetimes
/// and the skew are whole milliseconds, `revoked` are user ids whose tokens are refused, and tokens issued at
/// `issued_after` or before are refused. It is not pickled.
///
/// >>> from mot_core import TokenPolicy
/// >>> policy = TokenPolicy(session_lifetime_ms=600_000)
/// >>> policy.receipt_lifetime_ms, policy.session_lifetime_ms, policy.maximum_skew_ms
/// (2592000000, 600000, 60000)
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenPolicy(identity::TokenPolicy);

#[pymethods]
impl TokenPolicy {
    #[new]
    #[pyo3(signature = (*, audience = None, receipt_lifetime_ms = None, session_lifetime_ms = None, maximum_skew_ms = None, revoked = None, issued_after = None))]
    fn new(
        audience: Option<&Bound<'_, PyAny>>,
        receipt_lifetime_ms: Option<&Bound<'_, PyAny>>,
        session_lifetime_ms: Option<&Bound<'_, PyAny>>,
        maximum_skew_ms: Option<&Bound<'_, PyAny>>,
        revoked: Option<&Bound<'_, PyAny>>,
        issued_after: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let shipped = identity::TokenPolicy::default();
        let revoked = revoked.map(uids).transpose()?;
        Ok(Self(identity::TokenPolicy {
            audience: scalar::read_optional(audience, "audience")?,
            receipt_lifetime_ms: scalar::read_optional(receipt_lifetime_ms, "receiptLifetimeMs")?
                .unwrap_or(shipped.receipt_lifetime_ms),
            session_lifetime_ms: scalar::read_optional(session_lifetime_ms, "sessionLifetimeMs")?
                .unwrap_or(shipped.session_lifetime_ms),
            maximum_skew_ms: scalar::read_optional(maximum_skew_ms, "maximumSkewMs")?
                .unwrap_or(shipped.maximum_skew_ms),
            revoked: revoked.unwrap_or(shipped.revoked),
            issued_after: scalar::clock_optional(issued_after, "issuedAfter")?,
        }))
    }

    /// Which portal the tokens are for. All that share the ring and name none accept each other's.
    #[getter]
    fn audience(&self) -> Option<&str> {
        self.0.audience.as_deref()
    }

    /// How long a receipt lasts in milliseconds.
    #[getter]
    fn receipt_lifetime_ms(&self) -> u64 {
        self.0.receipt_lifetime_ms
    }

    /// How long a session lasts in milliseconds, at most as long as its receipt.
    #[getter]
    fn session_lifetime_ms(&self) -> u64 {
        self.0.session_lifetime_ms
    }

    /// How far ahead of the clock a token may be issued in milliseconds, the limit included.
    #[getter]
    fn maximum_skew_ms(&self) -> u64 {
        self.0.maximum_skew_ms
    }

    /// User ids whose tokens are refused.
    #[getter]
    fn revoked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.revoked.to_python(py)
    }

    /// Tokens issued at this instant or before are refused.
    #[getter]
    fn issued_after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issued_after.to_python(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let identity::TokenPolicy {
            audience,
            receipt_lifetime_ms,
            session_lifetime_ms,
            maximum_skew_ms,
            revoked,
            issued_after,
        } = &self.0;
        records::shown(
            py,
            "TokenPolicy",
            &[
                ("audience", audience),
                ("receipt_lifetime_ms", receipt_lifetime_ms),
                ("session_lifetime_ms", session_lifetime_ms),
                ("maximum_skew_ms", maximum_skew_ms),
                ("revoked", revoked),
                ("issued_after", issued_after),
            ],
        )
    }
}

value!(TokenPolicy hashed as |policy| {
    let identity::TokenPolicy {
        audience,
        receipt_lifetime_ms,
        session_lifetime_ms,
        maximum_skew_ms,
        revoked,
        issued_after,
    } = &policy.0;
    (audience, receipt_lifetime_ms, session_lifetime_ms, maximum_skew_ms, revoked, issued_after)
});

/// Issues and verifies what a user shows after the link. Made once, used for every call, from any thread.
///
/// It takes the ring as it is at that moment. `now` is an aware `datetime` or, which is faster, an `int` of milliseconds
/// since 1970. A token ends by the lifetime that the policy gives now, however long it was issued for. An audience
/// outside the grammar is `identity.invalid_audience`.
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import KeyRing, LinkSigner, LinkVerifier, TokenIssuer, Uid
/// >>> ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
/// >>> now = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)
/// >>> link = LinkSigner(ring).sign("manifest-7", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), now)
/// >>> accepted = LinkVerifier(ring).verify(link, now).bind(None).accept("fresh")
/// >>> issuer = TokenIssuer(ring)
/// >>> receipt = issuer.issue_receipt(accepted, now)  # the browser keeps it
/// >>> session = issuer.issue_session(receipt, now)  # and shows this one on every call
/// >>> issuer.verify_session(session, now).check_header("user-abc")
/// Traceback (most recent call last):
///     ...
/// mot_core.errors.IdentityError: identity.uid_header_mismatch: the user id of the header is not that of the session
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct TokenIssuer(identity::TokenIssuer);

#[pymethods]
impl TokenIssuer {
    #[new]
    #[pyo3(signature = (ring, policy = None))]
    fn new(ring: &KeyRing, policy: Option<&TokenPolicy>) -> PyResult<Self> {
        let policy = policy.map(|policy| policy.0.clone()).unwrap_or_default();
        call(|| identity::TokenIssuer::new(ring.ring(), policy).map(Self))
    }

    /// A receipt for who was introduced, by a `VerifiedLink` or a `VerifiedProof`, from now on, signed with the active
    /// key.
    ///
    /// Refused: a link or a proof that was accepted too long ago to be shown again (`identity.expired`), a user id that
    /// the policy revokes (`identity.revoked`), an active key outside its dates (`identity.key_retired`), a lifetime of
    /// nothing, an instant or an end that does not have 13 digits of milliseconds (`identity.invalid_timestamp`).
    fn issue_receipt(&self, introduced: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<String> {
        let now = scalar::now(now)?;
        if let Ok(link) = introduced.cast::<VerifiedLink>() {
            return call(|| self.0.issue_receipt(&link.get().0, now));
        }
        match introduced.cast::<VerifiedProof>() {
            Ok(proof) => call(|| self.0.issue_receipt(&proof.get().0, now)),
            Err(_) => Err(PyTypeError::new_err("a receipt is issued for a VerifiedLink or a VerifiedProof")),
        }
    }

    /// Judges a receipt: `identity.too_long`, `malformed` (which another type of token is too), `invalid_key_id`,
    /// `invalid_uid`, `invalid_timestamp`, `invalid_signature_format`, `unknown_key`, `signature_mismatch`,
    /// `key_retired`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`, in this order.
    fn verify_receipt(&self, receipt: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<Receipt> {
        let receipt = scalar::borrowed_text(receipt, "receipt")?;
        let now = scalar::now(now)?;
        call(|| self.0.verify_receipt(receipt, now).map(Receipt))
    }

    /// A session for the holder of a receipt, which is judged first; it ends with the receipt at the latest.
    ///
    /// Refused: what `verify_receipt` refuses, a session of no length (`identity.expired`), and what `issue_receipt`
    /// refuses.
    fn issue_session(&self, receipt: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<String> {
        let receipt = scalar::borrowed_text(receipt, "receipt")?;
        let now = scalar::now(now)?;
        call(|| self.0.issue_session(receipt, now))
    }

    /// Judges a session token, with the codes of `verify_receipt`.
    fn verify_session(&self, session: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<SessionToken> {
        let session = scalar::borrowed_text(session, "session")?;
        let now = scalar::now(now)?;
        call(|| self.0.verify_session(session, now).map(SessionToken))
    }

    fn __repr__(&self) -> &'static str {
        "TokenIssuer(hidden)"
    }
}

/// A session that was judged. Its text accompanies the header `X-MOT-User` on every call and on the first frame of a
/// socket.
///
/// Only `TokenIssuer.verify_session` makes one; it is neither copied nor pickled. A bare header identifies nobody.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct SessionToken(identity::SessionToken);

#[pymethods]
impl SessionToken {
    /// The user id that the session is for.
    #[getter]
    fn uid(&self) -> Uid {
        Uid(self.0.uid().clone())
    }

    /// The id of the key that signed.
    #[getter]
    fn key_id(&self) -> &str {
        self.0.key_id()
    }

    /// Since when.
    #[getter]
    fn issued_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issued_at().to_python(py)
    }

    /// Until when, this instant included.
    #[getter]
    fn expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.expires_at().to_python(py)
    }

    /// Compares the user id that a call claims in its header with the session's, byte for byte: another one, or `None`
    /// for no header, is `identity.uid_header_mismatch`.
    fn check_header(&self, header_uid: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
        let header_uid = header_uid.map(|uid| scalar::borrowed_text(uid, "headerUid")).transpose()?;
        call(|| self.0.check_header(header_uid.unwrap_or_default()))
    }

    fn __repr__(&self) -> String {
        format!("SessionToken(uid='{}')", self.0.uid())
    }
}
