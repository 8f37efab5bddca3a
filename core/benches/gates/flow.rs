//! One flow in one direction between two hosts of ours: the work of PERFORMANCE's table.

use std::net::{IpAddr, Ipv4Addr};

use tcp_lab_core::host::{
    Call, ConfigOverrides, Data, FdRef, HostSpec, MessageFlags, ProcessSpec, Profile, Statement,
};
use tcp_lab_core::lab::{Flight as Arrow, Lab, Row, Trace, World, WorldSpec};
use tcp_lab_core::net::{LinkSpec, NetHost, NetSpec};
use tcp_lab_core::tcp::Tcb;
use tcp_lab_core::time::Duration;

use super::clock::measure;

pub(crate) const RATE_BPS: u64 = 100_000_000;
pub(crate) const LATENCY: Duration = Duration::from_millis(10);
/// How often the receiving program can read: programs have a bound.
const READS: usize = 1500;
/// Rows that are put away together.
const PAGE: usize = 1000;

/// What is transferred over what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow {
    pub(crate) octets: u32,
    /// Both buffers.
    pub(crate) window: u32,
    pub(crate) loss_ppm: u32,
    pub(crate) reorder_ppm: u32,
    /// How long the receiving program sleeps between two reads.
    pub(crate) read_every: Duration,
    pub(crate) reads: usize,
    /// Segments cross as octets with checksums, not as values.
    pub(crate) as_octets: bool,
}

/// How much is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Nothing.
    Nothing,
    /// Every row and every arrow.
    Rows,
    /// The lab: rows, arrows, and checkpoints to go back to.
    History,
}

/// What came of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ran {
    /// Segments put on the wire, data or ACK.
    pub(crate) segments: u32,
    pub(crate) rows: u32,
    pub(crate) nanos: u64,
    /// Virtual time.
    pub(crate) lasted: Duration,
    /// Octets that arrived in order.
    pub(crate) delivered: u32,
    /// Everything that was sent arrived.
    pub(crate) complete: bool,
}

impl Ran {
    pub(crate) fn per_segment(&self) -> f64 {
        self.nanos as f64 / f64::from(self.segments)
    }
}

impl Flow {
    /// The flow of the table, so many octets long.
    pub(crate) const fn bulk(octets: u32) -> Self {
        Self {
            octets,
            window: 1 << 20,
            loss_ppm: 0,
            reorder_ppm: 0,
            read_every: Duration::from_millis(20),
            reads: READS,
            as_octets: false,
        }
    }

    pub(crate) fn world(&self) -> WorldSpec {
        let hosts = vec![
            self.host("A", 1, client(self.octets)),
            self.host("B", 2, self.server()),
        ];
        let attached = |host: &HostSpec| NetHost::new(&host.name, host.address);
        let mut link = LinkSpec::new("A", "B");
        link.rate_bps = Some(RATE_BPS);
        link.latency = LATENCY;
        link.queue = 20_000;
        link.loss_ppm = self.loss_ppm;
        link.reorder_ppm = self.reorder_ppm;
        WorldSpec {
            net: NetSpec {
                hosts: hosts.iter().map(attached).collect(),
                links: vec![link],
                rules: Vec::new(),
                nats: Vec::new(),
            },
            hosts,
            acts: Vec::new(),
        }
    }

    fn host(&self, name: &str, last: u8, program: Vec<Statement>) -> HostSpec {
        let config = ConfigOverrides {
            receive_buffer: Some(self.window),
            max_receive_buffer: Some(self.window),
            send_buffer: Some(self.window),
            ..ConfigOverrides::default()
        };
        HostSpec {
            profile: Profile::Linux6,
            config,
            processes: vec![ProcessSpec {
                name: "program".to_owned(),
                program,
                ..ProcessSpec::default()
            }],
            ..HostSpec::new(name, IpAddr::V4(Ipv4Addr::new(10, 0, 0, last)))
        }
    }

