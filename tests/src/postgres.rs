//! A PostgreSQL server with a database for the log and one for the keys, and what a node must be told to use them.

#[path = "../../crates/event-store-postgres/tests/it/cluster.rs"]
mod cluster;

use cluster::Cluster;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Name of the key file of a local issuer.
const ISSUER: &str = "issuer-ed25519.pem";

/// What several nodes share.
pub struct Shared {
    cluster: Cluster,
    secrets: TempDir,
}

impl Shared {
    /// Starts a server of its own.
    ///
    /// # Panics
    /// When PostgreSQL is not installed.
    #[must_use]
    pub fn start() -> Self {
        let cluster = Cluster::start("");
        for database in ["hejie", "hejie_vault"] {
            let sql = format!("CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8'");
            cluster.psql("postgres", &sql).expect("a database");
        }
        let secrets = tempfile::tempdir().expect("a directory");
        std::fs::write(secrets.path().join("master.key"), "07".repeat(32)).expect("a key");
        let _key = api::auth::Issuer::open(secrets.path()).expect("an issuer");
        Self { cluster, secrets }
    }

    /// The variables of a node that connects as `user`.
    #[must_use]
    pub fn environment(&self, user: &str) -> Vec<(String, String)> {
        let socket = self.cluster.socket().replace('/', "%2F");
        let url = |database: &str| format!("postgresql://{user}@{socket}/{database}");
        let master = self.secrets.path().join("master.key").display().to_string();
        [
            ("HEJIE_STORE_URL", url("hejie")),
            ("HEJIE_STORE_VAULT_URL", url("hejie_vault")),
            ("HEJIE_HOUSE_MASTER_KEY_FILE", master),
            ("HEJIE_AUTH_ISSUER_KEY_FILE", self.secrets.path().join(ISSUER).display().to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    /// Dumps the log's database and restores the dump into a new one; the address of that.
    #[must_use]
    pub fn dump_into(&self, database: &str) -> String {
        self.cluster.dump_into("hejie", database);
        format!("postgresql://hejie@{}/{database}", self.cluster.socket().replace('/', "%2F"))
    }

    /// A dump of a database as SQL, as an operator makes it.
    #[must_use]
    pub fn dumped(&self, database: &str) -> String {
        self.cluster.dumped(database)
    }

    /// The server's own files: tables, indexes, write-ahead log.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.cluster.files()
    }

    /// Where the key of the issuer lies that every node trusts.
    #[must_use]
    pub fn issuer(&self) -> &Path {
        self.secrets.path()
    }

    /// What a person with psql gets.
    ///
    /// # Panics
    /// When the server refuses.
    #[must_use]
    pub fn psql(&self, database: &str, sql: &str) -> String {
        self.try_psql(database, sql).expect("the server does it")
    }

    /// The same where the server may refuse.
    ///
    /// # Errors
    /// What it said.
    pub fn try_psql(&self, database: &str, sql: &str) -> Result<String, String> {
        self.cluster.psql(database, sql)
    }
}
