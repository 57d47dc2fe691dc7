//! At which centre a command opens a case.

use super::Command;
use crate::ids::CentreId;

impl Command {
    /// The centre whose rules a command is judged by that opens a case; `None`: the case says.
    #[must_use]
    pub fn opens_at(&self) -> Option<&CentreId> {
        if let Self::FileApplication(filing) = self {
            return Some(&filing.centre);
        }
        if let Self::RegisterReferral(referral) = self {
            return Some(&referral.centre.id);
        }
        None
    }
}
