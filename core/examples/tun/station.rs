//! The engine behind a wire: a host, its clock given from outside, and what it hears and says as datagrams.

use std::net::SocketAddr;

use bytes::Bytes;
use tcp_lab_core::host::{
    Call, CallOutcome, CallResult, Errno, ErrorTable, Host, HostCx, HostOutput, HostSink, HostSpec,
    NameTable, ProcessId, Reply, Socket,
};
use tcp_lab_core::rule::Rule;
use tcp_lab_core::tcp::{Output, State, Tcb, What};
use tcp_lab_core::time::Instant;
use tcp_lab_core::wire::{Content, Packet, Segment};

use super::line::Line;
use super::mischief::{Fate, Mischief, Way};

/// A host on a wire.
pub(crate) struct Station {
    host: Host,
    mischief: Mischief,
    /// Datagrams for the wire.
    outgoing: Vec<Bytes>,
    /// What crossed the wire since it was last taken.
    lines: Vec<Line>,
}

/// What one step of the host gave out, as a line needs it.
#[derive(Default)]
struct Step {
    packets: Vec<(Packet, Rule)>,
    /// The rule of the last change of state, else the first rule of all.
    decided: Option<Rule>,
}

impl Station {
    /// A host as `spec` says; `secret` keys its initial sequence numbers.
    pub(crate) fn new(spec: HostSpec, secret: (u64, u64), mischief: Mischief) -> Self {
        Self {
            host: Host::new(spec, secret, &NameTable::default()),
            mischief,
            outgoing: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// What happens to datagrams.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests plan"))]
    pub(crate) const fn mischief(&mut self) -> &mut Mischief {
        &mut self.mischief
    }

    /// A call of its process. One that would wait, although the socket does not block, answers `EAGAIN`.
    pub(crate) fn call(&mut self, now: Instant, call: Call) -> (CallResult, Bytes) {
        let mut outcome = None;
        let step = self.step(now, |host, cx| {
            outcome = host.call(ProcessId(0), call, cx).ok();
        });
        self.send(now, step);
        match outcome {
            Some(CallOutcome::Returned { result, reply }) => (result, octets(reply)),
            Some(CallOutcome::Blocked { .. }) | None => (Err(Errno::EAGAIN), Bytes::new()),
        }
    }

    /// A datagram comes off the wire. What is no segment goes to the host without a line.
    pub(crate) fn hear(&mut self, now: Instant, datagram: &Bytes) {
        let Ok(packet) = Packet::from_datagram(datagram) else {
            return;
        };
        let packet = self.marked(Way::In, packet);
        let fate = match segment_of(&packet) {
            Some(segment) => self.mischief.judge(now, Way::In, &segment, datagram),
            None => Fate::Passes,
        };
        match fate {
            Fate::Passes => self.arrives(now, packet, fate),
            Fate::Doubled => {
                self.arrives(now, packet.clone(), fate);
                self.arrives(now, packet, Fate::Passes);
            }
            Fate::Lost | Fate::Late => self.line(now, Way::In, &packet, fate, None),
        }
    }

    /// Everything that is due happens.
    pub(crate) fn poll(&mut self, now: Instant) {
        for (way, datagram) in self.mischief.due(now) {
            match way {
                Way::Out => self.outgoing.push(datagram),
                Way::In => {
                    if let Ok(packet) = Packet::from_datagram(&datagram) {
                        self.arrives(now, packet, Fate::Passes);
                    }
                }
            }
        }
        while self.host.poll_at().is_some_and(|at| at <= now) {
            let step = self.step(now, |host, cx| {
                host.poll(cx);
            });
            self.send(now, step);
        }
    }

    /// When [`poll`](Self::poll) has something to do.
    pub(crate) fn poll_at(&self) -> Option<Instant> {
        let due = [self.host.poll_at(), self.mischief.due_at()];
        due.into_iter().flatten().min()
    }

    /// By which numbers its programs know errors.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests compare numbers")
    )]
    pub(crate) const fn errors(&self) -> ErrorTable {
        self.host.sysctls().errors
    }

    /// A datagram that the host has not sent goes out.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests forge"))]
    pub(crate) fn put(&mut self, datagram: Bytes) {
        self.outgoing.push(datagram);
    }

