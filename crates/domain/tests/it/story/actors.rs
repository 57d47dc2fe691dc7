//! Who acts: those who take part in the case of the stories, and strangers of every kind.

use domain::identity::Uscc;
use domain::ids::{CentreId, MediatorId, PartyId, UserId};
use domain::mediator::{Employment, Home, MediatorFacts};
use domain::occasion::{Actor, Role};
use domain::text::ShortText;
use std::sync::LazyLock;
use uuid::Uuid;

pub(crate) const APPLICANT: PartyId = PartyId(Uuid::from_u128(0xA1));
pub(crate) const BANK: PartyId = PartyId(Uuid::from_u128(0xB1));
pub(crate) const MEDIATOR: MediatorId = MediatorId(Uuid::from_u128(0xC1));
pub(crate) const SECONDED: MediatorId = MediatorId(Uuid::from_u128(0xC2));

/// The house itself, finishing what was left half done.
pub(crate) fn the_house() -> Actor {
    Actor::house().unwrap()
}

/// The court that the agreement is brought to.
pub(crate) const COURT: &str = "粤0104";

/// Completes a code by its check character.
#[track_caller]
fn uscc(seventeen: &str) -> Uscc {
    let last = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    last.map(|last| format!("{seventeen}{last}")).find_map(|code| Uscc::parse(&code).ok()).expect("a code")
}

/// The branch in dispute, the legal person it belongs to, another branch of it.
pub(crate) fn branch() -> Uscc {
    static CODE: LazyLock<Uscc> = LazyLock::new(|| uscc("91440101MA5BANK00"));
    CODE.clone()
}
pub(crate) fn bank() -> Uscc {
    static CODE: LazyLock<Uscc> = LazyLock::new(|| uscc("91440000MA5BANK0X"));
    CODE.clone()
}
pub(crate) fn other_branch() -> Uscc {
    static CODE: LazyLock<Uscc> = LazyLock::new(|| uscc("91440101MA5BANK99"));
    CODE.clone()
}
/// A bank that has nothing to do with the case.
pub(crate) fn other_bank() -> Uscc {
    static CODE: LazyLock<Uscc> = LazyLock::new(|| uscc("91440101MA5T0CK00"));
    CODE.clone()
}
/// A firm that is a customer.
pub(crate) fn firm() -> Uscc {
    static CODE: LazyLock<Uscc> = LazyLock::new(|| uscc("91440101MA5F0RM00"));
    CODE.clone()
}

fn actor(user: &str, role: Role) -> Actor {
    let user = UserId::parse(user).unwrap();
    Actor { user, role, centre: None, institution: None, court: None, mediator: None, party: None }
}

pub(crate) fn guangzhou() -> CentreId {
    CentreId::parse("440100").unwrap()
}

pub(crate) fn clerk() -> Actor {
    Actor { centre: Some(guangzhou()), ..actor("u-clerk", Role::Clerk) }
}
pub(crate) fn director() -> Actor {
    Actor { centre: Some(guangzhou()), ..actor("u-director", Role::Director) }
}
pub(crate) fn officer() -> Actor {
    Actor { centre: Some(guangzhou()), ..actor("u-officer", Role::DataProtection) }
}
/// The applicant, by the account that filed.
pub(crate) fn applicant() -> Actor {
    actor("u-applicant", Role::Party)
}
/// The applicant, by an account that the centre opened for that party.
pub(crate) fn applicant_at_the_counter() -> Actor {
    Actor { party: Some(APPLICANT), ..actor("u-counter", Role::Party) }
}
/// The applicant's lawyer, by an account of his own.
pub(crate) fn lawyer() -> Actor {
    actor("u-lawyer", Role::Party)
}
/// The guardian of a depositor who cannot act by himself.
pub(crate) fn guardian() -> Actor {
    actor("u-guardian", Role::Party)
}
pub(crate) fn agent() -> Actor {
    Actor { institution: Some(branch()), ..actor("u-agent", Role::InstitutionAgent) }
}
/// The bank's head office.
pub(crate) fn head_office() -> Actor {
    Actor { institution: Some(bank()), ..actor("u-head-office", Role::InstitutionAgent) }
}
pub(crate) fn mediator() -> Actor {
    Actor { mediator: Some(MEDIATOR), ..actor("u-mediator", Role::Mediator) }
}
pub(crate) fn court() -> Actor {
    Actor { court: Some(COURT.to_owned()), ..actor("u-court", Role::Court) }
}

