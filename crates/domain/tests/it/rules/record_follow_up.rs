//! The centre asks a party how the agreement is performed, and how content it is.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::PartyId;

const NOBODY: PartyId = PartyId(uuid::Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-03 09:00")
}

#[test]
fn a_party_tells_how_content_it_is() {
    given(effective()).when(clerk(), now(), record_follow_up()).then(|events| {
        let [Event::FollowUpRecorded(told)] = events else { panic!("{events:?}") };
        assert_eq!((told.party, told.satisfaction, told.no_further), (APPLICANT, Some(4), false));
    });
}

#[test]
fn a_creditor_that_tells_the_centre_to_stop_lets_the_case_close() {
    let stop = RecordFollowUp { no_further: true, ..record_follow_up() };
    let story = effective().and(clerk(), now(), stop);
    given(story).when(clerk(), on("2026-11-03 10:00"), CloseCase).then_stage(StageName::Closed);
}

#[test]
fn the_days_for_reminder_overdue_and_callbacks_stand_in_the_agreement() {
    let story = effective();
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    let dates = settlement.obligations[0].follow_up.clone().unwrap();
    assert_eq!((dates.remind_on, dates.overdue_on), (day("2026-10-24"), day("2026-10-28")));
    assert_eq!(dates.call_on, [day("2026-11-03"), day("2026-11-26")]);
}

refusals! {
    nobody_is_asked_before_the_agreement_is_effective:
        given(signed()).when(clerk(), now(), record_follow_up())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    a_party_does_not_ask_itself:
        given(effective()).when(applicant(), now(), record_follow_up())
        => Rejection::NotActingFor { party: APPLICANT };
    somebody_is_asked:
        given(effective()).when(clerk(), now(), RecordFollowUp { party: NOBODY, ..record_follow_up() })
        => Rejection::PartyUnknown { party: NOBODY };
    nobody_was_asked_before_the_agreement:
        given(effective()).when(clerk(), now(), RecordFollowUp { called_on: day("2026-10-20"), ..record_follow_up() })
        => Rejection::DateTooEarly { date: day("2026-10-20"), earliest: day("2026-10-21") };
    nobody_was_asked_tomorrow:
        given(effective()).when(clerk(), now(), RecordFollowUp { called_on: day("2026-11-04"), ..record_follow_up() })
        => Rejection::DateInFuture { date: day("2026-11-04") };
    there_are_five_points:
        given(effective()).when(clerk(), now(), RecordFollowUp { satisfaction: Some(6), ..record_follow_up() })
        => Rejection::SatisfactionOutOfRange { highest: 5 };
}
