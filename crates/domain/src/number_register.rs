//! The number register: one gap-free sequence per centre, year and kind of document.
//!
//! A number is reserved for a case before the case is accepted; a case that asks again gets the same one, so a crash between
//! the two steps leaves no gap.

use crate::ids::CaseId;
use crate::personal::personal_fields;
use crate::wire::events;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A number was given to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberReserved {
    /// For which case.
    pub case: CaseId,
    /// 1, 2, 3 ….
    pub seq: u32,
}

personal_fields! { NumberReserved {} }

events! {
    /// Everything that can have happened in a number register.
    pub enum NumberEvent {
        NumberReserved => "number.reserved.v1",
    }
}

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberRegister {
    last: u32,
    by_case: HashMap<CaseId, u32>,
}

impl NumberRegister {
    /// The number a case has, if it has one.
    #[must_use]
    pub fn of(&self, case: CaseId) -> Option<u32> {
        self.by_case.get(&case).copied()
    }
}

/// Reserves the next number for a case; nothing when it has one.
#[must_use]
pub fn reserve(register: &NumberRegister, case: CaseId) -> Vec<NumberEvent> {
    if register.of(case).is_some() {
        return vec![];
    }
    vec![NumberEvent::NumberReserved(NumberReserved { case, seq: register.last.saturating_add(1) })]
}

/// Records an event.
#[must_use]
pub fn evolve(mut register: NumberRegister, event: &NumberEvent) -> NumberRegister {
    match event {
        NumberEvent::NumberReserved(reserved) => {
            register.last = register.last.max(reserved.seq);
            register.by_case.insert(reserved.case, reserved.seq);
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
            for event in reserve(&register, case) {
                register = evolve(register, &event);
            }
        }
        assert_eq!(register.of(first), Some(1));
        assert_eq!(register.of(second), Some(2));
    }
}
