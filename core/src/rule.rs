//! Every clause the engine obeys, by code.
//!
//! A rule is named where a decision is taken, travels with the event that the decision wrote, is what
//! Why cites, and is the key of its sentence in the page's catalogues (`rule-<code>`).
//! Labels are those of RFC 9293's Appendix B (MUST-10 ...); a rule without a label rests on the text.

pub mod limits;

/// Declares [`Rule`] and its table in one place, so that no rule lacks a source.
macro_rules! rules {
    ($( $name:ident $code:literal $rfc:literal $section:literal [$($label:literal),*] $text:literal; )+) => {
        /// The rule that decided. Ordered as in the RFC, then host, network and lab.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Rule { $( #[doc = $text] #[cfg_attr(feature = "schema", schemars(rename = $code))] $name, )+ }

        impl Rule {
            /// Every rule, in order.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// Where the rule comes from.
            #[must_use]
            pub const fn source(self) -> Source {
                // From references the compiler makes a table; from values, code for every rule.
                *match self {
                    $( Self::$name => &Source {
                        code: $code, rfc: $rfc, section: $section, labels: &[$($label),*], text: $text,
                    }, )+
                }
            }
        }
    };
}

/// The source of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Stable key, for catalogues and tests.
    pub code: &'static str,
    /// RFC number; 0 for what is no RFC (POSIX, Linux, the lab itself), see `section`.
    pub rfc: u16,
    /// Section of the RFC, or the other source in words.
    pub section: &'static str,
    /// Requirement labels it fulfils.
    pub labels: &'static [&'static str],
    /// One line in English, for the text ladder and for people reading code.
    pub text: &'static str,
}

impl Rule {
    /// Stable key of the rule.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.source().code
    }

    /// The rule with this key.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.code() == code)
    }
}

