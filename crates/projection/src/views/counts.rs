//! Counts by centre and month (domain reference §7): kept as numbers, never counted from cases.

use super::count_of;
use crate::case_view::{CaseView, Moment};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views, text};
use chrono::NaiveDate;
use domain::case::Event;
use domain::classification::Termination;
use domain::ids::CentreId;
use domain::statistics::Rate;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::BTreeMap;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS counts_v1 (
    centre  TEXT    NOT NULL,
    month   TEXT    NOT NULL,
    measure TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (centre, month, measure)
) STRICT, WITHOUT ROWID;
";

const RECEIVED: &str = "received";
const ACCEPTED: &str = "accepted";
const REFUSED: &str = "refused";
const SETTLED: &str = "settled";
const CONFIRMED: &str = "confirmed";
const CLOSED: &str = "closed";
const CLAIM_FEN: &str = "claim_fen";
const SETTLED_FEN: &str = "settled_fen";
/// Followed by the code.
const TERMINATED: &str = "terminated.";

/// What the events of one batch add.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<(String, String, String), i64>);

impl Tally {
    /// Counts an event of a case; the month is that of its legal date.
    pub(crate) fn apply(&mut self, view: &CaseView, event: &Event, moment: &Moment<'_>) {
        let mut add = |measure: &str, number: i64| {
            let month = moment.on().format("%Y-%m").to_string();
            let sum = self.0.entry((view.centre.to_string(), month, measure.to_owned())).or_default();
            *sum = sum.saturating_add(number);
        };
        match event {
            Event::ApplicationFiled(event) => {
                add(RECEIVED, 1);
                add(CLAIM_FEN, event.claim_fen.get());
            }
            Event::CaseAccepted(_) => add(ACCEPTED, 1),
            Event::AcceptanceRefused(_) => add(REFUSED, 1),
            // Not refused: it goes on in the other case.
            Event::ApplicationJoined(_) => {}
            Event::AgreementBecameEffective(_) => {
                add(SETTLED, 1);
                add(SETTLED_FEN, view.agreement.as_ref().map_or(0, |agreement| agreement.settled_fen.get()));
            }
            Event::SettlementConfirmed(_) => add(CONFIRMED, 1),
            Event::MediationTerminated(event) => add(&format!("{TERMINATED}{}", event.code.code()), 1),
            Event::CaseClosed(_) => add(CLOSED, 1),
            Event::SupplementRequested(_)
            | Event::SimilarCasesFound(_)
            | Event::SimilarityDecided(_)
            | Event::SupplementSubmitted(_)
            | Event::SupplementExtended(_)
            | Event::SpecialNeedsRecorded(_)
            | Event::RiskScreened(_)
            | Event::RiskReported(_)
            | Event::ApplicationLapsed(_)
            | Event::RespondentNotified(_)
            | Event::RepresentativeAppointed(_)
            | Event::AuthorityChanged(_)
            | Event::RepresentativeRevoked(_)
            | Event::CapacityRecorded(_)
            | Event::PartyDataCorrected(_)
            | Event::PartyJoined(_)
            | Event::ConsentGiven(_)
            | Event::ConsentRevoked(_)
            | Event::MediationRefused(_)
            | Event::MediatorChosen(_)
            | Event::MediatorListSent(_)
            | Event::MediatorListAnswered(_)
            | Event::MediatorListClosed(_)
            | Event::MediatorOffered(_)
            | Event::AssignmentAccepted(_)
            | Event::AssignmentDeclined(_)
            | Event::MediatorDisclosed(_)
            | Event::ConflictWaived(_)
            | Event::ConflictScanRepeated(_)
            | Event::AssignmentSuspended(_)
            | Event::AssignmentResumed(_)
            | Event::RecusalRequested(_)
            | Event::RecusalDecided(_)
            | Event::MediatorReplaced(_)
            | Event::RightsNotified(_)
            | Event::SessionScheduled(_)
            | Event::SessionCancelled(_)
            | Event::SessionOpened(_)
            | Event::SessionClosed(_)
            | Event::SessionRescheduled(_)
            | Event::SessionAdjourned(_)
            | Event::MediationSuspended(_)
            | Event::MediationResumed(_)
            | Event::AppraisalCommissioned(_)
            | Event::AppraisalReceived(_)
            | Event::EvaluationCommissioned(_)
            | Event::EvaluationDelivered(_)
            | Event::EvaluationAnswered(_)
            | Event::CaucusRecorded(_)
            | Event::NoteWritten(_)
            | Event::ComplaintFiled(_)
            | Event::ComplaintDecided(_)
            | Event::NoShowRecorded(_)
            | Event::MinutesSigned(_)
            | Event::CorrectionRequested(_)
            | Event::CorrectionRecorded(_)
            | Event::ExchangeOpened(_)
            | Event::StatementPosted(_)
            | Event::BookingDropped(_)
            | Event::TrackChanged(_)
            | Event::PeriodExtended(_)
            | Event::OpinionIssued(_)
            | Event::RestEnded(_)
            | Event::AuthorityRequested(_)
            | Event::AuthorityAnswered(_)
            | Event::OpinionAccepted(_)
            | Event::OpinionDeclined(_)
            | Event::ProposalMade(_)
            | Event::ProposalAnswered(_)
            | Event::ProposalWithdrawn(_)
            | Event::NoObjectionProposed(_)
            | Event::NoObjectionServed(_)
            | Event::NoObjectionObjected(_)
            | Event::NoObjectionEnded(_)
            | Event::BiddingOpened(_)
            | Event::BidCommitted(_)
            | Event::BidRevealed(_)
            | Event::BiddingClosed(_)
            | Event::AgreementDrafted(_)
            | Event::AgreementAnswered(_)
            | Event::AgreementReviewed(_)
            | Event::OralAgreementRecorded(_)
            | Event::AgreementWrittenDown(_)
            | Event::AgreementSigned(_)
            | Event::AgreementSealed(_)
            | Event::ConfirmationPrepared(_)
            | Event::ConfirmationApplicationSigned(_)
            | Event::ConfirmationFiled(_)
            | Event::ConfirmationAccepted(_)
            | Event::ConfirmationNotAccepted(_)
            | Event::ConfirmationSupplementAsked(_)
            | Event::ConfirmationSupplemented(_)
            | Event::ConfirmationDismissed(_)
            | Event::ConfirmationWithdrawn(_)
            | Event::ConfirmationAbandoned(_)
            | Event::ConfirmationLapsed(_)
            | Event::ConfirmationReviewBegan(_)
            | Event::ConfirmationReviewExtended(_)
            | Event::ConfirmationObjected(_)
            | Event::ConfirmationObjectionDecided(_)
            | Event::CourtMessageKept(_)
            | Event::CourtInquiryReceived(_)
            | Event::CourtInquiryAnswered(_)
            // Never a confirmation: whatever else makes an agreement enforceable is counted apart.
            | Event::NotarialInstrumentRecorded(_)
            | Event::PaymentOrderStepRecorded(_)
            | Event::CourtMediationPaperRecorded(_)
            | Event::ArbitralPaperRecorded(_)
            | Event::SuitRecorded(_)
            | Event::ObligationPerformed(_)
            | Event::ReceiptConfirmed(_)
            | Event::PerformanceUrged(_)
            | Event::ObligationDefaulted(_)
            | Event::ObligationWaived(_)
            | Event::EnforcementRecorded(_)
            | Event::FollowUpRecorded(_)
            | Event::FollowUpFellDue(_)
            | Event::ApplicationWithdrawn(_)
            | Event::UndisputedFactsDrafted(_)
            | Event::UndisputedFactsSigned(_)
            | Event::UndisputedFactsAbandoned(_)
            | Event::CourtReferralReceived(_)
            | Event::ReferralReceiptSigned(_)
            | Event::ReferralReported(_)
            | Event::TransferProposed(_)
            | Event::TransferDeclined(_)
            | Event::TransferWithdrawn(_)
            | Event::TransferDisputed(_)
            | Event::TransferDecided(_)
            | Event::CaseTransferred(_)
            | Event::DeadlineWarned(_)
            | Event::DeadlineExpired(_)
            | Event::DeadlineEscalated(_)
            | Event::DeadlineRecomputed(_) => {}
        }
    }

