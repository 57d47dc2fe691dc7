//! The reader of the log: takes filings in, forgets who was erased, parks what it cannot read. It appends nothing and waits for no case.

use super::facts::{self, FactsError};
use super::flagging::command_for;
use super::index::MatchIndex;
use crate::house::House;
use domain::case::{ApplicationFiled, Event, MatchFacts, shortlist};
use domain::custody::CustodyEvent;
use domain::ids::CaseId;
use domain::wire::Metadata;
use event_store::{Follow, FollowItem, Position, ReadError, RecordedEvent, Revision};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;

/// Events held in memory.
const PAGE: usize = 500;
/// Pause before trying again what may pass by itself.
const PAUSE: Duration = Duration::from_millis(200);
/// Pause before the log is asked again after it answered that it is damaged.
const LONG_PAUSE: Duration = Duration::from_secs(5);
/// Times a busy vault is asked before the case is parked.
const TRIES: u32 = 5;
/// First and longest time until a parked case is tried again.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(300));

/// Why a case is not taken in.
enum Failure {
    /// The file of the index: nothing goes on without it.
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

/// When a parked case is tried again.
struct Retry {
    /// At the latest now.
    due: Instant,
    /// Not before now, whoever asks.
    soonest: Instant,
    wait: Duration,
}

pub(super) struct Follower {
    house: Arc<House>,
    index: MatchIndex,
    /// Cases that need no flag any more.
    settles: UnboundedReceiver<CaseId>,
    retries: HashMap<CaseId, Retry>,
    /// Everything up to here is in the file.
    position: Position,
    /// Events beyond `position` were taken in.
    ahead: bool,
}

impl Follower {
    pub(super) fn new(house: Arc<House>, index: MatchIndex, settles: UnboundedReceiver<CaseId>) -> Self {
        let position = index.position();
        Self { house, index, settles, retries: HashMap::new(), position, ahead: false }
    }

