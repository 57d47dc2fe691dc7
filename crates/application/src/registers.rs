//! Commands to the registers: roster, institutions, numbers.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use chrono::Datelike;
use domain::calendar::legal_date;
use domain::case::Rejection;
use domain::centre::{NumberTemplates, NumberedDocument};
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, MediatorId};
use domain::institution::{self, Institution, InstitutionRegistered};
use domain::mediator::{self, Mediator, MediatorCommand, MediatorFacts, MediatorRegistered, RosterRejection};
use domain::number_register::{self, NumberRegister};
use domain::text::ShortText;

/// The most units between an institution and its legal person.
const DEEPEST: usize = 8;

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

    /// Changes an entry of the roster. The mediator's open cases are scanned again before this returns, where a watch runs.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn roster(
        &self,
        call: &Call,
        id: MediatorId,
        command: MediatorCommand,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.mediator_stream(id);
        let mut receipt = self
            .execute(&stream, call, |occasion, mediator: &Mediator| {
                mediator::decide(occasion, mediator, command.clone())
            })
            .await?;
        // Whoever reads with this answer's token sees what the scans did.
        receipt.position = self.scans().reached(receipt.position).await;
        Ok(receipt)
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
        let folded = self.current::<Institution>(&self.institution_stream(uscc)).await?;
        match &folded.state {
            Institution::Registered(file) => Ok(file.entry.clone()),
            Institution::NotRegistered => Err(Refusal::InstitutionUnknown.into()),
        }
    }

    /// Codes of the units between an institution and its legal person, nearest first, both left out. At most eight: two entries that
    /// name each other end nowhere else.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn units_above(&self, entry: &InstitutionRegistered) -> Result<Vec<Uscc>, ExecuteError> {
        let mut units = Vec::new();
        let mut next = entry.parent.clone();
        while let Some(unit) = next.take() {
            let ends = unit == entry.legal_person || unit == entry.uscc || units.contains(&unit);
            if ends || units.len() >= DEEPEST {
                break;
            }
            let folded = self.current::<Institution>(&self.institution_stream(&unit)).await?;
            if let Institution::Registered(above) = &folded.state {
                next.clone_from(&above.entry.parent);
            }
            units.push(unit);
        }
        Ok(units)
    }

    /// Whether an entry may stand where it says: below a unit of the same legal person that is entered and does not lie below it.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn fits_below(&self, entry: &InstitutionRegistered) -> Result<bool, ExecuteError> {
        let Some(parent) = &entry.parent else { return Ok(true) };
        let folded = self.current::<Institution>(&self.institution_stream(parent)).await?;
        let Institution::Registered(file) = &folded.state else { return Ok(false) };
        let above = &file.entry;
        if above.legal_person != entry.legal_person || above.uscc == entry.uscc {
            return Ok(false);
        }
        let units = self.units_above(above).await?;
        Ok(units.len() + 1 < DEEPEST && !units.contains(&entry.uscc))
    }

    /// The legal person behind a code: of an institution of the register, the one it belongs to; of anybody else, itself.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn legal_person(&self, uscc: &Uscc) -> Result<Uscc, ExecuteError> {
        let folded = self.current::<Institution>(&self.institution_stream(uscc)).await?;
        Ok(match &folded.state {
            Institution::Registered(file) => file.entry.legal_person.clone(),
            Institution::NotRegistered => uscc.clone(),
        })
    }

    /// What the roster knows of a mediator, not older than `revision` of the entry: another node may have changed it, or this one not kept it yet.
    pub(crate) async fn mediator_since(
        &self,
        id: MediatorId,
        revision: u64,
    ) -> Result<MediatorFacts, ExecuteError> {
        let known = self.mediator(id).await;
        if known.as_ref().is_ok_and(|facts| facts.revision >= revision) {
            return known;
        }
        self.forget(&self.mediator_stream(id));
        self.mediator(id).await
    }

    /// What the roster knows of a mediator.
    ///
    /// # Errors
    /// [`RosterRejection::NotRegistered`] when there is no entry.
    pub async fn mediator(&self, id: MediatorId) -> Result<MediatorFacts, ExecuteError> {
        let folded = self.current::<Mediator>(&self.mediator_stream(id)).await?;
        match &folded.state {
            Mediator::Registered(entry) => Ok(entry.facts.clone()),
            Mediator::NotRegistered => Err(RosterRejection::NotRegistered.into()),
        }
    }

    /// The case number of `case` at `centre`: reserved once, the same for every later call.
    pub(crate) async fn reserve_case_number(
        &self,
        call: &Call,
        centre: &CentreId,
        case: CaseId,
    ) -> Result<ShortText, ExecuteError> {
        self.reserve_number(call, centre, case, NumberedDocument::Case).await
    }

    /// The number of the receipt for the papers a court sent with `case`, reserved once.
    pub(crate) async fn reserve_receipt_number(
        &self,
        call: &Call,
        centre: &CentreId,
        case: CaseId,
    ) -> Result<ShortText, ExecuteError> {
        self.reserve_number(call, centre, case, NumberedDocument::Receipt).await
    }

    /// The number of `document` in its register at `centre`, as it read on the day it was reserved. Each register counts for itself,
    /// without a gap.
    async fn reserve_number(
        &self,
        call: &Call,
        centre: &CentreId,
        case: CaseId,
        document: NumberedDocument,
    ) -> Result<ShortText, ExecuteError> {
        let today = self.centre_today(centre).await?;
        let year = legal_date(self.clock().now()).year();
        let stream = self.number_stream(centre, year, document.register());
        let command = domain::ids::CommandId(call.command.derive("number", 0));
        let reserve = Call { command, expected: None, ..call.clone() };
        let reads = |seq| ShortText::parse(&today.version.number(document, year, seq)).ok();
        self.execute(&stream, &reserve, |_, register: &NumberRegister| {
            Ok::<_, Rejection>(number_register::reserve(register, case, reads))
        })
        .await?;
        let mut folded = self.current::<NumberRegister>(&stream).await?;
        if folded.state.of(case).is_none() {
            // Somebody who looked at the register before has put that state in memory after this one was: the log has the number.
            folded = self.fold_on(&stream, folded).await?;
        }
        let seq = folded.state.of(case).ok_or(ExecuteError::Contended)?;
        let reserved = folded.state.entry(seq).and_then(|entry| entry.number.clone());
        if let Some(reserved) = reserved {
            return Ok(reserved);
        }
        // An entry of before the register said how it reads was made by the template of the house.
        let city = &today.version.facts.city;
        let number = NumberTemplates::default().number(document, city, year, seq);
        ShortText::parse(&number).map_err(|_| ExecuteError::Contended)
    }
}
