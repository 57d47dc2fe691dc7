//! The application ring: the vault and the one way through the house, on a real embedded log.

mod execute;
mod house;
mod vault;
