//! Schedules: what is paid when, and what is left.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use mot_core::mortgage;
use pyo3::{
    exceptions::{PyIndexError, PyOverflowError},
    intern,
    prelude::*,
    types::{PyBytes, PySlice, PyTuple},
};

use crate::{
    documents::{LoanTerms, ScheduleRow},
    error::{call, guarded},
    money::Money,
    records::{self, value},
    scalar::ToPython,
};

#[pymethods]
impl LoanTerms {
    /// The schedule of these terms.
    ///
    /// Refused: nothing drawn or a drawdown that is not positive (`mortgage.bad_loan_amount`), none in month 0 or two
    /// in one month (`mortgage.bad_drawdown`), a negative rate (`mortgage.rate_out_of_range`), a term of none or of
    /// more than 1200 instalments, or of interest only (`mortgage.bad_term`), a first payment that is not after the
    /// payout (`mortgage.payment_before_drawdown`), dates or counted days without a payout
    /// (`mortgage.payout_missing`), an instalment that does not exceed one month's interest
    /// (`mortgage.never_amortises`), a special repayment that is not positive or in no month
    /// (`mortgage.bad_special_repayment`), instalments carried on and lowered too often
    /// (`mortgage.too_many_special_repayments`), two currencies (`money.currency_mismatch`), amounts beyond the range
    /// of money (`money.overflow`).
    ///
    /// >>> from decimal import Decimal
    /// >>> from mot_core import LoanTerms, Money, RepaymentPlan
    /// >>> from mot_core.mortgage import Drawdown
    /// >>> loan = Drawdown(month=0, amount=Money.parse("360000.00", "EUR"))
    /// >>> terms = LoanTerms(nominal_rate=Decimal("0.032"), drawdowns=[loan],
    /// ...     repayment=RepaymentPlan.initial_rate(Decimal("0.02")), months=180)
    /// >>> schedule = terms.schedule()
    /// >>> schedule
    /// Schedule(rows=180, instalment=Money(156000, 'EUR'), balance=Money(22161546, 'EUR'))
    /// >>> str(schedule[-1].payment), str(schedule.totals.interest)
    /// ('1560.00 EUR', '142415.46 EUR')
    fn schedule(&self) -> PyResult<Schedule> {
        call(|| self.0.schedule().map(|schedule| Schedule(Arc::new(schedule))))
    }
}

/// A schedule: a sequence of `ScheduleRow`, one for each instalment, made as they are asked for.
///
/// `LoanTerms.schedule` makes it. Its columns are for arithmetic on all rows at once. It is not pickled: keep the terms.
///
/// >>> from mot_core import LoanTerms
/// >>> schedule = LoanTerms.from_json('''{ "nominalRate": 0.048, "repayment": { "type": "equal_capital", "count": 4 },
/// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 10000000, "currency": "EUR" } }] }''').schedule()
/// >>> [str(row.payment) for row in schedule]
/// ['25400.00 EUR', '25300.00 EUR', '25200.00 EUR', '25100.00 EUR']
/// >>> len(schedule), schedule[0].number, [row.number for row in schedule[1:3]]
/// (4, 1, [2, 3])
/// >>> sum(schedule.columns.interest) == schedule.totals.interest.amount
/// True
#[pyclass(frozen, eq, sequence, module = "mot_core.mortgage")]
#[derive(Debug, PartialEq)]
pub(crate) struct Schedule(Arc<mortgage::Schedule>);

