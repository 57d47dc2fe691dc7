//! What is booked in calendars (日程): one row a booking and calendar. A row tells the hour; of which case it is, only whoever may read it.

use crate::Reader;
use crate::case_view::Moment;
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::views::{access, cases};
use chrono::{DateTime, Utc};
use domain::ids::{BookingId, CaseId, SessionId};
use domain::resource_calendar::{CalendarEvent, Interval, ReleaseReason, ResourceId, SlotHeld, SlotReleased};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS bookings_v1 (
    resource TEXT    NOT NULL,
    booking  TEXT    NOT NULL,
    session  TEXT    NOT NULL,
    case_id  TEXT    NOT NULL,
    from_us  INTEGER NOT NULL,
    to_us    INTEGER NOT NULL,
    state    TEXT    NOT NULL,
    since_us INTEGER NOT NULL,
    PRIMARY KEY (resource, booking)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bookings_v1_hours ON bookings_v1 (resource, from_us, booking);
CREATE INDEX IF NOT EXISTS bookings_v1_case ON bookings_v1 (case_id, from_us, booking);
CREATE TABLE IF NOT EXISTS places_v1 (
    resource TEXT PRIMARY KEY,
    centre   TEXT NOT NULL,
    name     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

const LIST: &str = "bookings";

/// How firmly an hour is or was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BookingState {
    /// Its session is still being planned.
    Held,
    /// Its session is planned.
    Booked,
    /// Its session is over.
    Over,
}

impl BookingState {
    const fn name(self) -> &'static str {
        match self {
            Self::Held => "HELD",
            Self::Booked => "BOOKED",
            Self::Over => "OVER",
        }
    }

    fn parse(name: &str) -> Self {
        [Self::Held, Self::Booked].into_iter().find(|state| state.name() == name).unwrap_or(Self::Over)
    }
}

/// Of whose hour it is, for whoever may read that case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BookedFor {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub case_no: Option<String>,
    /// The session.
    pub session: SessionId,
}

/// An hour that is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BookingRow {
    /// In which calendar.
    pub resource: ResourceId,
    /// What the room or video link is called.
    pub place_name: Option<String>,
    /// Which placing of a session.
    pub booking: BookingId,
    /// First instant, UTC.
    pub starts_at: DateTime<Utc>,
    /// First instant after it, UTC.
    pub ends_at: DateTime<Utc>,
    /// How firmly.
    pub state: BookingState,
    /// Since when it is so, UTC.
    pub since_at: DateTime<Utc>,
    /// Whose hour it is; none for somebody who may not read the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booked_for: Option<BookedFor>,
}

/// Folds an event of a calendar.
pub(crate) fn apply(
    connection: &Connection,
    event: &CalendarEvent,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    match event {
        CalendarEvent::PlaceRegistered(place) => {
            let sql = "INSERT OR REPLACE INTO places_v1 VALUES (?1, ?2, ?3)";
            let resource = ResourceId::Place(place.place).to_string();
            connection.prepare_cached(sql)?.execute((
                resource,
                place.centre.as_str(),
                place.name.as_str(),
            ))?;
        }
        CalendarEvent::SlotHeld(held) => hold(connection, held, moment)?,
        CalendarEvent::SlotBooked(booked) => {
            let sql =
                "UPDATE bookings_v1 SET state = 'BOOKED', since_us = ?3 WHERE resource = ?1 AND booking = ?2";
            connection.prepare_cached(sql)?.execute((
                booked.resource.to_string(),
                booked.booking.to_string(),
                moment.at().timestamp_micros(),
            ))?;
        }
        CalendarEvent::SlotReleased(released) => release(connection, released, moment)?,
        // What can be had and who may read it elsewhere is asked of the calendar itself.
        CalendarEvent::AvailabilitySet(_) | CalendarEvent::FeedOpened(_) | CalendarEvent::FeedRevoked(_) => {}
    }
    Ok(())
}

fn hold(connection: &Connection, held: &SlotHeld, moment: &Moment<'_>) -> Result<(), ViewError> {
    let sql = "INSERT OR REPLACE INTO bookings_v1 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'HELD', ?7)";
    connection.prepare_cached(sql)?.execute((
        held.resource.to_string(),
        held.booking.to_string(),
        held.session.to_string(),
        held.case.to_string(),
        held.time.from.timestamp_micros(),
        held.time.to.timestamp_micros(),
        moment.at().timestamp_micros(),
    ))?;
    Ok(())
}

