//! 3.3.1 Key Connection State Variables: the transmission control block.

use std::net::SocketAddr;

use super::config::Config;
use super::cx::Cx;
use super::mechanism::challenge::ChallengeBudget;
use super::mechanism::congestion::Congestion;
use super::mechanism::counters::Counters;
use super::mechanism::delayed_ack::AckOwed;
use super::mechanism::ecn::{self, Ecn};
use super::mechanism::isn;
use super::mechanism::keepalive::Keepalive;
use super::mechanism::mss;
use super::mechanism::offload::Piece;
use super::mechanism::options::{self, Agreed};
use super::mechanism::quick_ack::AckPace;
use super::mechanism::reassembly::Reassembly;
use super::mechanism::recovery::Recovery;
use super::mechanism::rto::Rto;
use super::mechanism::sack::SackReport;
use super::mechanism::scoreboard::Scoreboard;
use super::mechanism::send_buffer::SendBuffer;
use super::mechanism::timers::{Timer, Timers};
use super::mechanism::timestamps::Timestamps;
use super::mechanism::user_timeout::{self, UserTimeouts};
use super::mechanism::window;
use super::mechanism::writes::Writes;
use super::mechanism::zero_window::WindowProbes;
use super::output::What;
use super::pair::Pair;
use super::state::State;
use super::transition::StateCell;
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{Flags, Segment, SeqNum};

/// Send sequence variables (3.3.1, figure 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendSpace {
    /// Oldest number not acknowledged.
    pub una: SeqNum,
    /// Next number to send.
    pub nxt: SeqNum,
    /// Send window in octets.
    pub wnd: u32,
    /// Urgent pointer: the number after the urgent data.
    pub up: SeqNum,
    /// SEG.SEQ of the last window update.
    pub wl1: SeqNum,
    /// SEG.ACK of the last window update.
    pub wl2: SeqNum,
    /// Initial send sequence number.
    pub iss: SeqNum,
    /// Largest window the peer has offered (MAX.SND.WND of RFC 5961 and 3.8.6.2.1).
    pub max_wnd: u32,
    /// Snd.Wind.Shift: the windows of the peer count so many times doubled (RFC 7323 2.3).
    pub scale: u8,
}

/// Receive sequence variables (3.3.1, figure 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceiveSpace {
    /// Next number expected.
    pub nxt: SeqNum,
    /// Receive window in octets, as the peer knows it.
    pub wnd: u32,
    /// Urgent pointer.
    pub up: SeqNum,
    /// Initial receive sequence number.
    pub irs: SeqNum,
    /// Rcv.Wind.Shift: our windows are told so many times halved (RFC 7323 2.3).
    pub scale: u8,
    /// The window grows no further for now ([`WindowRule::Rounded`](super::mechanism::window::WindowRule)).
    pub limit: u32,
}

/// What a record in LISTEN remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listen {
    /// Our socket.
    pub local: SocketAddr,
    /// The only peer to be answered, when the OPEN was specified fully.
    pub remote: Option<SocketAddr>,
    /// The knobs of what will be accepted.
    pub config: Config,
}

/// How a record came into being; RST and SYN in SYN-RECEIVED depend on it.
#[expect(
    clippy::large_enum_variant,
    reason = "one per connection: a box would cost every passive connection an allocation"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By an active OPEN.
    Active,
    /// Out of this LISTEN.
    Passive(Listen),
}

/// How far our own FIN has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fin {
    /// The user has not closed.
    #[default]
    None,
    /// It waits behind queued data.
    Queued,
    /// It was sent with this number.
    Sent(SeqNum),
}

