//! docs/decision-table.md: every command asked of a case in every situation.

mod asked;
mod situations;

use super::{table, up_to_date};
use crate::story::Story;
use asked::{Ask, asks};
use chrono::{DateTime, Utc};
use domain::case::{Command, Event, Rejection, StageName};
use situations::situations;

const HEAD: &str = "# Decision table

What a case answers to each command in each situation, by stage.
The rules themselves are asked: every command as it is valid there where it can be valid at all, by somebody it may come from, at a moment in time.
A cell in **bold** names the events that happen; a cell in `code` names the refusal; \"already so\" is neither.
Words in brackets tell kinds of one command apart.
Who may ask is another matter: whoever has nothing to do with the case is answered `not-found`, whatever is asked.

This page is made by `crates/domain/tests/it/documents/decision_table.rs` and compared by a test; `UPDATE_DOCS=1 cargo test -p domain` writes it anew.
";

/// A case somewhere on its way.
pub(super) struct Situation {
    name: &'static str,
    at: DateTime<Utc>,
    story: Story,
}

/// What is answered, as a cell shows it.
fn cell(ask: &Ask, situation: &Situation) -> String {
    let (by, command) = (ask.by)(situation);
    let outcome = situation.story.clone().when(by, situation.at, command);
    match outcome.answer() {
        Ok([]) => "already so".to_owned(),
        Ok(events) => happened(events),
        Err(refused) => format!("`{}`", refused.code()),
    }
}

/// The events by name, in their order; one name several times running is counted.
fn happened(events: &[Event]) -> String {
    let runs = events.chunk_by(|a, b| a.wire_name() == b.wire_name());
    let names = runs.map(|run| {
        let name = run[0].wire_name();
        let short =
            name.strip_prefix("case.").and_then(|rest| rest.rsplit_once(".v")).map_or(name, |(it, _)| it);
        if run.len() == 1 { format!("**{short}**") } else { format!("**{short}** ×{}", run.len()) }
    });
    names.collect::<Vec<_>>().join(", ")
}

fn section(stage: StageName, all: &[Situation]) -> String {
    let here: Vec<&Situation> =
        all.iter().filter(|situation| situation.story.case().stage_name() == stage).collect();
    assert!(!here.is_empty(), "no situation stands in {stage:?}");
    // What does not belong to the stage at all is said in one sentence.
    let foreign = if stage == StageName::NotFiled { "`not-found`" } else { "`wrong-stage`" };
    let rows: Vec<Vec<String>> = asks()
        .iter()
        .map(|ask| [vec![ask.label()], here.iter().map(|it| cell(ask, it)).collect()].concat())
        .filter(|row| row.iter().skip(1).any(|cell| cell != foreign))
        .collect();
    let head: Vec<String> =
        std::iter::once("command").chain(here.iter().map(|it| it.name)).map(str::to_owned).collect();
    format!("\n## {}\n\n{}\nEvery other command: {foreign}.\n", stage.code(), table(&head, &rows))
}

#[test]
fn the_decision_table_is_up_to_date() {
    let situations = situations();
    let sections: String = StageName::ALL.iter().map(|stage| section(*stage, &situations)).collect();
    up_to_date("decision-table.md", &format!("{HEAD}{sections}"));
}

#[test]
fn every_command_happens_in_some_situation_and_is_refused_in_some_other() {
    let situations = situations();
    for name in Command::NAMES {
        let of_this = || asks().into_iter().filter(|ask| ask.verb == *name);
        let cells: Vec<String> = of_this()
            .flat_map(|ask| situations.iter().map(move |it| cell(&ask, it)).collect::<Vec<_>>())
            .collect();
        assert!(cells.iter().any(|cell| cell.starts_with("**")), "{name} never happens");
        assert!(cells.iter().any(|cell| cell.starts_with('`')), "{name} is never refused");
    }
}

#[test]
fn every_refusal_in_the_table_is_a_known_code() {
    for situation in situations() {
        for ask in asks() {
            let cell = cell(&ask, &situation);
            let code = cell.trim_matches('`');
            assert!(!cell.starts_with('`') || Rejection::ALL_CODES.contains(&code), "{cell}");
        }
    }
}
