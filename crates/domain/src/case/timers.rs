//! Timer by timer: what happens when a period is over and what it was for was not done, and when somebody is warned or asked again.
//!
//! This table is the one place where a period gets its consequence (domain reference §6.4). The clock only says that a day has come;
//! what follows is decided by [`super::rules::fire_timer`] from here.

use crate::case::clocks::Firing;
use crate::deadline::{Deadline, Timer};
use crate::occasion::Role;
use crate::rule_set::RuleSet;
use chrono::{Days, NaiveDate};

/// What the end of a period brings with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnExpiry {
    /// 视为撤回: the application counts as withdrawn; a new one stays open.
    ApplicationLapses,
    /// The mediation ends (E06), unless an agreement is on the table or a session is open: then people decide.
    MediationEnds,
    /// The proposal is an agreement now, once the time of every party is over and nothing stands in the way (无异议调解方案认可).
    SilenceAgrees,
    /// 视为不接受: the customer has not accepted the mediator's opinion, and the mediation ends (E05).
    OpinionLapses,
    /// A right, or the possibility to object, ends by law with the period; nobody has to act.
    RightEnds,
    /// Somebody has to act. A clerk who does not act is followed by the director.
    Asks(Role),
}

/// What happens when a period is over.
#[must_use]
pub const fn on_expiry(timer: Timer) -> OnExpiry {
    match timer {
        Timer::T02 => OnExpiry::ApplicationLapses,
        Timer::T05a | Timer::T05b | Timer::T05c | Timer::T05d => OnExpiry::MediationEnds,
        Timer::T07 => OnExpiry::SilenceAgrees,
        Timer::Opinion => OnExpiry::OpinionLapses,
        // Nobody has to act, and nobody can: the joint application (CPL 205), objections to a ruling (CPLI 372), enforcement (CPL 250),
        // the general limitation, the ways of a complaint.
        Timer::T10
        | Timer::T13
        | Timer::T13a
        | Timer::T14
        | Timer::T15b
        | Timer::T16
        | Timer::T16a
        | Timer::T16b
        | Timer::T17
        | Timer::T17a
        | Timer::T23 => OnExpiry::RightEnds,
        // What the centre itself owes, and the director answers for.
        Timer::T01 | Timer::T01r | Timer::T08 | Timer::T19 | Timer::T24 | Timer::Complaint => {
            OnExpiry::Asks(Role::Director)
        }
        // Silence is no consent (T03), and no mediator appoints himself (T04): a clerk says how it goes on. Courts (T11, T12, T15) are
        // asked how the matter stands; their time has no effect of its own.
        Timer::Draft
        | Timer::T03
        | Timer::T03c
        | Timer::T03r
        | Timer::T04
        | Timer::T04a
        | Timer::T09
        | Timer::Offer
        | Timer::Authority
        | Timer::Bid
        | Timer::BidReveal
        | Timer::NextStep
        | Timer::Exchange
        | Timer::Signing
        | Timer::T11
        | Timer::T12
        | Timer::T12a
        | Timer::T12b
        | Timer::T15
        | Timer::T15a
        | Timer::T18
        | Timer::T21
        | Timer::T22 => OnExpiry::Asks(Role::Clerk),
    }
}

/// Who is asked when the period is over, and who after that.
#[must_use]
pub const fn ladder(timer: Timer) -> (Option<Role>, Option<Role>) {
    match on_expiry(timer) {
        OnExpiry::ApplicationLapses
        | OnExpiry::OpinionLapses
        | OnExpiry::RightEnds
        | OnExpiry::SilenceAgrees => (None, None),
        // Where the mediation cannot end by itself.
        OnExpiry::MediationEnds => (Some(Role::Clerk), Some(Role::Director)),
        OnExpiry::Asks(Role::Clerk) => (Some(Role::Clerk), Some(Role::Director)),
        OnExpiry::Asks(first) => (Some(first), None),
    }
}

/// What the clock looks after in a case, by one day of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// A period; the day is its last.
    Period(Timer),
    /// T20: what is to be performed; the day is the last one for it.
    Performance,
}

impl Due {
    /// The identifier of the domain reference.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Period(timer) => timer.id(),
            Self::Performance => "T20",
        }
    }

    /// Reads an identifier.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let periods = Timer::ALL.into_iter().map(Self::Period);
        periods.chain([Self::Performance]).find(|it| it.id() == id)
    }
}

/// What is owed next about a running period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// A warning, so many calendar days before the last one.
    Warning(u16),
    /// The record that it is over, with its consequence.
    Expiry,
    /// The next rung of the ladder.
    Escalation(Role),
}

/// What is owed about a period by the legal date `today`, if anything. Of several warnings that are late only the last one is given, and
/// none once the period is over.
#[must_use]
pub fn owed(deadline: &Deadline, firing: Option<&Firing>, rules: &RuleSet, today: NaiveDate) -> Option<Owed> {
    if deadline.is_over(today) {
        return after_the_end(deadline, firing, rules).filter(|(day, _)| *day <= today).map(|(_, owed)| owed);
    }
    warnings(deadline, firing, rules).filter(|(day, _)| *day <= today).last().map(|(_, n)| Owed::Warning(n))
}

/// The legal date on which something is owed next; `None` when everything was done.
#[must_use]
pub fn next_day(deadline: &Deadline, firing: Option<&Firing>, rules: &RuleSet) -> Option<NaiveDate> {
    let warning = warnings(deadline, firing, rules).next().map(|(day, _)| day);
    warning.or_else(|| after_the_end(deadline, firing, rules).map(|(day, _)| day))
}

/// Warnings not given yet with their days, the first one first. A warning on the day the period starts would be none.
fn warnings<'a>(
    deadline: &'a Deadline,
    firing: Option<&'a Firing>,
    rules: &RuleSet,
) -> impl Iterator<Item = (NaiveDate, u16)> + 'a {
    let given = firing.and_then(|it| it.warned).unwrap_or(u16::MAX);
    let over = firing.is_some_and(|it| it.expired);
    let days = rules.rule(deadline.timer).warn_days_before;
    let open = days.iter().copied().filter(move |n| *n < given && !over);
    open.filter_map(|n| Some((deadline.due_date.checked_sub_days(Days::new(u64::from(n)))?, n)))
        .filter(|(day, _)| *day > deadline.legal_start_date)
}

fn after_the_end(deadline: &Deadline, firing: Option<&Firing>, rules: &RuleSet) -> Option<(NaiveDate, Owed)> {
    let over_on = deadline.due_date.succ_opt()?;
    if !firing.is_some_and(|it| it.expired) {
        return Some((over_on, Owed::Expiry));
    }
    let (_, second) = ladder(deadline.timer);
    let second = second.filter(|_| !firing.is_some_and(|it| it.escalated))?;
    let told = firing.and_then(|it| it.escalate_on);
    let day = told.or_else(|| escalates_on(deadline, rules))?;
    Some((day, Owed::Escalation(second)))
}

/// The legal date on which the next rung is asked about a period, by the rules in force when it is over.
pub(super) fn escalates_on(deadline: &Deadline, rules: &RuleSet) -> Option<NaiveDate> {
    let over_on = deadline.due_date.succ_opt()?;
    over_on.checked_add_days(Days::new(u64::from(rules.escalation_days)))
}
