//! Our host and smoltcp, which others wrote, talk over a network that loses, copies, reorders and damages: whatever
//! one of them sends, the other receives, octet for octet, and both see the end.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod smol;

use std::net::IpAddr;

use bytes::Bytes;
use smol::Smol;
use tcp_lab_core::host::{
    Call, CallOutcome, CallResult, Data, Errno, Fd, FdRef, Host, HostCx, HostOutput, HostSink,
    HostSpec, How, NameTable, ProcessId, Profile, Reply,
};
use tcp_lab_core::net::{HostId, LinkSpec, Net, NetHost, NetSink, NetSpec, Origin};
use tcp_lab_core::rng::Rng;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::{Body, Ecn, IpHeader, Packet};

/// Runs of each test.
const RUNS: u64 = 300;
/// Virtual time that a run may take.
const LIMIT: Duration = Duration::from_secs(4 * 3600);
const PORT: u16 = 80;
const OURS: HostId = HostId(0);
const THEIRS: HostId = HostId(1);
const PROCESS: ProcessId = ProcessId(0);

/// What a run is made of, all of it from one seed.
#[derive(Debug)]
struct Plan {
    seed: u64,
    profile: Profile,
    we_connect: bool,
    v6: bool,
    /// Octets that we send, and that they send.
    lengths: [usize; 2],
    /// Octets of one write and of one read at most.
    pieces: [usize; 2],
    /// We wait for their end before we give ours; they wait for ours.
    waits: [bool; 2],
    buffers: [usize; 2],
}

impl Plan {
    fn new(seed: u64) -> (Self, Rng) {
        let mut rng = Rng::new(seed);
        let length = |rng: &mut Rng| {
            let most = [1, 100, 3000, 60_000][rng.below(4) as usize];
            rng.below(most) as usize
        };
        // Both waiting for the other would be for ever.
        let waits = [[false, false], [true, false], [false, true]][rng.below(3) as usize];
        let plan = Self {
            seed,
            profile: [Profile::Rfc9293, Profile::Linux6][rng.below(2) as usize],
            we_connect: rng.chance(500_000),
            v6: rng.chance(300_000),
            lengths: [length(&mut rng), length(&mut rng)],
            pieces: [1 + rng.below(5000) as usize, 1 + rng.below(5000) as usize],
            waits,
            buffers: [1 << (9 + rng.below(8)), 1 << (9 + rng.below(8))],
        };
        (plan, rng)
    }

    fn addresses(&self) -> [IpAddr; 2] {
        let texts = if self.v6 {
            ["fd00::1", "fd00::2"]
        } else {
            ["10.0.0.1", "10.0.0.2"]
        };
        texts.map(|text| text.parse().expect("it is an address"))
    }
}

/// One side's data: what it sends and how far it is, what it got.
#[derive(Debug, Default)]
struct Talk {
    text: Vec<u8>,
    sent: usize,
    got: Vec<u8>,
    /// It has said that this was all.
    closed: bool,
    /// It has heard that this was all.
    heard: bool,
}

impl Talk {
    /// Printable octets: our calls take text.
    fn new(length: usize, rng: &mut Rng) -> Self {
        let text = (0..length).map(|_| b' ' + rng.below(95) as u8);
        Self {
            text: text.collect(),
            ..Self::default()
        }
    }

    fn ready_to_close(&self, waits: bool) -> bool {
        !self.closed && self.sent == self.text.len() && (self.heard || !waits)
    }
}

struct Run {
    plan: Plan,
    rng: Rng,
    now: Instant,
    net: Net,
    ours: Host,
    theirs: Smol,
    fd: Option<Fd>,
    we: Talk,
    they: Talk,
}

impl Run {
    fn new(plan: Plan, mut rng: Rng, bad: impl Fn(&mut LinkSpec)) -> Self {
        let [ours, theirs] = plan.addresses();
        let hosts = [("ours", ours), ("theirs", theirs)];
        let mut link = LinkSpec::new("ours", "theirs");
        link.latency = Duration::from_millis(20);
        bad(&mut link);
        let attached = hosts.map(|(name, address)| NetHost::new(name, address));
        let net = Net::new(&NetSpec {
            hosts: attached.to_vec(),
            links: vec![link],
            rules: Vec::new(),
            nats: Vec::new(),
        });
        let spec = HostSpec {
            profile: plan.profile,
            ..HostSpec::new("ours", ours)
        };
        let names = NameTable::new(vec![
            ("ours".to_owned(), ours),
            ("theirs".to_owned(), theirs),
        ]);
        let we = Talk::new(plan.lengths[0], &mut rng);
        let they = Talk::new(plan.lengths[1], &mut rng);
        Self {
            now: Instant::START,
            net: net.expect("it is sound"),
            ours: Host::new(spec, (plan.seed, 1), &names),
            theirs: Smol::new(theirs, plan.seed, plan.buffers[0], plan.buffers[1]),
            fd: None,
            we,
            they,
            rng,
            plan,
        }
    }

