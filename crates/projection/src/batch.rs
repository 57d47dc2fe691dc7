//! One batch: events folded in memory, each case's document loaded once and written once.

use crate::case_view::{CaseView, Moment, fold, keep, open};
use crate::changes::CaseChange;
use crate::error::ViewError;
use crate::views::access::{self, Relation};
use crate::views::counts::Tally;
use crate::views::referrals::{self, ReferralRow};
use crate::views::register::{self, SettlementRow};
use crate::views::statistics::Sheet;
use crate::views::{
    self, assignments, batches, calendar, cases, centres, complaints, confidential, custody, data_requests,
    dockings, drafts, due, institutions, load, roster, session_records, stalled, timeline, transfers,
    work_list,
};
use domain::batch::BatchEvent;
use domain::case::Event;
use domain::centre::CentreEvent;
use domain::custody::CustodyEvent;
use domain::data_request::DataRequestEvent;
use domain::docking::DockingEvent;
use domain::draft::DraftEvent;
use domain::ids::CaseId;
use domain::institution::InstitutionEvent;
use domain::mediator::MediatorEvent;
use domain::resource_calendar::CalendarEvent;
use domain::wire::{DecodeError, Metadata};
use event_store::RecordedEvent;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

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

/// A case in memory, and what its rows looked like before this batch.
pub(crate) struct Held {
    view: CaseView,
    relations: BTreeSet<Relation>,
    work: Option<work_list::Row>,
    load: load::Rows,
    due: due::Rows,
    live: Option<stalled::Row>,
    changed: bool,
}

/// The events of one transaction.
pub(crate) struct Batch<'t> {
    connection: &'t Connection,
    cases: Cases,
    tally: Tally,
    sheet: Sheet,
    /// Events of a case below this revision are in the counts already, though its rows are made anew.
    counted: Option<(CaseId, u64)>,
    /// Somebody was erased: what the file held of it before must be gone from its free pages and its write-ahead log too.
    purged: bool,
}

/// Leaves the function with the outcome of an event that cannot be read.
macro_rules! readable {
    ($decoded:expr) => {
        match $decoded {
            Ok(value) => value,
            Err(DecodeError::UnknownType(_)) => return Ok(Outcome::Newer),
            Err(malformed @ DecodeError::Malformed { .. }) => return poisoned(&malformed.to_string()),
        }
    };
}

impl<'t> Batch<'t> {
    /// Starts a batch; `cases` are what the batch before has left.
    pub(crate) fn new(connection: &'t Connection, cases: Cases) -> Self {
        Self {
            connection,
            cases,
            tally: Tally::default(),
            sheet: Sheet::default(),
            counted: None,
            purged: false,
        }
    }

    /// Folds an event in; on any outcome but `Applied` nothing has changed.
    pub(crate) fn record(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        match recorded.stream.category() {
            "case" => self.case(recorded),
            "mediator" => self.mediator(recorded),
            "institution" => self.institution(recorded),
            "centre" => self.centre(recorded),
            "draft" => self.draft(recorded),
            "batch" => self.linked(recorded),
            "docking" => self.docking(recorded),
            "calendar" => self.calendar(recorded),
            "custody" => self.custody(recorded),
            "data_request" => self.data_request(recorded),
            // Number registers and whatever else the log holds are nobody's view.
            _ => Ok(Outcome::Passed),
        }
    }

