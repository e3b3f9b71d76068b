//! Checks of the crate that no other command makes.

pub(crate) mod alone;
pub(crate) mod dependencies;
pub(crate) mod foreign;
