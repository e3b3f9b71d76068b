//! The record that portals stored before there were receipts: `mot_verified_v1 = {mot, uid, ts, sig}` (seed 000:140-181).

use alloc::{borrow::Cow, format};

use super::{Candidate, IdentityError, LinkVerifier, link::Link};
use crate::{
    Result,
    input::{Json, Read},
    time::Timestamp,
};

/// Under what a stored link is believed again. A record is a link that did not go away: whoever has it is believed
/// for as long as this says, so there is no default. Exchange it for a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyRecordPolicy {
    /// How old the record's link may be in milliseconds, the limit included.
    pub maximum_age_ms: u64,
}

impl LinkVerifier {
    /// Judges a stored record `{mot, uid, ts, sig}` as the version 1 link that it was, by the age that `policy` allows.
    ///
    /// The record is read strictly (`input.*`, with the path); `ts` is text or a number. Then the checks run as for a
    /// link, from the grammar on: `identity.invalid_…`, `signature_mismatch`, `key_retired`, `issued_in_future`,
    /// `expired`, `version_not_allowed` where the verifier requires version 2, `revoked`, `issued_before_cutoff`.
    ///
    /// ```
    /// use mot_core::identity::{KeyRing, LegacyRecordPolicy, LinkPolicy, LinkVerifier, Secret};
    /// use mot_core::time::Timestamp;
    ///
    /// let ring = KeyRing::new("k1", Secret::new(b"a secret of the portal, 32 bytes or more")?)?;
    /// let verifier = LinkVerifier::new(ring, LinkPolicy::default())?;
    /// let policy = LegacyRecordPolicy { maximum_age_ms: 30 * 24 * 3_600_000 };
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
        self.judge(&Link::of_values(mot, uid, &ts, sig)?, policy.maximum_age_ms, now)
    }
}

/// The digits of a time that is text or a whole number.
fn milliseconds(json: &Json) -> Result<Cow<'_, str>> {
    match json {
        Json::Text(text) => Ok(Cow::Borrowed(text)),
        Json::Number(_) => match u64::read(json) {
            Ok(number) => Ok(Cow::Owned(format!("{number}"))),
            Err(_) => Err(IdentityError::InvalidTimestamp.into()),
        },
        _ => Err(json.wrong_type("text or a number")),
    }
}