    fn case(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let Some(case) = case_of(recorded.stream.as_str()) else {
            return poisoned("the name of the stream does not end in a case id");
        };
        self.hold(case)?;
        let held = self.cases.get_mut(&case);
        if let Some(outcome) = misplaced(held.as_ref().map(|held| &held.view), recorded) {
            return Ok(outcome);
        }
        let event = readable!(Event::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        let moment = Moment::of(recorded, &metadata);
        let (view, fits) = match (held, &event) {
            (Some(held), _) => {
                held.changed = true;
                let fits = fold(&mut held.view, &event, &moment);
                (&held.view, fits)
            }
            (None, Event::ApplicationFiled(filed)) if filed.case == case => {
                let held = Held {
                    view: open(filed, &moment),
                    relations: BTreeSet::new(),
                    work: None,
                    load: load::Rows::new(),
                    due: due::Rows::new(),
                    live: None,
                    changed: true,
                };
                (&self.cases.entry(case).or_insert(held).view, true)
            }
            (None, _) => return poisoned("the stream does not begin with the filing of its case"),
        };
        if fits {
            if self.counted.is_none_or(|(of, below)| of != case || moment.revision >= below) {
                self.tally.apply(view, &event, &moment);
                self.sheet.apply(view, &event, &moment);
            }
            session_records::apply(self.connection, case, &event, &moment)?;
            if let Event::MediatorOffered(offered) = &event {
                assignments::apply(self.connection, case, offered, &moment)?;
            }
            confidential::apply(self.connection, case, &event, &moment)?;
            complaints::apply(self.connection, case, &event, &moment)?;
            dockings::apply(self.connection, view, &event, &moment)?;
        }
        timeline::apply(self.connection, case, &event, &moment)?;
        Ok(Outcome::Applied)
    }

    fn mediator(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(MediatorEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        match roster::apply(self.connection, &event, &Moment::of(recorded, &metadata))? {
            Ok(()) => Ok(Outcome::Applied),
            Err(reason) => poisoned(&reason),
        }
    }

    fn institution(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(InstitutionEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        institutions::apply(self.connection, &event, &Moment::of(recorded, &metadata))?;
        Ok(Outcome::Applied)
    }

    fn centre(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(CentreEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        centres::apply(self.connection, &event, &Moment::of(recorded, &metadata))?;
        Ok(Outcome::Applied)
    }

    fn draft(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(DraftEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        drafts::apply(self.connection, &event, &Moment::of(recorded, &metadata))?;
        Ok(Outcome::Applied)
    }

    fn linked(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(BatchEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        batches::apply(self.connection, &event, &Moment::of(recorded, &metadata))?;
        Ok(Outcome::Applied)
    }

    fn docking(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(DockingEvent::decode(&recorded.event_type, &recorded.payload));
        dockings::agreed(self.connection, &event)?;
        Ok(Outcome::Applied)
    }

    fn calendar(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(CalendarEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        calendar::apply(self.connection, &event, &Moment::of(recorded, &metadata))?;
        Ok(Outcome::Applied)
    }

    fn custody(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(CustodyEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        let Some(case) = case_of(recorded.stream.as_str()) else {
            return poisoned("the name of the stream does not end in a case id");
        };
        self.hold(case)?;
        let Some(held) = self.cases.get_mut(&case) else { return poisoned("no case with this id is known") };
        if !keep(&mut held.view, &event, &Moment::of(recorded, &metadata))? {
            return Ok(Outcome::Passed);
        }
        held.changed = true;
        if let CustodyEvent::SubjectShredded(event) = &event {
            session_records::purge(self.connection, case, event.subject)?;
            confidential::purge(self.connection, case, event.subject)?;
            complaints::purge(self.connection, case, event.subject)?;
            self.purged = true;
        }
        Ok(Outcome::Applied)
    }

    fn data_request(&mut self, recorded: &RecordedEvent) -> Result<Outcome, ViewError> {
        let event = readable!(DataRequestEvent::decode(&recorded.event_type, &recorded.payload));
        let metadata = readable!(Metadata::decode(&recorded.event_type, &recorded.metadata));
        match data_requests::apply(self.connection, &event, &Moment::of(recorded, &metadata))? {
            Ok(purged) => {
                self.purged |= purged;
                Ok(Outcome::Applied)
            }
            Err(reason) => poisoned(&reason),
        }
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
        if let Some(view) = cases::load(self.connection, case)? {
            let held = Held {
                relations: access::relations(&view),
                work: work_list::Row::of(&view),
                load: load::rows(&view),
                due: due::rows(&view),
                live: stalled::Row::of(&view),
                view,
                changed: false,
            };
            self.cases.insert(case, held);
        }
        Ok(())
    }

    /// Writes every document that changed and the rows that follow from it; hands back what the next batch may start from, once this
    /// one is committed, and what changed.
    pub(crate) fn write(mut self) -> Result<(Cases, Vec<CaseChange>), ViewError> {
        let mut changes = Vec::new();
        if self.cases.len() > KEPT {
            self.cases.retain(|_, held| held.changed);
        }
        for (case, held) in self.cases.iter_mut().filter(|(_, held)| held.changed) {
            let view = &held.view;
            let (relations, work) = (access::relations(view), work_list::Row::of(view));
            let (load, due, live) = (load::rows(view), due::rows(view), stalled::Row::of(view));
            cases::save(self.connection, view)?;
            access::write(self.connection, view, &held.relations, &relations)?;
            work_list::write(self.connection, *case, held.work.as_ref(), work.as_ref())?;
            load::write(self.connection, *case, &held.load, &load)?;
            due::write(self.connection, *case, &held.due, &due)?;
            stalled::write(self.connection, *case, held.live.as_ref(), live.as_ref())?;
            if let Some(row) = ReferralRow::of(view) {
                referrals::write(self.connection, &row)?;
            }
            transfers::write(self.connection, view)?;
            custody::write(self.connection, view)?;
            match SettlementRow::of(view).filter(|_| view.custody.restricted.is_none()) {
                Some(row) => register::write(self.connection, &row)?,
                None => register::remove(self.connection, *case)?,
            }
            let concerned = held.relations.union(&relations).cloned().collect();
            changes.push(CaseChange { case: *case, revision: view.revision, relations: concerned });
            (held.relations, held.work, held.load, held.due, held.live) = (relations, work, load, due, live);
            held.changed = false;
        }
        self.tally.write(self.connection)?;
        self.sheet.write(self.connection)?;
        Ok((self.cases, changes))
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
