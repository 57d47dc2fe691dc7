//! Those who stand for a party, and parties that come in later: right more often than wrong.

use super::super::chance::Chance;
use super::arguments::any_party;
use crate::story::actors::*;
use crate::story::commands::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::correction::CorrectedValue;
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::{DataRequestId, RepresentativeId};
use domain::text::Phone;
use uuid::Uuid;

pub(super) fn any_representative(chance: &mut Chance) -> RepresentativeId {
    chance.one_of(&[LAWYER, EMPLOYEE, GUARDIAN])
}

fn power(chance: &mut Chance, at: DateTime<Utc>) -> Authority {
    let days = |chance: &mut Chance, most: u64| TimeDelta::days(i64::try_from(chance.below(most)).unwrap());
    Authority {
        scope: if chance.percent(80) {
            AuthorityScope::ALL.to_vec()
        } else {
            chance.some_of(AuthorityScope::ALL, 50)
        },
        special: chance.percent(85),
        ceiling: chance.percent(20).then(|| yuan(500)),
        valid_from: legal_date(at - days(chance, 5)),
        valid_to: chance.percent(50).then(|| legal_date(at + days(chance, 90))),
        document: None,
    }
}

pub(super) fn appointment(chance: &mut Chance, at: DateTime<Utc>) -> AppointRepresentative {
    let appointed = match chance.below(4) {
        0 => appoint_guardian(),
        1 => AppointRepresentative { party: any_party(chance), ..appoint_representative() },
        2 => appoint_employee(),
        _ => appoint_representative(),
    };
    let representative = RepresentativeId(Uuid::from_u128(0xE1 + u128::from(chance.below(3))));
    AppointRepresentative { representative, authority: power(chance, at), ..appointed }
}

pub(super) fn new_authority(chance: &mut Chance, at: DateTime<Utc>) -> ChangeAuthority {
    ChangeAuthority { representative: any_representative(chance), authority: power(chance, at) }
}

pub(super) fn capacity(chance: &mut Chance) -> RecordCapacity {
    let capacity = chance.one_of(LegalCapacity::ALL);
    RecordCapacity { party: any_party(chance), capacity, ..record_capacity() }
}

pub(super) fn joinder(chance: &mut Chance) -> JoinParty {
    let joinder = if chance.percent(50) { join_party() } else { join_branch() };
    let agreed_by = chance.some_of(&[APPLICANT, BANK], 90);
    JoinParty { agreed_by, consent: chance.percent(80).then_some(DeclarationForm::Written), ..joinder }
}

pub(super) fn correction(chance: &mut Chance) -> CorrectPartyData {
    let number = chance.one_of(&["440104199001011005", "440104201810121001"]);
    let document = IdentityDocument::parse(IdentityKind::ResidentId, number, crate::story::day("2026-10-12"));
    let value = match chance.below(4) {
        0 => CorrectedValue::Document(secret(document.unwrap())),
        1 => CorrectedValue::Phone(secret(Phone::parse("13800000001").unwrap())),
        2 => CorrectedValue::Address(secret_short("广州市越秀区某路2号")),
        _ => correct_party_data().value,
    };
    let request = DataRequestId(Uuid::from_u128(0xDA00 + u128::from(chance.below(4))));
    CorrectPartyData { party: any_party(chance), request, value }
}
