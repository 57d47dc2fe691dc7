//! Where a case stands: one variant per stage, each holding exactly what that stage knows.

use crate::case::agreement::Agreement;
use crate::case::authority::AuthorityRequest;
use crate::case::clocks::Firing;
use crate::case::complaint::Complaint;
use crate::case::conflict::{InstitutionTie, Past};
use crate::case::evaluation::Evaluation;
use crate::case::event::Acceptor;
use crate::case::fast_track::FastTrack;
use crate::case::inquiry::CourtInquiry;
use crate::case::panel::Panel;
use crate::case::pause::Pause;
use crate::case::referral::Referral;
use crate::case::representation::{Representative, speaks_for};
use crate::case::selection::Selection;
use crate::case::session::Session;
use crate::case::settlement::Settlement;
use crate::case::talks::Talks;
use crate::case::transfer::Transfer;
use crate::case::undisputed::UndisputedFacts;
use crate::centre::CentreFacts;
use crate::classification::{
    Business, ConsentMatter, LegalCapacity, LegalForm, RespondentDuty, Sector, SimilarRelation, Termination,
    Track,
};
use crate::deadline::Deadline;
use crate::identity::Uscc;
use crate::ids::{
    BookingId, CaseId, CentreId, DataRequestId, MediatorId, PartyId, RepresentativeId, SubjectId, UserId,
};
use crate::money::Fen;
use crate::occasion::{Actor, Role};
use crate::retention::Retention;
use crate::text::ShortText;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A side of the dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Side {
    /// 申请人.
    Applicant,
    /// 被申请人.
    Respondent,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PartyKind {
    /// A natural person.
    Person,
    /// An organisation that is a customer.
    Organisation,
    /// A financial institution.
    Institution,
}

/// What rules know of a party: never its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Which.
    pub id: PartyId,
    /// Whose key seals its data.
    pub subject: Option<SubjectId>,
    /// On which side.
    pub side: Side,
    /// What it is.
    pub kind: PartyKind,
    /// The account that acts for it.
    pub account: Option<UserId>,
    /// Its own code, for organisations and institutions.
    pub uscc: Option<Uscc>,
    /// Codes of the units above it, the legal person's among them; whoever speaks for one of them speaks for it.
    pub above: Vec<Uscc>,
    /// Sector, for institutions.
    pub sector: Option<Sector>,
    /// What it can do in law by itself; a person's alone can be less than full.
    pub capacity: LegalCapacity,
}

/// A case like this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Similar {
    /// Which.
    pub case: CaseId,
    /// A clerk must decide before acceptance.
    pub must_decide: bool,
    /// What was decided last.
    pub relation: Option<SimilarRelation>,
}

/// What is known of a case from filing onwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The case.
    pub case: CaseId,
    /// The centre that owns it.
    pub centre: CentreId,
    /// Both sides.
    pub parties: Vec<Party>,
    /// Accounts under which mediators took the case.
    pub mediated_by: std::collections::BTreeSet<UserId>,
    /// The agent who filed it, where an applicant did not file by itself.
    pub filed_by: Option<RepresentativeId>,
    /// Those who act for a party now; whoever was revoked is not among them.
    pub representatives: Vec<Representative>,
    /// What conflicts are judged by: the parties' own institutions, and those of their representatives.
    pub ties: Vec<InstitutionTie>,
    /// How many claims there are.
    pub claims: u32,
    /// Sum of the claims with an amount, as filed.
    pub claim: Fen,
    /// Business class.
    pub business: Business,
    /// What happened to the matter before, as far as conflicts go.
    pub past: Past,
    /// Whose key seals free text about the case: the first applicant's, or the case's own when no person is party.
    pub subject: SubjectId,
    /// When the centre received the application, UTC.
    pub received_at: DateTime<Utc>,
    /// An earlier complaint to the institution is on record.
    pub prior_complaint: bool,
    /// Last day for the institution's answer to it, legal date, where it has not answered.
    pub complaint_answer_by: Option<NaiveDate>,
    /// Cases like this one, and what was decided about each.
    pub similar: Vec<Similar>,
    /// How often a supplement was asked for.
    pub supplements: u16,
    /// How often the time for the supplement asked for last was lengthened.
    pub supplement_extensions: u16,
    /// How many confidential records there are; what they say is for people to read, not for rules.
    pub confidential_records: u32,
    /// How many records of caucuses there are.
    pub caucuses: u32,
    /// How many notes mediators wrote for themselves.
    pub notes: u32,
    /// Everybody who was ever asked to mediate.
    pub asked: BTreeSet<MediatorId>,
    /// Complaints against mediators, in order.
    pub complaints: Vec<Complaint>,
    /// Inquiries of courts, in order.
    pub inquiries: Vec<CourtInquiry>,
    /// The record of facts nobody disputes, in its latest version.
    pub facts: Option<UndisputedFacts>,
    /// What institutions asked their head offices for, in order.
    pub authority_requests: Vec<AuthorityRequest>,
    /// Neutral evaluations, in order.
    pub evaluations: Vec<Evaluation>,
    /// Consents in force.
    pub consents: BTreeSet<(PartyId, ConsentMatter)>,
    /// The court's referral, for a dispute a court sent.
    pub referral: Option<Referral>,
    /// An open offer to another centre.
    pub transfer: Option<Transfer>,
    /// Centres that had the case before (CPLI 352).
    pub seats: Vec<CentreFacts>,
    /// Numbers it had there.
    pub former_numbers: Vec<ShortText>,
    /// Every number it ever took from a register, in order: of itself and of receipts.
    pub numbers: Vec<ShortText>,
    /// The settlement of a case that is closed: a court may still hear of it.
    pub settled: Option<Box<Settlement>>,
    /// How long the file will be kept, once the case is closed.
    pub retention: Retention,
    /// Bookings that were given up; a planning that comes later than that is refused.
    pub dropped_bookings: BTreeSet<BookingId>,
    /// How often a party stayed away from a session without a proper reason.
    pub no_shows: BTreeMap<PartyId, u32>,
    /// Requests of persons whose corrections took effect here.
    pub corrections: BTreeSet<DataRequestId>,
    /// Periods that run, in the order they started.
    pub running: Vec<Deadline>,
    /// What was already done about them.
    pub firings: Vec<Firing>,
}

