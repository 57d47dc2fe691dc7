//! The list in memory: what the newest of it says of an account is one look-up.

use super::{NumberedRevocation, Revocation, RevocationAct, RevocationError};
use domain::ids::UserId;
use std::collections::HashMap;
use uuid::Uuid;

/// A withdrawal, and its lifting once there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRevocation {
    /// Its place in the list.
    pub number: u64,
    /// The withdrawal.
    pub entry: Revocation,
    /// Its lifting.
    pub lifting: Option<Revocation>,
}

/// What stands against an account.
#[derive(Debug, Default)]
struct Against {
    /// Tokens issued until then are refused, microseconds since 1970.
    until_us: i64,
    /// Withdrawals of the whole account that nobody has lifted.
    bars: Vec<Uuid>,
}

/// The list as it was read.
#[derive(Debug, Default)]
pub(super) struct List {
    entries: Vec<NumberedRevocation>,
    places: HashMap<Uuid, usize>,
    lifted: HashMap<Uuid, usize>,
    against: HashMap<UserId, Against>,
}

impl List {
    pub(super) fn last(&self) -> Option<NumberedRevocation> {
        self.entries.last().cloned()
    }

    /// # Errors
    /// When one is missing before them.
    pub(super) fn add(&mut self, page: Vec<NumberedRevocation>) -> Result<(), RevocationError> {
        for numbered in page {
            let place = self.entries.len();
            if numbered.number != place as u64 + 1 {
                return Err(RevocationError::Unreadable(format!("entry {} is missing", place + 1)));
            }
            let entry = &numbered.entry;
            let against = self.against.entry(entry.account.clone()).or_default();
            against.until_us = against.until_us.max(entry.at_us);
            match entry.act {
                RevocationAct::Tokens => {}
                RevocationAct::Account => against.bars.push(entry.id),
                RevocationAct::Lifting(of) => {
                    against.bars.retain(|bar| *bar != of);
                    self.lifted.entry(of).or_insert(place);
                }
            }
            self.places.insert(entry.id, place);
            self.entries.push(numbered);
        }
        Ok(())
    }

    pub(super) fn refuses(&self, account: &UserId, issued_s: u64, slack_s: u64) -> bool {
        let Some(against) = self.against.get(account) else { return false };
        // Tokens tell whole seconds.
        let until_s = u64::try_from(against.until_us / 1_000_000).unwrap_or(0);
        !against.bars.is_empty() || issued_s <= until_s.saturating_add(slack_s)
    }

    pub(super) fn entered(&self, id: Uuid) -> Option<Revocation> {
        self.entries.get(*self.places.get(&id)?).map(|numbered| numbered.entry.clone())
    }

    pub(super) fn find(&self, id: Uuid) -> Option<ListedRevocation> {
        self.listed(self.entries.get(*self.places.get(&id)?)?)
    }

    pub(super) fn page(
        &self,
        account: Option<&UserId>,
        before: Option<u64>,
        limit: u32,
    ) -> Vec<ListedRevocation> {
        let end = before.map_or(self.entries.len(), |before| {
            usize::try_from(before.saturating_sub(1)).unwrap_or(usize::MAX).min(self.entries.len())
        });
        let older = self.entries.get(..end).unwrap_or_default().iter().rev();
        let wanted =
            older.filter(|numbered| account.is_none_or(|account| numbered.entry.account == *account));
        wanted.filter_map(|numbered| self.listed(numbered)).take(limit as usize).collect()
    }

    fn listed(&self, numbered: &NumberedRevocation) -> Option<ListedRevocation> {
        let NumberedRevocation { number, entry } = numbered.clone();
        if entry.act.lifts().is_some() {
            return None;
        }
        let lifting = self.lifted.get(&entry.id).and_then(|place| self.entries.get(*place));
        Some(ListedRevocation { number, entry, lifting: lifting.map(|lifting| lifting.entry.clone()) })
    }
}
