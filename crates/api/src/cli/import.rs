//! `hejie import`

use super::{Failure, Global, output};
use crate::import::{Format, Importer, Outcome, OutcomeFile, Progress, Source, Summary, open_rows};
use crate::node::{Node, NodeError};
use crate::observe;
use crate::settings::Settings;
use application::Clock;
use clap::Args;
use domain::ids::{CentreId, UserId};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows in trouble named on stderr; the outcome file names all.
const NAMED: u64 = 20;

/// Filing complaints from a file, through the same command as everybody else.
#[derive(Debug, Args)]
pub struct Import {
    /// What kind of file it is
    #[arg(long, value_enum)]
    format: Format,
    /// The file, plain or gzip
    file: PathBuf,
    /// The centre the complaints are filed with: the division code of its city
    #[arg(long, value_name = "CODE", default_value = "440100")]
    centre: String,
    /// Write one CSV line for each row: line, record id, outcome, case id, column, code, reason
    #[arg(long, value_name = "FILE.csv")]
    outcome: Option<PathBuf>,
    /// The clerk's account the filings are recorded under [default: import]
    #[arg(long = "as", value_name = "USER")]
    account: Option<String>,
    /// Rows filed at the same time
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=1024))]
    concurrency: u16,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
    /// Show no progress
    #[arg(long)]
    quiet: bool,
}

impl Import {
    /// Imports, and prints the summary.
    ///
    /// # Errors
    /// When configuration, data directory or file cannot be used, and when not every row is in the house with its content.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let mut settings = global.settings(&[])?.settings;
        // Progress and summary are to be read, so the default level is quieter here than in service.
        if settings.log == Settings::default().log {
            settings.log = "warn".to_owned();
        }
        observe::start_logging(&settings.log).map_err(|error| Failure::Configuration(error.to_string()))?;
        let centre = CentreId::parse(&self.centre).map_err(|_| unknown_centre(&self.centre))?;
        let account = self.account.as_deref().map(UserId::parse).transpose();
        let account = account
            .map_err(|_| Failure::failed("--as: an account is 1 to 96 characters of a-z A-Z 0-9 . _ -"))?;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        let summary = runtime.block_on(self.import(&settings, &centre, account))?;
        self.print(&summary);
        if summary.is_complete() { Ok(()) } else { Err(incomplete(&summary)) }
    }

    async fn import(
        &self,
        settings: &Settings,
        centre: &CentreId,
        account: Option<UserId>,
    ) -> Result<Summary, Failure> {
        let of_file = |error| Failure::failed(format_args!("{}: {error}", self.file.display()));
        let source = Source::open(&self.file).map_err(of_file)?;
        let mut progress = Progress::new(Arc::clone(&source.read), source.size, self.quiet);
        let rows = open_rows(self.format, source).map_err(of_file)?;
        let mut outcomes = self.outcomes()?;
        let node = Node::open(settings, Clock::System).await.map_err(not_opened)?;
        let importer = Importer::new(
            Arc::clone(&node.house),
            self.format,
            centre,
            account,
            usize::from(self.concurrency),
        );
        let importer = importer.await.map_err(|_| unknown_centre(&self.centre))?;
        let mut named = 0;
        let tell = |outcome: &Outcome| {
            progress.tell(outcome);
            if let Some(flaw) = outcome.flaw.as_ref().filter(|_| !self.quiet) {
                named += 1;
                if named <= NAMED {
                    let column =
                        if flaw.column.is_empty() { String::new() } else { format!(", {}", flaw.column) };
                    progress
                        .beside(&format!("line {}{column}: {} ({})", outcome.line, flaw.reason, flaw.code));
                }
            }
            outcomes.as_mut().map_or(Ok(()), |file| file.write(outcome))
        };
        let interrupted = async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let summary = importer.run(rows, tell, interrupted).await;
        progress.finish();
        // Whoever serves next should find the views ready.
        node.caught_up().await.map_err(Failure::failed)?;
        node.close().await;
        Ok(summary)
    }

    fn outcomes(&self) -> Result<Option<OutcomeFile>, Failure> {
        let Some(path) = &self.outcome else { return Ok(None) };
        if is_same(path, &self.file) {
            return Err(Failure::failed("--outcome names the file to import itself"));
        }
        let created = OutcomeFile::create(path);
        created.map(Some).map_err(|error| Failure::failed(format_args!("{}: {error}", path.display())))
    }

    fn print(&self, summary: &Summary) {
        if self.json {
            output::json(summary);
            return;
        }
        output::line(format_args!(
            "{} rows in {:.1} s ({:.0} a second): {} filed, {} already there, {} different, {} bad",
            summary.rows,
            summary.elapsed_s,
            summary.rows_per_s,
            summary.filed,
            summary.already_there,
            summary.different,
            summary.bad
        ));
        for (name, count) in &summary.unknown {
            output::line(format_args!("unknown, filed as OTHER: {name} ({count} rows)"));
        }
        if let Some(path) = &self.outcome {
            output::line(format_args!("every row: {}", path.display()));
        }
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    let (one, other) = (std::fs::canonicalize(one), std::fs::canonicalize(other));
    matches!((one, other), (Ok(one), Ok(other)) if one == other)
}

fn unknown_centre(centre: &str) -> Failure {
    Failure::failed(format_args!("--centre: there is no centre {centre}"))
}

fn not_opened(error: NodeError) -> Failure {
    match error {
        error @ NodeError::Log(_) => Failure::failed(format_args!(
            "{error}\nAn import works on the data directory itself: no server may run on it meanwhile."
        )),
        error @ (NodeError::Directory { .. }
        | NodeError::Vault(_)
        | NodeError::Views(_)
        | NodeError::Journal(_)
        | NodeError::Watch(_)
        | NodeError::Follower(_)
        | NodeError::Thread(_)
        | NodeError::Issuer(_)
        | NodeError::Notary(_)
        | NodeError::Revocations(_)
        | NodeError::Accounts(_)
        | NodeError::Policies(_)
        | NodeError::Succession(_)
        | NodeError::Setting(_)) => Failure::failed(error),
    }
}

fn incomplete(summary: &Summary) -> Failure {
    match &summary.stopped {
        Some(reason) => Failure::failed(format_args!(
            "the import ended early: {reason}. What was filed stays; run it again to go on."
        )),
        None => Failure::failed(format_args!(
            "rows not filed: {}; all others are in the house",
            summary.bad + summary.different
        )),
    }
}
