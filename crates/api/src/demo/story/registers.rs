//! Registers: two banks, a branch, and two mediators seconded by them. A second run on the same data finds them there.

use crate::demo::cast::{
    BANK, BANK_NAME, BARRED_NAME, BRANCH, BRANCH_NAME, CENTRE, Cast, MEDIATOR_NAME, OTHER_BANK,
    OTHER_BANK_NAME, Who,
};
use crate::demo::play::{Play, PlayError, Step};
use serde_json::{Value, json};

/// Enters everybody; gives the mediator seconded by the respondent's own bank.
pub(super) async fn play(play: &mut Play<'_>, cast: &mut Cast<'_>) -> Result<String, PlayError> {
    let institution =
        |at, title, key, body| Step::write(Who::Federation, at, title, "/v1/institutions", body).once(key);
    let title = ("登记岭南示例银行（法人）", "Enters a bank, a legal person, into the register");
    let body = json!({ "uscc": BANK, "name": BANK_NAME, "sector": "BANK" });
    play.act(cast, institution("2026-09-01T09:00", title, "demo-1-bank", body)).await?;

    let title = ("登记该行的天河支行", "Enters a branch of that bank");
    let body = json!({ "uscc": BRANCH, "name": BRANCH_NAME, "legal_person": BANK, "sector": "BANK" });
    play.act(cast, institution("2026-09-01T09:05", title, "demo-1-branch", body)).await?;

    let title = ("登记珠江示例银行", "Enters another bank");
    let body = json!({ "uscc": OTHER_BANK, "name": OTHER_BANK_NAME, "sector": "BANK" });
    play.act(cast, institution("2026-09-01T09:10", title, "demo-1-other-bank", body)).await?;

    let mediator =
        |at, title, key, body| Step::write(Who::Director, at, title, "/v1/mediators", body).once(key);
    let title = ("甲调解员入册，由岭南示例银行派驻", "Enters mediator A, seconded by the first bank");
    let entry = seconded(BARRED_NAME, BANK);
    let barred = play.act(cast, mediator("2026-09-01T09:15", title, "demo-1-mediator-a", entry)).await?;
    let barred = play.text(&barred, "/id")?;

    let title = ("乙调解员入册，由珠江示例银行派驻", "Enters mediator B, seconded by the other bank");
    let entry = seconded(MEDIATOR_NAME, OTHER_BANK);
    let free = play.act(cast, mediator("2026-09-01T09:20", title, "demo-1-mediator-b", entry)).await?;
    cast.mediator = Some(play.text(&free, "/id")?);
    Ok(barred)
}

fn seconded(name: &str, home: &str) -> Value {
    json!({
        "centre": CENTRE,
        "name": name,
        "kind": "SECONDED",
        "home_institution": home,
        "employment": [{ "institution": home }],
        "expertise": ["RMB_SAVINGS"],
    })
}
