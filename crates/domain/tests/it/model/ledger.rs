//! What must hold, kept from events alone and checked by arithmetic of its own.

mod admitting;
mod agreeing;
mod asking;
mod confirming;
mod correcting;
mod evaluating;
mod moving;
mod opining;
mod pausing;
mod performing;
mod selection;
mod settling;
mod silence;
mod similarity;
mod sitting;
mod talks;
mod time;
mod track;

use super::generator::{legal_person_of_the_bank, roster};
use crate::story::actors::BANK;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::ids::{BookingId, CentreId, MediatorId, PartyId, RepresentativeId, SessionId};
use domain::resource_calendar::ResourceId;
use domain::text::ShortText;
use std::collections::{BTreeMap, BTreeSet};

/// The mediator of the roster whose home institution belongs to the bank's group.
const RELATED: u128 = 0xC6;

/// What is known of a case from its events.
#[derive(Default)]
pub(crate) struct Ledger {
    time: time::TimeLedger,
    parties: BTreeSet<PartyId>,
    representatives: BTreeMap<RepresentativeId, RepresentativeAppointed>,
    wards: BTreeSet<PartyId>,
    corrected: correcting::CorrectionLedger,
    in_the_group: bool,
    consents: BTreeSet<(PartyId, ConsentMatter)>,
    supply_by: Option<(NaiveDate, bool)>,
    mediator: Option<MediatorId>,
    suspended: BTreeSet<MediatorId>,
    gone: BTreeSet<MediatorId>,
    waivers: BTreeSet<(MediatorId, RecusalGround, Option<PartyId>, PartyId)>,
    rights_told: bool,
    mediate_by: Option<NaiveDate>,
    claim: i64,
    track: Option<Track>,
    modes: BTreeMap<SessionId, SessionMode>,
    live: BTreeSet<SessionId>,
    dropped: BTreeSet<BookingId>,
    similar: similarity::SimilarLedger,
    held: u32,
    pause: pausing::PauseLedger,
    minutes: sitting::MinutesLedger,
    away: BTreeMap<PartyId, u32>,
    version: u32,
    on_the_table: bool,
    hash: String,
    signers: Vec<(Signer, SignatureMethod, DateTime<Utc>)>,
    sealed: bool,
    text: settling::TextLedger,
    confirm_by: Option<NaiveDate>,
    applied: BTreeSet<PartyId>,
    at_court: bool,
    under_review: bool,
    confirmed: bool,
    objected: bool,
    owed: BTreeMap<u32, Option<i64>>,
    paid: BTreeMap<u32, i64>,
    performance: performing::PerformanceLedger,
    over: bool,
    talks: talks::TalksLedger,
    selection: selection::SelectionLedger,
    owner: Option<CentreId>,
    offered_to: Option<CentreId>,
    numbers: BTreeSet<ShortText>,
    referral: Option<(ReferralKind, usize)>,
    reported: bool,
    asked: asking::AskingLedger,
    facts: admitting::FactsLedger,
    silence: silence::SilenceLedger,
    terminated: bool,
    small: opining::OpinionLedger,
    evaluations: evaluating::EvaluationLedger,
}

/// Moves from one stage to another that the procedure knows, beside staying.
const MOVES: &[(StageName, StageName)] = &[
    (StageName::NotFiled, StageName::Submitted),
    (StageName::Submitted, StageName::Supplementing),
    (StageName::Supplementing, StageName::Submitted),
    (StageName::Submitted, StageName::NotAccepted),
    (StageName::Supplementing, StageName::NotAccepted),
    (StageName::Submitted, StageName::ConsentPending),
    (StageName::ConsentPending, StageName::MediatorSelection),
    (StageName::MediatorSelection, StageName::MediatorOffered),
    (StageName::MediatorOffered, StageName::MediatorSelection),
    (StageName::MediatorOffered, StageName::InMediation),
    (StageName::InMediation, StageName::Signing),
    (StageName::InMediation, StageName::Effective),
    (StageName::InMediation, StageName::MediatorSelection),
    (StageName::Signing, StageName::MediatorSelection),
    (StageName::Signing, StageName::Effective),
    // An opinion is issued where a text is not signed; what is accepted is not signed first.
    (StageName::Signing, StageName::InMediation),
    (StageName::InMediation, StageName::Effective),
    (StageName::Submitted, StageName::Terminated),
    (StageName::Supplementing, StageName::Terminated),
    (StageName::ConsentPending, StageName::Terminated),
    (StageName::MediatorSelection, StageName::Terminated),
    (StageName::MediatorOffered, StageName::Terminated),
    (StageName::InMediation, StageName::Terminated),
    (StageName::Signing, StageName::Terminated),
    (StageName::NotAccepted, StageName::Closed),
    (StageName::Effective, StageName::Closed),
    (StageName::Terminated, StageName::Closed),
];

