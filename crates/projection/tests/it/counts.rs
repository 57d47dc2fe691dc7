//! Counts by centre and month.

use crate::story::{FOSHAN, GUANGZHOU, centre, filed_with, refuse, withdraw};
use crate::support::{House, value};
use domain::classification::Termination;
use projection::{CountsFilter, MonthCounts};

async fn house() -> House {
    let house = House::new();
    // The whole way from the end of October into November.
    house.append(&filed_with(1, GUANGZHOU, "2026-10-20 09:00").whole()).await;
    house.append(&filed_with(2, GUANGZHOU, "2026-10-21 09:00").settled()).await;
    house.append(&withdraw(filed_with(3, GUANGZHOU, "2026-10-22 09:00").accepted())).await;
    house.append(&refuse(filed_with(4, GUANGZHOU, "2026-10-23 09:00"))).await;
    house.append(&filed_with(5, FOSHAN, "2026-10-12 09:00")).await;
    // Already November in Shanghai, still October in UTC.
    house.append(&filed_with(6, FOSHAN, "2026-11-01 07:00")).await;
    house
}

#[tokio::test]
async fn counts_say_what_happened_in_a_centre() {
    let house = house().await;
    let views = house.views().await;
    let filter = CountsFilter { centre: Some(centre(GUANGZHOU)), ..CountsFilter::default() };
    let sum = MonthCounts::sum(&value(views.counts(&filter)));
    assert_eq!((sum.received, sum.accepted, sum.refused), (4, 3, 1));
    assert_eq!((sum.settled, sum.confirmed, sum.closed), (2, 1, 1));
    assert_eq!(sum.terminated.get(&Termination::Withdrawn), Some(&1));
    assert_eq!((sum.claim_fen, sum.settled_fen), (4 * 860_000, 2 * 500_000));
}

#[tokio::test]
async fn a_rate_names_what_it_is_a_rate_of() {
    let house = house().await;
    let views = house.views().await;
    let filter = CountsFilter { centre: Some(centre(GUANGZHOU)), ..CountsFilter::default() };
    let sum = MonthCounts::sum(&value(views.counts(&filter)));
    let (ended, accepted) = (sum.settled_among_ended(), sum.settled_among_accepted());
    assert_eq!((ended.numerator, ended.denominator, ended.of, ended.among), (2, 3, "settled", "ended"));
    assert_eq!((accepted.numerator, accepted.denominator, accepted.among), (2, 3, "accepted"));
}

#[test]
fn a_transfer_to_another_centre_is_not_an_end() {
    let mut counts = MonthCounts { settled: 8, ..MonthCounts::default() };
    counts.terminated.extend([(Termination::TooFarApart, 2), (Termination::Transferred, 5)]);
    assert_eq!(counts.ended(), 10);
}

#[tokio::test]
async fn a_month_is_a_month_in_shanghai() {
    let house = house().await;
    let views = house.views().await;
    let months = |filter: &CountsFilter| -> Vec<(String, u64)> {
        value(views.counts(filter)).into_iter().map(|counts| (counts.month, counts.received)).collect()
    };
    let foshan = CountsFilter { centre: Some(centre(FOSHAN)), ..CountsFilter::default() };
    let expected = [("2026-10".to_owned(), 1), ("2026-11".to_owned(), 1)];
    assert_eq!(months(&foshan), expected);
    let november = chrono::NaiveDate::from_ymd_opt(2026, 11, 30);
    let in_november = CountsFilter { from: november, to: november, ..foshan };
    assert_eq!(months(&in_november), expected[1..]);
}
