//! What a reader can be asked about the coming event.

use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// The control bits of the next segment.
    Flags,
    /// Its SEG.SEQ.
    Seq,
    /// Its SEG.ACK.
    Ack,
    /// Its SEG.LEN.
    Len,
    /// The state that a connection enters.
    State,
    /// What a system call returns: a number, or the name of an error.
    Result,
    /// Which timer fires.
    Timer,
}

impl Ask {
    /// Everything that can be asked.
    pub const ALL: [Self; 7] = [
        Self::Flags,
        Self::Seq,
        Self::Ack,
        Self::Len,
        Self::State,
        Self::Result,
        Self::Timer,
    ];
}
