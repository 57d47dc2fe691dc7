//! The keys of one outside issuer: fetched when a token needs one, kept while it cannot be reached, asked for seldom.

use crate::outbound::{Outbound, OutboundClient};
use crate::settings::{IssuerSettings, may_be_asked, on_this_machine};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, Semaphore};

/// Most keys of one issuer.
const MOST_KEYS: usize = 64;
/// Largest document taken from an issuer, bytes.
const MOST_BYTES: usize = 512 * 1024;
/// Requests that may wait for a fetch at once; more are told to come back.
const MOST_WAITING: usize = 512;
/// Shortest RSA modulus, in base64url characters: 2048 bits.
const SHORTEST_MODULUS: usize = 342;

/// One key an issuer signs with.
pub(super) struct Key {
    /// Its name.
    pub(super) id: Option<String>,
    /// The one signature it makes.
    pub(super) algorithm: Algorithm,
    /// Checks signatures.
    pub(super) decoding: DecodingKey,
    /// What was published; tells whether a key is still the same.
    published: Jwk,
    /// Gone once the issuer has taken the key back.
    pub(super) trusted: Arc<AtomicBool>,
}

/// Why a token's key is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoKey {
    /// The issuer has none like it.
    Unknown,
    /// The issuer did not answer.
    NotAtHand,
}

#[derive(Default)]
struct Known {
    keys: Arc<[Arc<Key>]>,
    /// When the issuer last said so.
    at: Option<Instant>,
    /// How many fetches have ended, well or not.
    attempts: u64,
}

#[derive(Default)]
struct Flight {
    ended: Option<Instant>,
    /// Where the keys are, once discovered.
    address: Option<String>,
}

/// The keys of one issuer.
pub(super) struct Keys {
    settings: IssuerSettings,
    outbound: OutboundClient,
    known: RwLock<Known>,
    flight: Mutex<Flight>,
    waiting: Semaphore,
    refreshing: AtomicBool,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

/// Keys as published; what this house cannot read does not hide what it can.
#[derive(Deserialize)]
struct Published {
    keys: Vec<serde_json::Value>,
}

impl Keys {
    /// Nothing is fetched yet.
    pub(super) fn new(settings: IssuerSettings, outbound: &Outbound) -> Result<Self, String> {
        let outbound = client(&settings, outbound)?;
        Ok(Self {
            settings,
            outbound,
            known: RwLock::default(),
            flight: Mutex::default(),
            waiting: Semaphore::new(MOST_WAITING),
            refreshing: AtomicBool::new(false),
        })
    }

    /// Fetches them ahead of the first token; an issuer that does not answer is asked again when somebody comes.
    pub(super) fn prepare(self: &Arc<Self>) {
        self.refresh_behind();
    }

    /// The keys that may have made a signature: of this name, or without a name all of this kind.
    pub(super) async fn find(
        self: &Arc<Self>,
        id: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<Vec<Arc<Key>>, NoKey> {
        // Twice: a fetch that was under way when the token came may have begun before its key was published.
        for _ in 0..2 {
            let (keys, at, attempts) = self.known();
            let found: Vec<_> = keys.iter().filter(|key| fits(key, id, algorithm)).cloned().collect();
            if !found.is_empty() {
                if at.is_none_or(|at| at.elapsed() > Duration::from_secs(self.settings.keys_fresh_s)) {
                    self.refresh_behind();
                }
                return Ok(found);
            }
            self.wait_for_fetch(attempts).await?;
        }
        let (keys, _, attempts) = self.known();
        let found: Vec<_> = keys.iter().filter(|key| fits(key, id, algorithm)).cloned().collect();
        match found.is_empty() {
            false => Ok(found),
            true if attempts > 0 => Err(NoKey::Unknown),
            true => Err(NoKey::NotAtHand),
        }
    }

    /// What is known, unless the issuer has been silent for too long.
    fn known(&self) -> (Arc<[Arc<Key>]>, Option<Instant>, u64) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let stale = Duration::from_secs(self.settings.keys_stale_s.max(self.settings.keys_fresh_s));
        match known.at {
            Some(at) if at.elapsed() <= stale => (Arc::clone(&known.keys), Some(at), known.attempts),
            Some(_) | None => (Arc::default(), None, known.attempts),
        }
    }

