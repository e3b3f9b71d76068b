//! What is said of a link on the path that every request takes: one number, from which JavaScript makes an object.

use mot_core::{Error, Result, identity::Candidate};
use napi_derive::napi;

/// What strangers may be told; [`judgement`] counts these words from 1.
const PUBLIC_CODES: [&str; 3] = ["link_invalid", "link_expired", "link_used"];

/// The words that a refusal's number stands for.
#[napi(catch_unwind)]
pub fn public_codes() -> Vec<&'static str> {
    PUBLIC_CODES.to_vec()
}

/// Where the user id stands in a fragment that was accepted; below zero for one that was refused.
pub(super) fn judgement(fragment: &str, judged: &Result<Candidate>) -> i32 {
    match judged {
        Ok(candidate) => place(fragment, candidate.uid()),
        Err(error) => refusal(error),
    }
}

/// The code by its place among all codes, four numbers for each: nothing for strangers, or one of the three words.
pub(super) fn refusal(error: &Error) -> i32 {
    let told = error.public_code().and_then(|code| PUBLIC_CODES.iter().position(|known| *known == code));
    let number = error.code() as usize * 4 + told.map_or(0, |place| place + 1);
    -1 - i32::try_from(number).expect("there are fewer codes")
}

/// No other name ends like it, and no value has an equals sign.
const NAME: &str = "uid=";

fn place(fragment: &str, uid: &str) -> i32 {
    let found = fragment.split_once(NAME).filter(|(_, rest)| rest.starts_with(uid));
    let (before, _) = found.expect("a link that was accepted has its user id in it");
    i32::try_from(before.len() + NAME.len()).expect("a link is short")
}
