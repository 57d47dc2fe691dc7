//! Checking tokens: whose they are, signature, audience, time. A checked token is remembered until it expires or its key is gone; whether
//! its access was withdrawn is looked up for every request.

use super::claims::{Claims, Confirmation, HejieClaims};
use super::issuer::{Issuer, IssuerError};
use super::outside::Outside;
use crate::error::{ApiError, Row, table};
use crate::outbound::Outbound;
use crate::settings::AuthSettings;
use crate::tls::Thumbprint;
use application::{AccessStanding, Accounts, Revocations};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::UserId;
use domain::occasion::Actor;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use quick_cache::sync::Cache;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// Longest token looked at, bytes.
const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// Turns tokens into actors.
pub struct Verifier {
    local: Option<Local>,
    outside: Vec<Outside>,
    leeway_s: u64,
    /// A signature costs about 60 µs to check, a digest one: the actors of recently checked tokens, by the token's SHA-256.
    checked: Cache<[u8; 32], Checked>,
    withdrawn: Option<Withdrawn>,
    accounts: Option<Arc<Accounts>>,
}

/// Whose access was withdrawn.
struct Withdrawn {
    revocations: Arc<Revocations>,
    /// What the clock of whoever issues own tokens may differ by from that of whoever withdraws.
    own_slack_s: u64,
}

/// The house's own issuer.
struct Local {
    name: String,
    key: DecodingKey,
    key_id: String,
    validation: Validation,
}

#[derive(Clone)]
struct Checked {
    actor: Arc<Actor>,
    /// When it was issued; 0 when it does not say.
    issued: u64,
    own: bool,
    /// The session it was given out in.
    session: Option<Uuid>,
    nbf: u64,
    exp: u64,
    /// The client certificate it counts with alone.
    bound: Option<Bound>,
    /// False once an outside issuer has taken back the key it was signed with.
    trusted: Option<Arc<AtomicBool>>,
}

/// What a token is bound to.
#[derive(Clone, Copy)]
enum Bound {
    Certificate(Thumbprint),
    /// To something this house cannot check.
    Unknown,
}

impl Bound {
    fn to(confirmation: &Confirmation) -> Self {
        let certificate = confirmation.certificate.as_deref().and_then(Thumbprint::parse);
        certificate.map_or(Self::Unknown, Self::Certificate)
    }

    fn is(self, shown: Option<&Thumbprint>) -> bool {
        matches!((self, shown), (Self::Certificate(bound), Some(shown)) if bound == *shown)
    }
}

/// Whose token it claims to be; nothing is believed yet.
#[derive(Deserialize)]
struct Claimed {
    iss: String,
}

