//! Reading the log into a file of this node: one skeleton for whoever keeps something of cases that must not lie in the log or in a view.
//!
//! It appends nothing and waits for no case: what cannot be read is parked, by name, and tried again; all others go on. What it keeps, and
//! of which events, its [`Keeper`] says.

use crate::follower_file::FollowerFile;
use crate::house::House;
use crate::matching::facts::FactsError;
use domain::case::Event;
use domain::ids::CaseId;
use event_store::{Follow, FollowItem, Position, ReadError, RecordedEvent, Revision};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

/// Events held in memory.
const PAGE: usize = 500;
/// Pause before trying again what may pass by itself.
pub(crate) const PAUSE: Duration = Duration::from_millis(200);
/// Pause before the log is asked again after it answered that it is damaged.
const LONG_PAUSE: Duration = Duration::from_secs(5);
/// First and longest time until a parked case is tried again.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(300));
/// Longest anybody waits for a follower.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why a case is not taken in.
pub(crate) enum Failure {
    /// The file: nothing goes on without it.
    Index(rusqlite::Error),
    /// This case alone.
    Case(String),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Index(error)
    }
}

impl From<FactsError> for Failure {
    fn from(error: FactsError) -> Self {
        Self::Case(error.to_string())
    }
}

/// What came of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handled {
    /// It was taken in, or was none of the keeper's business.
    Kept,
    /// The case is to be forgotten, and need not be tried again.
    Forgotten,
}

/// What is kept of cases, and of which events.
pub(crate) trait Keeper: Send + 'static {
    /// What it does, in lines of the log.
    const WHAT: &'static str;

    /// Where its progress is told.
    fn progress(house: &House) -> &Progress;

    /// Where it keeps what it took in.
    fn file(&mut self) -> &mut FollowerFile;

    /// Takes in one event of a case, or of its file in custody.
    fn handle(
        &mut self,
        house: &Arc<House>,
        case: CaseId,
        recorded: &RecordedEvent,
    ) -> impl Future<Output = Result<Handled, Failure>> + Send;

    /// Takes a case in from its own stream, as far as it goes.
    fn relearn(
        &mut self,
        house: &Arc<House>,
        case: CaseId,
    ) -> impl Future<Output = Result<(), Failure>> + Send;

    /// A case about which somebody else tells something; never, unless a keeper says otherwise.
    fn told(&mut self) -> impl Future<Output = CaseId> + Send {
        std::future::pending()
    }

    /// Writes down what was told of a case.
    fn settle(&mut self, _case: CaseId) -> rusqlite::Result<()> {
        Ok(())
    }
}

/// How far a follower has come, for those who wait for it.
pub(crate) struct Progress {
    /// Everything up to here is in the file; nothing where no follower runs.
    position: watch::Sender<Option<Position>>,
    state: Mutex<State>,
    /// Somebody wants a parked case: it is tried at once.
    wanted: Notify,
    /// The gauge of parked cases.
    parked: &'static str,
}

#[derive(Default)]
struct State {
    waits: Option<String>,
    parked: Vec<CaseId>,
}

/// How a follower stands on this node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowerStatus {
    /// Everything up to here is in its file.
    pub position: Position,
    /// Why it does not go on now, if it does not.
    pub waits: Option<String>,
    /// Cases that cannot be taken in; each is tried again.
    pub parked: Vec<CaseId>,
}

impl Progress {
    pub(crate) fn new(parked: &'static str) -> Self {
        let position = watch::Sender::new(None);
        Self { position, state: Mutex::default(), wanted: Notify::new(), parked }
    }

    /// How it stands; nothing where none runs.
    pub(crate) fn status(&self) -> Option<FollowerStatus> {
        let position = (*self.position.borrow())?;
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Some(FollowerStatus { position, waits: state.waits.clone(), parked: state.parked.clone() })
    }

    /// Waits until everything up to `position` is in the file; false when that takes too long. Not at all where no follower runs.
    pub(crate) async fn reached(&self, position: Position) -> bool {
        self.reached_within(position, PATIENCE).await
    }

