//! Commands by name, for hosts that hold documents as JSON.
//!
//! A command's name is `<subject>.<command>`. Its arguments, the other documents that it needs and, if wanted,
//! `policies` stand together in one object.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

mod voucher;

use crate::{
    Decision, Document, Error, Result,
    id::{ContractId, PartyId, PolicyId},
    identity::{self, Identity, IdentityCommand, IdentityMachine, IdentityPolicy, Uid},
    input::{Fields, InputError, Json, Read, Word, Write},
    lifecycle::{self, Allowed, Context, LifecycleError, Machine, choose},
    mortgage::{
        self, Amendment, Application, ApplicationCommand, ApplicationMachine, Contract, ContractCommand,
        ContractMachine, DocumentHash, JurisdictionPolicy, NewApplication, NewEvidence, NewOffer, NewTranche,
        Offer, OfferCommand, OfferMachine, Policies, Property, Tranche, TrancheCommand, TrancheMachine,
    },
};

/// Decides a command on JSON texts and gives the decision as JSON text: see [`decide`].
///
/// ```
/// let application = r#"{
///     "applicationId": "app-2025-0001", "borrowerUid": "user-abc", "propertyId": "house-123",
///     "desiredLoan": { "amount": 36000000, "currency": "EUR" }, "desiredDurationYears": 20,
///     "desiredRateType": "fixed", "maxInterestRate": 0.04, "submissionTs": "2025-02-01T10:15:00Z",
///     "status": "open", "visibility": "private", "meta": {}
/// }"#;
/// let context = r#"{ "now": "2025-02-01T11:00:00Z", "actor": { "party": "user-abc" } }"#;
/// let decision = mot_core::decide_json("application.share", Some(application), r#"{ "lenders": ["bank-xyz"] }"#, context)?;
/// assert!(decision.contains(r#""type":"application.shared""#));
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn decide_json(command: &str, document: Option<&str>, arguments: &str, context: &str) -> Result<String> {
    let document = document.map(Json::parse).transpose().map_err(|error| error.within("document"))?;
    let context = Json::parse(context).map_err(|error| error.within("context"))?;
    Ok(decide(command, document.as_ref(), &Json::parse_arguments(arguments)?, &context)?.to_json())
}

/// Decides a command: on which stored document (none to create one), with which arguments, and in which context
/// (`now`, `actor`, if wanted `expectedVersion`).
///
/// Refused, in this order: what cannot be read (`input.*`, `id.*`, `money.*`, with the path),
/// `lifecycle.unknown_command`, `not_found`, `already_exists`, `wrong_document`, `version_conflict`,
/// `terminal_state`, `illegal_transition`, `actor_not_allowed`, and then what the command's guards refuse.
///
/// `identity.verify` is `lifecycle.unknown_command` here: a link that was judged is no data that a caller could send.
/// It has [`Identity::verify`].
pub fn decide(command: &str, document: Option<&Json>, arguments: &Json, context: &Json) -> Result<Decision> {
    decide_under(None, command, document, arguments, context)
}

/// Decides a command as [`decide`] does, under policies that were read before; `policies` among the arguments go
/// before them.
pub fn decide_under(
    policies: Option<&Policies>,
    command: &str,
    document: Option<&Json>,
    arguments: &Json,
    context: &Json,
) -> Result<Decision> {
    let context = Context::read(context).map_err(|error| error.within("context"))?;
    check_limits(document, arguments)?;
    let document = document.filter(|document| **document != Json::Null);
    let call = Call { document, arguments, context, policies };
    match command.split_once('.') {
        Some(("identity", name)) => Ok(call.identity(word(name)?)?.into_documents()),
        Some(("application", name)) => Ok(call.application(word(name)?)?.into_documents()),
        Some(("offer", name)) => Ok(call.offer(word(name)?)?.into_documents()),
        Some(("contract", name)) => Ok(call.contract(word(name)?)?.into_documents()),
        Some(("voucher", name)) => Ok(call.voucher(word(name)?)?.into_documents()),
        Some(("booking", name)) => Ok(call.booking(word(name)?)?.into_documents()),
        Some(("card", name)) => Ok(call.card(word(name)?)?.into_documents()),
        Some(("tranche", name)) => Ok(call.tranche(word(name)?)?.into_documents()),
        _ => Err(LifecycleError::UnknownCommand.into()),
    }
}

