//! `hejie verify certificate`: whether a paper about an erasure is what the signed log says.

use super::super::{Failure, output};
use super::bundle::Offline;
use clap::Args;
use proof::erasure::{CERTIFICATE_BYTES_MAX, ErasureVerdict, verify_certificate};
use serde_json::json;

/// One certificate, as it was handed out.
#[derive(Debug, Args)]
pub(super) struct VerifyCertificate {
    #[command(flatten)]
    offline: Offline,
}

impl VerifyCertificate {
    pub(super) fn run(self) -> Result<(), Failure> {
        let trust = self.offline.trust()?;
        let bytes = self.offline.bytes(CERTIFICATE_BYTES_MAX)?;
        match verify_certificate(&bytes, &trust) {
            Ok(verdict) => {
                self.tell(&verdict);
                Ok(())
            }
            Err(error) => Err(self.offline.refuse(error.code(), &error)),
        }
    }

    fn tell(&self, verdict: &ErasureVerdict) {
        let witnesses: Vec<&str> = verdict.witnessed_by.iter().map(|(name, _)| name.as_str()).collect();
        let head = &verdict.checkpoint.head;
        if self.offline.json {
            let erased: Vec<_> = verdict
                .erased
                .iter()
                .map(|(case, subject)| json!({ "case": case, "subject": subject }))
                .collect();
            return output::json(&json!({
                "ok": true, "request": verdict.number, "sha256": verdict.sha256, "made_at": verdict.made_at,
                "erased": erased, "restricted": verdict.restricted, "leaf_index": verdict.leaf_index,
                "origin": verdict.checkpoint.origin, "size": head.size, "signed_by": verdict.signed_by,
                "witnessed_by": witnesses,
            }));
        }
        output::line(format_args!(
            "proved: certificate of request {}, made {}",
            verdict.number, verdict.made_at
        ));
        output::line(format_args!("  sha-256     {}", verdict.sha256));
        for (case, subject) in &verdict.erased {
            output::line(format_args!("  destroyed   the key of subject {subject} in case {case}"));
        }
        output::line(format_args!("  only stored {} cases", verdict.restricted));
        output::line(format_args!(
            "  log         {}, event {} of {}",
            verdict.checkpoint.origin, verdict.leaf_index, head.size
        ));
        output::line(format_args!("  signed by   {}", verdict.signed_by.join(", ")));
        output::line(format_args!(
            "  witnesses   {}",
            if witnesses.is_empty() { "none".into() } else { witnesses.join(", ") }
        ));
    }
}
