//! What the routes need to know of the views' progress, whoever feeds them.

use event_store::{Incarnation, Position};
use projection::{Changes, Lag};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::broadcast;

/// How far the views have come.
pub trait ReadSide: Send + Sync + 'static {
    /// The life of the log they were built from.
    fn incarnation(&self) -> Incarnation;

    /// Waits until every view has seen `position`; forever, if they never do.
    fn reached(&self, position: Position) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// How far the views stand behind the end of the log, as it is known on this node.
    fn lag(&self) -> Lag;

    /// What changes in the views from now on.
    fn changes(&self) -> broadcast::Receiver<Arc<Changes>>;

    /// Whether the views have seen all that was in the log when this node began. Before, they answer nobody: what is missing in views
    /// that are still being built would look like what does not exist.
    fn is_whole(&self) -> bool;

    /// Waits until they have; for ever when they will not.
    fn whole(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// What stands in the way of serving: one entry per thing that must be well.
    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>>;
}

/// One thing that must be well before requests are sent here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Check {
    /// What is looked at, e.g. `store` or `views`.
    pub name: String,
    /// Whether it is well.
    pub ok: bool,
    /// Whether nothing is to be sent here while it is not well; else somebody has to look, and requests are served.
    pub needed: bool,
    /// The reason in words; no personal data.
    pub reason: String,
}

/// No views at all: nothing to wait for.
pub struct Nothing;

impl ReadSide for Nothing {
    fn incarnation(&self) -> Incarnation {
        Incarnation(uuid::Uuid::nil())
    }

    fn reached(&self, _: Position) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }

    fn lag(&self) -> Lag {
        Lag::default()
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn whole(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }

    fn changes(&self) -> broadcast::Receiver<Arc<Changes>> {
        broadcast::Sender::new(1).subscribe()
    }

    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        Box::pin(std::future::ready(Vec::new()))
    }
}
