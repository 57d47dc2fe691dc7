//! 重复、关联申请识别: every filing is compared with those before it, and what is like it is put before the clerk.
//!
//! A process manager. It follows the log, keeps keyed digests of what identifies people, institutions, products and complaints in a
//! file of this node, and flags a filing in its own case. Acceptance waits until the filing was compared ([`Matching::compared`]), so of two
//! filings of one dispute the later one in the log always meets the earlier: however close together they came and on whichever nodes.
//! The file is derived: lost, it is made again from the log and flags nothing twice, because the command's id follows from the event.
//!
//! Erasure: the digests lie in this file alone, not in the log and not in a view. When a person of a case is erased, the case's digests go.

mod facts;
mod index;

pub use index::{MatchIndex, MatchIndexError};

use crate::execute::{Call, ExecuteError};
use crate::house::House;
use domain::case::{Event, FlagSimilar, MatchFacts, shortlist};
use domain::custody::CustodyEvent;
use domain::ids::{CaseId, CommandId};
use domain::occasion::Actor;
use domain::wire::Metadata;
use event_store::{Follow, FollowItem, Position, ReadError, RecordedEvent};
use facts::FactsError;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Names the command that follows from an event; fixed for ever, since repeats are recognised by it.
const FLAGS: Uuid = Uuid::from_u128(0x6865_6a69_6500_4000_8000_0000_666c_6167);
/// Events held in memory.
const PAGE: usize = 500;
/// Pause before trying again what may pass by itself.
const PAUSE: Duration = Duration::from_millis(200);
/// Longest an acceptance waits for the comparison.
const PATIENCE: Duration = Duration::from_secs(3);

/// How far the comparison has come, for those who wait for it; nothing where none runs.
pub(crate) struct Compared(watch::Sender<Option<Position>>);

impl Compared {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Waits until everything filed up to `position` was compared; false when that takes too long.
    async fn reached(&self, position: Position) -> bool {
        let mut progress = self.0.subscribe();
        let there = progress.wait_for(|now| now.is_none_or(|now| now >= position));
        matches!(tokio::time::timeout(PATIENCE, there).await, Ok(Ok(_)))
    }

    fn tell(&self, through: Option<Position>) {
        self.0.send_replace(through);
    }
}

impl House {
    /// Waits until the filing of a case was compared with those before it; at once where nothing compares.
    ///
    /// # Errors
    /// [`ExecuteError::Busy`] when that takes too long: nothing may be accepted unseen.
    pub(crate) async fn compared(&self, case: CaseId) -> Result<(), ExecuteError> {
        let stream = self.case_stream(case);
        let first = self
            .store()
            .read_stream(&stream, event_store::Revision(0), 1)
            .await
            .map_err(|error| ExecuteError::from_read(&stream, error))?;
        let Some(filed) = first.first() else { return Ok(()) };
        if self.comparison().reached(filed.position).await {
            Ok(())
        } else {
            Err(ExecuteError::Busy("the filing was not compared with the others yet".to_owned()))
        }
    }
}

/// A running comparison. Dropping it ends it; what it has not done it does when it runs again.
pub struct Matching {
    task: tokio::task::JoinHandle<()>,
}

impl Matching {
    /// Starts the comparison of a house, its memory in `directory`.
    ///
    /// # Errors
    /// [`MatchIndexError`] when its file cannot be opened.
    pub fn start(house: Arc<House>, directory: &Path) -> Result<Self, MatchIndexError> {
        let index = MatchIndex::open(&directory.join("matching.db"), house.store().incarnation())?;
        house.comparison().tell(Some(index.position()));
        Ok(Self { task: tokio::spawn(run(house, index)) })
    }
}

