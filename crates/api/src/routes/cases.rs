//! Commands to a case, one verb a file, and what they share.

pub mod abandon_confirmation;
pub mod accept_assignment;
pub mod accept_case;
pub mod accept_opinion;
pub mod accept_transfer;
pub mod adjourn_session;
pub mod answer_agreement;
pub mod answer_authority;
pub mod answer_evaluation;
pub mod answer_inquiry;
pub mod answer_mediator_list;
pub mod answer_proposal;
pub mod appoint_representative;
mod attendance;
pub mod cancel_session;
pub mod change_authority;
pub mod change_track;
pub mod choose_mediator;
pub mod close_bidding;
pub mod close_case;
pub mod close_mediator_list;
pub mod close_session;
pub mod commission_appraisal;
pub mod commission_evaluation;
pub mod commit_bid;
pub mod confirm_receipt;
pub mod decide_complaint;
pub mod decide_recusal;
pub mod decide_similarity;
pub mod decide_transfer;
pub mod declare_default;
pub mod decline_assignment;
pub mod decline_opinion;
pub mod decline_transfer;
pub mod deliver_evaluation;
pub mod disclose_conflict;
pub mod dispute_transfer;
pub mod draft_agreement;
pub mod extend_period;
pub mod extend_supplement;
pub mod file_application;
pub mod file_complaint;
pub mod file_confirmation;
pub mod issue_opinion;
pub mod join_party;
pub mod lapse_application;
pub mod lapse_confirmation;
pub mod make_proposal;
pub mod notify_respondent;
pub mod notify_rights;
pub mod object_to_proposal;
pub mod offer_mediator;
pub mod open_bidding;
pub mod open_exchange;
pub mod open_session;
pub mod post_statement;
pub mod prepare_confirmation;
pub mod propose_no_objection;
pub mod propose_transfer;
pub mod receive_appraisal;
pub mod receive_inquiry;
pub mod record_capacity;
pub mod record_caucus;
pub mod record_consent;
pub mod record_correction;
pub mod record_court_step;
pub mod record_enforcement;
pub mod record_follow_up;
pub mod record_no_show;
pub mod record_oral_agreement;
pub mod record_other_route;
pub mod record_special_needs;
pub mod record_undisputed_facts;
pub mod refuse_acceptance;
pub mod refuse_mediation;
pub mod refuse_undisputed_facts;
pub mod register_referral;
pub mod replace_mediator;
pub mod report_performance;
pub mod report_referral;
pub mod report_risk;
pub mod request_authority;
pub mod request_correction;
pub mod request_recusal;
pub mod request_supplement;
pub mod reschedule_session;
pub mod resume_mediation;
pub mod reveal_bid;
pub mod review_agreement;
pub mod revoke_consent;
pub mod revoke_representative;
pub mod scan_conflicts;
pub mod schedule_session;
pub mod screen_risk;
pub mod seal_agreement;
pub mod send_mediator_list;
pub mod serve_no_objection;
pub mod sign_agreement;
pub mod sign_confirmation;
pub mod sign_minutes;
pub mod sign_referral_receipt;
pub mod sign_undisputed_facts;
pub mod submit_supplement;
pub mod supply_confirmation_documents;
pub mod suspend_mediation;
pub mod terminate_mediation;
pub mod urge_performance;
pub mod waive_conflict;
pub mod waive_obligation;
pub mod withdraw_application;
pub mod withdraw_no_objection;
pub mod withdraw_proposal;
pub mod withdraw_transfer;
pub mod write_down_agreement;
pub mod write_note;

use super::answer;
use super::write::HouseWrite;
use crate::auth::Action;
use crate::error::{ApiError, FieldErrors, table};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use application::{Call, House};
use domain::case::{Case, Command, DocumentRef, MissingItem, UndisputedFact};
use domain::ids::{CaseId, PartyId, SessionId, SubjectId};
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use projection::Views;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use utoipa::ToSchema;
use uuid::Uuid;

/// A command to the case the address names, by somebody who may do `A`.
pub struct CaseWrite<A, T> {
    /// The house.
    pub house: web::Data<House>,
    /// Who, under which command, about which revision.
    pub call: Call,
    /// Which case.
    pub case: CaseId,
    /// What is asked for.
    pub body: T,
    right: PhantomData<A>,
}

impl<A, T> CaseWrite<A, T> {
    /// Whose key seals what is written about this case; a case nobody filed looks like one that is not the caller's.
    ///
    /// # Errors
    /// `not-found`.
    pub async fn subject(&self) -> Result<SubjectId, ApiError> {
        match &self.house.case_state(self.case).await?.state {
            Case::Filed(filed) => Ok(filed.dossier.subject),
            Case::NotFiled => Err(ApiError::new(&table::NOT_FOUND)),
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// Whatever the rules or the log refuse.
    pub async fn execute(&self, command: impl Into<Command>) -> Result<HttpResponse, ApiError> {
        let receipt = self.house.case(&self.call, self.case, command).await?;
        Ok(answer::done(&receipt, self.case.to_string()))
    }
}

impl<A, T> CaseWrite<A, T> {
    /// Does it, and gives back what the session no longer needs of the calendars.
    ///
    /// # Errors
    /// Whatever the rules or the log refuse.
    pub async fn end_session(
        &self,
        session: SessionId,
        command: impl Into<Command>,
    ) -> Result<HttpResponse, ApiError> {
        let receipt = self.house.end_session(&self.call, self.case, session, command).await?;
        Ok(answer::done(&receipt, self.case.to_string()))
    }
}

impl<A: Action, T: DeserializeOwned + 'static> FromRequest for CaseWrite<A, T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let write = HouseWrite::<A, T>::from_request(request, payload);
        let case = path_uuid(request, "case").map(CaseId);
        let views = request.app_data::<web::Data<Views>>().cloned();
        Box::pin(async move {
            let HouseWrite { house, call, body, .. } = write.await?;
            let case = case?;
            unrestricted(views.as_ref().map(web::Data::get_ref), &call, case)?;
            Ok(Self { house, call, case, body, right: PhantomData })
        })
    }
}

