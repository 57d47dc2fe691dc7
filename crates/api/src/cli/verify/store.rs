//! Walking everything a data directory holds.

use super::Finding;
use super::shortcut::Shortcut;
use crate::cli::projection::compare_views;
use crate::node::Log;
use crate::settings::Settings;
use application::NotaryFiles;
use event_store::{EventStore, Position, ReadError};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use proof::checkpoint::{Checkpoint, Trust, advance, open};
use proof::log::{LogCheck, LogFault, LogVerified};
use proof::tree::{Head, TileStore, check_tiles, consistency_proof};
use std::path::Path;
use std::sync::Arc;

/// Events read at once.
const PAGE: usize = 5_000;

/// Looks at file, checkpoint, log with chain and tree, tiles and views; goes on after a finding where that makes sense.
pub(in crate::cli) async fn verify(settings: &Settings, with_views: bool) -> Vec<Finding> {
    let data = settings.data.as_path();
    let file = data.join("log.db");
    if !settings.store.is_shared() && !file.exists() {
        return vec![Finding::bad("file", format_args!("{}: there is no log", file.display()))];
    }
    let log = match Log::open(settings).await {
        Ok(log) => log,
        Err(error) => return vec![Finding::bad("file", error)],
    };
    let mut findings = vec![match log.check_structure() {
        Ok(words) => Finding::good("file", words),
        Err(error) => Finding::bad("file", error),
    }];
    let files = NotaryFiles::new(&data.join("proof"));
    let (signed, finding) = signed_head(&files);
    findings.push(finding);
    // Read before the walk: a node that shares the log may go on meanwhile.
    let mut shortcut = Shortcut::read(&files, log.store().incarnation());
    findings.push(walk(&*log.store(), signed, Some(&files.tiles()), Some(&mut shortcut)).await.0);
    findings.extend(shortcut.finding());
    findings.push(tiles(&files, signed));
    findings.extend(cosigned(&files, signed));
    findings.push(super::journal::verify(settings, &[]).await);
    if with_views && findings.iter().all(|finding| finding.ok) {
        findings.push(match compare_views(log.store(), data).await {
            Ok(words) => Finding::good("views", words),
            Err(failure) => Finding::bad("views", failure),
        });
    }
    log.close();
    findings
}

/// What the newest checkpoint states, if it is one of this log.
pub(in crate::cli) fn signed_head(files: &NotaryFiles) -> (Head, Finding) {
    let part = "checkpoint";
    let read = files.checkpoint().and_then(|bytes| Ok((bytes, files.keys()?)));
    let (bytes, log) = match read {
        Ok((Some(bytes), keys)) => (bytes, keys),
        Ok((None, _)) if files.state().is_some() => {
            return (Head::empty(), Finding::bad(part, "the checkpoint is missing, though a tree was kept"));
        }
        Ok((None, _)) => return (Head::empty(), Finding::good(part, "nothing was signed yet")),
        Err(error) => return (Head::empty(), Finding::bad(part, error)),
    };
    match open(&bytes, &Trust { log, ..Trust::default() }) {
        Ok(verified) => {
            let head = verified.checkpoint.head;
            let words = format!("{} events signed by {}", head.size, verified.signed_by.join(", "));
            (head, Finding::good(part, words))
        }
        Err(error) => (Head::empty(), Finding::bad(part, error)),
    }
}

/// Every event: its checksum, its place, its chain, its leaf.
pub(in crate::cli) async fn walk(
    log: &dyn EventStore,
    signed: Head,
    tiles: Option<&dyn TileStore>,
    shortcut: Option<&mut Shortcut>,
) -> (Finding, Option<LogVerified>) {
    match try_walk(log, signed, tiles, shortcut).await {
        Ok(verified) => {
            let chained = match verified.not_chained_through {
                None => "chained from the first event".to_owned(),
                Some(position) => format!("not chained before position {}", position.commit + 1),
            };
            let words = format!("{} events in {} streams, {chained}", verified.events, verified.streams);
            (Finding::good("log", words), Some(verified))
        }
        Err(words) => (Finding::bad("log", words), None),
    }
}

async fn try_walk(
    log: &dyn EventStore,
    signed: Head,
    tiles: Option<&dyn TileStore>,
    mut shortcut: Option<&mut Shortcut>,
) -> Result<LogVerified, String> {
    let mut check = LogCheck::new(signed, tiles);
    let mut after = Position::START;
    loop {
        let page = log.read_log(after, PAGE).await.map_err(|error| match error {
            ReadError::Damaged { reason } | ReadError::Unavailable { reason } => reason,
        })?;
        for event in &page.events {
            check.event(event).map_err(|fault| fault.to_string())?;
            if let Some(shortcut) = &mut shortcut {
                shortcut.event(event.position, &check);
            }
        }
        after = page.safe_through;
        if page.at_end {
            if let Some(shortcut) = shortcut {
                shortcut.ended(after);
            }
            return check.finish().map_err(|fault: LogFault| fault.to_string());
        }
    }
}

fn tiles(files: &NotaryFiles, signed: Head) -> Finding {
    match check_tiles(&files.tiles(), &signed) {
        Ok(()) => Finding::good("tiles", format!("lead to the signed root of {} events", signed.size)),
        Err(error) => Finding::bad("tiles", error),
    }
}

/// What a witness has cosigned cannot be undone: it must be part of what is signed now.
fn cosigned(files: &NotaryFiles, signed: Head) -> Option<Finding> {
    let part = "witness";
    let bytes = match files.cosigned() {
        Ok(bytes) => bytes?,
        Err(error) => return Some(Finding::bad(part, error)),
    };
    let trust = match (files.keys(), files.witnesses()) {
        (Ok(log), Ok(witnesses)) => Trust { log, witnesses, witnesses_needed: 1 },
        (Err(error), _) | (_, Err(error)) => return Some(Finding::bad(part, error)),
    };
    let verified = match open(&bytes, &trust) {
        Ok(verified) => verified,
        Err(error) => return Some(Finding::bad(part, error)),
    };
    let head = verified.checkpoint.head;
    let now = Checkpoint { head: signed, ..verified.checkpoint.clone() };
    // A proof that cannot be made is judged by sizes and roots.
    let proof = consistency_proof(&files.tiles(), &head, &signed).unwrap_or_default();
    let names: Vec<&str> = verified.witnessed_by.iter().map(|(name, _)| name.as_str()).collect();
    Some(match advance(&verified.checkpoint, &now, &proof) {
        Ok(()) => Finding::good(part, format!("{} events cosigned by {}", head.size, names.join(", "))),
        Err(error) => Finding::bad(part, error),
    })
}

/// For those who hold a log of another folder.
pub(in crate::cli) fn open_log(file: &Path) -> Result<Arc<SqliteEventStore>, String> {
    SqliteEventStore::open(SqliteOptions::new(file)).map_err(|error| error.to_string())
}
