//! `hejie verify archive`: an archived case, checked with the file and the keys alone.

use super::super::{Failure, output};
use super::bundle::Offline;
use clap::Args;
use proof::bundle::{BUNDLE_BYTES_MAX, verify_archive};
use serde_json::json;

/// One archive file.
#[derive(Debug, Args)]
pub(super) struct VerifyArchive {
    #[command(flatten)]
    offline: Offline,
}

impl VerifyArchive {
    pub(super) fn run(self) -> Result<(), Failure> {
        let trust = self.offline.trust()?;
        let bytes = self.offline.bytes(BUNDLE_BYTES_MAX)?;
        let verdict = match verify_archive(&bytes, &trust) {
            Ok(verdict) => verdict,
            Err(error) => return Err(self.offline.refuse(error.code(), &error)),
        };
        if self.offline.json {
            output::json(&json!({
                "ok": true, "case": verdict.case, "events": verdict.events,
                "origin": verdict.checkpoint.origin, "size": verdict.checkpoint.head.size,
                "signed_by": verdict.signed_by,
            }));
            return Ok(());
        }
        output::line(format_args!(
            "proved: all {} events of case {}, in the log {} of {} events, signed by {}",
            verdict.events,
            verdict.case,
            verdict.checkpoint.origin,
            verdict.checkpoint.head.size,
            verdict.signed_by.join(", ")
        ));
        Ok(())
    }
}
