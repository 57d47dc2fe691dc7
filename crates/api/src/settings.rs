//! Configuration: flags > environment `HEJIE_…` > TOML file > default. The only reader of the environment.
//!
//! The variable of a setting is its path in capitals: `server.listen` in the file is `HEJIE_SERVER_LISTEN`. Unknown keys in the
//! file are refused by name; unknown variables are reported by `hejie config check`.

mod auth;
mod house;
mod issuers;
mod outbound;
mod proof;
mod queries;
mod server;
mod signing;
mod store;
mod tls;

pub use auth::AuthSettings;
pub use house::{HouseSettings, Secret};
pub use issuers::{ClaimSettings, ClaimSource, ClientSettings, IssuerSettings};
pub(crate) use issuers::{may_be_asked, on_this_machine};
pub use outbound::OutboundSettings;
pub use proof::ProofSettings;
pub use queries::QuerySettings;
pub use server::ServerSettings;
pub use signing::SigningSettings;
pub use store::{Engine, StoreSettings};
pub use tls::TlsSettings;

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// `HEJIE_DATA`, default `./hejie-data`: directory of log, views, keys. One process at a time.
    pub data: PathBuf,
    /// `HEJIE_LOG`, default `info`: what is logged to stderr as JSON lines, in the syntax of tracing's `EnvFilter`.
    pub log: String,
    /// The house.
    pub house: HouseSettings,
    /// The engine of the log.
    pub store: StoreSettings,
    /// The HTTP server.
    pub server: ServerSettings,
    /// TLS.
    pub tls: TlsSettings,
    /// What others are asked for.
    pub outbound: OutboundSettings,
    /// Tokens.
    pub auth: AuthSettings,
    /// Queries.
    pub queries: QuerySettings,
    /// Proofs.
    pub proof: ProofSettings,
    /// Signatures on agreements.
    pub signing: SigningSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("./hejie-data"),
            log: "info".to_owned(),
            house: HouseSettings::default(),
            store: StoreSettings::default(),
            server: ServerSettings::default(),
            tls: TlsSettings::default(),
            outbound: OutboundSettings::default(),
            auth: AuthSettings::default(),
            queries: QuerySettings::default(),
            proof: ProofSettings::default(),
            signing: SigningSettings::default(),
        }
    }
}

/// Why the configuration is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{path}: {reason}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file is no TOML.
    #[error("{path}: {reason}")]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// What the parser says, with line and column.
        reason: String,
    },
    /// A key or a value is wrong.
    #[error("setting {key}: {reason}")]
    Setting {
        /// Dotted path of the setting.
        key: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Settings from the three sources, and the variables nobody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The settings in force.
    pub settings: Settings,
    /// Variables `HEJIE_…` that name no setting: a misspelling, most likely.
    pub unknown_variables: Vec<String>,
}

/// Variables that are read elsewhere: by the command line, and by development.
const OTHER_VARIABLES: [&str; 2] = ["HEJIE_CONFIG", "HEJIE_DATA_DIR"];

impl Settings {
    /// Reads `file` (when named), lays the environment over it and `flags` (dotted path, text) over both.
    ///
    /// # Errors
    /// See [`SettingsError`].
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        flags: &[(&str, String)],
    ) -> Result<Loaded, SettingsError> {
        let mut table = file.map_or_else(|| Ok(Table::new()), read)?;
        let known = known_settings();
        let mut unknown_variables = Vec::new();
        for (variable, text) in environment {
            if !variable.starts_with("HEJIE_") || OTHER_VARIABLES.contains(&variable.as_str()) {
                continue;
            }
            match known.iter().find(|(path, _)| variable_of(path) == variable) {
                Some((path, default)) => lay(&mut table, path, default, &text)?,
                None => unknown_variables.push(variable),
            }
        }
        for (path, text) in flags {
            if let Some((path, default)) = known.iter().find(|(known, _)| known == path) {
                lay(&mut table, path, default, text)?;
            }
        }
        unknown_variables.sort();
        Ok(Loaded { settings: check(table)?, unknown_variables })
    }
}

fn read(path: &Path) -> Result<Table, SettingsError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| SettingsError::File { path: path.to_owned(), reason: error.to_string() })?;
    text.parse::<Table>().map_err(|error| SettingsError::Syntax {
        path: path.to_owned(),
        reason: error.to_string().trim().to_owned(),
    })
}

fn check(table: Table) -> Result<Settings, SettingsError> {
    let settings: Settings =
        serde_path_to_error::deserialize(Value::Table(table)).map_err(|error| SettingsError::Setting {
            key: error.path().to_string(),
            reason: error.inner().to_string().trim().to_owned(),
        })?;
    settings.house.check()?;
    settings.store.check()?;
    settings.server.check()?;
    settings.tls.check()?;
    settings.outbound.check()?;
    settings.auth.check()?;
    settings.proof.check()?;
    settings.signing.check()?;
    Ok(settings)
}

/// Dotted path and default of every setting, read off the defaults themselves.
fn known_settings() -> Vec<(String, Value)> {
    let mut known = Vec::new();
    if let Ok(Value::Table(table)) = Value::try_from(Settings::default()) {
        for (name, value) in table {
            match value {
                Value::Table(section) => {
                    known
                        .extend(section.into_iter().map(|(field, value)| (format!("{name}.{field}"), value)));
                }
                Value::String(_)
                | Value::Integer(_)
                | Value::Float(_)
                | Value::Boolean(_)
                | Value::Datetime(_)
                | Value::Array(_) => known.push((name, value)),
            }
        }
    }
    known
}

fn variable_of(path: &str) -> String {
    format!("HEJIE_{}", path.replace('.', "_").to_ascii_uppercase())
}

/// Sets `path` to `text`, read as the type of its default.
fn lay(table: &mut Table, path: &str, default: &Value, text: &str) -> Result<(), SettingsError> {
    let wrong = |expected: &str| SettingsError::Setting {
        key: format!("{path} ({})", variable_of(path)),
        reason: format!("expected {expected}"),
    };
    let value = match default {
        Value::Integer(_) => Value::Integer(text.parse().map_err(|_| wrong("a whole number"))?),
        Value::Boolean(_) => Value::Boolean(text.parse().map_err(|_| wrong("true or false"))?),
        Value::Float(_) => Value::Float(text.parse().map_err(|_| wrong("a number"))?),
        Value::Array(_) => {
            let table = format!("list = {text}").parse::<Table>().ok();
            let list = table.and_then(|mut table| table.remove("list")).filter(Value::is_array);
            list.ok_or_else(|| wrong("a TOML array"))?
        }
        Value::String(_) | Value::Datetime(_) | Value::Table(_) => Value::String(text.to_owned()),
    };
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
        }
        Some((section, field)) => {
            let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            section.as_table_mut().ok_or_else(|| wrong("a section"))?.insert(field.to_owned(), value);
        }
    }
    Ok(())
}
