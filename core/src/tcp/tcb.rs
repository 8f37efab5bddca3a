//! 3.3.1 Key Connection State Variables: the transmission control block.

use std::net::SocketAddr;

use super::config::Config;
use super::cx::Cx;
use super::mechanism::challenge::ChallengeBudget;
use super::mechanism::delayed_ack::AckOwed;
use super::mechanism::reassembly::Reassembly;
use super::mechanism::retransmission::RetransmissionQueue;
use super::mechanism::rto::Rto;
use super::mechanism::send_buffer::SendBuffer;
use super::mechanism::timers::Timers;
use super::state::{State, StateCell};
use crate::rule::Rule;
use crate::time::Instant;
use crate::wire::SeqNum;

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
}

/// The two ends of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Our socket.
    pub local: SocketAddr,
    /// The peer's socket.
    pub remote: SocketAddr,
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
    /// OPEN was passive (MUST-11).
    pub passive: bool,
    /// Send side.
    pub snd: SendSpace,
    /// Receive side.
    pub rcv: ReceiveSpace,
    /// Effective send MSS in octets of text (3.7.1).
    pub mss: u32,
    /// Octets from SND.UNA on that may have to be sent (again).
    pub send_buffer: SendBuffer,
    /// What was sent and is not acknowledged.
    pub retransmission: RetransmissionQueue,
    /// Retransmission timeout.
    pub rto: Rto,
    /// Octets received: in order for the user, and ahead of RCV.NXT.
    pub reassembly: Reassembly,
    /// The timers.
    pub timers: Timers,
    pub(super) fin: Fin,
    pub(super) ack: AckOwed,
    pub(super) challenge: ChallengeBudget,
    /// The peer's FIN was taken in; RCV.NXT is beyond it.
    pub(super) peer_closed: bool,
    /// The user will not read any more (3.6.1, half-duplex close).
    pub(super) reader_gone: bool,
    /// The user's own urgent data: SND.UP means something.
    pub(super) urgent_out: bool,
    /// The peer's urgent data: RCV.UP means something.
    pub(super) urgent_in: bool,
    /// The SYN (or SYN,ACK) had to be repeated (RFC 6298 5.7).
    pub(super) syn_repeated: bool,
    /// When the user timeout began to count.
    pub(super) stalled_since: Option<Instant>,
    /// The override timeout fired: the next small piece may go.
    pub(super) overridden: bool,
}

impl Tcb {
    /// A block born in `state`, with `iss` as first number of ours.
    pub(super) fn new(
        pair: Pair,
        config: Config,
        iss: SeqNum,
        birth: (State, State, Rule),
        cx: &mut Cx<'_>,
    ) -> Self {
        let (from, state, rule) = birth;
        Self {
            pair,
            config,
            passive: from == State::Listen,
            snd: SendSpace {
                una: iss,
                nxt: iss,
                up: iss,
                iss,
                ..SendSpace::default()
            },
            rcv: ReceiveSpace {
                wnd: config.receive_buffer.min(u32::from(u16::MAX)),
                ..ReceiveSpace::default()
            },
            mss: u32::from(config.default_mss.min(config.mss)),
            send_buffer: SendBuffer::new(iss + 1, config.send_buffer),
            retransmission: RetransmissionQueue::default(),
            rto: Rto::new(&config),
            reassembly: Reassembly::new(config.receive_buffer),
            timers: Timers::default(),
            fin: Fin::None,
            ack: AckOwed::Nothing,
            challenge: ChallengeBudget::default(),
            peer_closed: false,
            reader_gone: false,
            urgent_out: false,
            urgent_in: false,
            syn_repeated: false,
            stalled_since: None,
            overridden: false,
            state: StateCell::born(state, from, rule, cx),
        }
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

    /// Numbers sent and not acknowledged (SYN and FIN count).
    #[must_use]
    pub fn in_flight(&self) -> u32 {
        self.snd.nxt.since(self.snd.una)
    }

    /// How often the oldest segment in flight was sent again.
    #[must_use]
    pub fn repeats(&self) -> u32 {
        self.retransmission.front().map_or(0, |sent| sent.repeats)
    }

    /// Octets received in order that the user has not read.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.reassembly.readable()
    }
}
