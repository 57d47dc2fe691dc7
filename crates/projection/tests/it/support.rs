//! A log and views in a directory of their own.

use crate::eyes::Eyes;
use crate::story::{Deed, Story};
use domain::batch::{BatchEvent, BatchOpened};
use domain::case::Event;
use domain::centre::{CentreEstablished, CentreEvent};
use domain::deadline::Timer;
use domain::draft::{DraftEvent, DraftOpened};
use domain::ids::{BatchId, CentreId, DraftId};
use domain::institution::{InstitutionEvent, InstitutionRegistered};
use domain::mediator::{MediatorEvent, MediatorRegistered};
use domain::personal::{HoldsPersonal, Sealed};
use domain::wire::Metadata;
use event_store::{EventStore, Expected, NewEvent, Position, Revision, StreamName};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use projection::{Answer, Rebuilt, Runner, RunnerOptions, ViewStore, Views, rebuild};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

/// Longer than anything takes; a test that waits this long has failed.
pub(crate) const LONG: Duration = Duration::from_secs(30);

/// A log, and a place for files.
pub(crate) struct House {
    directory: TempDir,
    pub(crate) log: Arc<SqliteEventStore>,
}

impl House {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let options =
            SqliteOptions { wal_bytes: 1 << 20, ..SqliteOptions::new(directory.path().join("events.db")) };
        let log = SqliteEventStore::open(options).expect("the log opens");
        Self { directory, log }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn log(&self) -> Arc<dyn EventStore> {
        self.log.clone()
    }

    /// Appends everything a story did.
    pub(crate) async fn append(&self, story: &Story) -> Position {
        self.append_from(story, 0).await
    }

    /// Appends what a story did after its first `done` deeds.
    pub(crate) async fn append_from(&self, story: &Story, done: usize) -> Position {
        let mut position = Position::START;
        let mut revision = story.deeds()[..done].iter().map(|deed| deed.events.len() as u64).sum();
        for deed in &story.deeds()[done..] {
            position = self.append_raw(&case_stream(story), revision, sealed_case(deed)).await;
            revision += deed.events.len() as u64;
        }
        position
    }

    /// Appends events as they are; `revision` is that of the first.
    pub(crate) async fn append_raw(&self, stream: &str, revision: u64, events: Vec<NewEvent>) -> Position {
        let stream = StreamName::parse(stream).expect("a stream name");
        let expected = match revision.checked_sub(1) {
            None => Expected::NoStream,
            Some(before) => Expected::Exact(Revision(before)),
        };
        self.log.append(&stream, expected, events).await.expect("the append is taken").position
    }

