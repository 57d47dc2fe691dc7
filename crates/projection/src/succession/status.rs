//! How a replacement of views fares, for those who watch it.

use crate::compare::Difference;
use event_store::Position;
use std::time::Instant;
use tokio::sync::watch;
use uuid::Uuid;

/// What takes the place of the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuccessionKind {
    /// Views built from the first event.
    Rebuild {
        /// They take the place also when their rows are not those of the views in use.
        accept_differences: bool,
    },
    /// The views that were in use before.
    RollBack,
}

/// How far a replacement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuccessionStage {
    /// The new views are being built, or brought up to date.
    Building,
    /// They are compared with those in use.
    Comparing,
    /// They are brought to the very position of those in use, and put in their place.
    Flipping,
    /// They are in use.
    Done,
    /// Their rows differ, and nobody said that they may: the views in use stay.
    Different,
    /// The node stops; a rebuild goes on at the next start.
    Stopped,
    /// It failed: the views in use stay.
    Failed,
}

impl SuccessionStage {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Building => "BUILDING",
            Self::Comparing => "COMPARING",
            Self::Flipping => "FLIPPING",
            Self::Done => "DONE",
            Self::Different => "DIFFERENT",
            Self::Stopped => "STOPPED",
            Self::Failed => "FAILED",
        }
    }

    /// Whether nothing more comes of it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Different | Self::Stopped | Self::Failed => true,
            Self::Building | Self::Comparing | Self::Flipping => false,
        }
    }
}

/// How a replacement fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionStatus {
    /// What takes the place.
    pub kind: SuccessionKind,
    /// How far it is.
    pub stage: SuccessionStage,
    /// Where it began; later than the start of the log when it goes on with what was begun before.
    pub from: Position,
    /// How far the new views have come.
    pub position: Position,
    /// How far the views in use have come.
    pub target: Position,
    /// Events that went into the new views since the node began or went on with them.
    pub events: u64,
    /// Events applied in a second, on average.
    pub events_per_second: u64,
    /// Seconds until the new views have come as far, at that rate; none before it is known.
    pub seconds_left: Option<u64>,
    /// Rows that differ, by table; none before they were compared.
    pub differences: Option<Vec<Difference>>,
    /// Why it failed; names no personal data.
    pub reason: Option<String>,
}

/// What is shown of the replacement under way, or of the last one.
pub(super) struct Shown(watch::Sender<Option<Seen>>);

impl Default for Shown {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

struct Seen {
    kind: SuccessionKind,
    request: Option<Uuid>,
    stage: SuccessionStage,
    began: Instant,
    took: Option<f64>,
    from: Position,
    position: Position,
    events: u64,
    differences: Option<Vec<Difference>>,
    reason: Option<String>,
}

impl Shown {
    /// False when one is under way.
    pub(super) fn begin(&self, kind: SuccessionKind, request: Option<Uuid>) -> bool {
        self.0.send_if_modified(|seen| {
            if seen.as_ref().is_some_and(|seen| !seen.stage.is_over()) {
                return false;
            }
            *seen = Some(Seen {
                kind,
                request,
                stage: SuccessionStage::Building,
                began: Instant::now(),
                took: None,
                from: Position::START,
                position: Position::START,
                events: 0,
                differences: None,
                reason: None,
            });
            true
        })
    }

    /// What this request asked for, if it was the last one.
    pub(super) fn asked_by(&self, request: Uuid) -> Option<SuccessionKind> {
        self.0.borrow().as_ref().filter(|seen| seen.request == Some(request)).map(|seen| seen.kind)
    }

    pub(super) fn from(&self, position: Position) {
        self.change(|seen| (seen.from, seen.position) = (position, position));
    }

    pub(super) fn built(&self, position: Position, events: u64) {
        self.change(|seen| (seen.position, seen.events) = (position, seen.events.saturating_add(events)));
    }

    pub(super) fn stage(&self, stage: SuccessionStage) {
        self.change(|seen| {
            seen.took.get_or_insert(seen.began.elapsed().as_secs_f64());
            seen.stage = stage;
        });
    }

    pub(super) fn compared(&self, differences: Vec<Difference>) {
        self.change(|seen| seen.differences = Some(differences));
    }

    pub(super) fn end(&self, stage: SuccessionStage) {
        self.stage(stage);
    }

    pub(super) fn fail(&self, reason: &str) {
        self.stage(SuccessionStage::Failed);
        self.change(|seen| seen.reason = Some(reason.to_owned()));
    }

    pub(super) fn status(&self, live: Position) -> Option<SuccessionStatus> {
        let seen = self.0.borrow();
        let seen = seen.as_ref()?;
        let target = if seen.stage.is_over() { seen.position } else { live.max(seen.position) };
        let seconds = seen.took.unwrap_or_else(|| seen.began.elapsed().as_secs_f64());
        let done = seen.position.commit.saturating_sub(seen.from.commit);
        let left = target.commit.saturating_sub(seen.position.commit);
        // Positions are compared, not counted; as a share of the way they do.
        let seconds_left = (done > 0).then(|| (seconds * left as f64 / done as f64).ceil() as u64);
        Some(SuccessionStatus {
            kind: seen.kind,
            stage: seen.stage,
            from: seen.from,
            position: seen.position,
            target,
            events: seen.events,
            events_per_second: if seconds > 0.0 { (seen.events as f64 / seconds) as u64 } else { 0 },
            seconds_left: if left == 0 { Some(0) } else { seconds_left },
            differences: seen.differences.clone(),
            reason: seen.reason.clone(),
        })
    }

    /// Waits until nothing is under way.
    pub(super) async fn over(&self) {
        let mut changes = self.0.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _over =
            changes.wait_for(|seen| seen.as_ref().is_none_or(|seen| seen.stage.is_over())).await.is_ok();
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        self.0.send_modify(|seen| {
            if let Some(seen) = seen {
                change(seen);
            }
        });
    }
}
