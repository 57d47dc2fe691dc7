//! What is said to each text of the agreement before it is signed, what the centre finds, and what is agreed by word of mouth.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, cast};
use chrono::Days;
use serde_json::{Value, json};

fn refund(dispute: &Dispute<'_>, amount_fen: i64) -> Value {
    json!({
        "type": "REFUND", "payer": dispute.respondent, "payee": dispute.applicant,
        "amount_fen": amount_fen, "due_on": today().checked_add_days(Days::new(7)),
    })
}

#[tokio::test]
async fn parties_answer_each_version_and_read_what_changed_in_the_next() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Drafted).await;
    let answers = |version: u64| format!("agreements/{version}/answers");
    let said =
        |party: &str, answer: &str, hash: &str| json!({ "party": party, "answer": answer, "hash": hash });
    let without = said(&dispute.applicant, "CHANGES_WANTED", &dispute.hash);
    let path = answers(dispute.version);
    dispute.try_write(&house.applicant(), &path, without.clone()).await.refused(422, "answer-reason-missing");
    let mut wanted = without;
    wanted["reason"] = json!("金额与存单不符");
    dispute.write(&house.applicant(), &path, wanted).await;
    dispute.write(&house.agent(), &path, said(&dispute.respondent, "ACCEPTED", &dispute.hash)).await;

    let first = dispute.hash.clone();
    dispute.draft(cast::AMOUNT_FEN / 2).await;
    let old = said(&dispute.applicant, "ACCEPTED", &first);
    dispute.try_write(&house.applicant(), &answers(1), old).await.refused(409, "version-not-current");
    let path = answers(dispute.version);
    dispute.write(&house.applicant(), &path, said(&dispute.applicant, "ACCEPTED", &dispute.hash)).await;

    for reader in [house.applicant(), house.agent(), house.mediator(), house.clerk()] {
        let versions = dispute.read(&reader, "agreements").await.body["versions"].clone();
        assert_eq!(versions[0]["answers"][0]["reason"], "金额与存单不符", "{versions}");
        assert_eq!(versions[0]["answers"][1]["answer"], "ACCEPTED");
        assert_eq!((&versions[1]["version"], &versions[1]["compared_with"]), (&json!(2), &json!(1)));
        let changes = versions[1]["changes"].as_array().expect("changes").clone();
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!(changes[0]["fields"][0]["field"], "amount");
        let zh = changes[0]["zh-CN"].as_str().unwrap_or_default();
        assert!(zh.starts_with("第 1 条（退费、退保）：金额由“") && zh.ends_with(" 元”。"), "{zh}");
    }
    // Negotiations are no matter for a court.
    let address = format!("/v1/cases/{}/agreements", dispute.case);
    house.get(&house.court(), &address).await.refused(403, "forbidden");
    house.get(&house.accounts.party("stranger"), &address).await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn who_will_not_sign_says_so_and_only_then_the_mediation_ends_for_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Drafted).await;
    let ending = json!({ "code": "E07", "reason": cast::REASON });
    let early = dispute.try_write(&house.director(), "termination", ending.clone()).await;
    early.refused(409, "nobody-refused-to-sign");
    dispute.refuse_to_sign().await;
    dispute.write(&house.director(), "termination", ending).await;
    assert_eq!(dispute.read(&house.applicant(), "").await.body["termination"]["code"], "E07");
    house.finish().await;
}

