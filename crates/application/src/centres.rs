//! Commands to centres, and the terms by which a centre is judged today.
//!
//! Every command needs the rules of its centre, so the terms are kept in memory. A node that alone writes the log keeps them until it
//! amends them itself; one of several reads them again after [`FRESH`], so that an amendment which counts from the same day is late on
//! the other nodes by no more than that. One that counts from a later day is never late, for the day is looked at with every command.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use chrono::{Datelike, NaiveDate};
use domain::calendar::legal_date;
use domain::centre::{self, Centre, CentreCommand, CentreFacts, CentreVersion, NumberedDocument, decide};
use domain::classification::NumberVoidReason;
use domain::ids::{CaseId, CentreId};
use domain::number_register::{self, NumberEntry, NumberRegister, NumberStanding};
use domain::rule_set::RuleSet;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How long a node of several judges by what it has read.
const FRESH: Duration = Duration::from_secs(20);

/// A number of a register, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberLine {
    /// Its place.
    pub seq: u32,
    /// As it reads.
    pub number: String,
    /// To which case it was given.
    pub case: CaseId,
    /// What became of it.
    pub standing: NumberStanding,
    /// Why it is void.
    pub reason: Option<NumberVoidReason>,
}

/// The terms of a centre as one day has them.
#[derive(Debug)]
pub(crate) struct InForce {
    /// The version that counts.
    pub version: CentreVersion,
    /// The rules of the house with its choices over them.
    pub rules: Arc<RuleSet>,
}

/// What was read of one centre.
struct Kept {
    read_at: Instant,
    day: NaiveDate,
    house: Arc<RuleSet>,
    in_force: Option<Arc<InForce>>,
}

/// The terms of all centres, as far as somebody asked for them.
#[derive(Default)]
pub(crate) struct Terms {
    kept: RwLock<HashMap<CentreId, Kept>>,
}

