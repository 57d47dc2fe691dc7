//! What is told of a step: who did what, what was answered, which events and deadlines came of it.

use super::cast::Who;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A step as it was taken.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Counted from 1.
    pub step: u32,
    /// What it does, in Chinese.
    pub title_zh: &'static str,
    /// What it does, in English.
    pub title_en: &'static str,
    /// Who acted.
    pub who: Who,
    /// The house's time, RFC 3339 with the offset of Shanghai.
    pub house_time: String,
    /// GET or POST.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// The request, as the log names it.
    pub request_id: String,
    /// The answer was given before, to the same intention.
    pub replayed: bool,
    /// What was recorded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<ToldEvent>,
    /// What was read, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<String>,
    /// The refusal, where the story is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Value>,
}

/// An event as the receipt names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ToldEvent {
    /// Wire name.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The deadlines it set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<ToldDeadline>,
}

/// A deadline as the receipt names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ToldDeadline {
    /// Which period runs.
    pub timer: String,
    /// Its last day.
    pub due_date: String,
    /// The article or rule it follows from.
    pub basis: String,
    /// Whether a holiday notice may still move it.
    pub provisional: bool,
    /// The computation in words.
    pub explain: ToldExplanation,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ToldExplanation {
    /// Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// English.
    pub en: String,
}
