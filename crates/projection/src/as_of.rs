//! What the record of a case said at an earlier moment: the log folded up to there, and no further.
//!
//! Nothing is stored for it. Who may read is judged by today; personal data and custody are those of today, so that what was corrected,
//! restricted or erased since does not come back.

use crate::case_view::{CaseView, Moment, fold, open};
use chrono::{DateTime, Utc};
use domain::case::Event;
use domain::wire::Metadata;
use event_store::{Position, RecordedEvent};

/// A moment in the life of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// After the event at this place, and everything before it.
    Position(Position),
    /// After everything the store had written by then, the store's clock.
    Time(DateTime<Utc>),
}

impl AsOf {
    /// Whether an event was on record then.
    #[must_use]
    pub fn covers(&self, event: &RecordedEvent) -> bool {
        match self {
            Self::Position(position) => event.position <= *position,
            Self::Time(time) => event.recorded_at_us <= time.timestamp_micros(),
        }
    }
}

/// The document of a case as it was then; `None`: it was not filed yet.
///
/// # Errors
/// What cannot be read, without personal data: damaged, or of a newer version.
pub fn case_as_of(
    events: &[RecordedEvent],
    as_of: AsOf,
    today: &CaseView,
) -> Result<Option<CaseView>, String> {
    let mut view: Option<CaseView> = None;
    for recorded in events.iter().take_while(|event| as_of.covers(event)) {
        let event = Event::decode(&recorded.event_type, &recorded.payload);
        let event = event.map_err(|error| error.to_string())?;
        let metadata = Metadata::decode(&recorded.event_type, &recorded.metadata);
        let metadata = metadata.map_err(|error| error.to_string())?;
        let moment = Moment::of(recorded, &metadata);
        match (&mut view, &event) {
            (Some(view), _) => {
                let _fits = fold(view, &event, &moment);
            }
            (None, Event::ApplicationFiled(filed)) => view = Some(open(filed, &moment)),
            (None, _) => return Err("the stream does not begin with the filing of its case".to_owned()),
        }
    }
    Ok(view.map(|view| with_persons_of(view, today)))
}

/// Persons as they are on record today: a correction or an erasure holds for the past as well (PIPL 46-47).
fn with_persons_of(mut view: CaseView, today: &CaseView) -> CaseView {
    for filed in &mut view.parties {
        if let Some(now) = today.parties.iter().find(|now| now.party == filed.party) {
            filed.identity = now.identity.clone();
        }
    }
    for representative in &mut view.representatives {
        let mut of_today = today.representatives.iter();
        if let Some(now) = of_today.find(|now| now.representative == representative.representative) {
            representative.name = now.name.clone();
            representative.licence = now.licence.clone();
            representative.phone = now.phone.clone();
        }
    }
    view.custody = today.custody.clone();
    view
}
