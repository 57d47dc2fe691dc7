//! Metrics in the Prometheus text format at `/metrics`.

use actix_web::{HttpResponse, web};
use metrics::{Counter, Histogram, counter, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

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

/// What requests are told apart by; as many as there are routes, methods and answers, however many callers.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    pub(super) route: Arc<str>,
    pub(super) method: &'static str,
    pub(super) status: u16,
}

thread_local! {
    /// Looking a metric up by its labels costs more than counting; each worker thread remembers its own.
    static COUNTED: RefCell<HashMap<Kind, (Counter, Histogram)>> = RefCell::default();
}

/// Counts a request that was answered.
pub(super) fn count(kind: Kind, took: Duration) {
    COUNTED.with_borrow_mut(|counted| {
        let (requests, seconds) = counted.entry(kind).or_insert_with_key(|Kind { route, method, status }| {
            let labels = [
                ("method", (*method).to_owned()),
                ("route", route.to_string()),
                ("status", status.to_string()),
            ];
            (
                counter!("hejie_http_requests_total", &labels),
                histogram!("hejie_http_request_duration_seconds", &labels),
            )
        });
        requests.increment(1);
        seconds.record(took.as_secs_f64());
    });
}

/// `GET /metrics`
pub async fn show(recorder: web::Data<Recorder>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(recorder.0.render())
}
