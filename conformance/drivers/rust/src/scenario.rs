//! Scenarios: steps decided one after the other and committed as a host would.

use std::collections::BTreeMap;

use mot_core::{
    Decision, Document, Error,
    identity::{Identity, IdentityPolicy, LinkPolicy, LinkVerifier, Replay, Uid},
    input::{Json, Read, Word, Write},
    lifecycle::{Context, Event, Requirement, Stored, fold},
};
use serde_json::{Map, Value, json};

use crate::{
    identity::key_ring,
    operations::text,
    vectors::{holds, is_refusal},
};

/// A document's kind and id.
type Key = (String, String);

#[derive(Default)]
struct Store {
    /// The documents as JSON, as a host has them.
    documents: BTreeMap<Key, Value>,
    /// Each document as it first was, with the events since.
    histories: BTreeMap<Key, (Document, Vec<Event>)>,
}

/// The count of steps if every step does what is expected of it.
pub(crate) fn run(given: &Value) -> Result<Value, String> {
    let mut store = Store::default();
    for entry in given["documents"].as_array().into_iter().flatten() {
        let kind = entry["kind"].as_str().unwrap_or_default();
        let key = (kind.to_owned(), id_of(kind, &entry["document"]));
        if let Ok(document) = read(kind, &entry["document"]) {
            store.histories.insert(key.clone(), (document, Vec::new()));
        }
        store.documents.insert(key, entry["document"].clone());
    }
    let steps = given["steps"].as_array().filter(|steps| !steps.is_empty()).ok_or("has no steps")?;
    for (index, step) in steps.iter().enumerate() {
        let outcome = store.decide(step).and_then(|decision| store.commit(decision));
        check(&store, step, &outcome)
            .map_err(|fault| format!("step {} {}: {fault}", index + 1, step["command"]))?;
        store.check_law().map_err(|fault| format!("step {} {}: {fault}", index + 1, step["command"]))?;
    }
    Ok(json!({ "steps": steps.len() }))
}

fn check(store: &Store, step: &Value, outcome: &Result<Decision, Refused>) -> Result<(), String> {
    let expect = &step["expect"];
    let decision = match (outcome, expect["error"].as_str()) {
        (Ok(decision), None) => decision,
        (Ok(decision), Some(code)) => return Err(format!("expected {code}, got {}", decision.to_json())),
        (Err(refused), None) => return Err(format!("expected {}, got {refused}", expect["events"])),
        (Err(refused), Some(code)) if refused.is(code, expect) => return Ok(()),
        (Err(refused), Some(_)) => return Err(format!("expected {expect}, got {refused}")),
    };
    let names: Vec<&str> = decision.events.iter().map(|event| event.name.as_str()).collect();
    if expect["events"] != json!(names) {
        return Err(format!("expected {}, got {names:?}", expect["events"]));
    }
    for (key, fields) in expect["state"].as_object().into_iter().flatten() {
        let (kind, id) = key.split_once('/').unwrap_or_default();
        let stored = store.documents.get(&(kind.to_owned(), id.to_owned())).unwrap_or(&Value::Null);
        if !holds(fields, stored) {
            return Err(format!("expected {key} to have {fields}, it is {stored}"));
        }
    }
    let whole: Value = serde_json::from_str(&decision.to_json()).map_err(|fault| fault.to_string())?;
    if !expect["decision"].is_null() && !same(&expect["decision"], &whole) {
        return Err(format!("expected the decision {}, got {whole}", expect["decision"]));
    }
    Ok(())
}

/// Equal as JSON: numbers by value, everything else exactly.
fn same(one: &Value, other: &Value) -> bool {
    holds(one, other) && holds(other, one)
}

impl Store {
    fn decide(&self, step: &Value) -> Result<Decision, Refused> {
        let command = step["command"].as_str().unwrap_or_default();
        let kind = step["on"]["kind"].as_str().unwrap_or_default();
        let key = (kind.to_owned(), step["on"]["id"].as_str().unwrap_or_default().to_owned());
        let document = self.documents.get(&key);
        let mut arguments = step["with"].as_object().cloned().unwrap_or_default();
        let replaced = arguments.remove("documents").unwrap_or_default();
        for (name, value) in self.others(command, document, &arguments) {
            arguments.insert(name, value);
        }
        for (name, value) in replaced.as_object().into_iter().flatten() {
            arguments.insert(name.clone(), value.clone());
        }
        let mut context = Map::new();
        context.insert("now".into(), step["now"].clone());
        context.insert("actor".into(), step["actor"].clone());
        context.insert("expectedVersion".into(), step["expectedVersion"].clone());
        let document = document.map(parse).transpose()?;
        if command == "identity.verify" {
            return Ok(verify(document.as_ref(), &step["with"], &parse(&Value::Object(context))?)?);
        }
        let (arguments, context) = (parse(&Value::Object(arguments))?, parse(&Value::Object(context))?);
        Ok(mot_core::decide(command, document.as_ref(), &arguments, &context)?)
    }

