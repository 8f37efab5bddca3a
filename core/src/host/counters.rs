//! What a host counts: the numbers of `netstat -s`, by the names that `nstat` gives them.
//!
//! They are a fold over what the steps of the host give out: [`Host::tally`] reads each output once, and here is the
//! only table of which rule or row counts as what (Linux: `TCP_INC_STATS`, `NET_INC_STATS`).

use super::Host;
use super::ids::SocketId;
use super::sink::{HostNote, HostOutput};
use super::socket::Socket;
use crate::rule::Rule;
use crate::tcp::mechanism::recovery::Phase;
use crate::tcp::{Note, Output, Signal, State, Timer, What};
use crate::wire::{Flags, Segment};

/// Declares [`Counter`] with its names in one place.
macro_rules! counters {
    ($( $name:ident $text:literal $what:literal; )+) => {
        /// Something that is counted. In the order of `/proc/net/snmp` and `/proc/net/netstat`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Counter { $( #[doc = $what] $name, )+ }

        impl Counter {
            /// Every counter, in order.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// As `nstat` names it: `TcpActiveOpens`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }
        }
    };
}

counters! {
    ActiveOpens "TcpActiveOpens" "From CLOSED to SYN-SENT.";
    PassiveOpens "TcpPassiveOpens" "A handshake that a listener began is complete.";
    AttemptFails "TcpAttemptFails" "An opening that came to nothing.";
    EstabResets "TcpEstabResets" "From ESTABLISHED or CLOSE-WAIT to CLOSED at once.";
    CurrEstab "TcpCurrEstab" "Connections in ESTABLISHED or CLOSE-WAIT now.";
    InSegs "TcpInSegs" "Segments that arrived.";
    OutSegs "TcpOutSegs" "Segments sent, without those that only repeat.";
    RetransSegs "TcpRetransSegs" "Segments sent again.";
    InErrs "TcpInErrs" "What arrived and is no segment.";
    OutRsts "TcpOutRsts" "Segments sent with RST.";
    InCsumErrors "TcpInCsumErrors" "Segments with a wrong checksum.";
    SyncookiesSent "TcpExtSyncookiesSent" "SYN cookies sent.";
    SyncookiesRecv "TcpExtSyncookiesRecv" "SYN cookies that came back.";
    SyncookiesFailed "TcpExtSyncookiesFailed" "ACKs that carried no cookie of ours.";
    EmbryonicRsts "TcpExtEmbryonicRsts" "Entries of SYN queues ended by a RST, or answered with one.";
    TimeWaited "TcpExtTW" "TIME-WAIT that came to its end.";
    TimeWaitRecycled "TcpExtTWRecycled" "TIME-WAIT that a new connection took the place of.";
    PawsPassive "TcpExtPAWSPassive" "A SYN whose timestamp is older than the last one of its address; with tcp_tw_recycle.";
    PawsActive "TcpExtPAWSActive" "A SYN,ACK with a timestamp that is not ours.";
    PawsEstab "TcpExtPAWSEstab" "Segments with a timestamp that is too old.";
    DelayedAcks "TcpExtDelayedACKs" "ACKs that waited to the end of their time.";
    DelayedAckLost "TcpExtDelayedACKLost" "Text that was here already: our ACK may be lost.";
    ListenOverflows "TcpExtListenOverflows" "An accept queue was full.";
    ListenDrops "TcpExtListenDrops" "A listener dropped a SYN, or the ACK that would complete a handshake.";
    RenoRecovery "TcpExtTCPRenoRecovery" "Loss recovery begun without SACK.";
    SackRecovery "TcpExtTCPSackRecovery" "Loss recovery begun with SACK.";
    SackReorder "TcpExtTCPSACKReorder" "Reordering seen.";
    FullUndo "TcpExtTCPFullUndo" "A reduction was undone: nothing was lost.";
    DsackUndo "TcpExtTCPDSACKUndo" "A reduction was undone: all that was repeated came twice.";
    FastRetrans "TcpExtTCPFastRetrans" "Segments sent again in recovery.";
    SlowStartRetrans "TcpExtTCPSlowStartRetrans" "Segments sent again after a timeout, as cwnd grows.";
    Timeouts "TcpExtTCPTimeouts" "Retransmission timers that fired.";
    LossProbes "TcpExtTCPLossProbes" "Tail loss probes sent.";
    LossProbeRecovery "TcpExtTCPLossProbeRecovery" "A probe repaired a loss.";
    DsackOldSent "TcpExtTCPDSACKOldSent" "Told of text that came twice, before RCV.NXT.";
    DsackOfoSent "TcpExtTCPDSACKOfoSent" "Told of text that came twice, ahead of RCV.NXT.";
    DsackRecv "TcpExtTCPDSACKRecv" "Heard of text that came twice.";
    AbortOnData "TcpExtTCPAbortOnData" "Reset: text after the close, or a linger of zero seconds.";
    AbortOnClose "TcpExtTCPAbortOnClose" "Reset: closed over text that nobody had read.";
    AbortOnMemory "TcpExtTCPAbortOnMemory" "Reset: too many orphans.";
    AbortOnTimeout "TcpExtTCPAbortOnTimeout" "Given up: the peer was silent for too long.";
    SpuriousRtos "TcpExtTCPSpuriousRTOs" "Timeouts that came too early.";
    DeferAcceptDrop "TcpExtTCPDeferAcceptDrop" "Bare ACKs dropped: the listener waits for data.";
    TimeWaitOverflow "TcpExtTCPTimeWaitOverflow" "There was no room for another TIME-WAIT.";
    ReqQFullDoCookies "TcpExtTCPReqQFullDoCookies" "A SYN queue was full: a cookie was sent.";
    ReqQFullDrop "TcpExtTCPReqQFullDrop" "A SYN queue was full: the SYN was dropped.";
    OfoQueue "TcpExtTCPOFOQueue" "Segments kept ahead of RCV.NXT.";
    ChallengeAck "TcpExtTCPChallengeACK" "Challenge ACKs sent.";
    SynChallenge "TcpExtTCPSYNChallenge" "A SYN on an open connection.";
    SynRetrans "TcpExtTCPSynRetrans" "SYN, and SYN,ACK, sent again.";
    OrigDataSent "TcpExtTCPOrigDataSent" "Segments with new data sent.";
    AckSkippedChallenge "TcpExtTCPACKSkippedChallenge" "Challenge ACKs not sent: enough of them.";
    WinProbe "TcpExtTCPWinProbe" "Probes of a shut window sent.";
    KeepAlive "TcpExtTCPKeepAlive" "Keep-alives sent.";
}

