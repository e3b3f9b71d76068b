//! Fees of the platform: what is due, by which version of a schedule, from whom.

use mot_core::{
    fee::{self, Bounds},
    id::FeeId,
    input::{Json, Read, Write},
    lifecycle::Role,
};
use pyo3::{prelude::*, types::PyType};

use crate::{
    documents::FeeBand,
    error::{call, guarded},
    json,
    lifecycle::{FeeTrigger, Payer, Subject},
    money::{self, Money},
    records::{self, Record, canonical, record, value},
    scalar::{self, Several, ToPython},
};

/// How a fee is reckoned: a percentage, graduated or by volume, or a price for each started package of units.
///
/// Multiplied exactly, rounded once, then the fixed part, then minimum and maximum.
///
/// >>> from decimal import Decimal
/// >>> from mot_core import FeeModel, Money
/// >>> half_per_cent = FeeModel.from_dict({"type": "percentage", "rate": Decimal("0.005")})
/// >>> half_per_cent.compute(Money.parse("360000.00", "EUR"), rounding="half_up")
/// Money(180000, 'EUR')
#[pyclass(frozen, module = "mot_core.fee")]
#[derive(Debug, Clone)]
pub(crate) struct FeeModel(fee::FeeModel);

#[pymethods]
impl FeeModel {
    /// What is due on `base`.
    ///
    /// Refused: a fixed part or a bound in another currency (`money.currency_mismatch`), a model that counts units
    /// (`fee.bad_model`), a fee beyond the range of money (`money.overflow`).
    #[pyo3(signature = (base, *, rounding, minimum = None, maximum = None))]
    fn compute(
        &self,
        base: &Money,
        rounding: &Bound<'_, PyAny>,
        minimum: Option<&Money>,
        maximum: Option<&Money>,
    ) -> PyResult<Money> {
        let rounding = money::rounding(rounding)?;
        call(|| self.0.compute(base.0, bounds(minimum, maximum), rounding).map(Money))
    }

    /// What is due for `units`.
    ///
    /// Refused: a model that takes an amount (`fee.bad_model`), a bound in another currency
    /// (`money.currency_mismatch`), a fee beyond the range of money (`money.overflow`).
    #[pyo3(signature = (units, *, minimum = None, maximum = None))]
    fn compute_units(
        &self,
        units: &Bound<'_, PyAny>,
        minimum: Option<&Money>,
        maximum: Option<&Money>,
    ) -> PyResult<Money> {
        let units: u64 = scalar::read(units, "units")?;
        call(|| self.0.compute_units(units, bounds(minimum, maximum)).map(Money))
    }

    fn __repr__(&self) -> String {
        format!("FeeModel.from_json('{}')", self.0.to_json())
    }
}

fn bounds(minimum: Option<&Money>, maximum: Option<&Money>) -> Bounds {
    Bounds { minimum: minimum.map(|money| money.0), maximum: maximum.map(|money| money.0) }
}

record!(@record FeeModel(fee::FeeModel));
record!(@methods FeeModel);

/// A fee: what triggers it, who pays whom, and its versions. Parsed once, checked, and used for every trigger.
///
/// Refused: versions that overlap (`fee.overlapping_versions`), a minimum above the maximum (`fee.bounds_reversed`), a
/// borrower as payer (`fee.borrower_may_not_pay`), a rate outside the shipped band (`fee.rate_out_of_range`), a model
/// that cannot be reckoned with (`fee.bad_model`).
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import FeeSchedule
/// >>> schedule = FeeSchedule.from_json('''{
/// ...     "id": "mortgage.loan_closed", "scope": "mortgage", "payerRole": "lender", "beneficiary": "platform",
/// ...     "versions": [{ "version": 1, "effectiveFrom": "2025-01-01T00:00:00Z", "effectiveTo": null,
/// ...                    "model": { "type": "percentage", "rate": 0.005 }, "rounding": "half_up" }] }''')
/// >>> schedule.in_force(datetime(2025, 2, 5, 10, tzinfo=timezone.utc)).version
/// 1
#[pyclass(frozen, module = "mot_core.fee")]
#[derive(Debug, Clone)]
pub(crate) struct FeeSchedule(fee::FeeSchedule);

