//! `POST /v1/searches`: 检索案件 Cases by names, numbers, dates and words of the application, the best find first.

use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, table};
use crate::extract::{CaughtUp, StrictJson};
use crate::routes::opening::shown;
use crate::routes::reading::{discreet, overdue, reader, seen, withhold};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, post};
use application::{FoundBy, Hit, Scope, Sought};
use domain::calendar::legal_date;
use domain::occasion::Role;
use projection::{CaseBrief, CaseView, Reader};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Cases that are shown when the caller does not say.
const ROWS: usize = 20;
/// The most cases that are shown.
const MOST_ROWS: usize = 50;
/// Finds that are looked at for them: what was found may have been closed to the reader since.
const LOOKED_AT: usize = 200;
/// Own cases in which is searched for a mediator or a party, the newest.
const OWN_CASES: usize = 2_000;
/// Excerpts of a case.
const EXCERPTS: usize = 5;

/// What is looked for. In a body: names have no place in an address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchBody {
    /// A name, a number, a date or words, in any writing; a find has at least half of them.
    #[schema(min_length = 1, max_length = 100, example = "信用卡 盗刷")]
    text: String,
    /// Cases wanted; 20 when absent.
    #[schema(minimum = 1, maximum = 50)]
    limit: Option<usize>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundBody {
    /// The cases as in the work list, each with `found`: `by` (`WHOLE`: a name or number is what was asked for; `HEADER`: all of it stands
    /// in names, numbers and dates; `TEXT`), `parts` of `asked` and `excerpts` (`field`: where in the answer of `GET /v1/cases/{case}`,
    /// `text`, and `finds`: from and to, in characters of it).
    #[schema(value_type = Vec<Object>)]
    items: Vec<Value>,
    /// Whether there is more: ask more exactly.
    more: bool,
}

/// 检索案件 Cases of the own list by names, numbers, dates and words of the application, the best find first. That somebody searched, and what
/// was shown, is written down; what was searched for is not.
#[utoipa::path(
    tag = "cases",
    request_body = SearchBody,
    responses((status = 200, description = "Answered; no rows when nothing was found.", body = FoundBody))
)]
#[post("/searches")]
pub(crate) async fn search_cases(
    permit: Permit<auth::SearchCases>,
    caught_up: CaughtUp,
    body: StrictJson<SearchBody>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let unfit = || FieldError::new("/text", &table::SEARCH_TEXT).with("max", Sought::LONGEST);
    let sought = Sought::parse(&body.value.text).ok_or_else(|| ApiError::field(unfit()))?;
    let limit = body.value.limit.unwrap_or(ROWS);
    if !(1..=MOST_ROWS).contains(&limit) {
        let field = FieldError::new("/limit", &table::FIELD_VALUE);
        return Err(ApiError::field(field.with("expected", format!("1..={MOST_ROWS}"))));
    }
    if let Some((position, longest)) = caught_up.asked()
        && !rooms.house.search_reached(position, longest).await
    {
        return Err(ApiError::new(&table::NOT_YET));
    }
    let reader = reader(permit.actor())?;
    let hits = rooms.house.search(&sought, scope(&rooms, &reader)?, LOOKED_AT).await.map_err(|reason| {
        tracing::warn!(reason, "a search was not answered");
        ApiError::new(&table::STORE_BUSY)
    })?;
    let answer = rooms.views.position()?;
    let (mut items, mut read, mut more) = (Vec::new(), Vec::new(), hits.len() == LOOKED_AT);
    for hit in hits {
        // What the views say today counts, whatever the index found.
        let Some(view) = rooms.views.case(&reader, hit.case)?.value else { continue };
        if view.custody.restricted.is_some() || !rooms.admits(&permit, hit.case).await? {
            continue;
        }
        if items.len() == limit {
            more = true;
            break;
        }
        items.push(found(&rooms, &permit, &view, hit, &sought)?);
        read.push(hit.case);
    }
    let trace = rooms.trace(&permit, read).await?;
    let answer = projection::Answer { position: answer, value: () };
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &FoundBody { items, more }))
}

/// In which cases is searched: those of the reader's list.
fn scope(rooms: &Rooms, reader: &Reader) -> Result<Scope, ApiError> {
    Ok(match reader {
        Reader::Staff(centre) | Reader::Director(centre) => Scope::Centre(centre.clone()),
        Reader::Institution(code) => Scope::Institution(code.clone()),
        Reader::Mediator(_) | Reader::Party { .. } => {
            Scope::Cases(rooms.views.case_ids_of(reader, OWN_CASES)?.value)
        }
        Reader::Court(_) | Reader::DataProtection(_) => return Err(ApiError::new(&table::NOT_FOUND)),
    })
}

/// A case that was found, as this reader may see it.
fn found(
    rooms: &Rooms,
    permit: &Permit<auth::SearchCases>,
    view: &CaseView,
    hit: Hit,
    sought: &Sought,
) -> Result<Value, ApiError> {
    let actor = permit.actor();
    let mut item = shown(&rooms.house, &view.stream, &CaseBrief::of(view))?;
    overdue(&mut item, legal_date(rooms.house.clock().now()));
    let mut whole = shown(&rooms.house, &view.stream, view)?;
    // Of everybody a reader acts for the least is shown: no excerpt is made of what depends on it.
    withhold(actor, &[], &mut whole);
    let by = match hit.by {
        FoundBy::Whole => "WHOLE",
        FoundBy::Header => "HEADER",
        FoundBy::Text => "TEXT",
    };
    if let Value::Object(fields) = &mut item {
        if matches!(actor.role, Role::Party | Role::InstitutionAgent) {
            discreet(fields);
        }
        let excerpts = excerpts(&whole, sought);
        let found = json!({ "by": by, "parts": hit.parts, "asked": sought.asked(), "excerpts": excerpts });
        fields.insert("found".to_owned(), found);
    }
    Ok(item)
}

/// Where in a case something sought stands, of the fields that are searched.
fn excerpts(case: &Value, sought: &Sought) -> Vec<Value> {
    fields(case)
        .into_iter()
        .filter_map(|field| {
            let excerpt = sought.excerpt(case.pointer(&field)?.as_str()?)?;
            let finds: Vec<[usize; 2]> = excerpt.finds.iter().map(|find| [find.start, find.end]).collect();
            Some(json!({ "field": field, "text": excerpt.text, "finds": finds }))
        })
        .take(EXCERPTS)
        .collect()
}

/// The fields of a case that are searched, names and numbers first.
fn fields(case: &Value) -> Vec<String> {
    let each = |list: &str, field: &str| {
        let length = case.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
        (0..length).map(|at| format!("{list}/{at}{field}")).collect::<Vec<_>>()
    };
    let mut fields = each("/parties", "/identity/name");
    fields.extend(
        [
            "/case_no",
            "/agreement/agreement_no",
            "/confirmation/court_case_no",
            "/referral/court_case_no",
            "/referral/referral_no",
            "/outside_ticket",
            "/prior_complaint/number",
        ]
        .map(str::to_owned),
    );
    fields.extend(each("/enforcements", "/court_case_no"));
    fields.extend(each("/other_routes", "/number"));
    fields.push("/product".to_owned());
    fields.push("/facts".to_owned());
    fields.extend(each("/claims", "/wording"));
    fields
}