/// How many there are.
const COUNT: usize = Counter::ALL.len();

/// The counts of one host since it was switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counters([u64; COUNT]);

impl Default for Counters {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl Counters {
    pub(super) fn add(&mut self, counter: Counter) {
        if let Some(count) = self.0.get_mut(counter as usize) {
            *count = count.saturating_add(1);
        }
    }
}

impl Host {
    /// Counts one thing that a step has given out. Whoever runs the step calls this once for each output.
    pub fn tally(&mut self, output: &HostOutput) {
        match output {
            HostOutput::Packet {
                packet,
                rule,
                retransmission,
                ..
            } => {
                if let Some(segment) = packet.segment() {
                    self.tally_segment(segment, *rule, *retransmission);
                }
            }
            HostOutput::Tcp { socket, output } => match output {
                Output::Note(note) => self.tally_tcp(*socket, *note),
                Output::Signal(_, Signal::TimedOut) => self.counters.add(Counter::AbortOnTimeout),
                Output::Signal(_, _) | Output::Segment(_) | Output::Check(_) => {}
            },
            HostOutput::Note(note) => self.tally_host(*note),
            HostOutput::Reply { .. } | HostOutput::Check(_) => {}
        }
    }

    /// A segment has arrived, whatever it is for.
    pub(super) fn tally_arrival(&mut self, segment: &Segment) {
        self.counters.add(Counter::InSegs);
        let first = segment
            .options
            .sack()
            .and_then(|blocks| blocks.iter().next());
        if first.is_some_and(|block| block.left.lt(segment.ack)) {
            self.counters.add(Counter::DsackRecv);
        }
    }

