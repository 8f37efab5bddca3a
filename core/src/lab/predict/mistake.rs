//! Typical mistakes, each with the wrong answer that it leads to.

use super::scene::View;
use super::{Guess, answer, result, segment, state};
use crate::lab::ask::Ask;
use crate::lab::codes::codes;
use crate::lab::error::Arg;

codes! {
    /// A mistake that a wrong answer shows. The sentence is `mistake-<code>`; besides what is named here it gets `given`
    /// and `answer`.
    Mistake {
        // numbers
        ForgotOne "forgot-one" ["flag"] "The SYN or FIN uses a number of its own.";
        LastOctet "last-octet" [] "The last octet that arrived, not the next one expected.";
        FirstOctet "first-octet" [] "The first number of what arrived, not the next one expected.";
        PureAckCounted "pure-ack-counted" [] "An ACK without text uses no number.";
        OneTooMany "one-too-many" [] "One more than was sent.";
        TooFar "too-far" [] "Nothing has used the numbers before it.";
        OwnNumber "own-number" [] "Its own number where the peer's is asked for.";
        PeerNumber "peer-number" [] "The peer's number where its own is asked for.";
        BeyondHole "beyond-hole" [] "Cumulative: what lies behind a hole is not acknowledged.";
        OldAck "old-ack" [] "The acknowledgment before this one.";
        WindowForNumber "window-for-number" [] "The window, not a number.";
        RelativeNumber "relative-number" [] "Counted from the ISN, where the number itself is asked for.";
        LengthForNumber "length-for-number" [] "A length, not a number.";
        ZeroNumber "zero-number" [] "Numbers do not begin at zero.";
        NotAdvanced "not-advanced" ["octets"] "What was sent before has used numbers.";
        NewNumber "new-number" [] "A repetition carries its old number.";
        EndOfSegment "end-of-segment" [] "The number after the segment, not its first.";
        // lengths
        ControlNotCounted "control-not-counted" ["flag"] "SYN and FIN count for one.";
        HeaderCounted "header-counted" ["header"] "The header does not count.";
        AllQueued "all-queued" ["mss"] "More is queued than one segment takes.";
        WindowForLength "window-for-length" [] "The window is no length.";
        // bits
        NoAckBit "no-ack-bit" [] "Once the peer's SYN has come every segment carries ACK.";
        AckTooEarly "ack-too-early" [] "Nothing has come that could be acknowledged.";
        ResetWithAck "reset-with-ack" [] "A RST that answers an ACK takes its SEQ from there and carries none.";
        ResetWithoutAck "reset-without-ack" [] "A RST that answers a segment without ACK carries one.";
        Push "push" [] "PSH marks the end of what a program wrote.";
        SynRepeated "syn-repeated" [] "SYN is for the first segment of each direction.";
        SynMissing "syn-missing" [] "The first segment of a direction carries SYN.";
        FinMissing "fin-missing" [] "This end closes: FIN.";
        FinTooEarly "fin-too-early" [] "This end has not closed yet.";
        SynAckSplit "syn-ack-split" [] "SYN and ACK go in one segment.";
        ResetExpected "reset-expected" [] "Nobody is there for it: RST.";
        ResetNotNeeded "reset-not-needed" [] "Nothing is wrong: no RST.";
        EcnBits "ecn-bits" [] "ECE and CWR are a matter of congestion.";
        // states
        EstablishedTooEarly "established-too-early" ["from"] "The ACK of its SYN has not come yet.";
        StateKept "state-kept" ["from"] "It is in that state already.";
        CloseWaitLastAck "close-wait-last-ack" ["from"] "CLOSE-WAIT waits for the program, LAST-ACK for the peer.";
        FinWaitMixed "fin-wait-mixed" ["from"] "FIN-WAIT-1 waits for the ACK, FIN-WAIT-2 for the peer's FIN.";
        TimeWaitWrongSide "time-wait-wrong-side" ["from"] "TIME-WAIT is for the end that closed first.";
        TimeWaitSkipped "time-wait-skipped" ["from"] "The end that closed first waits 2 MSL.";
        ClosedForListen "closed-for-listen" ["from"] "It came from LISTEN and goes back there.";
        ListenForClosed "listen-for-closed" ["from"] "This record ends; the listener is another one.";
        ClosingMixed "closing-mixed" ["from"] "CLOSING is for FINs that crossed.";
        SynStatesMixed "syn-states-mixed" ["from"] "SYN-SENT has sent one, SYN-RECEIVED has got one.";
        WhoClosed "who-closed" ["from"] "FIN-WAIT is for who closes first, CLOSE-WAIT for the other.";
        NotOver "not-over" ["from"] "Nothing ends the connection here.";
        NoSuchEdge "no-such-edge" ["from"] "No edge leads there.";
        // results
        ErrnoReset "errno-econnreset" [] "What ECONNRESET would mean.";
        ErrnoPipe "errno-epipe" [] "What EPIPE would mean.";
        ErrnoRefused "errno-econnrefused" [] "What ECONNREFUSED would mean.";
        ErrnoTimedOut "errno-etimedout" [] "What ETIMEDOUT would mean.";
        ErrnoAgain "errno-eagain" [] "What EAGAIN would mean.";
        ErrnoInUse "errno-eaddrinuse" [] "What EADDRINUSE would mean.";
        ErrnoNotAvailable "errno-eaddrnotavail" [] "What EADDRNOTAVAIL would mean.";
        ErrnoNotConnected "errno-enotconn" [] "What ENOTCONN would mean.";
        ErrorExpected "error-expected" [] "The call fails.";
        EndOfFile "end-of-file" [] "All is read and no more will come.";
        NotEndOfFile "not-end-of-file" [] "There is something to read.";
        AskedNotArrived "asked-not-arrived" [] "What was asked for, not what is there.";
        LowestDescriptor "lowest-descriptor" [] "The lowest free descriptor.";
        OwnDescriptor "own-descriptor" [] "The listener's own descriptor.";
        ZeroIsSuccess "zero-is-success" [] "This call returns 0 when it succeeds.";
        OctetsQueued "octets-queued" [] "send returns how much it took.";
        // timers
        TimerLater "timer-later" ["until"] "That timer runs, and fires later.";
        TimerNotSet "timer-not-set" [] "That timer does not run.";
    }
}

