//! The log on a KurrentDB cluster.

use super::{Log, NodeError, alone};
use crate::settings::{Settings, StoreSettings};
use event_store_kurrent::{Credentials, KurrentEventStore, KurrentOptions};

pub(super) async fn log(settings: &Settings) -> Result<Log, NodeError> {
    let _alone = alone(&settings.data)?;
    let log = KurrentEventStore::connect(options(&settings.store)?).await;
    log.map(|log| Log::Shared {
        log,
        #[cfg(feature = "postgres")]
        fencing: None,
        _alone,
    })
    .map_err(|error| NodeError::Log(error.to_string()))
}

/// How to reach the cluster.
pub(crate) fn options(settings: &StoreSettings) -> Result<KurrentOptions, NodeError> {
    let mut url = settings.url.clone();
    if !settings.ca_file.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str("tlsCaFile=");
        url.push_str(&settings.ca_file);
    }
    let mut options = KurrentOptions::new(url);
    if !settings.user.is_empty() {
        let path = &settings.cluster_password_file;
        let password = std::fs::read_to_string(path)
            .map_err(|error| NodeError::Setting(format!("store: {path}: {error}")))?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        options.credentials = Some(Credentials { login: settings.user.clone(), password });
    }
    Ok(options)
}
