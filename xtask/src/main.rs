//! The project's own chores, run as `cargo xtask <chore>`.
//!
//! `test` runs every ring, `tidy` holds the repository to its written law, `gates` proves what must be absent.
//! A chore tool talks to a terminal, so it may print; nothing of it is part of the product.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod cargo;
mod fuzzing;
mod gates;
mod licences;
mod packages;
mod rings;
mod tally;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test    install what the tests need (Debian packages), then run every ring
cargo xtask tidy    check the house rules: module docs, sizes, forbidden words, the crate map
cargo xtask gates   prove the absences: which crate must not reach which, licences, sources";

/// Why a chore ended badly. The numbers are the exit codes.
pub(crate) enum Failure {
    /// Something of the project is wrong; the findings are already printed, this is the closing line.
    Found(String),
    /// The machine lacks something; the text says what to do about it.
    Missing(String),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["test"] => rings::run(),
        ["tidy"] => tidy::run(),
        ["gates"] => gates::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(Failure::Missing(format!("no such chore: {}\n{USAGE}", arguments.join(" ")))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Found(text)) => {
            // On standard output, because the closing line of `test` belongs there.
            println!("{text}");
            ExitCode::from(1)
        }
        Err(Failure::Missing(text)) => {
            eprintln!("{text}");
            ExitCode::from(2)
        }
    }
}
