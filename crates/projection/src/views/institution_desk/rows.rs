//! What of a case goes on the desks of its institutions.

use super::{APPROVAL, OBLIGATION, SESSION};
use crate::case_view::{CaseView, SessionState, waits_for};
use crate::error::ViewError;
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::{FiledParty, StageName};
use domain::classification::ConsentMatter;
use domain::ids::CaseId;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Code, party.
type CaseKey = (String, String);

#[derive(Debug, Clone, PartialEq, Eq)]
struct CaseRow {
    branch: String,
    open: bool,
    waits: bool,
    answered: Option<(String, u32)>,
}

/// Code, kind, party, item.
type ItemKey = (String, String, String, String);

#[derive(Debug, Clone, PartialEq, Eq)]
struct ItemRow {
    branch: String,
    day: String,
    fen: Option<i64>,
}

/// Everything a case puts on desks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    cases: BTreeMap<CaseKey, CaseRow>,
    items: BTreeMap<ItemKey, ItemRow>,
}

/// The rows of a case as it stands; none while it is stored and nothing else (PIPL 47(2)).
pub(crate) fn rows(view: &CaseView) -> Rows {
    let mut rows = Rows::default();
    if view.custody.restricted.is_some() {
        return rows;
    }
    for party in &view.parties {
        let codes: Vec<String> = party.identity.codes().map(ToString::to_string).collect();
        let Some(branch) = codes.first().cloned() else { continue };
        let case = CaseRow {
            branch: branch.clone(),
            open: view.stage != StageName::Closed,
            waits: waits_for(view, party),
            answered: answered(view, party),
        };
        let items = items(view, party, &branch);
        let id = party.party.to_string();
        for code in codes {
            for ((kind, item), row) in &items {
                let key = (code.clone(), (*kind).to_owned(), id.clone(), item.clone());
                rows.items.insert(key, row.clone());
            }
            rows.cases.insert((code, id.clone()), case.clone());
        }
    }
    rows
}

/// The party's first word on whether it takes part, and how many calendar days after the notice it came; a date before it counts as none.
fn answered(view: &CaseView, party: &FiledParty) -> Option<(String, u32)> {
    let notified = view.respondent_notified_on?;
    let consents = view.consents.iter().filter(|it| it.matter == ConsentMatter::Mediate);
    let consents = consents.filter(|it| it.party == party.party).map(|it| it.given_at);
    let refusals = view.mediation_refusals.iter().filter(|it| it.party == party.party);
    let first = consents.chain(refusals.map(|it| it.refused_at)).min()?;
    let respondent = party.side == domain::case::Side::Respondent;
    let on = respondent.then(|| legal_date(first))?;
    Some((on.to_string(), u32::try_from((on - notified).num_days()).unwrap_or(0)))
}

fn items(view: &CaseView, party: &FiledParty, branch: &str) -> BTreeMap<(&'static str, String), ItemRow> {
    let row =
        |day: NaiveDate, fen: Option<i64>| ItemRow { branch: branch.to_owned(), day: day.to_string(), fen };
    let mut items = BTreeMap::new();
    if may_be_approved(view.stage) {
        let open = view.authority_requests.iter().filter(|it| it.party == party.party && it.answer.is_none());
        items.extend(open.map(|it| {
            ((APPROVAL, it.request.to_string()), row(it.answer_by.due_date, Some(it.ceiling.get())))
        }));
    }
    if view.stage == StageName::Effective {
        let own = view.obligations.iter().filter(|it| it.obligor == party.party && it.is_open());
        items.extend(own.map(|it| {
            ((OBLIGATION, it.seq.to_string()), row(it.due_on, it.outstanding().map(domain::money::Fen::get)))
        }));
    }
    let planned =
        view.sessions.iter().filter(|it| it.state == SessionState::Scheduled && is_mediated(view.stage));
    items.extend(planned.map(|it| ((SESSION, it.session.to_string()), row(legal_date(it.starts_at), None))));
    items
}

/// Stages in which a head office answers.
const fn may_be_approved(stage: StageName) -> bool {
    match stage {
        StageName::ConsentPending | StageName::MediatorSelection => true,
        StageName::MediatorOffered | StageName::InMediation | StageName::Signing => is_mediated(stage),
        StageName::NotFiled
        | StageName::Submitted
        | StageName::Supplementing
        | StageName::NotAccepted
        | StageName::Effective
        | StageName::Terminated
        | StageName::Closed => false,
    }
}

/// Stages in which a planned session takes place.
const fn is_mediated(stage: StageName) -> bool {
    matches!(stage, StageName::MediatorOffered | StageName::InMediation | StageName::Signing)
}

/// Brings the rows of a case from what they were to what they are.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: &Rows,
    now: &Rows,
) -> Result<(), ViewError> {
    let case = case.to_string();
    for (code, party) in before.cases.keys().filter(|key| !now.cases.contains_key(key)) {
        let sql = "DELETE FROM institution_cases_v1 WHERE case_id = ?1 AND code = ?2 AND party_id = ?3";
        connection.prepare_cached(sql)?.execute((&case, code, party))?;
    }
    for ((code, party), row) in now.cases.iter().filter(|(key, row)| before.cases.get(key) != Some(row)) {
        let sql = "INSERT OR REPLACE INTO institution_cases_v1
                   (case_id, code, party_id, branch, open, waits, answered_on, answer_days)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let (on, days) = row.answered.clone().unzip();
        let values = (&case, code, party, &row.branch, row.open, row.waits, on, days);
        connection.prepare_cached(sql)?.execute(values)?;
    }
    for (code, kind, party, item) in before.items.keys().filter(|key| !now.items.contains_key(key)) {
        let sql = "DELETE FROM institution_items_v1
                   WHERE case_id = ?1 AND code = ?2 AND kind = ?3 AND party = ?4 AND item = ?5";
        connection.prepare_cached(sql)?.execute((&case, code, kind, party, item))?;
    }
    for ((code, kind, party, item), row) in
        now.items.iter().filter(|(key, row)| before.items.get(key) != Some(row))
    {
        let sql =
            "INSERT OR REPLACE INTO institution_items_v1 (case_id, code, kind, party, item, branch, day, fen)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let values = (&case, code, kind, party, item, &row.branch, &row.day, row.fen);
        connection.prepare_cached(sql)?.execute(values)?;
    }
    Ok(())
}
