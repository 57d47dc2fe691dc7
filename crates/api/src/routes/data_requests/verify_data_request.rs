//! `POST /v1/data-requests/{request}/identity`: 核实身份 The identity is verified, and what the centre holds of the person is searched.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::cases::file_application::DocumentNumberBody;
use crate::routes::code::DataIdentityProofCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use application::PersonKeys;
use domain::calendar::legal_date;
use domain::data_request::DataRequestCommand;
use domain::identity::IdentityDocument;
use domain::ids::{CaseId, DataRequestId, PartyId};
use domain::text::{PersonName, Phone};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was shown, and what identifies the person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityBody {
    /// How.
    proof: DataIdentityProofCode,
    /// The person's document; finds every case it was shown in.
    document: Option<DocumentNumberBody>,
    /// The person's name; together with the phone it finds cases without a document.
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// The person's phone as the centre knows it.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
    /// Parties that are this person, as somebody looked up.
    #[serde(default)]
    #[schema(max_items = 100)]
    parties: Vec<NamedParty>,
}

/// A party of a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedParty {
    /// Which case.
    case: Uuid,
    /// Which party.
    party: Uuid,
}

/// 核实身份 The identity is verified, and what the centre holds of the person is searched.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    request_body = IdentityBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/data-requests/{request}/identity")]
pub(crate) async fn verify_data_request(
    write: HouseWrite<auth::VerifyDataRequest, IdentityBody>,
    request: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let request = DataRequestId(request.0);
    let keys = keys(&write)?;
    let state = write.house.data_request_state(request).await?;
    let asked = state.asked().filter(|asked| write.call.actor.centre.as_ref() == Some(&asked.centre));
    let asked = asked.ok_or(ApiError::new(&table::NOT_FOUND))?;
    let named = write.body.parties.iter().map(|named| (CaseId(named.case), PartyId(named.party)));
    let found = write.house.scope_of(asked, &keys, &named.collect::<Vec<_>>()).await?;
    let command = DataRequestCommand::VerifyIdentity {
        proof: write.body.proof.0,
        scope: found.scope,
        elsewhere: found.elsewhere,
    };
    let receipt = write.house.data_request(&write.call, request, command).await?;
    Ok(answer::done(&receipt, request.to_string()))
}

fn keys(write: &HouseWrite<auth::VerifyDataRequest, IdentityBody>) -> Result<PersonKeys, ApiError> {
    let (body, mut fields) = (&write.body, FieldErrors::default());
    let today = legal_date(write.house.clock().now());
    let document = body.document.as_ref();
    let document = document.map(|shown| IdentityDocument::parse(shown.kind.0, &shown.number, today));
    let document = fields.check_some("/document/number", document);
    let name = fields.check_some("/name", body.name.as_deref().map(PersonName::parse));
    let phone = fields.check_some("/phone", body.phone.as_deref().map(Phone::parse));
    let (Some(document), Some(name), Some(phone)) = (document, name, phone) else {
        return Err(fields.into());
    };
    Ok(PersonKeys { document, name, phone })
}
