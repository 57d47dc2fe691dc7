//! Writing a log in pieces, however long it is: some cases at a time are in memory, and what OCEL wants at the end waits in a file that has
//! no name.

use super::LogFormat;
use crate::error::ApiError;
use actix_web::web;
use application::House;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::case::Event;
use domain::ids::CaseId;
use projection::{LoggedCase, ProcessLogFilter, UNTOLD, Views};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};

/// Cases read at once.
const CASES: u32 = 100;
/// Bytes of the waiting file read at once.
const PIECE: usize = 64 * 1024;

/// Names for cases that hold within one answer: keyed, so that nobody outside can join them back, and salted with the moment, so that two
/// answers cannot be laid over each other.
pub(super) struct Pseudonyms {
    house: web::Data<House>,
    salt: [u8; 8],
}

impl Pseudonyms {
    pub(super) fn new(house: web::Data<House>, at_us: i64) -> Self {
        Self { house, salt: at_us.to_be_bytes() }
    }

    fn of(&self, case: CaseId) -> String {
        let digest = self.house.digest(&[b"process log", &self.salt, case.0.as_bytes()]);
        hex::encode(digest.get(..16).unwrap_or_default())
    }
}

/// A log on its way out.
pub(super) struct Writing {
    views: Views,
    filter: ProcessLogFilter,
    format: LogFormat,
    pseudonyms: Pseudonyms,
    after: Option<CaseId>,
    stage: Stage,
    /// Objects of an OCEL log, which stand after its events.
    objects: File,
    centres: BTreeSet<String>,
    /// Something was written where a comma must come first.
    comma: bool,
}

enum Stage {
    Head,
    Cases,
    Objects,
    Done,
}

impl Writing {
    /// # Errors
    /// `internal` when there is no room for the file that waits.
    pub(super) fn new(
        views: Views,
        filter: ProcessLogFilter,
        format: LogFormat,
        pseudonyms: Pseudonyms,
    ) -> Result<Self, ApiError> {
        let objects = tempfile::tempfile().map_err(|error| ApiError::internal(&error))?;
        let (stage, centres) = (Stage::Head, BTreeSet::new());
        Ok(Self { views, filter, format, pseudonyms, after: None, stage, objects, centres, comma: false })
    }

    fn piece(&mut self) -> Result<Option<Vec<u8>>, ApiError> {
        match self.stage {
            Stage::Head => {
                self.stage = Stage::Cases;
                Ok(Some(match self.format {
                    LogFormat::Ocel => ocel_head().into_bytes(),
                    LogFormat::Xes => XES_HEAD.as_bytes().to_vec(),
                }))
            }
            Stage::Cases => self.cases().map(Some),
            Stage::Objects => self.waiting(),
            Stage::Done => Ok(None),
        }
    }

    fn cases(&mut self) -> Result<Vec<u8>, ApiError> {
        let page = self.views.process_log(&self.filter, self.after, CASES)?.value;
        let Some(last) = page.last() else { return self.end_of_cases() };
        self.after = Some(last.case);
        let mut text = String::new();
        for case in &page {
            let name = self.pseudonyms.of(case.case);
            match self.format {
                LogFormat::Xes => xes_trace(&mut text, &name, case),
                LogFormat::Ocel => self.ocel_case(&mut text, &name, case)?,
            }
        }
        Ok(text.into_bytes())
    }

    fn ocel_case(&mut self, text: &mut String, name: &str, case: &LoggedCase) -> Result<(), ApiError> {
        let centre = format!("centre-{}", case.centre);
        let mut objects = String::new();
        if self.centres.insert(case.centre.clone()) {
            comma(&mut objects, self.centres.len() > 1);
            objects.push_str(
                &json!({ "id": centre, "type": "centre", "attributes": [], "relationships": [] }).to_string(),
            );
        }
        comma(&mut objects, true);
        objects.push_str(&ocel_object(name, &centre, case).to_string());
        self.objects.write_all(objects.as_bytes()).map_err(|error| ApiError::internal(&error))?;
        for event in &case.events {
            comma(text, self.comma);
            self.comma = true;
            let event = json!({
                "id": format!("{name}-{}", event.revision),
                "type": activity(&event.event_type),
                "time": time(event.occurred_at),
                "attributes": [{ "name": "role", "value": event.role }],
                "relationships": [
                    { "objectId": name, "qualifier": "happens in" },
                    { "objectId": centre, "qualifier": "happens at" },
                ],
            });
            text.push_str(&event.to_string());
        }
        Ok(())
    }

