//! The watch over conflicts of interest: whenever an entry of the roster changes, the mediator's open cases are scanned again.
//!
//! A process manager. It follows the log from its own checkpoint, keeps which mediator sits in which open case, and asks each of these
//! cases for a scan. The command's id is a function of the event that caused it, so that asking again, after a restart or from
//! another node, changes nothing. Every node watches; the one that holds the lease asks, the others wait until it has, so that a change
//! of the roster is answered when its scans are in the log, whichever node took it. An offer whose facts were read before the entry changed is caught when the offer itself comes by.

mod index;

use crate::execute::{Call, ExecuteError};
use crate::folded::Folded;
use crate::house::House;
use crate::lease::Acting;
use domain::case::{Case, Event, ScanConflicts};
use domain::ids::{CaseId, CentreId, CommandId, MediatorId, UserId};
use domain::mediator::MediatorEvent;
use domain::occasion::{Actor, Role};
use event_store::{Follow, FollowItem, Position, ReadError, RecordedEvent};
use index::Index;
pub use index::WatchError;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Names the command that follows from an event; fixed for ever, since repeats are recognised by it.
const SCANS: Uuid = Uuid::from_u128(0x6865_6a69_6500_4000_8000_0000_7363_616e);
/// Events held in memory.
const PAGE: usize = 500;
/// Pause before trying again what may pass by itself.
const PAUSE: Duration = Duration::from_millis(200);
/// Longest a change of the roster waits for its scans; they are done all the same when it is over.
const PATIENCE: Duration = Duration::from_secs(3);

/// How far the watch has come, for those who wait for it.
pub(crate) struct Scans(watch::Sender<Option<Come>>);

/// How far the watch has come.
#[derive(Debug, Clone, Copy)]
struct Come {
    /// Everything that follows from the log up to here was asked for.
    through: Position,
    /// What was asked for is in the log up to here.
    written: Position,
}

impl Scans {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Waits until everything that follows from the log up to `position` was asked for; not at all where no watch runs. Answers the
    /// position at which it is in the log.
    pub(crate) async fn reached(&self, position: Position) -> Position {
        let mut progress = self.0.subscribe();
        let there = progress.wait_for(|now| now.is_none_or(|now| now.through >= position));
        match tokio::time::timeout(PATIENCE, there).await {
            Ok(Ok(now)) => now.map_or(position, |now| now.written.max(position)),
            // Out of time: the scans are late, not lost.
            Ok(Err(_)) | Err(_) => position,
        }
    }

    /// Up to where everything that follows from the log was asked for; nothing where no watch runs.
    pub(crate) fn through(&self) -> Option<Position> {
        self.0.borrow().map(|come| come.through)
    }

    fn tell(&self, come: Option<Come>) {
        self.0.send_replace(come);
    }
}

impl House {
    /// How far the watch over conflicts has come in the log; nothing where it does not run, or has stopped.
    #[must_use]
    pub fn conflicts_watched(&self) -> Option<Position> {
        self.scans().through()
    }
}

/// A running watch. Dropping it ends it; what it has not done it does when it runs again.
pub struct ConflictWatch {
    task: tokio::task::JoinHandle<()>,
}

impl ConflictWatch {
    /// Starts the watch of a house, its memory in `directory`; it asks with `acting`.
    ///
    /// # Errors
    /// [`WatchError`] when its file cannot be opened or belongs to another log.
    pub fn start(house: Arc<House>, acting: Acting, directory: &Path) -> Result<Self, WatchError> {
        let index = Index::open(&directory.join("watch.db"), house.store().incarnation())?;
        house.scans().tell(Some(Come { through: index.position(), written: index.position() }));
        let task = tokio::spawn(run(Watcher { house, acting }, index));
        Ok(Self { task })
    }
}

impl Drop for ConflictWatch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Who reads, and who asks.
struct Watcher {
    house: Arc<House>,
    acting: Acting,
}