    fn server(&self) -> Vec<Statement> {
        let fd = || FdRef::Variable("l".to_owned());
        let mut program = vec![
            keep("l", Call::Socket),
            keep(
                "r",
                Call::Bind {
                    fd: fd(),
                    port: 80,
                    address: None,
                },
            ),
            keep(
                "r",
                Call::Listen {
                    fd: fd(),
                    backlog: 1,
                },
            ),
            keep("c", Call::Accept { fd: fd() }),
        ];
        for _ in 0..self.reads {
            let (fd, max) = (FdRef::Variable("c".to_owned()), 1 << 24);
            let (length, flags) = (self.read_every, MessageFlags::default());
            program.push(Statement::Sleep { length });
            program.push(keep("r", Call::Recv { fd, max, flags }));
        }
        program
    }

    /// Runs until everything has arrived, or nothing is left to happen.
    pub(crate) fn run(&self, keep: Keep) -> Ran {
        let spec = self.world();
        if keep == Keep::History {
            let mut lab = Lab::new(&spec, 1).expect("the world is sound");
            let (complete, nanos) = measure(|| self.live(&mut lab));
            return ran(lab.world(), nanos, complete);
        }
        let mut world = World::new(&spec, 1).expect("the world is sound");
        if self.as_octets {
            world.carry_octets();
        }
        let mut trace = match keep {
            Keep::Nothing => Trace::off(),
            Keep::Rows | Keep::History => Trace::default(),
        };
        let (complete, nanos) = measure(|| self.drive(&mut world, &mut trace));
        ran(&world, nanos, complete)
    }

    pub(crate) fn drive(&self, world: &mut World, trace: &mut Trace) -> bool {
        let mut pages = Vec::new();
        loop {
            for _ in 0..64 {
                if !world.natural(trace) {
                    return self.is_complete(world);
                }
            }
            if trace.rows.len() > PAGE {
                pages.push(turn(trace));
            }
            if self.is_complete(world) {
                return true;
            }
        }
    }

    fn live(&self, lab: &mut Lab) -> bool {
        loop {
            for _ in 0..64 {
                if lab.step().is_ok_and(|rows| rows.is_empty()) {
                    return self.is_complete(lab.world());
                }
            }
            if self.is_complete(lab.world()) {
                return true;
            }
        }
    }

    /// The receiver has everything.
    pub(crate) fn is_complete(&self, world: &World) -> bool {
        delivered(world) >= self.octets
    }
}

fn delivered(world: &World) -> u32 {
    let receiver = world.hosts().last();
    let tcb = receiver.and_then(|host| host.sockets().find_map(|socket| socket.tcb()));
    tcb.map_or(0, received)
}

/// Puts away the page that is full and begins another.
fn turn(trace: &mut Trace) -> (Vec<Row>, Vec<Arrow>) {
    let rows = std::mem::replace(&mut trace.rows, Vec::with_capacity(2 * PAGE));
    let begun = std::mem::replace(&mut trace.begun, Vec::with_capacity(PAGE / 2));
    (rows, begun)
}

fn received(tcb: &Tcb) -> u32 {
    tcb.rcv.nxt.since(tcb.rcv.irs).saturating_sub(1)
}

fn ran(world: &World, nanos: u64, complete: bool) -> Ran {
    Ran {
        segments: world.net().crossings(),
        rows: world.events(),
        nanos,
        lasted: world.now().since(tcp_lab_core::time::Instant::START),
        delivered: delivered(world),
        complete,
    }
}

fn client(octets: u32) -> Vec<Statement> {
    let fd = || FdRef::Variable("s".to_owned());
    let (to, data) = ("B:80".to_owned(), Data::Octets(octets));
    vec![
        keep("s", Call::Socket),
        keep("r", Call::Connect { fd: fd(), to }),
        keep(
            "r",
            Call::Send {
                fd: fd(),
                data,
                flags: MessageFlags::default(),
            },
        ),
    ]
}

pub(crate) fn keep(variable: &str, call: Call) -> Statement {
    Statement::Call {
        call,
        into: Some(variable.to_owned()),
    }
}
