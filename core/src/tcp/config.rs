//! The knobs of a connection: what RFCs leave open and systems choose differently.
//!
//! A profile changes knobs, never code paths by name.

use serde::{Deserialize, Serialize};

use super::mechanism::congestion::{Algorithm, Counting, IdleRestart, InitialWindow};
use super::mechanism::ecn::EcnMode;
use super::mechanism::isn::Isn;
use super::mechanism::quick_ack::AckPolicy;
use super::mechanism::recovery::RateReduction;
use super::mechanism::recovery::prr::Bound;
use super::mechanism::syn_layout::{self, SynLayout};
use super::mechanism::time_wait::{Reopening, TimeWaitRule};
use super::mechanism::urgent::UrgentDelivery;
use super::mechanism::window::WindowRule;
use super::mechanism::writes::PushRule;
use super::pair::Pair;
use crate::time::Duration;

/// Largest window that 16 bits can tell, before any shift (MUST-1, REC-1: kept in 32 bits).
pub const MAX_WINDOW: u32 = 65_535;

/// Knobs of one connection. The default is what RFC 9293 asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub struct Config {
    /// Octets of an IP datagram that the link takes; the MSS follows from it (RFC 6691 2).
    pub mtu: u16,
    /// Octets of text this end wants in one segment at most; the MTU may allow less (`TCP_MAXSEG`).
    pub mss: u16,
    /// Octets assumed for a peer over IPv4 that announces nothing (MUST-15).
    pub default_mss: u16,
    /// The same over IPv6.
    pub default_mss_v6: u16,
    /// The SYN announces an MSS, and what the peer's announces counts (off: FreeBSD's `TCP_NOOPT`).
    pub mss_announced: bool,
    /// Order and padding of the options of a SYN.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub syn_layout: SynLayout,
    /// The first repetition of a SYN that leaves off all options but the MSS; 0 is none (FreeBSD: the third).
    pub syn_plain_from: u32,
    /// The SYN offers to scale windows (RFC 7323 2).
    pub window_scaling: bool,
    /// The SYN offers timestamps (RFC 7323 3).
    pub timestamps: bool,
    /// The clock of the timestamps is shifted by a secret number for each connection (RFC 7323 7.1).
    pub timestamp_offset: bool,
    /// What the clock of the timestamps shows when the run begins, in milliseconds: how long the host has been up.
    /// Only without [`timestamp_offset`](Self::timestamp_offset).
    pub timestamp_clock: u32,
    /// Segments with an old timestamp are refused (RFC 7323 5).
    pub paws: bool,
    /// With timestamps, many samples of one round trip have smaller gains each (RFC 7323 4.2).
    pub rtt_gains_scaled: bool,
    /// A segment without the timestamps agreed on is taken all the same, which RFC 7323 3.2 advises against.
    pub missing_timestamps_tolerated: bool,
    /// The SYN permits selective acknowledgments (RFC 2018).
    pub sack: bool,
    /// Where SACK is agreed on, text that arrives twice is told as well (RFC 2883).
    pub dsack: bool,
    /// Capacity of the receive buffer in octets.
    pub receive_buffer: u32,
    /// What the receive buffer may become: the shift offered is the least with which a window can tell it.
    pub max_receive_buffer: u32,
    /// The receive buffer is made a whole number of segments once the MSS is known (FreeBSD).
    pub receive_buffer_in_segments: bool,
    /// How the receive window follows the room in the buffer (3.8.6.2.2).
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub window_rule: WindowRule,
    /// Capacity of the send buffer in octets.
    pub send_buffer: u32,
    /// Maximum segment lifetime times two: how long TIME-WAIT lasts (3.6.1).
    pub time_wait: Duration,
    /// RTO before the first sample (RFC 6298 2.1).
    pub rto_initial: Duration,
    /// Least RTO (RFC 6298 2.4).
    pub rto_min: Duration,
    /// Largest RTO (RFC 6298 2.5: at least 60 s).
    pub rto_max: Duration,
    /// Clock granularity G (RFC 6298 2).
    pub rto_granularity: Duration,
    /// RTO at which data begins when the SYN had to be repeated (RFC 6298 5.7).
    pub rto_after_syn_loss: Duration,
    /// Repetitions of a SYN at the initial RTO before back-off begins (Linux: `tcp_syn_linear_timeouts`).
    pub syn_linear_timeouts: u32,
    /// Repetitions of a SYN before an active OPEN fails.
    pub syn_retries: u32,
    /// Repetitions of a SYN,ACK before the entry is dropped.
    pub synack_retries: u32,
    /// How soon a SYN goes again that has drawn an ACK which cannot be, if it has not gone again yet (Linux:
    /// `TCP_TIMEOUT_MIN`, two ticks).
    pub syn_hurry: Option<Duration>,
    /// One tick of the clock that initial numbers follow.
    pub isn_tick: Duration,
    /// A SYN that comes again draws the SYN,ACK again, not a bare ACK (Linux: `tcp_check_req`).
    pub synack_for_syn: bool,
    /// R1: how often the same data is repeated before the user is told; 0 is never (SHLD-20).
    pub r1: u32,
    /// R2: how long the same data is repeated before the connection is given up; `None` is for ever (MUST-21).
    pub r2: Option<Duration>,
    /// User timeout (3.9.1.1); `None` is none.
    pub user_timeout: Option<Duration>,
    /// The two ends tell each other their user timeouts (RFC 5482: ENABLED).
    pub user_timeout_option: bool,
    /// The user timeout that is told; `None` is the one in use here (RFC 5482: `ADV_UTO`).
    pub adv_uto: Option<Duration>,
    /// What the peer tells may change the user timeout (RFC 5482: CHANGEABLE).
    pub uto_changeable: bool,
    /// The most that is adopted (RFC 5482: `U_LIMIT`).
    pub uto_upper_limit: Duration,
    /// The least that is adopted; the RTO is always exceeded (RFC 5482: `L_LIMIT`).
    pub uto_lower_limit: Duration,
    /// How long an ACK may wait for company (3.8.6.3); `None` answers every segment at once.
    pub delayed_ack: Option<Duration>,
    /// Which segments are acknowledged at once all the same.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub ack_policy: AckPolicy,
    /// Nagle's algorithm (3.7.4).
    pub nagle: bool,
    /// A shut window is probed with a number below it and no octet (Linux), not with the next octet.
    pub probe_below_window: bool,
    /// Nagle's algorithm looks at segments that are not full only: Minshall's variant.
    pub minshall: bool,
    /// Nothing less than a full segment leaves (`TCP_CORK`), unless it is all and has waited for one RTO.
    pub cork: bool,
    /// Which segments carry PSH.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub push_rule: PushRule,
    /// The override timeout of silly-window avoidance (3.8.6.2.1).
    pub override_timeout: Duration,
    /// Congestion control (RFC 5681, RFC 9438).
    pub congestion: Algorithm,
    /// What its window counts.
    pub counting: Counting,
    /// In congestion avoidance what is acknowledged counts, not how often (RFC 5681 3.1; else its formula 3).
    pub byte_counting: bool,
    /// The initial window (RFC 5681 3.1, RFC 6928).
    pub initial_window: InitialWindow,
    /// Repetitions of the SYN that leave the initial window as it is (RFC 5681: none; RFC 6928 2 speaks of one).
    pub syn_losses_forgiven: u32,
    /// Segments that leave as one piece at least, where there are so many (Linux: `tcp_min_tso_segs`); 0 is one by one.
    pub offload_segments: u32,
    /// Slow start ends before losses end it (CUBIC only).
    pub hystart: bool,
    /// What becomes of the window of an idle sender (RFC 5681 4.1).
    pub idle_restart: IdleRestart,
    /// The threshold is a part of the window, not of what is in flight (Linux; RFC 9438 4.6 allows it).
    pub reduce_from_window: bool,
    /// How the window falls after a loss.
    pub rate_reduction: RateReduction,
    /// How much PRR lets go when little is in flight.
    pub prr_bound: Bound,
    /// Losses are found by time (RFC 8985; Linux: `tcp_recovery`), where SACK is in use.
    pub rack: bool,
    /// A probe goes before the retransmission timer fires (RFC 8985 7; Linux: `tcp_early_retrans`).
    pub tail_loss_probe: bool,
    /// How long the peer may keep the ACK of a single segment back, as far as the probe reckons with it.
    pub probe_ack_delay: Duration,
    /// After a timeout new data tells whether it was spurious (RFC 5682; Linux: `tcp_frto`).
    pub frto: bool,
    /// A reduction that turns out needless is undone (RFC 3522, RFC 3708).
    pub undo: bool,
    /// The most that seen reordering may make of `reordering` (Linux: `tcp_max_reordering`).
    pub max_reordering: u32,
    /// Duplicate ACKs that tell of a loss: `DupThresh` (RFC 5681 3.2; Linux: `tcp_reordering`).
    pub reordering: u32,
    /// New segments for the first duplicate ACKs (RFC 3042).
    pub limited_transmit: bool,
    /// Challenge ACKs allowed ...
    pub challenge_limit: u32,
    /// ... in so long a time (RFC 5961 7).
    pub challenge_interval: Duration,
    /// Keep-alives (3.8.4), ...
    pub keepalive: bool,
    /// ... after so long a silence, ...
    pub keepalive_idle: Duration,
    /// ... then at this interval, ...
    pub keepalive_interval: Duration,
    /// ... and so many that nobody answers are enough.
    pub keepalive_probes: u32,
    /// The user timeout also counts while the peer's window is shut or keep-alives go out (Linux).
    pub user_timeout_probes: bool,
    /// Explicit congestion notification (RFC 3168).
    pub ecn: EcnMode,
    /// The repetition of a SYN from which on it offers no ECN; 0 is the first (3168-4).
    pub ecn_retries: u32,
    /// Segments become smaller when a router says that they do not fit (RFC 1191, RFC 8201).
    pub path_mtu_discovery: bool,
    /// The least that a router over IPv4 is believed, in octets of a datagram (Linux: `min_pmtu`).
    pub min_path_mtu: u16,
    /// Which ICMP errors end a connection (3.9.2.2).
    pub icmp: IcmpPolicy,
    /// What RECEIVE makes of urgent data; a host's sockets choose by `SO_OOBINLINE`.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub urgent_delivery: UrgentDelivery,
    /// The urgent pointer that comes in names the last urgent octet (RFC 1122 4.2.2.4), not the one after it (MUST-62).
    pub urgent_pointer_at_last: bool,
    /// A RST anywhere in the window is obeyed, as RFC 793 has it and RFC 5961 3.2 advises against.
    pub insecure_rst: bool,
    /// A SYN in the window of a synchronized connection resets it, as RFC 793 has it; RFC 5961 4.2 sends an ACK.
    pub insecure_syn: bool,
    /// A SYN with FIN is no SYN in LISTEN (Linux).
    pub listen_drops_fin: bool,
    /// A SYN,ACK in LISTEN is dropped; RFC 9293 3.10.7.2 resets whoever sent it.
    pub listen_drops_syn_ack: bool,
    /// The acknowledgment of the peer's FIN repeats ours where that is not acknowledged yet (FreeBSD).
    pub fin_repeated: bool,
    /// The FIN of a SYN that crosses ours in SYN-SENT is ignored, its text is not (FreeBSD).
    pub syn_fin_ignored: bool,
    /// A segment that ends right before RCV.NXT brings nothing new, but its ACK counts (BSD trims what it knows).
    pub repetition_counts: bool,
    /// How ABORT's RST looks (3.10.5).
    pub abort_form: AbortForm,
    /// What a segment does to TIME-WAIT.
    pub time_wait_rule: TimeWaitRule,
    /// Which SYN may open a new connection in place of one in TIME-WAIT (MAY-2, RFC 6191).
    pub time_wait_reopening: Reopening,
    /// A RST does not end TIME-WAIT (RFC 1337 3, F1).
    pub rfc1337: bool,
    /// How long FIN-WAIT-2 lasts once nobody holds the connection any more; `None` is for ever. Never shorter than
    /// three and a half RTO.
    pub fin_wait_2: Option<Duration>,
    /// A connection that nobody holds does not wait in FIN-WAIT-2 (Linux: `TCP_LINGER2` below zero).
    pub fin_wait_2_refused: bool,
    /// R2 of a connection that nobody holds any more; `None` is as of any other.
    pub orphan_r2: Option<Duration>,
}

