//! The binary `hejie`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::run()
}
