//! Sockets, listeners and connections.

use std::net::SocketAddr;

use tcp_lab_core::host::Fd;

use super::{Ends, LISTENER, OPENER, Outcome, Side, Stage};
use crate::ask::{Ask, Knob};
use crate::host::descriptor;

impl Stage {
    /// A socket of one side, bound to a port.
    pub(crate) fn bound(&mut self, side: Side, port: u16) -> Outcome<Fd> {
        let fd = descriptor(self.must(side, &Ask::Socket)?);
        self.must(side, &Ask::Set(fd, Knob::ReuseAddress))?;
        self.must(side, &Ask::Bind(fd, port))?;
        Ok(fd)
    }

    /// A listener on one side.
    pub(crate) fn listener(&mut self, side: Side) -> Outcome<Fd> {
        let fd = self.bound(side, LISTENER)?;
        self.must(side, &Ask::Listen(fd))?;
        Ok(fd)
    }

    /// A socket of `opener` that has begun to connect to the port where the other side listens, or does not.
    pub(crate) fn begin(&mut self, opener: Side) -> Outcome<Fd> {
        self.ports = match opener {
            Side::Engine => (OPENER, LISTENER),
            Side::Peer => (LISTENER, OPENER),
        };
        let fd = self.bound(opener, OPENER)?;
        let to = SocketAddr::new(self.address(opener.other()), LISTENER);
        self.ask(opener, &Ask::Connect(fd, to))?;
        Ok(fd)
    }

    /// The call that fetches how a connect has ended.
    pub(crate) fn connected(&self, opener: Side, fd: Fd) -> Ask {
        Ask::Connect(fd, SocketAddr::new(self.address(opener.other()), LISTENER))
    }

    /// A connection from `opener` to a listener on the other side.
    pub(crate) fn open_to(&mut self, opener: Side, listener: Fd) -> Outcome<Ends> {
        let opened = self.begin(opener)?;
        self.must(opener, &self.connected(opener, opened))?;
        let accepted = self.must(opener.other(), &Ask::Accept(listener))?;
        let accepted = descriptor(accepted);
        Ok(match opener {
            Side::Engine => Ends {
                engine: opened,
                peer: accepted,
            },
            Side::Peer => Ends {
                engine: accepted,
                peer: opened,
            },
        })
    }

    /// A connection opened by one side, and both settled.
    pub(crate) fn open(&mut self, opener: Side) -> Outcome<Ends> {
        let listener = self.listener(opener.other())?;
        let ends = self.open_to(opener, listener)?;
        self.mark("open")?;
        Ok(ends)
    }
}
