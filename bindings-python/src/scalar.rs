//! Single values between Python and the core: whatever is not exactly right is refused by the core.

use mot_core::{
    Error, Result,
    id::PartyId,
    input::{Content, InputError, Json, Number, Read, Word, unrepresentable},
    lifecycle::Role,
    money::{MinorUnits, Rate},
    mortgage::{DocumentHash, FeeTiming, YearFraction},
    room::RoomId,
    time::{CalendarDate, TimeZone, Timestamp, WallTime},
};
use pyo3::{
    Borrowed, IntoPyObjectExt, PyClass,
    exceptions::PyTypeError,
    intern,
    prelude::*,
    pybacked::PyBackedStr,
    sync::PyOnceLock,
    types::{
        PyBool, PyBytes, PyDate, PyDateAccess, PyDateTime, PyDelta, PyFloat, PyInt, PyIterator, PySequence,
        PyString, PyTimeAccess, PyTuple, PyType, PyTzInfo,
    },
};

use crate::{
    error::{guarded, wrong_type},
    json::{self, Fault},
};

/// A value of the core as Python has it.
pub(crate) trait ToPython {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: ToPython> ToPython for Option<T> {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Some(value) => value.to_python(py),
            None => Ok(py.None().into_bound(py)),
        }
    }
}

impl<T: ToPython> ToPython for Vec<T> {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items = self.iter().map(|item| item.to_python(py)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyTuple::new(py, items)?.into_any())
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl ToPython for $type {
            fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.into_bound_py_any(py)
            }
        }
    )*};
}

plain!(bool, u32, u64, String);

macro_rules! text {
    ($($type:ty),* $(,)?) => {$(
        impl ToPython for $type {
            fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyString::new(py, self.as_str()).into_any())
            }
        }
    )*};
}

text!(
    PartyId,
    mot_core::id::PropertyId,
    mot_core::id::ApplicationId,
    mot_core::id::OfferId,
    mot_core::id::ContractId,
    mot_core::id::TrancheId,
    mot_core::id::VoucherId,
    mot_core::id::BookingId,
    mot_core::id::CardId,
    mot_core::id::ResourceId,
    mot_core::id::TemplateId,
    mot_core::id::ServiceType,
    mot_core::id::Reason,
    mot_core::id::RedemptionNonce,
    mot_core::id::PolicyId,
    mot_core::id::FeeId,
    DocumentHash,
    RoomId,
);

macro_rules! words {
    ($($type:ty),* $(,)?) => {$(
        impl ToPython for $type {
            fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyString::intern(py, Word::as_str(*self)).into_any())
            }
        }
    )*};
}

words!(
    Role,
    mot_core::identity::IdentityStatus,
    mot_core::money::Rounding,
    mot_core::mortgage::ApplicationStatus,
    mot_core::mortgage::AssessmentResult,
    mot_core::mortgage::CompareBy,
    mot_core::mortgage::ContractStatus,
    mot_core::mortgage::ContractType,
    mot_core::mortgage::CostClass,
    mot_core::mortgage::DayCount,
    mot_core::mortgage::EvidenceKind,
    mot_core::mortgage::InstalmentRounding,
    mot_core::mortgage::OfferStatus,
    mot_core::mortgage::OfferType,
    mot_core::mortgage::RateType,
    mot_core::mortgage::SignerRole,
    mot_core::mortgage::SpecialPaymentEffect,
    mot_core::mortgage::StatedAprcVerdict,
    mot_core::mortgage::TrancheStatus,
    mot_core::mortgage::TrancheType,
    mot_core::mortgage::Visibility,
    mot_core::room::EnvelopeType,
    mot_core::time::ValidityState,
    mot_core::voucher::BookingStatus,
    mot_core::voucher::CardStatus,
    mot_core::voucher::VoucherStatus,
);

impl ToPython for MinorUnits {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get().into_bound_py_any(py)
    }
}

