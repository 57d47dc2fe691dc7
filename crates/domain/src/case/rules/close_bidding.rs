//! 密封报价逾期结束: once a last day is past, naming who did not bid or reveal; what was bid stays closed.

use crate::case::bidding::{BidOutcome, BidStatus};
use crate::case::command::CloseBidding;
use crate::case::event::{BiddingClosed, Event};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CloseBidding,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let round = assignment.talks.round(command.round);
    let round = round.ok_or(Rejection::BidRoundUnknown { round: command.round })?;
    let (timer, due, done) = match &round.status {
        BidStatus::Committing { commit_by, first } => {
            (Timer::Bid, commit_by, first.as_ref().map(|it| it.party))
        }
        BidStatus::Revealing { reveal_by, first, .. } => {
            (Timer::BidReveal, reveal_by, first.as_ref().map(|it| it.party))
        }
        BidStatus::Closed(_) => return Ok(vec![]),
    };
    if !due.is_over(occasion.today()) {
        return Err(Rejection::PeriodRunning { timer, due: due.due_date });
    }
    let both = [round.payer, round.payee];
    let missing: Vec<PartyId> = both.into_iter().filter(|party| Some(*party) != done).collect();
    Ok(vec![Event::BiddingClosed(BiddingClosed {
        round: command.round,
        outcome: BidOutcome::Lapsed { missing },
    })])
}
