//! `GET /feeds/{resource}/{secret}`: a calendar as iCalendar (RFC 5545), for whoever knows its secret address.
//!
//! Hour, case number and link, nothing else of a case; an hour whose case the owner of the calendar may not read is told as busy. The
//! text is written here: crates that write iCalendar read a clock and draw identifiers by themselves.

use crate::auth::Verifier;
use crate::error::{ApiError, table};
use crate::routes::proof::PublicThrottle;
use actix_web::{HttpRequest, HttpResponse, web};
use application::{Call, House};
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::legal_date;
use domain::resource_calendar::{Interval, ResourceId};
use projection::{Booked, BookingRow, BookingState, Paging, Reader, Views};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Where feeds are read.
pub const ADDRESS: &str = "/feeds/{resource}/{secret}";

/// How far back and ahead a feed reaches.
const PAST: TimeDelta = TimeDelta::days(30);
const AHEAD: TimeDelta = TimeDelta::days(400);

/// Most hours a feed lists.
const MOST_PAGES: usize = 10;

/// The secret a command opens a feed under: a keyed digest, so that a repeat tells it again and nothing that is kept does.
pub(super) fn secret(house: &House, call: &Call, resource: &ResourceId) -> String {
    let resource = resource.to_string();
    hex::encode(house.digest(&[b"calendar feed", call.command.0.as_bytes(), resource.as_bytes()]))
}

/// What of a secret is kept.
pub(super) fn digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// The address of a feed.
pub(super) fn address(request: &HttpRequest, resource: &ResourceId, secret: &str) -> String {
    let at = request.connection_info();
    format!("{}://{}/feeds/{resource}/{secret}.ics", at.scheme(), at.host())
}

/// A calendar as iCalendar. Unknown, closed or of a mediator who may no longer serve, or opened by
/// somebody whose access was withdrawn since: all look as if it did not exist.
pub(crate) async fn read_feed(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    throttle: web::Data<PublicThrottle>,
    house: web::Data<House>,
    views: web::Data<Views>,
    verifier: web::Data<Verifier>,
) -> Result<HttpResponse, ApiError> {
    if !throttle.admits() {
        return Err(ApiError::new(&table::RATE_LIMITED));
    }
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let (resource, secret) = path.into_inner();
    let secret = secret.strip_suffix(".ics").ok_or_else(not_found)?;
    if secret.len() != 64 || !secret.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(not_found());
    }
    let resource = ResourceId::parse(&resource).ok_or_else(not_found)?;
    let now = house.clock().now();
    let reader = match &resource {
        ResourceId::Mediator(mediator) => {
            let facts = house.mediator(*mediator).await.map_err(|_| not_found())?;
            if !facts.may_serve(legal_date(now)) {
                return Err(not_found());
            }
            Reader::Mediator(*mediator)
        }
        ResourceId::Place(place) => {
            Reader::Staff(house.centre_of_place(*place).await.map_err(|_| not_found())?)
        }
        ResourceId::Account(_) | ResourceId::Party(_) => return Err(not_found()),
    };
    let calendar = house.calendar_state(&resource).await?;
    if calendar.state.feed.as_deref() != Some(digest(secret).as_str()) {
        return Err(not_found());
    }
    if let Some(opened) = &calendar.state.feed_opened {
        let at_s = u64::try_from(opened.at.timestamp()).unwrap_or(0);
        let stands = verifier.still_stands(&opened.by, at_s).await;
        stands
            .map_err(|refusal| if refusal.row() == &table::TOKEN_REVOKED { not_found() } else { refusal })?;
    }
    let within = Interval { from: now - PAST, to: now + AHEAD };
    let booked = Booked::In(resource.clone());
    let mut paging = Paging::first(Paging::MOST);
    let mut rows = Vec::new();
    for _ in 0..MOST_PAGES {
        let page = views.bookings(&reader, &booked, &within, &paging)?.value;
        rows.extend(page.items);
        match page.next {
            Some(next) => paging.after = Some(next),
            None => break,
        }
    }
    let at = request.connection_info();
    let text = written(&resource, &rows, &format!("{}://{}", at.scheme(), at.host()));
    Ok(HttpResponse::Ok().content_type("text/calendar; charset=utf-8").body(text))
}

/// The whole calendar. What is only held while a session is being planned is left out.
fn written(resource: &ResourceId, rows: &[BookingRow], base: &str) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Hejie//Calendar//ZH");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.put("X-WR-CALNAME", &escaped(&format!("和解 {}", resource.kind())));
    for row in rows.iter().filter(|row| row.state != BookingState::Held) {
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &format!("{}@hejie", row.booking));
        lines.put("DTSTAMP", &instant(row.since_at));
        lines.put("DTSTART", &instant(row.starts_at));
        lines.put("DTEND", &instant(row.ends_at));
        match &row.booked_for {
            Some(booked) => {
                let number = booked.case_no.as_deref().unwrap_or("调解");
                lines.put("SUMMARY", &escaped(number));
                lines.put("URL", &format!("{base}/v1/cases/{}", booked.case));
            }
            None => lines.put("SUMMARY", "已占用"),
        }
        lines.put("CLASS", "CONFIDENTIAL");
        lines.put("STATUS", "CONFIRMED");
        lines.put("TRANSP", "OPAQUE");
        lines.put("END", "VEVENT");
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

/// Content lines: ended by CR LF, folded after 75 octets and never inside a character (RFC 5545 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut room = 75;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = 74;
            }
            self.0.push(character);
            room -= character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text value (RFC 5545 3.3.11); other control characters have no place in one.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

fn instant(at: DateTime<Utc>) -> String {
    let mut text = String::new();
    let _ = write!(text, "{}", at.format("%Y%m%dT%H%M%SZ"));
    text
}

#[cfg(test)]
mod tests {
    use super::{Lines, escaped};

    #[test]
    fn a_long_line_is_folded_between_characters_and_no_part_is_longer_than_75_octets() {
        let mut lines = Lines::default();
        lines.put("SUMMARY", &"粤金调，".repeat(40));
        assert!(lines.0.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(lines.0.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "粤金调，".repeat(40)));
    }

    #[test]
    fn what_ends_a_value_is_escaped_in_it() {
        assert_eq!(escaped("a,b;c\\d\r\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
