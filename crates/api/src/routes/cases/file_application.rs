//! `POST /v1/cases`: 提交申请 Files an application; a case opens.

mod agent;
pub(super) mod party;

use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, FenField};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{
    BusinessCode, CauseCode, ClaimKindCode, ComplaintOutcomeCode, HandOverLineCode, IntakeChannelCode,
};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use agent::AgentBody;
use application::{Call, House};
use domain::case::{Claim, FileApplication, FiledParty, HandedOver, LineOwner, PriorComplaint, Side};
use domain::ids::{CentreId, SubjectId};
use domain::money::Fen;
use domain::occasion::Role;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
pub(crate) use party::DocumentNumberBody;
use party::PartyBody;
use serde::Deserialize;
use utoipa::ToSchema;

/// An application 调解申请.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationBody {
    /// The centre: division code of its city.
    #[schema(min_length = 1, max_length = 16, example = "440100")]
    centre: String,
    /// How it came in.
    channel: IntakeChannelCode,
    /// The ticket of the hotline or source system.
    #[schema(min_length = 1, max_length = 200)]
    outside_ticket: Option<String>,
    /// Who handed it over, for the channels HOTLINE and INSTITUTION.
    handed_over: Option<HandedOverBody>,
    /// Agents and guardians of the applicants, each with a written authority; `files` says which of them files this.
    #[serde(default)]
    #[schema(max_items = 98)]
    agents: Vec<AgentBody>,
    /// Which applicant it is who files, by its place in `applicants`, where he or she files for others as an agent too.
    #[schema(maximum = 48)]
    own_applicant: Option<u32>,
    /// Who applies: at least one.
    #[schema(min_items = 1, max_items = 49)]
    applicants: Vec<PartyBody>,
    /// Against whom: at least one.
    #[schema(min_items = 1, max_items = 49)]
    respondents: Vec<PartyBody>,
    /// Business class.
    business: BusinessCode,
    /// Cause.
    cause: CauseCode,
    /// Product as the applicant names it.
    #[schema(min_length = 1, max_length = 200, example = "三年期定期存款")]
    product: Option<String>,
    /// What happened.
    #[schema(min_length = 1, max_length = 50_000)]
    facts: String,
    /// What is asked for: at least one.
    #[schema(min_items = 1, max_items = 50)]
    claims: Vec<ClaimBody>,
    /// Contract exposure 涉案金额, fen.
    dispute_fen: Option<FenField>,
    /// When it happened.
    incident_on: Option<DateField>,
    /// The complaint made to the institution before.
    prior_complaint: Option<PriorComplaintBody>,
    /// Version of the privacy notice that was shown.
    #[schema(min_length = 1, max_length = 200, example = "2026-01")]
    privacy_notice: Option<String>,
}

/// Who handed an application over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedOverBody {
    /// By which line.
    line: HandOverLineCode,
    /// The institution whose own line it is, by its social credit code.
    #[schema(min_length = 18, max_length = 18)]
    institution: Option<String>,
}

/// One claim.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimBody {
    /// What kind.
    kind: ClaimKindCode,
    /// How much, fen; absent for claims without a sum.
    amount_fen: Option<FenField>,
    /// In the applicant's words.
    #[schema(min_length = 1, max_length = 200)]
    wording: Option<String>,
}

/// A complaint made to the institution before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorComplaintBody {
    /// The institution's number for it.
    #[schema(min_length = 1, max_length = 200)]
    number: Option<String>,
    /// By which way it was made: branch, hotline, web site.
    #[schema(min_length = 1, max_length = 200)]
    channel: Option<String>,
    /// When it was made.
    lodged_on: DateField,
    /// When the institution answered.
    replied_on: Option<DateField>,
    /// How it ended.
    outcome: ComplaintOutcomeCode,
}

/// 提交申请 Files an application; a case opens.
#[utoipa::path(
    tag = "intake",
    request_body = ApplicationBody,
    responses((status = 201, description = "Filed.", body = ReceiptBody))
)]
#[post("/cases")]
pub(crate) async fn file_application(
    write: HouseWrite<auth::FileApplication, ApplicationBody>,
) -> Result<HttpResponse, ApiError> {
    let case = write.house.case_of(write.call.command);
    let command = read(&write.house, &write.call, &write.body).await?;
    let receipt = write.house.case(&write.call, case, command).await?;
    Ok(answer::created(&receipt, case.to_string(), &format!("/v1/cases/{case}")))
}