/// The stage stays or moves as the procedure knows.
pub(crate) fn lawful(place: &str, from: StageName, to: StageName) {
    assert!(from == to || MOVES.contains(&(from, to)), "{place}: from {from:?} to {to:?}");
}

/// Barred by the register: seconded by the bank, employed by it, or gone for less than two years.
fn barred(mediator: MediatorId, today: NaiveDate) -> bool {
    let facts = roster().iter().find(|facts| facts.id == mediator).expect("nobody outside the roster");
    let bank = legal_person_of_the_bank();
    let gone_for_two_years = |left: NaiveDate| {
        (today.year() - 2, today.month(), today.day()) >= (left.year(), left.month(), left.day())
    };
    let employed = facts
        .employment
        .iter()
        .any(|job| job.legal_person == bank && !job.left_on.is_some_and(gone_for_two_years));
    !facts.active || employed || facts.home.as_ref().is_some_and(|home| home.legal_person == bank)
}

impl Ledger {
    fn all(&self, matter: ConsentMatter) -> bool {
        self.parties.iter().all(|party| self.consents.contains(&(*party, matter)))
    }

    /// Enters an event that was decided at `at`, and checks what it may rest on.
    pub(crate) fn enter(&mut self, place: &str, at: DateTime<Utc>, event: &Event) {
        let today = legal_date(at);
        assert!(
            !self.over || correcting::is_always(event) || confirming::is_after_all(event),
            "{place}: something happened after the end"
        );
        match event {
            Event::ApplicationFiled(filed) => {
                assert!(self.parties.is_empty(), "{place}: filed twice");
                self.parties = filed.parties.iter().map(|party| party.party).collect();
                self.in_the_group = filed.parties.iter().any(|party| {
                    matches!(&party.identity, PartyIdentity::Institution { group: Some(_), .. })
                });
                self.owner = Some(filed.centre.clone());
                self.claim = filed.claim_fen.get();
            }
            Event::CaseAccepted(accepted) => {
                assert!(self.numbers.insert(accepted.case_no.clone()), "{place}: a number twice");
                self.similar.accepted(place);
                let signed = self.referral.is_none() || self.mediate_by.is_some();
                assert!(signed, "{place}: accepted before the court's papers were signed for");
                assert!(self.referral.is_none() || self.mediate_by == Some(accepted.mediate_by.due_date));
                self.mediate_by = Some(accepted.mediate_by.due_date);
                self.follow(place, accepted.track);
                self.small.enters(place, self.claim, accepted.fast_track.as_ref());
            }
            Event::TrackChanged(changed) => self.another_track(place, changed),
            Event::DeadlineWarned(_)
            | Event::DeadlineExpired(_)
            | Event::DeadlineEscalated(_)
            | Event::DeadlineRecomputed(_) => self.time(place, today, event),
            Event::CourtReferralReceived(_)
            | Event::ReferralReceiptSigned(_)
            | Event::ReferralReported(_)
            | Event::TransferProposed(_)
            | Event::TransferDeclined(_)
            | Event::TransferWithdrawn(_)
            | Event::TransferDisputed(_)
            | Event::TransferDecided(_)
            | Event::CaseTransferred(_) => self.moving(place, event),
            Event::PeriodExtended(extended) => {
                assert!(self.mediate_by < Some(extended.mediate_by.due_date), "{place}: not longer");
                let entrusted = self.referral.is_some_and(|(kind, _)| kind == ReferralKind::Entrusted);
                assert!(!entrusted || extended.court_consent.is_some(), "{place}: without the court");
                let own = extended.mediate_by.timer == domain::deadline::Timer::T05a;
                assert_eq!(own, self.referral.is_none(), "{place}: on another clock");
                self.mediate_by = Some(extended.mediate_by.due_date);
            }
            Event::RepresentativeAppointed(appointed) => self.represent(place, today, appointed),
            Event::AuthorityChanged(changed) => {
                let it = self.representatives.get_mut(&changed.representative);
                it.unwrap_or_else(|| panic!("{place}: nobody")).authority = changed.authority.clone();
            }
            Event::RepresentativeRevoked(revoked) => {
                assert!(self.representatives.remove(&revoked.representative).is_some(), "{place}: nobody");
            }
            Event::CapacityRecorded(recorded) => {
                self.wards.remove(&recorded.party);
                let ward = (recorded.capacity != LegalCapacity::Full).then_some(recorded.party);
                self.wards.extend(ward);
            }
            Event::PartyDataCorrected(it) => self.corrected.enter(place, it, self.stands()),
            Event::PartyJoined(joined) => {
                let table = self.on_the_table || self.silence.is_open() || self.small.open.is_some();
                assert!(!table, "{place}: joined when a text was on the table");
                let others = self.parties.iter().all(|party| joined.agreed_by.contains(party));
                assert!(self.mediate_by.is_none() || others, "{place}: joined against somebody's will");
                assert!(self.parties.insert(joined.party.party), "{place}: joined twice");
                self.rights_told = false;
            }
            Event::ConsentGiven(given) => {
                self.bound(place, today, given.party, given.representative, false);
                self.small.consented(place, given);
                assert!(self.consents.insert((given.party, given.matter)), "{place}: given twice");
                self.selection.consented(given);
            }
            Event::ConsentRevoked(revoked) => {
                assert!(self.consents.remove(&(revoked.party, revoked.matter)), "{place}: never given");
            }
            Event::MediatorChosen(_)
            | Event::MediatorListSent(_)
            | Event::MediatorListAnswered(_)
            | Event::MediatorListClosed(_) => self.selection.enter(place, today, event),
            Event::MediatorOffered(offered) => {
                assert!(self.mediator.is_none(), "{place}: two assignments at once");
                self.selection.judge(place, today, offered, &self.parties);
                self.evaluations.is_asked(place, offered.mediator);
                self.suspended.clear();
                self.takes(place, offered.mediator, today);
            }
            Event::MediatorDisclosed(_)
            | Event::ConflictWaived(_)
            | Event::ConflictScanRepeated(_)
            | Event::AssignmentSuspended(_)
            | Event::AssignmentResumed(_)
            | Event::RecusalRequested(_)
            | Event::RecusalDecided(_)
            | Event::MediatorReplaced(_) => self.panel(place, event),
            Event::AssignmentDeclined(declined) => {
                self.selection.reopen(declined.choose_by.as_ref().map(|by| by.due_date));
            }
            Event::AssignmentAccepted(accepted) => {
                self.takes(place, accepted.mediator, today);
                self.mediator = Some(accepted.mediator);
            }
            Event::RightsNotified(_) => self.rights_told = true,
            Event::SessionScheduled(_)
            | Event::SessionCancelled(_)
            | Event::SessionOpened(_)
            | Event::SessionClosed(_)
            | Event::SessionRescheduled(_)
            | Event::SessionAdjourned(_) => {
                self.session(place, today, event);
            }
            Event::NoShowRecorded(_)
            | Event::ExchangeOpened(_)
            | Event::StatementPosted(_)
            | Event::MinutesSigned(_)
            | Event::CorrectionRequested(_)
            | Event::CorrectionRecorded(_) => self.sitting(place, today, event),
            Event::CaucusRecorded(CaucusRecorded { party, by, .. }) => {
                assert!(self.parties.contains(party), "{place}: spoke with nobody");
                let own = *by == Proposer::Party(*party);
                assert!(own || matches!(by, Proposer::Mediator(_)), "{place}: written by another party");
            }
            Event::MediationSuspended(_)
            | Event::MediationResumed(_)
            | Event::AppraisalCommissioned(_)
            | Event::AppraisalReceived(_) => self.pausing(place, today, event),
            Event::ComplaintDecided(_)
            | Event::ComplaintFiled(_)
            | Event::AuthorityRequested(_)
            | Event::AuthorityAnswered(_)
            | Event::CourtInquiryReceived(_)
            | Event::CourtInquiryAnswered(_) => self.asked.enter(place, &self.parties, event),
            Event::EvaluationCommissioned(_)
            | Event::EvaluationDelivered(_)
            | Event::EvaluationAnswered(_) => {
                let (parties, consents, mediator) = (&self.parties, &self.consents, self.mediator);
                let around = evaluating::Around { parties, consents, mediator };
                self.evaluations.enter(place, &around, event);
            }
            Event::NoteWritten(note) => {
                assert!(!self.suspended.contains(&note.author), "{place}: noted by a suspended mediator");
            }
            Event::ProposalMade(_)
            | Event::ProposalAnswered(_)
            | Event::ProposalWithdrawn(_)
            | Event::BiddingOpened(_)
            | Event::BidCommitted(_)
            | Event::BidRevealed(_)
            | Event::BiddingClosed(_) => {
                if let Event::BiddingOpened(opened) = event {
                    let agrees = |party| self.consents.contains(&(party, ConsentMatter::SealedBids));
                    assert!(agrees(opened.payer) && agrees(opened.payee), "{place}: bids without consent");
                }
                self.talks.enter(place, today, event);
            }
            Event::NoObjectionProposed(_)
            | Event::NoObjectionServed(_)
            | Event::NoObjectionObjected(_)
            | Event::NoObjectionEnded(_) => self.silence(place, today, event),
            Event::OpinionIssued(_) | Event::OpinionAccepted(_) | Event::OpinionDeclined(_) => {
                self.opinion(place, today, event);
            }
            Event::SimilarCasesFound(found) => self.similar.found(place, found),
            Event::SimilarityDecided(decided) => self.similar.decided(decided),
            Event::ApplicationJoined(joined) => self.similar.joined(place, joined),
            Event::BookingDropped(dropped) => {
                assert!(self.dropped.insert(dropped.booking), "{place}: given up twice");
            }
            Event::AgreementAnswered(_)
            | Event::AgreementReviewed(_)
            | Event::OralAgreementRecorded(_)
            | Event::AgreementWrittenDown(_) => self.wording(place, event),
            Event::AgreementDrafted(_) | Event::AgreementSigned(_) | Event::AgreementSealed(_) => {
                if let Event::AgreementSigned(AgreementSigned {
                    signer: Signer::Party(party),
                    representative,
                    ..
                }) = event
                {
                    self.bound(place, today, *party, *representative, true);
                }
                self.agreement(place, event);
            }
            Event::AgreementBecameEffective(effect) if self.silence.is_open() => {
                self.by_silence(place, today, effect);
            }
            Event::AgreementBecameEffective(effect) => self.effect(place, effect),
            Event::RestEnded(ended) => {
                assert!(
                    self.confirm_by.is_some() && !ended.claims.is_empty(),
                    "{place}: nothing is in force"
                );
            }
            Event::ObligationPerformed(_)
            | Event::ReceiptConfirmed(_)
            | Event::PerformanceUrged(_)
            | Event::ObligationDefaulted(_)
            | Event::ObligationWaived(_)
            | Event::EnforcementRecorded(_)
            | Event::FollowUpRecorded(_)
            | Event::FollowUpFellDue(_) => self.performing(place, today, event),
            Event::CaseClosed(_) => {
                assert!(self.confirm_by.is_none() || self.all_done(), "{place}: closed with something open");
                assert!(!self.facts.waits(), "{place}: closed with facts to be signed");
                assert!(!self.at_court, "{place}: closed before the court has ruled");
                assert!(self.referral.is_none() || self.reported, "{place}: closed and the court not told");
                self.over = true;
            }
            Event::SupplementRequested(asked) => {
                self.supply_by = Some((asked.supply_by.due_date, false));
            }
            Event::SupplementExtended(extended) => {
                let (due, longer) = self.supply_by.expect("a supplement was asked for");
                assert!(today <= due && !longer, "{place}: lengthened late or twice");
                assert!(due < extended.supply_by.due_date, "{place}: not longer");
                self.supply_by = Some((extended.supply_by.due_date, true));
            }
            Event::ApplicationLapsed(lapsed) => {
                let (due, _) = self.supply_by.expect("a supplement was asked for");
                assert!(lapsed.due == due && today > due, "{place}: lapsed in time");
            }
            Event::SupplementSubmitted(_) => {
                assert!(self.supply_by.is_some_and(|(due, _)| today <= due), "{place}: supplied late");
            }
            Event::SpecialNeedsRecorded(SpecialNeedsRecorded { party, .. })
            | Event::RiskScreened(RiskScreened { party, .. }) => {
                assert!(self.parties.contains(party), "{place}: about nobody");
            }
            Event::RiskReported(reported) => {
                assert!(reported.reported_on <= today, "{place}: reported tomorrow");
            }
            Event::AcceptanceRefused(_) | Event::RespondentNotified(_) | Event::ApplicationWithdrawn(_) => {}
            Event::UndisputedFactsDrafted(_)
            | Event::UndisputedFactsSigned(_)
            | Event::UndisputedFactsAbandoned(_) => {
                if let Event::UndisputedFactsSigned(UndisputedFactsSigned { party, representative, .. }) =
                    event
                {
                    self.bound(place, today, *party, *representative, true);
                }
                assert!(self.terminated || self.confirm_by.is_some(), "{place}: before the mediation ended");
                self.facts.enter(place, &self.parties, event);
            }
            Event::MediationRefused(refused) => self.small.refused(place, refused.party),
            Event::MediationTerminated(ended) => {
                self.may_end(place, today, ended.code);
                self.terminated = true;
                self.silence = silence::SilenceLedger::default();
                assert!(self.confirm_by.is_none(), "{place}: an agreement in force was terminated");
            }
            Event::NotarialInstrumentRecorded(_)
            | Event::PaymentOrderStepRecorded(_)
            | Event::CourtMediationPaperRecorded(_)
            | Event::ArbitralPaperRecorded(_)
            | Event::SuitRecorded(_) => self.another_way(place, event),
            Event::ConfirmationPrepared(_)
            | Event::ConfirmationApplicationSigned(_)
            | Event::ConfirmationFiled(_)
            | Event::ConfirmationAccepted(_)
            | Event::ConfirmationNotAccepted(_)
            | Event::ConfirmationSupplementAsked(_)
            | Event::ConfirmationSupplemented(_)
            | Event::SettlementConfirmed(_)
            | Event::ConfirmationDismissed(_)
            | Event::ConfirmationWithdrawn(_)
            | Event::ConfirmationAbandoned(_)
            | Event::ConfirmationLapsed(_)
            | Event::ConfirmationReviewBegan(_)
            | Event::ConfirmationReviewExtended(_)
            | Event::ConfirmationObjected(_)
            | Event::ConfirmationObjectionDecided(_)
            | Event::CourtMessageKept(_) => {
                assert!(!self.text.only_spoken(), "{place}: a court hears of what was only said");
                let entrusted = self.referral.is_some_and(|(kind, _)| kind == ReferralKind::Entrusted);
                assert!(!entrusted, "{place}: an entrusted mediation on its way to confirmation");
                self.confirmation(place, today, event);
            }
        }
    }

