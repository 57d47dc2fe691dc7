//! Who calls, and what they may do: tokens in, actors out, default deny.

pub mod actions;
mod address;
mod claims;
pub mod classes;
mod door;
mod issuer;
mod keys;
mod mapping;
mod open;
mod outside;
mod permit;
mod policies;
mod sign_in;
mod throttle;
mod verify;

pub use actions::*;
pub use address::Addresses;
pub(crate) use address::networks;
pub use claims::{Claims, Confirmation, HejieClaims};
pub(crate) use door::enter;
pub use issuer::{Issuer, IssuerError};
pub use open::OPEN;
pub(crate) use permit::Caller;
pub use permit::Permit;
pub use policies::{Policies, PolicyError, Source, Standing, matrix, roles_of};
pub use sign_in::{SignIn, Tokens};
pub(crate) use sign_in::{SignInDesk, refused};
pub use throttle::Throttle;
pub use verify::{Verifier, claims_for};
