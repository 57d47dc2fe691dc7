//! The end: the payment is reported, the case closes, and its timeline and the month's counts are read.

use super::{Matter, facts};
use crate::demo::cast::{CENTRE, Cast, PROOF, Who};
use crate::demo::play::{Play, PlayError, Step};
use serde_json::{Value, json};

/// The stage of a case with nothing left to do.
const CLOSED: &str = "CLOSED";

/// Ends the case; gives the stage it stands in.
pub(super) async fn play(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<String, PlayError> {
    let title = ("银行报告已付款1,280.00元", "The bank reports the payment of 1,280.00 yuan");
    let body = json!({ "seq": 1, "amount_fen": 128_000, "performed_on": "2026-09-24", "proof": PROOF });
    let paid =
        Step::write(Who::BankAgent, "2026-09-24T15:00", title, matter.path("/performance-reports"), body);
    play.act(cast, paid).await?;

    let title = ("结案", "Closes the case");
    let closed = Step::write(Who::Clerk, "2026-09-28T09:00", title, matter.path("/closing"), json!({}));
    play.act(cast, closed).await?;

    let title = ("查看案件历程", "Reads the timeline");
    let timeline = Step::read(Who::Clerk, "2026-09-28T09:05", title, matter.path("/timeline")).show(history);
    play.act(cast, timeline).await?;

    let title = ("查看本中心统计", "Reads the centre's counts");
    let path = format!("/v1/centres/{CENTRE}/counts?from=2026-09-01&to=2026-09-30");
    let counts = Step::read(Who::Director, "2026-09-28T09:10", title, path).show(|counts| {
        let known = ["received", "accepted", "settled", "confirmed", "closed", "settled_fen"];
        facts(counts, &known.map(|name| format!("/total/{name}")).each_ref().map(String::as_str))
    });
    play.act(cast, counts).await?;

    let title = ("储户查看：案件已结", "The depositor finds the case closed");
    let read = Step::read(Who::Depositor, "2026-09-28T09:15", title, matter.path(""))
        .show(|case| facts(case, &["/case_no", "/stage", "/confirmation/status"]));
    let read = play.act(cast, read).await?;
    let stage = play.text(&read, "/stage")?;
    if stage == CLOSED { Ok(stage) } else { Err(play.lacking(&read, "/stage of CLOSED")) }
}

/// A line each event.
fn history(timeline: &Value) -> Vec<String> {
    let entries = timeline.get("items").and_then(Value::as_array);
    let text =
        |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let line = |entry: &Value| format!("{} {}", text(entry, "legal_date"), text(entry, "type"));
    entries.map(|entries| entries.iter().map(line).collect()).unwrap_or_default()
}
