//! Commands, events and the tables of the machines.

use mot_core::{
    Document, Result,
    input::{Json, Read, Write},
    lifecycle::{self, Event},
    mortgage::Policies,
};
use napi::bindgen_prelude::External;
use napi_derive::napi;

use crate::answer::answer;

/// Decides a command, under policies that were read before or under the presets.
#[napi(catch_unwind)]
pub fn decide(
    policies: Option<&External<Policies>>,
    command: String,
    document: Option<String>,
    arguments: String,
    context: String,
) -> String {
    answer(|| {
        let document = document.as_deref().map(|text| parse(text, "document")).transpose()?;
        let (arguments, context) = (Json::parse_arguments(&arguments)?, parse(&context, "context")?);
        let decision =
            mot_core::decide_under(known(policies), &command, document.as_ref(), &arguments, &context)?;
        Ok(decision.to_json())
    })
}

/// Every command on a document, with "enabled" or the code why not.
#[napi(catch_unwind)]
pub fn allowed(
    policies: Option<&External<Policies>>,
    kind: String,
    document: String,
    others: String,
    context: String,
) -> String {
    answer(|| {
        let (document, context) = (parse(&document, "document")?, parse(&context, "context")?);
        let others = Json::parse_arguments(&others)?;
        Ok(mot_core::allowed_under(known(policies), &kind, &document, &others, &context)?.to_json())
    })
}

/// The document that events make of an earlier one.
#[napi(catch_unwind)]
pub fn fold(kind: String, document: String, events: String) -> String {
    answer(|| {
        let document = parse(&document, "document")?;
        let first = Document::read_kind(&kind, &document).map_err(|error| error.within("document"))?;
        let events = Json::parse_arguments(&events).and_then(|events| Vec::<Event>::read(&events));
        Ok(lifecycle::fold(&first, &events.map_err(|error| error.within("events"))?)?.to_json())
    })
}

fn parse(text: &str, name: &str) -> Result<Json> {
    Json::parse(text).map_err(|error| error.within(name))
}

fn known(policies: Option<&External<Policies>>) -> Option<&Policies> {
    policies.map(|policies| &**policies)
}

/// The names of the machines.
#[napi(catch_unwind)]
pub fn machines() -> Vec<&'static str> {
    mot_core::MACHINES.to_vec()
}

/// A machine's table as JSON.
#[napi(catch_unwind)]
pub fn describe(machine: String) -> String {
    answer(|| Ok(mot_core::describe(&machine)?.to_text()))
}

/// A machine's table as a Mermaid diagram.
#[napi(catch_unwind)]
pub fn diagram(machine: String) -> String {
    answer(|| Ok(Json::from(mot_core::diagram(&machine)?).to_text()))
}
