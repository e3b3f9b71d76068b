//! The identity as a document, and its commands.

use mot_core::{
    Decision,
    identity::{Identity, IdentityFields, IdentityPolicy, Replay, Uid},
    lifecycle::{Actor, Context},
};

use super::candidate::BoundLink;
use crate::{
    Result,
    crossing::{crosses, json},
    lifecycle::Allowed,
};

crosses!(
    Identity as IdentityFields,
    lower: Identity::into_fields,
    lift: |fields| Ok(Identity::new(fields)?),
);

json! {
    /// Reads an identity. A status that contradicts the receipt is `input.bad_value`.
    parse_identity, identity_to_json: Identity;
    /// Reads how long a verification counts.
    parse_identity_policy, identity_policy_to_json: IdentityPolicy;
}

/// A device makes up its user id; `existing` is what is stored under it.
///
/// Event `identity.created`. Refused: `id.bad_id`, `lifecycle.already_exists`, `lifecycle.actor_not_allowed` (only that
/// user).
#[uniffi::export(default(existing = None))]
pub fn identity_create(uid: &str, context: &Context, existing: Option<Identity>) -> Result<Decision> {
    let uid = Uid::parse(uid).map_err(|error| error.within("uid"))?;
    Ok(Identity::create(&uid, existing.as_ref(), context)?.into_documents())
}

/// A signed link verifies the user id: one that is new here, or that of the stored identity.
///
/// `replay` is what the replay store says of the link; the decision requires the replay key to be unique until it expires,
/// for hosts whose store is the database that they commit to. A receipt takes the link's place, for as long as `policy`
/// says.
///
/// Event `identity.verified`. Refused: `lifecycle.version_conflict`, `lifecycle.actor_not_allowed` (only that user),
/// `identity.expired` (judged long ago: its replay key is kept no longer), `identity.replayed`, `identity.uid_conflict`.
#[uniffi::export]
pub fn identity_verify(
    existing: Option<Identity>,
    link: &BoundLink,
    replay: Replay,
    policy: &IdentityPolicy,
    context: &Context,
) -> Result<Decision> {
    Ok(Identity::verify(existing.as_ref(), &link.0, replay, policy, context)?.into_documents())
}

/// Time has passed: the verification is older than the policy allows.
///
/// Event `identity.expired`. Refused: `lifecycle.illegal_transition` (not verified), `lifecycle.actor_not_allowed` (only
/// the system), `identity.not_lapsed`.
#[uniffi::export]
pub fn identity_expire(identity: &Identity, policy: &IdentityPolicy, context: &Context) -> Result<Decision> {
    Ok(identity.expire(policy, context)?.into_documents())
}

/// The user or the platform takes the verification back. Receipts and sessions that were signed before end by the policies
/// of their issuer (`TokenPolicy`), and another link verifies again.
///
/// Event `identity.revoked`. Refused: `lifecycle.illegal_transition` (not verified), `lifecycle.actor_not_allowed`.
#[uniffi::export]
pub fn identity_revoke(identity: &Identity, context: &Context) -> Result<Decision> {
    Ok(identity.revoke(context)?.into_documents())
}

/// Every command on the identity, with "enabled" or the code why not; what needs a link or a policy counts as met.
/// `verify` is given with a link, by `identity_verify`, never by its name.
#[uniffi::export]
pub fn identity_allowed(identity: &Identity, actor: &Actor) -> Result<Vec<Allowed>> {
    Ok(identity.allowed(actor).into_iter().map(Allowed::from).collect())
}
