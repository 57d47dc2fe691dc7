//! By which way an application came in, and who handed it over.

use crate::case::command::FileApplication;
use crate::case::event::HandedOver;
use crate::case::rejection::Rejection;
use crate::classification::{HandOverLine, IntakeChannel};
use crate::occasion::{Occasion, Role};

/// Whoever files by himself files online.
pub(super) fn by_whom(occasion: &Occasion<'_>, command: &FileApplication) -> Result<(), Rejection> {
    match command.channel {
        IntakeChannel::Online => Ok(()),
        IntakeChannel::Counter
        | IntakeChannel::Post
        | IntakeChannel::Phone
        | IntakeChannel::Hotline
        | IntakeChannel::InstitutionTransfer => {
            if matches!(occasion.by.role, Role::Party | Role::InstitutionAgent) {
                Err(Rejection::ChannelOfStaff)
            } else {
                Ok(())
            }
        }
    }
}

/// What is handed over is known by its ticket and the line it came by; an institution's own line by the institution.
pub(super) fn named(command: &FileApplication) -> Result<(), Rejection> {
    let by_institution = match command.channel {
        IntakeChannel::Counter | IntakeChannel::Post | IntakeChannel::Phone | IntakeChannel::Online => {
            return if command.handed_over.is_some() { Err(Rejection::LineMismatch) } else { Ok(()) };
        }
        IntakeChannel::Hotline => false,
        IntakeChannel::InstitutionTransfer => true,
    };
    if command.outside_ticket.is_none() {
        return Err(Rejection::TicketMissing);
    }
    let Some(HandedOver { line, institution }) = &command.handed_over else {
        return Err(Rejection::LineMissing);
    };
    match (line, institution) {
        (HandOverLine::Institution, None) => Err(Rejection::LineMissing),
        (HandOverLine::Institution, Some(_)) => Ok(()),
        (
            HandOverLine::Pbc
            | HandOverLine::Nfra
            | HandOverLine::Csrc
            | HandOverLine::City
            | HandOverLine::Regulator,
            None,
        ) if !by_institution => Ok(()),
        (
            HandOverLine::Pbc
            | HandOverLine::Nfra
            | HandOverLine::Csrc
            | HandOverLine::City
            | HandOverLine::Regulator,
            _,
        ) => Err(Rejection::LineMismatch),
    }
}
