//! A packet arrives: by 4-tuple to a connection, else by port to a listener, else to CLOSED.

use std::net::SocketAddr;

use super::Host;
use super::ids::SocketId;
use super::sink::{HostCx, HostOutput, HostWhat};
use super::socket::Phase;
use super::syn::Admission;
use crate::rule::Rule;
use crate::tcp::{Connection, Name, Output, Pair, State, Switch};
use crate::wire::{Content, Ecn, Flags, Packet, ParseError, Segment, SeqNum};

impl Host {
    /// A packet arrives.
    pub fn receive(&mut self, packet: Packet, cx: &mut HostCx<'_>) {
        let Packet { src, dst, ecn, .. } = packet;
        if let Some(segment) = packet.segment() {
            self.tally_arrival(segment);
        }
        match packet.open() {
            Err(error) => unreadable(&error, cx),
            Ok(_) if !self.owns(dst) => cx.note(Rule::NotForUs, None, HostWhat::NotForUs),
            Ok(Content::Segment(segment)) if self.drops_synfin(&segment, cx) => {
                cx.note(Rule::SynFinDropped, None, HostWhat::SynFinDropped);
            }
            Ok(Content::Segment(segment)) => {
                let pair = Pair {
                    local: SocketAddr::new(dst, segment.dst_port),
                    remote: SocketAddr::new(src, segment.src_port),
                };
                self.demultiplex(pair, (&segment, ecn), cx);
            }
            Ok(Content::Icmp(message)) => self.icmp_gets(&message, cx),
        }
        self.settle(cx);
    }

