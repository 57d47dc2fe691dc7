//! People who sign in at the house itself: their accounts, passwords, second factors, sessions. One verb a file.

pub mod add_account;
pub mod change_password;
pub mod confirm_second_factor;
pub mod enrol_second_factor;
pub mod read_accounts;
pub mod refresh_session;
pub mod reset_account;
pub mod sign_in;
pub mod sign_out;

use crate::settings::Secret;
use application::{Call, House, SignInProof};
use domain::ids::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who somebody is, and what proves it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofBody {
    /// The account.
    #[schema(max_length = 200)]
    user: String,
    /// Its password.
    #[schema(value_type = String, format = Password, max_length = 1000)]
    password: Secret,
    /// The code its second factor shows now, when it has one.
    #[schema(value_type = Option<String>, max_length = 20)]
    code: Option<Secret>,
}

impl ProofBody {
    pub(super) fn proof(&self) -> SignInProof {
        SignInProof {
            name: self.user.clone(),
            password: self.password.expose().to_owned(),
            code: self.code.as_ref().map(|code| code.expose().to_owned()),
        }
    }
}

/// The secret of a session.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshBody {
    /// What the last sign-in or refresh gave.
    #[schema(value_type = String, max_length = 200)]
    refresh: Secret,
}

/// An account somebody else gave a password.
#[derive(Serialize, ToSchema)]
pub struct InitialBody {
    /// The account.
    account: String,
    /// Its first password, to be handed over and changed before the first sign-in. Told now, and to a repeat of this request.
    initial_password: String,
}

impl InitialBody {
    pub(super) fn of(account: &UserId, initial_password: String) -> Self {
        Self { account: account.as_str().to_owned(), initial_password }
    }
}

/// The password a command gives: a keyed digest, so that a repeat tells it again and nothing that is kept does.
pub(super) fn initial_password(house: &House, call: &Call, account: &UserId) -> String {
    let digest = house.digest(&[b"initial password", call.command.0.as_bytes(), account.as_str().as_bytes()]);
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