    /// The same, with the patience of whoever waits.
    pub(crate) async fn reached_within(&self, position: Position, longest: Duration) -> bool {
        let mut progress = self.position.subscribe();
        let there = progress.wait_for(|now| now.is_none_or(|now| now >= position));
        matches!(tokio::time::timeout(longest, there).await, Ok(Ok(_)))
    }

    /// A parked case is wanted now.
    pub(crate) fn want(&self) {
        self.wanted.notify_one();
    }

    /// A change of the position, for whoever looks again at every one.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Option<Position>> {
        self.position.subscribe()
    }

    pub(crate) fn tell(&self, through: Position) {
        self.position.send_replace(Some(through));
    }

    fn waits(&self, reason: Option<&str>) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).waits = reason.map(str::to_owned);
    }

    fn parked(&self, cases: Vec<CaseId>) {
        metrics::gauge!(self.parked).set(u32::try_from(cases.len()).unwrap_or(u32::MAX));
        self.state.lock().unwrap_or_else(PoisonError::into_inner).parked = cases;
    }
}

/// When a parked case is tried again.
struct Retry {
    /// At the latest now.
    due: Instant,
    /// Not before now, whoever asks.
    soonest: Instant,
    wait: Duration,
}

pub(crate) struct CaseFollower<K> {
    house: Arc<House>,
    keeper: K,
    retries: HashMap<CaseId, Retry>,
    /// Everything up to here is in the file.
    position: Position,
    /// Events beyond `position` were taken in.
    ahead: bool,
}

impl<K: Keeper> CaseFollower<K> {
    pub(crate) fn new(house: Arc<House>, mut keeper: K) -> Self {
        let position = keeper.file().position();
        Self { house, keeper, retries: HashMap::new(), position, ahead: false }
    }

    pub(crate) async fn run(mut self) {
        let mut follow = Follow::new(Arc::clone(self.house.store()), self.position, PAGE);
        self.find_parked().await;
        loop {
            let due = self.retries.values().map(|retry| retry.due).min();
            let house = Arc::clone(&self.house);
            tokio::select! {
                biased;
                case = self.keeper.told() => self.settle(case).await,
                () = K::progress(&house).wanted.notified() => self.retry(true).await,
                () = at(due) => self.retry(false).await,
                item = follow.next() => self.step(item).await,
            }
        }
    }

    fn progress(&self) -> &Progress {
        K::progress(&self.house)
    }

    async fn step(&mut self, item: Result<FollowItem, ReadError>) {
        match item {
            Ok(FollowItem::Event(event)) => {
                self.ahead = true;
                self.take_in(&event).await;
            }
            Ok(FollowItem::Progress(position) | FollowItem::CaughtUp(position)) => {
                self.position = position;
                self.ahead = false;
                self.save().await;
                self.progress().waits(None);
                self.progress().tell(position);
            }
            Err(error) => {
                tracing::warn!(%error, "{} waits for the log", K::WHAT);
                self.progress().waits(Some(&error.to_string()));
                let damaged = matches!(error, ReadError::Damaged { .. });
                tokio::time::sleep(if damaged { LONG_PAUSE } else { PAUSE }).await;
            }
        }
    }

    /// Writes down what changed, however long that takes.
    async fn save(&mut self) {
        while let Err(error) = self.keeper.file().save(self.position) {
            self.hold(&error).await;
        }
    }

    /// The file cannot be used now: everything waits for it, and says so.
    async fn hold(&mut self, error: &rusqlite::Error) {
        tracing::warn!(%error, "{} waits for its file", K::WHAT);
        self.progress().waits(Some(&error.to_string()));
        tokio::time::sleep(PAUSE).await;
    }

