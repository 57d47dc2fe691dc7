//! Applying pieces of the log: rows, parked streams and checkpoint in one transaction.

use crate::batch::{Batch, Cases, Outcome, Sums};
use crate::changes::CaseChange;
use crate::decoded::decode;
use crate::error::ViewError;
use crate::parked::ParkedCounts;
use crate::store::{self, BUSY, ViewStore};
use crate::sweep::Sweeping;
use crate::workers::Workers;
use crate::{checkpoint, parked};
use event_store::{Position, RecordedEvent};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// Pages that may lie in the write-ahead log of a file that is built: folded in less often.
const BUILDING_WRITE_AHEAD: u32 = 16_000;

/// Memory for pages of a file that is built, kB: what one page of the log changes lies all over it, and is written once where it all has room.
const BUILDING_CACHE: i32 = 128 * 1024;

/// How long a reader is let be that keeps the write-ahead log from being cut.
pub(crate) const RETRY: Duration = Duration::from_secs(1);

/// The writing end of the views.
pub(crate) struct Applier {
    pub(crate) connection: Connection,
    pub(crate) position: Position,
    pub(crate) parked: HashSet<String>,
    pub(crate) counts: ParkedCounts,
    /// Documents of the last batch; taken by the next one and put back when that is committed, so that a batch that fails leaves none.
    cases: Cases,
    /// Who reads events and makes rows.
    pub(crate) workers: Workers,
    /// Pages of somebody erased may still lie in the write-ahead log.
    residue: bool,
    /// When it was tried last to get them out: a reader was in the way.
    tried: Option<Instant>,
    /// New views that are built case by case.
    pub(crate) sweeping: Sweeping,
}

/// What a piece of the log did to the views.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// Events that are in the views now and were not before.
    pub(crate) events: u64,
    /// Set when a newer event stopped it; what came before is applied and committed.
    pub(crate) stopped: Option<ViewError>,
    /// Cases whose rows changed.
    pub(crate) changes: Vec<CaseChange>,
}

impl Applier {
    /// Takes the views in hand; `workers` read events and make rows, and one thread writes.
    pub(crate) fn new(store: ViewStore, workers: Workers) -> Result<Self, ViewError> {
        let position = store.position();
        let connection = store.into_connection();
        let parked = parked::names(&connection)?;
        let counts = parked::counts(&connection)?;
        let sweeping = Sweeping::load(&connection)?;
        Ok(Self {
            connection,
            position,
            parked,
            counts,
            cases: Cases::new(),
            workers,
            residue: true,
            tried: None,
            sweeping,
        })
    }

    /// Takes as much room and as many threads as building takes.
    pub(crate) fn spread_out(&mut self, workers: Workers) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "wal_autocheckpoint", BUILDING_WRITE_AHEAD)?;
        self.connection.pragma_update(None, "cache_size", -BUILDING_CACHE)?;
        self.workers = workers;
        Ok(())
    }

    /// Takes as much as following takes, beside whoever is served.
    pub(crate) fn draw_in(&mut self) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "wal_autocheckpoint", store::WRITE_AHEAD)?;
        self.connection.pragma_update(None, "cache_size", -store::CACHE)?;
        self.workers = Workers::ONE;
        Ok(())
    }

    /// How far the views have come.
    pub(crate) const fn position(&self) -> Position {
        self.position
    }

    /// How many streams are parked.
    pub(crate) const fn parked(&self) -> ParkedCounts {
        self.counts
    }

    /// Takes over what was decided about parked streams in other views.
    pub(crate) fn carry_discards(&mut self, from: &Path) -> Result<(), ViewError> {
        parked::carry_discards(&self.connection, from)?;
        self.counts = parked::counts(&self.connection)?;
        Ok(())
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Pages of somebody erased may still lie in the write-ahead log, and [`Applier::clear`] is to be tried again after a while.
    pub(crate) const fn has_residue(&self) -> bool {
        self.residue
    }

    /// Gets them out, unless a reader was in the way a moment ago: every try copies all that was written since into the file.
    pub(crate) fn clear(&mut self) -> rusqlite::Result<()> {
        if self.residue && self.tried.is_none_or(|tried| tried.elapsed() >= RETRY) {
            self.residue = !cleared(&self.connection)?;
            self.tried = Some(Instant::now());
        }
        Ok(())
    }

    /// Applies events in the order of the log and moves the checkpoint to `through`; all of it or nothing.
    ///
    /// Events at or before the checkpoint are passed over, so delivering them again does no harm.
    pub(crate) fn apply(
        &mut self,
        events: &[RecordedEvent],
        through: Position,
    ) -> Result<Applied, ViewError> {
        let from = self.position;
        let fresh = events.iter().filter(|event| event.position > from).collect();
        let cases = std::mem::take(&mut self.cases);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let folded = fold(&transaction, (cases, Sums::default()), fresh, &self.parked, self.workers)?;
        folded.sums.write(&transaction)?;
        let (reached, stopped) = match folded.newer {
            Some((error, before)) => (before.unwrap_or(from), Some(error)),
            None => (through.max(from), None),
        };
        if reached != from {
            checkpoint::advance(&transaction, from, reached)?;
        }
        transaction.commit()?;
        (self.position, self.cases) = (reached, folded.cases);
        if !folded.parked.is_empty() {
            self.parked.extend(folded.parked);
            self.counts = parked::counts(&self.connection)?;
        }
        if folded.purged {
            (self.residue, self.tried) = (true, None);
        }
        self.clear()?;
        Ok(Applied { events: folded.events, stopped, changes: folded.changes })
    }
}

