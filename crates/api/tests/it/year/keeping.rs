//! Drafts of the year: one begun each day and never filed, each ended by the clock once, after its true last day.

use super::{Year, call, clerk};
use application::House;
use domain::calendar::legal_date;
use domain::draft::{DraftCommand, DraftEvent};
use domain::ids::{CentreId, DraftId};
use domain::text::LongText;
use domain::wire::Metadata;
use event_store::{Follow, FollowItem, Position};
use event_store_sqlite::SqliteEventStore;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Somebody at the counter begins a draft and forgets it.
pub(super) async fn begin(house: &House, day: usize) {
    let call = call(house, &format!("draft {day}"));
    let draft = DraftId(call.command.derive("draft", 0));
    let application = house.for_draft(draft, LongText::parse("{}").unwrap());
    let centre = CentreId::parse("440100").unwrap();
    house.draft(&call, draft, DraftCommand::Open { draft, centre, application }).await.unwrap();
}

impl Year {
    /// Whether every draft whose time is over was ended, as the first node sees it.
    pub(super) fn swept(&self, day: chrono::NaiveDate) -> bool {
        self.nodes[0].runner.views().drafts_over(day, None, 5).unwrap().value.is_empty()
    }
}

/// Each draft was begun by a clerk and ended by the house, once, late only when nobody told the time.
pub(super) async fn check(store: Arc<SqliteEventStore>, begun: usize) {
    let mut drafts = BTreeMap::<String, Vec<DraftEvent>>::new();
    let mut follow = Follow::new(store, Position::START, 1_000);
    loop {
        match follow.next().await.unwrap() {
            FollowItem::Event(recorded) if recorded.stream.category() == "draft" => {
                let event = DraftEvent::decode(&recorded.event_type, &recorded.payload).unwrap();
                let beside = Metadata::decode(&recorded.event_type, &recorded.metadata).unwrap();
                if let DraftEvent::DraftExpired(expired) = &event {
                    let over = expired.due.succ_opt().unwrap();
                    let on = legal_date(beside.occurred_at);
                    assert!(beside.actor.is_the_house() && on >= over, "{expired:?} on {on}");
                    assert!(on == over || super::downtime().contains(&over), "{expired:?} late on {on}");
                } else {
                    assert_eq!(beside.actor, clerk());
                }
                drafts.entry(recorded.stream.to_string()).or_default().push(event);
            }
            FollowItem::CaughtUp(_) => break,
            FollowItem::Event(_) | FollowItem::Progress(_) => {}
        }
    }
    assert_eq!(drafts.len(), begun);
    for (stream, events) in &drafts {
        let [DraftEvent::DraftOpened(opened), DraftEvent::DraftExpired(expired)] = &events[..] else {
            panic!("{stream}: {events:?}")
        };
        assert_eq!(expired.due, opened.submit_by.due_date, "{stream}: not its true last day");
    }
}
