//! The way out of the core: a refusal becomes its exception, a defect an ordinary one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mot_core::{Error, input::InputError};
use pyo3::{exceptions::PyRuntimeError, prelude::*, sync::PyOnceLock, types::PyDict};

/// What the core gives, or its refusal as a `MotError`.
pub(crate) fn call<T>(core: impl FnOnce() -> mot_core::Result<T>) -> PyResult<T> {
    guarded(|| core().map_err(raised))
}

/// The same, while other threads go on.
pub(crate) fn call_detached<T: Send>(
    py: Python<'_>,
    core: impl FnOnce() -> mot_core::Result<T> + Send,
) -> PyResult<T> {
    guarded(|| py.detach(core).map_err(raised))
}

/// A panic, which is a defect, becomes a `RuntimeError`: the process lives, and `except Exception` sees it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(PyRuntimeError::new_err("mot_core failed: this is a defect of the library, please report it"))
    })
}

/// The exception of a refusal: the class of its family, with code, message, path, details and public code.
pub(crate) fn raised(error: Error) -> PyErr {
    Python::attach(|py| exception(py, &error).unwrap_or_else(|fault| fault))
}

/// The refusal of a value of another type than `expected`.
pub(crate) fn wrong_type(expected: &'static str, found: &Bound<'_, PyAny>) -> Error {
    InputError::WrongType { expected, found: crate::json::kind(found) }.into()
}

fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    static REFUSAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let refusal = REFUSAL
        .get_or_try_init(py, || py.import("mot_core.errors")?.getattr("_refusal").map(Bound::unbind))?;
    let details = PyDict::new(py);
    for (name, text) in error.details() {
        details.set_item(name, text)?;
    }
    let arguments = (error.code().as_str(), error.message(), error.path(), details, error.public_code());
    Ok(PyErr::from_value(refusal.bind(py).call1(arguments)?))
}
