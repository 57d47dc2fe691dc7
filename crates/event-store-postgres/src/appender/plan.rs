//! Judging a group of appends by what the log is known to hold. Pure: no database here.

use crate::queue::Job;
use event_store::{AppendError, Appended, Expected, Position, Revision, StreamName};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What was found in the log about the streams and event ids of a group. A stream that was not found does not exist.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Last revision of each stream.
    pub(crate) heads: HashMap<StreamName, u64>,
    /// Where ids are stored.
    pub(crate) ids: HashMap<Uuid, Stored>,
}

/// Where an event id is stored.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) stream: StreamName,
    pub(crate) revision: u64,
    pub(crate) position: u64,
}

/// What becomes of one append.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Decided, whatever becomes of the rest of the group.
    Settled(Result<Appended, AppendError>),
    /// Written with the group; its last event is the `ordinal`th of it, counted from 1. Not fresh: a neighbour is the same call.
    Written { first_revision: u64, revision: u64, ordinal: u64, fresh: bool },
    /// Refused because of a neighbour: true only when the group is written.
    RefusedByNeighbour(AppendError),
}

/// One event to write.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NewRow {
    /// Index of its append in the group.
    pub(crate) job: usize,
    /// Index of the event in its append.
    pub(crate) event: usize,
    pub(crate) revision: u64,
}

/// The whole group, judged.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) rows: Vec<NewRow>,
}

/// Judges the appends one after the other, each as if those before it were written.
pub(crate) fn plan(group: &[Job], found: &Found) -> Plan {
    let mut draft = Draft { found, heads: HashMap::new(), ids: HashMap::new(), plan: Plan::default() };
    for (index, job) in group.iter().enumerate() {
        let verdict = draft.judge(index, job);
        draft.plan.verdicts.push(verdict);
    }
    draft.plan
}

struct Draft<'a> {
    found: &'a Found,
    /// Streams as this group leaves them.
    heads: HashMap<&'a StreamName, u64>,
    /// Ids this group writes: stream, revision and ordinal.
    ids: HashMap<Uuid, (&'a StreamName, u64, u64)>,
    plan: Plan,
}

impl<'a> Draft<'a> {
    fn judge(&mut self, index: usize, job: &'a Job) -> Verdict {
        let moved = self.heads.get(&job.stream).copied();
        let actual = moved.or_else(|| self.found.heads.get(&job.stream).copied());
        let holds = match job.expected {
            Expected::NoStream => actual.is_none(),
            Expected::Exact(revision) => actual == Some(revision.0),
        };
        if !holds {
            let conflict = AppendError::Conflict { actual: actual.map(Revision) };
            return self.repeat_of(job).unwrap_or(match moved {
                Some(_) => Verdict::RefusedByNeighbour(conflict),
                None => Verdict::Settled(Err(conflict)),
            });
        }
        if let Some(refusal) = self.taken(job) {
            return refusal;
        }
        self.write(index, job)
    }

    fn write(&mut self, index: usize, job: &'a Job) -> Verdict {
        let first = job.expected.first_revision().0;
        let mut revision = first;
        for (event, new) in job.events.iter().enumerate() {
            revision = first + event as u64;
            self.plan.rows.push(NewRow { job: index, event, revision });
            self.ids.insert(new.event_id, (&job.stream, revision, self.plan.rows.len() as u64));
        }
        self.heads.insert(&job.stream, revision);
        let ordinal = self.plan.rows.len() as u64;
        Verdict::Written { first_revision: first, revision, ordinal, fresh: true }
    }

    /// The first answer to this very call, if all of it is stored, or about to be, exactly where it would be put.
    fn repeat_of(&self, job: &Job) -> Option<Verdict> {
        let first_revision = job.expected.first_revision().0;
        let mut last = None;
        for (index, event) in job.events.iter().enumerate() {
            let (stream, revision, place) = self.place_of(&event.event_id)?;
            if *stream != job.stream || Some(revision) != first_revision.checked_add(index as u64) {
                return None;
            }
            last = Some((revision, place));
        }
        let (revision, place) = last?;
        Some(match place {
            Place::Stored(position) => Verdict::Settled(Ok(Appended {
                first_revision: Revision(first_revision),
                revision: Revision(revision),
                position: Position::counter(position),
                fresh: false,
            })),
            Place::Group(ordinal) => Verdict::Written { first_revision, revision, ordinal, fresh: false },
        })
    }

    /// The refusal of an append one of whose ids is used already.
    fn taken(&self, job: &Job) -> Option<Verdict> {
        let mut own = HashSet::with_capacity(job.events.len());
        let mut by_neighbour = false;
        for event in &job.events {
            if !own.insert(event.event_id) || self.found.ids.contains_key(&event.event_id) {
                return Some(Verdict::Settled(Err(AppendError::EventIdTaken)));
            }
            by_neighbour |= self.ids.contains_key(&event.event_id);
        }
        by_neighbour.then_some(Verdict::RefusedByNeighbour(AppendError::EventIdTaken))
    }

    fn place_of(&self, id: &Uuid) -> Option<(&StreamName, u64, Place)> {
        let stored = self.found.ids.get(id).map(|at| (&at.stream, at.revision, Place::Stored(at.position)));
        stored.or_else(|| {
            self.ids.get(id).map(|(stream, revision, ordinal)| (*stream, *revision, Place::Group(*ordinal)))
        })
    }
}

enum Place {
    Stored(u64),
    Group(u64),
}

#[cfg(test)]
mod tests;
