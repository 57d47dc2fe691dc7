//! Somebody is added, changes the password, enrols, signs in, waits, and leaves.

use super::{Accounts, FactorSecret, OpenSession, SessionTerms, SignInError, SignInProof, code_at};
use crate::clock::Clock;
use chrono::{DateTime, TimeDelta};
use domain::ids::UserId;
use domain::occasion::{Actor, Role};
use std::task::Poll;
use tempfile::TempDir;

const TERMS: SessionTerms = SessionTerms { idle_s: 1_800, longest_s: 43_200, token_s: 600 };
const INITIAL: &str = "given by somebody else";
const OWN: &str = "a sentence of my own";

struct Desk {
    accounts: Accounts,
    clock: Clock,
    place: TempDir,
}

impl Desk {
    async fn with(name: &str, role: Role) -> Self {
        let place = tempfile::tempdir().unwrap();
        let clock = Clock::stepped(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let accounts = Accounts::open(place.path(), clock.clone(), TERMS, Some([7; 32])).unwrap();
        let actor = Actor {
            user: UserId::parse(name).unwrap(),
            role,
            centre: None,
            institution: None,
            court: None,
            mediator: None,
            party: None,
        };
        assert!(accounts.add(actor.clone(), INITIAL.to_owned()).await.unwrap());
        assert!(!accounts.add(actor, INITIAL.to_owned()).await.unwrap(), "a name is given once");
        Self { accounts, clock, place }
    }

    async fn own_password(name: &str, role: Role) -> Self {
        let desk = Self::with(name, role).await;
        desk.accounts.change_password(proof(name, INITIAL, None), OWN.to_owned()).await.unwrap();
        desk
    }

    fn code(&self, secret: &FactorSecret) -> Option<String> {
        Some(code_at(secret, u64::try_from(self.clock.now().timestamp()).unwrap()))
    }

    fn pass(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }

    async fn signs_in(
        &self,
        name: &str,
        password: &str,
        code: Option<String>,
    ) -> Result<OpenSession, SignInError> {
        let proved = self.accounts.prove(proof(name, password, code)).await?;
        self.accounts.open_session(proved).await
    }

    async fn refused(&self, name: &str, password: &str, code: Option<String>) -> SignInError {
        self.signs_in(name, password, code).await.err().expect("a refusal")
    }
}

fn proof(name: &str, password: &str, code: Option<String>) -> SignInProof {
    SignInProof { name: name.to_owned(), password: password.to_owned(), code }
}

#[tokio::test]
async fn staff_change_the_password_enrol_and_only_then_sign_in_and_a_code_is_used_once() {
    let desk = Desk::with("clerk-7", Role::Clerk).await;
    assert_eq!(desk.refused("clerk-7", INITIAL, None).await, SignInError::PasswordInitial);
    let early = desk.accounts.enrol(proof("clerk-7", INITIAL, None)).await;
    assert!(early.err() == Some(SignInError::PasswordInitial));
    desk.accounts.change_password(proof("clerk-7", INITIAL, None), OWN.to_owned()).await.unwrap();
    assert_eq!(desk.refused("clerk-7", INITIAL, None).await, SignInError::Wrong);
    assert_eq!(desk.refused("clerk-7", OWN, None).await, SignInError::FactorNeeded);

    let unasked = desk.accounts.confirm_factor(proof("clerk-7", OWN, None)).await;
    assert_eq!(unasked, Err(SignInError::FactorUnasked));
    let secret = desk.accounts.enrol(proof("clerk-7", OWN, None)).await.unwrap();
    let wrong = desk.accounts.confirm_factor(proof("clerk-7", OWN, Some("000000".to_owned()))).await;
    assert_eq!(wrong, Err(SignInError::Wrong));
    desk.accounts.confirm_factor(proof("clerk-7", OWN, desk.code(&secret))).await.unwrap();
    assert_eq!(desk.refused("clerk-7", OWN, desk.code(&secret)).await, SignInError::Wrong, "used already");
    desk.pass(30);
    let session = desk.signs_in("clerk-7", OWN, desk.code(&secret)).await.unwrap();
    assert_eq!(session.actor.role, Role::Clerk);
    assert_eq!(desk.refused("clerk-7", OWN, None).await, SignInError::Wrong);

    // Another phone takes a code of the old one, and ends what is open.
    desk.pass(30);
    let second = desk.accounts.enrol(proof("clerk-7", OWN, desk.code(&secret))).await.unwrap();
    desk.accounts.confirm_factor(proof("clerk-7", OWN, desk.code(&second))).await.unwrap();
    assert!(desk.accounts.has_ended(session.id));
    desk.pass(30);
    assert_eq!(desk.refused("clerk-7", OWN, desk.code(&secret)).await, SignInError::Wrong);
    let _session = desk.signs_in("clerk-7", OWN, desk.code(&second)).await.unwrap();
    let bytes = std::fs::read(desk.place.path().join("accounts.db-wal")).unwrap();
    assert!(!bytes.windows(OWN.len()).any(|piece| piece == OWN.as_bytes()), "no password in the file");
}

#[tokio::test]
async fn a_new_factor_waits_ten_minutes_for_its_first_code() {
    let desk = Desk::own_password("clerk-7", Role::Clerk).await;
    let secret = desk.accounts.enrol(proof("clerk-7", OWN, None)).await.unwrap();
    desk.pass(601);
    let late = desk.accounts.confirm_factor(proof("clerk-7", OWN, desk.code(&secret))).await;
    assert_eq!(late, Err(SignInError::FactorUnasked));
}

#[tokio::test]
async fn five_wrong_in_a_row_are_waited_for_longer_and_longer_whether_or_not_there_is_such_an_account() {
    let desk = Desk::own_password("party-7", Role::Party).await;
    for name in ["party-7", "nobody-there"] {
        for _wrong in 0..5 {
            assert_eq!(desk.refused(name, "not the password", None).await, SignInError::Wrong);
        }
        assert_eq!(desk.refused(name, OWN, None).await, SignInError::Locked(60), "the right one waits too");
        desk.pass(60);
        assert_eq!(desk.refused(name, "not the password", None).await, SignInError::Wrong);
        assert_eq!(desk.refused(name, "not the password", None).await, SignInError::Locked(120));
        desk.pass(119);
        assert_eq!(desk.refused(name, OWN, None).await, SignInError::Locked(1));
        desk.pass(1);
    }
    let _session = desk.signs_in("party-7", OWN, None).await.unwrap();
    assert_eq!(
        desk.refused("party-7", "not the password", None).await,
        SignInError::Wrong,
        "counted from one"
    );
    assert_eq!(desk.refused("party-7", "not the password", None).await, SignInError::Wrong);
}

#[tokio::test]
async fn guessing_at_once_is_guessing_one_after_another() {
    let desk = Desk::own_password("party-7", Role::Party).await;
    let guesses = (0..12).map(|_| desk.signs_in("party-7", "not the password", None));
    let told = futures_all(guesses).await;
    let wrong = told.iter().filter(|error| **error == Some(SignInError::Wrong)).count();
    assert_eq!(wrong, 5, "{told:?}");
}

async fn futures_all<F: Future<Output = Result<OpenSession, SignInError>>>(
    all: impl Iterator<Item = F>,
) -> Vec<Option<SignInError>> {
    let mut told = Vec::new();
    let mut running: Vec<_> = all.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        running.retain_mut(|future| match future.as_mut().poll(context) {
            Poll::Ready(done) => {
                told.push(done.err());
                false
            }
            Poll::Pending => true,
        });
        if running.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    told
}

#[tokio::test]
async fn whoever_would_wait_behind_too_many_is_sent_away() {
    let desk = Desk::own_password("party-7", Role::Party).await;
    let turns = desk.accounts.desk.acquire_many(2).await.unwrap();
    let mut waiting: Vec<_> = (0..18).map(|_| Box::pin(desk.signs_in("nobody", "not it", None))).collect();
    for one in &mut waiting {
        let waits = std::future::poll_fn(|context| Poll::Ready(one.as_mut().poll(context).is_pending()));
        assert!(waits.await);
    }
    assert_eq!(desk.refused("party-7", OWN, None).await, SignInError::Busy);
    drop(turns);
    let told = futures_all(waiting.into_iter()).await;
    assert!(!told.contains(&Some(SignInError::Busy)), "{told:?}");
    let _session = desk.signs_in("party-7", OWN, None).await.unwrap();
}

#[tokio::test]
async fn a_session_lasts_while_it_is_refreshed_and_never_longer_than_its_term() {
    let desk = Desk::own_password("party-7", Role::Party).await;
    let mut session = desk.signs_in("party-7", OWN, None).await.unwrap();
    for _half_hour in 0..24 {
        desk.pass(1_800);
        let next = desk.accounts.refresh(&session.secret).await.unwrap();
        assert!(next.id == session.id && next.secret != session.secret);
        session = next;
    }
    desk.pass(1);
    let over = desk.accounts.refresh(&session.secret).await;
    assert!(over.err() == Some(SignInError::SessionEnded), "twelve hours");
    let idle = desk.signs_in("party-7", OWN, None).await.unwrap();
    desk.pass(1_801);
    assert!(desk.accounts.refresh(&idle.secret).await.err() == Some(SignInError::SessionEnded));
    assert!(desk.accounts.refresh("nonsense").await.err() == Some(SignInError::SessionEnded));
}

#[tokio::test]
async fn a_secret_that_comes_twice_ends_the_session_for_whoever_has_it() {
    let desk = Desk::own_password("party-7", Role::Party).await;
    let first = desk.signs_in("party-7", OWN, None).await.unwrap();
    let second = desk.accounts.refresh(&first.secret).await.unwrap();
    assert!(!desk.accounts.has_ended(first.id));
    assert!(desk.accounts.refresh(&first.secret).await.is_err(), "somebody copied it");
    assert!(desk.accounts.has_ended(first.id));
    assert!(desk.accounts.refresh(&second.secret).await.is_err());
}

#[tokio::test]
async fn signing_out_changing_the_password_and_a_reset_end_sessions_for_the_next_process_too() {
    let desk = Desk::own_password("party-7", Role::Party).await;
    let [out, stays, other] = [
        desk.signs_in("party-7", OWN, None).await.unwrap(),
        desk.signs_in("party-7", OWN, None).await.unwrap(),
        desk.signs_in("party-7", OWN, None).await.unwrap(),
    ];
    desk.accounts.end_session(&out.secret).await.unwrap();
    assert!(desk.accounts.has_ended(out.id) && !desk.accounts.has_ended(stays.id));
    let stays = desk.accounts.refresh(&stays.secret).await.unwrap();
    let new = "another sentence of mine".to_owned();
    desk.accounts.change_password(proof("party-7", OWN, None), new.clone()).await.unwrap();
    for session in [&stays, &other] {
        assert!(desk.accounts.has_ended(session.id));
        assert!(desk.accounts.refresh(&session.secret).await.is_err());
    }
    let again = Accounts::open(desk.place.path(), desk.clock.clone(), TERMS, Some([7; 32])).unwrap();
    assert!(again.has_ended(other.id) && again.refresh(&other.secret).await.is_err());

    let last = desk.signs_in("party-7", &new, None).await.unwrap();
    assert!(desk.accounts.reset(&last.actor.user, INITIAL.to_owned()).await.unwrap());
    assert!(desk.accounts.has_ended(last.id));
    assert_eq!(desk.refused("party-7", &new, None).await, SignInError::Wrong);
    assert_eq!(desk.refused("party-7", INITIAL, None).await, SignInError::PasswordInitial);
}
