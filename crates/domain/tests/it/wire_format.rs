//! What stands in the log: one golden file for every type of event ever written, which must load for ever.
//!
//! A missing file is written with `UPDATE_DOCS=1 cargo test -p domain`, then reviewed; a file that is there is never changed.
//! `<wire name>~<variant>.json` keeps another shape of the same type.

mod bytes;
mod golden;
mod personal;
mod specimens;

use domain::batch::BatchEvent;
use domain::case::Event;
use domain::centre::CentreEvent;
use domain::custody::CustodyEvent;
use domain::data_request::DataRequestEvent;
use domain::docking::DockingEvent;
use domain::draft::DraftEvent;
use domain::holiday_register::HolidayEvent;
use domain::institution::InstitutionEvent;
use domain::mediator::MediatorEvent;
use domain::number_register::NumberEvent;
use domain::personal::{HoldsPersonal, Visit};
use domain::publication::PublicationEvent;
use domain::resource_calendar::CalendarEvent;
use domain::rule_book::RuleBookEvent;
use domain::wire::{DecodeError, EncodeError};
use serde_json::Value;
pub(crate) use specimens::seal;
use specimens::specimens;
use std::sync::LazyLock;

/// An event of any stream.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant)] // A handful of them live at a time.
pub(crate) enum AnyEvent {
    Case(Event),
    Mediator(MediatorEvent),
    Institution(InstitutionEvent),
    Number(NumberEvent),
    Centre(CentreEvent),
    Draft(DraftEvent),
    Batch(BatchEvent),
    Docking(DockingEvent),
    Publication(PublicationEvent),
    Custody(CustodyEvent),
    DataRequest(DataRequestEvent),
    Calendar(CalendarEvent),
    Holidays(HolidayEvent),
    Rules(RuleBookEvent),
}

/// Every wire name of every stream.
pub(crate) fn wire_names() -> Vec<&'static str> {
    [
        Event::WIRE_NAMES,
        MediatorEvent::WIRE_NAMES,
        InstitutionEvent::WIRE_NAMES,
        NumberEvent::WIRE_NAMES,
        CentreEvent::WIRE_NAMES,
        DraftEvent::WIRE_NAMES,
        BatchEvent::WIRE_NAMES,
        DockingEvent::WIRE_NAMES,
        PublicationEvent::WIRE_NAMES,
        CustodyEvent::WIRE_NAMES,
        DataRequestEvent::WIRE_NAMES,
        CalendarEvent::WIRE_NAMES,
        HolidayEvent::WIRE_NAMES,
        RuleBookEvent::WIRE_NAMES,
    ]
    .concat()
}

