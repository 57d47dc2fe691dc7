//! How a step is taken: the clock moves, somebody sends a request, the answer is judged and told.

use super::cast::{Cast, Who};
use super::told::Told;
use crate::auth::IssuerError;
use crate::client::{Answer, Client, Request};
use crate::extract::Language;
use application::{Clock, VaultError, random_text};
use chrono::{DateTime, Utc};
use domain::calendar::{in_shanghai, parse_instant};
use reqwest::Method;
use serde_json::Value;

/// Why the story does not go on.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A step was answered otherwise than the story expects.
    #[error(
        "step {step} failed: {title}\n  {call} answered {status}, expected {expected}\n  request {request_id}\n  {body}"
    )]
    Unexpected {
        /// Which step, counted from 1.
        step: u32,
        /// What it was to do.
        title: String,
        /// Method and path.
        call: String,
        /// The status that came.
        status: u16,
        /// What was expected.
        expected: String,
        /// The request, as the log names it.
        request_id: String,
        /// The problem document, or whatever else came.
        body: String,
    },
    /// No answer came.
    #[error("step {step} failed: {call}: no answer: {source}")]
    Silence {
        /// Which step.
        step: u32,
        /// Method and path.
        call: String,
        /// Why.
        source: reqwest::Error,
    },
    /// An answer lacks what the next step needs.
    #[error("step {step} failed: the answer has no {pointer}: {body}")]
    Lacking {
        /// Which step.
        step: u32,
        /// What is lacking, as JSON Pointer.
        pointer: String,
        /// The answer.
        body: String,
    },
    /// A token cannot be signed.
    #[error("tokens: {0}")]
    Token(#[from] IssuerError),
    /// No randomness for the names of requests.
    #[error(transparent)]
    Randomness(#[from] VaultError),
    /// A time of the story is misprinted.
    #[error("the story names a time that does not exist: {0}")]
    Time(String),
}

/// A step of the story.
pub(super) struct Step {
    who: Who,
    at: &'static str,
    title: (&'static str, &'static str),
    path: String,
    body: Option<Value>,
    once: Option<&'static str>,
    refusal: Option<(u16, &'static str)>,
    objection: Option<(u16, &'static str)>,
    show: fn(&Value) -> Vec<String>,
}

impl Step {
    /// Somebody writes, at a time in Shanghai like `2026-09-01T09:00`.
    pub(super) fn write(
        who: Who,
        at: &'static str,
        title: (&'static str, &'static str),
        path: impl Into<String>,
        body: Value,
    ) -> Self {
        Self { body: Some(body), ..Self::read(who, at, title, path) }
    }

    /// Somebody reads.
    pub(super) fn read(
        who: Who,
        at: &'static str,
        title: (&'static str, &'static str),
        path: impl Into<String>,
    ) -> Self {
        let show = |_: &Value| Vec::new();
        Self {
            who,
            at,
            title,
            path: path.into(),
            body: None,
            once: None,
            refusal: None,
            objection: None,
            show,
        }
    }

    /// The same intention in every run on the same data: a second run gets the first one's answer.
    pub(super) fn once(self, key: &'static str) -> Self {
        Self { once: Some(key), ..self }
    }

    /// The step succeeds by being refused.
    pub(super) fn refused(self, status: u16, code: &'static str) -> Self {
        Self { refusal: Some((status, code)), ..self }
    }

    /// The step may be refused with this, and the story knows how to go on.
    pub(super) fn or_refused(self, status: u16, code: &'static str) -> Self {
        Self { objection: Some((status, code)), ..self }
    }

    /// What to tell of the answer, a line each.
    pub(super) fn show(self, show: fn(&Value) -> Vec<String>) -> Self {
        Self { show, ..self }
    }

    fn method(&self) -> Method {
        if self.body.is_some() { Method::POST } else { Method::GET }
    }
}

/// The story under way.
pub(super) struct Play<'a> {
    client: &'a Client,
    clock: &'a Clock,
    language: Language,
    tell: &'a mut dyn FnMut(&Told),
    run: String,
    seen: Option<String>,
    steps: u32,
}

impl<'a> Play<'a> {
    pub(super) fn new(
        client: &'a Client,
        clock: &'a Clock,
        language: Language,
        tell: &'a mut dyn FnMut(&Told),
    ) -> Result<Self, PlayError> {
        Ok(Self { client, clock, language, tell, run: random_text()?, seen: None, steps: 0 })
    }

    pub(super) const fn steps(&self) -> u32 {
        self.steps
    }

    /// Takes a step and tells it.
    ///
    /// # Errors
    /// [`PlayError::Unexpected`] for every answer the story does not expect.
    pub(super) async fn act(&mut self, cast: &Cast<'_>, step: Step) -> Result<Answer, PlayError> {
        self.steps += 1;
        let now = moment(step.at)?;
        self.clock.move_to(now);
        let answer = self.send(&cast.token(step.who)?, &step).await?;
        self.judge(&step, &answer)?;
        if let (Some(_), Some(written)) = (&step.body, answer.header("consistency-token")) {
            self.seen = Some(written.to_owned());
        }
        let told = self.told(&step, now, &answer);
        (self.tell)(&told);
        Ok(answer)
    }

    async fn send(&self, token: &str, step: &Step) -> Result<Answer, PlayError> {
        let own_key = format!("demo-{}-{}", self.run, self.steps);
        let writes = step.body.is_some();
        let request = Request {
            method: step.method(),
            path: &step.path,
            token,
            body: step.body.as_ref(),
            key: writes.then_some(step.once.unwrap_or(&own_key)),
            seen: self.seen.as_deref().filter(|_| !writes),
            language: self.language,
        };
        let sent = self.client.send(&request).await;
        sent.map_err(|source| PlayError::Silence { step: self.steps, call: call(step), source })
    }

    fn judge(&self, step: &Step, answer: &Answer) -> Result<(), PlayError> {
        let is = |(status, code)| answer.status == status && answer.text("/code") == Some(code);
        let (as_expected, expected) = match step.refusal {
            Some(refusal) => (is(refusal), format!("{} {}", refusal.0, refusal.1)),
            None => (matches!(answer.status, 200 | 201), "200 or 201".to_owned()),
        };
        if as_expected || step.objection.is_some_and(is) {
            return Ok(());
        }
        Err(PlayError::Unexpected {
            step: self.steps,
            title: format!("{} {}", step.title.0, step.title.1),
            call: call(step),
            status: answer.status,
            expected,
            request_id: request_id(answer),
            body: answer.body.to_string(),
        })
    }

    fn told(&self, step: &Step, now: DateTime<Utc>, answer: &Answer) -> Told {
        let events = answer.body.get("events").cloned().filter(|_| step.body.is_some());
        Told {
            step: self.steps,
            title_zh: step.title.0,
            title_en: step.title.1,
            who: step.who,
            house_time: in_shanghai(now),
            method: step.method().to_string(),
            path: step.path.clone(),
            status: answer.status,
            request_id: request_id(answer),
            replayed: answer.header("idempotency-replayed").is_some(),
            events: events.and_then(|events| serde_json::from_value(events).ok()).unwrap_or_default(),
            shown: (step.show)(&answer.body),
            problem: (answer.status >= 400).then(|| answer.body.clone()),
        }
    }

    /// A text of the last answer that the story cannot go on without.
    ///
    /// # Errors
    /// [`PlayError::Lacking`].
    pub(super) fn text(&self, answer: &Answer, pointer: &str) -> Result<String, PlayError> {
        answer.text(pointer).map(str::to_owned).ok_or_else(|| self.lacking(answer, pointer))
    }

    /// What the last answer should have had.
    pub(super) fn lacking(&self, answer: &Answer, pointer: &str) -> PlayError {
        PlayError::Lacking { step: self.steps, pointer: pointer.to_owned(), body: answer.body.to_string() }
    }
}

/// A time of the story.
pub(super) fn moment(at: &str) -> Result<DateTime<Utc>, PlayError> {
    parse_instant(&format!("{at}:00+08:00")).map_err(|_| PlayError::Time(at.to_owned()))
}

fn call(step: &Step) -> String {
    format!("{} {}", step.method(), step.path)
}

fn request_id(answer: &Answer) -> String {
    answer.header("x-request-id").unwrap_or("unknown").to_owned()
}
