//! Tokens of one outside issuer.

use super::keys::{Key, Keys, NoKey};
use super::mapping::{self, Unclear};
use super::verify::refusal;
use crate::error::{ApiError, table};
use crate::outbound::Outbound;
use crate::settings::{AuthSettings, IssuerSettings};
use domain::occasion::Actor;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde_json::{Map, Value};
use std::sync::Arc;

/// One outside issuer.
pub(super) struct Outside {
    settings: IssuerSettings,
    audience: String,
    leeway_s: u64,
    algorithms: Vec<Algorithm>,
    keys: Arc<Keys>,
}

/// What a genuine token says.
pub(super) struct Said {
    pub(super) actor: Actor,
    pub(super) claims: Map<String, Value>,
    pub(super) key: Arc<Key>,
}

impl Outside {
    pub(super) fn new(
        settings: &IssuerSettings,
        auth: &AuthSettings,
        outbound: &Outbound,
    ) -> Result<Self, String> {
        let audience = if settings.audience.is_empty() { &auth.audience } else { &settings.audience };
        let algorithms = settings.algorithms.iter().filter_map(|name| match name.as_str() {
            "EdDSA" => Some(Algorithm::EdDSA),
            "ES256" => Some(Algorithm::ES256),
            "RS256" => Some(Algorithm::RS256),
            _ => None,
        });
        Ok(Self {
            audience: audience.clone(),
            leeway_s: auth.leeway_s,
            algorithms: algorithms.collect(),
            keys: Arc::new(Keys::new(settings.clone(), outbound)?),
            settings: settings.clone(),
        })
    }

    /// Fetches its keys ahead of the first token.
    pub(super) fn prepare(&self) {
        self.keys.prepare();
    }

    /// Whether this is the `iss` of its tokens.
    pub(super) fn is(&self, issuer: &str) -> bool {
        self.settings.issuer == issuer
    }

    /// Whether the settings call it so.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.settings.name == name
    }

    /// The account of one of its subjects.
    pub(super) fn account(&self, subject: &str) -> String {
        mapping::account(&self.settings.name, subject)
    }

    /// Whether accounts of this name are its to give.
    pub(super) fn owns(&self, account: &str) -> bool {
        account.strip_prefix(self.settings.name.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Checks a token that names this issuer.
    pub(super) async fn check(&self, token: &str, header: &Header) -> Result<Said, ApiError> {
        if !self.algorithms.contains(&header.alg) {
            return Err(ApiError::new(&table::TOKEN_FOREIGN));
        }
        let keys =
            self.keys.find(header.kid.as_deref(), header.alg).await.map_err(|reason| match reason {
                NoKey::Unknown => ApiError::new(&table::TOKEN_FOREIGN),
                NoKey::NotAtHand => ApiError::new(&table::KEYS_NOT_AT_HAND).retry_after(2),
            })?;
        let mut why = &table::TOKEN_FOREIGN;
        for key in keys {
            // The algorithm is the key's, never the token's.
            match jsonwebtoken::decode::<Map<String, Value>>(
                token,
                &key.decoding,
                &self.validation(key.algorithm),
            ) {
                Ok(data) => {
                    let actor = mapping::actor(&self.settings, &data.claims);
                    let actor = actor.map_err(|Unclear(claim)| {
                        ApiError::new(&table::CLAIMS_UNMAPPED).with("claim", claim)
                    })?;
                    return Ok(Said { actor, claims: data.claims, key });
                }
                Err(error) => why = refusal(error.kind()),
            }
        }
        Err(ApiError::new(why))
    }

    fn validation(&self, algorithm: Algorithm) -> Validation {
        let mut validation = Validation::new(algorithm);
        validation.set_issuer(&[&self.settings.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.validate_nbf = true;
        validation.leeway = self.leeway_s;
        validation
    }
}
