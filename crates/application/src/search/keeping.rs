//! What the index takes in: what the events of a case say, until somebody in it is erased or its processing restricted.

use super::contents::{Contents, FILED, concerns};
use super::index::{SearchIndex, Standing};
use crate::case_follower::{Failure, Handled, Keeper, Progress, events_of};
use crate::follower_file::FollowerFile;
use crate::house::House;
use domain::custody::CustodyEvent;
use domain::ids::CaseId;
use event_store::RecordedEvent;
use std::sync::Arc;

pub(super) struct Texts {
    pub(super) index: SearchIndex,
}

impl Keeper for Texts {
    const WHAT: &'static str = "the index of the search";

    fn progress(house: &House) -> &Progress {
        &house.search_room().progress
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
                let new = match self.index.get(case)? {
                    // It was read from its own stream, further than this.
                    Some(known) => known.through < recorded.revision.0,
                    // One that is parked is read from its stream when it can be.
                    None => recorded.event_type.starts_with(FILED),
                };
                if new {
                    self.relearn(house, case).await?;
                }
            }
            "custody" => match CustodyEvent::decode(&recorded.event_type, &recorded.payload) {
                Ok(CustodyEvent::SubjectShredded(_)) => {
                    self.index.hide(case, Standing::Gone)?;
                    return Ok(Handled::Forgotten);
                }
                Ok(CustodyEvent::ProcessingRestricted(_)) => {
                    self.index.hide(case, Standing::Restricted)?;
                    return Ok(Handled::Forgotten);
                }
                Ok(CustodyEvent::RestrictionLifted(_)) => {
                    if self.index.show(case)? {
                        self.relearn(house, case).await?;
                    }
                }
                Ok(
                    CustodyEvent::LegalHoldSet(_)
                    | CustodyEvent::LegalHoldLifted(_)
                    | CustodyEvent::CaseArchived(_)
                    | CustodyEvent::ArchiveReleased(_),
                )
                | Err(_) => {}
            },
            _ => {}
        }
        Ok(Handled::Kept)
    }

    async fn relearn(&mut self, house: &Arc<House>, case: CaseId) -> Result<(), Failure> {
        let (mut contents, mut through) = (Contents::default(), 0);
        for (event, revision) in events_of(house, case, concerns).await? {
            contents = contents.then(event);
            through = revision.0;
        }
        let marks = contents.marks(house.vault(), house.case_stream(case).as_str())?;
        let marks = marks.ok_or_else(|| Failure::Case("its stream has no application".to_owned()))?;
        Ok(self.index.put(case, through, &marks)?)
    }
}
