//! Money: amounts, token units, and the rates that `decimal.Decimal` holds.

use mot_core::{
    Error,
    input::{Json, Read, Write},
    money::{self, Currency, MoneyError, Rounding},
};
use pyo3::{
    prelude::*,
    types::{PyBool, PyInt, PyTuple, PyType},
};

use crate::{
    error::{call, raised, wrong_type},
    json::of_document,
    records::{self, Record},
    scalar::{self, ToPython},
};

/// An amount of money: a whole number of minor units of an ISO 4217 currency, within ±(2**53 − 1).
///
/// A float, a bool or text is never an amount: `money.bad_number` or `input.wrong_type`. Beyond the range:
/// `money.overflow`. Another currency than the current ISO 4217 list has: `money.unknown_currency`.
///
/// >>> from mot_core import Money
/// >>> price = Money(45000000, "EUR")
/// >>> price
/// Money(45000000, 'EUR')
/// >>> str(price), price.decimal
/// ('450000.00 EUR', Decimal('450000.00'))
/// >>> Money(0.1, "EUR")
/// Traceback (most recent call last):
///     ...
/// mot_core.errors.MoneyError: money.bad_number: amount: an amount is plain ASCII digits, in documents a whole number of minor units without fraction or exponent
#[pyclass(frozen, eq, hash, module = "mot_core.money")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Money(pub(crate) money::Money);

#[pymethods]
impl Money {
    #[new]
    fn new(amount: &Bound<'_, PyAny>, currency: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut members = Vec::new();
        for (name, value) in [("amount", amount), ("currency", currency)] {
            members.push((name.to_owned(), of_document(value).map_err(|fault| fault.within(name).raise())?));
        }
        call(|| money::Money::read(&Json::Object(members)).map(Self))
    }

    /// Reads decimal text: an optional `-`, ASCII digits, optionally `.` and at least one digit.
    ///
    /// Refused: any other spelling (`money.bad_number`), more fraction digits than the currency has
    /// (`money.too_precise`), an amount beyond the range (`money.overflow`).
    ///
    /// >>> from mot_core import Money
    /// >>> Money.parse("100.00", "EUR")
    /// Money(10000, 'EUR')
    /// >>> Money.parse("100", "JPY").amount
    /// 100
    #[staticmethod]
    fn parse(text: &Bound<'_, PyAny>, currency: &Bound<'_, PyAny>) -> PyResult<Self> {
        let currency = scalar::parsed(currency, Currency::parse)?;
        scalar::parsed(text, |text| money::Money::parse(text, currency)).map(Self)
    }

    /// Reads JSON text, strictly: a `str`, or `bytes` in UTF-8.
    #[classmethod]
    fn from_json(_class: &Bound<'_, PyType>, text: &Bound<'_, PyAny>) -> PyResult<Self> {
        records::from_json(text)
    }

    /// Reads `{"amount": …, "currency": …}`, strictly.
    #[classmethod]
    fn from_dict(_class: &Bound<'_, PyType>, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        records::from_dict(value)
    }

    /// The amount as compact JSON text.
    fn to_json(&self) -> PyResult<String> {
        call(|| Ok(self.0.to_json()))
    }

    /// The amount as `json.loads` would give it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::json::to_python(py, &self.0.write())
    }

    /// How many minor units.
    #[getter]
    fn amount(&self) -> i64 {
        self.0.amount()
    }

    /// The currency's three letters.
    #[getter]
    fn currency(&self) -> &'static str {
        self.0.currency().code()
    }

    /// The amount in the currency's major unit, with all its fraction digits.
    #[getter]
    fn decimal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        scalar::decimal(py, &self.0.decimal())
    }

    /// The sum. Another currency is `money.currency_mismatch`, a sum beyond the range `money.overflow`.
    ///
    /// >>> from mot_core import Money
    /// >>> Money(100, "EUR").plus(Money(25, "EUR")) == Money(100, "EUR") + Money(25, "EUR")
    /// True
    fn plus(&self, other: &Self) -> PyResult<Self> {
        call(|| self.0.plus(other.0).map(Self))
    }

    /// The difference, with the refusals of `plus`.
    fn minus(&self, other: &Self) -> PyResult<Self> {
        call(|| self.0.minus(other.0).map(Self))
    }

    /// Shares the amount in proportion to whole weights by the largest remainder; the parts add up.
    ///
    /// Refused: `money.no_weights`, `money.negative_weight`, `money.all_weights_zero`, `money.overflow`, more than
    /// 100 000 weights (`input.too_large`).
    ///
    /// >>> from mot_core import Money
    /// >>> [part.amount for part in Money(100, "EUR").allocate([1, 1, 1])]
    /// [34, 33, 33]
    fn allocate<'py>(&self, py: Python<'py>, weights: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
        let items = scalar::each(weights, "several ints", "weights")?.take(money::MAXIMUM_WEIGHTS + 1);
        let weights = items.enumerate().map(|(index, item)| weight(&item?, index));
        let weights = weights.collect::<PyResult<Vec<i64>>>()?;
        let parts = call(|| self.0.allocate(&weights))?;
        PyTuple::new(py, parts.into_iter().map(Self))
    }

    /// This share of the amount: multiplied exactly, then rounded once. The rate is a `Decimal` or an `int` fraction:
    /// `Decimal("0.032")` is 3.2 %. A share beyond the range is `money.overflow`.
    ///
    /// >>> from decimal import Decimal
    /// >>> from mot_core import Money
    /// >>> Money.parse("100.50", "EUR").share(Decimal("0.19"), "half_up")
    /// Money(1910, 'EUR')
    fn share(&self, rate: &Bound<'_, PyAny>, rounding: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (rate, rounding) = (scalar::rate(rate)?, self::rounding(rounding)?);
        call(|| rate.of(self.0, rounding).map(Self))
    }

    fn __add__(&self, other: &Self) -> PyResult<Self> {
        self.plus(other)
    }

    fn __sub__(&self, other: &Self) -> PyResult<Self> {
        self.minus(other)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    pub(crate) fn __repr__(&self) -> String {
        format!("Money({}, '{}')", self.0.amount(), self.0.currency())
    }

    fn __getnewargs__(&self) -> (i64, &'static str) {
        (self.0.amount(), self.0.currency().code())
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

impl Record for Money {
    fn read(json: &Json) -> mot_core::Result<Self> {
        money::Money::read(json).map(Self)
    }

    fn json(&self) -> Json {
        self.0.write()
    }
}

impl ToPython for money::Money {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Money(*self))?.into_any())
    }
}

