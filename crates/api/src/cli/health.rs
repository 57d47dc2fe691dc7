//! `hejie health`

use super::{Failure, Global, output};
use crate::settings::{Settings, on_this_machine};
use crate::tls;
use clap::Args;
use std::net::SocketAddr;
use std::time::Duration;

/// Asking a running server whether it is ready.
#[derive(Debug, Args)]
pub struct Health {
    /// Where the server is [default: where the settings say it listens]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Print the answer as it came
    #[arg(long)]
    json: bool,
}

impl Health {
    /// Exit code 0 when ready, 1 when not ready or not there.
    ///
    /// # Errors
    /// When the server does not answer or is not ready.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::failed)?;
        let (ready, body) = runtime.block_on(self.ask(&settings))?;
        if self.json {
            output::line(format_args!("{body}"));
        }
        if ready { Ok(()) } else { Err(Failure::failed(format_args!("not ready: {body}"))) }
    }

    async fn ask(&self, settings: &Settings) -> Result<(bool, String), Failure> {
        let base = self.url.clone().unwrap_or_else(|| address_of(settings));
        let mut client = reqwest::Client::builder().timeout(Duration::from_secs(3));
        if on_this_machine(&base) {
            client = client.no_proxy();
            if base.starts_with("https://") {
                let config = tls::to_oneself(&settings.tls).map_err(Failure::failed)?;
                client = client.tls_backend_preconfigured(config);
            }
        }
        let client = client.build().map_err(Failure::failed)?;
        let url = format!("{}/health/ready", base.trim_end_matches('/'));
        let answer = client.get(url).send().await.map_err(Failure::failed)?;
        let ready = answer.status().is_success();
        Ok((ready, answer.text().await.map_err(Failure::failed)?))
    }
}

/// Where the server of these settings is reached from its own machine.
fn address_of(settings: &Settings) -> String {
    let scheme = if settings.tls.is_on() { "https" } else { "http" };
    let listen = settings.server.listen.parse::<SocketAddr>().map(|mut address| {
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() {
                [127, 0, 0, 1].into()
            } else {
                std::net::Ipv6Addr::LOCALHOST.into()
            });
        }
        address.to_string()
    });
    format!("{scheme}://{}", listen.unwrap_or_else(|_| settings.server.listen.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_listens_everywhere_is_asked_on_this_machine() {
        let at = |listen: &str| {
            let mut settings = Settings::default();
            listen.clone_into(&mut settings.server.listen);
            address_of(&settings)
        };
        assert_eq!(at("0.0.0.0:8080"), "http://127.0.0.1:8080");
        assert_eq!(at("[::]:8443"), "http://[::1]:8443");
        assert_eq!(at("10.0.0.7:80"), "http://10.0.0.7:80");
        assert_eq!(at("localhost:8080"), "http://localhost:8080");
    }
}
