//! A holiday notice comes: dates move forward, confirmed ones say so, and nobody is told a shorter time than before.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::{Deadline, Timer};

/// The mediation period of all parties' choice, to a day of the year that has no notice yet.
fn until(last: &str) -> Story {
    let extension = ExtendPeriod { until: day(last), ..extend_period() };
    rights_told().and(mediator(), on("2026-10-20 09:00"), extension)
}

fn period(story: &Story) -> &Deadline {
    &story.filed().stage.accepted().unwrap().mediate_by
}

#[test]
fn a_provisional_date_inside_the_holiday_moves_behind_it() {
    let story = until("2027-02-08");
    assert!(period(&story).provisional);
    let story = story.after_the_next_notice().and(
        the_house(),
        on("2026-11-26 00:00"),
        recompute_deadline(Timer::T05a, "2027-02-08"),
    );
    let now = period(&story);
    assert_eq!((now.due_date, now.rolled_from), (day("2027-02-12"), Some(day("2027-02-08"))));
    assert_eq!((now.holiday_table.as_str(), now.provisional), ("cn-2018-2027", false));
    assert_eq!(story.filed().dossier.running.iter().filter(|it| it.timer == Timer::T05a).count(), 1);
    given(story)
        .when(the_house(), on("2026-11-26 00:01"), recompute_deadline(Timer::T05a, "2027-02-12"))
        .then_nothing();
}

#[test]
fn the_parties_keep_the_later_day_they_were_told() {
    // Saturday 13 February: a rest day without the notice, worked by it.
    let story = until("2027-02-13");
    assert_eq!(period(&story).due_date, day("2027-02-15"));
    given(story.after_the_next_notice())
        .when(the_house(), on("2026-11-26 00:00"), recompute_deadline(Timer::T05a, "2027-02-15"))
        .then(|events| {
            let [Event::DeadlineRecomputed(recomputed)] = events else { panic!("{events:?}") };
            assert_eq!(recomputed.deadline.due_date, day("2027-02-15"));
            assert_eq!(recomputed.kept_later_day, Some(day("2027-02-13")));
            assert!(!recomputed.deadline.provisional);
        });
}

#[test]
fn a_date_that_stays_is_told_to_be_certain() {
    given(until("2027-03-10").after_the_next_notice())
        .when(the_house(), on("2026-11-26 00:00"), recompute_deadline(Timer::T05a, "2027-03-10"))
        .then(|events| {
            let [Event::DeadlineRecomputed(recomputed)] = events else { panic!("{events:?}") };
            assert_eq!(recomputed.deadline.due_date, recomputed.former_due_date);
            assert!(!recomputed.deadline.provisional);
        });
}

#[test]
fn what_is_over_or_certain_is_not_touched() {
    let late = on("2027-02-09 00:00");
    given(until("2027-02-08").after_the_next_notice())
        .when(the_house(), late, recompute_deadline(Timer::T05a, "2027-02-08"))
        .then_nothing();
    given(filed().after_the_next_notice())
        .when(the_house(), on("2026-10-13 00:00"), recompute_deadline(Timer::T01, "2026-10-19"))
        .then_nothing();
    given(until("2027-02-08"))
        .when(the_house(), on("2026-11-26 00:00"), recompute_deadline(Timer::T05a, "2027-02-08"))
        .then_nothing();
}

refusals! {
    nobody_but_the_house_counts_again:
        given(filed()).when(clerk(), on("2026-10-13 09:00"), recompute_deadline(Timer::T01, "2026-10-19"))
        => Rejection::NotInvolved;
    nothing_filed_is_counted_again:
        given(nothing()).when(the_house(), on("2026-10-13 09:00"), recompute_deadline(Timer::T01, "2026-10-19"))
        => Rejection::NotInvolved;
}
