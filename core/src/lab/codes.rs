//! Codes of answers, each with the arguments that its sentence gets, declared in one place.

/// Declares an enum of codes.
macro_rules! codes {
    ($(#[$doc:meta])* $type:ident { $( $name:ident $code:literal [$($arg:literal),*] $text:literal; )+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $( #[doc = $text] $name, )+ }

        impl $type {
            /// Every one.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// Stable key of the sentence.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $code, )+ }
            }

            /// The arguments that every answer with this code has; some have more.
            #[must_use]
            pub const fn args(self) -> &'static [&'static str] {
                match self { $( Self::$name => &[$($arg),*], )+ }
            }
        }
    };
}

pub(super) use codes;
