//! Commands to the registers: roster and institutions.

pub mod register_institution;
pub mod register_mediator;
pub mod set_mediator_standing;