impl Dossier {
    /// Ids of all parties.
    #[must_use]
    pub fn party_ids(&self) -> Vec<PartyId> {
        self.parties.iter().map(|party| party.id).collect()
    }

    /// A party by id.
    #[must_use]
    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// Parties that have not agreed to `matter`.
    #[must_use]
    pub fn without_consent(&self, matter: ConsentMatter) -> Vec<PartyId> {
        self.parties
            .iter()
            .map(|party| party.id)
            .filter(|id| !self.consents.contains(&(*id, matter)))
            .collect()
    }
}

/// What acceptance added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Number of the case.
    pub case_no: ShortText,
    /// Decides when an agreement takes effect.
    pub legal_form: LegalForm,
    /// How free the respondent is to refuse.
    pub respondent_duty: RespondentDuty,
    /// Who accepted it; absent in histories older than that.
    pub acceptor: Option<Acceptor>,
    /// T05: the mediation period.
    pub mediate_by: Deadline,
    /// What holds the mediation or its clock up.
    pub pause: Pause,
    /// T03, once the respondent was told.
    pub answer_by: Option<Deadline>,
    /// Procedure track; decides how many mediators there are.
    pub track: Track,
    /// What binds the respondents, for a case on the fast track.
    pub fast_track: Option<FastTrack>,
    /// T04, once everybody consented.
    pub choose_by: Option<Deadline>,
    /// What the parties said about who should mediate.
    pub selection: Selection,
    /// Mediators who declined, or were replaced.
    pub declined: Vec<MediatorId>,
    /// Who was asked or is at work.
    pub panel: Panel,
    /// The work of the panel before, while the next one is chosen.
    pub handed_over: Option<Box<Assignment>>,
}

/// A mediator at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Who.
    pub mediator: MediatorId,
    /// Rights and duties were told (SM2016 14).
    pub rights_notified: bool,
    /// Meetings, in the order they were planned.
    pub sessions: Vec<Session>,
    /// Versions of the agreement drafted so far.
    pub versions: u32,
    /// Proposals and sealed bids.
    pub talks: Talks,
}

/// Where a filed case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// 待受理.
    Submitted {
        /// T01.
        accept_by: Deadline,
    },
    /// 补正中.
    Supplementing {
        /// T02.
        supply_by: Deadline,
    },
    /// 不予受理.
    NotAccepted,
    /// 已受理, consents to mediate missing.
    ConsentPending(Accepted),
    /// All consented; no mediator yet.
    MediatorSelection(Accepted),
    /// A mediator was asked.
    MediatorOffered {
        /// What acceptance added.
        accepted: Accepted,
        /// Who was asked.
        mediator: MediatorId,
    },
    /// 调解中.
    InMediation {
        /// What acceptance added.
        accepted: Accepted,
        /// Who mediates.
        assignment: Assignment,
    },
    /// 签署中.
    Signing {
        /// What acceptance added.
        accepted: Accepted,
        /// Who mediates.
        assignment: Assignment,
        /// The version on the table.
        agreement: Box<Agreement>,
    },
    /// 协议已生效: performance and confirmation run side by side.
    Effective {
        /// What acceptance added.
        accepted: Accepted,
        /// Who mediated.
        mediator: MediatorId,
        /// The agreement in force.
        settlement: Box<Settlement>,
    },
    /// 已终止.
    Terminated {
        /// Why.
        code: Termination,
        /// Who mediated until then.
        mediator: Option<MediatorId>,
    },
    /// 已关闭.
    Closed,
}