rules! {
    // 3.10.1 to 3.10.6: calls
    OpenPassive "open-passive" 9293 "3.10.1" ["MUST-41"] "A passive OPEN makes a record in LISTEN.";
    OpenActive "open-active" 9293 "3.10.1" ["MUST-44"] "An active OPEN chooses an ISS, sends a SYN and enters SYN-SENT.";
    SendQueued "send-queued" 9293 "3.10.2" ["U-22"] "SEND puts data behind what is already queued.";
    SendSegmentized "send-segmentized" 9293 "3.10.2" ["SHLD-28"] "Queued data leaves as far as the window allows.";
    ReceiveDelivered "receive-delivered" 9293 "3.10.3" [] "RECEIVE hands over data that arrived in order.";
    CloseCalled "close-called" 9293 "3.10.4" ["U-20"] "CLOSE says that no more data will be sent.";
    CloseDeletes "close-deletes" 9293 "3.10.4" ["U-20"] "CLOSE in LISTEN or SYN-SENT deletes the record.";
    CloseAfterData "close-after-data" 9293 "3.10.4" ["U-20"] "The FIN follows the queued data.";
    AbortResets "abort-resets" 9293 "3.10.5" ["U-21"] "ABORT sends a RST and deletes the record.";
    AbortDeletes "abort-deletes" 9293 "3.10.5" ["U-21"] "ABORT in a state without a living peer deletes the record silently.";
    // 3.10.7.1 CLOSED
    ClosedIgnoresReset "closed-ignores-reset" 9293 "3.10.7.1" ["U-5"] "A RST to a closed port is ignored.";
    ClosedResets "closed-resets" 9293 "3.10.7.1" ["U-5"] "Whatever else arrives for a closed port draws a RST.";
    // 3.10.7.2 LISTEN
    ListenIgnoresReset "listen-ignores-reset" 9293 "3.10.7.2" ["U-6"] "A RST in LISTEN is ignored.";
    ListenResetsAck "listen-resets-ack" 9293 "3.10.7.2" ["U-6"] "An ACK in LISTEN acknowledges nothing that was sent: RST.";
    ListenSyn "listen-syn" 9293 "3.10.7.2" ["U-6", "MUST-11"] "A SYN in LISTEN makes a connection in SYN-RECEIVED.";
    ListenDropsSynAck "listen-drops-syn-ack" 0 "FreeBSD tcp-testsuite" [] "A SYN,ACK in LISTEN is dropped.";
    ListenDropsFin "listen-drops-fin" 0 "Linux tcp_rcv_state_process" [] "A SYN with FIN in LISTEN is dropped.";
    ListenDrops "listen-drops" 9293 "3.10.7.2" ["U-6"] "Anything else in LISTEN is dropped.";
    // 3.10.7.3 SYN-SENT
    SynSentAckRange "syn-sent-ack-range" 9293 "3.10.7.3" ["U-7"] "In SYN-SENT the ACK must cover the SYN: ISS < SEG.ACK =< SND.NXT.";
    SynHurries "syn-hurries" 0 "Linux tcp_rcv_synsent_state_process" [] "An ACK in SYN-SENT that cannot be: the SYN goes again soon.";
    SynSentReset "syn-sent-reset" 9293 "3.10.7.3" ["U-7"] "A RST in SYN-SENT counts only with an acceptable ACK: connection refused.";
    SynSentResetIgnored "syn-sent-reset-ignored" 9293 "3.10.7.3" ["U-7"] "A RST without an acceptable ACK is dropped in SYN-SENT.";
    SynSentSyn "syn-sent-syn" 9293 "3.10.7.3" ["U-7"] "A SYN in SYN-SENT gives RCV.NXT and IRS.";
    SynSentEstablished "syn-sent-established" 9293 "3.10.7.3" [] "Our SYN is acknowledged: ESTABLISHED.";
    SimultaneousOpen "simultaneous-open" 9293 "3.5" ["MUST-10"] "Two SYNs crossed: SYN-RECEIVED, and our SYN again with an ACK.";
    SynSentDrops "syn-sent-drops" 9293 "3.10.7.3" ["U-7"] "Neither SYN nor RST in SYN-SENT: dropped.";
    // RFC 7323, before the steps of 3.10.7.4
    TimestampMissing "timestamp-missing" 7323 "3.2" ["7323-9"] "Timestamps were agreed on and the segment has none: dropped silently.";
    PawsRefuses "paws-refuses" 7323 "5.3 R1" ["7323-15"] "The timestamp is older than the last one taken: an old segment. ACK and drop.";
    TimestampTaken "timestamp-taken" 7323 "4.3" ["7323-13"] "The timestamp of the segment that moves the window on is the one to echo.";
    // 3.10.7.4, first: sequence number
    SequenceAcceptable "sequence-acceptable" 9293 "3.10.7.4 (1)" ["U-3"] "The segment has a number inside the receive window.";
    SequenceUnacceptable "sequence-unacceptable" 9293 "3.10.7.4 (1)" ["U-3", "U-9"] "Nothing of the segment is inside the receive window: ACK and drop.";
    ResetOutsideWindow "reset-outside-window" 9293 "3.10.7.4 (1)" ["U-9", "U-11"] "A RST outside the window is dropped silently.";
    TimeWaitFinAgain "time-wait-fin-again" 9293 "3.10.7.4 (8)" ["U-10", "MUST-13"] "A FIN again in TIME-WAIT: acknowledge it and start 2 MSL anew.";
    SynAckAgain "syn-ack-again" 9293 "3.10.7.4 (1)" [] "Our SYN,ACK may be lost: the SYN that comes again draws it again, not a bare ACK.";
    CrossedSynAck "crossed-syn-ack" 9293 "A.2" ["U-25", "MUST-10"] "In SYN-RECEIVED a SYN,ACK at IRS counts for its ACK, as figure 7 shows.";
    SynFinIgnored "syn-fin-ignored" 0 "FreeBSD" [] "The FIN of a SYN that crosses ours is ignored; 3.10.7.3 would keep it for later.";
    RepetitionCounts "repetition-counts" 0 "FreeBSD" [] "What comes again right before RCV.NXT is acknowledged, and its own ACK counts all the same.";
    // second: RST
    ResetExact "reset-exact" 9293 "3.10.7.4 (2)" ["U-11"] "A RST at RCV.NXT is obeyed.";
    ResetChallenged "reset-challenged" 5961 "3.2" ["U-11"] "A RST inside the window but not at RCV.NXT draws a challenge ACK.";
    ResetPassive "reset-passive" 9293 "3.10.7.4 (2)" ["MUST-11"] "SYN-RECEIVED that came from LISTEN goes back to LISTEN on a RST.";
    ResetRefused "reset-refused" 9293 "3.10.7.4 (2)" ["MUST-11"] "SYN-RECEIVED that came from an active OPEN: connection refused.";
    ResetReceived "reset-received" 9293 "3.10.7.4 (2)" ["MUST-12"] "The connection is reset: queues are flushed, the user is told.";
    ResetClosing "reset-closing" 9293 "3.10.7.4 (2)" [] "A RST in CLOSING, LAST-ACK or TIME-WAIT ends the record quietly.";
    ResetInWindow "reset-in-window" 793 "3.4" [] "By RFC 793 a RST anywhere in the window is obeyed.";
    TimeWaitAssassinated "time-wait-assassinated" 1337 "1" ["1337-1"] "A RST at RCV.NXT ends TIME-WAIT early.";
    TimeWaitIgnoresReset "time-wait-ignores-reset" 1337 "3" ["1337-3"] "TIME-WAIT ignores a RST.";
    TimeWaitRestarts "time-wait-restarts" 0 "Linux tcp_timewait_state_process" [] "The segment starts the time of TIME-WAIT anew.";
    TimeWaitReopens "time-wait-reopens" 6191 "2" ["MAY-2", "SHLD-4"] "A new SYN takes the place of a connection in TIME-WAIT.";
    // fourth: SYN
    SynChallenged "syn-challenged" 5961 "4.2" ["U-12"] "A SYN in a synchronized state draws a challenge ACK, whatever its number.";
    SynResets "syn-resets" 793 "3.9" [] "By RFC 793 a SYN in the window of a synchronized connection is an error: RST.";
    SynReturnsToListen "syn-returns-to-listen" 9293 "3.10.7.4 (4)" ["U-13"] "A SYN inside the window in a passive SYN-RECEIVED returns it to LISTEN.";
    // fifth: ACK
    AckAbsent "ack-absent" 9293 "3.10.7.4 (5)" ["U-14"] "A segment without ACK is dropped here.";
    AckBlind "ack-blind" 5961 "5.2" ["MAY-12"] "An ACK older than the largest window ever offered draws a challenge ACK.";
    AckUnsent "ack-unsent" 9293 "3.10.7.4 (5)" ["U-16"] "An ACK of something not yet sent: ACK and drop.";
    AckEstablishes "ack-establishes" 9293 "3.10.7.4 (5)" [] "SND.UNA < SEG.ACK =< SND.NXT in SYN-RECEIVED: ESTABLISHED.";
    AckResets "ack-resets" 9293 "3.10.7.4 (5)" ["U-16"] "An unacceptable ACK in SYN-RECEIVED draws a RST.";
    AckNew "ack-new" 9293 "3.10.7.4 (5)" [] "SND.UNA < SEG.ACK =< SND.NXT: SND.UNA moves, what is covered leaves the retransmission queue.";
    AckDuplicate "ack-duplicate" 9293 "3.10.7.4 (5)" [] "SEG.ACK =< SND.UNA acknowledges nothing new.";
    WindowUpdate "window-update" 9293 "3.10.7.4 (5)" ["U-15", "MUST-1"] "The window is taken from segments not older than the last update.";
    WindowStale "window-stale" 9293 "3.10.7.4 (5)" ["U-15"] "An older segment does not change the window.";
    FinAcked "fin-acked" 9293 "3.10.7.4 (5)" [] "Our FIN is acknowledged: FIN-WAIT-2.";
    ClosingAcked "closing-acked" 9293 "3.10.7.4 (5)" ["U-17"] "Our FIN is acknowledged in CLOSING: TIME-WAIT.";
    LastAck "last-ack" 9293 "3.10.7.4 (5)" ["U-17"] "Our FIN is acknowledged in LAST-ACK: CLOSED.";
    // sixth to eighth
    UrgentAdvances "urgent-advances" 9293 "3.10.7.4 (6)" ["MUST-32"] "The urgent mark moves forward: the user is told.";
    TextAccepted "text-accepted" 9293 "3.10.7.4 (7)" ["MUST-58"] "Text at RCV.NXT goes to the user; RCV.NXT moves over it.";
    TextKept "text-kept" 9293 "3.10.7.4 (7)" ["SHLD-31"] "Text ahead of RCV.NXT is kept for later.";
    TextIgnored "text-ignored" 9293 "3.10.7.4 (7)" ["U-18"] "Text after the peer's FIN is ignored.";
    TextAfterClose "text-after-close" 9293 "3.6.1" ["SHLD-3"] "Nobody will read this text any more: RST.";
    FinCloseWait "fin-close-wait" 9293 "3.10.7.4 (8)" ["U-19"] "The peer's FIN in ESTABLISHED: CLOSE-WAIT.";
    FinClosing "fin-closing" 9293 "3.10.7.4 (8)" ["U-19"] "The peer's FIN before the ACK of ours: CLOSING.";
    FinTimeWait "fin-time-wait" 9293 "3.10.7.4 (8)" ["U-19", "MUST-13"] "The peer's FIN after the ACK of ours: TIME-WAIT for 2 MSL.";
    // 3.8.4 keep-alives
    KeepaliveRuns "keepalive-runs" 9293 "3.8.4" ["MUST-24", "MUST-27"] "The peer's silence is measured.";
    KeepaliveProbe "keepalive-probe" 9293 "3.8.4" ["MUST-26", "SHLD-12"] "The peer has been silent for long: an old number asks whether it is still there.";
    KeepaliveGivesUp "keepalive-gives-up" 9293 "3.8.4" ["MUST-29"] "Several keep-alives were not answered: the connection is given up.";
    // RFC 3168
    EcnAgreed "ecn-agreed" 3168 "6.1.1" ["3168-1", "3168-2"] "Both ends take part in explicit congestion notification.";
    EcnFallback "ecn-fallback" 3168 "6.1.1.1" ["3168-4"] "The SYN was not answered: it goes again without the offer of ECN.";
    EcnEcho "ecn-echo" 3168 "6.1.3" ["3168-5"] "A router has marked a datagram: every ACK says so until the sender answers.";
    EcnEchoEnds "ecn-echo-ends" 3168 "6.1.3" ["3168-5"] "The sender has reduced its window: the ACKs need not say so any more.";
    // 3.9.2.2 ICMP
    IcmpForged "icmp-forged" 5927 "4.1" ["MUST-54"] "The ICMP message quotes a number that is not in flight: ignored.";
    IcmpQuench "icmp-quench" 9293 "3.9.2.2" ["MUST-55"] "Source Quench is ignored.";
    IcmpSoft "icmp-soft" 9293 "3.9.2.2" ["MUST-56", "SHLD-25"] "A soft ICMP error is remembered for the user; the connection goes on.";
    IcmpHard "icmp-hard" 9293 "3.9.2.2" ["SHLD-26"] "A hard ICMP error ends the connection.";
    IcmpAnyOpening "icmp-any-opening" 0 "Linux tcp_v4_err" [] "While the connection opens, any ICMP error ends it.";
    IcmpProhibitedOpening "icmp-prohibited-opening" 0 "FreeBSD icmp_may_rst" [] "In SYN-SENT a hard ICMP error, a prohibition or an expired time to live ends the connection.";
    IcmpTooBig "icmp-too-big" 8201 "4" ["MUST-54"] "The segment was too big for the path: smaller ones follow.";
    // 3.10.8 timeouts
    UserTimeoutRuns "user-timeout-runs" 9293 "3.9.1.1" ["U-24"] "While something waits for its ACK the user's patience is counted, anew with every progress.";
    UserTimeoutRests "user-timeout-rests" 9293 "3.9.1.1" [] "Nothing waits for an ACK, or the peer answers from behind a shut window: the user's patience rests.";
    UserTimeout "user-timeout" 9293 "3.10.8" ["U-23", "U-24"] "The user timeout: everything is flushed, the user is told.";
    UserTimeoutAdopted "user-timeout-adopted" 5482 "3.1" ["5482-4", "5482-5"] "The peer's user timeout is adopted: min(U_LIMIT, max(ADV_UTO, REMOTE_UTO, L_LIMIT)).";
    UserTimeoutKept "user-timeout-kept" 5482 "3" ["5482-3"] "The peer's user timeout is heard; the one set by the program stays.";
    RetransmissionTimeout "retransmission-timeout" 9293 "3.10.8" ["U-23"] "The retransmission timeout: the head of the queue goes out again.";
    TimeWaitTimeout "time-wait-timeout" 9293 "3.10.8" ["MUST-13"] "2 MSL are over: CLOSED.";
    FinWait2Refused "orphan-refused" 0 "Linux tcp(7) TCP_LINGER2" [] "Nobody holds the connection any more, and the socket says that the peer's FIN is then not awaited.";
    FinWait2Orphan "orphan-limited" 0 "Linux tcp_fin_timeout" [] "Nobody holds the connection any more: the peer's FIN is awaited for a limited time only.";
    DeliveryTrouble "delivery-trouble" 9293 "3.8.3" ["MUST-20", "SHLD-9", "SHLD-10"] "R1 is reached: the user learns that delivery is in trouble.";
    GiveUp "give-up" 9293 "3.8.3" ["MUST-20", "SHLD-11"] "R2 is reached: the connection is given up.";
    SynAckGiveUp "syn-ack-give-up" 9293 "3.8.3" ["MUST-20"] "The SYN,ACK was repeated as often as this host allows (Linux: tcp_synack_retries): the entry is dropped.";
    SynGiveUp "syn-give-up" 9293 "3.8.3" ["MUST-22", "MUST-23"] "The SYN was repeated long enough: given up.";
    // mechanisms
    InitialSequenceNumber "initial-sequence-number" 6528 "3" ["MUST-8", "SHLD-1"] "ISN = M + F(addresses, ports, secret), M a clock of 4 microseconds.";
    RtoSample "rto-sample" 6298 "2" ["MUST-18"] "A round trip was measured: SRTT, RTTVAR and RTO follow.";
    RtoKarn "rto-karn" 6298 "3" ["MUST-18"] "No sample from a segment that was sent twice (Karn).";
    RtoEcho "rto-echo" 7323 "4.1" ["7323-12"] "The echoed timestamp tells which copy was acknowledged: a round trip is measured.";
    RtoTimerStart "rto-timer-start" 6298 "5.1" [] "Something is in flight: the retransmission timer runs.";
    RtoTimerStop "rto-timer-stop" 6298 "5.2" [] "All is acknowledged: the retransmission timer stops.";
    RtoTimerRestart "rto-timer-restart" 6298 "5.3" [] "New data is acknowledged: the retransmission timer starts anew.";
    RtoBackOff "rto-back-off" 6298 "5.5" ["MUST-19"] "The timer expired: RTO doubles.";
    RtoAfterSyn "rto-after-syn" 6298 "5.7" [] "The SYN had to be repeated: data begins with an RTO of 3 s.";
    RemoteMss "remote-mss" 9293 "3.7.1" ["MUST-14", "MUST-15", "MUST-16"] "Segments are as large as both ends can take.";
    OptionsAgreed "options-agreed" 7323 "2.2, 3.2" [] "An extension counts only if both SYNs offer it.";
    SynPlain "syn-plain" 0 "FreeBSD rexmit_drop_options" [] "The SYN was repeated so often that it now goes without options.";
    // congestion control and loss recovery
    InitialWindow "initial-window" 5681 "3.1" ["MUST-19"] "The congestion window begins with a few segments; with one, if the SYN had to be repeated.";
    SlowStart "slow-start" 5681 "3.1" ["MUST-19"] "Below ssthresh cwnd grows by what is acknowledged, a segment for an ACK at most.";
    CongestionAvoidance "congestion-avoidance" 5681 "3.1" ["MUST-19"] "From ssthresh on cwnd grows by a segment for each window acknowledged.";
    CongestionWindow "congestion-window" 5681 "2" ["MUST-19"] "No more may be in the network than cwnd.";
    DuplicateAck "duplicate-ack" 5681 "2" [] "An ACK that repeats the last one, without data, while data is outstanding, is a duplicate.";
    FastRetransmit "fast-retransmit" 5681 "3.2" ["MUST-19"] "The third duplicate ACK tells of a loss: the segment goes again without waiting for the timer.";
    FastRecovery "fast-recovery" 5681 "3.2" [] "Each further duplicate ACK means that a segment has left the network: cwnd grows by one.";
    PartialAck "partial-ack" 6582 "3.2" [] "A new ACK that does not cover what was out when recovery began shows the next hole: it goes again.";
    FullAck "full-ack" 6582 "3.2" [] "All that was out when recovery began is acknowledged: recovery ends.";
    LossWindow "loss-window" 5681 "3.1" ["MUST-19"] "The timer fired: ssthresh is half of what was in flight, and cwnd one segment.";
    IdleRestart "idle-restart" 5681 "4.1" [] "After a silence of more than an RTO the window begins small again.";
    CubicGrowth "cubic-growth" 9438 "4.2" [] "cwnd follows a cubic curve of the time since the last reduction, or Reno where that is faster.";
    SackReported "sack-reported" 2018 "5" [] "The peer reports what it has beyond the hole: it need not be sent again.";
    SackLost "sack-lost" 6675 "4" [] "Enough was reported behind it: the segment is lost.";
    ProportionalReduction "proportional-reduction" 9937 "6.2" [] "During recovery cwnd follows what arrives, towards ssthresh.";
    CongestionSignal "congestion-signal" 3168 "6.1.2" [] "The network says that it is congested: cwnd is reduced as for a loss, once for a window.";
    Rack "rack" 8985 "6.2" [] "What was sent later has arrived, and the time for reordering is over: the segment is lost.";
    RackWaits "rack-waits" 8985 "6.2" [] "What was sent later has arrived: the segment is late, or lost; a timer will tell.";
    ReorderingSeen "reordering-seen" 8985 "6.2" [] "What was sent once arrived after what was sent behind it: segments overtake each other on this path.";
    TailLossProbe "tail-loss-probe" 8985 "7" [] "No ACK has come for two round trips: a probe shall draw one.";
    ProbeRepaired "probe-repaired" 8985 "7.4" [] "The probe filled a hole: there was a loss, and cwnd is reduced for it.";
    ForwardRto "forward-rto" 5682 "3.1" [] "What was out before the timeout arrives by its first sending: the timeout was spurious.";
    Undone "undone" 3522 "3.2" [] "What arrived was sent before anything was sent again: the reduction is undone.";
    UndoneByDuplicates "undone-by-duplicates" 3708 "2" [] "The peer has everything that was sent again twice: the reduction is undone.";
    Reneging "reneging" 2018 "8" [] "The peer seems to have thrown away what it reported: it has a short while to report again.";
    SlowStartAgain "slow-start-again" 5681 "3.1" [] "After the timer what was out is sent again as cwnd grows.";
    DelayedAck "delayed-ack" 9293 "3.8.6.3" ["SHLD-18", "MUST-40"] "The ACK waits for company, less than half a second.";
    DelayedAckDue "delayed-ack-due" 9293 "3.8.6.3" ["MUST-40"] "The ACK has waited long enough: it goes alone.";
    AckCarried "ack-carried" 9293 "3.8.6.3" ["MUST-58"] "The ACK left with this segment: nothing is owed any more.";
    AckEverySecond "ack-every-second" 9293 "3.8.6.3" ["SHLD-19"] "Two full segments are waiting: ACK now.";
    QuickAck "quick-ack" 0 "Linux tcp_in_quickack_mode" [] "The sender opens its window, or resumes: the next ACKs go at once.";
    AckOnReading "ack-on-reading" 0 "Linux tcp_cleanup_rbuf" [] "The reader has taken what arrived: the ACK waits no longer.";
    AckAtOnce "ack-at-once" 5681 "4.2" ["MAY-13"] "A hole was made or filled: ACK now.";
    AckControl "ack-control" 9293 "3.10.7.4" [] "A SYN or FIN is acknowledged at once.";
    WindowReopens "window-reopens" 9293 "3.8.6.2.2" ["MUST-39"] "The window has grown by a segment or half the buffer: the peer is told.";
    ZeroWindowProbe "zero-window-probe" 9293 "3.8.6.1" ["MUST-36", "SHLD-29", "SHLD-30"] "The window is shut and data waits: one octet asks.";
    Nagle "nagle" 9293 "3.7.4" ["SHLD-7"] "Less than a segment waits while something is unacknowledged.";
    Corked "corked" 0 "Linux tcp(7) TCP_CORK" [] "The user has more to say: less than a segment waits for it.";
    SillyWindow "silly-window" 9293 "3.8.6.2.1" ["MUST-38"] "A small piece waits for a better window.";
    SillyWindowOverride "silly-window-override" 9293 "3.8.6.2.1" ["MUST-38"] "The override timeout sends the small piece all the same.";
    UrgentSent "urgent-sent" 9293 "3.8.5" ["MUST-30", "MUST-62"] "The urgent pointer names the octet after the urgent data.";
    ChallengeLimited "challenge-limited" 5961 "7" [] "Enough challenge ACKs for now: this one is not sent.";
    TimerCleared "timer-cleared" 9293 "3.10.7.4" [] "The record changed so that the timer has no more purpose.";
    // wire
    ChecksumFailed "checksum-failed" 9293 "3.1" ["MUST-3"] "The checksum does not hold: dropped.";
    Malformed "malformed" 9293 "3.1" ["MUST-7"] "The header contradicts itself: dropped.";
    // host (rfc 0: the section names POSIX or Linux)
    CallMade "call-made" 0 "POSIX" [] "A program makes a system call.";
    CallWaits "call-waits" 0 "POSIX" [] "A blocking call waits until it can be answered.";
    CallAnswered "call-answered" 0 "POSIX" [] "The call returns.";
    WouldBlock "would-block" 0 "POSIX" [] "The socket is non-blocking: a call that would wait fails with EAGAIN.";
    NoSuchDescriptor "no-such-descriptor" 0 "POSIX" [] "The number is in no use as a descriptor: EBADF.";
    DescriptorLimit "descriptor-limit" 0 "Linux getrlimit(2)" [] "The process has as many descriptors as it may: EMFILE.";
    FilesFull "files-full" 0 "Linux fs.file-max" [] "The processes of the host have as many descriptors as there may be: ENFILE.";
    SocketsFull "sockets-full" 0 "host" [] "The host has room for no more sockets.";
    BoundAlready "bound-already" 0 "Linux bind(2)" [] "The socket has a port or a connection: it cannot be bound.";
    NoSuchAddress "no-such-address" 0 "Linux bind(2)" ["MUST-43"] "The host has no such address.";
    PortTaken "port-taken" 0 "Linux bind(2)" [] "Another socket is at this port, be it only in TIME-WAIT.";
    PortChosen "port-chosen" 6056 "3.3.3" [] "A free ephemeral port is chosen: a hash of the destination plus a counter.";
    PortsExhausted "ports-exhausted" 0 "Linux ip(7)" [] "No ephemeral port is free.";
    NotListening "not-listening" 0 "Linux accept(2)" [] "Only a listener can accept: EINVAL.";
    NoSuchPeer "no-such-peer" 0 "Linux connect(2)" [] "No host can be reached under what was given.";
    ConnectBegun "connect-begun" 0 "Linux connect(2)" [] "The connect goes on by itself; the call does not wait for it.";
    ConnectedAlready "connected-already" 0 "Linux connect(2)" [] "The socket is connected or listens already.";
    NotConnected "not-connected" 0 "POSIX" [] "The socket has no connection: ENOTCONN.";
    SendShut "send-shut" 0 "Linux send(2)" [] "This side cannot send any more, or never could: EPIPE.";
    RecvEnd "recv-end" 0 "POSIX" [] "Everything is read and no more will come: 0, the end of file.";
    NoUrgentOctet "no-urgent-octet" 0 "Linux tcp_recv_urg" [] "No urgent octet is ahead, or it was taken, or it is in the stream: EINVAL.";
    UrgentAwaited "urgent-awaited" 6093 "2.2" [] "The urgent octet is announced and has not come: EAGAIN.";
    UrgentTaken "urgent-taken" 6093 "2.2" [] "The urgent octet is handed over apart from the stream.";
    ErrorRefused "error-refused" 0 "Linux tcp_reset" [] "A RST answered the SYN: ECONNREFUSED.";
    ErrorReset "error-reset" 0 "Linux tcp_reset" [] "A RST ended the connection: ECONNRESET, told once.";
    ErrorPipe "error-pipe" 0 "Linux tcp_reset" [] "A RST came after the peer's FIN: EPIPE.";
    ErrorUnreachable "error-unreachable" 0 "Linux icmp_err_convert" ["SHLD-25"] "An ICMP error has its number as an error of sockets.";
    ErrorTimedOut "error-timed-out" 0 "Linux tcp_write_err" [] "The peer was silent for too long: ETIMEDOUT.";
    CloseUnread "close-unread" 9293 "3.6.1" ["SHLD-3"] "Closed with octets that nobody will read: RST instead of FIN.";
    CloseDeferred "close-deferred" 0 "Linux close(2)" [] "A call of another thread is under way on the socket: it closes when that call returns.";
    CloseEndsCalls "close-ends-calls" 9293 "3.10.4" ["U-20"] "CLOSE answers the calls that wait on the connection with an error.";
    CallTimeout "call-timeout" 0 "POSIX" [] "The call has waited as long as it was to: it returns without.";
    OptionSet "option-set" 0 "POSIX setsockopt()" [] "The option is set; what the host keeps may differ from what was asked.";
    OptionRead "option-read" 0 "POSIX getsockopt()" [] "The option is told.";
    OptionRefused "option-refused" 0 "Linux tcp(7)" [] "The option cannot be set to that, or not at all.";
    BadAddress "bad-address" 0 "POSIX" [] "The buffer is no memory of the process: EFAULT.";
    SysctlSet "sysctl-set" 0 "Linux sysctl(8)" [] "A knob of the host is turned: new connections follow it.";
    Orphaned "orphaned" 0 "Linux tcp_close" [] "No descriptor is left; the connection ends by itself.";
    TooManyOrphans "too-many-orphans" 0 "Linux tcp_max_orphans" [] "There are more connections without a descriptor than there may be: this one is reset.";
    TimeWaitOverflow "time-wait-overflow" 0 "Linux tcp_max_tw_buckets" [] "There are as many connections in TIME-WAIT as there may be: this one is gone at once.";
    TimeWaitReused "time-wait-reused" 0 "Linux tcp_tw_reuse" ["SHLD-4"] "Timestamps tell its segments from new ones: a connection in TIME-WAIT gives its port to a new one.";
    TimeWaitRecycled "time-wait-recycled" 0 "Linux tcp_tw_recycle" [] "TIME-WAIT lasts three and a half RTO, for the last timestamp of the address is remembered.";
    RecycleRefuses "recycle-refuses" 0 "Linux tcp_tw_recycle" [] "Another connection of this address had a later timestamp: the SYN is dropped without a word.";
    SocketGone "socket-gone" 0 "host" [] "Nothing is left of the socket.";
    SynQueued "syn-queued" 0 "Linux listen(2)" [] "The connection begins in the SYN queue of the listener.";
    AcceptQueued "accept-queued" 0 "Linux listen(2)" [] "The handshake is complete: the connection waits in the accept queue.";
    AcceptTaken "accept-taken" 0 "Linux accept(2)" [] "accept takes the oldest connection of the queue.";
    AcceptQueueFull "accept-queue-full" 0 "Linux listen(2)" [] "The accept queue is longer than the backlog: what would lengthen it is dropped.";
    SynQueueFull "syn-queue-full" 0 "Linux listen(2)" [] "The SYN queue is longer than the backlog: the SYN is dropped.";
    SynCookieSent "syn-cookie-sent" 4987 "3.6" ["4987-4", "4987-5", "4987-8"] "The SYN queue is full: nothing is kept of the SYN, its answer carries what is needed.";
    SynCookieAccepted "syn-cookie-accepted" 4987 "3.6" ["4987-4"] "The third segment brings the cookie back: the connection is made out of it.";
    SynCookieRefused "syn-cookie-refused" 4987 "3.6" ["4987-4"] "What the segment acknowledges is no cookie of this host, or an old one.";
    SynBacklogReserved "syn-backlog-reserved" 0 "Linux tcp_max_syn_backlog" [] "Without cookies the last quarter of tcp_max_syn_backlog is for hosts that have been connected before.";
    DeferAccept "defer-accept" 0 "Linux tcp(7) TCP_DEFER_ACCEPT" [] "The listener waits for text: the bare ACK that would complete the handshake is put aside.";
    AbortOnOverflow "abort-on-overflow" 0 "Linux tcp_abort_on_overflow" [] "The accept queue is full, and the host answers with a RST.";
    EntryGone "entry-gone" 0 "Linux listen(2)" [] "An entry of the SYN queue came to nothing.";
    ListenerClosed "listener-closed" 0 "Linux listen(2)" [] "The listener is closed: its queues go with it.";
    SynFinDropped "syn-fin-dropped" 0 "FreeBSD drop_synfin" [] "A segment with SYN and FIN is dropped unseen.";
    IcmpStray "icmp-stray" 9293 "3.9.2.2" ["MUST-54"] "No connection of this host has sent what the ICMP message quotes.";
    NotForUs "not-for-us" 0 "host" [] "The packet is for another address: dropped.";
    KernelLogs "kernel-logs" 0 "Linux printk" [] "The kernel tells the operator; not more than ten lines in five seconds.";
    Killed "killed" 0 "Linux signal(7)" [] "SIGKILL ends a process at once; the kernel closes its descriptors.";
    BrokenPipe "broken-pipe" 0 "Linux sk_stream_error" [] "Who writes where nothing can be sent any more gets SIGPIPE, unless MSG_NOSIGNAL asks for none.";
    PowerLost "power-lost" 0 "host" [] "The host is switched off: everything it knew is gone, and nobody is told.";
    Booted "booted" 0 "host" [] "The host starts: empty tables, a new secret for initial numbers, its programs from the beginning.";
    ProgramSleeps "program-sleeps" 0 "POSIX" [] "The program sleeps.";
    ProgramEnds "program-ends" 0 "host" [] "The thread has no further line; the process lives on.";
    ProgramStopped "program-stopped" 0 "host" [] "A line of the program cannot be carried out: its thread stops there.";
    ThreadStarts "thread-starts" 0 "POSIX pthread_create()" [] "A second thread begins in the process.";
    ProcessExits "process-exits" 0 "Linux exit(2)" [] "The process ends, and all its descriptors are closed.";
    // rules that a host breaks: the codes are the names of the switches
    TwoWayHandshake "two-way-handshake" 0 "broken on purpose" [] "The third segment is not waited for: a SYN alone, however old, opens the connection.";
    SplitSynAck "split-syn-ack" 0 "broken on purpose" [] "SYN and ACK come one after the other: four segments do what three can.";
    ConstantIsn "constant-isn" 0 "broken on purpose" [] "Every connection begins with the same number.";
    NoTimeWait "no-time-wait" 0 "broken on purpose" [] "Who closed first does not wait for 2 MSL: CLOSED at once.";
    NoRst "no-rst" 0 "broken on purpose" [] "A RST is due and does not leave.";
    AcceptAnyAck "accept-any-ack" 0 "broken on purpose" [] "An ACK of what was never sent, or long ago, passes for a good one.";
    NoPaws "no-paws" 0 "broken on purpose" [] "The timestamp is older than the last one taken, and the segment passes all the same.";
    SwitchSet "switch-set" 0 "broken on purpose" [] "A rule of TCP is broken from now on, or kept again.";
    // net (rfc 0: the lab itself)
    LinkCarries "link-carries" 0 "link" [] "The link carries the segment to the other end.";
    LinkLoss "link-loss" 0 "link" [] "The link lost the segment by chance.";
    LinkDuplicates "link-duplicates" 0 "link" [] "The link carried the segment twice by chance.";
    LinkReorders "link-reorders" 0 "link" [] "The link let other segments overtake this one by chance.";
    LinkCorrupts "link-corrupts" 0 "link" [] "The link damaged one bit of the segment by chance.";
    LinkTooBig "link-too-big" 1191 "4" [] "The datagram is larger than the link takes, and may not be cut.";
    LinkMarks "link-marks" 3168 "5" [] "A router on the way marks the datagram instead of dropping it.";
    LinkQueueFull "link-queue-full" 0 "link" [] "The queue before the link was full.";
    RuleApplied "rule-applied" 0 "link rule" [] "A rule of the network decided.";
    CableCut "cable-cut" 0 "link" [] "The cable is cut.";
    HostDown "host-down" 0 "link" [] "The host is switched off: what reaches it is lost.";
    NatOutbound "nat-outbound" 3022 "2.2" [] "The NAT box puts its own address and a port of its own in place of the source.";
    NatInbound "nat-inbound" 3022 "2.2" [] "The NAT box knows the connection: the destination becomes the host inside.";
    NatUnknown "nat-unknown" 3022 "2.2" [] "The NAT box knows no connection from inside at this port: the segment is dropped.";
    NatFull "nat-full" 3022 "2.2" [] "The NAT box has no free port towards this peer: the segment is dropped.";
    NoHost "no-host" 0 "link" [] "No host has this address.";
    NoRoute "no-route" 0 "link" [] "No link leads to this host.";
    InFlightLimit "in-flight-limit" 0 "link" [] "More segments than the lab keeps in flight.";
    // lab
    Act "act" 0 "reader" [] "The reader did it.";
    Scripted "scripted" 0 "scenario" [] "The scenario did it.";
}

#[cfg(test)]
mod tests;
