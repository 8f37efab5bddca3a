//! The names that assertions ask for: `TCP_INFO` of the connection at hand, and constants.

use super::{Player, Stop};
use crate::packetdrill::symbols;

impl Player<'_> {
    /// The number of a name; `None` when nobody knows it.
    pub(super) fn info(&self, name: &str) -> Result<Option<i128>, Stop> {
        if !name.starts_with("tcpi_") {
            return Ok(symbols::info(name));
        }
        let none = || Stop::failed("assertion", "a socket to ask", "none");
        let flow = self
            .current
            .and_then(|index| self.flows.get(index))
            .ok_or_else(none)?;
        let fd = flow.fd.and_then(|fd| self.fds.get(&fd)).ok_or_else(none)?;
        let socket = self.socket(*fd).ok_or_else(none)?;
        let info = self.machine.host.info(socket.id(), self.machine.now);
        match info.and_then(|info| info.field(name)) {
            Some(value) => Ok(Some(value.into())),
            None => Err(Stop::Unsupported(format!("{name} in code"))),
        }
    }
}
