//! HTTP, configuration and the binary `hejie`. The only crate that knows actix-web.
//!
//! Absent on purpose: no rule of the domain, no SQL, no clock but the one a request is stamped with. In reading order:

pub mod cli;
pub mod settings;

pub mod client;
pub mod demo;
pub mod import;

pub mod backup;
pub mod bench;

pub mod node;
pub mod openapi;
pub mod routes;
pub mod server;

pub mod auth;
pub mod extract;
pub mod fieldset;
pub mod outbound;
pub mod tls;

pub mod error;

pub mod observe;
pub mod read_side;
