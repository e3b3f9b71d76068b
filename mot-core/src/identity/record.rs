//! The record that portals stored before there were receipts: `mot_verified_v1 = {mot, uid, ts, sig}` (seed 000:140-181).

use super::{Candidate, IdentityError, LinkVerifier, link::Link};
use crate::{Result, input::Json, time::Timestamp};

/// Under what a stored link is believed again. A record is a link that did not go away: whoever has it is believed
/// for as long as this says, so there is no default. Exchange it for a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyRecordPolicy {
    /// How old the record's link may be in milliseconds, the limit included.
    pub maximum_age_ms: u64,
    /// Since when portals store receipts: a link issued at this instant or later is no record of before
    /// (`identity.not_a_legacy_record`). Without it every link that is still signed could be shown as one.
    pub issued_before: Option<Timestamp>,
}

impl LinkVerifier {
    /// Judges a stored record `{mot, uid, ts, sig}` as the version 1 link that it was, by the age that `policy` allows.
    ///
    /// The record is read strictly (`input.*`, with the path); `ts` is text or a number. The skew is that of the verifier's
    /// policy. A record is shown again and again, so it is accepted without a replay check. The checks run as for a link, from
    /// the grammar on: `identity.invalid_…`, `signature_mismatch`, `key_retired`, `issued_in_future`,
    /// `expired`, `version_not_allowed` where the verifier requires version 2, `revoked`, `issued_before_cutoff`, `not_a_legacy_record`.
    ///
    /// ```
    /// use mot_core::identity::{KeyRing, LegacyRecordPolicy, LinkPolicy, LinkVerifier, Secret};
    /// use mot_core::time::Timestamp;
    ///
    /// let ring = KeyRing::new("k1", Secret::new(b"a secret of the portal, 32 bytes or more")?)?;
    /// let verifier = LinkVerifier::new(ring, LinkPolicy::default())?;
    /// let policy = LegacyRecordPolicy { maximum_age_ms: 30 * 24 * 3_600_000, issued_before: None };
    /// let unsigned = r#"{"uid":"4jzgNSNUa4C1rD2y1Q5Z8Y","mot":"t","ts":"1738411200000","sig":null}"#;
    /// let refused = verifier.recheck(unsigned, &policy, Timestamp::parse("2025-02-01T12:00:00Z")?).unwrap_err();
    /// assert_eq!((refused.code().as_str(), refused.path()), ("input.wrong_type", Some("sig")));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn recheck(&self, record: &str, policy: &LegacyRecordPolicy, now: Timestamp) -> Result<Candidate> {
        let record = Json::parse(record)?;
        let fields = record.fields(&["mot", "uid", "ts", "sig"])?;
        let mot = fields.take_with("mot", Json::text)?;
        let uid = fields.take_with("uid", Json::text)?;
        let ts = fields.take_with("ts", milliseconds)?;
        let sig = fields.take_with("sig", Json::text)?;
        let link = Link::of_values(mot, uid, ts, sig)?;
        let candidate = self.judge(&link, policy.maximum_age_ms, now)?;
        if policy.issued_before.is_some_and(|since| link.issued >= since.milliseconds()) {
            return Err(IdentityError::NotALegacyRecord.into());
        }
        Ok(candidate)
    }
}

/// A time as it is written, text or number: its grammar is the link's.
fn milliseconds(json: &Json) -> Result<&str> {
    match json {
        Json::Text(text) => Ok(text),
        Json::Number(number) => Ok(number.as_str()),
        _ => Err(json.wrong_type("text or a number")),
    }
}
