//! One batch: events folded in memory, each case's document loaded once and written once.

mod rows;

use crate::case_view::{CaseView, Moment, fold, keep, open};
use crate::changes::CaseChange;
use crate::decoded::{Decoded, Reading, Said, decode};
use crate::error::ViewError;
use crate::views::counts::Tally;
use crate::views::statistics::Sheet;
use crate::views::{
    self, assignments, batches, calendar, cases, centres, complaints, confidential, data_requests, dockings,
    drafts, institutions, roster, session_records, timeline, work_list,
};
use crate::workers::Workers;
use domain::case::Event;
use domain::custody::CustodyEvent;
use domain::ids::CaseId;
use domain::wire::DecodeError;
use event_store::RecordedEvent;
use rows::{Held, Piece};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What became of an event.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is in the views.
    Applied,
    /// No view looks at its stream, or it was seen before.
    Passed,
    /// It cannot be read or does not fit its stream; the reason names no personal data.
    Poisoned(String),
    /// A newer version of this program wrote it.
    Newer,
}

/// Most documents kept from one batch to the next; a live case is mostly about to be changed again.
const KEPT: usize = 1000;

/// Documents in memory, as the file holds them between batches.
pub(crate) type Cases = BTreeMap<CaseId, Held>;

/// What events add to counts, not written yet.
#[derive(Default)]
pub(crate) struct Sums {
    tally: Tally,
    sheet: Sheet,
}

impl Sums {
    /// Adds them to the file.
    pub(crate) fn write(&self, connection: &Connection) -> Result<(), ViewError> {
        self.tally.write(connection)?;
        self.sheet.write(connection)
    }
}

/// The events of one transaction.
pub(crate) struct Batch<'t> {
    connection: &'t Connection,
    cases: Cases,
    sums: Sums,
    /// What happened to each case, not written yet.
    timelines: BTreeMap<CaseId, Vec<timeline::Kept>>,
    /// Events of a case below this revision are in the counts already, though its rows are made anew.
    counted: Option<(CaseId, u64)>,
    /// Somebody was erased: what the file held of it before must be gone from its free pages and its write-ahead log too.
    purged: bool,
}

impl<'t> Batch<'t> {
    /// Starts a batch; `cases` are what the batch before has left, `sums` what those before it did not write.
    pub(crate) fn new(connection: &'t Connection, cases: Cases, sums: Sums) -> Self {
        Self { connection, cases, sums, timelines: BTreeMap::new(), counted: None, purged: false }
    }

    /// Folds an event in; on any outcome but `Applied` nothing has changed.
    pub(crate) fn record(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        self.take(recorded, decode(recorded))
    }

    /// The same for an event that was read before.
    pub(crate) fn take(&mut self, recorded: &RecordedEvent, reading: Reading) -> Result<Outcome, ViewError> {
        let Some(reading) = reading else { return Ok(Outcome::Passed) };
        if recorded.stream.category() == "case" {
            // Also one that cannot be read may have been seen before.
            return self.case(recorded, reading);
        }
        let Decoded { said, metadata } = match reading {
            Ok(decoded) => decoded,
            Err(unreadable) => return outcome(&unreadable),
        };
        let moment = Moment::of(recorded, &metadata);
        let connection = self.connection;
        match said {
            Said::Mediator(event) => return applied(roster::apply(connection, &event, &moment)?),
            Said::Custody(event) => return self.custody(recorded, &event, &moment),
            Said::DataRequest(event) => match data_requests::apply(connection, &event, &moment)? {
                Ok(purged) => self.purged |= purged,
                Err(reason) => return poisoned(&reason),
            },
            Said::Institution(event) => institutions::apply(connection, &event, &moment)?,
            Said::Centre(event) => centres::apply(connection, &event, &moment)?,
            Said::Draft(event) => drafts::apply(connection, &event, &moment)?,
            Said::Linked(event) => batches::apply(connection, &event, &moment)?,
            Said::Docking(event) => dockings::agreed(connection, &event)?,
            Said::Calendar(event) => calendar::apply(connection, &event, &moment)?,
            Said::Case(_) => {}
        }
        Ok(Outcome::Applied)
    }

    fn case(
        &mut self,
        recorded: &RecordedEvent,
        reading: Result<Decoded, DecodeError>,
    ) -> Result<Outcome, ViewError> {
        let Some(case) = case_of(recorded.stream.as_str()) else {
            return poisoned("the name of the stream does not end in a case id");
        };
        self.hold(case)?;
        let held = self.cases.get_mut(&case);
        if let Some(outcome) = misplaced(held.as_ref().map(|held| &held.view), recorded) {
            return Ok(outcome);
        }
        let (event, metadata) = match reading {
            Ok(Decoded { said: Said::Case(event), metadata }) => (event, metadata),
            Ok(_) => return Ok(Outcome::Passed),
            Err(unreadable) => return outcome(&unreadable),
        };
        let moment = Moment::of(recorded, &metadata);
        let (view, fits) = match (held, &*event) {
            (Some(held), _) => {
                held.changed = true;
                let fits = fold(&mut held.view, &event, &moment);
                (&held.view, fits)
            }
            (None, Event::ApplicationFiled(filed)) if filed.case == case => {
                (&self.cases.entry(case).or_insert(Held::new(open(filed, &moment))).view, true)
            }
            (None, _) => return poisoned("the stream does not begin with the filing of its case"),
        };
        if fits {
            if self.counted.is_none_or(|(of, below)| of != case || moment.revision >= below) {
                self.sums.tally.apply(view, &event, &moment);
                self.sums.sheet.apply(view, &event, &moment);
            }
            session_records::apply(self.connection, case, &event, &moment)?;
            if let Event::MediatorOffered(offered) = &*event {
                assignments::apply(self.connection, case, offered, &moment)?;
            }
            confidential::apply(self.connection, case, &event, &moment)?;
            complaints::apply(self.connection, case, &event, &moment)?;
            dockings::apply(self.connection, view, &event, &moment)?;
        }
        self.timelines.entry(case).or_default().push(timeline::Kept::of(&event, &moment)?);
        Ok(Outcome::Applied)
    }

