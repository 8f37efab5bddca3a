//! RFC 3168, 5: the two bits of the IP header that routers mark instead of dropping.

use serde::{Deserialize, Serialize};

/// The ECN codepoint of a datagram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ecn {
    /// The ends do not take part: routers drop.
    #[default]
    NotEct,
    /// ECN-capable transport, codepoint 10.
    Ect0,
    /// ECN-capable transport, codepoint 01.
    Ect1,
    /// A router met congestion.
    Ce,
}

impl Ecn {
    /// Not taking part: what JSON leaves out.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for this shape"
    )]
    pub(super) fn is_absent(&self) -> bool {
        *self == Self::NotEct
    }

    /// A router may mark it (RFC 3168, 5: only where the transport takes part).
    #[must_use]
    pub const fn is_capable(self) -> bool {
        match self {
            Self::NotEct => false,
            Self::Ect0 | Self::Ect1 | Self::Ce => true,
        }
    }
}
