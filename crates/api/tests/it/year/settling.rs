//! A case of the year that ends in an agreement: from its acceptance to a text in force within one day, to be paid ten days later.

use super::{accept, call, clerk};
use application::House;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::ids::{CaseId, MediatorId, PartyId, SessionId, SubjectId};
use domain::mediator::MediatorFacts;
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use uuid::Uuid;

/// So many days after it takes effect the only payment is due.
pub(super) const PAID_WITHIN: u64 = 10;

/// The day of [`settle`], of the payment that it promises.
pub(super) fn due_on(settled_on: NaiveDate) -> NaiveDate {
    settled_on.checked_add_days(Days::new(PAID_WITHIN)).unwrap()
}

fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

struct Desk<'a> {
    house: &'a House,
    case: CaseId,
    number: usize,
}

impl Desk<'_> {
    async fn step(&self, by: Actor, command: impl Into<Command>) {
        let command = command.into();
        let key = format!("{} {} {command:?}", self.number, command.name());
        let call = super::Call { actor: by, ..call(self.house, &key) };
        self.house.case(&call, self.case, command).await.unwrap();
    }

    fn secret<T>(&self, value: T) -> Personal<T> {
        Personal::clear(SubjectId(self.case.0), value)
    }

    async fn filed(&self) -> Box<Filed> {
        match &self.house.case_state(self.case).await.unwrap().state {
            Case::Filed(filed) => filed.clone(),
            Case::NotFiled => panic!("nothing was filed"),
        }
    }
}

/// From the acceptance to an agreement in force, by papers and at one table.
pub(super) async fn settle(house: &House, number: usize, case: CaseId) {
    let desk = Desk { house, case, number };
    desk.step(clerk(), accept(number, case)).await;
    desk.step(clerk(), NotifyRespondent { method: ServiceMethod::Direct }).await;
    let parties: Vec<PartyId> = desk.filed().await.dossier.party_ids();
    for party in &parties {
        let consent = RecordConsent {
            party: *party,
            matters: vec![ConsentMatter::Mediate],
            form: DeclarationForm::Written,
            representative: None,
            centre_appoints: true,
        };
        desk.step(clerk(), consent).await;
    }
    let id = MediatorId(Uuid::from_u128(0xC1));
    let mediator = Actor { role: Role::Mediator, mediator: Some(id), centre: None, ..clerk() };
    let facts = MediatorFacts::new(id);
    let offer = OfferMediator {
        mediator: facts.clone(),
        chosen_by_parties: false,
        co_mediators: vec![],
        number_agreed_by: vec![],
        roster: RosterReading::default(),
    };
    desk.step(clerk(), offer).await;
    let accepts = AcceptAssignment { mediator: facts, disclosed: vec![], disclosure: None };
    desk.step(mediator.clone(), accepts).await;
    desk.step(mediator.clone(), NotifyRights { notice: short("2026-01") }).await;
    meet(&desk, &mediator, &parties).await;
    agree(&desk, &mediator, &parties, id).await;
}

async fn meet(desk: &Desk<'_>, mediator: &Actor, parties: &[PartyId]) {
    let session = SessionId(desk.case.0);
    let schedule = ScheduleSession {
        session,
        starts_at: desk.house.clock().now() + TimeDelta::minutes(30),
        planned_minutes: 60,
        mode: SessionMode::OnSite,
        venue: short("一号调解室"),
        notice_waived_by: parties.to_vec(),
        reservation: None,
    };
    desk.step(mediator.clone(), schedule).await;
    let there = |party: &PartyId| Participant {
        party: *party,
        representative: None,
        verified_by: None,
        unverified: Some(desk.secret(short("本人已相识"))),
        checked_by: None,
    };
    let participants = parties.iter().map(there).collect();
    desk.step(mediator.clone(), OpenSession { session, participants, recorded: false }).await;
    let record =
        SessionRecord::Minutes { text: desk.secret(LongText::parse("双方达成一致。").unwrap()) };
    let close = CloseSession { session, record, result: SessionResult::Agreed, next_step: None };
    desk.step(mediator.clone(), close).await;
}

async fn agree(desk: &Desk<'_>, mediator: &Actor, parties: &[PartyId], id: MediatorId) {
    let body = TermBody::Payment {
        payer: parties[1],
        payee: parties[0],
        amount: Fen::positive(100_000).unwrap(),
        due_on: due_on(legal_date(desk.house.clock().now())),
    };
    let terms = vec![ProposedTerm { term: Term { body, wording: None }, amount_in_words: None }];
    desk.step(mediator.clone(), DraftAgreement { terms, salt: desk.secret(short("b8f1c2d3")) }).await;
    let Stage::Signing { agreement, .. } = desk.filed().await.stage else { panic!("nothing to sign") };
    let sign = |signer| SignAgreement {
        version: agreement.version,
        signer,
        representative: None,
        method: SignatureMethod::Handwritten,
        special_authorisation: true,
        evidence: desk.secret(short("纸质原件")),
        scan_sha256: Some("5c".repeat(32)),
        hash: agreement.hash.clone(),
        certificate: None,
    };
    for party in parties {
        desk.step(clerk(), sign(Signer::Party(*party))).await;
    }
    desk.step(mediator.clone(), sign(Signer::Mediator(id))).await;
    let seal = SealAgreement { version: agreement.version, seal: short("SEAL-01"), hash: agreement.hash };
    desk.step(clerk(), seal).await;
}

/// The payment is reported on its last day.
pub(super) async fn pay(house: &House, number: usize, case: CaseId) {
    let desk = Desk { house, case, number };
    let report = ReportPerformance {
        seq: 1,
        amount: Some(Fen::positive(100_000).unwrap()),
        performed_on: legal_date(house.clock().now()),
        proof: desk.secret(short("FT-01")),
    };
    desk.step(clerk(), report).await;
}
