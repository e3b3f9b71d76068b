//! Who may enter a room: the parties of the entity that it belongs to, in any status, and nobody else (seed 000:540-573).

use alloc::{vec, vec::Vec};

use super::{RoomError, RoomId};
use crate::{
    Error, Result,
    id::{PartyId, VoucherId},
    input::{InputError, Json, Read},
    lifecycle::Actor,
    mortgage::{Application, Contract, Offer, Property, Tranche},
};

/// Who may enter the room of one entity, as its document says at this moment.
///
/// ```
/// use mot_core::{id::{PartyId, VoucherId}, lifecycle::Actor, room::Admission};
///
/// let (id, issuer) = (VoucherId::parse("v-2025-0001")?, PartyId::parse("provider-1")?);
/// let admission = Admission::of_voucher(&id, &issuer, None);
/// assert_eq!(admission.room().as_str(), "voucher:v-2025-0001");
/// assert!(admission.check(&Actor::Party(issuer)).is_ok());
/// let stranger = Actor::Party(PartyId::parse("user-abc")?);
/// assert_eq!(admission.check(&stranger).unwrap_err().code().as_str(), "room.not_admitted");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    room: RoomId,
    admitted: Vec<PartyId>,
}

impl Admission {
    /// To the room of a property: its owner, and the brokers and appraisers that were invited.
    pub fn of_property(property: &Property, invited: &[PartyId]) -> Self {
        let room = RoomId::for_property(&property.property_id);
        Self { room, admitted: with(vec![property.owner_uid.clone()], invited) }
    }

    /// To the room of an application: its borrower, and the lenders that it was shared with.
    pub fn of_application(application: &Application) -> Self {
        let room = RoomId::for_application(&application.application_id);
        Self { room, admitted: with(vec![application.borrower_uid.clone()], &application.shared_with) }
    }

    /// To the room of an offer: its borrower and its lender.
    pub fn of_offer(offer: &Offer) -> Self {
        let room = RoomId::for_offer(&offer.voucher_id);
        Self { room, admitted: vec![offer.holder_uid.clone(), offer.issuer_id.clone()] }
    }

    /// To the room of a contract: borrower, lender, and the assigned notary.
    pub fn of_contract(contract: &Contract) -> Self {
        let room = RoomId::for_contract(&contract.voucher_id);
        let parties = vec![contract.borrower_uid.clone(), contract.lender_id.clone()];
        Self { room, admitted: with(parties, contract.notary_id.as_slice()) }
    }

    /// To the room of a tranche: its issuer, the investor that took it, and the investors that were admitted.
    pub fn of_tranche(tranche: &Tranche, investors: &[PartyId]) -> Self {
        let room = RoomId::for_tranche(&tranche.voucher_id);
        let issuer = vec![tranche.issuer_id.clone()];
        Self { room, admitted: with(with(issuer, tranche.holder_uid.as_slice()), investors) }
    }

    /// To the room of a voucher: its issuer, and its holder if it has one.
    pub fn of_voucher(id: &VoucherId, issuer: &PartyId, holder: Option<&PartyId>) -> Self {
        let admitted = [issuer].into_iter().chain(holder).cloned().collect();
        Self { room: RoomId::for_voucher(id), admitted }
    }

    /// The same from JSON, for hosts that hold documents so: the stored document of a kind (`property`, `application`,
    /// `offer`, `contract`, `tranche`), or of a `voucher` `{ voucherId, issuerUid, holderUid }`.
    ///
    /// `invited` are ids, for a property or a tranche only (`input.unknown_field`). Documents are read strictly (`input.*`,
    /// `id.*`, with paths below `document`); another kind is `input.bad_value` at `kind`. Rooms of deals, cells and verticals
    /// belong to no entity that the library knows: the host says who enters them.
    pub fn read(kind: &str, document: &Json, invited: Option<&Json>) -> Result<Self> {
        let parties: Vec<PartyId> =
            invited.map_or(Ok(Vec::new()), Read::read).map_err(|error| error.within("invited"))?;
        let read = match kind {
            "property" => Property::read(document).map(|property| Self::of_property(&property, &parties)),
            "application" => {
                Application::read(document).map(|application| Self::of_application(&application))
            }
            "offer" => Offer::read(document).map(|offer| Self::of_offer(&offer)),
            "contract" => Contract::read(document).map(|contract| Self::of_contract(&contract)),
            "tranche" => Tranche::read(document).map(|tranche| Self::of_tranche(&tranche, &parties)),
            "voucher" => Self::read_voucher(document),
            _ => return Err(Error::from(InputError::BadValue { expected: KINDS }).within("kind")),
        };
        let read = read.map_err(|error| error.within("document"))?;
        if invited.is_some() && !matches!(kind, "property" | "tranche") {
            return Err(Error::from(InputError::UnknownField).within("invited"));
        }
        Ok(read)
    }

    fn read_voucher(document: &Json) -> Result<Self> {
        let fields = document.fields(&["voucherId", "issuerUid", "holderUid"])?;
        let holder: Option<PartyId> = fields.take("holderUid")?;
        Ok(Self::of_voucher(&fields.take("voucherId")?, &fields.take("issuerUid")?, holder.as_ref()))
    }

    /// The room of the entity.
    pub fn room(&self) -> &RoomId {
        &self.room
    }

    /// Whether the actor may enter; everybody but the entity's parties is `room.not_admitted`.
    pub fn check(&self, actor: &Actor) -> Result<()> {
        self.admit(actor).map(|_| ())
    }

    /// The party that enters.
    pub(super) fn admit<'a>(&self, actor: &'a Actor) -> Result<&'a PartyId> {
        let admitted = actor.party().filter(|party| self.admitted.contains(party));
        admitted.ok_or_else(|| RoomError::NotAdmitted.into())
    }
}

const KINDS: &str = "one of property, application, offer, contract, tranche, voucher";

fn with(mut parties: Vec<PartyId>, others: &[PartyId]) -> Vec<PartyId> {
    parties.extend_from_slice(others);
    parties
}
