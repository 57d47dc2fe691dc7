//! What is booked in calendars.

use crate::story::{FOSHAN, GUANGZHOU, MEDIATOR, centre, filed, metadata, on};
use crate::support::{House, new_event, value};
use domain::ids::{BookingId, PlaceId, SessionId};
use domain::resource_calendar::{
    CalendarEvent, Interval, PlaceKind, PlaceRegistered, ReleaseReason, ResourceId, SlotBooked, SlotHeld,
    SlotReleased,
};
use domain::text::ShortText;
use projection::{Booked, BookingRow, BookingState, Paging, Reader, Views};
use uuid::Uuid;

const ROOM: PlaceId = PlaceId(Uuid::from_u128(0x91));

fn room() -> ResourceId {
    ResourceId::Place(ROOM)
}

fn day() -> Interval {
    Interval { from: on("2026-10-20 00:00"), to: on("2026-10-21 00:00") }
}

async fn append(house: &House, resource: &ResourceId, events: &[CalendarEvent]) {
    let beside = metadata(&filed(1).clerk(), filed(1).now(), 1);
    for (revision, event) in events.iter().enumerate() {
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{resource}{revision}").as_bytes());
        let event = new_event(id, event.wire_name(), event.encode().expect("nothing personal"), &beside);
        let stream = format!("calendar-gd~{resource}");
        house.append_raw(&stream, revision as u64, vec![event]).await;
    }
}

fn held(
    resource: &ResourceId,
    booking: u128,
    case: &crate::story::Story,
    from: &str,
    to: &str,
) -> CalendarEvent {
    CalendarEvent::SlotHeld(SlotHeld {
        resource: resource.clone(),
        booking: BookingId(Uuid::from_u128(booking)),
        session: SessionId(Uuid::from_u128(booking + 100)),
        case: case.id(),
        time: Interval { from: on(from), to: on(to) },
    })
}

fn booked(resource: &ResourceId, booking: u128) -> CalendarEvent {
    CalendarEvent::SlotBooked(SlotBooked {
        resource: resource.clone(),
        booking: BookingId(Uuid::from_u128(booking)),
    })
}

fn released(resource: &ResourceId, booking: u128, reason: ReleaseReason, at: &str) -> CalendarEvent {
    CalendarEvent::SlotReleased(SlotReleased {
        resource: resource.clone(),
        booking: BookingId(Uuid::from_u128(booking)),
        reason,
        at: on(at),
    })
}

fn listed(views: &Views, reader: &Reader, what: &Booked) -> Vec<BookingRow> {
    value(views.bookings(reader, what, &day(), &Paging::first(50))).items
}

/// A room that is booked.
pub(crate) async fn book_a_room(house: &House, case: &crate::story::Story) {
    let place = PlaceRegistered {
        place: ROOM,
        centre: centre(GUANGZHOU),
        kind: PlaceKind::Room,
        name: ShortText::parse("第三调解室").expect("a name"),
    };
    let hour = held(&room(), 1, case, "2026-10-20 09:00", "2026-10-20 10:00");
    append(house, &room(), &[CalendarEvent::PlaceRegistered(place), hour, booked(&room(), 1)]).await;
}

#[tokio::test]
async fn a_row_lasts_as_long_as_the_hour_was_taken_and_names_the_case_to_its_readers_only() {
    let (house, story) = (House::new(), filed(1));
    house.append(&story).await;
    let place = PlaceRegistered {
        place: ROOM,
        centre: centre(GUANGZHOU),
        kind: PlaceKind::Room,
        name: ShortText::parse("第三调解室").expect("a name"),
    };
    let events = [
        CalendarEvent::PlaceRegistered(place),
        held(&room(), 1, &story, "2026-10-20 09:00", "2026-10-20 10:00"),
        booked(&room(), 1),
        released(&room(), 1, ReleaseReason::Over, "2026-10-20 09:40"),
        held(&room(), 2, &story, "2026-10-20 11:00", "2026-10-20 12:00"),
        released(&room(), 2, ReleaseReason::Moved, "2026-10-19 11:00"),
        held(&room(), 3, &story, "2026-10-20 14:00", "2026-10-20 15:00"),
        released(&room(), 3, ReleaseReason::Over, "2026-10-20 13:00"),
        held(&room(), 4, &story, "2026-10-20 16:00", "2026-10-20 17:00"),
        held(&room(), 5, &story, "2026-10-21 09:00", "2026-10-21 10:00"),
    ];
    append(&house, &room(), &events).await;
    let mediator = ResourceId::Mediator(MEDIATOR);
    let hours = [held(&mediator, 6, &story, "2026-10-20 16:00", "2026-10-20 17:00"), booked(&mediator, 6)];
    append(&house, &mediator, &hours).await;
    let views = house.views().await;
    let staff = Reader::Staff(centre(GUANGZHOU));
    let rows = listed(&views, &staff, &Booked::In(room()));
    let told: Vec<_> = rows.iter().map(|row| (row.starts_at, row.ends_at, row.state)).collect();
    assert_eq!(
        told,
        [
            (on("2026-10-20 09:00"), on("2026-10-20 09:40"), BookingState::Over),
            (on("2026-10-20 16:00"), on("2026-10-20 17:00"), BookingState::Held),
        ]
    );
    assert_eq!(rows[0].place_name.as_deref(), Some("第三调解室"));
    assert_eq!(rows[0].booked_for.as_ref().map(|it| it.case), Some(story.id()));
    let strangers = listed(&views, &Reader::Staff(centre(FOSHAN)), &Booked::In(room()));
    assert!(strangers.len() == 2 && strangers.iter().all(|row| row.booked_for.is_none()));
    assert_eq!(listed(&views, &staff, &Booked::ForOwnCases).len(), 3);
    assert_eq!(listed(&views, &Reader::Staff(centre(FOSHAN)), &Booked::ForOwnCases), []);
    let rebuilt = house.rebuilt("anew.db").await.views;
    assert_eq!(value(rebuilt.digest()), value(views.digest()));
}
