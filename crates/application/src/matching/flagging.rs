//! What was found is put before the clerk, in the case's own stream. Only the node that holds the lease does it of its own accord; an
//! acceptance does it for its case on any node. Whoever is second changes nothing: the command follows from what was found.

use super::lookup::{Known, Lookup, Standing};
use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::lease::Acting;
use domain::case::{FlagSimilar, SimilarCase};
use domain::ids::{CaseId, CommandId};
use domain::occasion::Actor;
use event_store::{Revision, StreamName};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::Instant;
use uuid::Uuid;

/// Names the command that follows from what was found; fixed for ever, since repeats are recognised by it.
const FLAGS: Uuid = Uuid::from_u128(0x6865_6a69_6500_4000_8000_0000_666c_6167);
/// First and longest time until a case that could not be flagged is tried again.
const RETRY: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(60));
/// Cases read from the file at once.
const PAGE: usize = 500;

/// The command that flags these cases in this stream, because of this event.
pub(super) fn command_for(stream: &StreamName, cause: Revision, candidates: &[SimilarCase]) -> CommandId {
    let mut cases: Vec<String> = candidates.iter().map(|it| it.case.to_string()).collect();
    cases.sort_unstable();
    let name = format!("{stream}\n{}\n{}", cause.0, cases.join("\n"));
    CommandId(Uuid::new_v5(&FLAGS, name.as_bytes()))
}

/// Flags what was found; nothing happens where the case knows it already or its acceptance is decided.
pub(super) async fn flag(
    house: &House,
    case: CaseId,
    known: Known,
    correlation: Option<String>,
) -> Result<(), ExecuteError> {
    let command = command_for(&house.case_stream(case), known.cause, &known.candidates);
    let actor = Actor::house().map_err(|_| ExecuteError::Contended)?;
    let digest = house.digest(&[b"matching", command.0.as_bytes()]);
    let call = Call { actor, command, digest, expected: None, correlation };
    let flag = FlagSimilar { candidates: known.candidates, more: known.more };
    match house.case(&call, case, flag).await {
        Ok(_) => Ok(()),
        Err(ExecuteError::Refused(refusal)) => {
            tracing::debug!(%case, ?refusal, "a filing was not flagged");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// A case that could not be flagged.
struct Retry {
    due: Instant,
    wait: Duration,
}

/// Flags what waits for it, while this node holds the lease. One case that cannot be flagged holds up no other.
pub(super) async fn run(
    house: Arc<House>,
    lookup: Arc<Lookup>,
    mut acting: Acting,
    settled: UnboundedSender<CaseId>,
) {
    let mut progress = house.comparison().progress.subscribe();
    let mut done: HashSet<CaseId> = HashSet::new();
    let mut failed: HashMap<CaseId, Retry> = HashMap::new();
    loop {
        progress.mark_unchanged();
        let Some(house) = acting.borrow_and_update().clone() else {
            if acting.changed().await.is_err() {
                return;
            }
            continue;
        };
        let again = match pass(&house, &lookup, &mut done, &mut failed, &settled).await {
            Ok(()) => failed.values().map(|retry| retry.due).min(),
            Err(reason) => {
                tracing::warn!(
                    reason,
                    "what is like earlier filings could not be looked up; it is tried again"
                );
                Some(Instant::now() + RETRY.1)
            }
        };
        let wake = async {
            match again {
                Some(due) => tokio::time::sleep_until(due).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            changed = progress.changed() => if changed.is_err() { return },
            Ok(()) = acting.changed() => {}
            () = wake => {}
        }
    }
}

/// Goes once through everything that waits.
async fn pass(
    house: &House,
    lookup: &Arc<Lookup>,
    done: &mut HashSet<CaseId>,
    failed: &mut HashMap<CaseId, Retry>,
    settled: &UnboundedSender<CaseId>,
) -> Result<(), String> {
    let (mut after, mut waiting) = (0, HashSet::new());
    loop {
        let page = lookup.pending(after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, case) in page {
            waiting.insert(case);
            let early = failed.get(&case).is_some_and(|retry| retry.due > Instant::now());
            if done.contains(&case) || early {
                continue;
            }
            match one(house, lookup, case).await {
                Ok(()) => {
                    failed.remove(&case);
                    done.insert(case);
                    // It is looked up once more after the next start when nobody listens.
                    let _told = settled.send(case);
                }
                Err(error) => {
                    tracing::warn!(%case, %error, "a filing could not be flagged; it is tried again");
                    let wait = failed.get(&case).map_or(RETRY.0, |retry| (retry.wait * 2).min(RETRY.1));
                    failed.insert(case, Retry { due: Instant::now() + wait, wait });
                }
            }
        }
    }
    done.retain(|case| waiting.contains(case));
    failed.retain(|case, _| waiting.contains(case));
    metrics::gauge!("hejie_comparison_unflagged").set(u32::try_from(failed.len()).unwrap_or(u32::MAX));
    Ok(())
}

async fn one(house: &House, lookup: &Arc<Lookup>, case: CaseId) -> Result<(), ExecuteError> {
    match lookup.of(case, &house.rules().matching).await.map_err(ExecuteError::Busy)? {
        Standing::Unknown | Standing::Parked => Ok(()),
        Standing::Known(known) if known.candidates.is_empty() => Ok(()),
        Standing::Known(known) => flag(house, case, *known, house.own_correlation()).await,
    }
}