    pub(crate) async fn append_mediator(&self, entry: MediatorRegistered, beside: &Metadata) -> Position {
        let stream = format!("mediator-gd~{}", entry.mediator);
        let mut event = MediatorEvent::MediatorRegistered(entry);
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, stream.as_bytes());
        seal(&mut event, id);
        let payload = event.encode().expect("sealed");
        self.append_raw(&stream, 0, vec![new_event(id, event.wire_name(), payload, beside)]).await
    }

    pub(crate) async fn append_institution(
        &self,
        entry: InstitutionRegistered,
        beside: &Metadata,
    ) -> Position {
        let stream = format!("institution-gd~{}", entry.uscc);
        let event = InstitutionEvent::InstitutionRegistered(entry);
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, stream.as_bytes());
        let payload = event.encode().expect("nothing personal");
        self.append_raw(&stream, 0, vec![new_event(id, event.wire_name(), payload, beside)]).await
    }

    /// A draft somebody keeps.
    pub(crate) async fn append_draft(&self, centre: &CentreId, beside: &Metadata) -> Position {
        let draft = DraftId(Uuid::from_u128(0xD7));
        let stream = format!("draft-gd~{draft}");
        let rules = domain::rule_set::RuleSet::builtin();
        let holidays = domain::calendar::HolidayTable::builtin();
        let subject = domain::ids::SubjectId(Uuid::from_u128(0xD8));
        let text = domain::text::LongText::parse("{}").expect("a text");
        let mut event = DraftEvent::DraftOpened(DraftOpened {
            draft,
            centre: centre.clone(),
            author: beside.actor.user.clone(),
            role: beside.actor.role,
            application: domain::personal::Personal::clear(subject, text),
            submit_by: rules.deadline(
                Timer::Draft,
                domain::calendar::legal_date(beside.occurred_at),
                holidays,
            ),
        });
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, stream.as_bytes());
        seal(&mut event, id);
        let payload = event.encode().expect("sealed");
        self.append_raw(&stream, 0, vec![new_event(id, event.wire_name(), payload, beside)]).await
    }

    /// Two cases that are linked.
    pub(crate) async fn append_batch(&self, one: &Story, other: &Story, beside: &Metadata) -> Position {
        let batch = BatchId(Uuid::from_u128(0xBA));
        let stream = format!("batch-gd~{batch}");
        let event = BatchEvent::BatchOpened(BatchOpened {
            batch,
            centre: one.centre().clone(),
            institution: crate::story::commands::bank(),
            reason: domain::classification::BatchReason::SameProduct,
            title: domain::text::ShortText::parse("三年期定期存款").expect("a text"),
            cases: vec![one.id(), other.id()],
            opened_by: beside.actor.user.clone(),
        });
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, stream.as_bytes());
        let payload = event.encode().expect("nothing personal");
        self.append_raw(&stream, 0, vec![new_event(id, event.wire_name(), payload, beside)]).await
    }

    /// A centre the federation has established.
    pub(crate) async fn append_centre(&self, centre: CentreEstablished, beside: &Metadata) -> Position {
        let stream = format!("centre-gd~{}", centre.centre);
        let event = CentreEvent::CentreEstablished(centre);
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, stream.as_bytes());
        let payload = event.encode().expect("nothing personal");
        self.append_raw(&stream, 0, vec![new_event(id, event.wire_name(), payload, beside)]).await
    }

    pub(crate) fn store(&self, name: &str) -> ViewStore {
        ViewStore::open(self.path(name), self.log.incarnation()).expect("the views open")
    }

    /// A runner on the file `name`.
    pub(crate) async fn follow(&self, name: &str, batch: usize) -> Runner {
        Runner::start(self.log(), self.store(name), RunnerOptions { batch }).await.expect("the runner starts")
    }

    /// A runner that was there from the first event on.
    pub(crate) async fn follow_from_the_first_event(&self, name: &str, batch: usize) -> Runner {
        let log = Eyes::from_the_first_event(self.log());
        Runner::start(log, self.store(name), RunnerOptions { batch }).await.expect("the runner starts")
    }

    /// Views that have seen the whole log.
    pub(crate) async fn views(&self) -> Views {
        let runner = self.follow("views.db", 1000).await;
        self.catch_up(&runner).await;
        runner.views()
    }

    /// Waits until a runner has seen the whole log.
    pub(crate) async fn catch_up(&self, runner: &Runner) {
        let head = self.log.head().await.expect("a head");
        runner.wait_for(head, LONG).await.expect("the runner catches up");
    }

    pub(crate) async fn rebuilt(&self, name: &str) -> Rebuilt {
        rebuild(&*self.log, &self.path(name), |_| {}).await.expect("the views are rebuilt")
    }
}

pub(crate) fn case_stream(story: &Story) -> String {
    format!("case-gd~{}", story.id())
}

/// The events of a deed as the log takes them.
pub(crate) fn sealed_case(deed: &Deed) -> Vec<NewEvent> {
    let command = deed.metadata.command;
    let seal_one = |(index, event): (usize, &Event)| {
        let id = command.derive("event", index);
        let mut event = event.clone();
        seal(&mut event, id);
        new_event(id, event.wire_name(), event.encode().expect("sealed"), &deed.metadata)
    };
    deed.events.iter().enumerate().map(seal_one).collect()
}

/// Puts a box nobody can open into every personal slot.
fn seal(event: &mut impl HoldsPersonal, id: Uuid) {
    event.each_personal("", &mut |path, slot| {
        let (subject, field) = (slot.subject(), path.to_owned());
        slot.put(Sealed { subject, event: id, content: format!("box of {field}"), field });
    });
}

pub(crate) fn new_event(id: Uuid, event_type: &str, payload: Vec<u8>, beside: &Metadata) -> NewEvent {
    let metadata = serde_json::to_vec(beside).expect("metadata");
    NewEvent { event_id: id, event_type: event_type.into(), metadata, payload, previous: None }
}

/// What an answer holds.
pub(crate) fn value<T>(answer: Result<Answer<T>, projection::QueryError>) -> T {
    answer.expect("an answer").value
}
