//! A case as its readers see it: one document, folded from its events.
//!
//! Every sealed field stays sealed: [`CaseView::stream`] and the ciphertext together are what a vault needs to open it.

mod agreement;
mod authority;
mod brief;
mod clocks;
mod confirmation;
mod custody;
mod evaluation;
mod fold;
mod inquiry;
mod next_action;
mod no_objection;
mod opinion;
mod other_route;
mod outstanding;
mod panel;
mod parts;
mod party_page;
mod pause;
mod performance;
mod referral;
mod representation;
mod safety;
mod selection;
mod similarity;
mod talks;
mod track;
mod undisputed;
mod urgency;

pub use agreement::{
    AgreementAnswerView, AgreementReviewView, AgreementView, CameAbout, SignatureView, WrittenDownView,
};
pub use authority::{AuthorityAnswerView, AuthorityRequestView};
pub use brief::{CaseBrief, PartyBrief, PartyName};
pub(crate) use confirmation::status_of;
pub use confirmation::{ConfirmationEntry, ConfirmationView, KeptMessageView, ObjectionView};
pub use custody::{ArchiveView, CustodyView, HoldView};
pub(crate) use custody::{keep, purge, retention_class};
pub use evaluation::{EvaluationAnswerView, EvaluationReportView, EvaluationView};
pub(crate) use fold::{Moment, fold, open};
pub use inquiry::{CourtInquiryView, InquiryAnswerView};
pub use next_action::NextAction;
pub use no_objection::{NoObjectionServiceView, NoObjectionState, NoObjectionView, ObjectionToProposalView};
pub use opinion::{OpinionState, OpinionView, SilenceMeans};
pub use other_route::OtherRouteView;
pub use outstanding::{Outstanding, Paper, UnservedPaper};
pub use panel::*;
pub use parts::*;
pub(crate) use party_page::waits_for;
pub use party_page::*;
pub use pause::{AppraisalView, PauseView};
pub use performance::{EnforcementView, FollowUpView, ObligationView};
pub use referral::*;
pub use representation::{CapacityView, RepresentativeView};
pub use safety::{RiskReportView, ScreeningView, SpecialNeedsView};
pub use selection::*;
pub use similarity::SimilarCaseView;
pub use talks::*;
pub use track::TrackChangeView;
pub use undisputed::{FactsSignatureView, FactsState, UndisputedFactsView};
pub(crate) use urgency::amber_from;
pub use urgency::{Colour, EARLIEST_AMBER, WITHOUT_WARNING};

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{
    CheckRecord, Claim, ConfirmationStatus, FastTrack, FiledParty, Firing, HandedOver, PriorComplaint,
    StageName, origin,
};
use domain::centre::CentreFacts;
use domain::classification::{Business, Cause, ConsentMatter, IntakeChannel, Origin, RespondentDuty, Track};
use domain::deadline::Deadline;
use domain::ids::{CaseId, CentreId, MediatorId, PartyId, RepresentativeId};
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use event_store::Position;
use serde::{Deserialize, Serialize};