    /// Adds everything to the table. Added up here and not in SQL, where a sum that is too large would turn into a fraction.
    pub(crate) fn write(&self, connection: &Connection) -> Result<(), ViewError> {
        let read = "SELECT number FROM counts_v1 WHERE centre = ?1 AND month = ?2 AND measure = ?3";
        let write = "INSERT INTO counts_v1 (centre, month, measure, number) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET number = excluded.number";
        for ((centre, month, measure), number) in &self.0 {
            let stood: Option<i64> = connection
                .prepare_cached(read)?
                .query_row((centre, month, measure), |row| row.get(0))
                .optional()?;
            let sum = stood.unwrap_or(0).saturating_add(*number);
            connection.prepare_cached(write)?.execute((centre, month, measure, sum))?;
        }
        Ok(())
    }
}

/// Which counts are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountsFilter {
    /// One centre; all of them when absent.
    pub centre: Option<CentreId>,
    /// Any day of the first month.
    pub from: Option<NaiveDate>,
    /// Any day of the last month, the month itself included.
    pub to: Option<NaiveDate>,
}

/// The counts of one centre in one month, by the legal date of the events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthCounts {
    /// The centre; empty in a sum over centres.
    pub centre: String,
    /// `YYYY-MM`; empty in a sum over months.
    pub month: String,
    /// Applications received (M1).
    pub received: u64,
    /// Accepted (M2).
    pub accepted: u64,
    /// Not accepted.
    pub refused: u64,
    /// Agreements that took effect (M4).
    pub settled: u64,
    /// Mediations that ended otherwise, by code; withdrawals before acceptance are among E02.
    pub terminated: BTreeMap<Termination, u64>,
    /// Rulings that confirm an agreement (M9).
    pub confirmed: u64,
    /// Cases closed.
    pub closed: u64,
    /// Claimed in the applications received, fen.
    pub claim_fen: i64,
    /// Settled in the agreements that took effect (M6), fen.
    pub settled_fen: i64,
}

