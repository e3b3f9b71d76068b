//! The schema, the reader and the writer know the same fields.
#![cfg(feature = "schema")]

use std::{fs, path::Path};

use mot_core::{
    input::{Read, Write},
    mortgage::{Application, Contract, Offer, Policies, Tranche},
};
use serde_json::Value;

fn names(values: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = values.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    names.sort_unstable();
    names
}

#[test]
fn the_fields_of_the_types_are_the_fields_that_are_read_and_written() {
    let schema = mot_core::schema::documents();
    let mut records = 0;
    for (name, definition) in schema["$defs"].as_object().expect("definitions") {
        if definition["x-order"].is_null() {
            continue;
        }
        let mut properties: Vec<&str> =
            definition["properties"].as_object().expect("fields").keys().map(String::as_str).collect();
        properties.sort_unstable();
        assert_eq!(properties, names(&definition["x-order"]), "{name}");
        for required in names(&definition["required"]) {
            assert!(
                names(&definition["x-always"]).contains(&required),
                "{required} of {name} is written always"
            );
        }
        for (field, property) in definition["properties"].as_object().expect("fields") {
            assert!(
                property["description"].as_str().is_some_and(|text| text.len() > 4),
                "{field} of {name} is described"
            );
        }
        records += 1;
    }
    assert!(records >= 25, "{records}");
}

#[test]
fn what_is_written_names_only_fields_of_the_schema() {
    let schema = mot_core::schema::documents();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/vectors/scenario.run.json");
    let vectors: Value = serde_json::from_str(&fs::read_to_string(data).expect("vectors")).expect("JSON");
    let mut written = 0;
    for entry in vectors["cases"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|case| case["in"]["documents"].as_array().into_iter().flatten())
    {
        let text = entry["document"].to_string();
        let (name, json) = match entry["kind"].as_str() {
            Some("application") => {
                ("Application", Application::from_json(&text).expect("an application").to_json())
            }
            Some("offer") => ("Offer", Offer::from_json(&text).expect("an offer").to_json()),
            Some("contract") => ("Contract", Contract::from_json(&text).expect("a contract").to_json()),
            Some("tranche") => ("Tranche", Tranche::from_json(&text).expect("a tranche").to_json()),
            _ => continue,
        };
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let known = &schema["$defs"][name];
        for always in names(&known["x-always"]) {
            assert!(json.get(always).is_some(), "{always} of {name} is written");
        }
        for field in json.as_object().expect("an object").keys() {
            assert!(names(&known["x-order"]).contains(&field.as_str()), "{field} of {name} is known");
        }
        written += 1;
    }
    assert!(written > 20, "{written}");
}

#[test]
fn the_presets_read_back() {
    for policy in Policies::shipped().as_slice() {
        assert_eq!(Read::from_json(&policy.to_json()).as_ref(), Ok(policy));
    }
    assert_eq!(Policies::shipped().as_slice().len(), 2);
}