/// Every command on a stored document of a kind, with "enabled" or the code why not, so that no user interface
/// decides a rule again. `others` may hold `application` (of an offer), `offer` and `contract` (of a tranche),
/// `booking` and `rules` (of a voucher), and `policies`.
pub fn allowed(kind: &str, document: &Json, others: &Json, context: &Json) -> Result<Vec<Allowed>> {
    allowed_under(None, kind, document, others, context)
}

/// Judges every command as [`allowed`] does, under policies that were read before; `policies` among the others go
/// before them.
pub fn allowed_under(
    known: Option<&Policies>,
    kind: &str,
    document: &Json,
    others: &Json,
    context: &Json,
) -> Result<Vec<Allowed>> {
    let context = Context::read(context).map_err(|error| error.within("context"))?;
    let fields = others.fields(&["application", "offer", "contract", "policies", "booking", "rules"])?;
    let application: Option<Application> = fields.take("application")?;
    let (offer, contract): (Option<Offer>, Option<Contract>) =
        (fields.take("offer")?, fields.take("contract")?);
    let policies = policies(&fields, known)?;
    let (actor, now) = (&context.actor, context.now);
    match Document::read_kind(kind, document)? {
        Document::Identity(document) => Ok(document.allowed(actor)),
        Document::Mortgage(mortgage::Document::Property(_)) => Ok(Vec::new()),
        Document::Mortgage(mortgage::Document::Application(document)) => Ok(document.allowed(actor, now)),
        Document::Mortgage(mortgage::Document::Offer(document)) => {
            document.allowed(application.as_ref(), &policies, actor, now)
        }
        Document::Mortgage(mortgage::Document::Contract(document)) => {
            Ok(document.allowed(&policies, actor, now))
        }
        Document::Mortgage(mortgage::Document::Tranche(document)) => {
            document.allowed(offer.as_ref(), contract.as_ref(), actor, now)
        }
        Document::Voucher(document) => voucher::allowed(&document, &fields, &context),
    }
}

/// Every document, whether alone or in the arguments, keeps the limits for itself.
fn check_limits(document: Option<&Json>, arguments: &Json) -> Result<()> {
    if let Some(document) = document {
        document.check_limits().map_err(|error| error.within("document"))?;
    }
    for (name, value) in arguments.members()? {
        let checked = match value {
            Json::List(items) => {
                let mut items = items.iter().enumerate();
                items.try_for_each(|(index, item)| {
                    item.check_limits().map_err(|error| error.within_index(index))
                })
            }
            value => value.check_limits(),
        };
        checked.map_err(|error| error.within(name))?;
    }
    Ok(())
}

fn word<W: Word>(name: &str) -> Result<W> {
    W::from_word(name).ok_or_else(|| LifecycleError::UnknownCommand.into())
}

struct Call<'a> {
    document: Option<&'a Json>,
    arguments: &'a Json,
    context: Context,
    /// The policies that are meant where the arguments name none; the presets if there are none of these either.
    policies: Option<&'a Policies>,
}

impl<'a> Call<'a> {
    fn identity(&self, command: IdentityCommand) -> Result<identity::Decision> {
        let context = &self.context;
        match command {
            IdentityCommand::Create => {
                let uid: Uid = self.arguments.fields(&["uid"])?.take("uid")?;
                Identity::create(&uid, self.existing()?.as_ref(), context)
            }
            IdentityCommand::Verify => Err(LifecycleError::UnknownCommand.into()),
            IdentityCommand::Expire => {
                let policy: IdentityPolicy = self.arguments.fields(&["policy"])?.take("policy")?;
                self.stored::<Identity, IdentityMachine>()?.expire(&policy, context)
            }
            IdentityCommand::Revoke => {
                self.arguments.fields(&[])?;
                self.stored::<Identity, IdentityMachine>()?.revoke(context)
            }
        }
    }

