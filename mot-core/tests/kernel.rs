//! The kernel on a machine of its own: which row speaks, in which order things are asked.

use mot_core::{
    Error, ErrorCode,
    id::PartyId,
    input::{InputError, Word},
    lifecycle::{Actor, GuardWord, Machine, Origin, Role, Row, Table, allowed, choose, choose_consequence},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Open,
    Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    Enter,
    Follow,
    Leave,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guard {
    First,
    Second,
    Third,
}

macro_rules! word {
    ($name:ident: $($variant:ident = $text:literal),*) => {
        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
    };
}

word!(Status: Open = "open", Closed = "closed");
word!(Command: Enter = "enter", Follow = "follow", Leave = "leave");
word!(Guard: First = "first", Second = "second", Third = "third");

impl GuardWord for Guard {
    fn codes(self) -> &'static [ErrorCode] {
        &[ErrorCode::InputBadValue]
    }
}

#[derive(Debug)]
struct Door;

const fn row(
    command: Command,
    guards: &'static [Guard],
    actors: &'static [Role],
    consequence: bool,
) -> Row<Door> {
    let (from, to) = (Some(Status::Open), Status::Closed);
    Row { from, command, to, event: "door.closed", guards, actors, origin: Origin::Extension, consequence }
}

impl Machine for Door {
    type Status = Status;
    type Command = Command;
    type Guard = Guard;

    const TABLE: Table<Self> = Table {
        name: "door",
        module: "door",
        subject: "door",
        seed: "none",
        terminal: &[Status::Closed],
        rows: &[
            row(Command::Enter, &[Guard::First], &[Role::Holder], false),
            row(Command::Enter, &[Guard::Second, Guard::First], &[Role::Holder], false),
            row(Command::Enter, &[Guard::Second, Guard::Third], &[Role::Holder], false),
            row(Command::Follow, &[], &[Role::System], true),
            row(Command::Leave, &[], &[Role::Holder, Role::System], false),
        ],
    };
}

fn party() -> Actor {
    Actor::Party(PartyId::parse("user-1").expect("an id"))
}

/// Guards that hold but for these.
fn but(failing: &'static [Guard]) -> impl FnMut(Guard) -> Result<(), Error> {
    move |guard| match failing.contains(&guard) {
        true => Err(InputError::BadValue { expected: guard.as_str() }.into()),
        false => Ok(()),
    }
}

fn told(status: Status, command: Command, actor: &Actor, failing: &'static [Guard]) -> String {
    match choose::<Door>(Some(status), command, actor, |role| role == Role::Holder, but(failing)) {
        Ok(row) => format!("{:?}", row.guards),
        Err(error) => {
            error.details().first().map_or_else(|| error.code().to_string(), |(_, text)| text.clone())
        }
    }
}

#[test]
fn the_first_row_whose_guards_hold_is_taken() {
    assert_eq!(told(Status::Open, Command::Enter, &party(), &[]), "[First]");
    assert_eq!(told(Status::Open, Command::Enter, &party(), &[Guard::First]), "[Second, Third]");
}

#[test]
fn the_row_that_got_furthest_speaks_and_the_first_of_equals() {
    // The second and the third row both fail at their second guard: the second row speaks.
    assert_eq!(told(Status::Open, Command::Enter, &party(), &[Guard::First, Guard::Third]), "first");
    // All fail at their first guard: the first row speaks.
    assert_eq!(told(Status::Open, Command::Enter, &party(), &[Guard::First, Guard::Second]), "first");
    assert_eq!(
        told(Status::Open, Command::Enter, &party(), &[Guard::First, Guard::Second, Guard::Third]),
        "first"
    );
}

#[test]
fn a_final_status_an_illegal_step_and_a_wrong_actor_are_told_apart() {
    let refused = |status, command, actor: &Actor| {
        choose::<Door>(status, command, actor, |_| false, but(&[])).expect_err("refused").code()
    };
    let open = Some(Status::Open);
    assert_eq!(refused(Some(Status::Closed), Command::Leave, &party()), ErrorCode::LifecycleTerminalState);
    assert_eq!(refused(None, Command::Leave, &party()), ErrorCode::LifecycleNotFound);
    assert_eq!(refused(open, Command::Leave, &party()), ErrorCode::LifecycleActorNotAllowed);
    assert_eq!(refused(open, Command::Leave, &Actor::Platform), ErrorCode::LifecycleActorNotAllowed);
    assert_eq!(refused(open, Command::Follow, &Actor::System), ErrorCode::LifecycleActorNotAllowed);
    assert!(choose::<Door>(open, Command::Leave, &Actor::System, |_| false, but(&[])).is_ok());
    assert!(choose_consequence::<Door>(open, Command::Follow, but(&[])).is_ok());
}

#[test]
fn allowed_leaves_consequences_out_and_says_why_not() {
    let judged = allowed::<Door>(
        Status::Open,
        &party(),
        |role| role == Role::Holder,
        but(&[Guard::First, Guard::Second]),
    );
    let judged: Vec<_> = judged.into_iter().map(|allowed| (allowed.command, allowed.refused)).collect();
    assert_eq!(judged, [("enter", Some(ErrorCode::InputBadValue)), ("leave", None)]);
}
