//! Live cases that nothing and nobody will move: what the sweep of a centre finds, with the reason.
//!
//! A row for each live case says what it waits for; the reasons are looked up when somebody asks, because most of them come from
//! elsewhere: the roster, the day, the streams that were set aside. In a house that works the answer is empty.

use super::count_of;
use crate::case_view::{CaseBrief, CaseView, NextAction};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::stored::Stored;
use chrono::NaiveDate;
use domain::case::StageName;
use domain::ids::{CaseId, CentreId};
use rusqlite::{Connection, Row as SqlRow};

/// `waits` is 1 where somebody outside the desk of the centre has the next step; `mediator` is whoever must take part in it.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS live_cases_v1 (
    case_id        TEXT    PRIMARY KEY,
    centre         TEXT    NOT NULL,
    stream         TEXT    NOT NULL,
    stage          TEXT    NOT NULL,
    next_action    TEXT,
    due            TEXT,
    waits          INTEGER NOT NULL,
    needs_mediator INTEGER NOT NULL,
    mediator       TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS live_cases_v1_centre ON live_cases_v1 (centre, case_id);
CREATE INDEX IF NOT EXISTS live_cases_v1_idle ON live_cases_v1 (centre, case_id) WHERE next_action IS NULL;
CREATE INDEX IF NOT EXISTS live_cases_v1_waits ON live_cases_v1 (centre, case_id) WHERE waits = 1 AND due IS NULL;
CREATE INDEX IF NOT EXISTS live_cases_v1_mediator ON live_cases_v1 (centre, mediator, case_id) WHERE needs_mediator = 1;
CREATE INDEX IF NOT EXISTS live_cases_v1_stream ON live_cases_v1 (stream);
";

const LIST: &str = "stalled";

/// The row of a live case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    centre: CentreId,
    stream: String,
    stage: StageName,
    next_action: Option<NextAction>,
    due: Option<NaiveDate>,
    mediator: Option<String>,
}

impl Row {
    /// The row of a case; none once it is closed, and while it is stored and nothing else (PIPL 47(2)).
    pub(crate) fn of(view: &CaseView) -> Option<Self> {
        let over = matches!(view.stage, StageName::Closed | StageName::NotFiled);
        if over || view.custody.restricted.is_some() {
            return None;
        }
        Some(Self {
            centre: view.centre.clone(),
            stream: view.stream.clone(),
            stage: view.stage,
            next_action: view.next_action,
            due: view.next_due,
            mediator: view.mediator.map(|mediator| mediator.to_string()),
        })
    }
}

/// Who has the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mover {
    /// The desk of the centre: it stands on its work list, with a last day or without.
    Centre,
    /// The mediator.
    Mediator,
    /// The parties, and the mediator with them.
    Signatories,
    /// A party, or a court.
    Outside,
}

const fn mover(action: NextAction) -> Mover {
    match action {
        NextAction::DecideAcceptance
        | NextAction::DecideSimilarity
        | NextAction::NotifyRespondent
        | NextAction::OfferMediator
        | NextAction::DecideRecusal
        | NextAction::ResolveSuspension
        | NextAction::SealAgreement
        | NextAction::FileConfirmation
        | NextAction::SupplyCourt
        | NextAction::UrgePerformance
        | NextAction::CallBack
        | NextAction::CheckPerformance
        | NextAction::CloseCase
        | NextAction::SignReferralReceipt
        | NextAction::ReportReferral => Mover::Centre,
        NextAction::AwaitMediator
        | NextAction::ServeProposal
        | NextAction::ResumeMediation
        | NextAction::NotifyRights
        | NextAction::ScheduleSession
        | NextAction::HoldSession
        | NextAction::CloseSession
        | NextAction::DraftAgreement => Mover::Mediator,
        NextAction::CollectSignatures => Mover::Signatories,
        NextAction::AwaitSupplement
        | NextAction::AwaitConsents
        | NextAction::AwaitChoice
        | NextAction::SignConfirmation
        | NextAction::AwaitObjections
        | NextAction::AwaitOpinion
        | NextAction::AwaitCourt
        | NextAction::AwaitRuling => Mover::Outside,
    }
}

