//! 期限重新计算: a holiday notice says something else about the days of a running period. Only the house itself says so; there is no
//! address for it.
//!
//! Start, length, basis and rule set stay; only the rest days are looked at again. What is over, or was met, is not touched. A period of
//! court procedure ends when the law says, earlier or later; any other never becomes shorter than the parties were told.

use crate::calendar::{Counted, count};
use crate::case::command::RecomputeDeadline;
use crate::case::event::{DeadlineRecomputed, Event};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::deadline::Deadline;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecomputeDeadline,
) -> Result<Vec<Event>, Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    if !occasion.by.is_the_house() {
        return Err(Rejection::NotInvolved);
    }
    let (today, table) = (occasion.today(), occasion.holidays);
    let mut running = filed.dossier.running.iter();
    let Some(told) = running.find(|it| it.timer == command.timer && it.due_date == command.due_date) else {
        return Ok(vec![]);
    };
    if told.is_over(today) || told.holiday_table == table.version() {
        return Ok(vec![]);
    }
    let counted = count(told.period, told.legal_start_date, table);
    let earlier = counted.due_date < told.due_date;
    let keeps = earlier && (!told.basis.is_court_procedure() || counted.due_date < today);
    let deadline = Deadline {
        holiday_table: table.version().to_owned(),
        provisional: counted.provisional,
        ..if keeps { told.clone() } else { moved(told, counted) }
    };
    if deadline.due_date == told.due_date && deadline.provisional == told.provisional {
        return Ok(vec![]);
    }
    Ok(vec![Event::DeadlineRecomputed(DeadlineRecomputed {
        former_due_date: told.due_date,
        former_holiday_table: told.holiday_table.clone(),
        deadline,
        kept_later_day: keeps.then_some(counted.due_date),
    })])
}

fn moved(told: &Deadline, counted: Counted) -> Deadline {
    Deadline { due_date: counted.due_date, rolled_from: counted.rolled_from, ..told.clone() }
}
