//! The demo: a whole case played through the house's own REST API, over real HTTP, with real tokens, on an embedded store.
//!
//! Only the clock of the house is moved by the story, so that weeks pass in a second; after the story it follows the machine's.
//! In reading order: who plays (`cast`), how a step is taken (`play`), the steps (`story`), how they look ([`mod@print`]).

mod cast;
mod play;
pub mod print;
mod story;
mod told;

pub use cast::{PRIVATE, PUBLIC, Who};
pub use play::PlayError;
pub use told::{Told, ToldDeadline, ToldEvent, ToldExplanation};

use crate::auth::IssuerError;
use crate::client::Client;
use crate::extract::Language;
use crate::node::{Node, NodeError};
use crate::server::{Server, ServerError};
use crate::settings::Settings;
use application::Clock;
use cast::Cast;
use play::Play;
use serde::Serialize;
use std::io;
use std::net::SocketAddr;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The house's clock at the beginning: Tuesday 2026-09-01, 09:00 in Shanghai. The holidays of that autumn are published, and the story
/// meets two of them and a make-up Sunday.
const BEGINNING: &str = "2026-09-01T09:00";

/// Why the demo does not go on.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The data directory cannot be opened.
    #[error(transparent)]
    Node(#[from] NodeError),
    /// The server cannot be started, or failed.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// No client can be made.
    #[error("the client cannot be made: {0}")]
    Client(#[from] reqwest::Error),
    /// A token cannot be signed.
    #[error("tokens: {0}")]
    Token(#[from] IssuerError),
    /// A step of the story failed.
    #[error(transparent)]
    Play(Box<PlayError>),
    /// The log can no longer be written.
    #[error("the log failed: {0}")]
    Log(String),
}

impl From<PlayError> for DemoError {
    fn from(error: PlayError) -> Self {
        Self::Play(Box::new(error))
    }
}

/// A house with a server, opened for the story.
pub struct Demo {
    node: Node,
    clock: Clock,
    client: Client,
    settings: Settings,
    instead_of: Option<String>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Result<(), ServerError>>,
}

/// How the story ended, and what is needed to go on by hand.
#[derive(Debug, Clone, Serialize)]
pub struct Ready {
    /// Steps taken.
    pub steps: u32,
    /// The case.
    pub case: String,
    /// Where it stands.
    pub stage: String,
    /// Where the server listens.
    pub base: String,
    /// The interactive API page.
    pub docs: String,
    /// When the tokens expire: seconds since 1970-01-01 UTC by the machine's clock.
    pub tokens_expire_at_s: u64,
    /// One token a role.
    pub tokens: Vec<ReadyToken>,
}

/// A token to go on with.
#[derive(Debug, Clone, Serialize)]
pub struct ReadyToken {
    /// Whose.
    pub who: Who,
    /// A name for it in a shell.
    pub variable: &'static str,
    /// The token.
    pub token: String,
    /// An address it opens, about the case that was played.
    pub url: String,
}

impl Demo {
    /// Opens the data directory of `settings` and serves it; on another port when the wanted one is taken.
    ///
    /// # Errors
    /// See [`DemoError`].
    pub async fn open(settings: &Settings) -> Result<Self, DemoError> {
        let clock = Clock::stepped(play::moment(BEGINNING)?);
        let node = Node::open(settings, clock.clone()).await?;
        let (server, instead_of) = bind(settings, &node)?;
        let client = Client::new(format!("http://{}", reachable(server.address())))?;
        let (stop, stopping) = oneshot::channel::<()>();
        let serving = tokio::spawn(server.run(async move {
            let _ = stopping.await;
        }));
        Ok(Self { node, clock, client, settings: settings.clone(), instead_of, stop, serving })
    }

    /// Where the server listens.
    #[must_use]
    pub fn base(&self) -> &str {
        self.client.base()
    }

    /// The address that was wanted but taken.
    #[must_use]
    pub fn instead_of(&self) -> Option<&str> {
        self.instead_of.as_deref()
    }

    /// Plays the case, telling each step as it is taken. Afterwards the house's clock follows the machine's.
    ///
    /// # Errors
    /// [`DemoError::Play`] names the step that failed.
    pub async fn play(&self, language: Language, tell: &mut dyn FnMut(&Told)) -> Result<Ready, DemoError> {
        let mut cast = Cast::new(&self.node.issuer, &self.settings.auth);
        let mut play = Play::new(&self.client, &self.clock, language, tell)?;
        let ended = story::play(&mut play, &mut cast).await?;
        self.clock.release();
        let base = self.client.base();
        Ok(Ready {
            steps: play.steps(),
            stage: ended.stage,
            docs: format!("{base}/docs/"),
            tokens_expire_at_s: cast.expires_at_s(),
            tokens: cast.ready(base, &ended.case)?,
            case: ended.case,
            base: base.to_owned(),
        })
    }

    /// Serves until `signal` is done or something fails, then closes the house.
    ///
    /// # Errors
    /// [`DemoError::Server`] or [`DemoError::Log`].
    pub async fn serve_until(self, signal: impl Future<Output = ()>) -> Result<(), DemoError> {
        let Self { node, stop, mut serving, .. } = self;
        let early = tokio::select! {
            () = signal => None,
            reason = node.failed() => Some(Err(DemoError::Log(reason))),
            served = &mut serving => Some(ended(served)),
        };
        let _ = stop.send(());
        let result = match early {
            Some(result) => result,
            None => ended(serving.await),
        };
        node.close().await;
        result
    }

    /// Closes the house now.
    ///
    /// # Errors
    /// See [`Demo::serve_until`].
    pub async fn close(self) -> Result<(), DemoError> {
        self.serve_until(std::future::ready(())).await
    }
}

fn ended(served: Result<Result<(), ServerError>, tokio::task::JoinError>) -> Result<(), DemoError> {
    let served = served.unwrap_or_else(|lost| Err(ServerError::Run(io::Error::other(lost))));
    Ok(served?)
}

/// The wanted address, or a free port beside it and the address that was taken.
fn bind(settings: &Settings, node: &Node) -> Result<(Server, Option<String>), DemoError> {
    let parts = node.parts(settings)?;
    match Server::build(&settings.server, parts.clone()) {
        Err(ServerError::Listen { address, source }) if source.kind() == io::ErrorKind::AddrInUse => {
            let mut elsewhere = settings.server.clone();
            let host = address.rsplit_once(':').map_or("127.0.0.1", |(host, _)| host);
            elsewhere.listen = format!("{host}:0");
            Ok((Server::build(&elsewhere, parts)?, Some(address)))
        }
        built => Ok((built?, None)),
    }
}

/// An address to speak to; a server that listens everywhere is reached at home.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        let home: std::net::IpAddr = match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        };
        address.set_ip(home);
    }
    address
}
