//! Tokens nobody would write: kept ones, and what becomes of them when bytes are changed, doubled, cut out or spliced, when the parts are
//! opened and their JSON is bent, and when the true key has signed what was bent.
//!
//! The corpus is `tests/corpus/token`, a file a token. What a run finds that is answered in a new way is written there with
//! `UPDATE_CORPUS=1`. `HEJIE_FUZZ_SECONDS` makes it longer.

use api::auth::{HejieClaims, Issuer, Verifier, claims_for};
use api::settings::AuthSettings;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::occasion::Role;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What a token may be answered with.
const ANSWERS: [&str; 7] = [
    "accepted",
    "claims-incomplete",
    "claims-unmapped",
    "token-expired",
    "token-foreign",
    "token-malformed",
    "token-not-yet-valid",
];

/// Pieces that parsers stumble over.
const PIECES: [&str; 24] = [
    ".",
    "..",
    "=",
    "-",
    "_",
    "{",
    "}",
    "[",
    "]",
    "null",
    "true",
    "-1",
    "1e999",
    "18446744073709551616",
    "\"\"",
    "\\u0000",
    "\u{feff}",
    "\"alg\":\"none\"",
    "\"alg\":\"HS256\"",
    "\"crit\":[\"x\"]",
    "\"role\":\"director\"",
    "\"exp\":1",
    "[[[[[[[[",
    "\"iss\":\"hejie-local\"",
];

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.throw() % (sides.max(1) as u64)).unwrap()
    }
}

struct Bench {
    verifier: Verifier,
    key: EncodingKey,
    key_id: String,
    genuine: String,
    _place: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let issuer = Issuer::open(place.path()).unwrap();
        let settings = AuthSettings::default();
        let hejie = HejieClaims { centre: Some("440100".to_owned()), ..HejieClaims::role(Role::Clerk) };
        let genuine =
            issuer.sign(&claims_for(&settings, "clerk-7", hejie, crate::harness::now_s(), 3_600)).unwrap();
        let pem = std::fs::read(place.path().join("issuer-ed25519.pem")).unwrap();
        Self {
            verifier: Verifier::local(&issuer, &settings).unwrap(),
            key: EncodingKey::from_ed_pem(&pem).unwrap(),
            key_id: issuer.key_id().to_owned(),
            genuine,
            _place: place,
        }
    }

    async fn answer(&self, token: &str) -> &'static str {
        match self.verifier.actor(token, None).await {
            Ok(_) => "accepted",
            Err(error) => error.code(),
        }
    }

    /// Any claims, with a signature that is right.
    fn signed(&self, claims: &str) -> Option<String> {
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::EdDSA) };
        let head = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header).ok()?);
        let message = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &self.key, Algorithm::EdDSA).ok()?;
        Some(format!("{message}.{signature}"))
    }
}

fn bent(dice: &mut Dice, text: &str, other: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] = b' ' + u8::try_from(dice.below(95)).unwrap(),
            1 => drop(bytes.drain(at..bytes.len().min(at + 1 + dice.below(9)))),
            2 => {
                let piece = PIECES[dice.below(PIECES.len())].bytes();
                drop(bytes.splice(at..at, piece));
            }
            3 => {
                let other = other.as_bytes();
                let from = dice.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
            4 => {
                let again = bytes[at..bytes.len().min(at + 1 + dice.below(40))].to_vec();
                drop(bytes.splice(at..at, again));
            }
            _ => bytes.truncate(at),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A part is opened, its text is bent, and it is closed again.
fn bent_inside(dice: &mut Dice, token: &str, other: &str) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let at = dice.below(parts.len());
    let open = URL_SAFE_NO_PAD.decode(&parts[at]).unwrap_or_default();
    parts[at] = URL_SAFE_NO_PAD.encode(bent(dice, &String::from_utf8_lossy(&open), other));
    parts.join(".")
}

fn claims_in(token: &str) -> String {
    let part = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    String::from_utf8_lossy(&part.unwrap_or_default()).into_owned()
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/token")
}

/// The kept tokens; `{genuine}`, its parts, and claims to be signed stand for what is new in each run.
fn kept(bench: &Bench) -> Vec<String> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let parts: Vec<&str> = bench.genuine.split('.').collect();
    let filled = |text: String| {
        let text = text.trim_end_matches('\n').replace("{genuine}", &bench.genuine);
        let text =
            text.replace("{head}", parts[0]).replace("{claims}", parts[1]).replace("{signature}", parts[2]);
        text.strip_prefix("signed:").and_then(|claims| bench.signed(claims)).unwrap_or(text)
    };
    files.iter().map(|file| filled(std::fs::read_to_string(file).unwrap())).collect()
}

#[tokio::test]
async fn no_token_makes_the_house_fail_and_none_but_those_it_signed_is_taken() {
    let bench = Bench::new();
    let seconds = std::env::var("HEJIE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let (until, mut dice, mut tried) =
        (Instant::now() + Duration::from_secs(seconds), Dice(0x9E37_79B9), 0_u64);
    let mut pool = vec![bench.genuine.clone()];
    pool.extend(kept(&bench));
    let mut answers: BTreeMap<&str, u64> = BTreeMap::new();
    for token in &pool {
        let answer = bench.answer(token).await;
        *answers.entry(answer).or_default() += 1;
    }
    assert_eq!(bench.answer(&bench.genuine).await, "accepted");
    while Instant::now() < until {
        let (one, other) = (pool[dice.below(pool.len())].clone(), pool[dice.below(pool.len())].clone());
        let (token, by_us) = match dice.below(4) {
            0 => (Some(bent(&mut dice, &one, &other)), false),
            1 | 2 => (Some(bent_inside(&mut dice, &one, &other)), false),
            _ => (bench.signed(&bent(&mut dice, &claims_in(&one), &claims_in(&other))), true),
        };
        let Some(token) = token else { continue };
        let answer = bench.answer(&token).await;
        assert!(ANSWERS.contains(&answer), "{answer} for {token}");
        let ours = by_us || pool.contains(&token);
        assert!(answer != "accepted" || ours, "nobody signed {token}");
        if !answers.contains_key(answer) && std::env::var_os("UPDATE_CORPUS").is_some() {
            let text = if by_us { format!("signed:{}", claims_in(&token)) } else { token.clone() };
            let name = hex::encode(&Sha256::digest(&text)[..8]);
            std::fs::write(corpus().join(name), text).unwrap();
        }
        if answers.insert(answer, answers.get(answer).unwrap_or(&0) + 1).is_none() {
            pool.push(token);
        }
        tried += 1;
    }
    println!("{tried} tokens in {seconds} s: {answers:?}");
    for answer in
        ANSWERS.iter().filter(|answer| **answer != "claims-unmapped" && **answer != "claims-incomplete")
    {
        assert!(answers.contains_key(answer), "nothing was answered {answer}: {answers:?}");
    }
    assert!(tried > 1_000, "only {tried} tokens were tried");
}
