//! `POST /v1/cases/{case}/representatives`: 委托代理人、登记监护人 Somebody acts for a party from now on.

use super::{CaseWrite, DocumentBody};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, FenField};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{AuthorityScopeCode, CodeField, RepresentativeKindCode};
use actix_web::{HttpResponse, post};
use application::{ExecuteError, House, Refusal};
use domain::case::{Affiliation, AppointRepresentative, Authority, DocumentRef};
use domain::identity::Uscc;
use domain::ids::{PartyId, RepresentativeId, SubjectId, UserId};
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{PersonName, Phone, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who acts for whom, and how far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeBody {
    /// For which party.
    party: Uuid,
    /// What the representative is.
    kind: RepresentativeKindCode,
    /// Name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Number of the practising certificate, or of another paper that shows the capacity.
    #[schema(min_length = 1, max_length = 200)]
    licence: Option<String>,
    /// Where to reach the representative.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
    /// The account the representative acts by.
    #[schema(min_length = 1, max_length = 96)]
    account: Option<String>,
    /// Social credit codes of law firm, employer, former institution: conflicts of interest are judged by them.
    #[serde(default)]
    #[schema(max_items = 20)]
    ties: Vec<String>,
    /// How far it reaches.
    authority: AuthorityBody,
}

/// What an agent may do, how far, how long.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityBody {
    /// The matters, at least one.
    #[schema(min_items = 1, max_items = 5)]
    scope: Vec<AuthorityScopeCode>,
    /// 特别授权: to settle, or to apply to a court.
    #[serde(default)]
    special: bool,
    /// The most the agent may bind the party to pay, fen; absent: no limit.
    ceiling_fen: Option<FenField>,
    /// First day on which it holds.
    valid_from: DateField,
    /// Last day on which it holds; absent: until it is revoked.
    valid_to: Option<DateField>,
    /// The paper it stands on.
    document: Option<DocumentBody>,
}

/// 委托代理人、登记监护人 Somebody acts for a party from now on.
#[utoipa::path(
    tag = "parties",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RepresentativeBody,
    responses((status = 201, description = "Done; `id` names the representative.", body = ReceiptBody))
)]
#[post("/cases/{case}/representatives")]
pub(crate) async fn appoint_representative(
    write: CaseWrite<auth::AppointRepresentative, RepresentativeBody>,
) -> Result<HttpResponse, ApiError> {
    let of_case = write.subject().await?;
    let (body, command) = (&write.body, write.call.command);
    let mut fields = FieldErrors::default();
    // A representative's own data lies under a key of its own: erasing one leaves the others readable.
    let subject = SubjectId(command.derive("subject", 0));
    let name = fields.check("/name", PersonName::parse(&body.name));
    let licence = super::short(&mut fields, "/licence", subject, body.licence.as_deref());
    let phone = fields.check_some("/phone", body.phone.as_deref().map(Phone::parse));
    let account = fields.check_some("/account", body.account.as_deref().map(UserId::parse));
    let ties = ties(&write.house, "", &body.ties, &mut fields).await?;
    let authority = body.authority.read("/authority", of_case, &mut fields);
    let (Some(name), Some(licence), Some(phone), Some(account), Some(authority), []) =
        (name, licence, phone, account, authority, fields.all())
    else {
        return Err(fields.into());
    };
    let representative = RepresentativeId(command.derive("representative", 0));
    let asked = AppointRepresentative {
        representative,
        party: PartyId(body.party),
        kind: body.kind.code(),
        name: Personal::clear(subject, name),
        licence,
        phone: phone.map(|phone| Personal::clear(subject, phone)),
        account,
        ties,
        authority,
    };
    let receipt = write.house.case(&write.call, write.case, asked).await?;
    let location = format!("/v1/cases/{}", write.case);
    Ok(answer::created(&receipt, representative.to_string(), &location))
}

impl AuthorityBody {
    /// The authority, or `None` with its mistakes noted; the paper's title is sealed for `subject`.
    pub(super) fn read(
        &self,
        pointer: &str,
        subject: SubjectId,
        fields: &mut FieldErrors,
    ) -> Option<Authority> {
        let ceiling = self.ceiling_fen.map(|fen| Fen::non_negative(fen.0));
        let ceiling = fields.check_some(format!("{pointer}/ceiling_fen"), ceiling);
        let title = self.document.as_ref().map(|document| ShortText::parse(&document.title));
        let title = fields.check_some(format!("{pointer}/document/title"), title)?;
        let document = title.zip(self.document.as_ref()).map(|(title, document)| DocumentRef {
            title: Personal::clear(subject, title),
            sha256: document.sha256.clone(),
        });
        Some(Authority {
            scope: self.scope.iter().map(|scope| scope.0).collect(),
            special: self.special,
            ceiling: ceiling?,
            valid_from: self.valid_from.0,
            valid_to: self.valid_to.map(|date| date.0),
            document,
        })
    }
}

/// Legal person and group from the register where it knows the code; a law firm is not in it and stands for itself.
pub(super) async fn ties(
    house: &House,
    pointer: &str,
    codes: &[String],
    fields: &mut FieldErrors,
) -> Result<Vec<Affiliation>, ApiError> {
    let mut ties = Vec::with_capacity(codes.len());
    for (index, code) in codes.iter().enumerate() {
        let Some(uscc) = fields.check(format!("{pointer}/ties/{index}"), Uscc::parse(code)) else { continue };
        match house.institution(&uscc).await {
            Ok(entry) => ties.push(Affiliation { legal_person: entry.legal_person, group: entry.group }),
            Err(ExecuteError::Refused(refusal)) if *refusal == Refusal::InstitutionUnknown => {
                ties.push(Affiliation { legal_person: uscc, group: None });
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(ties)
}
