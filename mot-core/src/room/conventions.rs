//! The rooms that transactions have by convention (seed 000:540-574).

use super::RoomId;
use crate::id::{ApplicationId, ContractId, OfferId, PropertyId, TrancheId, VoucherId};

impl RoomId {
    /// `mortgage:property:<id>`: questions and viewings.
    pub fn for_property(id: &PropertyId) -> Self {
        Self::of_mortgage("property", id.as_str())
    }

    /// `mortgage:application:<id>`: a lender's questions to the borrower.
    pub fn for_application(id: &ApplicationId) -> Self {
        Self::of_mortgage("application", id.as_str())
    }

    /// `mortgage:offer:<id>`: negotiating one offer.
    ///
    /// ```
    /// use mot_core::{id::OfferId, room::RoomId};
    ///
    /// let room = RoomId::for_offer(&OfferId::parse("mort-offer-2025-0001")?);
    /// assert_eq!(room.as_str(), "mortgage:offer:mort-offer-2025-0001");
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn for_offer(id: &OfferId) -> Self {
        Self::of_mortgage("offer", id.as_str())
    }

    /// `mortgage:contract:<id>`: the last reading, signing, the notary's appointment.
    pub fn for_contract(id: &ContractId) -> Self {
        Self::of_mortgage("contract", id.as_str())
    }

    /// `mortgage:tranche:<id>`: the issuer and the investors of a tranche.
    pub fn for_tranche(id: &TrancheId) -> Self {
        Self::of_mortgage("tranche", id.as_str())
    }

    /// `voucher:<id>`: the issuer and the holder of a voucher.
    pub fn for_voucher(id: &VoucherId) -> Self {
        Self::of_voucher(id.as_str())
    }
}