/// The name of a stage, for answers, lists and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StageName {
    /// Nothing filed.
    NotFiled,
    /// See [`Stage::Submitted`].
    Submitted,
    /// See [`Stage::Supplementing`].
    Supplementing,
    /// See [`Stage::NotAccepted`].
    NotAccepted,
    /// See [`Stage::ConsentPending`].
    ConsentPending,
    /// See [`Stage::MediatorSelection`].
    MediatorSelection,
    /// See [`Stage::MediatorOffered`].
    MediatorOffered,
    /// See [`Stage::InMediation`].
    InMediation,
    /// See [`Stage::Signing`].
    Signing,
    /// See [`Stage::Effective`].
    Effective,
    /// See [`Stage::Terminated`].
    Terminated,
    /// See [`Stage::Closed`].
    Closed,
}

impl StageName {
    /// Every stage, in the order of a case.
    pub const ALL: [Self; 12] = [
        Self::NotFiled,
        Self::Submitted,
        Self::Supplementing,
        Self::NotAccepted,
        Self::ConsentPending,
        Self::MediatorSelection,
        Self::MediatorOffered,
        Self::InMediation,
        Self::Signing,
        Self::Effective,
        Self::Terminated,
        Self::Closed,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFiled => "NOT_FILED",
            Self::Submitted => "SUBMITTED",
            Self::Supplementing => "SUPPLEMENTING",
            Self::NotAccepted => "NOT_ACCEPTED",
            Self::ConsentPending => "CONSENT_PENDING",
            Self::MediatorSelection => "MEDIATOR_SELECTION",
            Self::MediatorOffered => "MEDIATOR_OFFERED",
            Self::InMediation => "IN_MEDIATION",
            Self::Signing => "SIGNING",
            Self::Effective => "EFFECTIVE",
            Self::Terminated => "TERMINATED",
            Self::Closed => "CLOSED",
        }
    }
}

impl Stage {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> StageName {
        match self {
            Self::Submitted { .. } => StageName::Submitted,
            Self::Supplementing { .. } => StageName::Supplementing,
            Self::NotAccepted => StageName::NotAccepted,
            Self::ConsentPending(_) => StageName::ConsentPending,
            Self::MediatorSelection(_) => StageName::MediatorSelection,
            Self::MediatorOffered { .. } => StageName::MediatorOffered,
            Self::InMediation { .. } => StageName::InMediation,
            Self::Signing { .. } => StageName::Signing,
            Self::Effective { .. } => StageName::Effective,
            Self::Terminated { .. } => StageName::Terminated,
            Self::Closed => StageName::Closed,
        }
    }

    /// What acceptance added, while the case is live after it.
    #[must_use]
    pub const fn accepted(&self) -> Option<&Accepted> {
        match self {
            Self::ConsentPending(accepted)
            | Self::MediatorSelection(accepted)
            | Self::MediatorOffered { accepted, .. }
            | Self::InMediation { accepted, .. }
            | Self::Signing { accepted, .. }
            | Self::Effective { accepted, .. } => Some(accepted),
            Self::Submitted { .. }
            | Self::Supplementing { .. }
            | Self::NotAccepted
            | Self::Terminated { .. }
            | Self::Closed => None,
        }
    }

    /// The same, to be changed by an event.
    pub const fn accepted_mut(&mut self) -> Option<&mut Accepted> {
        match self {
            Self::ConsentPending(accepted)
            | Self::MediatorSelection(accepted)
            | Self::MediatorOffered { accepted, .. }
            | Self::InMediation { accepted, .. }
            | Self::Signing { accepted, .. }
            | Self::Effective { accepted, .. } => Some(accepted),
            Self::Submitted { .. }
            | Self::Supplementing { .. }
            | Self::NotAccepted
            | Self::Terminated { .. }
            | Self::Closed => None,
        }
    }

    /// Meetings, while the case is in mediation or signing.
    #[must_use]
    pub fn sessions(&self) -> &[Session] {
        match self {
            Self::InMediation { assignment, .. } | Self::Signing { assignment, .. } => &assignment.sessions,
            Self::Submitted { .. }
            | Self::Supplementing { .. }
            | Self::NotAccepted
            | Self::ConsentPending(_)
            | Self::MediatorSelection(_)
            | Self::MediatorOffered { .. }
            | Self::Effective { .. }
            | Self::Terminated { .. }
            | Self::Closed => &[],
        }
    }

