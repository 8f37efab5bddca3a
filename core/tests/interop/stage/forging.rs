//! Segments that nobody has sent.

use std::net::SocketAddr;

use bytes::Bytes;
use tcp_lab_core::tcp::Tcb;
use tcp_lab_core::wire::{Flags, Packet, Segment, SeqNum};

use super::{Outcome, Side, Stage};

impl Stage {
    /// A segment that nobody has sent reaches one side: its number is `offset` from the one expected there.
    pub(crate) fn forge(&mut self, to: Side, flags: Flags, offset: i32) -> Outcome {
        let (engine, peer) = (self.address(Side::Engine), self.address(Side::Peer));
        let (engine_port, peer_port) = self.ports;
        let tcb = self.engine_tcb()?;
        let (expected, src, dst, src_port, dst_port) = match to {
            Side::Engine => (tcb.rcv.nxt, peer, engine, peer_port, engine_port),
            Side::Peer => (tcb.snd.nxt, engine, peer, engine_port, peer_port),
        };
        let segment = Segment {
            src_port,
            dst_port,
            seq: SeqNum::new(expected.raw().wrapping_add_signed(offset)),
            flags,
            window: 1000,
            ..Segment::default()
        };
        let datagram = Packet::new(src, dst, segment).to_datagram();
        let datagram = Bytes::from(datagram.map_err(|error| error.to_string())?);
        let now = self.now();
        match to {
            Side::Engine => self.engine.hear(now, &datagram),
            Side::Peer => self.engine.put(datagram),
        }
        self.collect();
        Ok(())
    }

    /// Whether the engine's knobs have it obey a RST or SYN anywhere in the window (RFC 793), against RFC 5961.
    pub(crate) fn engine_obeys(&self, flags: Flags) -> Outcome<bool> {
        let config = &self.engine_tcb()?.config;
        Ok((flags.contains(Flags::RST) && config.insecure_rst)
            || (flags.contains(Flags::SYN) && config.insecure_syn))
    }

    /// The engine's end of the present connection.
    fn engine_tcb(&self) -> Outcome<&Tcb> {
        let (engine, peer) = self.ports;
        let remote = SocketAddr::new(self.address(Side::Peer), peer);
        let tcb = self.engine.tcb(engine, remote);
        tcb.ok_or_else(|| "the engine has no such connection".to_owned())
    }
}