#[tokio::test]
async fn what_the_centre_sends_back_is_not_signed_and_every_unclear_clause_is_named() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Drafted).await;
    let reviews = format!("agreements/{}/reviews", dispute.version);
    let review = json!({ "outcome": "RETURNED", "findings": ["UNCLEAR"], "note": "没有履行方式", "hash": dispute.hash });
    dispute.try_write(&house.mediator(), &reviews, review.clone()).await.refused(403, "forbidden");
    let mut bare = review.clone();
    bare["findings"] = json!([]);
    dispute.try_write(&house.clerk(), &reviews, bare).await.refused(422, "agreement-review-findings");
    dispute.write(&house.clerk(), &reviews, review).await;
    let signature = dispute.signature(Some(&dispute.applicant));
    let signing = format!("agreements/{}/signatures", dispute.version);
    dispute.try_write(&house.applicant(), &signing, signature).await.refused(409, "agreement-returned");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["next_action"], "DRAFT_AGREEMENT");

    let yesterday = today().checked_sub_days(Days::new(1));
    let unclear = json!({ "terms": [
        { "term": { "type": "CONDUCT", "obligor": dispute.respondent, "due_on": yesterday } },
        { "term": refund(&dispute, 100), "wording": "银行应删除不良记录" },
        { "term": { "type": "PENALTY", "obligor": dispute.respondent } },
    ] });
    let refused = dispute.try_write(&house.mediator(), "agreements", unclear).await;
    let told = refused.body["facts"]["clauses"].as_str().unwrap_or_default().to_owned();
    refused.refused(422, "term-unclear");
    let expected = format!(
        "1: DATE_IN_PAST {}, 1: WORDING_MISSING, 2: FORBIDDEN CREDIT_DELETION 删除不良, 3: PENALTY_UNCLEAR",
        yesterday.expect("yesterday"),
    );
    assert_eq!(told, expected);

    let later = json!({ "terms": [
        { "term": refund(&dispute, 100) },
        { "term": { "type": "CONTRACT_CHANGE", "change": "CHANGED", "effective_on": today() }, "wording": "第 7 条利率改为 4.1%" },
        { "term": { "type": "CREDIT_RECORD", "obligor": dispute.respondent, "action": "CORRECT", "due_on": today() }, "wording": "更正逾期记录" },
        { "term": { "type": "SECURITY", "guarantor": dispute.respondent, "debtor": dispute.applicant, "up_to_fen": 100 } },
        { "term": { "type": "PENALTY", "obligor": dispute.respondent, "daily_ppm": 500 } },
        { "term": { "type": "ENFORCEMENT_CONSENT", "debtor": dispute.respondent } },
        { "term": { "type": "WAIVER", "creditor": dispute.respondent, "amount_fen": 1, "item": "INTEREST" } },
    ] });
    dispute.draft_terms(later).await;
    let passed = json!({ "outcome": "PASSED", "hash": dispute.hash });
    dispute.write(&house.director(), &format!("agreements/{}/reviews", dispute.version), passed).await;
    dispute.sign().await;
    dispute.go_on(Step::Signed, Step::Confirmed).await;
    let seen = dispute.read(&house.court(), "").await.body["agreement"].clone();
    assert_eq!(seen["terms"][4]["body"]["daily_ppm"], 500, "{seen}");
    assert!(seen.get("reviews").is_none() && seen.get("answers").is_none(), "{seen}");
    house.finish().await;
}

/// Both sides say yes to a refund.
pub(crate) async fn agree_orally(dispute: &mut Dispute<'_>) {
    let spoken = json!({
        "terms": [{ "term": refund(dispute, cast::AMOUNT_FEN) }],
        "agreed_by": [dispute.applicant, dispute.respondent],
        "evidence": "口头协议登记表 7",
    });
    let mediator = dispute.house.mediator();
    dispute.write(&mediator, "oral-agreement", spoken).await;
    dispute.hash = dispute.read(&mediator, "").await.text("/agreement/hash");
}

/// The paper of it, with every signature.
pub(crate) async fn paper(dispute: &Dispute<'_>) -> Value {
    let read = dispute.read(&dispute.house.mediator(), "").await;
    json!({
        "parties": [dispute.applicant, dispute.respondent], "mediator": read.body["mediator"],
        "seal": "SEAL-01", "evidence": "scan-7.pdf", "scan_sha256": "5c".repeat(32), "hash": dispute.hash,
    })
}

