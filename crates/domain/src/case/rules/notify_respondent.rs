//! 通知被申请人: the respondent is asked, with a date to answer (T03). Silence is never consent; a standing memorandum is.

use crate::case::command::NotifyRespondent;
use crate::case::event::{ConsentGiven, Event, RespondentNotified};
use crate::case::fast_track::{BoundBy, FastTrack};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Dossier, Stage, StageName};
use crate::classification::{ConsentMatter, DeclarationForm};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: NotifyRespondent,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::ConsentPending(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::ConsentPending]));
    };
    if accepted.answer_by.is_some() {
        return Err(Rejection::AlreadyNotified);
    }
    let answer_by = occasion.deadline(Timer::T03);
    let notified = Event::RespondentNotified(RespondentNotified { method: command.method, answer_by });
    let consents = by_memorandum(occasion, &filed.dossier, accepted.fast_track.as_ref());
    Ok([notified].into_iter().chain(consents.into_iter().map(Event::ConsentGiven)).collect())
}

/// What the institutions agreed to beforehand, for every small dispute; they are told of this one all the same.
pub(super) fn by_memorandum(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    fast_track: Option<&FastTrack>,
) -> Vec<ConsentGiven> {
    let mut missing = dossier.without_consent(ConsentMatter::Mediate);
    let bound = fast_track.into_iter().flat_map(|fast_track| &fast_track.bound);
    let mut given = Vec::new();
    for BoundBy { party, reference, .. } in bound {
        let Some(place) = missing.iter().position(|it| it == party) else { continue };
        missing.remove(place);
        given.push(ConsentGiven {
            party: *party,
            representative: None,
            matter: ConsentMatter::Mediate,
            form: DeclarationForm::Written,
            choose_mediator_by: missing.is_empty().then(|| occasion.deadline(Timer::T04)),
            // Whoever agrees beforehand names nobody; the choice stays open to it as to everybody.
            centre_appoints: true,
            memorandum: Some(reference.clone()),
        });
    }
    given
}
