//! Long random histories beside a model in memory that is too simple to be wrong.

use super::{Bench, Dice, append, events, exact, ids, read, read_all, stream};
use crate::{AppendError, Appended, EventStore, Expected, NewEvent, Position, Revision, StreamName};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Steps of one history.
const STEPS: u64 = 240;

/// Streams it runs over: few, so that they meet.
const STREAMS: u64 = 5;

/// A call that was acknowledged, and its answer.
type Call = (StreamName, Expected, Vec<NewEvent>, Appended);

/// What the store must look like.
#[derive(Default)]
struct Model {
    streams: BTreeMap<StreamName, Vec<Uuid>>,
    /// In log order.
    log: Vec<(Position, Uuid)>,
    calls: Vec<Call>,
}

impl Model {
    fn expected(&self, of: &StreamName) -> Expected {
        match self.length(of).checked_sub(1) {
            None => Expected::NoStream,
            Some(last) => exact(last),
        }
    }

    fn length(&self, of: &StreamName) -> u64 {
        self.streams.get(of).map_or(0, |ids| ids.len() as u64)
    }

    fn ids(&self, of: &StreamName) -> &[Uuid] {
        self.streams.get(of).map_or(&[], Vec::as_slice)
    }
}

/// Appends right and wrong, repeats, reads of every kind and reopening, in an order drawn by lot: the store answers like the model.
pub async fn a_random_history_reads_like_its_model(bench: &dyn Bench) {
    for seed in [0x5eed, 0xbeef, 0xcafe] {
        let mut dice = Dice(seed);
        let mut store = bench.open().await;
        // The second history goes on where the first one ended.
        let mut model = Model::default();
        let before = read_all(&*store).await;
        model.log.extend(before.iter().map(|event| (event.position, event.event_id)));
        for event in &before {
            model.streams.entry(event.stream.clone()).or_default().push(event.event_id);
        }
        for step in 0..STEPS {
            store = one_step(bench, store, &mut model, &mut dice, &format!("{seed}/{step}")).await;
        }
        let all: Vec<_> =
            read_all(&*store).await.iter().map(|event| (event.position, event.event_id)).collect();
        assert_eq!(all, model.log, "the log is not what was acknowledged, in that order");
    }
}

async fn one_step(
    bench: &dyn Bench,
    store: Arc<dyn EventStore>,
    model: &mut Model,
    dice: &mut Dice,
    name: &str,
) -> Arc<dyn EventStore> {
    let on = stream(&format!("model-{}", dice.below(STREAMS)));
    match dice.below(16) {
        0..=5 => append_right(&*store, model, &on, dice, name).await,
        6 | 7 => append_wrong(&*store, model, &on, dice, name).await,
        8 | 9 => repeat(&*store, model, dice).await,
        10 | 11 => read_up(&*store, model, &on, dice).await,
        12 => read_down(&*store, model, &on, dice).await,
        13 | 14 => read_log(&*store, model, dice).await,
        _ => {
            drop(store);
            return bench.open().await;
        }
    }
    store
}

async fn append_right(
    store: &dyn EventStore,
    model: &mut Model,
    on: &StreamName,
    dice: &mut Dice,
    name: &str,
) {
    let (expected, first) = (model.expected(on), model.length(on));
    let new = events(name, 1 + dice.below(3) as usize);
    let appended = append(store, on, expected, new.clone()).await;
    assert!(appended.fresh, "a first call is told it is a repeat");
    assert_eq!(appended.first_revision, Revision(first), "{on}");
    assert_eq!(appended.revision, Revision(first + new.len() as u64 - 1), "{on}");
    let last = model.log.last().map_or(Position::START, |(position, _)| *position);
    assert!(appended.position > last, "a later append has an earlier position");
    // Positions of the events before the last are learnt from the log itself.
    let page = store.read_log(last, new.len()).await.expect("the log can be read");
    let written: Vec<_> = page.events.iter().map(|event| (event.position, event.event_id)).collect();
    assert_eq!(ids(&page.events), new.iter().map(|event| event.event_id).collect::<Vec<_>>(), "{on}");
    assert_eq!(written.last().map(|(position, _)| *position), Some(appended.position));
    model.streams.entry(on.clone()).or_default().extend(written.iter().map(|(_, id)| *id));
    model.log.extend(written);
    model.calls.push((on.clone(), expected, new, appended));
}

async fn append_wrong(store: &dyn EventStore, model: &Model, on: &StreamName, dice: &mut Dice, name: &str) {
    let length = model.length(on);
    let wrong =
        if length > 0 && dice.below(2) == 0 { Expected::NoStream } else { exact(length + dice.below(3)) };
    let actual = length.checked_sub(1).map(Revision);
    let refused = store.append(on, wrong, events(name, 2)).await;
    assert_eq!(refused, Err(AppendError::Conflict { actual }), "{on} was expected at {wrong:?}");
}

async fn repeat(store: &dyn EventStore, model: &Model, dice: &mut Dice) {
    let Some((on, expected, events, first)) = pick(&model.calls, dice) else { return };
    let again = append(store, on, *expected, events.clone()).await;
    assert_eq!(again, Appended { fresh: false, ..*first }, "a repeat got another answer than the first call");
}

async fn read_up(store: &dyn EventStore, model: &Model, on: &StreamName, dice: &mut Dice) {
    let all = model.ids(on);
    let (from, limit) = (dice.below(all.len() as u64 + 2), 1 + dice.below(6) as usize);
    let read = store.read_stream(on, Revision(from), limit).await.expect("it can be read");
    let wanted: Vec<_> = all.iter().skip(from as usize).take(limit).copied().collect();
    assert_eq!(ids(&read), wanted, "{on} from {from}, {limit} at most");
}

async fn read_down(store: &dyn EventStore, model: &Model, on: &StreamName, dice: &mut Dice) {
    let limit = 1 + dice.below(6) as usize;
    let read_back = store.read_stream_backward(on, limit).await.expect("it can be read");
    let wanted: Vec<_> = model.ids(on).iter().rev().take(limit).copied().collect();
    assert_eq!(ids(&read_back), wanted, "{on} from its end, {limit} at most");
    assert_eq!(ids(&read(store, on).await), model.ids(on), "{on} as a whole");
}

async fn read_log(store: &dyn EventStore, model: &Model, dice: &mut Dice) {
    let after = pick(&model.log, dice).map_or(Position::START, |(position, _)| *position);
    let limit = 1 + dice.below(20) as usize;
    let page = store.read_log(after, limit).await.expect("the log can be read");
    let rest: Vec<_> =
        model.log.iter().filter(|(position, _)| *position > after).map(|(_, id)| *id).collect();
    let read = ids(&page.events);
    assert!(rest.starts_with(&read), "a page is not what follows {after}");
    assert!(!read.is_empty() || rest.is_empty(), "a page is empty, but events follow {after}");
    assert!(page.at_end <= (read.len() == rest.len()), "the end was told before it was reached");
}

fn pick<'a, T>(from: &'a [T], dice: &mut Dice) -> Option<&'a T> {
    if from.is_empty() { None } else { from.get(dice.below(from.len() as u64) as usize) }
}
