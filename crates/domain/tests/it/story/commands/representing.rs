//! Those who stand for a party, and parties that come in later.

use crate::story::actors::*;
use crate::story::commands::*;
use crate::story::day;
use domain::case::*;
use domain::classification::*;
use domain::correction::CorrectedValue;
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::{DataRequestId, PartyId, RepresentativeId, UserId};
use domain::text::{PersonName, Phone};
use uuid::Uuid;

pub(crate) const LAWYER: RepresentativeId = RepresentativeId(Uuid::from_u128(0xE1));
pub(crate) const EMPLOYEE: RepresentativeId = RepresentativeId(Uuid::from_u128(0xE2));
pub(crate) const GUARDIAN: RepresentativeId = RepresentativeId(Uuid::from_u128(0xE3));
pub(crate) const NEWCOMER: PartyId = PartyId(Uuid::from_u128(0xA2));

/// Everything an agent can be given, for October and November.
pub(crate) fn authority() -> Authority {
    Authority {
        scope: AuthorityScope::ALL.to_vec(),
        special: true,
        ceiling: Some(yuan(10_000)),
        valid_from: day("2026-10-01"),
        valid_to: Some(day("2026-11-30")),
        document: Some(DocumentRef { title: secret_short("授权委托书"), sha256: sha() }),
    }
}

/// The applicant's lawyer, of a law firm.
pub(crate) fn appoint_representative() -> AppointRepresentative {
    AppointRepresentative {
        representative: LAWYER,
        party: APPLICANT,
        kind: RepresentativeKind::Lawyer,
        name: secret(PersonName::parse("林律师").unwrap()),
        licence: Some(secret_short("14401202010000000")),
        phone: Some(secret(Phone::parse("13900000000").unwrap())),
        account: Some(UserId::parse("u-lawyer").unwrap()),
        ties: vec![Affiliation { legal_person: firm(), group: Some(short("某律师事务所")) }],
        authority: authority(),
    }
}

/// One of the bank's people, without an account of his own.
pub(crate) fn appoint_employee() -> AppointRepresentative {
    AppointRepresentative {
        representative: EMPLOYEE,
        party: BANK,
        kind: RepresentativeKind::Employee,
        account: None,
        ties: vec![],
        ..appoint_representative()
    }
}

/// The mother of the depositor, who is a minor here.
pub(crate) fn appoint_guardian() -> AppointRepresentative {
    AppointRepresentative {
        representative: GUARDIAN,
        kind: RepresentativeKind::Guardian,
        account: Some(UserId::parse("u-guardian").unwrap()),
        ties: vec![],
        authority: Authority { special: false, ceiling: None, valid_to: None, ..authority() },
        ..appoint_representative()
    }
}

/// The depositor's lawyer files; the depositor has no account of his own.
pub(crate) fn filed_by_the_lawyer() -> FileApplication {
    FileApplication {
        agents: vec![appoint_representative()],
        filed_by: Some(LAWYER),
        parties: vec![FiledParty { account: None, ..depositor() }, bank_branch()],
        ..file_application()
    }
}

/// The mother files for a minor.
pub(crate) fn filed_by_the_guardian() -> FileApplication {
    let minor = FiledParty { account: None, ..born("44010420200101100X") };
    FileApplication {
        agents: vec![appoint_guardian()],
        filed_by: Some(GUARDIAN),
        parties: vec![minor, bank_branch()],
        ..file_application()
    }
}

pub(crate) fn change_authority() -> ChangeAuthority {
    ChangeAuthority { representative: LAWYER, authority: Authority { ceiling: None, ..authority() } }
}

pub(crate) fn revoke_representative() -> RevokeRepresentative {
    RevokeRepresentative { representative: LAWYER, reason: Some(secret_short("改由本人参加")) }
}

pub(crate) fn record_capacity() -> RecordCapacity {
    RecordCapacity {
        party: APPLICANT,
        capacity: LegalCapacity::Limited,
        basis: CapacityBasis::CourtDeclaration,
        remark: Some(secret_short("判决书")),
    }
}

/// The depositor's name, misspelt when the case was filed.
pub(crate) fn correct_party_data() -> CorrectPartyData {
    CorrectPartyData {
        party: APPLICANT,
        request: DataRequestId(Uuid::from_u128(0xDA7A)),
        value: CorrectedValue::Name(secret(PersonName::parse("陈晓明").unwrap())),
    }
}

/// The depositor as somebody born on that day.
pub(crate) fn born(number: &str) -> FiledParty {
    let FiledParty { identity, .. } = depositor();
    let PartyIdentity::Person { name, phone, address, .. } = identity else { panic!("no person") };
    let document = IdentityDocument::parse(IdentityKind::ResidentId, number, day("2026-10-12")).unwrap();
    let identity = PartyIdentity::Person { name, document: Some(secret(document)), phone, address };
    FiledParty { identity, ..depositor() }
}

/// A second depositor on the same account.
pub(crate) fn join_party() -> JoinParty {
    JoinParty {
        party: FiledParty { party: NEWCOMER, account: None, ..depositor() },
        reason: secret_short("存单的另一共有人"),
        agreed_by: vec![APPLICANT, BANK],
        method: None,
        consent: Some(DeclarationForm::Written),
    }
}

/// The other branch that kept the account.
pub(crate) fn join_branch() -> JoinParty {
    let FiledParty { identity, .. } = bank_branch();
    let PartyIdentity::Institution { name, legal_person, group, sector, .. } = identity else {
        panic!("no institution")
    };
    let identity =
        PartyIdentity::Institution { name, uscc: other_branch(), legal_person, above: vec![], group, sector };
    JoinParty {
        party: FiledParty { party: NEWCOMER, identity, ..bank_branch() },
        method: Some(ServiceMethod::Electronic),
        ..join_party()
    }
}
