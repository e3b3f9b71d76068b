//! What a machine is: a constant table.

use crate::{
    ErrorCode,
    input::{Word, words},
};

/// A lifecycle: its words, and the table that relates them.
pub trait Machine: Sized + 'static {
    /// The statuses a document may have.
    type Status: Word;
    /// The commands.
    type Command: Word;
    /// The conditions that rows name.
    type Guard: GuardWord;

    /// The table.
    const TABLE: Table<Self>;
}

/// A lifecycle's table, with what it is called.
#[derive(Debug)]
pub struct Table<M: Machine> {
    /// The name, such as `mortgage_offer`.
    pub name: &'static str,
    /// The module that decides.
    pub module: &'static str,
    /// The event subject and the kind of the document, such as `offer`.
    pub subject: &'static str,
    /// Where the seed documents name it: document number and lines.
    pub seed: &'static str,
    /// The statuses that nothing leaves.
    pub terminal: &'static [M::Status],
    /// What can happen.
    pub rows: &'static [Row<M>],
}

/// One possible step.
#[derive(Debug)]
pub struct Row<M: Machine> {
    /// The status before; none for a document that does not exist yet.
    pub from: Option<M::Status>,
    /// The command.
    pub command: M::Command,
    /// The status after.
    pub to: M::Status,
    /// The event that tells of it.
    pub event: &'static str,
    /// What must hold, asked in this order.
    pub guards: &'static [M::Guard],
    /// Who may do it.
    pub actors: &'static [Role],
    /// Where the row comes from.
    pub origin: Origin,
    /// Whether it happens only as a consequence of another command.
    pub consequence: bool,
}

/// A condition of a row.
pub trait GuardWord: Word {
    /// The codes of its refusals; none where it only chooses between rows.
    fn codes(self) -> &'static [ErrorCode];

    /// The family by any code of which it may refuse, where there are too many to name.
    fn family(self) -> Option<&'static str> {
        None
    }

    /// Whether it chooses between rows rather than refusing.
    fn selects(self) -> bool {
        false
    }
}

words! {
    /// The words by which a table says who may act.
    pub enum Role {
        /// The party whose document it is.
        Own = "self",
        /// The party that issued the document.
        Issuer = "issuer",
        /// The party that holds the document.
        Holder = "holder",
        /// Any party but the issuer, while nobody holds the document.
        AnyoneWhileUnassigned = "anyone_while_unassigned",
        /// The party that borrows.
        Borrower = "borrower",
        /// The party that lends.
        Lender = "lender",
        /// The assigned notary.
        Notary = "notary",
        /// A party that takes a tranche.
        Investor = "investor",
        /// Time.
        System = "system",
        /// The operator.
        Platform = "platform",
        /// A connected service.
        Service = "service",
    }
}

words! {
    /// Where a row comes from.
    pub enum Origin {
        /// Named in the seed documents.
        Seed = "seed",
        /// Needed by a rule of the seed documents.
        Implied = "implied",
        /// Added here.
        Extension = "extension",
    }
}
