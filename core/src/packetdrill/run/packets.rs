//! `<` and `>`: what arrives, and what must be sent.

use super::{Due, Player, Stop};
use crate::packetdrill::ast::{BodyLine, Echoed, EcnLine, IcmpLine, IpLine, PacketLine, TcpLine};
use crate::packetdrill::compare::{self, Ticks};
use crate::packetdrill::flow::{Flow, Stage, Unsendable};
use crate::packetdrill::icmp;
use crate::packetdrill::machine::Sent;
use crate::packetdrill::notation;
use crate::time::{Duration, Instant};
use crate::wire::{Ecn, Flags, Icmp, Packet, Quoted, Segment};

/// How long a packet is waited for beyond its time.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a packet is waited for that may come at any time.
const ANY_PATIENCE: Duration = Duration::from_secs(3600);

impl Player<'_> {
    /// The network delivers a packet.
    pub(super) fn inbound(&mut self, line: &PacketLine) -> Result<(), Stop> {
        let tcp = match &line.body {
            BodyLine::Tcp(tcp) => tcp,
            BodyLine::Icmp(icmp) => return self.icmp(icmp, line.ip),
            BodyLine::Udp { .. } => return Err(unmodelled("UDP")),
        };
        plain(line, tcp)?;
        self.find_flow(tcp, true);
        let scaled = self.setup.scaled_echo;
        let flow = self
            .flow()
            .ok_or_else(|| Stop::failed("packet", "a socket for it", "none"))?;
        flow.before_inbound(tcp);
        let segment = flow.inbound(tcp, scaled).map_err(unsendable)?;
        let pair = flow.pair();
        let packet = Packet::new(pair.remote.ip(), pair.local.ip(), segment);
        self.machine.deliver(marked(packet, line.ip))?;
        Ok(())
    }

    /// The network tells of trouble with a segment of ours.
    fn icmp(&mut self, line: &IcmpLine, ip: IpLine) -> Result<(), Stop> {
        let flow = self.flow();
        let flow = flow.ok_or_else(|| Stop::failed("packet", "a socket for it", "none"))?;
        let seq = match line.about {
            Some(Echoed::Tcp { udp: true, .. }) => return Err(unmodelled("TCP in UDP")),
            Some(Echoed::Other) => return Err(unmodelled("ICMP about what is not TCP")),
            Some(Echoed::Tcp { seq, .. }) => seq,
            None => 0,
        };
        let (local, remote) = (flow.local, flow.remote);
        let unknown = || {
            unmodelled(&format!(
                "ICMP {} {}",
                line.kind,
                line.code.as_deref().unwrap_or("")
            ))
        };
        let (kind, code) = icmp::kind_and_code(line, local.is_ipv4()).ok_or_else(unknown)?;
        let quoted = Quoted {
            src: local.ip(),
            dst: remote.ip(),
            src_port: local.port(),
            dst_port: remote.port(),
            seq: flow.quoted(seq),
        };
        let message = Icmp {
            kind,
            code,
            mtu: line.mtu.unwrap_or(0),
            quoted,
        };
        let packet = Packet::icmp(remote.ip(), local.ip(), message);
        self.machine.deliver(marked(packet, ip)).map_err(Stop::from)
    }

    /// The connection that a line is about: a new one for the first packet to a listener.
    fn find_flow(&mut self, line: &TcpLine, inbound: bool) {
        let listening = self
            .flow()
            .is_none_or(|flow| flow.stage == Stage::Listening);
        if inbound && listening {
            let port = self.next_port;
            self.next_port = self.next_port.checked_add(1).unwrap_or(1024);
            self.flows.push(Flow::arrived(line, port, &self.setup));
            self.current = self.flows.len().checked_sub(1);
        }
    }

    /// The host must send a packet: the next one it sends on this connection, or the next few that make it up.
    pub(super) fn outbound(&mut self, line: &PacketLine, due: Due) -> Result<(), Stop> {
        let BodyLine::Tcp(tcp) = &line.body else {
            return Err(unmodelled("packets that are not TCP"));
        };
        plain(line, tcp)?;
        self.find_flow(tcp, false);
        let flow = self
            .flow()
            .ok_or_else(|| Stop::failed("packet", "a socket for it", "none"))?;
        flow.before_outbound(tcp);
        let mut sent = self.next_sent(line, due)?;
        let mut whole = self.mapped(&sent, tcp)?;
        let mut last = whole.clone();
        while whole.payload_len() < tcp.octets && !self.setup.strict_segments {
            sent = self.next_sent(line, due)?;
            let next = self.mapped(&sent, tcp)?;
            let missing = tcp.octets - whole.payload_len();
            if !compare::continues(&last, &next, next.payload_len() >= missing) {
                return Err(self.mismatch("pieces that belong together", line, &next));
            }
            whole = joined(&whole, next.clone());
            last = next;
        }
        self.verify(line, tcp, &whole, &sent, due)
    }

    fn verify(
        &self,
        line: &PacketLine,
        tcp: &TcpLine,
        whole: &Segment,
        sent: &Sent,
        due: Due,
    ) -> Result<(), Stop> {
        let ticks = Ticks {
            tick: self.setup.timestamp_tick,
            tolerance: self.proportion(due.from.since(Instant::START)),
        };
        if let Some(what) = compare::differs(tcp, whole, self.setup.strictness, ticks) {
            return Err(self.mismatch(what, line, whole));
        }
        verify_ip(line.ip, &sent.packet)?;
        self.in_time(due, sent.at, self.tolerance(due.from))
    }

    fn mismatch(&self, what: &str, line: &PacketLine, seen: &Segment) -> Stop {
        let expected = format!("> {}", notation::line(line));
        Stop::failed(what, expected, format!("> {}", notation::segment(seen)))
    }

    /// The next packet of the connection.
    fn next_sent(&mut self, line: &PacketLine, due: Due) -> Result<Sent, Stop> {
        let late = due.to.since(self.machine.now) + PATIENCE;
        let until = self.machine.now + if due.any { ANY_PATIENCE } else { late };
        let flow = self.flow().cloned();
        let owned = |sent: &Sent| {
            let segment = sent.packet.segment();
            let remote = |segment: &Segment| (sent.packet.dst, segment.dst_port).into();
            segment.is_some_and(|segment| {
                flow.as_ref()
                    .is_some_and(|flow| flow.owns(remote(segment), segment))
            })
        };
        let sent = self.machine.await_packet(until, owned)?;
        let nothing = || Stop::failed("packet", format!("> {}", notation::line(line)), "nothing");
        let sent = sent.ok_or_else(nothing)?;
        if let (Some(flow), Some(segment)) = (self.flow(), sent.packet.segment()) {
            flow.saw(segment);
        }
        Ok(sent)
    }

    /// A packet that was sent, in the numbers of the script.
    fn mapped(&mut self, sent: &Sent, line: &TcpLine) -> Result<Segment, Stop> {
        let segment = sent.packet.segment();
        let mapped =
            segment.and_then(|segment| self.flow().map(|flow| flow.outbound(segment, line)));
        mapped.ok_or_else(|| Stop::failed("packet", "a segment", "something else"))
    }
}