    fn end_of_cases(&mut self) -> Result<Vec<u8>, ApiError> {
        if self.format == LogFormat::Xes {
            self.stage = Stage::Done;
            return Ok(b"</log>\n".to_vec());
        }
        self.stage = Stage::Objects;
        self.objects.rewind().map_err(|error| ApiError::internal(&error))?;
        Ok(b"],\"objects\":[".to_vec())
    }

    fn waiting(&mut self) -> Result<Option<Vec<u8>>, ApiError> {
        let mut piece = Vec::new();
        let read = (&mut self.objects).take(PIECE as u64).read_to_end(&mut piece);
        if read.map_err(|error| ApiError::internal(&error))? == 0 {
            self.stage = Stage::Done;
            piece.extend_from_slice(b"]}\n");
        }
        Ok(Some(piece))
    }
}

impl Iterator for Writing {
    type Item = Result<web::Bytes, ApiError>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.piece();
        if piece.is_err() {
            // The answer has begun: it is cut off, and no reader takes the rest for a whole log.
            self.stage = Stage::Done;
        }
        piece.map(|piece| piece.map(web::Bytes::from)).transpose()
    }
}

fn comma(text: &mut String, wanted: bool) {
    if wanted {
        text.push(',');
    }
}

/// `case.application-filed.v1` is the step `application-filed`.
fn activity(event_type: &str) -> &str {
    let name = event_type.strip_prefix("case.").unwrap_or(event_type);
    name.rsplit_once(".v").map_or(name, |(name, _)| name)
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Codes of a case by which a log is cut.
fn codes(case: &LoggedCase) -> [(&'static str, &str); 4] {
    [
        ("business", &case.business),
        ("cause", &case.cause),
        ("channel", &case.channel),
        ("track", case.track.as_deref().unwrap_or("NONE")),
    ]
}

fn ocel_head() -> String {
    let of = |name: &str, attributes: &[&str]| {
        let attributes: Vec<Value> =
            attributes.iter().map(|name| json!({ "name": name, "type": "string" })).collect();
        json!({ "name": name, "attributes": attributes })
    };
    let objects = json!([of("case", &["business", "cause", "channel", "track"]), of("centre", &[])]);
    let told = Event::WIRE_NAMES.iter().filter(|name| !UNTOLD.contains(name));
    let names: BTreeSet<&str> = told.map(|name| activity(name)).collect();
    let events: Vec<Value> = names.into_iter().map(|name| of(name, &["role"])).collect();
    format!("{{\"objectTypes\":{objects},\"eventTypes\":{},\"events\":[", Value::from(events))
}

fn ocel_object(name: &str, centre: &str, case: &LoggedCase) -> Value {
    let since = case.events.first().map_or_else(String::new, |first| time(first.occurred_at));
    let attributes: Vec<Value> = codes(case)
        .into_iter()
        .map(|(name, value)| json!({ "name": name, "time": since, "value": value }))
        .collect();
    json!({
        "id": name, "type": "case", "attributes": attributes,
        "relationships": [{ "objectId": centre, "qualifier": "handled by" }],
    })
}

const XES_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/><date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/></global>
<classifier name="step" keys="concept:name"/>
"#;

/// Every value is a code of the house or a pseudonym; what XML reserves is written as XML wants it all the same.
fn xes_trace(text: &mut String, name: &str, case: &LoggedCase) {
    text.push_str("<trace>");
    string(text, "concept:name", name);
    string(text, "centre", &case.centre);
    for (name, value) in codes(case) {
        string(text, name, value);
    }
    for event in &case.events {
        text.push_str("<event>");
        string(text, "concept:name", activity(&event.event_type));
        string(text, "org:role", &event.role);
        let _ = write!(text, "<date key=\"time:timestamp\" value=\"{}\"/></event>", time(event.occurred_at));
    }
    text.push_str("</trace>\n");
}

fn string(text: &mut String, key: &str, value: &str) {
    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let _ = write!(text, "<string key=\"{key}\" value=\"{value}\"/>");
}