/// Brings the row of a case from what it was to what it is.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: Option<&Row>,
    now: Option<&Row>,
) -> Result<(), ViewError> {
    if before == now {
        return Ok(());
    }
    let Some(row) = now else {
        connection
            .prepare_cached("DELETE FROM live_cases_v1 WHERE case_id = ?1")?
            .execute([case.to_string()])?;
        return Ok(());
    };
    let sql = "INSERT INTO live_cases_v1 (case_id, centre, stream, stage, next_action, due, waits, needs_mediator, mediator)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (case_id) DO UPDATE
               SET centre = excluded.centre, stage = excluded.stage, next_action = excluded.next_action, due = excluded.due, waits = excluded.waits,
                   needs_mediator = excluded.needs_mediator, mediator = excluded.mediator";
    let mover = row.next_action.map(mover);
    let values = (
        case.to_string(),
        row.centre.as_str(),
        &row.stream,
        row.stage.code(),
        row.next_action.map(NextAction::code),
        row.due.map(|day| day.to_string()),
        mover.is_some_and(|mover| mover != Mover::Centre),
        matches!(mover, Some(Mover::Mediator | Mover::Signatories)),
        &row.mediator,
    );
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Why nothing will move a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StalledReason {
    /// Nothing is to be done next, and it is not closed.
    NoNextAction,
    /// It waits for somebody outside the centre's desk, and no period runs whose end would be noticed.
    NoTimer,
    /// The next step needs a mediator who may not serve: there is none, or the entry is inactive or out of its term.
    NoOwner,
    /// Its history could not be read on: what happened since is not shown.
    NotReadable,
}

impl StalledReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::NoNextAction, Self::NoTimer, Self::NoOwner, Self::NotReadable];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoNextAction => "NO_NEXT_ACTION",
            Self::NoTimer => "NO_TIMER",
            Self::NoOwner => "NO_OWNER",
            Self::NotReadable => "NOT_READABLE",
        }
    }

    /// The same in a Chinese sentence.
    #[must_use]
    pub const fn text_zh(self) -> &'static str {
        match self {
            Self::NoNextAction => "案件尚未结案，但没有下一步工作。",
            Self::NoTimer => "案件在等待中心以外的人，但没有任何期限在计算。",
            Self::NoOwner => "下一步须由调解员进行，但没有可以履职的调解员。",
            Self::NotReadable => "案件记录自某处起无法读取，其后发生的事项未能显示。",
        }
    }

    /// The same in an English sentence.
    #[must_use]
    pub const fn text_en(self) -> &'static str {
        match self {
            Self::NoNextAction => "The case is not closed, and nothing is to be done next.",
            Self::NoTimer => "The case waits for somebody outside the centre, and no period runs.",
            Self::NoOwner => "The next step needs a mediator, and none who may serve is there.",
            Self::NotReadable => {
                "The record cannot be read on from somewhere; what happened since is not shown."
            }
        }
    }
}

/// Live cases with the four reasons as columns; `?1` is the legal date of today.
const REASONS: &str = "
SELECT l.case_id, l.centre, c.brief,
    l.next_action IS NULL AS no_action,
    l.waits AND l.due IS NULL
        AND NOT EXISTS (SELECT 1 FROM due_v1 d WHERE d.case_id = l.case_id AND d.on_day IS NOT NULL) AS no_timer,
    l.needs_mediator AND NOT EXISTS (
        SELECT 1 FROM mediators_v1 m WHERE m.mediator_id = l.mediator AND m.active
            AND coalesce(json_extract(m.doc, '$.profile.term.from'), '') <= ?1
            AND coalesce(json_extract(m.doc, '$.profile.term.to'), '9999-12-31') >= ?1) AS no_owner,
    EXISTS (SELECT 1 FROM parked_v1 p WHERE p.stream = l.stream) AS parked
FROM live_cases_v1 l JOIN cases_v1 c USING (case_id)";

/// Of a centre, and only what its people may read: the relation is looked up like everywhere.
const OF_CENTRE: &str = "
WHERE l.centre = ?2 AND EXISTS (
    SELECT 1 FROM case_access_v1 a WHERE a.kind = 'centre' AND a.key = ?2 AND a.case_id = l.case_id)";

const ANY: &str = "(no_action OR no_timer OR no_owner OR parked)";

/// The same cases, looked for only where a reason can be: those without a next action, those that wait and have no day, those whose
/// mediator is one of the few who may not serve, those whose stream was set aside. Who serves is asked once for each mediator and not for
/// each case. CROSS JOIN keeps the few rows outside.
pub(super) const BY_STAGE: &str = "
WITH RECURSIVE needed (mediator) AS (
    SELECT (SELECT min(mediator) FROM live_cases_v1 WHERE centre = ?2 AND needs_mediator = 1)
    UNION ALL
    SELECT (SELECT min(mediator) FROM live_cases_v1
            WHERE centre = ?2 AND needs_mediator = 1 AND mediator > needed.mediator)
    FROM needed WHERE needed.mediator IS NOT NULL),
