//! Trying parked streams again, after an upgrade or a repair: what follows is what a rebuild would have made.

use super::{list, park, skip, unpark};
use crate::applier::{cleared, of_newer_version};
use crate::batch::{Batch, Cases, Outcome, Sums, case_of};
use crate::error::ViewError;
use crate::parked;
use crate::store::ViewStore;
use crate::sweep::Sweep;
use crate::workers::Workers;
use event_store::{EventStore, Position, RecordedEvent, Revision, StreamName};
use rusqlite::TransactionBehavior;
use std::collections::BTreeSet;

/// Events read at once.
const PAGE: usize = 500;

/// What became of a parked stream that was tried again.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Retried {
    /// Which stream.
    pub stream: String,
    /// Why it is parked still; none when it is in the views again.
    pub still: Option<String>,
}

/// Why parked streams were not tried again; the views are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RetryError {
    /// Nothing of this name is parked.
    #[error("{0} is not parked")]
    NotParked(String),
    /// The views hold the case from another stream, which would no longer be the first.
    #[error("another stream holds the case of {0} too: only `hejie projection rebuild` puts that right")]
    OtherStream(String),
    /// The views or the log cannot be used.
    #[error(transparent)]
    View(#[from] ViewError),
}

impl From<rusqlite::Error> for RetryError {
    fn from(error: rusqlite::Error) -> Self {
        Self::View(error.into())
    }
}

/// Tries parked streams again: one, or all of them when none is named. Nobody else may write the views meanwhile.
///
/// A case and the custody of its file are tried together: everything the views hold of it is taken out and made anew from its first
/// event, each event at its place in the log, up to where the views stand. Other streams go on where they were parked. All that
/// belongs together is one transaction.
///
/// # Errors
/// See [`RetryError`]; what was tried before the failure stays.
pub async fn retry_parked(
    log: &dyn EventStore,
    mut store: ViewStore,
    stream: Option<&str>,
) -> Result<Vec<Retried>, RetryError> {
    if Sweep::load(store.connection())?.is_some() {
        return Err(ViewError::HalfBuilt.into());
    }
    let parked: Vec<String> = list(store.connection())?.into_iter().map(|parked| parked.stream).collect();
    let wanted: Vec<String> = match stream {
        Some(stream) if parked.iter().any(|parked| parked == stream) => vec![stream.to_owned()],
        Some(stream) => return Err(RetryError::NotParked(stream.to_owned())),
        None => parked.clone(),
    };
    let mut done: BTreeSet<String> = BTreeSet::new();
    for stream in &wanted {
        if !done.contains(stream) {
            let together = Together::of(stream, &parked, &mut store)?;
            together.retry(log, &mut store).await?;
            done.extend(together.streams);
        }
    }
    // While somebody reads the file it is left to whoever writes it next.
    let _now_or_later = cleared(store.connection())?;
    let still = list(store.connection())?;
    let told = parked.into_iter().filter(|parked| done.contains(parked)).map(|stream| {
        let reason = still.iter().find(|parked| parked.stream == stream).map(|parked| parked.reason.clone());
        Retried { stream, still: reason }
    });
    Ok(told.collect())
}

/// Streams that can only be tried together, because their events meet in the same rows.
struct Together {
    /// The case they are about, if it is one.
    case: Option<domain::ids::CaseId>,
    streams: BTreeSet<String>,
}

impl Together {
    fn of(stream: &str, parked: &[String], store: &mut ViewStore) -> Result<Self, ViewError> {
        let about_a_case = stream.starts_with("case-") || stream.starts_with("custody-");
        let Some(case) = case_of(stream).filter(|_| about_a_case) else {
            return Ok(Self { case: None, streams: BTreeSet::from([stream.to_owned()]) });
        };
        let others = parked.iter().filter(|other| case_of(other) == Some(case));
        let mut streams: BTreeSet<String> = others.cloned().collect();
        let folded = Batch::new(store.connection(), Cases::new(), Sums::default()).stream_of(case)?;
        streams.extend(folded);
        // The custody of a file bears the tenant and the id of its case.
        let custodies: Vec<String> = streams
            .iter()
            .filter_map(|stream| stream.strip_prefix("case-").map(|rest| format!("custody-{rest}")))
            .collect();
        streams.extend(custodies);
        Ok(Self { case: Some(case), streams })
    }

    async fn retry(&self, log: &dyn EventStore, store: &mut ViewStore) -> Result<(), RetryError> {
        let position = store.position();
        let first = |stream: &str, store: &ViewStore| match self.case {
            Some(_) => Ok(0),
            None => revision_of(store, stream),
        };
        let mut events = Vec::new();
        for stream in &self.streams {
            events.extend(read(log, stream, first(stream, store)?, position).await?);
        }
        events.sort_by_key(|event| event.position);
        let transaction = store.connection_mut().transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::new(&transaction, Cases::new(), Sums::default());
        let before = self.case.map_or(Ok(None), |case| batch.withdraw(case))?;
        for stream in &self.streams {
            unpark(&transaction, stream)?;
        }
        let mut aside: BTreeSet<&str> = BTreeSet::new();
        for event in &events {
            let stream = event.stream.as_str();
            if aside.contains(stream) {
                skip(&transaction, event)?;
                continue;
            }
            match batch.record(event)? {
                Outcome::Applied | Outcome::Passed => {}
                Outcome::Poisoned(reason) => {
                    park(&transaction, event, &reason)?;
                    aside.insert(stream);
                }
                Outcome::Newer => return Err(of_newer_version(event).into()),
            }
        }
        if let Some((case, before)) = self.case.zip(before)
            && batch.stream_of(case)? != Some(before.clone())
        {
            return Err(RetryError::OtherStream(before));
        }
        let (_, sums, _) = batch.write(Workers::ONE)?;
        sums.write(&transaction)?;
        parked::forget_settled(&transaction)?;
        transaction.commit()?;
        Ok(())
    }
}

/// The event a stream was parked at.
fn revision_of(store: &ViewStore, stream: &str) -> Result<u64, ViewError> {
    let parked = list(store.connection())?;
    Ok(parked.into_iter().find(|parked| parked.stream == stream).map_or(0, |parked| parked.revision))
}

/// The events of a stream up to a position; what comes after the views meet when they come to it.
async fn read(
    log: &dyn EventStore,
    stream: &str,
    from: u64,
    through: Position,
) -> Result<Vec<RecordedEvent>, ViewError> {
    // The name came from the log, or is one of the house's own.
    let Ok(name) = StreamName::parse(stream) else { return Ok(Vec::new()) };
    let (mut events, mut next) = (Vec::new(), from);
    loop {
        let page = log.read_stream(&name, Revision(next), PAGE).await?;
        let Some(last) = page.last() else { return Ok(events) };
        next = last.revision.0.saturating_add(1);
        let beyond = last.position > through;
        events.extend(page.into_iter().filter(|event| event.position <= through));
        if beyond {
            return Ok(events);
        }
    }
}
