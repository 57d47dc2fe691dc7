//! The roster with what everybody has to do, as the rules of a choice want it.

use crate::error::{ApiError, table};
use application::House;
use domain::calendar::legal_date;
use domain::case::{Candidate, Case, RosterReading};
use domain::classification::Language;
use domain::ids::{CaseId, MediatorId};
use domain::mediator::MediatorFacts;
use projection::{LoadedEntry, Views};

/// An entry of the roster, as far as choosing goes.
pub(crate) fn candidate(loaded: &LoadedEntry) -> Candidate {
    let entry = &loaded.entry;
    Candidate {
        facts: MediatorFacts {
            active: entry.active,
            home: entry.home.clone(),
            employment: entry.employment.clone(),
            account: entry.account.clone(),
            interests: entry.interests.iter().map(|view| view.interest.clone()).collect(),
            term: entry.profile.term,
            revision: entry.revision,
            ..MediatorFacts::new(entry.mediator)
        },
        expertise: entry.expertise.clone(),
        languages: entry.profile.languages.clone(),
        load_cap: entry.profile.load_cap,
        load: loaded.open_cases,
        waiting_since: legal_date(loaded.asked_at.unwrap_or(entry.registered_at)),
    }
}

/// Those named, in their order: who they are by the roster itself, what they have to do by the views.
///
/// # Errors
/// `mediator-not-registered`, or when views or log cannot be read.
pub(crate) async fn candidates(
    house: &House,
    views: &Views,
    named: &[MediatorId],
) -> Result<Vec<Candidate>, ApiError> {
    let mut all = Vec::with_capacity(named.len());
    for id in named {
        let facts = house.mediator(*id).await?;
        let loaded = views.mediator_with_load(*id)?.value;
        all.push(match loaded.as_ref().map(candidate) {
            Some(known) => Candidate { facts, ..known },
            // Entered a moment ago: the views do not know it yet, and nobody has asked it anything.
            None => Candidate {
                facts,
                expertise: Vec::new(),
                languages: Vec::new(),
                load_cap: None,
                load: 0,
                waiting_since: legal_date(house.clock().now()),
            },
        });
    }
    Ok(all)
}

/// The roster of the case's centre, and whoever is asked from elsewhere.
///
/// # Errors
/// As [`candidates`]; `not-found` when there is no such case.
pub(crate) async fn roster_reading(
    house: &House,
    views: &Views,
    case: CaseId,
    asked: &[MediatorId],
    language: Option<Language>,
) -> Result<RosterReading, ApiError> {
    let folded = house.case_state(case).await?;
    let Case::Filed(filed) = &folded.state else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let roster = views.roster_with_load(&filed.dossier.centre)?;
    let named = candidates(house, views, asked).await?;
    let mut all: Vec<Candidate> = roster.value.iter().map(candidate).collect();
    all.retain(|candidate| !asked.contains(&candidate.facts.id));
    all.extend(named);
    Ok(RosterReading { candidates: all, language, read_at: roster.position.commit })
}

/// Everybody on the list that is out in a case, as the roster knows them now; nobody when none is.
///
/// # Errors
/// As [`candidates`].
pub(crate) async fn on_the_list(
    house: &House,
    views: &Views,
    case: CaseId,
) -> Result<Vec<Candidate>, ApiError> {
    let folded = house.case_state(case).await?;
    let Case::Filed(filed) = &folded.state else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let list = filed.stage.accepted().and_then(|accepted| accepted.selection.list.as_ref());
    let listed: Vec<MediatorId> =
        list.map(|list| list.mediators.iter().map(|it| it.mediator).collect()).unwrap_or_default();
    candidates(house, views, &listed).await
}
