//! Python values as the core's JSON tree, and back.
//!
//! Documents come as what `json.loads` gives, arguments of calls as Python's own types. Nothing is repaired: a value
//! that JSON cannot carry is `input.bad_value` with its path.

use mot_core::{
    Error,
    input::{InputError, Json, MAXIMUM_DEPTH, MAXIMUM_SIZE, MAXIMUM_VALUES, Number, unrepresentable},
};
use pyo3::{
    IntoPyObjectExt,
    prelude::*,
    types::{
        PyBool, PyBytes, PyDate, PyDateAccess, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyMapping,
        PyString, PyTuple,
    },
};

use crate::{
    documents,
    error::{guarded, raised},
    fee::FeeModel,
    identity::Uid,
    money::Money,
    mortgage::{InMonth, RepaymentPlan},
    records::Record,
    room::RoomId,
    scalar,
};

/// Why a value was not read: JSON cannot carry it, the document as a whole is beyond a limit, the core refuses it, or
/// Python raised while it was looked at.
pub(crate) enum Fault {
    Unrepresentable,
    Beyond(Error),
    Refused(Error),
    Raised(PyErr),
}

impl Fault {
    pub(crate) fn within(self, name: &str) -> Self {
        match self {
            Self::Unrepresentable => Self::Refused(unrepresentable(name)),
            Self::Refused(error) => Self::Refused(error.within(name)),
            other @ (Self::Beyond(_) | Self::Raised(_)) => other,
        }
    }

    /// A limit is one of the whole document: outside of it, it has the document's name.
    fn of_whole(self) -> Self {
        match self {
            Self::Beyond(error) => Self::Refused(error),
            other => other,
        }
    }

    fn within_index(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }

    pub(crate) fn raise(self) -> PyErr {
        match self {
            Self::Unrepresentable => raised(unrepresentable("document")),
            Self::Beyond(error) | Self::Refused(error) => raised(error),
            Self::Raised(error) => error,
        }
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// A document or a part of one, as `json.loads` gives it. A float is read by its shortest text.
pub(crate) fn of_document(value: &Bound<'_, PyAny>) -> Result<Json, Fault> {
    Reading::new(false).whole(value)
}

/// An argument of a call: Python's own types besides, and no float.
pub(crate) fn of_call(value: &Bound<'_, PyAny>) -> Result<Json, Fault> {
    Reading::new(true).whole(value)
}

/// The arguments of a command by its name: documents beside each other, each of which keeps the limits for itself.
pub(crate) fn of_arguments(value: &Bound<'_, PyAny>) -> Result<Json, Fault> {
    let Ok(arguments) = value.cast::<PyDict>() else { return of_document(value) };
    let mut members = Vec::new();
    for (name, value) in pairs(arguments)? {
        let name = Reading::new(false).name(&name).map_err(Fault::of_whole)?;
        let value = of_argument(&value).map_err(|fault| fault.within(&name))?;
        members.push((name, value));
    }
    Ok(Json::object(members)?)
}

fn of_argument(value: &Bound<'_, PyAny>) -> Result<Json, Fault> {
    let Ok(list) = value.cast::<PyList>() else { return of_document(value) };
    let item = |(index, item): (usize, Bound<'_, PyAny>)| {
        of_document(&item).map_err(|fault| fault.within_index(index))
    };
    list.to_tuple().iter().enumerate().map(item).collect::<Result<_, _>>().map(Json::List)
}

/// What a dict holds now: reading a value may run code that changes the dict.
fn pairs<'py>(dict: &Bound<'py, PyDict>) -> PyResult<Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)>> {
    dict.items().iter().map(|pair| pair.extract()).collect()
}

/// One value being read, with how much text it may still become, and how many values it may still hold.
struct Reading {
    of_call: bool,
    left: usize,
    values_left: usize,
}

impl Reading {
    fn new(of_call: bool) -> Self {
        Self { of_call, left: MAXIMUM_SIZE, values_left: MAXIMUM_VALUES }
    }

