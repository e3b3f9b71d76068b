//! Which row of the table is taken.

use alloc::{vec, vec::Vec};

use super::{Actor, GuardWord, LifecycleError, Machine, Role, Row};
use crate::{
    Error, ErrorCode, Result,
    error::listed,
    input::{Json, Word, Write},
};

/// The row that a command takes.
///
/// Asked in this order: whether the status is final, whether the table has a row, whether the actor has one of its
/// roles, whether its guards hold. The first row whose guards all hold is taken; if none holds, the row that got
/// furthest speaks (the first of equals) by the guard that failed. A row that happens only as a consequence is open
/// to nobody.
pub fn choose<M: Machine>(
    status: Option<M::Status>,
    command: M::Command,
    actor: &Actor,
    has_role: impl Fn(Role) -> bool,
    holds: impl FnMut(M::Guard) -> Result<()>,
) -> Result<&'static Row<M>> {
    let rows = rows(status, command)?;
    let open =
        |row: &&Row<M>| !row.consequence && row.actors.iter().any(|role| plays(*role, actor, &has_role));
    let (open, closed): (Vec<_>, Vec<_>) = rows.into_iter().partition(open);
    if open.is_empty() {
        let roles = closed.iter().filter(|row| !row.consequence).flat_map(|row| row.actors);
        let allowed = distinct(roles.map(|role| role.as_str()));
        return Err(LifecycleError::ActorNotAllowed { allowed: listed(allowed) }.into());
    }
    first_that_holds(open, holds)
}

/// The row that a consequence takes: it runs as system, inside another command's decision.
pub fn choose_consequence<M: Machine>(
    status: Option<M::Status>,
    command: M::Command,
    holds: impl FnMut(M::Guard) -> Result<()>,
) -> Result<&'static Row<M>> {
    first_that_holds(rows(status, command)?, holds)
}

/// A command and whether the actor could give it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The command's name within its machine.
    pub command: &'static str,
    /// Why not, or nothing if it is enabled.
    pub refused: Option<ErrorCode>,
}

impl Write for Allowed {
    fn write(&self) -> Json {
        let refused = self.refused.map_or(Json::Null, |code| Json::from(code.as_str()));
        Json::Object(vec![
            ("command".into(), Json::from(self.command)),
            ("enabled".into(), Json::Bool(self.refused.is_none())),
            ("code".into(), refused),
        ])
    }
}

/// Every command on an existing document, with "enabled" or the code why not.
///
/// Consequences and creations are left out. What cannot be judged without arguments counts as met.
pub fn allowed<M: Machine>(
    status: M::Status,
    actor: &Actor,
    has_role: impl Fn(Role) -> bool,
    mut holds: impl FnMut(M::Guard) -> Result<()>,
) -> Vec<Allowed> {
    let given = |command: &M::Command| {
        M::TABLE.rows.iter().any(|row| row.command == *command && row.from.is_some() && !row.consequence)
    };
    let mut judge = |command: M::Command| Allowed {
        command: command.as_str(),
        refused: choose::<M>(Some(status), command, actor, &has_role, &mut holds)
            .err()
            .map(|error| error.code()),
    };
    M::Command::ALL.iter().copied().filter(given).map(&mut judge).collect()
}

fn rows<M: Machine>(status: Option<M::Status>, command: M::Command) -> Result<Vec<&'static Row<M>>> {
    let table = M::TABLE;
    let found: Vec<_> =
        table.rows.iter().filter(|row| row.from == status && row.command == command).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let Some(status) = status else {
        return Err(LifecycleError::NotFound { kind: table.subject }.into());
    };
    if table.terminal.contains(&status) {
        return Err(LifecycleError::TerminalState { machine: table.name, status: status.as_str() }.into());
    }
    let legal = table.rows.iter().filter(|row| row.from == Some(status) && !row.consequence);
    let legal = distinct(legal.map(|row| row.command.as_str()));
    let (machine, command) = (table.name, command.as_str());
    Err(LifecycleError::IllegalTransition { machine, status: status.as_str(), command, legal: listed(legal) }
        .into())
}

/// Each word once, in the order of its first mention.
fn distinct(words: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut found: Vec<&str> = Vec::new();
    for word in words {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn plays(role: Role, actor: &Actor, has_role: impl Fn(Role) -> bool) -> bool {
    match (role, actor) {
        (Role::System, Actor::System)
        | (Role::Platform, Actor::Platform)
        | (Role::Service, Actor::Service) => true,
        (Role::System | Role::Platform | Role::Service, _) => false,
        (_, Actor::Party(_)) => has_role(role),
        (_, Actor::System | Actor::Platform | Actor::Service) => false,
    }
}

fn first_that_holds<M: Machine>(
    rows: Vec<&'static Row<M>>,
    mut holds: impl FnMut(M::Guard) -> Result<()>,
) -> Result<&'static Row<M>> {
    let mut furthest: Option<(usize, Error)> = None;
    for row in rows {
        let failed =
            row.guards.iter().enumerate().find_map(|(index, guard)| Some((index, holds(*guard).err()?)));
        match failed {
            None => return Ok(row),
            Some((index, error)) if furthest.as_ref().is_none_or(|(best, _)| index > *best) => {
                furthest = Some((index, error));
            }
            Some(_) => {}
        }
    }
    Err(furthest.map_or_else(|| LifecycleError::UnknownCommand.into(), |(_, error)| error))
}

/// The codes that a guard may refuse with, for tables and their tests.
pub(super) fn codes<G: GuardWord>(guard: G) -> impl Iterator<Item = &'static str> {
    guard.codes().iter().map(|code| code.as_str())
}
