//! Calendars: an hour is taken once, whoever asks in whatever order.

use crate::story::{actors::*, on};
use chrono::{DateTime, TimeDelta, Utc, Weekday};
use domain::calendar::HolidayTable;
use domain::ids::{BookingId, CaseId, PlaceId, SessionId, UserId};
use domain::occasion::Occasion;
use domain::resource_calendar::*;
use domain::rule_set::RuleSet;
use domain::text::ShortText;
use uuid::Uuid;

fn room() -> ResourceId {
    ResourceId::Place(PlaceId(Uuid::from_u128(0x91)))
}

fn ask(calendar: &Calendar, command: CalendarCommand) -> Result<Vec<CalendarEvent>, CalendarRejection> {
    let (by, rules) = (clerk(), RuleSet::builtin());
    let occasion =
        Occasion { by: &by, at: on("2026-10-14 09:00"), rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, calendar, command)
}

fn after(calendar: Calendar, command: CalendarCommand) -> Calendar {
    let events = ask(&calendar, command).expect("a calendar that agrees");
    events.iter().fold(calendar, evolve)
}

fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> Interval {
    Interval { from, to }
}

fn hold(number: u128, from: &str, to: &str) -> CalendarCommand {
    CalendarCommand::Hold(SlotHeld {
        resource: room(),
        booking: BookingId(Uuid::from_u128(number)),
        session: SessionId(Uuid::from_u128(number % 100)),
        case: CaseId(Uuid::from_u128(number % 100)),
        time: between(on(from), on(to)),
    })
}

fn booking(number: u128) -> BookingId {
    BookingId(Uuid::from_u128(number))
}

/// Mondays from nine to six, away one morning.
fn mondays() -> Availability {
    Availability {
        weekly: vec![Weekly { day: Weekday::Mon, from_minute: 540, to_minute: 1080 }],
        away: vec![Away { time: between(on("2026-10-26 09:00"), on("2026-10-26 12:00")) }],
    }
}

/// A feed that says who opened it.
pub(crate) fn feed_of_a_clerk() -> CalendarEvent {
    let opened = Some(FeedOpening { by: UserId::parse("clerk-1").unwrap(), at: on("2026-10-14 10:00") });
    CalendarEvent::FeedOpened(FeedOpened { resource: room(), secret_sha256: "ab".repeat(32), opened })
}

/// An event of every type.
pub(crate) fn one_of_each() -> Vec<CalendarEvent> {
    let place = PlaceRegistered {
        place: PlaceId(Uuid::from_u128(0x91)),
        centre: guangzhou(),
        kind: PlaceKind::Room,
        name: ShortText::parse("第三调解室").unwrap(),
    };
    let feed = FeedOpened { resource: room(), secret_sha256: "ab".repeat(32), opened: None };
    let commands = [
        CalendarCommand::RegisterPlace(place),
        CalendarCommand::SetAvailability(room(), mondays()),
        hold(1, "2026-10-19 09:00", "2026-10-19 10:00"),
        CalendarCommand::Book(room(), booking(1)),
        CalendarCommand::Release(room(), booking(1), ReleaseReason::Over),
        CalendarCommand::OpenFeed(feed),
        CalendarCommand::RevokeFeed(room()),
    ];
    let mut calendar = Calendar::default();
    let mut all = vec![];
    for command in commands {
        let events = ask(&calendar, command).unwrap();
        calendar = events.iter().fold(calendar, evolve);
        all.extend(events);
    }
    all
}

#[test]
fn an_hour_that_is_taken_is_refused_with_the_time_of_the_clash() {
    let calendar = after(Calendar::default(), hold(1, "2026-10-19 09:00", "2026-10-19 10:00"));
    let refused = ask(&calendar, hold(2, "2026-10-19 09:59", "2026-10-19 11:00")).unwrap_err();
    let time = between(on("2026-10-19 09:00"), on("2026-10-19 10:00"));
    assert_eq!(refused, CalendarRejection::SlotTaken { resource: room(), time });
    let facts = refused.facts();
    assert_eq!(facts[1], ("from", "2026-10-19T09:00:00+08:00".to_owned()));
    assert!(facts.iter().all(|(_, text)| !text.contains(&Uuid::from_u128(1).to_string())), "whose it is");
}

#[test]
fn whoever_attends_is_named_by_no_account() {
    let resource = ResourceId::Account(applicant().user);
    let time = between(on("2026-10-19 09:00"), on("2026-10-19 10:00"));
    let facts = CalendarRejection::SlotTaken { resource, time }.facts();
    assert_eq!(facts[0], ("resource", "participant".to_owned()));
}

#[test]
fn one_hour_may_follow_the_other() {
    let calendar = after(Calendar::default(), hold(1, "2026-10-19 09:00", "2026-10-19 10:00"));
    let calendar = after(calendar, hold(2, "2026-10-19 10:00", "2026-10-19 11:00"));
    let calendar = after(calendar, hold(3, "2026-10-19 08:00", "2026-10-19 09:00"));
    assert_eq!(calendar.slots.len(), 3);
}

