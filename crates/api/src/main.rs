//! The binary `hejie`.

use std::process::ExitCode;

/// A third of the time of a command went into the system's allocator; docs/performance.md has the ratios.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    api::cli::run()
}