/// Everything the views know of a case but the records of its sessions (class K3, kept apart) and its timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// The case.
    pub case: CaseId,
    /// Its stream; sealed fields are bound to this name.
    pub stream: String,
    /// The centre that owns it.
    pub centre: CentreId,
    /// The centre's facts as they stood at acceptance.
    pub centre_facts: Option<CentreFacts>,
    /// Its number, once accepted.
    pub case_no: Option<ShortText>,
    /// Where it stands.
    pub stage: StageName,
    /// Procedure track, once accepted.
    pub track: Option<Track>,
    /// Why it took its first track, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track_reason: Option<Personal<ShortText>>,
    /// Changes of the track, oldest first; reasons sealed.
    #[serde(default)]
    pub track_changes: Vec<TrackChangeView>,
    /// What binds the respondents, for a case on the fast track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fast_track: Option<FastTrack>,
    /// How free the respondent is to refuse, once accepted.
    pub respondent_duty: Option<RespondentDuty>,
    /// How it came in.
    pub channel: IntakeChannel,
    /// The ticket of the hotline or source system.
    pub outside_ticket: Option<ShortText>,
    /// Who handed it over, for what a hotline or an institution passed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_over: Option<HandedOver>,
    /// The agent who filed it, where an applicant did not file by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_by: Option<RepresentativeId>,
    /// Business class.
    pub business: Business,
    /// Cause of the complaint.
    pub cause: Cause,
    /// Product as named by the applicant or the source system.
    pub product: Option<ShortText>,
    /// Both sides as filed, applicants first; a person's name, document, phone and address are sealed.
    pub parties: Vec<FiledParty>,
    /// Those who act or acted for a party, oldest first.
    #[serde(default)]
    pub representatives: Vec<RepresentativeView>,
    /// Persons whose legal capacity is on record.
    #[serde(default)]
    pub capacities: Vec<CapacityView>,
    /// Cases like this one, the likest first; for the centre alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<SimilarCaseView>,
    /// How many more there are.
    #[serde(default)]
    pub similar_unlisted: u32,
    /// The case that is about the same dispute and goes on in place of this one.
    #[serde(default)]
    pub joined_into: Option<CaseId>,
    /// What parties need in order to take part (K5, sealed).
    #[serde(default)]
    pub special_needs: Vec<SpecialNeedsView>,
    /// Looks at safety and balance of power, oldest first (K5, sealed).
    #[serde(default)]
    pub screenings: Vec<ScreeningView>,
    /// Dangers that were reported, oldest first (K5, sealed).
    #[serde(default)]
    pub risk_reports: Vec<RiskReportView>,
    /// What is asked for; wording sealed.
    pub claims: Vec<Claim>,
    /// Sum of the claims with an amount, fen.
    pub claim_fen: Fen,
    /// Contract exposure (涉案金额), fen.
    pub dispute_fen: Option<Fen>,
    /// When it happened, legal date.
    pub incident_on: Option<NaiveDate>,
    /// When the centre received it, UTC.
    pub received_at: DateTime<Utc>,
    /// The complaint made to the institution before.
    pub prior_complaint: Option<PriorComplaint>,
    /// T16: until when the institution is to answer it, where it has not.
    #[serde(default)]
    pub complaint_answer_by: Option<Deadline>,
    /// Version of the privacy notice shown.
    pub privacy_notice: ShortText,
    /// What happened, sealed.
    pub facts: Personal<LongText>,
    /// Supplements asked for, oldest first.
    pub supplements: Vec<SupplementView>,
    /// The checks of acceptance; remarks sealed.
    pub checks: Vec<CheckRecord>,
    /// Why it was taken without an earlier complaint to the institution, sealed.
    pub without_prior_complaint: Option<Personal<ShortText>>,
    /// Legal date of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Accepted after T01 had passed.
    pub accepted_late: bool,
    /// Why it was not taken.
    pub refusal: Option<RefusalView>,
    /// Legal date on which the respondent was last notified.
    pub respondent_notified_on: Option<NaiveDate>,
    /// Consents in force, in the order they were given.
    pub consents: Vec<ConsentView>,
    /// Parties that refused or left the mediation, oldest first.
    pub mediation_refusals: Vec<MediationRefusalView>,
    /// How a mediator is chosen.
    #[serde(default)]
    pub selection: SelectionView,
    /// The mediator asked or at work; none after declining.
    pub mediator: Option<MediatorId>,
    /// Who sits on the panel, the presider first; empty while nobody is asked.
    #[serde(default)]
    pub panel: Vec<SeatView>,
    /// Who sat on the last panel and need not accept again when offered the next one.
    #[serde(default)]
    pub staying: Vec<SeatView>,
    /// Waivers of disclosed conflicts, in the order they were given.
    #[serde(default)]
    pub waivers: Vec<WaiverView>,
    /// Recusals asked for, oldest first.
    #[serde(default)]
    pub recusals: Vec<RecusalView>,
    /// Everybody who was asked, oldest first.
    pub mediator_history: Vec<MediatorOfferView>,
    /// Rights and duties told.
    pub rights_notified: Option<RightsView>,
    /// Times in which the mediation stood still, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspensions: Vec<PauseView>,
    /// Appraisals, oldest first; question and opinion sealed (K2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appraisals: Vec<AppraisalView>,
    /// Neutral evaluations, oldest first; never for a court (K6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<EvaluationView>,
    /// Meetings in the order they were planned; what was said in them is not here.
    pub sessions: Vec<SessionView>,
    /// Proposals in the order they were made; class K6, wording sealed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<ProposalView>,
    /// Rounds of sealed bids in order; class K6. What was bid is nowhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bid_rounds: Vec<BidRoundView>,
    /// The latest proposal that becomes an agreement when nobody objects; class K6, wording sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_objection: Option<NoObjectionView>,
    /// What institutions asked their head offices for, in order; class K6, terms sealed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authority_requests: Vec<AuthorityRequestView>,
    /// The mediator's opinion on a small dispute; class K6, ground and wording sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionView>,
    /// The latest version of the agreement.
    pub agreement: Option<AgreementView>,
    /// Versions before it, oldest first; never for a court.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_agreements: Vec<AgreementView>,
    /// What has to be performed under the agreement in force.
    pub obligations: Vec<ObligationView>,
    /// Courts asked to enforce it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enforcements: Vec<EnforcementView>,
    /// What parties said of the performance, oldest first; remarks sealed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUpView>,
    /// The way to the court, once somebody asked for it.
    pub confirmation: Option<ConfirmationView>,
    /// Last day of T10, legal date, where it passed and nobody had asked for confirmation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_lapsed_on: Option<NaiveDate>,
    /// Other ways to enforce the agreement, in the order they were recorded; never a confirmation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_routes: Vec<OtherRouteView>,
    /// The applicant's withdrawal.
    pub withdrawal: Option<WithdrawalView>,
    /// How the mediation ended without an agreement.
    pub termination: Option<TerminationView>,
    /// When it was closed, UTC.
    pub closed_at: Option<DateTime<Utc>>,
    /// The court's referral, for a dispute a court sent.
    #[serde(default)]
    pub referral: Option<ReferralView>,
    /// Inquiries of courts, in order; for the centre and the court that asked (K8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub court_inquiries: Vec<CourtInquiryView>,
    /// The record of facts nobody disputes, in its latest version; for a court once every party has signed (K8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undisputed_facts: Option<UndisputedFactsView>,
    /// An open offer to another centre.
    #[serde(default)]
    pub transfer: Option<TransferView>,
    /// Centres that had the case before.
    #[serde(default)]
    pub participating: Vec<FormerCentreView>,
    /// Periods that run now, in the order they started.
    pub deadlines: Vec<Deadline>,
    /// What was done about them: warnings, that they are over, who was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub firings: Vec<Firing>,
    /// What the centre does or waits for next; none once closed.
    pub next_action: Option<NextAction>,
    /// Last day for it, legal date; none when no period runs.
    pub next_due: Option<NaiveDate>,
    /// How the file is kept: holds, restriction, erasures, archive.
    #[serde(default)]
    pub custody: CustodyView,
    /// Revision of the last event folded in.
    pub revision: u64,
    /// When the last event happened, UTC.
    pub updated_at: DateTime<Utc>,
    /// Place of the last event in the log.
    pub position: Position,
}

