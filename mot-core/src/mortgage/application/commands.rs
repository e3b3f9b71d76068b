//! The application's commands.

use alloc::{collections::BTreeSet, vec, vec::Vec};

use super::{
    Application, ApplicationCommand, ApplicationFields, ApplicationGuard, ApplicationMachine,
    ApplicationStatus, NewApplication, Visibility,
};
use crate::{
    Result,
    id::{OfferId, PartyId},
    input::Write,
    lifecycle::{self, Actor, Allowed, Context, Drafting, LifecycleError, Role, choose, choose_consequence},
    mortgage::{Decision, Document, MortgageError, Offer, Property, document::wrong_document},
    time::Timestamp,
};

impl Application {
    /// Submits a new application about `property`; `existing` is what the host has stored under its id.
    ///
    /// Event `application.submitted`. Refused: `lifecycle.already_exists`, `wrong_document` (another property),
    /// `actor_not_allowed` (only the borrower), `mortgage.bad_loan_amount`, `own_capital_exceeds_price`,
    /// `money.currency_mismatch`, `mortgage.property_mismatch`.
    pub fn submit(
        new: &NewApplication,
        existing: Option<&Application>,
        property: &Property,
        context: &Context,
    ) -> Result<Decision> {
        let fields = new.submitted(context.now)?;
        if existing.is_some() {
            return Err(LifecycleError::AlreadyExists { kind: "application" }.into());
        }
        if property.property_id != fields.property_id {
            return Err(wrong_document(
                "property",
                [fields.property_id.as_str()],
                [property.property_id.as_str()],
            ));
        }
        context.check_version(0)?;
        let facts = Facts { property: Some(property), ..Facts::of(&fields, context) };
        let row = facts.choose(None, ApplicationCommand::Submit, context)?;
        let mut drafting = Drafting::new(context.now);
        let data = vec![("propertyId", fields.property_id.write())];
        drafting.create(Application::new(fields)?, row.event, &context.actor, data);
        drafting.unchanged(&Document::from(property.clone()));
        drafting.finish()
    }

    /// Shows the application to further lenders, each once; the borrower is left out.
    ///
    /// Event `application.shared`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
    /// `mortgage.lender_missing` (nobody new).
    pub fn share(&self, lenders: &[PartyId], context: &Context) -> Result<Decision> {
        context.check_version(self.version)?;
        let facts = Facts { lenders: Some(lenders), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), ApplicationCommand::Share, context)?;
        let added = new_lenders(self, lenders);
        let mut after = self.clone();
        after.0.shared_with.extend(added.iter().cloned());
        after.0.status = row.to;
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), after, row.event, &context.actor, vec![("lenders", added.write())]);
        drafting.finish()
    }

    /// A lender will make no offer. When the last one declines an application without offers, it is rejected.
    ///
    /// Event `application.lender_declined` or `application.rejected`. Refused: `lifecycle.actor_not_allowed` (only
    /// lenders that it is shared with), `mortgage.already_declined`.
    pub fn decline(&self, context: &Context) -> Result<Decision> {
        context.check_version(self.version)?;
        let facts = Facts::of(self, context);
        let row = facts.choose(Some(self.status), ApplicationCommand::Decline, context)?;
        let mut after = self.clone();
        after.0.declined_by.extend(context.actor.party().cloned());
        after.0.status = row.to;
        let data = context.actor.party().map(|lender| ("lenderId", lender.write()));
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), after, row.event, &context.actor, data.into_iter().collect());
        drafting.finish()
    }

    /// The borrower wants no loan any more; `offers` are the live ones, each of which is superseded.
    ///
    /// Events `application.withdrawn`, then `offer.superseded` for each. Refused: `lifecycle.wrong_document` (not
    /// exactly the live offers), `actor_not_allowed` (only the borrower).
    pub fn withdraw(&self, offers: &[Offer], context: &Context) -> Result<Decision> {
        let offers = Offer::exactly(self.live_offers.iter(), offers)?;
        context.check_version(self.version)?;
        let row =
            Facts::of(self, context).choose(Some(self.status), ApplicationCommand::Withdraw, context)?;
        let mut after = self.clone();
        after.0.live_offers.clear();
        after.0.status = row.to;
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), after.clone(), row.event, &context.actor, vec![]);
        for offer in offers {
            offer.follow_closing(&after, &mut drafting)?;
        }
        drafting.finish()
    }

    /// Every command on the application, with "enabled" or the code why not.
    pub fn allowed(&self, actor: &Actor, now: Timestamp) -> Vec<Allowed> {
        let context = Context::new(now, actor.clone());
        let facts = Facts::of(self, &context);
        lifecycle::allowed::<ApplicationMachine>(
            self.status,
            actor,
            |role| facts.plays(role),
            |guard| facts.holds(guard),
        )
    }

    /// What follows for the application from a step of one of its offers.
    pub(in crate::mortgage) fn follow(
        &self,
        following: Following<'_>,
        drafting: &mut Drafting<Document>,
    ) -> Result<()> {
        let after = self.after(following)?;
        drafting.change(
            self.clone(),
            after.document,
            after.event,
            &Actor::System,
            vec![("offerId", after.offer.write())],
        );
        Ok(())
    }

    /// The application as a step of one of its offers leaves it.
    pub(in crate::mortgage) fn after<'a>(&self, following: Following<'a>) -> Result<After<'a>> {
        let (command, offer) = match following {
            Following::Made(offer) => (ApplicationCommand::RecordOffer, offer),
            Following::Gone(offer) => (ApplicationCommand::RecordOfferGone, offer),
            Following::Accepted(offer) => (ApplicationCommand::AcceptOffer, offer),
        };
        let holds = |guard| match guard {
            ApplicationGuard::OtherLiveOfferExists if self.live_offers.iter().all(|live| live == offer) => {
                Err(MortgageError::NoLiveOffer.into())
            }
            _ => Ok(()),
        };
        let row = choose_consequence::<ApplicationMachine>(Some(self.status), command, holds)?;
        let mut document = self.clone();
        match following {
            Following::Made(offer) => document.0.live_offers.push(offer.clone()),
            Following::Gone(offer) => document.0.live_offers.retain(|live| live != offer),
            Following::Accepted(_) => document.0.live_offers.clear(),
        }
        document.0.status = row.to;
        Ok(After { document, event: row.event, offer })
    }

    /// The same application with another version.
    pub(in crate::mortgage) fn with_version(mut self, version: u64) -> Self {
        self.0.version = version;
        self
    }
}

