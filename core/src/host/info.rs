//! `TCP_INFO`: what a connection tells of itself, by the names of Linux's `struct tcp_info`, in integers.
//!
//! Times are in microseconds, those since an event (`tcpi_last_…`) in milliseconds; windows of congestion are in
//! segments.

use super::Host;
use super::ids::SocketId;
use super::profile::congestion_name;
use super::socket::Socket;
use crate::tcp::mechanism::congestion::NO_THRESHOLD;
use crate::tcp::mechanism::counters::Work;
use crate::tcp::mechanism::recovery::Phase;
use crate::tcp::mechanism::window;
use crate::tcp::{State, Tcb, Timer};
use crate::time::{Duration, Instant};

/// "Arbitrarily high" as Linux writes it (`TCP_INFINITE_SSTHRESH`).
const INFINITE_SSTHRESH: u64 = 0x7fff_ffff;

/// Bits of `tcpi_options`.
const TIMESTAMPS: u64 = 1;
const SACK: u64 = 2;
const WINDOW_SCALE: u64 = 4;
const ECN: u64 = 8;

/// A connection that is asked at a time.
#[derive(Clone, Copy, Debug)]
pub struct Info<'a> {
    socket: &'a Socket,
    now: Instant,
}

/// How a field is found in a connection.
type Field = fn(&Tcb, Instant) -> u64;

/// Every field that a connection has, in the order of the structure.
const FIELDS: &[(&str, Field)] = &[
    ("tcpi_ca_state", |tcb, _| phase(tcb.recovery.phase)),
    ("tcpi_retransmits", |tcb, _| {
        let probing = tcb.timers.runs(Timer::Persist);
        if probing { 0 } else { tcb.repeats().into() }
    }),
    ("tcpi_probes", |tcb, _| tcb.window_probes.unanswered.into()),
    ("tcpi_backoff", |tcb, _| backoff(tcb)),
    ("tcpi_options", |tcb, _| options(tcb)),
    ("tcpi_snd_wscale", |tcb, _| tcb.snd.scale.into()),
    ("tcpi_rcv_wscale", |tcb, _| tcb.rcv.scale.into()),
    ("tcpi_rto", |tcb, _| micros(tcb.rto.current)),
    ("tcpi_ato", |tcb, _| {
        micros(tcb.config.delayed_ack.unwrap_or_default())
    }),
    ("tcpi_snd_mss", |tcb, _| tcb.mss.into()),
    ("tcpi_rcv_mss", |tcb, _| tcb.receive_mss().into()),
    ("tcpi_unacked", |tcb, _| {
        tcb.scoreboard.all().segments.into()
    }),
    ("tcpi_sacked", |tcb, _| {
        let assumed = tcb.recovery.assumed;
        (tcb.scoreboard.sacked().segments + assumed).into()
    }),
    ("tcpi_lost", |tcb, _| tcb.scoreboard.lost().segments.into()),
    ("tcpi_retrans", |tcb, _| {
        tcb.scoreboard.again().segments.into()
    }),
    ("tcpi_fackets", |_, _| 0),
    ("tcpi_last_data_sent", |tcb, now| {
        millis(now.since(tcb.counters.data_sent_at))
    }),
    ("tcpi_last_ack_sent", |_, _| 0),
    ("tcpi_last_data_recv", |tcb, now| {
        millis(now.since(tcb.counters.data_received_at))
    }),
    ("tcpi_last_ack_recv", |tcb, now| {
        millis(now.since(tcb.counters.ack_received_at))
    }),
    ("tcpi_rtt", |tcb, _| {
        micros(tcb.rto.srtt.unwrap_or_default())
    }),
    ("tcpi_rttvar", |tcb, _| micros(tcb.rto.rttvar)),
    ("tcpi_snd_ssthresh", |tcb, _| {
        let window = &tcb.congestion.window;
        match window.ssthresh {
            NO_THRESHOLD => INFINITE_SSTHRESH,
            threshold => u64::from(threshold / window.smss.max(1)),
        }
    }),
    ("tcpi_snd_cwnd", |tcb, _| {
        let window = &tcb.congestion.window;
        u64::from(window.cwnd / window.smss.max(1))
    }),
    ("tcpi_advmss", |tcb, _| tcb.local_mss().into()),
    ("tcpi_reordering", |tcb, _| tcb.recovery.reordering.into()),
    ("tcpi_reord_seen", |tcb, _| {
        tcb.recovery.rack.reorderings.into()
    }),
    ("tcpi_rcv_space", |tcb, _| window::possible(tcb).into()),
    ("tcpi_total_retrans", |tcb, _| {
        tcb.counters.segments_repeated.into()
    }),
    ("tcpi_pacing_rate", |_, _| u64::MAX),
    ("tcpi_max_pacing_rate", |_, _| u64::MAX),
    ("tcpi_bytes_acked", |tcb, _| {
        tcb.counters.octets_acknowledged
    }),
    ("tcpi_bytes_received", |tcb, _| tcb.counters.octets_received),
    ("tcpi_segs_out", |tcb, _| tcb.counters.segments_out.into()),
    ("tcpi_segs_in", |tcb, _| tcb.counters.segments_in.into()),
    ("tcpi_notsent_bytes", |tcb, _| tcb.unsent().into()),
    ("tcpi_data_segs_in", |tcb, _| {
        tcb.counters.data_segments_in.into()
    }),
    ("tcpi_data_segs_out", |tcb, _| {
        tcb.counters.data_segments_out.into()
    }),
    ("tcpi_busy_time", |tcb, now| {
        micros(tcb.counters.spent_in(Work::Busy, now))
    }),
    ("tcpi_rwnd_limited", |tcb, now| {
        micros(tcb.counters.spent_in(Work::WindowLimited, now))
    }),
    ("tcpi_sndbuf_limited", |tcb, now| {
        micros(tcb.counters.spent_in(Work::BufferLimited, now))
    }),
    ("tcpi_bytes_sent", |tcb, _| tcb.counters.octets_sent),
    ("tcpi_bytes_retrans", |tcb, _| tcb.counters.octets_repeated),
    ("tcpi_rcv_ooopack", |tcb, _| {
        tcb.counters.out_of_order.into()
    }),
    ("tcpi_snd_wnd", |tcb, _| tcb.snd.wnd.into()),
    ("tcpi_rcv_wnd", |tcb, _| tcb.rcv.wnd.into()),
];