    fn demultiplex(&mut self, pair: Pair, (segment, ecn): (&Segment, Ecn), cx: &mut HostCx<'_>) {
        if let Some(id) = self.demux.connection(&pair) {
            if let Some((listener, iss)) = self.reopens(id, &pair, segment, cx) {
                self.listener_gets(listener, pair, segment, Some(iss), cx);
            } else if !self.refuses_ack(id, segment, cx) {
                self.connection_gets(id, pair, (segment, ecn), cx);
            }
        } else if let Some(listener) = self.listener_for(&pair) {
            self.listener_gets(listener, pair, segment, None, cx);
        } else {
            let arrives = |connection: &mut Connection, cx: &mut crate::tcp::Cx<'_>| {
                connection.segment_arrives(pair, segment, cx);
            };
            let (_, outputs) = self.detached(Connection::Closed, cx, arrives);
            self.answer_stranger(None, outputs, &pair, cx);
        }
    }

    /// The listener that a segment between these ends is for, if no connection is.
    fn listener_for(&self, pair: &Pair) -> Option<SocketId> {
        self.demux.listener(pair.local, self.ports.spread(pair))
    }

    /// FreeBSD's `drop_synfin`: no honest end sends both.
    fn drops_synfin(&self, segment: &Segment, cx: &mut HostCx<'_>) -> bool {
        let knob = self.sysctls.drop_synfin;
        segment.has(Flags::SYN | Flags::FIN) && cx.set(Rule::SynFinDropped, Name::DropSynfin, knob)
    }

    /// RFC 9293 3.6.1, MAY-2: a SYN for a connection in TIME-WAIT may open a new one, where somebody listens. Returns
    /// the listener and the initial number of the new connection.
    fn reopens(
        &mut self,
        id: SocketId,
        pair: &Pair,
        segment: &Segment,
        cx: &mut HostCx<'_>,
    ) -> Option<(SocketId, SeqNum)> {
        let listener = self.listener_for(pair)?;
        let waits = self.sockets.get(&id)?.state() == State::TimeWait;
        // An entry like any other, but whatever the length of the SYN queue: its peer is real (Linux: `tcp_conn_request`).
        if !waits
            || self.refused_by_accept_queue(listener, cx).is_some()
            || self.sockets_full().is_some()
        {
            return None;
        }
        let reopen = |connection: &mut Connection, cx: &mut crate::tcp::Cx<'_>| {
            connection.reopen(segment, cx)
        };
        let iss = self.step(id, cx, reopen).flatten()?;
        Some((listener, iss))
    }

    fn connection_gets(
        &mut self,
        id: SocketId,
        pair: Pair,
        (segment, ecn): (&Segment, Ecn),
        cx: &mut HostCx<'_>,
    ) {
        let unread = self.unread(id, segment.has(Flags::RST));
        let left = self.step(id, cx, |connection, cx| {
            cx.ecn = ecn;
            connection.segment_arrives(pair, segment, cx);
            std::mem::take(&mut cx.left)
        });
        let left = left.filter(|left| !left.is_empty());
        self.keep_unread(id, left.unwrap_or(unread));
    }

    /// 3.10.7.2. A SYN makes a connection of its own; the listener stays as it is.
    fn listener_gets(
        &mut self,
        listener: SocketId,
        pair: Pair,
        segment: &Segment,
        iss: Option<SeqNum>,
        cx: &mut HostCx<'_>,
    ) {
        let asks = segment.has(Flags::SYN) && !segment.flags.intersects(Flags::ACK | Flags::RST);
        if asks && iss.is_none() && !self.takes_syn(listener, pair, segment, cx) {
            return;
        }
        if !asks && self.takes_cookie(listener, pair, segment, cx) {
            return;
        }
        let Some(socket) = self.sockets.get(&listener) else {
            return;
        };
        let (connection, outputs) =
            self.detached(socket.connection.clone(), cx, |connection, cx| {
                cx.iss = iss.filter(|_| !cx.switches.has(Switch::ConstantIsn));
                connection.segment_arrives(pair, segment, cx);
            });
        match connection {
            Connection::Open(_) | Connection::SynSent(_) => {
                self.add_child(listener, pair, connection, (outputs, None), cx);
            }
            Connection::Closed | Connection::Listen(_) => {
                self.answer_stranger(Some(listener), outputs, &pair, cx);
            }
        }
    }

    /// A SYN that asks for a new connection makes one here; else it is dropped, or answered with a cookie.
    fn takes_syn(
        &mut self,
        listener: SocketId,
        pair: Pair,
        segment: &Segment,
        cx: &mut HostCx<'_>,
    ) -> bool {
        match self.admits(listener, &pair, cx) {
            Admission::Entry => !self.is_stale(listener, &pair, segment, cx),
            Admission::Cookie => {
                self.send_cookie(listener, pair, segment, cx);
                false
            }
            Admission::Refused(full) => {
                let what = HostWhat::SynDropped {
                    length: full.length,
                    limit: full.limit,
                };
                cx.note(full.rule, Some(listener), what);
                false
            }
        }
    }

    /// A new connection joins the queues of its listener; with the MSS of the `cookie` that it was made of, it was in
    /// no SYN queue.
    pub(super) fn add_child(
        &mut self,
        listener: SocketId,
        pair: Pair,
        connection: Connection,
        (outputs, cookie): (Vec<Output>, Option<u16>),
        cx: &mut HostCx<'_>,
    ) {
        let options = self
            .sockets
            .get(&listener)
            .map(|socket| socket.options.clone());
        let Some(child) = self.add_socket() else {
            return;
        };
        let (id, state) = (child.id, connection.state());
        child.options = options.unwrap_or_default();
        child.local = pair.local;
        child.any = false;
        child.parent = Some(listener);
        child.bound = true;
        child.phase = Phase::Connected;
        child.peer_closed = state == State::CloseWait;
        child.connection = connection;
        self.hash(id, pair.remote);
        if let Some(mss) = cookie {
            let what = HostWhat::CookieAccepted { child: id, mss };
            cx.note(Rule::SynCookieAccepted, Some(listener), what);
        }
        for mut output in outputs {
            self.give_out(Some(id), &mut output, cx);
        }
        if cookie.is_none() {
            self.queue_syn(listener, id, cx);
        }
        // A handshake of two segments is complete already.
        if state != State::SynReceived {
            self.queue_accept(id, cx);
        }
        self.schedule(id);
    }

    /// Answers a segment that belongs to no connection: `socket` only says where it was judged.
    pub(super) fn answer_stranger(
        &self,
        socket: Option<SocketId>,
        outputs: Vec<Output>,
        pair: &Pair,
        cx: &mut HostCx<'_>,
    ) {
        for mut output in outputs {
            if let Output::Segment(outgoing) = output {
                cx.sink.outputs.push(HostOutput::Packet {
                    socket,
                    packet: Packet::new(pair.local.ip(), pair.remote.ip(), outgoing.segment),
                    rule: outgoing.rule,
                    retransmission: outgoing.retransmission,
                });
            } else {
                self.give_out(socket, &mut output, cx);
            }
        }
    }

    /// Answers a segment of the connection `child` as CLOSED would.
    pub(super) fn reset_stranger(&self, segment: &Segment, child: SocketId, cx: &mut HostCx<'_>) {
        let Some(pair) = self.sockets.get(&child).and_then(|socket| socket.key) else {
            return;
        };
        let (_, outputs) = self.detached(Connection::Closed, cx, |connection, cx| {
            connection.segment_arrives(pair, segment, cx);
        });
        self.answer_stranger(Some(child), outputs, &pair, cx);
    }
}

/// MUST-3 and MUST-7: what is no segment is dropped, whatever it was meant to be.
fn unreadable(error: &ParseError, cx: &mut HostCx<'_>) {
    let rule = match error {
        ParseError::Checksum { .. } | ParseError::IcmpChecksum { .. } => Rule::ChecksumFailed,
        ParseError::AddressFamilies { .. }
        | ParseError::Truncated { .. }
        | ParseError::TooLong { .. }
        | ParseError::DataOffset { .. }
        | ParseError::OptionArea { .. }
        | ParseError::OptionTruncated { .. }
        | ParseError::OptionLength { .. }
        | ParseError::IcmpTruncated { .. }
        | ParseError::IcmpQuotation => Rule::Malformed,
    };
    let offset = u16::try_from(error.offset()).unwrap_or(u16::MAX);
    cx.note(rule, None, HostWhat::Unreadable { offset });
}
