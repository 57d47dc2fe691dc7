//! `hejie account`

use super::token::role;
use super::{Failure, Global, output};
use crate::auth::HejieClaims;
use crate::node::revocations;
use crate::settings::Settings;
use application::{Accounts, Clock, OtherReaders, RevocationAct, Revocations, random_text};
use clap::{Args, Subcommand};
use domain::ids::UserId;
use domain::occasion::Role;
use domain::text::ShortText;
use serde_json::json;
use uuid::Uuid;

/// Accounts of people who sign in at the local issuer. A server may be running.
#[derive(Debug, Args)]
pub struct Account {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an account and print its first password, which has to be changed before the first sign-in
    Add {
        /// The name to sign in with: an opaque id, never a person's name or phone number
        #[arg(long, value_name = "ID")]
        user: String,
        /// clerk, director, mediator, party, institution-agent, court, data-protection, federation, administrator,
        /// security-administrator or audit-administrator
        #[arg(long, value_parser = role)]
        role: Role,
        /// Centre of a clerk, director or data-protection officer
        #[arg(long, value_name = "CODE")]
        centre: Option<String>,
        /// Unified social credit code of the institution an agent speaks for
        #[arg(long, value_name = "USCC")]
        institution: Option<String>,
        /// Court of a court's user
        #[arg(long, value_name = "CODE")]
        court: Option<String>,
        /// Roster entry of a mediator
        #[arg(long, value_name = "UUID")]
        mediator: Option<String>,
        /// Party the account is opened for
        #[arg(long, value_name = "UUID")]
        party: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell which accounts there are
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Give an account a new first password, take its second factor away, end its sessions and refuse its tokens
    Reset {
        /// Which
        #[arg(long, value_name = "ID")]
        user: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Withdraw the access of an account until `hejie revoke --lift`
    Disable {
        /// Which
        #[arg(long, value_name = "ID")]
        user: String,
        /// Why, in words that name nobody
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

impl Account {
    /// Does it.
    ///
    /// # Errors
    /// When the accounts cannot be used, or there is no such one.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        if settings.store.shares_keys() {
            let reason = "people sign in at the local issuer on one machine only; several nodes have an issuer of their own";
            return Err(Failure::failed(reason));
        }
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(self.what.run(&settings))
    }
}

impl What {
    async fn run(self, settings: &Settings) -> Result<(), Failure> {
        std::fs::create_dir_all(&settings.data).map_err(Failure::failed)?;
        let terms = settings.auth.session_terms();
        let accounts = Accounts::open(&settings.data, Clock::System, terms, None).map_err(Failure::failed)?;
        match self {
            Self::Add { user, role, centre, institution, court, mediator, party, json } => {
                let claims = HejieClaims { role, centre, institution, court, mediator, party };
                let name = named(&user)?;
                if settings.auth.issuers.iter().any(|issuer| user.starts_with(&format!("{}.", issuer.name))) {
                    return Err(Failure::failed("accounts of this name belong to an outside issuer"));
                }
                let actor = claims.whole(name.as_str());
                let actor = actor.ok_or_else(|| {
                    Failure::failed("the role lacks what it is bound to, or a claim is not well-formed")
                })?;
                let initial = initial()?;
                if !accounts.add(actor, initial.clone()).await.map_err(Failure::failed)? {
                    return Err(Failure::failed("there is an account of this name"));
                }
                told(&name, &initial, json);
            }
            Self::List { json } => {
                let found = accounts.page(None, u32::MAX).await.map_err(Failure::failed)?;
                if json {
                    let items: Vec<_> = found.iter().map(|listed| json!({ "account": listed.actor, "second_factor": listed.factor, "password_initial": listed.initial })).collect();
                    output::json(&json!({ "items": items }));
                } else {
                    for listed in &found {
                        let factor = if listed.factor { "second factor" } else { "no second factor" };
                        let initial = if listed.initial { ", first password" } else { "" };
                        let (user, role) = (&listed.actor.user, listed.actor.role.wire_name());
                        output::line(format_args!("{user} {role} {factor}{initial}"));
                    }
                }
            }
            Self::Reset { user, json } => {
                let (name, initial) = (named(&user)?, initial()?);
                if !accounts.reset(&name, initial.clone()).await.map_err(Failure::failed)? {
                    return Err(Failure::failed("there is no such account"));
                }
                withdraw(settings, &name, RevocationAct::Tokens, "reset at the machine").await?;
                told(&name, &initial, json);
            }
            Self::Disable { user, reason } => {
                let name = named(&user)?;
                if accounts.find(&name).await.map_err(Failure::failed)?.is_none() {
                    return Err(Failure::failed("there is no such account"));
                }
                withdraw(settings, &name, RevocationAct::Account, &reason).await?;
                accounts.end_all(&name).await.map_err(Failure::failed)?;
                output::line(format_args!("{name}: disabled; `hejie revoke --lift` lets it in again"));
            }
        }
        Ok(())
    }
}

fn named(user: &str) -> Result<UserId, Failure> {
    UserId::parse(user).map_err(|_| Failure::failed("--user takes letters, digits, `.`, `_` and `-`"))
}

fn initial() -> Result<String, Failure> {
    let text = random_text().map_err(Failure::failed)?;
    Ok(text.chars().take(32).collect())
}

fn told(name: &UserId, initial: &str, json: bool) {
    if json {
        output::json(&json!({ "account": name, "initial_password": initial }));
    } else {
        output::line(format_args!(
            "{name}: first password, to be changed before the first sign-in: {initial}"
        ));
    }
}

async fn withdraw(
    settings: &Settings,
    name: &UserId,
    act: RevocationAct,
    reason: &str,
) -> Result<(), Failure> {
    let list = revocations(settings, OtherReaders::Maybe).await.map_err(Failure::failed)?;
    let reason =
        ShortText::parse(reason).map_err(|_| Failure::failed("--reason takes 1 to 200 characters"))?;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, random_text().map_err(Failure::failed)?.as_bytes());
    let entry = Revocations::entry(id, name.clone(), act, reason.as_str().to_owned(), None);
    list.enter(entry).await.map_err(Failure::failed)
}
