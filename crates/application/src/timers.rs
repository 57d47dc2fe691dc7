//! The clock of the house: whenever a day comes on which something is owed about a period or an obligation, the case is told, and decides;
//! a draft whose time is over is ended.
//!
//! A process manager under the lease. What is due is a view's to know ([`DueItems`]); a view may be late or behind, and so may this: the
//! command's id follows from stream, timer, last day and the day it is about, and the case judges by its own state and the clock, so that
//! asking twice, from two nodes, or after a week changes nothing. Items are taken in the order in which they became due, those of one
//! case one after the other.

use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::lease::Acting;
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::{Command, Due, FireTimer, FollowUpPerformance, RecomputeDeadline};
use domain::ids::{CaseId, CommandId, DraftId};
use domain::occasion::Actor;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, MissedTickBehavior};
use uuid::Uuid;

/// Names the command that follows from a day; fixed for ever, since repeats are recognised by it.
const FIRES: Uuid = Uuid::from_u128(0x6865_6a69_6500_4000_8000_0000_6669_7265);
/// Items read at once.
const PAGE: u32 = 512;
/// Cases told at once. Few enough that commands of people wait behind no crowd, enough that groups of appends form.
const AT_ONCE: usize = 16;
/// A notice that was published is looked for again after so long: until then another node may have computed by the table before.
const SETTLED: Duration = Duration::from_secs(60);

/// A period, or something to be performed, about which something is owed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DueItem {
    /// The legal date on which it is owed.
    pub on_day: NaiveDate,
    /// The last day of it, legal date.
    pub due_date: NaiveDate,
    /// The case.
    pub case: CaseId,
    /// What it is.
    pub of: Due,
}

/// What somebody who follows the log knows of periods and obligations.
pub trait DueItems: Send + Sync + 'static {
    /// What is owed by `today`, in the order in which it was owed, after `after`.
    ///
    /// # Errors
    /// Why it cannot be read now.
    fn due(&self, today: NaiveDate, after: Option<&DueItem>, limit: u32) -> Result<Vec<DueItem>, String>;

    /// Periods that end on `today` or later and were computed by another holiday table, by their last day, after `after`.
    ///
    /// # Errors
    /// Why it cannot be read now.
    fn computed_by_other_tables(
        &self,
        table: &str,
        today: NaiveDate,
        after: Option<&DueItem>,
        limit: u32,
    ) -> Result<Vec<DueItem>, String>;

    /// Drafts whose last day is over on `today`, by that day, after `after`.
    ///
    /// # Errors
    /// Why it cannot be read now.
    fn drafts_over(
        &self,
        today: NaiveDate,
        after: Option<(NaiveDate, DraftId)>,
        limit: u32,
    ) -> Result<Vec<(NaiveDate, DraftId)>, String>;
}

/// The clock at work. Dropping it ends it; what it has not done it does when it runs again.
pub struct Timers {
    task: JoinHandle<()>,
}

impl Timers {
    /// Starts it on a house; it looks every `pause`, and acts with `acting`.
    #[must_use]
    pub fn start(house: Arc<House>, acting: Acting, items: Arc<dyn DueItems>, pause: Duration) -> Self {
        let clock = Clockwork { house, acting, items, asked: Asked::default(), counted: None };
        Self { task: tokio::spawn(clock.run(pause)) }
    }

    /// Stops it.
    pub fn stop(&self) {
        self.task.abort();
    }
}

impl Drop for Timers {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What was told today already. Views lag, and a case may have nothing to say: neither is asked again before the next day.
#[derive(Default)]
struct Asked {
    day: Option<NaiveDate>,
    items: HashSet<DueItem>,
    drafts: HashSet<DraftId>,
}

struct Clockwork {
    house: Arc<House>,
    acting: Acting,
    items: Arc<dyn DueItems>,
    asked: Asked,
    /// By which table periods were counted again last, and when that is done once more.
    counted: Option<(String, Option<Instant>)>,
}

impl Clockwork {
    async fn run(mut self, pause: Duration) {
        let mut ticks = tokio::time::interval(pause);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let Some(steward) = self.acting.borrow().clone() else {
                // Whoever takes over counts again: the one before may have stopped in between.
                self.counted = None;
                continue;
            };
            if let Err(reason) = self.turn(&steward).await {
                tracing::warn!(reason, "what is due could not be looked up; it is tried again");
            }
        }
    }

    async fn turn(&mut self, steward: &Arc<House>) -> Result<(), String> {
        let today = legal_date(self.house.clock().now());
        if self.asked.day != Some(today) {
            self.asked = Asked { day: Some(today), ..Asked::default() };
        }
        self.count_again(steward, today).await?;
        self.fire(steward, today).await?;
        self.sweep(steward, today).await
    }

    /// Tells every case what has become due.
    async fn fire(&mut self, steward: &Arc<House>, today: NaiveDate) -> Result<(), String> {
        let mut after = None;
        loop {
            let page = self.items.due(today, after.as_ref(), PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.clone());
            let fresh = page.into_iter().filter(|item| !self.asked.items.contains(item)).collect();
            let told = tell(steward, fresh, |house, item| {
                let command = match item.of {
                    Due::Period(timer) => FireTimer { timer, due_date: item.due_date }.into(),
                    Due::Performance => FollowUpPerformance { due_on: item.due_date }.into(),
                };
                Some((command_for(house, "fire", item, &item.on_day.to_string()), command))
            });
            self.asked.items.extend(told.await);
            // Whoever lost the lease stops at once; the next holder goes on.
            if self.acting.borrow().is_none() {
                return Ok(());
            }
        }
    }

