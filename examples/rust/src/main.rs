//! One mortgage, from the link that opens the portal to the fee of the loan.
//!
//! Every language plays the same journey on the same documents of `examples/data`. Each tells what happens, and then
//! gives every outcome as one line of canonical JSON (RFC 8785): the lines are the same in all languages.

mod portal;
mod store;

use std::{error::Error, fs, path::PathBuf};

use mot_core::{
    fee::{FeeSchedule, quote},
    id::{ContractId, PartyId, PolicyId},
    identity::{ReplayStore, Uid},
    input::{Json, Read, Word, Write},
    lifecycle::{Actor, Context},
    money::{Percent, Rounding},
    mortgage::{
        Application, AssessmentResult, CompareBy, Contract, DocumentHash, EvidenceKind, NewApplication,
        NewEvidence, NewOffer, Offer, Policies, Property, compare, instalment,
    },
    room::{Admission, Cell, Envelope, Honeycomb, RoomLink},
    time::Timestamp,
};

use store::Store;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let data = PathBuf::from(std::env::args().nth(1).unwrap_or("examples/data".into()));
    let read = |name: &str| fs::read_to_string(data.join(name));
    let policies = Policies::shipped();
    let mut store = Store::default();

    let mut used = ReplayStore::new(10_000);
    let uid = portal::open(&read("link.json")?, &mut used, &mut store)?;
    portal::prove(&read("proof.json")?, &mut used, &mut store)?;
    let borrower = PartyId::from(uid.clone());
    let context = |now: &str, party: &PartyId| -> Outcome<Context> {
        Ok(Context::new(Timestamp::parse(now)?, Actor::Party(party.clone())))
    };

    let property = Property::from_json(&read("property.json")?)?;
    let new = NewApplication::from_json(&read("application.json")?)?;
    let submitted = Application::submit(&new, None, &property, &context("2025-02-01T10:15:00Z", &borrower)?)?;
    store.commit("the borrower asks for a loan", submitted.into_documents())?;

    let lenders = ["bank-xyz", "bank-2", "bank-3"].map(PartyId::parse);
    let [bank_xyz, bank_2, bank_3] = lenders.clone().map(Result::unwrap);
    let shared = store
        .application()
        .share(&[bank_xyz.clone(), bank_2, bank_3], &context("2025-02-01T11:00:00Z", &borrower)?)?;
    store.commit("shows the application to three lenders", shared.into_documents())?;

    for (lender, now) in
        lenders.into_iter().zip(["2025-02-01T12:00:00Z", "2025-02-01T12:10:00Z", "2025-02-01T12:20:00Z"])
    {
        let lender = lender?;
        let new = NewOffer::from_json(&read(&format!("offer-{lender}.json"))?)?;
        let monthly =
            instalment(new.loan, new.interest.nominal_rate, new.repayment.initial_rate, Rounding::HalfUp)?;
        let policy = PolicyId::parse("de_mortgage")?;
        let made = Offer::make(&new, &policy, None, store.application(), &policies, &context(now, &lender)?)?;
        let percent = Percent(new.interest.nominal_rate);
        store.commit(
            &format!("{lender} offers {} at {percent} %, {monthly} a month", new.loan),
            made.into_documents(),
        )?;
    }

    weigh(&mut store, &policies)?;
    meet(&uid, &mut store)?;

    let chosen = store.offer("mort-offer-2025-0001");
    let sheet = NewEvidence {
        terms_sha256: Some(chosen.terms_sha256()?),
        reference: Some("doc-77".into()),
        ..NewEvidence::new(EvidenceKind::InformationSheet, Timestamp::parse("2025-02-01T12:30:00Z")?)
    };
    let recorded = chosen.record_evidence(&sheet, &policies, &context("2025-02-01T12:30:00Z", &bank_xyz)?)?;
    store.commit("bank-xyz hands over the information sheet", recorded.into_documents())?;

    let acceptance = context("2025-02-03T08:00:00Z", &borrower)?;
    let accept = |store: &Store, offer: &str| {
        let siblings = store.offers_without(offer);
        let contract = ContractId::parse("mort-contract-2025-0001")?;
        store.offer(offer).accept(&contract, store.application(), &siblings, &policies, &acceptance)
    };
    let refusal = accept(&store, "mort-offer-2025-0003").err().ok_or("a lapsed offer was accepted")?;
    store.refuse("the borrower wants the offer of bank-3, which has lapsed", &refusal)?;
    let accepted = accept(&store, "mort-offer-2025-0001")?;
    store.commit("the borrower accepts the offer of bank-xyz", accepted.into_documents())?;

    let draft = DocumentHash::of(b"the draft of mort-contract-2025-0001");
    let path = "s3://contracts/drafts/mort-contract-2025-0001.pdf";
    let drafted =
        store.contract().replace_draft(path, Some(&draft), &context("2025-02-04T08:30:00Z", &bank_xyz)?)?;
    store.commit("bank-xyz puts the draft in place", drafted.into_documents())?;

    let shown = |kind, now: &str| Ok::<_, mot_core::Error>(NewEvidence::new(kind, Timestamp::parse(now)?));
    for evidence in [
        NewEvidence {
            result: Some(AssessmentResult::Positive),
            ..shown(EvidenceKind::CreditAssessment, "2025-02-04T09:00:00Z")?
        },
        NewEvidence {
            subject: Some(borrower.clone()),
            ..shown(EvidenceKind::Identification, "2025-02-04T09:05:00Z")?
        },
        shown(EvidenceKind::ContractCopy, "2025-02-05T09:30:00Z")?,
        shown(EvidenceKind::MandatoryInformation, "2025-02-05T09:35:00Z")?,
    ] {
        let context = Context::new(evidence.at, Actor::Party(bank_xyz.clone()));
        let recorded = store.contract().record_evidence(&evidence, &context)?;
        store.commit(&format!("bank-xyz records: {}", evidence.kind.as_str()), recorded.into_documents())?;
    }

    let signature =
        |contract: &Contract, now, party| contract.sign(&draft, &policies, &context(now, party).unwrap());
    let signed = signature(store.contract(), "2025-02-05T09:45:00Z", &borrower)?;
    store.commit("the borrower signs", signed.into_documents())?;
    let signed = signature(store.contract(), "2025-02-05T10:00:00Z", &bank_xyz)?;
    let triggers = signed.fee_triggers.clone();
    store.commit("bank-xyz signs, and the contract is made", signed.into_documents())?;

    let schedule = FeeSchedule::from_json(&read("fee-schedule.json")?)?;
    for trigger in &triggers {
        let fee = quote(&schedule, trigger)?.ok_or("no fee is due")?;
        store.tell(fee.at, &format!("{} owes the platform {} on {}", fee.payer.id, fee.amount, fee.base), "");
        store.keep(&Json::Object(vec![("fee".into(), fee.write())]))?;
    }
    store.lines().for_each(|line| println!("{line}"));
    Ok(())
}

