//! Commands to the registers: roster, institutions, numbers.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use chrono::Datelike;
use domain::case::Rejection;
use domain::centre::CentreFacts;
use domain::identity::Uscc;
use domain::ids::{CaseId, MediatorId};
use domain::institution::{self, Institution, InstitutionRegistered};
use domain::mediator::{self, Mediator, MediatorCommand, MediatorFacts, MediatorRegistered, RosterRejection};
use domain::number_register::{self, NumberRegister};
use domain::text::ShortText;

impl House {
    /// Enters a mediator into the roster.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn register_mediator(
        &self,
        call: &Call,
        entry: MediatorRegistered,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.mediator_stream(entry.mediator);
        self.execute(&stream, call, |occasion, mediator: &Mediator| {
            mediator::decide(occasion, mediator, MediatorCommand::Register(entry.clone()))
        })
        .await
    }

    /// Suspends or reinstates a mediator.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn set_mediator_active(
        &self,
        call: &Call,
        id: MediatorId,
        active: bool,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.mediator_stream(id);
        self.execute(&stream, call, |occasion, mediator: &Mediator| {
            mediator::decide(occasion, mediator, MediatorCommand::SetActive(active))
        })
        .await
    }

    /// Enters an institution into the register, or restates its entry.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn register_institution(
        &self,
        call: &Call,
        entry: InstitutionRegistered,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.institution_stream(&entry.uscc);
        self.execute(&stream, call, |_, institution: &Institution| {
            Ok::<_, Rejection>(institution::register(institution, entry.clone()))
        })
        .await
    }

    /// What the register knows of an institution.
    ///
    /// # Errors
    /// [`Refusal::InstitutionUnknown`] when it has no entry.
    pub async fn institution(&self, uscc: &Uscc) -> Result<InstitutionRegistered, ExecuteError> {
        let folded = self.load::<Institution>(&self.institution_stream(uscc)).await?;
        match &folded.state {
            Institution::Registered(entry) => Ok(entry.clone()),
            Institution::NotRegistered => Err(Refusal::InstitutionUnknown.into()),
        }
    }

    /// What the roster knows of a mediator.
    ///
    /// # Errors
    /// [`RosterRejection::NotRegistered`] when there is no entry.
    pub async fn mediator(&self, id: MediatorId) -> Result<MediatorFacts, ExecuteError> {
        let folded = self.load::<Mediator>(&self.mediator_stream(id)).await?;
        match &folded.state {
            Mediator::Registered(facts) => Ok(facts.clone()),
            Mediator::NotRegistered => Err(RosterRejection::NotRegistered.into()),
        }
    }

    /// The case number of `case` at `centre`: reserved once, the same for every later call.
    pub(crate) async fn reserve_case_number(
        &self,
        call: &Call,
        centre: &CentreFacts,
        case: CaseId,
    ) -> Result<ShortText, ExecuteError> {
        let year = self.occasion(&call.actor).today().year();
        let stream = self.number_stream(&centre.id, year);
        let command = domain::ids::CommandId(call.command.derive("number", 0));
        let reserve = Call { command, expected: None, ..call.clone() };
        self.execute(&stream, &reserve, |_, register: &NumberRegister| {
            Ok::<_, Rejection>(number_register::reserve(register, case))
        })
        .await?;
        let folded = self.load::<NumberRegister>(&stream).await?;
        let seq = folded.state.of(case).ok_or(ExecuteError::Contended)?;
        ShortText::parse(&centre.case_number(year, seq)).map_err(|_| ExecuteError::Contended)
    }
}
