//! The rows that follow from a case's document: made without the file, on any thread, then written by the one that writes.

use crate::case_view::CaseView;
use crate::changes::CaseChange;
use crate::error::ViewError;
use crate::views::access::{self, Relations};
use crate::views::cases::CaseRow;
use crate::views::referrals::{self, ReferralRow};
use crate::views::register::{self, SettlementRow};
use crate::views::transfers::{self, TransferRow};
use crate::views::{cases, centre_desk, custody, due, institution_desk, load, stalled, timeline, work_list};
use rusqlite::Connection;

/// A case in memory, and what its rows looked like before this batch.
pub(crate) struct Held {
    pub(super) view: CaseView,
    relations: Relations,
    pub(super) work: Option<work_list::Row>,
    load: load::Rows,
    due: due::Rows,
    live: Option<stalled::Row>,
    institutions: institution_desk::Rows,
    centre: centre_desk::Rows,
    transfer: Option<TransferRow>,
    /// It stands in the register.
    settled: bool,
    pub(super) changed: bool,
}

impl Held {
    /// A case that was filed just now: no row is there.
    pub(super) fn new(view: CaseView) -> Self {
        Self {
            view,
            relations: Relations::new(),
            work: None,
            load: load::Rows::new(),
            due: due::Rows::new(),
            live: None,
            institutions: institution_desk::Rows::default(),
            centre: centre_desk::Rows::new(),
            transfer: None,
            settled: false,
            changed: true,
        }
    }

    /// A case as the file holds it.
    pub(super) fn stored(view: CaseView) -> Self {
        Self {
            relations: access::relations(&view),
            work: work_list::Row::of(&view),
            load: load::rows(&view),
            due: due::rows(&view),
            live: stalled::Row::of(&view),
            institutions: institution_desk::rows(&view),
            centre: centre_desk::rows(&view),
            transfer: TransferRow::of(&view),
            settled: settlement(&view).is_some(),
            view,
            changed: false,
        }
    }
}

/// Its row in the register; none while it is stored and nothing else (PIPL 47(2)).
fn settlement(view: &CaseView) -> Option<SettlementRow> {
    SettlementRow::of(view).filter(|_| view.custody.restricted.is_none())
}

/// What the rows of one case are made of.
pub(super) struct Piece<'b> {
    pub(super) held: &'b mut Held,
    /// What happened to it in this batch.
    pub(super) entries: Vec<timeline::Kept>,
    /// The part of its timeline the first of these belongs to, as it lies in the file.
    pub(super) before: Option<Vec<u8>>,
}

/// The rows of one case.
pub(super) struct Rows<'b> {
    held: &'b mut Held,
    case: CaseRow,
    parts: Vec<timeline::Part>,
    relations: Relations,
    work: Option<work_list::Row>,
    load: load::Rows,
    due: due::Rows,
    live: Option<stalled::Row>,
    institutions: institution_desk::Rows,
    centre: centre_desk::Rows,
    transfer: Option<TransferRow>,
    referral: Option<ReferralRow>,
    settlement: Option<SettlementRow>,
}

impl<'b> Piece<'b> {
    /// Makes them.
    pub(super) fn rows(self) -> Result<Rows<'b>, ViewError> {
        let Self { held, entries, before } = self;
        let view = &held.view;
        Ok(Rows {
            case: CaseRow::of(view)?,
            parts: timeline::parts(entries, before.as_deref())?,
            relations: access::relations(view),
            work: work_list::Row::of(view),
            load: load::rows(view),
            due: due::rows(view),
            live: stalled::Row::of(view),
            institutions: institution_desk::rows(view),
            centre: centre_desk::rows(view),
            transfer: TransferRow::of(view),
            referral: ReferralRow::of(view),
            settlement: settlement(view),
            held,
        })
    }
}

impl Rows<'_> {
    /// Brings the file from what it holds of the case to what follows from its document now.
    pub(super) fn write(self, connection: &Connection) -> Result<CaseChange, ViewError> {
        let Self { held, case: row, parts, relations, work, load, due, live, .. } = self;
        let Self { institutions, centre, transfer, referral, settlement, .. } = self;
        let view = &held.view;
        let case = view.case;
        cases::save(connection, case, row)?;
        timeline::save(connection, case, parts)?;
        access::write(connection, view, &held.relations, &relations)?;
        work_list::write(connection, case, held.work.as_ref(), work.as_ref())?;
        load::write(connection, case, &held.load, &load)?;
        due::write(connection, case, &held.due, &due)?;
        stalled::write(connection, case, held.live.as_ref(), live.as_ref())?;
        if let Some(row) = referral {
            referrals::write(connection, &row)?;
        }
        transfers::write(connection, case, held.transfer.as_ref(), transfer.as_ref())?;
        custody::write(connection, view)?;
        institution_desk::write(connection, case, &held.institutions, &institutions)?;
        centre_desk::write(connection, case, &held.centre, &centre)?;
        match &settlement {
            Some(row) => register::write(connection, row)?,
            None if held.settled => register::remove(connection, case)?,
            None => {}
        }
        let concerned = held.relations.keys().chain(relations.keys()).cloned().collect();
        let change = CaseChange { case, revision: view.revision, relations: concerned };
        (held.relations, held.work, held.load, held.due, held.live) = (relations, work, load, due, live);
        (held.institutions, held.centre, held.transfer) = (institutions, centre, transfer);
        held.settled = settlement.is_some();
        held.changed = false;
        Ok(change)
    }
}