#[pymethods]
impl Schedule {
    /// The currency of every amount.
    #[getter]
    fn currency(&self) -> &'static str {
        self.0.currency().code()
    }

    /// The instalment of an annuity, as it is before any special repayment lowers it.
    #[getter]
    fn instalment(&self) -> Option<Money> {
        self.0.instalment().map(Money)
    }

    /// What is left after the last row (*Restschuld*).
    #[getter]
    fn balance(&self) -> Money {
        Money(self.0.balance())
    }

    /// What the columns add up to.
    #[getter]
    fn totals(&self) -> Totals {
        Totals(self.0.totals())
    }

    /// The columns in minor units.
    #[getter]
    fn columns(&self) -> Columns {
        Columns(self.0.clone())
    }

    /// When each row is due; empty where the terms have no dates.
    #[getter]
    fn dates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.dates().to_vec().to_python(py)
    }

    /// The yearly table: each twelve rows together, as an information sheet shows them from the second year on. What is
    /// carried on is added up before it is shown.
    ///
    /// >>> from mot_core import LoanTerms
    /// >>> schedule = LoanTerms.from_json('''{ "nominalRate": 0.03, "repayment": { "type": "equal_capital", "count": 30 },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 12000000, "currency": "EUR" } }] }''').schedule()
    /// >>> [(year.instalments, str(year.principal)) for year in schedule.years()]
    /// [(12, '48000.00 EUR'), (12, '48000.00 EUR'), (6, '24000.00 EUR')]
    fn years<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        call(|| self.0.years())?.to_python(py)
    }

    /// The rows as a `pyarrow.Table`, for pandas, Polars and whatever else takes Arrow: `number`, `date` if the terms have
    /// dates, and the columns in minor units, which are taken without copying them. The schema's metadata names the
    /// `currency`.
    ///
    /// It needs pyarrow, the extra `arrow` (`ImportError`). What takes Arrow by its stream takes the schedule itself:
    /// `polars.DataFrame(schedule)`.
    ///
    /// >>> from mot_core import LoanTerms
    /// >>> schedule = LoanTerms.from_json('''{ "nominalRate": 0.048, "repayment": { "type": "equal_capital", "count": 4 },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 10000000, "currency": "EUR" } }] }''').schedule()
    /// >>> table = schedule.to_arrow()
    /// >>> table["interest"].to_pylist(), table.schema.metadata
    /// ([40000, 30000, 20000, 10000], {b'currency': b'EUR'})
    fn to_arrow<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(this.py())?.call_method1("to_arrow", (this,))
    }

    /// The same as an Arrow stream in a capsule.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        this: &Bound<'py, Self>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::to_arrow(this)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// Draws what is paid, as bars of interest, principal and whatever is paid besides, and the balance as a line with an
    /// axis of its own: by month for three years or less, by year for more. Amounts are in whole units of the currency.
    ///
    /// It draws on `axes`, or on those of a new figure, and returns them. It needs Matplotlib, the extra `plot`
    /// (`ImportError`).
    ///
    /// >>> from mot_core import LoanTerms
    /// >>> schedule = LoanTerms.from_json('''{ "nominalRate": 0.048, "repayment": { "type": "equal_capital", "count": 4 },
    /// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 10000000, "currency": "EUR" } }] }''').schedule()
    /// >>> schedule.plot().get_ylabel()
    /// 'paid per month (EUR)'
    #[pyo3(signature = (axes = None))]
    fn plot<'py>(this: &Bound<'py, Self>, axes: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        in_python(this.py())?.call_method1("plot", (this, axes))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// A row by its place, from 0, or the rows of a slice.
    fn __getitem__<'py>(&self, py: Python<'py>, place: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(slice) = place.cast::<PySlice>() {
            let slice = slice.indices(self.0.len().try_into()?)?;
            let places = (0..slice.slicelength).map(|step| slice.start + slice.step * step as isize);
            let rows = places.map(|place| self.at(place)).collect::<PyResult<Vec<_>>>()?;
            return PyTuple::new(py, rows).map(Bound::into_any);
        }
        let place =
            place.extract::<isize>().map_err(|fault| match fault.is_instance_of::<PyOverflowError>(py) {
                true => beyond(),
                false => fault,
            })?;
        let place = if place < 0 { place.saturating_add_unsigned(self.0.len()) } else { place };
        Ok(Bound::new(py, self.at(place)?)?.into_any())
    }

    fn __iter__(&self) -> Rows {
        Rows { schedule: self.0.clone(), next: AtomicUsize::new(0) }
    }

    fn __repr__(&self) -> String {
        let instalment = self.instalment().map_or("None".to_owned(), |money| money.__repr__());
        let balance = self.balance().__repr__();
        format!("Schedule(rows={}, instalment={instalment}, balance={balance})", self.0.len())
    }
}

impl Schedule {
    fn at(&self, place: isize) -> PyResult<ScheduleRow> {
        let place = usize::try_from(place).ok();
        place.and_then(|place| row(&self.0, place)).ok_or_else(beyond)
    }
}

/// What is written with Python's own libraries.
fn in_python(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import("mot_core._schedule")
}

fn beyond() -> PyErr {
    PyIndexError::new_err("the schedule has no such row")
}