/// Nothing but storing goes on with a restricted file (PIPL 47(2)): its own centre is told so, to everybody else the case is not there.
pub(in crate::routes) fn unrestricted(
    views: Option<&Views>,
    call: &Call,
    case: CaseId,
) -> Result<(), ApiError> {
    let Some(views) = views else { return Ok(()) };
    match views.restricted(case)? {
        None => Ok(()),
        Some(centre) if call.actor.centre.as_ref() == Some(&centre) => {
            Err(ApiError::new(&table::PROCESSING_RESTRICTED).with_basis(Some("PIPL 47(2)")))
        }
        Some(_) => Err(ApiError::new(&table::NOT_FOUND)),
    }
}

/// An id from the address.
fn path_uuid(request: &HttpRequest, name: &str) -> Result<Uuid, ApiError> {
    let text = request.match_info().get(name).unwrap_or_default();
    Uuid::try_parse(text).map_err(|_| ApiError::new(&table::PATH_PARAMETER_INVALID))
}

/// The session an address names.
#[derive(Debug, Deserialize)]
pub struct SessionPath {
    /// Which session.
    pub session: Uuid,
}

/// The representative an address names.
#[derive(Debug, Deserialize)]
pub struct RepresentativePath {
    /// Which representative.
    pub representative: Uuid,
}

/// The version of the agreement an address names.
#[derive(Debug, Deserialize)]
pub struct VersionPath {
    /// Which version: 1, 2, 3 ….
    pub version: u32,
}

/// The proposal an address names.
#[derive(Debug, Deserialize)]
pub struct ProposalPath {
    /// Which proposal: 1, 2, 3 ….
    pub proposal: u32,
}

/// The neutral evaluation an address names.
#[derive(Debug, Deserialize)]
pub struct EvaluationPath {
    /// Which evaluation: 1, 2, 3 ….
    pub evaluation: u32,
}

/// The appraisal an address names.
#[derive(Debug, Deserialize)]
pub struct AppraisalPath {
    /// Which appraisal: 1, 2, 3 ….
    pub appraisal: u32,
}

/// The round of sealed bids an address names.
#[derive(Debug, Deserialize)]
pub struct RoundPath {
    /// Which round: 1, 2, 3 ….
    pub round: u32,
}

/// A document kept outside the log, named by its hash.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentBody {
    /// What it is.
    #[schema(min_length = 1, max_length = 200, example = "存单复印件")]
    title: String,
    /// SHA-256 of its bytes.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    sha256: String,
}

/// Documents, each title sealed for `subject`.
fn documents(
    fields: &mut FieldErrors,
    subject: SubjectId,
    bodies: Vec<DocumentBody>,
) -> Option<Vec<DocumentRef>> {
    let read = bodies.into_iter().enumerate().map(|(index, body)| {
        let title = fields.check(format!("/documents/{index}/title"), ShortText::parse(&body.title))?;
        Some(DocumentRef { title: Personal::clear(subject, title), sha256: body.sha256 })
    });
    read.collect::<Vec<_>>().into_iter().collect()
}

/// Missing items, each sealed for `subject`.
fn missing_items(fields: &mut FieldErrors, subject: SubjectId, items: &[String]) -> Option<Vec<MissingItem>> {
    let read = items.iter().enumerate().map(|(index, item)| {
        let item = fields.check(format!("/items/{index}"), ShortText::parse(item))?;
        Some(MissingItem { item: Personal::clear(subject, item) })
    });
    read.collect::<Vec<_>>().into_iter().collect()
}

/// Facts nobody disputes, each sealed for `subject`.
fn facts(
    fields: &mut FieldErrors,
    pointer: &str,
    subject: SubjectId,
    facts: &[String],
) -> Option<Vec<UndisputedFact>> {
    let read = facts.iter().enumerate().map(|(index, fact)| {
        let fact = fields.check(format!("{pointer}/{index}"), LongText::parse(fact))?;
        Some(UndisputedFact { fact: Personal::clear(subject, fact) })
    });
    read.collect::<Vec<_>>().into_iter().collect()
}

/// A short text sealed for `subject`, if there is one.
fn short(
    fields: &mut FieldErrors,
    pointer: &str,
    subject: SubjectId,
    text: Option<&str>,
) -> Option<Option<Personal<ShortText>>> {
    let read = fields.check_some(pointer, text.map(ShortText::parse))?;
    Some(read.map(|text| Personal::clear(subject, text)))
}

/// A long text sealed for `subject`, if there is one.
fn long(
    fields: &mut FieldErrors,
    pointer: &str,
    subject: SubjectId,
    text: Option<&str>,
) -> Option<Option<Personal<LongText>>> {
    let read = fields.check_some(pointer, text.map(LongText::parse))?;
    Some(read.map(|text| Personal::clear(subject, text)))
}

/// Party ids of a body.
fn parties(ids: Vec<Uuid>) -> Vec<PartyId> {
    ids.into_iter().map(PartyId).collect()
}
