//! Given, when, then: how the rules of a case are told and tested.
//!
//! `given(filed()).when(clerk(), on("2026-10-12 10:00"), accept_case()).then_stage(StageName::ConsentPending)`.
//! The cases to start from build on each other (`story/cases.rs`), and so do the commands, which are valid as they stand
//! (`story/commands.rs`): a test names only what differs.

pub(crate) mod actors;
pub(crate) mod cases;
pub(crate) mod commands;
pub(crate) mod referrals;

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{HolidayTable, parse_instant};
use domain::case::{Case, Claim, Command, Event, Filed, Rejection, StageName, decide, evolve, replay};
use domain::deadline::{Basis, Deadline};
use domain::occasion::{Actor, Occasion};
use domain::rule_set::RuleSet;

/// A case and how it came about.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    history: Vec<Event>,
    case: Case,
    rules: RuleSet,
    holidays: HolidayTable,
}

/// What came of one command.
#[derive(Debug)]
pub(crate) struct Outcome {
    before: Story,
    verb: &'static str,
    answer: Result<Vec<Event>, Rejection>,
}

/// Nothing has been filed.
pub(crate) fn nothing() -> Story {
    Story {
        history: vec![],
        case: Case::NotFiled,
        rules: RuleSet::builtin(),
        holidays: HolidayTable::builtin().clone(),
    }
}

/// Where a test begins.
pub(crate) fn given(story: Story) -> Story {
    story
}

/// An instant in Shanghai, written `2026-10-12 09:00`.
#[track_caller]
pub(crate) fn on(text: &str) -> DateTime<Utc> {
    parse_instant(&format!("{}:00+08:00", text.replace(' ', "T"))).expect("an instant")
}

/// A day, written `2026-10-12`.
#[track_caller]
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The table with an invented notice for 2027: Spring Festival from Friday 5 to Thursday 11 February, Saturday 13 February worked.
pub(crate) fn next_notice() -> HolidayTable {
    let known =
        include_str!("../../data/holidays_cn.txt").replace("version cn-2018-2026", "version cn-2018-2027");
    let next = "year 2027 invented\noff 2027-01-01..2027-01-03 元旦\noff 2027-02-05..2027-02-11 春节\n\
                work 2027-02-13 春节\noff 2027-05-01..2027-05-05 劳动节\noff 2027-10-01..2027-10-07 国庆节\n";
    HolidayTable::parse(&format!("{known}\n{next}")).expect("a whole table")
}

impl Story {
    /// The same case under other rules.
    pub(crate) fn under(mut self, change: impl FnOnce(&mut RuleSet)) -> Self {
        change(&mut self.rules);
        self
    }

    /// The same case after the notice for 2027; an invented one, the State Council's was not out when this was written.
    pub(crate) fn after_the_next_notice(mut self) -> Self {
        self.holidays = next_notice();
        self
    }

    /// Asks one thing of the case.
    pub(crate) fn when(self, by: Actor, at: DateTime<Utc>, command: impl Into<Command>) -> Outcome {
        let command = command.into();
        let occasion = Occasion { by: &by, at, rules: &self.rules, holidays: &self.holidays };
        let verb = command.name();
        let answer = decide(&occasion, &self.case, command);
        Outcome { before: self, verb, answer }
    }

    /// One more step of the history, which must succeed.
    #[track_caller]
    pub(crate) fn and(self, by: Actor, at: DateTime<Utc>, command: impl Into<Command>) -> Self {
        self.when(by, at, command).accepted()
    }

    /// The state.
    pub(crate) fn case(&self) -> &Case {
        &self.case
    }

    /// The state of a case that was filed.
    #[track_caller]
    pub(crate) fn filed(&self) -> &Filed {
        match &self.case {
            Case::Filed(filed) => filed,
            Case::NotFiled => panic!("nothing was filed"),
        }
    }

    /// Everything that happened.
    pub(crate) fn history(&self) -> &[Event] {
        &self.history
    }

    /// The same history of a case in which other things were asked for.
    #[track_caller]
    pub(crate) fn asking_for(mut self, claims: Vec<Claim>) -> Self {
        let Some(Event::ApplicationFiled(filed)) = self.history.first_mut() else {
            panic!("nothing was filed")
        };
        filed.claims = claims;
        self.case = replay(&self.history);
        self
    }

    fn record(mut self, events: Vec<Event>) -> Self {
        for event in events {
            self.case = evolve(self.case, &event);
            self.history.push(event);
        }
        assert_eq!(self.case, replay(&self.history), "folding step by step and at once differ");
        self
    }
}

impl Outcome {
    /// The story goes on after a success.
    #[track_caller]
    pub(crate) fn accepted(self) -> Story {
        match self.answer {
            Ok(events) => self.before.record(events),
            Err(rejection) => {
                panic!("{} is refused with {}: {rejection:?}", self.verb, rejection.code())
            }
        }
    }

    /// Looks at the events.
    #[track_caller]
    pub(crate) fn then(self, look: impl FnOnce(&[Event])) -> Story {
        let seen = self.before.history.len();
        let story = self.accepted();
        look(&story.history[seen..]);
        story
    }

    /// Exactly these events.
    #[track_caller]
    pub(crate) fn then_events(self, expected: impl IntoIterator<Item = Event>) -> Story {
        let expected: Vec<Event> = expected.into_iter().collect();
        match &self.answer {
            Ok(events) => assert_eq!(*events, expected),
            Err(rejection) => panic!("{} is refused: {rejection:?}", self.verb),
        }
        self.accepted()
    }

    /// It is already so.
    #[track_caller]
    pub(crate) fn then_nothing(self) -> Story {
        self.then_events([])
    }

    /// The case now stands here.
    #[track_caller]
    pub(crate) fn then_stage(self, stage: StageName) -> Story {
        let story = self.accepted();
        assert_eq!(story.case.stage_name(), stage);
        story
    }

    /// Exactly this refusal.
    #[track_caller]
    pub(crate) fn then_rejected(self, expected: Rejection) {
        match self.answer {
            Ok(events) => panic!("{} is not refused but gives {events:?}", self.verb),
            Err(rejection) => assert_eq!(rejection, expected),
        }
    }

    /// What was answered.
    pub(crate) fn answer(&self) -> Result<&[Event], &Rejection> {
        self.answer.as_deref()
    }

    /// The verb that was asked.
    pub(crate) fn verb(&self) -> &'static str {
        self.verb
    }
}

/// T04, begun on a day.
#[track_caller]
pub(crate) fn choose_by(start: &str) -> Deadline {
    RuleSet::builtin().deadline(domain::deadline::Timer::T04, day(start), HolidayTable::builtin())
}

/// A deadline ends on this day, unmoved, for this reason.
#[track_caller]
pub(crate) fn ends(deadline: &Deadline, due: &str, basis: Basis) {
    assert_eq!((deadline.due_date, deadline.rolled_from, deadline.basis), (day(due), None, basis));
}

/// A deadline would have ended on a rest day and ends on the next working day.
#[track_caller]
pub(crate) fn rolls(deadline: &Deadline, from: &str, due: &str, basis: Basis) {
    assert_eq!((deadline.due_date, deadline.rolled_from, deadline.basis), (day(due), Some(day(from)), basis));
}
