//! `GET /v1/my-cases`: 我的案件 Cases of a mediator, a party or an institution, the newest first.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, DateField, StrictQuery};
use crate::routes::reading::PageBody;
use crate::routes::reading::{discreet, reader, seen, shown_document};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use projection::{Paging, QueryError, Reader};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

/// Which part.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OwnCasesQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only cases in which an obligation falls due on this legal date or before, and is not performed.
    performance_due_by: Option<DateField>,
}

/// 我的案件 Cases of a mediator, a party or an institution, the newest first.
#[utoipa::path(
    tag = "cases",
    params(OwnCasesQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/my-cases")]
pub(crate) async fn read_own_cases(
    permit: Permit<auth::ReadOwnCases>,
    _caught_up: CaughtUp,
    query: StrictQuery<OwnCasesQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let due_by = query.0.performance_due_by.map(|day| day.0);
    let paging = paging(query.0.after, query.0.limit);
    let reader = reader(permit.actor())?;
    let answer = rooms.views.cases_due_of(&reader, due_by, &paging)?;
    let (mut items, mut read) = (Vec::new(), Vec::new());
    for brief in &answer.value.items {
        let (case, body) = shown_document(&rooms.house, brief)?;
        if rooms.admits(&permit, case).await? {
            items.push(body);
            read.push(case);
        }
    }
    items.iter_mut().filter_map(Value::as_object_mut).for_each(discreet);
    let total = total(&rooms, &permit, &reader, due_by).await?;
    let body = PageBody { items, next: answer.value.next.clone(), total };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

/// How many cases the reader may see today, on all pages together. Each is asked for itself, as in the list: an authority that has run out
/// counts nothing. Of more cases than one page can hold it is not told.
async fn total(
    rooms: &Rooms,
    permit: &Permit<auth::ReadOwnCases>,
    reader: &Reader,
    due_by: Option<NaiveDate>,
) -> Result<Option<u64>, ApiError> {
    let most = usize::try_from(Paging::MOST).unwrap_or(usize::MAX);
    let all = match due_by {
        // Whoever has thousands is not read for it what they are about.
        None => rooms.views.case_ids_of(reader, most.saturating_add(1))?.value,
        Some(_) => {
            let page = rooms.views.cases_due_of(reader, due_by, &Paging::first(Paging::MOST))?.value;
            if page.next.is_some() {
                return Ok(None);
            }
            let cases = page.items.iter().map(|brief| Ok(brief.read()?.case));
            cases.collect::<Result<Vec<_>, QueryError>>()?
        }
    };
    if all.len() > most {
        return Ok(None);
    }
    let mut total = 0;
    for case in all {
        total += u64::from(rooms.admits(permit, case).await?);
    }
    Ok(Some(total))
}
