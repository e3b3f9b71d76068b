//! Random commands by random actors at random instants: whatever is decided, the laws of lifecycles hold.

use std::collections::{BTreeMap, BTreeSet};

use mot_core::{
    Decision, Document, MACHINES,
    input::{Json, Read, Write},
    lifecycle::{Event, Requirement, Stored, fold},
    mortgage::{self, Application, ApplicationStatus, Offer, OfferStatus, Property, Tranche},
};
use proptest::{prelude::*, strategy::ValueTree};

const LENDERS: [&str; 3] = ["bank-1", "bank-2", "bank-3"];
const HASHES: [&str; 2] = [
    "eac8d96f20c85d7a6f960b5af14478a5a45210392f61ace2f620d7b72373b615",
    "e665557ce39ded5926281b3344d88bbe476b1d67d17908323b4573389c3e04ae",
];

/// One attempt: which command, by whom, when, on which offer.
#[derive(Clone, Debug)]
struct Attempt {
    command: &'static str,
    actor: &'static str,
    hours: u32,
    offer: usize,
    policy: &'static str,
    hash: usize,
}

fn attempt() -> impl Strategy<Value = Attempt> {
    // What leads on comes more often than what ends, so that many attempts reach the contract.
    let onward = [
        "application.submit",
        "application.share",
        "offer.make",
        "offer.record_evidence",
        "offer.accept",
        "contract.replace_draft",
        "contract.record_evidence",
        "contract.record_evidence",
        "contract.sign",
        "contract.sign",
        "contract.sign",
        "contract.attach_document",
    ];
    let other = [
        "application.decline",
        "application.withdraw",
        "offer.amend",
        "offer.decline",
        "offer.withdraw",
        "offer.expire",
        "offer.supersede",
        "contract.assign_notary",
        "contract.withdraw",
        "contract.archive",
        "contract.cancel",
    ];
    let tranches = ["tranche.issue", "tranche.place", "tranche.withdraw", "tranche.expire", "tranche.lapse"];
    let commands = prop::sample::select([onward.repeat(8), other.to_vec(), tranches.repeat(4)].concat());
    let actors = prop::sample::select(vec![
        "borrower", "borrower", "lender", "lender", "notary", "system", "stranger",
    ]);
    (
        commands,
        actors,
        0u32..30,
        0usize..3,
        prop::sample::select(vec!["de_mortgage", "mcd_baseline"]),
        0usize..2,
    )
        .prop_map(|(command, actor, hours, offer, policy, hash)| Attempt {
            command,
            actor,
            hours,
            offer,
            policy,
            hash,
        })
}

#[derive(Default)]
struct World {
    documents: BTreeMap<(String, String), Document>,
    first: BTreeMap<(String, String), Document>,
    events: Vec<Event>,
    /// The keys that were written.
    keys: BTreeSet<String>,
    /// Which commands succeeded, to know that the test reaches what it is about.
    done: Vec<String>,
}