    async fn take_in(&mut self, recorded: &RecordedEvent) {
        let id = recorded.stream.as_str().rsplit_once('~').map_or("", |(_, id)| id);
        let Ok(case) = CaseId::parse(id) else { return };
        loop {
            match self.keeper.handle(&self.house, case, recorded).await {
                Ok(Handled::Kept) => return,
                Ok(Handled::Forgotten) => {
                    if self.retries.remove(&case).is_some() {
                        self.tell_parked();
                    }
                    return;
                }
                Err(Failure::Index(error)) => self.hold(&error).await,
                Err(Failure::Case(reason)) => return self.park(case, &reason).await,
            }
        }
    }

    /// Sets a case aside, by name, and goes on with the next.
    async fn park(&mut self, case: CaseId, reason: &str) {
        tracing::error!(%case, reason, "{}: a case cannot be taken in and is parked; it is tried again", K::WHAT);
        while let Err(error) = self.keeper.file().park(case, reason) {
            self.hold(&error).await;
        }
        let due = Instant::now() + RETRY.0;
        self.retries.insert(case, Retry { due, soonest: due, wait: RETRY.0 });
        self.tell_parked();
    }

    /// What was parked before this start is tried at once.
    async fn find_parked(&mut self) {
        let parked = loop {
            match self.keeper.file().parked() {
                Ok(parked) => break parked,
                Err(error) => self.hold(&error).await,
            }
        };
        let due = Instant::now();
        self.retries =
            parked.into_iter().map(|case| (case, Retry { due, soonest: due, wait: RETRY.0 })).collect();
        self.tell_parked();
    }

    fn tell_parked(&self) {
        let mut cases: Vec<CaseId> = self.retries.keys().copied().collect();
        cases.sort_unstable();
        self.progress().parked(cases);
    }

    /// Tries the parked cases that are due, or all that somebody may be waiting for.
    async fn retry(&mut self, all: bool) {
        let now = Instant::now();
        let due = self
            .retries
            .iter()
            .filter(|(_, retry)| if all { retry.soonest <= now } else { retry.due <= now });
        for case in due.map(|(case, _)| *case).collect::<Vec<_>>() {
            match self.keeper.relearn(&self.house, case).await {
                Ok(()) => {
                    tracing::info!(%case, "{}: a parked case was taken in", K::WHAT);
                    self.retries.remove(&case);
                    self.tell_parked();
                }
                Err(Failure::Index(error)) => return self.hold(&error).await,
                Err(Failure::Case(reason)) => {
                    tracing::warn!(%case, reason, "{}: a parked case still cannot be taken in", K::WHAT);
                    if let Some(retry) = self.retries.get_mut(&case) {
                        retry.wait = (retry.wait * 2).min(RETRY.1);
                        retry.due = Instant::now() + retry.wait;
                        retry.soonest = Instant::now() + RETRY.0;
                    }
                }
            }
        }
        if !self.ahead {
            self.save().await;
            // Whoever waits for what was taken in looks again.
            self.progress().tell(self.position);
        }
    }

    /// Somebody told something of a case.
    async fn settle(&mut self, case: CaseId) {
        while let Err(error) = self.keeper.settle(case) {
            self.hold(&error).await;
        }
        if !self.ahead {
            self.save().await;
        }
    }
}

/// The events of a case that concern a keeper, each with its revision, from the case's own stream.
pub(crate) async fn events_of(
    house: &House,
    case: CaseId,
    concerns: fn(&str) -> bool,
) -> Result<Vec<(Event, Revision)>, Failure> {
    let stream = house.case_stream(case);
    let (mut from, mut events) = (Revision(0), Vec::new());
    loop {
        let page = house.store().read_stream(&stream, from, PAGE).await;
        let page = page.map_err(|error| Failure::Case(error.to_string()))?;
        for recorded in page.iter().filter(|event| concerns(&event.event_type)) {
            let event = Event::decode(&recorded.event_type, &recorded.payload);
            events.push((event.map_err(|error| Failure::Case(error.to_string()))?, recorded.revision));
        }
        match page.last() {
            Some(last) if page.len() == PAGE => from = last.revision.next(),
            Some(_) | None => return Ok(events),
        }
    }
}

/// Done at that moment; never without one.
async fn at(due: Option<Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}
