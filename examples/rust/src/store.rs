//! What a host keeps: the documents as they are now, and what was decided.

use std::collections::BTreeMap;

use mot_core::{
    Decision, Document, Error,
    input::{Json, Write},
    mortgage::{self, Application, Contract, Offer},
    time::Timestamp,
};

/// The documents of one mortgage, and the canonical line of every outcome.
#[derive(Debug, Default)]
pub(crate) struct Store {
    application: Option<Application>,
    offers: BTreeMap<String, Offer>,
    contract: Option<Contract>,
    lines: Vec<String>,
}

impl Store {
    /// Keeps what was decided. A host does this in one transaction, expecting the versions that the decision names.
    pub(crate) fn commit(&mut self, telling: &str, decision: Decision) -> Result<(), Error> {
        self.keep(&decision.write())?;
        let events: Vec<&str> = decision.events.iter().map(|event| event.name.as_str()).collect();
        if let Some(event) = decision.events.first() {
            self.tell(event.at, telling, &events.join(", "));
        }
        for change in decision.changes {
            let Document::Mortgage(document) = change.document else { continue };
            match document {
                mortgage::Document::Application(application) => self.application = Some(application),
                mortgage::Document::Offer(offer) => {
                    self.offers.insert(offer.voucher_id.to_string(), offer);
                }
                mortgage::Document::Contract(contract) => self.contract = Some(contract),
                mortgage::Document::Property(_) | mortgage::Document::Tranche(_) => {}
            }
        }
        Ok(())
    }

    /// Tells that something was refused; nothing changes.
    pub(crate) fn refuse(&mut self, telling: &str, refusal: &Error) -> Result<(), Error> {
        println!(
            "{:20}  {telling}\n{:22}refused: {}, {}",
            "",
            "",
            refusal.code().as_str(),
            refusal.message()
        );
        let details =
            refusal.details().into_iter().map(|(name, text)| (name.to_owned(), Json::from(text.as_str())));
        self.keep(&Json::Object(vec![(
            "refusal".into(),
            Json::Object(vec![
                ("code".into(), Json::from(refusal.code().as_str())),
                ("details".into(), Json::Object(details.collect())),
                ("message".into(), Json::from(refusal.message().as_str())),
            ]),
        )]))
    }

    /// Tells what happened, and below it the events.
    pub(crate) fn tell(&self, at: Timestamp, telling: &str, events: &str) {
        println!("{:20}  {telling}", at.to_string());
        if !events.is_empty() {
            println!("{:22}{events}", "");
        }
    }

    /// Keeps an outcome as a canonical line.
    pub(crate) fn keep(&mut self, outcome: &Json) -> Result<(), Error> {
        self.lines.push(outcome.to_canonical()?);
        Ok(())
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    pub(crate) fn application(&self) -> &Application {
        self.application.as_ref().expect("the journey submits the application first")
    }

    pub(crate) fn contract(&self) -> &Contract {
        self.contract.as_ref().expect("the journey accepts an offer first")
    }

    pub(crate) fn offer(&self, id: &str) -> &Offer {
        self.offers.get(id).expect("the journey makes the offer first")
    }

    /// Every offer but this one.
    pub(crate) fn offers_without(&self, id: &str) -> Vec<Offer> {
        self.offers.iter().filter(|(known, _)| *known != id).map(|(_, offer)| offer.clone()).collect()
    }
}