#[pymethods]
impl FeeSchedule {
    /// Reads JSON text, strictly, as `from_json` does, but with the bands of a platform in place of the shipped ones.
    ///
    /// >>> from mot_core import FeeBands, FeeSchedule
    /// >>> bands = FeeBands.from_dict([{"feeId": "voucher.booking", "minimum": 0.01, "maximum": 0.03}])
    /// >>> schedule = FeeSchedule.read_within('''{
    /// ...     "id": "voucher.booking", "scope": "voucher", "payerRole": "issuer", "beneficiary": "platform",
    /// ...     "versions": [{ "version": 1, "effectiveFrom": "2025-01-01T00:00:00Z", "effectiveTo": null,
    /// ...                    "model": { "type": "percentage", "rate": 0.03 }, "rounding": "half_up" }] }''', bands)
    /// >>> schedule.id
    /// 'voucher.booking'
    #[classmethod]
    fn read_within(_class: &Bound<'_, PyType>, text: &Bound<'_, PyAny>, bands: &FeeBands) -> PyResult<Self> {
        let json = records::json_of(text)?;
        call(|| fee::FeeSchedule::read_within(&json, &bands.0).map(Self))
    }

    /// The fee's id, which is the name of its trigger.
    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    /// Who pays, as what.
    #[getter]
    fn payer_role<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.payer_role().to_python(py)
    }

    /// Who receives.
    #[getter]
    fn beneficiary(&self) -> &str {
        self.0.beneficiary().as_str()
    }

    /// The versions, in their order.
    #[getter]
    fn versions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.versions().to_vec().to_python(py)
    }

    /// The version in force at an instant, or `fee.none_in_force`.
    fn in_force<'py>(&self, py: Python<'py>, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let at = scalar::clock(at, "at")?;
        call(|| self.0.in_force(at))?.to_python(py)
    }

    fn __repr__(&self) -> String {
        format!("FeeSchedule(id='{}', versions={})", self.0.id(), self.0.versions().len())
    }

    /// A schedule was checked when it was made: made again, it is what it was, whatever bands it was read within.
    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let again = records::again(this.py())?;
        let text = this.get().0.to_json();
        (again, (this.get_type(), "read_within", text, FeeBands(fee::FeeBands(Vec::new()))))
            .into_pyobject(this.py())
            .map(Bound::into_any)
    }
}

record!(@record FeeSchedule(fee::FeeSchedule));
record!(@values FeeSchedule);

/// The fee that a trigger makes due under a schedule; `None` for another fee's trigger, for a reversal and for a fee of
/// zero.
///
/// Refused: no version in force (`fee.none_in_force`), a trigger that names a payer of another role
/// (`fee.payer_mismatch`), and what `FeeModel.compute` refuses.
#[pyfunction]
pub(crate) fn quote(schedule: &FeeSchedule, trigger: &FeeTrigger) -> PyResult<Option<FeeEvent>> {
    call(|| Ok(fee::quote(&schedule.0, &trigger.0)?.map(FeeEvent)))
}

/// A fee that is due, with the version that made it. It is not pickled: keep its JSON.
#[pyclass(frozen, eq, module = "mot_core.fee")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FeeEvent(fee::FeeEvent);

#[pymethods]
impl FeeEvent {
    /// The trigger's key: one trigger makes at most one fee of a schedule.
    #[getter]
    fn key(&self) -> &str {
        &self.0.key
    }

    /// The fee.
    #[getter]
    fn fee_id(&self) -> &str {
        self.0.fee_id.as_str()
    }

    /// The version of the schedule that was in force.
    #[getter]
    fn fee_version(&self) -> u32 {
        self.0.fee_version
    }

    /// What the fee is about.
    #[getter]
    fn subject(&self) -> Subject {
        Subject(self.0.subject.clone())
    }

    /// What it was reckoned on.
    #[getter]
    fn base(&self) -> Money {
        Money(self.0.base)
    }

    /// Who pays.
    #[getter]
    fn payer(&self) -> Payer {
        Payer(self.0.payer.clone())
    }

