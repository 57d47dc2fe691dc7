//! A day comes: warnings in time, one end of each period with its consequence, a ladder, and nothing twice.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{Remedy, Termination};
use domain::deadline::Timer;
use domain::occasion::Role;

/// T05a of a case accepted on 12 October ends on 11 November 2026.
const T05: &str = "2026-11-11";

fn of_t05(case: &Story) -> chrono::NaiveDate {
    case.filed().stage.accepted().unwrap().mediate_by.due_date
}

#[test]
fn nothing_happens_before_its_day() {
    assert_eq!(of_t05(&consented()), day(T05));
    given(consented()).when(the_house(), on("2026-11-03 23:59"), fire_timer(Timer::T05a, T05)).then_nothing();
}

#[test]
fn a_warning_is_given_once_and_a_late_one_says_which_it_is() {
    let warned = |days_before| {
        Event::DeadlineWarned(DeadlineWarned { timer: Timer::T05a, due_date: day(T05), days_before })
    };
    let ask = fire_timer(Timer::T05a, T05);
    given(consented()).when(the_house(), on("2026-11-04 00:00"), ask.clone()).then_events([warned(7)]);
    let story = consented().and(the_house(), on("2026-11-04 00:00"), ask.clone());
    given(story.clone()).when(the_house(), on("2026-11-04 09:00"), ask.clone()).then_nothing();
    given(story).when(the_house(), on("2026-11-10 00:00"), ask.clone()).then_events([warned(3)]);
    given(consented()).when(the_house(), on("2026-11-10 00:00"), ask).then_events([warned(3)]);
}

