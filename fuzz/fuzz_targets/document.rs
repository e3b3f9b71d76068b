//! Documents: what is read is written, and reads back as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mot_core::{
    fee::FeeSchedule,
    input::{Json, Read, Write},
    mortgage::{Document, NewApplication, NewOffer, NewTranche},
};

fuzz_target!(|text: &str| {
    let Ok(json) = Json::parse(text) else { return };
    assert_eq!(Json::parse(&json.to_text()).as_ref(), Ok(&json));
    for kind in Document::KINDS {
        if let Ok(document) = Document::read_kind(kind, &json) {
            assert_eq!(Document::read_kind(kind, &document.write()), Ok(document));
        }
    }
    if let Ok(schedule) = FeeSchedule::read(&json) {
        assert_eq!(FeeSchedule::read(&schedule.write()), Ok(schedule));
    }
    let _ = (NewApplication::read(&json), NewOffer::read(&json), NewTranche::read(&json));
});
