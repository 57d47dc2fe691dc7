//! 小单元格抑制: what of a table may be published so that nobody can compute a figure below five from it (domain reference §6.6).
//!
//! A published table is a total and one or more breakdowns of it, each of which adds up to the total. Whoever knows the total and all
//! shown cells of a breakdown knows the sum of the hidden ones; so one hidden cell alone is no protection, and two are not when their sum
//! is so small that it tells them. Cells of nothing are shown: that nothing happened is told by everything around it anyway.

use std::collections::BTreeSet;

/// The smallest number above zero that is published.
pub const SMALLEST_SHOWN: u64 = 5;

/// A number as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// As it is.
    Shown(u64),
    /// Below [`SMALLEST_SHOWN`], or what would tell one that is.
    Hidden,
}

/// A total and its breakdowns as they are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Everything together.
    pub total: Cell,
    /// Each breakdown, in the order it was given.
    pub breakdowns: Vec<Vec<Cell>>,
}

/// Hides what must be hidden of `breakdowns`, each of which adds up to the same total.
///
/// A hidden cell can have every value from one to at least [`SMALLEST_SHOWN`] for all the rest says. Where that cannot be had, everything is
/// hidden, the total included.
#[must_use]
pub fn suppress(breakdowns: &[Vec<u64>]) -> Table {
    let total = breakdowns.first().map_or(0, |cells| sum(cells));
    let hidden: Option<Vec<BTreeSet<usize>>> = breakdowns.iter().map(|cells| hidden_of(cells)).collect();
    match hidden {
        Some(hidden) if total == 0 || total >= SMALLEST_SHOWN => Table {
            total: Cell::Shown(total),
            breakdowns: breakdowns.iter().zip(&hidden).map(|(cells, hidden)| shown(cells, hidden)).collect(),
        },
        Some(_) | None => Table {
            total: Cell::Hidden,
            breakdowns: breakdowns.iter().map(|cells| vec![Cell::Hidden; cells.len()]).collect(),
        },
    }
}

fn shown(cells: &[u64], hidden: &BTreeSet<usize>) -> Vec<Cell> {
    let one =
        |(at, cell): (usize, &u64)| if hidden.contains(&at) { Cell::Hidden } else { Cell::Shown(*cell) };
    cells.iter().enumerate().map(one).collect()
}

/// Which cells of one breakdown go; none where no choice protects them.
fn hidden_of(cells: &[u64]) -> Option<BTreeSet<usize>> {
    let small = |cell: u64| cell > 0 && cell < SMALLEST_SHOWN;
    let mut hidden: BTreeSet<usize> =
        cells.iter().enumerate().filter(|(_, cell)| small(**cell)).map(|(at, _)| at).collect();
    let mut others: Vec<(u64, usize)> = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| **cell >= SMALLEST_SHOWN)
        .map(|(at, cell)| (*cell, at))
        .collect();
    // The smallest first: as little as possible is lost.
    others.sort_unstable();
    let mut others = others.into_iter();
    while !protected(cells, &hidden) {
        let (_, next) = others.next()?;
        hidden.insert(next);
    }
    Some(hidden)
}

/// Every hidden cell is at least one; so each can be as much as the sum leaves when all the others are one.
fn protected(cells: &[u64], hidden: &BTreeSet<usize>) -> bool {
    let count = hidden.len() as u64;
    let together =
        hidden.iter().filter_map(|at| cells.get(*at)).fold(0, |sum: u64, cell| sum.saturating_add(*cell));
    count == 0 || (count > 1 && together.saturating_sub(count - 1) >= SMALLEST_SHOWN)
}

fn sum(cells: &[u64]) -> u64 {
    cells.iter().fold(0, |sum, cell| sum.saturating_add(*cell))
}