    /// Runs until both have heard the end.
    fn finish(mut self) {
        self.open();
        while !self.is_over() {
            self.they_poll();
            self.we_talk();
            self.they_talk();
            self.they_poll();
            self.step();
            assert!(
                self.now < Instant::START + LIMIT,
                "it hangs: {:#?}\nsent {} and {}, got {} and {}\nours {:#?}\ntheirs {}",
                self.plan,
                self.we.sent,
                self.they.sent,
                self.we.got.len(),
                self.they.got.len(),
                self.ours.sockets().collect::<Vec<_>>(),
                self.theirs.socket().state()
            );
        }
        assert!(
            self.we.text == self.they.got,
            "ours came otherwise: {:#?}",
            self.plan
        );
        assert!(
            self.they.text == self.we.got,
            "theirs came otherwise: {:#?}",
            self.plan
        );
    }

    fn is_over(&self) -> bool {
        self.we.heard && self.they.heard && self.we.closed && self.they.closed
    }

    fn open(&mut self) {
        let [ours, theirs] = self.plan.addresses();
        let fd = self.must(Call::Socket);
        let fd = Fd(i32::try_from(fd).expect("it is small"));
        self.unblock(fd);
        if self.plan.we_connect {
            self.theirs.socket().listen(PORT).expect("it is closed");
            let to = format!("theirs:{PORT}");
            let begun = self.call(Call::Connect {
                fd: FdRef::Number(fd),
                to,
            });
            assert_eq!(begun.0, Err(Errno::EINPROGRESS), "{theirs}");
            self.fd = Some(fd);
        } else {
            self.must(Call::Bind {
                fd: FdRef::Number(fd),
                port: PORT,
                address: None,
            });
            self.must(Call::Listen {
                fd: FdRef::Number(fd),
                backlog: 1,
            });
            self.theirs.connect((ours, PORT), 49_500);
        }
    }

    /// Our program: writes, reads, and says when that was all.
    fn we_talk(&mut self) {
        self.fd = self.fd.or_else(|| self.accept());
        let Some(fd) = self.fd.filter(|fd| self.has_opened(*fd)) else {
            return;
        };
        let [piece, _] = self.plan.pieces;
        while self.we.sent < self.we.text.len() {
            let end = self.we.text.len().min(self.we.sent + piece);
            let text = String::from_utf8_lossy(&self.we.text[self.we.sent..end]).into_owned();
            match self
                .call(Call::Write {
                    fd: FdRef::Number(fd),
                    data: Data::Text(text),
                })
                .0
            {
                Ok(count) => self.we.sent += count as usize,
                Err(Errno::EAGAIN) => break,
                Err(errno) => panic!("send: {errno:?} in {:#?}", self.plan),
            }
        }
        while !self.we.heard {
            let max = u32::try_from(piece).unwrap_or(u32::MAX);
            match self.call(Call::Read {
                fd: FdRef::Number(fd),
                max,
            }) {
                (Ok(0), _) => self.we.heard = true,
                (Ok(_), data) => self.we.got.extend_from_slice(data.data()),
                (Err(Errno::EAGAIN), _) => break,
                (Err(errno), _) => panic!("recv: {errno:?} in {:#?}", self.plan),
            }
        }
        if self.we.ready_to_close(self.plan.waits[0]) {
            let (fd, how) = (FdRef::Number(fd), How::Write);
            self.must(Call::Shutdown { fd, how });
            self.we.closed = true;
        }
    }

    fn accept(&mut self) -> Option<Fd> {
        let fd = FdRef::Number(Fd(3));
        let accepted = self.call(Call::Accept { fd }).0.ok()?;
        let fd = Fd(i32::try_from(accepted).expect("it is small"));
        self.unblock(fd);
        Some(fd)
    }

    /// The handshake is over.
    fn has_opened(&self, fd: Fd) -> bool {
        let mut sockets = self.ours.sockets();
        let socket = sockets.find(|socket| socket.holders().contains(&(PROCESS, fd)));
        socket.is_some_and(|socket| socket.state() != State::SynSent)
    }

