//! What a listener does with a SYN, and with the entry that it makes (Linux: `tcp_conn_request`, `reqsk_timer_handler`).

use super::Host;
use super::cookies::{Kept, VALID};
use super::ids::SocketId;
use super::kernel_log::KernelLine;
use super::queues::{Full, Listener, count};
use super::sink::{HostCx, HostOutput, HostWhat};
use crate::rule::Rule;
use crate::tcp::mechanism::ecn::EcnMode;
use crate::tcp::mechanism::timestamps;
use crate::tcp::{Config, Connection, Listen, Name, Op, Output, Pair, State, Timer};
use crate::wire::{Flags, Packet, Segment};

/// `tcp_syncookies`: whether or not the queue is full.
const ALWAYS: u32 = 2;

/// A SYN queue is not crowded before it is longer than half of this.
const CROWD: u32 = 8;
/// Repetitions of the SYN,ACK that an old entry keeps in any crowd.
const LEAST_RETRIES: u32 = 2;

/// What becomes of a SYN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// It makes an entry.
    Entry,
    /// It is answered with a cookie, and forgotten.
    Cookie,
    /// It is dropped.
    Refused(Full),
}

impl Host {
    /// What `listener` does with a SYN from `pair.remote`.
    pub(super) fn admits(
        &mut self,
        listener: SocketId,
        pair: &Pair,
        cx: &mut HostCx<'_>,
    ) -> Admission {
        let Some(queues) = self.listening(listener) else {
            return Admission::Entry;
        };
        let mode = self.sysctls.syncookies;
        let full = queues.syn_queue_full(&self.sysctls);
        let crowded = check_syn_queue(queues, &self.sysctls, cx);
        if mode == ALWAYS || crowded {
            if !cx.set(Rule::SynCookieSent, Name::Cookies, mode != 0) {
                self.warn_of_flood(listener, false, cx);
                return full.map_or(Admission::Entry, Admission::Refused);
            }
            self.warn_of_flood(listener, true, cx);
        }
        let cookie = mode == ALWAYS || (crowded && mode != 0);
        if let Some(full) = self.refused_by_accept_queue(listener, cx) {
            return Admission::Refused(full);
        }
        if cookie {
            return Admission::Cookie;
        }
        let refused = self.refused_by_reserve(listener, pair, cx);
        let refused = refused.or_else(|| self.sockets_full());
        refused.map_or(Admission::Entry, Admission::Refused)
    }

    /// The accept queue is full; until Linux 4.3 that alone was not enough.
    pub(super) fn refused_by_accept_queue(
        &self,
        listener: SocketId,
        cx: &mut HostCx<'_>,
    ) -> Option<Full> {
        let queues = self.listening(listener)?;
        let length = (Name::AcceptQueue, count(queues.accept_queue.len()).into());
        let backlog = (Name::Backlog, queues.backlog.into());
        let rule = Rule::AcceptQueueFull;
        let full = cx.num(rule, length, Op::Gt, backlog);
        let young = (Name::YoungEntries, queues.young.into());
        let refused =
            full && (!self.sysctls.old_queues || cx.num(rule, young, Op::Gt, (Name::One, 1)));
        queues.accept_queue_full().filter(|_| refused)
    }

    /// Without cookies the last quarter of `tcp_max_syn_backlog` is for hosts that were connected before.
    fn refused_by_reserve(
        &self,
        listener: SocketId,
        pair: &Pair,
        cx: &mut HostCx<'_>,
    ) -> Option<Full> {
        if self.sysctls.syncookies != 0 {
            return None;
        }
        let (rule, limit) = (Rule::SynBacklogReserved, self.sysctls.max_syn_backlog);
        let length = count(self.listening(listener)?.syn_queue.len());
        let reserve = limit / 4;
        let taken = (Name::SynQueue, length.into());
        let most = (Name::BacklogReserve, limit.saturating_sub(reserve).into());
        if !cx.num(rule, taken, Op::Gt, most) {
            return None;
        }
        let proven = self.peers.is_proven(pair.remote.ip());
        let known = cx.set(rule, Name::ProvenPeer, proven);
        (!known).then_some(Full {
            rule,
            length,
            limit: limit.saturating_sub(reserve),
        })
    }

