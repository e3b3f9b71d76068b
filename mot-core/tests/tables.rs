//! The tables that the library exports are the ones that were agreed, row for row, and its codes are those described.

use std::{collections::BTreeMap, fs, path::Path};

use mot_core::{ErrorCode, MACHINES, input::Write};
use serde_json::Value;

fn conformance(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance").join(name);
    serde_json::from_str(&fs::read_to_string(&path).expect("the file is there")).expect("it is JSON")
}

#[test]
fn every_machine_is_the_agreed_one_row_for_row() {
    let agreed = conformance("oracle/machines.json");
    let agreed = agreed["machines"].as_object().expect("machines by name");
    assert_eq!(agreed.len(), MACHINES.len());
    for machine in MACHINES {
        let exported: Value =
            serde_json::from_str(&mot_core::describe(machine).expect("known").to_json()).expect("JSON");
        let agreed = &agreed[machine];
        for part in ["module", "subject", "seed", "states", "terminal"] {
            assert_eq!(exported[part], agreed[part], "{part} of {machine}");
        }
        let (exported, agreed) = (rows(&exported), rows(agreed));
        assert_eq!(exported.len(), agreed.len(), "rows of {machine}");
        for (exported, agreed) in exported.iter().zip(agreed) {
            assert_eq!(exported, agreed, "a row of {machine}");
        }
    }
}

fn rows(machine: &Value) -> &Vec<Value> {
    machine["transitions"].as_array().expect("a machine has rows")
}

#[test]
fn an_unknown_machine_is_refused() {
    assert_eq!(mot_core::describe("mortgage").unwrap_err().code(), ErrorCode::LifecycleUnknownMachine);
    assert_eq!(mot_core::diagram("mortgage").unwrap_err().code(), ErrorCode::LifecycleUnknownMachine);
}

#[test]
fn every_code_is_described_and_every_description_is_of_a_code() {
    let errors = conformance("errors.json");
    let described: BTreeMap<&str, Vec<&str>> = errors["codes"]
        .as_array()
        .expect("codes")
        .iter()
        .map(|code| {
            assert!(
                code["meaning"].as_str().is_some_and(|meaning| meaning.len() > 5),
                "{code} has a meaning"
            );
            assert!(code["since"].is_string(), "{code} says since when");
            let details = code["details"].as_object().expect("details by name");
            (code["code"].as_str().expect("a code"), details.keys().map(String::as_str).collect())
        })
        .collect();
    let known: BTreeMap<&str, Vec<&str>> = ErrorCode::ALL
        .iter()
        .map(|code| {
            let mut names = code.detail_names().to_vec();
            names.sort_unstable();
            (code.as_str(), names)
        })
        .collect();
    assert_eq!(described, known);
}

#[test]
fn codes_are_unique_and_read_back() {
    for code in ErrorCode::ALL {
        assert_eq!(ErrorCode::parse(code.as_str()), Some(*code));
        assert!(code.as_str().starts_with(code.family()));
    }
    assert_eq!(ErrorCode::parse("money.generous"), None);
}
