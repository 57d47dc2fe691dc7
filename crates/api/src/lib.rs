//! HTTP, configuration and the binary hejie. The only crate that knows actix-web.
