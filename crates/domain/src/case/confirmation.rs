//! Judicial confirmation (司法确认), domain §3.2: how far the joint application got, and what a court's step makes of it.

mod progress;
mod status;

pub use progress::{Confirmation, EarlierApplication, KeptMessage};
pub use status::{ConfirmationStatus, CourtStepKind, KeptReason, ObjectionOutcome};
