//! The offer's commands.

use alloc::{collections::BTreeSet, string::String, vec, vec::Vec};

use super::{NewOffer, Offer, OfferCommand, OfferMachine, OfferStatus, facts::Facts};
use crate::{
    Result,
    id::{ContractId, OfferId, PolicyId},
    input::{InputError, Json, Write},
    lifecycle::{self, Actor, Allowed, Context, Drafting, LifecycleError, Row, choose_consequence},
    money::Money,
    mortgage::{
        Application, Conditions, Contract, Decision, Document, Fees, Interest, NewEvidence, Policies,
        Repayment,
        application::Following,
        document::{check_location, wrong_document},
        terms::Terms,
    },
    room::RoomId,
    time::{Timestamp, Validity},
};

/// The argument of `offer.amend`: the parts that change, each whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Amendment {
    /// How much is lent.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub loan: Option<Money>,
    /// At which rates.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub interest: Option<Interest>,
    /// How it is repaid.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub repayment: Option<Repayment>,
    /// What it costs besides.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub fees: Option<Fees>,
    /// From when until when it can be accepted.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub validity: Option<Validity>,
    /// How the instalments are reckoned.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub conditions: Option<Conditions>,
    /// Where the lender's general terms are.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub terms_ref: Option<String>,
}

crate::input::document_fields!(Amendment {
    ;
    loan: "loan", interest: "interest", repayment: "repayment", fees: "fees", validity: "validity",
    conditions: "conditions", terms_ref: "termsRef",
});

impl Offer {
    /// A lender makes an offer on an application, under one of the policies; `existing` is what the host has stored
    /// under its id.
    ///
    /// Events `offer.made`, `application.offer_recorded`. Refused: `mortgage.unknown_policy`,
    /// `lifecycle.already_exists`, `wrong_document` (another application), `actor_not_allowed` (only the lender),
    /// `mortgage.application_closed`, `application_not_shared`, `holder_is_not_borrower`, `bad_loan_amount`,
    /// `money.currency_mismatch`, `mortgage.rate_out_of_range`, `validity_reversed`, `validity_too_short`.
    pub fn make(
        new: &NewOffer,
        policy: &PolicyId,
        existing: Option<&Offer>,
        application: &Application,
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        let offer = new.made(policies.latest(policy)?.reference())?;
        if existing.is_some() {
            return Err(LifecycleError::AlreadyExists { kind: "offer" }.into());
        }
        offer.check_application(application)?;
        context.check_version(0)?;
        let facts = Facts {
            terms: Some(Terms::of(&offer)),
            application: Some(application),
            policies: Some(policies),
            ..Facts::of(&offer, context)
        };
        let row = facts.choose(None, OfferCommand::Make, context)?;
        let mut drafting = Drafting::new(context.now);
        let data =
            vec![("applicationId", offer.application_id.write()), ("issuerId", offer.issuer_id.write())];
        drafting.create(offer.clone(), row.event, &context.actor, data);
        application.follow(Following::Made(&offer.voucher_id), &mut drafting)?;
        drafting.finish()
    }

    /// The lender changes terms. Evidence of the earlier terms becomes stale.
    ///
    /// Event `offer.amended`. Refused: `input.missing_field` (nothing to change), `lifecycle.wrong_document`,
    /// `actor_not_allowed` (only the lender), `mortgage.application_closed`, `expired`, `offer_binding`, and what
    /// [`make`](Self::make) refuses of terms.
    pub fn amend(
        &self,
        amendment: &Amendment,
        application: &Application,
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        if *amendment == Amendment::default() {
            return Err(InputError::MissingField.into());
        }
        if let Some(location) = &amendment.terms_ref {
            check_location("termsRef", location)?;
        }
        self.check_application(application)?;
        context.check_version(self.version)?;
        let after = self.amended(amendment);
        let facts = Facts {
            terms: Some(Terms::of(&after)),
            application: Some(application),
            policies: Some(policies),
            ..Facts::of(self, context)
        };
        let row = facts.choose(Some(self.status), OfferCommand::Amend, context)?;
        let data = vec![("termsSha256", after.terms_sha256()?.write())];
        let mut drafting = self.drafted(after, row, data, context);
        drafting.unchanged(&Document::from(application.clone()));
        drafting.finish()
    }