    /// Their program.
    fn they_talk(&mut self) {
        let [_, piece] = self.plan.pieces;
        let they = &mut self.they;
        let socket = self.theirs.socket();
        while socket.can_send() && they.sent < they.text.len() {
            let end = they.text.len().min(they.sent + piece);
            let sent = socket.send_slice(&they.text[they.sent..end]);
            they.sent += sent.expect("it can send");
        }
        let mut buffer = vec![0; piece];
        while socket.can_recv() {
            let count = socket.recv_slice(&mut buffer).expect("it can receive");
            they.got.extend_from_slice(&buffer[..count]);
        }
        let begun = socket.may_send() || they.closed;
        they.heard |= begun && !socket.may_recv();
        if socket.may_send() && they.ready_to_close(self.plan.waits[1]) {
            socket.close();
            they.closed = true;
        }
    }

    /// Lets the next thing happen on the network or on either host.
    fn step(&mut self) {
        let theirs = self.theirs.poll_at(self.now);
        let next = [self.net.poll_at(), self.ours.poll_at(), theirs];
        let Some(next) = next.into_iter().flatten().min() else {
            self.now += LIMIT;
            return;
        };
        self.now = self.now.max(next);
        self.deliver();
        if self.ours.poll_at().is_some_and(|at| at <= self.now) {
            self.with_ours(|host, cx| host.poll(cx));
        }
    }

    fn deliver(&mut self) {
        let Some(delivery) = self.net.poll(self.now, &mut NetSink::default()) else {
            return;
        };
        let Packet { src, dst, .. } = delivery.packet;
        if delivery.to == OURS {
            self.with_ours(|host, cx| host.receive(delivery.packet, cx));
        } else {
            let octets = delivery.packet.emit();
            let header = IpHeader::tcp(src, dst).expect("they are of one family");
            let datagram = header.emit(&octets).expect("it is short");
            self.theirs.cable.arrived.push_back(datagram);
        }
    }

    /// They take in what has arrived, and give out what is due.
    fn they_poll(&mut self) {
        self.theirs.poll(self.now);
        while let Some(datagram) = self.theirs.cable.leaving.pop_front() {
            let (header, octets) = IpHeader::parse(&Bytes::from(datagram)).expect("it is whole");
            let packet = Packet {
                src: header.src(),
                dst: header.dst(),
                ecn: Ecn::NotEct,
                body: Body::Bytes(octets),
            };
            self.send(THEIRS, packet);
        }
    }

    fn send(&mut self, from: HostId, packet: Packet) {
        let (rng, mut sink) = (&mut self.rng, NetSink::default());
        self.net
            .send(Origin::Host(from), packet, self.now, rng, &mut sink);
    }

    fn with_ours<T>(&mut self, act: impl FnOnce(&mut Host, &mut HostCx<'_>) -> T) -> T {
        let mut sink = HostSink::default();
        let mut cx = HostCx {
            now: self.now,
            sink: &mut sink,
        };
        let result = act(&mut self.ours, &mut cx);
        for output in sink.outputs {
            if let HostOutput::Packet { packet, .. } = output {
                self.send(OURS, packet);
            }
        }
        result
    }

    fn call(&mut self, call: Call) -> (CallResult, Reply) {
        let outcome = self.with_ours(|host, cx| host.call(PROCESS, call, cx));
        match outcome.expect("there is room for a call") {
            CallOutcome::Returned { result, reply } => (result, reply),
            CallOutcome::Blocked { .. } => panic!("no socket of ours blocks"),
        }
    }

    fn must(&mut self, call: Call) -> u32 {
        self.call(call).0.expect("nothing is in its way")
    }

    fn unblock(&mut self, fd: Fd) {
        self.must(Call::SetNonblocking {
            fd: FdRef::Number(fd),
            on: true,
        });
    }
}

fn runs(first: u64, bad: impl Fn(&mut LinkSpec)) {
    for seed in first..first + RUNS {
        let (plan, rng) = Plan::new(seed);
        Run::new(plan, rng, &bad).finish();
    }
}

#[test]
fn over_a_good_network_everything_arrives() {
    runs(0, |_| ());
}

#[test]
fn over_a_slow_link_with_a_short_queue_everything_arrives() {
    runs(1000, |link| {
        link.rate_bps = Some(2_000_000);
        link.queue = 5;
    });
}

#[test]
fn over_a_network_that_loses_everything_arrives() {
    runs(2000, |link| link.loss_ppm = 80_000);
}

#[test]
fn over_a_network_that_copies_and_reorders_everything_arrives() {
    runs(3000, |link| {
        link.duplicate_ppm = 100_000;
        link.reorder_ppm = 200_000;
    });
}

#[test]
fn over_a_network_that_damages_everything_arrives() {
    runs(4000, |link| link.corrupt_ppm = 80_000);
}

#[test]
fn over_a_network_that_does_it_all_everything_arrives() {
    runs(5000, |link| {
        link.loss_ppm = 30_000;
        link.duplicate_ppm = 50_000;
        link.reorder_ppm = 100_000;
        link.corrupt_ppm = 30_000;
    });
}