#[test]
fn the_last_day_is_still_in_time_and_the_mediation_ends_with_the_next() {
    let ask = fire_timer(Timer::T05a, T05);
    let last = consented().and(the_house(), on("2026-11-08 00:00"), ask.clone());
    given(last.clone()).when(the_house(), on("2026-11-11 23:59"), ask.clone()).then_nothing();
    // A week of downtime: the true last day is told.
    given(last).when(the_house(), on("2026-11-19 08:00"), ask).then_events([
        Event::DeadlineExpired(DeadlineExpired {
            timer: Timer::T05a,
            due_date: day(T05),
            outcome: ExpiryOutcome::MediationEnded,
            asked: None,
            escalate_on: None,
        }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::PeriodExpired,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ]);
}

#[test]
fn an_application_without_its_supplement_counts_as_withdrawn() {
    given(supplementing())
        .when(the_house(), on("2026-10-20 00:00"), fire_timer(Timer::T02, "2026-10-19"))
        .then_stage(StageName::Terminated);
}

#[test]
fn a_text_on_the_table_is_not_taken_away_by_a_clock() {
    let story = drafted();
    let due = of_t05(&story).to_string();
    given(story).when(the_house(), on("2027-01-15 00:00"), fire_timer(Timer::T05a, &due)).then(|events| {
        let [Event::DeadlineExpired(expired), Event::DeadlineEscalated(escalated)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((expired.outcome, expired.asked), (ExpiryOutcome::Asked, Some(Role::Clerk)));
        assert_eq!(escalated.asked, Role::Director);
    });
}

#[test]
fn silence_is_an_agreement_from_the_day_after_the_last_partys_time_to_object() {
    let first = fire_timer(Timer::T07, "2026-10-27");
    let story = given(silence_served()).when(the_house(), on("2026-10-28 00:10"), first.clone()).then(|events| {
        let [Event::DeadlineExpired(expired)] = events else { panic!("{events:?}") };
        assert_eq!(expired.outcome, ExpiryOutcome::RightEnded);
    });
    given(story.clone()).when(the_house(), on("2026-10-28 23:59"), first).then_nothing();
    let last = fire_timer(Timer::T07, "2026-10-28");
    // A week of downtime: it took effect on its day all the same.
    let story = given(story).when(the_house(), on("2026-11-05 08:00"), last.clone()).then(|events| {
        let [Event::DeadlineExpired(expired), Event::AgreementBecameEffective(effect)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((expired.outcome, expired.asked), (ExpiryOutcome::AgreementReached, None));
        assert_eq!((effect.version, effect.effective_on), (1, day("2026-10-29")));
        assert_eq!(effect.regimes, [RegimeDate { regime: EffectRegime::NoObjection, at: on("2026-10-29 00:00") }]);
        assert_eq!(effect.confirm_by.legal_start_date, day("2026-10-29"));
        assert!(effect.obligations[0].follow_up.is_some());
    });
    assert_eq!(story.filed().settlement().unwrap().agreement.signatures, []);
    given(story).when(the_house(), on("2026-11-05 08:10"), last).then_nothing();
}

#[test]
fn parties_served_on_one_day_share_their_time_and_silence_is_one_agreement() {
    let story = silence_proposed().and(mediator(), on("2026-10-20 10:00"), serve(APPLICANT)).and(
        mediator(),
        on("2026-10-20 11:00"),
        serve(BANK),
    );
    assert_eq!(story.filed().dossier.running.iter().filter(|it| it.timer == Timer::T07).count(), 1);
    given(story)
        .when(the_house(), on("2026-10-28 00:10"), fire_timer(Timer::T07, "2026-10-27"))
        .then_stage(StageName::Effective);
}

#[test]
fn whoever_was_not_served_is_bound_by_no_silence() {
    let story = silence_proposed().and(mediator(), on("2026-10-20 10:00"), serve(APPLICANT));
    given(story)
        .when(the_house(), on("2026-10-28 00:10"), fire_timer(Timer::T07, "2026-10-27"))
        .then_stage(StageName::InMediation);
}

#[test]
fn nobody_is_bound_by_silence_in_a_mediation_that_stands_still() {
    let standing = silence_served().and(mediator(), on("2026-10-22 09:00"), suspend_mediation()).and(
        the_house(),
        on("2026-10-28 00:10"),
        fire_timer(Timer::T07, "2026-10-27"),
    );
    let last = fire_timer(Timer::T07, "2026-10-28");
    let story = given(standing).when(the_house(), on("2026-10-29 00:10"), last.clone()).then(|events| {
        let [Event::DeadlineExpired(expired), Event::NoObjectionEnded(ended)] = events else {
            panic!("{events:?}")
        };
        assert_eq!(expired.outcome, ExpiryOutcome::RightEnded);
        assert_eq!(ended.cause, domain::classification::NoObjectionEnding::MediationSuspended);
    });
    given(story).when(the_house(), on("2026-11-05 00:10"), last).then_nothing();
}

#[test]
fn a_proposal_that_waits_for_objections_is_not_taken_away_by_the_mediation_period() {
    let story = silence_served();
    let due = of_t05(&story).to_string();
    given(story).when(the_house(), on("2027-01-15 00:00"), fire_timer(Timer::T05a, &due)).then(|events| {
        let [Event::DeadlineExpired(expired), ..] = events else { panic!("{events:?}") };
        assert_eq!(expired.outcome, ExpiryOutcome::Asked);
    });
}

#[test]
fn a_clerk_is_asked_first_and_the_director_three_days_later() {
    let story = notified();
    let running = story.filed().dossier.running.clone();
    let answer = running.iter().find(|it| it.timer == Timer::T03).unwrap().due_date;
    let ask = fire_timer(Timer::T03, &answer.to_string());
    let morning = |days| on(&format!("{} 00:05", answer + chrono::TimeDelta::days(days)));
    let story = story.and(the_house(), morning(1), ask.clone());
    given(story.clone()).when(the_house(), morning(3), ask.clone()).then_nothing();
    let escalated = Event::DeadlineEscalated(DeadlineEscalated {
        timer: Timer::T03,
        due_date: answer,
        asked: Role::Director,
    });
    given(story.clone()).when(the_house(), morning(4), ask.clone()).then_events([escalated]);
    given(story.and(the_house(), morning(4), ask.clone())).when(the_house(), morning(9), ask).then_nothing();
}

#[test]
fn the_next_rung_is_asked_on_the_day_that_was_set_when_the_period_ended() {
    let story = notified();
    let running = story.filed().dossier.running.clone();
    let answer = running.iter().find(|it| it.timer == Timer::T03).unwrap().due_date;
    let ask = fire_timer(Timer::T03, &answer.to_string());
    let morning = |days| on(&format!("{} 00:05", answer + chrono::TimeDelta::days(days)));
    let mut sooner = domain::rule_set::RuleSet::builtin();
    sooner.escalation_days = 1;
    let by = |rules: &domain::rule_set::RuleSet| {
        let occasion = domain::occasion::Occasion {
            by: &the_house(),
            at: morning(1),
            rules,
            holidays: domain::calendar::HolidayTable::builtin(),
        };
        match &decide(&occasion, story.case(), ask.clone().into()).unwrap()[..] {
            [Event::DeadlineExpired(expired)] => expired.escalate_on,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(by(&sooner), Some(answer + chrono::TimeDelta::days(2)));
    assert_eq!(by(&domain::rule_set::RuleSet::builtin()), Some(answer + chrono::TimeDelta::days(4)));
}

#[test]
fn a_late_acceptance_is_the_directors_at_once() {
    given(filed()).when(the_house(), on("2026-10-20 00:00"), fire_timer(Timer::T01, "2026-10-19")).then(
        |events| {
            let [Event::DeadlineExpired(expired)] = events else { panic!("{events:?}") };
            assert_eq!(expired.asked, Some(Role::Director));
        },
    );
}

#[test]
fn a_period_that_no_longer_runs_or_never_did_brings_nothing() {
    given(accepted())
        .when(the_house(), on("2026-12-20 00:00"), fire_timer(Timer::T01, "2026-10-19"))
        .then_nothing();
    given(filed())
        .when(the_house(), on("2026-12-20 00:00"), fire_timer(Timer::T01, "2026-10-20"))
        .then_nothing();
}

#[test]
fn nothing_is_due_while_the_clock_stands() {
    let story = rights_told().and(mediator(), on("2026-10-20 09:00"), commission_appraisal());
    let due = of_t05(&story).to_string();
    given(story).when(the_house(), on("2027-03-01 09:00"), fire_timer(Timer::T05a, &due)).then_nothing();
}

#[test]
fn every_timer_has_a_consequence_and_a_ladder_that_fits_it() {
    for timer in Timer::ALL {
        let (first, second) = ladder(timer);
        let asks = matches!(on_expiry(timer), OnExpiry::Asks(_) | OnExpiry::MediationEnds);
        assert_eq!(first.is_some(), asks, "{timer:?}");
        assert!(second.is_none() || first == Some(Role::Clerk), "{timer:?}: a director is asked last");
    }
}

#[test]
fn silence_is_no_acceptance_of_an_opinion() {
    let fire = fire_timer(Timer::Opinion, "2026-10-27");
    given(opined()).when(the_house(), on("2026-10-28 00:00"), fire).then(|events| {
        let [Event::DeadlineExpired(expired), Event::MediationTerminated(ended)] = events else {
            panic!("{events:?}")
        };
        assert_eq!(expired.outcome, ExpiryOutcome::OpinionLapsed);
        assert_eq!(ended.code, Termination::TooFarApart);
    });
}

#[test]
fn the_mediation_period_does_not_take_an_opinion_from_the_customer() {
    let late = talks_failed().and(
        mediator(),
        on("2026-11-10 09:00"),
        IssueOpinion { terms: vec![clause(payment(5_000, "2026-11-30"))], ..issue_opinion() },
    );
    let fire = fire_timer(Timer::T05a, "2026-11-11");
    given(late).when(the_house(), on("2026-11-12 00:00"), fire).then(|events| {
        let [Event::DeadlineExpired(expired)] = events else { panic!("{events:?}") };
        assert_eq!(expired.outcome, ExpiryOutcome::Asked);
    });
}

refusals! {
    nobody_but_the_house_tells_the_time:
        given(filed()).when(clerk(), on("2026-10-20 09:00"), fire_timer(Timer::T01, "2026-10-19"))
        => Rejection::NotInvolved;
    nothing_filed_has_no_time:
        given(nothing()).when(the_house(), on("2026-10-20 09:00"), fire_timer(Timer::T01, "2026-10-19"))
        => Rejection::NotInvolved;
}
