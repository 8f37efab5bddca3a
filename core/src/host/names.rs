//! Names of hosts: what `getaddrinfo` would know.

use std::net::{IpAddr, SocketAddr};

use super::ids::NameId;

/// Names and their addresses, in the order of the hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTable(Vec<(String, IpAddr)>);

/// A peer that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The name that was used or that has this address.
    pub name: Option<NameId>,
    /// Where it is.
    pub address: SocketAddr,
}

/// Why a text names no peer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No colon with a port of 0 to 65535 behind it.
    #[error("{text:?}: expected NAME:PORT or ADDRESS:PORT")]
    Port {
        /// What was given.
        text: String,
    },
    /// Neither a name of the table nor an address.
    #[error("{name:?} is no name of a host and no address")]
    Unknown {
        /// The part before the port.
        name: String,
    },
}

impl NameTable {
    /// A table of these names. The first of two equal ones counts.
    #[must_use]
    pub fn new(names: Vec<(String, IpAddr)>) -> Self {
        Self(names)
    }

    /// Looks up `B:80`, `10.0.0.2:80` or `[fd00::2]:80`.
    ///
    /// # Errors
    /// [`NameError`] when the text has no port or an unknown name.
    pub fn resolve(&self, text: &str) -> Result<Peer, NameError> {
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Ok(self.peer(address));
        }
        let port_missing = || NameError::Port {
            text: text.to_owned(),
        };
        let (name, port) = text.rsplit_once(':').ok_or_else(port_missing)?;
        let port: u16 = port.parse().map_err(|_| port_missing())?;
        let unknown = || NameError::Unknown {
            name: name.to_owned(),
        };
        let id = self.position(|(known, _)| known == name);
        let id = id.ok_or_else(unknown)?;
        let ip = self.address(id).ok_or_else(unknown)?;
        Ok(Peer {
            name: Some(id),
            address: SocketAddr::new(ip, port),
        })
    }

    /// An address with the name that has it.
    #[must_use]
    pub fn peer(&self, address: SocketAddr) -> Peer {
        let name = self.position(|(_, ip)| *ip == address.ip());
        Peer { name, address }
    }

    /// The name with this number.
    #[must_use]
    pub fn name(&self, id: NameId) -> Option<&str> {
        self.0.get(usize::from(id.0)).map(|(name, _)| name.as_str())
    }

    /// The address of the name with this number.
    #[must_use]
    pub fn address(&self, id: NameId) -> Option<IpAddr> {
        self.0.get(usize::from(id.0)).map(|(_, ip)| *ip)
    }

    fn position(&self, matches: impl Fn(&(String, IpAddr)) -> bool) -> Option<NameId> {
        let index = self.0.iter().position(matches)?;
        u16::try_from(index).ok().map(NameId)
    }
}

#[cfg(test)]
mod tests;
