//! Two hosts joined by a wire without latency: what one sends, the other gets when the test says so.

use std::collections::VecDeque;

use bytes::Bytes;

use crate::host::*;
use crate::tcp::State;
use crate::time::{Duration, Instant};
use crate::wire::{Flags, Packet, Segment};

/// Descriptors as the tests see them: the first ones given.
pub(in crate::host) const FD: i32 = 3;
pub(in crate::host) const P: ProcessId = ProcessId(0);

pub(in crate::host) struct Two {
    pub(in crate::host) hosts: [Host; 2],
    pub(in crate::host) now: Instant,
    pub(in crate::host) wire: VecDeque<Packet>,
    pub(in crate::host) log: Vec<(usize, HostOutput)>,
}

pub(in crate::host) fn spec(name: &str, address: &str) -> HostSpec {
    HostSpec {
        profile: Profile::Linux6,
        ..HostSpec::new(name, address.parse().unwrap())
    }
}

impl Two {
    pub(in crate::host) fn new() -> Self {
        Self::of(|_, _| {})
    }

    /// Two hosts whose specs `change` has changed.
    pub(in crate::host) fn of(change: impl Fn(usize, &mut HostSpec)) -> Self {
        let mut specs = [spec("A", "10.0.0.1"), spec("B", "10.0.0.2")];
        let names = specs.iter().map(|spec| (spec.name.clone(), spec.address));
        let names = NameTable::new(names.collect());
        for (index, spec) in specs.iter_mut().enumerate() {
            change(index, spec);
        }
        let mut secret = 0;
        let hosts = specs.map(|spec| {
            secret += 1;
            Host::new(spec, (secret, 7), &names)
        });
        Self {
            hosts,
            now: Instant::START,
            wire: VecDeque::new(),
            log: Vec::new(),
        }
    }

