//! 开启密封报价: both sides agreed to it; who pays, the split and the number of rounds are told before anybody bids.

use crate::case::bidding::BidRound;
use crate::case::command::OpenBidding;
use crate::case::event::{BiddingOpened, Event};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::classification::ConsentMatter;
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: OpenBidding,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let known = |id| filed.dossier.party(id).ok_or(Rejection::PartyUnknown { party: id });
    if known(command.payer)?.side == known(command.payee)?.side {
        return Err(Rejection::BidSides);
    }
    if command.split_percent > 100 {
        return Err(Rejection::BidSplit);
    }
    let without = filed.dossier.without_consent(ConsentMatter::SealedBids);
    let parties: Vec<_> =
        [command.payer, command.payee].into_iter().filter(|it| without.contains(it)).collect();
    if !parties.is_empty() {
        return Err(Rejection::ConsentMissing { matter: ConsentMatter::SealedBids, parties });
    }
    let rounds = &assignment.talks.rounds;
    if let Some(round) = rounds.iter().find(|round| !round.is_closed()) {
        return Err(Rejection::BiddingStep { status: round.status.code().to_owned() });
    }
    let limit = occasion.rules.max_bid_rounds;
    if rounds.len() >= usize::from(limit) {
        return Err(Rejection::BidRoundsSpent { limit: u32::from(limit) });
    }
    Ok(vec![Event::BiddingOpened(BiddingOpened {
        round: rounds.last().map_or(0, |round: &BidRound| round.number).saturating_add(1),
        payer: command.payer,
        payee: command.payee,
        split_percent: command.split_percent,
        commit_by: occasion.deadline(Timer::Bid),
    })])
}
