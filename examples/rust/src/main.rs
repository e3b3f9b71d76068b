//! One mortgage, from the link that opens the portal to the fee of the loan.
//!
//! Every language plays the same journey on the same documents of `examples/data`. Each tells what happens, and then
//! gives every outcome as one line of canonical JSON (RFC 8785): the lines are the same in all languages.

mod store;

use std::{error::Error, fs, path::PathBuf};

use mot_core::{
    fee::{FeeSchedule, quote},
    id::{ContractId, PartyId, PolicyId},
    identity::{KeyRing, KeyStatus, LinkPolicy, LinkSigner, LinkVerifier, Replay, Secret, Uid},
    input::{Json, Read, Word, Write},
    lifecycle::{Actor, Context},
    money::{Percent, Rounding},
    mortgage::{
        Application, AssessmentResult, Contract, DocumentHash, EvidenceKind, NewApplication, NewEvidence,
        NewOffer, Offer, Policies, Property, instalment,
    },
    time::Timestamp,
};

use store::Store;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let data = PathBuf::from(std::env::args().nth(1).unwrap_or("examples/data".into()));
    let read = |name: &str| fs::read_to_string(data.join(name));
    let policies = Policies::shipped();
    let mut store = Store::default();

    let borrower = open_portal(&read("link.json")?, &mut store)?;
    let context = |now: &str, party: &PartyId| -> Outcome<Context> {
        Ok(Context::new(Timestamp::parse(now)?, Actor::Party(party.clone())))
    };

    let property = Property::from_json(&read("property.json")?)?;
    let new = NewApplication::from_json(&read("application.json")?)?;
    let submitted = Application::submit(&new, None, &property, &context("2025-02-01T10:15:00Z", &borrower)?)?;
    store.commit("the borrower asks for a loan", submitted)?;

    let lenders = ["bank-xyz", "bank-2", "bank-3"].map(PartyId::parse);
    let [bank_xyz, bank_2, bank_3] = lenders.clone().map(Result::unwrap);
    let shared = store
        .application()
        .share(&[bank_xyz.clone(), bank_2, bank_3], &context("2025-02-01T11:00:00Z", &borrower)?)?;
    store.commit("shows the application to three lenders", shared)?;

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
        store.commit(&format!("{lender} offers {} at {percent} %, {monthly} a month", new.loan), made)?;
    }

    let chosen = store.offer("mort-offer-2025-0001");
    let sheet = NewEvidence {
        terms_sha256: Some(chosen.terms_sha256()?),
        reference: Some("doc-77".into()),
        ..NewEvidence::new(EvidenceKind::InformationSheet, Timestamp::parse("2025-02-01T12:30:00Z")?)
    };
    let recorded = chosen.record_evidence(&sheet, &policies, &context("2025-02-01T12:30:00Z", &bank_xyz)?)?;
    store.commit("bank-xyz hands over the information sheet", recorded)?;

    let acceptance = context("2025-02-03T08:00:00Z", &borrower)?;
    let accept = |store: &Store, offer: &str| {
        let siblings = store.offers_without(offer);
        let contract = ContractId::parse("mort-contract-2025-0001")?;
        store.offer(offer).accept(&contract, store.application(), &siblings, &policies, &acceptance)
    };
    let refusal = accept(&store, "mort-offer-2025-0003").err().ok_or("a lapsed offer was accepted")?;
    store.refuse("the borrower wants the offer of bank-3, which has lapsed", &refusal)?;
    let accepted = accept(&store, "mort-offer-2025-0001")?;
    store.commit("the borrower accepts the offer of bank-xyz", accepted)?;

    let draft = DocumentHash::of(b"the draft of mort-contract-2025-0001");
    let path = "s3://contracts/drafts/mort-contract-2025-0001.pdf";
    let drafted =
        store.contract().replace_draft(path, Some(&draft), &context("2025-02-04T08:30:00Z", &bank_xyz)?)?;
    store.commit("bank-xyz puts the draft in place", drafted)?;

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
        store.commit(&format!("bank-xyz records: {}", evidence.kind.as_str()), recorded)?;
    }

    let signature =
        |contract: &Contract, now, party| contract.sign(&draft, &policies, &context(now, party).unwrap());
    let signed = signature(store.contract(), "2025-02-05T09:45:00Z", &borrower)?;
    store.commit("the borrower signs", signed)?;
    let signed = signature(store.contract(), "2025-02-05T10:00:00Z", &bank_xyz)?;
    let triggers = signed.fee_triggers.clone();
    store.commit("bank-xyz signs, and the contract is made", signed)?;

    let schedule = FeeSchedule::from_json(&read("fee-schedule.json")?)?;
    for trigger in &triggers {
        let fee = quote(&schedule, trigger)?.ok_or("no fee is due")?;
        store.tell(fee.at, &format!("{} owes the platform {} on {}", fee.payer.id, fee.amount, fee.base), "");
        store.keep(&Json::Object(vec![("fee".into(), fee.write())]))?;
    }
    store.lines().for_each(|line| println!("{line}"));
    Ok(())
}

/// Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower.
fn open_portal(text: &str, store: &mut Store) -> Outcome<PartyId> {
    let data = Json::parse(text)?;
    let field = |json: &Json, name: &str| -> Outcome<String> {
        Ok(json.get(name).ok_or_else(|| format!("no {name}"))?.text()?.to_owned())
    };
    let ring = || -> Outcome<KeyRing> {
        let keys = data.get("keys").ok_or("no keys")?.list()?;
        let (active, earlier) = keys.split_first().ok_or("no keys")?;
        let secret = |key| -> Outcome<Secret> { Ok(Secret::new(&bytes(&field(key, "secretHex")?))?) };
        let mut ring = KeyRing::new(&field(active, "id")?, secret(active)?)?;
        for key in earlier {
            let status = KeyStatus::from_word(&field(key, "status")?).ok_or("no such status")?;
            ring.add(&field(key, "id")?, secret(key)?, status)?;
        }
        Ok(ring)
    };
    let (audience, uid) = (field(&data, "audience")?, Uid::parse(&field(&data, "uid")?)?);
    let entropy = bytes(&field(&data, "entropyHex")?).try_into().map_err(|_| "entropy is 16 bytes")?;
    let signed_at = Timestamp::parse(&field(&data, "signedAt")?)?;
    let fragment =
        LinkSigner::new(ring()?).sign_for(&audience, &field(&data, "mot")?, &uid, signed_at, entropy)?;

    let verifier =
        LinkVerifier::new(ring()?, LinkPolicy { audience: Some(audience), ..LinkPolicy::default() })?;
    let opened_at = Timestamp::parse(&field(&data, "openedAt")?)?;
    let candidate = verifier.verify(&fragment, opened_at)?;
    let link = candidate.bind(Some(&uid))?.accept(Replay::Fresh)?;
    store.tell(
        opened_at,
        &format!("a link opens the portal for {}, {} ms after it was signed", link.uid, link.age_ms),
        "",
    );
    store.keep(&Json::Object(vec![(
        "link".into(),
        Json::Object(vec![
            ("fragment".into(), Json::from(fragment.as_str())),
            ("uid".into(), Json::from(link.uid.as_str())),
            ("keyId".into(), Json::from(link.key_id.as_str())),
            ("ageMs".into(), link.age_ms.unsigned_abs().write()),
            ("replayKey".into(), Json::from(link.replay_key.as_str())),
            ("replayExpiresAt".into(), link.replay_expires_at.milliseconds().unsigned_abs().write()),
        ]),
    )]))?;
    Ok(link.uid.into())
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hexadecimal.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}
