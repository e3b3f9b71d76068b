//! The law's deadlines as data.

use mot_core::time::CalendarDate;
use pyo3::prelude::*;

use super::Policies;
use crate::{
    documents::{Contract, ContractDeadlines, JurisdictionPolicy, Offer, OfferDeadlines},
    error::call,
    lifecycle::policies as given,
    scalar::{self, ToPython},
};

#[pymethods]
impl Offer {
    /// The deadlines of this offer under its policy, each the last or the first instant that counts
    /// (`mortgage.unknown_policy`).
    #[pyo3(signature = (*, policies = None))]
    fn deadlines(&self, policies: Option<&Policies>) -> PyResult<OfferDeadlines> {
        call(|| self.0.deadlines(given(policies)).map(OfferDeadlines))
    }
}

#[pymethods]
impl Contract {
    /// The deadlines of this contract under its policy, as far as they are known from the evidence up to now
    /// (`mortgage.unknown_policy`).
    #[pyo3(signature = (*, at, policies = None))]
    fn deadlines(&self, at: &Bound<'_, PyAny>, policies: Option<&Policies>) -> PyResult<ContractDeadlines> {
        let now = scalar::clock(at, "at")?;
        call(|| self.0.deadlines(given(policies), now).map(ContractDeadlines))
    }
}

#[pymethods]
impl JurisdictionPolicy {
    /// By when the lender must say what comes after a fixed rate that ends on this day (§ 493(1) BGB); `None` where the
    /// policy asks for no such notice.
    ///
    /// >>> from datetime import date
    /// >>> from mot_core import Policies
    /// >>> Policies.shipped().latest("de_mortgage").rate_end_notice_by(date(2040, 5, 31))
    /// datetime.date(2040, 2, 29)
    fn rate_end_notice_by<'py>(&self, fixed_until: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let day: CalendarDate = scalar::read(fixed_until, "fixedUntil")?;
        call(|| self.0.rate_end_notice_by(day))?.to_python(fixed_until.py())
    }
}
