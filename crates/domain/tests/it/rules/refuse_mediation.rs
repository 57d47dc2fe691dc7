//! A party may refuse or leave; an institution with a duty to take part says why.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::ids::PartyId;
use uuid::Uuid;

fn of(party: PartyId, reason: Option<RefusalReason>) -> RefuseMediation {
    RefuseMediation { party, reason, wording: None }
}

/// A second respondent beside the bank: a natural person.
const GUARANTOR: PartyId = PartyId(Uuid::from_u128(0xA2));

fn with_guarantor() -> Story {
    let guarantor = FiledParty { party: GUARANTOR, side: Side::Respondent, account: None, ..depositor() };
    let parties = vec![depositor(), bank_branch(), guarantor];
    nothing()
        .and(applicant(), on("2026-10-12 09:00"), FileApplication { parties, ..file_application() })
        .and(clerk(), on("2026-10-12 10:00"), accept_case())
        .and(clerk(), on("2026-10-12 11:00"), notify_respondent())
}

fn against(sector: Sector) -> Story {
    let parties = vec![depositor(), institution_of(sector)];
    nothing()
        .and(applicant(), on("2026-10-12 09:00"), FileApplication { parties, ..file_application() })
        .and(clerk(), on("2026-10-12 10:00"), accept_case())
        .and(clerk(), on("2026-10-12 11:00"), notify_respondent())
}

#[test]
fn a_refusal_ends_the_case_and_tells_every_other_way() {
    given(notified()).when(agent(), on("2026-10-13 09:00"), refuse_mediation()).then_events([
        Event::MediationRefused(MediationRefused {
            party: BANK,
            reason: Some(RefusalReason::Unfounded),
            wording: refuse_mediation().wording,
            reportable: true,
        }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::PartyRefuses,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ]);
}

#[test]
fn a_consumer_leaves_without_a_reason_and_without_a_report() {
    given(signed()).when(applicant(), on("2026-10-20 13:00"), of(APPLICANT, None)).then(|events| {
        let [Event::MediationRefused(refused), Event::MediationTerminated(_)] = events else {
            panic!("{events:?}")
        };
        assert!(!refused.reportable);
    });
}

#[test]
fn an_institution_of_a_free_sector_needs_no_reason() {
    given(against(Sector::Payment))
        .when(agent(), on("2026-10-13 09:00"), of(BANK, None))
        .then_stage(StageName::Terminated);
}

#[test]
fn a_person_who_responds_beside_a_bank_is_as_free_as_any_person() {
    given(with_guarantor()).when(clerk(), on("2026-10-13 09:00"), of(GUARANTOR, None)).then(|events| {
        let [Event::MediationRefused(refused), Event::MediationTerminated(_)] = events else {
            panic!("{events:?}")
        };
        assert!(!refused.reportable);
    });
}

refusals! {
    nobody_leaves_an_effective_agreement:
        given(effective()).when(applicant(), on("2026-10-22 09:00"), of(APPLICANT, None))
        => Rejection::WrongStage {
            stage: StageName::Effective,
            allowed: vec![
                StageName::ConsentPending,
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ],
        };
    the_applicant_does_not_refuse_for_the_bank:
        given(notified()).when(applicant(), on("2026-10-13 09:00"), refuse_mediation())
        => Rejection::NotActingFor { party: BANK };
    a_bank_says_why_it_refuses:
        given(notified()).when(agent(), on("2026-10-13 09:00"), of(BANK, None))
        => Rejection::ReasonRequired { duty: RespondentDuty::JustCause };
    no_reason_is_not_a_reason:
        given(notified()).when(agent(), on("2026-10-13 09:00"), of(BANK, Some(RefusalReason::None)))
        => Rejection::ReasonRequired { duty: RespondentDuty::JustCause };
    a_securities_firm_says_why_it_refuses:
        given(against(Sector::Securities)).when(agent(), on("2026-10-13 09:00"), of(BANK, None))
        => Rejection::ReasonRequired { duty: RespondentDuty::Mandatory };
    the_bank_signed_a_memorandum_for_disputes_like_this:
        given(small_notified()).when(agent(), on("2026-10-13 09:00"), refuse_mediation())
        => Rejection::MemorandumBinds { reference: "粤金消备〔2026〕3号".to_owned() };
}
