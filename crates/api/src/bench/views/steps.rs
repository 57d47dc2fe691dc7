//! The command of each step, as somebody at the counter, at the bank, at the court would give it.

use super::super::BenchError;
use super::fill::Known;
use super::people::{self, Office, People, account, call, clerk, refused};
use super::road::{AHEAD, HOURS, Step};
use super::shapes::Shapes;
use super::{drawn, instant};
use application::{Call, House};
use chrono::{Days, NaiveDate};
use domain::calendar::legal_date;
use domain::case::{
    AcceptAssignment, AcceptCase, Case, CheckRecord, Claim, CloseCase, CloseSession, Command, CourtStep,
    DocumentRef, DraftAgreement, FileApplication, FileConfirmation, FiledParty, MissingItem,
    NotifyRespondent, NotifyRights, OfferMediator, OpenSession, Participant, PartyIdentity,
    PrepareConfirmation, ProposedTerm, RecordConsent, RecordCourtStep, RefuseAcceptance, RefuseMediation,
    ReportPerformance, RequestSupplement, RosterReading, ScheduleSession, SealAgreement, SessionRecord, Side,
    SignAgreement, SignConfirmation, Signer, Stage, SubmitSupplement, Term, TermBody, TerminateMediation,
    WithdrawApplication,
};
use domain::classification::{
    AcceptanceCheck, ConfirmationPaper, ConsentMatter, CourtBasis, DeclarationForm, Exclusion, IdentityCheck,
    IntakeChannel, RefusalReason, ServiceMethod, SessionMode, SessionResult, SignatureMethod, Termination,
    Track,
};
use domain::court::{CourtLevel, under};
use domain::court_number::CourtCaseNumber;
use domain::ids::{CaseId, MediatorId, PartyId, SessionId, SubjectId};
use domain::institution::InstitutionRegistered;
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, ShortText};
use std::sync::Arc;

/// What all cases share.
pub(super) struct World {
    pub(super) house: Arc<House>,
    pub(super) people: People,
    pub(super) shapes: Shapes,
}

/// One case on its way; everything else about it follows from its number.
pub(super) struct Told<'a> {
    world: &'a World,
    number: u64,
    filing: Call,
    case: CaseId,
    office: &'a Office,
    respondent: &'a InstitutionRegistered,
    today: NaiveDate,
}

fn short(text: &str) -> Option<ShortText> {
    ShortText::parse(text).ok()
}

impl<'a> Told<'a> {
    /// The case with this number.
    pub(super) fn of(world: &'a World, number: u64) -> Option<Self> {
        let office = world.people.office(number)?;
        let sector = world.shapes.about(number)?.sector;
        let respondent = world.people.respondent(number, sector)?;
        let filing = call(&world.house, clerk(&office.facts.id)?, &format!("views {number}"));
        let case = world.house.case_of(filing.command);
        let today = legal_date(world.house.clock().now());
        Some(Self { world, number, filing, case, office, respondent, today })
    }

    /// What a question about it needs to know.
    pub(super) fn known(&self) -> Option<Known> {
        let centre = self.office.facts.id.clone();
        Some(Known { case: self.case, centre, mediator: self.mediator_id()?, court: self.court_code() })
    }

    /// Takes the step.
    pub(super) async fn take(&self, step: Step) -> Result<(), BenchError> {
        let hashed = [Step::ApplicantSigns, Step::BankSigns, Step::MediatorSigns, Step::Seal];
        let hash = if hashed.contains(&step) { self.hash().await? } else { String::new() };
        let missing = || BenchError::Log(format!("case {}: no command for {step:?}", self.number));
        let (actor, command) = self.command(step, hash).ok_or_else(missing)?;
        let call = if step == Step::File {
            self.filing.clone()
        } else {
            call(&self.world.house, actor, &format!("views {} {step:?}", self.number))
        };
        self.world.house.case(&call, self.case, command).await.map(|_| ()).map_err(|error| {
            let BenchError::Log(why) = refused(&error) else { return refused(&error) };
            BenchError::Log(format!("case {}, {step:?} on {}: {why}", self.number, self.today))
        })
    }

    /// Hash of the version on the table.
    async fn hash(&self) -> Result<String, BenchError> {
        let state = self.world.house.case_state(self.case).await.map_err(|error| refused(&error))?;
        if let Case::Filed(filed) = &state.state
            && let Stage::Signing { agreement, .. } = &filed.stage
        {
            return Ok(agreement.hash.clone());
        }
        Err(BenchError::Log(format!("case {} has no version on the table", self.number)))
    }