/// Foshan, which cases of the stories are offered to.
pub(crate) fn foshan() -> CentreId {
    CentreId::parse("440600").unwrap()
}
pub(crate) fn director_of_foshan() -> Actor {
    Actor { centre: Some(foshan()), ..actor("u-foshan", Role::Director) }
}
pub(crate) fn clerk_of_foshan() -> Actor {
    Actor { centre: Some(foshan()), ..actor("u-foshan-clerk", Role::Clerk) }
}
pub(crate) fn federation() -> Actor {
    actor("u-federation", Role::Federation)
}

/// Everybody who has nothing to do with the case, a word in front of each.
pub(crate) fn strangers() -> Vec<(&'static str, Actor)> {
    let elsewhere = Some(CentreId::parse("440600").unwrap());
    vec![
        ("another centre's clerk", Actor { centre: elsewhere.clone(), ..actor("u-1", Role::Clerk) }),
        ("another centre's director", Actor { centre: elsewhere, ..actor("u-2", Role::Director) }),
        ("a clerk without a centre", actor("u-3", Role::Clerk)),
        ("an unassigned mediator", Actor { mediator: Some(SECONDED), ..actor("u-4", Role::Mediator) }),
        ("a mediator without a roster entry", actor("u-5", Role::Mediator)),
        ("a foreign party", actor("u-6", Role::Party)),
        (
            "a party of another case",
            Actor { party: Some(PartyId(Uuid::from_u128(0xA9))), ..actor("u-7", Role::Party) },
        ),
        (
            "another institution's agent",
            Actor { institution: Some(other_bank()), ..actor("u-8", Role::InstitutionAgent) },
        ),
        ("an agent without an institution", actor("u-9", Role::InstitutionAgent)),
        ("another court", Actor { court: Some("粤0604".to_owned()), ..actor("u-10", Role::Court) }),
        ("a court without a code", actor("u-11", Role::Court)),
        ("the federation", actor("u-12", Role::Federation)),
        ("a system administrator", actor("u-13", Role::Administrator)),
        ("a security administrator", actor("u-14", Role::SecurityAdministrator)),
        ("an audit administrator", actor("u-15", Role::AuditAdministrator)),
        (
            "an administrator with everybody's claims",
            Actor {
                centre: Some(guangzhou()),
                institution: Some(branch()),
                court: Some(COURT.to_owned()),
                mediator: Some(MEDIATOR),
                party: Some(APPLICANT),
                ..actor("u-applicant", Role::Administrator)
            },
        ),
    ]
}

/// The mediator of the stories, on the roster without any tie.
pub(crate) fn unbound() -> MediatorFacts {
    MediatorFacts::new(MEDIATOR)
}

/// A mediator seconded by an institution of this legal person.
pub(crate) fn seconded_by(legal_person: Uscc, uscc: Uscc) -> MediatorFacts {
    let home = Home { uscc, legal_person, group: None };
    MediatorFacts { home: Some(home), ..MediatorFacts::new(SECONDED) }
}

/// A mediator whose home institution belongs to this group.
pub(crate) fn of_group(group: &str) -> MediatorFacts {
    let group = Some(ShortText::parse(group).unwrap());
    let home = Home { uscc: other_bank(), legal_person: other_bank(), group };
    MediatorFacts { home: Some(home), ..MediatorFacts::new(SECONDED) }
}

/// A mediator who works for the bank, or left it on a day.
pub(crate) fn once_employed(left_on: Option<&str>) -> MediatorFacts {
    let job = Employment { legal_person: bank(), since: None, left_on: left_on.map(super::day) };
    MediatorFacts { employment: vec![job], ..MediatorFacts::new(SECONDED) }
}
