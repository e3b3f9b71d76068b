//! The kernel of every state machine, as Python sees it: who acts, what was decided, what is allowed.

use std::sync::OnceLock;

use mot_core::{
    Document,
    id::PartyId,
    lifecycle::{self, Context},
    mortgage::Policies,
};
use pyo3::{
    prelude::*,
    types::{PyString, PyTuple},
};

use crate::{
    error::{call, raised, wrong_type},
    identity::Uid,
    json::{self, Fault},
    records::value,
    scalar,
};

mod decision;
mod fee_trigger;
mod requirement;

pub(crate) use decision::{Change, Decision, Event, Subject, fold};
pub(crate) use fee_trigger::{FeeTrigger, Payer};
pub(crate) use requirement::{Exclusion, Unchanged, Unique};

/// Who acts: a party with its id, or `Actor.SYSTEM` (time has passed), `Actor.PLATFORM` (its operator),
/// `Actor.SERVICE` (a connected service).
///
/// Nobody claims a role: roles are found by comparing the party with the document. Where a call asks for `by`, the id
/// of a party as text will do.
///
/// >>> from mot_core import Actor
/// >>> Actor("user-abc")
/// Actor('user-abc')
/// >>> Actor.SYSTEM, Actor.SYSTEM.party
/// (Actor.SYSTEM, None)
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Actor(pub(crate) lifecycle::Actor);

#[pymethods]
impl Actor {
    #[new]
    fn new(party: &Bound<'_, PyAny>) -> PyResult<Self> {
        actor(party, "party").map(Self)
    }

    /// Time has passed.
    #[classattr]
    const SYSTEM: Self = Self(lifecycle::Actor::System);

    /// The operator of the platform.
    #[classattr]
    const PLATFORM: Self = Self(lifecycle::Actor::Platform);

    /// A connected service.
    #[classattr]
    const SERVICE: Self = Self(lifecycle::Actor::Service);

    /// The party's id, if a party acts.
    #[getter]
    fn party(&self) -> Option<&str> {
        self.0.party().map(PartyId::as_str)
    }

    fn __hash__(&self) -> u64 {
        crate::records::hash_of(&self.__repr__())
    }

    fn __repr__(&self) -> String {
        match &self.0 {
            lifecycle::Actor::Party(id) => format!("Actor('{id}')"),
            lifecycle::Actor::System => "Actor.SYSTEM".into(),
            lifecycle::Actor::Platform => "Actor.PLATFORM".into(),
            lifecycle::Actor::Service => "Actor.SERVICE".into(),
        }
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (py, class) = (this.py(), this.get_type());
        match &this.get().0 {
            lifecycle::Actor::Party(id) => (class, (id.as_str(),)).into_pyobject(py).map(Bound::into_any),
            lifecycle::Actor::System => attribute(py, class.into_any(), "SYSTEM"),
            lifecycle::Actor::Platform => attribute(py, class.into_any(), "PLATFORM"),
            lifecycle::Actor::Service => attribute(py, class.into_any(), "SERVICE"),
        }
    }
}

/// How pickle finds a class attribute again.
fn attribute<'py>(py: Python<'py>, class: Bound<'py, PyAny>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    let look_up = py.import("builtins")?.getattr("getattr")?;
    (look_up, (class, name)).into_pyobject(py).map(Bound::into_any)
}

/// An actor of a call: an `Actor`, a `Uid`, or a party's id as text.
pub(crate) fn actor(value: &Bound<'_, PyAny>, name: &str) -> PyResult<lifecycle::Actor> {
    if let Ok(actor) = value.cast::<Actor>() {
        return Ok(actor.get().0.clone());
    }
    if let Ok(uid) = value.cast::<Uid>() {
        return Ok(lifecycle::Actor::Party(uid.get().0.clone().into()));
    }
    if !value.is_instance_of::<PyString>() {
        return Err(raised(wrong_type("an Actor or the id of a party", value).within(name)));
    }
    scalar::text(value, name, PartyId::parse).map(lifecycle::Actor::Party)
}

/// When a command is given, by whom, and on which version.
pub(crate) fn context(
    by: &Bound<'_, PyAny>,
    at: &Bound<'_, PyAny>,
    expected_version: Option<&Bound<'_, PyAny>>,
) -> PyResult<Context> {
    let expected_version = scalar::read_optional(expected_version, "expectedVersion")?;
    Ok(Context { now: scalar::clock(at, "at")?, actor: actor(by, "by")?, expected_version })
}

