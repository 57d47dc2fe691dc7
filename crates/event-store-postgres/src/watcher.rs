//! Hears that another node appended, and lets other nodes hear that this one did.
//!
//! Notifications only shorten the wait: they may be lost with a connection or swallowed by a pooler, so the head is asked for anyway,
//! several times a second. They are sent beside the appends and not inside their transactions, at most one at a time however many
//! commits there are: a commit that notifies would hold the head longer for everybody.

use crate::link::{self, Link};
use crate::shared::{Shared, backoff};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tokio_postgres::Statement;

/// Between two notifications: hundreds of commits a second shall not wake the other nodes hundreds of times.
const HINT_PAUSE: Duration = Duration::from_millis(5);

/// Works until aborted.
pub(crate) async fn run(shared: Arc<Shared>) {
    let mut attempt = 0;
    loop {
        match shared.connect().await {
            Ok(link) => {
                attempt = 0;
                let reason = watch(&shared, &link).await;
                tracing::warn!(reason, "the connection that watches the event store was lost");
            }
            Err(error) => tracing::warn!(%error, attempt, "the event store cannot be watched"),
        }
        tokio::time::sleep(backoff(attempt)).await;
        attempt += 1;
    }
}

/// Returns why it cannot go on.
async fn watch(shared: &Shared, link: &Link) -> String {
    match watch_until_failure(shared, link).await {
        Ok(never) => match never {},
        Err(reason) => reason,
    }
}

async fn watch_until_failure(shared: &Shared, link: &Link) -> Result<std::convert::Infallible, String> {
    let schema = &shared.options.schema;
    // `channel` is the schema's name with a prefix: both need no quoting.
    let channel = format!("event_store_{schema}");
    let failed = |error: tokio_postgres::Error| link::words(&error);
    let deadline = shared.options.deadline();
    let late = |_| "no answer in time".to_owned();
    // A hint need not be on the disk before the next one.
    let listen = format!("SET synchronous_commit = off; LISTEN {channel}");
    timeout(deadline, link.client.batch_execute(&listen)).await.map_err(late)?.map_err(failed)?;
    let sql = format!("SELECT coalesce(max(position), 0) FROM {schema}.events");
    let head = timeout(deadline, link.client.prepare(&sql)).await.map_err(late)?.map_err(failed)?;
    let notify = format!("NOTIFY {channel}");
    loop {
        timeout(deadline, ask(shared, link, &head)).await.map_err(late)?.map_err(failed)?;
        loop {
            tokio::select! {
                () = link.heard.notified() => break,
                () = tokio::time::sleep(shared.options.poll_interval) => break,
                () = shared.committed.notified() => {
                    timeout(deadline, link.client.batch_execute(&notify)).await.map_err(late)?.map_err(failed)?;
                    tokio::time::sleep(HINT_PAUSE).await;
                }
            }
        }
    }
}

async fn ask(shared: &Shared, link: &Link, head: &Statement) -> Result<(), tokio_postgres::Error> {
    let row = link.client.query_one(head, &[]).await?;
    shared.advance(crate::row::from_sql(row.try_get(0)?));
    Ok(())
}