    /// Who mediates or mediated.
    #[must_use]
    pub const fn mediator(&self) -> Option<MediatorId> {
        match self {
            Self::InMediation { assignment, .. } | Self::Signing { assignment, .. } => {
                Some(assignment.mediator)
            }
            Self::Effective { mediator, .. } => Some(*mediator),
            Self::Terminated { mediator, .. } => *mediator,
            Self::Submitted { .. }
            | Self::Supplementing { .. }
            | Self::NotAccepted
            | Self::ConsentPending(_)
            | Self::MediatorSelection(_)
            | Self::MediatorOffered { .. }
            | Self::Closed => None,
        }
    }
}

/// A filed case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// What is known from filing onwards.
    pub dossier: Dossier,
    /// Where it stands.
    pub stage: Stage,
}

impl Filed {
    /// The agreement that came into force, also after the case was closed.
    #[must_use]
    pub fn settlement(&self) -> Option<&Settlement> {
        match &self.stage {
            Stage::Effective { settlement, .. } => Some(settlement),
            Stage::Submitted { .. }
            | Stage::Supplementing { .. }
            | Stage::NotAccepted
            | Stage::ConsentPending(_)
            | Stage::MediatorSelection(_)
            | Stage::MediatorOffered { .. }
            | Stage::InMediation { .. }
            | Stage::Signing { .. }
            | Stage::Terminated { .. }
            | Stage::Closed => self.dossier.settled.as_deref(),
        }
    }
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Case {
    /// Nothing was filed under this id.
    NotFiled,
    /// From filing to closing.
    Filed(Box<Filed>),
}

impl Case {
    /// The centre that owns the case, once it is filed.
    #[must_use]
    pub fn centre(&self) -> Option<&CentreId> {
        match self {
            Self::NotFiled => None,
            Self::Filed(filed) => Some(&filed.dossier.centre),
        }
    }

    /// Whether a mediator has no business in the case now: nobody asked him or her, or he or she is suspended or replaced. What has
    /// ended shuts nobody out.
    #[must_use]
    pub fn shuts_out(&self, mediator: MediatorId) -> bool {
        match self {
            Self::NotFiled => false,
            Self::Filed(filed) => {
                filed.stage.accepted().is_some_and(|accepted| !accepted.panel.admits(mediator))
            }
        }
    }

    /// Whether somebody who stands in a relation to the case may still read it on the legal date `today`: a mediator who is not shut
    /// out and, as the case knows the roster, within the term; of a party's side, the party itself or an agent whose authority holds.
    /// Whoever is none of these is judged elsewhere.
    #[must_use]
    pub fn lets_read(&self, by: &Actor, today: NaiveDate) -> bool {
        match (by.role, self) {
            (_, Self::NotFiled) => true,
            (Role::Mediator, Self::Filed(filed)) => by.mediator.is_none_or(|mediator| {
                let panel = filed.stage.accepted().map(|accepted| &accepted.panel);
                panel.is_none_or(|panel| panel.admits_on(mediator, today))
            }),
            (Role::Party | Role::InstitutionAgent, Self::Filed(filed)) => {
                let dossier = &filed.dossier;
                dossier.parties.iter().any(|party| speaks_for(by, party))
                    || dossier.representatives.iter().any(|it| it.is(by) && it.in_force(today))
            }
            (
                Role::Clerk
                | Role::Director
                | Role::Court
                | Role::DataProtection
                | Role::Federation
                | Role::Administrator
                | Role::SecurityAdministrator
                | Role::AuditAdministrator,
                Self::Filed(_),
            ) => true,
        }
    }

    /// The parties an account acts for without being them: those of its institution, and those it represents on the legal date `today`.
    #[must_use]
    pub fn acts_for(&self, by: &Actor, today: NaiveDate) -> Vec<PartyId> {
        let Self::Filed(filed) = self else { return Vec::new() };
        let dossier = &filed.dossier;
        let institution =
            dossier.parties.iter().filter(|party| by.institution.is_some() && speaks_for(by, party));
        let represented = dossier.representatives.iter().filter(|it| it.is(by) && it.in_force(today));
        institution.map(|party| party.id).chain(represented.map(|it| it.party)).collect()
    }

    /// The name of the stage it stands in.
    #[must_use]
    pub const fn stage_name(&self) -> StageName {
        match self {
            Self::NotFiled => StageName::NotFiled,
            Self::Filed(filed) => filed.stage.name(),
        }
    }
}