    fn applicant(&self) -> PartyId {
        PartyId(self.filing.command.derive("party", 0))
    }
    fn bank(&self) -> PartyId {
        PartyId(self.filing.command.derive("party", 1))
    }
    fn session(&self) -> SessionId {
        SessionId(self.filing.command.derive("session", 0))
    }
    fn secret<T>(&self, value: T) -> Personal<T> {
        Personal::clear(SubjectId(self.filing.command.derive("subject", 0)), value)
    }
    fn secret_short(&self, text: &str) -> Option<Personal<ShortText>> {
        Some(self.secret(short(text)?))
    }
    fn secret_long(&self, text: &str) -> Option<Personal<LongText>> {
        Some(self.secret(LongText::parse(text).ok()?))
    }
    fn mediator_id(&self) -> Option<MediatorId> {
        let of = &self.office.mediators;
        of.get(drawn(self.number, "mediator", of.len())).copied()
    }
    fn court_code(&self) -> &'static str {
        let courts: Vec<_> = under(&self.office.facts.court_prefix, CourtLevel::Basic).collect();
        courts.get(drawn(self.number, "court", courts.len())).map_or("", |court| court.code)
    }
    fn court_number(&self) -> Option<CourtCaseNumber> {
        use chrono::Datelike as _;
        let number = format!("（{}）{}诉前调确{}号", self.today.year(), self.court_code(), self.number + 1);
        CourtCaseNumber::parse(&number).ok()
    }
    fn amount(&self) -> Option<Fen> {
        Fen::positive(10_000 + drawn(self.number, "amount", 5_000_000) as i64).ok()
    }

    fn clerk(&self) -> Option<Actor> {
        clerk(&self.office.facts.id)
    }
    fn agent(&self) -> Option<Actor> {
        let institution = Some(self.respondent.uscc.clone());
        Some(Actor {
            institution,
            ..account(&format!("views-agent-{}", self.respondent.uscc), Role::InstitutionAgent)?
        })
    }
    fn party(&self) -> Option<Actor> {
        account(&format!("views-party-{}", self.number), Role::Party)
    }
    fn mediator(&self) -> Option<Actor> {
        let mediator = self.mediator_id()?;
        Some(Actor {
            mediator: Some(mediator),
            ..account(&format!("views-mediator-{mediator}"), Role::Mediator)?
        })
    }
    fn court(&self) -> Option<Actor> {
        Some(Actor { court: Some(self.court_code().to_owned()), ..account("views-court", Role::Court)? })
    }

    fn command(&self, step: Step, hash: String) -> Option<(Actor, Command)> {
        let (applicant, bank) = (self.applicant(), self.bank());
        Some(match step {
            Step::File => (self.clerk()?, self.application()?.into()),
            Step::AskForSupplement => {
                let items = vec![MissingItem { item: self.secret_short("合同复印件")? }];
                (self.clerk()?, RequestSupplement { items }.into())
            }
            Step::Supply => {
                let document = DocumentRef { title: self.secret_short("合同")?, sha256: "5c".repeat(32) };
                (self.party()?, SubmitSupplement { party: applicant, documents: vec![document] }.into())
            }
            Step::RefuseAcceptance => {
                let director = Actor { role: Role::Director, ..self.clerk()? };
                let reason = self.secret_long("同一纠纷已有生效判决。")?;
                (
                    director,
                    RefuseAcceptance { checks: vec![], grounds: vec![Exclusion::AlreadyJudged], reason }
                        .into(),
                )
            }
            Step::Accept => (self.clerk()?, self.acceptance()?.into()),
            Step::Notify => (self.clerk()?, NotifyRespondent { method: ServiceMethod::Electronic }.into()),
            Step::Withdraw => {
                let reason = Some(self.secret_long("双方已自行和解。")?);
                (self.party()?, WithdrawApplication { party: applicant, self_settled: true, reason }.into())
            }
            Step::BankRefuses => {
                let wording = Some(self.secret_long("请求缺乏依据。")?);
                (
                    self.agent()?,
                    RefuseMediation { party: bank, reason: Some(RefusalReason::Unfounded), wording }.into(),
                )
            }
            Step::ApplicantConsents => (self.party()?, consent(applicant).into()),
            Step::BankConsents => (self.agent()?, consent(bank).into()),
            Step::Offer => {
                let mediator = people::facts(self.mediator_id()?);
                let offer = OfferMediator {
                    mediator,
                    chosen_by_parties: false,
                    co_mediators: vec![],
                    number_agreed_by: vec![],
                    roster: RosterReading::default(),
                };
                (self.clerk()?, offer.into())
            }
            Step::TakeOn => {
                let mediator = people::facts(self.mediator_id()?);
                (self.mediator()?, AcceptAssignment { mediator, disclosed: vec![], disclosure: None }.into())
            }
            Step::TellRights => (self.mediator()?, NotifyRights { notice: short("2026-01")? }.into()),
            Step::Schedule => (self.mediator()?, self.planning()?.into()),
            Step::Open => (self.mediator()?, self.opening().into()),
            Step::PartAgreed => {
                (self.mediator()?, self.ending(SessionResult::Agreed, "双方就金额达成一致。")?.into())
            }
            Step::PartApart => {
                (self.mediator()?, self.ending(SessionResult::Failed, "双方分歧较大。")?.into())
            }
            Step::Terminate => {
                let reason = Some(self.secret_long("双方分歧过大。")?);
                (self.mediator()?, TerminateMediation { code: Termination::TooFarApart, reason }.into())
            }
            Step::Draft => (self.mediator()?, self.draft()?.into()),
            Step::ApplicantSigns => (self.party()?, self.signature(Signer::Party(applicant), hash)?.into()),
            Step::BankSigns => (self.agent()?, self.signature(Signer::Party(bank), hash)?.into()),
            Step::MediatorSigns => {
                (self.mediator()?, self.signature(Signer::Mediator(self.mediator_id()?), hash)?.into())
            }
            Step::Seal => {
                let seal = short(&format!("SEAL-{}-01", self.office.facts.id))?;
                (self.clerk()?, SealAgreement { version: 1, seal, hash }.into())
            }
            Step::Prepare => (self.party()?, self.preparation().into()),
            Step::ApplicantJoins => {
                (self.party()?, SignConfirmation { party: applicant, representative: None }.into())
            }
            Step::BankJoins => (self.agent()?, SignConfirmation { party: bank, representative: None }.into()),
            Step::FileAtCourt => (self.clerk()?, papers().into()),
            Step::CourtAccepts => {
                let step = CourtStep::Accept { court_case_no: self.court_number()?, on: self.today };
                (self.court()?, RecordCourtStep { step }.into())
            }
            Step::CourtConfirms => {
                let ruling_no = self.court_number()?;
                let step = CourtStep::Confirm { ruling_no, ruled_on: self.today, served_on: self.today };
                (self.court()?, RecordCourtStep { step }.into())
            }
            Step::Perform => {
                let proof = self.secret_short(&format!("FT-{}", self.number))?;
                let amount = Some(self.amount()?);
                (self.agent()?, ReportPerformance { seq: 1, amount, performed_on: self.today, proof }.into())
            }
            Step::Close => (self.clerk()?, CloseCase.into()),
        })
    }

    fn application(&self) -> Option<FileApplication> {
        let about = self.world.shapes.about(self.number)?;
        let person = PartyIdentity::Person {
            name: self.secret(PersonName::parse(&people::name(self.number)).ok()?),
            document: Some(self.secret(people::document(self.number, self.today)?)),
            phone: Some(self.secret(people::phone(self.number)?)),
            address: Some(self.secret_short(&format!("示例市示例区虚构路{}号", self.number % 2_000))?),
        };
        let institution = PartyIdentity::Institution {
            name: self.respondent.name.clone(),
            uscc: self.respondent.uscc.clone(),
            legal_person: self.respondent.legal_person.clone(),
            above: vec![],
            group: None,
            sector: self.respondent.sector,
        };
        let filed = |party, side, account, identity| FiledParty { party, side, account, identity };
        Some(FileApplication {
            case: self.case,
            centre: self.office.facts.id.clone(),
            channel: if drawn(self.number, "channel", 3) == 0 {
                IntakeChannel::Counter
            } else {
                IntakeChannel::Online
            },
            outside_ticket: None,
            handed_over: None,
            filed_by: None,
            agents: vec![],
            parties: vec![
                filed(self.applicant(), Side::Applicant, Some(self.party()?.user), person),
                filed(self.bank(), Side::Respondent, None, institution),
            ],
            business: about.business,
            cause: about.cause,
            product: about.product,
            facts: self.secret(about.facts),
            claims: vec![Claim {
                kind: about.claim,
                amount: Some(self.amount()?),
                wording: Some(self.secret_short("退还有关款项")?),
            }],
            dispute_fen: Some(self.amount()?),
            incident_on: about.incident_on.map(|day| day.min(self.today)),
            prior_complaint: None,
            privacy_notice: short("2026-01"),
        })
    }

    fn acceptance(&self) -> Option<AcceptCase> {
        use chrono::Datelike as _;
        let met = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
        let facts = &self.office.facts;
        let number = format!("粤{}金调字〔{}〕{}号", facts.city, self.today.year(), self.number + 1);
        Some(AcceptCase {
            case_no: short(&number)?,
            centre: facts.clone(),
            track: Track::Ordinary,
            checks: AcceptanceCheck::ALL.iter().map(met).collect(),
            without_prior_complaint: Some(self.secret_short("机构未设投诉渠道")?),
            track_reason: None,
            acceptor_home: None,
            memoranda: vec![],
        })
    }

    fn planning(&self) -> Option<ScheduleSession> {
        Some(ScheduleSession {
            session: self.session(),
            starts_at: instant(self.today.checked_add_days(Days::new(AHEAD as u64))?, HOURS[2]),
            planned_minutes: 180,
            mode: SessionMode::Video,
            venue: short("视频调解室3")?,
            notice_waived_by: vec![self.applicant(), self.bank()],
            reservation: None,
        })
    }

    fn opening(&self) -> OpenSession {
        let there = |party, check| Participant {
            party,
            representative: None,
            verified_by: Some(check),
            unverified: None,
            checked_by: None,
        };
        let participants =
            vec![there(self.applicant(), IdentityCheck::Face), there(self.bank(), IdentityCheck::KnownAgent)];
        OpenSession { session: self.session(), participants, recorded: true }
    }

    fn ending(&self, result: SessionResult, minutes: &str) -> Option<CloseSession> {
        let record = SessionRecord::Minutes { text: self.secret_long(minutes)? };
        Some(CloseSession { session: self.session(), record, result, next_step: None })
    }

    fn draft(&self) -> Option<DraftAgreement> {
        let body = TermBody::Payment {
            payer: self.bank(),
            payee: self.applicant(),
            amount: self.amount()?,
            due_on: self.today.checked_add_days(Days::new(45))?,
        };
        let pay = Term { body, wording: Some(self.secret_long("转入申请人原账户")?) };
        let joint = Term { body: TermBody::JointConfirmation {}, wording: None };
        let term = |term| ProposedTerm { term, amount_in_words: None };
        Some(DraftAgreement { terms: vec![term(pay), term(joint)], salt: self.secret_short("b8f1c2d3")? })
    }

    fn signature(&self, signer: Signer, hash: String) -> Option<SignAgreement> {
        let by_hand = matches!(signer, Signer::Mediator(_));
        Some(SignAgreement {
            version: 1,
            signer,
            representative: None,
            method: if by_hand { SignatureMethod::Handwritten } else { SignatureMethod::Electronic },
            special_authorisation: !by_hand,
            evidence: self.secret_short(&format!("CA-{}", self.number))?,
            scan_sha256: by_hand.then(|| "5c".repeat(32)),
            hash,
            certificate: None,
        })
    }

    fn preparation(&self) -> PrepareConfirmation {
        PrepareConfirmation {
            party: self.applicant(),
            court: self.court_code().to_owned(),
            basis: CourtBasis::OrganisationSeat,
            centre: self.office.facts.clone(),
            outside_province: false,
            cross_border: false,
        }
    }
}

fn consent(party: PartyId) -> RecordConsent {
    let matters = vec![
        ConsentMatter::Mediate,
        ConsentMatter::Online,
        ConsentMatter::Recording,
        ConsentMatter::ElectronicSignature,
    ];
    RecordConsent {
        party,
        representative: None,
        matters,
        form: DeclarationForm::Electronic,
        centre_appoints: true,
    }
}

fn papers() -> FileConfirmation {
    let papers = vec![
        ConfirmationPaper::Application,
        ConfirmationPaper::Agreement,
        ConfirmationPaper::MediationCertificate,
        ConfirmationPaper::IdentityProofs,
        ConfirmationPaper::Authorisation,
    ];
    FileConfirmation { party: None, papers, green_channel: true }
}
