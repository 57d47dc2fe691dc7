//! Statistics the public was given stay as they were given; a restatement takes their place and says why.

use crate::story::{actors::*, commands::*, on};
use domain::calendar::HolidayTable;
use domain::occasion::{Actor, Occasion};
use domain::publication::*;
use domain::rule_set::RuleSet;
use serde_json::json;

const YEAR: i32 = 2025;

fn ask(
    by: &Actor,
    year: i32,
    state: &Publication,
    command: PublicationCommand,
) -> Result<Vec<PublicationEvent>, PublicationRejection> {
    let rules = RuleSet::builtin();
    let occasion =
        Occasion { by, at: on("2026-01-12 10:00"), rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, year, state, command)
}

fn table(settled: u32) -> PublishedTable {
    PublishedTable {
        definitions: 1,
        log: "0199f5a3-0000-7000-8000-00000000beef".to_owned(),
        position: "1200/1199".to_owned(),
        figures: json!({ "total": { "settled": settled } }),
    }
}

fn restate(settled: u32) -> PublicationCommand {
    PublicationCommand::Restate { table: table(settled), reason: short("两件案件的结案日期更正") }
}

fn published() -> Publication {
    let events = ask(&federation(), YEAR, &Publication::default(), PublicationCommand::Publish(table(887)));
    events.expect("a year that is over").iter().fold(Publication::default(), evolve)
}

#[test]
fn a_restatement_takes_the_place_of_what_was_published_and_leaves_it_readable() {
    let events = ask(&federation(), YEAR, &published(), restate(888)).unwrap();
    let state = events.iter().fold(published(), evolve);
    let editions: Vec<_> =
        state.editions().iter().map(|it| (it.edition, &it.table.figures["total"]["settled"])).collect();
    assert_eq!(editions, [(1, &json!(887)), (2, &json!(888))]);
    assert_eq!(state.current().map(|it| it.edition), Some(2));
    assert!(state.editions()[0].reason.is_none() && state.editions()[1].reason.is_some());
}

#[test]
fn a_later_place_in_the_log_alone_is_no_reason_to_restate() {
    let later = PublishedTable { position: "9000/8999".to_owned(), ..table(887) };
    let command = PublicationCommand::Restate { table: later, reason: short("复核") };
    assert_eq!(
        ask(&federation(), YEAR, &published(), command),
        Err(PublicationRejection::NothingChanged { edition: 1 })
    );
}

#[test]
fn every_refusal_of_a_publication_has_its_code() {
    let none = Publication::default();
    let publish = || PublicationCommand::Publish(table(887));
    let refused = [
        ask(&director(), YEAR, &none, publish()),
        ask(&federation(), 2026, &none, publish()),
        ask(&federation(), YEAR, &published(), publish()),
        ask(&federation(), YEAR, &none, restate(888)),
        ask(&federation(), YEAR, &published(), restate(887)),
    ];
    let codes: Vec<_> = refused.iter().map(|answer| answer.as_ref().unwrap_err().code()).collect();
    assert_eq!(codes, PublicationRejection::ALL_CODES);
    for answer in refused {
        let refusal = answer.unwrap_err();
        assert!(refusal.facts().iter().all(|(_, text)| !text.is_empty()), "{refusal:?}");
    }
}

/// One event of each type.
pub(crate) fn every_event() -> Vec<PublicationEvent> {
    let first = ask(&federation(), YEAR, &Publication::default(), PublicationCommand::Publish(table(887)));
    let second = ask(&federation(), YEAR, &published(), restate(888));
    [first.unwrap(), second.unwrap()].concat()
}
