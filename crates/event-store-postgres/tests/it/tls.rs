//! TLS to the database: the certificate's authority and its name are checked.

use crate::cluster::Cluster;
use event_store::EventStore;
use event_store_postgres::{OpenError, PgEventStore, PgOptions};
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use std::net::TcpListener;
use std::path::Path;

/// Over the network only TLS is let in.
const ACCESS: &str = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n";

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

/// A server on a port of its own whose certificate is for `name`.
fn server(authority: &CertifiedIssuer<'static, KeyPair>, name: &str) -> (Cluster, u16) {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new([name.to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, authority).expect("a certificate");
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let settings = format!("listen_addresses = '127.0.0.1'\nport = {port}\nssl = on\n");
    let files = [
        ("server.crt", certificate.pem()),
        ("server.key", key.serialize_pem()),
        ("pg_hba.conf", ACCESS.to_owned()),
    ];
    let files = files.each_ref().map(|(name, content)| (*name, content.as_str()));
    (Cluster::start_with(&settings, &files), port)
}

fn options(port: u16) -> PgOptions {
    let text = format!("postgresql://hejie@127.0.0.1:{port}/postgres");
    PgOptions::parse(&text).expect("these are options")
}

fn trusting(port: u16, file: &Path, authority: &CertifiedIssuer<'static, KeyPair>) -> PgOptions {
    std::fs::write(file, authority.pem()).expect("a file");
    options(port).trust(file).expect("it holds a certificate")
}

#[tokio::test]
async fn a_server_of_the_trusted_authority_is_spoken_to_and_no_other() {
    let directory = tempfile::tempdir().expect("a directory");
    let (ours, strangers) = (authority(), authority());
    let (_cluster, port) = server(&ours, "127.0.0.1");
    let store = PgEventStore::connect(trusting(port, &directory.path().join("ca.pem"), &ours)).await;
    let store = store.expect("the certificate holds");
    assert_eq!(store.head().await.expect("it answers"), event_store::Position::START);

    let stranger = trusting(port, &directory.path().join("stranger.pem"), &strangers);
    let refused = PgEventStore::connect(stranger).await.err();
    assert!(matches!(refused, Some(OpenError::Unreachable { .. })), "{refused:?}");
    let in_clear = PgEventStore::connect(options(port)).await.err();
    assert!(matches!(in_clear, Some(OpenError::Unreachable { .. })), "{in_clear:?}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let ours = authority();
    let (_cluster, port) = server(&ours, "db.example.org");
    let refused = PgEventStore::connect(trusting(port, &directory.path().join("ca.pem"), &ours)).await.err();
    let said = refused.expect("it is not that server").to_string();
    assert!(said.contains("certificate"), "{said}");
}

#[test]
fn a_file_without_a_certificate_is_no_authority() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("ca.pem");
    std::fs::write(&file, "not a certificate").expect("a file");
    let refused = options(1).trust(&file).expect_err("there is none").to_string();
    assert!(refused.contains("ca.pem"), "{refused}");
}
