//! Commands by name on arbitrary JSON: refused or decided, never a panic, and a decision is one that a host can store.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mot_core::{input::Json, lifecycle::Stored};

fuzz_target!(|given: (&str, &str, &str, &str)| {
    let (command, document, arguments, context) = given;
    let (Ok(document), Ok(arguments), Ok(context)) = (Json::parse(document), Json::parse(arguments), Json::parse(context))
    else {
        return;
    };
    if let Ok(decision) = mot_core::decide(command, Some(&document), &arguments, &context) {
        for change in decision.changes {
            assert_eq!(change.document.version(), change.expected_version + 1);
        }
    }
});
