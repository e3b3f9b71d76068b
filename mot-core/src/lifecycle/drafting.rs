//! How a decision is put together: versions, event numbers and changed fields follow from the documents.

use alloc::{string::String, vec::Vec};

use super::{Actor, Change, Decision, Event, FeeTrigger, Requirement, Stored, Subject};
use crate::{
    Result,
    input::{InputError, Json, MAXIMUM_SIZE},
    time::{Interval, Timestamp},
};

/// A decision in the making.
#[derive(Debug)]
pub struct Drafting<D> {
    at: Timestamp,
    decision: Decision<D>,
    outgrown: bool,
}

impl<D: Stored> Drafting<D> {
    /// An empty decision.
    pub fn new(at: Timestamp) -> Self {
        let decision = Decision {
            changes: Vec::new(),
            events: Vec::new(),
            requires: Vec::new(),
            fee_triggers: Vec::new(),
        };
        Self { at, decision, outgrown: false }
    }

    /// A document comes into being.
    pub fn create(&mut self, document: impl Into<D>, event: &'static str, actor: &Actor, data: Data) {
        let document = document.into().with_version(1);
        self.measure(0, document.write().length());
        self.tell(event, &document, 1, actor, Vec::new(), data);
        self.decision.changes.push(Change { expected_version: 0, document });
    }

    /// A document changes. However many steps it takes within the decision, its version rises once.
    pub fn change(
        &mut self,
        before: impl Into<D>,
        after: impl Into<D>,
        event: &'static str,
        actor: &Actor,
        data: Data,
    ) {
        let (before, after) = (before.into(), after.into());
        let same =
            |change: &Change<D>| change.document.kind() == after.kind() && change.document.id() == after.id();
        let earlier = self.decision.changes.iter().position(same);
        let at = match earlier {
            Some(index) => index,
            None => {
                let version = before.version();
                let document = before.with_version(version.saturating_add(1));
                self.decision.changes.push(Change { expected_version: version, document });
                self.decision.changes.len().saturating_sub(1)
            }
        };
        let Some(change) = self.decision.changes.get_mut(at) else { return };
        let after = after.with_version(change.document.version());
        let (written_before, written_after) = (change.document.write(), after.write());
        let set = changed_fields(&written_before, &written_after);
        change.document = after.clone();
        let subject = |known: &&Event| known.subject.kind == after.kind() && known.subject.id == after.id();
        let told = self.decision.events.iter().filter(subject).count();
        let n = u32::try_from(told).unwrap_or(u32::MAX).saturating_add(1);
        self.measure(written_before.length(), written_after.length());
        self.tell(event, &after, n, actor, set, data);
    }

    /// A document was read and must not have changed at commit.
    pub fn unchanged(&mut self, document: &impl Stored) {
        let (kind, id, version) = (document.kind(), String::from(document.id()), document.version());
        self.decision.requires.push(Requirement::Unchanged { kind, id, version });
    }

    /// A key must be written once, and kept until then or for ever.
    pub fn unique(&mut self, key: String, until: Option<Timestamp>) {
        self.decision.requires.push(Requirement::Unique { key, until });
    }

    /// Nobody else may take the resource in the interval while the booking stands.
    pub fn exclusion(&mut self, resource: &str, interval: Interval, booking: &str) {
        let (resource, booking) = (resource.into(), booking.into());
        self.decision.requires.push(Requirement::Exclusion { resource, interval, booking });
    }

    /// When the decision is made.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// A fee may be due, or is to be taken back.
    pub fn fee(&mut self, trigger: FeeTrigger) {
        self.decision.fee_triggers.push(trigger);
    }

    /// The decision. A document that could not be read again, or hardly changed any more, is `input.too_large`.
    pub fn finish(self) -> Result<Decision<D>> {
        match self.outgrown {
            true => Err(InputError::TooLarge { limit: MAXIMUM_SIZE }.into()),
            false => Ok(self.decision),
        }
    }

    /// Notes a document that has grown too long. The last part of the limit is kept for small changes, so that a long
    /// document can still be signed, withdrawn or closed.
    fn measure(&mut self, before: usize, after: usize) {
        let small_change = 1024;
        let kept_for_small_changes = 16 * 1024;
        let soft = MAXIMUM_SIZE.saturating_sub(kept_for_small_changes);
        let grown = after.saturating_sub(before) > small_change;
        self.outgrown |= after > MAXIMUM_SIZE || (after > soft && grown);
    }

    fn tell(
        &mut self,
        name: &'static str,
        of: &D,
        n: u32,
        actor: &Actor,
        set: Vec<(String, Json)>,
        data: Data,
    ) {
        let subject = Subject { kind: of.kind().into(), id: of.id().into() };
        let (name, version, actor, at) = (name.into(), of.version(), actor.clone(), self.at);
        let data = data.into_iter().map(|(name, value)| (name.into(), value)).collect();
        self.decision.events.push(Event { name, subject, version, n, actor, at, set, data });
    }
}

/// Ids and words that an event tells beside the changed fields.
type Data = Vec<(&'static str, Json)>;

/// The top-level fields that differ, whole; `null` for one that is written no longer. Both have one version.
fn changed_fields(before: &Json, after: &Json) -> Vec<(String, Json)> {
    let (Json::Object(before), Json::Object(after)) = (before, after) else { return Vec::new() };
    let value = |members: &[(String, Json)], name: &str| {
        members.iter().find(|(known, _)| known == name).map_or(Json::Null, |(_, value)| value.clone())
    };
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(known, _)| known == name));
    let names = after.iter().chain(gone).map(|(name, _)| name);
    names
        .filter(|name| value(before, name) != value(after, name))
        .map(|name| (name.clone(), value(after, name)))
        .collect()
}
