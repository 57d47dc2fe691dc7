//! The customer accepts the opinion in time, and the bank is bound as it promised.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Timer;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-21 09:00")
}

#[test]
fn what_the_customer_accepts_is_in_force_at_once() {
    given(opined()).when(applicant(), now(), accept_opinion()).then(|events| {
        let [Event::OpinionAccepted(accepted), Event::AgreementBecameEffective(effect)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((accepted.party, effect.version), (APPLICANT, 1));
        assert_eq!(effect.regimes, [RegimeDate { regime: EffectRegime::SmallOpinion, at: now() }]);
        assert_eq!((effect.effective_on, effect.confirm_by.due_date), (day("2026-10-21"), day("2026-11-20")));
        let [obligation] = effect.obligations.as_slice() else { panic!("{:?}", effect.obligations) };
        assert_eq!((obligation.obligor, obligation.due_on), (BANK, day("2026-11-03")));
    });
}

#[test]
fn the_settlement_carries_the_opinion_s_number_and_nobody_s_signature() {
    let story = opinion_accepted();
    let settlement = story.filed().settlement().unwrap();
    assert_eq!(settlement.agreement.agreement_no, short("粤广州金调字〔2026〕1号-意1"));
    assert!(settlement.agreement.signatures.is_empty());
    story.when(agent(), on("2026-10-28 09:00"), report_performance()).accepted();
}

#[test]
fn a_clerk_takes_down_what_the_customer_says_on_the_last_day() {
    given(opined()).when(clerk(), on("2026-10-27 17:00"), accept_opinion()).then_stage(StageName::Effective);
}

#[test]
fn several_customers_accept_together() {
    let party = FiledParty { party: NEWCOMER, ..join_party().party };
    let joined = talks_failed().and(clerk(), on("2026-10-19 17:00"), JoinParty { party, ..join_party() });
    let opined = joined.and(mediator(), on("2026-10-20 09:00"), issue_opinion());
    let one = given(opined).when(applicant(), now(), accept_opinion()).accepted();
    assert_eq!(one.case().stage_name(), StageName::InMediation);
    let again = one.clone().when(applicant(), now(), accept_opinion());
    again.then_nothing();
    one.when(clerk(), now(), AcceptOpinion { party: NEWCOMER, ..accept_opinion() })
        .then_stage(StageName::Effective);
}

refusals! {
    no_opinion_is_there:
        given(talks_failed()).when(applicant(), on("2026-10-20 09:00"), accept_opinion()) => Rejection::NoOpinion;
    another_version_was_meant:
        given(opined()).when(applicant(), now(), AcceptOpinion { version: 2, ..accept_opinion() })
        => Rejection::VersionNotCurrent { current: 1 };
    it_is_too_late:
        given(opined()).when(applicant(), on("2026-10-28 09:00"), accept_opinion())
        => Rejection::DeadlinePassed { timer: Timer::Opinion, due: day("2026-10-27") };
    the_bank_is_bound_already:
        given(opined()).when(agent(), now(), AcceptOpinion { party: BANK, ..accept_opinion() })
        => Rejection::OpinionNotAddressed { party: BANK };
    nobody_of_that_name:
        given(opined()).when(applicant(), now(), AcceptOpinion { party: NEWCOMER, ..accept_opinion() })
        => Rejection::PartyUnknown { party: NEWCOMER };
    the_bank_does_not_accept_for_the_customer:
        given(opined()).when(agent(), now(), accept_opinion()) => Rejection::NotActingFor { party: APPLICANT };
}