/// A whole weight; one beyond 64 bits is beyond every sum.
fn weight(value: &Bound<'_, PyAny>, index: usize) -> PyResult<i64> {
    if !value.is_instance_of::<PyInt>() || value.is_instance_of::<PyBool>() {
        return Err(raised(wrong_type("an int", value).within_index(index).within("weights")));
    }
    value.extract().or_else(|_| match value.lt(0)? {
        true => Err(raised(MoneyError::NegativeWeight { index }.into())),
        false => Err(raised(MoneyError::Overflow.into())),
    })
}

/// How many decimal digits the minor unit of a currency has. Another currency than the current ISO 4217 list has is
/// `money.unknown_currency`.
///
/// >>> from mot_core import money
/// >>> money.minor_unit_digits("EUR"), money.minor_unit_digits("JPY")
/// (2, 0)
#[pyfunction]
pub(crate) fn minor_unit_digits(currency: &Bound<'_, PyAny>) -> PyResult<u8> {
    scalar::parsed(currency, |code| Currency::parse(code).map(Currency::minor_unit_digits))
}

/// A rounding of a call, by its word.
pub(crate) fn rounding(value: &Bound<'_, PyAny>) -> PyResult<Rounding> {
    scalar::read(value, "rounding")
}

/// A count of a crypto token's smallest unit: 0 to 2**128 − 1, with a scale of at most 36 decimal digits.
///
/// >>> from mot_core import Units
/// >>> ether = Units.parse("1.5", 18)
/// >>> ether.count
/// 1500000000000000000
/// >>> str(ether)
/// '1.500000000000000000'
#[pyclass(frozen, eq, hash, module = "mot_core.money")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Units(pub(crate) money::Units);

#[pymethods]
impl Units {
    #[new]
    fn new(count: &Bound<'_, PyAny>, scale: &Bound<'_, PyAny>) -> PyResult<Self> {
        if !count.is_instance_of::<PyInt>() || count.is_instance_of::<PyBool>() {
            return Err(raised(wrong_type("an int", count).within("count")));
        }
        let scale = read_scale(scale)?;
        let whole = count.extract::<u128>();
        let refusal = if count.lt(0)? { MoneyError::BadNumber } else { MoneyError::Overflow };
        let count = whole.map_err(|_| raised(Error::from(refusal).within("count")))?;
        call(|| money::Units::new(count, scale).map(Self))
    }

    /// Reads unsigned decimal text, by the grammar of `Money.parse`.
    ///
    /// Refused: another spelling or a sign (`money.bad_number`), more fraction digits than the scale
    /// (`money.too_precise`), a count beyond 128 bits (`money.overflow`).
    #[staticmethod]
    fn parse(text: &Bound<'_, PyAny>, scale: &Bound<'_, PyAny>) -> PyResult<Self> {
        let scale = read_scale(scale)?;
        scalar::parsed(text, |text| money::Units::parse(text, scale)).map(Self)
    }

    /// How many smallest units.
    #[getter]
    fn count(&self) -> u128 {
        self.0.count()
    }

    /// How many decimal digits the smallest unit has.
    #[getter]
    fn scale(&self) -> u8 {
        self.0.scale()
    }

    /// The count in whole tokens, exactly.
    #[getter]
    fn decimal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        scalar::decimal(py, &self.0.to_string())
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Units({}, {})", self.0.count(), self.0.scale())
    }

    fn __getnewargs__(&self) -> (u128, u8) {
        (self.0.count(), self.0.scale())
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

/// A scale; one beyond 8 bits is beyond every scale.
fn read_scale(value: &Bound<'_, PyAny>) -> PyResult<u8> {
    let scale: u32 = scalar::read(value, "scale")?;
    Ok(u8::try_from(scale).unwrap_or(u8::MAX))
}