#[tokio::test]
async fn what_is_agreed_by_word_of_mouth_binds_at_once_and_is_confirmed_once_it_is_on_paper() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::SessionClosed).await;
    let terms = json!([{ "term": refund(&dispute, cast::AMOUNT_FEN) }]);
    let twice = json!([dispute.applicant, dispute.applicant]);
    let one = json!({ "terms": terms, "agreed_by": twice, "evidence": "口头协议登记表 7" });
    dispute.try_write(&house.mediator(), "oral-agreement", one).await.refused(422, "oral-not-unanimous");
    agree_orally(&mut dispute).await;
    let read = dispute.read(&house.applicant(), "").await.body;
    assert_eq!((&read["stage"], &read["agreement"]["came_about"]), (&json!("EFFECTIVE"), &json!("ORAL")));
    assert_eq!(read["agreement"]["regimes"][0]["regime"], "ORAL");
    dispute.try_read(&house.clerk(), "bundle").await.refused(409, "settlement-oral");

    let asked = json!({ "party": dispute.applicant, "court": cast::COURT, "basis": "ORGANISATION_SEAT" });
    let early = dispute.try_write(&house.applicant(), "confirmation", asked).await;
    early.refused(409, "oral-not-confirmed");
    let whole = paper(&dispute).await;
    let mut unsigned = whole.clone();
    unsigned["parties"] = json!([dispute.applicant]);
    let unsigned = dispute.try_write(&house.clerk(), "agreements/1/paper", unsigned).await;
    unsigned.refused(409, "signatures-missing");
    dispute.write(&house.clerk(), "agreements/1/paper", whole.clone()).await;
    dispute.try_write(&house.clerk(), "agreements/1/paper", whole).await.refused(409, "written-already");
    dispute.go_on(Step::Sealed, Step::Confirmed).await;
    let number = read["agreement"]["agreement_no"].as_str().expect("a number");
    let row = house.get(&house.court(), &format!("/v1/settlements/{number}")).await.ok().body;
    assert_eq!((&row["status"], &row["came_about"]), (&json!("CONFIRMED"), &json!("ORAL")));
    house.finish().await;
}

#[tokio::test]
async fn a_centre_that_reviews_every_agreement_seals_none_without() {
    let house = House::open().await;
    let amendment =
        json!({ "effective_from": today(), "rules": { "legality_review": true }, "reason": "修订" });
    let centre = format!("/v1/centres/{}/amendments", cast::CENTRE);
    let _amended = house.post(&house.accounts.federation(), &centre, &amendment).await.ok();
    let dispute = Dispute::at(&house, Step::Signed).await;
    let sealing = json!({ "seal": "SEAL-01", "hash": dispute.hash });
    let seal = format!("agreements/{}/seal", dispute.version);
    let refused = dispute.try_write(&house.clerk(), &seal, sealing.clone()).await;
    refused.refused(409, "agreement-review-missing");
    let passed = json!({ "outcome": "PASSED", "hash": dispute.hash });
    dispute.write(&house.clerk(), &format!("agreements/{}/reviews", dispute.version), passed).await;
    dispute.write(&house.clerk(), &seal, sealing).await;
    house.finish().await;
}

#[tokio::test]
async fn a_paper_signed_by_hand_is_known_by_the_hash_of_its_scan() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Drafted).await;
    let mut signature = dispute.signature(Some(&dispute.applicant));
    signature["method"] = json!("HANDWRITTEN");
    let path = format!("agreements/{}/signatures", dispute.version);
    dispute.try_write(&house.clerk(), &path, signature.clone()).await.refused(422, "scan-missing");
    signature["scan_sha256"] = json!("scan-1.pdf");
    dispute.try_write(&house.clerk(), &path, signature.clone()).await.refused(422, "hash-malformed");
    signature["scan_sha256"] = json!("5c".repeat(32));
    dispute.write(&house.clerk(), &path, signature).await;
    let read = dispute.read(&house.agent(), "").await;
    assert_eq!(read.text("/agreement/signatures/0/scan_sha256"), "5c".repeat(32));
    house.finish().await;
}
