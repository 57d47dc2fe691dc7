//! Who speaks.

use super::super::chance::Chance;
use super::of_mediator;
use crate::story::actors::*;
use domain::case::{Case, Command, Signer};
use domain::ids::{MediatorId, PartyId};
use domain::occasion::{Actor, Role};

pub(super) fn mediator_actor(id: MediatorId) -> Actor {
    Actor { mediator: Some(id), ..mediator() }
}

/// Everybody there is.
pub(super) fn anybody(chance: &mut Chance) -> Actor {
    let insiders = [
        clerk(),
        director(),
        applicant(),
        applicant_at_the_counter(),
        agent(),
        mediator(),
        court(),
        lawyer(),
    ];
    if chance.percent(70) {
        chance.one_of(&insiders)
    } else {
        let strangers: Vec<Actor> = strangers().into_iter().map(|(_, actor)| actor).collect();
        chance.one_of(&strangers)
    }
}

/// Somebody the command may come from.
pub(super) fn speaker(chance: &mut Chance, case: &Case, command: &Command) -> Actor {
    let by = entitled(chance, case, command);
    match (case, by.role) {
        (Case::Filed(filed), Role::Clerk | Role::Director)
            if by.centre == Some(guangzhou()) && by.user != director_of_foshan().user =>
        {
            // The staff of whoever owns the case by now.
            Actor { centre: Some(filed.dossier.centre.clone()), ..by }
        }
        _ => by,
    }
}