    /// The datagrams it has sent since this was last called.
    pub(crate) fn take_outgoing(&mut self) -> Vec<Bytes> {
        std::mem::take(&mut self.outgoing)
    }

    /// What has crossed its wire since this was last called.
    pub(crate) fn take_lines(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.lines)
    }

    /// The state of the connection between a port and a peer; CLOSED where there is none.
    pub(crate) fn state(&self, local: u16, peer: SocketAddr) -> State {
        self.tcb(local, peer).map_or(State::Closed, Tcb::state)
    }

    /// The control block of that connection.
    pub(crate) fn tcb(&self, local: u16, peer: SocketAddr) -> Option<&Tcb> {
        let sockets = self.host.sockets();
        let mut ours = sockets
            .filter(|socket| socket.local().port() == local && socket.remote() == Some(peer));
        ours.find_map(Socket::tcb)
    }

    fn arrives(&mut self, now: Instant, packet: Packet, fate: Fate) {
        let heard = packet.clone();
        let step = self.step(now, |host, cx| host.receive(heard, cx));
        self.line(now, Way::In, &packet, fate, step.decided);
        self.send(now, step);
    }

    fn step(&mut self, now: Instant, act: impl FnOnce(&mut Host, &mut HostCx<'_>)) -> Step {
        let mut sink = HostSink::default();
        act(
            &mut self.host,
            &mut HostCx {
                now,
                sink: &mut sink,
            },
        );
        let mut step = Step::default();
        for output in sink.outputs {
            step.take(output);
        }
        step
    }

    fn send(&mut self, now: Instant, step: Step) {
        for (packet, rule) in step.packets {
            let packet = self.marked(Way::Out, packet);
            let Ok(datagram) = packet.to_datagram().map(Bytes::from) else {
                continue;
            };
            let fate = match segment_of(&packet) {
                Some(segment) => self.mischief.judge(now, Way::Out, &segment, &datagram),
                None => Fate::Passes,
            };
            self.line(now, Way::Out, &packet, fate, Some(rule));
            match fate {
                Fate::Passes => self.outgoing.push(datagram),
                Fate::Doubled => self.outgoing.extend([datagram.clone(), datagram]),
                Fate::Lost | Fate::Late => {}
            }
        }
    }

    /// The packet behind a router that may have marked it.
    fn marked(&mut self, way: Way, packet: Packet) -> Packet {
        match segment_of(&packet) {
            Some(segment) => self.mischief.mark(way, &segment, packet),
            None => packet,
        }
    }

    fn line(&mut self, at: Instant, way: Way, packet: &Packet, fate: Fate, rule: Option<Rule>) {
        let Some(segment) = segment_of(packet) else {
            return;
        };
        let (local, peer) = match way {
            Way::Out => (segment.src_port, (packet.dst, segment.dst_port)),
            Way::In => (segment.dst_port, (packet.src, segment.src_port)),
        };
        let peer = SocketAddr::from(peer);
        let state = self.state(local, peer);
        self.lines.push(Line {
            at,
            way,
            peer,
            ecn: packet.ecn,
            segment,
            fate,
            rule,
            state,
        });
    }
}

/// The segment that a packet carries, if it carries one that can be read.
fn segment_of(packet: &Packet) -> Option<Segment> {
    match packet.clone().open() {
        Ok(Content::Segment(segment)) => Some(segment),
        Ok(Content::Icmp(_)) | Err(_) => None,
    }
}

impl Step {
    fn take(&mut self, output: HostOutput) {
        match output {
            HostOutput::Packet { packet, rule, .. } => self.packets.push((packet, rule)),
            HostOutput::Tcp {
                output: Output::Note(note),
                ..
            } => {
                let decides = matches!(note.what, What::State { .. }) || self.decided.is_none();
                if decides {
                    self.decided = Some(note.rule);
                }
            }
            HostOutput::Tcp { .. } | HostOutput::Reply { .. } | HostOutput::Check(_) => {}
            HostOutput::Note(note) => self.decided = self.decided.or(Some(note.rule)),
        }
    }
}

/// What was read.
fn octets(reply: Reply) -> Bytes {
    match reply {
        Reply::Message(message) => message.data,
        Reply::Nothing
        | Reply::Value(_)
        | Reply::Info(_)
        | Reply::Events(_)
        | Reply::Address(_) => Bytes::new(),
    }
}
