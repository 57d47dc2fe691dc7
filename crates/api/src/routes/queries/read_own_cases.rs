//! `GET /v1/my-cases`: 我的案件 Cases of a mediator, a party or an institution, the newest first.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, DateField, StrictQuery};
use crate::routes::opening::shown_document;
use crate::routes::reading::PageBody;
use crate::routes::reading::{DocumentsBody, discreet_row, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use projection::{CaseFilter, Paging, Reader};
use serde::Deserialize;
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
    let filter = CaseFilter {
        on: Some(legal_date(rooms.house.clock().now())),
        due_by: query.0.performance_due_by.map(|day| day.0),
    };
    let paging = paging(query.0.after, query.0.limit);
    let reader = reader(permit.actor())?;
    let answer = rooms.views.some_cases_of(&reader, &filter, &paging)?;
    let all = answer.value.items.iter().map(|brief| shown_document(&rooms.house, brief, discreet_row));
    let (cases, bodies): (Vec<_>, Vec<_>) = all.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    let admitted = rooms.admitted(&permit, answer.position, &cases).await?;
    let shown =
        cases.into_iter().zip(bodies).zip(admitted).filter_map(|(it, admitted)| admitted.then_some(it));
    let (read, items): (Vec<_>, Vec<_>) = shown.unzip();
    let total = match (&paging.after, &answer.value.next) {
        (None, None) => Some(items.len() as u64),
        _ => total(&rooms, &permit, &reader, &filter).await?,
    };
    let body = DocumentsBody { items, next: answer.value.next.clone(), total };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

/// How many cases the reader may see today, on all pages together. Where each has to be asked for itself and there are more than one page
/// can hold, it is not told.
async fn total(
    rooms: &Rooms,
    permit: &Permit<auth::ReadOwnCases>,
    reader: &Reader,
    filter: &CaseFilter,
) -> Result<Option<u64>, ApiError> {
    match rooms.by_relation(permit).await? {
        Some(true) => return Ok(Some(rooms.views.count_cases_of(reader, filter)?.value)),
        Some(false) => return Ok(Some(0)),
        None => {}
    }
    let page = rooms.views.some_cases_of(reader, filter, &Paging::first(Paging::MOST))?.value;
    if page.next.is_some() {
        return Ok(None);
    }
    let mut total = 0;
    for brief in page.items {
        total += u64::from(rooms.admits(permit, brief.read()?.case).await?);
    }
    Ok(Some(total))
}
