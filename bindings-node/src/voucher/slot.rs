//! Slots and nights.

use std::iter::{self, Peekable};

use mot_core::{
    Result,
    input::{Read, Write},
    time::Interval,
    voucher::{Nights, SlotQuery, Slots, nights, slots},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use crate::answer::{answer, answer_to, handle, object};

/// Slots that are found as they are asked for.
#[derive(Debug)]
pub struct SlotSearch(Peekable<Slots>);

/// A handle of the slots of a query, or the refusal.
#[napi(catch_unwind)]
pub fn slot_search_create(query: String) -> Either<External<SlotSearch>, String> {
    handle(|| Ok(SlotSearch(SlotQuery::from_json(&query)?.slots()?.peekable())))
}

/// The next slots, at most so many; none at the end. A refusal comes when the slots before it were given.
#[napi(catch_unwind)]
pub fn slot_search_next(search: &mut External<SlotSearch>, count: u32) -> String {
    answer(|| {
        let slots = &mut search.0;
        let found = iter::from_fn(|| slots.next_if(Result::is_ok)).take(count as usize);
        let found: Vec<Interval> = found.collect::<Result<_>>()?;
        if found.is_empty() {
            slots.next().transpose()?;
        }
        Ok(found.to_json())
    })
}

/// The first slots of a query, at most so many.
#[napi(catch_unwind)]
pub fn slots_list(arguments: String) -> String {
    answer_to(&arguments, &["query", "limit"], |given| {
        let query: SlotQuery = given.take("query")?;
        Ok(slots(query, given.take("limit")?)?.to_json())
    })
}

/// The stay from one day to another.
#[napi(catch_unwind)]
pub fn voucher_nights(arguments: String) -> String {
    answer_to(&arguments, &["arrival", "departure", "zone", "checkIn", "checkOut"], |given| {
        let (arrival, departure) = (given.take("arrival")?, given.take("departure")?);
        let (check_in, check_out) = (given.take("checkIn")?, given.take("checkOut")?);
        let Nights { count, interval } =
            nights(arrival, departure, &given.take("zone")?, check_in, check_out)?;
        Ok(object([("count", count.write()), ("interval", interval.write())]))
    })
}
