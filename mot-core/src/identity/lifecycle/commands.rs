//! The identity's commands.

use alloc::{format, vec, vec::Vec};

use super::{
    Decision, Identity, IdentityCommand, IdentityFields, IdentityGuard, IdentityMachine, IdentityStatus,
};
use crate::{
    Result,
    identity::{BoundLink, IdentityError, Receipt, Replay, Uid},
    input::{Json, document_fields},
    lifecycle::{self, Actor, Allowed, Context, Drafting, LifecycleError, Role, Row},
    time::Timestamp,
};

/// How long a verification counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct IdentityPolicy {
    /// Milliseconds since the link was accepted, the last one included.
    pub maximum_age_ms: u64,
}

document_fields!(IdentityPolicy { maximum_age_ms: "maximumAgeMs" });

impl Identity {
    /// A device makes up its user id.
    ///
    /// Event `identity.created`. Refused: `lifecycle.already_exists`, `lifecycle.actor_not_allowed` (only that user).
    ///
    /// ```
    /// use mot_core::{identity::{Identity, Uid}, lifecycle::{Actor, Context}, time::Timestamp};
    ///
    /// let uid = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y")?;
    /// let context = Context::new(Timestamp::parse("2025-02-01T12:00:00Z")?, Actor::Party(uid.clone().into()));
    /// let decision = Identity::create(&uid, None, &context)?;
    /// assert_eq!(decision.events[0].name, "identity.created");
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn create(uid: &Uid, existing: Option<&Self>, context: &Context) -> Result<Decision> {
        if existing.is_some() {
            return Err(LifecycleError::AlreadyExists { kind: "identity" }.into());
        }
        context.check_version(0)?;
        let row = choose(None, IdentityCommand::Create, uid, context, |_| Ok(()))?;
        let mut drafting = Drafting::new(context.now);
        drafting.create(Self(local(uid, 1)), row.event, &context.actor, vec![]);
        drafting.finish()
    }

    /// A signed link verifies the user id: one that is new here, or the one that is stored.
    ///
    /// The link has passed all its checks but replay, and `replay` is what the store says; the decision requires the
    /// replay key to be unique until it expires, for hosts whose store is the database that they commit to. A receipt
    /// takes the link's place, for as long as `policy` says.
    ///
    /// Event `identity.verified`. Refused: `lifecycle.version_conflict`, `lifecycle.actor_not_allowed` (only that
    /// user), `identity.expired` (judged long ago: its replay key is kept no longer), `identity.replayed`,
    /// `identity.uid_conflict`.
    pub fn verify(
        existing: Option<&Self>,
        link: &BoundLink,
        replay: Replay,
        policy: &IdentityPolicy,
        context: &Context,
    ) -> Result<Decision> {
        context.check_version(existing.map_or(0, |identity| identity.version))?;
        let introduced = Uid::from_link(link.uid());
        let subject = existing.map_or(&introduced, |identity| &identity.uid);
        let status = existing.map(|identity| identity.status);
        let row = choose(status, IdentityCommand::Verify, subject, context, |guard| match guard {
            IdentityGuard::LinkValid if context.now > link.replay_expires_at() => {
                let by_ms =
                    context.now.milliseconds().saturating_sub(link.replay_expires_at().milliseconds());
                Err(IdentityError::Expired { by_ms }.into())
            }
            IdentityGuard::LinkValid => replay.check(),
            IdentityGuard::UidSame if introduced != *subject => Err(IdentityError::UidConflict.into()),
            IdentityGuard::UidSame | IdentityGuard::VerificationLapsed => Ok(()),
        })?;
        let receipt = Receipt {
            uid: introduced.clone(),
            key_id: link.key_id().into(),
            issued_at: context.now,
            expires_at: after(context.now, policy),
        };
        let verified = |version| {
            Self(IdentityFields {
                uid: introduced.clone(),
                status: row.to,
                verified_at: Some(context.now),
                receipt: Some(receipt.clone()),
                version,
            })
        };
        let data = vec![("kid", Json::from(link.key_id()))];
        let mut drafting = Drafting::new(context.now);
        match existing {
            None => drafting.create(verified(1), row.event, &context.actor, data),
            Some(before) => {
                drafting.change(before.clone(), verified(before.version), row.event, &context.actor, data);
            }
        }
        drafting.unique(format!("replay/{}", link.replay_key()), Some(link.replay_expires_at()));
        drafting.finish()
    }

    /// Time has passed: the verification is older than the policy allows.
    ///
    /// Event `identity.expired`. Refused: `lifecycle.illegal_transition` (not verified), `lifecycle.actor_not_allowed`
    /// (only the system), `identity.not_lapsed`.
    pub fn expire(&self, policy: &IdentityPolicy, context: &Context) -> Result<Decision> {
        self.become_local(IdentityCommand::Expire, context, |_| {
            let lapsed = self.verified_at.is_some_and(|at| context.now > after(at, policy));
            if lapsed { Ok(()) } else { Err(IdentityError::NotLapsed.into()) }
        })
    }

    /// The user or the platform takes the verification back. Receipts and sessions that were signed before end by the
    /// policies of their issuer ([`TokenPolicy`](crate::identity::TokenPolicy)), and another link verifies again.
    ///
    /// Event `identity.revoked`. Refused: `lifecycle.illegal_transition` (not verified),
    /// `lifecycle.actor_not_allowed`.
    pub fn revoke(&self, context: &Context) -> Result<Decision> {
        self.become_local(IdentityCommand::Revoke, context, |_| Ok(()))
    }

    /// Every command with "enabled" or the code why not; what needs a link or a policy counts as met. `verify` is given
    /// with a link, by [`verify`](Self::verify), never by its name.
    pub fn allowed(&self, actor: &Actor) -> Vec<Allowed> {
        let has_role = |role| role == Role::Own && is_own(&self.uid, actor);
        lifecycle::allowed::<IdentityMachine>(self.status, actor, has_role, |_| Ok(()))
    }

    fn become_local(
        &self,
        command: IdentityCommand,
        context: &Context,
        holds: impl FnMut(IdentityGuard) -> Result<()>,
    ) -> Result<Decision> {
        context.check_version(self.version)?;
        let row = choose(Some(self.status), command, &self.uid, context, holds)?;
        let after = Self(local(&self.uid, self.version));
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), after, row.event, &context.actor, vec![]);
        drafting.finish()
    }
}

fn local(uid: &Uid, version: u64) -> IdentityFields {
    let status = IdentityStatus::Local;
    IdentityFields { uid: uid.clone(), status, verified_at: None, receipt: None, version }
}

/// The last instant at which a verification of then counts; the end of time for a policy that reaches beyond it.
fn after(verified_at: Timestamp, policy: &IdentityPolicy) -> Timestamp {
    let age = i64::try_from(policy.maximum_age_ms).unwrap_or(i64::MAX);
    verified_at.plus_milliseconds(age).unwrap_or(Timestamp::MAXIMUM)
}

fn choose(
    status: Option<IdentityStatus>,
    command: IdentityCommand,
    subject: &Uid,
    context: &Context,
    holds: impl FnMut(IdentityGuard) -> Result<()>,
) -> Result<&'static Row<IdentityMachine>> {
    let has_role = |role| role == Role::Own && is_own(subject, &context.actor);
    lifecycle::choose::<IdentityMachine>(status, command, &context.actor, has_role, holds)
}

fn is_own(uid: &Uid, actor: &Actor) -> bool {
    actor.party().is_some_and(|party| party.as_str() == uid.as_str())
}