    /// Waits until a fetch has ended after the `seen`-th one; makes it when nobody else does.
    async fn wait_for_fetch(&self, seen: u64) -> Result<(), NoKey> {
        let _place = self.waiting.try_acquire().map_err(|_| NoKey::NotAtHand)?;
        let mut flight = self.flight.lock().await;
        let (_, at, attempts) = self.known();
        if attempts > seen {
            let answered = at.is_some_and(|at| flight.ended.is_none_or(|ended| at >= ended));
            return if answered { Ok(()) } else { Err(NoKey::NotAtHand) };
        }
        let floor = Duration::from_millis(self.settings.keys_floor_ms);
        if let Some(ended) = flight.ended {
            tokio::time::sleep(floor.saturating_sub(ended.elapsed())).await;
        }
        if self.fetch_into(&mut flight).await { Ok(()) } else { Err(NoKey::NotAtHand) }
    }

    /// Asks again while requests go on with what is known; at most once at a time and never before the floor.
    fn refresh_behind(self: &Arc<Self>) {
        if self.refreshing.swap(true, Ordering::AcqRel) {
            return;
        }
        let keys = Arc::clone(self);
        tokio::spawn(async move {
            let mut flight = keys.flight.lock().await;
            let floor = Duration::from_millis(keys.settings.keys_floor_ms);
            if flight.ended.is_none_or(|ended| ended.elapsed() >= floor) {
                keys.fetch_into(&mut flight).await;
            }
            drop(flight);
            keys.refreshing.store(false, Ordering::Release);
        });
    }

    async fn fetch_into(&self, flight: &mut Flight) -> bool {
        let fetched = self.fetch(flight).await;
        let now = Instant::now();
        flight.ended = Some(now);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.attempts += 1;
        match fetched {
            Ok(published) => {
                known.keys = renewed(&known.keys, published);
                known.at = Some(now);
                true
            }
            Err(reason) => {
                flight.address = None;
                let kept = known.keys.len();
                tracing::warn!(issuer = %self.settings.name, reason, kept, "an issuer's keys cannot be fetched");
                false
            }
        }
    }

    async fn fetch(&self, flight: &mut Flight) -> Result<Vec<Jwk>, String> {
        let address = match &flight.address {
            Some(address) => address.clone(),
            None if !self.settings.jwks.is_empty() => self.settings.jwks.clone(),
            None => self.discover().await?,
        };
        let published: Published = self.get(&address).await?;
        flight.address = Some(address);
        let readable = published.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok());
        Ok(readable.take(MOST_KEYS).collect())
    }

    async fn discover(&self) -> Result<String, String> {
        let base = self.settings.issuer.trim_end_matches('/');
        let said: Discovery = self.get(&format!("{base}/.well-known/openid-configuration")).await?;
        if said.issuer != self.settings.issuer {
            return Err("its discovery document speaks for another issuer".to_owned());
        }
        // An issuer far away may not send this house to its own machine, nor to clear text.
        let near = on_this_machine(&self.settings.issuer);
        if !may_be_asked(&said.jwks_uri) || (on_this_machine(&said.jwks_uri) && !near) {
            return Err("its keys lie at an address that cannot be trusted".to_owned());
        }
        Ok(said.jwks_uri)
    }

    async fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T, String> {
        let body = self.outbound.get(address, MOST_BYTES).await.map_err(|error| error.to_string())?;
        serde_json::from_slice(&body).map_err(|error| format!("{address}: {error}"))
    }
}

