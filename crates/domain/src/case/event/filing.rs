//! From the application to the decision on acceptance.

use crate::case::fast_track::FastTrack;
use crate::case::stage::PartyKind;
use crate::case::stage::Side;
use crate::centre::CentreFacts;
use crate::classification::AcceptanceCheck;
use crate::classification::Business;
use crate::classification::Cause;
use crate::classification::ClaimKind;
use crate::classification::ComplaintOutcome;
use crate::classification::Exclusion;
use crate::classification::HandOverLine;
use crate::classification::IntakeChannel;
use crate::classification::Origin;
use crate::classification::Remedy;
use crate::classification::RespondentDuty;
use crate::classification::Sector;
use crate::classification::ServiceMethod;
use crate::classification::Track;
use crate::deadline::Deadline;
use crate::identity::IdentityDocument;
use crate::identity::Uscc;
use crate::ids::CaseId;
use crate::ids::CentreId;
use crate::ids::PartyId;
use crate::ids::RepresentativeId;
use crate::ids::UserId;
use crate::money::Fen;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::LongText;
use crate::text::PersonName;
use crate::text::Phone;
use crate::text::ShortText;
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use serde::{Deserialize, Serialize};

/// A party as filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledParty {
    /// Names the party within the case.
    pub party: PartyId,
    /// On which side.
    pub side: Side,
    /// The account that acts for it, when it filed by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
    /// Person, organisation or institution.
    pub identity: PartyIdentity,
}

/// Who a party is. Only a natural person is personal; firms stand in public registers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(
    clippy::large_enum_variant,
    reason = "a case has a handful of parties, and they are not moved about"
)]
pub enum PartyIdentity {
    /// A natural person.
    Person {
        /// Name as in the document.
        name: Personal<PersonName>,
        /// The document, when it was shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<Personal<IdentityDocument>>,
        /// Where to reach the person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<Personal<Phone>>,
        /// Where papers go.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Personal<ShortText>>,
    },
    /// An organisation that is a customer.
    Organisation {
        /// Registered name.
        name: ShortText,
        /// Unified social credit code.
        uscc: Uscc,
        /// Where to reach its contact person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<Personal<Phone>>,
    },
    /// A financial institution.
    Institution {
        /// Registered name.
        name: ShortText,
        /// Its own code; a branch has one of its own.
        uscc: Uscc,
        /// Code of the legal person it belongs to; conflicts are judged by this one.
        legal_person: Uscc,
        /// Codes of the units between it and the legal person, nearest first, as the register had them when the party was entered.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        above: Vec<Uscc>,
        /// The group, when known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<ShortText>,
        /// What it is.
        sector: Sector,
    },
}

impl PartyIdentity {
    /// Every code under which an organisation's own people act for the party: its own, those of the units above it, the legal person's.
    pub fn codes(&self) -> impl Iterator<Item = &Uscc> {
        let (own, above, whole) = match self {
            Self::Person { .. } => (None, &[][..], None),
            Self::Organisation { uscc, .. } => (Some(uscc), &[][..], None),
            Self::Institution { uscc, above, legal_person, .. } => {
                (Some(uscc), above.as_slice(), Some(legal_person).filter(|it| *it != uscc))
            }
        };
        own.into_iter().chain(above).chain(whole)
    }

    /// Which of the three it is.
    #[must_use]
    pub const fn kind(&self) -> PartyKind {
        match self {
            Self::Person { .. } => PartyKind::Person,
            Self::Organisation { .. } => PartyKind::Organisation,
            Self::Institution { .. } => PartyKind::Institution,
        }
    }
}

impl crate::personal::HoldsPersonal for PartyIdentity {
    fn each_personal(&mut self, path: &str, visit: &mut crate::personal::Visit<'_>) {
        match self {
            Self::Person { name, document, phone, address } => {
                name.each_personal(&format!("{path}.name"), visit);
                document.each_personal(&format!("{path}.document"), visit);
                phone.each_personal(&format!("{path}.phone"), visit);
                address.each_personal(&format!("{path}.address"), visit);
            }
            Self::Organisation { name: _, uscc: _, phone } => {
                phone.each_personal(&format!("{path}.phone"), visit)
            }
            Self::Institution { name: _, uscc: _, legal_person: _, above: _, group: _, sector: _ } => {}
        }
    }
}

/// One thing the applicant asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What.
    pub kind: ClaimKind,
    /// How much, fen; absent for claims without a sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// In the applicant's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<ShortText>>,
}

/// The complaint made to the institution before (X12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorComplaint {
    /// The institution's number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<ShortText>,
    /// By which way it was made: branch, hotline, web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<ShortText>,
    /// When it was made, legal date.
    pub lodged_on: NaiveDate,
    /// When the institution answered, legal date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: ComplaintOutcome,
}

/// Who handed an application over (转办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// By which line.
    pub line: HandOverLine,
    /// Whose line it is, for an institution's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<LineOwner>,
}

/// The institution whose own line took a complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOwner {
    /// Its code.
    pub uscc: Uscc,
    /// Its name, as the register had it.
    pub name: ShortText,
}