    fn application(&self, command: ApplicationCommand) -> Result<mortgage::Decision> {
        let context = &self.context;
        match command {
            ApplicationCommand::Submit => {
                let fields = self.arguments.fields(&["application", "property"])?;
                let new: NewApplication = fields.take("application")?;
                new.submitted(context.now)?;
                let property = Given::<Property>::read(&fields, "property")?;
                let existing: Option<Application> = self.existing()?;
                refuse_existing::<ApplicationMachine>(existing.is_some())?;
                let property = property.needed("property", || new.property_id.to_string())?;
                Application::submit(&new, existing.as_ref(), &property, context)
            }
            ApplicationCommand::Share => {
                let lenders: Vec<PartyId> = self.arguments.fields(&["lenders"])?.take("lenders")?;
                self.stored::<Application, ApplicationMachine>()?.share(&lenders, context)
            }
            ApplicationCommand::Decline => {
                self.arguments.fields(&[])?;
                self.stored::<Application, ApplicationMachine>()?.decline(context)
            }
            ApplicationCommand::Withdraw => {
                let offers: Vec<Offer> = self.arguments.fields(&["offers"])?.take_or_empty("offers")?;
                self.stored::<Application, ApplicationMachine>()?.withdraw(&offers, context)
            }
            ApplicationCommand::RecordOffer
            | ApplicationCommand::RecordOfferGone
            | ApplicationCommand::AcceptOffer => {
                let application: Application = self.stored::<Application, ApplicationMachine>()?;
                context.check_version(application.version)?;
                only_a_consequence::<ApplicationMachine, _>(Some(application.status), command, context)
            }
        }
    }

    fn offer(&self, command: OfferCommand) -> Result<mortgage::Decision> {
        let context = &self.context;
        match command {
            OfferCommand::Make => {
                let fields = self.arguments.fields(&["offer", "policy", "application", "policies"])?;
                let new: NewOffer = fields.take("offer")?;
                let policy: PolicyId = fields.take("policy")?;
                let (application, policies) = (Given::read(&fields, "application")?, self.policies(&fields)?);
                new.made(policies.latest(&policy)?.reference())?;
                let existing: Option<Offer> = self.existing()?;
                refuse_existing::<OfferMachine>(existing.is_some())?;
                let application = application.needed("application", || new.application_id.to_string())?;
                Offer::make(&new, &policy, existing.as_ref(), &application, &policies, context)
            }
            OfferCommand::Amend => {
                let parts = ["loan", "interest", "repayment", "fees", "validity", "conditions", "termsRef"];
                let known = [parts.as_slice(), &["application", "policies"]].concat();
                let fields = self.arguments.fields(&known)?;
                let amendment = Amendment {
                    loan: fields.take("loan")?,
                    interest: fields.take("interest")?,
                    repayment: fields.take("repayment")?,
                    fees: fields.take("fees")?,
                    validity: fields.take("validity")?,
                    conditions: fields.take("conditions")?,
                    terms_ref: fields.take("termsRef")?,
                };
                if amendment == Amendment::default() {
                    return Err(InputError::MissingField.into());
                }
                let (application, policies) = (Given::read(&fields, "application")?, self.policies(&fields)?);
                let offer = self.stored::<Offer, OfferMachine>()?;
                offer.amend(&amendment, &self.application_of(&offer, application)?, &policies, context)
            }
            OfferCommand::RecordEvidence => {
                let fields = self.arguments.fields(&["evidence", "policies"])?;
                let (evidence, policies): (NewEvidence, _) =
                    (fields.take("evidence")?, self.policies(&fields)?);
                evidence.check(context.actor.party())?;
                self.stored::<Offer, OfferMachine>()?.record_evidence(&evidence, &policies, context)
            }
            OfferCommand::Accept => {
                let fields = self.arguments.fields(&["contractId", "application", "siblings", "policies"])?;
                let contract_id: ContractId = fields.take("contractId")?;
                let siblings: Vec<Offer> = fields.take_or_empty("siblings")?;
                let (application, policies) = (Given::read(&fields, "application")?, self.policies(&fields)?);
                let offer = self.stored::<Offer, OfferMachine>()?;
                let application = self.application_of(&offer, application)?;
                offer.accept(&contract_id, &application, &siblings, &policies, context)
            }
            OfferCommand::Decline
            | OfferCommand::Withdraw
            | OfferCommand::Expire
            | OfferCommand::Supersede => {
                let fields = self.arguments.fields(&["application", "policies"])?;
                let (application, policies) = (Given::read(&fields, "application")?, self.policies(&fields)?);
                let offer = self.stored::<Offer, OfferMachine>()?;
                let application = self.application_of(&offer, application)?;
                match command {
                    OfferCommand::Decline => offer.decline(&application, context),
                    OfferCommand::Withdraw => offer.withdraw(&application, &policies, context),
                    OfferCommand::Expire => offer.expire(&application, context),
                    _ => offer.supersede(&application, context),
                }
            }
        }
    }

