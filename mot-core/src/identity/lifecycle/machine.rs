//! The table of the identity's lifecycle.

use super::IdentityStatus::{self, Local, Verified};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The machine `identity`.
#[derive(Debug)]
pub struct IdentityMachine;

words! {
    /// What can be done with an identity.
    pub enum IdentityCommand {
        /// A device makes up its user id.
        Create = "create",
        /// A signed link introduces it.
        Verify = "verify",
        /// The verification is too old.
        Expire = "expire",
        /// The verification is taken back.
        Revoke = "revoke",
    }
}

words! {
    /// What must hold.
    pub enum IdentityGuard {
        /// The link passed its checks, and is not used again.
        LinkValid = "link_valid",
        /// The link introduces the user id that is stored.
        UidSame = "uid_same",
        /// The verification is older than the policy allows.
        VerificationLapsed = "verification_lapsed",
    }
}

impl GuardWord for IdentityGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::LinkValid => &[],
            Self::UidSame => &[ErrorCode::IdentityUidConflict],
            Self::VerificationLapsed => &[ErrorCode::IdentityNotLapsed],
        }
    }

    fn family(self) -> Option<&'static str> {
        (self == Self::LinkValid).then_some("identity")
    }
}

impl Machine for IdentityMachine {
    type Status = IdentityStatus;
    type Command = IdentityCommand;
    type Guard = IdentityGuard;

    const TABLE: Table<Self> = Table {
        name: "identity",
        module: "identity",
        subject: "identity",
        seed: "000:85-181",
        terminal: &[],
        rows: &[
            row(None, Create, Local, "identity.created", &[], OWN, Origin::Seed),
            row(None, Verify, Verified, "identity.verified", &[LinkValid], OWN, Origin::Seed),
            row(Some(Local), Verify, Verified, "identity.verified", KNOWN, OWN, Origin::Seed),
            row(Some(Verified), Verify, Verified, "identity.verified", KNOWN, OWN, Origin::Implied),
            row(
                Some(Verified),
                Expire,
                Local,
                "identity.expired",
                &[VerificationLapsed],
                &[Role::System],
                Origin::Seed,
            ),
            row(
                Some(Verified),
                Revoke,
                Local,
                "identity.revoked",
                &[],
                &[Role::Own, Role::Platform],
                Origin::Extension,
            ),
        ],
    };
}

use IdentityCommand::*;
use IdentityGuard::*;

const KNOWN: &[IdentityGuard] = &[LinkValid, UidSame];
const OWN: &[Role] = &[Role::Own];

const fn row(
    from: Option<IdentityStatus>,
    command: IdentityCommand,
    to: IdentityStatus,
    event: &'static str,
    guards: &'static [IdentityGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<IdentityMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}
