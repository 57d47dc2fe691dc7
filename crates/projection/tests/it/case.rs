//! The document of a case.

use crate::story::{COURT, MEDIATOR, OTHER_COURT, Story, centre, filed};
use crate::story::{refuse, supplement, withdraw};
use crate::support::{House, value};
use domain::case::{ConfirmationStatus, PartyIdentity, Signer, StageName};
use domain::classification::{SessionResult, Termination};
use domain::deadline::Timer;
use projection::{CaseView, NextAction, OfferAnswer, Reader, SessionState};

async fn view(story: &Story) -> CaseView {
    let house = House::new();
    house.append(story).await;
    let views = house.views().await;
    let reader = Reader::Staff(story.centre().clone());
    value(views.case(&reader, story.id())).expect("the case is there")
}

fn running(view: &CaseView) -> Vec<Timer> {
    view.deadlines.iter().map(|deadline| deadline.timer).collect()
}

#[tokio::test]
async fn a_filed_case_shows_what_was_filed_and_nothing_in_clear() {
    let story = filed(1);
    let view = view(&story).await;
    assert_eq!((view.stage, view.revision), (StageName::Submitted, 0));
    assert_eq!(view.centre, centre("440100"));
    assert_eq!(view.claim_fen.get(), 860_000);
    assert_eq!((view.next_action, running(&view)), (Some(NextAction::DecideAcceptance), vec![Timer::T01]));
    let text = serde_json::to_string(&view).expect("a document");
    for clear in ["陈小明", "440104199001011005", "13800000000", "越秀区", "利息差额", "活期"] {
        assert!(!text.contains(clear), "{clear} stands in the view");
    }
    assert!(text.contains("某银行广州分行"), "a bank stands in a public register");
    let PartyIdentity::Person { name, .. } = &view.parties[0].identity else { panic!("a person") };
    let sealed = name.as_sealed().expect("sealed");
    assert_eq!(sealed.field, "parties.0.identity.name");
    assert_eq!(view.stream, format!("case-gd~{}", story.id()));
}

#[tokio::test]
async fn a_case_that_went_the_whole_way_shows_every_step_of_it() {
    let story = filed(1).whole();
    let view = view(&story).await;
    assert_eq!(view.stage, StageName::Closed);
    assert_eq!(view.case_no.as_ref().map(|no| no.as_str()), Some("粤广州金调字〔2026〕1号"));
    assert_eq!(view.mediator, Some(MEDIATOR));
    let answers: Vec<_> = view.mediator_history.iter().map(|offer| offer.answer).collect();
    assert_eq!(answers, [OfferAnswer::Declined, OfferAnswer::Accepted]);
    let session = &view.sessions[0];
    assert_eq!((session.state, session.duration_s), (SessionState::Closed, Some(9_000)));
    let agreement = view.agreement.as_ref().expect("an agreement");
    assert_eq!((agreement.signatures.len(), agreement.settled_fen.get()), (3, 500_000));
    assert!(agreement.signatures.iter().any(|signature| signature.signer == Signer::Mediator(MEDIATOR)));
    assert_eq!((view.obligations[0].paid.get(), view.obligations[0].complete), (500_000, true));
    assert_eq!(view.confirmation_status(), ConfirmationStatus::Confirmed);
    assert_eq!((view.court(), running(&view)), (Some(COURT), vec![Timer::T22]));
    assert_eq!((view.next_action, view.next_due), (None, None));
    assert_eq!(view.revision as usize + 1, story.events().count());
}

#[tokio::test]
async fn the_minutes_of_a_session_are_not_in_the_case() {
    let story = filed(1).in_mediation().scheduled().met(SessionResult::Continue);
    let view = view(&story).await;
    let text = serde_json::to_string(&view).expect("a document");
    assert!(!text.contains("record.text"), "the sealed minutes belong to the session records alone");
}