/// A mistake and where it leads.
pub(super) struct Made {
    pub(super) value: Guess,
    pub(super) code: Mistake,
    pub(super) args: Vec<(&'static str, Arg)>,
    /// It is among the choices; else it is only recognised where somebody types it.
    pub(super) offered: bool,
}

impl Made {
    pub(super) const fn new(value: Guess, code: Mistake) -> Self {
        Self {
            value,
            code,
            args: Vec::new(),
            offered: true,
        }
    }

    /// A number of another kind, or of another base: nobody would choose it from a list.
    pub(super) const fn typed(value: Guess, code: Mistake) -> Self {
        Self {
            value,
            code,
            args: Vec::new(),
            offered: false,
        }
    }

    pub(super) fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }
}

/// Every mistake that can be made here, the likeliest first; each wrong answer once, and never the right one.
pub(super) fn all(view: &View<'_>) -> Vec<Made> {
    let made = match view.ask {
        Ask::Seq => segment::of_seq(view),
        Ask::Ack => segment::of_ack(view),
        Ask::Len => segment::of_len(view),
        Ask::Flags => segment::of_flags(view),
        Ask::State => state::of_state(view),
        Ask::Timer => state::of_timer(view),
        Ask::Result => result::of_result(view),
    };
    let answer = answer(view);
    let mut kept: Vec<Made> = Vec::new();
    for mistake in made {
        let right = answer.as_ref() == Some(&mistake.value);
        if right {
            continue;
        }
        match kept.iter_mut().find(|other| other.value == mistake.value) {
            Some(other) => other.offered |= mistake.offered,
            None => kept.push(mistake),
        }
    }
    kept
}
