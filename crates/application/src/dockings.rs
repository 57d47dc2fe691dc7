//! Docking agreements of a centre with courts.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use domain::docking::{self, DockingCommand, DockingRegister, DockingRejection};
use domain::ids::CentreId;

impl House {
    /// Asks something of the docking agreements of a centre.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn docking(
        &self,
        call: &Call,
        centre: &CentreId,
        command: DockingCommand,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.docking_stream(centre);
        self.execute_at(Some(centre), &stream, call, |occasion, register: &DockingRegister| {
            docking::decide(occasion, centre, register, command.clone())
        })
        .await
    }
}

impl From<DockingRejection> for Refusal {
    fn from(rejection: DockingRejection) -> Self {
        Self::Docking(rejection)
    }
}
