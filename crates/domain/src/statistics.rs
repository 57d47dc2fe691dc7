//! 统计口径: what is counted, what it is counted out of, and what of it may be published.
//!
//! Published figures of the field differ by their denominator (domain reference §7), so a rate cannot be written down here without naming
//! it. A definition that was used is never changed: it gets a new version, and an answer says which one it follows.

mod definitions;
mod suppression;

pub use definitions::{Dimension, MEASURES, Measure, VERSION};
pub use suppression::{Cell, SMALLEST_SHOWN, Table, suppress};

/// A rate that says what it is a rate of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// What is counted.
    pub numerator: u64,
    /// Out of how many.
    pub denominator: u64,
    /// Name of the numerator.
    pub of: &'static str,
    /// Name of the denominator.
    pub among: &'static str,
}

impl Rate {
    /// Hundredths of a percent, half rounded up as the published figures are; none where nothing was counted.
    #[must_use]
    pub fn per_10_000(self) -> Option<u64> {
        let (numerator, denominator) = (u128::from(self.numerator), u128::from(self.denominator));
        let doubled = numerator.checked_mul(20_000)?.checked_add(denominator)?;
        doubled.checked_div(denominator.checked_mul(2)?).and_then(|rate| u64::try_from(rate).ok())
    }
}

/// A mean that says of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// Everything together.
    pub sum: u64,
    /// Of so many.
    pub count: u64,
}

impl Mean {
    /// In hundredths, half rounded up; none of nothing.
    #[must_use]
    pub fn hundredths(self) -> Option<u64> {
        Rate { numerator: self.sum, denominator: self.count, of: "sum", among: "count" }
            .per_10_000()
            .map(|rate| rate.saturating_add(50) / 100)
    }
}

/// The middle of a distribution, twice, so that the mean of two whole numbers is whole; none of nothing. `distribution`: value and how
/// often, values rising.
#[must_use]
pub fn twice_the_median(distribution: &[(u32, u64)]) -> Option<u64> {
    let count = distribution.iter().fold(0_u64, |sum, (_, often)| sum.saturating_add(*often));
    let at = |place: u64| {
        let mut before = 0_u64;
        distribution.iter().find_map(|(value, often)| {
            before = before.saturating_add(*often);
            (place < before).then_some(u64::from(*value))
        })
    };
    let upper = count / 2;
    let lower = if count % 2 == 0 { upper.checked_sub(1)? } else { upper };
    Some(at(lower)?.saturating_add(at(upper)?))
}