impl Terms {
    /// What counts on `day`; the outer `None`: it is to be read.
    fn on(
        &self,
        id: &CentreId,
        day: NaiveDate,
        house: &Arc<RuleSet>,
        for_ever: bool,
    ) -> Option<Option<Arc<InForce>>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let known = kept.get(id).filter(|known| for_ever || known.read_at.elapsed() < FRESH)?;
        (known.day == day && Arc::ptr_eq(&known.house, house)).then(|| known.in_force.clone())
    }

    fn keep(&self, id: &CentreId, kept: Kept) {
        self.kept.write().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), kept);
    }

    fn forget(&self, id: &CentreId) {
        self.kept.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

impl House {
    /// Asks something of a centre.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn centre_command(
        &self,
        call: &Call,
        id: &CentreId,
        command: CentreCommand,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.centre_stream(id);
        let built_in = self.built_in(id);
        let receipt = self
            .execute(&stream, call, |occasion, centre: &Centre| {
                decide(occasion, centre, built_in.as_ref(), command.clone())
            })
            .await;
        self.terms().forget(id);
        receipt
    }

    /// What is recorded of a centre: every version of its terms, oldest first.
    ///
    /// # Errors
    /// [`Refusal::CentreUnknown`], or when the stream cannot be read.
    pub async fn centre_versions(&self, id: &CentreId) -> Result<Vec<CentreVersion>, ExecuteError> {
        let folded = self.current::<Centre>(&self.centre_stream(id)).await?;
        let versions = folded.state.versions(self.built_in(id).as_ref());
        if versions.is_empty() { Err(Refusal::CentreUnknown.into()) } else { Ok(versions) }
    }

    /// A centre that is open today.
    ///
    /// # Errors
    /// [`Refusal::CentreUnknown`], or when its stream cannot be read.
    pub async fn centre(&self, id: &CentreId) -> Result<CentreFacts, ExecuteError> {
        Ok(self.centre_today(id).await?.version.facts.clone())
    }

    /// The terms of a centre that is open today.
    pub(crate) async fn centre_today(&self, id: &CentreId) -> Result<Arc<InForce>, ExecuteError> {
        self.in_force(id).await?.ok_or_else(|| Refusal::CentreUnknown.into())
    }

    /// The rules a matter of this centre is judged by today; those of the house for a matter of none.
    ///
    /// # Errors
    /// When the centre's stream cannot be read.
    pub async fn rules_of(&self, centre: Option<&CentreId>) -> Result<Arc<RuleSet>, ExecuteError> {
        let Some(id) = centre else { return self.rules_today().await };
        match self.in_force(id).await? {
            Some(known) => Ok(Arc::clone(&known.rules)),
            None => self.rules_today().await,
        }
    }

    async fn in_force(&self, id: &CentreId) -> Result<Option<Arc<InForce>>, ExecuteError> {
        let day = legal_date(self.clock().now());
        let house = self.rules_today().await?;
        if let Some(known) = self.terms().on(id, day, &house, self.store().is_sole_writer()) {
            return Ok(known);
        }
        let read_at = Instant::now();
        let folded = self.current::<Centre>(&self.centre_stream(id)).await?;
        let version = folded.state.on(self.built_in(id).as_ref(), day);
        let in_force = version.map(|version| {
            let house = Arc::clone(&house);
            let rules = if version.version == 0 { house } else { Arc::new(version.rules(&house)) };
            Arc::new(InForce { version, rules })
        });
        self.terms().keep(id, Kept { read_at, day, house, in_force: in_force.clone() });
        Ok(in_force)
    }

    fn built_in(&self, id: &CentreId) -> Option<CentreVersion> {
        let facts = self.centres().iter().find(|centre| centre.id == *id)?;
        CentreVersion::built_in(facts, &self.rules())
    }

    /// Every centre of the built-in table, as the table has it.
    #[must_use]
    pub fn built_in_centres(&self) -> Vec<CentreVersion> {
        self.centres().iter().filter_map(|facts| CentreVersion::built_in(facts, &self.rules())).collect()
    }

    /// A page of a register, with what became of each number.
    ///
    /// # Errors
    /// When a stream cannot be read.
    pub async fn numbers(
        &self,
        centre: &CentreId,
        document: NumberedDocument,
        year: i32,
        after: u32,
        limit: usize,
    ) -> Result<(Vec<NumberLine>, usize), ExecuteError> {
        let stream = self.number_stream(centre, year, document.register());
        let folded = self.current::<NumberRegister>(&stream).await?;
        let mut lines = Vec::new();
        for (seq, entry) in folded.state.after(after).take(limit) {
            lines.push(self.line(centre, document, year, seq, entry).await?);
        }
        Ok((lines, folded.state.count()))
    }

    async fn line(
        &self,
        centre: &CentreId,
        document: NumberedDocument,
        year: i32,
        seq: u32,
        entry: &NumberEntry,
    ) -> Result<NumberLine, ExecuteError> {
        let number = match &entry.number {
            Some(number) => number.as_str().to_owned(),
            None => {
                let city = self.centre_today(centre).await?.version.facts.city.clone();
                centre::NumberTemplates::default().number(document, &city, year, seq)
            }
        };
        let standing = match entry.void {
            Some(_) => NumberStanding::Void,
            None => {
                let case = self.case_state(entry.case).await?;
                let over = year < legal_date(self.clock().now()).year();
                number_register::standing(&case.state, document, centre, &number, over)
            }
        };
        Ok(NumberLine { seq, number, case: entry.case, standing, reason: entry.void })
    }

    /// Voids a number that nobody is going to use.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn void_number(
        &self,
        call: &Call,
        centre: &CentreId,
        document: NumberedDocument,
        year: i32,
        seq: u32,
        reason: NumberVoidReason,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.number_stream(centre, year, document.register());
        let folded = self.current::<NumberRegister>(&stream).await?;
        // What the case says cannot change back: a case that is past the step never takes the number again.
        let standing = match folded.state.entry(seq) {
            Some(entry) => self.line(centre, document, year, seq, entry).await?.standing,
            None => NumberStanding::Unused,
        };
        self.execute(&stream, call, |_, register: &NumberRegister| {
            number_register::void(register, seq, standing, reason)
        })
        .await
    }
}