/// 提交申请. An application reached the centre; limitation is interrupted from `received_at` (LIM 12), which never moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationFiled {
    /// The case.
    pub case: CaseId,
    /// The centre it was filed with.
    pub centre: CentreId,
    /// How it came in.
    pub channel: IntakeChannel,
    /// The ticket of the hotline or source system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_ticket: Option<ShortText>,
    /// Who handed it over, for what a hotline or an institution passes on; absent in events older than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_over: Option<HandedOver>,
    /// The agent who filed it, where an applicant did not file by itself; the appointment follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_by: Option<RepresentativeId>,
    /// Both sides, applicants first.
    pub parties: Vec<FiledParty>,
    /// Business class.
    pub business: Business,
    /// Cause.
    pub cause: Cause,
    /// Product as named by the applicant or the source system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ShortText>,
    /// What happened.
    pub facts: Personal<LongText>,
    /// What is asked for.
    pub claims: Vec<Claim>,
    /// Sum of the claims with an amount, fen.
    pub claim_fen: Fen,
    /// Contract exposure (涉案金额), fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute_fen: Option<Fen>,
    /// When it happened, legal date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident_on: Option<NaiveDate>,
    /// The complaint made to the institution before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_complaint: Option<PriorComplaint>,
    /// T16: until when the institution is to answer it, where it has not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint_answer_by: Option<Deadline>,
    /// Version of the privacy notice shown (PIPL 17).
    pub privacy_notice: ShortText,
    /// When the centre received it, UTC.
    pub received_at: DateTime<Utc>,
    /// T01.
    pub accept_by: Deadline,
}

impl ApplicationFiled {
    /// Where it came from, before any court or other centre had to do with it.
    #[must_use]
    pub fn origin(&self) -> Origin {
        origin(self.channel, self.handed_over.as_ref())
    }
}

/// Where an application came from: what was handed over before the line was asked for counts apart.
#[must_use]
pub fn origin(channel: IntakeChannel, handed_over: Option<&HandedOver>) -> Origin {
    match (channel, handed_over.map(|it| it.line)) {
        (_, Some(HandOverLine::Pbc)) => Origin::Pbc,
        (_, Some(HandOverLine::Nfra)) => Origin::Nfra,
        (_, Some(HandOverLine::Csrc)) => Origin::Csrc,
        (_, Some(HandOverLine::City)) => Origin::City,
        (_, Some(HandOverLine::Regulator)) => Origin::Regulator,
        (_, Some(HandOverLine::Institution)) | (IntakeChannel::InstitutionTransfer, None) => {
            Origin::Institution
        }
        (IntakeChannel::Hotline, None) => Origin::Hotline,
        (
            IntakeChannel::Counter | IntakeChannel::Post | IntakeChannel::Phone | IntakeChannel::Online,
            None,
        ) => Origin::Own,
    }
}

/// One missing piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingItem {
    /// What is missing.
    pub item: Personal<ShortText>,
}

/// 要求补正.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequested {
    /// What is missing.
    pub items: Vec<MissingItem>,
    /// T02.
    pub supply_by: Deadline,
}

/// A document kept outside the log, named by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// What it is.
    pub title: Personal<ShortText>,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// 提交补正材料.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementSubmitted {
    /// By whom.
    pub party: PartyId,
    /// What was handed in.
    pub documents: Vec<DocumentRef>,
    /// T01, from now.
    pub accept_by: Deadline,
}

/// One requirement of acceptance and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// Which.
    pub check: AcceptanceCheck,
    /// Whether it is met.
    pub met: bool,
    /// Why, in the clerk's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Personal<ShortText>>,
}

/// 受理人. Remembered because duties are kept apart: who accepts may not be who appoints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptor {
    /// The account.
    pub user: UserId,
    /// The legal person of the institution he or she comes from, for somebody seconded to the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Uscc>,
}

/// 受理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAccepted {
    /// Number of the case, e.g. `粤广州金调字〔2026〕1号`.
    pub case_no: ShortText,
    /// The centre as it stood on that day.
    pub centre: CentreFacts,
    /// Procedure track.
    pub track: Track,
    /// How free the respondent is to refuse.
    pub respondent_duty: RespondentDuty,
    /// Every check, all met.
    pub checks: Vec<CheckRecord>,
    /// Why the case was taken although no earlier complaint to the institution was made (X12, soft gate).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_prior_complaint: Option<Personal<ShortText>>,
    /// Why it takes this track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track_reason: Option<Personal<ShortText>>,
    /// Who accepted it; absent in events older than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptor: Option<Acceptor>,
    /// True when T01 had passed; the law sets no sanction, the director sees it.
    pub late: bool,
    /// T03 first half: contact the respondent by then.
    pub contact_by: Deadline,
    /// T05a: the mediation period.
    pub mediate_by: Deadline,
    /// What binds the respondents, for a case on the fast track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fast_track: Option<FastTrack>,
}

/// 不予受理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceRefused {
    /// The grounds, at least one.
    pub grounds: Vec<Exclusion>,
    /// In words.
    pub reason: Personal<LongText>,
    /// Other ways told to the applicant (CRL 39; PML 26).
    pub remedies: Vec<Remedy>,
    /// Every requirement with how it was found, when they were recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<CheckRecord>,
    /// The case that is about the same dispute (X05).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<CaseId>,
}

/// 通知被申请人.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RespondentNotified {
    /// How.
    pub method: ServiceMethod,
    /// T03 second half: answer by then. Silence is never consent.
    pub answer_by: Deadline,
}

personal_fields! {
    FiledParty { identity }
    Claim { wording }
    ApplicationFiled { parties, facts, claims }
    MissingItem { item }
    SupplementRequested { items }
    DocumentRef { title }
    SupplementSubmitted { documents }
    CheckRecord { remark }
    CaseAccepted { checks, without_prior_complaint, track_reason }
    AcceptanceRefused { reason, checks }
    RespondentNotified {}
}
