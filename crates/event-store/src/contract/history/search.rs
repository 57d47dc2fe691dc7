//! The search for an order of the calls on one stream that explains every answer (Wing and Gong 1993, with Lowe's memory of states
//! that were tried before).

use super::{Answered, Asked, Call};
use crate::{AppendError, Expected, Revision, StreamName};
use std::collections::HashSet;
use uuid::Uuid;

/// One call as the search sees it.
struct Step<'a> {
    made: u64,
    /// When it must have happened; `None`: at any time, or never.
    by: Option<u64>,
    asked: &'a Asked,
    answer: Option<&'a Answered>,
}

/// Calls that may be tried at a point, those tried already, and what the last of them put in.
struct Point {
    next: usize,
    /// The step taken from here, and how many ids it put into the stream.
    taken: Option<(usize, usize)>,
}

pub(super) fn explain(stream: &StreamName, calls: &[&Call]) -> Result<(), String> {
    let steps: Vec<Step<'_>> = calls.iter().filter_map(step).collect();
    let mut search =
        Search { stream: Vec::new(), done: vec![false; steps.len()], tried: HashSet::new(), best: 0, steps };
    if search.run() {
        return Ok(());
    }
    Err(format!(
        "{stream}: of {} calls at most {} can be put into an order that explains their answers",
        search.steps.len(),
        search.best
    ))
}

/// What was refused before it reached the stream, and a read without an answer, explain themselves.
fn step<'a>(call: &&'a Call) -> Option<Step<'a>> {
    let (by, answer) = match &call.answered {
        None if call.asked == Asked::Read => return None,
        None => (None, None),
        Some((Answered::Append(Err(AppendError::Unknown)), _)) => (None, None),
        Some((
            Answered::NotRead
            | Answered::Append(Err(AppendError::Unavailable { .. } | AppendError::TooLarge { .. })),
            _,
        )) => {
            return None;
        }
        Some((answer, at)) => (Some(*at), Some(answer)),
    };
    Some(Step { made: call.made, by, asked: &call.asked, answer })
}

struct Search<'a> {
    steps: Vec<Step<'a>>,
    /// What the stream holds after the steps that are done.
    stream: Vec<Uuid>,
    done: Vec<bool>,
    tried: HashSet<(Vec<bool>, Vec<Uuid>)>,
    /// Most answered calls that were explained at once.
    best: usize,
}

impl Search<'_> {
    /// Depth first, without recursion: histories are long.
    fn run(&mut self) -> bool {
        let mut path = vec![Point { next: 0, taken: None }];
        while let Some(point) = path.last_mut() {
            if let Some((step, put_in)) = point.taken.take() {
                self.done[step] = false;
                self.stream.truncate(self.stream.len() - put_in);
            }
            if self.all_explained() {
                return true;
            }
            let latest = self.must_be_before();
            let found = (point.next..self.steps.len())
                .find_map(|step| self.fits(step, latest).map(|put_in| (step, put_in)));
            let Some((step, put_in)) = found else {
                path.pop();
                continue;
            };
            point.next = step + 1;
            point.taken = Some((step, put_in.len()));
            self.done[step] = true;
            self.stream.extend(put_in);
            self.best = self.best.max(self.explained());
            if self.tried.insert((self.done.clone(), self.stream.clone())) {
                path.push(Point { next: 0, taken: None });
            }
        }
        false
    }

    fn explained(&self) -> usize {
        self.steps.iter().zip(&self.done).filter(|(step, done)| **done && step.by.is_some()).count()
    }

    fn all_explained(&self) -> bool {
        self.steps.iter().zip(&self.done).all(|(step, done)| *done || step.by.is_none())
    }

    /// Whatever happens next was made before the first answer among those that have not happened yet.
    fn must_be_before(&self) -> u64 {
        let waiting = self.steps.iter().zip(&self.done).filter(|(_, done)| !**done);
        waiting.filter_map(|(step, _)| step.by).min().unwrap_or(u64::MAX)
    }

    /// What the step puts in if it happens now; `None`: its answer would be wrong.
    fn fits(&self, step: usize, latest: u64) -> Option<Vec<Uuid>> {
        let Step { made, asked, answer, .. } = &self.steps[step];
        if self.done[step] || *made > latest {
            return None;
        }
        match (asked, answer) {
            (Asked::Read, Some(Answered::Read(ids))) => (*ids == self.stream).then(Vec::new),
            (Asked::Append { expected, ids }, None) => self.holds(*expected).then(|| ids.clone()),
            (Asked::Append { expected, ids }, Some(Answered::Append(answer))) => {
                self.append(*expected, ids, answer)
            }
            _ => None,
        }
    }

    fn append(
        &self,
        expected: Expected,
        ids: &[Uuid],
        answer: &Result<crate::Appended, AppendError>,
    ) -> Option<Vec<Uuid>> {
        let first = usize::try_from(expected.first_revision().0).ok()?;
        let stored = self.stream.get(first..first.checked_add(ids.len())?) == Some(ids);
        match answer {
            Ok(appended) => {
                let placed = appended.first_revision.0 == first as u64
                    && appended.revision.0 + 1 == (first + ids.len()) as u64;
                // Not fresh and not stored before: the store repeated its own first attempt, whose answer it had lost.
                let repeated = !appended.fresh && stored;
                (placed && (repeated || self.holds(expected)))
                    .then(|| if repeated { Vec::new() } else { ids.to_vec() })
            }
            Err(AppendError::Conflict { actual }) => {
                (!self.holds(expected) && !stored && *actual == self.end()).then(Vec::new)
            }
            Err(AppendError::EventIdTaken) => self.holds(expected).then(Vec::new),
            Err(_) => None,
        }
    }

    fn end(&self) -> Option<Revision> {
        self.stream.len().checked_sub(1).map(|last| Revision(last as u64))
    }

    fn holds(&self, expected: Expected) -> bool {
        match expected {
            Expected::NoStream => self.stream.is_empty(),
            Expected::Exact(revision) => self.end() == Some(revision),
        }
    }
}
