//! TLS in the process: what is spoken and what is not, client certificates and the tokens bound to them, new certificates while requests
//! run.

use acceptance::certificates::{Authority, Certified};
use acceptance::who::Accounts;
use acceptance::{Process, Provider, cast, process, wait};
use api::auth::{Confirmation, HejieClaims};
use api::tls::Thumbprint;
use domain::occasion::Role;
use reqwest::{Certificate, Client, Identity};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A server that speaks TLS, and what it was made from.
struct Guarded {
    process: Process,
    folder: tempfile::TempDir,
    authority: Authority,
    clients: Authority,
    environment: Vec<(String, String)>,
}

impl Guarded {
    fn start(client_certificates: &str) -> Self {
        Self::trusting(Authority::new("authority of clients"), client_certificates, Vec::new())
    }

    fn trusting(clients: Authority, client_certificates: &str, more: Vec<(String, String)>) -> Self {
        let folder = tempfile::tempdir().expect("a directory");
        let authority = Authority::new("authority of servers");
        let (certificate, key) = authority.certify("127.0.0.1").lay(folder.path());
        let mut environment = settings(&certificate, &key);
        environment.extend(more);
        if client_certificates != "off" {
            let file = folder.path().join("clients.pem");
            std::fs::write(&file, clients.pem()).expect("a file");
            environment.push(("HEJIE_TLS_CLIENT_CA".to_owned(), text(&file)));
            environment.push(("HEJIE_TLS_CLIENT_CERTIFICATES".to_owned(), client_certificates.to_owned()));
        }
        let process = Process::serve_with(
            &folder.path().join("data"),
            &folder.path().join("log"),
            "info",
            &environment,
        );
        Self { process, folder, authority, clients, environment }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A client that trusts the server's authority and shows this certificate.
    fn client(&self, shown: Option<&Certified>) -> Client {
        let root = Certificate::from_pem(self.authority.pem().as_bytes()).expect("a certificate");
        let client = Client::builder().no_proxy().tls_certs_only([root]);
        let client = match shown {
            Some(shown) => client.identity(
                Identity::from_pem(format!("{}{}", shown.certificate, shown.key).as_bytes())
                    .expect("an identity"),
            ),
            None => client,
        };
        client.build().expect("a client")
    }

    /// A court's token, bound to a certificate or to none.
    fn token(&self, bound: Option<&Certified>) -> String {
        let accounts = Accounts::of(&self.data());
        let court = HejieClaims { court: Some(cast::COURT.to_owned()), ..HejieClaims::role(Role::Court) };
        let mut claims = accounts.claims("court-1", court);
        claims.cnf = bound.map(|bound| Confirmation {
            certificate: Thumbprint::of_pem(bound.certificate.as_bytes())
                .map(|thumbprint| thumbprint.to_string()),
        });
        accounts.sign(&claims)
    }

    async fn settlements(&self, client: &Client, token: &str) -> (u16, Value) {
        let url = format!("{}/v1/settlements", self.process.base);
        let answer = client.get(url).bearer_auth(token).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    fn address(&self) -> &str {
        self.process.base.strip_prefix("https://").expect("it speaks TLS")
    }

    fn health(&self) -> std::process::Output {
        process::run_with(&self.data(), &["health", "--url", &self.process.base], &self.environment)
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a readable path").to_owned()
}

fn settings(certificate: &Path, key: &Path) -> Vec<(String, String)> {
    [("HEJIE_TLS_CERTIFICATE", certificate), ("HEJIE_TLS_KEY", key)]
        .map(|(name, path)| (name.to_owned(), text(path)))
        .to_vec()
}

/// What OpenSSL's client gets when it speaks one version alone.
fn handshake(address: &str, version: &str) -> bool {
    let client = Command::new("openssl")
        .args(["s_client", "-connect", address, version, "-cipher", "DEFAULT:@SECLEVEL=0"])
        .stdin(Stdio::null())
        .output()
        .expect("openssl is there");
    client.status.success()
}

#[tokio::test]
async fn clear_text_and_old_versions_get_nothing_and_tls_gets_everything() {
    let house = Guarded::start("off");
    let answer = house.client(None).get(format!("{}/health/ready", house.process.base)).send().await;
    let answer = answer.expect("an answer over TLS");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
    assert_eq!(answer.version(), reqwest::Version::HTTP_11);

    let mut clear = TcpStream::connect(house.address()).expect("a connection");
    clear.write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n").expect("it is sent");
    let mut said = Vec::new();
    // The end of the connection may come as an end or as a reset.
    let _ended = clear.read_to_end(&mut said);
    assert!(!said.starts_with(b"HTTP/"), "{}", String::from_utf8_lossy(&said));

    assert!(handshake(house.address(), "-tls1_3") && handshake(house.address(), "-tls1_2"));
    assert!(!handshake(house.address(), "-tls1_1") && !handshake(house.address(), "-tls1"));
    let stranger = Client::builder().no_proxy().build().expect("a client");
    let refused = stranger.get(&house.process.base).send().await.expect_err("an unknown authority");
    assert!(refused.is_connect(), "{refused:?}");
    assert!(house.health().status.success(), "{:?}", house.health());
}

#[tokio::test]
async fn where_a_certificate_is_required_none_and_a_foreign_one_get_no_connection() {
    let house = Guarded::start("required");
    let known = house.clients.certify("docket");
    let foreign = Authority::new("somebody else").certify("docket");
    let (status, body) = house.settlements(&house.client(Some(&known)), &house.token(None)).await;
    assert_eq!(status, 200, "{body}");
    for shown in [None, Some(&foreign)] {
        let refused = house.client(shown).get(format!("{}/health/live", house.process.base)).send().await;
        assert!(refused.is_err(), "{refused:?}");
    }
    // The machine itself shows the server's own certificate.
    assert!(house.health().status.success(), "{:?}", house.health());
}

#[tokio::test]
async fn a_bound_token_counts_over_its_certificate_alone_remembered_or_not() {
    let house = Guarded::start("asked");
    let (own, other) = (house.clients.certify("docket"), house.clients.certify("another"));
    let bound = house.token(Some(&own));
    for round in 0..2 {
        let (status, body) = house.settlements(&house.client(Some(&own)), &bound).await;
        assert_eq!(status, 200, "round {round}: {body}");
        for shown in [Some(&other), None] {
            let (status, body) = house.settlements(&house.client(shown), &bound).await;
            assert_eq!((status, &body["code"]), (401, &"token-certificate-mismatch".into()), "round {round}");
        }
    }
    let (status, body) = house.settlements(&house.client(None), &house.token(None)).await;
    assert_eq!(status, 200, "a token that is bound to nothing needs nothing: {body}");

    let accounts = Accounts::of(&house.data());
    let court = HejieClaims { court: Some(cast::COURT.to_owned()), ..HejieClaims::role(Role::Court) };
    let mut demanding = accounts.claims("court-1", court);
    demanding.cnf = Some(Confirmation::default());
    let (status, body) = house.settlements(&house.client(Some(&own)), &accounts.sign(&demanding)).await;
    assert_eq!(
        (status, &body["code"]),
        (401, &"token-certificate-mismatch".into()),
        "what cannot be checked"
    );

    let file = house.folder.path().join("client.pem");
    std::fs::write(&file, &own.certificate).expect("a file");
    let arguments = ["token", "--role", "court", "--sub", "court-2", "--court", cast::COURT, "--certificate"];
    let printed = process::run(&house.data(), &[&arguments[..], &[&text(&file)]].concat());
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let printed = String::from_utf8(printed.stdout).expect("a token");
    let (status, _) = house.settlements(&house.client(Some(&own)), printed.trim()).await;
    assert_eq!(status, 200);
    let (status, _) = house.settlements(&house.client(Some(&other)), printed.trim()).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn a_token_another_issuer_bound_to_a_certificate_counts_over_it_alone_too() {
    let clients = Authority::new("authority of clients");
    let (own, other) = (clients.certify("docket"), clients.certify("another"));
    let thumbprint = Thumbprint::of_pem(own.certificate.as_bytes()).expect("a certificate").to_string();
    let people = json!({
        "bound": { "role": "court", "cnf": { "x5t#S256": thumbprint } },
        "elsewise": { "role": "court", "cnf": { "jkt": thumbprint } },
        "strangely": { "role": "court", "cnf": "certificate" },
    });
    let provider = Provider::start("ES256", &people, &[]);
    let issuers = format!(
        r#"[{{ name = "id", issuer = "{}", roles = ["court"], claims.role = {{ claim = "role" }}, claims.court = {{ claim = "", otherwise = "{}" }} }}]"#,
        provider.issuer,
        cast::COURT,
    );
    let house = Guarded::trusting(
        clients,
        "asked",
        vec![("HEJIE_AUTH_ISSUERS".to_owned(), issuers), Provider::allowed()],
    );
    let bound = provider.sign_in("bound").await.access;
    for _remembered in 0..2 {
        let (status, body) = house.settlements(&house.client(Some(&own)), &bound).await;
        assert_eq!(status, 200, "{body}");
        for shown in [Some(&other), None] {
            let (status, body) = house.settlements(&house.client(shown), &bound).await;
            assert_eq!((status, &body["code"]), (401, &"token-certificate-mismatch".into()));
        }
    }
    for account in ["elsewise", "strangely"] {
        let token = provider.sign_in(account).await.access;
        let (status, body) = house.settlements(&house.client(Some(&own)), &token).await;
        assert_eq!((status, &body["code"]), (401, &"token-certificate-mismatch".into()), "{account}");
    }
}

#[tokio::test]
async fn certificates_change_while_requests_run_and_none_fails_and_a_bad_one_changes_nothing() {
    let house = Arc::new(Guarded::start("off"));
    let (stop, served) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let callers: Vec<_> = (0..4)
        .map(|at| {
            let (house, stop, served) = (Arc::clone(&house), Arc::clone(&stop), Arc::clone(&served));
            tokio::spawn(async move {
                let kept = house.client(None);
                while !stop.load(Ordering::Relaxed) {
                    // Half of them keep their connection, half make a new one each time.
                    let client = if at % 2 == 0 { kept.clone() } else { house.client(None) };
                    let answer = client.get(format!("{}/health/live", house.process.base)).send().await;
                    assert_eq!(answer.expect("no request fails").status(), 200);
                    served.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for round in 1..=3 {
        house.authority.certify("127.0.0.1").lay(house.folder.path());
        house.process.hang_up();
        let line = "new connections are made with a new certificate";
        wait::until(line, || (house.process.log().matches(line).count() == round).then_some(()));
        let before = served.load(Ordering::Relaxed);
        while served.load(Ordering::Relaxed) < before + 20 {
            tokio::task::yield_now().await;
        }
    }
    // The key of another certificate, as when a renewal wrote half.
    let half = house.authority.certify("127.0.0.1");
    std::fs::write(house.folder.path().join("server.pem"), &half.certificate).expect("a file");
    house.process.hang_up();
    let line = "the certificate on disk cannot be used";
    wait::until(line, || house.process.log().contains(line).then_some(()));
    let before = served.load(Ordering::Relaxed);
    while served.load(Ordering::Relaxed) < before + 20 {
        tokio::task::yield_now().await;
    }
    stop.store(true, Ordering::Relaxed);
    for caller in callers {
        caller.await.expect("no request failed");
    }
}

#[test]
fn a_key_others_can_read_and_files_that_do_not_fit_are_refused_at_start_with_a_sentence() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a directory");
    let authority = Authority::new("authority");
    let (certificate, key) = authority.certify("127.0.0.1").lay(folder.path());
    let start = || {
        let arguments = ["serve", "--listen", "127.0.0.1:0"];
        let ended = process::run_with(&folder.path().join("data"), &arguments, &settings(&certificate, &key));
        assert!(!ended.status.success());
        String::from_utf8_lossy(&ended.stderr).into_owned()
    };
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o640)).expect("a mode");
    let said = start();
    assert!(said.contains("readable by others than its owner"), "{said}");
    std::fs::remove_file(&key).expect("it goes");
    let said = start();
    assert!(said.contains("server.key"), "{said}");
    authority.certify("127.0.0.1").lay(folder.path());
    std::fs::write(&certificate, authority.certify("127.0.0.1").certificate).expect("another certificate");
    let said = start();
    assert!(said.contains("TLS:"), "{said}");
}
