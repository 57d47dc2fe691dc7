//! `hejie verify bundle`: on the court's side, with the file and the keys alone.

use super::super::{Failure, output};
use clap::Args;
use proof::bundle::{BUNDLE_BYTES_MAX, Reader, Verdict, verify_bundle};
use proof::certificate::from_pem;
use proof::checkpoint::Trust;
use proof::key::{Algorithm, VerifierKey};
use serde_json::json;
use std::io::Read;
use std::path::PathBuf;

/// One bundle.
#[derive(Debug, Args)]
pub(super) struct VerifyBundle {
    #[command(flatten)]
    offline: Offline,
    /// PEM file with certificates of authorities that count for signatures; without one nobody judges who vouches for a signer
    #[arg(long = "ca", value_name = "FILE")]
    authorities: Vec<PathBuf>,
}

/// A file, and whom its reader trusts.
#[derive(Debug, Args)]
pub(super) struct Offline {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A public key of the log, `<name>+<id>+<base64>`, or a file with such lines; from somebody you trust, never from the file
    #[arg(long = "key", value_name = "KEY", required = true)]
    keys: Vec<String>,
    /// A public key of a witness, likewise
    #[arg(long = "witness", value_name = "KEY")]
    witnesses: Vec<String>,
    /// How many of the witnesses must have cosigned
    #[arg(long, value_name = "N", default_value_t = 0)]
    witnesses_needed: usize,
    /// Print JSON instead of lines
    #[arg(long)]
    pub(super) json: bool,
}

impl Offline {
    pub(super) fn trust(&self) -> Result<Trust, Failure> {
        Ok(Trust {
            log: keys(&self.keys, Algorithm::Ed25519)?,
            witnesses: keys(&self.witnesses, Algorithm::CosignatureV1)?,
            witnesses_needed: self.witnesses_needed,
        })
    }

    /// What is in the file, `most` bytes and one: enough to be refused.
    pub(super) fn bytes(&self, most: usize) -> Result<Vec<u8>, Failure> {
        let unreadable = |error| Failure::failed(format_args!("{}: {error}", self.file.display()));
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&self.file).map_err(unreadable)?;
        file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }

    pub(super) fn refuse(&self, code: &str, error: &impl std::fmt::Display) -> Failure {
        if self.json {
            output::json(&json!({ "ok": false, "code": code, "words": error.to_string() }));
        }
        Failure::failed(format_args!("not proved ({code}): {error}"))
    }
}

impl VerifyBundle {
    pub(super) fn run(self) -> Result<(), Failure> {
        let reader = Reader { trust: self.offline.trust()?, authorities: authorities(&self.authorities)? };
        let bytes = self.offline.bytes(BUNDLE_BYTES_MAX)?;
        match verify_bundle(&bytes, &reader) {
            Ok(verdict) => {
                self.tell(&verdict);
                Ok(())
            }
            Err(error) => Err(self.offline.refuse(error.code(), &error)),
        }
    }

    fn tell(&self, verdict: &Verdict) {
        let witnesses: Vec<&str> = verdict.witnessed_by.iter().map(|(name, _)| name.as_str()).collect();
        let head = verdict.checkpoint.head;
        if self.offline.json {
            return output::json(&json!({
                "ok": true, "case": verdict.case, "agreement_no": verdict.agreement_no,
                "agreement_sha256": verdict.agreement_sha256, "effective_at": verdict.effective_at,
                "effective_on": verdict.effective_on, "confirmed_by": verdict.confirmed_by,
                "events": verdict.events, "origin": verdict.checkpoint.origin, "size": head.size,
                "signed_by": verdict.signed_by, "witnessed_by": witnesses, "certified": verdict.certified,
                "authorities_judged": verdict.authorities_judged,
            }));
        }
        let confirmed = verdict.confirmed_by.as_deref().unwrap_or("not confirmed in this bundle");
        output::line(format_args!("proved: agreement {} of case {}", verdict.agreement_no, verdict.case));
        output::line(format_args!("  sha-256     {}", verdict.agreement_sha256));
        output::line(format_args!("  in effect   {} ({})", verdict.effective_on, verdict.effective_at));
        output::line(format_args!("  ruling      {confirmed}"));
        let judged =
            if verdict.authorities_judged { "of authorities you trust" } else { "authorities not judged" };
        output::line(format_args!("  certificates {}, {judged}", verdict.certified));
        output::line(format_args!(
            "  log         {}, {} events, {} of them of this case",
            verdict.checkpoint.origin, head.size, verdict.events
        ));
        output::line(format_args!("  signed by   {}", verdict.signed_by.join(", ")));
        output::line(format_args!(
            "  witnesses   {}",
            if witnesses.is_empty() { "none".into() } else { witnesses.join(", ") }
        ));
    }
}

/// All certificates of the files; `None` when no file is named.
fn authorities(files: &[PathBuf]) -> Result<Option<Vec<Vec<u8>>>, Failure> {
    let mut all = Vec::new();
    for file in files {
        let wrong =
            |error: &dyn std::fmt::Display| Failure::failed(format_args!("{}: {error}", file.display()));
        let text = std::fs::read(file).map_err(|error| wrong(&error))?;
        all.extend(from_pem(&text).map_err(|error| wrong(&error))?);
    }
    Ok((!files.is_empty()).then_some(all))
}

/// Keys given as lines, or as files of lines.
pub(in crate::cli) fn keys(given: &[String], algorithm: Algorithm) -> Result<Vec<VerifierKey>, Failure> {
    let mut keys = Vec::new();
    for text in given {
        let lines = if std::path::Path::new(text).is_file() {
            std::fs::read_to_string(text).map_err(|error| Failure::failed(format_args!("{text}: {error}")))?
        } else {
            text.clone()
        };
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let key =
                VerifierKey::parse(line).map_err(|error| Failure::failed(format_args!("{line}: {error}")))?;
            if key.algorithm() != algorithm {
                return Err(Failure::failed(format_args!("{line}: a key of another kind")));
            }
            keys.push(key);
        }
    }
    Ok(keys)
}
