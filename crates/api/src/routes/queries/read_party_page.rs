//! `GET /v1/cases/{case}/my-page`: 我的案件页 Where a case stands for a party, and what the party does next.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, Language, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::http::header::{CONTENT_LANGUAGE, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::ids::CaseId;
use domain::money::Fen;
use projection::{
    AgreedVersion, Awaited, CaseView, LastDay, Operation, PageAuthority, PageObligation, PageReader,
    PartyPage, PartyTask, SessionView, TaskSubject,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// 我的案件页 For a party or whoever acts for it: where the case stands, what the reader does next, until when and by which rule, what
/// happens otherwise, what the others do, the sessions to come, what is agreed and what is to be performed. Sentences stand in the
/// language of `Accept-Language` beside their codes, and blame nobody.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/cases/{case}/my-page")]
pub(crate) async fn read_party_page(
    permit: Permit<auth::ReadPartyPage>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    request: HttpRequest,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let (actor, case) = (permit.actor(), CaseId(case.0));
    rooms.admit(&permit, case).await?;
    let reader = crate::routes::reading::reader(actor)?;
    let answer = rooms.views.case(&reader, case)?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let records = rooms.views.session_records(&reader, case)?.value.unwrap_or_default();
    let own = view.parties_of(actor, rooms.acts_for());
    let today = legal_date(rooms.house.clock().now());
    let page = PartyPage::of(view, &records, &PageReader { actor, own: &own, today });
    let language = Language::of(request.headers());
    let body = shown(&rooms.house, &view.stream, &told(view, &page, today, language))?;
    let trace = rooms.trace(&permit, vec![case]).await?;
    let mut response = seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &body);
    response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    Ok(response)
}

fn told(view: &CaseView, page: &PartyPage, today: NaiveDate, language: Language) -> Value {
    let own: Vec<_> = page.own.iter().map(|(party, side)| json!({ "party": party, "side": side })).collect();
    json!({
        "case": view.case,
        "case_no": view.case_no,
        "centre": view.centre,
        "revision": view.revision,
        "today": today,
        "own": own,
        "stands": sentence(page.stands.code(), page.stands.zh(), page.stands.en(), language),
        "tasks": page.tasks.iter().map(|it| task(view, it, today, language)).collect::<Vec<_>>(),
        "awaited": page.awaited.iter().map(|it| awaited(it, language)).collect::<Vec<_>>(),
        "sessions": page.sessions.iter().map(session).collect::<Vec<_>>(),
        "agreed": page.agreed.iter().map(|it| agreed(it, today, language)).collect::<Vec<_>>(),
        "obligations": page.obligations.iter().map(|it| obligation(it, language)).collect::<Vec<_>>(),
        "authorities": page.authorities.iter().map(authority).collect::<Vec<_>>(),
    })
}

fn sentence(code: &str, zh: &str, en: &str, language: Language) -> Value {
    json!({ "code": code, "sentence": language.choose(zh, en) })
}

fn task(view: &CaseView, task: &PartyTask, today: NaiveDate, language: Language) -> Value {
    let code = task.code;
    let silence = code.if_nothing().map(|it| sentence(it.code(), it.zh(), it.en(), language));
    json!({
        "code": code.code(),
        "sentence": language.choose(code.zh(), code.en()),
        "party": task.party,
        "optional": code.is_optional(),
        "operation": code.operation().map(|it| operation(view, it, task.about)),
        "instead": code.instead().map(|it| operation(view, it, task.about)),
        "about": task.about.map(subject),
        "needs_authority": code.needs(),
        "within_authority": task.within_authority,
        "details": task.details,
        "last_day": task.last_day.as_ref().map(|it| last_day(it, today, language)),
        "if_nothing": silence,
    })
}

/// The address is whole, so that nobody has to put it together.
fn operation(view: &CaseView, (name, below): Operation, about: Option<TaskSubject>) -> Value {
    let about = match about {
        Some(TaskSubject::Number(number)) => number.to_string(),
        Some(TaskSubject::Session(session)) => session.to_string(),
        Some(TaskSubject::Relation { .. }) | None => String::new(),
    };
    let address = format!("/v1/cases/{}/{}", view.case, below.replace("{about}", &about));
    json!({ "name": name, "method": "POST", "address": address })
}

fn subject(about: TaskSubject) -> Value {
    match about {
        TaskSubject::Number(number) => json!({ "number": number }),
        TaskSubject::Session(session) => json!({ "session": session }),
        TaskSubject::Relation { mediator, ground, about } => {
            json!({ "mediator": mediator, "ground": ground, "about": about })
        }
    }
}

fn last_day(day: &LastDay, today: NaiveDate, language: Language) -> Value {
    let date = day.date();
    let mut told = json!({
        "date": date,
        "days_left": date.signed_duration_since(today).num_days(),
        "set_by": day.set_by(),
    });
    if let (LastDay::Period(deadline), Value::Object(fields)) = (day, &mut told) {
        let (zh, en) = (deadline.explain_zh(), deadline.explain_en());
        let citation = language.choose(deadline.basis.citation_zh(), deadline.basis.citation_en());
        fields.insert("timer".to_owned(), json!(deadline.timer.id()));
        fields.insert("basis".to_owned(), json!({ "code": deadline.basis.code(), "sentence": citation }));
        fields.insert("explain".to_owned(), json!(language.choose(&zh, &en)));
        fields.insert("provisional".to_owned(), json!(deadline.provisional));
    }
    told
}

fn awaited(it: &Awaited, language: Language) -> Value {
    let code = it.code;
    json!({
        "code": code.code(),
        "sentence": language.choose(code.zh(), code.en()),
        "from": code.from().code(),
        "last_day": it.last_day,
    })
}

fn session(it: &SessionView) -> Value {
    json!({
        "session": it.session,
        "state": it.state,
        "mode": it.mode,
        "starts_at": it.starts_at,
        "planned_minutes": it.planned_minutes,
        "venue": it.venue,
        "statements_until": it.exchange_by.as_ref().map(|by| by.due_date),
    })
}

fn agreed(it: &AgreedVersion, today: NaiveDate, language: Language) -> Value {
    let signed = it.signed_at.iter().map(|(party, at)| json!({ "party": party, "signed_at": at }));
    // Once it binds, nobody asks any more until when it was to be signed.
    let window = it.sign_by.clone().filter(|_| it.effective_on.is_none()).map(LastDay::Period);
    json!({
        "version": it.version,
        "agreement_no": it.agreement_no,
        "came_about": it.came_about,
        "hash": it.hash,
        "settled_fen": it.settled_fen,
        "own_signatures": signed.collect::<Vec<_>>(),
        "sign_by": window.as_ref().map(|by| last_day(by, today, language)),
        "effective_on": it.effective_on,
    })
}

fn obligation(it: &PageObligation, language: Language) -> Value {
    json!({
        "seq": it.seq,
        "own": it.own,
        "due_on": it.due_on,
        "amount_fen": it.amount,
        "outstanding_fen": it.outstanding,
        "outstanding_in_words": it.outstanding.map(Fen::capital_form),
        "state": sentence(it.state.code(), it.state.zh(), it.state.en(), language),
    })
}

fn authority(it: &PageAuthority) -> Value {
    json!({
        "party": it.party,
        "scope": it.authority.scope,
        "special": it.authority.special,
        "ceiling_fen": it.authority.ceiling,
        "valid_to": it.authority.valid_to,
    })
}