impl World {
    fn new() -> Self {
        let property = Property::from_json(
            r#"{ "propertyId": "house-1", "ownerUid": "user-1", "type": "house",
                 "address": { "street": "a", "zip": "b", "city": "c", "country": "DE" },
                 "purchasePrice": { "amount": 45000000, "currency": "EUR" },
                 "ownCapital": { "amount": 9000000, "currency": "EUR" }, "meta": {}, "version": 1 }"#,
        );
        let mut world = Self::default();
        let property = Document::Mortgage(property.expect("a property").into());
        world.documents.insert(("property".into(), "house-1".into()), property);
        world
    }

    fn json(&self, kind: &str, id: &str) -> Option<String> {
        self.documents.get(&(kind.to_owned(), id.to_owned())).map(Write::to_json)
    }

    fn application(&self) -> Option<&Application> {
        match self.documents.get(&("application".to_owned(), "app-1".to_owned())) {
            Some(Document::Mortgage(mortgage::Document::Application(application))) => Some(application),
            _ => None,
        }
    }

    fn offers(&self) -> impl Iterator<Item = &Offer> {
        self.documents.values().filter_map(|document| match document {
            Document::Mortgage(mortgage::Document::Offer(offer)) => Some(offer),
            _ => None,
        })
    }

    fn tranches(&self, offer: &str) -> Vec<&Tranche> {
        let tranches = self.documents.values().filter_map(|document| match document {
            Document::Mortgage(mortgage::Document::Tranche(tranche)) => Some(tranche),
            _ => None,
        });
        tranches.filter(|tranche| tranche.underlying_offer_id.as_str() == offer).collect()
    }

    /// The arguments with the right other documents: what varies is who asks, when, and in which state.
    fn call(&self, attempt: &Attempt) -> (String, String, String) {
        let offer_id = format!("offer-{}", attempt.offer);
        let application = self.json("application", "app-1").unwrap_or("null".into());
        let live = |without: &str| -> String {
            let live =
                self.application().map(|application| application.live_offers.clone()).unwrap_or_default();
            let others = live.iter().filter(|id| id.as_str() != without);
            others.filter_map(|id| self.json("offer", id.as_str())).collect::<Vec<_>>().join(",")
        };
        let terms = |offer: &Offer| offer.terms_sha256().expect("terms have a hash").to_string();
        let at = instant(self.events.len() as u32, 0);
        let evidence = ["credit_assessment", "identification", "contract_copy", "mandatory_information"];
        let (kind, id, arguments) = match attempt.command {
            "application.submit" => (
                "application",
                "app-1".to_owned(),
                format!(
                    r#"{{ "application": {{ "applicationId": "app-1", "borrowerUid": "user-1", "propertyId": "house-1",
                        "desiredLoan": {{ "amount": 36000000, "currency": "EUR" }}, "desiredDurationYears": 20,
                        "desiredRateType": "fixed", "maxInterestRate": null, "visibility": "private", "meta": {{}} }},
                        "property": {} }}"#,
                    self.json("property", "house-1").expect("the property")
                ),
            ),
            "application.share" => (
                "application",
                "app-1".to_owned(),
                format!(r#"{{ "lenders": ["{}"] }}"#, LENDERS[attempt.offer]),
            ),
            "application.withdraw" => {
                ("application", "app-1".to_owned(), format!(r#"{{ "offers": [{}] }}"#, live("")))
            }
            "application.decline" => ("application", "app-1".to_owned(), "{}".to_owned()),
            "offer.make" => (
                "offer",
                offer_id.clone(),
                format!(
                    r#"{{ "offer": {{ "voucherId": "{offer_id}", "type": "mortgage-offer", "applicationId": "app-1",
                        "issuerId": "{}", "holderUid": "user-1", "loan": {{ "amount": 36000000, "currency": "EUR" }},
                        "interest": {{ "nominalRate": 0.032, "effectiveRate": null, "fixedYears": 15 }},
                        "repayment": {{ "initialRate": 0.02, "specialPaymentsAllowed": false, "specialPaymentMaxPerYear": null }},
                        "fees": {{ "processingFee": 0, "valuationFee": 0, "otherFees": [] }},
                        "validity": {{ "validFrom": "2025-02-01T00:00:00Z", "validUntil": "2025-03-20T00:00:00Z" }},
                        "termsRef": null }}, "policy": "{}", "application": {application} }}"#,
                    LENDERS[attempt.offer], attempt.policy
                ),
            ),
            "offer.amend" => (
                "offer",
                offer_id,
                format!(
                    r#"{{ "loan": {{ "amount": 3500000{}, "currency": "EUR" }}, "application": {application} }}"#,
                    attempt.hash
                ),
            ),
            "offer.record_evidence" => {
                let hash = self
                    .offers()
                    .find(|offer| offer.voucher_id.as_str() == offer_id)
                    .map(terms)
                    .unwrap_or_default();
                let evidence = format!(
                    r#"{{ "evidence": {{ "kind": "information_sheet", "at": "{at}", "termsSha256": "{hash}" }} }}"#
                );
                ("offer", offer_id, evidence)
            }
            "offer.accept" => {
                let siblings = live(&offer_id);
                let arguments = format!(
                    r#"{{ "contractId": "contract-1", "application": {application}, "siblings": [{siblings}] }}"#
                );
                ("offer", offer_id, arguments)
            }
            name if name.starts_with("offer.") => {
                ("offer", offer_id, format!(r#"{{ "application": {application} }}"#))
            }
            "contract.replace_draft" => (
                "contract",
                "contract-1".to_owned(),
                format!(r#"{{ "draftPdf": "d.pdf", "sha256": "{}" }}"#, HASHES[attempt.hash]),
            ),
            "contract.attach_document" => (
                "contract",
                "contract-1".to_owned(),
                format!(r#"{{ "signedPdf": "s.pdf", "sha256": "{}" }}"#, HASHES[attempt.hash]),
            ),
            "contract.assign_notary" => {
                ("contract", "contract-1".to_owned(), r#"{ "notaryId": "notary-1" }"#.to_owned())
            }
            "contract.record_evidence" => (
                "contract",
                "contract-1".to_owned(),
                format!(
                    r#"{{ "evidence": {{ "kind": "{}", "at": "{at}", "result": "positive", "subject": "user-1" }} }}"#,
                    evidence[(attempt.offer + attempt.hash * 2) % 4]
                ),
            ),
            "contract.sign" => (
                "contract",
                "contract-1".to_owned(),
                format!(r#"{{ "documentSha256": "{}" }}"#, HASHES[attempt.hash]),
            ),
            name if name.starts_with("tranche.") => {
                let id = format!("tranche-{}-{}", attempt.offer, attempt.hours % 3);
                let arguments = self.about_a_tranche(attempt, &id, &offer_id);
                ("tranche", id, arguments)
            }
            _ => ("contract", "contract-1".to_owned(), "{}".to_owned()),
        };
        (kind.to_owned(), id, arguments)
    }

    fn about_a_tranche(&self, attempt: &Attempt, id: &str, offer_id: &str) -> String {
        let offer = self.json("offer", offer_id).unwrap_or("null".into());
        let accepted = self.offers().find(|offer| offer.status == OfferStatus::Accepted);
        let contract = accepted.filter(|offer| offer.voucher_id.as_str() == offer_id);
        let contract = contract.and_then(|_| self.json("contract", "contract-1")).unwrap_or("null".into());
        let amount = [20_000_000, 16_000_000][attempt.hash];
        let tranches: Vec<String> =
            self.tranches(offer_id).into_iter().map(|tranche| tranche.to_json()).collect();
        match attempt.command {
            "tranche.issue" => format!(
                r#"{{ "tranche": {{ "voucherId": "{id}", "type": "mortgage-tranche", "underlyingOfferId": "{offer_id}",
                    "nominalAmount": {{ "amount": {amount}, "currency": "EUR" }}, "expectedYield": 0.028,
                    "riskClass": "A", "durationYears": 10,
                    "validity": {{ "validFrom": "2025-02-01T00:00:00Z", "validUntil": "2025-02-06T00:00:00Z" }} }},
                    "offer": {offer}, "contract": {contract}, "tranches": [{}] }}"#,
                tranches.join(",")
            ),
            "tranche.place" | "tranche.lapse" => {
                format!(r#"{{ "offer": {offer}, "contract": {contract} }}"#)
            }
            _ => format!(r#"{{ "offer": {offer} }}"#),
        }
    }

    /// What is issued leaves the live tranches within their loan.
    fn check_issued(&self, tranche: &Tranche) {
        let id = tranche.underlying_offer_id.as_str();
        let live = self.tranches(id).into_iter().filter(|known| {
            matches!(known.status, mortgage::TrancheStatus::Offered | mortgage::TrancheStatus::Placed)
        });
        let taken: i64 = live.map(|known| known.nominal_amount.amount()).sum();
        let loan =
            self.offers().find(|offer| offer.voucher_id.as_str() == id).map(|offer| offer.loan.amount());
        assert!(loan.is_some_and(|loan| taken <= loan), "{taken} of {loan:?}");
    }

    fn attempt(&mut self, attempt: &Attempt) {
        let (kind, id, arguments) = self.call(attempt);
        let document = self.json(&kind, &id).map(|text| Json::parse(&text).expect("JSON"));
        let lender = format!(r#"{{ "party": "{}" }}"#, LENDERS[attempt.offer]);
        let actor = match attempt.actor {
            "borrower" => r#"{ "party": "user-1" }"#,
            "lender" => &lender,
            "notary" => r#"{ "party": "notary-1" }"#,
            "stranger" => r#"{ "party": "user-2" }"#,
            _ => r#""system""#,
        };
        let now = instant(self.events.len() as u32, attempt.hours);
        let context = format!(r#"{{ "now": "{now}", "actor": {actor} }}"#);
        let parse = |text: &str| Json::parse(text).expect("JSON");
        let decided =
            mot_core::decide(attempt.command, document.as_ref(), &parse(&arguments), &parse(&context));
        if let Ok(decision) = decided {
            self.done.push(attempt.command.to_owned());
            self.commit(decision);
        }
    }

    fn commit(&mut self, decision: Decision) {
        for requirement in &decision.requires {
            if let Requirement::Unchanged { kind, id, version } = requirement {
                let known = &self.documents[&((*kind).to_owned(), id.clone())];
                assert_eq!(known.version(), *version);
            }
            if let Requirement::Unique { key, .. } = requirement {
                assert!(self.keys.insert(key.clone()), "{key} is written once");
            }
        }
        for change in decision.changes {
            let key = (change.document.kind().to_owned(), change.document.id().to_owned());
            let before = self.documents.get(&key);
            assert_eq!(before.map_or(0, Stored::version), change.expected_version, "{key:?}");
            assert_eq!(change.document.version(), change.expected_version + 1, "versions grow by one");
            if let Some(before) = before {
                assert!(!is_final(before), "nothing leaves a final status: {}", before.to_json());
            }
            self.first.entry(key.clone()).or_insert_with(|| change.document.clone());
            let issued = change.expected_version == 0;
            self.documents.insert(key.clone(), change.document);
            if let (true, Document::Mortgage(mortgage::Document::Tranche(tranche))) =
                (issued, &self.documents[&key])
            {
                self.check_issued(tranche);
            }
        }
        self.events.extend(decision.events);
    }

    fn check(&self) {
        for (key, first) in &self.first {
            let folded = fold(first, &self.events).expect("events fold");
            assert_eq!(&folded, &self.documents[key], "the law of events");
        }
        let Some(application) = self.application() else { return };
        let offered = self.offers().filter(|offer| offer.status == OfferStatus::Offered);
        let mut live: Vec<_> = offered.map(|offer| offer.voucher_id.clone()).collect();
        let mut listed = application.live_offers.clone();
        live.sort();
        listed.sort();
        assert_eq!(live, listed, "the application lists exactly the live offers");
        let accepted = self.offers().filter(|offer| offer.status == OfferStatus::Accepted).count();
        assert_eq!(
            accepted,
            usize::from(application.status == ApplicationStatus::Accepted),
            "one winner at most"
        );
        let contracts = self.documents.keys().filter(|(kind, _)| kind == "contract").count();
        assert_eq!(contracts, accepted, "a contract for the accepted offer, and none else");
        for event in &self.events {
            let names: Vec<&String> = event.set.iter().map(|(name, _)| name).collect();
            assert!(
                !names.iter().any(|name| *name == "meta" || *name == "address"),
                "no personal data in {names:?}"
            );
            assert_eq!(Event::from_json(&event.to_json()).as_ref(), Ok(event), "an event reads back");
        }
    }
}

fn is_final(document: &Document) -> bool {
    let status = document.write().get("status").cloned();
    MACHINES.into_iter().any(|machine| {
        let table = mot_core::describe(machine).expect("a machine");
        let terminal =
            table.get("terminal").and_then(|terminal| terminal.list().ok()).expect("final statuses");
        table.get("subject") == Some(&Json::from(document.kind()))
            && status.as_ref().is_some_and(|status| terminal.contains(status))
    })
}

/// Eight hours for each event so far, and the attempt's hours.
fn instant(events: u32, hours: u32) -> String {
    let start = mot_core::time::Timestamp::parse("2025-02-01T00:00:00Z").expect("an instant");
    start.plus_milliseconds(i64::from(events * 8 + hours) * 3_600_000).expect("within the years").to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn random_commands_keep_every_law(attempts in prop::collection::vec(attempt(), 1..120)) {
        let mut world = World::new();
        for attempt in &attempts {
            world.attempt(attempt);
            world.check();
        }
    }
}

#[test]
fn random_commands_reach_the_end_of_the_journey() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let attempts = prop::collection::vec(attempt(), 900);
    let mut reached: Vec<String> = Vec::new();
    for _ in 0..60 {
        let mut world = World::new();
        for attempt in attempts.new_tree(&mut runner).expect("attempts").current() {
            world.attempt(&attempt);
        }
        reached.extend(world.done);
    }
    let mut counts = BTreeMap::new();
    reached.iter().for_each(|done| *counts.entry(done.clone()).or_insert(0) += 1);
    for command in [
        "application.withdraw",
        "offer.accept",
        "contract.sign",
        "contract.attach_document",
        "contract.cancel",
        "tranche.issue",
        "tranche.place",
        "tranche.withdraw",
        "tranche.expire",
        "tranche.lapse",
    ] {
        assert!(reached.iter().any(|done| done == command), "{command} never succeeded: {counts:?}");
    }
}

#[test]
fn events_fold_only_in_their_order_and_into_the_same_document() {
    let mut world = World::new();
    for command in ["application.submit", "application.share", "application.share"] {
        for offer in 0..3 {
            let attempt =
                Attempt { command, actor: "borrower", hours: 0, offer, policy: "de_mortgage", hash: 0 };
            world.attempt(&attempt);
        }
    }
    let key = ("application".to_owned(), "app-1".to_owned());
    let (first, current) = (&world.first[&key], &world.documents[&key]);
    assert_eq!(current.version(), 4, "submitted, and shared three times");
    assert_eq!(fold(first, &world.events).as_ref(), Ok(current));
    assert_eq!(
        fold(current, &world.events).as_ref(),
        Ok(current),
        "what is in the document already is passed over"
    );
    let code = |events: &[Event]| fold(first, events).expect_err("refused").code().as_str();
    let later: Vec<Event> = world.events.iter().filter(|event| event.version > 1).cloned().collect();
    assert_eq!(code(&later[1..]), "lifecycle.version_conflict", "a gap");
    assert_eq!(
        code(&[later[0].clone(), later[1].clone(), later[0].clone()]),
        "lifecycle.version_conflict",
        "turned back"
    );
    let mut other = later[0].clone();
    other.set.push(("applicationId".into(), Json::from("app-2")));
    assert_eq!(code(&[other]), "lifecycle.wrong_document");
}
