//! What the page tells whoever acts for a party.

use super::Told;
use crate::story::filed;
use domain::case::*;
use domain::classification::*;
use domain::occasion::Actor;
use projection::{CaseView, PageReader, PartyPage, TaskCode};

#[tokio::test]
async fn an_agent_is_told_what_lies_beyond_the_authority() {
    let mut told = Told::of(filed(1).in_mediation().scheduled().met(SessionResult::Agreed).drafted()).await;
    let lawyer =
        Actor { user: domain::ids::UserId::parse("u-lawyer").expect("a user"), ..told.story.applicant() };
    let party = told.story.applicant_party();
    let authority = Authority {
        scope: vec![AuthorityScope::Attend, AuthorityScope::Settle],
        special: false,
        ceiling: None,
        valid_from: told.today,
        valid_to: Some(told.today),
        document: None,
    };
    told.view.representatives.push(projection::RepresentativeView {
        representative: domain::ids::RepresentativeId(party.0),
        party,
        kind: RepresentativeKind::Lawyer,
        name: name_of(&told.view),
        licence: None,
        phone: None,
        account: Some(lawyer.user.clone()),
        ties: vec![],
        authority,
        appointed_at: told.story.now(),
        revoked_at: None,
        reason: None,
    });
    let page = |told: &Told| {
        let reader = PageReader { actor: &lawyer, own: &[party], today: told.today };
        PartyPage::of(&told.view, &told.records, &reader)
    };
    let within = |page: &PartyPage, code: TaskCode| {
        page.tasks.iter().find(|it| it.code == code).map(|it| it.within_authority)
    };
    let before = page(&told);
    assert_eq!(within(&before, TaskCode::AnswerAgreement), Some(true));
    assert_eq!(within(&before, TaskCode::SignAgreement), Some(false), "settling needs it said specially");
    assert_eq!(before.authorities.len(), 1);
    told.view.representatives[0].authority.special = true;
    assert_eq!(within(&page(&told), TaskCode::SignAgreement), Some(true));
    assert_eq!(within(&told.applicant(), TaskCode::SignAgreement), Some(true), "the party acts for itself");
    told.view.capacities.push(projection::CapacityView {
        party,
        capacity: LegalCapacity::Limited,
        basis: CapacityBasis::ALL[0],
        remark: None,
    });
    assert_eq!(within(&told.applicant(), TaskCode::SignAgreement), Some(false), "its guardian does");
}

fn name_of(view: &CaseView) -> domain::personal::Personal<domain::text::PersonName> {
    let PartyIdentity::Person { name, .. } = &view.parties[0].identity else { panic!("a person") };
    name.clone()
}