/// A step of an offer that its application follows.
#[derive(Clone, Copy, Debug)]
pub(in crate::mortgage) enum Following<'a> {
    /// It was made.
    Made(&'a OfferId),
    /// It was declined, withdrawn or has expired.
    Gone(&'a OfferId),
    /// It was accepted.
    Accepted(&'a OfferId),
}

/// How a consequence leaves an application.
pub(in crate::mortgage) struct After<'a> {
    pub(in crate::mortgage) document: Application,
    event: &'static str,
    offer: &'a OfferId,
}

/// What the guards look at. What is not given counts as met.
struct Facts<'a> {
    application: &'a ApplicationFields,
    party: Option<&'a PartyId>,
    property: Option<&'a Property>,
    lenders: Option<&'a [PartyId]>,
}

impl<'a> Facts<'a> {
    fn of(application: &'a ApplicationFields, context: &'a Context) -> Self {
        Self { application, party: context.actor.party(), property: None, lenders: None }
    }

    fn choose(
        &self,
        status: Option<ApplicationStatus>,
        command: ApplicationCommand,
        context: &Context,
    ) -> Result<&'static lifecycle::Row<ApplicationMachine>> {
        choose(status, command, &context.actor, |role| self.plays(role), |guard| self.holds(guard))
    }

    fn plays(&self, role: Role) -> bool {
        self.party.is_some_and(|party| match role {
            Role::Borrower => *party == self.application.borrower_uid,
            Role::Lender => self.application.is_addressed_to(party),
            _ => false,
        })
    }

    fn holds(&self, guard: ApplicationGuard) -> Result<()> {
        let application = self.application;
        let refused = match guard {
            ApplicationGuard::LoanPositive => {
                (application.desired_loan.amount() <= 0).then_some(MortgageError::BadLoanAmount)
            }
            ApplicationGuard::OwnCapitalWithinPrice => {
                let exceeds = self.property.is_some_and(|property| {
                    property.own_capital.currency() == property.purchase_price.currency()
                        && property.own_capital.amount() > property.purchase_price.amount()
                });
                exceeds.then_some(MortgageError::OwnCapitalExceedsPrice)
            }
            ApplicationGuard::OneCurrency => {
                let Some(property) = self.property else { return Ok(()) };
                property.purchase_price.same_currency(property.own_capital)?;
                return property.purchase_price.same_currency(application.desired_loan);
            }
            ApplicationGuard::PropertyMatches => {
                let other =
                    self.property.is_some_and(|property| property.owner_uid != application.borrower_uid);
                other.then_some(MortgageError::PropertyMismatch)
            }
            ApplicationGuard::LenderNamed => {
                let nobody = self.lenders.is_some_and(|lenders| new_lenders(application, lenders).is_empty());
                nobody.then_some(MortgageError::LenderMissing)
            }
            ApplicationGuard::OtherLiveOfferExists => None,
            ApplicationGuard::LenderNotDeclinedBefore => {
                let declined = self.party.is_some_and(|party| application.declined_by.contains(party));
                declined.then_some(MortgageError::AlreadyDeclined)
            }
            ApplicationGuard::OtherLenderUndecided => {
                let decided: BTreeSet<&PartyId> = application
                    .declined_by
                    .iter()
                    .chain([&application.borrower_uid])
                    .chain(self.party)
                    .collect();
                let undecided = application.visibility == Visibility::Market
                    || application.shared_with.iter().any(|lender| !decided.contains(lender));
                (!undecided).then_some(MortgageError::LastLender)
            }
        };
        refused.map_or(Ok(()), |refused| Err(refused.into()))
    }
}

/// Who of the named lenders is new: each once, without the borrower.
fn new_lenders(application: &ApplicationFields, named: &[PartyId]) -> Vec<PartyId> {
    let mut known: BTreeSet<&PartyId> =
        application.shared_with.iter().chain([&application.borrower_uid]).collect();
    named.iter().filter(|lender| known.insert(lender)).cloned().collect()
}
