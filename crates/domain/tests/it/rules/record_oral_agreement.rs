//! What is agreed by word of mouth binds at once, and is confirmed by no court before it is on paper (PML 28, 30; CPLI 354).

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::SuspensionReason;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 09:00")
}

fn spoken() -> Story {
    closed_session().and(mediator(), now(), record_oral_agreement())
}

#[test]
fn it_binds_from_the_moment_the_parties_agreed() {
    given(closed_session()).when(mediator(), now(), record_oral_agreement()).then(|events| {
        let [Event::OralAgreementRecorded(oral), Event::AgreementBecameEffective(effect)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((oral.version, oral.settled_fen, &oral.hash), (1, yuan(5_000), &hash()));
        assert_eq!(effect.regimes, [RegimeDate { regime: EffectRegime::Oral, at: now() }]);
        assert_eq!(effect.obligations.len(), 1);
        ends(&effect.confirm_by, "2026-11-19", Basis::Cpl205);
    });
}

#[test]
fn a_draft_on_the_table_gives_way_to_what_was_said() {
    given(drafted())
        .when(mediator(), on("2026-10-20 10:00"), record_oral_agreement())
        .then_stage(StageName::Effective);
}

#[test]
fn it_is_performed_like_any_other() {
    spoken().and(agent(), on("2026-10-28 09:00"), report_performance());
}

refusals! {
    everybody_has_to_say_yes:
        given(closed_session()).when(mediator(), now(), RecordOralAgreement {
            agreed_by: vec![APPLICANT],
            ..record_oral_agreement()
        }) => Rejection::OralNotUnanimous { missing: vec![BANK] };
    nothing_is_agreed_before_anybody_met:
        given(rights_told()).when(mediator(), now(), record_oral_agreement()) => Rejection::NoSessionHeld;
    what_was_said_is_as_clear_as_what_is_written:
        given(closed_session()).when(mediator(), now(), RecordOralAgreement {
            terms: vec![clause(payment(1, "2026-10-19"))],
            ..record_oral_agreement()
        }) => Rejection::TermUnclear {
            clauses: vec![UnclearClause { clause: 1, problem: TermProblem::DateInPast(day("2026-10-19")) }],
        };
    nothing_is_agreed_while_the_mediation_stands:
        given(closed_session().and(mediator(), on("2026-10-19 17:00"), suspend_mediation()))
            .when(mediator(), now(), record_oral_agreement())
        => Rejection::MediationStands { reason: SuspensionReason::PartiesAsk };
}
