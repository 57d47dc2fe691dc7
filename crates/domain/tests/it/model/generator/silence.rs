//! Proposals that silence makes agreements: consented to, made, served, objected to, and left to the clock.

use super::super::chance::Chance;
use crate::story::actors::*;
use crate::story::commands::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::{ConsentMatter, ServiceMethod};
use domain::deadline::Timer;

/// The next step on the way, or now and then off it.
pub(super) fn silent(chance: &mut Chance, dossier: &Dossier, talks: &Talks, at: DateTime<Utc>) -> Command {
    let matter = ConsentMatter::NoObjection;
    let missing = dossier.without_consent(matter);
    let Some(open) = &talks.no_objection else {
        if !missing.is_empty() && chance.percent(90) {
            return consent_of(chance.one_of(&missing), &[matter]).into();
        }
        let terms = vec![clause(TermBody::Payment {
            payer: BANK,
            payee: APPLICANT,
            amount: yuan(3_000),
            due_on: legal_date(at + TimeDelta::days(60)),
        })];
        return ProposeNoObjection { terms, ..propose_no_objection() }.into();
    };
    let parties = dossier.party_ids();
    let party = chance.one_of(&parties);
    match chance.below(100) {
        0..4 => return WithdrawNoObjection { version: open.version }.into(),
        4..9 => return ObjectToProposal { version: open.version, ..object(party) }.into(),
        9 => return revoke(party, matter).into(),
        _ => {}
    }
    let unserved: Vec<_> = parties.into_iter().filter(|party| !open.served.contains_key(party)).collect();
    if !unserved.is_empty() {
        let method = chance.one_of(ServiceMethod::ALL);
        let served_on = chance.percent(20).then(|| legal_date(at - TimeDelta::days(1)));
        let party = chance.one_of(&unserved);
        return ServeNoObjection { version: open.version, method, served_on, ..serve(party) }.into();
    }
    let last = open.served.values().map(|until| until.due_date);
    let days: Vec<_> = last.collect();
    FireTimer { timer: Timer::T07, due_date: chance.one_of(&days) }.into()
}
