//! Flags win over the environment, the environment over the file, the file over the defaults; nothing is ignored in silence.

use api::settings::{Settings, SettingsError};
use std::io::Write as _;

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn each_source_wins_over_the_next() {
    let file = file("log = \"warn\"\n[server]\nworkers = 1\nlisten = \"127.0.0.1:1\"\nkeep_alive_s = 9\n");
    let environment =
        variables(&[("HEJIE_SERVER_WORKERS", "2"), ("HEJIE_SERVER_LISTEN", "127.0.0.1:2"), ("PATH", "/")]);
    let flags = [("server.listen", "127.0.0.1:3".to_owned())];
    let loaded = Settings::load(Some(file.path()), environment, &flags).unwrap();
    let server = &loaded.settings.server;
    assert_eq!((server.listen.as_str(), server.workers, server.keep_alive_s), ("127.0.0.1:3", 2, 9));
    assert_eq!((loaded.settings.log.as_str(), server.request_timeout_s), ("warn", 30));
    assert!(loaded.unknown_variables.is_empty());
}

#[test]
fn an_unknown_key_is_refused_by_name_and_an_unknown_variable_is_reported() {
    let file = file("[server]\nadress = \"x\"\n");
    let Err(SettingsError::Setting { key, reason }) = Settings::load(Some(file.path()), [], &[]) else {
        panic!("the misspelt key was taken");
    };
    assert!(
        key.starts_with("server") && reason.contains("adress") && reason.contains("listen"),
        "{key}: {reason}"
    );

    let loaded = Settings::load(None, variables(&[("HEJIE_SERVER_ADRESS", "x")]), &[]).unwrap();
    assert_eq!(loaded.unknown_variables, ["HEJIE_SERVER_ADRESS"]);
}

#[test]
fn a_value_of_the_wrong_type_is_refused_with_its_variable() {
    let error = Settings::load(None, variables(&[("HEJIE_SERVER_WORKERS", "many")]), &[]).unwrap_err();
    assert_eq!(error.to_string(), "setting server.workers (HEJIE_SERVER_WORKERS): expected a whole number");
    let file = file("[server]\nworkers = -1\n");
    assert!(matches!(Settings::load(Some(file.path()), [], &[]), Err(SettingsError::Setting { .. })));
    assert!(matches!(
        Settings::load(Some(std::path::Path::new("/no/such")), [], &[]),
        Err(SettingsError::File { .. })
    ));
}
