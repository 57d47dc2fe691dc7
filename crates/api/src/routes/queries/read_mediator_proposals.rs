//! `GET /v1/cases/{case}/mediator-proposals`: 指派建议 Whom the centre may ask, the best first, and why not the others.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::candidates::candidate;
use crate::routes::code::{CodeField, LanguageCode};
use crate::routes::opening::shown;
use crate::routes::reading::{reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::{in_shanghai, legal_date};
use domain::case::{Candidate, Case, CaseFacts, Matter, rank};
use domain::classification::Language;
use domain::ids::{CaseId, MediatorId};
use projection::{CaseView, LoadedEntry, Paging, QueryError};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What the parties want of the mediator.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProposalQuery {
    /// The language they want; whoever does not speak it gets no points for it and stays eligible.
    language: Option<LanguageCode>,
    /// The most rows of either list; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The roster of the centre, judged for one case.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalsBody {
    /// The day it was judged on, legal date.
    legal_date: String,
    /// Version of the rule set the points come from.
    rule_set_version: u32,
    /// Who may be asked, the best first, with the points by where they come from.
    #[schema(value_type = Vec<Object>)]
    eligible: Vec<Value>,
    /// How many may be asked.
    eligible_total: usize,
    /// Everybody else by id, each with every reason.
    #[schema(value_type = Vec<Object>)]
    excluded: Vec<Value>,
    /// How many may not.
    excluded_total: usize,
}

/// 指派建议 Whom the centre may ask, the best first, and why not the others.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ProposalQuery),
    responses((status = 200, description = "Found.", body = ProposalsBody))
)]
#[get("/cases/{case}/mediator-proposals")]
pub(crate) async fn read_mediator_proposals(
    permit: Permit<auth::ReadMediatorProposals>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    query: StrictQuery<ProposalQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let limit = rows_wanted(query.0.limit)?;
    let found = rooms.views.case(&reader(permit.actor())?, case)?;
    let Some(view) = &found.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let roster = rooms.views.roster_with_load(&view.centre)?;
    let folded = rooms.house.case_state(case).await?;
    let matter = matter(&folded.state, view, query.0.language.map(CodeField::code))?;

    let (today, rules) =
        (legal_date(rooms.house.clock().now()), rooms.house.rules_of(Some(&view.centre)).await?);
    let candidates: Vec<Candidate> = roster.value.iter().map(candidate).collect();
    let ranking = rank(&matter, &candidates, today, &rules);
    let entries: BTreeMap<MediatorId, &LoadedEntry> =
        roster.value.iter().map(|loaded| (loaded.entry.mediator, loaded)).collect();
    let body = ProposalsBody {
        legal_date: today.to_string(),
        rule_set_version: rules.version,
        eligible_total: ranking.eligible.len(),
        excluded_total: ranking.excluded.len(),
        eligible: named(&rooms, &entries, ranking.eligible.iter().take(limit), |it| it.mediator)?,
        excluded: named(&rooms, &entries, ranking.excluded.iter().take(limit), |it| it.mediator)?,
    };
    let trace = rooms.trace(&permit, vec![case]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &roster, None, &body))
}

fn rows_wanted(limit: Option<u32>) -> Result<usize, ApiError> {
    let asked = limit.unwrap_or(super::ROWS);
    match usize::try_from(asked) {
        Ok(rows) if (1..=Paging::MOST).contains(&asked) => Ok(rows),
        Ok(_) | Err(_) => Err(QueryError::Limit { asked, max: Paging::MOST }.into()),
    }
}

/// What the case asks, read from the case itself: a refusal of a moment ago counts.
fn matter(case: &Case, view: &CaseView, language: Option<Language>) -> Result<Matter, ApiError> {
    let Case::Filed(filed) = case else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let accepted = filed.stage.accepted();
    Ok(Matter {
        facts: CaseFacts::of(&filed.dossier),
        business: view.business,
        language,
        declined: accepted.map(|accepted| accepted.declined.clone()).unwrap_or_default(),
        sitting: view.panel.iter().map(|seat| seat.mediator).collect(),
    })
}

/// Each row with the name of its mediator and when he or she was last asked.
fn named<'a, T: Serialize + 'a>(
    rooms: &Rooms,
    entries: &BTreeMap<MediatorId, &LoadedEntry>,
    rows: impl Iterator<Item = &'a T>,
    of: impl Fn(&T) -> MediatorId,
) -> Result<Vec<Value>, ApiError> {
    let row = |row: &T| {
        let mut value = serde_json::to_value(row).map_err(|error| ApiError::internal(&error))?;
        if let (Some(loaded), Value::Object(fields)) = (entries.get(&of(row)), &mut value) {
            let entry = &loaded.entry;
            let name = shown(&rooms.house, &entry.stream, &json!({ "name": entry.name }))?;
            fields.insert("name".to_owned(), name["name"].clone());
            fields.insert("asked_at".to_owned(), json!(loaded.asked_at.map(in_shanghai)));
        }
        Ok(value)
    };
    rows.map(row).collect()
}