impl Host {
    /// The name of the congestion control of a socket's connection, or of those it will have.
    #[must_use]
    pub fn congestion_control(&self, socket: &Socket) -> &'static str {
        let own = socket.tcb().map_or(&self.config, |tcb| &tcb.config);
        congestion_name(own.congestion)
    }

    /// What a socket's connection tells of itself.
    #[must_use]
    pub fn info(&self, socket: SocketId, now: Instant) -> Option<Info<'_>> {
        self.sockets.get(&socket).map(|socket| Info { socket, now })
    }
}

impl Info<'_> {
    /// A field by its name in Linux's `struct tcp_info`; `None` when there is none of this name. Without a connection
    /// every field but the state is 0; of a listener `tcpi_unacked` and `tcpi_sacked` are its accept queue's length
    /// and backlog.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<u64> {
        if name == "tcpi_state" {
            return Some(state_number(self.socket.state()));
        }
        let (_, field) = FIELDS.iter().find(|(known, _)| *known == name)?;
        if let Some(listener) = self.socket.listener() {
            return Some(match name {
                "tcpi_unacked" => listener.accept_queue.len() as u64,
                "tcpi_sacked" => listener.backlog.into(),
                _ => 0,
            });
        }
        Some(self.socket.tcb().map_or(0, |tcb| field(tcb, self.now)))
    }

    /// Every field with its name, in the order of the structure.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let names = FIELDS.iter().map(|(name, _)| *name);
        let names = std::iter::once("tcpi_state").chain(names);
        names.map(|name| (name, self.field(name).unwrap_or(0)))
    }
}

/// As Linux numbers the states (`TCP_ESTABLISHED` and so on).
#[must_use]
pub const fn state_number(state: State) -> u64 {
    match state {
        State::Established => 1,
        State::SynSent => 2,
        State::SynReceived => 3,
        State::FinWait1 => 4,
        State::FinWait2 => 5,
        State::TimeWait => 6,
        State::Closed => 7,
        State::CloseWait => 8,
        State::LastAck => 9,
        State::Listen => 10,
        State::Closing => 11,
    }
}

/// As Linux numbers the phases (`TCP_CA_Open` and so on).
const fn phase(phase: Phase) -> u64 {
    match phase {
        Phase::Open => 0,
        Phase::Disorder => 1,
        Phase::Cwr => 2,
        Phase::Recovery => 3,
        Phase::Loss => 4,
    }
}

/// How often the timeout was doubled.
fn backoff(tcb: &Tcb) -> u64 {
    if tcb.timers.runs(Timer::Persist) {
        return tcb.window_probes.sent.into();
    }
    tcb.rto.doublings(&tcb.config).into()
}

const fn options(tcb: &Tcb) -> u64 {
    let agreed = &tcb.agreed;
    let timestamps = if agreed.timestamps { TIMESTAMPS } else { 0 };
    let sack = if agreed.sack { SACK } else { 0 };
    let scaling = if agreed.scaling { WINDOW_SCALE } else { 0 };
    let ecn = if tcb.ecn.agreed { ECN } else { 0 };
    timestamps | sack | scaling | ecn
}

const fn micros(time: Duration) -> u64 {
    time.as_nanos() / 1_000
}

const fn millis(time: Duration) -> u64 {
    time.as_nanos() / 1_000_000
}

#[cfg(test)]
mod tests;
