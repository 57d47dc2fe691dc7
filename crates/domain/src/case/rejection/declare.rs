//! How a refusal is declared: its facts, its code and the rule it follows from, side by side.

/// Declares the rejections: variant, its facts, code, legal basis.
macro_rules! rejections {
    ($($(#[$doc:meta])* $variant:ident $({ $($(#[$fdoc:meta])* $field:ident: $type:ty),+ })? => $code:literal, $basis:literal;)+) => {
        /// A refusal only the caller needs; one the parties must remember is an event.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rejection { $($(#[$doc])* $variant $({ $($(#[$fdoc])* $field: $type),+ })?,)+ }

        impl Rejection {
            /// Every code.
            pub const ALL_CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$variant $({ $($field: _),+ })? => $code,)+ }
            }

            /// The rule it follows from; empty where it only keeps the order of steps.
            #[must_use]
            pub const fn basis(&self) -> Option<&'static str> {
                let basis: &'static str = match self { $(Self::$variant $({ $($field: _),+ })? => $basis,)+ };
                if basis.is_empty() { None } else { Some(basis) }
            }

            /// The facts by name, as text: what a sentence about the refusal is filled with.
            #[must_use]
            pub fn facts(&self) -> Vec<(&'static str, String)> {
                match self { $(Self::$variant $({ $($field),+ })? => vec![$($((stringify!($field), Fact::text($field))),+)?],)+ }
            }
        }
    };
}
pub(super) use rejections;
