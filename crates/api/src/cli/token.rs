//! `hejie token`

use super::{Failure, Global, output};
use crate::auth::{Confirmation, HejieClaims, Issuer, claims_for};
use crate::tls::Thumbprint;
use clap::Args;
use domain::occasion::Role;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// An access token of the local issuer.
#[derive(Debug, Args)]
pub struct Token {
    /// clerk, director, mediator, party, institution-agent, court, data-protection, federation, administrator,
    /// security-administrator or audit-administrator
    #[arg(long, value_parser = role)]
    role: Role,
    /// The account: an opaque id, never a name or a phone number
    #[arg(long, value_name = "ID")]
    sub: String,
    /// Centre of a clerk, director or data-protection officer: the division code of its city, e.g. 440100
    #[arg(long, value_name = "CODE")]
    centre: Option<String>,
    /// Unified social credit code of the institution an agent speaks for
    #[arg(long, value_name = "USCC")]
    institution: Option<String>,
    /// Court of a court's user, e.g. 粤0104
    #[arg(long, value_name = "CODE")]
    court: Option<String>,
    /// Roster entry of a mediator
    #[arg(long, value_name = "UUID")]
    mediator: Option<String>,
    /// Party the account was opened for
    #[arg(long, value_name = "UUID")]
    party: Option<String>,
    /// PEM file with the client certificate the token is bound to: over another, or over none, it counts for nothing
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// How long it is valid: a number with s, m, h or d
    #[arg(long, default_value = "8h", value_parser = seconds)]
    ttl: u64,
    /// Print JSON with token and expiry instead of the token alone
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Printed {
    token: String,
    expires_at_s: u64,
}

impl Token {
    /// Does it.
    ///
    /// # Errors
    /// When the key cannot be used, or a claim is not well-formed.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(Failure::failed)?.as_secs();
        let hejie = HejieClaims {
            role: self.role,
            centre: self.centre,
            institution: self.institution,
            court: self.court,
            mediator: self.mediator,
            party: self.party,
        };
        let mut claims = claims_for(&settings.auth, &self.sub, hejie, now, self.ttl);
        claims.cnf = self.certificate.as_deref().map(bound_to).transpose()?;
        if claims.actor().is_none() {
            return Err(Failure::failed(
                "a claim is not well-formed: check --sub, --centre, --institution, --court, --mediator, --party",
            ));
        }
        let token = Issuer::of(&settings).and_then(|issuer| issuer.sign(&claims)).map_err(Failure::failed)?;
        if self.json {
            output::json(&Printed { token, expires_at_s: claims.exp });
        } else {
            output::line(token);
        }
        Ok(())
    }
}

/// The confirmation that names this certificate.
fn bound_to(certificate: &Path) -> Result<Confirmation, Failure> {
    let named =
        |reason: &dyn std::fmt::Display| Failure::failed(format_args!("{}: {reason}", certificate.display()));
    let pem = std::fs::read(certificate).map_err(|error| named(&error))?;
    let thumbprint = Thumbprint::of_pem(&pem).ok_or_else(|| named(&"no certificate in it"))?;
    Ok(Confirmation { certificate: Some(thumbprint.to_string()) })
}

pub(super) fn role(text: &str) -> Result<Role, String> {
    let known = || Role::ALL.map(Role::wire_name).join(", ");
    Role::ALL.into_iter().find(|role| role.wire_name() == text).ok_or_else(|| format!("one of: {}", known()))
}

/// `90s`, `15m`, `8h`, `7d` in seconds.
fn seconds(text: &str) -> Result<u64, String> {
    let wrong = || "a number followed by s, m, h or d, like 8h".to_owned();
    let unit = match text.chars().last() {
        Some('s') => 1,
        Some('m') => 60,
        Some('h') => 3600,
        Some('d') => 86_400,
        Some(_) | None => return Err(wrong()),
    };
    let number =
        text.get(..text.len() - 1).and_then(|digits| digits.parse::<u64>().ok()).ok_or_else(wrong)?;
    number
        .checked_mul(unit)
        .filter(|seconds| (1..=31_536_000).contains(seconds))
        .ok_or_else(|| "between 1s and 365d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn a_lifetime_has_a_unit_and_bounds() {
        assert_eq!(seconds("8h"), Ok(28_800));
        assert_eq!(seconds("90s"), Ok(90));
        for wrong in ["", "8", "h", "8 h", "-1h", "0s", "366d", "99999999999999999999d", "八h"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
