//! Laws that hold for every input, tried on many.

use mot_core::{
    ErrorCode,
    id::PartyId,
    input::{Json, Read, Write},
    money::{Currency, Money, Rate, Rounding},
    mortgage::{Application, Contract, DocumentHash, Offer, Property, Tranche, instalment},
    room::RoomId,
    time::{CalendarDate, Timestamp},
};
use proptest::prelude::*;

fn money() -> impl Strategy<Value = Money> {
    let currency = prop_oneof![Just("EUR"), Just("JPY"), Just("BHD"), Just("CLF")];
    (-Money::MAXIMUM..=Money::MAXIMUM, currency).prop_map(|(amount, currency)| {
        Money::new(amount, Currency::parse(currency).expect("a currency")).expect("within the range")
    })
}

fn rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![
        Just(Rounding::HalfUp),
        Just(Rounding::HalfEven),
        Just(Rounding::HalfDown),
        Just(Rounding::Down),
        Just(Rounding::Up),
        Just(Rounding::Floor),
        Just(Rounding::Ceiling),
    ]
}

proptest! {
    #[test]
    fn an_amount_reads_back_from_its_text(money in money()) {
        prop_assert_eq!(Money::parse(&money.decimal(), money.currency())?, money);
        prop_assert_eq!(Money::from_json(&money.to_json())?, money);
    }

    #[test]
    fn parts_add_up_and_stay_within_a_unit_of_their_share(
        money in money(), weights in prop::collection::vec(0i64..1_000_000, 1..20),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let parts = money.allocate(&weights)?;
        prop_assert_eq!(parts.iter().map(|part| i128::from(part.amount())).sum::<i128>(), i128::from(money.amount()));
        let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = i128::from(money.amount()) * i128::from(*weight);
            prop_assert!((i128::from(part.amount()) * sum - exact).abs() < sum);
            prop_assert!(*weight > 0 || part.amount() == 0);
        }
    }

    #[test]
    fn a_negative_total_mirrors_the_positive_one(amount in 0..Money::MAXIMUM, weights in prop::collection::vec(0i64..9, 1..9)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let parts = |amount| Money::new(amount, Currency::EUR)?.allocate(&weights);
        let mirrored: Vec<i64> = parts(-amount)?.iter().map(|part| -part.amount()).collect();
        prop_assert_eq!(mirrored, parts(amount)?.iter().map(Money::amount).collect::<Vec<_>>());
    }

    #[test]
    fn rounding_stays_within_a_unit_and_mirrors(numerator in any::<i64>(), denominator in 1i64..i64::MAX, rounding in rounding()) {
        let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
        let rounded = rounding.divide(numerator, denominator).expect("within 128 bits");
        prop_assert!((rounded * denominator - numerator).abs() < denominator);
        let mirrored = match rounding {
            Rounding::Floor => Rounding::Ceiling,
            Rounding::Ceiling => Rounding::Floor,
            same => same,
        };
        prop_assert_eq!(mirrored.divide(-numerator, denominator), Some(-rounded));
        if matches!(rounding, Rounding::HalfUp | Rounding::HalfEven | Rounding::HalfDown) {
            prop_assert!(2 * (rounded * denominator - numerator).abs() <= denominator);
        }
    }

    #[test]
    fn a_rate_reads_back_from_its_text_and_its_json(billionths in -1_000_000_000_000i64..=1_000_000_000_000) {
        let rate = Rate::from_billionths(billionths)?;
        prop_assert_eq!(Rate::parse(&rate.to_string())?, rate);
        prop_assert_eq!(Rate::from_json(&rate.to_json())?, rate);
        prop_assert_eq!(Rate::from_json(&format!("\"{rate}\""))?, rate);
        prop_assert_eq!(Rate::from_json(&rate.write().to_canonical()?)?, rate);
    }

    #[test]
    fn an_instant_reads_back_at_every_offset(
        milliseconds in Timestamp::MINIMUM.milliseconds()..=Timestamp::MAXIMUM.milliseconds(), offset in -1439i64..1440,
    ) {
        let instant = Timestamp::from_milliseconds(milliseconds)?;
        prop_assert_eq!(Timestamp::parse(&instant.to_string())?, instant);
        if let Ok(shifted) = instant.plus_milliseconds(offset * 60_000) {
            let sign = if offset < 0 { '-' } else { '+' };
            let local = shifted.to_string().replace('Z', &format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60));
            prop_assert_eq!(Timestamp::parse(&local)?, instant);
        }
    }

    #[test]
    fn a_date_reads_back_and_months_clamp(year in 1i16..9990, month in 1i8..=12, day in 1i8..=31, months in 0i32..100) {
        if let Ok(date) = CalendarDate::new(year, month, day) {
            prop_assert_eq!(CalendarDate::parse(&date.to_string())?, date);
            let later = date.plus_months(months)?;
            let counted = i32::from(year) * 12 + i32::from(month) + months;
            prop_assert_eq!(i32::from(later.year()) * 12 + i32::from(later.month()), counted);
            prop_assert!(later.day() == date.day() || later.day() < date.day());
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        let _ = Json::parse(&text);
        let _ = Rate::parse(&text);
        let _ = Money::parse(&text, Currency::EUR);
        let _ = Timestamp::parse(&text);
        let _ = CalendarDate::parse(&text);
        let _ = RoomId::parse(&text);
        let _ = PartyId::parse(&text);
        let _ = DocumentHash::parse(&text);
    }

    #[test]
    fn near_misses_of_json_do_not_panic(text in "[\\[\\]{}\",:0-9eE.+\\-tfn\\\\u ]{0,60}") {
        if let Ok(json) = Json::parse(&text) {
            prop_assert_eq!(Json::parse(&json.to_text())?, json.clone());
            if let Ok(canonical) = json.to_canonical() {
                prop_assert_eq!(Json::parse(&canonical)?.to_canonical()?, canonical);
            }
        }
        let _ = (Offer::from_json(&text), Application::from_json(&text), Contract::from_json(&text), Property::from_json(&text));
        let _ = Tranche::from_json(&text);
    }

    #[test]
    fn room_ids_have_one_spelling(text in "(mortgage|voucher|deal|wabe|honeycomb|own-vertical|x)(:[a-zA-Z0-9._-]{0,12}){0,3}") {
        if let Ok(room) = RoomId::parse(&text) {
            prop_assert_eq!(room.as_str(), &text);
            let parts: Vec<&str> = [Some(room.namespace()), room.kind(), Some(room.id())].into_iter().flatten().collect();
            prop_assert_eq!(parts.join(":"), text);
        }
    }

    #[test]
    fn an_instalment_is_its_exact_value_rounded_once(
        loan in 1_000_000i64..100_000_000_000, nominal in 0i64..500_000_000, initial in 1_000_000i64..1_000_000_000, rounding in rounding(),
    ) {
        let rates = (Rate::from_billionths(nominal)?, Rate::from_billionths(initial)?);
        let exact = i128::from(loan) * i128::from(nominal + initial);
        match instalment(Money::new(loan, Currency::EUR)?, rates.0, rates.1, rounding) {
            Ok(instalment) => prop_assert!((i128::from(instalment.amount()) * 12_000_000_000 - exact).abs() < 12_000_000_000),
            Err(refusal) => prop_assert_eq!(refusal.code(), ErrorCode::MortgageNeverAmortises),
        }
    }
}

#[test]
fn values_are_counted_in_text_and_in_a_tree_alike() {
    for (values, accepted) in [(65_535, true), (65_536, false)] {
        let text = format!("[{}0]", "0,".repeat(values - 1));
        assert_eq!(Json::parse(&text).is_ok(), accepted, "{values}");
        let tree = Json::List(vec![Json::from(0_u64); values]);
        assert_eq!(tree.within_limits().is_ok(), accepted, "{values}");
    }
}
