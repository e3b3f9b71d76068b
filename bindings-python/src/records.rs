//! What every record does: it is read and written as JSON, compared by value, copied, pickled and shown.

use std::hash::{DefaultHasher, Hash, Hasher};

use mot_core::input::{InputError, Json, Write};
use pyo3::{
    prelude::*,
    types::{PyBytes, PyString, PyTuple, PyType},
};

use crate::{
    error::{call, raised, wrong_type},
    json::{self, Fault},
    scalar::ToPython,
};

/// A class around a value of the core that JSON can carry.
pub(crate) trait Record: Sized {
    /// Reads the value, or refuses it with the path of the fault.
    fn read(json: &Json) -> mot_core::Result<Self>;

    /// The value as JSON.
    fn json(&self) -> Json;
}

/// Reads JSON text: a `str`, or `bytes` in UTF-8.
pub(crate) fn from_json<R: Record>(text: &Bound<'_, PyAny>) -> PyResult<R> {
    let json = json_of(text)?;
    call(|| R::read(&json))
}

/// The tree of JSON text.
pub(crate) fn json_of(text: &Bound<'_, PyAny>) -> PyResult<Json> {
    let text = match (text.cast::<PyString>(), text.cast::<PyBytes>()) {
        (Ok(text), _) => text.to_str().map_err(|_| Fault::Unrepresentable.raise())?,
        (_, Ok(bytes)) => {
            std::str::from_utf8(bytes.as_bytes()).map_err(|_| raised(InputError::BadJson.into()))?
        }
        _ => return Err(raised(wrong_type("a str or bytes", text))),
    };
    call(|| Json::parse(text))
}

/// Reads what `json.loads` gives.
pub(crate) fn from_dict<R: Record>(value: &Bound<'_, PyAny>) -> PyResult<R> {
    let json = json::of_document(value).map_err(Fault::raise)?;
    call(|| R::read(&json))
}

/// A field of a constructor: its name in JSON, its value unless that is `None`, and whether it may be left out.
type Field<'a, 'py> = (&'a str, Option<&'a Bound<'py, PyAny>>, bool);

/// Reads the keyword arguments of a constructor; one that may be left out and is `None` is absent.
pub(crate) fn from_fields<R: Record>(fields: &[Field<'_, '_>]) -> PyResult<R> {
    let mut members = Vec::new();
    for (name, value, may_be_left_out) in fields {
        let json = match value {
            Some(value) => json::of_call(value).map_err(|fault| fault.within(name).raise())?,
            None if *may_be_left_out => continue,
            None => Json::Null,
        };
        members.push(((*name).to_owned(), json));
    }
    call(|| R::read(&Json::object(members)?))
}

/// Whether two records have the same value: numbers by value, not by spelling.
pub(crate) fn is_same<R: Record>(one: &R, other: &R) -> bool {
    let (one, other) = (one.json(), other.json());
    one == other || matches!((one.to_canonical(), other.to_canonical()), (Ok(one), Ok(other)) if one == other)
}

/// A hash that equal records share.
pub(crate) fn hash<R: Record>(record: &R) -> u64 {
    hash_of(&record.json().to_canonical().unwrap_or_default())
}

/// The canonical JSON of a value, which equal values share.
pub(crate) fn canonical<W: Write>(value: &W) -> String {
    value.write().to_canonical().unwrap_or_default()
}

/// The hash of what makes a value what it is.
pub(crate) fn hash_of<H: Hash + ?Sized>(value: &H) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How pickle makes a value again: by the class's function of this name, from this text.
pub(crate) fn reduced<'py>(
    class: Bound<'py, PyType>,
    name: &'static str,
    text: String,
) -> PyResult<Reduced<'py>> {
    Ok((again(class.py())?, (class, name, text)))
}

/// The function that makes a pickled value again.
pub(crate) fn again(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    py.import("mot_core._native")?.getattr("_restored")
}

/// A function and its arguments, as pickle wants them.
pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyType>, &'static str, String));

/// Makes a pickled value again.
#[pyfunction]
#[pyo3(name = "_restored", signature = (class, name, *arguments))]
pub(crate) fn restored<'py>(
    class: &Bound<'py, PyType>,
    name: &str,
    arguments: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    class.call_method1(name, arguments)
}

/// `Interest(fixed_years=10, …)`.
pub(crate) fn shown(py: Python<'_>, class: &str, fields: &[(&str, &dyn ToPython)]) -> PyResult<String> {
    let field =
        |(name, value): &(&str, &dyn ToPython)| Ok(format!("{name}={}", value.to_python(py)?.repr()?));
    let fields = fields.iter().map(field).collect::<PyResult<Vec<_>>>()?;
    Ok(format!("{class}({})", fields.join(", ")))
}

