//! `hejie erase`: finishes what two people approved and a crash cut off; looks whether a text still stands anywhere.

mod search;

use super::{Failure, Global, output};
use crate::node::Node;
use crate::settings::Settings;
use application::{Call, Clock, House};
use clap::Args;
use domain::ids::CommandId;
use domain::occasion::{Actor, Role};
use projection::DataRequestView;
use search::{Text, Traces};
use serde::Serialize;
use std::path::PathBuf;

const NOTES: &str = "Nothing is erased here that a director has not approved: requests are received, proposed by the officer and approved \
over the API, by two accounts. Without --check the server must be stopped.";

/// Erasures: what is left of them, and what is left of what they erased.
#[derive(Debug, Args)]
#[command(after_long_help = NOTES)]
pub struct Erase {
    /// Erase nothing; search every file of the data directory for the texts of this file, one a line (`-`: standard input), and say
    /// where one still stands in clear. The server may run
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
    /// Search this directory too: backups, archives handed out
    #[arg(long = "in", value_name = "DIR", requires = "check")]
    places: Vec<PathBuf>,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Finished {
    request: String,
    right: &'static str,
    cases: usize,
    erased: usize,
    certificate: Option<String>,
}

impl Erase {
    /// Does it.
    ///
    /// # Errors
    /// When the log is open elsewhere, an approved request cannot be carried out, or a text was found.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        match &self.check {
            Some(texts) => self.search(&settings, &search::texts(texts).map_err(Failure::failed)?),
            None => {
                let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
                runtime.block_on(self.finish(&settings))
            }
        }
    }

    fn search(&self, settings: &Settings, texts: &[Text]) -> Result<(), Failure> {
        let mut traces = Traces::default();
        for place in std::iter::once(&settings.data).chain(&self.places) {
            traces.look_in(place, texts).map_err(Failure::failed)?;
        }
        if self.json {
            output::json(&traces);
        } else {
            for found in &traces.found {
                output::line(format_args!("{}: text {} at byte {}", found.file, found.text, found.byte));
            }
            output::line(format_args!(
                "{} files, {} bytes searched for {} texts",
                traces.files,
                traces.bytes,
                texts.len()
            ));
            if settings.store.is_shared() || settings.store.shares_keys() {
                output::line("what is in a database was not searched: dump it, and name the dump with --in");
            }
        }
        match traces.found.len() {
            0 => Ok(()),
            found => Err(Failure::failed(format_args!("a text stands in clear at {found} places"))),
        }
    }

    async fn finish(&self, settings: &Settings) -> Result<(), Failure> {
        if !settings.store.is_shared() && !settings.data.join("log.db").exists() {
            return Err(Failure::failed(format_args!("{}: no log is here", settings.data.display())));
        }
        let node = Node::open(settings, Clock::System).await.map_err(Failure::failed)?;
        let finished = finish_all(&node).await;
        node.close().await;
        let finished = finished?;
        if self.json {
            output::json(&finished);
            return Ok(());
        }
        for done in &finished {
            let paper = done.certificate.as_deref().unwrap_or("none");
            output::line(format_args!(
                "{} ({}): {} cases, {} erased; certificate {paper}",
                done.request, done.right, done.cases, done.erased
            ));
        }
        output::line(match finished.len() {
            0 => "nothing that was approved is unfinished".to_owned(),
            count => format!("{count} approved requests are finished now"),
        });
        Ok(())
    }
}

async fn finish_all(node: &Node) -> Result<Vec<Finished>, Failure> {
    node.caught_up().await.map_err(Failure::failed)?;
    let approved = node.views.approved_data_requests().map_err(Failure::failed)?.value;
    let mut finished = Vec::with_capacity(approved.len());
    for request in approved {
        finish(&node.house, &request).await?;
        node.caught_up().await.map_err(Failure::failed)?;
        finished.push(request.request);
    }
    let mut told = Vec::with_capacity(finished.len());
    for request in finished {
        let state = node.house.data_request_state(request).await.map_err(Failure::failed)?;
        let domain::data_request::DataRequest::Fulfilled(asked, done) = state else {
            return Err(Failure::failed(format_args!("{request} is not finished")));
        };
        let erased =
            |outcome: &&domain::data_request::Outcome| outcome.done == domain::data_request::Done::Erased;
        told.push(Finished {
            request: request.to_string(),
            right: asked.right.code(),
            cases: done.outcomes.len(),
            erased: done.outcomes.iter().filter(erased).count(),
            certificate: done.certificate.as_ref().map(|paper| paper.sha256.clone()),
        });
    }
    Ok(told)
}

/// Goes on under the name of the director who approved it: the decision is theirs and recorded, this only carries it out.
async fn finish(house: &House, request: &DataRequestView) -> Result<(), Failure> {
    let Some(director) = request.approved_by.clone() else {
        return Err(Failure::failed(format_args!("{}: nobody approved it", request.request)));
    };
    let actor = Actor {
        user: director,
        role: Role::Director,
        centre: Some(request.centre.clone()),
        institution: None,
        court: None,
        mediator: None,
        party: None,
    };
    let key = format!("hejie erase {}", request.request);
    let command: CommandId = house.command_id(&actor, &key);
    let digest = house.digest(&[b"hejie erase", key.as_bytes()]);
    let call = Call { actor, command, digest, expected: None, correlation: Some("hejie-erase".to_owned()) };
    house.carry_out(&call, request.request).await.map(drop).map_err(|error| {
        Failure::failed(format_args!("{}: {error}; nothing is undone, run it again", request.request))
    })
}
