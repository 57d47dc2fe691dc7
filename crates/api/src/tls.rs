//! TLS in the process: TLS 1.2 and 1.3 over HTTP/1.1, certificates that change without a restart, client certificates where asked.
//!
//! HTTP/2 is left out on purpose: the bounds on slow clients (head and body in time) are those of HTTP/1.1. Why so:
//! docs/adr/0029-tls-in-the-process.md.

mod clients;
mod files;
mod thumbprint;

pub use thumbprint::Thumbprint;

use crate::settings::TlsSettings;
use clients::Clients;
use files::{Files, Loaded};
use rustls::crypto::aws_lc_rs;
use rustls::server::{ClientHello, NoServerSessionStorage, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ServerConfig, SupportedProtocolVersion};
use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// What is spoken; whatever is older is refused.
const VERSIONS: &[&SupportedProtocolVersion] = &[&TLS13, &TLS12];

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("TLS: {path}: {reason}")]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Others than its owner may read the key.
    #[error("TLS: the key {path} is readable by others than its owner: chmod 600 it, or make a new one")]
    KeyTooOpen {
        /// Which.
        path: PathBuf,
    },
    /// Certificate and key, or the authorities, do not go together.
    #[error("TLS: {0}")]
    Unfit(#[from] rustls::Error),
    /// The authorities of clients cannot be used.
    #[error("TLS: the authorities of clients cannot be used: {0}")]
    Authorities(String),
}

/// What connections are made with; shared by all workers.
#[derive(Debug)]
pub struct Tls {
    settings: TlsSettings,
    served: Arc<Served>,
    clients: Option<Arc<Clients>>,
    state: Mutex<State>,
}

/// The certificate that is shown now.
#[derive(Debug)]
struct Served(RwLock<Arc<CertifiedKey>>);

/// What the files held.
#[derive(Debug)]
struct State {
    loaded: [u8; 32],
    /// A bad state of the files is told once, not every minute.
    refused: Option<String>,
}

/// What looking at the files again brought.
#[derive(Debug, PartialEq, Eq)]
pub enum Reloaded {
    /// They are as they were.
    Same,
    /// New connections are made with what they hold now; the thumbprint of the certificate.
    Renewed(Thumbprint),
}

impl ResolvesServerCert for Served {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Tls {
    /// Reads what the settings name; `None` when they name nothing.
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn open(settings: &TlsSettings) -> Result<Option<Arc<Self>>, TlsError> {
        if !settings.is_on() {
            return Ok(None);
        }
        let Loaded { digest, certified, clients } = Files::read(settings)?.load()?;
        let clients = clients.map(|known| Arc::new(Clients::new(settings.requires_clients(), known)));
        Ok(Some(Arc::new(Self {
            settings: settings.clone(),
            served: Arc::new(Served(RwLock::new(certified))),
            clients,
            state: Mutex::new(State { loaded: digest, refused: None }),
        })))
    }

    /// What a listener works with.
    ///
    /// # Errors
    /// Never with the provider that is linked.
    pub(crate) fn server_config(&self) -> Result<ServerConfig, TlsError> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_protocol_versions(VERSIONS)?;
        let resolver = Arc::clone(&self.served) as Arc<dyn ResolvesServerCert>;
        let Some(clients) = &self.clients else {
            return Ok(builder.with_no_client_auth().with_cert_resolver(resolver));
        };
        let mut config =
            builder.with_client_cert_verifier(Arc::clone(clients) as _).with_cert_resolver(resolver);
        // A resumed session is not judged again: an authority that was taken away would go on to count.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        Ok(config)
    }

    /// Looks at the files again. What cannot be used changes nothing.
    ///
    /// # Errors
    /// See [`TlsError`]; what was served before goes on.
    pub fn reload(&self) -> Result<Reloaded, TlsError> {
        let files = Files::read(&self.settings)?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if files.digest() == state.loaded {
            state.refused = None;
            return Ok(Reloaded::Same);
        }
        let Loaded { digest, certified, clients } = files.load()?;
        let thumbprint = certified.cert.first().map(Thumbprint::of).unwrap_or_default();
        if let (Some(current), Some(known)) = (&self.clients, clients) {
            current.replace(known);
        }
        *self.served.0.write().unwrap_or_else(PoisonError::into_inner) = certified;
        *state = State { loaded: digest, refused: None };
        Ok(Reloaded::Renewed(thumbprint))
    }

    /// Looks at the files every so often, and on SIGHUP; never ends. The signal is heeded from the call on, so that nobody who knows the
    /// server can end it with one.
    ///
    /// # Errors
    /// When the system gives no signals.
    pub(crate) fn watch(self: Arc<Self>) -> io::Result<impl Future<Output = ()> + Send + use<>> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut hangups = signal(SignalKind::hangup())?;
        Ok(async move {
            let mut ticks = tokio::time::interval(Duration::from_secs(self.settings.reload_s));
            loop {
                tokio::select! {
                    _ = ticks.tick() => {}
                    _ = hangups.recv() => {}
                }
                let tls = Arc::clone(&self);
                // Files may lie on a slow disk.
                let looked = tokio::task::spawn_blocking(move || tls.look()).await;
                if looked.is_err() {
                    tracing::error!("the certificates could not be looked at");
                }
            }
        })
    }

    /// Reloads and says in the log what came of it, once.
    fn look(&self) {
        match self.reload() {
            Ok(Reloaded::Same) => {}
            Ok(Reloaded::Renewed(thumbprint)) => {
                tracing::info!(%thumbprint, "new connections are made with a new certificate");
            }
            Err(error) => {
                let reason = error.to_string();
                let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                if state.refused.as_deref() != Some(reason.as_str()) {
                    tracing::error!(
                        reason,
                        "the certificate on disk cannot be used; the one before is served on"
                    );
                    state.refused = Some(reason);
                }
            }
        }
    }
}

/// How the house speaks to itself on this machine (`hejie health`): whoever answers there is not asked who it is, because nothing secret
/// is said; where clients have to show a certificate the house shows its own, which it takes.
///
/// # Errors
/// See [`TlsError`].
pub(crate) fn to_oneself(settings: &TlsSettings) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_protocol_versions(VERSIONS)?;
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(clients::Anybody));
    if !settings.requires_clients() {
        return Ok(builder.with_no_client_auth());
    }
    let (chain, key) = Files::read(settings)?.own()?;
    Ok(builder.with_client_auth_cert(chain, key)?)
}
