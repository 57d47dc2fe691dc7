//! Commands to the registers: roster, institutions and their memoranda.

pub mod amend_mediator;
pub mod declare_interest;
pub mod end_interest;
pub mod end_memorandum;
pub mod entry;
pub mod register_institution;
pub mod register_mediator;
pub mod set_mediator_standing;
pub mod sign_memorandum;