    pub(in crate::host) fn with<R>(
        &mut self,
        host: usize,
        act: impl FnOnce(&mut Host, &mut HostCx<'_>) -> R,
    ) -> R {
        let mut sink = HostSink::default();
        let mut cx = HostCx {
            now: self.now,
            sink: &mut sink,
        };
        let result = act(&mut self.hosts[host], &mut cx);
        for output in sink.outputs {
            self.hosts[host].tally(&output);
            if let HostOutput::Packet { packet, .. } = &output {
                self.wire.push_back(packet.clone());
            }
            self.log.push((host, output));
        }
        result
    }

    /// A call; what it returned, or nothing when it waits.
    pub(in crate::host) fn call(&mut self, host: usize, call: Call) -> Option<CallResult> {
        self.call_for_reply(host, call).map(|(result, _)| result)
    }

    pub(in crate::host) fn call_for_data(
        &mut self,
        host: usize,
        call: Call,
    ) -> Option<(CallResult, Bytes)> {
        let (result, reply) = self.call_for_reply(host, call)?;
        Some((result, Bytes::copy_from_slice(reply.data())))
    }

    /// A call; what it returned and handed over, or nothing when it waits.
    pub(in crate::host) fn call_for_reply(
        &mut self,
        host: usize,
        call: Call,
    ) -> Option<(CallResult, Reply)> {
        match self.with(host, |host, cx| host.call(P, call, cx)).unwrap() {
            CallOutcome::Returned { result, reply } => Some((result, reply)),
            CallOutcome::Blocked { .. } => None,
        }
    }

    /// Takes the oldest packet off the wire.
    pub(in crate::host) fn lose(&mut self) -> Packet {
        self.wire.pop_front().expect("something is on the wire")
    }

    /// Delivers the oldest packet.
    pub(in crate::host) fn deliver(&mut self) {
        let packet = self.lose();
        self.arrive(packet);
    }

    pub(in crate::host) fn arrive(&mut self, packet: Packet) {
        let dst = packet.dst;
        let to = self
            .hosts
            .iter()
            .position(|host| host.addresses().contains(&dst));
        self.with(to.unwrap(), |host, cx| host.receive(packet, cx));
    }

    /// Delivers until nothing is on the wire.
    pub(in crate::host) fn settle(&mut self) {
        while !self.wire.is_empty() {
            self.deliver();
        }
    }

    /// Something that is due on a host.
    pub(in crate::host) fn poll(&mut self, host: usize) -> Polled {
        self.with(host, |host, cx| host.poll(cx))
    }

    /// Lets time pass, with everything that becomes due and everything that is sent.
    pub(in crate::host) fn pass(&mut self, length: Duration) {
        let end = self.now + length;
        loop {
            self.settle();
            let next = (0..2).filter_map(|host| Some((self.hosts[host].poll_at()?, host)));
            let Some((at, host)) = next.min().filter(|(at, _)| *at <= end) else {
                break;
            };
            self.now = self.now.max(at);
            assert_ne!(self.poll(host), Polled::Nothing, "something is due");
        }
        self.now = end;
    }

    /// Lets time pass while everything on the wire is lost.
    pub(in crate::host) fn pass_in_silence(&mut self, length: Duration) {
        let end = self.now + length;
        loop {
            self.wire.clear();
            let next = (0..2).filter_map(|host| Some((self.hosts[host].poll_at()?, host)));
            let Some((at, host)) = next.min().filter(|(at, _)| *at <= end) else {
                break;
            };
            self.now = self.now.max(at);
            self.poll(host);
        }
        self.now = end;
    }

    /// Lets time pass while nothing is delivered.
    pub(in crate::host) fn wait(&mut self, length: Duration) {
        let end = self.now + length;
        let due = |two: &Self, host: usize| two.hosts[host].poll_at().filter(|at| *at <= end);
        while let Some((at, host)) = (0..2)
            .filter_map(|host| Some((due(self, host)?, host)))
            .min()
        {
            self.now = self.now.max(at);
            self.poll(host);
        }
        self.now = end;
    }

    /// B listens at port 80 on descriptor 3; both descriptors are made.
    pub(in crate::host) fn listening(backlog: u32) -> Self {
        let mut two = Self::new();
        two.listen(backlog);
        two
    }

    pub(in crate::host) fn listen(&mut self, backlog: u32) {
        assert_eq!(self.call(1, Call::Socket), Some(Ok(3)));
        assert_eq!(self.call(1, bind(3, 80)), Some(Ok(0)));
        assert_eq!(self.call(1, listen(3, backlog)), Some(Ok(0)));
    }

    /// A's descriptor 3 is connected to B's descriptor 4; B listens on 3.
    pub(in crate::host) fn connected() -> Self {
        Self::connected_as(Profile::Linux6)
    }

    /// The same with hosts of another profile.
    pub(in crate::host) fn connected_as(profile: Profile) -> Self {
        let mut two = Self::of(|_, spec| spec.profile = profile);
        two.listen(5);
        assert_eq!(two.call(0, Call::Socket), Some(Ok(3)));
        assert_eq!(two.call(0, connect(3, "B:80")), None);
        two.settle();
        assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
        two.log.clear();
        two
    }

    /// The socket behind a descriptor.
    pub(in crate::host) fn socket(&self, host: usize, fd: i32) -> &Socket {
        let process = &self.hosts[host].processes()[0];
        let found = process.descriptors().find(|(number, _)| number.0 == fd);
        let (_, id) = found.expect("a descriptor");
        self.hosts[host].socket(id).expect("a socket")
    }

    pub(in crate::host) fn state(&self, host: usize, fd: i32) -> State {
        self.socket(host, fd).state()
    }

    /// What the calls of a host returned since the log was cleared, oldest first.
    pub(in crate::host) fn returned(&self, host: usize) -> Vec<(CallName, CallResult)> {
        let notes = self.notes(host).into_iter();
        notes.filter_map(|note| returned(&note)).collect()
    }

    pub(in crate::host) fn notes(&self, host: usize) -> Vec<HostNote> {
        let of_host = self.log.iter().filter(|(at, _)| *at == host);
        of_host.filter_map(|(_, output)| note(output)).collect()
    }

    /// A RST that the connection behind the descriptor must obey.
    pub(in crate::host) fn reset(&mut self, host: usize, fd: i32) {
        let socket = self.socket(host, fd);
        let tcb = socket.tcb().expect("a connection");
        let in_syn_sent = socket.state() == State::SynSent;
        let segment = Segment {
            src_port: tcb.pair.remote.port(),
            dst_port: tcb.pair.local.port(),
            seq: tcb.rcv.nxt,
            ack: tcb.snd.nxt,
            flags: if in_syn_sent {
                Flags::RST | Flags::ACK
            } else {
                Flags::RST
            },
            ..Segment::default()
        };
        let packet = Packet::new(tcb.pair.remote.ip(), tcb.pair.local.ip(), segment);
        self.arrive(packet);
    }
}

fn note(output: &HostOutput) -> Option<HostNote> {
    if let HostOutput::Note(note) = output {
        Some(*note)
    } else {
        None
    }
}

fn returned(note: &HostNote) -> Option<(CallName, CallResult)> {
    if let HostWhat::CallReturned { name, result, .. } = note.what {
        Some((name, result))
    } else {
        None
    }
}

pub(in crate::host) fn fd(number: i32) -> FdRef {
    FdRef::Number(Fd(number))
}

pub(in crate::host) fn bind(number: i32, port: u16) -> Call {
    Call::Bind {
        fd: fd(number),
        port,
        address: None,
    }
}

/// `bind` to one address of the host.
pub(in crate::host) fn bind_at(number: i32, port: u16, address: &str) -> Call {
    Call::Bind {
        fd: fd(number),
        port,
        address: Some(address.parse().unwrap()),
    }
}

pub(in crate::host) fn listen(number: i32, backlog: u32) -> Call {
    Call::Listen {
        fd: fd(number),
        backlog,
    }
}

pub(in crate::host) fn accept(number: i32) -> Call {
    Call::Accept { fd: fd(number) }
}

pub(in crate::host) fn connect(number: i32, to: &str) -> Call {
    Call::Connect {
        fd: fd(number),
        to: to.into(),
    }
}

pub(in crate::host) fn send(number: i32, text: &str) -> Call {
    Call::Send {
        fd: fd(number),
        data: Data::Text(text.into()),
        flags: MessageFlags::empty(),
    }
}

pub(in crate::host) fn send_many(number: i32, octets: u32) -> Call {
    Call::Send {
        fd: fd(number),
        data: Data::Octets(octets),
        flags: MessageFlags::empty(),
    }
}

pub(in crate::host) fn recv(number: i32, max: u32) -> Call {
    Call::Recv {
        fd: fd(number),
        max,
        flags: MessageFlags::empty(),
    }
}

pub(in crate::host) fn setsockopt(number: i32, option: SocketOption, value: i64) -> Call {
    let value = OptionValue::Number(value);
    Call::Setsockopt {
        fd: fd(number),
        option,
        value,
    }
}

pub(in crate::host) fn getsockopt(number: i32, option: SocketOption) -> Call {
    Call::Getsockopt {
        fd: fd(number),
        option,
    }
}

pub(in crate::host) fn shutdown(number: i32, how: How) -> Call {
    Call::Shutdown {
        fd: fd(number),
        how,
    }
}

pub(in crate::host) fn close(number: i32) -> Call {
    Call::Close { fd: fd(number) }
}

pub(in crate::host) fn abort(number: i32) -> Call {
    Call::Abort { fd: fd(number) }
}

pub(in crate::host) fn so_error(number: i32) -> Call {
    Call::SoError { fd: fd(number) }
}

pub(in crate::host) fn nonblocking(number: i32, on: bool) -> Call {
    Call::SetNonblocking { fd: fd(number), on }
}