    fn custody(
        &mut self,
        recorded: &RecordedEvent,
        event: &CustodyEvent,
        moment: &Moment<'_>,
    ) -> Result<Outcome, ViewError> {
        let Some(case) = case_of(recorded.stream.as_str()) else {
            return poisoned("the name of the stream does not end in a case id");
        };
        self.hold(case)?;
        let Some(held) = self.cases.get_mut(&case) else { return poisoned("no case with this id is known") };
        if !keep(&mut held.view, event, moment)? {
            return Ok(Outcome::Passed);
        }
        held.changed = true;
        if let CustodyEvent::SubjectShredded(event) = event {
            session_records::purge(self.connection, case, event.subject)?;
            confidential::purge(self.connection, case, event.subject)?;
            complaints::purge(self.connection, case, event.subject)?;
            self.purged = true;
        }
        Ok(Outcome::Applied)
    }

    /// Takes everything the views hold of a case out of them, but for what its events have added to counts: they will not be counted
    /// again. Tells the stream it was folded from.
    pub(crate) fn withdraw(&mut self, case: CaseId) -> Result<Option<String>, ViewError> {
        self.hold(case)?;
        let Some(held) = self.cases.remove(&case) else { return Ok(None) };
        work_list::write(self.connection, case, held.work.as_ref(), None)?;
        views::delete_case(self.connection, case)?;
        self.counted = Some((case, held.view.revision.saturating_add(1)));
        Ok(Some(held.view.stream))
    }

    /// The stream a case was folded from.
    pub(crate) fn stream_of(&mut self, case: CaseId) -> Result<Option<String>, ViewError> {
        self.hold(case)?;
        Ok(self.cases.get(&case).map(|held| held.view.stream.clone()))
    }

    /// Whether somebody was erased in this batch.
    pub(crate) const fn purged(&self) -> bool {
        self.purged
    }

    /// Loads a case's document unless it is in memory or does not exist.
    fn hold(&mut self, case: CaseId) -> Result<(), ViewError> {
        if self.cases.contains_key(&case) {
            return Ok(());
        }
        if let Some(view) = cases::case(self.connection, case)? {
            self.cases.insert(case, Held::stored(view));
        }
        Ok(())
    }

    /// Writes every document that changed and the rows that follow from it; hands back what the next batch may start from, once this
    /// one is committed, the sums that are still to be written, and what changed.
    pub(crate) fn write(mut self, workers: Workers) -> Result<(Cases, Sums, Vec<CaseChange>), ViewError> {
        let connection = self.connection;
        let mut changes = Vec::new();
        if self.cases.len() > KEPT {
            self.cases.retain(|_, held| held.changed);
        }
        let mut pieces = Vec::new();
        for (case, held) in self.cases.iter_mut().filter(|(_, held)| held.changed) {
            let entries = self.timelines.remove(case).unwrap_or_default();
            let before = timeline::last_part(connection, *case, &entries)?;
            pieces.push(Piece { held, entries, before });
        }
        for rows in workers.each(pieces, Piece::rows) {
            changes.push(rows?.write(connection)?);
        }
        Ok((self.cases, self.sums, changes))
    }
}

/// What becomes of an event that cannot be read.
fn outcome(unreadable: &DecodeError) -> Result<Outcome, ViewError> {
    match unreadable {
        DecodeError::UnknownType(_) => Ok(Outcome::Newer),
        DecodeError::Malformed { .. } => poisoned(&unreadable.to_string()),
    }
}

fn applied(outcome: Result<(), String>) -> Result<Outcome, ViewError> {
    match outcome {
        Ok(()) => Ok(Outcome::Applied),
        Err(reason) => poisoned(&reason),
    }
}

fn poisoned(reason: &str) -> Result<Outcome, ViewError> {
    Ok(Outcome::Poisoned(reason.to_owned()))
}

/// The case a stream `case-<tenant>~<id>` belongs to.
pub(crate) fn case_of(stream: &str) -> Option<CaseId> {
    stream.rsplit_once('~').and_then(|(_, id)| CaseId::parse(id).ok())
}

/// Why an event must not be folded into the document: seen before, of another stream, or with a hole before it.
fn misplaced(view: Option<&CaseView>, recorded: &RecordedEvent) -> Option<Outcome> {
    let next = match view {
        Some(view) if view.stream != recorded.stream.as_str() => {
            return Some(Outcome::Poisoned("the case belongs to another stream".to_owned()));
        }
        Some(view) => view.revision.saturating_add(1),
        None => 0,
    };
    let revision = recorded.revision.0;
    if revision < next {
        Some(Outcome::Passed)
    } else if revision > next {
        Some(Outcome::Poisoned(format!("revision {next} of the stream is missing")))
    } else {
        None
    }
}
