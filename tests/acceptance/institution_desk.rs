//! The desk of an institution: what its own people find, and what nobody else does.

use acceptance::{Dispute, House, Step, cast};
use serde_json::json;

const DESK: &str = "/v1/institution-desk";

#[tokio::test]
async fn a_bank_sees_what_its_branches_have_to_do_and_another_bank_sees_nothing() {
    let house = House::open().await;
    let _waiting = Dispute::at(&house, Step::RespondentNotified).await;
    let asking = Dispute::at(&house, Step::RightsNotified).await;
    asking.write(&house.agent(), "authority-requests", crate::authority::request(&asking)).await;
    let settled = Dispute::at(&house, Step::Sealed).await;
    let _planned = Dispute::at(&house, Step::SessionScheduled).await;
    let head_office = house.accounts.agent(cast::BANK);
    let other = house.accounts.agent(cast::OTHER_BANK);

    let desk = house.get(&head_office, DESK).await.ok();
    assert_eq!(
        (desk.text("/institution"), desk.text("/branches/0/uscc")),
        (cast::BANK.to_owned(), cast::BRANCH.to_owned())
    );
    assert_eq!(desk.text("/branches/0/legal_person"), cast::BANK);
    let total = &desk.body["total"];
    assert_eq!((&total["open_cases"], &total["awaiting_answer"]), (&json!(4), &json!(1)));
    assert_eq!((&total["response"]["answered"], &total["response"]["p90_days"]), (&json!(3), &json!(0)));
    assert_eq!((&total["approvals"]["pending"], &total["approvals"]["past"]), (&json!(1), &json!(0)));
    assert_eq!(
        (&total["obligations"]["due"], &total["obligations"]["due_fen"]),
        (&json!(1), &json!(cast::AMOUNT_FEN))
    );
    assert_eq!(total["sessions_in_14_days"], 1);
    let own = house.get(&house.agent(), DESK).await.ok();
    assert_eq!(own.body["total"], desk.body["total"], "the branch has the same cases");

    let approvals = house.get(&head_office, &format!("{DESK}/approvals")).await.ok();
    assert_eq!((approvals.items().len(), approvals.text("/items/0/case")), (1, asking.case.clone()));
    assert_eq!(approvals.body["items"][0]["approval"]["ceiling_fen"], 60_000);
    assert!(approvals.text("/items/0/case_no").contains("金调字"));
    let obligations = house.get(&head_office, &format!("{DESK}/obligations?limit=1")).await.ok();
    assert_eq!(
        (obligations.text("/items/0/case"), &obligations.body["next"]),
        (settled.case.clone(), &json!(null))
    );
    assert_eq!(obligations.body["items"][0]["obligation"]["outstanding_fen"], json!(cast::AMOUNT_FEN));
    let before = house.get(&head_office, &format!("{DESK}/obligations?due_by=2020-01-01")).await.ok();
    assert!(before.items().is_empty());

    let nothing = house.get(&other, DESK).await.ok();
    assert_eq!((&nothing.body["branches"], &nothing.body["total"]["open_cases"]), (&json!([]), &json!(0)));
    for list in ["approvals", "obligations"] {
        let list = format!("{DESK}/{list}");
        assert!(house.get(&other, &list).await.ok().items().is_empty(), "{list}");
        house.get(&head_office, &format!("{list}?after=nonsense")).await.refused(400, "cursor-malformed");
        house.get(&head_office, &format!("{list}?limit=0")).await.refused(400, "query-parameter-invalid");
        house.get(&head_office, &format!("{list}?colour=red")).await.refused(400, "query-parameter-unknown");
    }
    for nobody in [house.applicant(), house.clerk(), house.director(), house.mediator(), house.court()] {
        for path in [DESK.to_owned(), format!("{DESK}/approvals"), format!("{DESK}/obligations")] {
            house.get(&nobody, &path).await.refused(403, "forbidden");
        }
    }

    settled.write(&house.officer(), "restriction", json!({})).await;
    let desk = house.get(&head_office, DESK).await.ok();
    assert_eq!(
        (&desk.body["total"]["open_cases"], &desk.body["total"]["obligations"]["due"]),
        (&json!(3), &json!(0))
    );
    assert!(house.get(&head_office, &format!("{DESK}/obligations")).await.ok().items().is_empty());
    house.finish().await;
}
