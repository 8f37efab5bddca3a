//! The present state of everything, for a reader. Times in nanoseconds.

use serde::Serialize;

use super::timeline::{Branch, number};
use super::world::World;
use super::{Lab, Mark};
use crate::host::{Host, Kind, Line, LineStatus, Process, Socket, SocketId};
use crate::net::{HostId, LinkRule};
use crate::tcp::{State, Tcb, Timer};
use crate::time::{Duration, Instant};

/// The lab at its present position.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Sixteen hexadecimal digits.
    pub seed: String,
    /// Number of the present branch.
    pub branch: u32,
    /// Every branch.
    pub branches: Vec<BranchView>,
    /// How many moments of this branch have happened.
    pub position: u32,
    /// How many are known.
    pub end: u32,
    /// Virtual now.
    pub now: Instant,
    /// When the next moment happens.
    pub next: Option<Instant>,
    /// Rows written so far.
    pub events: u32,
    /// Crossings begun so far.
    pub crossings: u32,
    /// The hosts, in order.
    pub hosts: Vec<HostView>,
    /// The rules of the network, in the order in which they are asked.
    pub rules: Vec<RuleEntry>,
}

/// A branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchView {
    /// Its number.
    pub id: u32,
    /// The branch it was forked from.
    pub parent: Option<u32>,
    /// At which position.
    pub forked_at: u32,
    /// How many moments of it are known.
    pub end: u32,
}

/// A rule of the network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleEntry {
    /// Its number.
    pub id: u32,
    /// The rule.
    pub rule: LinkRule,
}

/// A host.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HostView {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its profile's name.
    pub profile: &'static str,
    /// The cable is plugged in.
    pub cable: bool,
    /// Sockets that listen.
    pub listeners: Vec<ListenerView>,
    /// Sockets with a connection.
    pub connections: Vec<ConnectionView>,
    /// Processes.
    pub processes: Vec<ProcessView>,
}

/// A socket that listens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListenerView {
    /// Its number.
    pub socket: u32,
    /// Its own end.
    pub local: String,
    /// The accept queue admits one more than this.
    pub backlog: u32,
    /// Length of the SYN queue.
    pub syn_queue: u32,
    /// Length of the accept queue.
    pub accept_queue: u32,
}

/// Send sequence variables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SendView {
    una: u32,
    nxt: u32,
    wnd: u32,
    up: u32,
    wl1: u32,
    wl2: u32,
    iss: u32,
}

/// Receive sequence variables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReceiveView {
    nxt: u32,
    wnd: u32,
    up: u32,
    irs: u32,
}

/// A timer that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimerView {
    /// Which.
    pub timer: Timer,
    /// When it was set.
    pub set_at: Instant,
    /// When it fires.
    pub at: Instant,
}

/// A descriptor that refers to a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HolderView {
    /// The process.
    pub process: u32,
    /// The descriptor.
    pub fd: i32,
}

/// A socket with a connection.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Its number.
    pub socket: u32,
    /// Its own end.
    pub local: String,
    /// The peer's end.
    pub remote: String,
    /// Its state.
    pub state: State,
    /// OPEN was passive.
    pub passive: bool,
    /// SND.*
    pub snd: SendView,
    /// RCV.*
    pub rcv: ReceiveView,
    /// Octets given by the user and not sent.
    pub unsent: u32,
    /// Octets sent and not acknowledged.
    pub unacknowledged: u32,
    /// Octets received and not read.
    pub unread: u32,
    /// Ranges received ahead of RCV.NXT.
    pub out_of_order: Vec<(u32, u32)>,
    /// Effective send MSS.
    pub mss: u32,
    /// Retransmission timeout.
    pub rto: Duration,
    /// Smoothed round trip.
    pub srtt: Option<Duration>,
    /// Its variation.
    pub rttvar: Option<Duration>,
    /// How often the oldest segment in flight was sent again.
    pub retransmissions: u32,
    /// Timers that run.
    pub timers: Vec<TimerView>,
    /// Descriptors that refer to it.
    pub descriptors: Vec<HolderView>,
    /// `SO_ERROR`.
    pub error: Option<&'static str>,
}

/// A process.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProcessView {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its descriptors.
    pub descriptors: Vec<DescriptorView>,
    /// Its program.
    pub program: Vec<LineView>,
}

/// A descriptor of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DescriptorView {
    /// The descriptor.
    pub fd: i32,
    /// The socket.
    pub socket: u32,
    /// What the socket is: `unbound`, `listener`, `connection`.
    pub kind: &'static str,
}

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// As in a program: `connect(s, B:80)`.
    pub text: String,
    /// `done`, `blocked`, `running`, `waiting`.
    pub status: &'static str,
    /// The number it returned, or the name of the error.
    pub result: Option<String>,
}

impl Lab {
    /// Everything at the present position.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let Mark {
            events, crossings, ..
        } = self.mark();
        let hosts = self.world.hosts();
        let rules = self.world.net().rules();
        Snapshot {
            seed: format!("{:016x}", self.seed),
            branch: self.present(),
            branches: self.branches(),
            position: self.position,
            end: self.end(),
            now: self.world.now(),
            next: self.next_at(),
            events,
            crossings,
            hosts: (0..)
                .zip(hosts)
                .map(|(id, host)| HostView::new(id, host, &self.world))
                .collect(),
            rules: rules
                .map(|(id, rule)| RuleEntry {
                    id: id.0,
                    rule: rule.clone(),
                })
                .collect(),
        }
    }
}