    fn tally_segment(&mut self, segment: &Segment, rule: Rule, retransmission: bool) {
        let counters = &mut self.counters;
        if retransmission {
            counters.add(Counter::RetransSegs);
            if segment.has(Flags::SYN) {
                counters.add(Counter::SynRetrans);
            }
        } else {
            counters.add(Counter::OutSegs);
            if segment.payload_len() > 0 {
                counters.add(Counter::OrigDataSent);
            }
        }
        if segment.has(Flags::RST) {
            counters.add(Counter::OutRsts);
        }
        // RFC 2883 4: the first block tells of what came twice.
        if let Some(block) = segment
            .options
            .sack()
            .and_then(|blocks| blocks.iter().next())
        {
            let old = block.left.lt(segment.ack);
            let within = segment.options.sack().is_some_and(|blocks| {
                let mut others = blocks.iter().skip(1);
                others.next().is_some_and(|second| {
                    second.left.le(block.left) && block.right.le(second.right)
                })
            });
            if old {
                counters.add(Counter::DsackOldSent);
            } else if within {
                counters.add(Counter::DsackOfoSent);
            }
        }
        if let Some(counter) = of_sent(rule, retransmission) {
            counters.add(counter);
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of all rules a few count, and a new one counts for nothing until somebody says so"
    )]
    fn tally_tcp(&mut self, socket: Option<SocketId>, note: Note) {
        let counters = &mut self.counters;
        match note.what {
            What::State { from, to } => {
                if let Some(counter) = of_state(from, to) {
                    counters.add(counter);
                }
                match note.rule {
                    Rule::TextAfterClose => counters.add(Counter::AbortOnData),
                    Rule::ResetPassive | Rule::SynReturnsToListen => {
                        counters.add(Counter::AttemptFails);
                        counters.add(Counter::EmbryonicRsts);
                    }
                    _ => {}
                }
            }
            What::TimerFired { timer } => match timer {
                Timer::Retransmission => counters.add(Counter::Timeouts),
                Timer::DelayedAck => counters.add(Counter::DelayedAcks),
                Timer::TimeWait | Timer::FinWait2 => counters.add(Counter::TimeWaited),
                Timer::Persist
                | Timer::Override
                | Timer::LossProbe
                | Timer::Reordering
                | Timer::UserTimeout
                | Timer::Keepalive => {}
            },
            What::Dropped { len, .. } => match note.rule {
                Rule::PawsRefuses => counters.add(Counter::PawsEstab),
                Rule::SynChallenged => counters.add(Counter::SynChallenge),
                Rule::SequenceUnacceptable if len > 0 => counters.add(Counter::DelayedAckLost),
                _ => {}
            },
            What::Kept { .. } => counters.add(Counter::OfoQueue),
            What::Reordering { .. } => counters.add(Counter::SackReorder),
            What::Withheld => counters.add(Counter::AckSkippedChallenge),
            What::Phase {
                to: Phase::Recovery,
                ..
            } => {
                let tcb = socket
                    .and_then(|id| self.sockets.get(&id))
                    .and_then(Socket::tcb);
                let with = tcb.is_some_and(|tcb| tcb.agreed.sack);
                self.counters.add(if with {
                    Counter::SackRecovery
                } else {
                    Counter::RenoRecovery
                });
            }
            What::CongestionWindow { .. } => match note.rule {
                Rule::Undone => counters.add(Counter::FullUndo),
                Rule::UndoneByDuplicates => counters.add(Counter::DsackUndo),
                Rule::ForwardRto => counters.add(Counter::SpuriousRtos),
                Rule::ProbeRepaired => counters.add(Counter::LossProbeRecovery),
                _ => {}
            },
            What::Phase { .. }
            | What::Accepted { .. }
            | What::Acknowledged { .. }
            | What::Window { .. }
            | What::Delivered { .. }
            | What::Ignored { .. }
            | What::Queued { .. }
            | What::Read { .. }
            | What::FinQueued
            | What::AckDelayed
            | What::Held { .. }
            | What::TimerSet { .. }
            | What::TimerStopped { .. }
            | What::RoundTrip { .. }
            | What::NoRoundTrip { .. }
            | What::Rto { .. }
            | What::Retransmitted { .. }
            | What::Iss { .. }
            | What::Mss { .. }
            | What::Agreed { .. }
            | What::Duplicate { .. }
            | What::Reported { .. }
            | What::Lost { .. }
            | What::UserTimeout { .. }
            | What::ResetWithheld { .. }
            | What::AckBelieved { .. }
            | What::OldTimestamp { .. }
            | What::Ecn { .. }
            | What::Icmp { .. } => {}
        }
    }

