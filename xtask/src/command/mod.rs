//! One file for each command.

pub(crate) mod bench;
pub(crate) mod conform;
pub(crate) mod demo;
pub(crate) mod docs;
pub(crate) mod fmt;
pub(crate) mod generated;
pub(crate) mod package;
pub(crate) mod test;