impl BranchView {
    pub(super) fn new(id: u32, branch: &Branch) -> Self {
        Self {
            id,
            parent: branch.parent,
            forked_at: branch.forked_at,
            end: branch.end(),
        }
    }
}

impl HostView {
    fn new(id: u16, host: &Host, world: &World) -> Self {
        let connections = host
            .sockets()
            .filter(|socket| socket.kind() == Kind::Connection);
        Self {
            id: id.into(),
            name: host.name().to_owned(),
            address: host.address().to_string(),
            profile: host.profile().name(),
            cable: world.net().is_connected(HostId(id)),
            listeners: host.sockets().filter_map(ListenerView::new).collect(),
            connections: connections.map(ConnectionView::new).collect(),
            processes: host
                .processes()
                .iter()
                .map(|process| ProcessView::new(process, host))
                .collect(),
        }
    }
}

impl ListenerView {
    fn new(socket: &Socket) -> Option<Self> {
        let listener = socket.listener()?;
        Some(Self {
            socket: socket.id().0,
            local: socket.local().to_string(),
            backlog: listener.backlog,
            syn_queue: number(listener.syn_queue.len()),
            accept_queue: number(listener.accept_queue.len()),
        })
    }
}

impl ConnectionView {
    fn new(socket: &Socket) -> Self {
        let holders = socket.holders().iter();
        let remote = socket
            .remote()
            .map_or_else(String::new, |remote| remote.to_string());
        let empty = Self {
            socket: socket.id().0,
            local: socket.local().to_string(),
            remote,
            state: socket.state(),
            passive: false,
            snd: SendView::default(),
            rcv: ReceiveView::default(),
            unsent: 0,
            unacknowledged: 0,
            unread: 0,
            out_of_order: Vec::new(),
            mss: 0,
            rto: Duration::ZERO,
            srtt: None,
            rttvar: None,
            retransmissions: 0,
            timers: Vec::new(),
            descriptors: holders
                .map(|(process, fd)| HolderView {
                    process: process.0.into(),
                    fd: fd.0,
                })
                .collect(),
            error: socket.error().map(|error| error.name()),
        };
        match socket.tcb() {
            Some(tcb) => empty.with(tcb),
            None => empty,
        }
    }

    fn with(self, tcb: &Tcb) -> Self {
        let snd = &tcb.snd;
        let rcv = &tcb.rcv;
        let timers = tcb.timers.running();
        Self {
            passive: tcb.is_passive(),
            snd: SendView {
                una: snd.una.raw(),
                nxt: snd.nxt.raw(),
                wnd: snd.wnd,
                up: snd.up.raw(),
                wl1: snd.wl1.raw(),
                wl2: snd.wl2.raw(),
                iss: snd.iss.raw(),
            },
            rcv: ReceiveView {
                nxt: rcv.nxt.raw(),
                wnd: rcv.wnd,
                up: rcv.up.raw(),
                irs: rcv.irs.raw(),
            },
            unsent: tcb.unsent(),
            unacknowledged: tcb.send_buffer.octets().saturating_sub(tcb.unsent()),
            unread: tcb.unread(),
            out_of_order: tcb
                .reassembly
                .ranges()
                .into_iter()
                .map(|(left, right)| (left.raw(), right.raw()))
                .collect(),
            mss: tcb.mss,
            rto: tcb.rto.current,
            srtt: tcb.rto.srtt,
            rttvar: tcb.rto.srtt.map(|_| tcb.rto.rttvar),
            retransmissions: tcb.repeats(),
            timers: timers
                .map(|(timer, running)| TimerView {
                    timer,
                    set_at: running.set_at,
                    at: running.at,
                })
                .collect(),
            ..self
        }
    }
}

impl ProcessView {
    fn new(process: &Process, host: &Host) -> Self {
        let descriptors = process.descriptors();
        Self {
            id: process.id().0.into(),
            name: process.name().to_owned(),
            descriptors: descriptors
                .map(|(fd, socket)| DescriptorView {
                    fd: fd.0,
                    socket: socket.0,
                    kind: kind(host, socket),
                })
                .collect(),
            program: process.lines().map(LineView::from).collect(),
        }
    }
}

fn kind(host: &Host, socket: SocketId) -> &'static str {
    match host.socket(socket).map(Socket::kind) {
        Some(Kind::Listener) => "listener",
        Some(Kind::Connection) => "connection",
        Some(Kind::Unbound) | None => "unbound",
    }
}

impl From<Line<'_>> for LineView {
    fn from(line: Line<'_>) -> Self {
        let status = match line.status {
            LineStatus::Done => "done",
            LineStatus::Blocked => "blocked",
            LineStatus::Running => "running",
            LineStatus::Waiting => "waiting",
        };
        let result = line.result.map(|result| match result {
            Ok(value) => value.to_string(),
            Err(errno) => errno.name().to_owned(),
        });
        Self {
            text: line.statement.to_string(),
            status,
            result,
        }
    }
}
