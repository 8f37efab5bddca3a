//! The same flow between two hosts of smoltcp, over the cheapest link that keeps rate and latency.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr};

use smoltcp::socket::tcp::CongestionControl;
use tcp_lab_core::rng::Rng;
use tcp_lab_core::time::{Duration, Instant};

use crate::clock::measure;
use crate::flow::{Flow, LATENCY, RATE_BPS};
use crate::smol::Smol;

/// What came of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ran {
    pub(crate) segments: u32,
    pub(crate) nanos: u64,
}

impl Ran {
    pub(crate) fn per_segment(&self) -> f64 {
        self.nanos as f64 / f64::from(self.segments)
    }
}

/// One way of the link: first in, first out.
#[derive(Default)]
struct Lane {
    line: VecDeque<(Instant, Vec<u8>)>,
    busy_until: Instant,
}

impl Lane {
    fn send(&mut self, datagram: Vec<u8>, now: Instant) {
        let nanos = datagram.len() as u64 * 8 * 1_000_000_000 / RATE_BPS;
        self.busy_until = self.busy_until.max(now) + Duration::from_nanos(nanos);
        self.line.push_back((self.busy_until + LATENCY, datagram));
    }

    fn at(&self) -> Option<Instant> {
        self.line.front().map(|(at, _)| *at)
    }
}

pub(crate) const ADDRESSES: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)),
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)),
];

/// Two hosts and the link between them.
pub(crate) struct Pair {
    hosts: [Smol; 2],
    lanes: [Lane; 2],
    timers: [Option<Instant>; 2],
    loss_ppm: u32,
    rng: Rng,
    pub(crate) now: Instant,
    pub(crate) segments: u32,
}

impl Pair {
    pub(crate) fn new(window: u32, loss_ppm: u32) -> Self {
        let window = window as usize;
        let hosts = ADDRESSES.map(|address| Smol::new(address, 1, window, window));
        Self {
            hosts,
            lanes: Default::default(),
            timers: [None; 2],
            loss_ppm,
            rng: Rng::new(1),
            now: Instant::START,
            segments: 0,
        }
    }

    pub(crate) fn host(&mut self, which: usize) -> &mut Smol {
        &mut self.hosts[which]
    }

    /// Opens a connection from the first to the second.
    pub(crate) fn open(&mut self, port: u16) {
        self.hosts[1].socket().listen(80).expect("it is closed");
        self.hosts[0].connect((ADDRESSES[1], 80), port);
        for host in &mut self.hosts {
            let socket = host.socket();
            socket.set_congestion_control(CongestionControl::None);
            socket.set_tsval_generator(Some(|| 1));
        }
        self.give_out(0);
    }

    /// Lets host `which` do what is due and puts what it gives out onto the link.
    pub(crate) fn give_out(&mut self, which: usize) {
        let host = &mut self.hosts[which];
        host.poll(self.now);
        self.timers[which] = host.poll_at(self.now);
        while let Some(datagram) = host.cable.leaving.pop_front() {
            self.segments += 1;
            if self.rng.chance(self.loss_ppm) {
                host.cable.reuse(datagram);
            } else {
                self.lanes[which].send(datagram, self.now);
            }
        }
    }

    /// The next arrival or timer. Returns whose it is; `None` when nothing is left to happen.
    pub(crate) fn step(&mut self) -> Option<usize> {
        let arrivals = [self.lanes[1].at(), self.lanes[0].at()];
        let first = arrivals[0] <= arrivals[1] && arrivals[0].is_some() || arrivals[1].is_none();
        let which = usize::from(!first);
        // A host asks for time only where no segment comes first.
        let timer = (0..2)
            .filter_map(|host| Some((self.timers[host]?, host)))
            .min();
        match (arrivals[which], timer) {
            (Some(at), timer) if timer.is_none_or(|(due, _)| at <= due) => {
                self.now = self.now.max(at);
                let (_, datagram) = self.lanes[1 - which].line.pop_front()?;
                self.hosts[which].cable.arrived.push_back(datagram);
                Some(which)
            }
            (_, Some((due, host))) => {
                self.now = self.now.max(due);
                Some(host)
            }
            (_, None) => None,
        }
    }

    /// What the receiver has taken in is gone from its cable; its buffers serve the sender again.
    pub(crate) fn recycle(&mut self) {
        let [one, other] = &mut self.hosts;
        one.cable.share(&mut other.cable);
    }
}

/// Transfers `flow`, or as much of it as arrives in 100 virtual seconds.
pub(crate) fn run(flow: &Flow) -> Ran {
    let mut pair = Pair::new(flow.window, flow.loss_ppm);
    let (_, nanos) = measure(|| transfer(&mut pair, flow.octets));
    Ran {
        segments: pair.segments,
        nanos,
    }
}

fn transfer(pair: &mut Pair, octets: u32) {
    let (mut sent, mut got) = (0_u32, 0_u32);
    pair.open(49_152);
    while got < octets {
        let Some(which) = pair.step() else { return };
        let now = pair.now;
        pair.host(which).take_in(now);
        if which == 0 {
            let left = (octets - sent) as usize;
            let socket = pair.host(0).socket();
            while socket.can_send() && sent < octets {
                let taken = socket.send(|room| {
                    let count = room.len().min(left);
                    (count, count)
                });
                sent += taken.map_or(0, |count| count as u32);
            }
        } else {
            let socket = pair.host(1).socket();
            while socket.can_recv() {
                let taken = socket.recv(|data| (data.len(), data.len()));
                got += taken.map_or(0, |count| count as u32);
            }
        }
        pair.give_out(which);
        pair.recycle();
        if pair.now > Instant::START + Duration::from_secs(100) {
            return;
        }
    }
}