    /// Who receives.
    #[getter]
    fn beneficiary(&self) -> &str {
        self.0.beneficiary.as_str()
    }

    /// What is due.
    #[getter]
    fn amount(&self) -> Money {
        Money(self.0.amount)
    }

    /// When it fell due.
    #[getter]
    fn at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at.to_python(py)
    }

    /// How the amount came about, in order.
    #[getter]
    fn steps<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let steps = self.0.steps.iter().cloned().map(FeeStep);
        pyo3::types::PyTuple::new(py, steps).map(Bound::into_any)
    }

    /// The fee as compact JSON text.
    fn to_json(&self) -> PyResult<String> {
        call(|| Ok(self.0.to_json()))
    }

    /// The fee as `json.loads` would give it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| json::to_python(py, &self.0.write()))
    }

    fn __repr__(&self) -> String {
        format!("FeeEvent(key='{}', amount={})", self.0.key, Money(self.0.amount).__repr__())
    }
}

value!(FeeEvent hashed as |event| canonical(&event.0));

/// One step of a reckoning: what was done, and the amount after it. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.fee")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FeeStep(fee::FeeStep);

#[pymethods]
impl FeeStep {
    /// `share`, `fixed`, `minimum` or `maximum`.
    #[getter]
    fn step(&self) -> &'static str {
        self.0.step
    }

    /// The amount after the step.
    #[getter]
    fn amount(&self) -> Money {
        Money(self.0.amount)
    }

    fn __repr__(&self) -> String {
        format!("FeeStep('{}', {})", self.0.step, Money(self.0.amount).__repr__())
    }
}

value!(FeeStep hashed as |step| (step.0.step, Money(step.0.amount)));

/// The bands within which fees of a kind lie.
///
/// >>> from decimal import Decimal
/// >>> from mot_core import FeeBands
/// >>> bands = FeeBands.shipped()
/// >>> bands.check("mortgage.loan_closed", "lender", Decimal("0.005"))
/// >>> bands.check("mortgage.loan_closed", "borrower", Decimal("0.005"))
/// Traceback (most recent call last):
///     ...
/// mot_core.errors.FeeError: fee.borrower_may_not_pay: the borrower never pays a fee of the platform
#[pyclass(frozen, sequence, module = "mot_core.fee")]
#[derive(Debug, Clone)]
pub(crate) struct FeeBands(fee::FeeBands);

#[pymethods]
impl FeeBands {
    #[new]
    fn new(bands: Several<FeeBand>) -> Self {
        Self(fee::FeeBands(bands.0.iter().map(|band| band.get().0.clone()).collect()))
    }

    /// The bands of the library: loans 0.2 to 1.0 %, tranches 0.1 to 0.3 %, voucher bookings 2 %.
    #[staticmethod]
    fn shipped() -> Self {
        Self(fee::FeeBands::shipped())
    }

    /// Refuses a borrower as payer (`fee.borrower_may_not_pay`), then a rate outside the band of the fee
    /// (`fee.rate_out_of_range`). A fee without a band may have any rate.
    fn check(
        &self,
        fee: &Bound<'_, PyAny>,
        payer: &Bound<'_, PyAny>,
        rate: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let fee = scalar::text(fee, "fee", FeeId::parse)?;
        let payer: Role = scalar::read(payer, "payer")?;
        let rate = scalar::rate(rate)?;
        call(|| self.0.check(&fee, payer, rate))
    }

    fn __len__(&self) -> usize {
        self.0.0.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.0.to_python(py)?.try_iter().map(Bound::into_any)
    }

    fn __repr__(&self) -> String {
        let fees: Vec<&str> = self.0.0.iter().map(|band| band.fee_id.as_str()).collect();
        format!("FeeBands({})", fees.join(", "))
    }
}

impl Record for FeeBands {
    fn read(json: &Json) -> mot_core::Result<Self> {
        Vec::<fee::FeeBand>::read(json).map(|bands| Self(fee::FeeBands(bands)))
    }

    fn json(&self) -> Json {
        self.0.0.write()
    }
}

record!(@methods FeeBands);