fn entitled(chance: &mut Chance, case: &Case, command: &Command) -> Actor {
    match command {
        Command::RegisterReferral(_) => chance.one_of(&[court(), clerk()]),
        Command::AcceptTransfer(_) | Command::DeclineTransfer(_) => receiving_director(case),
        Command::DecideTransfer(_) => federation(),
        Command::DisputeTransfer(_) => director(),
        Command::FileApplication(_) => chance.one_of(&[applicant(), clerk()]),
        Command::SubmitSupplement(command) => party_or_clerk(chance, command.party),
        Command::RecordConsent(command) => party_or_clerk(chance, command.party),
        Command::RevokeConsent(command) => party_or_clerk(chance, command.party),
        Command::RefuseMediation(command) => party_or_clerk(chance, command.party),
        Command::PrepareConfirmation(command) => party_or_clerk(chance, command.party),
        Command::SignConfirmation(command) => party_or_clerk(chance, command.party),
        Command::WithdrawApplication(command) => party_or_clerk(chance, command.party),
        Command::MakeProposal(command) => match command.by {
            Some(party) => party_or_clerk(chance, party),
            None => of_mediator(case).unwrap_or_else(clerk),
        },
        Command::AnswerProposal(command) => party_or_clerk(chance, command.party),
        Command::ProposeNoObjection(_) | Command::ServeNoObjection(_) | Command::WithdrawNoObjection(_) => {
            of_mediator(case).unwrap_or_else(clerk)
        }
        Command::ObjectToProposal(command) => party_or_clerk(chance, command.party),
        Command::RequestAuthority(command) => oneself(command.party),
        Command::AnswerAuthority(_) => chance.one_of(&[head_office(), head_office(), agent()]),
        Command::AcceptOpinion(command) => party_or_clerk(chance, command.party),
        Command::DeclineOpinion(command) => party_or_clerk(chance, command.party),
        Command::AnswerEvaluation(command) => party_or_clerk(chance, command.party),
        Command::CommitBid(command) => oneself(command.party),
        Command::RevealBid(command) => oneself(command.party),
        Command::WithdrawProposal(_) => {
            chance.one_of(&[agent(), applicant(), of_mediator(case).unwrap_or_else(clerk)])
        }
        Command::SignAgreement(command) => match command.signer {
            Signer::Party(party) => party_or_clerk(chance, party),
            Signer::Mediator(id) => mediator_actor(id),
        },
        Command::AnswerAgreement(command) => party_or_clerk(chance, command.party),
        Command::ReviewAgreement(_) => chance.one_of(&[clerk(), director()]),
        Command::WriteDownAgreement(_) => clerk(),
        Command::ChooseMediator(command) => party_or_clerk(chance, command.party),
        Command::AnswerMediatorList(command) => party_or_clerk(chance, command.party),
        Command::WaiveConflict(command) => party_or_clerk(chance, command.by),
        Command::RequestRecusal(command) => match command.by {
            Some(party) => party_or_clerk(chance, party),
            None => mediator_actor(command.mediator),
        },
        Command::SignMinutes(command) => match command.signer {
            Signer::Party(party) => party_or_clerk(chance, party),
            Signer::Mediator(id) => mediator_actor(id),
        },
        Command::RequestCorrection(command) => party_or_clerk(chance, command.party),
        Command::PostStatement(command) => match command.by {
            Some(party) => party_or_clerk(chance, party),
            None => of_mediator(case).unwrap_or_else(clerk),
        },
        Command::RecordCaucus(command) => {
            let own = oneself(command.party);
            chance.one_of(&[own, of_mediator(case).unwrap_or_else(clerk)])
        }
        Command::WriteNote(_) => of_mediator(case).unwrap_or_else(clerk),
        Command::FileComplaint(command) => party_or_clerk(chance, command.party),
        Command::DecideComplaint(_) => director(),
        Command::SuspendMediation(_)
        | Command::ResumeMediation(_)
        | Command::CommissionAppraisal(_)
        | Command::ReceiveAppraisal(_)
        | Command::CommissionEvaluation(_)
        | Command::DeliverEvaluation(_) => of_mediator(case).unwrap_or_else(clerk),
        Command::RecordNoShow(_) | Command::RecordCorrection(_) | Command::OpenExchange(_) => {
            of_mediator(case).unwrap_or_else(clerk)
        }
        Command::DecideRecusal(_) | Command::ReplaceMediator(_) => director(),
        Command::DiscloseConflict(_)
        | Command::AcceptAssignment(_)
        | Command::DeclineAssignment(_)
        | Command::NotifyRights(_)
        | Command::ScheduleSession(_)
        | Command::OpenSession(_)
        | Command::CloseSession(_)
        | Command::OpenBidding(_)
        | Command::CloseBidding(_)
        | Command::AdjournSession(_)
        | Command::IssueOpinion(_)
        | Command::RecordOralAgreement(_)
        | Command::DraftAgreement(_) => of_mediator(case).unwrap_or_else(clerk),
        Command::DropBooking(_)
        | Command::FlagSimilar(_)
        | Command::FireTimer(_)
        | Command::FollowUpPerformance(_)
        | Command::RecomputeDeadline(_) => the_house(),
        Command::DecideSimilarity(_) => clerk(),
        Command::ReceiveInquiry(_) => chance.one_of(&[court(), clerk()]),
        Command::AnswerInquiry(_) => clerk(),
        Command::RecordCourtStep(_) => chance.one_of(&[court(), clerk()]),
        Command::AbandonConfirmation(command) => party_or_clerk(chance, command.party),
        Command::RecordOtherRoute(_) => chance.one_of(&[clerk(), applicant()]),
        Command::LapseConfirmation(_) => chance.one_of(&[the_house(), clerk()]),
        Command::ConfirmReceipt(command) => party_or_clerk(chance, command.party),
        Command::WaiveObligation(command) => party_or_clerk(chance, command.party),
        Command::RecordEnforcement(command) => party_or_clerk(chance, command.party),
        Command::UrgePerformance(command) => {
            command.asked_by.map_or_else(clerk, |party| party_or_clerk(chance, party))
        }
        Command::DeclareDefault(command) => {
            command.asked_by.map_or_else(clerk, |party| party_or_clerk(chance, party))
        }
        Command::RecordFollowUp(_) => clerk(),
        Command::RecordUndisputedFacts(_) => of_mediator(case).unwrap_or_else(clerk),
        Command::SignUndisputedFacts(command) => party_or_clerk(chance, command.party),
        Command::RefuseUndisputedFacts(command) => party_or_clerk(chance, command.party),
        Command::ReportPerformance(_) => chance.one_of(&[agent(), applicant(), clerk()]),
        Command::RefuseAcceptance(_) | Command::TerminateMediation(_) => director(),
        Command::AppointRepresentative(command) => party_or_clerk(chance, command.party),
        Command::ChangeAuthority(_) | Command::RevokeRepresentative(_) => {
            chance.one_of(&[applicant(), agent(), clerk(), lawyer()])
        }
        Command::RecordCapacity(_) | Command::JoinParty(_) => clerk(),
        Command::CorrectPartyData(_) => director(),
        Command::RecordSpecialNeeds(_) | Command::ScreenRisk(_) | Command::ReportRisk(_) => {
            of_mediator(case).unwrap_or_else(clerk)
        }
        Command::ExtendSupplement(_) | Command::LapseApplication(_) => clerk(),
        Command::RequestSupplement(_)
        | Command::AcceptCase(_)
        | Command::NotifyRespondent(_)
        | Command::ChangeTrack(_)
        | Command::SendMediatorList(_)
        | Command::CloseMediatorList(_)
        | Command::OfferMediator(_)
        | Command::ScanConflicts(_)
        | Command::CancelSession(_)
        | Command::RescheduleSession(_)
        | Command::ExtendPeriod(_)
        | Command::SealAgreement(_)
        | Command::FileConfirmation(_)
        | Command::SupplyConfirmationDocuments(_)
        | Command::CloseCase(_)
        | Command::SignReferralReceipt(_)
        | Command::ReportReferral(_)
        | Command::ProposeTransfer(_)
        | Command::WithdrawTransfer(_) => clerk(),
    }
}

fn oneself(party: PartyId) -> Actor {
    if party == BANK { agent() } else { applicant() }
}

fn party_or_clerk(chance: &mut Chance, party: PartyId) -> Actor {
    let own = if party == BANK { agent() } else { applicant() };
    chance.one_of(&[own.clone(), own, clerk(), lawyer(), guardian()])
}

/// The director an offer waits for; named apart from the owner's, so that nobody takes him for one.
fn receiving_director(case: &Case) -> Actor {
    let transfer = match case {
        Case::Filed(filed) => filed.dossier.transfer.as_ref(),
        Case::NotFiled => None,
    };
    let to = transfer.map_or_else(foshan, |transfer| transfer.to.clone());
    Actor { centre: Some(to), user: director_of_foshan().user, ..director() }
}
