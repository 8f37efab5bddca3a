//! From the world to what a reader sees of it.

use super::{
    AcceptEntryView, BranchView, CongestionView, ConnectionView, DescriptorView, HolderView,
    HostView, LineView, ListenerView, ListingsView, MAX_CONNECTIONS_SHOWN, MAX_ENTRIES_SHOWN,
    MAX_THREADS_SHOWN, PrintedView, ProcessView, ReceiveView, RuleEntry, SendView, Snapshot,
    StateCounts, SynEntryView, ThreadView, TimeWaitView, TimerView, VariableView,
};
use crate::host::program::expression::{ERRNO, MAX_NUMBER};
use crate::host::{
    CallName, Errno, ErrorTable, Fault, Host, Kind, LineState, LineStatus, Listings, Printed,
    Process, Socket, SocketId, ThreadState,
};
use crate::lab::position::number;
use crate::lab::timeline::{Branch, Mark};
use crate::lab::{Lab, World};
use crate::net::HostId;
use crate::tcp::mechanism::congestion::NO_THRESHOLD;
use crate::tcp::{State, Tcb};
use crate::time::Duration;

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
    pub(in crate::lab) fn new(id: u32, branch: &Branch) -> Self {
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
        let connections = || {
            let sockets = host.sockets();
            sockets.filter(|socket| socket.kind() == Kind::Connection)
        };
        let (count, limit) = host.time_waits();
        Self {
            id: id.into(),
            name: host.name().to_owned(),
            address: host.address().to_string(),
            addresses: host.addresses().iter().map(ToString::to_string).collect(),
            profile: host.profile().name(),
            switches: host.switches().iter().collect(),
            cable: world.net().is_connected(HostId(id)),
            power: host.is_on(),
            listeners: host
                .sockets()
                .filter_map(|socket| ListenerView::new(socket, host))
                .collect(),
            connections: connections()
                .take(MAX_CONNECTIONS_SHOWN)
                .map(ConnectionView::new)
                .collect(),
            connection_count: number(connections().count()),
            states: states(connections()),
            time_wait: TimeWaitView { count, limit },
            orphans: host.orphans().0,
            processes: host
                .processes()
                .iter()
                .map(|process| ProcessView::new(process, host))
                .collect(),
        }
    }
}

/// How many are in each state.
fn states<'a>(connections: impl Iterator<Item = &'a Socket>) -> StateCounts {
    let mut counts = State::ALL.map(|state| (state, 0));
    for socket in connections {
        let own = socket.state();
        let count = counts.iter_mut().find(|(state, _)| *state == own);
        if let Some((_, count)) = count {
            *count += 1;
        }
    }
    StateCounts(counts.into_iter().filter(|(_, count)| *count > 0).collect())
}

impl SynEntryView {
    fn new(entry: &Socket) -> Self {
        let (at, retries) = entry.handshake().unwrap_or_default();
        Self {
            remote: remote(entry),
            at,
            retries,
        }
    }
}

impl AcceptEntryView {
    fn new(entry: &Socket) -> Self {
        Self {
            remote: remote(entry),
            unread: entry.tcb().map_or(0, Tcb::unread),
        }
    }
}

/// The peer's end; nothing before there is one.
fn remote(socket: &Socket) -> String {
    let remote = socket.remote();
    remote.map_or_else(String::new, |remote| remote.to_string())
}

impl ListenerView {
    fn new(socket: &Socket, host: &Host) -> Option<Self> {
        let listener = socket.listener()?;
        let syn = listener.syn_queue.iter().take(MAX_ENTRIES_SHOWN);
        let accept = listener.accept_queue.iter().take(MAX_ENTRIES_SHOWN);
        Some(Self {
            socket: socket.id().0,
            local: socket.local().to_string(),
            backlog: listener.backlog,
            syn_queue: number(listener.syn_queue.len()),
            accept_queue: number(listener.accept_queue.len()),
            syn_limit: listener.syn_limit(host.sysctls()).saturating_sub(1),
            accept_limit: listener.accept_limit().saturating_sub(1),
            syn_entries: syn
                .filter_map(|id| host.socket(*id).map(SynEntryView::new))
                .collect(),
            accept_entries: accept
                .filter_map(|id| host.socket(*id).map(AcceptEntryView::new))
                .collect(),
        })
    }
}

