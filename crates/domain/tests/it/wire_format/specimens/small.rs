//! A part settled, authority asked for, and the fast track: memoranda of institutions, and the opinion at the end of the talks.

use super::AnyEvent;
use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{Sector, Track};
use domain::institution::{self, Institution, InstitutionRegistered};

/// Shapes that only cases on the fast track have.
pub(super) fn since_small_disputes() -> Vec<(&'static str, Story)> {
    let simple = ChangeTrack { track: Track::Simple, memoranda: vec![memorandum()], ..change_track() };
    vec![
        ("fast-track", small()),
        ("fast-track", accepted().and(clerk(), on("2026-10-12 11:00"), simple)),
        ("by-memorandum", small_notified()),
    ]
}

/// Authority an outside agent asked for, and got.
fn authorised() -> Story {
    let lawyer_of_bank = AppointRepresentative { party: BANK, ..appoint_representative() };
    rights_told()
        .and(agent(), on("2026-10-15 09:00"), lawyer_of_bank)
        .and(lawyer(), on("2026-10-15 10:00"), request_authority())
        .and(head_office(), on("2026-10-16 09:00"), answer_authority())
}

/// An opinion that was accepted, by an agent, and one that was not.
pub(super) fn opinions() -> Vec<Story> {
    let agent_of_applicant = opined().and(applicant(), on("2026-10-20 10:00"), appoint_representative()).and(
        lawyer(),
        on("2026-10-21 09:00"),
        accept_opinion(),
    );
    vec![
        settled_in_part(),
        authorised(),
        agent_of_applicant,
        opined().and(applicant(), on("2026-10-21 09:00"), decline_opinion()),
    ]
}

/// A memorandum that was signed and ended.
pub(super) fn memoranda() -> Vec<AnyEvent> {
    let entry = InstitutionRegistered {
        uscc: bank(),
        name: short("某银行"),
        legal_person: bank(),
        parent: None,
        group: None,
        sector: Sector::Bank,
    };
    let registered = institution::register(&Institution::NotRegistered, entry);
    let known = registered.iter().fold(Institution::NotRegistered, institution::evolve);
    let signed = institution::sign(&known, day("2026-01-06"), sign_memorandum()).unwrap();
    let known = signed.iter().fold(known, institution::evolve);
    let ended = institution::end(&known, day("2026-11-02"), end_memorandum()).unwrap();
    signed.into_iter().chain(ended).map(AnyEvent::Institution).collect()
}