    /// At most two agents in force; a guardian for wards alone.
    fn represent(&mut self, place: &str, today: NaiveDate, appointed: &RepresentativeAppointed) {
        let guardian = appointed.kind == RepresentativeKind::Guardian;
        assert!(!guardian || self.wards.contains(&appointed.party), "{place}: a guardian for whom");
        assert!(self.parties.contains(&appointed.party), "{place}: an agent of nobody");
        let other = self.representatives.insert(appointed.representative, appointed.clone());
        assert!(other.is_none(), "{place}: appointed twice");
        let in_force = |it: &&RepresentativeAppointed| {
            it.party == appointed.party
                && it.kind != RepresentativeKind::Guardian
                && it.authority.valid_to.is_none_or(|last| today <= last)
        };
        assert!(
            guardian || self.representatives.values().filter(in_force).count() <= 2,
            "{place}: three agents"
        );
    }

    /// A text somebody signed, or an opinion every customer accepted.
    fn stands(&self) -> bool {
        !self.signers.is_empty() || self.confirm_by.is_some()
    }

    /// Whoever binds a party is the party itself if it can act, a guardian, or an agent within the authority.
    fn bound(
        &self,
        place: &str,
        today: NaiveDate,
        party: PartyId,
        by: Option<RepresentativeId>,
        settles: bool,
    ) {
        let Some(by) = by else {
            return assert!(!self.wards.contains(&party), "{place}: a ward acts by himself");
        };
        let it = &self.representatives[&by];
        let Authority { special, valid_from, valid_to, .. } = &it.authority;
        assert!(it.party == party, "{place}: an agent of somebody else");
        assert!(
            *valid_from <= today && valid_to.is_none_or(|last| today <= last),
            "{place}: no longer an agent"
        );
        let guardian = it.kind == RepresentativeKind::Guardian;
        assert!(!settles || *special || guardian, "{place}: settled without special authorisation");
    }

