//! What of a case is counted on the desk of its centre.

use super::{COURT_REFUSED, DECLINED, NOT_ACCEPTED, RECUSAL, RECUSED, REFUSED, SEAT, SUSPENDED, UNDISCLOSED};
use crate::case_view::{CaseView, OfferAnswer, SeatView};
use crate::error::ViewError;
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::{ConfirmationStatus, ConflictFinding, PartyIdentity, StageName, Trigger};
use domain::ids::CaseId;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Kind, item.
type Key = (String, String);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    centre: String,
    key: String,
    day: String,
}

/// What a case puts on the desk.
pub(crate) type Rows = BTreeMap<Key, Row>;

/// Rows of one case while they are put together.
struct Sheet<'a> {
    centre: &'a str,
    rows: Rows,
}

impl Sheet<'_> {
    fn add(&mut self, kind: &str, item: impl ToString, key: impl ToString, day: NaiveDate) {
        let row = Row { centre: self.centre.to_owned(), key: key.to_string(), day: day.to_string() };
        self.rows.insert((kind.to_owned(), item.to_string()), row);
    }
}

/// The rows of a case as it stands; none while it is stored and nothing else (PIPL 47(2)).
pub(crate) fn rows(view: &CaseView) -> Rows {
    let mut sheet = Sheet { centre: view.centre.as_str(), rows: Rows::new() };
    if view.custody.restricted.is_some() {
        return sheet.rows;
    }
    offers(view, &mut sheet);
    if at_work(view.stage) {
        panel(view, &mut sheet);
    }
    refusals(view, &mut sheet);
    sheet.rows
}

/// Whether a panel still has work in this stage.
const fn at_work(stage: StageName) -> bool {
    matches!(stage, StageName::MediatorOffered | StageName::InMediation | StageName::Signing)
}

fn offers(view: &CaseView, sheet: &mut Sheet<'_>) {
    for (number, offer) in view.mediator_history.iter().enumerate() {
        if offer.answer == OfferAnswer::Declined {
            let on = legal_date(offer.answered_at.unwrap_or(offer.offered_at));
            sheet.add(DECLINED, number, offer.mediator, on);
        }
    }
    for (number, recusal) in view.recusals.iter().enumerate() {
        if recusal.granted == Some(true) {
            let on = legal_date(recusal.decided_at.unwrap_or(recusal.requested_at));
            sheet.add(RECUSED, number, recusal.mediator, on);
        }
    }
}

fn panel(view: &CaseView, sheet: &mut Sheet<'_>) {
    for seat in &view.panel {
        let offers = view.mediator_history.iter().filter(|it| it.mediator == seat.mediator);
        let since = offers.map(|it| it.offered_at).max().unwrap_or(view.received_at);
        sheet.add(SEAT, seat.mediator, seat.mediator, legal_date(since));
        let Some(suspended) = &seat.suspended else { continue };
        let on = legal_date(suspended.suspended_at);
        sheet.add(SUSPENDED, seat.mediator, seat.mediator, on);
        for finding in suspended.findings.iter().filter(|it| !disclosed(seat, it)) {
            let about = finding.party.map(|party| party.to_string()).unwrap_or_default();
            let item = format!("{} {} {about}", seat.mediator, finding.ground.code());
            sheet.add(UNDISCLOSED, item, seat.mediator, on);
        }
    }
    for (number, recusal) in view.recusals.iter().enumerate() {
        let runs = view.deadlines.contains(&recusal.decide_by);
        if recusal.granted.is_none() && runs {
            sheet.add(RECUSAL, number, recusal.mediator, recusal.decide_by.due_date);
        }
    }
}

/// What the mediator said first is no discovery.
fn disclosed(seat: &SeatView, finding: &ConflictFinding) -> bool {
    finding.because == Some(Trigger::Disclosed)
        || seat.disclosed.iter().any(|it| (it.ground, it.about) == (finding.ground, finding.party))
}

fn refusals(view: &CaseView, sheet: &mut Sheet<'_>) {
    if let Some(refusal) = &view.refusal {
        for ground in &refusal.grounds {
            sheet.add(NOT_ACCEPTED, ground.code(), ground.code(), legal_date(refusal.refused_at));
        }
    }
    for (number, refusal) in view.mediation_refusals.iter().enumerate() {
        let party = view.parties.iter().find(|it| it.party == refusal.party);
        if let Some(PartyIdentity::Institution { uscc, .. }) = party.map(|it| &it.identity) {
            sheet.add(REFUSED, number, uscc, legal_date(refusal.refused_at));
        }
    }
    let history = view.confirmation.iter().flat_map(|it| &it.history);
    let refused = [ConfirmationStatus::NotAccepted, ConfirmationStatus::Dismissed];
    for (number, entry) in history.enumerate().filter(|(_, entry)| refused.contains(&entry.status)) {
        sheet.add(COURT_REFUSED, number, entry.status.code(), entry.on);
    }
}

/// Brings the rows of a case from what they were to what they are.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: &Rows,
    now: &Rows,
) -> Result<(), ViewError> {
    let case = case.to_string();
    for (kind, item) in before.keys().filter(|key| !now.contains_key(key)) {
        let sql = "DELETE FROM centre_items_v1 WHERE case_id = ?1 AND kind = ?2 AND item = ?3";
        connection.prepare_cached(sql)?.execute((&case, kind, item))?;
    }
    for ((kind, item), row) in now.iter().filter(|(key, row)| before.get(key) != Some(row)) {
        let sql = "INSERT OR REPLACE INTO centre_items_v1 (case_id, kind, item, centre, key, day)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        connection.prepare_cached(sql)?.execute((&case, kind, item, &row.centre, &row.key, &row.day))?;
    }
    Ok(())
}