/// What is over stays, as long as it lasted; what was given back before it began goes.
fn release(connection: &Connection, released: &SlotReleased, moment: &Moment<'_>) -> Result<(), ViewError> {
    let key = (released.resource.to_string(), released.booking.to_string());
    let at = released.at.timestamp_micros();
    let over = match released.reason {
        ReleaseReason::Over => {
            let sql = "UPDATE bookings_v1 SET state = 'OVER', since_us = ?4, to_us = min(to_us, ?3)
                       WHERE resource = ?1 AND booking = ?2 AND from_us < ?3";
            let since = moment.at().timestamp_micros();
            connection.prepare_cached(sql)?.execute((&key.0, &key.1, at, since))? > 0
        }
        ReleaseReason::NotPlanned | ReleaseReason::Moved | ReleaseReason::Cancelled => false,
    };
    if !over {
        let sql = "DELETE FROM bookings_v1 WHERE resource = ?1 AND booking = ?2";
        connection.prepare_cached(sql)?.execute(key)?;
    }
    Ok(())
}

/// Whose calendars are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Booked {
    /// One calendar.
    In(ResourceId),
    /// All mediators, rooms and video links, as far as cases the reader may read are concerned.
    ForOwnCases,
}

impl Views {
    /// Hours taken that share an instant with `within`, the first first. Whose they are is told only where `reader` may read the case.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn bookings(
        &self,
        reader: &Reader,
        booked: &Booked,
        within: &Interval,
        paging: &Paging,
    ) -> Result<Answer<Page<BookingRow>>, QueryError> {
        let select = "SELECT b.resource, b.booking, b.session, b.case_id, b.from_us, b.to_us, b.state, b.since_us, p.name
                      FROM bookings_v1 b LEFT JOIN places_v1 p USING (resource) WHERE";
        let mut query = ListQuery::new(select, paging.limit)?;
        match booked {
            Booked::In(resource) => query.push("b.resource = ?", [text(resource)]),
            Booked::ForOwnCases => {
                query.push("(b.resource LIKE 'mediator.%' OR b.resource LIKE 'place.%')", []);
                query
                    .push("AND EXISTS (SELECT 1 FROM case_access_v1 a WHERE a.case_id = b.case_id AND (", []);
                for (index, (kind, key)) in access::keys_of(reader).into_iter().enumerate() {
                    let piece = if index == 0 {
                        "(a.kind = ? AND a.key = ?)"
                    } else {
                        "OR (a.kind = ? AND a.key = ?)"
                    };
                    query.push(piece, [text(kind), text(key)]);
                }
                query.push("))", []);
            }
        }
        let (from, to) = (within.from.timestamp_micros(), within.to.timestamp_micros());
        query.push("AND b.from_us < ? AND b.to_us > ?", [to.into(), from.into()]);
        if let Some(after) = &paging.after {
            let [from, resource, booking] = cursor::decode(LIST, after)?;
            let from: i64 = from.parse().map_err(|_| cursor::CursorError::Malformed)?;
            query.push(
                "AND (b.from_us, b.resource, b.booking) > (?, ?, ?)",
                [from.into(), text(resource), text(booking)],
            );
        }
        query.push("ORDER BY b.from_us, b.resource, b.booking", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                let ids: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
                let [resource, booking, session, case] = &ids;
                let (from, to, since): (i64, i64, i64) = (row.get(4)?, row.get(5)?, row.get(7)?);
                let item = BookingRow {
                    resource: ResourceId::parse(resource).ok_or(cursor::CursorError::Malformed)?,
                    place_name: row.get(8)?,
                    booking: BookingId(uuid(booking)?),
                    starts_at: instant(from),
                    ends_at: instant(to),
                    state: BookingState::parse(&row.get::<_, String>(6)?),
                    since_at: instant(since),
                    booked_for: booked_for(
                        connection,
                        reader,
                        CaseId(uuid(case)?),
                        SessionId(uuid(session)?),
                    )?,
                };
                Ok((item, [from.to_string(), resource.clone(), booking.clone()]))
            })
        })
    }
}

fn booked_for(
    connection: &Connection,
    reader: &Reader,
    case: CaseId,
    session: SessionId,
) -> Result<Option<BookedFor>, QueryError> {
    if !access::may_read(connection, reader, case)? {
        return Ok(None);
    }
    let case_no = cases::brief(connection, case)?.and_then(|brief| brief.case_no);
    let case_no = case_no.map(|number| number.as_str().to_owned());
    Ok(Some(BookedFor { case, case_no, session }))
}

fn uuid(text: &str) -> Result<Uuid, QueryError> {
    Ok(Uuid::try_parse(text).map_err(|_| cursor::CursorError::Malformed)?)
}

fn instant(us: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(us).unwrap_or_default()
}
