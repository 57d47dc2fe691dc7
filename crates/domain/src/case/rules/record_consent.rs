//! 记录同意: each matter apart, each an event; the last consent to mediate opens the choice of a mediator (T04).

use crate::case::command::RecordConsent;
use crate::case::event::{ConsentGiven, Event};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::stage::{Case, Dossier, Party, PartyKind, Side, StageName};
use crate::classification::{AuthorityScope, ConsentMatter, DeclarationForm};
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::Occasion;

/// Stages in which consents are given and taken back.
pub(super) const LIVE: &[StageName] = &[
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
    StageName::Signing,
];

/// As many as there are.
const MATTERS: u32 = 20;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordConsent,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let party = command.party;
    let by = binding(occasion, &filed.dossier, party, command.representative, AuthorityScope::Consent)?;
    let representative = by.map(|it| it.id);
    let party = filed.dossier.party(party).ok_or(Rejection::PartyUnknown { party })?;
    let told = filed.stage.accepted().is_some_and(|accepted| accepted.answer_by.is_some());
    if party.side == Side::Respondent && !told {
        return Err(Rejection::RespondentNotNotified);
    }
    some_and_at_most(&command.matters, MATTERS)?;
    by_itself(party, &command)?;
    let mut events: Vec<Event> = Vec::new();
    for matter in command.matters {
        let given = |event: &Event| matches!(event, Event::ConsentGiven(given) if given.matter == matter);
        if filed.dossier.consents.contains(&(command.party, matter)) || events.iter().any(given) {
            continue;
        }
        let completes = matter == ConsentMatter::Mediate && only_missing(&filed.dossier, command.party);
        events.push(Event::ConsentGiven(ConsentGiven {
            party: command.party,
            representative,
            matter,
            form: command.form,
            choose_mediator_by: completes.then(|| occasion.deadline(Timer::T04)),
            centre_appoints: matter == ConsentMatter::Mediate && command.centre_appoints,
            memorandum: None,
        }));
    }
    Ok(events)
}

/// A person is bound by silence only after saying so expressly, in writing, and apart from everything else (CPLI 358(4); domain §1.9).
fn by_itself(party: &Party, command: &RecordConsent) -> Result<(), Rejection> {
    let matter = ConsentMatter::NoObjection;
    let express = command.matters.len() == 1 && command.form != DeclarationForm::Oral;
    if party.kind == PartyKind::Person && command.matters.contains(&matter) && !express {
        return Err(Rejection::ConsentNotExpress { matter });
    }
    Ok(())
}

/// Nobody but this party has still to agree to mediate.
fn only_missing(dossier: &Dossier, party: PartyId) -> bool {
    dossier.without_consent(ConsentMatter::Mediate) == [party]
}
