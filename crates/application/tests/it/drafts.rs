//! Drafts whose time is over: ended once with their key, and a submission that broke off finished.

use crate::house::{actor, application, call, clerk, open};
use application::{Call, House};
use domain::draft::{Draft, DraftCommand};
use domain::ids::{CentreId, DraftId};
use domain::occasion::{Actor, Role};
use domain::text::LongText;
use uuid::Uuid;

const DRAFT: DraftId = DraftId(Uuid::from_u128(0xD7));

async fn keep(house: &House) {
    let application = house.for_draft(DRAFT, LongText::parse("{}").unwrap());
    let centre = CentreId::parse("440100").unwrap();
    let open = DraftCommand::Open { draft: DRAFT, centre, application };
    house.draft(&call(house, clerk(), "open"), DRAFT, open).await.unwrap();
}

fn by_the_house(house: &House, key: &str) -> Call {
    call(house, Actor::house().unwrap(), key)
}

fn after(house: &House, days: i64) {
    house.clock().move_to(house.clock().now() + chrono::TimeDelta::days(days));
}

#[tokio::test]
async fn a_draft_ends_once_when_its_time_is_over_and_is_read_no_more() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    keep(&house).await;
    after(&house, 20);
    assert!(house.expire_draft(&by_the_house(&house, "early"), DRAFT).await.unwrap().is_none());
    let kept = house.draft_state(DRAFT).await.unwrap();
    assert_eq!(house.typed(kept.kept().unwrap()).unwrap().as_deref(), Some("{}"));
    after(&house, 20);
    assert!(house.expire_draft(&by_the_house(&house, "over"), DRAFT).await.unwrap().is_some());
    assert!(house.expire_draft(&by_the_house(&house, "again"), DRAFT).await.unwrap().is_none());
    let ended = house.draft_state(DRAFT).await.unwrap();
    assert!(matches!(ended, Draft::Expired(_)));
    assert_eq!(house.typed(ended.kept().unwrap()).unwrap(), None);
}

#[tokio::test]
async fn a_submission_that_filed_its_case_and_broke_off_is_finished() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    keep(&house).await;
    let filing = house.submission(&call(&house, clerk(), "submit"), DRAFT);
    let (case, application) = application(&house, &filing);
    house.case(&filing, case, application).await.unwrap();
    after(&house, 40);
    assert!(house.expire_draft(&by_the_house(&house, "over"), DRAFT).await.unwrap().is_some());
    assert!(matches!(house.draft_state(DRAFT).await.unwrap(), Draft::Submitted(_, found) if found == case));
}

#[tokio::test]
async fn nobody_but_the_house_ends_a_draft_for_its_time() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    keep(&house).await;
    let stranger = call(&house, actor(Role::Director), "expire");
    assert!(house.draft(&stranger, DRAFT, DraftCommand::Expire).await.is_err());
}
