//! Policies: what is left out of one has the core's default.

use mot_core::{
    Result,
    identity::{LegacyRecordPolicy, LinkPolicy, ProofPolicy, TokenPolicy},
    input::Json,
};

pub(super) fn link_policy(text: &str) -> Result<LinkPolicy> {
    let json = Json::parse(text)?;
    let given = json.fields(&[
        "maximumAgeMs",
        "maximumSkewMs",
        "audience",
        "requireVersion2",
        "revoked",
        "issuedAfter",
    ])?;
    let preset = LinkPolicy::default();
    Ok(LinkPolicy {
        maximum_age_ms: given.take::<Option<_>>("maximumAgeMs")?.unwrap_or(preset.maximum_age_ms),
        maximum_skew_ms: given.take::<Option<_>>("maximumSkewMs")?.unwrap_or(preset.maximum_skew_ms),
        audience: given.take("audience")?,
        require_version_2: given.take_or_empty("requireVersion2")?,
        revoked: given.take_or_empty("revoked")?,
        issued_after: given.take("issuedAfter")?,
    })
}

pub(super) fn legacy_record_policy(text: &str) -> Result<LegacyRecordPolicy> {
    let json = Json::parse(text)?;
    let given = json.fields(&["maximumAgeMs", "issuedBefore"])?;
    Ok(LegacyRecordPolicy {
        maximum_age_ms: given.take("maximumAgeMs")?,
        issued_before: given.take("issuedBefore")?,
    })
}

pub(super) fn token_policy(text: &str) -> Result<TokenPolicy> {
    let json = Json::parse(text)?;
    let given = json.fields(&[
        "audience",
        "receiptLifetimeMs",
        "sessionLifetimeMs",
        "maximumSkewMs",
        "revoked",
        "issuedAfter",
    ])?;
    let preset = TokenPolicy::default();
    Ok(TokenPolicy {
        audience: given.take("audience")?,
        receipt_lifetime_ms: given
            .take::<Option<_>>("receiptLifetimeMs")?
            .unwrap_or(preset.receipt_lifetime_ms),
        session_lifetime_ms: given
            .take::<Option<_>>("sessionLifetimeMs")?
            .unwrap_or(preset.session_lifetime_ms),
        maximum_skew_ms: given.take::<Option<_>>("maximumSkewMs")?.unwrap_or(preset.maximum_skew_ms),
        revoked: given.take_or_empty("revoked")?,
        issued_after: given.take("issuedAfter")?,
    })
}

pub(super) fn proof_policy(text: &str) -> Result<ProofPolicy> {
    let json = Json::parse(text)?;
    let given = json.fields(&["maximumAgeMs", "maximumSkewMs", "revoked", "issuedAfter"])?;
    let preset = ProofPolicy::default();
    Ok(ProofPolicy {
        maximum_age_ms: given.take::<Option<_>>("maximumAgeMs")?.unwrap_or(preset.maximum_age_ms),
        maximum_skew_ms: given.take::<Option<_>>("maximumSkewMs")?.unwrap_or(preset.maximum_skew_ms),
        revoked: given.take_or_empty("revoked")?,
        issued_after: given.take("issuedAfter")?,
    })
}
