//! How many cases took how many days, kept beside the counters so that a median can be told for whatever they are told for.

use domain::statistics::twice_the_median;
use std::collections::BTreeMap;

/// How long cases took (M7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Durations {
    /// Twice the median of the calendar days.
    pub twice_median_gross: Option<u64>,
    /// Twice the median without the days in which the period stood still.
    pub twice_median_net: Option<u64>,
}

/// Cases by their days: gross, and net of the days in which the period stood still.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spread {
    gross: BTreeMap<u32, u32>,
    net: BTreeMap<u32, u32>,
}

/// Bytes of one entry: days, and how many cases, each little-endian.
const ENTRY: usize = 8;

impl Spread {
    /// One more case.
    pub(super) fn count(&mut self, gross: u32, net: u32) {
        put(&mut self.gross, gross, 1);
        put(&mut self.net, net, 1);
    }

    /// Adds the cases of another one.
    pub(super) fn add(&mut self, other: &Self) {
        other.gross.iter().for_each(|(days, cases)| put(&mut self.gross, *days, *cases));
        other.net.iter().for_each(|(days, cases)| put(&mut self.net, *days, *cases));
    }

    /// Adds the cases of the columns of a row; half an entry at the end, which nobody wrote, is none.
    pub(super) fn add_stored(&mut self, gross: &[u8], net: &[u8]) {
        for (all, stored) in [(&mut self.gross, gross), (&mut self.net, net)] {
            let (entries, _) = stored.as_chunks::<ENTRY>();
            for [a, b, c, d, cases @ ..] in entries {
                put(all, u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes(*cases));
            }
        }
    }

    /// The columns of a row: gross and net, in the order of the days.
    pub(super) fn stored(&self) -> [Vec<u8>; 2] {
        [&self.gross, &self.net].map(|all| {
            let entries = all.iter().flat_map(|(days, cases)| [days.to_le_bytes(), cases.to_le_bytes()]);
            entries.flatten().collect()
        })
    }

    /// The medians.
    pub(super) fn durations(&self) -> Durations {
        let twice = |all: &BTreeMap<u32, u32>| {
            twice_the_median(&all.iter().map(|(days, cases)| (*days, u64::from(*cases))).collect::<Vec<_>>())
        };
        Durations { twice_median_gross: twice(&self.gross), twice_median_net: twice(&self.net) }
    }
}

fn put(all: &mut BTreeMap<u32, u32>, days: u32, cases: u32) {
    let known = all.entry(days).or_default();
    *known = known.saturating_add(cases);
}

#[cfg(test)]
mod tests {
    use super::{Durations, Spread};

    #[test]
    fn what_is_stored_comes_back_and_adds_up() {
        let mut spread = Spread::default();
        for (gross, net) in [(3, 3), (70_000, 12), (3, 1), (0, 0)] {
            spread.count(gross, net);
        }
        let [gross, net] = spread.stored();
        let mut twice = Spread::default();
        twice.add_stored(&gross, &net);
        assert_eq!(twice, spread);
        twice.add(&spread);
        twice.add_stored(&[1, 2, 3], &[]);
        assert_eq!(twice.gross.values().sum::<u32>(), 8);
        assert_eq!(twice.durations(), Durations { twice_median_gross: Some(6), twice_median_net: Some(4) });
        assert_eq!(Spread::default().durations(), Durations::default());
    }
}
