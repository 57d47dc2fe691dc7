//! `hejie archive`: archives a closed case of a running server and fetches the file, verified before it is written.

use super::verify::bundle::keys;
use super::{Failure, Global, output};
use clap::Args;
use proof::bundle::verify_archive;
use proof::checkpoint::Trust;
use proof::key::Algorithm;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

/// A closed case into the archive.
#[derive(Debug, Args)]
pub struct Archive {
    /// The case
    #[arg(value_name = "CASE")]
    case: Uuid,
    /// Number of the dossier; of a case that is archived already, its number stays
    #[arg(long, value_name = "NUMBER")]
    dossier_no: String,
    /// File to write
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// A public key of the log, `<name>+<id>+<base64>`, or a file with such lines
    #[arg(long = "key", value_name = "KEY", required = true)]
    keys: Vec<String>,
    /// File with the token of a clerk, a director or the data-protection officer
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,
    /// The server
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    url: String,
}

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

impl Archive {
    /// Does it.
    ///
    /// # Errors
    /// When the server refuses, or what it hands out does not verify.
    pub fn run(self, _: &Global) -> Result<(), Failure> {
        let trust = Trust { log: keys(&self.keys, Algorithm::Ed25519)?, ..Trust::default() };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::failed)?;
        let bytes = runtime.block_on(self.fetch())?;
        let verdict = verify_archive(&bytes, &trust)
            .map_err(|error| Failure::failed(format_args!("not proved ({}): {error}", error.code())))?;
        std::fs::write(&self.to, &bytes)
            .map_err(|error| Failure::failed(format_args!("{}: {error}", self.to.display())))?;
        output::line(format_args!(
            "{}: {} events of case {}",
            self.to.display(),
            verdict.events,
            verdict.case
        ));
        Ok(())
    }

    async fn fetch(&self) -> Result<Vec<u8>, Failure> {
        let token = std::fs::read_to_string(&self.token_file)
            .map_err(|error| Failure::failed(format_args!("{}: {error}", self.token_file.display())))?;
        let http = Client::builder().no_proxy().timeout(PATIENCE).build().map_err(Failure::failed)?;
        let url = format!("{}/v1/cases/{}/archive", self.url.trim_end_matches('/'), self.case);
        let archive = http
            .post(&url)
            .bearer_auth(token.trim())
            .header("content-type", "application/json")
            // The same for every attempt, so that one that was cut off is finished and not repeated.
            .header("idempotency-key", format!("archive-{}", self.case))
            .body(json!({ "dossier_no": self.dossier_no }).to_string());
        let (status, body) = send(archive).await?;
        let is_there = status.is_success() || code(&body) == "already-archived";
        if !is_there {
            return Err(refused(status, &body));
        }
        let (status, body) = send(http.get(&url).bearer_auth(token.trim())).await?;
        if code(&body) == "archive-not-released" {
            // Archived it is; the same command fetches the file once somebody else has released it.
            return Err(Failure::failed(format_args!(
                "archived, but not handed out (archive-not-released): another person releases it with POST {url}/releases, then run this again"
            )));
        }
        if status.is_success() { Ok(body) } else { Err(refused(status, &body)) }
    }
}

async fn send(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Failure> {
    let answer = request.send().await.map_err(Failure::failed)?;
    let status = answer.status();
    Ok((status, answer.bytes().await.map_err(Failure::failed)?.to_vec()))
}

fn code(body: &[u8]) -> String {
    let problem: Value = serde_json::from_slice(body).unwrap_or_default();
    problem.get("code").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn refused(status: StatusCode, body: &[u8]) -> Failure {
    Failure::failed(format_args!("{status}: {}", String::from_utf8_lossy(body)))
}
