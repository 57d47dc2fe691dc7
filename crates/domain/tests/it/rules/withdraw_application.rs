//! An applicant withdraws before an agreement is effective.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{Remedy, Termination};

#[test]
fn a_withdrawal_ends_the_case() {
    given(accepted()).when(applicant(), on("2026-10-13 09:00"), withdraw_application()).then_events([
        Event::ApplicationWithdrawn(ApplicationWithdrawn {
            party: APPLICANT,
            self_settled: true,
            reason: withdraw_application().reason,
        }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::Withdrawn,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ]);
}

#[test]
fn an_application_can_be_withdrawn_at_every_stage_before_effect() {
    let stories = [
        filed(), supplementing(), accepted(), notified(), consented(), offered(), assigned(), open(), drafted(),
        signed(),
    ];
    for story in stories {
        given(story)
            .when(clerk(), on("2026-10-20 14:00"), withdraw_application())
            .then_stage(StageName::Terminated);
    }
}

refusals! {
    an_agent_gives_the_claim_up_only_with_special_authorisation:
        given(represented().and(applicant(), on("2026-10-12 10:00"), ChangeAuthority {
            authority: Authority { special: false, ..authority() }, ..change_authority()
        })).when(lawyer(), on("2026-10-12 11:00"), withdraw_application())
        => Rejection::SpecialAuthorisationMissing;
    nothing_effective_is_withdrawn:
        given(effective()).when(applicant(), on("2026-10-22 09:00"), withdraw_application())
        => Rejection::WrongStage {
            stage: StageName::Effective,
            allowed: vec![
                StageName::Submitted,
                StageName::Supplementing,
                StageName::ConsentPending,
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ],
        };
    the_bank_does_not_withdraw_the_applicants_application:
        given(accepted()).when(agent(), on("2026-10-13 09:00"), withdraw_application())
        => Rejection::NotActingFor { party: APPLICANT };
    the_respondent_has_nothing_to_withdraw:
        given(accepted())
            .when(agent(), on("2026-10-13 09:00"), WithdrawApplication { party: BANK, ..withdraw_application() })
        => Rejection::NotActingFor { party: BANK };
}