impl ToPython for Rate {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal(py, &self.to_string())
    }
}

impl ToPython for YearFraction {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, &self.to_string()).into_any())
    }
}

impl ToPython for Timestamp {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (day, within) =
            (self.milliseconds().div_euclid(86_400_000), self.milliseconds().rem_euclid(86_400_000));
        let (days, seconds, microseconds) =
            (day as i32, (within / 1000) as i32, (within % 1000 * 1000) as i32);
        epoch(py)?.add(PyDelta::new(py, days, seconds, microseconds, false)?)
    }
}

impl ToPython for CalendarDate {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (month, day) = (self.month().unsigned_abs(), self.day().unsigned_abs());
        Ok(PyDate::new(py, self.year().into(), month, day)?.into_any())
    }
}

impl ToPython for TimeZone {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, self.name()).into_any())
    }
}

impl ToPython for WallTime {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, &self.to_string()).into_any())
    }
}

impl ToPython for Content {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        json::to_python(py, self.as_json())
    }
}

impl ToPython for FeeTiming {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::AtConclusion => Ok(PyString::intern(py, "at_conclusion").into_any()),
            Self::WithInstalments => Ok(PyString::intern(py, "with_instalments").into_any()),
            Self::InMonth { month } => Ok(Bound::new(py, crate::mortgage::InMonth(*month))?.into_any()),
        }
    }
}

/// Decimal text as `decimal.Decimal`.
pub(crate) fn decimal<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    decimal_type(py)?.call1((text,))
}

pub(crate) fn decimal_type<'py>(py: Python<'py>) -> PyResult<&'py Bound<'py, PyType>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")
}

/// A rate of a call: a `Decimal` or an `int`, never a float.
pub(crate) fn rate(value: &Bound<'_, PyAny>) -> PyResult<Rate> {
    let refused = || crate::error::raised(wrong_type("a Decimal or an int", value));
    let is_number = value.is_instance(decimal_type(value.py())?)? || value.is_instance_of::<PyInt>();
    if !is_number || value.is_instance_of::<PyBool>() {
        return Err(refused());
    }
    let text = json::number_text(value)?;
    crate::error::call(|| Rate::parse(&text))
}

/// The present instant of a call, from a clock: an aware `datetime`, finer fractions floored to the millisecond.
pub(crate) fn clock(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Timestamp> {
    let Ok(value) = value.cast::<PyDateTime>() else {
        return Err(crate::error::raised(wrong_type("an aware datetime", value).within(name)));
    };
    guarded(|| {
        let value = &plain(value)?;
        let counted = microseconds(value)
            .ok()
            .and_then(|microseconds| Timestamp::from_clock_microseconds(microseconds).ok());
        if let Some(instant) = counted {
            return Ok(instant);
        }
        let text = instant_text(value).map_err(|fault| fault.within(name).raise())?;
        crate::error::call(|| Timestamp::from_clock(&text).map_err(|error| error.within(name)))
    })
}

/// The present instant of a call that is made often: as [`clock`] takes it, or whole milliseconds since 1970.
pub(crate) fn now(value: &Bound<'_, PyAny>) -> PyResult<Timestamp> {
    moment(value, "now")
}

/// An instant that is given like the present one.
pub(crate) fn moment(value: &Bound<'_, PyAny>, name: &'static str) -> PyResult<Timestamp> {
    let is_int = value.is_exact_instance_of::<PyInt>()
        || (value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>());
    if is_int {
        // What 64 bits do not hold lies as far outside of the years as their last number.
        let milliseconds = value.extract().unwrap_or(i64::MAX);
        return Timestamp::from_milliseconds(milliseconds)
            .map_err(|error| crate::error::raised(error.within(name)));
    }
    if value.is_instance_of::<PyDateTime>() {
        return clock(value, name);
    }
    Err(crate::error::raised(wrong_type("an aware datetime or an int", value).within(name)))
}

/// The instant that the fields say, whatever the methods of a subclass would make of it.
fn plain<'py>(value: &Bound<'py, PyDateTime>) -> PyResult<Bound<'py, PyDateTime>> {
    if value.is_exact_instance_of::<PyDateTime>() {
        return Ok(value.clone());
    }
    let py = value.py();
    let zone = py.get_type::<PyDateTime>().getattr("tzinfo")?.call_method1("__get__", (value,))?;
    let zone = zone.extract::<Option<Bound<'py, PyTzInfo>>>()?;
    PyDateTime::new_with_fold(
        py,
        value.get_year(),
        value.get_month(),
        value.get_day(),
        value.get_hour(),
        value.get_minute(),
        value.get_second(),
        value.get_microsecond(),
        zone.as_ref(),
        value.get_fold(),
    )
}

