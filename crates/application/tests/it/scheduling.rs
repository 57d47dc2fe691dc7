//! Planning a session across calendars, cut off between any two of its steps.

use crate::house::{actor, always, application, call, clerk, open_on};
use application::{Attendance, ExecuteError, House, Receipt, Refusal, Reservations};
use async_trait::async_trait;
use domain::case::{
    AcceptAssignment, CancelSession, Case, CheckRecord, NotifyRespondent, NotifyRights, OfferMediator,
    RecordConsent, RosterReading, ScheduleSession, Session,
};
use domain::classification::{
    AcceptanceCheck, CancelReason, ConsentMatter, DeclarationForm, ServiceMethod, SessionMode, Track,
};
use domain::ids::{CaseId, MediatorId, PlaceId, SessionId, SubjectId};
use domain::mediator::MediatorFacts;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::resource_calendar::{CalendarRejection, PlaceKind, PlaceRegistered, ResourceId, SlotState};
use domain::text::ShortText;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use uuid::Uuid;

const MEDIATOR: MediatorId = MediatorId(Uuid::from_u128(0xC1));
const ROOM: PlaceId = PlaceId(Uuid::from_u128(0x91));

/// A log that can be written so many times and then no more, as if the process had died there.
struct Mortal {
    log: Arc<SqliteEventStore>,
    left: AtomicI64,
}

#[async_trait]
impl EventStore for Mortal {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        if self.left.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(AppendError::Unavailable { reason: "dead".to_owned() });
        }
        self.log.append(stream, expected, events).await
    }
    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.log.read_stream(stream, from, limit).await
    }
    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.log.read_stream_backward(stream, limit).await
    }
    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        self.log.read_log(after, limit).await
    }
    async fn head(&self) -> Result<Position, ReadError> {
        self.log.head().await
    }
    async fn changed(&self, after: Position) {
        self.log.changed(after).await;
    }
    fn incarnation(&self) -> Incarnation {
        self.log.incarnation()
    }
    fn limits(&self) -> Limits {
        self.log.limits()
    }
}

fn log(directory: &Path) -> Arc<SqliteEventStore> {
    SqliteEventStore::open(SqliteOptions::new(directory.join("log.db"))).unwrap()
}

fn mediator() -> Actor {
    Actor { mediator: Some(MEDIATOR), ..actor(Role::Mediator) }
}

async fn with_room(house: &House) {
    let entry = PlaceRegistered {
        place: ROOM,
        centre: clerk().centre.unwrap(),
        kind: PlaceKind::VideoLink,
        name: ShortText::parse("视频一室").unwrap(),
    };
    house.register_place(&call(house, clerk(), "room"), entry).await.unwrap();
}

/// A case whose mediator has told the parties their rights.
async fn in_mediation(house: &House, key: &str) -> CaseId {
    let by = |who: Actor, step: &str| call(house, who, &format!("{key}-{step}"));
    let filing = by(clerk(), "file");
    let (case, command) = application(house, &filing);
    let parties: Vec<_> = command.parties.iter().map(|party| party.party).collect();
    house.case(&filing, case, command).await.unwrap();
    let met = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
    let checks = AcceptanceCheck::ALL.iter().map(met).collect();
    let subject = SubjectId(filing.command.derive("subject", 0));
    let reason = Personal::clear(subject, ShortText::parse("当事人年事已高").unwrap());
    house.accept_case(&by(clerk(), "accept"), case, Track::Simple, checks, Some(reason), None).await.unwrap();
    let told = NotifyRespondent { method: ServiceMethod::Phone };
    house.case(&by(clerk(), "notify"), case, told).await.unwrap();
    for (index, party) in parties.into_iter().enumerate() {
        let matters = vec![ConsentMatter::Mediate, ConsentMatter::Online];
        let consent = RecordConsent {
            party,
            matters,
            form: DeclarationForm::Written,
            representative: None,
            centre_appoints: true,
        };
        house.case(&by(clerk(), &format!("consent{index}")), case, consent).await.unwrap();
    }
    let facts = MediatorFacts::new(MEDIATOR);
    let offer = OfferMediator {
        mediator: facts.clone(),
        chosen_by_parties: false,
        co_mediators: vec![],
        number_agreed_by: vec![],
        roster: RosterReading::default(),
    };
    house.case(&by(clerk(), "offer"), case, offer).await.unwrap();
    let accept = AcceptAssignment { mediator: facts, disclosed: vec![], disclosure: None };
    house.case(&by(mediator(), "assignment"), case, accept).await.unwrap();
    let rights = NotifyRights { notice: ShortText::parse("2026-01").unwrap() };
    house.case(&by(mediator(), "rights"), case, rights).await.unwrap();
    case
}

async fn schedule(house: &House, case: CaseId, key: &str) -> Result<Receipt, ExecuteError> {
    let call = call(house, mediator(), key);
    let command = ScheduleSession {
        session: SessionId(call.command.derive("session", 0)),
        starts_at: "2026-09-10T01:00:00Z".parse().unwrap(),
        planned_minutes: 60,
        mode: SessionMode::Video,
        venue: ShortText::parse("视频一室").unwrap(),
        notice_waived_by: vec![],
        reservation: None,
    };
    let attendance = Attendance { place: Some(ROOM), representatives: vec![] };
    house.schedule_session(&call, case, &attendance, command).await
}

