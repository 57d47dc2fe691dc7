//! `hejie config check`

use super::{Failure, Global, output};
use clap::{Args, Subcommand};

/// Looking at the configuration.
#[derive(Debug, Args)]
pub struct Config {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check file, environment and flags, and print the settings in force
    Check {
        /// Print JSON instead of TOML
        #[arg(long)]
        json: bool,
    },
}

impl Config {
    /// Does it.
    ///
    /// # Errors
    /// [`Failure::Configuration`] when a setting is refused.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let What::Check { json } = self.what;
        let loaded = global.settings(&[])?;
        for variable in &loaded.unknown_variables {
            output::complain(&format!("the variable {variable} names no setting"));
        }
        crate::auth::Policies::load(&loaded.settings.auth)
            .map_err(|error| Failure::Configuration(format!("policies: {error}")))?;
        if json {
            output::json(&loaded.settings);
        } else {
            output::line(toml::to_string(&loaded.settings).map_err(Failure::failed)?.trim_end());
        }
        Ok(())
    }
}
