//! How a dispute reaches the centre.

use crate::moving;
use crate::roads::Road;
use acceptance::dispute::today;
use acceptance::{Answer, House, Who};
use serde_json::{Value, json};

/// The kind of business in which institutions of the docket have signed memoranda; no other dispute is about it.
const MEMORANDUM_BUSINESS: &str = "PRECIOUS_METALS";
/// What such a memorandum goes up to.
pub(crate) const MEMORANDUM_FEN: i64 = 100_000;

/// Whether somebody else than a party brings it.
pub(crate) fn by_others(road: Road) -> bool {
    moving::by_a_court(road) || road == Road::HandedOver
}

/// Whether the institution has bound itself for small disputes like this one.
pub(crate) fn under_a_memorandum(road: Road) -> bool {
    matches!(road, Road::OpinionAccepted | Road::OpinionDeclined)
}

/// Files it the way its road begins.
pub(crate) async fn file(
    house: &House,
    road: Road,
    number: usize,
    applicant: &Who,
    mut application: Value,
) -> Answer {
    if let Some(letter) = moving::letter(road, number, &application) {
        return house.post(&house.court(), "/v1/referrals", &letter).await.ok();
    }
    if under_a_memorandum(road) {
        application["business"] = json!(MEMORANDUM_BUSINESS);
        sign_memorandum(house, &application["respondents"][0]["uscc"]).await;
    }
    if road == Road::PartSettled
        && let Some(claims) = application["claims"].as_array_mut()
    {
        claims.push(json!({ "kind": "APOLOGY", "wording": "书面道歉" }));
    }
    if road == Road::HandedOver {
        application["channel"] = json!("HOTLINE");
        application["outside_ticket"] = json!(format!("12363-2026-{number:05}"));
        application["handed_over"] = json!({ "line": "12363" });
        return house.post(&house.clerk(), "/v1/cases", &application).await.ok();
    }
    if road != Road::DraftedOnline {
        return house.post(applicant, "/v1/cases", &application).await.ok();
    }
    let begun = json!({ "centre": application["centre"], "application": { "facts": application["facts"] } });
    let draft = house.post(applicant, "/v1/drafts", &begun).await.ok().text("/id");
    let whole = json!({ "application": application });
    let _amended = house.post(applicant, &format!("/v1/drafts/{draft}/amendments"), &whole).await.ok();
    house.post(applicant, &format!("/v1/drafts/{draft}/submission"), &json!({})).await.ok()
}

/// The institution signs one, unless it has.
async fn sign_memorandum(house: &House, uscc: &Value) {
    let path = format!("/v1/institutions/{}/memoranda", uscc.as_str().expect("a code"));
    let signed = json!({
        "reference": "粤金消备〔2026〕3号", "ceiling_fen": MEMORANDUM_FEN, "businesses": [MEMORANDUM_BUSINESS],
        "signed_on": today(), "valid_from": today(), "valid_to": today().checked_add_days(chrono::Days::new(365)),
    });
    let answer = house.post(&house.clerk(), &path, &signed).await;
    if answer.body["code"] != "memorandum-overlaps" {
        let _signed = answer.ok();
    }
}
