//! 记录违约: overdue and urged in vain, or refused outright (CC 578); instalments to come fall due where the clause says so.

use crate::case::command::DeclareDefault;
use crate::case::event::{Acceleration, Event, ObligationDefaulted};
use crate::case::guard::{acting_for_any, involved};
use crate::case::performance::FollowUpDates;
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::rules::urge_performance::expected;
use crate::case::settlement::{Obligation, Performance, Settlement};
use crate::case::stage::Case;
use crate::classification::{AuthorityScope, DefaultGround};
use crate::money::Fen;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DeclareDefault,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    // Calling in what is not due yet changes what is owed.
    let matter = if command.accelerate { AuthorityScope::Settle } else { AuthorityScope::Attend };
    acting_for_any(occasion, &filed.dossier, command.asked_by, matter)?;
    let obligation = expected(settlement, command.seq)?;
    let seq = obligation.seq;
    if command.asked_by.is_some_and(|party| !obligation.is_owed_to(party)) {
        return Err(Rejection::NotCreditor { seq });
    }
    let standing = settlement.standing(seq);
    if standing.defaulted_on.is_some() {
        return Err(Rejection::AlreadyDefaulted { seq });
    }
    match command.ground {
        DefaultGround::Refused => {}
        DefaultGround::Overdue if occasion.today() <= obligation.due_on => {
            return Err(Rejection::ObligationNotDue { seq, due: obligation.due_on });
        }
        DefaultGround::Overdue if standing.urged_on.is_none() => return Err(Rejection::NotUrged { seq }),
        DefaultGround::Overdue => {}
    }
    let acceleration =
        if command.accelerate { Some(accelerated(occasion, settlement, obligation)?) } else { None };
    Ok(vec![Event::ObligationDefaulted(ObligationDefaulted {
        seq,
        ground: command.ground,
        defaulted_on: occasion.today(),
        outstanding: obligation.outstanding(),
        acceleration,
    })])
}

/// The instalments to come, as one obligation due today, once as many are missed as the clause says; this one counts among them.
fn accelerated(
    occasion: &Occasion<'_>,
    settlement: &Settlement,
    defaulted: &Obligation,
) -> Result<Acceleration, Rejection> {
    let seq = defaulted.seq;
    let needed = defaulted.accelerates_after.ok_or(Rejection::AccelerationNotAgreed { seq })?;
    let same: Vec<&Obligation> = settlement.open().filter(|it| it.clause == defaulted.clause).collect();
    let today = occasion.today();
    let over = |it: &&&Obligation| it.due_on < today || it.seq == seq;
    let missed = u32::try_from(same.iter().filter(over).count()).unwrap_or(u32::MAX);
    if missed < u32::from(needed) {
        return Err(Rejection::AccelerationNotReached { missed, needed: u32::from(needed) });
    }
    let to_come: Vec<&Obligation> =
        same.into_iter().filter(|it| it.due_on >= today && it.seq != seq).collect();
    let sum = Fen::sum(to_come.iter().filter_map(|it| it.outstanding())).unwrap_or(Fen::MAX);
    if to_come.is_empty() {
        return Err(Rejection::NothingToAccelerate { seq });
    }
    let number =
        settlement.obligations.iter().map(|it| it.seq).max().map_or(1, |last| last.saturating_add(1));
    Ok(Acceleration {
        supersedes: to_come.iter().map(|it| it.seq).collect(),
        obligation: Obligation {
            creditor: defaulted.creditor,
            clause: defaulted.clause,
            follow_up: Some(FollowUpDates::of(today, &occasion.rules.follow_up)),
            ..Obligation::new(number, defaulted.obligor, today, Performance::Money(sum))
        },
    })
}
