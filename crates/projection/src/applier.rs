//! Applying pieces of the log: rows, parked streams and checkpoint in one transaction.

use crate::batch::{Batch, Cases, Outcome};
use crate::changes::CaseChange;
use crate::decoded::decode;
use crate::error::ViewError;
use crate::parked::ParkedCounts;
use crate::store::{BUSY, ViewStore};
use crate::sweep::Sweep;
use crate::workers::Workers;
use crate::{checkpoint, parked};
use event_store::{Position, RecordedEvent};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

/// The writing end of the views.
pub(crate) struct Applier {
    connection: Connection,
    position: Position,
    parked: HashSet<String>,
    counts: ParkedCounts,
    /// Documents of the last batch; taken by the next one and put back when that is committed, so that a batch that fails leaves none.
    cases: Cases,
    /// Who reads events and makes rows.
    workers: Workers,
    /// Pages of somebody erased may still lie in the write-ahead log.
    residue: bool,
    /// New views that are built case by case have come so far.
    sweep: Option<Sweep>,
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
    /// Somebody was erased in it.
    purged: bool,
}

impl Applier {
    /// Takes the views in hand; `workers` read events and make rows, and one thread writes.
    pub(crate) fn new(store: ViewStore, workers: Workers) -> Result<Self, ViewError> {
        let position = store.position();
        let connection = store.into_connection();
        let parked = parked::names(&connection)?;
        let counts = parked::counts(&connection)?;
        let sweep = Sweep::load(&connection)?;
        Ok(Self { connection, position, parked, counts, cases: Cases::new(), workers, residue: true, sweep })
    }

    /// New views that are built case by case, and are not whole yet.
    pub(crate) const fn under_way(&self) -> Option<Sweep> {
        self.sweep
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
        let applied = self.write(fresh, Going::InOrder(through.max(from)))?;
        self.residue |= applied.purged;
        if self.residue {
            self.residue = !cleared(&self.connection)?;
        }
        Ok(applied)
    }

    /// Applies whole cases of a sweep, and what else lies between them; the checkpoint moves when it is over. All of it or nothing, also
    /// when an event of a newer version is among them.
    pub(crate) fn bind(&mut self, events: &[RecordedEvent], sweep: Sweep) -> Result<u64, ViewError> {
        let applied = self.write(events.iter().collect(), Going::ByCase(sweep))?;
        // Whole up to the end of the sweep: none of them moves again before that.
        self.cases = Cases::new();
        Ok(applied.events)
    }

    /// One transaction.
    fn write(&mut self, events: Vec<&RecordedEvent>, going: Going) -> Result<Applied, ViewError> {
        let (mut applied, mut going) = (Applied::default(), going);
        let mut newly_parked: HashSet<String> = HashSet::new();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::new(&transaction, std::mem::take(&mut self.cases));
        let mut last = self.position;
        let readings = self.workers.each(events, |event| (event, decode(event)));
        for (event, reading) in readings {
            let stream = event.stream.as_str();
            if self.parked.contains(stream) || newly_parked.contains(stream) {
                parked::skip(&transaction, event)?;
            } else {
                match batch.take(event, reading)? {
                    Outcome::Applied => applied.events += 1,
                    Outcome::Passed => {}
                    Outcome::Poisoned(reason) => {
                        tracing::error!(stream, revision = event.revision.0, position = %event.position, reason, "stream parked");
                        parked::park(&transaction, event, &reason)?;
                        newly_parked.insert(stream.to_owned());
                    }
                    Outcome::Newer => match &mut going {
                        Going::InOrder(through) => {
                            applied.stopped = Some(newer(event));
                            *through = last;
                            break;
                        }
                        // What came before it in the log has not all been read.
                        Going::ByCase(_) => return Err(newer(event)),
                    },
                }
            }
            last = event.position;
        }
        applied.purged = batch.purged();
        let (cases, changes) = batch.write(self.workers)?;
        applied.changes = changes;
        let (position, sweep) = going.note(&transaction, self.position)?;
        transaction.commit()?;
        (self.position, self.sweep, self.cases) = (position, sweep, cases);
        if !newly_parked.is_empty() {
            self.parked.extend(newly_parked);
            self.counts = parked::counts(&self.connection)?;
        }
        Ok(applied)
    }
}

/// How far the views have come once a piece is in.
enum Going {
    /// In the order of the log, up to here.
    InOrder(Position),
    /// Case by case.
    ByCase(Sweep),
}

impl Going {
    /// Notes it in the transaction of the rows; tells where the checkpoint stands then, and the sweep that is left.
    fn note(self, connection: &Connection, from: Position) -> Result<(Position, Option<Sweep>), ViewError> {
        let (position, left) = match self {
            Self::InOrder(through) => (through, None),
            Self::ByCase(sweep) if sweep.is_over() => {
                Sweep::forget(connection)?;
                (sweep.to, None)
            }
            Self::ByCase(sweep) => {
                sweep.save(connection)?;
                (from, Some(sweep))
            }
        };
        if position != from {
            checkpoint::advance(connection, from, position)?;
        }
        Ok((position, left))
    }
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

pub(crate) fn newer(event: &RecordedEvent) -> ViewError {
    ViewError::NewerEvent {
        stream: event.stream.to_string(),
        event_type: event.event_type.to_string(),
        position: event.position,
    }
}
