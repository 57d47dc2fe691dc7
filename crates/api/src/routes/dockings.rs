//! Docking agreements with courts. One verb a file.

pub mod agree_docking;
pub mod end_docking;
pub mod read_docking_report;
pub mod read_dockings;

use crate::error::{ApiError, table};
use domain::occasion::{Actor, Role};
use projection::DockingScope;

/// Whose agreements somebody reads: a court its own, a director those of the centre, the federation all.
fn scope(actor: &Actor) -> Result<DockingScope, ApiError> {
    let nobody = || ApiError::new(&table::NOT_FOUND);
    match actor.role {
        Role::Federation => Ok(DockingScope::All),
        Role::Director => actor.centre.clone().map(DockingScope::Centre).ok_or_else(nobody),
        Role::Court => actor.court.clone().map(DockingScope::Court).ok_or_else(nobody),
        Role::Clerk
        | Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::DataProtection
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(nobody()),
    }
}