    pub(super) async fn run(mut self) {
        let mut follow = Follow::new(Arc::clone(self.house.store()), self.position, PAGE);
        self.find_parked().await;
        loop {
            let due = self.retries.values().map(|retry| retry.due).min();
            let house = Arc::clone(&self.house);
            tokio::select! {
                biased;
                Some(case) = self.settles.recv() => self.settle(case).await,
                () = house.comparison().wanted.notified() => self.retry(true).await,
                () = at(due) => self.retry(false).await,
                item = follow.next() => self.step(item).await,
            }
        }
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
                self.house.comparison().waits(None);
                self.house.comparison().tell(position);
            }
            Err(error) => {
                tracing::warn!(%error, "the comparison of filings waits for the log");
                self.house.comparison().waits(Some(&error.to_string()));
                let damaged = matches!(error, ReadError::Damaged { .. });
                tokio::time::sleep(if damaged { LONG_PAUSE } else { PAUSE }).await;
            }
        }
    }

    /// Writes down what changed, however long that takes.
    async fn save(&mut self) {
        while let Err(error) = self.index.save(self.position) {
            self.hold(&error).await;
        }
    }

    /// The file cannot be used now: everything waits for it, and says so.
    async fn hold(&mut self, error: &rusqlite::Error) {
        tracing::warn!(%error, "the comparison of filings waits for its file");
        self.house.comparison().waits(Some(&error.to_string()));
        tokio::time::sleep(PAUSE).await;
    }

    async fn take_in(&mut self, recorded: &RecordedEvent) {
        let id = recorded.stream.as_str().rsplit_once('~').map_or("", |(_, id)| id);
        let Ok(case) = CaseId::parse(id) else { return };
        loop {
            match self.handle(case, recorded).await {
                Ok(()) => return,
                Err(Failure::Index(error)) => self.hold(&error).await,
                Err(Failure::Case(reason)) => return self.park(case, &reason).await,
            }
        }
    }

    async fn handle(&mut self, case: CaseId, recorded: &RecordedEvent) -> Result<(), Failure> {
        match recorded.stream.category() {
            "case" if concerns(&recorded.event_type) => {
                if !recorded.event_type.starts_with(FILED) {
                    // Not one that was erased, or is parked and read from its stream anyway.
                    if self.index.get(case)?.is_some() {
                        self.relearn(case).await?;
                    }
                } else if let Some(facts) = self.learn(recorded).await?
                    && facts.case == case
                {
                    self.put(&facts, recorded.revision)?;
                }
            }
            "case" if recorded.event_type.starts_with("case.similar-cases-found.") => {
                if let Ok(metadata) = Metadata::decode(&recorded.event_type, &recorded.metadata) {
                    self.index.flagged(case, metadata.command)?;
                }
            }
            "custody" => {
                if let Ok(CustodyEvent::SubjectShredded(_)) =
                    CustodyEvent::decode(&recorded.event_type, &recorded.payload)
                {
                    self.index.forget(case)?;
                    if self.retries.remove(&case).is_some() {
                        self.tell_parked();
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What the application says, as often as it takes while the vault is busy.
    async fn learn(&mut self, recorded: &RecordedEvent) -> Result<Option<MatchFacts>, Failure> {
        let event = Event::decode(&recorded.event_type, &recorded.payload);
        let event = event.map_err(|error| Failure::Case(error.to_string()))?;
        let Event::ApplicationFiled(filed) = event else { return Ok(None) };
        let stream = recorded.stream.as_str();
        for _ in 1..TRIES {
            match facts::of(self.house.vault(), stream, &filed) {
                Err(error) if error.may_pass() => tokio::time::sleep(PAUSE).await,
                Ok(facts) => return Ok(Some(facts)),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Some(facts::of(self.house.vault(), stream, &filed)?))
    }

    /// Takes a filing in and notes whether there is something to flag.
    fn put(&mut self, facts: &MatchFacts, cause: Revision) -> Result<(), Failure> {
        let rules = self.house.rules();
        let rules = &rules.matching;
        let before = self.index.put(facts, cause)?;
        let (candidates, _) = shortlist(rules, self.index.alike(rules, facts, before)?);
        if !candidates.is_empty() {
            let stream = self.house.case_stream(facts.case);
            self.index.pend(facts.case, command_for(&stream, cause, &candidates))?;
        }
        Ok(())
    }

    /// Sets a case aside, by name, and goes on with the next.
    async fn park(&mut self, case: CaseId, reason: &str) {
        tracing::error!(%case, reason, "a filing cannot be compared and is parked; it is tried again");
        while let Err(error) = self.index.park(case, reason) {
            self.hold(&error).await;
        }
        let due = Instant::now() + RETRY.0;
        self.retries.insert(case, Retry { due, soonest: due, wait: RETRY.0 });
        self.tell_parked();
    }

    /// What was parked before this start is tried at once.
    async fn find_parked(&mut self) {
        let parked = loop {
            match self.index.parked() {
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
        self.house.comparison().parked(cases);
    }

    /// Tries the parked cases that are due, or all that somebody may be waiting for.
    async fn retry(&mut self, all: bool) {
        let now = Instant::now();
        let due = self
            .retries
            .iter()
            .filter(|(_, retry)| if all { retry.soonest <= now } else { retry.due <= now });
        for case in due.map(|(case, _)| *case).collect::<Vec<_>>() {
            match self.relearn(case).await {
                Ok(()) => {
                    tracing::info!(%case, "a parked filing was compared");
                    self.retries.remove(&case);
                    self.tell_parked();
                }
                Err(Failure::Index(error)) => return self.hold(&error).await,
                Err(Failure::Case(reason)) => {
                    tracing::warn!(%case, reason, "a parked filing still cannot be compared");
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
            // Whoever waits for something to flag looks again.
            self.house.comparison().tell(self.position);
        }
    }

    /// Reads a case from its own stream, as far as it goes: who joined it, and what was corrected.
    async fn relearn(&mut self, case: CaseId) -> Result<(), Failure> {
        let stream = self.house.case_stream(case);
        let mut from = Revision(0);
        let mut known: Option<(ApplicationFiled, Revision)> = None;
        loop {
            let page = self.house.store().read_stream(&stream, from, PAGE).await;
            let page = page.map_err(|error| Failure::Case(error.to_string()))?;
            for recorded in page.iter().filter(|event| concerns(&event.event_type)) {
                let event = Event::decode(&recorded.event_type, &recorded.payload);
                let event = event.map_err(|error| Failure::Case(error.to_string()))?;
                known = facts::then(known.map(|known| known.0), event).map(|it| (it, recorded.revision));
            }
            match page.last() {
                Some(last) if page.len() == PAGE => from = last.revision.next(),
                Some(_) | None => break,
            }
        }
        let Some((filed, cause)) = known else {
            return Err(Failure::Case("its stream says nothing it could be compared by".to_owned()));
        };
        let facts = facts::of(self.house.vault(), stream.as_str(), &filed)?;
        self.put(&facts, cause)
    }

    /// A case needs no flag any more.
    async fn settle(&mut self, case: CaseId) {
        while let Err(error) = self.index.unpend(case) {
            self.hold(&error).await;
        }
        if !self.ahead {
            self.save().await;
        }
    }
}

const FILED: &str = "case.application-filed.";

/// Whether an event of this type says who or what a case is about; all others need not be decoded.
fn concerns(event_type: &str) -> bool {
    [FILED, "case.party-joined.", "case.party-data-corrected."]
        .iter()
        .any(|name| event_type.starts_with(name))
}

/// Done at that moment; never without one.
async fn at(due: Option<Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}
