//! What must hold around sessions: nobody signs twice or what was corrected, nothing is overwritten, nobody is sent away too early.

use super::Ledger;
use chrono::NaiveDate;
use domain::case::*;
use domain::classification::{ConsentMatter, NoShowConsequence, SessionMode};
use domain::ids::SessionId;
use std::collections::{BTreeMap, BTreeSet};

/// The minutes of all sessions, from events alone.
#[derive(Default)]
pub(super) struct MinutesLedger {
    version: BTreeMap<SessionId, u32>,
    signed: BTreeSet<(SessionId, u32, Signer)>,
    asked: BTreeSet<(SessionId, u32)>,
    answered: BTreeSet<(SessionId, u32)>,
    last_day: BTreeMap<SessionId, NaiveDate>,
    said: BTreeMap<SessionId, u32>,
}

impl MinutesLedger {
    pub(super) fn closed(&mut self, closed: &SessionClosed) {
        if let SessionRecord::Minutes { .. } = closed.record {
            self.version.insert(closed.session, 1);
        }
    }
}

impl Ledger {
    pub(super) fn sitting(&mut self, place: &str, today: NaiveDate, event: &Event) {
        if let Event::NoShowRecorded(missed) = event {
            assert!(self.live.remove(&missed.session), "{place}: no such session");
            let mut most = 0;
            for party in &missed.absent {
                assert!(self.parties.contains(party), "{place}: nobody was missed");
                let times = self.away.entry(*party).or_default();
                *times += u32::from(missed.excuse.is_none());
                most = most.max(if self.small.binds(*party) { 0 } else { *times });
            }
            let counts = missed.excuse.is_none() && most >= 2;
            assert_eq!(missed.consequence == NoShowConsequence::CountsAsRefusal, counts, "{place}");
        }
        if let Event::ExchangeOpened(opened) = event {
            let agreed = self.all(ConsentMatter::Online) && self.all(ConsentMatter::Asynchronous);
            assert!(agreed && self.rights_told, "{place}: in writing without consent");
            assert!(self.in_period(opened.answer_by.due_date), "{place}: after the period");
            assert!(self.live.is_empty() && self.live.insert(opened.session), "{place}: two sessions");
            self.modes.insert(opened.session, SessionMode::Asynchronous);
            self.minutes.last_day.insert(opened.session, opened.answer_by.due_date);
        }
        if let Event::StatementPosted(posted) = event {
            assert!(self.live.contains(&posted.session), "{place}: said in a session that does not go on");
            assert!(today <= self.minutes.last_day[&posted.session], "{place}: said too late");
            let said = self.minutes.said.entry(posted.session).or_default();
            *said += 1;
            assert_eq!(posted.statement, *said, "{place}: a gap in the statements");
        }
        self.of_minutes(place, event);
    }

    fn of_minutes(&mut self, place: &str, event: &Event) {
        let minutes = &mut self.minutes;
        if let Event::MinutesSigned(signed) = event {
            assert_eq!(minutes.version[&signed.session], signed.version, "{place}: not the present version");
            let signature = (signed.session, signed.version, signed.signer);
            assert!(minutes.signed.insert(signature), "{place}: signed twice");
        }
        if let Event::CorrectionRequested(asked) = event {
            assert!(minutes.asked.insert((asked.session, asked.request)), "{place}: a number twice");
        }
        if let Event::CorrectionRecorded(corrected) = event {
            if let Some(request) = corrected.answers {
                let request = (corrected.session, request);
                assert!(minutes.asked.contains(&request), "{place}: nobody asked");
                assert!(minutes.answered.insert(request), "{place}: answered twice");
            }
            let version = minutes.version.get_mut(&corrected.session).expect("minutes");
            *version += u32::from(corrected.text.is_some());
            assert_eq!(corrected.version, *version, "{place}: the version");
        }
    }
}
