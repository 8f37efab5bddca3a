//! What holds at every moment of every run, whatever a reader does.

use std::collections::{BTreeMap, BTreeSet};

use tcp_lab_core::host::{Host, ProcessId, Socket, SocketId};
use tcp_lab_core::lab::Lab;
use tcp_lab_core::tcp::{State, Tcb, Timer};
use tcp_lab_core::wire::SeqNum;

/// What was seen of each connection, to compare with what comes next.
#[derive(Default)]
pub struct Watch {
    branch: u32,
    position: u32,
    seen: BTreeMap<(usize, SocketId), Seen>,
}

/// The receiver's side of a connection as it was last seen.
#[derive(Clone, Copy)]
struct Seen {
    ends: (SeqNum, SeqNum),
    nxt: SeqNum,
    edge: SeqNum,
}

impl Watch {
    /// Judges the present moment, and the way from the last one.
    pub fn look(&mut self, lab: &Lab) {
        if lab.present() != self.branch || lab.position() < self.position {
            self.seen.clear();
        }
        (self.branch, self.position) = (lab.present(), lab.position());
        let world = lab.world();
        for (index, host) in world.hosts().iter().enumerate() {
            tables(host);
            agenda(host);
            for socket in host.sockets() {
                if let Some(tcb) = socket.tcb() {
                    sender(tcb);
                    receiver(tcb);
                    timers(tcb);
                    self.never_back((index, socket.id()), tcb);
                }
            }
        }
        for travelling in world.net().in_flight() {
            assert!(travelling.crossing.0 < world.net().crossings());
        }
        assert!(world.next_at().is_none_or(|at| at >= world.now()));
    }

    /// RCV.NXT never moves back, nor does the right edge of the window (RFC 9293, 3.8.6: SHLD-14).
    fn never_back(&mut self, key: (usize, SocketId), tcb: &Tcb) {
        if tcb.state() == State::SynSent {
            self.seen.remove(&key);
            return;
        }
        let now = Seen {
            ends: (tcb.snd.iss, tcb.rcv.irs),
            nxt: tcb.rcv.nxt,
            edge: tcb.rcv.nxt + tcb.rcv.wnd,
        };
        let before = self.seen.insert(key, now);
        if let Some(before) = before.filter(|before| before.ends == now.ends) {
            assert!(before.nxt.le(now.nxt), "RCV.NXT moved back: {tcb:#?}");
            assert!(
                before.edge.le(now.edge),
                "the window was taken back from {} to {}: {tcb:#?}",
                before.edge,
                now.edge
            );
        }
    }
}

/// SND.UNA =< SND.NXT, no further than the peer ever allowed; the buffer holds what may be sent again.
fn sender(tcb: &Tcb) {
    let snd = &tcb.snd;
    assert!(snd.una.le(snd.nxt), "SND.UNA is beyond SND.NXT: {tcb:#?}");
    // A probe and a FIN may go beyond the window; a SYN comes before there is one.
    assert!(
        tcb.in_flight() <= snd.max_wnd.saturating_add(2),
        "more in flight than was ever allowed: {tcb:#?}"
    );
    assert!(tcb.send_buffer.octets() <= tcb.config.send_buffer);
    assert!(tcb.unsent() <= tcb.send_buffer.octets(), "{tcb:#?}");
    let held = tcb.send_buffer.end();
    let text_in_flight = snd.una.lt(held) && snd.una.lt(snd.nxt) && !tcb.syn_in_flight();
    assert!(
        !text_in_flight || tcb.send_buffer.start() == snd.una,
        "text in flight is not held: {tcb:#?}"
    );
    assert!(tcb.mss > 0);
}

/// What has arrived fits where it waits, ahead of RCV.NXT and in order.
fn receiver(tcb: &Tcb) {
    assert!(tcb.unread() <= tcb.reassembly.capacity(), "{tcb:#?}");
    let mut last = tcb.rcv.nxt;
    for (index, (left, right)) in tcb.reassembly.ranges().into_iter().enumerate() {
        // Text that came with a SYN waits at RCV.NXT until the connection is open (3.10.7.2).
        let waits = tcb.state() == State::SynReceived && index == 0;
        assert!(last.lt(left) || (waits && last == left), "{tcb:#?}");
        assert!(left.lt(right), "{tcb:#?}");
        last = right;
    }
}

/// Each timer runs in states that have use for it, and what is in flight is watched by one.
fn timers(tcb: &Tcb) {
    let runs = |timer| tcb.timers.runs(timer);
    assert!(
        !(runs(Timer::Retransmission) && runs(Timer::Persist)),
        "two timers for one segment: {tcb:#?}"
    );
    assert_eq!(
        runs(Timer::TimeWait),
        tcb.state() == State::TimeWait,
        "{tcb:#?}"
    );
    assert!(
        !runs(Timer::Retransmission) || tcb.in_flight() > 0,
        "nothing is in flight: {tcb:#?}"
    );
    let watched = tcb
        .timers
        .running()
        .any(|(timer, _)| timer != Timer::DelayedAck);
    assert!(
        tcb.in_flight() == 0 || watched,
        "nobody waits for it: {tcb:#?}"
    );
    for (_, running) in tcb.timers.running() {
        assert!(running.set_at <= running.at, "{tcb:#?}");
    }
}

/// Descriptors, sockets, queues and connections know each other.
fn tables(host: &Host) {
    let of = |process: ProcessId| &host.processes()[usize::from(process.0)];
    let mut pairs = BTreeSet::new();
    for socket in host.sockets() {
        for (process, fd) in socket.holders() {
            let mut descriptors = of(*process).descriptors();
            assert!(
                descriptors.any(|entry| entry == (*fd, socket.id())),
                "{socket:#?}"
            );
        }
        let open = !matches!(socket.state(), State::Closed | State::Listen);
        if let (true, Some(remote)) = (open, socket.remote()) {
            assert!(
                pairs.insert((socket.local(), remote)),
                "two connections between the same ends: {socket:#?}"
            );
        }
        queues(host, socket);
    }
    for process in host.processes() {
        for (fd, id) in process.descriptors() {
            let holds = host
                .socket(id)
                .is_some_and(|socket| socket.holders().contains(&(process.id(), fd)));
            assert!(holds, "{fd} refers to no socket that knows of it");
        }
    }
}

/// What stands in a queue knows whose it is, and the other way round.
fn queues(host: &Host, socket: &Socket) {
    if let Some(listener) = socket.listener() {
        let queued = listener.syn_queue.iter().chain(&listener.accept_queue);
        for child in queued.clone() {
            let parent = host.socket(*child).and_then(Socket::parent);
            assert_eq!(parent, Some(socket.id()), "{socket:#?}");
        }
        let distinct: BTreeSet<_> = queued.clone().collect();
        assert_eq!(distinct.len(), queued.count(), "{socket:#?}");
    }
    if let Some(parent) = socket.parent() {
        let listener = host.socket(parent).and_then(Socket::listener);
        let known = listener.is_some_and(|listener| {
            listener.syn_queue.contains(&socket.id())
                || listener.accept_queue.contains(&socket.id())
        });
        assert!(known, "no queue knows it: {socket:#?}");
    }
}

/// No timer comes earlier than the host says.
fn agenda(host: &Host) {
    let timers = host
        .sockets()
        .filter_map(|socket| socket.connection().poll_at());
    let first = timers.map(|(at, _)| at).min();
    assert!(
        first.is_none_or(|at| host.poll_at().is_some_and(|poll| poll <= at)),
        "{} would sleep through a timer",
        host.name()
    );
}
