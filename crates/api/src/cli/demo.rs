//! `hejie demo`

use super::{Failure, Global, output};
use crate::demo::{Demo, DemoError, Ready, Told, print};
use crate::extract::Language;
use crate::observe;
use crate::server;
use crate::settings::Settings;
use clap::{Args, ValueEnum};

/// Playing a whole case through the REST API.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Address and port; a free port is taken when this one is in use [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "HEJIE_SERVER_LISTEN", hide_env_values = true)]
    listen: Option<String>,
    /// End after the case instead of serving on: exit code 0, or 1 when a step failed
    #[arg(long)]
    exit: bool,
    /// Language of explanations and refusals; titles come in both
    #[arg(long, value_enum, default_value = "zh")]
    lang: Lang,
    /// Print one JSON object a line: one for each step, then one with the tokens
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Zh,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}

impl DemoArgs {
    /// Plays, then serves until a signal comes.
    ///
    /// # Errors
    /// When configuration, data directory or address cannot be used, a step of the story fails, or the server fails.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let flags: Vec<_> = self.listen.iter().map(|listen| ("server.listen", listen.clone())).collect();
        let mut settings = global.settings(&flags)?.settings;
        // The story is to be read, so the default level is quieter here than in service.
        if settings.log == Settings::default().log {
            settings.log = "warn".to_owned();
        }
        observe::start_logging(&settings.log).map_err(|error| Failure::Configuration(error.to_string()))?;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(self.play(&settings))
    }

    async fn play(self, settings: &Settings) -> Result<(), Failure> {
        let signals = server::signals().map_err(Failure::failed)?;
        tokio::pin!(signals);
        let demo = Demo::open(settings).await.map_err(Failure::failed)?;
        match demo.instead_of() {
            Some(taken) if self.json => output::complain(&format!("{taken} is taken; a free port is used")),
            Some(_) | None if self.json => {}
            Some(_) | None => output::text(&print::opening(&demo, &settings.data)),
        }
        let language = self.lang.into();
        let mut tell = |told: &Told| self.tell(told, language);
        let played = tokio::select! {
            played = demo.play(language, &mut tell) => played.map(Some),
            () = &mut signals => Ok(None),
        };
        let stays = matches!(played, Ok(Some(_))) && !self.exit;
        if let Ok(Some(ready)) = &played {
            self.finish(ready);
        }
        let served = if stays { demo.serve_until(signals).await } else { demo.close().await };
        played.and(served).map_err(|error: DemoError| Failure::failed(error))
    }

    fn tell(&self, told: &Told, language: Language) {
        if self.json {
            output::json_line(told);
        } else {
            output::text(&print::step(told, language));
        }
    }

    fn finish(&self, ready: &Ready) {
        if self.json {
            output::json_line(ready);
        } else {
            output::text(&print::closing(ready));
            if !self.exit {
                output::text(&print::going_on(ready));
            }
        }
    }
}
