//! JSON lines on stderr.

use tracing_subscriber::EnvFilter;

/// Why logging did not start.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The filter cannot be read.
    #[error("setting log: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
}

/// Starts logging for the whole process; a second call changes nothing.
///
/// # Errors
/// When `filter` is not in the syntax of `EnvFilter`.
pub fn start(filter: &str) -> Result<(), LoggingError> {
    let filter = EnvFilter::try_new(filter)?;
    let lines = tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter);
    // Somebody (a test, an embedding program) may have started it already: theirs stays.
    let _ = lines.with_writer(std::io::stderr).try_init();
    Ok(())
}
