//! The card's commands.

use mot_core::{id::RedemptionNonce, voucher};
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    documents::{Card, NewCard},
    error::call,
    lifecycle::{self, Decision, context, decided},
    scalar::{self, ToPython},
};

#[pymethods]
impl Card {
    /// Issues a new card; `existing` is what the host has stored under its id.
    ///
    /// Event `card.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
    /// `voucher.validity_reversed`, `negative_price`, `no_units`.
    #[staticmethod]
    #[pyo3(signature = (card, *, by, at, existing = None, expected_version = None))]
    fn issue(
        card: &NewCard,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Card>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| voucher::Card::issue(&card.0, existing, &context))
    }

    /// Redeems a unit. The nonce makes it happen once, however often it is asked for.
    ///
    /// Event `card.redeemed`. Refused: `lifecycle.actor_not_allowed` (only the issuer), `voucher.not_yet_valid`,
    /// `expired`, `redemption_repeated`.
    ///
    /// >>> from datetime import datetime, timezone
    /// >>> from mot_core import Card, Money, NewCard
    /// >>> start, end = datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 12, 31, tzinfo=timezone.utc)
    /// >>> new = NewCard(
    /// ...     card_id="card-1", issuer_uid="coach-1", title="Ten hours", price=Money.parse("800.00", "EUR"),
    /// ...     valid_from=start, valid_until=end)
    /// >>> card = Card.issue(new, by="coach-1", at=start).changes[0].document
    /// >>> card = card.redeem("visit-1", by="coach-1", at=start).changes[0].document
    /// >>> card.units, card.units_used(), card.unused_value()
    /// (10, 1, Money(72000, 'EUR'))
    #[pyo3(signature = (nonce, *, by, at, expected_version = None))]
    fn redeem(
        &self,
        nonce: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let nonce = scalar::text(nonce, "nonce", RedemptionNonce::parse)?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.redeem(&nonce, &context))
    }

    /// Takes a redemption back. Its nonce stays seen.
    ///
    /// Event `card.redemption_undone`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
    /// `voucher.redemption_unknown` (also one that was undone), `expired`.
    #[pyo3(signature = (nonce, *, by, at, expected_version = None))]
    fn undo_redemption(
        &self,
        nonce: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let nonce = scalar::text(nonce, "nonce", RedemptionNonce::parse)?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.undo_redemption(&nonce, &context))
    }

    /// Ends a card that was not used up in time.
    ///
    /// Event `card.expired`. Refused: `lifecycle.actor_not_allowed` (only system), `voucher.not_lapsed`.
    #[pyo3(signature = (*, by, at, expected_version = None))]
    fn expire(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.expire(&context))
    }

    /// Takes the card back; the event tells what is refunded for the units that are not redeemed.
    ///
    /// Event `card.cancelled`. Refused: `lifecycle.actor_not_allowed` (only the issuer).
    #[pyo3(signature = (*, by, at, expected_version = None))]
    fn cancel(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.cancel(&context))
    }

    /// What is left of the price for the units that are not redeemed, or `None` for a card without a price: the price
    /// is split into as many parts as there are units, the larger ones first, and the redeemed units have taken the
    /// first parts.
    fn unused_value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        call(|| self.0.unused_value())?.to_python(py)
    }

    /// How many units are redeemed.
    fn units_used(&self) -> u32 {
        self.0.units_used()
    }

    /// Every command on the card, with "enabled" or the code why not. What needs an argument counts as met.
    #[pyo3(signature = (*, by, at))]
    fn allowed<'py>(&self, by: &Bound<'py, PyAny>, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        lifecycle::listed(by.py(), call(|| Ok(self.0.allowed(&context.actor, context.now)))?)
    }
}
