//! What the source says of each event: its first doc lines, its fields and theirs.

use std::collections::BTreeMap;

/// One field of an event.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) optional: bool,
}

/// One event.
#[derive(Default)]
pub(super) struct Documented {
    pub(super) meaning: String,
    pub(super) fields: Vec<Field>,
}

/// All structs with documentation, and which wire name belongs to which.
pub(super) struct Source {
    structs: BTreeMap<String, Documented>,
    names: BTreeMap<String, String>,
}

const FILES: &[&str] = &[
    "case/event.rs",
    "case/event/filing.rs",
    "case/event/representation.rs",
    "case/event/correction.rs",
    "case/event/safety.rs",
    "case/event/similarity.rs",
    "case/event/supplement.rs",
    "case/event/track.rs",
    "case/event/consent.rs",
    "case/event/selection.rs",
    "case/event/mediation.rs",
    "case/event/assignment.rs",
    "case/event/proposals.rs",
    "case/event/bidding.rs",
    "case/event/authority.rs",
    "case/event/opinion.rs",
    "case/event/agreement.rs",
    "case/event/confirmation.rs",
    "case/event/other_route.rs",
    "case/event/ending.rs",
    "case/event/performance.rs",
    "case/event/referral.rs",
    "case/event/transfer.rs",
    "case/event/time.rs",
    "mediator.rs",
    "mediator/event.rs",
    "institution/event.rs",
    "number_register.rs",
    "centre/event.rs",
    "holiday_register.rs",
    "rule_book.rs",
    "draft/event.rs",
    "batch/event.rs",
    "docking/event.rs",
    "publication/event.rs",
    "custody/event.rs",
    "data_request/event.rs",
    "case/event/scheduling.rs",
    "case/event/sessions.rs",
    "case/event/pause.rs",
    "case/event/evaluation.rs",
    "case/event/confidential.rs",
    "case/event/complaint.rs",
    "case/event/inquiry.rs",
    "case/event/no_objection.rs",
    "case/event/undisputed.rs",
    "resource_calendar/event.rs",
];

impl Source {
    pub(super) fn read() -> Self {
        let mut source = Self { structs: BTreeMap::new(), names: BTreeMap::new() };
        for file in FILES {
            let path = format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"));
            source.learn(&std::fs::read_to_string(path).unwrap());
        }
        source
    }

    /// The event behind a wire name.
    pub(super) fn event(&self, wire_name: &str) -> &Documented {
        let name = self.names.get(wire_name).unwrap_or_else(|| panic!("{wire_name} is declared nowhere"));
        self.structs.get(name).unwrap_or_else(|| panic!("{name} is declared nowhere"))
    }

    /// Goes through a file line by line: doc lines wait for the struct or field they belong to.
    fn learn(&mut self, text: &str) {
        let mut docs: Vec<&str> = vec![];
        let mut within: Option<String> = None;
        for line in text.lines().map(str::trim) {
            if let Some(doc) = line.strip_prefix("///") {
                docs.push(doc.trim());
            } else if let Some(name) =
                line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {"))
            {
                let meaning = said(&mut docs);
                self.structs.insert(name.to_owned(), Documented { meaning, fields: vec![] });
                within = Some(name.to_owned());
            } else if let (Some(name), Some(field)) = (&within, line.strip_prefix("pub ")) {
                let (field, kind) = field.split_once(": ").expect("a field");
                let field = Field {
                    name: field.to_owned(),
                    meaning: said(&mut docs),
                    optional: kind.starts_with("Option<"),
                };
                self.structs.get_mut(name).unwrap().fields.push(field);
            } else if let Some((name, wire_name)) = declared(line) {
                self.names.insert(wire_name.to_owned(), name.to_owned());
            } else if line == "}" {
                within = None;
                docs.clear();
            } else if !line.starts_with('#') {
                docs.clear();
            }
        }
    }
}

/// The doc lines as one paragraph; links keep their text.
fn said(docs: &mut Vec<&str>) -> String {
    let text = docs.join(" ").replace("[`", "`").replace("`]", "`");
    docs.clear();
    text
}

/// `Name => "wire.name.v1",` in a table of events.
fn declared(line: &str) -> Option<(&str, &str)> {
    let (name, wire_name) = line.strip_suffix("\",")?.split_once(" => \"")?;
    wire_name.contains(".v").then_some((name, wire_name))
}
