//! The interface document, as the repository holds it.

use crate::process::root;
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeSet;

/// One operation of the interface.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name, which is the name of its action in the matrix of rights.
    pub name: String,
    /// GET or POST.
    pub method: Method,
    /// The path with its placeholders.
    pub pattern: String,
    /// The statuses it may answer with.
    pub statuses: BTreeSet<u16>,
}

impl Operation {
    /// The path with every placeholder filled by something well-formed that does not exist.
    #[must_use]
    pub fn nowhere(&self) -> String {
        let filled = self.pattern.split('/').map(|segment| match segment {
            "{case}" | "{session}" | "{representative}" | "{mediator}" | "{party}" | "{access}"
            | "{revocation}" | "{docking}" => "0199f5a3-0000-7000-8000-00000000dead",
            "{version}" | "{appraisal}" | "{evaluation}" | "{proposal}" | "{round}" | "{complaint}"
            | "{inquiry}" | "{authority}" | "{memorandum}" => "1",
            "{stream}" => "case-gd~nobody",
            "{field}" => "phone",
            "{year}" => "1999",
            "{account}" => "nobody",
            "{centre}" => crate::cast::CENTRE,
            "{uscc}" => crate::cast::UNREGISTERED,
            "{agreement_no}" => "none",
            plain => plain,
        });
        filled.collect::<Vec<_>>().join("/")
    }

    fn takes(&self, method: &Method, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or_default();
        let mut given = path.split('/');
        let fits = self
            .pattern
            .split('/')
            .all(|segment| given.next().is_some_and(|text| segment.starts_with('{') || segment == text));
        fits && given.next().is_none() && self.method == *method
    }
}

/// Every operation of `docs/openapi.json`.
///
/// # Panics
/// When the document cannot be read.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let text = std::fs::read_to_string(root().join("docs/openapi.json")).expect("the interface document");
    let document: Value = serde_json::from_str(&text).expect("the interface document is JSON");
    let mut operations = Vec::new();
    for (pattern, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let responses = operation["responses"].as_object().expect("responses");
            operations.push(Operation {
                name: operation["operationId"].as_str().expect("a name").to_owned(),
                method: method.to_uppercase().parse().expect("a method"),
                pattern: pattern.clone(),
                statuses: responses.keys().map(|status| status.parse().expect("a status")).collect(),
            });
        }
    }
    operations
}

/// The operation a request was meant for.
#[must_use]
pub fn operation_of<'a>(all: &'a [Operation], method: &Method, path: &str) -> Option<&'a Operation> {
    all.iter().find(|operation| operation.takes(method, path))
}
