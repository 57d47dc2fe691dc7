//! `POST /v1/settlement-inquiries`: 按当事人查询 Whether a person has a settlement that was not filed with the own court, and how it stands.

use super::inquire_settlements::{asked_for, own_matter, row};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::cases::file_application::DocumentNumberBody;
use crate::routes::code::InquiryPurposeCode;
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::calendar::legal_date;
use domain::identity::IdentityDocument;
use projection::{Answer, Inquiry};
use serde::Deserialize;
use utoipa::ToSchema;

/// Most settlements that are told.
const MOST: usize = 20;

/// Whose, and for what. In a body: a person's number has no place in an address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonInquiryBody {
    /// The document the person showed, exactly.
    document: DocumentNumberBody,
    /// What for.
    purpose: InquiryPurposeCode,
    /// Number of the own court's matter it is asked for.
    #[schema(min_length = 1, max_length = 100, example = "（2026）粤0104执123号")]
    reference: String,
}

/// 按当事人查询 Whether a person has a settlement that was not filed with the own court: existence and status, nothing else. Purpose and
/// matter are written down, the person's number is not.
#[utoipa::path(
    tag = "register",
    request_body = PersonInquiryBody,
    responses((status = 200, description = "Answered; no rows when there is none.", body = PageBody))
)]
#[post("/settlement-inquiries")]
pub(crate) async fn inquire_settlements_of_person(
    write: HouseWrite<auth::InquireSettlementsOfPerson, PersonInquiryBody>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let (body, actor) = (&write.body, &write.call.actor);
    let mut fields = FieldErrors::default();
    let today = legal_date(rooms.house.clock().now());
    let document = IdentityDocument::parse(body.document.kind.0, &body.document.number, today);
    let document = fields.check("/document/number", document);
    let reference = fields.check("/reference", own_matter(&body.reference, actor.court.as_deref()));
    let (Some(document), Some(reference)) = (document, reference) else { return Err(fields.into()) };
    let mut found = Vec::new();
    for case in rooms.house.cases_of_document(document).await? {
        found.extend(rooms.views.inquire(&Inquiry::Case(case))?.value);
    }
    found.sort_by(|one, other| one.effective_on.cmp(&other.effective_on));
    found.truncate(MOST);
    let shown = Shown {
        about: Some("the document of a person".to_owned()),
        purpose: Some(asked_for(body.purpose.0, &reference)),
        ..Shown::by::<auth::InquireSettlementsOfPerson>()
    };
    let cases = found.iter().map(|found| found.case).collect();
    let trace = rooms.write_down::<auth::InquireSettlementsOfPerson>(actor, cases, shown).await?;
    let answer = Answer { position: rooms.views.position()?, value: () };
    let body = PageBody { items: found.iter().map(row).collect(), next: None, total: None };
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
