//! Who somebody is: name, password, code. And what is changed with that proof: password and second factor.

use super::password::fit;
use super::totp::FactorSecret;
use super::{
    AccountRow, Accounts, Hashed, Inner, PasswordUnfit, SignInError, SignedIn, needs_second_factor, seconds,
};
use domain::ids::UserId;

/// How long a second factor waits for its first code, microseconds.
const PENDING_US: i64 = 10 * 60 * 1_000_000;

/// What somebody says to prove who he is. Not to be shown.
pub struct SignInProof {
    /// The account.
    pub name: String,
    /// Its password.
    pub password: String,
    /// The code of its second factor.
    pub code: Option<String>,
}

impl Accounts {
    /// Whether somebody may sign in.
    ///
    /// # Errors
    /// Why not.
    pub async fn prove(&self, proof: SignInProof) -> Result<SignedIn, SignInError> {
        self.at_the_desk(move |inner| {
            let row = inner.known(&proof)?;
            inner.ready(&row)?;
            Ok(SignedIn { actor: row.actor })
        })
        .await
    }

    /// Changes a password and ends every session of the account.
    ///
    /// # Errors
    /// Why not.
    pub async fn change_password(&self, proof: SignInProof, new: String) -> Result<(), SignInError> {
        // Before a code is used up for nothing; it tells nothing that was not said.
        fit(&new, &proof.name).map_err(SignInError::Unfit)?;
        if new == proof.password {
            return Err(SignInError::Unfit(PasswordUnfit::Same));
        }
        let account = self
            .at_the_desk(move |inner| {
                let row = inner.known(&proof)?;
                inner.file.set_password(&proof.name, &Hashed::of(&new)?)?;
                Ok(row.actor.user)
            })
            .await?;
        self.end_all(&account).await
    }

    /// A new second factor, which counts once its first code was shown. One that is there counts until then.
    ///
    /// # Errors
    /// Why not.
    pub async fn enrol(&self, proof: SignInProof) -> Result<FactorSecret, SignInError> {
        self.at_the_desk(move |inner| {
            let row = inner.known(&proof)?;
            if row.initial {
                return Err(SignInError::PasswordInitial);
            }
            let secret = FactorSecret::new().map_err(|error| SignInError::Failed(error.to_string()))?;
            let sealed = inner.seal()?.seal(&proof.name, &secret)?;
            inner.file.set_pending(&proof.name, &sealed, inner.now_us())?;
            Ok(secret)
        })
        .await
    }

    /// Puts the new second factor in force by a code of it, and ends every session of the account.
    ///
    /// # Errors
    /// Why not.
    pub async fn confirm_factor(&self, proof: SignInProof) -> Result<(), SignInError> {
        let account = self.at_the_desk(move |inner| inner.confirmed(&proof)).await?;
        self.end_all(&account).await
    }
}

impl Inner {
    /// The account, once name, password and code are right. Counted before it is looked at, so that nobody guesses faster by guessing at
    /// once; forgotten when all is right.
    fn known(&self, proof: &SignInProof) -> Result<AccountRow, SignInError> {
        let row = self.knows_password(proof)?;
        if let Some(sealed) = &row.factor {
            let secret = self.seal()?.open(&proof.name, sealed)?;
            let code = proof.code.as_deref().unwrap_or_default();
            let step = secret.step_of(code, seconds(self.now_us()), row.factor_step);
            let step = step.ok_or(SignInError::Wrong)?;
            if !self.file.take_step(&proof.name, step)? {
                return Err(SignInError::Wrong);
            }
        }
        self.file.forget_attempts(&proof.name)?;
        Ok(row)
    }

    fn knows_password(&self, proof: &SignInProof) -> Result<AccountRow, SignInError> {
        if let Some(wait_s) = self.file.count_attempt(&proof.name, self.now_us())? {
            return Err(SignInError::Locked(wait_s));
        }
        let row = self.file.account(&proof.name)?;
        let kept = row.as_ref().map_or(&self.nobody, |row| &row.password);
        let right = kept.is(&proof.password)?;
        match row {
            Some(row) if right => Ok(row),
            Some(row) => {
                tracing::warn!(account = row.actor.user.as_str(), "a wrong password");
                Err(SignInError::Wrong)
            }
            // Not even the name: it may be a password, typed into the wrong field.
            None => Err(SignInError::Wrong),
        }
    }

    fn ready(&self, row: &AccountRow) -> Result<(), SignInError> {
        if row.initial {
            return Err(SignInError::PasswordInitial);
        }
        if row.factor.is_none() && needs_second_factor(row.actor.role) {
            return Err(SignInError::FactorNeeded);
        }
        Ok(())
    }

    fn confirmed(&self, proof: &SignInProof) -> Result<UserId, SignInError> {
        let row = self.knows_password(proof)?;
        let (pending, since) = row.pending.ok_or(SignInError::FactorUnasked)?;
        let now = self.now_us();
        if now.saturating_sub(since) > PENDING_US {
            return Err(SignInError::FactorUnasked);
        }
        let secret = self.seal()?.open(&proof.name, &pending)?;
        let code = proof.code.as_deref().unwrap_or_default();
        let step = secret.step_of(code, seconds(now), 0).ok_or(SignInError::Wrong)?;
        self.file.set_factor(&proof.name, &pending, step)?;
        self.file.forget_attempts(&proof.name)?;
        Ok(row.actor.user)
    }
}