/// Headers that are not modelled have names.
fn plain(line: &PacketLine, tcp: &TcpLine) -> Result<(), Stop> {
    if let Some(around) = line.around.first() {
        return Err(unmodelled(&format!("encapsulation in {around:?}")));
    }
    if tcp.udp.is_some() {
        return Err(unmodelled("TCP in UDP"));
    }
    Ok(())
}

fn unmodelled(what: &str) -> Stop {
    Stop::Unsupported(what.to_owned())
}

fn unsendable(reason: Unsendable) -> Stop {
    match reason {
        Unsendable::Echo(echo) => Stop::failed(
            "TSecr",
            "the echo of a TSval that was seen",
            echo.to_string(),
        ),
        Unsendable::Options(full) => Stop::failed("options", "options that fit", full.to_string()),
        Unsendable::Construct(what) => unmodelled(what),
    }
}

/// The codepoint of ECN, by itself or within the type of service.
fn marked(packet: Packet, ip: IpLine) -> Packet {
    let ecn = match ip.ecn {
        Some(EcnLine::Ect0 | EcnLine::Ect01) => Ecn::Ect0,
        Some(EcnLine::Ect1) => Ecn::Ect1,
        Some(EcnLine::Ce) => Ecn::Ce,
        Some(EcnLine::NotEct) => Ecn::NotEct,
        None => ip.tos.map_or(Ecn::NotEct, codepoint),
    };
    packet.marked(ecn)
}

/// The two lowest bits of the type of service (RFC 3168, 5).
const fn codepoint(tos: u8) -> Ecn {
    match tos & 3 {
        0 => Ecn::NotEct,
        1 => Ecn::Ect1,
        2 => Ecn::Ect0,
        _ => Ecn::Ce,
    }
}

/// What the IP header must say.
fn verify_ip(ip: IpLine, packet: &Packet) -> Result<(), Stop> {
    if ip.tos.is_some_and(|tos| tos >> 2 != 0) || ip.flow_label.is_some() {
        return Err(unmodelled("type of service and flow label"));
    }
    if ip.ttl.is_some() {
        return Err(unmodelled("time to live"));
    }
    let tos = ip.tos.map(codepoint);
    let wanted: &[Ecn] = match ip.ecn {
        None => match tos {
            None => return Ok(()),
            Some(Ecn::NotEct) => &[Ecn::NotEct],
            Some(Ecn::Ect0) => &[Ecn::Ect0],
            Some(Ecn::Ect1) => &[Ecn::Ect1],
            Some(Ecn::Ce) => &[Ecn::Ce],
        },
        Some(EcnLine::NotEct) => &[Ecn::NotEct],
        Some(EcnLine::Ect0) => &[Ecn::Ect0],
        Some(EcnLine::Ect1) => &[Ecn::Ect1],
        Some(EcnLine::Ce) => &[Ecn::Ce],
        Some(EcnLine::Ect01) => &[Ecn::Ect0, Ecn::Ect1],
    };
    if wanted.contains(&packet.ecn) {
        return Ok(());
    }
    Err(Stop::failed(
        "ECN codepoint",
        format!("{wanted:?}"),
        format!("{:?}", packet.ecn),
    ))
}

/// Two pieces as one: the header of the later, the number and CWR of the earlier.
fn joined(whole: &Segment, next: Segment) -> Segment {
    let payload = [whole.payload.as_ref(), next.payload.as_ref()].concat();
    Segment {
        seq: whole.seq,
        flags: (next.flags - Flags::CWR) | (whole.flags & Flags::CWR),
        payload: payload.into(),
        ..next
    }
}
