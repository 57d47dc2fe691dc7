//! Whatever the house asks others for goes out here, and nowhere else (gate): to public addresses, over TLS, at known ports, within bounds.
//!
//! A name is looked up once; every address it has is judged, and the connection is made to one that was judged. Redirects are not
//! followed. What is meant to be asked though it is not public stands in `outbound.allow`.

mod addresses;
mod names;
mod rules;

pub use addresses::{Kind, kind_of};
pub use names::{Names, SystemNames};
pub use rules::Refused;
pub(crate) use rules::{allowed, ports};

use crate::settings::OutboundSettings;
use names::Judged;
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, ClientBuilder, Proxy};
use rules::Rules;
use std::sync::Arc;
use std::time::Duration;

/// How long one answer may take, all of it.
const PATIENCE: Duration = Duration::from_secs(5);

/// By what rules others are asked.
#[derive(Clone)]
pub struct Outbound {
    rules: Arc<Rules>,
    names: Arc<dyn Names>,
    proxy: Option<String>,
}

/// Asks others.
pub struct OutboundClient {
    rules: Arc<Rules>,
    direct: Client,
    proxied: Option<Client>,
}

/// Why nothing came.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// It is not asked at all.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// No answer.
    #[error("{0}")]
    NoAnswer(String),
    /// An answer that is none; a redirect is one of them.
    #[error("{address} answered {status}")]
    Status {
        /// Who.
        address: String,
        /// What.
        status: u16,
    },
    /// More than was wanted.
    #[error("{address} answered more than {most} bytes")]
    TooLarge {
        /// Who.
        address: String,
        /// How much would have been taken.
        most: usize,
    },
    /// No client can be made.
    #[error("{0}")]
    Unfit(String),
}

impl Outbound {
    /// As the settings say.
    ///
    /// # Errors
    /// The word in them that cannot be read.
    pub fn new(settings: &OutboundSettings) -> Result<Self, String> {
        let rules = Rules { allowed: allowed(&settings.allow)?, ports: ports(&settings.ports)? };
        let proxy = (!settings.proxy.is_empty()).then(|| settings.proxy.clone());
        Ok(Self { rules: Arc::new(rules), names: Arc::new(SystemNames), proxy })
    }

    /// The same with another source of addresses.
    #[must_use]
    pub fn naming_by(self, names: Arc<dyn Names>) -> Self {
        Self { names, ..self }
    }

    /// Whether an address may be asked, as far as it can be told without looking its name up.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn judge(&self, address: &str) -> Result<(), Refused> {
        self.rules.judge(address).map(|_| ())
    }

    /// A client that trusts these authorities (PEM) beside those of the system.
    ///
    /// # Errors
    /// When they, or the proxy, cannot be used.
    pub fn client(&self, authorities: Option<&[u8]>) -> Result<OutboundClient, OutboundError> {
        let unfit = |error: reqwest::Error| OutboundError::Unfit(chain(&error));
        let authorities = authorities.map(Certificate::from_pem_bundle).transpose().map_err(unfit)?;
        let bounded = || {
            let bounded = Client::builder()
                .timeout(PATIENCE)
                .connect_timeout(PATIENCE)
                .redirect(Policy::none())
                .pool_max_idle_per_host(1)
                .no_proxy();
            authorities.clone().into_iter().flatten().fold(bounded, trusting)
        };
        let judged = Judged { rules: Arc::clone(&self.rules), names: Arc::clone(&self.names) };
        let direct = bounded().dns_resolver(judged).build().map_err(unfit)?;
        let proxied = match &self.proxy {
            Some(proxy) => {
                let proxy = Proxy::all(proxy).map_err(unfit)?;
                Some(bounded().proxy(proxy).build().map_err(unfit)?)
            }
            None => None,
        };
        Ok(OutboundClient { rules: Arc::clone(&self.rules), direct, proxied })
    }
}

fn trusting(client: ClientBuilder, authority: Certificate) -> ClientBuilder {
    client.tls_certs_merge([authority])
}