/// The policies of a call, or the shipped presets.
pub(crate) fn policies(given: Option<&crate::mortgage::Policies>) -> &Policies {
    static SHIPPED: OnceLock<Policies> = OnceLock::new();
    given.map_or_else(|| SHIPPED.get_or_init(Policies::shipped), |policies| &policies.0)
}

/// What the core decided, whichever documents it is about.
pub(crate) fn decided<D>(
    core: impl FnOnce() -> mot_core::Result<lifecycle::Decision<D>>,
) -> PyResult<Decision>
where
    Document: From<D>,
{
    call(|| core().map(|decision| Decision(decision.into_documents())))
}

/// A command and whether the actor could give it now. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowed(lifecycle::Allowed);

#[pymethods]
impl Allowed {
    /// The command's name within its machine.
    #[getter]
    fn command(&self) -> &'static str {
        self.0.command
    }

    /// Whether it is enabled.
    #[getter]
    fn enabled(&self) -> bool {
        self.0.refused.is_none()
    }

    /// The code why not, or `None`.
    #[getter]
    fn code(&self) -> Option<&'static str> {
        self.0.refused.map(mot_core::ErrorCode::as_str)
    }

    fn __repr__(&self) -> String {
        match self.code() {
            None => format!("Allowed('{}')", self.0.command),
            Some(code) => format!("Allowed('{}', refused as '{code}')", self.0.command),
        }
    }
}

value!(Allowed hashed as |allowed| (allowed.0.command, allowed.code()));

/// The commands of a document, each with its answer.
pub(crate) fn listed(py: Python<'_>, allowed: Vec<lifecycle::Allowed>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, allowed.into_iter().map(Allowed))
}

/// Decides a command by its name, on values as `json.loads` gives them: on which stored document (`None` to create
/// one), with which arguments and other documents, in which context (`now`, `actor`, if wanted `expectedVersion`).
///
/// The methods of the documents do the same with Python's own types. Refused besides what they refuse:
/// `lifecycle.unknown_command`, `lifecycle.not_found`, and what cannot be read, with its path.
///
/// >>> from mot_core import lifecycle
/// >>> lifecycle.decide("offer.sign", None, {}, {"now": "2025-02-01T12:00:00Z", "actor": "system"})
/// Traceback (most recent call last):
///     ...
/// mot_core.errors.LifecycleError: lifecycle.unknown_command: there is no such command
#[pyfunction]
pub(crate) fn decide(
    command: &Bound<'_, PyAny>,
    document: &Bound<'_, PyAny>,
    arguments: &Bound<'_, PyAny>,
    context: &Bound<'_, PyAny>,
) -> PyResult<Decision> {
    let command = scalar::borrowed_text(command, "command")?;
    let named = |name: &'static str| move |fault: Fault| fault.within(name).raise();
    let document = json::of_document(document).map_err(named("document"))?;
    let arguments = json::of_arguments(arguments).map_err(Fault::raise)?;
    let context = json::of_document(context).map_err(named("context"))?;
    decided(|| mot_core::decide(command, Some(&document), &arguments, &context))
}

/// The names of the machines, for `describe` and `diagram`.
pub(crate) const MACHINES: [&str; 8] = mot_core::MACHINES;

/// A machine's table, as `json.loads` gives it (`lifecycle.unknown_machine`).
///
/// >>> from mot_core import lifecycle
/// >>> lifecycle.describe("mortgage_offer")["terminal"]
/// ['accepted', 'withdrawn', 'declined', 'expired', 'superseded']
#[pyfunction]
pub(crate) fn describe<'py>(machine: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let name = scalar::borrowed_text(machine, "machine")?;
    json::to_python(machine.py(), &call(|| mot_core::describe(name))?)
}

/// A machine's table as a Mermaid state diagram (`lifecycle.unknown_machine`).
///
/// >>> from mot_core import lifecycle
/// >>> print(lifecycle.diagram("mortgage_application").splitlines()[1].strip())
/// [*] --> open: submit
#[pyfunction]
pub(crate) fn diagram(machine: &Bound<'_, PyAny>) -> PyResult<String> {
    let name = scalar::borrowed_text(machine, "machine")?;
    call(|| mot_core::diagram(name))
}
