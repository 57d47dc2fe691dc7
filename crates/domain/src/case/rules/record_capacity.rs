//! 记录民事行为能力: by the centre, on a paper; the age alone is read from the identity document when a case is filed.

use crate::case::command::RecordCapacity;
use crate::case::event::{CapacityRecorded, Event, FiledParty, PartyIdentity, RepresentativeRevoked};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::representation::Representative;
use crate::case::rules::appoint_representative::LIVE;
use crate::case::stage::{Case, PartyKind};
use crate::classification::{CapacityBasis, LegalCapacity};
use crate::identity::IdentityDocument;
use crate::occasion::Occasion;
use chrono::NaiveDate;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordCapacity,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let unknown = Rejection::PartyUnknown { party: command.party };
    let party = filed.dossier.party(command.party).ok_or(unknown)?;
    if party.kind != PartyKind::Person {
        return Err(Rejection::CapacityOfPersons { party: party.id });
    }
    if party.capacity == command.capacity {
        return Ok(vec![]);
    }
    let recorded = Event::CapacityRecorded(CapacityRecorded {
        party: command.party,
        capacity: command.capacity,
        basis: command.basis,
        remark: command.remark,
    });
    // Statutory authority ends when the person can act by himself (CC 175).
    let ends = |it: &&Representative| it.is_guardian() && command.capacity == LegalCapacity::Full;
    let ended = filed.dossier.representatives_of(party.id).filter(ends).map(|it| {
        let revoked = RepresentativeRevoked { representative: it.id, party: party.id, reason: None };
        Event::RepresentativeRevoked(revoked)
    });
    Ok(std::iter::once(recorded).chain(ended).collect())
}

/// What a newly filed person's age says, when the identity document shows it and it is less than full capacity (CC 17-20).
pub(super) fn by_age(occasion: &Occasion<'_>, filed: &FiledParty) -> Option<Event> {
    let PartyIdentity::Person { document, .. } = &filed.identity else { return None };
    let capacity = capacity_shown(occasion, document.as_ref()?.as_clear()?)?;
    let recorded = CapacityRecorded { party: filed.party, capacity, basis: CapacityBasis::Age, remark: None };
    (capacity != LegalCapacity::Full).then_some(Event::CapacityRecorded(recorded))
}

/// What the age in an identity document says; nothing when the document tells no age.
pub(super) fn capacity_shown(occasion: &Occasion<'_>, document: &IdentityDocument) -> Option<LegalCapacity> {
    let born = match document {
        IdentityDocument::ResidentId(number) | IdentityDocument::HkmtResidencePermit(number) => {
            number.birth_date()?
        }
        IdentityDocument::HkmTravelPermit(_)
        | IdentityDocument::TwTravelPermit(_)
        | IdentityDocument::ForeignPermanentResidence(_)
        | IdentityDocument::Passport(_)
        | IdentityDocument::Uscc(_)
        | IdentityDocument::Other(_) => return None,
    };
    Some(capacity_at(occasion, born))
}

fn capacity_at(occasion: &Occasion<'_>, born: NaiveDate) -> LegalCapacity {
    let years = occasion.today().years_since(born).unwrap_or(0);
    if years >= u32::from(occasion.rules.full_capacity_age) {
        LegalCapacity::Full
    } else if years >= u32::from(occasion.rules.limited_capacity_age) {
        LegalCapacity::Limited
    } else {
        LegalCapacity::None
    }
}
