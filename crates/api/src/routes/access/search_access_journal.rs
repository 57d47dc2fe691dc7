//! `GET /v1/access-journal`: 查阅访问日志 Who looked at what, by case, account, time and question.

use super::{before, entry, rows, unread};
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, Row, table};
use crate::extract::StrictQuery;
use crate::routes::reading::PageBody;
use crate::routes::rooms::{Rooms, Shown};
use actix_web::{HttpResponse, get};
use application::{JournalFilter, Looked};
use domain::calendar::parse_instant;
use domain::ids::{CaseId, UserId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccessJournalQuery {
    /// Only those about this case.
    #[param(format = Uuid)]
    case: Option<String>,
    /// Only those by this account.
    #[param(max_length = 100)]
    account: Option<String>,
    /// Only this question.
    #[param(example = "read_case", max_length = 100)]
    action: Option<String>,
    /// Only from this moment on.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Only before this moment.
    #[param(format = DateTime)]
    until: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 查阅访问日志 Who looked at what, the newest first. Looking leaves an entry too.
#[utoipa::path(
    tag = "access",
    params(AccessJournalQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/access-journal")]
pub(crate) async fn search_access_journal(
    permit: Permit<auth::SearchAccessJournal>,
    query: StrictQuery<AccessJournalQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let AccessJournalQuery { case, account, action, from, until, after, limit } = query.0;
    let mut fields = FieldErrors::default();
    let wrong = |_| &table::QUERY_PARAMETER_INVALID;
    let case = fields.check_some("case", case.as_deref().map(|id| CaseId::parse(id).map_err(wrong)));
    let account = fields.check_some("account", account.as_deref().map(|id| UserId::parse(id).map_err(wrong)));
    let from = fields.check_some("from", from.as_deref().map(parse_instant));
    let until = fields.check_some("until", until.as_deref().map(parse_instant));
    let limit = fields.check("limit", rows(limit));
    let action = fields.check_some("action", action.map(named));
    let (Some(case), Some(account), Some(from), Some(until), Some(limit), Some(action)) =
        (case, account, from, until, limit, action)
    else {
        return Err(fields.into());
    };
    let filter = JournalFilter {
        case,
        account,
        actions: action.into_iter().collect(),
        from_us: from.map(|at| at.timestamp_micros()),
        until_us: until.map(|at| at.timestamp_micros()),
    };
    let asked = [
        filter.account.as_ref().map(|account| format!("account {}", account.as_str())),
        filter.actions.first().map(|action| format!("action {action}")),
    ];
    let asked: Vec<String> = asked.into_iter().flatten().collect();
    let about = (!asked.is_empty()).then(|| asked.join(", "));
    let before = before(after.as_deref())?;
    let shown = Shown { about, ..Shown::by::<auth::SearchAccessJournal>() };
    let _trace = rooms.trace_showing(&permit, filter.case.into_iter().collect(), shown).await?;
    let looked = rooms.journal.search(&filter, before, limit).await.map_err(unread)?;
    let full = looked.len() == limit as usize;
    let next = looked.last().filter(|_| full).map(|last| last.number.to_string());
    let items = looked.iter().map(whole_entry).collect();
    Ok(HttpResponse::Ok().json(PageBody { items, next, total: None }))
}

/// Questions are named in small letters.
fn named(action: String) -> Result<String, &'static Row> {
    let fits = action.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if fits { Ok(action) } else { Err(&table::QUERY_PARAMETER_INVALID) }
}

fn whole_entry(looked: &Looked) -> Value {
    let mut body = entry(looked);
    if let Value::Object(fields) = &mut body {
        fields.insert("number".to_owned(), json!(looked.number));
        fields.insert("cases".to_owned(), json!(looked.cases));
    }
    body
}