    /// The other documents that the command needs, found among those of the scenario.
    fn others(
        &self,
        command: &str,
        document: Option<&Value>,
        arguments: &Map<String, Value>,
    ) -> Vec<(String, Value)> {
        let find = |kind: &str, id: &Value| {
            let key = (kind.to_owned(), id.as_str().unwrap_or_default().to_owned());
            self.documents.get(&key).map(|found| (kind.to_owned(), found.clone()))
        };
        let absent = Value::Null;
        let document = document.unwrap_or(&absent);
        let offers = |application: &Value, without: &Value| -> Value {
            let live = application["liveOffers"].as_array().into_iter().flatten();
            live.filter(|id| *id != without)
                .filter_map(|id| find("offer", id))
                .map(|(_, offer)| offer)
                .collect()
        };
        match command {
            "application.submit" => {
                find("property", &arguments.get("application").unwrap_or(&absent)["propertyId"])
            }
            "application.withdraw" => Some(("offers".to_owned(), offers(document, &absent))),
            "offer.make" => find("application", &arguments.get("offer").unwrap_or(&absent)["applicationId"]),
            "offer.amend" | "offer.decline" | "offer.withdraw" | "offer.expire" | "offer.supersede" => {
                find("application", &document["applicationId"])
            }
            "offer.accept" => {
                let application = find("application", &document["applicationId"]);
                let of = application.as_ref().map_or(&absent, |(_, application)| application);
                let siblings = ("siblings".to_owned(), offers(of, &document["voucherId"]));
                return application.into_iter().chain([siblings]).collect();
            }
            "tranche.issue" => {
                let offer = &arguments.get("tranche").unwrap_or(&absent)["underlyingOfferId"];
                let tranches = ("tranches".to_owned(), self.naming("tranche", "underlyingOfferId", offer));
                return self.underlying(offer).into_iter().chain([tranches]).collect();
            }
            "tranche.place" | "tranche.lapse" => return self.underlying(&document["underlyingOfferId"]),
            "tranche.withdraw" | "tranche.expire" => find("offer", &document["underlyingOfferId"]),
            "voucher.book" => {
                let booking = find("booking", arguments.get("bookingId").unwrap_or(&absent));
                booking.map(|(_, hold)| ("hold".to_owned(), hold))
            }
            "voucher.reschedule"
            | "voucher.cancel_booking"
            | "voucher.consume"
            | "voucher.mark_no_show"
            | "voucher.cancel" => find("booking", &document["bookingId"]),
            "booking.hold" => find("voucher", arguments.get("voucherId").unwrap_or(&absent)),
            "booking.release" => find("voucher", &document["voucherId"]),
            _ => None,
        }
        .into_iter()
        .collect()
    }

    /// The offer that a tranche names and, if it was accepted, its contract.
    fn underlying(&self, id: &Value) -> Vec<(String, Value)> {
        let key = ("offer".to_owned(), id.as_str().unwrap_or_default().to_owned());
        let Some(offer) = self.documents.get(&key) else { return Vec::new() };
        let contracts = self.naming("contract", "offerVoucherId", id);
        let contract = contracts.get(0).filter(|_| offer["status"] == "accepted");
        let contract = contract.map(|contract| ("contract".to_owned(), contract.clone()));
        [("offer".to_owned(), offer.clone())].into_iter().chain(contract).collect()
    }

    /// The documents of a kind that have this id in a field.
    fn naming(&self, kind: &str, field: &str, id: &Value) -> Value {
        let known = self.documents.iter();
        let found = known.filter(|((known, _), document)| known == kind && document[field] == *id);
        found.map(|(_, document)| document.clone()).collect()
    }