    /// A panic on the way is a `RuntimeError`.
    fn whole(mut self, value: &Bound<'_, PyAny>) -> Result<Json, Fault> {
        let json = guarded(|| Ok(self.value(value, 0)))?.map_err(Fault::of_whole)?;
        Ok(json.within_limits()?)
    }

    fn value(&mut self, value: &Bound<'_, PyAny>, depth: usize) -> Result<Json, Fault> {
        self.spend(1)?;
        self.hold()?;
        if depth > MAXIMUM_DEPTH {
            return Err(Fault::Beyond(InputError::TooDeep { limit: MAXIMUM_DEPTH }.into()));
        }
        if value.is_none() {
            return Ok(Json::Null);
        }
        if let Ok(text) = value.cast::<PyString>() {
            return self.text(text).map(Json::Text);
        }
        if let Ok(value) = value.cast::<PyBool>() {
            return Ok(Json::Bool(value.is_true()));
        }
        if let Ok(float) = value.cast::<PyFloat>() {
            return self.float(float);
        }
        if value.is_instance_of::<PyInt>() || value.is_instance(scalar::decimal_type(value.py())?)? {
            return self.number(value);
        }
        if let Ok(dict) = value.cast::<PyDict>() {
            return self.object(pairs(dict)?.into_iter().map(Ok), depth);
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            return self.list(value, depth);
        }
        if let Some(json) = self.of_call.then(|| special(value)).transpose()?.flatten() {
            return Ok(json);
        }
        if let Ok(mapping) = value.cast::<PyMapping>() {
            let items = mapping.call_method0(pyo3::intern!(value.py(), "items"))?.try_iter()?;
            return self.object(items.map(|pair| pair?.extract()), depth);
        }
        Err(Fault::Unrepresentable)
    }

    /// The name of a field; one that is no Unicode text cannot be told.
    fn name(&mut self, name: &Bound<'_, PyAny>) -> Result<String, Fault> {
        let name = name.cast::<PyString>().map_err(|_| Fault::Unrepresentable)?;
        self.text(name).map_err(|fault| fault.within("?"))
    }

    fn text(&mut self, text: &Bound<'_, PyString>) -> Result<String, Fault> {
        let text = text.to_str().map_err(|_| Fault::Unrepresentable)?; // a lone surrogate is no Unicode text
        self.spend(text.len())?;
        Ok(text.to_owned())
    }

    fn float(&mut self, value: &Bound<'_, PyFloat>) -> Result<Json, Fault> {
        if self.of_call {
            return Err(crate::error::wrong_type("a Decimal or an int", value).into());
        }
        scalar::float_text(value)?.map(Json::Number).ok_or(Fault::Unrepresentable)
    }

    fn number(&mut self, value: &Bound<'_, PyAny>) -> Result<Json, Fault> {
        let text = number_text(value)?;
        self.spend(text.len())?;
        Number::parse(&text).map(Json::Number).ok_or(Fault::Unrepresentable)
    }

    fn list(&mut self, items: &Bound<'_, PyAny>, depth: usize) -> Result<Json, Fault> {
        let mut list = Vec::new();
        for (index, item) in items.try_iter()?.enumerate() {
            list.push(self.value(&item?, depth + 1).map_err(|fault| fault.within_index(index))?);
        }
        if list.is_empty() {
            self.hold()?;
        }
        Ok(Json::List(list))
    }

    fn object<'py>(
        &mut self,
        pairs: impl Iterator<Item = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>>,
        depth: usize,
    ) -> Result<Json, Fault> {
        let mut members = Vec::new();
        for pair in pairs {
            let (name, value) = pair?;
            let name = self.name(&name)?;
            let value = self.value(&value, depth + 1).map_err(|fault| fault.within(&name))?;
            members.push((name, value));
        }
        if members.is_empty() {
            self.hold()?;
        }
        Ok(Json::object(members)?)
    }

    /// Counts as the core does in text, where a list or an object of nothing counts twice.
    fn hold(&mut self) -> Result<(), Fault> {
        self.values_left = self
            .values_left
            .checked_sub(1)
            .ok_or_else(|| Fault::Beyond(InputError::TooLarge { limit: MAXIMUM_VALUES }.into()))?;
        Ok(())
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Fault> {
        self.left = self
            .left
            .checked_sub(bytes)
            .ok_or_else(|| Fault::Beyond(InputError::TooLarge { limit: MAXIMUM_SIZE }.into()))?;
        Ok(())
    }
}