/// Microseconds since 1970, which is what an aware `datetime` counts; a naive one cannot be counted.
fn microseconds(value: &Bound<'_, PyDateTime>) -> PyResult<i64> {
    let py = value.py();
    let since = value.sub(epoch(py)?)?;
    // By their names: through its descriptors, as PyO3 reads them from a stable ABI, each costs four times as much.
    let part = |name: &Bound<'_, PyString>| since.getattr(name)?.extract::<i64>();
    let seconds = part(intern!(py, "days"))? * 86_400 + part(intern!(py, "seconds"))?;
    Ok(seconds * 1_000_000 + part(intern!(py, "microseconds"))?)
}

/// 1970-01-01T00:00:00Z.
fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let epoch = EPOCH.get_or_try_init(py, || {
        let utc = PyTzInfo::utc(py)?;
        PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc)).map(Bound::unbind)
    })?;
    Ok(epoch.bind(py))
}

/// An aware `datetime` as text: in UTC, or as it is if UTC has no such year, which the core refuses.
pub(crate) fn instant_text(value: &Bound<'_, PyDateTime>) -> std::result::Result<String, Fault> {
    let (py, value) = (value.py(), &plain(value)?);
    if value.call_method0(intern!(py, "utcoffset"))?.is_none() {
        let naive = InputError::WrongType { expected: "an aware datetime", found: "a naive datetime" };
        return Err(Error::from(naive).into());
    }
    let in_utc = value.call_method1(intern!(py, "astimezone"), (PyTzInfo::utc(py)?,)).ok();
    let text: String =
        in_utc.as_ref().unwrap_or(value.as_any()).call_method0(intern!(py, "isoformat"))?.extract()?;
    Ok(shortest(&text))
}

/// The instant without zeros at the end of its fraction: `12:00:00.500000+00:00` says no more than `.5`.
fn shortest(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else { return text.to_owned() };
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let (fraction, offset) = rest.split_at(end);
    match fraction.trim_end_matches('0') {
        "" => format!("{whole}{offset}"),
        digits => format!("{whole}.{digits}{offset}"),
    }
}

/// The one text that a function parses.
pub(crate) fn parsed<T>(value: &Bound<'_, PyAny>, parse: impl FnOnce(&str) -> Result<T>) -> PyResult<T> {
    let json = json::of_call(value).map_err(Fault::raise)?;
    crate::error::call(|| json.text().and_then(parse))
}

/// An id or another text of a call, read by the core as the argument of that name.
pub(crate) fn text<T>(
    value: &Bound<'_, PyAny>,
    name: &str,
    parse: impl FnOnce(&str) -> Result<T>,
) -> PyResult<T> {
    let json = argument(value, name)?;
    crate::error::call(|| json.text().and_then(parse).map_err(|error| error.within(name)))
}

/// An argument of a call, read by the core as the field of that name.
pub(crate) fn read<T: Read>(value: &Bound<'_, PyAny>, name: &str) -> PyResult<T> {
    let json = argument(value, name)?;
    crate::error::call(|| T::read(&json).map_err(|error| error.within(name)))
}