impl CaseView {
    /// Where the dispute came from, as statistics count it.
    #[must_use]
    pub fn origin(&self) -> Origin {
        if self.referral.is_some() {
            return Origin::Court;
        }
        if self.participating.is_empty() {
            origin(self.channel, self.handed_over.as_ref())
        } else {
            Origin::OtherCentre
        }
    }

    /// Ids of all parties.
    pub(crate) fn party_ids(&self) -> impl Iterator<Item = PartyId> + '_ {
        self.parties.iter().map(|party| party.party)
    }

    /// Whether every party agrees to `matter`.
    pub(crate) fn all_consent(&self, matter: ConsentMatter) -> bool {
        let agrees =
            |party| self.consents.iter().any(|consent| consent.party == party && consent.matter == matter);
        self.party_ids().all(agrees)
    }

    /// How far the confirmation got.
    #[must_use]
    pub fn confirmation_status(&self) -> ConfirmationStatus {
        match (&self.confirmation, self.confirmation_lapsed_on) {
            (Some(confirmation), _) => confirmation.status,
            (None, Some(_)) => ConfirmationStatus::Lapsed,
            (None, None) => ConfirmationStatus::NotRequested,
        }
    }

    /// The court that has or had this matter filed with it, until the parties turn to another one.
    #[must_use]
    pub fn court(&self) -> Option<&str> {
        self.confirmation.as_ref().and_then(|view| view.filed_with.as_deref())
    }

    /// Obligations under which something is expected and whose creditor has not told the centre to look after them no more.
    pub(crate) fn looked_after(&self) -> impl Iterator<Item = &ObligationView> {
        let told = |it: &ObligationView| {
            self.follow_ups.iter().any(|call| call.no_further && it.is_owed_to(call.party))
        };
        self.obligations.iter().filter(move |it| it.is_open() && !told(it))
    }

    /// Whether nothing more is expected.
    pub(crate) fn performed(&self) -> bool {
        !self.obligations.iter().any(ObligationView::is_open)
    }
}
