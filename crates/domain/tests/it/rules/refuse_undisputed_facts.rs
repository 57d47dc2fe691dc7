//! What one party does not accept is disputed.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 15:00")
}

#[test]
fn a_party_that_refuses_says_why_and_ends_it_for_all() {
    given(facts_half_signed()).when(agent(), now(), refuse_facts(BANK)).then(|events| {
        let [Event::UndisputedFactsAbandoned(abandoned)] = events else { panic!("{events:?}") };
        assert!(abandoned.party == Some(BANK) && abandoned.reason.is_some());
    });
}

#[test]
fn whoever_has_signed_may_think_better_of_it_while_another_has_not() {
    given(facts_half_signed()).when(applicant(), now(), refuse_facts(APPLICANT)).then_stage(StageName::Terminated);
}

refusals! {
    what_everybody_signed_is_not_refused_any_more:
        given(facts_complete()).when(agent(), now(), refuse_facts(BANK)) => Rejection::FactsNotOpen { version: 1 };
    nobody_refuses_for_the_other_side:
        given(facts_written()).when(agent(), now(), refuse_facts(APPLICANT))
        => Rejection::NotActingFor { party: APPLICANT };
}
