//! Complaints against the mediator.

use super::*;
use domain::ids::PartyId;

pub(crate) fn file_complaint(party: PartyId) -> FileComplaint {
    FileComplaint {
        party,
        mediator: MEDIATOR,
        grounds: vec![ComplaintGround::Partiality, ComplaintGround::Pressure],
        text: secret_long("多次打断我方陈述，并称不调解就别想拿钱。"),
    }
}
pub(crate) fn decide_complaint(measure: ComplaintMeasure) -> DecideComplaint {
    DecideComplaint { complaint: 1, measure, reason: secret_long("经调阅笔录并询问双方。") }
}