/// Refuses at once what could never be asked.
fn client(settings: &IssuerSettings, outbound: &Outbound) -> Result<OutboundClient, String> {
    for address in [&settings.issuer, &settings.jwks].into_iter().filter(|address| !address.is_empty()) {
        outbound.judge(address).map_err(|refused| refused.to_string())?;
    }
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", settings.ca_file);
    if settings.ca_file.is_empty() {
        return outbound.client(None).map_err(|error| error.to_string());
    }
    let authorities = std::fs::read(&settings.ca_file).map_err(|error| named(&error))?;
    outbound.client(Some(&authorities)).map_err(|error| named(&error))
}

/// Keys that are published again stay what they were; those that are not lose their trust at once.
fn renewed(before: &[Arc<Key>], published: Vec<Jwk>) -> Arc<[Arc<Key>]> {
    let same = |jwk: &Jwk| before.iter().find(|key| key.published == *jwk).cloned();
    let now: Arc<[Arc<Key>]> =
        published.into_iter().filter_map(|jwk| same(&jwk).or_else(|| usable(jwk).map(Arc::new))).collect();
    for key in before.iter().filter(|key| !now.iter().any(|other| Arc::ptr_eq(key, other))) {
        key.trusted.store(false, Ordering::Release);
    }
    now
}

/// A key this house can use: for signatures, of one of the three kinds, long enough, with one algorithm and no other.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum is open; a kind it adds is not trusted"
)]
fn usable(jwk: Jwk) -> Option<Key> {
    if !matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature)) {
        return None;
    }
    let (algorithm, named) = match &jwk.algorithm {
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            (Algorithm::EdDSA, KeyAlgorithm::EdDSA)
        }
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::RSA(key) if key.n.len() >= SHORTEST_MODULUS => {
            (Algorithm::RS256, KeyAlgorithm::RS256)
        }
        _ => return None,
    };
    if jwk.common.key_algorithm.is_some_and(|said| said != named) {
        return None;
    }
    let decoding = DecodingKey::from_jwk(&jwk).ok()?;
    let trusted = Arc::new(AtomicBool::new(true));
    Some(Key { id: jwk.common.key_id.clone(), algorithm, decoding, published: jwk, trusted })
}

fn fits(key: &Key, id: Option<&str>, algorithm: Algorithm) -> bool {
    key.algorithm == algorithm && id.is_none_or(|id| key.id.as_deref() == Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn jwk(value: serde_json::Value) -> Option<Jwk> {
        serde_json::from_value(value).ok()
    }

    #[test]
    fn only_keys_for_signatures_of_the_three_kinds_are_used() {
        let ed = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "a", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
        let with = |name: &str, value: &str| {
            let mut key = ed.clone();
            key[name] = json!(value);
            jwk(key).and_then(usable).map(|key| key.algorithm)
        };
        assert_eq!(with("use", "sig"), Some(Algorithm::EdDSA));
        assert_eq!(with("use", "enc"), None);
        assert_eq!(with("alg", "EdDSA"), Some(Algorithm::EdDSA));
        assert_eq!(with("alg", "RS256"), None, "its own word against its kind");
        let short = json!({ "kty": "RSA", "kid": "b", "n": "x".repeat(171), "e": "AQAB" });
        assert!(jwk(short).and_then(usable).is_none(), "1024 bits");
        let secret = json!({ "kty": "oct", "kid": "c", "k": "c2VjcmV0" });
        assert!(jwk(secret).and_then(usable).is_none(), "a shared secret is no public key");
    }

    #[test]
    fn a_key_that_is_published_no_more_loses_its_trust_and_the_others_keep_it() {
        let ed = |id: &str| {
            let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
            jwk(json!({ "kty": "OKP", "crv": "Ed25519", "kid": id, "x": x })).unwrap()
        };
        let first = renewed(&[], vec![ed("a"), ed("b")]);
        let second = renewed(&first, vec![ed("b"), ed("c")]);
        assert!(!first[0].trusted.load(Ordering::Acquire));
        assert!(first[1].trusted.load(Ordering::Acquire) && Arc::ptr_eq(&first[1], &second[0]));
    }
}