    /// Once for each listener; not where cookies are sent always.
    fn warn_of_flood(&mut self, listener: SocketId, cookies: bool, cx: &mut HostCx<'_>) {
        if self.sysctls.syncookies == ALWAYS {
            return;
        }
        let Some(socket) = self.sockets.get_mut(&listener) else {
            return;
        };
        let mut local = socket.local;
        if socket.is_wildcard() {
            local.set_ip(super::calls::unspecified(local.is_ipv4()));
        }
        let warned = socket.listener.as_mut().map(|queues| &mut queues.warned);
        if warned.is_none_or(|warned| std::mem::replace(warned, true)) {
            return;
        }
        let line = KernelLine::SynFlooding {
            address: local.ip(),
            port: local.port(),
            cookies,
        };
        self.log(line, Some(listener), cx);
    }

    /// Answers a SYN with a cookie: the SYN,ACK is made by a record that is thrown away at once.
    pub(super) fn send_cookie(
        &mut self,
        listener: SocketId,
        pair: Pair,
        syn: &Segment,
        cx: &mut HostCx<'_>,
    ) {
        let Some(listen) = self.listen_of(listener) else {
            return;
        };
        let stamped = syn.options.timestamps().is_some() && listen.config.timestamps;
        let kept = Kept::offered(syn).within(&listen.config);
        let listen = Listen {
            config: reduced(listen.config, stamped.then_some(kept)),
            ..listen
        };
        let announced = syn.options.mss().unwrap_or(listen.config.default_mss);
        let (iss, mss) = self.cookies.make(&pair, syn.seq, announced, cx.now);
        let lag = if stamped {
            kept.lag(timestamps::ticks(cx.now))
        } else {
            0
        };
        let (made, outputs) = self.detached(Connection::Listen(listen), cx, |connection, cx| {
            cx.iss = Some(iss);
            cx.ts_lag = lag;
            connection.segment_arrives(pair, syn, cx);
        });
        if !matches!(made, Connection::Open(_)) {
            return self.answer_stranger(Some(listener), outputs, &pair, cx);
        }
        if let Some(queues) = self.queues(listener) {
            queues.overflowed = Some(cx.now);
        }
        let rule = Rule::SynCookieSent;
        cx.note(rule, Some(listener), HostWhat::CookieSent { iss, mss });
        for output in outputs {
            if let Output::Segment(outgoing) = output {
                let segment = outgoing.segment;
                cx.sink.outputs.push(HostOutput::Packet {
                    socket: Some(listener),
                    packet: Packet::new(pair.local.ip(), pair.remote.ip(), segment),
                    rule,
                    retransmission: false,
                });
            }
        }
    }

    /// An ACK for a listener: a cookie that comes back makes the connection. True when the segment is finished with.
    pub(super) fn takes_cookie(
        &mut self,
        listener: SocketId,
        pair: Pair,
        segment: &Segment,
        cx: &mut HostCx<'_>,
    ) -> bool {
        let answers = segment.flags & (Flags::SYN | Flags::RST | Flags::ACK) == Flags::ACK;
        let sent = self
            .listening(listener)
            .and_then(|queues| queues.overflowed);
        let recent = sent.is_some_and(|at| cx.now.since(at) <= VALID);
        let Some(listen) = self.listen_of(listener) else {
            return false;
        };
        if !answers || !recent || self.sysctls.syncookies == 0 {
            return false;
        }
        let (irs, cookie) = (segment.seq - 1, segment.ack - 1);
        let mss = self.cookies.read(&pair, irs, cookie, cx.now);
        cx.set(Rule::SynCookieRefused, Name::ValidCookie, mss.is_some());
        let Some(mss) = mss else {
            cx.note(
                Rule::SynCookieRefused,
                Some(listener),
                HostWhat::CookieRefused,
            );
            return false;
        };
        if let Some(full) = self
            .listening(listener)
            .and_then(Listener::accept_queue_full)
        {
            let what = HostWhat::CookieDropped {
                length: full.length,
                limit: full.limit,
            };
            cx.note(full.rule, Some(listener), what);
            return true;
        }
        let offset = listen.config.clock_offset(self.isn, &pair);
        let stamp = segment.options.timestamps();
        let stamp = stamp.filter(|_| listen.config.timestamps);
        let kept = stamp.map(|(_, echo)| Kept::echoed(echo.wrapping_sub(offset)));
        let kept = kept.map(|kept| kept.within(&listen.config));
        let listen = Listen {
            config: reduced(listen.config, kept),
            ..listen
        };
        let syn = kept.unwrap_or_default().syn(segment, mss);
        let begin = Connection::Listen(listen);
        let (connection, outputs) = self.detached(begin, cx, |connection, cx| {
            cx.iss = Some(cookie);
            connection.recall(pair, &syn, cx);
            connection.segment_arrives(pair, segment, cx);
        });
        self.add_child(listener, pair, connection, (outputs, Some(mss)), cx);
        true
    }

