//! A log of many cases, written day by day through the house itself: every command is judged, sealed and appended as in a centre.

use super::super::BenchError;
use super::people::People;
use super::road::{self, HOURS, Visit};
use super::shapes::Shapes;
use super::steps::{Told, World};
use super::{drawn, instant};
use crate::node::{Log, vault};
use crate::settings::Settings;
use application::{Clock, House, HouseOptions};
use chrono::{Days, NaiveDate};
use domain::centre::CentreFacts;
use domain::ids::{CaseId, CentreId, MediatorId, Tenant};
use event_store::EventStore;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tokio::task::JoinSet;

/// Cases somebody is at work on at the same time.
const LANES: usize = 256;
/// Cases kept folded: those on their way in a month.
const CACHED: usize = 60_000;
/// Days over which the cases are filed, to the last one.
const DAYS: usize = 1_000;
/// What says that the log is whole, in the data directory.
pub(super) const WHOLE: &str = "filled.json";

/// What was written.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct Filled {
    pub(super) cases: u64,
    /// Events of cases and registers.
    pub(super) events: u64,
    pub(super) seconds: f64,
    /// The last day, legal date.
    pub(super) last_day: NaiveDate,
}

/// A case on its way: its number and its next visit.
type Traveller = (u64, usize);

/// Fills the data directory of `settings` with `cases` cases whose last day is yesterday's; takes one that was filled before as it is.
pub(super) async fn fill(
    settings: &Settings,
    files: &[PathBuf],
    cases: u64,
    last_day: NaiveDate,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<Filled, BenchError> {
    let whole = settings.data.join(WHOLE);
    if let Ok(text) = std::fs::read_to_string(&whole) {
        return serde_json::from_str(&text).map_err(|error| BenchError::Log(error.to_string()));
    }
    std::fs::create_dir_all(&settings.data).map_err(BenchError::io(settings.data.display()))?;
    let first_day = last_day.checked_sub_days(Days::new(DAYS as u64)).unwrap_or(last_day);
    let clock = Clock::stepped(instant(first_day, HOURS[0]));
    let (log, house) = open(settings, &clock).await?;
    let world = Arc::new(register(Arc::new(house), files).await?);
    tell(&format!("views: filling with {cases} cases in the shape of {} complaints", world.shapes.count()));
    let begun = Instant::now();
    run(&world, &clock, first_day, cases, tell).await?;
    let head = world.house.store().head().await.map_err(|error| BenchError::Log(error.to_string()))?;
    log.close();
    let filled = Filled { cases, events: head.commit, seconds: begun.elapsed().as_secs_f64(), last_day };
    let text = serde_json::to_string(&filled).map_err(|error| BenchError::Log(error.to_string()))?;
    std::fs::write(&whole, text).map_err(BenchError::io(whole.display()))?;
    Ok(filled)
}

/// The log of `settings`, and a house over it alone: nobody follows.
async fn open(settings: &Settings, clock: &Clock) -> Result<(Log, House), BenchError> {
    let log = Log::open(settings).await.map_err(|error| BenchError::Log(error.to_string()))?;
    let house = house(settings, clock, log.store()).await?;
    Ok((log, house))
}

/// A house over a log.
pub(super) async fn house(
    settings: &Settings,
    clock: &Clock,
    store: Arc<dyn EventStore>,
) -> Result<House, BenchError> {
    Ok(House::new(HouseOptions {
        store,
        vault: Arc::new(vault(settings).await.map_err(|error| BenchError::Log(error.to_string()))?),
        clock: clock.clone(),
        tenant: Tenant::parse(&settings.house.tenant).map_err(|error| BenchError::Log(error.to_string()))?,
        centres: CentreFacts::guangdong(),
        cached_streams: CACHED,
    }))
}

/// Enters everybody in the registers; who is there stays.
pub(super) async fn register(house: Arc<House>, files: &[PathBuf]) -> Result<World, BenchError> {
    let people = People::register(&house).await?;
    Ok(World { house, people, shapes: Shapes::read(files)? })
}

async fn run(
    world: &Arc<World>,
    clock: &Clock,
    first_day: NaiveDate,
    cases: u64,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<(), BenchError> {
    let mut coming: BTreeMap<(usize, usize), Vec<Traveller>> = BTreeMap::new();
    let (mut filed, begun) = (0, Instant::now());
    for day in 0..=DAYS {
        let until = cases * (day as u64 + 1) / (DAYS as u64 + 1);
        coming.entry((day, 0)).or_default().extend((filed..until).map(|number| (number, 0)));
        filed = until;
        let today = first_day.checked_add_days(Days::new(day as u64)).unwrap_or(first_day);
        for (hour, time) in HOURS.iter().enumerate() {
            clock.move_to(instant(today, *time));
            let Some(travellers) = coming.remove(&(day, hour)) else { continue };
            for (number, next) in visit_all(world, travellers).await? {
                let Some(visit) = road_of(number).get(next) else { continue };
                coming.entry((day + visit.days, visit.hour)).or_default().push((number, next));
            }
        }
        if day % 50 == 49 {
            tell(&format!(
                "views: {filed} of {cases} cases filed after {:.0} s",
                begun.elapsed().as_secs_f64()
            ));
        }
    }
    Ok(())
}

fn road_of(number: u64) -> &'static [Visit] {
    road::road(drawn(number, "road", 100))
}

/// Pays all these cases their visit, in lanes; gives the next visit of each.
async fn visit_all(world: &Arc<World>, travellers: Vec<Traveller>) -> Result<Vec<Traveller>, BenchError> {
    let travellers = Arc::new(travellers);
    let mut lanes = JoinSet::new();
    for lane in 0..LANES.min(travellers.len()) {
        let (world, travellers) = (Arc::clone(world), Arc::clone(&travellers));
        lanes.spawn(async move {
            for (number, visit) in travellers.iter().skip(lane).step_by(LANES) {
                let told = Told::of(&world, *number)
                    .ok_or_else(|| BenchError::Log(format!("case {number} cannot be told")))?;
                let steps = road_of(*number).get(*visit).map_or([].as_slice(), |visit| visit.steps);
                for step in steps {
                    told.take(*step).await?;
                }
            }
            Ok::<_, BenchError>(())
        });
    }
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    Ok(travellers.iter().map(|(number, visit)| (*number, visit + 1)).collect())
}

/// What a question about a case needs to know.
pub(super) struct Known {
    pub(super) case: CaseId,
    pub(super) centre: CentreId,
    pub(super) mediator: MediatorId,
    pub(super) court: &'static str,
}

/// Some of the cases of a log that is filled, drawn at random.
pub(super) async fn known(
    settings: &Settings,
    files: &[PathBuf],
    filled: &Filled,
    many: u64,
) -> Result<Vec<Known>, BenchError> {
    let (log, house) = open(settings, &Clock::System).await?;
    let world = register(Arc::new(house), files).await?;
    let cases = usize::try_from(filled.cases).unwrap_or(usize::MAX);
    let known = (0..many).filter_map(|turn| Told::of(&world, drawn(turn, "asked", cases) as u64)?.known());
    let known = known.collect();
    drop(world);
    log.close();
    Ok(known)
}
