//! Intake: filed online, read back, found in the work list, accepted with every check, respondent told, both sides consent.

use super::{Matter, facts, party};
use crate::demo::cast::{BRANCH, CENTRE, CLAIM, Cast, FACTS, Who, depositor};
use crate::demo::play::{Play, PlayError, Step};
use serde_json::{Value, json};

/// The requirements of acceptance.
const CHECKS: [&str; 7] = [
    "STANDING",
    "RESPONDENT_IDENTIFIED",
    "CLAIM_CONCRETE",
    "FINANCIAL_DISPUTE",
    "JURISDICTION",
    "NO_EXCLUSION",
    "CLERK_IMPARTIAL",
];

/// Opens the case and brings it to the choice of a mediator.
pub(super) async fn play(play: &mut Play<'_>, cast: &Cast<'_>) -> Result<Matter, PlayError> {
    let matter = file(play, cast).await?;
    accept(play, cast, &matter).await?;
    consent(play, cast, &matter).await?;
    Ok(matter)
}

async fn file(play: &mut Play<'_>, cast: &Cast<'_>) -> Result<Matter, PlayError> {
    let title = (
        "网上提交调解申请：定期存款利息少付1,280.00元",
        "Files online: interest on a fixed deposit is 1,280.00 yuan short",
    );
    let filed = Step::write(Who::Depositor, "2026-09-01T10:20", title, "/v1/cases", application());
    let filed = play.act(cast, filed).await?;
    let case = play.text(&filed, "/id")?;

    let title = ("查看自己的案件", "Reads the own case");
    let read = Step::read(Who::Depositor, "2026-09-01T10:25", title, format!("/v1/cases/{case}"))
        .show(|case| facts(case, &["/stage", "/claim_fen", "/next_action", "/next_due"]));
    let read = play.act(cast, read).await?;
    let (depositor, bank) = (party(play, &read, "APPLICANT")?, party(play, &read, "RESPONDENT")?);
    Ok(Matter { case, depositor, bank })
}

async fn accept(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<(), PlayError> {
    let title = ("查看待办：等待受理决定的案件", "Reads the work list: cases awaiting the decision");
    let path = "/v1/work-list?next_action=DECIDE_ACCEPTANCE";
    let list = Step::read(Who::Clerk, "2026-09-03T09:10", title, path).show(|list| facts(list, &["/total"]));
    play.act(cast, list).await?;

    let title = ("受理：七项条件逐项核对并记录", "Accepts, each of seven requirements checked and recorded");
    let checks: Vec<Value> = CHECKS.iter().map(|check| json!({ "check": check, "met": true })).collect();
    let body = json!({ "track": "ORDINARY", "checks": checks });
    let accept = |at| Step::write(Who::Clerk, at, title, matter.path("/acceptance"), body.clone());
    let held_up = accept("2026-09-03T09:30").or_refused(409, "similarity-undecided");
    let answer = play.act(cast, held_up).await?;
    if let Some(others) = answer.text("/facts/others") {
        tell_apart(play, cast, matter, others).await?;
        play.act(cast, accept("2026-09-03T09:40")).await?;
    }

    let title = ("通知被申请人，询问是否同意调解", "Notifies the respondent and asks for consent");
    let body = json!({ "method": "ELECTRONIC" });
    let notice = Step::write(Who::Clerk, "2026-09-04T10:00", title, matter.path("/respondent-notice"), body);
    play.act(cast, notice).await?;
    Ok(())
}

/// The depositor of an earlier run asks again: the clerk says what that case is to this one.
async fn tell_apart(
    play: &mut Play<'_>,
    cast: &Cast<'_>,
    matter: &Matter,
    others: &str,
) -> Result<(), PlayError> {
    let title = (
        "认定相似案件：同一申请人此前的另一笔存款，分别处理",
        "Says what the similar cases are to this one: other deposits of the same person, each mediated by itself",
    );
    let others: Vec<&str> = others.split([',', ' ']).filter(|other| !other.is_empty()).collect();
    let body = json!({ "cases": others, "relation": "RELATED", "reason": "另一笔存款。" });
    let path = matter.path("/similarity-decisions");
    play.act(cast, Step::write(Who::Clerk, "2026-09-03T09:35", title, path, body)).await?;
    Ok(())
}

async fn consent(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<(), PlayError> {
    let consents = |who, at, title, party: &str, matters: Value| {
        let body =
            json!({ "party": party, "matters": matters, "form": "ELECTRONIC", "centre_appoints": true });
        Step::write(who, at, title, matter.path("/consents"), body)
    };
    let title = (
        "申请人逐项同意，并委托中心指定调解员：调解、在线、录音录像、电子送达、电子签名、个人信息处理与提供",
        "The applicant consents, each matter apart, and leaves the choice of a mediator to the centre: mediation, online, recording, e-service, e-signature, personal data",
    );
    let matters = json!([
        "MEDIATE",
        "ONLINE",
        "RECORDING",
        "E_SERVICE",
        "E_SIGNATURE",
        "SENSITIVE_DATA",
        "PROVIDE_DATA"
    ]);
    play.act(cast, consents(Who::Depositor, "2026-09-04T15:00", title, &matter.depositor, matters)).await?;

    let title = (
        "被申请人同意在线调解并委托中心指定调解员，各方同意齐备",
        "The respondent consents and leaves the choice to the centre: everybody has agreed",
    );
    let matters = json!(["MEDIATE", "ONLINE", "RECORDING", "E_SERVICE", "E_SIGNATURE"]);
    play.act(cast, consents(Who::BankAgent, "2026-09-08T11:00", title, &matter.bank, matters)).await?;
    Ok(())
}

fn application() -> Value {
    json!({
        "centre": CENTRE,
        "channel": "ONLINE",
        "applicants": [depositor()],
        "respondents": [{ "kind": "INSTITUTION", "uscc": BRANCH }],
        "business": "RMB_SAVINGS",
        "cause": "PRODUCT_RETURN",
        "product": "三年期定期存款",
        "facts": FACTS,
        "claims": [{ "kind": "PAYMENT", "amount_fen": 128_000, "wording": CLAIM }],
        "dispute_fen": 20_000_000,
        "incident_on": "2026-08-21",
        "prior_complaint": { "number": "DEMO-TS-0824", "lodged_on": "2026-08-24", "outcome": "REJECTED" },
        "privacy_notice": "2026-01",
    })
}