/// How ABORT's RST looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AbortForm {
    /// `<SEQ=SND.NXT><CTL=RST>` (3.10.5).
    #[default]
    Bare,
    /// With an ACK of RCV.NXT and a window of zero (FreeBSD).
    Acknowledging,
    /// With an ACK of RCV.NXT and the window (Linux).
    WithWindow,
}

/// Which ICMP errors end a connection. Hard are "protocol unreachable" and "port unreachable" (RFC 1122 4.2.3.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IcmpPolicy {
    /// Hard ones, in every state (SHLD-26).
    #[default]
    Hard,
    /// Hard ones, before the connection is synchronized (RFC 5927 5.2).
    HardOpening,
    /// Any, before the connection is synchronized (Linux).
    AnyOpening,
    /// Hard ones, prohibitions and an expired time to live, in SYN-SENT (FreeBSD: `icmp_may_rst`).
    ProhibitedOpening,
    /// None.
    Never,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            mtu: 1500,
            mss: u16::MAX,
            default_mss: 536,
            default_mss_v6: 1220,
            mss_announced: true,
            syn_layout: syn_layout::LINUX,
            syn_plain_from: 0,
            window_scaling: false,
            timestamps: false,
            timestamp_offset: true,
            timestamp_clock: 0,
            paws: true,
            rtt_gains_scaled: true,
            missing_timestamps_tolerated: false,
            sack: false,
            dsack: true,
            receive_buffer: 65_535,
            max_receive_buffer: 65_535,
            receive_buffer_in_segments: false,
            window_rule: WindowRule::Steps,
            send_buffer: 65_536,
            time_wait: Duration::from_secs(240),
            rto_initial: Duration::from_secs(1),
            rto_min: Duration::from_secs(1),
            rto_max: Duration::from_secs(60),
            rto_granularity: Duration::from_millis(1),
            rto_after_syn_loss: Duration::from_secs(3),
            syn_linear_timeouts: 0,
            // 1+2+4+8+16+32+60+60 = 183 s, the first sum of three minutes or more (MUST-23).
            syn_retries: 7,
            synack_retries: 7,
            synack_for_syn: false,
            syn_hurry: None,
            isn_tick: crate::tcp::mechanism::isn::TICK,
            r1: 3,
            r2: Some(Duration::from_secs(100)),
            user_timeout: Some(Duration::from_secs(300)),
            user_timeout_option: false,
            adv_uto: None,
            uto_changeable: true,
            uto_upper_limit: Duration::from_secs(3600),
            uto_lower_limit: Duration::from_secs(100),
            delayed_ack: Some(Duration::from_millis(200)),
            ack_policy: AckPolicy::FullSegments,
            nagle: true,
            probe_below_window: false,
            minshall: false,
            cork: false,
            push_rule: PushRule::QueueEmpty,
            override_timeout: Duration::from_millis(200),
            congestion: Algorithm::Reno,
            counting: Counting::Octets,
            byte_counting: false,
            initial_window: InitialWindow::Rfc5681,
            syn_losses_forgiven: 0,
            offload_segments: 0,
            hystart: false,
            idle_restart: IdleRestart::AtOnce,
            reduce_from_window: false,
            rate_reduction: RateReduction::Halve,
            prr_bound: Bound::Safe,
            rack: false,
            tail_loss_probe: false,
            probe_ack_delay: Duration::from_millis(200),
            frto: false,
            undo: false,
            max_reordering: 300,
            reordering: 3,
            limited_transmit: true,
            challenge_limit: 10,
            challenge_interval: Duration::from_secs(5),
            keepalive: false,
            keepalive_idle: Duration::from_secs(7200),
            keepalive_interval: Duration::from_secs(75),
            keepalive_probes: 9,
            user_timeout_probes: false,
            ecn: EcnMode::Off,
            ecn_retries: 0,
            path_mtu_discovery: true,
            min_path_mtu: 68,
            icmp: IcmpPolicy::Hard,
            urgent_delivery: UrgentDelivery::ToTheMark,
            urgent_pointer_at_last: false,
            insecure_rst: false,
            insecure_syn: false,
            listen_drops_fin: false,
            listen_drops_syn_ack: false,
            fin_repeated: false,
            syn_fin_ignored: false,
            repetition_counts: false,
            abort_form: AbortForm::Bare,
            time_wait_rule: TimeWaitRule::Steps,
            time_wait_reopening: Reopening::Rfc6191,
            rfc1337: false,
            fin_wait_2: None,
            fin_wait_2_refused: false,
            orphan_r2: None,
        }
    }
}

