//! `hejie check-store`: is this a store one may trust a log to?

mod bench;
mod measure;

use super::{Failure, Global, output};
use bench::Place;
use clap::Args;
use event_store::contract::{self, Bench, Promise};
use measure::Speed;
use serde::Serialize;
use std::sync::Arc;

/// Holding a store to its promises. What is there is neither read nor written: each promise gets a schema, a prefix or a file of its own.
#[derive(Debug, Args)]
pub struct CheckStore {
    /// `postgresql://user@host/database`, whose user must be allowed to create schemas, or `kurrentdb://host:2113` [default: the store
    /// of the settings]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Appends for each measurement; 0 measures nothing
    #[arg(long, default_value_t = 2_000)]
    appends: u32,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Verdict {
    promise: &'static str,
    kept: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize)]
struct Report {
    store: &'static str,
    kept: usize,
    broken: usize,
    promises: Vec<Verdict>,
    speed: Option<Speed>,
}

impl CheckStore {
    /// Does it.
    ///
    /// # Errors
    /// When the store cannot be reached, or a promise is broken.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let mut settings = global.settings(&[])?.settings;
        if let Some(url) = &self.url {
            settings.store.url.clone_from(url);
        }
        let place = Place::of(&settings).map_err(Failure::failed)?;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(self.check(&place))
    }

    async fn check(&self, place: &Place) -> Result<(), Failure> {
        place.reachable().await.map_err(Failure::failed)?;
        // A broken promise is told as a sentence below, not as the trace of a panic.
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let mut promises = Vec::new();
        for (name, promise) in
            contract::promises().into_iter().filter(|(name, _)| !place.excused().contains(name))
        {
            let verdict = hold(place, name, promise).await;
            if !self.json {
                let reason =
                    verdict.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
                let said = if verdict.kept { "kept  " } else { "BROKEN" };
                output::line(format_args!("{said} {}{reason}", name.replace('_', " ")));
            }
            promises.push(verdict);
        }
        std::panic::set_hook(hook);
        let speed = if self.appends == 0 { None } else { Some(self.measure(place).await?) };
        let broken = promises.iter().filter(|verdict| !verdict.kept).count();
        let report = Report { store: place.engine(), kept: promises.len() - broken, broken, promises, speed };
        if self.json {
            output::json(&report);
        } else {
            output::line(format_args!("{}: {} promises kept, {broken} broken", report.store, report.kept));
            report.speed.iter().for_each(|speed| output::text(&speed.lines()));
        }
        if broken > 0 {
            return Err(Failure::failed("a log must not be trusted to this store"));
        }
        Ok(())
    }

    async fn measure(&self, place: &Place) -> Result<Speed, Failure> {
        let site = place.site();
        let speed = Speed::of(&site.open().await, self.appends).await;
        site.clear().await;
        speed.map_err(Failure::failed)
    }
}

async fn hold(place: &Place, name: &'static str, promise: Promise) -> Verdict {
    let site = Arc::new(place.site());
    let bench: Arc<dyn Bench> = site.clone();
    let held = tokio::spawn(async move { contract::in_time(promise(&*bench)).await }).await;
    site.clear().await;
    let reason = held.err().map(|error| match error.try_into_panic() {
        Ok(said) => match said.downcast::<String>() {
            Ok(text) => *text,
            Err(said) => {
                said.downcast::<&str>().map_or_else(|_| "it panicked".to_owned(), |text| (*text).to_owned())
            }
        },
        Err(error) => error.to_string(),
    });
    Verdict { promise: name, kept: reason.is_none(), reason }
}