/// Transmission control block: everything one connection remembers.
#[derive(Clone, Debug, PartialEq)]
pub struct Tcb {
    pub(super) state: StateCell,
    /// The two ends.
    pub pair: Pair,
    /// The knobs.
    pub config: Config,
    /// How OPEN was called (MUST-11).
    pub origin: Origin,
    /// Send side.
    pub snd: SendSpace,
    /// Receive side.
    pub rcv: ReceiveSpace,
    /// What keep-alives go by.
    pub keepalive: Keepalive,
    /// The user timeouts that the two ends tell each other.
    pub uto: UserTimeouts,
    /// Explicit congestion notification.
    pub ecn: Ecn,
    /// The extensions that our SYN offers, then those that both SYNs have.
    pub agreed: Agreed,
    /// Timestamps.
    pub ts: Timestamps,
    /// What is told of text out of order or twice.
    pub(super) sack: SackReport,
    /// What the peer announced as its MSS, or what is assumed of one that did not (3.7.1).
    pub peer_mss: u16,
    /// What routers on the path have said that they can pass on, in octets of a datagram.
    pub path_mtu: Option<u16>,
    /// Effective send MSS in octets of text (3.7.1).
    pub mss: u32,
    /// Octets from SND.UNA on that may have to be sent (again).
    pub send_buffer: SendBuffer,
    /// What was sent and is not acknowledged.
    pub scoreboard: Scoreboard,
    /// How much may be in the network (RFC 5681).
    pub congestion: Congestion,
    /// The piece of several segments that is being sent.
    pub(super) piece: Piece,
    /// When text was last sent.
    pub(super) last_sent: Option<Instant>,
    /// What is known of losses, and what is done about them.
    pub recovery: Recovery,
    /// Retransmission timeout.
    pub rto: Rto,
    /// Octets received: in order for the user, and ahead of RCV.NXT.
    pub reassembly: Reassembly,
    /// The timers.
    pub timers: Timers,
    /// What was done so far.
    pub counters: Counters,
    /// Where the user's writes end.
    pub(super) writes: Writes,
    pub(super) fin: Fin,
    pub(super) ack: AckOwed,
    /// What arrivals have taught about when to acknowledge.
    pub(super) pace: AckPace,
    pub(super) challenge: ChallengeBudget,
    /// The peer's FIN was taken in; RCV.NXT is beyond it.
    pub(super) peer_closed: bool,
    /// The user will not read any more (3.6.1, half-duplex close).
    pub(super) reader_gone: bool,
    /// The user's own urgent data: SND.UP means something.
    pub(super) urgent_out: bool,
    /// The peer's urgent data: RCV.UP means something.
    pub(super) urgent_in: bool,
    /// The octet before RCV.UP was taken apart from the stream.
    pub(super) urgent_taken: bool,
    /// How often the SYN (or SYN,ACK) had to be repeated (RFC 6298 5.7, RFC 5681 3.1).
    pub(super) syn_losses: u32,
    /// When the peer was last heard while its window was shut: R2 counts from there (MUST-37).
    pub(super) heard_at: Instant,
    /// Nobody holds the connection any more.
    pub(super) orphaned: bool,
    /// The probes of the peer's window, while it is shut.
    pub(crate) window_probes: WindowProbes,
    /// The override timeout fired: the next small piece may go.
    pub(super) overridden: bool,
}

impl Tcb {
    /// A block in its first state (SYN-SENT or SYN-RECEIVED), out of `from`.
    pub(super) fn new(
        pair: Pair,
        config: Config,
        (from, origin): (State, Origin),
        rule: Rule,
        cx: &mut Cx<'_>,
    ) -> Self {
        let state = match origin {
            Origin::Active => State::SynSent,
            Origin::Passive(_) => State::SynReceived,
        };
        let iss = isn::first(&pair, config.isn_tick, cx);
        let peer_mss = mss::assumed(&config, &pair);
        Self {
            pair,
            config,
            origin,
            snd: SendSpace {
                una: iss,
                nxt: iss,
                up: iss,
                iss,
                ..SendSpace::default()
            },
            rcv: ReceiveSpace {
                wnd: window::first(&config, &pair),
                limit: window::first(&config, &pair),
                ..ReceiveSpace::default()
            },
            agreed: Agreed::offered(&config),
            keepalive: Keepalive::heard(cx.now),
            uto: UserTimeouts::new(&config),
            ecn: Ecn::offering(&config),
            sack: SackReport::default(),
            ts: Timestamps {
                offset: config.clock_offset(cx.isn, &pair).wrapping_sub(cx.ts_lag),
                ..Timestamps::default()
            },
            peer_mss,
            path_mtu: None,
            mss: peer_mss.min(mss::local(&config, &pair)).into(),
            send_buffer: SendBuffer::new(iss + 1, config.send_buffer),
            scoreboard: Scoreboard::default(),
            congestion: Congestion::new(&config),
            recovery: Recovery::new(iss, &config),
            piece: Piece::default(),
            last_sent: None,
            rto: Rto::new(&config),
            reassembly: Reassembly::new(config.receive_buffer),
            timers: Timers::default(),
            counters: Counters::new(cx.now),
            writes: Writes::new(iss),
            fin: Fin::None,
            ack: AckOwed::Nothing,
            pace: AckPace::default(),
            challenge: ChallengeBudget::default(),
            peer_closed: false,
            reader_gone: false,
            urgent_out: false,
            urgent_in: false,
            urgent_taken: false,
            syn_losses: 0,
            heard_at: cx.now,
            orphaned: false,
            window_probes: WindowProbes::default(),
            overridden: false,
            state: StateCell::born(state, from, rule, cx),
        }
    }

    /// OPEN was passive.
    #[must_use]
    pub const fn is_passive(&self) -> bool {
        matches!(self.origin, Origin::Passive(_))
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state.get()
    }

    /// Our FIN was sent and is acknowledged.
    #[must_use]
    pub fn fin_acked(&self) -> bool {
        matches!(self.fin, Fin::Sent(seq) if self.snd.una.gt(seq))
    }

    /// Nobody holds the connection any more.
    #[must_use]
    pub const fn is_orphaned(&self) -> bool {
        self.orphaned
    }

