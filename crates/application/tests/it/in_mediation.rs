//! A case on its way to a mediator at work.

use crate::house::{actor, application, call};
use application::House;
use domain::case::{
    AcceptAssignment, CheckRecord, Command, NotifyRespondent, OfferMediator, RecordConsent, RosterReading,
};
use domain::classification::{AcceptanceCheck, ConsentMatter, DeclarationForm, ServiceMethod, Track};
use domain::ids::{CaseId, CentreId, MediatorId, PartyId, SubjectId};
use domain::mediator::{MediatorKind, MediatorRegistered, Profile};
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{PersonName, ShortText};
use uuid::Uuid;

/// The respondent of [`application`].
pub(crate) const BANK: &str = "91350100M000100Y43";
/// A bank that is no party.
pub(crate) const OTHER_BANK: &str = "91990000MA00TEA30J";

/// Enters somebody without any tie.
pub(crate) async fn register(house: &House, mediator: MediatorId) {
    let entry = MediatorRegistered {
        mediator,
        centre: CentreId::parse("440100").unwrap(),
        name: Personal::clear(SubjectId(Uuid::from_u128(0x3ED)), PersonName::parse("李调解").unwrap()),
        kind: MediatorKind::FullTime,
        home: None,
        employment: vec![],
        expertise: vec![],
        account: None,
        profile: Profile::default(),
    };
    house.register_mediator(&call(house, actor(Role::Director), "register"), entry).await.unwrap();
}

/// From the application to the mediator's acceptance.
pub(crate) async fn in_mediation(house: &House, mediator: MediatorId) -> CaseId {
    let filing = call(house, actor(Role::Clerk), "file");
    let (case, application) = application(house, &filing);
    let parties: Vec<PartyId> = application.parties.iter().map(|party| party.party).collect();
    house.case(&filing, case, application).await.unwrap();
    let checks =
        AcceptanceCheck::ALL.iter().map(|check| CheckRecord { check: *check, met: true, remark: None });
    let reason = Personal::clear(SubjectId(case.0), ShortText::parse("网点撤并").unwrap());
    let accepting = call(house, actor(Role::Clerk), "accept");
    house.accept_case(&accepting, case, Track::Simple, checks.collect(), Some(reason), None).await.unwrap();
    step(house, case, actor(Role::Clerk), NotifyRespondent { method: ServiceMethod::Direct }).await;
    for party in parties {
        let matters = vec![ConsentMatter::Mediate];
        let consent = RecordConsent {
            party,
            matters,
            form: DeclarationForm::Written,
            representative: None,
            centre_appoints: true,
        };
        step(house, case, actor(Role::Clerk), consent).await;
    }
    let facts = house.mediator(mediator).await.unwrap();
    let offer = OfferMediator {
        mediator: facts.clone(),
        chosen_by_parties: false,
        co_mediators: vec![],
        number_agreed_by: vec![],
        roster: RosterReading::default(),
    };
    step(house, case, actor(Role::Clerk), offer).await;
    let by = Actor { mediator: Some(mediator), ..actor(Role::Mediator) };
    step(house, case, by, AcceptAssignment { mediator: facts, disclosed: vec![], disclosure: None }).await;
    case
}

async fn step(house: &House, case: CaseId, by: Actor, command: impl Into<Command>) {
    let command = command.into();
    let key = format!("{} {command:?}", command.name());
    house.case(&call(house, by, &key), case, command).await.unwrap();
}
