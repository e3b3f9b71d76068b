//! What the TypeScript layer calls.
//!
//! Values cross as JSON text, which is the fastest way between the two worlds and the only one in which the core
//! itself judges every value: a number, a date or a missing field of the host's is refused by the reader of the
//! documents, with its code and its path. Key rings, verifiers and fee schedules stay here, behind handles.
//!
//! Nothing here decides. Every function reads what it is given with the core's readers, calls the core, and answers
//! with the core's words.

mod answer;
mod bounded_text;
pub mod document;
pub mod fee;
pub mod id;
pub mod identity;
pub mod input;
pub mod library;
pub mod lifecycle;
pub mod money;
pub mod mortgage;
pub mod room;
pub mod time;
pub mod voucher;