/// What only calls know: our own classes, instants and dates.
fn special(value: &Bound<'_, PyAny>) -> Result<Option<Json>, Fault> {
    if let Ok(instant) = value.cast::<PyDateTime>() {
        return Ok(Some(Json::Text(scalar::instant_text(instant)?)));
    }
    if let Ok(date) = value.cast::<PyDate>() {
        let (year, month, day) = (date.get_year(), date.get_month(), date.get_day());
        return Ok(Some(Json::Text(format!("{year:04}-{month:02}-{day:02}"))));
    }
    Ok(written(value))
}

/// The JSON of a value of one of our own classes.
fn written(value: &Bound<'_, PyAny>) -> Option<Json> {
    if let Ok(money) = value.cast::<Money>() {
        return Some(money.get().json());
    }
    if let Ok(uid) = value.cast::<Uid>() {
        return Some(Json::from(uid.get().0.as_str()));
    }
    if let Ok(room) = value.cast::<RoomId>() {
        return Some(Json::from(room.get().0.as_str()));
    }
    if let Ok(month) = value.cast::<InMonth>() {
        return Some(month.get().json());
    }
    if let Ok(model) = value.cast::<FeeModel>() {
        return Some(model.get().json());
    }
    if let Ok(plan) = value.cast::<RepaymentPlan>() {
        return Some(plan.get().json());
    }
    documents::written(value)
}

/// The digits of an `int` or a `Decimal`, exactly.
pub(crate) fn number_text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = value.py();
    let is_int = value.is_instance_of::<PyInt>();
    if let Some(small) = is_int.then(|| value.extract::<i64>().ok()).flatten() {
        return Ok(small.to_string());
    }
    let number = match is_int {
        true => scalar::decimal_type(py)?.call1((value,))?, // its text has no limit of digits
        false => value.clone(),
    };
    scalar::decimal_type(py)?.call_method1("__str__", (number,))?.extract()
}

/// What a value is called in a refusal.
pub(crate) fn kind(value: &Bound<'_, PyAny>) -> &'static str {
    let kinds: [(bool, &str); 9] = [
        (value.is_none(), "None"),
        (value.is_instance_of::<PyBool>(), "a bool"),
        (value.is_instance_of::<PyInt>(), "an int"),
        (value.is_instance_of::<PyFloat>(), "a float"),
        (value.is_instance_of::<PyString>(), "a str"),
        (value.is_instance_of::<PyBytes>(), "bytes"),
        (value.is_instance_of::<PyDateTime>(), "a datetime"),
        (value.is_instance_of::<PyDate>(), "a date"),
        (value.is_instance_of::<PyDict>() || value.is_instance_of::<PyList>(), "a collection"),
    ];
    kinds.iter().find_map(|(is, name)| is.then_some(*name)).unwrap_or("another object")
}

/// What `json.loads` gives of the value's text.
pub(crate) fn to_python<'py>(py: Python<'py>, json: &Json) -> PyResult<Bound<'py, PyAny>> {
    match json {
        Json::Null => Ok(py.None().into_bound(py)),
        Json::Bool(value) => value.into_bound_py_any(py),
        Json::Text(text) => Ok(PyString::new(py, text).into_any()),
        Json::Number(number) => match number.as_i64() {
            Some(small) => small.into_bound_py_any(py),
            None if number.is_integer_literal() => py.get_type::<PyInt>().call1((number.as_str(),)),
            None => py.get_type::<PyFloat>().call1((number.as_str(),)),
        },
        Json::List(items) => {
            let items = items.iter().map(|item| to_python(py, item)).collect::<PyResult<Vec<_>>>()?;
            Ok(PyList::new(py, items)?.into_any())
        }
        Json::Object(members) => {
            let dict = PyDict::new(py);
            for (name, value) in members {
                dict.set_item(name, to_python(py, value)?)?;
            }
            Ok(dict.into_any())
        }
    }
}
