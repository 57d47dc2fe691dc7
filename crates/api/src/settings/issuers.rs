//! Settings of outside issuers: whom the house trusts to say who somebody is, and how what they say is read.

use super::SettingsError;
use domain::occasion::Role;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// One entry of `[[auth.issuers]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IssuerSettings {
    /// Its short name here, `a-z 0-9 -`: an account is called `name.sub`, so that two issuers never mean the same account.
    pub name: String,
    /// Its `iss`, byte for byte; also where discovery begins. `https`, or `http` on this machine.
    pub issuer: String,
    /// The `aud` its tokens must be meant for; empty: that of `auth.audience`.
    pub audience: String,
    /// Where its keys are; empty: as its discovery document says.
    pub jwks: String,
    /// The signatures taken from it, of `EdDSA`, `ES256` and `RS256`.
    pub algorithms: Vec<String>,
    /// PEM file with further authorities for the TLS to it; empty: those of the system alone.
    pub ca_file: String,
    /// The roles it may give; required.
    pub roles: Vec<Role>,
    /// How old its keys may be before they are asked for again, seconds, default 300.
    pub keys_fresh_s: u64,
    /// How long keys are used while it cannot be reached, seconds, default 86400.
    pub keys_stale_s: u64,
    /// At least so long between two fetches, milliseconds, default 2000, whatever unknown keys tokens name.
    pub keys_floor_ms: u64,
    /// How its claims are read.
    pub claims: ClaimSettings,
    /// Its service clients by client id: what each is to the house, whatever its token says.
    pub clients: BTreeMap<String, ClientSettings>,
}

/// Which claim says what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimSettings {
    /// The role.
    pub role: ClaimSource,
    /// The centre of a clerk, director or data-protection officer.
    pub centre: ClaimSource,
    /// The unified social credit code an agent speaks for.
    pub institution: ClaimSource,
    /// The code of a court's user.
    pub court: ClaimSource,
    /// The roster entry of a mediator.
    pub mediator: ClaimSource,
    /// The party an account was opened for.
    pub party: ClaimSource,
}

/// Where one value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimSource {
    /// The claim: a name, names with dots between (`realm_access.roles`), or a JSON pointer beginning with `/`. Empty: none.
    pub claim: String,
    /// What its values mean here; a value that is not listed means nothing. Empty: each means itself.
    pub values: BTreeMap<String, String>,
    /// What holds when the claim says nothing; empty: nothing.
    pub otherwise: String,
}

/// What a service client is to the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientSettings {
    /// Its role.
    pub role: Role,
    /// Its centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<String>,
    /// Its institution's unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Its court's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<String>,
}

impl Default for IssuerSettings {
    fn default() -> Self {
        Self {
            name: String::new(),
            issuer: String::new(),
            audience: String::new(),
            jwks: String::new(),
            algorithms: ["EdDSA", "ES256", "RS256"].map(str::to_owned).to_vec(),
            ca_file: String::new(),
            roles: Vec::new(),
            keys_fresh_s: 300,
            keys_stale_s: 86_400,
            keys_floor_ms: 2_000,
            claims: ClaimSettings::default(),
            clients: BTreeMap::new(),
        }
    }
}

/// Values no issuer can be trusted with.
pub(super) fn check(issuers: &[IssuerSettings], local: &str) -> Result<(), SettingsError> {
    let mut names = BTreeSet::new();
    let mut addresses = BTreeSet::from([local]);
    for (index, issuer) in issuers.iter().enumerate() {
        let refuse = |key: &str, reason: &str| {
            let key = format!("auth.issuers[{index}].{key}");
            Err(SettingsError::Setting { key, reason: reason.to_owned() })
        };
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !(1..=24).contains(&issuer.name.len()) || !issuer.name.chars().all(fits) {
            return refuse("name", "must be 1 to 24 characters of a-z 0-9 -");
        }
        if !names.insert(issuer.name.as_str()) {
            return refuse("name", "two issuers have the same name");
        }
        if !may_be_asked(&issuer.issuer) {
            return refuse("issuer", "must be an https address, or http on this machine");
        }
        if !addresses.insert(issuer.issuer.as_str()) {
            return refuse("issuer", "two issuers have the same address");
        }
        if !issuer.jwks.is_empty() && !may_be_asked(&issuer.jwks) {
            return refuse("jwks", "must be an https address, or http on this machine");
        }
        if issuer.roles.is_empty() {
            return refuse("roles", "must list the roles this issuer may give");
        }
        let known = |name: &String| ["EdDSA", "ES256", "RS256"].contains(&name.as_str());
        if issuer.algorithms.is_empty() || !issuer.algorithms.iter().all(known) {
            return refuse("algorithms", "must be some of EdDSA, ES256 and RS256");
        }
        if issuer.clients.values().any(|client| !issuer.roles.contains(&client.role)) {
            return refuse("clients", "a client has a role this issuer may not give");
        }
        if issuer.keys_floor_ms == 0 || issuer.keys_floor_ms > 60_000 {
            return refuse("keys_floor_ms", "must be 1 to 60000");
        }
    }
    Ok(())
}

/// Whether keys may come from there: nobody on the way may change them.
pub(crate) fn may_be_asked(address: &str) -> bool {
    address.starts_with("https://") || (address.starts_with("http://") && on_this_machine(address))
}

/// Whether what is said to an address does not leave the machine.
pub(crate) fn on_this_machine(address: &str) -> bool {
    let Ok(uri) = address.parse::<actix_web::http::Uri>() else { return false };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_stays_on_this_machine() {
        for fine in
            ["https://id.example.cn/realms/a", "http://127.0.0.1:9/x", "http://[::1]:9", "http://localhost"]
        {
            assert!(may_be_asked(fine), "{fine}");
        }
        for wrong in
            ["http://id.example.cn", "http://127.0.0.1.example.cn/", "ftp://127.0.0.1", "", "http://"]
        {
            assert!(!may_be_asked(wrong), "{wrong}");
        }
    }
}
