//! 揭示报价: the first is kept closed; with the second both are opened, checked and compared in one step.

use crate::case::bidding::{
    BidOutcome, BidRound, BidStatus, Commitment, FirstReveal, Opening, may_be_box, public_half,
};
use crate::case::command::RevealBid;
use crate::case::event::{BidRevealed, BiddingClosed, Event};
use crate::case::guard::{in_mediation, involved, oneself};
use crate::case::rejection::Rejection;
use crate::case::rules::commit_bid::bidders_round;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::ids::CaseId;
use crate::money::Fen;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RevealBid,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let party = oneself(occasion, &filed.dossier, command.party, AuthorityScope::Settle)?.id;
    let round = bidders_round(&assignment.talks, command.round, party)?;
    let BidStatus::Revealing { reveal_by, bids, first } = &round.status else {
        return Err(Rejection::BiddingStep { status: round.status.code().to_owned() });
    };
    if reveal_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::BidReveal, due: reveal_by.due_date });
    }
    if !may_be_box(&command.sealed) {
        return Err(Rejection::BidBoxMalformed);
    }
    let [one, other] = &**bids;
    let (own, theirs) = if one.party == party { (one, other) } else { (other, one) };
    if public_half(&command.key).as_ref() != Some(&own.key) {
        return Err(Rejection::BidKeyMismatch);
    }
    let Some(first) = first else {
        let (round, sealed, key) = (command.round, command.sealed, command.key);
        return Ok(vec![Event::BidRevealed(BidRevealed { round, party, sealed, key })]);
    };
    if first.party == party {
        let same = first.sealed == command.sealed && first.key == command.key;
        return if same { Ok(vec![]) } else { Err(Rejection::BidAlreadyMade) };
    }
    let outcome = compare(filed.dossier.case, round, first, theirs, &command, own);
    Ok(vec![Event::BiddingClosed(BiddingClosed { round: command.round, outcome })])
}

/// Opens both bids: each was sealed to the other side's key, and both private keys are at hand only now.
fn compare(
    case: CaseId,
    round: &BidRound,
    first: &FirstReveal,
    first_bid: &Commitment,
    second: &RevealBid,
    second_bid: &Commitment,
) -> BidOutcome {
    let open = |sealed: &str, key: &str, bid: &Commitment| {
        Opening::open(sealed, key).and_then(|opening| opening.checked(case, round.number, bid))
    };
    let first_amount = open(&first.sealed, &second.key, first_bid);
    let second_amount = open(&second.sealed, &first.key, second_bid);
    let (Some(first_amount), Some(second_amount)) = (first_amount, second_amount) else {
        let wrong = |amount: Option<Fen>, bid: &Commitment| amount.is_none().then_some(bid.party);
        let parties = [wrong(first_amount, first_bid), wrong(second_amount, second_bid)];
        return BidOutcome::Invalid { parties: parties.into_iter().flatten().collect() };
    };
    let (payer, payee) = if first_bid.party == round.payer {
        (first_amount, second_amount)
    } else {
        (second_amount, first_amount)
    };
    round.sum(payer, payee).map_or(BidOutcome::Apart, |amount| BidOutcome::Matched { amount })
}
