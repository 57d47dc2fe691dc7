//! Why a case refuses a command: the fact that forbids it, with what is needed to explain it.

mod declare;
mod fact;
mod term_problem;

pub use term_problem::{TermProblem, UnclearClause};

use crate::case::conflict::ConflictFinding;
use crate::case::stage::{Side, StageName};
use crate::classification::*;
use crate::deadline::Timer;
use crate::ids::{CaseId, PartyId, RepresentativeId};
use crate::money::Fen;
use chrono::{DateTime, NaiveDate, Utc};
use declare::rejections;
use fact::Fact;

rejections! {
    /// The case does not exist, or the caller has nothing to do with it: the two look the same.
    NotInvolved => "not-found", "";
    /// The caller takes part, but not for this party.
    NotActingFor { #[doc = "The party."] party: PartyId } => "not-acting-for-party", "CPL 61-62";
    /// No representative of this party has this id.
    RepresentativeUnknown { #[doc = "The id."] representative: RepresentativeId } => "representative-unknown", "";
    /// The party has as many agents as it may have.
    TooManyAgents { #[doc = "The most."] limit: u32 } => "too-many-agents", "CPL 61";
    /// One agent would act for both sides.
    RepresentsBothSides => "represents-both-sides", "CC 168";
    /// The authority begins after it ends.
    AuthorityPeriod { /// Its first day.
        valid_from: NaiveDate, /// Its last day.
        valid_to: NaiveDate } => "authority-period", "";
    /// The authority does not hold today.
    AuthorityNotInForce { /// Its first day.
        valid_from: NaiveDate, /// Its last day, if it has one.
        valid_to: Option<NaiveDate> } => "authority-not-in-force", "CC 173; CPL 62";
    /// The authority does not cover the matter.
    AuthorityTooNarrow { /// What it would have to cover.
        needed: AuthorityScope } => "authority-too-narrow", "CC 165; CPL 62";
    /// The party would have to pay more than the agent may promise.
    CeilingExceeded { /// The most the agent may promise, fen.
        ceiling: Fen, /// What the party would have to pay, fen.
        amount: Fen } => "authority-ceiling-exceeded", "CC 165, 171";
    /// An organisation with agents on record settles through one of them, by name.
    RepresentativeNotNamed { #[doc = "The party."] party: PartyId } => "representative-not-named", "CPL 61-62";
    /// Whoever files is neither this applicant nor its agent (X11).
    FilingUnauthorised { #[doc = "The applicant."] party: PartyId } => "filing-unauthorised", "CC 165; CPL 61-62";
    /// An agent's authority stands on a paper, and none is named (X11).
    AuthorityUnwritten { /// For whom he or she would act.
        party: PartyId } => "authority-unwritten", "CC 165; CPL 62";
    /// Who filed is an agent whose licence nobody has shown (X08).
    AgentUnlicensed { #[doc = "Who."] representative: RepresentativeId } => "agent-unlicensed", "SM2016 18; SZR 28";
    /// A person who cannot act by himself has no guardian on record (X11).
    GuardianMissing { #[doc = "Who."] parties: Vec<PartyId> } => "guardian-missing", "CC 19-23";
    /// For this person the guardian acts.
    GuardianActs { #[doc = "Who."] party: PartyId } => "guardian-acts", "CC 19-23";
    /// Only a person without full capacity has a guardian.
    GuardianNotNeeded { #[doc = "Who."] party: PartyId } => "guardian-not-needed", "CC 17-18";
    /// An organisation has no capacity of this kind.
    CapacityOfPersons { #[doc = "Who."] party: PartyId } => "capacity-of-persons", "CC 17-22";
    /// What was to be corrected is no personal data of this party: firms stand in public registers.
    FieldNotPersonal { #[doc = "Who."] party: PartyId } => "field-not-personal", "PIPL 4, 46";
    /// This organisation is a party already.
    AlreadyParty => "already-party", "";
    /// Not everybody agreed to the newcomer.
    JoinderNotUnanimous { #[doc = "Who did not."] missing: Vec<PartyId> } => "joinder-not-unanimous", "PML 17";
    /// The newcomer's consent to mediate is missing; the others have given theirs.
    JoinderConsentMissing => "joinder-consent-missing", "PML 17";
    /// The other respondents were told; so must the newcomer.
    JoinderNoticeMissing => "joinder-notice-missing", "OM2021 15";
    /// The case was not found to be like this one.
    NotSimilar { #[doc = "Which."] other: CaseId } => "not-similar", "";
    /// To hold a case that reaches the threshold for another dispute takes a reason.
    SimilarityReasonMissing { #[doc = "Which."] other: CaseId } => "similarity-reason-missing", "PRACTICE";
    /// Cases that may be about the same dispute were not looked at.
    SimilarityUndecided { #[doc = "Which."] others: Vec<CaseId> } => "similarity-undecided", "X05; PRACTICE";
    /// The dispute is another case's (X05).
    SameDispute { #[doc = "Which."] other: CaseId } => "same-dispute", "X05; PRACTICE";
    /// A case was filed under this id already.
    AlreadyFiled => "case-already-filed", "";
    /// The step does not belong to the stage the case stands in.
    WrongStage { /// Where it stands.
        stage: StageName, /// Where the step belongs.
        allowed: Vec<StageName> } => "wrong-stage", "";
    /// No party of the case has this id.
    PartyUnknown { #[doc = "The id."] party: PartyId } => "party-unknown", "";
    /// A side is missing.
    SideMissing { #[doc = "Which."] side: Side } => "side-missing", "PML 17";
    /// One organisation stands on both sides.
    SamePartyOnBothSides => "same-party-on-both-sides", "";
    /// Too many parties, claims, items or clauses at once.
    TooMany { #[doc = "The most."] limit: u32 } => "too-many", "";
    /// The list is empty.
    NothingGiven => "nothing-given", "";
    /// No claim was made.
    ClaimMissing => "claim-missing", "";
    /// The claims add up to more than the house can count.
    ClaimTooLarge => "claim-too-large", "";
    /// A date lies in the future.
    DateInFuture { #[doc = "The date."] date: NaiveDate } => "date-in-future", "";
    /// A date lies before the step it follows.
    DateTooEarly { /// The date.
        date: NaiveDate, /// The earliest possible.
        earliest: NaiveDate } => "date-too-early", "";
    /// The privacy notice was not shown.
    PrivacyNoticeNotShown => "privacy-notice-not-shown", "PIPL 17";
    /// The hash of a document is not 64 lower-case hexadecimal digits.
    HashMalformed => "hash-malformed", "";
    /// A supplement was asked for as often as the rules allow.
    SupplementSpent { #[doc = "How often that is."] limit: u32 } => "supplement-spent", "PRACTICE";
    /// The time for the supplement was lengthened as often as the rules allow.
    SupplementExtensionSpent { #[doc = "How often that is."] limit: u32 } => "supplement-extension-spent", "PRACTICE";
    /// What a hotline or an institution hands over comes with its ticket.
    TicketMissing => "ticket-missing", "PRACTICE";
    /// What is handed over says by which line, and an institution's own line whose it is.
    LineMissing => "line-missing", "PRACTICE";
    /// Nobody handed this over, or another line than the one named.
    LineMismatch => "line-mismatch", "PRACTICE";
    /// Counter, post, phone and hotline are for the centre's staff to take down.
    ChannelOfStaff => "channel-of-staff", "PRACTICE";
    /// The institution still has time to answer the complaint, and the rules require its answer first (X12).
    PriorComplaintRunning { /// The last day for its answer.
        due: NaiveDate } => "prior-complaint-running", "PBC5; CBIRC3";
    /// The time for the step is over.
    DeadlinePassed { /// Which.
        timer: Timer, /// Its last day.
        due: NaiveDate } => "deadline-passed", "";
    /// Requirements of acceptance were not looked at.
    CheckMissing { #[doc = "Which."] checks: Vec<AcceptanceCheck> } => "check-missing", "domain 1.3";
    /// Requirements of acceptance are not met.
    CheckNotMet { #[doc = "Which."] checks: Vec<AcceptanceCheck> } => "check-not-met", "PML 17; SM2016 18";
    /// More is claimed than the track takes.
    TrackCeilingExceeded { /// Which track.
        track: Track, /// The most it takes, fen.
        ceiling: Fen, /// What is claimed, fen.
        claim: Fen } => "track-ceiling-exceeded", "FIN2025; PRACTICE";
    /// The case is in this track already.
    TrackUnchanged { #[doc = "Which track."] track: Track } => "track-unchanged", "";
    /// Mediators were asked, sit or stand on a list, and the track has another number of them.
    PanelOfAnotherNumber { /// How many it has.
        needed: u32 } => "panel-of-another-number", "SM2016 13; OM2021 11";
    /// No earlier complaint is on record and no reason is given for taking the case all the same (X12).
    PriorComplaintReasonMissing => "prior-complaint-reason-missing", "PBC5";
    /// No earlier complaint is on record and the rules require one (X12).
    PriorComplaintRequired => "prior-complaint-required", "PBC5";
    /// This ground alone does not carry a refusal.
    GroundNotSufficient { #[doc = "Which."] ground: Exclusion } => "ground-not-sufficient", "PBC5; PRACTICE";
    /// The requirement this ground fails is recorded as met.
    CheckContradictsGround { #[doc = "Which."] ground: Exclusion } => "check-contradicts-ground", "PRACTICE";
    /// The respondent was told already.
    AlreadyNotified => "respondent-already-notified", "";
    /// The respondent was not told yet.
    RespondentNotNotified => "respondent-not-notified", "OM2021 15";
    /// The sector has a duty to take part; a refusal needs a reason.
    ReasonRequired { /// The duty.
        duty: RespondentDuty } => "refusal-reason-required", "SL94; FDL56; CBIRC9 16";
    /// Taking part is refused or left through its own step, which tells the parties their other ways.
    MediateIsNotRevoked => "mediate-is-not-revoked", "PML 17";
    /// A consent is missing.
    ConsentMissing { /// To what.
        matter: ConsentMatter, /// Whose.
        parties: Vec<PartyId> } => "consent-missing", "OM2021 4, 22; PIPL 13";
    /// The mediator is barred.
    ConflictOfInterest { /// Why.
        findings: Vec<ConflictFinding> } => "conflict-of-interest", "SM2016 15; OM2021 13";
    /// What the mediator disclosed bars him or her.
    DisclosureBars { /// Which grounds.
        grounds: Vec<RecusalGround> } => "disclosure-bars", "SM2016 15; OM2021 13";
    /// What was disclosed is not waived by every party.
    WaiverMissing { /// Which ground.
        ground: RecusalGround, /// Who has not waived it.
        parties: Vec<PartyId> } => "waiver-missing", "SM2016 15; OM2021 13";
    /// This ground cannot be waived.
    GroundNotWaivable { #[doc = "Which."] ground: RecusalGround } => "ground-not-waivable", "SM2016 15; PRACTICE";
    /// The mediator neither was asked nor is at work.
    MediatorNotOnPanel => "mediator-not-on-panel", "";
    /// Somebody of the panel is suspended.
    AssignmentSuspended { /// Why.
        findings: Vec<ConflictFinding> } => "assignment-suspended", "SM2016 15; OM2021 13";
    /// The track has another number of mediators.
    NumberOfMediators { #[doc = "How many."] needed: u32 } => "number-of-mediators", "SM2016 13; OM2021 11";
    /// One mediator is named twice.
    MediatorTwice => "mediator-twice", "";
    /// Who accepted the case may not be who appoints its mediator.
    AcceptorAppoints => "acceptor-appoints", "GB/T 22239-2019 8.1.4.2; PRACTICE";
    /// Who mediated the case may not be who closes it.
    MediatorCloses => "mediator-closes", "GB/T 22239-2019 8.1.4.2; PRACTICE";
    /// A request for recusal waits for the director's decision.
    RecusalPending => "recusal-pending", "SM2016 15";
    /// Nobody asked for this recusal, or it is decided.
    RecusalNotRequested => "recusal-not-requested", "SM2016 15";
    /// The party complains about this mediator already, and the director has not decided.
    ComplaintPending { #[doc = "Its number."] complaint: u32 } => "complaint-pending", "PML 15";
    /// No complaint with this number waits for a decision.
    ComplaintNotPending { #[doc = "The number."] complaint: u32 } => "complaint-not-pending", "";
    /// The mediator is suspended.
    MediatorInactive => "mediator-inactive", "PML 13-15";
    /// The mediator declined this case.
    MediatorDeclined => "mediator-declined", "";
    /// The mediator has as many open cases as may be.
    LoadCapReached { /// Open cases now.
        load: u32, /// The most.
        cap: u32 } => "load-cap-reached", "PRACTICE";
    /// The parties may still choose, and these have not left it to the centre.
    ChoiceStillOpen { /// Their last day.
        due: NaiveDate, /// Who has not.
        parties: Vec<PartyId> } => "choice-still-open", "OM2021 10; PML 19";
    /// Not every party named these mediators.
    ChoiceNotJoint => "choice-not-joint", "OM2021 10";
    /// A list of mediators is out already.
    ListAlreadySent => "list-already-sent", "";
    /// A list has so many names that every party can strike one, and not too many.
    ListSize { /// The fewest.
        least: u32, /// The most.
        most: u32 } => "list-size", "PRACTICE";
    /// No list of mediators is out.
    ListNotOpen => "list-not-open", "";
    /// The time to answer the list is not over.
    ListStillOpen { #[doc = "Its last day."] due: NaiveDate } => "list-still-open", "OM2021 10";
    /// The party has answered the list otherwise.
    ListAlreadyAnswered => "list-already-answered", "";
    /// Somebody named does not stand on the list.
    NotOnList => "not-on-list", "";
    /// More names are struck than each party may strike.
    TooManyStrikes { #[doc = "The most."] limit: u32 } => "too-many-strikes", "PRACTICE";
    /// Rights and duties were not told.
    RightsNotNotified => "rights-not-notified", "SM2016 14";
    /// A session cannot be planned in the past.
    SessionInPast => "session-in-past", "";
    /// A session is planned for 15 to 480 minutes.
    SessionLength => "session-length", "PRACTICE";
    /// The notice period is not kept and not waived by all.
    NoticeTooShort { /// The earliest date without a waiver.
        earliest: NaiveDate, /// Who has not waived it.
        not_waived_by: Vec<PartyId> } => "notice-too-short", "PRACTICE";
    /// The date lies after the mediation period.
    AfterMediationPeriod { /// Its last day.
        due: NaiveDate } => "after-mediation-period", "SM2016 27; MOJ75 33";
    /// The hold for this planning was given up because nobody finished it in time, or it does not cover everybody now needed.
    BookingDropped => "booking-dropped", "";
    /// A session is planned or going on.
    SessionStillLive => "session-still-live", "";
    /// No session of the case has this id.
    SessionUnknown => "session-unknown", "";
    /// The session is not waiting to be opened.
    SessionNotScheduled => "session-not-scheduled", "";
    /// The session is not open.
    SessionNotOpen => "session-not-open", "";
    /// The day of the session has not come.
    SessionTooEarly { #[doc = "Planned start."] starts_at: DateTime<Utc> } => "session-too-early", "";
    /// Nobody of this side is there.
    SideAbsent { #[doc = "Which."] side: Side } => "side-absent", "OM2021 17";
    /// Somebody there is not identified, and no reason is given for going on all the same.
    IdentityNotVerified { #[doc = "Who."] parties: Vec<PartyId> } => "identity-not-verified", "OM2021 17";
    /// The hour of the session has not come.
    HourNotCome { #[doc = "Planned start."] starts_at: DateTime<Utc> } => "session-hour-not-come", "";
    /// The session is not closed.
    SessionNotClosed => "session-not-closed", "";
    /// The session has no minutes; a recording stands in their place.
    NoMinutes => "no-minutes", "OM2021 22";
    /// The minutes were corrected since.
    MinutesNotCurrent { #[doc = "Their present version."] current: u32 } => "minutes-not-current", "";
    /// This request for a correction was never made, or is answered.
    CorrectionNotRequested { #[doc = "Its number."] request: u32 } => "correction-not-requested", "";
    /// So many days are not possible.
    DaysOutOfRange { #[doc = "The most."] longest: u32 } => "days-out-of-range", "PRACTICE";
    /// A session in writing has no hour to be planned, missed or interrupted.
    ExchangeHasNoHour => "exchange-has-no-hour", "OM2021 16";
    /// The session is not held in writing.
    NotAnExchange => "not-an-exchange", "OM2021 16";
    /// No session was held.
    NoSessionHeld => "no-session-held", "SM2016 23";
    /// Not everybody agreed to the extension.
    ExtensionNotUnanimous { /// Who did not.
        missing: Vec<PartyId> } => "extension-not-unanimous", "SM2016 27; OM2021 24";
    /// The court of an entrusted suit has not agreed to a longer mediation.
    CourtConsentMissing { #[doc = "Its code."] court: String } => "court-consent-missing", "SM2016 27; OM2021 24";
    /// The mediation is suspended.
    MediationStands { #[doc = "Why."] reason: SuspensionReason } => "mediation-suspended", "SM2016 18; PRACTICE";
    /// Nothing is suspended.
    NotSuspended => "mediation-not-suspended", "";
    /// The clock of the mediation stands.
    ClockStands => "clock-stands", "OM2021 26";
    /// Not everybody agreed to let the clock stand.
    PauseNotUnanimous { /// Who did not.
        missing: Vec<PartyId> } => "pause-not-unanimous", "OM2021 26; PRACTICE";
    /// An appraisal is waited for already.
    AppraisalPending { #[doc = "Its number."] appraisal: u32 } => "appraisal-pending", "";
    /// No appraisal with this number is waited for.
    AppraisalNotPending { #[doc = "The number."] appraisal: u32 } => "appraisal-not-pending", "";
    /// The new end does not lie after the old one, or more than a year away.
    ExtensionNotLonger { #[doc = "The present last day."] due: NaiveDate } => "extension-not-longer", "";
    /// Clauses are not clear enough for a court; every one of them, and everything about each.
    TermUnclear { /// Which, and what is wrong.
        clauses: Vec<UnclearClause> } => "term-unclear", "CPLI 358(5)";
    /// No proposal has this number.
    ProposalUnknown { #[doc = "The number."] proposal: u32 } => "proposal-unknown", "";
    /// The proposal is accepted, declined or withdrawn.
    ProposalNotOpen { /// The number.
        proposal: u32, /// How it stands.
        status: String } => "proposal-not-open", "";
    /// The proposal stood until a day that is past.
    ProposalExpired { /// The number.
        proposal: u32, /// Its last day.
        due: NaiveDate } => "proposal-expired", "";
    /// The proposal was not made to this party.
    ProposalNotAddressed { #[doc = "The party."] party: PartyId } => "proposal-not-addressed", "";
    /// Only the mediator may do this with a proposal, or the mediator may not.
    ProposalOfMediator => "proposal-of-mediator", "";
    /// A proposal may not stand so long, or not at all.
    ProposalStandsTooLong { #[doc = "Calendar days."] longest: u32 } => "proposal-stands-too-long", "PRACTICE";
    /// An objection says why.
    ObjectionReasonMissing => "objection-reason-missing", "PRACTICE";
    /// Silence makes no agreement in this centre.
    NoObjectionOff => "no-objection-off", "MDR2016; PRACTICE";
    /// A proposal waits for objections.
    NoObjectionOpen { #[doc = "Its version."] version: u32 } => "no-objection-open", "MDR2016";
    /// No proposal with this version waits for objections.
    NoObjectionNotOpen { #[doc = "Its version."] version: u32 } => "no-objection-not-open", "";
    /// The party has the proposal already.
    AlreadyServed { #[doc = "Who."] party: PartyId } => "already-served", "";
    /// What counts from its service is served in writing.
    ServiceNotWritten => "service-not-written", "MDR2016";
    /// A person consents to this expressly and apart from everything else.
    ConsentNotExpress { #[doc = "To what."] matter: ConsentMatter } => "consent-not-express", "CPLI 358(4)";
    /// Payer and payee of sealed bids stand on different sides.
    BidSides => "bid-sides", "";
    /// The split is a number from 0 to 100.
    BidSplit => "bid-split", "";
    /// The round stands elsewhere.
    BiddingStep { #[doc = "Where."] status: String } => "bidding-step", "";
    /// No round has this number.
    BidRoundUnknown { #[doc = "The number."] round: u32 } => "bid-round-unknown", "";
    /// There were as many rounds as the parties were told.
    BidRoundsSpent { #[doc = "How many."] limit: u32 } => "bid-rounds-spent", "PRACTICE";
    /// The party bids nothing in this round.
    NoBidder { #[doc = "The party."] party: PartyId } => "no-bidder", "";
    /// Only the party itself or its agent does this; the centre would learn what it must not.
    NotOneself { #[doc = "The party."] party: PartyId } => "not-oneself", "";
    /// A bid that was made is not changed.
    BidAlreadyMade => "bid-already-made", "";
    /// The private key does not belong to the key that was committed.
    BidKeyMismatch => "bid-key-mismatch", "";
    /// What was sent cannot be a sealed bid.
    BidBoxMalformed => "bid-box-malformed", "";
    /// Only an institution asks its head office.
    AuthorityOfInstitutions { #[doc = "Who is none."] party: PartyId } => "authority-of-institutions", "FIN2025 9";
    /// The institution waits for an answer already.
    AuthorityRequestPending { /// The number of the request.
        request: u32 } => "authority-request-pending", "PRACTICE";
    /// No request with this number waits for an answer.
    AuthorityNotPending { #[doc = "The number."] request: u32 } => "authority-not-pending", "";
    /// The answer is the head office's.
    NotHeadOffice { #[doc = "The institution."] party: PartyId } => "not-head-office", "FIN2025 9";
    /// Nobody answers himself.
    AuthorityOwnRequest => "authority-own-request", "PRACTICE";
    /// The institution signed a memorandum by which it takes part in small disputes.
    MemorandumBinds { /// What the paper is called.
        reference: String } => "memorandum-binds", "FIN2025 16; PRACTICE";
    /// The case is not on the fast track: not every respondent is bound by a memorandum for so much.
    NotOnFastTrack => "not-on-fast-track", "FIN2025 16; PRACTICE";
    /// Respondents who came in later have signed no memorandum.
    MemorandumMissing { #[doc = "Which."] parties: Vec<PartyId> } => "memorandum-missing", "FIN2025 16; PRACTICE";
    /// The institutions bound themselves for less.
    OpinionAboveCeiling { /// The most, fen.
        ceiling: Fen, /// What would be awarded, fen.
        award: Fen } => "opinion-above-ceiling", "FIN2025 16; PRACTICE";
    /// The mediator has said an opinion, and the customer has still to answer it.
    OpinionPending { #[doc = "The last day."] due: NaiveDate } => "opinion-pending", "FIN2025 16; PRACTICE";
    /// On the fast track an opinion comes before the end.
    OpinionOwed => "opinion-owed", "FIN2025 16; PRACTICE";
    /// No opinion waits for an answer.
    NoOpinion => "no-opinion", "";
    /// The opinion is for the customer to answer.
    OpinionNotAddressed { #[doc = "Who is none."] party: PartyId } => "opinion-not-addressed", "FIN2025 16; PRACTICE";
    /// Another version is on the table.
    VersionNotCurrent { #[doc = "Which."] current: u32 } => "version-not-current", "";
    /// What was signed is not what is on the table.
    HashMismatch { #[doc = "The hash on the table."] expected: String } => "agreement-hash-mismatch", "ESL 13";
    /// This signature is there already.
    AlreadySigned => "already-signed", "";
    /// An agent settles only with special authorisation.
    SpecialAuthorisationMissing => "special-authorisation-missing", "CPL 62";
    /// A paper signed by hand, fingerprint or seal is scanned, and the scan named by its hash.
    ScanMissing => "scan-missing", "PML 29; PRACTICE";
    /// What is signed electronically leaves no paper to scan.
    ScanNotNeeded => "scan-not-needed", "ESL 13";
    /// A party that wants another text, or will not sign, says why.
    AnswerReasonMissing => "answer-reason-missing", "PRACTICE";
    /// Nobody refused to sign, and the time to sign is not over.
    NobodyRefusedToSign { #[doc = "Its last day."] due: NaiveDate } => "nobody-refused-to-sign", "PRACTICE";
    /// The review of the centre sent this version back.
    AgreementReturned { /// Which version.
        version: u32 } => "agreement-returned", "CPLI 358; PRACTICE";
    /// The centre has not looked at whether this version is lawful, and its rules ask for it.
    ReviewMissing => "agreement-review-missing", "CPLI 358; PRACTICE";
    /// Who mediated the case may not be who reviews its agreement.
    MediatorReviews => "mediator-reviews", "GB/T 22239-2019 8.1.4.2; PRACTICE";
    /// A version goes back for a reason, and passes for none.
    ReviewFindings => "agreement-review-findings", "CPLI 358";
    /// What is only said binds when every party has said it.
    OralNotUnanimous { #[doc = "Who has not."] missing: Vec<PartyId> } => "oral-not-unanimous", "PML 28, 30";
    /// An agreement that was only spoken is not confirmed before it is written and signed.
    OralNotConfirmed => "oral-not-confirmed", "CPLI 354; PML 33";
    /// The agreement is in writing already.
    WrittenAlready => "written-already", "";
    /// Signatures are missing.
    SignaturesMissing { /// Of which parties.
        parties: Vec<PartyId>, /// Whether the mediator's is missing.
        mediator: bool } => "signatures-missing", "PML 29";
    /// The time to apply for confirmation is over.
    ConfirmationTooLate { #[doc = "Its last day."] due: NaiveDate } => "confirmation-too-late", "CPL 205; PML 33";
    /// The court is not competent on this basis.
    CourtNotCompetent { /// Its code.
        court: String, /// Those that would be.
        competent: Vec<String> } => "court-not-competent", "CPL 205; CPLI 352";
    /// The sum belongs to courts of another level.
    CourtOfOtherLevel { /// Its code.
        court: String, /// The sum, fen.
        claim: Fen, /// Those that would be competent at the seat.
        competent: Vec<String> } => "court-of-other-level", "CPLI 352; LVL2021";
    /// The application stands elsewhere.
    ConfirmationStep { #[doc = "Where."] status: String } => "confirmation-step", "CPLI 355-358";
    /// A court that did not take it for this reason would not take it again.
    NotRefilable { #[doc = "The reason."] ground: NonAcceptanceGround } => "not-refilable", "CPLI 355";
    /// The time to object to the ruling is over.
    ObjectionTooLate { #[doc = "Its last day."] due: NaiveDate } => "objection-too-late", "CPLI 372; CPL 86";
    /// A notary's instrument needs the debtor's written consent to enforcement.
    EnforcementConsentMissing { /// Who would have to consent.
        party: PartyId } => "enforcement-consent-missing", "NE2018 3-4";
    /// The party owes no money under the agreement.
    NoPaymentOwed { #[doc = "Who."] party: PartyId } => "no-payment-owed", "NE2018 3; CPL 225";
    /// What is owed is not due yet.
    NotYetDue { #[doc = "The day it is."] due: NaiveDate } => "not-yet-due", "CPL 225";
    /// The parties owe each other something else, or the order cannot be served.
    PaymentOrderConditions => "payment-order-conditions", "CPL 225";
    /// The payment order stands elsewhere.
    PaymentOrderStep { #[doc = "Where."] standing: String } => "payment-order-step", "CPL 225-228";
    /// The debtor objected after the time for it.
    PaymentOrderObjectionLate { /// Its last day.
        due: NaiveDate } => "payment-order-objection-late", "CPL 227";
    /// No arbitration agreement is named.
    ArbitrationNotAgreed => "arbitration-not-agreed", "Arbitration Law";
    /// The agreement can be enforced already.
    AlreadyEnforceable => "already-enforceable", "CPL 206";
    /// This was recorded before.
    RouteRecorded => "route-recorded", "";
    /// Not everybody signed the application.
    ApplicationNotJoint { /// Who did not.
        missing: Vec<PartyId> } => "application-not-joint", "CPL 205; CPLI 351";
    /// Papers are missing.
    PaperMissing { #[doc = "Which."] papers: Vec<ConfirmationPaper> } => "paper-missing", "CPLI 354; JC2011 3";
    /// The number belongs to another court.
    NumberOfAnotherCourt { /// The court that was applied to.
        court: String } => "number-of-another-court", "CN2015";
    /// A neutral evaluation is waited for already.
    EvaluationPending { #[doc = "Its number."] evaluation: u32 } => "evaluation-pending", "";
    /// No neutral evaluation with this number is waited for.
    EvaluationNotPending { #[doc = "The number."] evaluation: u32 } => "evaluation-not-pending", "";
    /// No neutral evaluation with this number was delivered.
    EvaluationNotDelivered { #[doc = "The number."] evaluation: u32 } => "evaluation-not-delivered", "";
    /// The party has answered this evaluation.
    EvaluationAnswered { #[doc = "The number."] evaluation: u32 } => "evaluation-answered", "SZR 64";
    /// Whoever mediates a case, or was asked to, does not evaluate it.
    EvaluatorMediates => "evaluator-mediates", "SZR 64; PRACTICE";
    /// Somebody evaluates a case once.
    EvaluatorTwice => "evaluator-twice", "SZR 64; PRACTICE";
    /// The evaluator did not declare to be independent.
    IndependenceNotDeclared => "independence-not-declared", "SZR 64";
    /// No inquiry of a court with this number waits for an answer.
    InquiryNotPending { #[doc = "The number."] inquiry: u32 } => "inquiry-not-pending", "";
    /// No obligation has this number.
    ObligationUnknown { #[doc = "The number."] seq: u32 } => "obligation-unknown", "";
    /// The obligation is performed already.
    ObligationComplete { #[doc = "The number."] seq: u32 } => "obligation-complete", "";
    /// An amount belongs to this obligation, or does not.
    AmountMismatch { #[doc = "The number."] seq: u32 } => "obligation-amount-mismatch", "";
    /// More is reported than is owed.
    AmountExceeds { #[doc = "What is owed, fen."] outstanding: Fen } => "obligation-amount-exceeds", "";
    /// Nothing more is expected under it: given up, or replaced by another.
    ObligationDischarged { #[doc = "The number."] seq: u32 } => "obligation-discharged", "CC 557";
    /// It is owed to somebody else.
    NotCreditor { #[doc = "The number."] seq: u32 } => "not-creditor", "CC 509";
    /// Nothing was reported that could be confirmed.
    NothingReported { #[doc = "The number."] seq: u32 } => "nothing-reported", "";
    /// Its last day has not come, or is not over.
    ObligationNotDue { /// The number.
        seq: u32, /// Its last day.
        due: NaiveDate } => "obligation-not-due", "CC 509; PML 31";
    /// Nobody urged the obligor.
    NotUrged { #[doc = "The number."] seq: u32 } => "obligation-not-urged", "PML 31";
    /// The default is on record.
    AlreadyDefaulted { #[doc = "The number."] seq: u32 } => "obligation-defaulted-already", "";
    /// The clause lets nothing fall due early.
    AccelerationNotAgreed { #[doc = "The number."] seq: u32 } => "acceleration-not-agreed", "CC 509";
    /// Too few instalments are missed.
    AccelerationNotReached { /// So many are.
        missed: u32, /// So many are needed.
        needed: u32 } => "acceleration-not-reached", "CC 509";
    /// No instalment is to come.
    NothingToAccelerate { #[doc = "The number."] seq: u32 } => "nothing-to-accelerate", "";
    /// Nothing is on record by which a court would enforce it.
    EnforcementNeedsTitle { /// How far the confirmation got.
        status: String } => "enforcement-needs-title", "CPL 206, 235, 249";
    /// The paper named is not on record.
    TitleNotOnRecord { #[doc = "Which."] title: EnforcementTitle } => "title-not-on-record", "CPL 206, 249";
    /// No paper on record is about this obligation.
    TitleDoesNotCover { #[doc = "The number."] seq: u32 } => "title-does-not-cover", "NE2018 3; CPL 225";
    /// Satisfaction is told in points.
    SatisfactionOutOfRange { #[doc = "The highest."] highest: u32 } => "satisfaction-out-of-range", "";
    /// This ending is not declared but follows from another step.
    TerminationNotDeclared { #[doc = "Which."] code: Termination } => "termination-not-declared", "";
    /// This ending is for the director.
    TerminationNeedsDirector { #[doc = "Which."] code: Termination } => "termination-needs-director", "SM2016 18";
    /// Whoever would judge the parties is one of them, or acts for one.
    ApproverConflicted => "approver-conflicted", "SM2016 15; OM2021 13";
    /// The period has not ended.
    PeriodRunning { /// Which.
        timer: Timer, /// Its last day.
        due: NaiveDate } => "period-running", "SM2016 26-27";
    /// Obligations are open.
    ObligationsOpen { #[doc = "Which."] seqs: Vec<u32> } => "obligations-open", "PML 31";
    /// The court has not ruled.
    ConfirmationPending => "confirmation-pending", "CPLI 357";
    /// The referring court is no court of the centre's province.
    ReferringCourtUnknown { #[doc = "Its code."] court: String } => "referring-court-unknown", "SM2016 11; CN2015";
    /// An entrusted suit has a number and a procedure.
    EntrustmentIncomplete => "entrustment-incomplete", "SM2016 27";
    /// No court sent this case.
    NoReferral => "no-referral", "";
    /// The receipt was signed already.
    ReceiptAlreadySigned => "receipt-already-signed", "";
    /// The receipt was not signed: the period has not begun.
    ReceiptNotSigned => "receipt-not-signed", "SM2016 27; OM2021 24";
    /// The court was told already.
    ReferralAlreadyReported => "referral-already-reported", "";
    /// The court was not told how it ended.
    ReferralNotReported => "referral-not-reported", "SM2016 21, 26";
    /// The court's papers go back whole.
    MaterialsNotReturned { /// How many came.
        expected: u32, /// How many go back.
        returned: u32 } => "materials-not-returned", "SM2016 21, 26";
    /// Facts are told to the court only when all agreed.
    FactsNotAgreed { #[doc = "Who did not."] missing: Vec<PartyId> } => "facts-not-agreed", "OM2021 18, 22; CPLI 107";
    /// No record of undisputed facts with this version waits for signatures.
    FactsNotOpen { #[doc = "Its version."] version: u32 } => "facts-not-open", "";
    /// Everybody has signed the record of undisputed facts: it stands.
    FactsComplete { #[doc = "Its version."] version: u32 } => "facts-complete", "SZR 73";
    /// An entrusted mediation is not confirmed; the court issues its own paper.
    EntrustedNotConfirmed => "entrusted-not-confirmed", "JC2011 13; SM2016 20";
    /// An offer to another centre is open.
    TransferOpen => "transfer-open", "PRACTICE";
    /// The case is there already.
    TransferToOwner => "transfer-to-owner", "";
    /// No offer is open.
    NoTransfer => "no-transfer", "";
    /// The offer is for the receiving centre's director to answer, once.
    TransferOfAnother => "transfer-of-another", "PRACTICE";
    /// The receiving centre has not declined.
    TransferNotDeclined => "transfer-not-declined", "PRACTICE";
}