async fn run(mut watcher: Watcher, mut index: Index) {
    let house = Arc::clone(&watcher.house);
    let mut written = index.position();
    let mut follow = Follow::new(Arc::clone(house.store()), index.position(), PAGE);
    loop {
        match follow.next().await {
            Ok(FollowItem::Event(event)) => {
                written = handle(&mut watcher, &mut index, &event).await.unwrap_or(written).max(written);
            }
            Ok(FollowItem::Progress(position) | FollowItem::CaughtUp(position)) => {
                if let Err(error) = index.save(position) {
                    tracing::warn!(%error, "the watch over conflicts could not note how far it came");
                }
                house.scans().tell(Some(Come { through: position, written }));
            }
            Err(ReadError::Unavailable { reason }) => {
                tracing::warn!(reason, "the watch over conflicts waits");
                tokio::time::sleep(PAUSE).await;
            }
            Err(ReadError::Damaged { reason }) => {
                tracing::error!(reason, "the watch over conflicts has stopped");
                house.scans().tell(None);
                return;
            }
        }
    }
}

/// Answers the position of what it had written, if anything.
async fn handle(watcher: &mut Watcher, index: &mut Index, recorded: &RecordedEvent) -> Option<Position> {
    let mut written = None;
    let id = recorded.stream.as_str().rsplit_once('~').map_or("", |(_, id)| id);
    match recorded.stream.category() {
        "mediator" => {
            let mediator = MediatorId::parse(id).ok()?;
            if MediatorEvent::decode(&recorded.event_type, &recorded.payload).is_ok() {
                for (number, case) in index.cases_of(mediator).into_iter().enumerate() {
                    let command = command(recorded, number);
                    written = scan(watcher, case, mediator, recorded.revision.0, command).await.or(written);
                }
            }
        }
        "case" => {
            let case = CaseId::parse(id).ok()?;
            if about_the_panel(&recorded.event_type)
                && let Ok(event) = Event::decode(&recorded.event_type, &recorded.payload)
            {
                written = seat(watcher, index, case, &event, recorded).await;
            }
        }
        _ => {}
    }
    written
}

/// Whether an event of this type changes who sits; all others need not be decoded.
fn about_the_panel(event_type: &str) -> bool {
    const TYPES: [&str; 6] = [
        "case.mediator-offered.",
        "case.assignment-declined.",
        "case.mediator-replaced.",
        "case.mediation-terminated.",
        "case.closed.",
        "case.application-withdrawn.",
    ];
    TYPES.iter().any(|name| event_type.starts_with(name))
}

/// Keeps who sits where. Of an offer whose facts are older than the entry, the case is scanned at once.
#[expect(clippy::wildcard_enum_match_arm, reason = "only the types named above come here")]
async fn seat(
    watcher: &mut Watcher,
    index: &mut Index,
    case: CaseId,
    event: &Event,
    recorded: &RecordedEvent,
) -> Option<Position> {
    let mut written = None;
    match event {
        Event::MediatorOffered(offered) => {
            let presider = offered.facts.as_ref().map_or(0, |facts| facts.revision);
            let others = offered.co_mediators.iter().map(|other| (other.mediator, other.facts.revision));
            let seats: Vec<_> = std::iter::once((offered.mediator, presider)).chain(others).collect();
            for (number, (mediator, revision)) in seats.into_iter().enumerate() {
                index.seat(mediator, case);
                let changed = watcher.house.mediator_since(mediator, revision).await;
                if changed.is_ok_and(|facts| facts.revision > revision) {
                    let command = command(recorded, number);
                    written = scan(watcher, case, mediator, revision, command).await.or(written);
                }
            }
        }
        Event::AssignmentDeclined(_)
        | Event::MediatorReplaced(_)
        | Event::MediationTerminated(_)
        | Event::CaseClosed(_) => index.vacate(case),
        _ => {}
    }
    written
}

/// The command that follows from an event, the same whenever it is asked.
fn command(recorded: &RecordedEvent, number: usize) -> CommandId {
    let name = format!("{}\n{}\n{number}", recorded.stream, recorded.revision.0);
    CommandId(Uuid::new_v5(&SCANS, name.as_bytes()))
}

