//! 提交密封报价: by the bidder's own account; the centre's staff cannot bid for anybody, because they would know the bid.

use crate::case::bidding::{BidRound, BidStatus};
use crate::case::command::CommitBid;
use crate::case::event::{BidCommitted, Event};
use crate::case::guard::{in_mediation, involved, oneself, sha256_hex};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::case::talks::Talks;
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CommitBid,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let party = oneself(occasion, &filed.dossier, command.party, AuthorityScope::Settle)?.id;
    sha256_hex(&command.commitment)?;
    sha256_hex(&command.key)?;
    let round = bidders_round(&assignment.talks, command.round, party)?;
    let BidStatus::Committing { commit_by, first } = &round.status else {
        return Err(Rejection::BiddingStep { status: round.status.code().to_owned() });
    };
    if commit_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::Bid, due: commit_by.due_date });
    }
    if let Some(earlier) = first.as_ref().filter(|earlier| earlier.party == party) {
        let same = earlier.digest == command.commitment && earlier.key == command.key;
        return if same { Ok(vec![]) } else { Err(Rejection::BidAlreadyMade) };
    }
    Ok(vec![Event::BidCommitted(BidCommitted {
        round: command.round,
        party,
        commitment: command.commitment,
        key: command.key,
        reveal_by: first.is_some().then(|| occasion.deadline(Timer::BidReveal)),
    })])
}

/// A round this party bids in.
pub(super) fn bidders_round(talks: &Talks, number: u32, party: PartyId) -> Result<&BidRound, Rejection> {
    let round = talks.round(number).ok_or(Rejection::BidRoundUnknown { round: number })?;
    if [round.payer, round.payee].contains(&party) { Ok(round) } else { Err(Rejection::NoBidder { party }) }
}
