//! Filing one row through the house, and what came of it.

use super::format::Format;
use super::outcome::{Outcome, OutcomeKind};
use super::respondent::Respondent;
use super::row::{Complaint, Flaw, Row};
use crate::error::{ApiError, Problem};
use crate::extract::Language;
use application::{Call, ExecuteError, House};
use domain::case::{Claim, FileApplication, FiledParty, HandedOver, PartyIdentity, Side};
use domain::classification::{HandOverLine, IntakeChannel};
use domain::ids::{CaseId, CentreId, PartyId, SubjectId};
use domain::institution::InstitutionRegistered;
use domain::occasion::Actor;
use domain::personal::Personal;
use domain::text::ShortText;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Times a step is tried while the house is busy.
const ATTEMPTS: u32 = 10;
/// The first pause between two tries; doubled each time.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// What every row of one import shares.
pub(super) struct Desk {
    pub(super) house: Arc<House>,
    pub(super) centre: CentreId,
    pub(super) format: Format,
    /// Who files.
    pub(super) actor: Actor,
    /// Whom the idempotency keys belong to, whoever files: a complaint is there once, not once for each account.
    pub(super) keeper: Actor,
}

/// Why the import cannot go on: the house failed, not the row.
#[derive(Debug)]
pub(super) struct Halt {
    pub(super) line: u64,
    pub(super) reason: String,
}

impl Desk {
    /// Files a row, or finds it filed.
    pub(super) async fn file(&self, row: Row, respondent: Option<Arc<Respondent>>) -> Result<Outcome, Halt> {
        let outcome = Outcome::of(row.line, row.id);
        let (complaint, respondent) = match (row.content, respondent) {
            (Ok(complaint), Some(respondent)) => (complaint, respondent),
            (Err(flaw), _) => return Ok(outcome.bad(flaw)),
            (Ok(_), None) => {
                return Ok(outcome.bad(Flaw::of_row("uscc-checksum", "The respondent has no code.")));
            }
        };
        let key = format!("import:{}:{}", self.format.name(), outcome.record_id);
        let command = self.house.command_id(&self.keeper, &key);
        let place = [b"import", self.format.name().as_bytes(), self.centre.as_str().as_bytes()];
        let digest = self.house.digest(&[place[0], place[1], place[2], &complaint.canonical]);
        let call = Call { actor: self.actor.clone(), command, digest, expected: None, correlation: None };
        let case = self.house.case_of(command);
        match self.carry_out(&call, case, &complaint, &respondent).await {
            Ok(replayed) => {
                let kind = if replayed { OutcomeKind::AlreadyThere } else { OutcomeKind::Filed };
                Ok(Outcome { kind, case: Some(case), ..outcome })
            }
            Err(ExecuteError::KeyReused) => Ok(outcome.different(case)),
            Err(
                error @ (ExecuteError::Refused(_)
                | ExecuteError::TooLarge(_)
                | ExecuteError::RevisionMismatch { .. }),
            ) => Ok(outcome.bad(refused(error))),
            Err(
                error @ (ExecuteError::Contended
                | ExecuteError::Unknown
                | ExecuteError::Busy(_)
                | ExecuteError::NotCompared(_)
                | ExecuteError::Unreadable { .. }),
            ) => Err(Halt { line: outcome.line, reason: error.to_string() }),
        }
    }

    /// True when it was there before.
    async fn carry_out(
        &self,
        call: &Call,
        case: CaseId,
        complaint: &Complaint,
        respondent: &Respondent,
    ) -> Result<bool, ExecuteError> {
        let entry = respondent.entry(&self.house, &self.actor, &self.keeper).await?;
        let command = self.application(call, case, complaint, entry)?;
        let receipt = patiently(|| self.house.case(call, case, command.clone())).await?;
        Ok(receipt.replayed)
    }

    fn application(
        &self,
        call: &Call,
        case: CaseId,
        complaint: &Complaint,
        entry: &InstitutionRegistered,
    ) -> Result<FileApplication, ExecuteError> {
        let subject = SubjectId(call.command.derive("subject", 0));
        let party = |index| PartyId(call.command.derive("party", index));
        let person = PartyIdentity::Person {
            name: Personal::clear(subject, complaint.applicant.clone()),
            document: None,
            phone: None,
            address: None,
        };
        let institution = PartyIdentity::Institution {
            name: entry.name.clone(),
            uscc: entry.uscc.clone(),
            legal_person: entry.legal_person.clone(),
            above: vec![],
            group: entry.group.clone(),
            sector: entry.sector,
        };
        let filed = |index, side, identity| FiledParty { party: party(index), side, account: None, identity };
        // Sources publish no consent papers; the notice says where the complaint comes from.
        let notice = ShortText::parse("import").map_err(|error| ExecuteError::TooLarge(error.to_string()))?;
        Ok(FileApplication {
            case,
            centre: self.centre.clone(),
            channel: complaint.channel,
            outside_ticket: Some(complaint.ticket.clone()),
            // What the bureau calls a referral another authority passed on.
            handed_over: (complaint.channel == IntakeChannel::Hotline)
                .then_some(HandedOver { line: HandOverLine::Regulator, institution: None }),
            agents: vec![],
            filed_by: None,
            parties: vec![filed(0, Side::Applicant, person), filed(1, Side::Respondent, institution)],
            business: complaint.business,
            cause: complaint.cause,
            product: complaint.product.clone(),
            facts: Personal::clear(subject, complaint.facts.clone()),
            claims: vec![Claim { kind: complaint.claim, amount: None, wording: None }],
            dispute_fen: None,
            incident_on: complaint.incident_on,
            prior_complaint: None,
            privacy_notice: Some(notice),
        })
    }
}

/// The refusal as the API would tell it.
fn refused(error: ExecuteError) -> Flaw {
    let error = ApiError::from(error);
    Flaw::of_row(error.code(), Problem::of(&error, Language::English, "").detail)
}

/// Tries again while the house is busy, ever more slowly.
pub(super) async fn patiently<T, F>(mut act: impl FnMut() -> F) -> Result<T, ExecuteError>
where
    F: Future<Output = Result<T, ExecuteError>>,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..ATTEMPTS {
        match act().await {
            Err(ExecuteError::Busy(_) | ExecuteError::Contended | ExecuteError::Unknown) => {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            settled => return settled,
        }
    }
    act().await
}