impl ConnectionView {
    fn new(socket: &Socket) -> Self {
        let holders = socket.holders().iter();
        let remote = remote(socket);
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
            congestion: None,
            agreed: Vec::new(),
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
            congestion: CongestionView::new(tcb),
            agreed: agreed(tcb),
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

/// What both SYNs have agreed on; before both are here there is nothing but an offer.
fn agreed(tcb: &Tcb) -> Vec<&'static str> {
    let agreed = tcb.agreed;
    let names = [
        ("window-scale", agreed.scaling),
        ("timestamps", agreed.timestamps),
        ("sack", agreed.sack),
        ("ecn", tcb.ecn.agreed),
    ];
    let settled = tcb.state() != State::SynSent;
    let held = names.iter().filter(|(_, on)| settled && *on);
    held.map(|(name, _)| *name).collect()
}

impl CongestionView {
    fn new(tcb: &Tcb) -> Option<Self> {
        let congestion = &tcb.congestion;
        let octets = |units| congestion.octets(units, tcb.mss);
        let ssthresh = congestion.window.ssthresh;
        let open = !matches!(tcb.state(), State::SynSent | State::SynReceived);
        (open && congestion.is_on()).then(|| Self {
            cwnd: octets(congestion.window.cwnd),
            ssthresh: (ssthresh != NO_THRESHOLD).then(|| octets(ssthresh)),
            pipe: tcb.scoreboard.pipe().octets,
            phase: tcb.recovery.phase.name(),
        })
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
            alive: process.is_alive() && host.is_on(),
            nofile: host.sysctls().nofile,
            thread_count: number(process.threads().count()),
            threads: process
                .threads()
                .take(MAX_THREADS_SHOWN)
                .map(|thread| ThreadView::new(&thread, host.sysctls().errors))
                .collect(),
            program: process.lines().map(LineView::from).collect(),
            listings: ListingsView::from(process.listings()),
        }
    }
}

impl From<&Listings> for ListingsView {
    fn from(listings: &Listings) -> Self {
        let printed = |lines: &[Printed]| lines.iter().map(PrintedView::from).collect();
        Self {
            c: printed(&listings.c),
            python: printed(&listings.python),
        }
    }
}

impl From<&Printed> for PrintedView {
    fn from(printed: &Printed) -> Self {
        Self {
            line: printed.line().map(number),
            indent: printed.indent(),
            text: printed.text().to_owned(),
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

impl From<LineState<'_>> for LineView {
    fn from(state: LineState<'_>) -> Self {
        let result = state.result.map(|result| match result {
            Ok(value) => value.to_string(),
            Err(errno) => errno.name().to_owned(),
        });
        let line = state.line;
        Self {
            text: line.text().to_owned(),
            indent: line.indent(),
            status: status(state.status),
            result,
            runs: state.runs,
            ghost: line.is_ghost(),
            note: line.note().cloned(),
            call: line.call().map(CallName::text),
        }
    }
}

impl ThreadView {
    fn new(state: &ThreadState<'_>, errors: ErrorTable) -> Self {
        let told = |name: &str, value: i64| match Errno::ALL
            .iter()
            .find(|errno| name == ERRNO && i64::from(errno.number()) == value)
        {
            // The program compares names; a reader sees the number that the system gives to the name.
            Some(errno) => errno.told(errors).0.into(),
            None => value.clamp(-MAX_NUMBER, MAX_NUMBER),
        };
        let variables = state.variables().map(|(name, value)| VariableView {
            name: name.to_owned(),
            value: told(name, value),
        });
        Self {
            id: state.id.0.into(),
            line: state.line.map(number),
            status: status(state.status),
            fault: state.fault.map(Fault::name),
            variables: variables.collect(),
        }
    }
}

const fn status(status: LineStatus) -> &'static str {
    match status {
        LineStatus::Done => "done",
        LineStatus::Blocked => "blocked",
        LineStatus::Running => "running",
        LineStatus::Stopped => "stopped",
        LineStatus::Waiting => "waiting",
    }
}
