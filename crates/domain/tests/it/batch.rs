//! Linked cases: against one institution, of one centre, handled together and each by itself.

use crate::story::{actors::*, commands::*, on};
use domain::batch::*;
use domain::calendar::HolidayTable;
use domain::classification::{BatchReason, UnlinkReason};
use domain::ids::{BatchId, CaseId};
use domain::occasion::{Actor, Occasion};
use domain::rule_set::RuleSet;
use uuid::Uuid;

const BATCH: BatchId = BatchId(Uuid::from_u128(0xBA));

fn ask(by: &Actor, state: &CaseBatch, command: BatchCommand) -> Result<Vec<BatchEvent>, BatchRejection> {
    let rules = RuleSet::builtin();
    let at = on("2026-10-12 10:00");
    let occasion = Occasion { by, at, rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, state, command)
}

fn after(state: CaseBatch, command: BatchCommand) -> CaseBatch {
    ask(&clerk(), &state, command).expect("a batch that agrees").iter().fold(state, evolve)
}

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn against_the_branch(number: u128) -> Linkable {
    Linkable { case: case(number), centre: guangzhou(), against: vec![branch(), bank()], ended: false }
}

fn open(cases: Vec<Linkable>) -> BatchCommand {
    BatchCommand::Open {
        batch: BATCH,
        centre: guangzhou(),
        institution: bank(),
        reason: BatchReason::SameProduct,
        title: short("三年期定期存款计息"),
        cases,
    }
}

fn opened() -> CaseBatch {
    after(CaseBatch::NotOpened, open(vec![against_the_branch(1), against_the_branch(2)]))
}

fn closed() -> CaseBatch {
    after(opened(), BatchCommand::Close)
}

fn link(cases: Vec<Linkable>) -> BatchCommand {
    BatchCommand::Link { cases }
}

fn unlink(number: u128) -> BatchCommand {
    BatchCommand::Unlink { case: case(number), reason: UnlinkReason::PartyAsked }
}

fn cases_of(state: &CaseBatch) -> Vec<CaseId> {
    state.linked().expect("a batch").cases.iter().copied().collect()
}

#[test]
fn cases_are_linked_and_unlinked_and_stay_known_after_the_end() {
    let grown = after(opened(), link(vec![against_the_branch(2), against_the_branch(3)]));
    assert_eq!(cases_of(&grown), [case(1), case(2), case(3)]);
    let shrunk = after(grown, unlink(1));
    assert_eq!(cases_of(&shrunk), [case(2), case(3)]);
    let closed = after(shrunk, BatchCommand::Close);
    assert_eq!(cases_of(&closed), [case(2), case(3)]);
    assert_eq!(closed.members(&clerk()), Err(BatchRejection::Closed));
}

#[test]
fn what_is_so_already_is_no_event() {
    assert_eq!(ask(&clerk(), &opened(), link(vec![against_the_branch(1)])), Ok(vec![]));
    assert_eq!(ask(&clerk(), &closed(), BatchCommand::Close), Ok(vec![]));
}

#[test]
fn a_batch_is_there_for_the_staff_of_its_centre_alone() {
    assert!(opened().seen_by(&director()).is_ok());
    for stranger in [clerk_of_foshan(), applicant(), agent(), mediator(), federation()] {
        assert_eq!(opened().seen_by(&stranger), Err(BatchRejection::NotFound));
        let asked = ask(&stranger, &CaseBatch::NotOpened, open(vec![]));
        assert_eq!(asked, Err(BatchRejection::NotFound));
    }
}

#[test]
fn every_refusal_of_a_batch_has_its_code() {
    let elsewhere = Linkable { centre: foshan(), ..against_the_branch(3) };
    let other = Linkable { against: vec![other_bank()], ..against_the_branch(3) };
    let ended = Linkable { ended: true, ..against_the_branch(3) };
    let many = (1..=201).map(against_the_branch).collect();
    let answers = [
        ask(&clerk_of_foshan(), &opened(), BatchCommand::Close),
        ask(&clerk(), &closed(), unlink(1)),
        ask(&clerk(), &CaseBatch::NotOpened, open(vec![against_the_branch(1); 2])),
        ask(&clerk(), &CaseBatch::NotOpened, open(many)),
        ask(&clerk(), &opened(), link(vec![elsewhere])),
        ask(&clerk(), &opened(), link(vec![other])),
        ask(&clerk(), &opened(), link(vec![ended])),
        ask(&clerk(), &opened(), unlink(9)),
    ];
    let refused = answers.map(|answer| answer.unwrap_err());
    assert_eq!(refused.map(BatchRejection::code), BatchRejection::ALL_CODES);
    assert_eq!(refused[3].facts(), [("limit", "200".to_owned())]);
    assert_eq!(refused[7].facts(), [("case", case(9).to_string())]);
}

/// One event of each type.
pub(crate) fn every_event() -> Vec<BatchEvent> {
    let of = |state: &CaseBatch, command| ask(&clerk(), state, command).unwrap();
    [
        of(&CaseBatch::NotOpened, open(vec![against_the_branch(1), against_the_branch(2)])),
        of(&opened(), link(vec![against_the_branch(3)])),
        of(&opened(), unlink(1)),
        of(&opened(), BatchCommand::Close),
    ]
    .concat()
}
