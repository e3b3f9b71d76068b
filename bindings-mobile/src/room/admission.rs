//! Who may enter a room: the parties of the entity that it belongs to, and nobody else.

use mot_core::{
    id::{PartyId, VoucherId},
    input::Json,
    lifecycle::Actor,
    mortgage::{Application, Contract, Offer, Property, Tranche},
    room::{self, RoomId},
};

use crate::Result;

/// Who may enter the room of one entity, as its document says at this moment.
#[derive(Debug, uniffi::Object)]
pub struct Admission(pub(super) room::Admission);

#[uniffi::export]
impl Admission {
    /// To the room of a property: its owner, and the brokers and appraisers that were invited.
    #[uniffi::constructor]
    pub fn of_property(property: &Property, invited: Vec<PartyId>) -> Result<Self> {
        Ok(Self(room::Admission::of_property(property, &invited)))
    }

    /// To the room of an application: its borrower, and the lenders that it was shared with.
    #[uniffi::constructor]
    pub fn of_application(application: &Application) -> Result<Self> {
        Ok(Self(room::Admission::of_application(application)))
    }

    /// To the room of an offer: its borrower and its lender.
    #[uniffi::constructor]
    pub fn of_offer(offer: &Offer) -> Result<Self> {
        Ok(Self(room::Admission::of_offer(offer)))
    }

    /// To the room of a contract: borrower, lender, and the assigned notary.
    #[uniffi::constructor]
    pub fn of_contract(contract: &Contract) -> Result<Self> {
        Ok(Self(room::Admission::of_contract(contract)))
    }

    /// To the room of a tranche: its issuer, the investor that took it, and the investors that were admitted.
    #[uniffi::constructor]
    pub fn of_tranche(tranche: &Tranche, investors: Vec<PartyId>) -> Result<Self> {
        Ok(Self(room::Admission::of_tranche(tranche, &investors)))
    }

    /// To the room of a voucher: its issuer, and its holder if it has one.
    #[uniffi::constructor]
    pub fn of_voucher(id: &VoucherId, issuer: &PartyId, holder: Option<PartyId>) -> Result<Self> {
        Ok(Self(room::Admission::of_voucher(id, issuer, holder.as_ref())))
    }

    /// The same from JSON text: the stored document of a kind (`property`, `application`, `offer`, `contract`,
    /// `tranche`), or `{ voucherId, issuerUid, holderUid }` of a `voucher`.
    ///
    /// `invited` are ids as JSON text, for a property or a tranche only (`input.unknown_field`). Documents are read strictly.
    #[uniffi::constructor(default(invited = None))]
    pub fn from_json(kind: &str, document: &str, invited: Option<String>) -> Result<Self> {
        let document = Json::parse(document).map_err(|error| error.within("document"))?;
        let invited =
            invited.as_deref().map(Json::parse).transpose().map_err(|error| error.within("invited"))?;
        Ok(Self(room::Admission::read(kind, &document, invited.as_ref())?))
    }

    /// The room of the entity.
    pub fn room(&self) -> RoomId {
        self.0.room().clone()
    }

    /// Whether the actor may enter; everybody but the entity's parties is `room.not_admitted`.
    pub fn check(&self, actor: &Actor) -> Result<()> {
        Ok(self.0.check(actor)?)
    }
}
