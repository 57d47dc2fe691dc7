//! `hejie revoke`

use super::{Failure, Global, output};
use crate::node::revocations;
use application::{ListedRevocation, OtherReaders, RevocationAct, Revocations, random_text};
use chrono::DateTime;
use clap::Args;
use domain::calendar::in_shanghai;
use domain::ids::UserId;
use domain::text::ShortText;
use serde_json::{Value, json};
use uuid::Uuid;

/// Withdrawals of access, at the machine itself. A server may be running; it knows when this ends.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["user", "lift", "list"])))]
pub struct Revoke {
    /// Withdraw the access of this account: `sub` of a local token, `name.sub` of an outside issuer's
    #[arg(long, value_name = "ID", requires = "reason")]
    user: Option<String>,
    /// Only of tokens issued until now; without it every token is refused until the withdrawal is lifted
    #[arg(long, requires = "user")]
    tokens: bool,
    /// Lift this withdrawal; tokens issued until now stay refused
    #[arg(long, value_name = "UUID", requires = "reason")]
    lift: Option<Uuid>,
    /// Why, in words that name nobody
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Tell whose access was withdrawn, the newest first
    #[arg(long)]
    list: bool,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

impl Revoke {
    /// Does it.
    ///
    /// # Errors
    /// When the list cannot be written or read, or there is nothing to lift.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(async {
            let revocations = revocations(&settings, OtherReaders::Maybe).await.map_err(Failure::failed)?;
            let shown = match self.act(&revocations)? {
                None => revocations.page(None, None, u32::MAX),
                Some((account, act)) => {
                    let reason = self.reason.as_deref().map(ShortText::parse).transpose();
                    let reason = reason.ok().flatten();
                    let reason =
                        reason.ok_or_else(|| Failure::failed("--reason takes 1 to 200 characters"))?;
                    let id = Uuid::new_v5(
                        &Uuid::NAMESPACE_OID,
                        random_text().map_err(Failure::failed)?.as_bytes(),
                    );
                    let entry = Revocations::entry(id, account, act, reason.as_str().to_owned(), None);
                    revocations.enter(entry).await.map_err(Failure::failed)?;
                    revocations.find(act.lifts().unwrap_or(id)).into_iter().collect()
                }
            };
            if self.json {
                output::json(&json!({ "items": shown.iter().map(told).collect::<Vec<_>>() }));
            } else {
                shown.iter().for_each(|listed| output::line(line(listed)));
            }
            Ok(())
        })
    }

    fn act(&self, revocations: &Revocations) -> Result<Option<(UserId, RevocationAct)>, Failure> {
        if let Some(user) = &self.user {
            let account = UserId::parse(user);
            let account = account.map_err(|_| Failure::failed("--user takes the id of an account"))?;
            let act = if self.tokens { RevocationAct::Tokens } else { RevocationAct::Account };
            return Ok(Some((account, act)));
        }
        let Some(lift) = self.lift else { return Ok(None) };
        let found = revocations.find(lift);
        let found = found.ok_or_else(|| Failure::failed("there is no such withdrawal: see --list"))?;
        if found.entry.act != RevocationAct::Account || found.lifting.is_some() {
            return Err(Failure::failed("there is nothing to lift: it was lifted, or was of tokens only"));
        }
        Ok(Some((found.entry.account, RevocationAct::Lifting(lift))))
    }
}

fn at(us: i64) -> Option<String> {
    DateTime::from_timestamp_micros(us).map(in_shanghai)
}

fn told(listed: &ListedRevocation) -> Value {
    let ListedRevocation { entry, lifting, .. } = listed;
    json!({
        "id": entry.id, "account": entry.account, "withdraws": entry.act.code(), "at": at(entry.at_us),
        "reason": entry.reason, "lifted_at": lifting.as_ref().and_then(|lifting| at(lifting.at_us)),
    })
}

fn line(listed: &ListedRevocation) -> String {
    let ListedRevocation { entry, lifting, .. } = listed;
    let lifted = lifting.as_ref().and_then(|lifting| at(lifting.at_us));
    let lifted = lifted.map_or_else(String::new, |at| format!(", lifted {at}"));
    let (account, code) = (&entry.account, entry.act.code());
    format!("{} {account} {code} {}: {}{lifted}", entry.id, at(entry.at_us).unwrap_or_default(), entry.reason)
}
