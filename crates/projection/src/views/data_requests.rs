//! Requests about personal data (个人信息权利请求): one document each, listed by the day they must be answered.

use crate::case_view::{Moment, purge};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::{DateTime, Utc};
use domain::classification::{DataIdentityProof, DataRefusalGround, DataRequester, DataRight, ErasureGround};
use domain::correction::Correction;
use domain::data_request::{Certificate, DataRequestEvent, DataRequestReceived, Done, Outcome, ScopeItem};
use domain::deadline::Deadline;
use domain::ids::{CentreId, DataRequestId, UserId};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, Phone, ShortText};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS data_requests_v1 (
    request  TEXT    PRIMARY KEY,
    centre   TEXT    NOT NULL,
    account  TEXT,
    open     INTEGER NOT NULL,
    due      TEXT    NOT NULL,
    doc      TEXT    NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS data_requests_v1_centre ON data_requests_v1 (centre, open, due, request);
CREATE INDEX IF NOT EXISTS data_requests_v1_account ON data_requests_v1 (account, due, request);
";

const LIST: &str = "data-requests";

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestView {
    /// The request.
    pub request: DataRequestId,
    /// Its stream; sealed fields are bound to this name.
    pub stream: String,
    /// The centre that is asked.
    pub centre: CentreId,
    /// Where it stands, as `domain::data_request::DataRequest::code` names it.
    pub state: String,
    /// What for.
    pub right: DataRight,
    /// Who asks.
    pub requester: DataRequester,
    /// The account that asked, when it was the person's own.
    pub account: Option<UserId>,
    /// The requester's name, sealed.
    pub name: Personal<PersonName>,
    /// Where to answer, sealed.
    pub phone: Option<Personal<Phone>>,
    /// In the requester's words, sealed.
    pub wording: Personal<LongText>,
    /// What is to be corrected, its value sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// When it was received, UTC.
    pub received_at: DateTime<Utc>,
    /// T24.
    pub answer_by: Deadline,
    /// How the identity was verified.
    pub proof: Option<DataIdentityProof>,
    /// What was found at this centre.
    pub scope: Vec<ScopeItem>,
    /// How many cases of other centres hold data of the person.
    pub elsewhere: u32,
    /// Who proposes to do it.
    pub proposed_by: Option<UserId>,
    /// Why data may go.
    pub ground: Option<ErasureGround>,
    /// The officer's or director's words, sealed.
    pub reason: Option<Personal<LongText>>,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// Why it was refused.
    pub refusal: Option<DataRefusalGround>,
    /// The article the refusal rests on.
    pub article: Option<ShortText>,
    /// What was done.
    pub outcomes: Vec<Outcome>,
    /// The paper about an erasure.
    pub certificate: Option<Certificate>,
    /// Revision of the last event folded in.
    pub revision: u64,
    /// When the last event happened, UTC.
    pub updated_at: DateTime<Utc>,
}

fn received(event: &DataRequestReceived, moment: &Moment<'_>) -> DataRequestView {
    DataRequestView {
        request: event.request,
        stream: moment.stream.to_owned(),
        centre: event.centre.clone(),
        state: "RECEIVED".to_owned(),
        right: event.right,
        requester: event.requester,
        account: event.account.clone(),
        name: event.name.clone(),
        phone: event.phone.clone(),
        wording: event.wording.clone(),
        correction: event.correction.clone(),
        received_at: event.received_at,
        answer_by: event.answer_by.clone(),
        proof: None,
        scope: vec![],
        elsewhere: 0,
        proposed_by: None,
        ground: None,
        reason: None,
        approved_by: None,
        refusal: None,
        article: None,
        outcomes: vec![],
        certificate: None,
        revision: moment.revision,
        updated_at: moment.at(),
    }
}

/// Folds an event; tells whether sealed text was taken out, or why the event cannot be.
pub(crate) fn apply(
    connection: &Connection,
    event: &DataRequestEvent,
    moment: &Moment<'_>,
) -> Result<Result<bool, String>, ViewError> {
    let known = load(connection, moment.stream.rsplit_once('~').map_or("", |(_, id)| id))?;
    let mut view = match (known, event) {
        (None, DataRequestEvent::DataRequestReceived(event)) => received(event, moment),
        (None, _) => return Ok(Err("the stream does not begin with a request".to_owned())),
        (Some(known), _) if known.revision >= moment.revision => return Ok(Ok(false)),
        (Some(known), _) => known,
    };
    fold(&mut view, event);
    let mut purged = false;
    if let DataRequestEvent::DataRequestFulfilled(event) = event
        && event.certificate.is_some()
    {
        // The request's own words are the person's too, and their key went with the others.
        view = purge(&view, view.name.subject())?;
        purged = event.outcomes.iter().any(|outcome| outcome.done == Done::Erased);
    }
    (view.revision, view.updated_at) = (moment.revision, moment.at());
    save(connection, &view)?;
    Ok(Ok(purged))
}

fn fold(view: &mut DataRequestView, event: &DataRequestEvent) {
    match event {
        DataRequestEvent::DataRequestReceived(_) => {}
        DataRequestEvent::DataRequestIdentityVerified(event) => {
            "VERIFIED".clone_into(&mut view.state);
            view.proof = Some(event.proof);
            view.scope = event.scope.clone();
            view.elsewhere = event.elsewhere;
        }
        DataRequestEvent::DataRequestProposed(event) => {
            "PROPOSED".clone_into(&mut view.state);
            view.proposed_by = Some(event.proposed_by.clone());
            view.ground = event.ground;
            view.reason = event.reason.clone();
        }
        DataRequestEvent::DataRequestSentBack(event) => {
            "VERIFIED".clone_into(&mut view.state);
            view.proposed_by = None;
            view.reason = Some(event.reason.clone());
        }
        DataRequestEvent::DataRequestApproved(event) => {
            "APPROVED".clone_into(&mut view.state);
            view.approved_by = Some(event.approved_by.clone());
        }
        DataRequestEvent::DataRequestRefused(event) => {
            "REFUSED".clone_into(&mut view.state);
            view.refusal = Some(event.ground);
            view.article = Some(event.article.clone());
            view.reason = Some(event.reason.clone());
        }
        DataRequestEvent::DataRequestWithdrawn(event) => {
            "WITHDRAWN".clone_into(&mut view.state);
            view.reason = event.reason.clone();
        }
        DataRequestEvent::DataRequestFulfilled(event) => {
            "FULFILLED".clone_into(&mut view.state);
            view.outcomes = event.outcomes.clone();
            view.certificate = event.certificate.clone();
        }
    }
}

fn save(connection: &Connection, view: &DataRequestView) -> Result<(), ViewError> {
    let sql = "INSERT OR REPLACE INTO data_requests_v1 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let open = !matches!(view.state.as_str(), "FULFILLED" | "REFUSED" | "WITHDRAWN");
    connection.prepare_cached(sql)?.execute((
        view.request.to_string(),
        view.centre.as_str(),
        view.account.as_ref().map(|account| account.as_str()),
        open,
        view.answer_by.due_date.to_string(),
        serde_json::to_string(view)?,
        view.revision.cast_signed(),
    ))?;
    Ok(())
}

fn load(connection: &Connection, request: &str) -> Result<Option<DataRequestView>, ViewError> {
    let mut statement = connection.prepare_cached("SELECT doc FROM data_requests_v1 WHERE request = ?1")?;
    let doc: Option<String> = statement.query_row([request], |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// Whose requests are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataRequestFilter {
    /// Of a centre; only those not answered yet when `open`.
    Centre {
        /// The centre.
        centre: CentreId,
        /// Only open ones.
        open: bool,
    },
    /// Made by an account.
    Account(UserId),
}

impl Views {
    /// A request, for those it belongs to; `None` for a stranger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn data_request(
        &self,
        of: &DataRequestFilter,
        request: DataRequestId,
    ) -> Result<Answer<Option<DataRequestView>>, QueryError> {
        self.ask(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT doc FROM data_requests_v1 WHERE request = ?1")?;
            let doc: Option<String> =
                statement.query_row([request.to_string()], |row| row.get(0)).optional()?;
            let view: Option<DataRequestView> = doc.map(|doc| serde_json::from_str(&doc)).transpose()?;
            Ok(view.filter(|view| match of {
                DataRequestFilter::Centre { centre, .. } => view.centre == *centre,
                DataRequestFilter::Account(account) => view.account.as_ref() == Some(account),
            }))
        })
    }

    /// Requests that were approved and are not carried out yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn approved_data_requests(&self) -> Result<Answer<Vec<DataRequestView>>, QueryError> {
        self.ask(|connection| {
            let sql = "SELECT doc FROM data_requests_v1 WHERE open = 1 ORDER BY due, request";
            let mut statement = connection.prepare_cached(sql)?;
            let docs = statement.query_map([], |row| row.get::<_, String>(0))?;
            let mut approved = Vec::new();
            for doc in docs {
                let view: DataRequestView = serde_json::from_str(&doc?)?;
                if view.state == "APPROVED" {
                    approved.push(view);
                }
            }
            Ok(approved)
        })
    }

    /// Requests by the day they must be answered.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn data_requests(
        &self,
        of: &DataRequestFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<DataRequestView>>, QueryError> {
        let mut query =
            ListQuery::new("SELECT due, request, doc FROM data_requests_v1 WHERE true", paging.limit)?;
        match of {
            DataRequestFilter::Centre { centre, open } => {
                query.push("AND centre = ?", [text(centre)]);
                query.push_if("AND open = ?", open.then_some(1_i64));
            }
            DataRequestFilter::Account(account) => query.push("AND account = ?", [text(account)]),
        }
        if let Some(after) = &paging.after {
            let [due, request] = cursor::decode(LIST, after)?;
            query.push("AND (due, request) > (?, ?)", [text(due), text(request)]);
        }
        query.push("ORDER BY due, request", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                let key = [row.get(0)?, row.get(1)?];
                Ok((serde_json::from_str(&row.get::<_, String>(2)?)?, key))
            })
        })
    }
}