    fn commit(&mut self, decision: Decision) -> Result<Decision, Refused> {
        let written = decision
            .changes
            .iter()
            .map(|change| (change.document.kind(), change.document.id().to_owned(), change.expected_version));
        let read = decision.requires.iter().filter_map(|requirement| match requirement {
            Requirement::Unchanged { kind, id, version } => Some((*kind, id.clone(), *version)),
            Requirement::Unique { .. } | Requirement::Exclusion { .. } => None,
        });
        for (kind, id, expected) in written.chain(read) {
            let stored = self.documents.get(&(kind.to_owned(), id));
            if stored.map_or(0, |stored| stored["version"].as_u64().unwrap_or(1)) != expected {
                return Err(Refused::Conflict);
            }
        }
        for change in &decision.changes {
            let key = (change.document.kind().to_owned(), change.document.id().to_owned());
            let document = serde_json::from_str(&change.document.to_json()).unwrap_or_default();
            self.documents.insert(key.clone(), document);
            self.histories.entry(key).or_insert_with(|| (change.document.clone(), Vec::new()));
        }
        for event in &decision.events {
            let key = (event.subject.kind.clone(), event.subject.id.clone());
            if let Some((_, events)) = self.histories.get_mut(&key) {
                events.push(event.clone());
            }
        }
        Ok(decision)
    }

    /// The law of events: the first document folded with all its later events is the stored one.
    fn check_law(&self) -> Result<(), String> {
        for (key, (first, events)) in &self.histories {
            let folded = fold(first, events).map_err(|error| error.to_string())?;
            let stored = read(&key.0, self.documents.get(key).unwrap_or(&Value::Null))
                .map_err(|error| error.to_string())?;
            if folded != stored {
                return Err(format!("{key:?} folded is {}, stored {}", folded.to_json(), stored.to_json()));
            }
        }
        Ok(())
    }
}

/// A link is judged and bound, and then decided on: it is no argument that could be sent.
fn verify(document: Option<&Json>, with: &Value, context: &Json) -> Result<Decision, Error> {
    let context = Context::read(context).map_err(|error| error.within("context"))?;
    let existing = document.map(Identity::read).transpose().map_err(|error| error.within("document"))?;
    let shipped = LinkPolicy::default();
    let given = &with["policy"];
    let revoked = given["revoked"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let policy = LinkPolicy {
        maximum_age_ms: given["maximumAgeMs"].as_u64().unwrap_or(shipped.maximum_age_ms),
        maximum_skew_ms: given["maximumSkewMs"].as_u64().unwrap_or(shipped.maximum_skew_ms),
        audience: given["audience"].as_str().map(Into::into),
        require_version_2: given["requireVersion2"] == true,
        revoked: revoked.map(Uid::parse).collect::<Result<_, _>>()?,
        issued_after: given["issuedAfter"]
            .as_i64()
            .map(mot_core::time::Timestamp::from_milliseconds)
            .transpose()?,
    };
    let link_now = with["linkNow"].as_str().map(mot_core::time::Timestamp::parse).transpose()?;
    let verifier = LinkVerifier::new(key_ring(&with["keys"], &Value::Null)?, policy)?;
    let candidate = verifier.verify(text(with, "fragment"), link_now.unwrap_or(context.now))?;
    let link = candidate.bind(existing.as_ref().map(|identity| &identity.uid))?;
    let replay = Replay::from_word(text(with, "replay")).unwrap_or(Replay::Seen);
    let policy = IdentityPolicy::read(&parse(&with["identityPolicy"])?)?;
    Ok(Identity::verify(existing.as_ref(), &link, replay, &policy, &context)?.into_documents())
}

fn id_of(kind: &str, document: &Value) -> String {
    let field = match kind {
        "identity" => "uid",
        "property" => "propertyId",
        "application" => "applicationId",
        "booking" => "bookingId",
        "card" => "cardId",
        _ => "voucherId",
    };
    document[field].as_str().unwrap_or_default().to_owned()
}

fn parse(value: &Value) -> Result<Json, Error> {
    Json::parse(&value.to_string())
}

fn read(kind: &str, document: &Value) -> Result<Document, Error> {
    Document::read_kind(kind, &parse(document)?)
}

/// Why a step did not happen.
enum Refused {
    /// The library refused.
    Library(Error),
    /// The store holds another version than the decision expects.
    Conflict,
}

impl Refused {
    fn is(&self, code: &str, expect: &Value) -> bool {
        match self {
            Self::Library(error) => is_refusal(
                &json!({ "code": code, "details": expect["details"], "path": expect["path"] }),
                error,
            ),
            Self::Conflict => code == "lifecycle.version_conflict",
        }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Library(error) => write!(f, "{error:?} {:?}", error.details()),
            Self::Conflict => f.write_str("a version conflict at commit"),
        }
    }
}
