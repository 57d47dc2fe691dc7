//! What courts send and what goes to another centre: the ledger, the offers, and who may read.

use crate::story::*;
use crate::support::House;
use projection::{Paging, Reader, ReferralState, TransferState};

fn paging() -> Paging {
    Paging::first(50)
}

#[tokio::test]
async fn the_ledger_is_the_courts_and_the_centres_and_nobody_elses() {
    let house = House::new();
    house.append(&receipt(referred(1))).await;
    house.append(&referred(2)).await;
    house.append(&filed(3)).await;
    let views = house.views().await;
    let of_court = views.referrals_of_court(COURT, None, &paging()).expect("rows").value.items;
    let states: Vec<ReferralState> = of_court.iter().map(|row| row.state).collect();
    assert_eq!(states.len(), 2);
    assert!(states.contains(&ReferralState::Active) && states.contains(&ReferralState::Received));
    let active = Some(ReferralState::Active);
    let of_centre =
        views.referrals_of_centre(&centre(GUANGZHOU), active, &paging()).expect("rows").value.items;
    assert_eq!(of_centre.len(), 1);
    let first = views.referrals_of_court(COURT, None, &Paging::first(1)).expect("rows").value;
    assert_eq!((first.items.len(), first.total), (1, Some(2)));
    let elsewhere = views.referrals_of_court("粤0106", None, &paging()).expect("rows").value;
    assert_eq!((elsewhere.items, elsewhere.total), (vec![], Some(0)), "another court's are not counted");
    let court = Reader::Court(COURT.to_owned());
    assert!(views.may_read(&court, of_court[0].case).expect("an answer").value);
}

#[tokio::test]
async fn an_offer_is_seen_by_both_centres_and_a_case_by_its_owner_alone() {
    let house = House::new();
    let (open, moved) = (offered_to(filed(1), FOSHAN), taken_over_by(offered_to(filed(2), FOSHAN), FOSHAN));
    house.append(&open).await;
    house.append(&moved).await;
    let views = house.views().await;
    for reader in [GUANGZHOU, FOSHAN] {
        let offers = views.transfers(Some(&centre(reader)), &paging()).expect("rows").value.items;
        assert_eq!(offers.len(), 1, "{reader}");
        assert_eq!((offers[0].case, offers[0].state), (open.id(), TransferState::Proposed));
    }
    assert!(views.transfers(None, &paging()).expect("rows").value.items.is_empty());
    let may = |id: &str, case| views.may_read(&Reader::Staff(centre(id)), case).expect("an answer").value;
    assert!(may(GUANGZHOU, open.id()) && !may(FOSHAN, open.id()));
    assert!(may(FOSHAN, moved.id()) && !may(GUANGZHOU, moved.id()));
}