impl MonthCounts {
    /// Mediations that ended, with an agreement or without, transfers to other centres apart (M3).
    #[must_use]
    pub fn ended(&self) -> u64 {
        let otherwise = self.terminated.iter().filter(|(code, _)| **code != Termination::Transferred);
        otherwise.fold(self.settled, |sum, (_, number)| sum.saturating_add(*number))
    }

    /// Settled among ended: the rate Guangzhou publishes (M4/M3).
    #[must_use]
    pub fn settled_among_ended(&self) -> Rate {
        Rate { numerator: self.settled, denominator: self.ended(), of: "settled", among: "ended" }
    }

    /// Settled among accepted: the rate of the years 2014 to 2019 (M4/M2).
    #[must_use]
    pub const fn settled_among_accepted(&self) -> Rate {
        Rate { numerator: self.settled, denominator: self.accepted, of: "settled", among: "accepted" }
    }

    /// The sum of several, with neither centre nor month.
    #[must_use]
    pub fn sum<'a>(counts: impl IntoIterator<Item = &'a Self>) -> Self {
        counts.into_iter().fold(Self::default(), |mut sum, one| {
            sum.received = sum.received.saturating_add(one.received);
            sum.accepted = sum.accepted.saturating_add(one.accepted);
            sum.refused = sum.refused.saturating_add(one.refused);
            sum.settled = sum.settled.saturating_add(one.settled);
            sum.confirmed = sum.confirmed.saturating_add(one.confirmed);
            sum.closed = sum.closed.saturating_add(one.closed);
            sum.claim_fen = sum.claim_fen.saturating_add(one.claim_fen);
            sum.settled_fen = sum.settled_fen.saturating_add(one.settled_fen);
            for (code, number) in &one.terminated {
                let known = sum.terminated.entry(*code).or_default();
                *known = known.saturating_add(*number);
            }
            sum
        })
    }

    fn set(&mut self, measure: &str, number: i64) {
        match measure {
            RECEIVED => self.received = count_of(number),
            ACCEPTED => self.accepted = count_of(number),
            REFUSED => self.refused = count_of(number),
            SETTLED => self.settled = count_of(number),
            CONFIRMED => self.confirmed = count_of(number),
            CLOSED => self.closed = count_of(number),
            CLAIM_FEN => self.claim_fen = number,
            SETTLED_FEN => self.settled_fen = number,
            other => {
                if let Some(code) = other.strip_prefix(TERMINATED).and_then(Termination::parse) {
                    self.terminated.insert(code, count_of(number));
                }
            }
        }
    }
}

impl Views {
    /// Counts by centre and month, ordered by both; a month in which nothing happened has no row.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn counts(&self, filter: &CountsFilter) -> Result<Answer<Vec<MonthCounts>>, QueryError> {
        let mut sql = "SELECT centre, month, measure, number FROM counts_v1 WHERE true".to_owned();
        let month = |date: NaiveDate| text(date.format("%Y-%m"));
        let conditions = [
            (" AND centre = ?", filter.centre.as_ref().map(text)),
            (" AND month >= ?", filter.from.map(month)),
            (" AND month <= ?", filter.to.map(month)),
        ];
        let mut values = Vec::new();
        for (condition, value) in conditions {
            if let Some(value) = value {
                sql.push_str(condition);
                values.push(value);
            }
        }
        sql.push_str(" ORDER BY centre, month, measure");
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            let mut months: Vec<MonthCounts> = Vec::new();
            while let Some(row) = rows.next()? {
                let (centre, month): (String, String) = (row.get(0)?, row.get(1)?);
                let known = months.last().is_some_and(|last| last.centre == centre && last.month == month);
                if !known {
                    months.push(MonthCounts { centre, month, ..MonthCounts::default() });
                }
                if let Some(last) = months.last_mut() {
                    last.set(&row.get::<_, String>(2)?, row.get(3)?);
                }
            }
            Ok(months)
        })
    }
}
