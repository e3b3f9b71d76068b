//! Short texts: what is read is written again as it was, and nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mot_core::{
    id::PartyId,
    money::{Currency, Money, Rate, Units},
    input::Read,
    mortgage::DocumentHash,
    room::{Cell, Envelope, RoomId, RoomLink},
    time::{CalendarDate, Timestamp, TimeZone, WallTime},
};

fuzz_target!(|text: &str| {
    if let Ok(rate) = Rate::parse(text) {
        assert_eq!(Rate::parse(&rate.to_string()), Ok(rate));
    }
    for currency in ["EUR", "JPY", "BHD", "CLF"] {
        let currency = Currency::parse(currency).unwrap();
        if let Ok(money) = Money::parse(text, currency) {
            assert_eq!(Money::parse(&money.decimal(), currency), Ok(money));
        }
    }
    if let Ok(units) = Units::parse(text, 18) {
        assert_eq!(Units::parse(&units.to_string(), 18), Ok(units));
    }
    if let Ok(instant) = Timestamp::parse(text) {
        assert_eq!(Timestamp::parse(&instant.to_string()), Ok(instant));
    }
    if let Ok(date) = CalendarDate::parse(text) {
        assert_eq!(date.to_string(), text);
    }
    if let Ok(room) = RoomId::parse(text) {
        assert_eq!(room.as_str(), text);
    }
    if let Ok(cell) = Cell::parse(text) {
        assert_eq!(cell.to_string(), text);
    }
    if let Ok(link) = RoomLink::parse(text) {
        let read = RoomLink::parse(&link.write("").unwrap()).unwrap();
        assert_eq!((read.wabe, read.room_id, read.uid), (link.wabe, link.room_id, link.uid));
    }
    let _ = Envelope::from_json(text);
    let _ = (PartyId::parse(text), DocumentHash::parse(text), WallTime::parse(text), TimeZone::parse(text));
});