impl OutboundClient {
    /// Fetches what lies at an address, no more than `most` bytes.
    ///
    /// # Errors
    /// See [`OutboundError`]; they name the address, which is no secret.
    pub async fn get(&self, address: &str, most: usize) -> Result<Vec<u8>, OutboundError> {
        let judged = self.rules.judge(address)?;
        let client = match &self.proxied {
            Some(proxied) if !judged.is_allowed => proxied,
            Some(_) | None => &self.direct,
        };
        let no_answer = |error: reqwest::Error| OutboundError::NoAnswer(chain(&error));
        let mut response = client.get(judged.url).send().await.map_err(no_answer)?;
        if !response.status().is_success() {
            let status = response.status().as_u16();
            return Err(OutboundError::Status { address: address.to_owned(), status });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(no_answer)? {
            if body.len() + chunk.len() > most {
                return Err(OutboundError::TooLarge { address: address.to_owned(), most });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        words = format!("{words}: {next}");
        cause = next.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;
    use std::future::Future;
    use std::io::{Read as _, Write as _};
    use std::net::{IpAddr, TcpListener};
    use std::pin::Pin;
    use std::sync::Mutex;

    /// Answers in this order, and then no more.
    struct Told(Mutex<VecDeque<Vec<IpAddr>>>);

    impl Names for Told {
        fn look_up(&self, _: String) -> Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>> {
            let next = self.0.lock().unwrap().pop_front();
            Box::pin(async move { next.ok_or_else(|| std::io::Error::other("asked too often")) })
        }
    }

    fn told(answers: &[&[&str]]) -> Arc<Told> {
        let read = |answer: &&[&str]| answer.iter().map(|text| text.parse().unwrap()).collect();
        Arc::new(Told(Mutex::new(answers.iter().map(read).collect())))
    }

    fn outbound(allow: &str, ports: &str) -> Outbound {
        let settings =
            OutboundSettings { allow: allow.to_owned(), ports: ports.to_owned(), proxy: String::new() };
        Outbound::new(&settings).unwrap()
    }

    fn listener() -> (TcpListener, u16) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        (listener, port)
    }

    /// Answers one request with this.
    fn serve(answer: String) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = [0; 2048];
            let _read = stream.read(&mut head).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        });
        port
    }

    #[tokio::test]
    async fn a_name_is_looked_up_once_and_every_address_of_it_is_judged() {
        let (listener, port) = listener();
        let names = told(&[&["127.0.0.1"], &["10.0.0.1"], &["127.0.0.1", "10.0.0.1"]]);
        let client = outbound("127.0.0.1/32", &port.to_string()).naming_by(names).client(None).unwrap();
        let address = format!("https://rebinding.test:{port}/keys");
        let handshake = tokio::spawn({
            let client = outbound("127.0.0.1/32", &port.to_string())
                .naming_by(told(&[&["127.0.0.1"]]))
                .client(None)
                .unwrap();
            let address = address.clone();
            async move { client.get(&address, 10).await.unwrap_err().to_string() }
        });
        while listener.accept().is_err() {
            tokio::task::yield_now().await;
        }
        let words = handshake.await.unwrap();
        assert!(!words.contains("asked too often"), "one look-up: {words}");

        let first = tokio::spawn({
            let address = address.clone();
            async move {
                let first = client.get(&address, 10).await.unwrap_err().to_string();
                (client, first)
            }
        });
        while listener.accept().is_err() {
            tokio::task::yield_now().await;
        }
        let (client, _) = first.await.unwrap();
        for round in ["another answer", "one of two"] {
            let words = client.get(&address, 10).await.unwrap_err().to_string();
            assert!(words.contains("10.0.0.1") && words.contains("private"), "{round}: {words}");
        }
        assert!(listener.accept().is_err(), "nobody came");
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer_and_not_followed() {
        let (inner, inner_port) = listener();
        let answer = format!(
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{inner_port}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
        let port = serve(answer);
        let client = outbound("127.0.0.1", "443").client(None).unwrap();
        let error = client.get(&format!("http://127.0.0.1:{port}/"), 10).await.unwrap_err();
        assert!(matches!(error, OutboundError::Status { status: 302, .. }), "{error}");
        assert!(inner.accept().is_err(), "nobody came");
    }

    #[tokio::test]
    async fn no_more_is_taken_than_was_wanted() {
        let answer =
            || "HTTP/1.1 200 OK\r\ncontent-length: 11\r\nconnection: close\r\n\r\nhello world".to_owned();
        let client = outbound("127.0.0.1", "443").client(None).unwrap();
        let taken = client.get(&format!("http://127.0.0.1:{}/", serve(answer())), 11).await.unwrap();
        assert_eq!(taken, b"hello world");
        let error = client.get(&format!("http://127.0.0.1:{}/", serve(answer())), 10).await.unwrap_err();
        assert!(matches!(error, OutboundError::TooLarge { most: 10, .. }), "{error}");
    }
}
