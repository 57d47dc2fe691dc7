//! Mediation: a mediator with a conflict is refused, another takes the case, and a video session ends in agreement.

use super::Matter;
use crate::demo::cast::{Cast, MINUTES, Who};
use crate::demo::play::{Play, PlayError, Step};
use serde_json::json;

/// Finds a mediator and holds the session; `barred` is seconded by the respondent's bank.
pub(super) async fn play(
    play: &mut Play<'_>,
    cast: &Cast<'_>,
    matter: &Matter,
    barred: &str,
) -> Result<(), PlayError> {
    choose(play, cast, matter, barred).await?;
    meet(play, cast, matter).await
}

async fn choose(
    play: &mut Play<'_>,
    cast: &Cast<'_>,
    matter: &Matter,
    barred: &str,
) -> Result<(), PlayError> {
    let offer = |at, title, mediator: &str| {
        let body = json!({ "mediator": mediator, "chosen_by_parties": false });
        Step::write(Who::Clerk, at, title, matter.path("/mediator-offers"), body)
    };
    let title = (
        "邀请甲调解员：由被申请人所属法人派驻，应当回避，系统拒绝",
        "Asks mediator A, seconded by the respondent's own legal person: refused, as it must be",
    );
    let refused = offer("2026-09-09T09:00", title, barred).refused(409, "conflict-of-interest");
    play.act(cast, refused).await?;

    let title = ("邀请乙调解员：无利益冲突", "Asks mediator B: no conflict");
    play.act(cast, offer("2026-09-09T09:20", title, cast.mediator.as_deref().unwrap_or_default())).await?;

    let title = ("乙调解员接受指派，无应当披露的情形", "Mediator B accepts, nothing to disclose");
    let path = matter.path("/assignment-acceptance");
    let body = json!({ "disclosed": [] });
    play.act(cast, Step::write(Who::Mediator, "2026-09-09T14:00", title, path, body)).await?;
    Ok(())
}

async fn meet(play: &mut Play<'_>, cast: &Cast<'_>, matter: &Matter) -> Result<(), PlayError> {
    let title = ("告知各方权利义务", "Tells the parties their rights");
    let body = json!({ "notice": "2026-01" });
    let told = Step::write(Who::Mediator, "2026-09-10T09:00", title, matter.path("/rights-notice"), body);
    play.act(cast, told).await?;

    let title = (
        "排期：视频调解，提前三个工作日以上",
        "Plans a video session with more than three working days' notice",
    );
    let body = json!({
        "starts_at": "2026-09-16T14:00:00+08:00",
        "planned_minutes": 180,
        "mode": "VIDEO",
        "venue": "video-room-demo",
    });
    let planned = Step::write(Who::Mediator, "2026-09-10T09:30", title, matter.path("/sessions"), body);
    let planned = play.act(cast, planned).await?;
    let session = format!("/sessions/{}", play.text(&planned, "/id")?);

    let title = (
        "视频调解开始，双方身份已核验，经同意录像",
        "Opens the session: both sides identified, recorded with consent",
    );
    let body = json!({
        "participants": [
            { "party": matter.depositor, "verified_by": "FACE" },
            { "party": matter.bank, "verified_by": "KNOWN_AGENT" },
        ],
        "recorded": true,
    });
    let path = matter.path(&format!("{session}/opening"));
    play.act(cast, Step::write(Who::Mediator, "2026-09-16T14:00", title, path, body)).await?;

    let title = (
        "两个半小时后结束：达成一致，记入笔录",
        "Closes it after two and a half hours: agreed, with minutes",
    );
    let body = json!({ "minutes": MINUTES, "result": "AGREED" });
    let path = matter.path(&format!("{session}/closing"));
    play.act(cast, Step::write(Who::Mediator, "2026-09-16T16:30", title, path, body)).await?;
    Ok(())
}
