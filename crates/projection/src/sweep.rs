//! Building views from nothing, case by case: where a case begins in the log all of it is read and folded at once, so that each row is
//! written once and rows of cases that were filed together lie together.
//!
//! The rows come out the same as those made in the order of the log: what is made of a case's own two streams, its events and what became
//! of its keys, touches no row that is made of another stream, and sums do not ask in which order they are added up.

use crate::applier::{Applier, fold};
use crate::batch::{Cases, Sums};
use crate::error::ViewError;
use crate::workers::Workers;
use crate::{checkpoint, parked};
use event_store::{EventStore, LogPage, Position, ReadError, RecordedEvent, Revision, StreamName};
use rusqlite::{Connection, OptionalExtension};
use tokio::runtime::{Handle, RuntimeFlavor};

/// Events of one stream read at once.
const CHUNK: usize = 1_000;

/// Cases read at the same time.
const READERS: usize = 8;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS sweep (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    to_commit       INTEGER NOT NULL,
    to_prepare      INTEGER NOT NULL,
    reached_commit  INTEGER NOT NULL,
    reached_prepare INTEGER NOT NULL,
    ahead           INTEGER NOT NULL
) STRICT;
";

/// A sweep under way. Until it is over the file's checkpoint stands at the beginning, and nobody may be answered from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sweep {
    /// Where the log ended when it began; nothing beyond it goes in.
    pub(crate) to: Position,
    /// All cases that begin up to here are in.
    pub(crate) reached: Position,
    /// Events of cases that went in before the sweep has come to them; none may be left at the end.
    ahead: i64,
}

/// A piece of the log: what it holds that is nobody's case, and every case that begins in it, whole.
struct Sheaf {
    events: Vec<RecordedEvent>,
    /// The sweep once they are in.
    sweep: Sweep,
}

impl Sweep {
    /// From the first event to a position.
    const fn begin(to: Position) -> Self {
        Self { to, reached: Position::START, ahead: 0 }
    }

    /// What a file remembers.
    pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let sql = "SELECT to_commit, to_prepare, reached_commit, reached_prepare, ahead FROM sweep";
        connection
            .query_row(sql, (), |row| {
                let position = |commit: i64, prepare: i64| Position {
                    commit: commit.cast_unsigned(),
                    prepare: prepare.cast_unsigned(),
                };
                Ok(Self {
                    to: position(row.get(0)?, row.get(1)?),
                    reached: position(row.get(2)?, row.get(3)?),
                    ahead: row.get(4)?,
                })
            })
            .optional()
    }

    /// Remembers how far it has come.
    pub(crate) fn save(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO sweep VALUES (1, ?1, ?2, ?3, ?4, ?5)";
        let (to, reached) = (self.to, self.reached);
        connection.prepare_cached(sql)?.execute((
            to.commit.cast_signed(),
            to.prepare.cast_signed(),
            reached.commit.cast_signed(),
            reached.prepare.cast_signed(),
            self.ahead,
        ))?;
        Ok(())
    }

    /// Forgets it.
    pub(crate) fn forget(connection: &Connection) -> rusqlite::Result<()> {
        connection.execute("DELETE FROM sweep", ())?;
        Ok(())
    }

    /// Whether all of it is in.
    pub(crate) fn is_over(&self) -> bool {
        self.reached >= self.to
    }

    /// Reads the next piece.
    async fn gather(mut self, log: &dyn EventStore, limit: usize) -> Result<Sheaf, ViewError> {
        let page = up_to(log.read_log(self.reached, limit).await?, self.to);
        let (mut events, mut first) = (Vec::with_capacity(page.events.len()), Vec::new());
        for event in page.events {
            match other_of_case(&event.stream) {
                None => events.push(event),
                Some(other) => {
                    self.ahead = self.ahead.saturating_sub(1);
                    if event.revision == Revision(0) {
                        first.push((event, other));
                    }
                }
            }
        }
        for case in all_of(log, first, self.to).await {
            let case = case?;
            self.ahead = self.ahead.saturating_add_unsigned(case.len() as u64);
            events.extend(case);
        }
        self.reached = page.safe_through;
        if self.is_over() && self.ahead != 0 {
            let reason = format!(
                "{} events of cases differ between the log and its streams, up to position {}",
                self.ahead, self.to
            );
            return Err(ReadError::Damaged { reason }.into());
        }
        Ok(Sheaf { events, sweep: self })
    }
}

/// Pages of the log that are committed together: what they all change is written once. A sweep that is cut off makes them again.
const TOGETHER: u32 = 20;

