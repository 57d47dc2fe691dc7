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

/// Leaves them out from here on, or does them again. Only for logs that were made to be measured.
#[cfg(feature = "bench-bare")]
pub fn leave_protection_out(off: bool) {
    OFF.store(off, std::sync::atomic::Ordering::Relaxed);
}
