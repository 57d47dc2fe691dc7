//! Who speaks: an account in a role, with a token of the local issuer.

use api::auth::{Claims, HejieClaims, Issuer, claims_for};
use api::settings::AuthSettings;
use domain::occasion::Role;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// How long tokens of the tests are valid.
const HOUR: u64 = 3600;

/// Somebody with a token.
#[derive(Debug, Clone)]
pub struct Who {
    /// The role, as the matrix of rights names it.
    pub role: Role,
    /// The access token.
    pub token: String,
}

/// Signs tokens with the key of a data directory, as the house's own issuer does.
pub struct Accounts {
    issuer: Issuer,
    settings: AuthSettings,
}

impl Accounts {
    /// The accounts of a data directory.
    ///
    /// # Panics
    /// When its key cannot be used.
    #[must_use]
    pub fn of(data: &Path) -> Self {
        Self { issuer: Issuer::open(data).expect("the issuer's key"), settings: AuthSettings::default() }
    }

    /// An account with its claims.
    ///
    /// # Panics
    /// When nothing can be signed.
    #[must_use]
    pub fn account(&self, account: &str, claims: HejieClaims) -> Who {
        let role = claims.role;
        Who { role, token: self.sign(&self.claims(account, claims)) }
    }

    /// Claims that are valid for an hour, to be changed at will.
    #[must_use]
    pub fn claims(&self, account: &str, claims: HejieClaims) -> Claims {
        let about = ABOUT_S.load(Ordering::Relaxed);
        claims_for(&self.settings, account, claims, now_s() - about, HOUR + 2 * about)
    }

    /// Signs any claims.
    ///
    /// # Panics
    /// When nothing can be signed.
    #[must_use]
    pub fn sign(&self, claims: &Claims) -> String {
        self.issuer.sign(claims).expect("a signature")
    }

    /// Staff of a centre.
    #[must_use]
    pub fn clerk(&self, centre: &str) -> Who {
        let claims = HejieClaims { centre: Some(centre.to_owned()), ..HejieClaims::role(Role::Clerk) };
        self.account("clerk-1", claims)
    }

    /// The director of a centre.
    #[must_use]
    pub fn director(&self, centre: &str) -> Who {
        let claims = HejieClaims { centre: Some(centre.to_owned()), ..HejieClaims::role(Role::Director) };
        self.account("director-1", claims)
    }

    /// A mediator by roster entry.
    #[must_use]
    pub fn mediator(&self, mediator: &str) -> Who {
        let claims = HejieClaims { mediator: Some(mediator.to_owned()), ..HejieClaims::role(Role::Mediator) };
        self.account(&format!("mediator-{mediator}"), claims)
    }

    /// A party by account.
    #[must_use]
    pub fn party(&self, account: &str) -> Who {
        self.account(account, HejieClaims::role(Role::Party))
    }

    /// A party whose account the centre opened for it.
    #[must_use]
    pub fn party_of(&self, account: &str, party: &str) -> Who {
        let claims = HejieClaims { party: Some(party.to_owned()), ..HejieClaims::role(Role::Party) };
        self.account(account, claims)
    }

    /// The agent of an institution.
    #[must_use]
    pub fn agent(&self, institution: &str) -> Who {
        let role = HejieClaims::role(Role::InstitutionAgent);
        let claims = HejieClaims { institution: Some(institution.to_owned()), ..role };
        self.account(&format!("agent-{institution}"), claims)
    }

    /// A user of a court.
    #[must_use]
    pub fn court(&self, court: &str) -> Who {
        let claims = HejieClaims { court: Some(court.to_owned()), ..HejieClaims::role(Role::Court) };
        self.account("court-1", claims)
    }

    /// The data-protection officer of a centre.
    #[must_use]
    pub fn officer(&self, centre: &str) -> Who {
        let role = HejieClaims::role(Role::DataProtection);
        self.account("officer-1", HejieClaims { centre: Some(centre.to_owned()), ..role })
    }

    /// The federation.
    #[must_use]
    pub fn federation(&self) -> Who {
        self.account("federation-1", HejieClaims::role(Role::Federation))
    }

    /// The system administrator, who runs the house and reads no case.
    #[must_use]
    pub fn administrator(&self) -> Who {
        self.account("administrator-1", HejieClaims::role(Role::Administrator))
    }

    /// The security administrator, who looks after accounts and reads no case.
    #[must_use]
    pub fn security_administrator(&self) -> Who {
        self.account("security-1", HejieClaims::role(Role::SecurityAdministrator))
    }

    /// The audit administrator, who reads who looked at what, and no case.
    #[must_use]
    pub fn audit_administrator(&self) -> Who {
        self.account("audit-1", HejieClaims::role(Role::AuditAdministrator))
    }
}

/// How far the clock of this test process runs ahead, in seconds; the servers it starts follow.
static AHEAD_S: AtomicU64 = AtomicU64::new(0);

/// Lets days pass for this test process and every server it starts from now on.
pub fn let_days_pass(days: u64) {
    AHEAD_S.fetch_add(days * 24 * HOUR, Ordering::Relaxed);
}

/// How much longer tokens are valid on both sides of now, in seconds.
static ABOUT_S: AtomicU64 = AtomicU64::new(0);

/// Lets every token made from now on be valid so many days before and after as well: for servers whose clocks are wrong.
pub fn let_clocks_be_wrong_by(days: u64) {
    ABOUT_S.store(days * 24 * HOUR, Ordering::Relaxed);
}

/// How far this process runs ahead, in seconds.
#[must_use]
pub fn ahead_s() -> u64 {
    AHEAD_S.load(Ordering::Relaxed)
}

/// Seconds since 1970, as this test process and its servers count.
#[must_use]
pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) + ahead_s()
}