gone (mediator) AS (
    SELECT n.mediator FROM needed n WHERE n.mediator IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM mediators_v1 m WHERE m.mediator_id = n.mediator AND m.active
            AND coalesce(json_extract(m.doc, '$.profile.term.from'), '') <= ?1
            AND coalesce(json_extract(m.doc, '$.profile.term.to'), '9999-12-31') >= ?1)),
found (case_id) AS (
    SELECT case_id FROM live_cases_v1 WHERE centre = ?2 AND next_action IS NULL
    UNION
    SELECT case_id FROM live_cases_v1 l WHERE centre = ?2 AND waits = 1 AND due IS NULL
        AND NOT EXISTS (SELECT 1 FROM due_v1 d WHERE d.case_id = l.case_id AND d.on_day IS NOT NULL)
    UNION
    SELECT case_id FROM live_cases_v1 WHERE centre = ?2 AND needs_mediator = 1 AND mediator IS NULL
    UNION
    SELECT l.case_id FROM gone g CROSS JOIN live_cases_v1 l
        ON l.centre = ?2 AND l.needs_mediator = 1 AND l.mediator = g.mediator
    UNION
    SELECT l.case_id FROM parked_v1 p CROSS JOIN live_cases_v1 l ON l.stream = p.stream WHERE l.centre = ?2)
SELECT l.stage, count(*) FROM found f CROSS JOIN live_cases_v1 l USING (case_id)
WHERE EXISTS (SELECT 1 FROM case_access_v1 a WHERE a.kind = 'centre' AND a.key = ?2 AND a.case_id = l.case_id)
GROUP BY l.stage ORDER BY l.stage";

/// How many live cases of a centre nothing will move on the legal date `today`, by the code of their stage.
pub(crate) fn by_stage(
    connection: &Connection,
    centre: &CentreId,
    today: &str,
) -> rusqlite::Result<Vec<(String, u64)>> {
    let mut statement = connection.prepare_cached(BY_STAGE)?;
    let rows =
        statement.query_map((today, centre.as_str()), |row| Ok((row.get(0)?, row.get(1).map(count_of)?)))?;
    rows.collect()
}

/// A case that nothing will move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StalledCase {
    /// The case.
    pub brief: Stored<CaseBrief>,
    /// Why.
    pub reasons: Vec<StalledReason>,
}

/// A page of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StalledCases {
    /// How many there are, on all pages together.
    pub total: u64,
    /// The cases, in the order of their ids.
    pub page: Page<StalledCase>,
}

/// What an operator is told: ids and reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StalledLine {
    /// The case.
    pub case: String,
    /// Its centre.
    pub centre: String,
    /// Why.
    pub reasons: Vec<StalledReason>,
}

fn reasons(row: &SqlRow<'_>) -> Result<Vec<StalledReason>, QueryError> {
    let mut found = Vec::new();
    for (column, reason) in (3..).zip(StalledReason::ALL) {
        if row.get::<_, bool>(column)? {
            found.push(reason);
        }
    }
    Ok(found)
}

impl Views {
    /// Live cases of a centre that nothing will move on the legal date `today`, for the staff of that centre.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn stalled_cases(
        &self,
        centre: &CentreId,
        today: NaiveDate,
        paging: &Paging,
    ) -> Result<Answer<StalledCases>, QueryError> {
        let select = format!("SELECT * FROM ({REASONS} {OF_CENTRE})");
        let mut query = ListQuery::new(&select, paging.limit)?;
        query.push(&format!("WHERE {ANY}"), []);
        query.push("", [text(today), text(centre)]);
        if let Some(after) = &paging.after {
            let [case] = cursor::decode(LIST, after)?;
            query.push("AND case_id > ?3", [text(case)]);
        }
        query.push("ORDER BY case_id", []);
        self.ask(|connection| {
            let page = query.page(connection, LIST, |row| {
                let key = [row.get(0)?];
                Ok((StalledCase { brief: Stored::new(row.get(2)?), reasons: reasons(row)? }, key))
            })?;
            let sql = format!("SELECT count(*) FROM ({REASONS} {OF_CENTRE}) WHERE {ANY}");
            let values = (today.to_string(), centre.as_str());
            let total = connection.prepare_cached(&sql)?.query_row(values, |row| row.get(0).map(count_of))?;
            Ok(StalledCases { total, page })
        })
    }

    /// The same of every centre, as ids and reasons: for whoever runs the house.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stalled_everywhere(&self, today: NaiveDate) -> Result<Answer<Vec<StalledLine>>, QueryError> {
        let sql = format!("SELECT * FROM ({REASONS}) WHERE {ANY} ORDER BY centre, case_id");
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([today.to_string()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let (case, centre) = (row.get(0)?, row.get(1)?);
                found.push(StalledLine { case, centre, reasons: reasons(row)? });
            }
            Ok(found)
        })
    }
}