    fn contract(&self, command: ContractCommand) -> Result<mortgage::Decision> {
        let context = &self.context;
        match command {
            ContractCommand::Create => {
                refuse_existing::<ContractMachine>(self.existing::<Contract>()?.is_some())?;
                context.check_version(0)?;
                only_a_consequence::<ContractMachine, _>(None, command, context)
            }
            ContractCommand::ReplaceDraft => {
                let fields = self.arguments.fields(&["draftPdf", "sha256"])?;
                let (draft_pdf, sha256): (String, Option<DocumentHash>) =
                    (fields.take("draftPdf")?, fields.take("sha256")?);
                self.stored::<Contract, ContractMachine>()?.replace_draft(
                    &draft_pdf,
                    sha256.as_ref(),
                    context,
                )
            }
            ContractCommand::AssignNotary => {
                let fields = self.arguments.fields(&["notaryId", "policies"])?;
                let (notary_id, policies): (PartyId, _) = (fields.take("notaryId")?, self.policies(&fields)?);
                self.stored::<Contract, ContractMachine>()?.assign_notary(&notary_id, &policies, context)
            }
            ContractCommand::RecordEvidence => {
                let evidence: NewEvidence = self.arguments.fields(&["evidence"])?.take("evidence")?;
                evidence.check(context.actor.party())?;
                self.stored::<Contract, ContractMachine>()?.record_evidence(&evidence, context)
            }
            ContractCommand::Sign => {
                let fields = self.arguments.fields(&["documentSha256", "policies"])?;
                let (hash, policies): (DocumentHash, _) =
                    (fields.take("documentSha256")?, self.policies(&fields)?);
                self.stored::<Contract, ContractMachine>()?.sign(&hash, &policies, context)
            }
            ContractCommand::AttachDocument => {
                let fields = self.arguments.fields(&["signedPdf", "sha256"])?;
                let (signed_pdf, sha256): (String, Option<DocumentHash>) =
                    (fields.take("signedPdf")?, fields.take("sha256")?);
                self.stored::<Contract, ContractMachine>()?.attach_document(
                    &signed_pdf,
                    sha256.as_ref(),
                    context,
                )
            }
            ContractCommand::Withdraw | ContractCommand::Archive | ContractCommand::Cancel => {
                let policies = self.policies(&self.arguments.fields(&["policies"])?)?;
                let contract = self.stored::<Contract, ContractMachine>()?;
                match command {
                    ContractCommand::Withdraw => contract.withdraw(&policies, context),
                    ContractCommand::Archive => contract.archive(&policies, context),
                    _ => contract.cancel(context),
                }
            }
        }
    }

