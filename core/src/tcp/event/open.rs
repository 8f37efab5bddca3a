//! 3.10.1 OPEN Call.

use std::net::{IpAddr, SocketAddr};

use crate::rule::Rule;
use crate::tcp::output::What;
use crate::tcp::pair::Pair;
use crate::tcp::state::State;
use crate::tcp::tcb::{Origin, Tcb};
use crate::tcp::{Config, Connection, Cx, Error, Listen, transmit};

/// Passive OPEN: a fresh record in LISTEN (MUST-41).
pub(in crate::tcp) fn passive(
    local: SocketAddr,
    remote: Option<SocketAddr>,
    config: Config,
    cx: &mut Cx<'_>,
) -> Connection {
    let (from, to) = (State::Closed, State::Listen);
    cx.note(Rule::OpenPassive, What::State { from, to });
    Connection::Listen(Listen {
        local,
        remote,
        config,
    })
}

/// Active OPEN: from CLOSED, or from LISTEN.
pub(in crate::tcp) fn active(
    connection: &mut Connection,
    pair: Pair,
    config: Config,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    match connection {
        Connection::Closed | Connection::Listen(_) => {}
        Connection::SynSent(_) | Connection::Open(_) => return Err(Error::AlreadyExists),
    }
    // MUST-46: an address that cannot be a peer is refused.
    if pair.remote.port() == 0 || !may_be_peer(pair.remote.ip()) {
        return Err(Error::RemoteUnspecified);
    }
    let origin = (connection.state(), Origin::Active);
    let mut tcb = Tcb::new(pair, config, origin, Rule::OpenActive, cx);
    transmit::syn(&mut tcb, Rule::OpenActive, cx);
    *connection = Connection::SynSent(Box::new(tcb));
    Ok(())
}

/// One host, and one only, can have this address (MUST-46, MUST-57, MUST-63).
pub(in crate::tcp) fn may_be_peer(address: IpAddr) -> bool {
    let broadcast = matches!(address, IpAddr::V4(v4) if v4.is_broadcast());
    !(address.is_multicast() || address.is_unspecified() || broadcast)
}
