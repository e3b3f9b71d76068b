//! Laws of rooms: what is written is read again, and nobody enters but the parties.

use mot_core::{
    ErrorCode,
    id::{PartyId, VoucherId},
    identity::Uid,
    input::{Json, Read},
    lifecycle::Actor,
    mortgage::Tranche,
    room::{Admission, Cell, CellMap, Envelope, Honeycomb, RoomId, RoomLink},
    time::Timestamp,
};
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = Cell> {
    let label = (1u32..=26, 1u32..=999).prop_map(|(row, column)| Cell::label(row, column).expect("a cell"));
    prop_oneof![label, (1u32..=999_999).prop_map(|number| Cell::number(number).expect("a cell"))]
}

fn room() -> impl Strategy<Value = RoomId> {
    let text = prop_oneof![
        "mortgage:(property|application|offer|contract|tranche):[A-Za-z0-9]{1,20}",
        "(voucher|deal):[A-Za-z0-9]{1,20}",
        "wabe:[A-Z]-[1-9][0-9]{0,2}",
        "coaching:room:[a-z0-9]{1,20}",
    ];
    text.prop_map(|text| RoomId::parse(&text).expect("a room"))
}

proptest! {
    #[test]
    fn a_link_that_is_written_is_read_again(wabe in prop::option::of(cell()), room_id in prop::option::of(room()), uid in prop::option::of("[A-Za-z0-9]{1,22}"), page in "[!-\"$-~]{0,40}") {
        let uid = uid.map(|uid| Uid::parse(&uid)).transpose()?;
        let link = RoomLink { wabe, room_id, uid, other: Vec::new() };
        let written = link.write(&page)?;
        let fragment = written.strip_prefix(&page).expect("the page comes first");
        prop_assert_eq!(RoomLink::parse(fragment)?, link.clone());
        // Each character may be escaped as well.
        let escaped: String = fragment.chars().map(|character| match character {
            '#' | '&' | '=' => character.to_string(),
            other => format!("%{:02x}", u32::from(other)),
        }).collect();
        prop_assert_eq!(RoomLink::parse(&escaped)?, link);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), parts in "((wabe|roomId|uid|x|%77abe)=?[ -~]{0,30}&?){0,5}") {
        let _ = (RoomLink::parse(&text), RoomLink::parse(&parts), Cell::parse(&text), Envelope::from_json(&text));
        let link = RoomLink::default();
        let _ = (link.write(&text), Admission::read(&text, &Json::Null, None));
    }

    #[test]
    fn both_names_of_a_cell_are_one(rows in 1u32..=26, columns in 1u32..=999, place in any::<prop::sample::Index>()) {
        let honeycomb = Honeycomb::new(rows, columns)?;
        let cells = usize::try_from(rows * columns)?;
        let number = Cell::number(u32::try_from(place.index(cells))? + 1)?;
        let label = honeycomb.to_label(number)?;
        prop_assert_eq!(honeycomb.to_number(label)?, number);
        prop_assert_eq!(Cell::parse(&label.to_string())?, label);
        let beyond = Cell::number(u32::try_from(cells)? + 1)?;
        prop_assert_eq!(honeycomb.to_label(beyond).unwrap_err().code(), ErrorCode::RoomCellOutsideGrid);
    }

    /// Rooms that get the next place that there is get each place once, lowest first.
    #[test]
    fn dynamic_assignment_fills_the_grid(rows in 1u32..=5, columns in 1u32..=5) {
        let honeycomb = Honeycomb::new(rows, columns)?;
        let mut taken = Vec::new();
        for number in 1..=rows * columns {
            let free = honeycomb.lowest_free(&taken)?;
            prop_assert_eq!(free, Cell::number(number)?);
            // Whichever of its names it is remembered by.
            taken.push(if number % 2 == 0 { honeycomb.to_label(free)? } else { free });
        }
        prop_assert_eq!(honeycomb.lowest_free(&taken).unwrap_err().code(), ErrorCode::RoomNoFreeCell);
    }

    #[test]
    fn only_the_parties_enter(actor in "[a-d]", invited in prop::collection::vec("[a-d]", 0..3)) {
        let party = |id: &str| PartyId::parse(id).expect("an id");
        let invited: Vec<PartyId> = invited.iter().map(|id| party(id)).collect();
        let voucher = VoucherId::parse("v-1")?;
        let enters = |admission: &Admission| admission.check(&Actor::Party(party(&actor))).is_ok();
        let offered = r#"{ "voucherId": "t-1", "type": "mortgage-tranche", "underlyingOfferId": "o-1", "issuerId": "a",
            "holderUid": null, "status": "offered", "nominalAmount": { "amount": 1, "currency": "EUR" },
            "expectedYield": 0, "riskClass": "A", "durationYears": 1,
            "validity": { "validFrom": "2025-01-01T00:00:00Z", "validUntil": "2025-01-01T00:00:00Z" },
            "roomRefs": { "investorRoomId": "mortgage:tranche:t-1" } }"#;
        let tranche = Admission::of_tranche(&Tranche::from_json(offered)?, &invited);
        prop_assert_eq!(enters(&tranche), actor == "a" || invited.contains(&party(&actor)));
        let placed = offered.replace("null", r#""b""#).replace("offered", "placed");
        let placed = Admission::of_tranche(&Tranche::from_json(&placed)?, &invited);
        prop_assert_eq!(enters(&placed), enters(&tranche) || actor == "b");
        let held = Admission::of_voucher(&voucher, &party("a"), invited.first());
        prop_assert_eq!(enters(&held), actor == "a" || invited.first() == Some(&party(&actor)));
        for nobody in [Actor::System, Actor::Platform, Actor::Service] {
            prop_assert_eq!(tranche.check(&nobody).unwrap_err().code(), ErrorCode::RoomNotAdmitted);
        }
    }
}

#[test]
fn a_map_has_each_cell_and_each_room_once() {
    let entry =
        |cell: &str, room: &str| (Cell::parse(cell).expect("a cell"), RoomId::parse(room).expect("a room"));
    let map = |entries| CellMap::new(Honeycomb::default(), entries);
    let twice = map(vec![entry("B-2", "voucher:v-1"), entry("cell-8", "voucher:v-2")]);
    assert_eq!(twice.unwrap_err().code(), ErrorCode::RoomDuplicateCell);
    let twice = map(vec![entry("B-2", "voucher:v-1"), entry("cell-9", "voucher:v-1")]);
    assert_eq!(twice.unwrap_err().code(), ErrorCode::RoomDuplicateRoom);
}

#[test]
fn a_message_is_from_whom_the_host_authenticated() {
    let (id, issuer) =
        (VoucherId::parse("v-1").expect("an id"), PartyId::parse("provider-1").expect("an id"));
    let admission = Admission::of_voucher(&id, &issuer, None);
    let now = Timestamp::parse("2025-02-01T12:00:00Z").expect("an instant");
    for name in ["from", "sender", "uid", "thinkerId", "at"] {
        let forged = format!(r#"{{"type":"join","roomId":"voucher:v-1","{name}":"user-abc"}}"#);
        let refusal = Envelope::from_json(&forged).unwrap_err();
        assert_eq!((refusal.code(), refusal.path()), (ErrorCode::InputUnknownField, Some(name)));
    }
    let elsewhere = Envelope::from_json(r#"{"type":"join","roomId":"voucher:v-2"}"#).expect("an envelope");
    let refusal = elsewhere.admit(&admission, &Actor::Party(issuer), now).unwrap_err();
    assert_eq!(refusal.code(), ErrorCode::RoomWrongRoom);
}