    fn tally_host(&mut self, note: HostNote) {
        let counted = OF_HOST.iter().find(|(rule, _)| *rule == note.rule);
        for counter in counted.map_or(&[][..], |(_, counters)| *counters) {
            self.counters.add(*counter);
        }
    }

    /// Every counter by the name that `nstat` gives it, in the kernel's order.
    pub fn counters(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let open = self
            .sockets
            .values()
            .filter(|socket| is_open(socket.state()));
        let established = open.count() as u64;
        let counts = Counter::ALL.iter().zip(self.counters.0);
        counts.map(move |(counter, count)| {
            let count = if *counter == Counter::CurrEstab {
                established
            } else {
                count
            };
            (counter.name(), count)
        })
    }

    /// One count.
    #[must_use]
    pub fn counter(&self, counter: Counter) -> u64 {
        let mut counts = self.counters();
        let found = counts.find(|(name, _)| *name == counter.name());
        found.map_or(0, |(_, count)| count)
    }
}

/// What a segment counts as besides being sent.
fn of_sent(rule: Rule, retransmission: bool) -> Option<Counter> {
    const RULES: [(Rule, Counter); 7] = [
        (Rule::TailLossProbe, Counter::LossProbes),
        (Rule::KeepaliveProbe, Counter::KeepAlive),
        (Rule::ZeroWindowProbe, Counter::WinProbe),
        (Rule::ResetChallenged, Counter::ChallengeAck),
        (Rule::SynChallenged, Counter::ChallengeAck),
        (Rule::AckBlind, Counter::ChallengeAck),
        (Rule::AckUnsent, Counter::ChallengeAck),
    ];
    const AGAIN: [(Rule, Counter); 4] = [
        (Rule::FastRetransmit, Counter::FastRetrans),
        (Rule::PartialAck, Counter::FastRetrans),
        (Rule::SlowStartAgain, Counter::SlowStartRetrans),
        (Rule::SackLost, Counter::FastRetrans),
    ];
    let again = AGAIN.iter().filter(|_| retransmission);
    let mut all = RULES.iter().chain(again);
    all.find(|(known, _)| *known == rule)
        .map(|(_, counter)| *counter)
}

fn of_state(from: State, to: State) -> Option<Counter> {
    let ended = to == State::Closed;
    let rules = [
        (to == State::SynSent, Counter::ActiveOpens),
        (ended && from == State::SynSent, Counter::AttemptFails),
        (ended && is_open(from), Counter::EstabResets),
    ];
    let found = rules.iter().find(|(holds, _)| *holds);
    found.map(|(_, counter)| *counter)
}

const fn is_open(state: State) -> bool {
    matches!(state, State::Established | State::CloseWait)
}

/// What decisions of the host count as, by their rules.
const OF_HOST: &[(Rule, &[Counter])] = &[
    (Rule::AcceptQueued, &[Counter::PassiveOpens]),
    (
        Rule::AcceptQueueFull,
        &[Counter::ListenOverflows, Counter::ListenDrops],
    ),
    (
        Rule::SynQueueFull,
        &[Counter::ReqQFullDrop, Counter::ListenDrops],
    ),
    (Rule::AbortOnOverflow, &[Counter::EmbryonicRsts]),
    (Rule::CloseUnread, &[Counter::AbortOnClose]),
    (
        Rule::ChecksumFailed,
        &[Counter::InErrs, Counter::InCsumErrors],
    ),
    (Rule::Malformed, &[Counter::InErrs]),
    (
        Rule::SynCookieSent,
        &[Counter::SyncookiesSent, Counter::ReqQFullDoCookies],
    ),
    (Rule::SynCookieAccepted, &[Counter::SyncookiesRecv]),
    (Rule::SynCookieRefused, &[Counter::SyncookiesFailed]),
    (Rule::SynBacklogReserved, &[Counter::ListenDrops]),
    (Rule::DeferAccept, &[Counter::DeferAcceptDrop]),
    (Rule::TimeWaitOverflow, &[Counter::TimeWaitOverflow]),
    (Rule::TimeWaitReused, &[Counter::TimeWaitRecycled]),
    (Rule::TooManyOrphans, &[Counter::AbortOnMemory]),
    (
        Rule::RecycleRefuses,
        &[Counter::PawsPassive, Counter::ListenDrops],
    ),
];

#[cfg(test)]
mod tests;
