//! What nobody disputes is written down when the mediation has ended, by whoever mediated, and with everybody's will.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::occasion::Actor;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 15:00")
}
const ENDED: &[StageName] = &[StageName::Effective, StageName::Terminated];

fn version(story: Story) -> u32 {
    let story = given(story).when(mediator(), now(), record_undisputed_facts()).accepted();
    let Some(Event::UndisputedFactsDrafted(drafted)) = story.history().last() else { panic!("not written") };
    drafted.version
}

#[test]
fn whoever_mediated_writes_down_what_nobody_disputes_after_it_failed_or_was_settled() {
    assert_eq!(version(failed()), 1);
    let settled = given(effective()).when(mediator(), on("2026-10-22 09:00"), record_undisputed_facts());
    settled.then_stage(StageName::Effective);
}

#[test]
fn a_new_version_takes_the_place_of_one_that_waits_or_was_refused_and_nobody_has_signed_it() {
    assert_eq!(version(facts_half_signed()), 2);
    let refused = facts_half_signed().and(agent(), on("2026-10-20 12:00"), refuse_facts(BANK));
    assert_eq!(version(refused), 2);
    let again = facts_half_signed().and(mediator(), now(), record_undisputed_facts());
    let second = SignUndisputedFacts { version: 2, ..sign_facts(APPLICANT) };
    given(again).when(applicant(), on("2026-10-20 16:00"), second).then(|events| {
        let [Event::UndisputedFactsSigned(signed)] = events else { panic!("{events:?}") };
        assert!(!signed.complete);
    });
}

refusals! {
    not_while_it_is_mediated:
        given(closed_session()).when(mediator(), now(), record_undisputed_facts())
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: ENDED.to_vec() };
    the_centre_writes_none:
        given(failed()).when(clerk(), now(), record_undisputed_facts()) => Rejection::NotInvolved;
    another_mediator_writes_none:
        given(failed()).when(Actor { mediator: Some(SECONDED), ..mediator() }, now(), record_undisputed_facts()) => Rejection::NotInvolved;
    every_party_must_agree_to_it:
        given(failed()).when(mediator(), now(), RecordUndisputedFacts {
            agreed_by: vec![APPLICANT], ..record_undisputed_facts()
        }) => Rejection::FactsNotAgreed { missing: vec![BANK] };
    a_record_says_something:
        given(failed()).when(mediator(), now(), RecordUndisputedFacts { facts: vec![], ..record_undisputed_facts() })
        => Rejection::NothingGiven;
    a_record_has_an_end:
        given(failed()).when(mediator(), now(), RecordUndisputedFacts {
            facts: vec![record_undisputed_facts().facts.remove(0); 101], ..record_undisputed_facts()
        }) => Rejection::TooMany { limit: 100 };
    what_everybody_signed_stands:
        given(facts_complete()).when(mediator(), now(), record_undisputed_facts())
        => Rejection::FactsComplete { version: 1 };
}
