//! Who stands in a relation to which case: one table, one row a relation, and the only answer to "may this reader see this case".

use crate::Reader;
use crate::case_view::{CaseView, SeatView};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use domain::case::StageName;
use domain::ids::CaseId;
use domain::mediator::RosterTerm;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// A relation lets nobody read before `from_day` or after `to_day`, legal dates; where there is none, it knows no such bound.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS case_access_v1 (
    kind     TEXT    NOT NULL,
    key      TEXT    NOT NULL,
    case_id  TEXT    NOT NULL,
    filed_us INTEGER NOT NULL,
    from_day TEXT,
    to_day   TEXT,
    PRIMARY KEY (kind, key, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS case_access_v1_newest ON case_access_v1 (kind, key, filed_us, case_id);
";

const CENTRE: &str = "centre";
const MEDIATOR: &str = "mediator";
const ACCOUNT: &str = "account";
const PARTY: &str = "party";
const INSTITUTION: &str = "institution";
const COURT: &str = "court";
const CUSTODY: &str = "custody";

/// Kind and key of a relation.
pub(crate) type Relation = (&'static str, String);

/// Every relation to a case, and the days on which it lets somebody read, as far as they are known.
pub(crate) type Relations = BTreeMap<Relation, RosterTerm>;

/// Everybody in a relation to the case as it stands: its centre; the mediators asked or at work, none suspended; accounts, parties and organisations on
/// either side; the court it was filed with.
pub(crate) fn relations(view: &CaseView) -> Relations {
    let always = |relation: Relation| (relation, RosterTerm::default());
    let custody = (CUSTODY, view.centre.to_string());
    if view.custody.restricted.is_some() {
        // Stored and protected, and nothing else (PIPL 47(2)): here, so that no list, total or search can forget it.
        return BTreeMap::from([always(custody)]);
    }
    let seats = view.panel.iter().filter(|seat| seat.suspended.is_none());
    let mediators = seats.map(|seat| ((MEDIATOR, seat.mediator.to_string()), serves(view, seat)));
    let others = at_any_time(view).into_iter().map(always);
    others.chain(mediators).collect()
}

/// When a mediator may read: within the term; what has ended shuts nobody out. As `Case::lets_read` says it.
fn serves(view: &CaseView, seat: &SeatView) -> RosterTerm {
    match view.stage {
        StageName::ConsentPending
        | StageName::MediatorSelection
        | StageName::MediatorOffered
        | StageName::InMediation
        | StageName::Signing
        | StageName::Effective => seat.term,
        StageName::NotFiled
        | StageName::Submitted
        | StageName::Supplementing
        | StageName::NotAccepted
        | StageName::Terminated
        | StageName::Closed => RosterTerm::default(),
    }
}

fn at_any_time(view: &CaseView) -> BTreeSet<Relation> {
    let mut relations = BTreeSet::from([(CENTRE, view.centre.to_string())]);
    if !view.custody.holds.is_empty() {
        relations.insert((CUSTODY, view.centre.to_string()));
    }
    relations.extend(view.court().map(|court| (COURT, court.to_owned())));
    relations.extend(view.referral.as_ref().map(|referral| (COURT, referral.court.clone())));
    for party in &view.parties {
        relations.insert((PARTY, party.party.to_string()));
        relations.extend(party.account.as_ref().map(|account| (ACCOUNT, account.to_string())));
        let acting =
            view.representatives.iter().filter(|it| it.party == party.party && it.revoked_at.is_none());
        let accounts = acting.filter_map(|it| it.account.as_ref());
        relations.extend(accounts.map(|account| (ACCOUNT, account.to_string())));
        relations.extend(party.identity.codes().map(|code| (INSTITUTION, code.to_string())));
    }
    relations
}

/// Brings the rows of a case from what they were to what they are.
pub(crate) fn write(
    connection: &Connection,
    view: &CaseView,
    before: &Relations,
    now: &Relations,
) -> Result<(), ViewError> {
    let case = view.case.to_string();
    for (kind, key) in before.keys().filter(|relation| !now.contains_key(relation)) {
        let sql = "DELETE FROM case_access_v1 WHERE kind = ?1 AND key = ?2 AND case_id = ?3";
        connection.prepare_cached(sql)?.execute((kind, key, &case))?;
    }
    for (relation, days) in now.iter().filter(|(relation, days)| before.get(relation) != Some(days)) {
        let sql = "INSERT INTO case_access_v1 (kind, key, case_id, filed_us, from_day, to_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day";
        let (kind, key) = relation;
        let [from, to] = [days.from, days.to].map(|day| day.map(|day| day.to_string()));
        let filed_us = view.received_at.timestamp_micros();
        connection.prepare_cached(sql)?.execute((kind, key, &case, filed_us, from, to))?;
    }
    Ok(())
}

/// The relations a reader is looked up by.
pub(crate) fn keys_of(reader: &Reader) -> Vec<Relation> {
    match reader {
        Reader::Staff(centre) => vec![(CENTRE, centre.to_string())],
        Reader::Director(centre) => vec![(CENTRE, centre.to_string()), (CUSTODY, centre.to_string())],
        Reader::DataProtection(centre) => vec![(CUSTODY, centre.to_string())],
        Reader::Mediator(mediator) => vec![(MEDIATOR, mediator.to_string())],
        Reader::Party { account, party } => {
            let mut keys = vec![(ACCOUNT, account.to_string())];
            keys.extend(party.map(|party| (PARTY, party.to_string())));
            keys
        }
        Reader::Institution(uscc) => vec![(INSTITUTION, uscc.to_string())],
        Reader::Court(court) => vec![(COURT, court.clone())],
    }
}

/// By what a reader was found to have a part in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// It is a case of the reader's centre and not under restriction.
    Centre,
    /// It is a case of the reader's centre, under restriction or hold.
    Custody,
    /// The reader was asked to mediate it, or does.
    Mediator,
    /// The reader's account is that of a party or of an agent.
    Account,
    /// The reader's account was opened for a party of it.
    Party,
    /// The reader's institution is a party.
    Institution,
    /// It was referred by the reader's court or filed with it.
    Court,
}

impl Tie {
    fn of(kind: &str) -> Option<Self> {
        match kind {
            CENTRE => Some(Self::Centre),
            CUSTODY => Some(Self::Custody),
            MEDIATOR => Some(Self::Mediator),
            ACCOUNT => Some(Self::Account),
            PARTY => Some(Self::Party),
            INSTITUTION => Some(Self::Institution),
            COURT => Some(Self::Court),
            _ => None,
        }
    }
}

impl Reader {
    /// By what this reader is looked up: whoever is in a list of the reader's cases is in it by one of these.
    #[must_use]
    pub fn ties(&self) -> Vec<Tie> {
        keys_of(self).iter().filter_map(|(kind, _)| Tie::of(kind)).collect()
    }
}

/// Whether a reader stands in a relation to a case.
pub(crate) fn may_read(connection: &Connection, reader: &Reader, case: CaseId) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM case_access_v1 WHERE kind = ?1 AND key = ?2 AND case_id = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let case = case.to_string();
    for (kind, key) in keys_of(reader) {
        if statement.exists((kind, key, &case))? {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Views {
    /// Whether a reader stands in a relation to a case; false as well when there is no such case.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn may_read(&self, reader: &Reader, case: CaseId) -> Result<Answer<bool>, QueryError> {
        self.ask(|connection| Ok(may_read(connection, reader, case)?))
    }

    /// By what a reader has a part in a case; by nothing as well when there is no such case, for which the same is looked up.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ties(&self, reader: &Reader, case: CaseId) -> Result<Answer<Vec<Tie>>, QueryError> {
        self.ask(|connection| {
            let sql = "SELECT 1 FROM case_access_v1 WHERE kind = ?1 AND key = ?2 AND case_id = ?3";
            let mut statement = connection.prepare_cached(sql)?;
            let case = case.to_string();
            let mut ties = Vec::new();
            for (kind, key) in keys_of(reader) {
                if statement.exists((kind, key, &case))? {
                    ties.extend(Tie::of(kind));
                }
            }
            Ok(ties)
        })
    }
}