    /// Three and a half RTO: what remains of a connection lasts so long at least, for the peer may repeat what it has
    /// to say (Linux: `tcp_fin_time`, `tcp_time_wait`).
    #[must_use]
    pub const fn short_life(&self) -> Duration {
        self.rto.current.times(7).divided_by(2)
    }

    /// Our SYN is not acknowledged yet: the first octet of text comes after SND.UNA.
    #[must_use]
    pub fn syn_in_flight(&self) -> bool {
        self.send_buffer.start() == self.snd.una + 1
    }

    /// The user has closed its side (FIN queued or sent).
    #[must_use]
    pub const fn is_closing(&self) -> bool {
        !matches!(self.fin, Fin::None)
    }

    /// Octets of text given by the user and not sent yet.
    #[must_use]
    pub fn unsent(&self) -> u32 {
        self.send_buffer.beyond(self.snd.nxt)
    }

    /// Octets of text given by the user and not acknowledged, sent or not, and the FIN; nothing before the handshake
    /// is complete (Linux: `SIOCOUTQ`).
    #[must_use]
    pub fn unacknowledged(&self) -> u32 {
        if self.syn_in_flight() {
            return 0;
        }
        let fin = self.is_closing() && !self.fin_acked();
        self.send_buffer.octets() + u32::from(fin)
    }

    /// Urgent data of the peer's is ahead of the reader (MUST-32).
    #[must_use]
    pub fn urgent_ahead(&self) -> bool {
        self.urgent_in && self.rcv.up.gt(self.consumed())
    }

    /// Numbers sent and not acknowledged (SYN and FIN count).
    #[must_use]
    pub fn in_flight(&self) -> u32 {
        self.snd.nxt.since(self.snd.una)
    }

    /// How often the oldest segment in flight was sent again.
    #[must_use]
    pub fn repeats(&self) -> u32 {
        self.scoreboard.front().map_or(0, |sent| sent.repeats)
    }

    /// Octets received in order that the user has not read.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.reassembly.readable()
    }

    /// The number of the next octet the user will read.
    #[must_use]
    pub fn consumed(&self) -> SeqNum {
        // The FIN took a number too, but there is nothing to read in it.
        self.rcv.nxt - self.unread() - u32::from(self.peer_closed)
    }

    /// The peer's FIN was taken in.
    #[must_use]
    pub const fn peer_closed(&self) -> bool {
        self.peer_closed
    }

    /// Octets of text in a full segment of the peer's.
    #[must_use]
    pub fn receive_mss(&self) -> u32 {
        // Until a better guess exists both directions are taken to be alike.
        self.mss.min(self.local_mss().into())
    }

    /// Octets of text this end takes in one segment, as announced (3.7.1, MUST-67).
    #[must_use]
    pub const fn local_mss(&self) -> u16 {
        mss::local(&self.config, &self.pair)
    }

    /// A SYN gives IRS, RCV.NXT, the window and the MSS.
    pub(super) fn take_syn(&mut self, segment: &Segment, cx: &mut Cx<'_>) {
        self.rcv.irs = segment.seq;
        self.rcv.nxt = segment.seq + 1;
        self.rcv.up = self.rcv.nxt;
        options::settle(self, segment, cx);
        ecn::settle(self, segment, cx);
        user_timeout::hear(self, segment, cx);
        mss::settle(self, segment.options.mss(), cx);
        self.set_window(segment, Rule::WindowUpdate, cx);
    }

    /// The window that a segment states, in octets.
    pub(super) fn window_of(&self, segment: &Segment) -> u32 {
        // RFC 7323 2.2: the window of a SYN is never scaled; 2.3: every other one is shifted.
        let syn = segment.has(Flags::SYN);
        let shift = if syn { 0 } else { self.snd.scale };
        u32::from(segment.window) << shift
    }

    /// SND.WND, SND.WL1 and SND.WL2 from this segment.
    pub(super) fn set_window(&mut self, segment: &Segment, rule: Rule, cx: &mut Cx<'_>) {
        let wnd = self.window_of(segment);
        if wnd != self.snd.wnd {
            cx.note(rule, What::Window { wnd });
        }
        self.snd.wnd = wnd;
        self.snd.max_wnd = self.snd.max_wnd.max(wnd);
        self.snd.wl1 = segment.seq;
        self.snd.wl2 = segment.ack;
    }

    /// Sets a timer to fire `after` now.
    pub(super) fn start_timer(
        &mut self,
        timer: Timer,
        rule: Rule,
        after: Duration,
        cx: &mut Cx<'_>,
    ) {
        let at = cx.now + after;
        self.timers.set(timer, cx.now, at);
        cx.note(rule, What::TimerSet { timer, at });
    }

    /// Stops a timer, if it runs.
    pub(super) fn stop_timer(&mut self, timer: Timer, rule: Rule, cx: &mut Cx<'_>) {
        if self.timers.stop(timer) {
            cx.note(rule, What::TimerStopped { timer });
        }
    }
}
