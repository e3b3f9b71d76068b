//! The tranche's commands.

use alloc::{format, vec, vec::Vec};

use super::{NewTranche, Tranche, TrancheCommand, TrancheFields, TrancheMachine, facts::Facts};
use crate::{
    Result,
    id::OfferId,
    lifecycle::{
        self, Actor, Allowed, Context, Drafting, FeeTrigger, LifecycleError, Machine, Payer, Role, Row,
        Subject,
    },
    mortgage::{Contract, Decision, Document, MortgageError, Offer, OfferStatus, document::wrong_document},
    room::RoomId,
    time::Timestamp,
};

/// What triggers the platform's fee for a tranche.
const TRANCHE_PLACED: &str = "mortgage.tranche_placed";

impl Tranche {
    /// The lender offers a part of its loan to investors; `existing` is what the host has stored under its id, `contract`
    /// the offer's if it was accepted, `tranches` every tranche that was ever issued on the offer.
    ///
    /// That none of these is left out, nobody can see in the documents: the decision requires the unique key
    /// `tranches/<offer>/<number>`, so that of two decisions over the same tranches, or over fewer than there are, the
    /// database takes none but the first.
    ///
    /// Event `tranche.issued`. Refused: `input.bad_value` (another issuer than the offer's), `lifecycle.already_exists`,
    /// `wrong_document` (another offer, not its contract, tranches of another offer), `actor_not_allowed` (only the
    /// lender), `mortgage.underlying_gone`, `money.currency_mismatch`, `mortgage.bad_nominal_amount`,
    /// `tranches_exceed_loan` (all that are offered or placed, together), `validity_reversed`.
    pub fn issue(
        new: &NewTranche,
        existing: Option<&Tranche>,
        offer: &Offer,
        contract: Option<&Contract>,
        tranches: &[Tranche],
        context: &Context,
    ) -> Result<Decision> {
        new.check_issuer(offer)?;
        if existing.is_some() || tranches.iter().any(|known| known.voucher_id == new.voucher_id) {
            return Err(LifecycleError::AlreadyExists { kind: TrancheMachine::TABLE.subject }.into());
        }
        check_underlying(&new.underlying_offer_id, offer, contract)?;
        let earlier = all_on(offer, tranches)?;
        context.check_version(0)?;
        let tranche = new.issued(offer)?;
        let facts = Facts { offer: Some(offer), contract, earlier: &earlier, ..Facts::of(&tranche, context) };
        let row = facts.choose(None, TrancheCommand::Issue, context)?;
        let mut drafting = Drafting::new(context.now);
        drafting.create(tranche.clone(), row.event, &context.actor, vec![]);
        let number = tranches.len().saturating_add(1);
        drafting.unique(format!("tranches/{}/{number}", offer.voucher_id), None);
        read_only(&mut drafting, offer, contract);
        earlier.into_iter().for_each(|known| drafting.unchanged(&Document::from(known.clone())));
        drafting.finish()
    }

    /// An investor takes the tranche: any party but the lender.
    ///
    /// Event `tranche.placed`, and a trigger of the fee `mortgage.tranche_placed` on the nominal amount, that the lender
    /// pays. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (not the lender), `mortgage.not_yet_valid`,
    /// `expired`, `underlying_gone`, `tranches_exceed_loan` (more than the present loan alone).
    pub fn place(&self, offer: &Offer, contract: Option<&Contract>, context: &Context) -> Result<Decision> {
        let row = self.chosen(TrancheCommand::Place, offer, contract, context)?;
        // An amended offer may lend less than the tranche that was issued on it.
        offer.loan.same_currency(self.nominal_amount)?;
        if self.nominal_amount.amount() > offer.loan.amount() {
            return Err(MortgageError::TranchesExceedLoan.into());
        }
        let holder_uid = context.actor.party().cloned();
        let mut drafting = self.drafted(TrancheFields { holder_uid, ..self.0.clone() }, row, context)?;
        read_only(&mut drafting, offer, contract);
        let subject =
            Subject { kind: TrancheMachine::TABLE.subject.into(), id: self.voucher_id.as_str().into() };
        let payer = Payer { role: Role::Lender, id: offer.issuer_id.clone() };
        drafting.fee(FeeTrigger::charge(TRANCHE_PLACED, subject, self.nominal_amount, payer, context.now));
        drafting.finish()
    }

    /// The lender withdraws the tranche; its part of the loan is free again.
    ///
    /// Event `tranche.withdrawn`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the lender).
    pub fn withdraw(&self, offer: &Offer, context: &Context) -> Result<Decision> {
        self.leave(TrancheCommand::Withdraw, offer, context)
    }

    /// The tranche's validity has ended.
    ///
    /// Event `tranche.expired`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
    /// `mortgage.not_lapsed`.
    pub fn expire(&self, offer: &Offer, context: &Context) -> Result<Decision> {
        self.leave(TrancheCommand::Expire, offer, context)
    }