/// Events whose rows are written, in a transaction that is open still.
pub(crate) struct Folded {
    pub(crate) cases: Cases,
    /// What is not written yet.
    pub(crate) sums: Sums,
    /// Events that are in the views now and were not before.
    pub(crate) events: u64,
    changes: Vec<CaseChange>,
    /// Streams set aside by it.
    pub(crate) parked: HashSet<String>,
    /// Why it stopped before the last event, and the event that went in last.
    pub(crate) newer: Option<(ViewError, Option<Position>)>,
    purged: bool,
}

/// Folds events, each stream in its order, into what is in memory, and writes the rows.
pub(crate) fn fold(
    connection: &Connection,
    (cases, sums): (Cases, Sums),
    events: Vec<&RecordedEvent>,
    parked: &HashSet<String>,
    workers: Workers,
) -> Result<Folded, ViewError> {
    let mut batch = Batch::new(connection, cases, sums);
    let mut aside: HashSet<String> = HashSet::new();
    let (mut count, mut last, mut newer) = (0, None, None);
    for (event, reading) in workers.each(events, |event| (event, decode(event))) {
        let stream = event.stream.as_str();
        if parked.contains(stream) || aside.contains(stream) {
            parked::skip(connection, event)?;
        } else {
            match batch.take(event, reading)? {
                Outcome::Applied => count += 1,
                Outcome::Passed => {}
                Outcome::Poisoned(reason) => {
                    tracing::error!(stream, revision = event.revision.0, position = %event.position, reason, "stream parked");
                    parked::park(connection, event, &reason)?;
                    aside.insert(stream.to_owned());
                }
                Outcome::Newer => {
                    newer = Some((of_newer_version(event), last));
                    break;
                }
            }
        }
        last = Some(event.position);
    }
    let purged = batch.purged();
    let (cases, sums, changes) = batch.write(workers)?;
    Ok(Folded { cases, sums, events: count, changes, parked: aside, newer, purged })
}

/// Folds the write-ahead log in and cuts it; false while a reader is in the way, to be tried again after the next batch. It waits for no
/// reader: one that compares all rows takes minutes, and the views would stand still meanwhile.
pub(crate) fn cleared(connection: &Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(Duration::ZERO)?;
    let cleared =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| Ok(row.get::<_, i64>(0)? == 0));
    connection.busy_timeout(BUSY)?;
    cleared
}

pub(crate) fn of_newer_version(event: &RecordedEvent) -> ViewError {
    ViewError::NewerEvent {
        stream: event.stream.to_string(),
        event_type: event.event_type.to_string(),
        position: event.position,
    }
}
