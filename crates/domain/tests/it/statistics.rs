//! Rates as they are published, medians, and what may be published at all.

use domain::statistics::{
    Cell, Dimension, MEASURES, Mean, Rate, SMALLEST_SHOWN, Table, suppress, twice_the_median,
};
use proptest::prelude::*;

fn rate(numerator: u64, denominator: u64) -> Option<u64> {
    Rate { numerator, denominator, of: "settled", among: "ended" }.per_10_000()
}

/// Guangzhou 2020, the stations of Shanghai, the province 2014 to 2019 and 2020: each with the denominator it was printed with.
#[test]
fn the_published_rates_come_out_as_they_were_printed() {
    assert_eq!(rate(887, 981), Some(9_042));
    assert_eq!(rate(451, 523).map(|rate| (rate + 5) / 10), Some(862));
    assert_eq!(rate(1_144, 1_352), Some(8_462));
    assert_eq!(rate(1_356, 1_521), Some(8_915));
    // Not of the 1,522 received: that would have been printed as 89.09.
    assert_eq!(rate(1_356, 1_522), Some(8_909));
    // Online: 923 of the 981 that ended.
    assert_eq!(rate(923, 981), Some(9_409));
}

#[test]
fn nothing_out_of_nothing_is_no_rate() {
    assert_eq!(rate(0, 0), None);
    assert_eq!(rate(0, 7), Some(0));
    assert_eq!(Mean { sum: 0, count: 0 }.hundredths(), None);
    assert_eq!(Mean { sum: 33, count: 2 }.hundredths(), Some(1_650));
}

#[test]
fn a_median_is_the_middle_or_the_mean_of_both_middles() {
    assert_eq!(twice_the_median(&[]), None);
    assert_eq!(twice_the_median(&[(16, 1)]), Some(32));
    assert_eq!(twice_the_median(&[(3, 1), (10, 1)]), Some(13));
    assert_eq!(twice_the_median(&[(3, 5), (10, 1), (40, 1)]), Some(6));
    assert_eq!(twice_the_median(&[(3, 2), (10, 2)]), Some(13));
}

#[test]
fn every_measure_of_the_field_is_defined_once() {
    let codes: Vec<_> = MEASURES.iter().map(|measure| measure.code.to_owned()).collect();
    assert_eq!(codes, (1..=14).map(|number| format!("M{number}")).collect::<Vec<_>>());
    for dimension in Dimension::ALL {
        assert_eq!(Dimension::parse(dimension.name()), Some(dimension));
    }
    assert_eq!(Dimension::parse("name"), None);
}

#[test]
fn a_small_cell_takes_the_next_smallest_with_it() {
    let table = suppress(&[vec![3, 40, 9, 0]]);
    assert_eq!(table.total, Cell::Shown(52));
    assert_eq!(table.breakdowns, [[Cell::Hidden, Cell::Shown(40), Cell::Hidden, Cell::Shown(0)]]);
}

#[test]
fn two_cells_of_one_tell_themselves_by_their_sum() {
    let table = suppress(&[vec![1, 1, 30]]);
    assert_eq!(table.breakdowns, [[Cell::Hidden; 3]]);
    assert_eq!(table.total, Cell::Shown(32));
}

#[test]
fn where_nothing_else_can_be_hidden_the_total_goes_too() {
    let table = suppress(&[vec![1, 4], vec![5, 0]]);
    assert_eq!(table, Table { total: Cell::Hidden, breakdowns: vec![vec![Cell::Hidden; 2]; 2] });
}

/// Everything a hidden cell can be for somebody who knows the total, the shown cells and that a hidden one is not nothing.
fn possible(cells: &[Cell], total: u64) -> Vec<Vec<u64>> {
    let shown: u64 = cells.iter().map(|cell| if let Cell::Shown(number) = cell { *number } else { 0 }).sum();
    let hidden = cells.iter().filter(|cell| **cell == Cell::Hidden).count();
    let mut all = vec![vec![]];
    for at in 0..hidden {
        let mut longer = Vec::new();
        for chosen in &all {
            let rest = total - shown - chosen.iter().sum::<u64>();
            let range = if at + 1 == hidden { rest..=rest } else { 1..=rest };
            longer.extend(range.filter(|number| *number > 0).map(|number| {
                let mut next = chosen.clone();
                next.push(number);
                next
            }));
        }
        all = longer;
    }
    all
}

proptest! {
    /// Tried by writing down every table that fits what is published: no hidden cell has one value only, nor is any known to be small.
    #[test]
    fn no_hidden_cell_can_be_computed_from_total_and_margins(
        cells in prop::collection::vec(0_u64..9, 1..6),
        cuts in prop::collection::vec(0_usize..60, 0..4),
    ) {
        let total: u64 = cells.iter().sum();
        // Another breakdown of the same total: cut at other places.
        let mut bounds: Vec<u64> = cuts.iter().map(|cut| *cut as u64 % (total + 1)).collect();
        bounds.extend([0, total]);
        bounds.sort_unstable();
        let other: Vec<u64> = bounds.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let table = suppress(&[cells.clone(), other.clone()]);
        let known = match table.total {
            Cell::Shown(known) => known,
            Cell::Hidden => {
                prop_assert!(table.breakdowns.iter().flatten().all(|cell| *cell == Cell::Hidden));
                return Ok(());
            }
        };
        prop_assert_eq!(known, total);
        prop_assert!(known == 0 || known >= SMALLEST_SHOWN);
        for (published, real) in table.breakdowns.iter().zip([&cells, &other]) {
            for (cell, real) in published.iter().zip(real) {
                prop_assert!(*cell == Cell::Hidden || *cell == Cell::Shown(*real));
                prop_assert!(*real == 0 || *real >= SMALLEST_SHOWN || *cell == Cell::Hidden);
            }
            let worlds = possible(published, known);
            prop_assert!(!worlds.is_empty());
            for place in 0..worlds[0].len() {
                let largest = worlds.iter().map(|world| world[place]).max();
                let smallest = worlds.iter().map(|world| world[place]).min();
                prop_assert_eq!(smallest, Some(1));
                prop_assert!(largest >= Some(SMALLEST_SHOWN), "a hidden cell is known to be small");
            }
        }
    }
}
