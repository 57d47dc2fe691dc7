//! When something is owed about a period: on the day the case itself says.

use crate::story::{Story, filed, the_house};
use crate::support::{House, value};
use chrono::{Days, NaiveDate, TimeDelta};
use domain::case::{Due, Event, FireTimer};
use domain::deadline::Timer;
use domain::rule_set::RuleSet;

/// The last day for the answers.
fn answer_by(story: &Story) -> NaiveDate {
    let deadlines = story.events().flat_map(Event::deadlines);
    deadlines.filter(|it| it.timer == Timer::T03).map(|it| it.due_date).last().expect("T03 runs")
}

#[tokio::test]
async fn the_director_is_due_when_the_rules_in_force_at_the_end_of_the_period_say() {
    let mut sooner = RuleSet::builtin();
    sooner.escalation_days = 1;
    for (number, rules, days) in [(1, RuleSet::builtin(), 4), (2, sooner, 2)] {
        let story = filed(number).accepted().notified();
        let due_date = answer_by(&story);
        let over = TimeDelta::days((due_date - story.today()).num_days() + 1);
        let fire = FireTimer { timer: Timer::T03, due_date };
        let story = story.later(over).step_under(&rules, the_house(), fire);
        let house = House::new();
        house.append(&story).await;
        let views = house.views().await;
        let escalation = due_date.checked_add_days(Days::new(days)).expect("a day");
        let rows = value(views.due(escalation, None, 50));
        let of_answers = rows.iter().filter(|row| row.of == Due::Period(Timer::T03));
        let days: Vec<_> = of_answers.map(|row| row.on_day).collect();
        assert_eq!(days, [escalation]);
    }
}