/// Asks one case, as often as it takes.
async fn scan(
    watcher: &mut Watcher,
    case: CaseId,
    mediator: MediatorId,
    since: u64,
    command: CommandId,
) -> Option<Position> {
    loop {
        match turn(watcher, case, mediator, since, command).await {
            Ok(position) => return position,
            Err(ExecuteError::Refused(refusal)) => {
                // Somebody else has replaced the mediator, or the mediation has ended: nothing is left to suspend.
                tracing::debug!(%case, %mediator, ?refusal, "a scan was not needed");
                return None;
            }
            Err(
                error @ (ExecuteError::Unreadable { .. }
                | ExecuteError::TooLarge(_)
                | ExecuteError::KeyReused),
            ) => {
                tracing::error!(%case, %mediator, %error, "a scan for conflicts failed");
                return None;
            }
            Err(
                error @ (ExecuteError::RevisionMismatch { .. }
                | ExecuteError::Contended
                | ExecuteError::Unknown
                | ExecuteError::NotCompared(_)
                | ExecuteError::Busy(_)),
            ) => {
                tracing::warn!(%case, %mediator, %error, "a scan for conflicts waits");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Asks, or sees that it was asked by whoever holds the lease.
async fn turn(
    watcher: &mut Watcher,
    case: CaseId,
    mediator: MediatorId,
    since: u64,
    command: CommandId,
) -> Result<Option<Position>, ExecuteError> {
    loop {
        let acting = watcher.acting.borrow_and_update().clone();
        if let Some(house) = acting {
            return once(&house, case, mediator, since, command).await;
        }
        let house = &watcher.house;
        let head = house.store().head().await.map_err(|error| ExecuteError::Busy(error.to_string()))?;
        if let Some(seen) = seen(house, case, mediator, since, command).await? {
            return Ok(seen);
        }
        tokio::select! {
            () = house.store().changed(head) => {}
            change = watcher.acting.changed() => {
                // Nobody will ever act here: what is left is done by another node, or at the next start.
                if change.is_err() {
                    return Ok(None);
                }
            }
        }
    }
}

/// Whether a scan is in the log, or was not needed; `None`: it is still to come.
async fn seen(
    house: &House,
    case: CaseId,
    mediator: MediatorId,
    since: u64,
    command: CommandId,
) -> Result<Option<Option<Position>>, ExecuteError> {
    let stream = house.case_stream(case);
    // Another node may have written since this one remembered the case, or this one has not kept yet what it has just appended.
    house.forget(&stream);
    let folded: Arc<Folded<Case>> = house.current(&stream).await?;
    if let Some(remembered) = folded.remembers(command) {
        let events = house.store().read_stream(&stream, remembered.last, 1).await;
        let events = events.map_err(|error| ExecuteError::from_read(&stream, error))?;
        return Ok(Some(events.first().map(|event| event.position)));
    }
    let Case::Filed(filed) = &folded.state else { return Ok(Some(None)) };
    let facts = house.mediator_since(mediator, since).await?;
    let actor = actor(filed.dossier.centre.clone())?;
    let rules = house.rules_of(Some(&filed.dossier.centre)).await?;
    let would = domain::case::decide(
        &house.occasion(&actor, &rules),
        &folded.state,
        ScanConflicts { mediator: facts }.into(),
    );
    Ok(if would.is_ok_and(|events| !events.is_empty()) { None } else { Some(None) })
}

async fn once(
    house: &House,
    case: CaseId,
    mediator: MediatorId,
    since: u64,
    command: CommandId,
) -> Result<Option<Position>, ExecuteError> {
    let facts = house.mediator_since(mediator, since).await?;
    let folded = house.case_state(case).await?;
    let Case::Filed(filed) = &folded.state else { return Ok(None) };
    let actor = actor(filed.dossier.centre.clone())?;
    let digest = house.digest(&[b"conflict-watch", command.0.as_bytes()]);
    let correlation = house.own_correlation();
    let call = Call { actor, command, digest, expected: None, correlation };
    metrics::counter!("hejie_conflict_scans_total").increment(1);
    let receipt = house.case(&call, case, ScanConflicts { mediator: facts }).await?;
    Ok(Some(receipt.position))
}

/// The account the timeline shows: the house itself, at the desk of the case's centre.
fn actor(centre: CentreId) -> Result<Actor, ExecuteError> {
    Ok(Actor {
        user: UserId::parse("house.conflict-watch").map_err(|_| ExecuteError::Contended)?,
        role: Role::Clerk,
        centre: Some(centre),
        institution: None,
        court: None,
        mediator: None,
        party: None,
    })
}