    /// Withdraws a tranche that was left over when its loan went: the offer ended, or its contract was cancelled or
    /// withdrawn from.
    ///
    /// Event `tranche.lapsed`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
    /// `mortgage.underlying_live`.
    pub fn lapse(&self, offer: &Offer, contract: Option<&Contract>, context: &Context) -> Result<Decision> {
        let row = self.chosen(TrancheCommand::Lapse, offer, contract, context)?;
        let mut drafting = self.drafted(self.0.clone(), row, context)?;
        read_only(&mut drafting, offer, contract);
        drafting.finish()
    }

    /// Every command on the tranche, with "enabled" or the code why not.
    ///
    /// What needs a document that is not given counts as met. Another offer than the tranche's, and a contract that is not
    /// the offer's, is `lifecycle.wrong_document`.
    pub fn allowed(
        &self,
        offer: Option<&Offer>,
        contract: Option<&Contract>,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<Allowed>> {
        if let Some(offer) = offer {
            check_offer(&self.underlying_offer_id, offer)?;
            contract.map_or(Ok(()), |contract| check_contract(offer, Some(contract)))?;
        }
        let context = Context::new(now, actor.clone());
        let facts = Facts { offer, contract, ..Facts::of(self, &context) };
        Ok(lifecycle::allowed::<TrancheMachine>(
            self.status,
            actor,
            |role| facts.plays(role),
            |guard| facts.holds(guard),
        ))
    }

    fn leave(&self, command: TrancheCommand, offer: &Offer, context: &Context) -> Result<Decision> {
        check_offer(&self.underlying_offer_id, offer)?;
        context.check_version(self.version)?;
        let facts = Facts { offer: Some(offer), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), command, context)?;
        let mut drafting = self.drafted(self.0.clone(), row, context)?;
        read_only(&mut drafting, offer, None);
        drafting.finish()
    }

    fn chosen(
        &self,
        command: TrancheCommand,
        offer: &Offer,
        contract: Option<&Contract>,
        context: &Context,
    ) -> Result<&'static Row<TrancheMachine>> {
        check_underlying(&self.underlying_offer_id, offer, contract)?;
        context.check_version(self.version)?;
        let facts = Facts { offer: Some(offer), contract, ..Facts::of(self, context) };
        facts.choose(Some(self.status), command, context)
    }

    /// A decision that takes the row and leaves `after`.
    fn drafted(
        &self,
        after: TrancheFields,
        row: &Row<TrancheMachine>,
        context: &Context,
    ) -> Result<Drafting<Document>> {
        let after = Self::new(TrancheFields { status: row.to, ..after })?;
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), after, row.event, &context.actor, vec![]);
        Ok(drafting)
    }
}

/// Refuses other documents than the offer that is named and, if it was accepted, its contract.
fn check_underlying(named: &OfferId, offer: &Offer, contract: Option<&Contract>) -> Result<()> {
    check_offer(named, offer)?;
    check_contract(offer, contract)
}

fn check_offer(named: &OfferId, offer: &Offer) -> Result<()> {
    if offer.voucher_id == *named {
        return Ok(());
    }
    Err(wrong_document("offer", [named.as_str()], [offer.voucher_id.as_str()]))
}

fn check_contract(offer: &Offer, contract: Option<&Contract>) -> Result<()> {
    let room = offer.room_refs.contract_room_id.as_ref();
    let is_own = |contract: &Contract| {
        contract.offer_voucher_id == offer.voucher_id
            && room.is_none_or(|room| *room == RoomId::for_contract(&contract.voucher_id))
    };
    let given = contract.map(|contract| contract.voucher_id.as_str());
    match (offer.status == OfferStatus::Accepted, contract) {
        (false, None) => Ok(()),
        (true, Some(contract)) if is_own(contract) => Ok(()),
        (true, _) => Err(wrong_document("contract", room.map(RoomId::id), given)),
        (false, Some(_)) => Err(wrong_document("contract", [], given)),
    }
}

/// The tranches ascending by id, each once and all of the offer; else `lifecycle.wrong_document`.
fn all_on<'a>(offer: &Offer, tranches: &'a [Tranche]) -> Result<Vec<&'a Tranche>> {
    let mut known: Vec<&Tranche> = tranches.iter().collect();
    known.sort_by(|one, other| one.voucher_id.cmp(&other.voucher_id));
    let repeated = known.iter().zip(known.iter().skip(1));
    let repeated = repeated.filter(|(one, next)| one.voucher_id == next.voucher_id).map(|(one, _)| *one);
    let foreign = known.iter().copied().filter(|tranche| tranche.underlying_offer_id != offer.voucher_id);
    let extra: Vec<&str> = foreign.chain(repeated).map(|tranche| tranche.voucher_id.as_str()).collect();
    if extra.is_empty() { Ok(known) } else { Err(wrong_document("tranche", [], extra)) }
}

/// The documents that were read must not have changed at commit.
fn read_only(drafting: &mut Drafting<Document>, offer: &Offer, contract: Option<&Contract>) {
    drafting.unchanged(&Document::from(offer.clone()));
    if let Some(contract) = contract {
        drafting.unchanged(&Document::from(contract.clone()));
    }
}
