//! Metrics in the Prometheus text format at `/metrics`.

use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::{Mutex, PoisonError};

/// Seconds; the interesting ones are below 25 ms.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// The recorder of this process.
#[derive(Clone)]
pub struct Recorder(PrometheusHandle);

impl Recorder {
    /// Installs the recorder, or gives the one that is installed: there is one per process.
    ///
    /// # Errors
    /// When another kind of recorder is installed already.
    pub fn install() -> Result<Self, BuildError> {
        static INSTALLED: Mutex<Option<Recorder>> = Mutex::new(None);
        let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(recorder) = installed.as_ref() {
            return Ok(recorder.clone());
        }
        let handle = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)?
            .install_recorder()?;
        let recorder = Self(handle);
        *installed = Some(recorder.clone());
        Ok(recorder)
    }

    /// Drains what has been recorded; called every few seconds, or memory grows until the next scrape.
    pub fn upkeep(&self) {
        self.0.run_upkeep();
    }
}

/// `GET /metrics`
pub async fn show(recorder: web::Data<Recorder>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(recorder.0.render())
}
