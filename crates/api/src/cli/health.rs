//! `hejie health`

use super::{Failure, Global, output};
use clap::Args;
use std::time::Duration;

/// Asking a running server whether it is ready.
#[derive(Debug, Args)]
pub struct Health {
    /// Where the server is [default: http://127.0.0.1:8080]
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080", hide_default_value = true)]
    url: String,
    /// Print the answer as it came
    #[arg(long)]
    json: bool,
}

impl Health {
    /// Exit code 0 when ready, 1 when not ready or not there.
    ///
    /// # Errors
    /// When the server does not answer or is not ready.
    pub fn run(self, _: &Global) -> Result<(), Failure> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::failed)?;
        let (ready, body) = runtime.block_on(self.ask())?;
        if self.json {
            output::line(format_args!("{body}"));
        }
        if ready { Ok(()) } else { Err(Failure::failed(format_args!("not ready: {body}"))) }
    }

    async fn ask(&self) -> Result<(bool, String), Failure> {
        let client =
            reqwest::Client::builder().timeout(Duration::from_secs(3)).build().map_err(Failure::failed)?;
        let url = format!("{}/health/ready", self.url.trim_end_matches('/'));
        let answer = client.get(url).send().await.map_err(Failure::failed)?;
        let ready = answer.status().is_success();
        Ok((ready, answer.text().await.map_err(Failure::failed)?))
    }
}
