//! The process that finishes plannings somebody left half done: it follows the log, and knows every hour that is taken.
//!
//! Its memory is the log itself: started anew, it reads what is held and what the cases say. Every node reads; the one that holds
//! the lease acts. What two do nevertheless does nothing the second time, because each step's command id follows from its booking.

use crate::house::House;
use crate::lease::Acting;
use crate::own_thread::{OwnThread, Rank};
use domain::case::Reservation;
use domain::ids::{BookingId, CaseId};
use domain::resource_calendar::{CalendarEvent, ResourceId};
use event_store::{Follow, FollowItem, Position, RecordedEvent};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Events read at once.
const PAGE: usize = 500;
/// How long to wait after the log could not be read.
const AWAY: Duration = Duration::from_secs(1);

/// The process, at work until it is stopped or dropped.
pub struct Reservations {
    thread: OwnThread,
}

impl Reservations {
    /// Starts it on a house; it acts with `acting`. `patience` is how long a planning may take before somebody else finishes it. It reads
    /// the whole log first, and whoever is served meanwhile comes before it.
    ///
    /// # Errors
    /// When there is no thread for it.
    pub fn start(house: Arc<House>, acting: Acting, patience: Duration) -> std::io::Result<Self> {
        let thread = OwnThread::start("hejie-bookings", Rank::Behind, run(house, acting, patience))?;
        Ok(Self { thread })
    }

    /// Stops it; what is left undone is found at the next start.
    pub async fn stop(mut self) {
        self.thread.end().await;
    }
}

/// A booking that holds something.
struct Open {
    case: CaseId,
    held: BTreeSet<ResourceId>,
    booked: BTreeSet<ResourceId>,
    /// When to look at it; nothing to do when absent.
    due: Option<Instant>,
}

/// Every booking that holds something.
#[derive(Default)]
struct Ledger {
    open: BTreeMap<BookingId, Open>,
    of_case: HashMap<CaseId, BTreeSet<BookingId>>,
}

async fn run(house: Arc<House>, mut acting: Acting, patience: Duration) {
    let mut follow = Follow::new(Arc::clone(house.store()), Position::START, PAGE);
    let mut ledger = Ledger::default();
    let mut caught_up = false;
    loop {
        let steward = acting.borrow_and_update().clone();
        let due = ledger.next_due().filter(|_| caught_up && steward.is_some());
        tokio::select! {
            item = follow.next() => match item {
                Ok(FollowItem::Event(event)) => ledger.note(&event, Instant::now() + patience),
                Ok(FollowItem::Progress(_)) => {}
                Ok(FollowItem::CaughtUp(_)) => caught_up = true,
                Err(error) => {
                    tracing::warn!(%error, "reservations wait for the log");
                    tokio::time::sleep(AWAY).await;
                }
            },
            () = at(due) => {
                if let Some(steward) = &steward {
                    ledger.settle(steward, patience).await;
                }
            }
            Ok(()) = acting.changed() => {}
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

impl Ledger {
    fn next_due(&self) -> Option<Instant> {
        self.open.values().filter_map(|open| open.due).min()
    }

    fn note(&mut self, event: &RecordedEvent, due: Instant) {
        match event.stream.category() {
            "case" => {
                let case = event.stream.as_str().rsplit_once('~').and_then(|(_, id)| CaseId::parse(id).ok());
                for booking in case.and_then(|case| self.of_case.get(&case)).into_iter().flatten() {
                    if let Some(open) = self.open.get_mut(booking) {
                        open.due = Some(due);
                    }
                }
            }
            "calendar" => match CalendarEvent::decode(&event.event_type, &event.payload) {
                Ok(event) => self.calendar(event, due),
                // The views say so loudly; here it concerns nothing that could be settled.
                Err(error) => tracing::warn!(%error, "an event of a calendar cannot be read"),
            },
            _ => {}
        }
    }

    fn calendar(&mut self, event: CalendarEvent, due: Instant) {
        match event {
            CalendarEvent::SlotHeld(held) => {
                self.of_case.entry(held.case).or_default().insert(held.booking);
                let open = self.open.entry(held.booking).or_insert_with(|| Open {
                    case: held.case,
                    held: BTreeSet::new(),
                    booked: BTreeSet::new(),
                    due: None,
                });
                open.held.insert(held.resource);
                open.due = Some(due);
            }
            CalendarEvent::SlotBooked(booked) => {
                if let Some(open) = self.open.get_mut(&booked.booking) {
                    open.booked.insert(booked.resource);
                    if open.booked == open.held {
                        open.due = None;
                    }
                }
            }
            CalendarEvent::SlotReleased(released) => {
                if let Some(open) = self.open.get_mut(&released.booking) {
                    open.held.remove(&released.resource);
                    open.booked.remove(&released.resource);
                    if open.held.is_empty() {
                        self.forget(released.booking);
                    }
                }
            }
            CalendarEvent::PlaceRegistered(_)
            | CalendarEvent::AvailabilitySet(_)
            | CalendarEvent::FeedOpened(_)
            | CalendarEvent::FeedRevoked(_) => {}
        }
    }

    fn forget(&mut self, booking: BookingId) {
        let Some(open) = self.open.remove(&booking) else { return };
        if let Some(bookings) = self.of_case.get_mut(&open.case) {
            bookings.remove(&booking);
            if bookings.is_empty() {
                self.of_case.remove(&open.case);
            }
        }
    }

    /// Settles what is due; what fails is tried again after as long as it was waited for.
    async fn settle(&mut self, house: &House, patience: Duration) {
        let now = Instant::now();
        for (booking, open) in &mut self.open {
            if open.due.is_none_or(|due| due > now) {
                continue;
            }
            let resources = open.held.iter().cloned().collect();
            let reservation = Reservation { booking: *booking, resources };
            open.due = match house.settle_booking(open.case, &reservation).await {
                Ok(_) => None,
                Err(error) => {
                    tracing::warn!(%error, %booking, "a booking could not be settled");
                    Some(Instant::now() + patience.max(AWAY))
                }
            };
        }
    }
}