/// An argument of a call that may be left out.
pub(crate) fn read_optional<T: Read>(value: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Option<T>> {
    value.map(|value| read(value, name)).transpose()
}

fn argument(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Json> {
    json::of_call(value).map_err(|fault| fault.within(name)).map_err(Fault::raise)
}

/// An instant of a policy or a key, which comes from a clock as often as from a calendar.
pub(crate) fn clock_optional(value: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Option<Timestamp>> {
    value.filter(|value| !value.is_none()).map(|value| clock(value, name)).transpose()
}

/// What a call iterates over: anything else is `input.wrong_type`.
pub(crate) fn each<'py>(
    values: &Bound<'py, PyAny>,
    expected: &'static str,
    name: &str,
) -> PyResult<Bound<'py, PyIterator>> {
    values.try_iter().map_err(|fault| match fault.is_instance_of::<PyTypeError>(values.py()) {
        true => crate::error::raised(wrong_type(expected, values).within(name)),
        false => fault,
    })
}

/// Values of one of our own classes in a sequence, which is believed what it holds but not how long it says it is.
pub(crate) struct Several<T>(pub(crate) Vec<Py<T>>);

impl<'py, T: PyClass> FromPyObject<'_, 'py> for Several<T> {
    type Error = PyErr;

    fn extract(values: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let items = values.cast::<PySequence>()?.try_iter()?;
        items.map(|item| Ok(item?.cast_into::<T>()?.unbind())).collect::<PyResult<_>>().map(Self)
    }
}

/// The bytes of a secret or of entropy.
pub(crate) fn bytes<'a>(value: &'a Bound<'_, PyAny>, name: &str) -> PyResult<&'a [u8]> {
    let bytes = value.cast::<PyBytes>();
    bytes
        .map(|bytes| bytes.as_bytes())
        .map_err(|_| crate::error::raised(wrong_type("bytes", value).within(name)))
}

/// So many bytes of entropy; `expected` says how many.
pub(crate) fn entropy<const N: usize>(value: &Bound<'_, PyAny>, expected: &'static str) -> PyResult<[u8; N]> {
    let given = bytes(value, "entropy")?;
    let refusal = Error::from(InputError::BadValue { expected }).within("entropy");
    given.try_into().map_err(|_| crate::error::raised(refusal))
}

/// So many bytes of the operating system's randomness.
pub(crate) fn fresh_entropy<const N: usize>(py: Python<'_>) -> PyResult<[u8; N]> {
    let bytes = py.import("os")?.call_method1("urandom", (N,))?;
    entropy(&bytes, "so many bytes")
}

/// A text of a call that is read once, without copying it.
pub(crate) fn borrowed_text<'a>(value: &'a Bound<'_, PyAny>, name: &str) -> PyResult<&'a str> {
    let text = value
        .cast::<PyString>()
        .map_err(|_| crate::error::raised(wrong_type("a str", value).within(name)))?;
    text.to_str().map_err(|_| crate::error::raised(unrepresentable(name)))
}

/// A text that is read while Python may go on, without copying it; `name` says what it is called if it is none.
pub(crate) fn kept_text(value: Bound<'_, PyAny>, name: impl Fn() -> String) -> PyResult<PyBackedStr> {
    let text = value
        .cast_into::<PyString>()
        .map_err(|fault| crate::error::raised(wrong_type("a str", &fault.into_inner()).within(&name())))?;
    PyBackedStr::try_from(text).map_err(|_| crate::error::raised(unrepresentable(&name())))
}

/// A float as the shortest text that names it; nothing for NaN and the infinities.
pub(crate) fn float_text(value: &Bound<'_, PyFloat>) -> PyResult<Option<Number>> {
    let text: String = value.py().get_type::<PyFloat>().call_method1("__repr__", (value,))?.extract()?;
    Ok(Number::parse(&text))
}