/// The stage of the views is the stage of the rules, event by event, on every path.
#[tokio::test]
async fn the_view_stands_where_the_rules_stand() {
    let paths: Vec<Story> = vec![
        filed(1).whole(),
        refuse(filed(2)),
        supplement(filed(3)).accepted(),
        withdraw(filed(4).in_mediation()),
        withdraw(filed(5).accepted().notified().consented().asked(MEDIATOR)),
    ];
    for story in &paths {
        let house = House::new();
        let runner = house.follow("views.db", 1000).await;
        let mut told: Vec<domain::case::Event> = Vec::new();
        let mut revision = 0;
        for deed in story.deeds() {
            let events = crate::support::sealed_case(deed);
            let position = house.append_raw(&crate::support::case_stream(story), revision, events).await;
            revision += deed.events.len() as u64;
            told.extend(deed.events.iter().cloned());
            runner.wait_for(position, crate::support::LONG).await.expect("the views follow");
            let reader = Reader::Staff(story.centre().clone());
            let seen = value(runner.views().case(&reader, story.id())).expect("the case");
            assert_eq!(seen.stage, domain::case::replay(&told).stage_name(), "at revision {}", seen.revision);
        }
    }
}

#[tokio::test]
async fn a_case_that_ends_while_a_mediator_is_asked_has_no_mediator() {
    let view = view(&withdraw(filed(1).accepted().notified().consented().asked(MEDIATOR))).await;
    assert_eq!((view.stage, view.mediator), (StageName::Terminated, None));
    assert_eq!(view.mediator_history[0].answer, OfferAnswer::Lapsed);
    assert_eq!(view.termination.map(|end| end.code), Some(Termination::Withdrawn));
    assert_eq!(view.next_action, Some(NextAction::CloseCase));
}

#[tokio::test]
async fn each_step_names_the_next_one_and_its_last_day() {
    let expected = [
        (filed(1), NextAction::DecideAcceptance, Some(Timer::T01)),
        (filed(1).accepted(), NextAction::NotifyRespondent, Some(Timer::T03c)),
        (filed(1).accepted().notified(), NextAction::AwaitConsents, Some(Timer::T03)),
        (filed(1).accepted().notified().consented(), NextAction::OfferMediator, Some(Timer::T04)),
        (
            filed(1).accepted().notified().consented().asked(MEDIATOR),
            NextAction::AwaitMediator,
            Some(Timer::T05a),
        ),
        (filed(1).in_mediation(), NextAction::ScheduleSession, Some(Timer::T05a)),
        (filed(1).in_mediation().scheduled(), NextAction::HoldSession, None),
        (
            filed(1).in_mediation().scheduled().met(SessionResult::Agreed),
            NextAction::DraftAgreement,
            Some(Timer::T05a),
        ),
        (
            filed(1).in_mediation().scheduled().met(SessionResult::Agreed).drafted(),
            NextAction::CollectSignatures,
            Some(Timer::Signing),
        ),
        (
            filed(1).in_mediation().scheduled().met(SessionResult::Agreed).drafted().signed(),
            NextAction::SealAgreement,
            Some(Timer::Signing),
        ),
        (filed(1).settled(), NextAction::CheckPerformance, None),
        (filed(1).at_court().performed(), NextAction::AwaitCourt, Some(Timer::T11)),
        (filed(1).at_court().performed().taken_by_court(), NextAction::AwaitRuling, Some(Timer::T12)),
        (filed(1).at_court().taken_by_court().confirmed().performed(), NextAction::CloseCase, None),
    ];
    for (story, action, timer) in expected {
        let view = view(&story).await;
        assert_eq!(view.next_action, Some(action));
        if let Some(timer) = timer {
            let deadline = view.deadlines.iter().find(|deadline| deadline.timer == timer);
            assert_eq!(view.next_due, deadline.map(|deadline| deadline.due_date), "{action:?}");
            assert!(view.next_due.is_some(), "{action:?} has no last day");
        }
    }
}

#[tokio::test]
async fn a_court_that_does_not_take_it_leaves_the_thirty_days_running() {
    let story = crate::story::not_taken(filed(1).at_court());
    let view = view(&story).await;
    assert_eq!(view.confirmation_status(), ConfirmationStatus::NotAccepted);
    assert_eq!(running(&view), [Timer::T10]);
    assert_eq!(view.court(), Some(COURT), "the court keeps the record of its own decision");
    let elsewhere = story.prepared(OTHER_COURT);
    assert_eq!(self::view(&elsewhere).await.court(), None, "until the parties turn to another court");
}