impl Drop for Matching {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn run(house: Arc<House>, mut index: MatchIndex) {
    let mut follow = Follow::new(Arc::clone(house.store()), index.position(), PAGE);
    loop {
        match follow.next().await {
            Ok(FollowItem::Event(event)) => {
                while let Err(error) = handle(&house, &mut index, &event).await {
                    tracing::warn!(%error, "the comparison of filings waits");
                    tokio::time::sleep(PAUSE).await;
                }
            }
            Ok(FollowItem::Progress(position) | FollowItem::CaughtUp(position)) => {
                while let Err(error) = index.save(position) {
                    tracing::warn!(%error, "the comparison of filings could not note how far it came");
                    tokio::time::sleep(PAUSE).await;
                }
                house.comparison().tell(Some(position));
            }
            Err(ReadError::Unavailable { reason }) => {
                tracing::warn!(reason, "the comparison of filings waits");
                tokio::time::sleep(PAUSE).await;
            }
            Err(ReadError::Damaged { reason }) => {
                // Acceptance waits in vain from here on, and says so: better than taking a dispute twice.
                tracing::error!(reason, "the comparison of filings has stopped");
                return;
            }
        }
    }
}

/// Why an event could not be taken in now; it is tried again.
#[derive(Debug, thiserror::Error)]
enum HandleError {
    #[error(transparent)]
    Index(#[from] rusqlite::Error),
    #[error(transparent)]
    Facts(#[from] FactsError),
    #[error(transparent)]
    Flag(#[from] ExecuteError),
}

async fn handle(house: &House, index: &mut MatchIndex, recorded: &RecordedEvent) -> Result<(), HandleError> {
    let id = recorded.stream.as_str().rsplit_once('~').map_or("", |(_, id)| id);
    let Ok(case) = CaseId::parse(id) else { return Ok(()) };
    match recorded.stream.category() {
        "case" if concerns(&recorded.event_type) => {
            // What cannot be read stands out in the views already, and is compared with nothing.
            let Ok(event) = Event::decode(&recorded.event_type, &recorded.payload) else { return Ok(()) };
            if let Some(facts) = learn(house, index, case, &event, recorded)? {
                let (candidates, more) = similar(house, index, &facts)?;
                index.put(&facts)?;
                if !candidates.is_empty() {
                    flag(house, case, FlagSimilar { candidates, more }, recorded).await?;
                }
            }
        }
        "custody" => {
            if let Ok(CustodyEvent::SubjectShredded(_)) =
                CustodyEvent::decode(&recorded.event_type, &recorded.payload)
            {
                index.forget(case)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether an event of this type says who or what a case is about; all others need not be decoded.
fn concerns(event_type: &str) -> bool {
    event_type.starts_with("case.application-filed.") || event_type.starts_with("case.party-joined.")
}

/// What the case is compared by from this event on.
#[expect(clippy::wildcard_enum_match_arm, reason = "only the types named above come here")]
fn learn(
    house: &House,
    index: &MatchIndex,
    case: CaseId,
    event: &Event,
    recorded: &RecordedEvent,
) -> Result<Option<MatchFacts>, HandleError> {
    let stream = recorded.stream.as_str();
    match event {
        Event::ApplicationFiled(filed) if filed.case == case => {
            Ok(Some(facts::of(house.vault(), stream, filed)?))
        }
        Event::PartyJoined(joined) => {
            let Some(mut facts) = index.get(case)? else { return Ok(None) };
            facts::add_party(house.vault(), stream, &joined.party, &mut facts)?;
            Ok(Some(facts))
        }
        _ => Ok(None),
    }
}

fn similar(
    house: &House,
    index: &MatchIndex,
    facts: &MatchFacts,
) -> Result<(Vec<domain::case::SimilarCase>, u32), HandleError> {
    let rules = &house.rules().matching;
    Ok(shortlist(rules, index.alike(rules, facts)?))
}

/// Flags the case, until the log has taken it or the case needs it no more.
async fn flag(
    house: &House,
    case: CaseId,
    command: FlagSimilar,
    recorded: &RecordedEvent,
) -> Result<(), ExecuteError> {
    let name = format!("{}\n{}", recorded.stream, recorded.revision.0);
    let id = CommandId(Uuid::new_v5(&FLAGS, name.as_bytes()));
    let actor = Actor::house().map_err(|_| ExecuteError::Contended)?;
    let digest = house.digest(&[b"matching", id.0.as_bytes()]);
    let correlation = Metadata::decode(&recorded.event_type, &recorded.metadata).ok();
    let correlation = correlation.and_then(|metadata| metadata.correlation);
    let call = Call { actor, command: id, digest, expected: None, correlation };
    match house.case(&call, case, command).await {
        Ok(_) => Ok(()),
        Err(ExecuteError::Refused(refusal)) => {
            tracing::debug!(%case, ?refusal, "a filing was not flagged");
            Ok(())
        }
        Err(
            error @ (ExecuteError::Unreadable { .. } | ExecuteError::TooLarge(_) | ExecuteError::KeyReused),
        ) => {
            tracing::error!(%case, %error, "a filing could not be flagged");
            Ok(())
        }
        Err(
            error @ (ExecuteError::RevisionMismatch { .. }
            | ExecuteError::Contended
            | ExecuteError::Unknown
            | ExecuteError::Busy(_)),
        ) => Err(error),
    }
}