impl Verifier {
    /// Trusts the local issuer and nobody else.
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
        let local = Local {
            name: settings.issuer.clone(),
            key: issuer.verifying_key()?,
            key_id: issuer.key_id().to_owned(),
            validation,
        };
        Ok(Self {
            local: Some(local),
            outside: Vec::new(),
            leeway_s: settings.leeway_s,
            checked: Cache::new(settings.remembered_tokens),
            withdrawn: None,
            accounts: None,
        })
    }

    /// Refuses whose access was withdrawn. `own_slack_s` is what the clocks of those who issue own tokens and withdraw them may differ by.
    #[must_use]
    pub fn heeding(self, revocations: Arc<Revocations>, own_slack_s: u64) -> Self {
        Self { withdrawn: Some(Withdrawn { revocations, own_slack_s }), ..self }
    }

    /// Refuses tokens of sessions that have ended.
    #[must_use]
    pub fn knowing_sessions(self, accounts: Option<Arc<Accounts>>) -> Self {
        Self { accounts, ..self }
    }

    /// The account a subject of an issuer is here; `None` for an issuer nobody trusts, or a subject that is no account.
    #[must_use]
    pub fn account_of(&self, issuer: &str, subject: &str) -> Option<UserId> {
        let outside = self.outside.iter().find(|outside| outside.is(issuer) || outside.is_called(issuer));
        match outside {
            Some(outside) => UserId::parse(&outside.account(subject)).ok(),
            None if self.local.as_ref().is_some_and(|local| local.name == issuer) => {
                UserId::parse(subject).ok()
            }
            None => None,
        }
    }

    /// Whether an access that was given then, seconds since 1970, still stands; for what is no token but was given like one.
    ///
    /// # Errors
    /// `token-revoked`, `store-busy`.
    pub async fn still_stands(&self, account: &UserId, given_s: u64) -> Result<(), ApiError> {
        let Some(withdrawn) = &self.withdrawn else { return Ok(()) };
        let _waited = withdrawn.revocations.becomes_fresh().await;
        match withdrawn.revocations.standing(account, given_s, withdrawn.own_slack_s) {
            AccessStanding::Stands => Ok(()),
            AccessStanding::Withdrawn => Err(ApiError::new(&table::TOKEN_REVOKED)),
            AccessStanding::Unknown => Err(ApiError::new(&table::STORE_BUSY)),
        }
    }

    /// Trusts whom the settings name: outside issuers, the local one, or both. To be called inside a tokio runtime.
    ///
    /// # Errors
    /// [`IssuerError`] of the local issuer, or what is wrong with the settings of an outside one.
    pub fn of(issuer: &Issuer, settings: &AuthSettings, asked_by: &Outbound) -> Result<Self, IssuerError> {
        let mut verifier = Self::local(issuer, settings)?;
        if !settings.trusts_local() {
            verifier.local = None;
        }
        for outside in &settings.issuers {
            let named = |reason| IssuerError::Outside { name: outside.name.clone(), reason };
            let outside = Outside::new(outside, settings, asked_by).map_err(named)?;
            outside.prepare();
            verifier.outside.push(outside);
        }
        Ok(verifier)
    }

    /// The verdict over a token that was checked before and comes over a connection with this client certificate; `None` when it has to
    /// be checked.
    pub fn remembered(
        &self,
        token: &str,
        shown: Option<&Thumbprint>,
    ) -> Option<Result<Arc<Actor>, ApiError>> {
        if token.len() > MAX_TOKEN_BYTES {
            return Some(Err(ApiError::new(&table::TOKEN_MALFORMED)));
        }
        let digest = digest(token);
        let checked = self.checked.get(&digest)?;
        if checked.trusted.as_ref().is_some_and(|trusted| !trusted.load(Ordering::Acquire)) {
            self.checked.remove(&digest);
            return None;
        }
        if let Err(row) = self.in_time(&checked).and_then(|()| held(&checked, shown)) {
            return Some(Err(ApiError::new(row)));
        }
        match self.standing(&checked) {
            AccessStanding::Stands => Some(Ok(checked.actor)),
            AccessStanding::Withdrawn => Some(Err(ApiError::new(&table::TOKEN_REVOKED))),
            AccessStanding::Unknown => None,
        }
    }

    /// Whether the access a token stands for was withdrawn: one look-up.
    fn standing(&self, checked: &Checked) -> AccessStanding {
        let Some(Withdrawn { revocations, own_slack_s }) = &self.withdrawn else {
            return AccessStanding::Stands;
        };
        let slack_s = if checked.own { *own_slack_s } else { self.leeway_s };
        revocations.standing(&checked.actor.user, checked.issued, slack_s)
    }

    /// The actor a token stands for.
    ///
    /// # Errors
    /// `token-malformed`, `token-foreign`, `token-expired`, `token-not-yet-valid`, `token-certificate-mismatch`, `token-revoked`, `claims-unmapped`, `keys-not-at-hand`,
    /// `store-busy` while nobody knows whose access was withdrawn.
    pub async fn actor(&self, token: &str, shown: Option<&Thumbprint>) -> Result<Arc<Actor>, ApiError> {
        if let Some(verdict) = self.remembered(token, shown) {
            return verdict;
        }
        let digest = digest(token);
        let checked = match self.checked.get(&digest) {
            Some(checked) => checked,
            None => self.check(token).await?,
        };
        self.in_time(&checked).map_err(ApiError::new)?;
        self.checked.insert(digest, checked.clone());
        held(&checked, shown).map_err(ApiError::new)?;
        if let Some(withdrawn) = &self.withdrawn {
            let _waited = withdrawn.revocations.becomes_fresh().await;
        }
        match self.standing(&checked) {
            AccessStanding::Stands => Ok(checked.actor),
            AccessStanding::Withdrawn => Err(ApiError::new(&table::TOKEN_REVOKED)),
            AccessStanding::Unknown => Err(ApiError::new(&table::STORE_BUSY)),
        }
    }

    async fn check(&self, token: &str) -> Result<Checked, ApiError> {
        let malformed = || ApiError::new(&table::TOKEN_MALFORMED);
        let header = jsonwebtoken::decode_header(token).map_err(|_| malformed())?;
        if !is_access_token(&header) {
            return Err(ApiError::new(&table::TOKEN_FOREIGN));
        }
        let payload = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
        let claimed: Claimed =
            payload.and_then(|json| serde_json::from_slice(&json).ok()).ok_or_else(malformed)?;
        if let Some(outside) = self.outside.iter().find(|outside| outside.is(&claimed.iss)) {
            let said = outside.check(token, &header).await?;
            let time = |name: &str| said.claims.get(name).and_then(Value::as_f64);
            // Whole seconds, as the leeway is.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
            let seconds = |time: f64| time as u64;
            let bound = said.claims.get("cnf").filter(|cnf| !cnf.is_null());
            // What cannot be read is a demand all the same.
            let bound = bound.map(|cnf| Bound::to(&Confirmation::deserialize(cnf).unwrap_or_default()));
            return Ok(Checked {
                actor: Arc::new(said.actor),
                issued: time("iat").map_or(0, seconds),
                own: false,
                session: None,
                nbf: time("nbf").map_or(0, seconds),
                exp: time("exp").map_or(0, seconds),
                bound,
                trusted: Some(Arc::clone(&said.key.trusted)),
            });
        }
        self.check_own(token, &header, &claimed).map_err(ApiError::new)
    }

    fn check_own(&self, token: &str, header: &Header, claimed: &Claimed) -> Result<Checked, &'static Row> {
        let Some(local) = self.local.as_ref().filter(|local| local.name == claimed.iss) else {
            return Err(&table::TOKEN_FOREIGN);
        };
        if header.alg != Algorithm::EdDSA || header.kid.as_deref() != Some(local.key_id.as_str()) {
            return Err(&table::TOKEN_FOREIGN);
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &local.key, &local.validation)
            .map_err(|error| refusal(error.kind()))?
            .claims;
        if self.outside.iter().any(|outside| outside.owns(&claims.sub)) {
            return Err(&table::TOKEN_FOREIGN);
        }
        let actor = claims.actor().ok_or(&table::TOKEN_MALFORMED)?;
        Ok(Checked {
            actor: Arc::new(actor),
            issued: claims.iat,
            own: true,
            session: claims.sid,
            nbf: claims.nbf,
            exp: claims.exp,
            bound: claims.cnf.as_ref().map(Bound::to),
            trusted: None,
        })
    }

    fn has_ended(&self, checked: &Checked) -> bool {
        let ended = |session| self.accounts.as_ref().is_some_and(|accounts| accounts.has_ended(session));
        checked.session.is_some_and(ended)
    }

    /// Time passes while a token is remembered, and sessions end.
    fn in_time(&self, checked: &Checked) -> Result<(), &'static Row> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        if checked.exp.saturating_add(self.leeway_s) < now {
            Err(&table::TOKEN_EXPIRED)
        } else if checked.nbf > now.saturating_add(self.leeway_s) {
            Err(&table::TOKEN_NOT_YET_VALID)
        } else if self.has_ended(checked) {
            Err(&table::SESSION_ENDED)
        } else {
            Ok(())
        }
    }
}

/// Whether what a token is bound to was shown.
fn held(checked: &Checked, shown: Option<&Thumbprint>) -> Result<(), &'static Row> {
    let held = checked.bound.is_none_or(|bound| bound.is(shown));
    if held { Ok(()) } else { Err(&table::TOKEN_CERTIFICATE_MISMATCH) }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// A token of another kind (a logout, a proof of possession) says so; one that demands what this house does not know is none either.
fn is_access_token(header: &Header) -> bool {
    let typ = header.typ.as_deref().map(str::to_ascii_lowercase);
    let typ = typ.as_deref().map(|typ| typ.strip_prefix("application/").unwrap_or(typ));
    matches!(typ, None | Some("jwt" | "at+jwt")) && header.crit.is_none()
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum is open; whatever it adds is a malformed token"
)]
pub(super) fn refusal(kind: &ErrorKind) -> &'static Row {
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
        sid: None,
        hejie,
        cnf: None,
    }
}
