//! 更正个人信息 (PIPL 46): the director who approved the person's request has the corrected value stand in the case, in whatever stage it is.
//! Carried out by the house; there is no address for it. What was signed is not touched.

use crate::case::command::CorrectPartyData;
use crate::case::event::{CapacityRecorded, Event, PartyDataCorrected};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::rules::appoint_representative::LIVE;
use crate::case::rules::record_capacity::capacity_shown;
use crate::case::stage::{Case, Filed, Party, PartyKind, Stage};
use crate::classification::{CapacityBasis, LegalCapacity, Termination};
use crate::correction::CorrectedValue;
use crate::occasion::{Occasion, Role};
use crate::retention::RetentionClass;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CorrectPartyData,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if occasion.by.role != Role::Director {
        return Err(Rejection::NotActingFor { party: command.party });
    }
    let unknown = Rejection::PartyUnknown { party: command.party };
    let party = filed.dossier.party(command.party).ok_or(unknown)?;
    if !is_personal(party, &command.value) {
        return Err(Rejection::FieldNotPersonal { party: party.id });
    }
    if filed.dossier.corrections.contains(&command.request) {
        return Ok(vec![]);
    }
    let by_age = by_age(occasion, filed, party, &command.value);
    let corrected = Event::PartyDataCorrected(PartyDataCorrected {
        party: command.party,
        request: command.request,
        value: command.value,
        agreement_stands: agreement_stands(filed),
    });
    Ok(std::iter::once(corrected).chain(by_age).collect())
}

/// Only what is sealed under the party's own key: everything of a person, the contact of an organisation, nothing of an institution.
fn is_personal(party: &Party, value: &CorrectedValue) -> bool {
    let field = match party.kind {
        PartyKind::Person => true,
        PartyKind::Organisation => matches!(value, CorrectedValue::Phone(_)),
        PartyKind::Institution => false,
    };
    field && party.subject == Some(value.subject())
}

/// A corrected document may show somebody who cannot act alone (CC 17-20). The other way round a paper may stand behind what is recorded.
fn by_age(occasion: &Occasion<'_>, filed: &Filed, party: &Party, value: &CorrectedValue) -> Option<Event> {
    let CorrectedValue::Document(document) = value else { return None };
    let capacity = capacity_shown(occasion, document.as_clear()?)?;
    let news = party.capacity == LegalCapacity::Full && capacity != LegalCapacity::Full;
    let recorded = CapacityRecorded { party: party.id, capacity, basis: CapacityBasis::Age, remark: None };
    (news && LIVE.contains(&filed.stage.name())).then_some(Event::CapacityRecorded(recorded))
}

fn agreement_stands(filed: &Filed) -> bool {
    match &filed.stage {
        Stage::Signing { agreement, .. } => !agreement.signatures.is_empty(),
        Stage::Effective { .. } => true,
        Stage::Terminated { code, .. } => *code == Termination::AgreementReached,
        Stage::Closed => matches!(
            filed.dossier.retention.class,
            Some(RetentionClass::Agreement | RetentionClass::Confirmed)
        ),
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::NotAccepted
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::MediatorOffered { .. }
        | Stage::InMediation { .. } => false,
    }
}