/// What a writer knows of a sweep.
pub(crate) struct Sweeping {
    /// How far it has come; none when there is none.
    now: Option<Sweep>,
    /// Pages that are not committed, and what they add to counts.
    pages: u32,
    sums: Sums,
    /// The piece after the last one that is written.
    ahead: Option<Sheaf>,
}

impl Sweeping {
    /// As the file remembers.
    pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Self> {
        Ok(Self { now: Sweep::load(connection)?, pages: 0, sums: Sums::default(), ahead: None })
    }

    /// How far it has come; none when there is none.
    pub(crate) fn reached(&self) -> Option<Position> {
        self.now.map(|sweep| sweep.reached)
    }
}

impl Applier {
    /// Goes on with the sweep of new views up to `to`, or with the one the file remembers; `None` when there is none to be made any more.
    /// Tells how many events went in.
    pub(crate) async fn sweep(
        &mut self,
        log: &dyn EventStore,
        to: Position,
        page: usize,
    ) -> Result<Option<u64>, ViewError> {
        let sweep = match self.sweeping.now {
            Some(sweep) => sweep,
            None if self.position == Position::START && to > Position::START => Sweep::begin(to),
            None => return Ok(None),
        };
        let Sheaf { events, sweep } = match self.sweeping.ahead.take() {
            Some(read) => read,
            None => sweep.gather(log, page).await?,
        };
        let runtime = Handle::current();
        let alone = runtime.runtime_flavor() == RuntimeFlavor::CurrentThread;
        let bound = if alone || sweep.is_over() {
            self.bind(&events, sweep)
        } else {
            // While the rows of this piece are written the next one is read. When that fails it is read again, and the error told.
            let (bound, ahead) = std::thread::scope(|scope| {
                let reading = scope.spawn(|| runtime.block_on(sweep.gather(log, page)));
                (self.bind(&events, sweep), reading.join())
            });
            self.sweeping.ahead = ahead.ok().and_then(Result::ok);
            bound
        };
        if bound.is_err() {
            self.give_up()?;
        }
        bound.map(Some)
    }

    /// Writes the rows of whole cases, and of what else lies between them.
    fn bind(&mut self, events: &[RecordedEvent], sweep: Sweep) -> Result<u64, ViewError> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        let before = (Cases::new(), std::mem::take(&mut self.sweeping.sums));
        let folded = fold(&self.connection, before, events.iter().collect(), &self.parked, self.workers)?;
        // What comes before it in the log has not all been read.
        if let Some((error, _)) = folded.newer {
            return Err(error);
        }
        self.parked.extend(folded.parked);
        let pages = self.sweeping.pages.saturating_add(1);
        (self.sweeping.now, self.sweeping.pages, self.sweeping.sums) = (Some(sweep), pages, folded.sums);
        if pages >= TOGETHER || sweep.is_over() {
            self.settle()?;
        }
        Ok(folded.events)
    }

    /// Commits what is written of a sweep; the checkpoint moves when it is over. To be called before anybody else writes the file. Where it
    /// fails nothing of it stays: rows without what they add to counts must not be committed later.
    pub(crate) fn settle(&mut self) -> Result<(), ViewError> {
        let Some(sweep) = self.sweeping.now.filter(|_| !self.connection.is_autocommit()) else {
            return Ok(());
        };
        let committed = self.commit(sweep);
        if committed.is_err() {
            self.give_up()?;
        }
        committed
    }

    fn commit(&mut self, sweep: Sweep) -> Result<(), ViewError> {
        std::mem::take(&mut self.sweeping.sums).write(&self.connection)?;
        if sweep.is_over() {
            Sweep::forget(&self.connection)?;
            checkpoint::advance(&self.connection, self.position, sweep.to)?;
        } else {
            sweep.save(&self.connection)?;
        }
        self.connection.execute_batch("COMMIT")?;
        self.sweeping.pages = 0;
        if sweep.is_over() {
            (self.position, self.sweeping.now) = (sweep.to, None);
        }
        self.counts = parked::counts(&self.connection)?;
        Ok(())
    }

    /// Back to what is committed.
    fn give_up(&mut self) -> Result<(), ViewError> {
        // Whatever fails from here, nothing of it is committed.
        self.sweeping.now = None;
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        self.parked = parked::names(&self.connection)?;
        self.sweeping = Sweeping::load(&self.connection)?;
        Ok(())
    }
}

