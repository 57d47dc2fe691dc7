//! The story, phase by phase. Times are Shanghai time; nobody works on a rest day.

mod agreement;
mod confirmation;
mod ending;
mod intake;
mod mediation;
mod registers;

use super::cast::Cast;
use super::play::{Play, PlayError};
use crate::client::Answer;
use serde_json::Value;

/// How the story ended.
pub(super) struct Ended {
    /// The case.
    pub(super) case: String,
    /// Where it stands.
    pub(super) stage: String,
}

/// The case while it is played.
struct Matter {
    case: String,
    depositor: String,
    bank: String,
}

impl Matter {
    /// An address below the case.
    fn path(&self, rest: &str) -> String {
        format!("/v1/cases/{}{rest}", self.case)
    }
}

/// Plays the whole case.
///
/// # Errors
/// The first step that is answered otherwise than it should be.
pub(super) async fn play(play: &mut Play<'_>, cast: &mut Cast<'_>) -> Result<Ended, PlayError> {
    let barred = registers::play(play, cast).await?;
    let matter = intake::play(play, cast).await?;
    mediation::play(play, cast, &matter, &barred).await?;
    let agreement_no = agreement::play(play, cast, &matter).await?;
    confirmation::play(play, cast, &matter, &agreement_no).await?;
    let stage = ending::play(play, cast, &matter).await?;
    Ok(Ended { case: matter.case, stage })
}

/// The party of one side, by the case as it was read.
fn party(play: &Play<'_>, case: &Answer, side: &str) -> Result<String, PlayError> {
    let parties = case.body.pointer("/parties").and_then(Value::as_array);
    let of_side = |party: &&Value| party.get("side").and_then(Value::as_str) == Some(side);
    let party = parties.and_then(|parties| parties.iter().find(of_side));
    let id = party.and_then(|party| party.get("party")).and_then(Value::as_str);
    id.map(str::to_owned).ok_or_else(|| play.lacking(case, &format!("/parties of side {side}")))
}

/// `name value` for each pointer that has one.
fn facts(body: &Value, pointers: &[&str]) -> Vec<String> {
    let fact = |pointer: &&str| {
        let value = body.pointer(pointer).filter(|value| !value.is_null())?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let name = pointer.rsplit('/').next().unwrap_or(pointer);
        Some(format!("{name} {text}"))
    };
    pointers.iter().filter_map(fact).collect()
}
