//! Every machine by its name: what documentation, tests and user interfaces read.

use alloc::string::String;

use crate::{
    Result,
    error::listed,
    identity::IdentityMachine,
    input::Json,
    lifecycle::{self, LifecycleError, Machine},
    mortgage::{ApplicationMachine, ContractMachine, OfferMachine, TrancheMachine},
    voucher::{BookingMachine, CardMachine, VoucherMachine},
};

/// The names of the machines, for [`describe`] and [`diagram`].
pub const MACHINES: [&str; 8] = [
    IdentityMachine::TABLE.name,
    VoucherMachine::TABLE.name,
    BookingMachine::TABLE.name,
    CardMachine::TABLE.name,
    ApplicationMachine::TABLE.name,
    OfferMachine::TABLE.name,
    ContractMachine::TABLE.name,
    TrancheMachine::TABLE.name,
];

/// What is shown of each machine, in the order of [`MACHINES`].
const SHOWN: [Shown; 8] = [
    Shown::of::<IdentityMachine>(),
    Shown::of::<VoucherMachine>(),
    Shown::of::<BookingMachine>(),
    Shown::of::<CardMachine>(),
    Shown::of::<ApplicationMachine>(),
    Shown::of::<OfferMachine>(),
    Shown::of::<ContractMachine>(),
    Shown::of::<TrancheMachine>(),
];

struct Shown {
    describe: fn() -> Json,
    diagram: fn() -> String,
}

impl Shown {
    const fn of<M: Machine>() -> Self {
        Self { describe: lifecycle::describe::<M>, diagram: lifecycle::diagram::<M> }
    }

    fn named(machine: &str) -> Result<&'static Self> {
        let mut known = MACHINES.iter().zip(&SHOWN);
        let found = known.find(|(name, _)| **name == machine).map(|(_, shown)| shown);
        found.ok_or_else(|| LifecycleError::UnknownMachine { known: listed(MACHINES) }.into())
    }
}

/// A machine's table as JSON (`lifecycle.unknown_machine`).
pub fn describe(machine: &str) -> Result<Json> {
    Shown::named(machine).map(|shown| (shown.describe)())
}

/// A machine's table as a Mermaid state diagram (`lifecycle.unknown_machine`).
pub fn diagram(machine: &str) -> Result<String> {
    Shown::named(machine).map(|shown| (shown.diagram)())
}
