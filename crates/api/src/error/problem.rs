//! Problem details for HTTP APIs (RFC 9457), in the caller's language.

use super::ApiError;
use crate::extract::Language;
use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What went wrong, for programs (`code`) and for people (`detail`, `remedy`).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Address of the page that explains this kind of problem: `/problems/<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable name of the problem; never changes its meaning.
    pub code: String,
    /// What happened, in the language of `Content-Language`.
    pub detail: String,
    /// What would make it right.
    pub remedy: String,
    /// This occurrence: `urn:hejie:request:<X-Request-Id>`.
    pub instance: String,
    /// Whether the very same request may succeed later.
    pub retryable: bool,
    /// The wrong fields, all that were found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// The law or rule behind the refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The facts the sentences were filled with.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// JSON Pointer into the body, or the name of the query parameter.
    pub pointer: String,
    /// Stable name of the mistake.
    pub code: String,
    /// The mistake in a sentence.
    pub detail: String,
}

impl Problem {
    /// The problem as `language` tells it.
    #[must_use]
    pub fn of(error: &ApiError, language: Language, request_id: &str) -> Self {
        let row = error.row();
        Self {
            kind: format!("/problems/{}", row.code),
            title: row.title(),
            status: row.status,
            code: row.code.to_owned(),
            detail: fill(language.choose(row.zh, row.en), error.facts()),
            remedy: fill(language.choose(row.remedy_zh, row.remedy_en), error.facts()),
            instance: format!("urn:hejie:request:{request_id}"),
            retryable: row.retryable,
            errors: error
                .fields()
                .iter()
                .map(|field| ProblemField {
                    pointer: field.pointer.clone(),
                    code: field.row.code.to_owned(),
                    detail: fill(language.choose(field.row.zh, field.row.en), &field.facts),
                })
                .collect(),
            basis: error.basis().map(str::to_owned),
            facts: error.facts().iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        }
    }
}

/// The answer for a refusal: problem document, language, and the headers its status asks for.
#[must_use]
pub fn render(error: &ApiError, language: Language, request_id: &str) -> HttpResponse {
    let mut answer = HttpResponse::build(error.row().status());
    answer.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    answer.insert_header((header::CONTENT_LANGUAGE, language.tag()));
    if error.row().status == 401 {
        answer.insert_header((header::WWW_AUTHENTICATE, r#"Bearer realm="hejie""#));
    }
    if let Some(seconds) = error.retry_after_s() {
        answer.insert_header((header::RETRY_AFTER, seconds));
    }
    if let Some((_, methods)) = error.facts().iter().find(|(name, _)| *name == "allow")
        && let Ok(value) = HeaderValue::from_str(methods)
    {
        answer.insert_header((HeaderName::from_static("allow"), value));
    }
    answer.json(Problem::of(error, language, request_id))
}

/// Puts the facts into `{name}` placeholders; a missing fact leaves a dash rather than a brace.
fn fill(template: &str, facts: &[(&'static str, String)]) -> String {
    let mut sentence = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        let fact = facts.iter().find(|(known, _)| *known == name);
        sentence.push_str(fact.map_or("—", |(_, value)| value));
        rest = tail;
    }
    sentence.push_str(rest);
    sentence
}
