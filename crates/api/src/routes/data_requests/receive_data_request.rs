//! `POST /v1/data-requests`: 提出个人信息权利请求 Somebody asks about the own data; the clock T24 starts.

mod correction;

use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{DataRequesterCode, DataRightCode};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use correction::CorrectionBody;
use domain::calendar::legal_date;
use domain::data_request::{DataRequestCommand, ReceiveDataRequest};
use domain::ids::{CentreId, DataRequestId, SubjectId};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, Phone};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is asked, and by whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataRequestBody {
    /// The centre that is asked.
    #[schema(example = "440100")]
    centre: String,
    /// What for.
    right: DataRightCode,
    /// Who asks.
    requester: DataRequesterCode,
    /// The requester's name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Where to answer.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
    /// In the requester's words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: String,
    /// What is to be corrected; for a correction, and for nothing else.
    correction: Option<CorrectionBody>,
}

/// 提出个人信息权利请求 Somebody asks about the own data; the clock T24 starts.
#[utoipa::path(
    tag = "privacy",
    request_body = DataRequestBody,
    responses((status = 201, description = "Received.", body = ReceiptBody))
)]
#[post("/data-requests")]
pub(crate) async fn receive_data_request(
    write: HouseWrite<auth::ReceiveDataRequest, DataRequestBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let centre = fields.check("/centre", CentreId::parse(&write.body.centre));
    let name = fields.check("/name", PersonName::parse(&write.body.name));
    let phone = fields.check_some("/phone", write.body.phone.as_deref().map(Phone::parse));
    let wording = fields.check("/wording", LongText::parse(&write.body.wording));
    let request = DataRequestId(write.call.command.derive("data-request", 0));
    let subject = SubjectId(write.call.command.derive("subject", 0));
    let today = legal_date(write.house.clock().now());
    let correction = write.body.correction.as_ref().map(|body| body.read(subject, today, &mut fields));
    let (Some(centre), Some(name), Some(phone), Some(wording)) = (centre, name, phone, wording) else {
        return Err(fields.into());
    };
    let correction = match correction {
        None => None,
        Some(Some(correction)) => Some(correction),
        Some(None) => return Err(fields.into()),
    };
    let command = DataRequestCommand::Receive(Box::new(ReceiveDataRequest {
        request,
        centre: write.house.centre(&centre).await?.id,
        right: write.body.right.0,
        requester: write.body.requester.0,
        name: Personal::clear(subject, name),
        phone: phone.map(|phone| Personal::clear(subject, phone)),
        wording: Personal::clear(subject, wording),
        correction,
    }));
    let receipt = write.house.data_request(&write.call, request, command).await?;
    Ok(answer::created(&receipt, request.to_string(), &format!("/v1/data-requests/{request}")))
}