/// The offers' stated rates are checked, and the offers compared over the shortest time for which a rate is fixed.
fn weigh(store: &mut Store, policies: &Policies) -> Outcome<()> {
    let now = Timestamp::parse("2025-02-01T12:22:00Z")?;
    let offers = ["mort-offer-2025-0001", "mort-offer-2025-0002", "mort-offer-2025-0003"]
        .map(|id| store.offer(id).clone());
    for offer in &offers {
        let stated = offer.interest.effective_rate.ok_or("no effective rate is stated")?;
        let found = offer.verify_stated_aprc(stated, policies)?;
        let (stated, rate) = (Percent(stated), Percent(found.rate));
        store.tell(
            now,
            &format!("{} states {stated} %, it is {rate} %: {}", offer.issuer_id, found.verdict),
            "",
        );
        store.keep(&Json::Object(vec![("statedAprc".into(), found.write())]))?;
    }
    let financings = offers.iter().map(Offer::financing).collect::<Result<Vec<_>, _>>()?;
    let comparison = compare(&financings, CompareBy::TotalCost, None)?;
    for one in &comparison.ranking {
        let lender = &offers[one.index as usize].issuer_id;
        let (months, cost, more) = (comparison.horizon_months, one.total_cost, one.more_total_cost);
        let why = format!("interest {}, costs {}", one.more_interest, one.more_costs);
        store.tell(
            now,
            &format!("{}. {lender} costs {cost} in {months} months, {more} more: {why}", one.rank),
            "",
        );
    }
    store.keep(&Json::Object(vec![("comparison".into(), comparison.write())]))?;
    Ok(())
}

/// The borrower goes to the room of an offer and says something; a stranger does not get in.
fn meet(uid: &Uid, store: &mut Store) -> Outcome<()> {
    let admission = Admission::of_offer(store.offer("mort-offer-2025-0001"));
    let wabe = Honeycomb::default().lowest_free(&[Cell::parse("A-1")?, Cell::parse("cell-2")?])?;
    let room = RoomLink {
        wabe: Some(wabe),
        room_id: Some(admission.room().clone()),
        uid: Some(uid.clone()),
        other: Vec::new(),
    };
    let link = room.write("honeycomb.html")?;
    let now = Timestamp::parse("2025-02-01T12:25:00Z")?;
    store.tell(now, &format!("the room of the offer is {}, at {wabe}", admission.room()), "");
    store.keep(&Json::Object(vec![("roomLink".into(), Json::from(link.as_str()))]))?;

    let sent = r#"{ "type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001", "payload": { "text": "Is 3.2 % your last word?" } }"#;
    let envelope = Envelope::from_json(sent)?;
    let said = envelope.admit(&admission, &Actor::Party(uid.clone().into()), now)?;
    store.tell(now, "the borrower says something there", "");
    store.keep(&Json::Object(vec![("message".into(), said.write())]))?;
    let stranger = Actor::Party(PartyId::parse("user-abc")?);
    let refusal = envelope.admit(&admission, &stranger, now).err().ok_or("a stranger got in")?;
    store.refuse("a stranger wants to say the same", &refusal)?;
    Ok(())
}