    /// The timer of an entry of a SYN queue fires: how often its SYN,ACK is repeated depends on the crowd, and what has
    /// been answered may only be waited for. True when nothing is to be repeated.
    pub(super) fn entry_waits(&mut self, id: SocketId, timer: Timer, cx: &mut HostCx<'_>) -> bool {
        let Some(socket) = self.sockets.get(&id) else {
            return false;
        };
        let Some(listener) = socket.parent.filter(|_| timer == Timer::Retransmission) else {
            return false;
        };
        if socket.state() != State::SynReceived {
            return false;
        }
        let (entry, periods) = (socket.entry, self.deferral(socket));
        let Some(listen) = self.listen_of(listener) else {
            return false;
        };
        let retries = listen.config.synack_retries;
        let limit = self.retries_in_crowd(listener, retries, cx);
        let limit = if entry.answered {
            limit.max(periods)
        } else {
            limit
        };
        let waits =
            periods > 0 && entry.answered && entry.timeouts < limit && entry.timeouts + 1 < periods;
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.entry.timeouts += 1;
            if let Connection::Open(tcb) = &mut socket.connection {
                // What the peer's SYN has drawn again does not count.
                let drawn = tcb.repeats().saturating_sub(entry.timeouts);
                tcb.config.synack_retries = limit.saturating_add(drawn);
            }
        }
        if let Some(queues) = self.queues(listener).filter(|_| entry.timeouts == 0) {
            queues.young = queues.young.saturating_sub(1);
        }
        waits
    }

    /// Half of a crowded queue is for young entries: the fewer they are of all, the sooner the old ones go.
    fn retries_in_crowd(&self, listener: SocketId, retries: u32, cx: &mut HostCx<'_>) -> u32 {
        let Some(queues) = self.listening(listener) else {
            return retries;
        };
        let length = count(queues.syn_queue.len());
        if !self.sysctls.prunes_syn_queue {
            return retries;
        }
        let rule = Rule::SynAckGiveUp;
        let half = (Name::Backlog, u64::from(queues.backlog.max(CROWD) / 2));
        if !cx.num(rule, (Name::SynQueue, length.into()), Op::Gt, half) {
            return retries;
        }
        cx.num(
            rule,
            (Name::YoungEntries, queues.young.into()),
            Op::Le,
            (Name::SynQueue, length.into()),
        );
        let (mut left, mut young) = (retries, u64::from(queues.young) * 2);
        while left > LEAST_RETRIES && u64::from(length) >= young {
            left -= 1;
            young *= 2;
        }
        left
    }

    fn listening(&self, listener: SocketId) -> Option<&Listener> {
        self.sockets.get(&listener)?.listener.as_ref()
    }

    /// The record in LISTEN of a listener.
    fn listen_of(&self, listener: SocketId) -> Option<Listen> {
        match &self.sockets.get(&listener)?.connection {
            Connection::Listen(listen) => Some(*listen),
            Connection::Closed | Connection::SynSent(_) | Connection::Open(_) => None,
        }
    }
}

/// The SYN queue is full.
fn check_syn_queue(queues: &Listener, sysctls: &super::Sysctls, cx: &mut HostCx<'_>) -> bool {
    let length = (Name::SynQueue, count(queues.syn_queue.len()).into());
    let limit = (Name::SynLimit, queues.syn_limit(sysctls).into());
    cx.num(Rule::SynQueueFull, length, Op::Ge, limit)
}

/// A connection that goes by a cookie has only the options that came back in a timestamp; without one, none.
fn reduced(mut config: Config, kept: Option<Kept>) -> Config {
    let known = kept.unwrap_or_default();
    config.timestamps = kept.is_some();
    config.window_scaling = known.scale.is_some();
    config.sack = known.sack;
    if !known.ecn {
        config.ecn = EcnMode::Off;
    }
    config
}