    fn takes(&self, place: &str, mediator: MediatorId, today: NaiveDate) {
        assert!(!barred(mediator, today), "{place}: a barred mediator");
        assert!(!self.suspended.contains(&mediator), "{place}: a suspended mediator");
        assert!(!self.gone.contains(&mediator), "{place}: who left comes back");
        let related = mediator == MediatorId(uuid::Uuid::from_u128(RELATED)) && self.in_the_group;
        let waived = |by: &PartyId| {
            self.waivers.contains(&(mediator, RecusalGround::RelatedInstitution, Some(BANK), *by))
        };
        assert!(!related || self.parties.iter().all(waived), "{place}: R6 without every waiver");
        assert!(self.all(ConsentMatter::Mediate), "{place}: a mediator before everybody consented");
    }

    fn panel(&mut self, place: &str, event: &Event) {
        if let Event::ConflictWaived(waived) = event {
            let waiver = (waived.mediator, waived.ground, waived.about, waived.by);
            assert!(self.waivers.insert(waiver), "{place}: waived twice");
        }
        if let Event::AssignmentSuspended(suspended) = event {
            assert!(!suspended.findings.is_empty() || suspended.inactive, "{place}: suspended for nothing");
            self.suspended.insert(suspended.mediator);
        }
        if let Event::AssignmentResumed(resumed) = event {
            assert!(self.suspended.remove(&resumed.mediator), "{place}: resumed and was not suspended");
        }
        if let Event::MediatorReplaced(replaced) = event {
            self.selection.reopen(replaced.choose_by.as_ref().map(|by| by.due_date));
            self.gone.insert(replaced.mediator);
            (self.mediator, self.rights_told, self.sealed) = (None, false, false);
            self.signers.clear();
            self.on_the_table = false;
            self.silence = silence::SilenceLedger::default();
            self.small.open = None;
        }
    }

