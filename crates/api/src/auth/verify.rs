//! Checking tokens: EdDSA only, issuer, audience, time. A checked token is remembered until it expires.

use super::claims::{Claims, HejieClaims};
use super::issuer::{Issuer, IssuerError};
use crate::error::{ApiError, Row, table};
use crate::settings::AuthSettings;
use domain::occasion::Actor;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Longest token looked at, bytes.
const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// Turns tokens into actors.
pub struct Verifier {
    key: DecodingKey,
    key_id: String,
    validation: Validation,
    leeway_s: u64,
    /// A signature costs about 60 µs to check, a digest one: the actors of recently checked tokens, by the token's SHA-256.
    checked: Cache<[u8; 32], Checked>,
}

#[derive(Clone)]
struct Checked {
    actor: Arc<Actor>,
    nbf: u64,
    exp: u64,
}

impl Verifier {
    /// Trusts the local issuer.
    ///
    /// # Errors
    /// See [`IssuerError`].
    pub fn local(issuer: &Issuer, settings: &AuthSettings) -> Result<Self, IssuerError> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&settings.issuer]);
        validation.set_audience(&[&settings.audience]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = settings.leeway_s;
        Ok(Self {
            key: issuer.verifying_key()?,
            key_id: issuer.key_id().to_owned(),
            validation,
            leeway_s: settings.leeway_s,
            checked: Cache::new(settings.remembered_tokens),
        })
    }

    /// The actor a token stands for.
    ///
    /// # Errors
    /// `token-malformed`, `token-foreign`, `token-expired`, `token-not-yet-valid`.
    pub fn actor(&self, token: &str) -> Result<Arc<Actor>, ApiError> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(ApiError::new(&table::TOKEN_MALFORMED));
        }
        let digest: [u8; 32] = Sha256::digest(token).into();
        let checked = match self.checked.get(&digest) {
            Some(checked) => checked,
            None => {
                let checked = self.check(token).map_err(ApiError::new)?;
                self.checked.insert(digest, checked.clone());
                checked
            }
        };
        self.in_time(&checked).map_err(ApiError::new)?;
        Ok(checked.actor)
    }

    fn check(&self, token: &str) -> Result<Checked, &'static Row> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| &table::TOKEN_MALFORMED)?;
        if header.alg != Algorithm::EdDSA || header.kid.as_deref() != Some(self.key_id.as_str()) {
            return Err(&table::TOKEN_FOREIGN);
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &self.validation)
            .map_err(|error| refusal(error.kind()))?
            .claims;
        let actor = claims.actor().ok_or(&table::TOKEN_MALFORMED)?;
        Ok(Checked { actor: Arc::new(actor), nbf: claims.nbf, exp: claims.exp })
    }

    /// Time passes while a token is remembered.
    fn in_time(&self, checked: &Checked) -> Result<(), &'static Row> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        if checked.exp.saturating_add(self.leeway_s) < now {
            Err(&table::TOKEN_EXPIRED)
        } else if checked.nbf > now.saturating_add(self.leeway_s) {
            Err(&table::TOKEN_NOT_YET_VALID)
        } else {
            Ok(())
        }
    }
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum is open; whatever it adds is a malformed token"
)]
fn refusal(kind: &ErrorKind) -> &'static Row {
    match kind {
        ErrorKind::ExpiredSignature => &table::TOKEN_EXPIRED,
        ErrorKind::ImmatureSignature => &table::TOKEN_NOT_YET_VALID,
        ErrorKind::InvalidSignature
        | ErrorKind::InvalidIssuer
        | ErrorKind::InvalidAudience
        | ErrorKind::InvalidAlgorithm => &table::TOKEN_FOREIGN,
        _ => &table::TOKEN_MALFORMED,
    }
}

/// Claims of a token that is valid for `ttl_s` from now.
#[must_use]
pub fn claims_for(
    settings: &AuthSettings,
    subject: &str,
    hejie: HejieClaims,
    now_s: u64,
    ttl_s: u64,
) -> Claims {
    Claims {
        iss: settings.issuer.clone(),
        aud: settings.audience.clone(),
        sub: subject.to_owned(),
        iat: now_s,
        nbf: now_s,
        exp: now_s.saturating_add(ttl_s),
        hejie,
    }
}