/// Declares a class of immutable values: a copy is the value itself; equal values share the hash of what is named.
macro_rules! value {
    ($name:ident hashed as |$value:ident| $parts:expr) => {
        $crate::records::value!($name);

        #[pymethods]
        impl $name {
            fn __hash__(&self) -> PyResult<u64> {
                let $value = self;
                $crate::error::call(|| Ok($crate::records::hash_of(&$parts)))
            }
        }
    };
    ($name:ident) => {
        #[pymethods]
        impl $name {
            fn __copy__(this: Py<Self>) -> Py<Self> {
                this
            }

            fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
                this
            }
        }
    };
}
pub(crate) use value;

/// Declares a class around a value of the core: its documentation, its fields with their names in JSON (those with a
/// default may be left out of the constructor), and which of them `repr` shows.
///
/// `@argument` declares one that the core only reads: its JSON is what was given.
macro_rules! record {
    (@record $name:ident($core:ty)) => {
        impl $crate::records::Record for $name {
            fn read(json: &mot_core::input::Json) -> mot_core::Result<Self> {
                mot_core::input::Read::read(json).map(Self)
            }

            fn json(&self) -> mot_core::input::Json {
                mot_core::input::Write::write(&self.0)
            }
        }

        impl $crate::scalar::ToPython for $core {
            fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(Bound::new(py, $name(self.clone()))?.into_any())
            }
        }
    };
    (@argument
        $(#[$doc:meta])*
        $name:ident($core:ty) in $module:literal shows $shown:tt $fields:tt
    ) => {
        $(#[$doc])*
        #[pyclass(frozen, module = $module)]
        #[derive(Debug)]
        pub(crate) struct $name(pub(crate) $core, mot_core::input::Json);

        impl $crate::records::Record for $name {
            fn read(json: &mot_core::input::Json) -> mot_core::Result<Self> {
                Ok(Self(mot_core::input::Read::read(json)?, json.clone()))
            }

            fn json(&self) -> mot_core::input::Json {
                self.1.clone()
            }
        }

        $crate::records::record!(@fields $name $shown $fields);
        $crate::records::record!(@methods $name);
    };
    (@fields $name:ident [$($shown:ident),*]
        { $($(#[$field_doc:meta])* $field:ident $(= $default:tt)? : $json:literal,)* }
    ) => {
        #[pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = (*, $($field $(= $default)?),*))]
            #[allow(clippy::too_many_arguments, reason = "one for each field, all by keyword")]
            fn new($($field: Option<&Bound<'_, PyAny>>),*) -> PyResult<Self> {
                $crate::records::from_fields(&[$(($json, $field, $crate::records::record!(@left_out $($default)?))),*])
            }

            $(
                $(#[$field_doc])*
                #[getter]
                fn $field<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    $crate::error::guarded(|| $crate::scalar::ToPython::to_python(&self.0.$field, py))
                }
            )*

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                $crate::error::guarded(|| {
                    $crate::records::shown(py, stringify!($name), &[$((stringify!($shown), &self.0.$shown)),*])
                })
            }
        }
    };
    (@left_out) => { false };
    (@left_out $default:tt) => { true };
    (@methods $name:ident) => {
        $crate::records::record!(@values $name);

        #[pymethods]
        impl $name {
            fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<$crate::records::Reduced<'py>> {
                let text = $crate::error::call(|| Ok($crate::records::Record::json(this.get()).to_text()))?;
                $crate::records::reduced(this.get_type(), "from_json", text)
            }
        }
    };
    (@values $name:ident) => {
        #[pymethods]
        impl $name {
            /// Reads JSON text, strictly: a `str`, or `bytes` in UTF-8.
            #[classmethod]
            fn from_json(_class: &Bound<'_, pyo3::types::PyType>, text: &Bound<'_, PyAny>) -> PyResult<Self> {
                $crate::records::from_json(text)
            }

            /// Reads what `json.loads` gives, strictly. A float is read by its shortest text.
            #[classmethod]
            fn from_dict(_class: &Bound<'_, pyo3::types::PyType>, value: &Bound<'_, PyAny>) -> PyResult<Self> {
                $crate::records::from_dict(value)
            }

            /// The value as compact JSON text.
            fn to_json(&self) -> PyResult<String> {
                $crate::error::call(|| Ok($crate::records::Record::json(self).to_text()))
            }

            /// The value as `json.loads` would give it.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                $crate::error::guarded(|| $crate::json::to_python(py, &$crate::records::Record::json(self)))
            }

            fn __eq__(&self, other: &Self) -> PyResult<bool> {
                $crate::error::call(|| Ok($crate::records::is_same(self, other)))
            }

            fn __hash__(&self) -> PyResult<u64> {
                $crate::error::call(|| Ok($crate::records::hash(self)))
            }
        }

        $crate::records::value!($name);
    };
    (
        $(#[$doc:meta])*
        $name:ident($core:ty) in $module:literal shows $shown:tt $fields:tt
    ) => {
        $(#[$doc])*
        #[pyclass(frozen, module = $module)]
        #[derive(Debug)]
        pub(crate) struct $name(pub(crate) $core);

        $crate::records::record!(@record $name($core));
        $crate::records::record!(@fields $name $shown $fields);
        $crate::records::record!(@methods $name);
    };
}
pub(crate) use record;
