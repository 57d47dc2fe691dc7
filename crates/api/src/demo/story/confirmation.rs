//! Judicial confirmation: applied for jointly inside the 30 days, through the green channel, accepted, ruled valid, read by the court.

use super::{Matter, facts};
use crate::demo::cast::{COURT, COURT_CASE_NO, Cast, Who};
use crate::demo::play::{Play, PlayError, Step};
use serde_json::json;

/// Takes the agreement to the court and back.
pub(super) async fn play(
    play: &mut Play<'_>,
    cast: &Cast<'_>,
    matter: &Matter,
    agreement_no: &str,
) -> Result<(), PlayError> {
    apply(play, cast, matter).await?;
    rule(play, cast, matter).await?;
    read(play, cast, agreement_no).await
}

async fn apply(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<(), PlayError> {
    let title = ("准备司法确认申请，向越秀区法院", "Prepares the application to the court of Yuexiu");
    let body = json!({ "party": matter.depositor, "court": COURT, "basis": "ORGANISATION_SEAT" });
    let prepared = Step::write(Who::Depositor, "2026-09-18T09:00", title, matter.path("/confirmation"), body);
    play.act(cast, prepared).await?;

    let path = matter.path("/confirmation/signatures");
    let title = ("申请人签署共同申请", "The applicant signs the joint application");
    let body = json!({ "party": matter.depositor });
    play.act(cast, Step::write(Who::Depositor, "2026-09-18T09:30", title, path.as_str(), body)).await?;
    let title = ("银行签署共同申请", "The bank signs the joint application");
    let body = json!({ "party": matter.bank });
    play.act(cast, Step::write(Who::BankAgent, "2026-09-18T10:30", title, path.as_str(), body)).await?;

    let title =
        ("经绿色通道向法院提交，三十日期限内", "Files it through the green channel, inside the thirty days");
    let papers = ["APPLICATION", "AGREEMENT", "MEDIATION_CERTIFICATE", "IDENTITY_PROOFS", "AUTHORISATION"];
    let body = json!({ "papers": papers, "green_channel": true });
    let filed = Step::write(Who::Clerk, "2026-09-21T09:00", title, matter.path("/confirmation/filing"), body);
    play.act(cast, filed).await?;
    Ok(())
}

async fn rule(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<(), PlayError> {
    let path = matter.path("/confirmation/court-steps");
    let title = ("法院受理，编立案号", "The court accepts and gives its number");
    let body = json!({ "step": "ACCEPT", "court_case_no": COURT_CASE_NO, "on": "2026-09-22" });
    play.act(cast, Step::write(Who::Court, "2026-09-22T10:00", title, path.as_str(), body)).await?;

    let title = ("法院裁定调解协议有效", "The court rules the agreement valid");
    let body = json!({
        "step": "CONFIRM",
        "ruling_no": COURT_CASE_NO,
        "ruled_on": "2026-09-23",
        "served_on": "2026-09-23",
    });
    play.act(cast, Step::write(Who::Court, "2026-09-23T15:00", title, path.as_str(), body)).await?;
    Ok(())
}

async fn read(play: &mut Play<'_>, cast: &Cast<'_>, agreement_no: &str) -> Result<(), PlayError> {
    let title = ("法院查询已确认的调解协议登记", "The court lists the settlements it confirmed");
    let path = "/v1/settlements?status=CONFIRMED";
    let list = Step::read(Who::Court, "2026-09-23T15:20", title, path)
        .show(|list| facts(list, &["/items/0/agreement_no", "/items/0/court_case_no"]));
    play.act(cast, list).await?;

    let title = ("法院查阅该份调解协议的登记", "The court reads the record of this settlement");
    let path = format!("/v1/settlements/{agreement_no}");
    let record = Step::read(Who::Court, "2026-09-23T15:30", title, path).show(|record| {
        let known = [
            "/agreement_no",
            "/hash",
            "/effective_on",
            "/settled_fen",
            "/status",
            "/ruling_no",
            "/performance",
        ];
        facts(record, &known)
    });
    play.act(cast, record).await?;
    Ok(())
}
