//! Seeing what the house does: log lines, metrics, health. Ids only, never names, bodies or tokens.

mod frame;
mod health;
mod logging;
mod metrics;
mod quiet;

pub use frame::frame;
pub use health::{live, ready};
pub use logging::{LoggingError, start as start_logging};
pub use metrics::{Recorder, show as show_metrics};
