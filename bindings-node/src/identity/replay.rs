//! Replay stores in memory.

use mot_core::{
    identity::ReplayStore,
    input::{Json, Word},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use super::{clock, instant};
use crate::answer::{answer, handle_to};

/// A handle of an empty store, or the refusal.
#[napi(catch_unwind)]
pub fn replay_store_create(arguments: String) -> Either<External<ReplayStore>, String> {
    handle_to(&arguments, &["capacity"], |given| {
        let capacity: u64 = given.take("capacity")?;
        // A store cannot hold more keys than there are addresses.
        Ok(ReplayStore::new(usize::try_from(capacity).unwrap_or(usize::MAX)))
    })
}

/// Keeps a key until it expires: `fresh` or `seen`.
#[napi(catch_unwind)]
pub fn replay_store_insert(
    store: &mut External<ReplayStore>,
    replay_key: String,
    expires_at: f64,
    now: f64,
) -> String {
    answer(|| {
        let replay = store.insert(&replay_key, instant(expires_at, "expiresAt")?, clock(now)?)?;
        Ok(Json::from(replay.as_str()).to_text())
    })
}

/// How many keys are kept.
#[napi(catch_unwind)]
pub fn replay_store_size(store: &External<ReplayStore>) -> u32 {
    u32::try_from(store.len()).unwrap_or(u32::MAX)
}
