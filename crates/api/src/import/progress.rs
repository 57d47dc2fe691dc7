//! How far an import is: a bar on a terminal, a line every few seconds elsewhere.

use super::outcome::{Outcome, OutcomeKind};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often a line is written where no bar can be drawn.
const EVERY: Duration = Duration::from_secs(5);

/// The progress of one file, measured in bytes of the file, so that its end is known before all rows are.
pub struct Progress {
    bar: Option<ProgressBar>,
    lines: bool,
    read: Arc<AtomicU64>,
    size: u64,
    started: Instant,
    last_line: Instant,
    rows: u64,
    troubles: u64,
}

impl Progress {
    /// Shows progress on stderr, or nothing at all when `quiet`.
    #[must_use]
    pub fn new(read: Arc<AtomicU64>, size: u64, quiet: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr_with_hz(5));
            let template = "{bar:32} {percent:>3}% of {total_bytes}  {msg}  {elapsed} gone, {eta} to go";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar
        });
        let now = Instant::now();
        let lines = !terminal && !quiet;
        Self { bar, lines, read, size, started: now, last_line: now, rows: 0, troubles: 0 }
    }

    /// One more row is decided.
    pub fn tell(&mut self, outcome: &Outcome) {
        self.rows += 1;
        if matches!(outcome.kind, OutcomeKind::Bad | OutcomeKind::Different) {
            self.troubles += 1;
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.read.load(Ordering::Relaxed).min(self.size));
            if self.rows.is_multiple_of(50) {
                bar.set_message(self.words());
            }
        }
        if self.lines && self.last_line.elapsed() >= EVERY {
            self.last_line = Instant::now();
            let percent = self.read.load(Ordering::Relaxed) * 100 / self.size.max(1);
            let _ = writeln!(std::io::stderr().lock(), "{percent}% of the file, {}", self.words());
        }
    }

    /// Writes a line to stderr without tearing the bar.
    pub fn beside(&self, text: &str) {
        let write = || {
            let _ = writeln!(std::io::stderr().lock(), "hejie: {text}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn words(&self) -> String {
        let seconds = self.started.elapsed().as_secs().max(1);
        format!("{} rows, {} a second, {} not filed", self.rows, self.rows / seconds, self.troubles)
    }
}
