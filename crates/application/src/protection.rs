//! Whether what a command records is linked, put into the tree and enciphered: always, except in the bench build.
//!
//! The bench build (cargo feature `bench-bare`) can leave all three out to measure what they cost. No other build holds the code
//! for that; `cargo xtask gates` proves that no build that is handed out has the feature.

/// Whether this process leaves them out.
#[cfg(not(feature = "bench-bare"))]
pub(crate) const fn is_off() -> bool {
    false
}

#[cfg(feature = "bench-bare")]
static OFF: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Whether this process leaves them out.
#[cfg(feature = "bench-bare")]
pub(crate) fn is_off() -> bool {
    OFF.load(std::sync::atomic::Ordering::Relaxed)
}

/// Whether this process answers reads without writing them down: never, except where a bench build measures what that costs.
#[cfg(not(feature = "bench-bare"))]
pub(crate) const fn leaves_no_trace() -> bool {
    false
}

#[cfg(feature = "bench-bare")]
static NO_TRACE: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Whether this process answers reads without writing them down.
#[cfg(feature = "bench-bare")]
pub(crate) fn leaves_no_trace() -> bool {
    NO_TRACE.load(std::sync::atomic::Ordering::Relaxed)
}

/// Leaves the access journal out from here on, or keeps it again. Only to measure it.
#[cfg(feature = "bench-bare")]
pub fn leave_journal_out(off: bool) {
    NO_TRACE.store(off, std::sync::atomic::Ordering::Relaxed);
}

/// Leaves them out from here on, or does them again. Only for logs that were made to be measured.
#[cfg(feature = "bench-bare")]
pub fn leave_protection_out(off: bool) {
    OFF.store(off, std::sync::atomic::Ordering::Relaxed);
}
