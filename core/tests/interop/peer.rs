//! Who may stand on the other side of the wire: Linux, or the engine as `linux-6.x`.

use bytes::Bytes;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::Instant;

use super::ask::{Answer, Ask};

/// The other side.
pub(crate) trait Peer {
    /// What time it is.
    fn now(&self) -> Instant;

    /// A system call.
    fn ask(&mut self, ask: &Ask) -> Result<Answer, String>;

    /// Hands over what the engine has sent, and lets time pass until something comes back or `limit` is reached.
    fn exchange(&mut self, sent: Vec<Bytes>, limit: Instant) -> Result<Vec<Bytes>, String>;

    /// The state of its connection between two ports, its own first; CLOSED where there is none.
    fn state(&self, local: u16, remote: u16) -> Result<State, String>;

    /// For how long at worst the run could not go on because the machine was busy.
    fn worst_delay(&self) -> tcp_lab_core::time::Duration;
}
