//! Vouchers: what is asked of them beside their commands, slots, templates, cards.

pub mod card;
pub mod slot;
pub mod template;

use mot_core::{input::Write, time::Timestamp, voucher::Voucher};
use napi_derive::napi;

use crate::answer::answer_on;

/// The status of a voucher as it is to be shown.
#[napi(catch_unwind)]
pub fn voucher_effective_status(document: String, arguments: String) -> String {
    answer_on(&document, &arguments, &["now"], |voucher: Voucher, given| {
        let now = given.take_with("now", |now| Timestamp::from_clock(now.text()?))?;
        Ok(voucher.effective_status(now).to_json())
    })
}