    /// Ends drafts whose time is over.
    async fn sweep(&mut self, steward: &Arc<House>, today: NaiveDate) -> Result<(), String> {
        let mut after = None;
        loop {
            let page = self.items.drafts_over(today, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(*last);
            for (due, draft) in page {
                if self.acting.borrow().is_none() {
                    return Ok(());
                }
                if self.asked.drafts.contains(&draft) {
                    continue;
                }
                match expire(steward, due, draft).await {
                    Ok(()) => drop(self.asked.drafts.insert(draft)),
                    Err(error) => {
                        tracing::warn!(%draft, %error, "a draft could not be ended; it is tried again");
                    }
                }
            }
        }
    }

    /// Has periods counted again that another holiday table than today's gave.
    async fn count_again(&mut self, steward: &Arc<House>, today: NaiveDate) -> Result<(), String> {
        let rules = self.house.rules_today().await.map_err(|error| error.to_string())?;
        let table = rules.holidays.version().to_owned();
        let once_more = match &self.counted {
            Some((known, again)) if *known == table => match again {
                Some(due) if *due <= Instant::now() => None,
                Some(_) | None => return Ok(()),
            },
            Some(_) | None => Some(Instant::now() + SETTLED),
        };
        let mut after = None;
        loop {
            let page = self.items.computed_by_other_tables(&table, today, after.as_ref(), PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some(last.clone());
            let told = tell(steward, page, |house, item| {
                // No table moves a day of T20.
                let Due::Period(timer) = item.of else { return None };
                let command = RecomputeDeadline { timer, due_date: item.due_date };
                Some((command_for(house, "count", item, &table), command.into()))
            });
            told.await;
        }
        self.counted = Some((table, once_more));
        Ok(())
    }
}

/// The command about a period: the same from whichever node, however often.
fn command_for(house: &House, verb: &str, item: &DueItem, about: &str) -> CommandId {
    let stream = house.case_stream(item.case);
    let name = format!("{verb}\n{stream}\n{}\n{}\n{about}", item.of.id(), item.due_date);
    CommandId(Uuid::new_v5(&FIRES, name.as_bytes()))
}

/// Ends one draft; what is not so, or not so any more, changes nothing.
async fn expire(house: &Arc<House>, due: NaiveDate, draft: DraftId) -> Result<(), ExecuteError> {
    let name = format!("expire\n{}\n{due}", house.draft_stream(draft));
    let id = CommandId(Uuid::new_v5(&FIRES, name.as_bytes()));
    let actor = Actor::house().map_err(|_| ExecuteError::Contended)?;
    let digest = house.digest(&[b"timers", id.0.as_bytes()]);
    let call = Call { actor, command: id, digest, expected: None, correlation: house.own_correlation() };
    if let Some(receipt) = house.expire_draft(&call, draft).await?
        && !receipt.events.is_empty()
        && !receipt.replayed
    {
        metrics::counter!("hejie_timers_fired_total").increment(1);
    }
    Ok(())
}

/// Tells cases, many at once, each its own items in order; answers what was told. A case that cannot be told now is told later.
async fn tell(
    house: &Arc<House>,
    items: Vec<DueItem>,
    command: impl Fn(&House, &DueItem) -> Option<(CommandId, Command)>,
) -> Vec<DueItem> {
    let mut order: Vec<CaseId> = Vec::new();
    let mut of_case: HashMap<CaseId, Vec<(DueItem, CommandId, Command)>> = HashMap::new();
    for item in items {
        let Some((id, command)) = command(house, &item) else { continue };
        of_case.entry(item.case).or_insert_with(|| {
            order.push(item.case);
            Vec::new()
        });
        if let Some(waiting) = of_case.get_mut(&item.case) {
            waiting.push((item, id, command));
        }
    }
    let (mut at_work, mut told) = (JoinSet::new(), Vec::new());
    for case in order {
        while at_work.len() >= AT_ONCE {
            told.extend(at_work.join_next().await.and_then(Result::ok).into_iter().flatten());
        }
        let (house, waiting) = (Arc::clone(house), of_case.remove(&case).unwrap_or_default());
        at_work.spawn(async move { tell_case(&house, waiting).await });
    }
    while let Some(done) = at_work.join_next().await {
        told.extend(done.ok().into_iter().flatten());
    }
    told
}

async fn tell_case(house: &House, waiting: Vec<(DueItem, CommandId, Command)>) -> Vec<DueItem> {
    let mut told = Vec::new();
    for (item, id, command) in waiting {
        match ask(house, item.case, id, command).await {
            Ok(()) => told.push(item),
            Err(error) => {
                let case = item.case;
                tracing::warn!(%case, of = item.of.id(), %error, "a case could not be told the time; it is tried again");
                // What came later waits behind what came first.
                break;
            }
        }
    }
    told
}

async fn ask(house: &House, case: CaseId, id: CommandId, command: Command) -> Result<(), ExecuteError> {
    let actor = Actor::house().map_err(|_| ExecuteError::Contended)?;
    let digest = house.digest(&[b"timers", id.0.as_bytes()]);
    let call = Call { actor, command: id, digest, expected: None, correlation: house.own_correlation() };
    match house.case(&call, case, command).await {
        Ok(receipt) => {
            if !receipt.events.is_empty() && !receipt.replayed {
                metrics::counter!("hejie_timers_fired_total").increment(1);
            }
            Ok(())
        }
        Err(ExecuteError::Refused(refusal)) => {
            tracing::debug!(%case, ?refusal, "a case had nothing to do with the time");
            Ok(())
        }
        Err(error) => Err(error),
    }
}