    /// Whether a mediator is barred for now, and so a stranger.
    pub(crate) fn is_suspended(&self, mediator: MediatorId) -> bool {
        self.suspended.contains(&mediator)
    }

    /// What a session holds was not given up, and covers its mediator.
    fn reserved(&self, place: &str, reservation: Option<&Reservation>) {
        let Some(reservation) = reservation else { return };
        assert!(!self.dropped.contains(&reservation.booking), "{place}: on a booking that was given up");
        let mediator = self.mediator.map(ResourceId::Mediator).expect("a mediator");
        assert!(reservation.resources.contains(&mediator), "{place}: without the mediator's hour");
    }

    /// Within the mediation period, or while its clock stands.
    fn in_period(&self, day: NaiveDate) -> bool {
        self.pause.clock_stands() || Some(day) <= self.mediate_by
    }

    fn session(&mut self, place: &str, today: NaiveDate, event: &Event) {
        assert!(
            !self.pause.stands_still() || matches!(event, Event::SessionCancelled(_)),
            "{place}: went on"
        );
        if let Event::SessionRescheduled(moved) = event {
            assert!(self.live.contains(&moved.session), "{place}: no such session");
            assert!(self.in_period(legal_date(moved.starts_at)), "{place}: after the period");
            let online = moved.mode != SessionMode::OnSite;
            assert!(!online || self.all(ConsentMatter::Online), "{place}: online without consent");
            self.modes.insert(moved.session, moved.mode);
            self.reserved(place, moved.reservation.as_ref());
        }
        if let Event::SessionAdjourned(adjourned) = event {
            assert!(
                self.live.contains(&adjourned.session) && adjourned.held_s >= 0,
                "{place}: no such session"
            );
        }
        if let Event::SessionScheduled(planned) = event {
            assert!(self.live.is_empty(), "{place}: two sessions at a time");
            assert!(self.in_period(legal_date(planned.starts_at)), "{place}: after the period");
            self.live.insert(planned.session);
            self.modes.insert(planned.session, planned.mode);
            self.reserved(place, planned.reservation.as_ref());
        }
        if let Event::SessionCancelled(cancelled) = event {
            assert!(self.live.remove(&cancelled.session), "{place}: no such session");
        }
        if let Event::SessionOpened(opened) = event {
            let online = self.modes[&opened.session] != SessionMode::OnSite;
            assert!(self.live.contains(&opened.session), "{place}: no such session");
            assert!(!online || self.all(ConsentMatter::Online), "{place}: online without consent");
            assert!(
                !opened.recorded || self.all(ConsentMatter::Recording),
                "{place}: recorded without consent"
            );
            assert!(self.rights_told && self.in_period(today), "{place}: too early or too late");
        }
        if let Event::SessionClosed(closed) = event {
            assert!(self.live.remove(&closed.session) && closed.duration_s >= 0, "{place}: no such session");
            let recording = matches!(closed.record, SessionRecord::Recording { .. });
            assert!(!recording || self.all(ConsentMatter::RecordingAsMinutes), "{place}: no minutes");
            self.minutes.closed(closed);
            self.held += 1;
        }
    }
}
