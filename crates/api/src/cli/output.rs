//! Writing to the terminal: results to stdout, complaints to stderr.

use std::fmt::Display;
use std::io::Write as _;

/// Prints a line to stdout. A closed pipe is the reader's decision, not a failure.
pub(super) fn line(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints text that brings its own line ends to stdout.
pub(super) fn text(text: &str) {
    let _ = write!(std::io::stdout().lock(), "{text}");
}

/// Prints a value as one line of JSON to stdout.
pub(super) fn json_line(value: &impl serde::Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => line(text),
        Err(error) => complain(&error),
    }
}

/// Prints a value as JSON to stdout.
pub(super) fn json(value: &impl serde::Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => line(text),
        Err(error) => complain(&error),
    }
}

/// Prints a complaint to stderr.
pub(super) fn complain(text: &impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "hejie: {text}");
}

/// Counts events to stderr, where somebody looks; `json` is read by a program.
pub(super) fn bar(json: bool, what: &str) -> indicatif::ProgressBar {
    if json {
        return indicatif::ProgressBar::hidden();
    }
    let template = format!("{{pos}} events {what}, {{per_sec}}");
    let style = indicatif::ProgressStyle::with_template(&template);
    let bar = indicatif::ProgressBar::new_spinner();
    bar.with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_spinner()))
}
