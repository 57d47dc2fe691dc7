//! Scanning again: a case or a mediator has changed, and whoever is barred now stops at once.

use super::{CaseFacts, ConflictFinding, Effect, Trigger, scan};
use crate::case::event::{AssignmentResumed, AssignmentSuspended, Event};
use crate::case::evolve::evolve;
use crate::case::panel::{Panel, Seat};
use crate::case::stage::{Accepted, Case, Dossier};
use crate::mediator::MediatorFacts;
use crate::occasion::Occasion;

/// What follows for everybody on the panel from `dossier` as it stands now, or will stand once the caller's own events are recorded: a
/// suspension for each who is barred and was not, the end of a suspension whose reason has gone.
///
/// The mediators' facts are those the case holds, or `fresh` for the mediator it speaks of.
pub(in crate::case) fn rescan(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    accepted: &Accepted,
    fresh: Option<&MediatorFacts>,
) -> Vec<Event> {
    let panel = &accepted.panel;
    panel.seats.iter().filter_map(|seat| reseated(occasion, dossier, panel, seat, fresh)).collect()
}

/// `events`, and what follows from them for the panel: for rules that add or take away a party or a representative.
pub(in crate::case) fn and_rescan(
    occasion: &Occasion<'_>,
    case: &Case,
    mut events: Vec<Event>,
) -> Vec<Event> {
    let after = events.iter().fold(case.clone(), evolve);
    if let (Case::Filed(filed), false) = (&after, events.is_empty())
        && let Some(accepted) = filed.stage.accepted()
    {
        events.extend(rescan(occasion, &filed.dossier, accepted, None));
    }
    events
}

fn reseated(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    panel: &Panel,
    seat: &Seat,
    fresh: Option<&MediatorFacts>,
) -> Option<Event> {
    let mediator = seat.mediator;
    let facts = fresh.filter(|facts| facts.id == mediator).unwrap_or(&seat.facts);
    let findings = unwaived(occasion, dossier, panel, facts, &seat.disclosed);
    let inactive = !facts.may_serve(occasion.today());
    let free = findings.is_empty() && !inactive;
    match &seat.suspended {
        None if free => None,
        Some(_) if free => Some(Event::AssignmentResumed(AssignmentResumed { mediator })),
        Some(known) if known.findings == findings && known.inactive == inactive => None,
        None | Some(_) => {
            Some(Event::AssignmentSuspended(AssignmentSuspended { mediator, findings, inactive }))
        }
    }
}

/// What bars a mediator today: findings of the scan and disclosures of this case, less those every party has waived.
pub(in crate::case) fn unwaived(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    panel: &Panel,
    facts: &MediatorFacts,
    disclosed: &[ConflictFinding],
) -> Vec<ConflictFinding> {
    let case = CaseFacts::of(dossier);
    let mut findings = scan(facts, &case, occasion.today(), occasion.rules.cooling_off_years);
    findings.extend(disclosed.iter().cloned());
    findings.retain(|finding| match finding.effect {
        Effect::Barred => true,
        Effect::NeedsWaiver => {
            let told_only = finding.because == Some(Trigger::Disclosed)
                && finding.ground == crate::classification::RecusalGround::OtherRelation
                && !occasion.rules.other_relation_needs_waiver;
            !told_only && !panel.waived(dossier, facts.id, finding.ground, finding.party)
        }
    });
    findings
}
