//! `hejie serve`

use super::{Failure, Global, output};
use crate::node::Node;
use crate::observe;
use crate::server::{self, Server};
use crate::settings::Settings;
use crate::tls::Tls;
use application::Clock;
use clap::Args;

/// Serving the API.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "HEJIE_SERVER_LISTEN", hide_env_values = true)]
    listen: Option<String>,
    /// Print the address as JSON once it is bound
    #[arg(long)]
    json: bool,
}

impl Serve {
    /// Serves until a signal comes.
    ///
    /// # Errors
    /// When configuration, key or address cannot be used, or the server fails.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let flags: Vec<_> = self.listen.into_iter().map(|listen| ("server.listen", listen)).collect();
        let loaded = global.settings(&flags)?;
        observe::start_logging(&loaded.settings.log)
            .map_err(|error| Failure::Configuration(error.to_string()))?;
        for variable in &loaded.unknown_variables {
            tracing::warn!(variable, "this variable names no setting");
        }
        if let Err(error) = keep_memory_to_ourselves() {
            tracing::warn!(%error, "a failure of this process may write its memory, keys and names in it, to a file");
        }
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(serve(&loaded.settings, self.json))
    }
}

/// No core dump, and no other process of the same user reads what is in memory.
#[cfg(target_os = "linux")]
fn keep_memory_to_ourselves() -> std::io::Result<()> {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

/// Left to who runs it.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps, reason = "the same shape everywhere")]
const fn keep_memory_to_ourselves() -> std::io::Result<()> {
    Ok(())
}

async fn serve(settings: &Settings, json: bool) -> Result<(), Failure> {
    // First of all, or what is counted while the house opens is told to nobody.
    let _recorder = observe::Recorder::install().map_err(Failure::failed)?;
    let tls = Tls::open(&settings.tls).map_err(Failure::failed)?;
    let node = Node::open(settings, Clock::System).await.map_err(Failure::failed)?;
    let server = Server::speaking(&settings.server, tls, node.parts(settings).map_err(Failure::failed)?);
    let server = server.map_err(Failure::failed)?;
    // Before anybody is told where it listens: whoever knows that may ask it to end.
    let signals = server::signals().map_err(Failure::failed)?;
    let (address, scheme) = (server.address(), server.scheme());
    if json {
        output::json(
            &serde_json::json!({ "address": address.to_string(), "port": address.port(), "scheme": scheme }),
        );
    } else {
        output::line(format_args!("{scheme}://{address}  documents: {scheme}://{address}/docs/"));
    }
    let served = tokio::select! {
        served = server.run(signals) => served.map_err(Failure::failed),
        reason = node.failed() => Err(Failure::failed(format_args!("the log failed: {reason}"))),
    };
    node.close().await;
    served
}