impl Config {
    /// What a connection between `pair` adds to the clock of its timestamps (RFC 7323 7.1).
    #[must_use]
    pub fn clock_offset(&self, isn: Isn, pair: &Pair) -> u32 {
        if self.timestamp_offset {
            isn.timestamp_offset(pair)
        } else {
            self.timestamp_clock
        }
    }

    /// What Linux 6.x does, as far as the engine models it (measured, and ip-sysctl).
    #[must_use]
    pub fn linux_6() -> Self {
        Self {
            time_wait: Duration::from_secs(60),
            rto_min: Duration::from_millis(200),
            // `tcp_rto_min` bounds 4*RTTVAR: the RTO is at least 200 ms above SRTT.
            rto_granularity: Duration::from_millis(200),
            rto_max: Duration::from_secs(120),
            syn_linear_timeouts: 4,
            // Four linear ones and `tcp_syn_retries` = 6 that double.
            syn_retries: 10,
            synack_retries: 5,
            synack_for_syn: true,
            syn_hurry: Some(Duration::from_millis(8)),
            // `secure_tcp_seq`: the clock in nanoseconds, shifted by six.
            isn_tick: Duration::from_nanos(64),
            r2: Some(Duration::from_millis(924_600)),
            user_timeout: None,
            delayed_ack: Some(Duration::from_millis(40)),
            congestion: Algorithm::Cubic,
            ack_policy: AckPolicy::Adaptive,
            minshall: true,
            push_rule: PushRule::WriteEnds,
            counting: Counting::Segments,
            probe_below_window: true,
            offload_segments: 2,
            hystart: true,
            idle_restart: IdleRestart::Decay,
            reduce_from_window: true,
            rate_reduction: RateReduction::ProportionalToWindow,
            rack: true,
            tail_loss_probe: true,
            frto: true,
            undo: true,
            initial_window: InitialWindow::Segments(10),
            syn_losses_forgiven: 1,
            challenge_limit: 1,
            challenge_interval: Duration::from_millis(500),
            window_scaling: true,
            sack: true,
            timestamps: true,
            rtt_gains_scaled: false,
            missing_timestamps_tolerated: true,
            // `tcp_rmem`: half of 131072 is for data, up to 6 MiB in all.
            receive_buffer: 65_536,
            max_receive_buffer: 6_291_456,
            window_rule: WindowRule::Rounded,
            user_timeout_probes: true,
            ecn: EcnMode::Accept,
            min_path_mtu: 552,
            icmp: IcmpPolicy::AnyOpening,
            listen_drops_fin: true,
            urgent_delivery: UrgentDelivery::OutOfBand,
            abort_form: AbortForm::WithWindow,
            time_wait_rule: TimeWaitRule::Restarting,
            time_wait_reopening: Reopening::NumberOrTimestamp,
            // `tcp_fin_timeout`
            fin_wait_2: Some(Duration::from_secs(60)),
            // `tcp_orphan_retries` 0 means 8 for a peer that was alive: 0.2 s * (2^9 - 1).
            orphan_r2: Some(Duration::from_millis(102_200)),
            ..Self::default()
        }
    }
}
