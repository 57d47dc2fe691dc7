//! What clients asked and were answered, and whether one store that does one thing at a time could have answered so.
//!
//! A stream is a register that holds a list of event ids: an append with an expectation is a compare-and-set, a read returns the list.
//! A history is linearisable when every call can be given one moment between its being made and its being answered so that, in the
//! order of these moments, each answer is right. Calls whose outcome nobody knows may have happened at any later moment, or never.

mod search;

use crate::{AppendError, Appended, Expected, RecordedEvent, StreamName};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// What a client asks of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// To append these events.
    Append {
        /// Where the stream is thought to stand.
        expected: Expected,
        /// The events, by their ids.
        ids: Vec<Uuid>,
    },
    /// The whole stream.
    Read,
}

/// What it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The answer to an append, `Unknown` included.
    Append(Result<Appended, AppendError>),
    /// The ids of the whole stream.
    Read(Vec<Uuid>),
    /// A read that failed: it says nothing.
    NotRead,
}

/// One call. Moments are counted, not measured: of two, the smaller was before the other in real time.
#[derive(Debug, Clone)]
pub struct Call {
    /// The stream.
    pub stream: StreamName,
    /// What was asked.
    pub asked: Asked,
    /// The moment before it was made.
    pub made: u64,
    /// The answer and the moment after it came; `None`: the caller or the store died first.
    pub answered: Option<(Answered, u64)>,
}

impl Call {
    /// Whether nobody was told if it happened.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        match &self.answered {
            None => matches!(self.asked, Asked::Append { .. }),
            Some((answer, _)) => *answer == Answered::Append(Err(AppendError::Unknown)),
        }
    }
}

/// Writes a history down while it happens. All clones write the same one.
#[derive(Debug, Clone, Default)]
pub struct History(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    now: u64,
    calls: Vec<Call>,
}

impl History {
    /// A call is about to be made. Returns its number.
    #[must_use]
    pub fn made(&self, stream: &StreamName, asked: Asked) -> usize {
        let mut inside = self.lock();
        inside.now += 1;
        let made = inside.now;
        inside.calls.push(Call { stream: stream.clone(), asked, made, answered: None });
        inside.calls.len() - 1
    }

    /// Its answer has come.
    pub fn answered(&self, call: usize, answer: Answered) {
        let mut inside = self.lock();
        inside.now += 1;
        let now = inside.now;
        if let Some(call) = inside.calls.get_mut(call) {
            call.answered = Some((answer, now));
        }
    }

    /// Everything so far.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.lock().calls.clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether one store could have answered so, stream by stream; if not, which stream and how far an explanation goes.
///
/// # Errors
/// A sentence.
pub fn is_linearisable(calls: &[Call]) -> Result<(), String> {
    let mut streams: BTreeMap<&StreamName, Vec<&Call>> = BTreeMap::new();
    for call in calls {
        streams.entry(&call.stream).or_default().push(call);
    }
    streams.into_iter().try_for_each(|(stream, calls)| search::explain(stream, &calls))
}

/// Whether the log holds every acknowledged append of the history at the place its answer named, each event once, and no event that
/// was refused or that nobody asked for.
///
/// # Errors
/// A sentence.
pub fn is_exactly_once(calls: &[Call], log: &[RecordedEvent]) -> Result<(), String> {
    let mut places: HashMap<Uuid, &RecordedEvent> = HashMap::new();
    for event in log {
        if places.insert(event.event_id, event).is_some() {
            return Err(format!("{} stands twice in the log", event.event_id));
        }
    }
    let mut explained = HashMap::new();
    for call in calls {
        let Asked::Append { ids, .. } = &call.asked else { continue };
        let may_stand = !matches!(
            &call.answered,
            Some((Answered::Append(Err(error)), _)) if *error != AppendError::Unknown
        );
        for id in ids {
            *explained.entry(*id).or_insert(false) |= may_stand;
        }
        if let Some((Answered::Append(Ok(appended)), _)) = &call.answered {
            stands(call, ids, appended, &places)?;
        }
    }
    match log.iter().find(|event| !explained.get(&event.event_id).copied().unwrap_or(false)) {
        Some(event) => Err(format!(
            "{} stands in {} though it was refused or never asked for",
            event.event_id, event.stream
        )),
        None => Ok(()),
    }
}

fn stands(
    call: &Call,
    ids: &[Uuid],
    appended: &Appended,
    places: &HashMap<Uuid, &RecordedEvent>,
) -> Result<(), String> {
    for (id, revision) in ids.iter().zip(appended.first_revision.0..) {
        let place =
            places.get(id).filter(|event| event.stream == call.stream && event.revision.0 == revision);
        if place.is_none() {
            return Err(format!("lost: {id} was acknowledged as {} {revision}", call.stream));
        }
    }
    let last = ids.last().and_then(|id| places.get(id)).map(|event| event.position);
    if last != Some(appended.position) {
        return Err(format!("{} was acknowledged at {}, not at {last:?}", call.stream, appended.position));
    }
    Ok(())
}
