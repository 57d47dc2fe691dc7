//! The server: one door for `serve`, the demo, benches and tests.

mod app;
mod templates;
mod unmatched;

pub use app::{Parts, Rooms, document};
pub use templates::Group;
pub(crate) use templates::{Named, Templates};

use crate::observe::Recorder;
use crate::routes::live::Stopping;
use crate::settings::ServerSettings;
use crate::tls::{Thumbprint, Tls, TlsError};
use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::HttpServer;
use actix_web::dev::{Extensions, Server as ActixServer, ServerHandle};
use actix_web::rt::net::TcpStream;
use std::any::Any;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long a handshake may take at most, seconds.
const HANDSHAKE_S: u64 = 5;

/// How often recorded metrics are drained.
const UPKEEP: Duration = Duration::from_secs(5);

/// A bound server that does not serve yet.
pub struct Server {
    inner: ActixServer,
    address: SocketAddr,
    recorder: Recorder,
    scheme: &'static str,
    /// Tells those who listen that it stops.
    stopping: watch::Sender<bool>,
    /// Looks after the certificates.
    watch: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

/// Why a server did not start or stop well.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// As configured.
        address: String,
        /// What the system says.
        source: io::Error,
    },
    /// The metrics recorder cannot be installed.
    #[error("metrics cannot be recorded: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    /// TLS cannot be spoken.
    #[error("{0}")]
    Tls(#[from] TlsError),
    /// The server failed while running.
    #[error("the server failed: {0}")]
    Run(#[from] io::Error),
}

impl Server {
    /// Binds the address and prepares the workers; must be called inside a tokio runtime. Port 0 takes a free port.
    ///
    /// # Errors
    /// See [`ServerError`].
    pub fn build(settings: &ServerSettings, parts: Parts) -> Result<Self, ServerError> {
        Self::speaking(settings, None, parts)
    }

    /// The same over TLS, if there is any.
    ///
    /// # Errors
    /// See [`ServerError`].
    pub fn speaking(
        settings: &ServerSettings,
        tls: Option<Arc<Tls>>,
        parts: Parts,
    ) -> Result<Self, ServerError> {
        let listen = |source| ServerError::Listen { address: settings.listen.clone(), source };
        let listener = TcpListener::bind(&settings.listen).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let recorder = Recorder::install()?;
        let (stopping, told) = watch::channel(false);
        let shared = app::Shared::new(settings, parts, recorder.clone(), Stopping(told));
        let mut http = HttpServer::new(move || app::build(&shared))
            .client_request_timeout(Duration::from_secs(settings.request_timeout_s))
            .client_disconnect_timeout(Duration::from_secs(5))
            .keep_alive(Duration::from_secs(settings.keep_alive_s))
            .shutdown_timeout(settings.shutdown_timeout_s)
            .tls_handshake_timeout(Duration::from_secs(settings.request_timeout_s.min(HANDSHAKE_S)))
            .on_connect(remember_certificate)
            .disable_signals();
        if settings.workers > 0 {
            http = http.workers(settings.workers);
        }
        let http = match &tls {
            Some(tls) => http.listen_rustls_0_23(listener, tls.server_config()?),
            None => http.listen(listener),
        };
        let inner = http.map_err(listen)?.run();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let watch: Option<Pin<Box<dyn Future<Output = ()> + Send>>> = match tls {
            Some(tls) => Some(Box::pin(tls.watch()?)),
            None => None,
        };
        Ok(Self { inner, address, recorder, scheme, stopping, watch })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The port it listens on.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// What an address of it begins with.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Serves until `shutdown` is done, then lets running requests finish.
    ///
    /// # Errors
    /// [`ServerError::Run`].
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), ServerError> {
        let handle = self.inner.handle();
        let upkeep = tokio::spawn(upkeep(self.recorder));
        let watch = self.watch.map(tokio::spawn);
        tracing::info!(address = %self.address, "serving");
        let served = tokio::select! {
            served = self.inner => served,
            () = stop_after(shutdown, self.stopping, handle) => Ok(()),
        };
        upkeep.abort();
        if let Some(watch) = watch {
            watch.abort();
        }
        tracing::info!("stopped");
        Ok(served?)
    }
}

/// Keeps by what the client of a connection is known, for whoever asks about its token.
fn remember_certificate(stream: &dyn Any, of_connection: &mut Extensions) {
    let stream = stream.downcast_ref::<TlsStream<TcpStream>>();
    let shown = stream.and_then(|stream| stream.get_ref().1.peer_certificates()?.first());
    if let Some(certificate) = shown {
        of_connection.insert(Thumbprint::of(certificate));
    }
}

async fn stop_after(shutdown: impl Future<Output = ()>, stopping: watch::Sender<bool>, handle: ServerHandle) {
    shutdown.await;
    tracing::info!("stopping: no new requests");
    stopping.send_replace(true);
    handle.stop(true).await;
}

async fn upkeep(recorder: Recorder) {
    let mut ticks = tokio::time::interval(UPKEEP);
    loop {
        ticks.tick().await;
        recorder.upkeep();
    }
}

/// Done on SIGTERM or SIGINT.
///
/// # Errors
/// When the system gives no signals.
pub fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