/// The command the body stands for, every wrong field named at once.
pub(in crate::routes) async fn read(
    house: &House,
    call: &Call,
    body: &ApplicationBody,
) -> Result<FileApplication, ApiError> {
    let command = call.command;
    let mut fields = FieldErrors::default();
    // Free text about the case belongs to the first applicant, whose key is made with the first party.
    let subject = SubjectId(command.derive("subject", 0));
    let centre = fields.check("/centre", CentreId::parse(&body.centre));
    let parties = parties(house, call, body, &mut fields).await?;
    let agents = agent::read(house, call, &body.agents, body.applicants.len(), &mut fields).await?;
    let handed_over = handed_over(house, body.handed_over.as_ref(), &mut fields).await?;
    let facts = fields.check("/facts", LongText::parse(&body.facts));
    let claims = claims(&body.claims, subject, &mut fields);
    let dispute_fen = fields.check_some("/dispute_fen", body.dispute_fen.map(|fen| Fen::non_negative(fen.0)));
    let short = |fields: &mut FieldErrors, pointer: &str, text: &Option<String>| {
        fields.check_some(pointer, text.as_deref().map(ShortText::parse)).flatten()
    };
    let outside_ticket = short(&mut fields, "/outside_ticket", &body.outside_ticket);
    let product = short(&mut fields, "/product", &body.product);
    let privacy_notice = short(&mut fields, "/privacy_notice", &body.privacy_notice);
    let prior_complaint = body.prior_complaint.as_ref().map(|complaint| PriorComplaint {
        number: short(&mut fields, "/prior_complaint/number", &complaint.number),
        channel: short(&mut fields, "/prior_complaint/channel", &complaint.channel),
        lodged_on: complaint.lodged_on.0,
        replied_on: complaint.replied_on.map(|date| date.0),
        outcome: complaint.outcome.0,
    });
    let (Some(centre), Some(facts), Some(dispute_fen), []) = (centre, facts, dispute_fen, fields.all())
    else {
        return Err(fields.into());
    };
    let centre = house.centre(&centre).await?.id;
    Ok(FileApplication {
        case: house.case_of(command),
        centre,
        channel: body.channel.0,
        outside_ticket,
        handed_over,
        filed_by: agent::filing(&body.agents, &agents),
        agents,
        parties,
        business: body.business.0,
        cause: body.cause.0,
        product,
        facts: Personal::clear(subject, facts),
        claims,
        dispute_fen,
        incident_on: body.incident_on.map(|date| date.0),
        prior_complaint,
        privacy_notice,
    })
}

/// Applicants first; the n-th party and its subject are named by the command.
async fn parties(
    house: &House,
    call: &Call,
    body: &ApplicationBody,
    fields: &mut FieldErrors,
) -> Result<Vec<FiledParty>, ApiError> {
    let applicants = body.applicants.iter().enumerate();
    let applicants = applicants.map(|(index, body)| (Side::Applicant, format!("/applicants/{index}"), body));
    let respondents = body.respondents.iter().enumerate();
    let respondents =
        respondents.map(|(index, body)| (Side::Respondent, format!("/respondents/{index}"), body));
    // Whoever files by an account of his own is every applicant, unless an agent files: then only the one he says he is.
    let own_applicant = |index: usize| match body.own_applicant {
        _ if call.actor.role != Role::Party => false,
        None => !agent::some_files(&body.agents),
        Some(place) => usize::try_from(place) == Ok(index),
    };
    let mut parties = Vec::new();
    for (index, (side, pointer, body)) in applicants.chain(respondents).enumerate() {
        let own = side == Side::Applicant && own_applicant(index);
        if let Some(party) = body.read(house, call, index, side, &pointer, fields).await? {
            parties.push(FiledParty { account: own.then(|| call.actor.user.clone()), ..party });
        }
    }
    Ok(parties)
}

/// The line, with the institution's name from the register.
async fn handed_over(
    house: &House,
    body: Option<&HandedOverBody>,
    fields: &mut FieldErrors,
) -> Result<Option<HandedOver>, ApiError> {
    let Some(body) = body else { return Ok(None) };
    let line = body.line.0;
    let Some(code) = body.institution.as_deref() else {
        return Ok(Some(HandedOver { line, institution: None }));
    };
    let found = party::registered(house, "/handed_over/institution", code, fields).await?;
    Ok(found.map(|entry| HandedOver {
        line,
        institution: Some(LineOwner { uscc: entry.uscc, name: entry.name }),
    }))
}

fn claims(bodies: &[ClaimBody], subject: SubjectId, fields: &mut FieldErrors) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(bodies.len());
    for (index, body) in bodies.iter().enumerate() {
        let amount = body.amount_fen.map(|fen| Fen::positive(fen.0));
        let amount = fields.check_some(format!("/claims/{index}/amount_fen"), amount).flatten();
        let wording = body.wording.as_deref().map(ShortText::parse);
        let wording = fields.check_some(format!("/claims/{index}/wording"), wording).flatten();
        claims.push(Claim {
            kind: body.kind.0,
            amount,
            wording: wording.map(|wording| Personal::clear(subject, wording)),
        });
    }
    claims
}
