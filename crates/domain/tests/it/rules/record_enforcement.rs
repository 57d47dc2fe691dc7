//! What a court, a notary or an arbitral body made enforceable goes to the court that enforces.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::{EnforcementTitle, TrialProcedure};

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-20 09:00")
}

#[test]
fn the_creditor_applied_for_enforcement() {
    given(confirmed()).when(applicant(), now(), record_enforcement()).then(|events| {
        let [Event::EnforcementRecorded(enforced)] = events else { panic!("{events:?}") };
        assert_eq!(enforced.seqs, [1]);
        assert_eq!(enforced.court_case_no.as_str(), "（2026）粤0104执881号");
        assert_eq!(enforced.title, EnforcementTitle::ConfirmationRuling);
    });
}

fn by(title: EnforcementTitle) -> RecordEnforcement {
    RecordEnforcement { title: Some(title), ..record_enforcement() }
}

fn later() -> chrono::DateTime<chrono::Utc> {
    on("2026-12-02 09:00")
}

/// What the application rests on when nobody names it.
fn title_of(story: Story) -> EnforcementTitle {
    let mut title = None;
    given(story).when(applicant(), later(), record_enforcement()).then(|events| {
        let [Event::EnforcementRecorded(enforced)] = events else { panic!("{events:?}") };
        title = Some(enforced.title);
    });
    title.expect("it is enforced")
}

fn decided(outcome: ObjectionOutcome) -> Story {
    objected().and(court(), on("2026-12-01 09:00"), court_decides(outcome, "2026-11-30"))
}

/// Everything recorded of other ways, on a settlement nobody asked to be confirmed.
fn by_way_of(steps: &[RecordOtherRoute]) -> Story {
    steps.iter().fold(effective(), |story, step| story.and(clerk(), on("2026-11-24 09:00"), step.clone()))
}

/// An apology beside the payment, and a notary who made the payment enforceable.
fn notarised_beside_an_apology() -> Story {
    let apology = TermBody::Apology { obligor: BANK, due_on: day("2026-10-27") };
    let mut draft = draft_agreement();
    let mut clause = clause(apology);
    clause.term.wording = Some(secret_long("书面致歉。"));
    draft.terms.push(clause);
    agreed_on(draft).and(clerk(), on("2026-11-24 09:00"), notarised())
}

#[test]
fn a_ruling_is_enforced_while_somebody_objects_and_after_it_was_upheld_or_changed() {
    for story in [objected(), decided(ObjectionOutcome::Upheld), decided(ObjectionOutcome::Changed)] {
        assert_eq!(title_of(story), EnforcementTitle::ConfirmationRuling);
    }
}

#[test]
fn every_other_paper_that_is_enforceable_is_enforced() {
    let in_force = order(PaymentOrderStep::TakeEffect { on: day("2026-11-24") });
    let ordered = [order_applied(), order_accepted(), order_issued("2026-11-06"), in_force];
    assert_eq!(title_of(by_way_of(&ordered)), EnforcementTitle::PaymentOrder);
    assert_eq!(title_of(by_way_of(&[notarised()])), EnforcementTitle::NotarialInstrument);
    assert_eq!(title_of(by_way_of(&[arbitral_paper()])), EnforcementTitle::ArbitralPaper);
    let entrusted = settled_for_court(entrustment(TrialProcedure::Ordinary));
    let paper = entrusted.and(court(), on("2026-11-10 09:00"), court_paper());
    assert_eq!(title_of(paper), EnforcementTitle::CourtMediationPaper);
}

#[test]
fn the_creditor_may_say_which_paper_it_uses() {
    let both = by_way_of(&[notarised(), arbitral_paper()]);
    given(both).when(applicant(), later(), by(EnforcementTitle::NotarialInstrument)).then(|events| {
        let [Event::EnforcementRecorded(enforced)] = events else { panic!("{events:?}") };
        assert_eq!(enforced.title, EnforcementTitle::NotarialInstrument);
    });
}

refusals! {
    nothing_is_enforced_before_the_agreement_is_effective:
        given(signed()).when(applicant(), now(), record_enforcement())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    an_agreement_without_a_ruling_is_not_enforced:
        given(effective()).when(applicant(), now(), record_enforcement())
        => Rejection::EnforcementNeedsTitle { status: "NOT_REQUESTED".to_owned() };
    a_revoked_ruling_is_not_enforced:
        given(decided(ObjectionOutcome::Revoked)).when(applicant(), later(), record_enforcement())
        => Rejection::EnforcementNeedsTitle { status: "REVOKED".to_owned() };
    an_order_that_is_not_in_force_is_not_enforced:
        given(by_way_of(&[order_applied()])).when(applicant(), later(), record_enforcement())
        => Rejection::EnforcementNeedsTitle { status: "NOT_REQUESTED".to_owned() };
    a_paper_nobody_recorded_is_not_enforced:
        given(confirmed()).when(applicant(), now(), by(EnforcementTitle::ArbitralPaper))
        => Rejection::TitleNotOnRecord { title: EnforcementTitle::ArbitralPaper };
    a_notary_made_nothing_but_money_enforceable:
        given(notarised_beside_an_apology()).when(applicant(), later(), RecordEnforcement {
            seqs: vec![1, 2],
            ..record_enforcement()
        }) => Rejection::TitleDoesNotCover { seq: 2 };
    who_owes_does_not_enforce:
        given(confirmed()).when(agent(), now(), RecordEnforcement { party: BANK, ..record_enforcement() })
        => Rejection::NotCreditor { seq: 1 };
    something_is_to_be_enforced:
        given(confirmed()).when(applicant(), now(), RecordEnforcement { seqs: vec![], ..record_enforcement() })
        => Rejection::NothingGiven;
    nothing_is_enforced_before_it_is_overdue:
        given(confirmed()).when(applicant(), now(), RecordEnforcement {
            applied_on: day("2026-10-27"),
            ..record_enforcement()
        }) => Rejection::ObligationNotDue { seq: 1, due: day("2026-10-27") };
    nobody_applied_before_the_agreement:
        given(confirmed()).when(applicant(), now(), RecordEnforcement {
            applied_on: day("2026-10-20"),
            ..record_enforcement()
        }) => Rejection::DateTooEarly { date: day("2026-10-20"), earliest: day("2026-10-21") };
    nobody_applied_tomorrow:
        given(confirmed()).when(applicant(), now(), RecordEnforcement {
            applied_on: day("2026-11-21"),
            ..record_enforcement()
        }) => Rejection::DateInFuture { date: day("2026-11-21") };
    what_is_paid_is_not_enforced:
        given(performed()).when(applicant(), now(), record_enforcement())
        => Rejection::ObligationComplete { seq: 1 };
}