    fn tranche(&self, command: TrancheCommand) -> Result<mortgage::Decision> {
        let context = &self.context;
        match command {
            TrancheCommand::Issue => {
                let fields = self.arguments.fields(&["tranche", "offer", "contract", "tranches"])?;
                let new: NewTranche = fields.take("tranche")?;
                let offer = Given::<Offer>::read(&fields, "offer")?;
                let contract: Option<Contract> = fields.take("contract")?;
                let tranches: Vec<Tranche> = fields.take("tranches")?;
                offer.0.as_ref().map_or(Ok(()), |offer| new.check_issuer(offer))?;
                let existing: Option<Tranche> = self.existing()?;
                refuse_existing::<TrancheMachine>(existing.is_some())?;
                let offer = offer.needed("offer", || new.underlying_offer_id.to_string())?;
                Tranche::issue(&new, existing.as_ref(), &offer, contract.as_ref(), &tranches, context)
            }
            TrancheCommand::Place | TrancheCommand::Lapse => {
                let fields = self.arguments.fields(&["offer", "contract"])?;
                let offer = Given::<Offer>::read(&fields, "offer")?;
                let contract: Option<Contract> = fields.take("contract")?;
                let tranche = self.stored::<Tranche, TrancheMachine>()?;
                let offer = offer.needed("offer", || tranche.underlying_offer_id.to_string())?;
                match command {
                    TrancheCommand::Place => tranche.place(&offer, contract.as_ref(), context),
                    _ => tranche.lapse(&offer, contract.as_ref(), context),
                }
            }
            TrancheCommand::Withdraw | TrancheCommand::Expire => {
                let offer = Given::<Offer>::read(&self.arguments.fields(&["offer"])?, "offer")?;
                let tranche = self.stored::<Tranche, TrancheMachine>()?;
                let offer = offer.needed("offer", || tranche.underlying_offer_id.to_string())?;
                match command {
                    TrancheCommand::Withdraw => tranche.withdraw(&offer, context),
                    _ => tranche.expire(&offer, context),
                }
            }
        }
    }

    /// The document that the command is about, if there is one.
    fn existing<D: Read>(&self) -> Result<Option<D>> {
        self.document.map(D::read).transpose().map_err(|error| error.within("document"))
    }

    /// The document that the command is about, or `lifecycle.not_found`.
    fn stored<D: Read, M: Machine>(&self) -> Result<D> {
        self.existing()?.ok_or_else(|| LifecycleError::NotFound { kind: M::TABLE.subject }.into())
    }

    fn policies(&self, fields: &Fields<'_>) -> Result<Policies> {
        policies(fields, self.policies)
    }

    fn application_of(&self, offer: &Offer, given: Given<Application>) -> Result<Application> {
        given.needed("application", || offer.application_id.to_string())
    }
}

/// Another document, which may not have been given.
struct Given<D>(Option<D>);

impl<D: Read> Given<D> {
    fn read(fields: &Fields<'_>, name: &str) -> Result<Self> {
        fields.take(name).map(Self)
    }

    fn needed(self, kind: &'static str, id: impl FnOnce() -> String) -> Result<D> {
        let missing = || LifecycleError::WrongDocument { kind, missing: id(), extra: String::new() };
        self.0.ok_or_else(|| Error::from(missing()))
    }
}

/// The policies that are given, or those known before, or the presets.
fn policies(fields: &Fields<'_>, known: Option<&Policies>) -> Result<Policies> {
    let given: Option<Vec<JurisdictionPolicy>> = fields.take("policies")?;
    match given {
        Some(given) => Policies::new(given).map_err(|error| error.within("policies")),
        None => Ok(known.map_or_else(Policies::shipped, Clone::clone)),
    }
}

fn refuse_existing<M: Machine>(exists: bool) -> Result<()> {
    if exists { Err(LifecycleError::AlreadyExists { kind: M::TABLE.subject }.into()) } else { Ok(()) }
}

/// A command that nobody gives: refused by the status first, then because of the actor.
fn only_a_consequence<M: Machine, D>(
    status: Option<M::Status>,
    command: M::Command,
    context: &Context,
) -> Result<lifecycle::Decision<D>> {
    choose::<M>(status, command, &context.actor, |_| false, |_| Ok(()))?;
    Err(LifecycleError::ActorNotAllowed { allowed: String::new() }.into())
}
