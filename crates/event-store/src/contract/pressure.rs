//! More appends than the writer can take.

use super::{Bench, event, ids, read_all, stream};
use crate::{AppendError, Appended, EventStore, Expected};
use std::collections::HashSet;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Calls at once, and how many may wait where the line can be made that short.
const CALLS: usize = 60;
const WAITING: usize = 4;

type Answers = JoinSet<(usize, Result<Appended, AppendError>)>;

/// A full line refuses at once and by a word that says "later"; nothing that was let in is lost, nothing that was refused is written,
/// and the same calls again are taken when the writer goes on.
pub async fn a_full_line_refuses_loses_nothing_and_recovers(bench: &dyn Bench) {
    let narrow = bench.probe().open_narrow(WAITING).await;
    let stall = if narrow.is_some() { bench.probe().stall().await } else { None };
    let store = match narrow {
        Some(store) => store,
        None => bench.open().await,
    };
    let mut answers = call_all(&store);
    let (mut refused, mut taken) = (Vec::new(), Vec::new());
    if let Some(stall) = stall {
        // At most one group is in the writer's hands and one waits: all others are answered while it stands still.
        while refused.len() < CALLS - 2 * WAITING {
            let (call, answer) = next(&mut answers).await;
            assert!(is_later(&answer), "a writer that stands still answered {answer:?}");
            refused.push(call);
        }
        stall.release().await;
    }
    while !answers.is_empty() {
        let (call, answer) = next(&mut answers).await;
        if answer.is_ok() {
            taken.push(call);
        } else {
            assert!(is_later(&answer), "a full line answered {answer:?}");
            refused.push(call);
        }
    }
    let written: HashSet<_> = ids(&read_all(&*store).await).into_iter().collect();
    let wanted: HashSet<_> = taken.iter().map(|call| event(&format!("call {call}")).event_id).collect();
    assert_eq!(written, wanted, "the log is not what was acknowledged");
    for call in refused {
        while is_later(&append(&store, call).await) {
            tokio::task::yield_now().await;
        }
    }
    let all = ids(&read_all(&*store).await);
    assert_eq!(all.len(), CALLS, "after the rush every call is written");
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), CALLS, "and none of them twice");
}

fn call_all(store: &Arc<dyn EventStore>) -> Answers {
    let mut answers = JoinSet::new();
    for call in 0..CALLS {
        let store = Arc::clone(store);
        answers.spawn(async move { (call, append(&store, call).await) });
    }
    answers
}

async fn append(store: &Arc<dyn EventStore>, call: usize) -> Result<Appended, AppendError> {
    let to = stream(&format!("call{call}"));
    store.append(&to, Expected::NoStream, vec![event(&format!("call {call}"))]).await
}

async fn next(answers: &mut Answers) -> (usize, Result<Appended, AppendError>) {
    answers.join_next().await.expect("calls are left").expect("an append does not panic")
}

fn is_later(answer: &Result<Appended, AppendError>) -> bool {
    matches!(answer, Err(AppendError::Unavailable { .. }))
}
