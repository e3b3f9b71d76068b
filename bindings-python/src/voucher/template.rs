//! Templates of vouchers.

use mot_core::{input::Write, voucher};
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    documents::{NewVoucher, TemplateOverrides, VoucherTemplate},
    error::call,
    records::Record,
};

#[pymethods]
impl VoucherTemplate {
    /// The templates that the trade knows: consulting and therapy by the hour, viewings, machine slots, memberships and
    /// hotel nights.
    ///
    /// >>> from mot_core import VoucherTemplate
    /// >>> [template.template_id for template in VoucherTemplate.shipped()]
    /// ['consulting', 'therapy', 'viewing', 'machine', 'membership', 'hotel']
    #[staticmethod]
    fn shipped(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, call(voucher::VoucherTemplate::shipped)?.into_iter().map(Self))
    }

    /// A new voucher of this template, for `Voucher.issue`. Its terms are the template's, with the template's id and
    /// version.
    ///
    /// Refused: terms that name a template themselves (`input.bad_value`), a validity beyond the calendar
    /// (`time.out_of_range`).
    ///
    /// >>> from datetime import datetime, timezone
    /// >>> from mot_core import TemplateOverrides, VoucherTemplate
    /// >>> consulting = VoucherTemplate.shipped()[0]
    /// >>> start = datetime(2025, 12, 1, tzinfo=timezone.utc)
    /// >>> new = consulting.instantiate(TemplateOverrides(voucher_id="v-1", issuer_uid="coach-1", valid_from=start))
    /// >>> new.duration_minutes, (new.valid_until - start).days
    /// (60, 7)
    fn instantiate(&self, overrides: &TemplateOverrides) -> PyResult<NewVoucher> {
        call(|| NewVoucher::read(&self.0.instantiate(&overrides.0)?.write()))
    }
}
