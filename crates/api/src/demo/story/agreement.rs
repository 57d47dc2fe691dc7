//! Agreement: drafted in clauses, signed by all, sealed; it takes effect and the 30 days for confirmation begin.

use super::{Matter, facts};
use crate::demo::cast::{Cast, RELEASE, Who};
use crate::demo::play::{Play, PlayError, Step};
use serde_json::{Value, json};

/// Brings the agreement into force; gives its number.
pub(super) async fn play(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<String, PlayError> {
    let title = (
        "起草调解协议：七日内付款1,280.00元，大写与小写一致",
        "Drafts the agreement: 1,280.00 yuan within seven days, words and figures checked against each other",
    );
    let body = json!({ "terms": terms(matter) });
    play.act(cast, Step::write(Who::Mediator, "2026-09-17T09:30", title, matter.path("/agreements"), body))
        .await?;

    let title = (
        "查看协议文本及其哈希，签名针对该哈希",
        "Reads the agreement and its hash: that is what gets signed",
    );
    let read = Step::read(Who::Depositor, "2026-09-17T10:00", title, matter.path(""))
        .show(|case| facts(case, &["/stage", "/agreement/agreement_no", "/agreement/hash"]));
    let read = play.act(cast, read).await?;
    let hash = play.text(&read, "/agreement/hash")?;
    let agreement_no = play.text(&read, "/agreement/agreement_no")?;

    sign(play, cast, matter, &hash).await?;
    let title = (
        "加盖中心印章，协议生效，司法确认三十日期限起算",
        "Seals it: in force, and the thirty days for confirmation begin",
    );
    let body = json!({ "seal": "SEAL-440100-DEMO", "hash": hash });
    let path = matter.path("/agreements/1/seal");
    play.act(cast, Step::write(Who::Clerk, "2026-09-17T15:00", title, path, body)).await?;
    Ok(agreement_no)
}

async fn sign(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter, hash: &str) -> Result<(), PlayError> {
    let path = matter.path("/agreements/1/signatures");
    let title = ("申请人电子签名", "The applicant signs electronically");
    let body =
        json!({ "party": matter.depositor, "method": "E_SIGN", "evidence": "CA-DEMO-0001", "hash": hash });
    play.act(cast, Step::write(Who::Depositor, "2026-09-17T10:10", title, path.as_str(), body)).await?;

    let title =
        ("银行代理人凭特别授权电子签名", "The bank's agent signs, with special authorisation to settle");
    let body = json!({
        "party": matter.bank,
        "method": "E_SIGN",
        "special_authorisation": true,
        "evidence": "CA-DEMO-0002",
        "hash": hash,
    });
    play.act(cast, Step::write(Who::BankAgent, "2026-09-17T11:00", title, path.as_str(), body)).await?;

    let title = ("调解员签名", "The mediator signs");
    let body = json!({ "method": "E_SIGN", "evidence": "CA-DEMO-0003", "hash": hash });
    play.act(cast, Step::write(Who::Mediator, "2026-09-17T11:30", title, path.as_str(), body)).await?;
    Ok(())
}

fn terms(matter: &Matter) -> Value {
    json!([
        {
            "term": {
                "type": "PAYMENT",
                "payer": matter.bank,
                "payee": matter.depositor,
                "amount_fen": 128_000,
                "due_on": "2026-09-24",
            },
            "amount_in_words": "壹仟贰佰捌拾元整",
        },
        { "term": { "type": "RELEASE" }, "wording": RELEASE },
        { "term": { "type": "JOINT_CONFIRMATION" } },
    ])
}
