#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::allow_attributes_without_reason
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")
)]

extern crate alloc;

mod command;
mod document;
mod error;
pub mod fee;
pub mod id;
pub mod identity;
pub mod input;
pub mod lifecycle;
mod machines;
pub mod money;
pub mod mortgage;
pub mod room;
#[cfg(feature = "schema")]
pub mod schema;
pub mod time;
pub mod voucher;

pub use command::{allowed, allowed_under, decide, decide_json, decide_under};
pub use document::{Decision, Document};
pub use error::{Error, ErrorCode, Refusal, Result};
pub use machines::{MACHINES, describe, diagram};
