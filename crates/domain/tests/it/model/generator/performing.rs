//! What follows an agreement: paid, confirmed, urged, defaulted, given up, enforced, asked about.

use super::super::chance::Chance;
use super::arguments::date;
use crate::story::actors::*;
use crate::story::commands::*;
use chrono::{DateTime, Utc};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::{DefaultGround, EnforcementTitle};
use domain::money::Fen;

/// Something about an obligation that is open, if there is one.
pub(super) fn performing(chance: &mut Chance, settlement: &Settlement, at: DateTime<Utc>) -> Command {
    let some = settlement.open().next();
    // The first that is over, if any: what is called for is mostly that.
    let over = settlement.open().find(|it| it.due_on < legal_date(at)).or(some);
    let seq = match over {
        Some(obligation) if chance.percent(90) => obligation.seq,
        Some(_) | None => u32::try_from(chance.below(4)).unwrap(),
    };
    if settlement.is_enforceable()
        && chance.percent(50)
        && let Some(obligation) = over
    {
        return enforcing(settlement, obligation, at);
    }
    let reported = |it: &&Obligation| it.complete || it.paid > Fen::ZERO;
    let unconfirmed = settlement.obligations.iter().filter(reported);
    let unconfirmed = unconfirmed.map(|it| it.seq).find(|seq| !settlement.standing(*seq).receipt_confirmed);
    if let Some(seq) = unconfirmed
        && chance.percent(25)
    {
        return about(chance, 0, seq, at);
    }
    match chance.below(12) {
        0..3 => about(chance, 0, seq, at),
        3..6 => about(chance, 1, seq, at),
        6 | 7 => about(chance, 2, seq, at),
        8 => about(chance, 3, seq, at),
        9 => about(chance, 4, seq, at),
        10 => about(chance, 5, seq, at),
        _ => performance(chance, settlement, at).into(),
    }
}

/// What is not due yet is refused outright first; nobody applies for what may still be paid in time.
fn enforcing(settlement: &Settlement, obligation: &Obligation, at: DateTime<Utc>) -> Command {
    let (seq, today) = (obligation.seq, legal_date(at));
    if today <= obligation.due_on && settlement.standing(seq).defaulted_on.is_none() {
        return DeclareDefault { seq, ground: DefaultGround::Refused, ..declare_default() }.into();
    }
    RecordEnforcement { applied_on: today, seqs: vec![seq], ..record_enforcement() }.into()
}

/// One of the commands about an obligation.
pub(super) fn about(chance: &mut Chance, which: u64, seq: u32, at: DateTime<Utc>) -> Command {
    let party = if chance.percent(85) { APPLICANT } else { BANK };
    let asked_by = chance.percent(50).then_some(party);
    match which {
        0 => ConfirmReceipt { seq, party }.into(),
        1 => UrgePerformance { seq, asked_by, ..urge_performance() }.into(),
        2 => {
            let ground = chance.one_of(DefaultGround::ALL);
            DeclareDefault { seq, asked_by, ground, accelerate: chance.percent(50) }.into()
        }
        3 => WaiveObligation { seq, party, ..waive_obligation() }.into(),
        4 => RecordEnforcement {
            party,
            applied_on: date(chance, at, 3, 1),
            seqs: vec![seq],
            title: chance.percent(30).then(|| chance.one_of(EnforcementTitle::ALL)),
            ..record_enforcement()
        }
        .into(),
        _ => {
            let satisfaction = chance.percent(80).then(|| u8::try_from(chance.below(7)).unwrap());
            let called_on = date(chance, at, 3, 1);
            RecordFollowUp {
                party,
                called_on,
                satisfaction,
                no_further: chance.percent(20),
                ..record_follow_up()
            }
            .into()
        }
    }
}

pub(super) fn performance(
    chance: &mut Chance,
    settlement: &Settlement,
    at: DateTime<Utc>,
) -> ReportPerformance {
    let open: Vec<&Obligation> = settlement.obligations.iter().filter(|it| !it.complete).collect();
    let Some(obligation) = open.first() else { return any_performance(chance, at) };
    let due = obligation.outstanding();
    let amount = match chance.below(10) {
        0 => Some(Fen::ZERO),
        1 => due.and_then(|due| due.checked_add(yuan(1))),
        2 => None,
        3..6 => due.map(|due| Fen::positive((due.get() / 2).max(1)).unwrap()),
        _ => due,
    };
    ReportPerformance {
        seq: obligation.seq,
        amount,
        performed_on: date(chance, at, 5, 0),
        ..report_performance()
    }
}

pub(super) fn any_performance(chance: &mut Chance, at: DateTime<Utc>) -> ReportPerformance {
    let amount = chance.one_of(&[None, Some(yuan(1)), Some(yuan(5_000)), Some(Fen::MAX)]);
    let seq = u32::try_from(chance.below(4)).unwrap();
    ReportPerformance { seq, amount, performed_on: date(chance, at, 2, 1), ..report_performance() }
}