async fn session(house: &House, case: CaseId) -> Option<Session> {
    match &house.case_state(case).await.unwrap().state {
        Case::Filed(filed) => filed.stage.sessions().last().cloned(),
        Case::NotFiled => None,
    }
}

/// What mediator and room hold.
async fn slots(house: &House) -> Vec<SlotState> {
    let mut states = vec![];
    for resource in [ResourceId::Mediator(MEDIATOR), ResourceId::Place(ROOM)] {
        let folded = house.calendar_state(&resource).await.unwrap();
        states.extend(folded.state.slots.iter().map(|slot| slot.state));
    }
    states
}

/// Waits until the calendars hold exactly this.
async fn until_slots_are(house: &House, wanted: &[SlotState]) {
    // Looked at with other eyes each time: a read that is overtaken by a write keeps what it saw.
    let elsewhere = tempfile::tempdir().unwrap();
    let waiting = async {
        loop {
            let head = house.store().head().await.unwrap();
            if slots(&open_on(elsewhere.path(), Arc::clone(house.store()))).await == wanted {
                break;
            }
            house.store().changed(head).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("the calendars are settled");
}

#[tokio::test]
async fn a_crash_between_any_two_steps_leaves_all_booked_or_nothing_held() {
    let mut whole = false;
    let mut writes = 0;
    while !whole {
        let directory = tempfile::tempdir().unwrap();
        let log = log(directory.path());
        let mortal = Arc::new(Mortal { log: Arc::clone(&log), left: AtomicI64::new(1_000) });
        let house = open_on(directory.path(), mortal.clone());
        with_room(&house).await;
        let case = in_mediation(&house, "a").await;
        mortal.left.store(writes, Ordering::SeqCst);
        let answer = schedule(&house, case, "plan").await;
        whole = answer.is_ok() && mortal.left.load(Ordering::SeqCst) >= 0;
        drop(house);

        let house = Arc::new(open_on(directory.path(), log));
        // Without patience: a planning under way while this process is at work would be given up as well.
        let process = Reservations::start(Arc::clone(&house), always(&house), Duration::ZERO).unwrap();
        if session(&house, case).await.is_some() {
            until_slots_are(&house, &[SlotState::Booked, SlotState::Booked]).await;
        } else {
            assert!(answer.is_err(), "after {writes} writes: acknowledged and lost");
            until_slots_are(&house, &[]).await;
        }
        process.stop().await;
        // Whoever asks again under the same key gets the session, and everything is booked once.
        schedule(&house, case, "plan").await.unwrap_or_else(|error| panic!("{writes} writes: {error:?}"));
        until_slots_are(&house, &[SlotState::Booked, SlotState::Booked]).await;
        writes += 1;
    }
    assert!(writes > 5, "only {writes} steps were cut");
}

#[tokio::test]
async fn the_loser_of_an_hour_is_told_the_clash_and_holds_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let house = open_on(directory.path(), log(directory.path()));
    with_room(&house).await;
    let (first, second) = (in_mediation(&house, "a").await, in_mediation(&house, "b").await);
    schedule(&house, first, "plan-a").await.unwrap();
    let refused = schedule(&house, second, "plan-b").await.unwrap_err();
    let ExecuteError::Refused(refusal) = refused else { panic!("{refused:?}") };
    let Refusal::Calendar(CalendarRejection::SlotTaken { resource, time }) = *refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(resource, ResourceId::Mediator(MEDIATOR));
    assert_eq!((time.to - time.from).num_minutes(), 60);
    assert!(session(&house, second).await.is_none());
    assert_eq!(slots(&house).await, [SlotState::Booked, SlotState::Booked]);
}

#[tokio::test]
async fn a_cancelled_session_gives_its_hour_to_the_next() {
    let directory = tempfile::tempdir().unwrap();
    let house = open_on(directory.path(), log(directory.path()));
    with_room(&house).await;
    let (first, second) = (in_mediation(&house, "a").await, in_mediation(&house, "b").await);
    schedule(&house, first, "plan-a").await.unwrap();
    let planned = session(&house, first).await.unwrap().id;
    let cancel = CancelSession { session: planned, reason: CancelReason::PartyAsked };
    house.end_session(&call(&house, clerk(), "cancel"), first, planned, cancel).await.unwrap();
    assert_eq!(slots(&house).await, []);
    schedule(&house, second, "plan-b").await.unwrap();
}

#[tokio::test]
async fn a_session_whose_mediation_ended_gives_its_hour_back_by_itself() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open_on(directory.path(), log(directory.path())));
    with_room(&house).await;
    let case = in_mediation(&house, "a").await;
    schedule(&house, case, "plan").await.unwrap();
    let _process = Reservations::start(Arc::clone(&house), always(&house), Duration::ZERO).unwrap();
    let end = domain::case::TerminateMediation {
        code: domain::classification::Termination::Litigation,
        reason: None,
    };
    house.case(&call(&house, clerk(), "end"), case, end).await.unwrap();
    until_slots_are(&house, &[]).await;
}
