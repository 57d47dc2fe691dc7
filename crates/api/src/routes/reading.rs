//! What of an opened document one reader may see, and the answer it goes into.

use super::document::Fields;
use super::opening::shown;
use crate::error::ApiError;
use crate::extract::ConsistencyToken;
use actix_web::HttpResponse;
use application::{House, Trace};
use chrono::NaiveDate;
use domain::deadline::Timer;
use domain::ids::PartyId;
use domain::occasion::{Actor, Role};
use event_store::{Incarnation, Position};
use projection::{Answer, FactsState, NextAction, QueryError, Reader, RosterEntry};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageBody {
    /// The rows, in the order of the list.
    #[schema(value_type = Vec<Object>)]
    pub items: Vec<Value>,
    /// Send it as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many rows the filter leaves on all pages together, where the list knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

/// A page of documents of cases, written already.
#[derive(Debug, Serialize)]
pub struct DocumentsBody {
    /// The rows, in the order of the list.
    pub items: Vec<Box<RawValue>>,
    /// As in [`PageBody`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// As in [`PageBody`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

/// What somebody is to cases, or the refusal of a role that reads none.
///
/// # Errors
/// `not-found`.
pub fn reader(actor: &Actor) -> Result<Reader, ApiError> {
    Reader::of(actor).ok_or(ApiError::new(&crate::error::table::NOT_FOUND))
}

/// What of a case this reader does not get to see (data classes of the domain reference, §6.6): a court gets the court-facing record,
/// the other side's identity number and phone stay with the centre, checks are the centre's own. `acts_for`: the parties somebody acts for
/// today without being them; whom he once acted for, or did when the record was as it is shown, counts for nothing.
pub fn withhold(actor: &Actor, acts_for: &[PartyId], case: &mut Value) {
    let Value::Object(fields) = case else { return };
    match actor.role {
        Role::Court => {
            fields.retain(|name, _| COURT_FIELDS.contains(&name.as_str()));
            inquiries(fields, actor.court.as_deref());
            complete_facts(fields);
            signed_text(fields);
            without(fields, Timer::T07);
            without(fields, Timer::Authority);
            parties(fields, |_| true);
        }
        Role::Party | Role::InstitutionAgent => {
            for name in ["special_needs", "screenings", "risk_reports", "similar", "similar_unlisted"] {
                fields.remove(name);
            }
            // A court may ask because it suspects the parties.
            inquiries(fields, None);
            for name in [
                "checks",
                "without_prior_complaint",
                "mediator_history",
                "recusals",
                "staying",
                "custody",
                "firings",
            ] {
                fields.remove(name);
            }
            if let Some(Value::Object(refusal)) = fields.get_mut("refusal") {
                refusal.remove("checks");
            }
            discreet(fields);
            terms(fields);
            let own = own_parties(actor, acts_for, fields);
            representatives(fields, &own);
            proposals(fields, &own);
            authority_requests(fields, &own);
            follow_ups(fields, &own);
            selection(fields, &own);
            parties(fields, |party| !party.get("party").is_some_and(|id| own.contains(id)));
        }
        // Nobody learns from whom he or she was not wanted.
        Role::Mediator => drop(fields.remove("selection")),
        Role::Clerk
        | Role::Director
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => authority_requests(fields, &[]),
    }
}

/// How long a mediator may serve is between the roster and the centre.
fn terms(case: &mut Map<String, Value>) {
    for list in ["panel", "staying"] {
        let seats = case.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
        seats.filter_map(Value::as_object_mut).for_each(|seat| drop(seat.shift_remove("term")));
    }
}

/// That an application waits because it is like another one is the centre's own affair: to the parties it waits for acceptance.
pub fn discreet(fields: &mut Map<String, Value>) {
    if let Some(action) = fields.get_mut("next_action")
        && waits_for_its_like(action.as_str())
    {
        *action = Value::String(NextAction::DecideAcceptance.code().to_owned());
    }
}

/// The same, of a document on its way.
pub fn discreet_row(fields: &mut Fields<'_>) {
    if waits_for_its_like(fields.text("next_action")) {
        fields.insert("next_action", json!(NextAction::DecideAcceptance.code()));
    }
}

fn waits_for_its_like(action: Option<&str>) -> bool {
    action == Some(NextAction::DecideSimilarity.code())
}

/// An entry of the roster for a reader: what a mediator declared is for the own centre, its wording for the director and the mediator.
///
/// # Errors
/// `internal` when a box does not open.
pub fn entry_seen(house: &House, actor: &Actor, entry: &RosterEntry) -> Result<Value, ApiError> {
    let own = actor.role == Role::Mediator && actor.mediator == Some(entry.mediator);
    let of_centre = actor.centre.as_ref() == Some(&entry.centre);
    let mut entry = entry.clone();
    match actor.role {
        Role::Director if of_centre => {}
        Role::Mediator if own => {}
        Role::Clerk if of_centre => entry.interests.iter_mut().for_each(|interest| interest.wording = None),
        Role::Party | Role::InstitutionAgent => {
            let mut public = shown(house, &entry.stream, &entry)?;
            if let Value::Object(fields) = &mut public {
                fields.retain(|name, _| PUBLIC_ENTRY.contains(&name.as_str()));
            }
            return Ok(public);
        }
        Role::Clerk
        | Role::Director
        | Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => {
            entry.interests.clear();
            entry.account = None;
        }
    }
    shown(house, &entry.stream, &entry)
}

/// What of the roster hangs on the wall of a centre (调解员名册公示), so that parties can choose.
const PUBLIC_ENTRY: [&str; 8] =
    ["mediator", "centre", "name", "kind", "home", "expertise", "profile", "active"];

/// What a court sees of a case: header, agreement, performance, confirmation (K1, K7, K8).
const COURT_FIELDS: [&str; 21] = [
    "referral",
    "court_inquiries",
    "undisputed_facts",
    "case",
    "case_no",
    "centre",
    "stage",
    "business",
    "cause",
    "parties",
    "agreement",
    "obligations",
    "enforcements",
    "confirmation",
    "confirmation_lapsed_on",
    "other_routes",
    "deadlines",
    "closed_at",
    "revision",
    "updated_at",
    "received_at",
];

/// Leaves a court its own inquiries, and everybody else none; their periods with them.
fn inquiries(case: &mut Map<String, Value>, court: Option<&str>) {
    if let Some(Value::Array(all)) = case.get_mut("court_inquiries") {
        all.retain(|it| court.is_some() && it.get("court").and_then(Value::as_str) == court);
    }
    if court.is_none() {
        case.remove("court_inquiries");
        without(case, Timer::T19);
    }
}

/// Leaves out a period whose running tells what the reader is not to know: a court's inquiry to a party, a proposal to a court.
fn without(case: &mut Map<String, Value>, timer: Timer) {
    if let Some(Value::Array(deadlines)) = case.get_mut("deadlines") {
        deadlines.retain(|it| it.get("timer").and_then(Value::as_str) != Some(timer.id()));
    }
}

/// A court reads a record of undisputed facts once every party has signed it.
fn complete_facts(case: &mut Map<String, Value>) {
    let state = case.get("undisputed_facts").and_then(|it| it.get("state"));
    if state.is_some() && state != serde_json::to_value(FactsState::Complete).ok().as_ref() {
        case.remove("undisputed_facts");
    }
}

/// What was said to a text before it was signed is the parties' and the centre's (K6).
fn signed_text(case: &mut Map<String, Value>) {
    if let Some(Value::Object(agreement)) = case.get_mut("agreement") {
        for name in ["answers", "reviews"] {
            agreement.remove(name);
        }
    }
}

/// How far an institution lets its people go is for it and the mediator: everybody else sees that an answer is awaited, and by when.
fn authority_requests(case: &mut Map<String, Value>, own: &[Value]) {
    let is_own = |it: &Value| it.get("party").is_some_and(|party| own.contains(party));
    if let Some(Value::Array(all)) = case.get_mut("authority_requests") {
        all.retain(|it| is_own(it) || it.get("answer").is_none_or(Value::is_null));
        for fields in all.iter_mut().filter(|it| !is_own(it)).filter_map(Value::as_object_mut) {
            fields.retain(|name, _| ["request", "party", "answer_by"].contains(&name.as_str()));
        }
    }
}

/// Leaves a party the proposals it made or that were made to it (K6).
fn proposals(case: &mut Map<String, Value>, own: &[Value]) {
    if let Some(Value::Array(proposals)) = case.get_mut("proposals") {
        proposals.retain(|proposal| {
            let to = proposal.get("to").and_then(Value::as_array).into_iter().flatten();
            to.chain(proposal.pointer("/by/id")).any(|party| own.contains(party))
        });
    }
}

/// What a party told the centre of the performance is not for the other side.
fn follow_ups(case: &mut Map<String, Value>, own: &[Value]) {
    if let Some(Value::Array(told)) = case.get_mut("follow_ups") {
        told.retain(|it| it.get("party").is_some_and(|party| own.contains(party)));
    }
}

/// Leaves a party its own answer to a list of mediators, and of the result the names alone: the other side's answer is its own.
fn selection(case: &mut Map<String, Value>, own: &[Value]) {
    let Some(list) = case.get_mut("selection").and_then(|selection| selection.get_mut("list")) else {
        return;
    };
    if let Some(Value::Array(answers)) = list.get_mut("answers") {
        answers.retain(|answer| answer.get("party").is_some_and(|party| own.contains(party)));
    }
    if let Some(Value::Array(order)) = list.pointer_mut("/result/order") {
        for placed in order.iter_mut().filter_map(Value::as_object_mut) {
            placed.retain(|name, _| name == "mediator");
        }
    }
}

/// Takes document and phone out of the parties `hidden` names.
fn parties(case: &mut Map<String, Value>, hidden: impl Fn(&Value) -> bool) {
    let Some(Value::Array(parties)) = case.get_mut("parties") else { return };
    for party in parties.iter_mut().filter(|party| hidden(party)) {
        if let Some(Value::Object(identity)) = party.get_mut("identity") {
            identity.remove("document");
            identity.remove("phone");
        }
    }
}

/// Ids of the parties somebody speaks for: the own ones, and those he represents today.
fn own_parties(actor: &Actor, acts_for: &[PartyId], case: &Map<String, Value>) -> Vec<Value> {
    let parties = case.get("parties").and_then(Value::as_array).into_iter().flatten();
    let own = parties.filter(|party| is_own(actor, party)).filter_map(|party| party.get("party").cloned());
    own.chain(acts_for.iter().map(|party| Value::String(party.to_string()))).collect()
}

/// How far the other side's agents may go is the other side's secret, and so are their papers and phones.
fn representatives(case: &mut Map<String, Value>, own: &[Value]) {
    let of_others = |it: &Value| !it.get("party").is_some_and(|id| own.contains(id));
    if let Some(Value::Array(all)) = case.get_mut("representatives") {
        for fields in all.iter_mut().filter(|it| of_others(it)).filter_map(Value::as_object_mut) {
            fields.retain(|name, _| OTHERS_REPRESENTATIVE.contains(&name.as_str()));
        }
    }
    if let Some(Value::Array(all)) = case.get_mut("capacities") {
        all.retain(|it| !of_others(it));
    }
}

/// What a party sees of whoever acts for another one.
const OTHERS_REPRESENTATIVE: [&str; 6] =
    ["representative", "party", "kind", "name", "appointed_at", "revoked_at"];

fn is_own(actor: &Actor, party: &Value) -> bool {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let by_account = text(party.get("account")).is_some_and(|account| account == actor.user.as_str());
    let by_id = actor.party.is_some_and(|own| text(party.get("party")) == Some(own.to_string()));
    let by_code = actor.institution.as_ref().is_some_and(|own| codes(party).any(|code| code == own.as_str()));
    by_account || by_id || by_code
}

/// As `PartyIdentity::codes`, of a party that is shown.
fn codes(party: &Value) -> impl Iterator<Item = &str> {
    let of = |name: &str| party.pointer(name).into_iter();
    let above = of("/identity/above").filter_map(Value::as_array).flatten();
    of("/identity/uscc").chain(above).chain(of("/identity/legal_person")).filter_map(Value::as_str)
}

/// Says of a case in a list whether its next action is overdue on `today`.
pub fn overdue(brief: &mut Value, today: NaiveDate) {
    let overdue = is_past(brief.get("next_due").and_then(Value::as_str), today);
    if let Value::Object(fields) = brief {
        fields.insert("overdue".to_owned(), Value::Bool(overdue));
    }
}

/// Whether a last day, as it is written in a row, is over on `today`.
#[must_use]
pub fn is_past(due: Option<&str>, today: NaiveDate) -> bool {
    due.and_then(|due| due.parse().ok()).is_some_and(|due: NaiveDate| due < today)
}

/// 200 with something about cases: only with the trace that the read was written down.
pub fn seen<T>(
    _trace: &Trace,
    incarnation: Incarnation,
    answer: &Answer<T>,
    revision: Option<u64>,
    body: &impl Serialize,
) -> HttpResponse {
    found(incarnation, answer, revision, body)
}

/// 200 with a value that tells nothing of a case, the view's position as Consistency-Token and, for one thing, its revision as ETag.
pub fn found<T>(
    incarnation: Incarnation,
    answer: &Answer<T>,
    revision: Option<u64>,
    body: &impl Serialize,
) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if answer.position != Position::START {
        let token = ConsistencyToken { incarnation, position: answer.position };
        response.insert_header((ConsistencyToken::HEADER, token.to_string()));
    }
    if let Some(revision) = revision {
        response.insert_header(("etag", format!("\"{revision}\"")));
    }
    response.json(body)
}

impl From<QueryError> for ApiError {
    fn from(error: QueryError) -> Self {
        use crate::error::table;
        match error {
            QueryError::Cursor(_) => Self::new(&table::CURSOR_MALFORMED),
            QueryError::Limit { max, .. } => {
                let field = crate::error::FieldError::new("limit", &table::QUERY_PARAMETER_INVALID);
                Self::field(field.with("expected", format!("1..={max}")))
            }
            QueryError::Document(_) | QueryError::Sqlite(_) => Self::internal(&error),
        }
    }
}