impl Drop for Applier {
    /// What a sweep has written is kept for whoever goes on with it; where that fails, it is made again.
    fn drop(&mut self) {
        let _made_again = self.settle();
    }
}

/// The page without what lies beyond a position.
pub(crate) fn up_to(mut page: LogPage, last: Position) -> LogPage {
    if page.safe_through >= last {
        page.events.retain(|event| event.position <= last);
        (page.safe_through, page.at_end) = (last, true);
    }
    page
}

/// The other stream of a case: that of its keys for its events, and the other way round; none for a stream that is of no case.
fn other_of_case(stream: &StreamName) -> Option<StreamName> {
    let (category, id) = stream.as_str().split_once('-')?;
    match category {
        "case" => Some(StreamName::compose("custody", id)),
        "custody" => Some(StreamName::compose("case", id)),
        _ => None,
    }
}

/// The cases that begin with these events, each whole. Several are read at the same time: an engine in this process reads on the thread that
/// asks, and waits there for its disk.
async fn all_of(
    log: &dyn EventStore,
    first: Vec<(RecordedEvent, StreamName)>,
    to: Position,
) -> Vec<Result<Vec<RecordedEvent>, ReadError>> {
    let (runtime, readers) = (Handle::current(), Workers::new(READERS));
    // A thread that drives tasks must not wait for others but by awaiting them, and the only one of a runtime must drive them.
    if !readers.share(first.len()) || runtime.runtime_flavor() == RuntimeFlavor::CurrentThread {
        let mut cases = Vec::with_capacity(first.len());
        for (event, other) in &first {
            cases.push(whole(log, event, other, to).await);
        }
        return cases;
    }
    readers.each(first, |(event, other)| runtime.block_on(whole(log, &event, &other, to)))
}

/// Both streams of a case in the order of the log, when `first` is the first event of them; nothing when the other one begins earlier and
/// all of it went in there.
async fn whole(
    log: &dyn EventStore,
    first: &RecordedEvent,
    other: &StreamName,
    to: Position,
) -> Result<Vec<RecordedEvent>, ReadError> {
    let beginning = log.read_stream(other, Revision(0), 1).await?;
    if beginning.first().is_some_and(|event| event.position < first.position) {
        return Ok(Vec::new());
    }
    let mut case = stream(log, &first.stream, to).await?;
    if !beginning.is_empty() {
        case.extend(stream(log, other, to).await?);
        case.sort_by_key(|event| event.position);
    }
    Ok(case)
}

/// A stream up to a position.
async fn stream(
    log: &dyn EventStore,
    name: &StreamName,
    to: Position,
) -> Result<Vec<RecordedEvent>, ReadError> {
    let mut events: Vec<RecordedEvent> = Vec::new();
    loop {
        let next = events.last().map_or(Revision(0), |last| last.revision.next());
        let more = log.read_stream(name, next, CHUNK).await?;
        let whole = more.len() < CHUNK;
        let before = events.len();
        events.extend(more.into_iter().take_while(|event| event.position <= to));
        if whole || events.len() < before.saturating_add(CHUNK) {
            return Ok(events);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sweep;
    use crate::applier::Applier;
    use crate::store::ViewStore;
    use crate::workers::Workers;
    use event_store::{Incarnation, Position};
    use std::path::Path;

    fn applier(path: &Path) -> Applier {
        let store = ViewStore::open(path, Incarnation(uuid::Uuid::from_u128(1))).expect("the views open");
        Applier::new(store, Workers::ONE).expect("an applier")
    }

    /// What it had to add to counts is gone by then: committed later, its rows would stand there without it.
    #[test]
    fn a_sweep_that_could_not_be_committed_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("views.db");
        let mut begun = applier(&path);
        // Somebody else has moved the checkpoint.
        let sql = "BEGIN IMMEDIATE; INSERT INTO places_v1 VALUES ('a', 'b', 'c'); DELETE FROM checkpoint;";
        begun.connection.execute_batch(sql).expect("written");
        let to = Position::counter(5);
        begun.sweeping.now = Some(Sweep { to, reached: to, ahead: 0 });
        assert!(begun.settle().is_err());
        assert!(begun.connection.is_autocommit() && begun.sweeping.now.is_none());
        drop(begun);
        let again = applier(&path);
        assert_eq!((again.position(), again.sweeping.now), (Position::START, None));
        let rows: i64 = again
            .connection
            .query_row("SELECT count(*) FROM places_v1", (), |row| row.get(0))
            .expect("a count");
        assert_eq!(rows, 0);
    }
}