/// The row at a place, from 0.
fn row(schedule: &mortgage::Schedule, place: usize) -> Option<ScheduleRow> {
    let number = u32::try_from(place).ok()?.checked_add(1)?;
    schedule.row(number).map(ScheduleRow)
}

value!(Schedule hashed as |schedule| {
    let mortgage::Columns { payment, interest, principal, special, commitment, balance } = schedule.0.columns();
    (schedule.0.currency().code(), payment, interest, principal, special, commitment, balance)
});

/// The rows that are still to come.
#[pyclass(frozen, module = "mot_core.mortgage")]
#[derive(Debug)]
pub(crate) struct Rows {
    schedule: Arc<mortgage::Schedule>,
    next: AtomicUsize,
}

#[pymethods]
impl Rows {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self) -> Option<ScheduleRow> {
        row(&self.schedule, self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn __length_hint__(&self) -> usize {
        self.schedule.len().saturating_sub(self.next.load(Ordering::Relaxed))
    }
}

/// The columns of a schedule, all of the same length: `memoryview`s of 64-bit integers that count minor units.
///
/// Whatever takes a buffer uses one without copying it; `numpy.asarray(columns.interest)` is an array of `int64`. A view
/// is made each time that it is asked for, and cannot be written.
///
/// >>> from mot_core import LoanTerms
/// >>> columns = LoanTerms.from_json('''{ "nominalRate": 0.048, "repayment": { "type": "equal_capital", "count": 4 },
/// ...     "drawdowns": [{ "month": 0, "amount": { "amount": 10000000, "currency": "EUR" } }] }''').schedule().columns
/// >>> columns.interest.format, columns.interest.tolist()
/// ('q', [40000, 30000, 20000, 10000])
#[pyclass(frozen, module = "mot_core.mortgage")]
#[derive(Debug)]
pub(crate) struct Columns(Arc<mortgage::Schedule>);

#[pymethods]
impl Columns {
    /// Interest and principal: what is paid as instalment.
    #[getter]
    fn payment<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(py, &self.0.columns().payment)
    }

    /// Interest.
    #[getter]
    fn interest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(py, &self.0.columns().interest)
    }

    /// What the payment repays.
    #[getter]
    fn principal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(py, &self.0.columns().principal)
    }

    /// What is repaid beyond it.
    #[getter]
    fn special<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(py, &self.0.columns().special)
    }

    /// Interest on what is not drawn yet, beside the payment.
    #[getter]
    fn commitment<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(py, &self.0.columns().commitment)
    }

    /// What is left after the row, drawdowns of its month included.
    #[getter]
    fn balance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(py, &self.0.columns().balance)
    }

    fn __repr__(&self) -> String {
        format!("Columns(rows={})", self.0.len())
    }
}

/// A view of bytes of Python's own: classes cannot lend their memory through the stable interface of Python 3.10.
fn view<'py>(py: Python<'py>, column: &[i64]) -> PyResult<Bound<'py, PyAny>> {
    let bytes = PyBytes::new_with(py, size_of_val(column), |bytes| {
        for (place, amount) in bytes.chunks_exact_mut(size_of::<i64>()).zip(column) {
            place.copy_from_slice(&amount.to_ne_bytes());
        }
        Ok(())
    })?;
    let view = pyo3::types::PyMemoryView::from(&bytes)?;
    view.call_method1(intern!(py, "cast"), (intern!(py, "q"),))
}

/// Declares a class of named values of the core's.
macro_rules! named {
    (
        $(#[$doc:meta])*
        $name:ident($core:ty) { $($(#[$field_doc:meta])* $field:ident,)* }
    ) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, module = "mot_core.mortgage")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $name($core);

        #[pymethods]
        impl $name {
            $(
                $(#[$field_doc])*
                #[getter]
                fn $field<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    self.0.$field.to_python(py)
                }
            )*

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                guarded(|| records::shown(py, stringify!($name), &[$((stringify!($field), &self.0.$field)),*]))
            }
        }

        value!($name hashed as |value| ($(value.0.$field,)*));
    };
}

named!(
    /// What the columns of a schedule add up to. It is not pickled.
    Totals(mortgage::Totals) {
        /// All instalments.
        payment,
        /// All interest.
        interest,
        /// All principal.
        principal,
        /// All special repayments.
        special,
        /// All commitment interest.
        commitment,
    }
);