impl AnyEvent {
    pub(crate) fn wire_name(&self) -> &'static str {
        match self {
            Self::Case(event) => event.wire_name(),
            Self::Mediator(event) => event.wire_name(),
            Self::Institution(event) => event.wire_name(),
            Self::Number(event) => event.wire_name(),
            Self::Centre(event) => event.wire_name(),
            Self::Draft(event) => event.wire_name(),
            Self::Batch(event) => event.wire_name(),
            Self::Docking(event) => event.wire_name(),
            Self::Publication(event) => event.wire_name(),
            Self::Custody(event) => event.wire_name(),
            Self::DataRequest(event) => event.wire_name(),
            Self::Calendar(event) => event.wire_name(),
            Self::Holidays(event) => event.wire_name(),
            Self::Rules(event) => event.wire_name(),
        }
    }

    pub(crate) fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Case(event) => event.encode(),
            Self::Mediator(event) => event.encode(),
            Self::Institution(event) => event.encode(),
            Self::Number(event) => event.encode(),
            Self::Centre(event) => event.encode(),
            Self::Draft(event) => event.encode(),
            Self::Batch(event) => event.encode(),
            Self::Docking(event) => event.encode(),
            Self::Publication(event) => event.encode(),
            Self::Custody(event) => event.encode(),
            Self::DataRequest(event) => event.encode(),
            Self::Calendar(event) => event.encode(),
            Self::Holidays(event) => event.encode(),
            Self::Rules(event) => event.encode(),
        }
    }

    /// Reads by the first part of the name, as the streams do.
    pub(crate) fn decode(wire_name: &str, payload: &[u8]) -> Result<Self, DecodeError> {
        match wire_name.split('.').next() {
            Some("mediator") => MediatorEvent::decode(wire_name, payload).map(Self::Mediator),
            Some("institution") => InstitutionEvent::decode(wire_name, payload).map(Self::Institution),
            Some("custody") => CustodyEvent::decode(wire_name, payload).map(Self::Custody),
            Some("data-request") => DataRequestEvent::decode(wire_name, payload).map(Self::DataRequest),
            Some("calendar") => CalendarEvent::decode(wire_name, payload).map(Self::Calendar),
            Some("batch") => BatchEvent::decode(wire_name, payload).map(Self::Batch),
            Some("docking") => DockingEvent::decode(wire_name, payload).map(Self::Docking),
            Some("publication") => PublicationEvent::decode(wire_name, payload).map(Self::Publication),
            Some("draft") => DraftEvent::decode(wire_name, payload).map(Self::Draft),
            Some("centre") => CentreEvent::decode(wire_name, payload).map(Self::Centre),
            Some("holidays") => HolidayEvent::decode(wire_name, payload).map(Self::Holidays),
            Some("rules") => RuleBookEvent::decode(wire_name, payload).map(Self::Rules),
            Some("number") => NumberEvent::decode(wire_name, payload).map(Self::Number),
            _ => Event::decode(wire_name, payload).map(Self::Case),
        }
    }

    /// Calls `visit` for each slot with its path.
    pub(crate) fn each_personal(&mut self, visit: &mut Visit<'_>) {
        match self {
            Self::Case(event) => event.each_personal("", visit),
            Self::Mediator(event) => event.each_personal("", visit),
            Self::Institution(event) => event.each_personal("", visit),
            Self::Number(event) => event.each_personal("", visit),
            Self::Centre(event) => event.each_personal("", visit),
            Self::Draft(event) => event.each_personal("", visit),
            Self::Batch(event) => event.each_personal("", visit),
            Self::Docking(event) => event.each_personal("", visit),
            Self::Publication(event) => event.each_personal("", visit),
            Self::Custody(event) => event.each_personal("", visit),
            Self::DataRequest(event) => event.each_personal("", visit),
            Self::Calendar(event) => event.each_personal("", visit),
            Self::Holidays(event) => event.each_personal("", visit),
            Self::Rules(event) => event.each_personal("", visit),
        }
    }
}

/// A golden file: its name without the ending, the wire name it belongs to, its text.
pub(crate) struct Golden {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) text: String,
}

pub(crate) fn folder() -> std::path::PathBuf {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden").into()
}

/// Every golden file, in the order of names; where documents are updated, those that were missing too.
pub(crate) fn golden_files() -> &'static [Golden] {
    static FILES: LazyLock<Vec<Golden>> = LazyLock::new(|| {
        if updating() {
            write_missing();
        }
        read_all()
    });
    &FILES
}

fn read_all() -> Vec<Golden> {
    let entries = std::fs::read_dir(folder()).expect("tests/golden is a folder");
    let mut files: Vec<Golden> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let wire_name = name.split('~').next().unwrap().to_owned();
            let text = std::fs::read_to_string(path).unwrap();
            Golden { name, wire_name, text }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Writes the files that are missing; a file that is there is never touched.
fn write_missing() {
    for (name, event) in specimens() {
        let path = folder().join(format!("{name}.json"));
        if !path.exists() {
            let value: Value = serde_json::from_slice(&seal(event).encode().unwrap()).unwrap();
            std::fs::write(path, format!("{}\n", serde_json::to_string_pretty(&value).unwrap())).unwrap();
        }
    }
}

/// Whether documents and missing golden files are to be written.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1")
}
