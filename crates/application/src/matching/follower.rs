//! What the comparison takes in: filings as they read, without who was erased, and what was flagged.

use super::facts;
use super::flagging::command_for;
use super::index::MatchIndex;
use crate::case_follower::{Failure, Handled, Keeper, PAUSE, Progress, events_of};
use crate::follower_file::FollowerFile;
use crate::house::House;
use domain::case::{ApplicationFiled, Event, MatchFacts, shortlist};
use domain::custody::CustodyEvent;
use domain::ids::CaseId;
use domain::wire::Metadata;
use event_store::{RecordedEvent, Revision};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;

/// Times a busy vault is asked before the case is parked.
const TRIES: u32 = 5;

pub(super) struct Filings {
    pub(super) index: MatchIndex,
    /// Cases that need no flag any more.
    pub(super) settles: UnboundedReceiver<CaseId>,
}

impl Keeper for Filings {
    const WHAT: &'static str = "the comparison of filings";

    fn progress(house: &House) -> &Progress {
        &house.comparison().progress
    }

    fn file(&mut self) -> &mut FollowerFile {
        self.index.file()
    }

    async fn handle(
        &mut self,
        house: &Arc<House>,
        case: CaseId,
        recorded: &RecordedEvent,
    ) -> Result<Handled, Failure> {
        match recorded.stream.category() {
            "case" if concerns(&recorded.event_type) => {
                if !recorded.event_type.starts_with(FILED) {
                    // Not one that was erased, or is parked and read from its stream anyway.
                    if self.index.get(case)?.is_some() {
                        self.relearn(house, case).await?;
                    }
                } else if let Some(facts) = learn(house, recorded).await?
                    && facts.case == case
                {
                    self.put(house, &facts, recorded.revision)?;
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
                    return Ok(Handled::Forgotten);
                }
            }
            _ => {}
        }
        Ok(Handled::Kept)
    }

    /// Who joined it, and what was corrected.
    async fn relearn(&mut self, house: &Arc<House>, case: CaseId) -> Result<(), Failure> {
        let mut known: Option<(ApplicationFiled, Revision)> = None;
        for (event, revision) in events_of(house, case, concerns).await? {
            known = facts::then(known.map(|known| known.0), event).map(|it| (it, revision));
        }
        let Some((filed, cause)) = known else {
            return Err(Failure::Case("its stream says nothing it could be compared by".to_owned()));
        };
        let facts = facts::of(house.vault(), house.case_stream(case).as_str(), &filed)?;
        self.put(house, &facts, cause)
    }

    async fn told(&mut self) -> CaseId {
        match self.settles.recv().await {
            Some(case) => case,
            None => std::future::pending().await,
        }
    }

    fn settle(&mut self, case: CaseId) -> rusqlite::Result<()> {
        self.index.unpend(case)
    }
}

impl Filings {
    /// Takes a filing in and notes whether there is something to flag.
    fn put(&mut self, house: &House, facts: &MatchFacts, cause: Revision) -> Result<(), Failure> {
        let rules = house.rules();
        let rules = &rules.matching;
        let before = self.index.put(facts, cause)?;
        let (candidates, _) = shortlist(rules, self.index.alike(rules, facts, before)?);
        if !candidates.is_empty() {
            let stream = house.case_stream(facts.case);
            self.index.pend(facts.case, command_for(&stream, cause, &candidates))?;
        }
        Ok(())
    }
}

/// What the application says, as often as it takes while the vault is busy.
async fn learn(house: &House, recorded: &RecordedEvent) -> Result<Option<MatchFacts>, Failure> {
    let event = Event::decode(&recorded.event_type, &recorded.payload);
    let event = event.map_err(|error| Failure::Case(error.to_string()))?;
    let Event::ApplicationFiled(filed) = event else { return Ok(None) };
    let stream = recorded.stream.as_str();
    for _ in 1..TRIES {
        match facts::of(house.vault(), stream, &filed) {
            Err(error) if error.may_pass() => tokio::time::sleep(PAUSE).await,
            Ok(facts) => return Ok(Some(facts)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Some(facts::of(house.vault(), stream, &filed)?))
}

const FILED: &str = "case.application-filed.";

/// Whether an event of this type says who or what a case is about; all others need not be decoded.
fn concerns(event_type: &str) -> bool {
    [FILED, "case.party-joined.", "case.party-data-corrected."]
        .iter()
        .any(|name| event_type.starts_with(name))
}