#[test]
fn a_session_that_moves_does_not_stand_in_its_own_way() {
    let calendar = after(Calendar::default(), hold(1, "2026-10-19 09:00", "2026-10-19 10:00"));
    let calendar = after(calendar, hold(101, "2026-10-19 09:30", "2026-10-19 10:30"));
    let refused = ask(&calendar, hold(2, "2026-10-19 09:00", "2026-10-19 09:10"));
    assert!(matches!(refused, Err(CalendarRejection::SlotTaken { .. })), "it keeps both until it has moved");
}

#[test]
fn a_repeat_of_any_step_does_nothing() {
    let first = hold(1, "2026-10-19 09:00", "2026-10-19 10:00");
    let calendar = after(Calendar::default(), first.clone());
    assert_eq!(ask(&calendar, first), Ok(vec![]));
    let calendar = after(calendar, CalendarCommand::Book(room(), booking(1)));
    assert_eq!(ask(&calendar, CalendarCommand::Book(room(), booking(1))), Ok(vec![]));
    let release = CalendarCommand::Release(room(), booking(1), ReleaseReason::Cancelled);
    let calendar = after(calendar, release.clone());
    assert_eq!(ask(&calendar, release), Ok(vec![]));
    assert_eq!(ask(&calendar, CalendarCommand::RevokeFeed(room())), Ok(vec![]));
}

#[test]
fn a_booking_that_holds_nothing_is_not_booked() {
    let refused = ask(&Calendar::default(), CalendarCommand::Book(room(), booking(1)));
    assert_eq!(refused, Err(CalendarRejection::SlotNotHeld));
}

#[test]
fn a_resource_is_had_within_its_hours_and_not_while_it_is_away() {
    let calendar = after(Calendar::default(), CalendarCommand::SetAvailability(room(), mondays()));
    let outside = Err(CalendarRejection::OutsideAvailability { resource: room() });
    for (from, to, fits) in [
        ("2026-10-19 09:00", "2026-10-19 18:00", true),
        ("2026-10-19 08:59", "2026-10-19 10:00", false),
        ("2026-10-19 17:30", "2026-10-19 18:01", false),
        ("2026-10-20 09:00", "2026-10-20 10:00", false),
        ("2026-10-26 11:00", "2026-10-26 13:00", false),
        ("2026-10-26 12:00", "2026-10-26 13:00", true),
    ] {
        let answer = ask(&calendar, hold(1, from, to));
        assert_eq!(answer.is_ok(), fits, "{from} to {to}");
        assert!(fits || answer == outside, "{from} to {to}");
    }
}

#[test]
fn hours_that_make_no_sense_are_refused() {
    let empty = Weekly { day: Weekday::Mon, from_minute: 600, to_minute: 600 };
    let endless = Weekly { day: Weekday::Mon, from_minute: 600, to_minute: 1441 };
    for hours in [vec![empty], vec![endless], vec![Weekly { to_minute: 700, ..empty }; 201]] {
        let availability = Availability { weekly: hours, away: vec![] };
        let refused = ask(&Calendar::default(), CalendarCommand::SetAvailability(room(), availability));
        assert_eq!(refused, Err(CalendarRejection::AvailabilityUnsound));
    }
}

#[test]
fn the_name_of_a_resource_reads_back() {
    for resource in [
        room(),
        ResourceId::Mediator(MEDIATOR),
        ResourceId::Account(applicant().user),
        ResourceId::Party(APPLICANT),
    ] {
        assert_eq!(ResourceId::parse(&resource.to_string()), Some(resource));
    }
    assert_eq!(ResourceId::parse("place.x"), None);
    assert_eq!(ResourceId::parse("case.00000000-0000-0000-0000-000000000091"), None);
}

/// Twenty thousand random commands: no two hours of different sessions ever overlap.
#[test]
fn no_two_sessions_ever_have_the_same_resource_at_one_time() {
    let mut chance = crate::model::Chance::new(20_261_014);
    let mut calendar = Calendar::default();
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let number = u128::from(1 + chance.below(400));
        let start =
            on("2026-10-19 00:00") + TimeDelta::minutes(i64::try_from(chance.below(60 * 24)).unwrap());
        let end = start + TimeDelta::minutes(i64::try_from(15 + chance.below(180)).unwrap());
        let command = match chance.below(4) {
            0 | 1 => CalendarCommand::Hold(SlotHeld {
                resource: room(),
                booking: booking(number),
                session: SessionId(Uuid::from_u128(number % 90)),
                case: CaseId(Uuid::from_u128(number % 90)),
                time: between(start, end),
            }),
            2 => CalendarCommand::Book(room(), booking(number)),
            _ => CalendarCommand::Release(room(), booking(number), ReleaseReason::NotPlanned),
        };
        match ask(&calendar, command) {
            Ok(events) => calendar = events.iter().fold(calendar, evolve),
            Err(_) => refused += 1,
        }
        taken = taken.max(calendar.slots.len());
        for (index, slot) in calendar.slots.iter().enumerate() {
            let mut others = calendar.slots.iter().skip(index + 1).filter(|it| it.session != slot.session);
            assert!(!others.any(|other| other.time.overlaps(&slot.time)), "{slot:?}");
        }
    }
    assert!(
        taken > 5 && refused > 1_000,
        "{taken} taken at once, {refused} refused: the model tells nothing"
    );
}
