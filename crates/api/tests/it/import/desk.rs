//! A house on a fresh log, and files made up on the spot.

use api::import::{Format, Importer, Outcome, OutcomeKind, Source, Summary, open_rows};
use application::{Clock, House, HouseOptions, MasterKeys, Vault};
use domain::centre::CentreFacts;
use domain::ids::{CentreId, Tenant, UserId};
use event_store::{EventStore, Position};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

pub(super) const HEADER: &str = "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,\
Company public response,Company,State,ZIP code,Tags,Consumer consent provided?,Submitted via,Date sent to company,\
Company response to consumer,Timely response?,Consumer disputed?,Complaint ID";

/// A row that is fine in every respect; the narrative is quoted already.
pub(super) fn row(date: &str, narrative: &str, id: &str) -> String {
    format!(
        "{date},Mortgage,FHA mortgage,Struggling to pay mortgage,,\"{narrative}\",,ACME BANK,FL,00501,,\
Consent provided,Web,{date},Closed with explanation,Yes,N/A,{id}"
    )
}

/// Header and rows with CRLF, as the bureau writes them.
pub(super) fn file(rows: &[String]) -> Vec<u8> {
    let mut text = format!("{HEADER}\r\n");
    for row in rows {
        text.push_str(row);
        text.push_str("\r\n");
    }
    text.into_bytes()
}

pub(super) struct Desk {
    pub(super) house: Arc<House>,
    _data: TempDir,
}

impl Desk {
    pub(super) fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let store: Arc<dyn EventStore> =
            SqliteEventStore::open(SqliteOptions::new(data.path().join("log.db"))).unwrap();
        let master = MasterKeys::parse(&"07".repeat(32)).unwrap();
        let house = House::new(HouseOptions {
            store,
            vault: Arc::new(Vault::open(data.path(), master).unwrap()),
            clock: Clock::stepped("2026-09-01T01:00:00Z".parse().unwrap()),
            tenant: Tenant::parse("gd").unwrap(),
            centres: CentreFacts::guangdong(),
            cached_streams: 1_000,
        });
        Self { house: Arc::new(house), _data: data }
    }

    pub(super) async fn importer(&self, format: Format) -> Importer {
        self.importer_of(format, "440100", None).await
    }

    pub(super) async fn importer_of(&self, format: Format, centre: &str, account: Option<&str>) -> Importer {
        let centre = CentreId::parse(centre).unwrap();
        let account = account.map(|account| UserId::parse(account).unwrap());
        Importer::new(Arc::clone(&self.house), format, &centre, account, 64).await.unwrap()
    }

    pub(super) async fn import(&self, format: Format, bytes: impl Into<Vec<u8>>) -> (Summary, Vec<Outcome>) {
        let bytes: Vec<u8> = bytes.into();
        let source = Source::of(Cursor::new(bytes), 0).unwrap();
        run(&self.importer(format).await, format, source).await
    }

    pub(super) async fn import_file(&self, format: Format, path: &Path) -> (Summary, Vec<Outcome>) {
        run(&self.importer(format).await, format, Source::open(path).unwrap()).await
    }

    pub(super) async fn head(&self) -> Position {
        self.house.store().head().await.unwrap()
    }
}

pub(super) async fn run(importer: &Importer, format: Format, source: Source) -> (Summary, Vec<Outcome>) {
    let mut outcomes = Vec::new();
    let tell = |outcome: &Outcome| {
        outcomes.push(outcome.clone());
        Ok(())
    };
    let summary = importer.run(open_rows(format, source).unwrap(), tell, std::future::pending()).await;
    (summary, outcomes)
}

/// Why a file as a whole is refused.
pub(super) fn refused(format: Format, bytes: &[u8]) -> String {
    let source = Source::of(Cursor::new(bytes.to_vec()), 0).unwrap();
    open_rows(format, source).map(|_| ()).unwrap_err().to_string()
}

/// Line, outcome, column and code of each row.
pub(super) fn told(outcomes: &[Outcome]) -> Vec<(u64, OutcomeKind, &str, &str)> {
    let told = outcomes.iter().map(|outcome| {
        let flaw = outcome.flaw.as_ref();
        (outcome.line, outcome.kind, flaw.map_or("", |flaw| &flaw.column), flaw.map_or("", |flaw| flaw.code))
    });
    told.collect()
}
