//! The number register: one gap-free sequence per centre, year and kind of document.
//!
//! A number is reserved for a case before the case is accepted; a case that asks again gets the same one, so a crash between
//! the two steps leaves no gap. A number that was reserved and can no longer be used is voided with its reason: every number of a
//! register is used, awaited or void.

use crate::case::{Case, StageName};
use crate::centre::NumberedDocument;
use crate::classification::NumberVoidReason;
use crate::ids::{CaseId, CentreId};
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A number was given to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberReserved {
    /// For which case.
    pub case: CaseId,
    /// 1, 2, 3 ….
    pub seq: u32,
    /// As it reads by the centre's template of that day; absent in old events: by the template of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<ShortText>,
}

/// 编号作废. A number that was given to a case is never going to be on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberVoided {
    /// To which case it had been given.
    pub case: CaseId,
    /// Which.
    pub seq: u32,
    /// Why.
    pub reason: NumberVoidReason,
}

personal_fields! {
    NumberReserved {}
    NumberVoided {}
}

events! {
    /// Everything that can have happened in a number register.
    pub enum NumberEvent {
        NumberReserved => "number.reserved.v1",
        NumberVoided => "number.voided.v1",
    }
}

/// A number of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberEntry {
    /// To which case it was given.
    pub case: CaseId,
    /// As it reads, where the register says.
    pub number: Option<ShortText>,
    /// Why it is void, when it is.
    pub void: Option<NumberVoidReason>,
}

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberRegister {
    entries: BTreeMap<u32, NumberEntry>,
    by_case: HashMap<CaseId, u32>,
}

impl NumberRegister {
    /// The number a case has, if it has one that counts.
    #[must_use]
    pub fn of(&self, case: CaseId) -> Option<u32> {
        self.by_case.get(&case).copied()
    }

    /// An entry by its place in the sequence.
    #[must_use]
    pub fn entry(&self, seq: u32) -> Option<&NumberEntry> {
        self.entries.get(&seq)
    }

    /// The entries after a place, in order; from 0: all.
    pub fn after(&self, seq: u32) -> impl Iterator<Item = (u32, &NumberEntry)> {
        self.entries.range(seq.saturating_add(1)..).map(|(seq, entry)| (*seq, entry))
    }

    /// How many numbers were given.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.len()
    }
}

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStanding {
    /// It is on a paper of its case.
    Used,
    /// Its case may still take it.
    Awaited,
    /// Nobody is going to use it; it is to be voided.
    Unused,
    /// It is void.
    Void,
}

impl NumberStanding {
    /// The code of the interface.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Used => "USED",
            Self::Awaited => "AWAITED",
            Self::Unused => "UNUSED",
            Self::Void => "VOID",
        }
    }
}

/// Whether a case has a number, or may still take one from the register of `document` at `centre`. A register of a year that is over
/// gives no number any more.
#[must_use]
pub fn standing(
    case: &Case,
    document: NumberedDocument,
    centre: &CentreId,
    number: &str,
    year_is_over: bool,
) -> NumberStanding {
    let Case::Filed(filed) = case else { return NumberStanding::Unused };
    let dossier = &filed.dossier;
    if dossier.numbers.iter().any(|taken| taken.as_str() == number) {
        return NumberStanding::Used;
    }
    let before = matches!(filed.stage.name(), StageName::Submitted | StageName::Supplementing);
    let here = dossier.centre == *centre;
    let awaited = match document {
        NumberedDocument::Case => {
            (before && here) || dossier.transfer.as_ref().is_some_and(|transfer| transfer.to == *centre)
        }
        NumberedDocument::Receipt => {
            before && here && dossier.referral.as_ref().is_some_and(|referral| referral.mediate_by.is_none())
        }
    };
    if awaited && !year_is_over { NumberStanding::Awaited } else { NumberStanding::Unused }
}

/// Why a number is not voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberRejection {
    /// The register has no such number.
    Unknown,
    /// It is on a paper.
    Used,
    /// Its case may still take it.
    Awaited,
}

impl NumberRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &["not-found", "number-used", "number-awaited"];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "not-found",
            Self::Used => "number-used",
            Self::Awaited => "number-awaited",
        }
    }
}

/// Reserves the next number for a case; nothing when it has one. `reads` tells how a number of the register reads.
#[must_use]
pub fn reserve(
    register: &NumberRegister,
    case: CaseId,
    reads: impl Fn(u32) -> Option<ShortText>,
) -> Vec<NumberEvent> {
    if register.of(case).is_some() {
        return vec![];
    }
    let seq = register.entries.last_key_value().map_or(0, |(seq, _)| *seq).saturating_add(1);
    vec![NumberEvent::NumberReserved(NumberReserved { case, seq, number: reads(seq) })]
}

/// Voids a number nobody is going to use; nothing when it is void already. `standing` is what the case says of it.
///
/// # Errors
/// [`NumberRejection`].
pub fn void(
    register: &NumberRegister,
    seq: u32,
    standing: NumberStanding,
    reason: NumberVoidReason,
) -> Result<Vec<NumberEvent>, NumberRejection> {
    let entry = register.entry(seq).ok_or(NumberRejection::Unknown)?;
    if entry.void.is_some() {
        return Ok(vec![]);
    }
    match standing {
        NumberStanding::Used => Err(NumberRejection::Used),
        NumberStanding::Awaited => Err(NumberRejection::Awaited),
        NumberStanding::Unused | NumberStanding::Void => {
            Ok(vec![NumberEvent::NumberVoided(NumberVoided { case: entry.case, seq, reason })])
        }
    }
}

/// Records an event.
#[must_use]
pub fn evolve(mut register: NumberRegister, event: &NumberEvent) -> NumberRegister {
    match event {
        NumberEvent::NumberReserved(reserved) => {
            let entry = NumberEntry { case: reserved.case, number: reserved.number.clone(), void: None };
            register.entries.insert(reserved.seq, entry);
            register.by_case.insert(reserved.case, reserved.seq);
        }
        NumberEvent::NumberVoided(voided) => {
            if let Some(entry) = register.entries.get_mut(&voided.seq) {
                entry.void = Some(voided.reason);
            }
            if register.of(voided.case) == Some(voided.seq) {
                register.by_case.remove(&voided.case);
            }
        }
    }
    register
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_case_that_asks_twice_gets_one_number() {
        let (first, second) = (CaseId(Uuid::from_u128(1)), CaseId(Uuid::from_u128(2)));
        let mut register = NumberRegister::default();
        for case in [first, first, second, first] {
            for event in reserve(&register, case, |_| None) {
                register = evolve(register, &event);
            }
        }
        assert_eq!(register.of(first), Some(1));
        assert_eq!(register.of(second), Some(2));
    }
}
