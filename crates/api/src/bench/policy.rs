//! What a request costs before a route begins to work: its token, and the policies. In process, one thread, no request around it.

use super::BenchError;
use super::load::at;
use crate::auth::actions::{AcceptCase, ReadCase};
use crate::auth::{HejieClaims, Issuer, OfCase, Policies, Standing, Verifier, claims_for};
use crate::settings::AuthSettings;
use application::Clock;
use domain::ids::CaseId;
use domain::occasion::{Actor, Role};
use projection::Reader;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Questions of each kind.
const ROUNDS: usize = 20_000;
/// Tokens; all are remembered.
const TOKENS: usize = 1_000;
const TOKEN_SECONDS: u64 = 3600;

/// Measures each part and both together.
pub(super) async fn measure(directory: &Path) -> Result<Vec<String>, BenchError> {
    let settings = AuthSettings::default();
    let issuer = Issuer::open(directory)?;
    let begun = Instant::now();
    let policies = Policies::of(&Policies::texts())?;
    let read = begun.elapsed();
    let verifier = Verifier::local(&issuer, &settings)?;
    let now_s = u64::try_from(Clock::System.now().timestamp()).unwrap_or(0);
    let tokens = READERS.into_iter().cycle().take(TOKENS).enumerate().map(|(number, role)| {
        issuer.sign(&claims_for(&settings, &format!("bench-{number}"), claims(role), now_s, TOKEN_SECONDS))
    });
    let tokens = tokens.collect::<Result<Vec<_>, _>>()?;
    let mut lines = vec![
        String::new(),
        "before a route begins to work, in process, µs: median and 99 of 100".to_owned(),
        format!(
            "{:<46} {:>9.1} ms",
            "policies read, checked and asked at the start",
            read.as_secs_f64() * 1e3
        ),
    ];
    let mut actors: Vec<Arc<Actor>> = Vec::with_capacity(TOKENS);
    let mut first = Vec::with_capacity(TOKENS);
    for token in &tokens {
        let begun = Instant::now();
        let actor = verifier.actor(token, None).await;
        first.push(begun.elapsed());
        actors.extend(actor.ok());
    }
    lines.push(line("a token for the first time", first));
    let bearers: Vec<_> = tokens.iter().zip(&actors).collect();
    let again = |token: &str| verifier.remembered(token, None).is_some();
    let mut ask = |what: &str, asks: &dyn Fn(&str, &Actor) -> bool| {
        lines.push(line(what, times(&bearers, asks)));
    };
    ask("a token again", &|token, _| again(token));
    ask("may this role do this", &|_, actor| policies.allow::<AcceptCase>(actor));
    ask("may somebody see this case", &|_, actor| sees::<ReadCase>(&policies, actor));
    let stranger = Standing::default();
    ask("may a stranger see it", &|_, actor| {
        policies.admit::<ReadCase>(actor, CaseId(Uuid::nil()), &stranger)
    });
    ask("token again, role and case together", &|token, actor| {
        again(token) && policies.allow::<ReadCase>(actor) && sees::<ReadCase>(&policies, actor)
    });
    Ok(lines)
}

/// Who reads cases.
const READERS: [Role; 6] =
    [Role::Clerk, Role::Director, Role::Mediator, Role::Party, Role::InstitutionAgent, Role::Court];

fn claims(role: Role) -> HejieClaims {
    let text = |text: &str| Some(text.to_owned());
    HejieClaims {
        centre: text("440100"),
        institution: text(super::cast::BANK),
        court: text("粤0104"),
        mediator: Some(Uuid::from_u128(1).to_string()),
        party: Some(Uuid::from_u128(2).to_string()),
        ..HejieClaims::role(role)
    }
}

fn sees<A: OfCase>(policies: &Policies, actor: &Actor) -> bool {
    let ties = Reader::of(actor).map(|reader| reader.ties()).unwrap_or_default();
    let standing = Standing { serves: true, acts: true, ..Standing::found(actor, &ties) };
    policies.admit::<A>(actor, CaseId(Uuid::nil()), &standing)
}

fn times(bearers: &[(&String, &Arc<Actor>)], ask: &dyn Fn(&str, &Actor) -> bool) -> Vec<Duration> {
    let asked = bearers.iter().cycle().take(ROUNDS).map(|(token, actor)| {
        let begun = Instant::now();
        let answer = std::hint::black_box(ask(token, actor));
        let took = begun.elapsed();
        std::hint::black_box(answer);
        took
    });
    asked.collect()
}

fn line(what: &str, mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let micros = |quantile| at(&times, quantile).as_secs_f64() * 1e6;
    format!("{what:<46} {:>9.1} {:>9.1}", micros(0.5), micros(0.99))
}
