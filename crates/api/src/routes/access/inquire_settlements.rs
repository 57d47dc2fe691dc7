//! `GET /v1/settlement-inquiries`: 法院查询 Whether there is a settlement that was not filed with the own court, and how it stands.

use super::{impersonal, one_of};
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, Row, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::{Rooms, Shown};
use actix_web::{HttpResponse, get};
use application::Purpose;
use domain::classification::InquiryPurpose;
use domain::court_number::CourtCaseNumber;
use domain::identity::Uscc;
use projection::{InquiredSettlement, Inquiry};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// What is looked for, and for what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InquiryQuery {
    /// The exact number of the agreement; this, `court_case_no` or `organisation`.
    agreement_no: Option<String>,
    /// The exact number under which a court confirms it.
    court_case_no: Option<String>,
    /// The unified social credit code of an organisation that is a customer.
    #[param(example = "91350100M000100Y43")]
    organisation: Option<String>,
    /// What for: `ENFORCEMENT`, `CONFIRMATION`, `PARALLEL_SUIT`, `SHAM_LITIGATION` or `SUPERVISION`.
    #[param(example = "ENFORCEMENT")]
    purpose: String,
    /// Number of the own court's matter it is asked for.
    #[param(example = "（2026）粤0104执123号")]
    reference: String,
}

/// 法院查询 Whether there is a settlement that was not filed with the own court: existence and status, nothing else. Purpose and matter are
/// written down.
#[utoipa::path(
    tag = "register",
    params(InquiryQuery),
    responses((status = 200, description = "Answered; no rows when there is none.", body = PageBody))
)]
#[get("/settlement-inquiries")]
pub(crate) async fn inquire_settlements(
    permit: Permit<auth::InquireSettlements>,
    _caught_up: CaughtUp,
    query: StrictQuery<InquiryQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let InquiryQuery { agreement_no, court_case_no, organisation, purpose, reference } = query.0;
    let mut fields = FieldErrors::default();
    let own = permit.actor().court.as_deref();
    let codes = InquiryPurpose::ALL.iter().map(|purpose| purpose.code());
    let purpose = one_of("purpose", InquiryPurpose::parse(&purpose), codes)?;
    let reference = fields.check("reference", own_matter(&reference, own));
    let wanted = match (agreement_no, court_case_no, organisation) {
        (Some(number), None, None) => impersonal(&number).map(Inquiry::Agreement),
        (None, Some(number), None) => {
            CourtCaseNumber::parse(&number).map(Inquiry::Court).map_err(|_| &table::QUERY_PARAMETER_INVALID)
        }
        (None, None, Some(code)) => {
            Uscc::parse(&code).map(Inquiry::Organisation).map_err(|_| &table::QUERY_PARAMETER_INVALID)
        }
        (Some(_) | None, Some(_) | None, Some(_) | None) => Err(&table::QUERY_PARAMETER_INVALID),
    };
    let wanted = fields.check("agreement_no", wanted);
    let (Some(reference), Some(wanted)) = (reference, wanted) else {
        return Err(fields.into());
    };
    let answer = rooms.views.inquire(&wanted)?;
    let about = match &wanted {
        Inquiry::Agreement(number) => format!("agreement_no {number}"),
        Inquiry::Court(number) => format!("court_case_no {}", number.as_str()),
        Inquiry::Organisation(code) => format!("organisation {}", code.as_str()),
        Inquiry::Case(case) => format!("case {case}"),
    };
    let shown = Shown {
        about: Some(about),
        purpose: Some(asked_for(purpose, &reference)),
        ..Shown::by::<auth::InquireSettlements>()
    };
    let cases = answer.value.iter().map(|found| found.case).collect();
    let trace = rooms.trace_showing(&permit, cases, shown).await?;
    let items = answer.value.iter().map(row);
    let body = PageBody { items: items.collect(), next: None, total: None };
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

/// Number of a matter of the own court: nobody asks on another court's.
pub(super) fn own_matter(reference: &str, own: Option<&str>) -> Result<CourtCaseNumber, &'static Row> {
    let number = CourtCaseNumber::parse(reference).map_err(|_| &table::QUERY_PARAMETER_INVALID)?;
    if Some(number.court()) == own { Ok(number) } else { Err(&table::INQUIRY_REFERENCE) }
}

/// What for, as the journal keeps it.
pub(super) fn asked_for(purpose: InquiryPurpose, reference: &CourtCaseNumber) -> Purpose {
    Purpose { code: purpose.code().to_owned(), reference: Some(reference.as_str().to_owned()), note: None }
}

/// Existence and status, nothing else.
pub(super) fn row(found: &InquiredSettlement) -> Value {
    json!({
        "agreement_no": found.agreement_no, "centre": found.centre, "effective_on": found.effective_on,
        "confirmation": found.status,
    })
}
