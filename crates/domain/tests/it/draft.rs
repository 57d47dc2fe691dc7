//! Drafts: their author's alone, filed once, over on a day that is told.

use crate::story::{actors::*, commands::*, day, on};
use domain::calendar::HolidayTable;
use domain::draft::*;
use domain::ids::DraftId;
use domain::occasion::{Actor, Occasion};
use domain::rule_set::RuleSet;
use uuid::Uuid;

const DRAFT: DraftId = DraftId(Uuid::from_u128(0xD7));

fn ask(
    by: &Actor,
    at: &str,
    state: &Draft,
    command: DraftCommand,
) -> Result<Vec<DraftEvent>, DraftRejection> {
    let rules = RuleSet::builtin();
    let occasion = Occasion { by, at: on(at), rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, state, command)
}

fn after(state: Draft, by: &Actor, at: &str, command: DraftCommand) -> Draft {
    ask(by, at, &state, command).expect("a draft that agrees").iter().fold(state, evolve)
}

fn open() -> DraftCommand {
    DraftCommand::Open { draft: DRAFT, centre: guangzhou(), application: secret_long("{}") }
}

fn amend() -> DraftCommand {
    DraftCommand::Amend { application: secret_long("{\"facts\":\"x\"}") }
}

fn opened() -> Draft {
    after(Draft::NotOpened, &applicant(), "2026-10-12 09:00", open())
}

#[test]
fn a_draft_can_be_submitted_for_thirty_days_after_it_was_last_saved() {
    let amended = after(opened(), &applicant(), "2026-10-20 09:00", amend());
    assert_eq!(amended.kept().unwrap().submit_by.due_date, day("2026-11-19"));
    assert_eq!(amended.code(day("2026-11-19")), "OPEN");
    assert_eq!(amended.code(day("2026-11-20")), "EXPIRED");
}

#[test]
fn what_is_ended_stays_as_it_ended() {
    let submitted = after(opened(), &applicant(), "2026-10-12 10:00", DraftCommand::Submit { case: CASE });
    let again = ask(&applicant(), "2026-10-12 11:00", &submitted, DraftCommand::Submit { case: CASE });
    assert_eq!(again, Ok(vec![]));
    let discarded = after(opened(), &applicant(), "2026-10-12 10:00", DraftCommand::Discard);
    let again = ask(&applicant(), "2026-10-12 11:00", &discarded, DraftCommand::Discard);
    assert_eq!(again, Ok(vec![]));
}

#[test]
fn a_draft_whose_time_is_over_can_still_be_discarded() {
    let discarded = after(opened(), &applicant(), "2026-12-24 10:00", DraftCommand::Discard);
    assert_eq!(discarded.code(day("2026-12-24")), "DISCARDED");
}

#[test]
fn the_house_ends_a_draft_once_when_its_time_is_over() {
    let expire = || DraftCommand::Expire;
    assert_eq!(ask(&the_house(), "2026-11-11 23:59", &opened(), expire()), Ok(vec![]));
    let told = DraftEvent::DraftExpired(DraftExpired { draft: DRAFT, due: day("2026-11-11") });
    // A week of downtime: the true last day is told.
    assert_eq!(ask(&the_house(), "2026-11-19 08:00", &opened(), expire()), Ok(vec![told]));
    let expired = after(opened(), &the_house(), "2026-11-19 08:00", expire());
    assert_eq!(expired.code(day("2026-11-19")), "EXPIRED");
    assert_eq!(ask(&the_house(), "2026-11-20 08:00", &expired, expire()), Ok(vec![]));
    assert_eq!(ask(&applicant(), "2026-11-20 08:00", &expired, amend()), Err(DraftRejection::Expired));
    assert_eq!(ask(&applicant(), "2026-11-20 08:00", &expired, DraftCommand::Discard), Ok(vec![]));
    let discarded = after(opened(), &applicant(), "2026-10-12 10:00", DraftCommand::Discard);
    assert_eq!(ask(&the_house(), "2026-11-19 08:00", &discarded, expire()), Ok(vec![]));
}

#[test]
fn a_submission_that_broke_off_is_finished_by_the_house() {
    let submit = || DraftCommand::Submit { case: CASE };
    let submitted = after(opened(), &the_house(), "2026-11-12 00:00", submit());
    assert!(matches!(submitted, Draft::Submitted(_, CASE)));
    assert_eq!(ask(&the_house(), "2026-11-11 23:59", &opened(), submit()), Ok(vec![]));
}

#[test]
fn nobody_but_the_house_ends_a_draft_for_its_time() {
    let expire = ask(&applicant(), "2026-11-12 09:00", &opened(), DraftCommand::Expire);
    assert_eq!(expire, Err(DraftRejection::NotFound));
    assert_eq!(ask(&the_house(), "2026-11-12 09:00", &opened(), amend()), Err(DraftRejection::NotFound));
}

#[test]
fn the_clerks_of_the_centre_share_what_one_of_them_began() {
    let begun = after(Draft::NotOpened, &clerk(), "2026-10-12 09:00", open());
    let colleague = Actor { user: director().user, ..clerk() };
    assert!(begun.seen_by(&colleague).is_ok());
    let moved = Actor { centre: Some(foshan()), ..clerk() };
    assert_eq!(begun.seen_by(&moved), Err(DraftRejection::NotFound));
    assert_eq!(begun.seen_by(&applicant()), Err(DraftRejection::NotFound));
    assert_eq!(opened().seen_by(&clerk()), Err(DraftRejection::NotFound));
}

#[test]
fn every_refusal_of_a_draft_has_its_code() {
    let strangers = ask(&clerk(), "2026-10-12 10:00", &opened(), DraftCommand::Discard);
    let late = ask(&applicant(), "2026-11-12 10:00", &opened(), amend());
    let discarded = after(opened(), &applicant(), "2026-10-12 10:00", DraftCommand::Discard);
    let ended = ask(&applicant(), "2026-10-12 11:00", &discarded, DraftCommand::Submit { case: CASE });
    let codes = [strangers, late, ended].map(|answer| answer.unwrap_err().code());
    assert_eq!(codes, DraftRejection::ALL_CODES);
}

/// One event of each type.
pub(crate) fn every_event() -> Vec<DraftEvent> {
    let (by, at) = (applicant(), "2026-10-12 10:00");
    let of = |state: &Draft, command| ask(&by, at, state, command).unwrap();
    let opened = opened();
    [
        of(&Draft::NotOpened, open()),
        of(&opened, amend()),
        of(&opened, DraftCommand::Submit { case: CASE }),
        of(&opened, DraftCommand::Discard),
        ask(&the_house(), "2026-11-12 00:00", &opened, DraftCommand::Expire).unwrap(),
    ]
    .concat()
}