    /// The lender records what was shown to the borrower.
    ///
    /// Event `offer.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor, a reference with spaces),
    /// `lifecycle.actor_not_allowed` (only the lender), `mortgage.expired`, `bad_evidence`: the kind belongs to an
    /// offer, the instant is not after now, an information sheet names the present terms and leaves time to reflect.
    pub fn record_evidence(
        &self,
        evidence: &NewEvidence,
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        evidence.check(context.actor.party())?;
        context.check_version(self.version)?;
        let facts = Facts { evidence: Some(evidence), policies: Some(policies), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), OfferCommand::RecordEvidence, context)?;
        let mut after = self.clone();
        after.evidence.extend(context.actor.party().map(|by| evidence.recorded(by.clone())));
        self.drafted(after, row, vec![("kind", evidence.kind.write())], context).finish()
    }

    /// The borrower accepts the offer: one decision that supersedes every live sibling, closes the application and
    /// drafts the contract under `contract_id`.
    ///
    /// Events `offer.accepted`, `offer.superseded` for each sibling, `application.accepted`, `contract.drafted`.
    /// Refused: `lifecycle.wrong_document` (not exactly the application and its other live offers),
    /// `actor_not_allowed` (only the borrower), `mortgage.not_yet_valid`, `expired`, `application_closed`,
    /// `reflection_running`, `evidence_missing` with everything that is missing.
    pub fn accept(
        &self,
        contract_id: &ContractId,
        application: &Application,
        siblings: &[Offer],
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        self.check_application(application)?;
        let is_listed = application.live_offers.contains(&self.voucher_id);
        if self.status == OfferStatus::Offered && application.is_live() && !is_listed {
            return Err(wrong_document("application", [self.application_id.as_str()], []));
        }
        let others = application.live_offers.iter().filter(|live| **live != self.voucher_id);
        let siblings = Self::exactly(others, siblings)?;
        context.check_version(self.version)?;
        let facts =
            Facts { application: Some(application), policies: Some(policies), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), OfferCommand::Accept, context)?;
        let policy = policies.find(&self.policy)?;
        let mut after = self.clone();
        after.room_refs.contract_room_id = Some(RoomId::for_contract(contract_id));
        let mut drafting = self.drafted(after, row, vec![("contractId", contract_id.write())], context);
        let following = Following::Accepted(&self.voucher_id);
        let closed = application.after(following)?.document;
        for sibling in siblings {
            sibling.follow_closing(&closed, &mut drafting)?;
        }
        application.follow(following, &mut drafting)?;
        Contract::follow_acceptance(contract_id, self, policy, &mut drafting)?;
        drafting.finish()
    }

    /// The borrower declines the offer; the application forgets it.
    ///
    /// Events `offer.declined`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
    /// (only the borrower).
    pub fn decline(&self, application: &Application, context: &Context) -> Result<Decision> {
        self.leave(OfferCommand::Decline, application, None, context)
    }

    /// The lender withdraws the offer, unless the policy binds it; the application forgets it.
    ///
    /// Events `offer.withdrawn`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
    /// (only the lender), `mortgage.offer_binding`.
    pub fn withdraw(
        &self,
        application: &Application,
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        self.leave(OfferCommand::Withdraw, application, Some(policies), context)
    }

    /// The offer's validity has ended; the application forgets it.
    ///
    /// Events `offer.expired`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
    /// (only the system), `mortgage.not_lapsed`.
    pub fn expire(&self, application: &Application, context: &Context) -> Result<Decision> {
        self.leave(OfferCommand::Expire, application, None, context)
    }

    /// Ends an offer that was left over when its application closed.
    ///
    /// Event `offer.superseded`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
    /// `mortgage.application_live`.
    pub fn supersede(&self, application: &Application, context: &Context) -> Result<Decision> {
        self.leave(OfferCommand::Supersede, application, None, context)
    }

    /// Every command on the offer, with "enabled" or the code why not.
    ///
    /// What needs an argument, or a document that is not given, counts as met. Another application than the offer's is
    /// `lifecycle.wrong_document`.
    pub fn allowed(
        &self,
        application: Option<&Application>,
        policies: &Policies,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<Allowed>> {
        application.map_or(Ok(()), |application| self.check_application(application))?;
        let context = Context::new(now, actor.clone());
        let facts = Facts { application, policies: Some(policies), ..Facts::of(self, &context) };
        Ok(lifecycle::allowed::<OfferMachine>(
            self.status,
            actor,
            |role| facts.plays(role),
            |guard| facts.holds(guard),
        ))
    }

    fn leave(
        &self,
        command: OfferCommand,
        application: &Application,
        policies: Option<&Policies>,
        context: &Context,
    ) -> Result<Decision> {
        self.check_application(application)?;
        context.check_version(self.version)?;
        let facts = Facts { application: Some(application), policies, ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), command, context)?;
        let mut drafting = self.drafted(self.clone(), row, vec![], context);
        if application.is_live() && application.live_offers.contains(&self.voucher_id) {
            application.follow(Following::Gone(&self.voucher_id), &mut drafting)?;
        } else {
            drafting.unchanged(&Document::from(application.clone()));
        }
        drafting.finish()
    }

    /// Superseded as a consequence of `closed` having closed.
    pub(in crate::mortgage) fn follow_closing(
        &self,
        closed: &Application,
        drafting: &mut Drafting<Document>,
    ) -> Result<()> {
        let now = self.validity.valid_from; // no guard of the row asks for the time
        let context = Context::new(now, Actor::System);
        let facts = Facts { application: Some(closed), ..Facts::of(self, &context) };
        let holds = |guard| facts.holds(guard);
        let row = choose_consequence::<OfferMachine>(Some(self.status), OfferCommand::Supersede, holds)?;
        let mut after = self.clone();
        after.status = row.to;
        drafting.change(self.clone(), after, row.event, &Actor::System, vec![]);
        Ok(())
    }

    /// The given offers if they are exactly the named ones, ascending by id; else `lifecycle.wrong_document`.
    pub(in crate::mortgage) fn exactly<'a, 'b>(
        named: impl Iterator<Item = &'a OfferId>,
        given: &'b [Offer],
    ) -> Result<Vec<&'b Offer>> {
        let mut named: Vec<&str> = named.map(OfferId::as_str).collect();
        let mut offers: Vec<&Offer> = given.iter().collect();
        named.sort_unstable();
        offers.sort_by(|one, other| one.voucher_id.cmp(&other.voucher_id));
        let ids: Vec<&str> = offers.iter().map(|offer| offer.voucher_id.as_str()).collect();
        if ids == named {
            // The application lists live offers only: one that has ended is another state of the store.
            let ended = offers.iter().find(|offer| offer.status != OfferStatus::Offered);
            return match ended {
                Some(offer) => {
                    Err(wrong_document("offer", [offer.voucher_id.as_str()], [offer.voucher_id.as_str()]))
                }
                None => Ok(offers),
            };
        }
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let wanted: BTreeSet<&str> = named.iter().copied().collect();
        // What comes twice is extra too; the ids are sorted.
        let repeated =
            ids.iter().zip(ids.iter().skip(1)).filter(|(id, next)| id == next && wanted.contains(*id));
        let extra = known.difference(&wanted).copied().chain(repeated.map(|(id, _)| *id));
        Err(wrong_document("offer", wanted.difference(&known).copied(), extra))
    }

    fn check_application(&self, application: &Application) -> Result<()> {
        if application.application_id == self.application_id {
            return Ok(());
        }
        let (missing, extra) = (self.application_id.as_str(), application.application_id.as_str());
        Err(wrong_document("application", [missing], [extra]))
    }

    fn amended(&self, amendment: &Amendment) -> Self {
        let Amendment { loan, interest, repayment, fees, validity, conditions, terms_ref } =
            amendment.clone();
        let before = self.clone();
        Self {
            loan: loan.unwrap_or(before.loan),
            interest: interest.unwrap_or(before.interest),
            repayment: repayment.unwrap_or(before.repayment),
            fees: fees.unwrap_or(before.fees),
            validity: validity.unwrap_or(before.validity),
            conditions: conditions.unwrap_or(before.conditions),
            terms_ref: terms_ref.or(before.terms_ref),
            ..before
        }
    }

    /// A decision that takes the row and leaves `after`.
    fn drafted(
        &self,
        mut after: Offer,
        row: &Row<OfferMachine>,
        data: Vec<(&'static str, Json)>,
        context: &Context,
    ) -> Drafting<Document> {
        after.status = row.to;
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), after, row.event, &context.actor, data);
        drafting
    }
}
