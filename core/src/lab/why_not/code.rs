//! What can keep something from happening.

use crate::lab::codes::codes;

codes! {
    /// What keeps something from happening. The sentence is `why-not-<code>`.
    WhyNotCode {
        // a segment
        OnItsWay "on-its-way" [] "It has not arrived yet.";
        Held "held" [] "Somebody holds it.";
        Lost "lost" ["reason"] "It was lost.";
        NoHost "no-host" [] "Nobody has this address.";
        Answered "answered" [] "There is an answer.";
        AnswerDelayed "answer-delayed" [] "The ACK waits for company.";
        PureAck "pure-ack" [] "An ACK without text draws no answer.";
        ResetSilent "reset-silent" ["reason"] "A RST that counts draws no answer.";
        ChallengeWithheld "challenge-withheld" [] "Enough challenge ACKs for now.";
        QueueFull "queue-full" ["length", "limit"] "A queue is full.";
        Unreadable "unreadable" ["offset"] "It is no segment.";
        NotForUs "not-for-us" [] "It is for another address.";
        IcmpOnly "icmp-only" [] "An ICMP message is never answered.";
        Dropped "dropped" ["reason"] "A rule drops it.";
        NothingOwed "nothing-owed" ["reason"] "Nothing is owed for it.";
        Accepted "accepted" [] "It was accepted.";
        // a connection
        Listening "listening" [] "A listener sends nothing by itself.";
        NotConnected "not-connected" [] "The socket has no connection.";
        Closed "closed" ["reason"] "The connection is over.";
        Handshake "handshake" ["state", "unsent"] "The handshake is not complete.";
        TimeWait "time-wait" [] "Both sides have closed.";
        FinSent "fin-sent" [] "The FIN is sent, nothing can follow.";
        AllSaid "all-said" [] "The FIN is acknowledged.";
        NothingQueued "nothing-queued" ["inFlight"] "The program has given nothing.";
        WindowShut "window-shut" ["unsent"] "The peer's window is shut.";
        WindowFull "window-full" ["unsent", "inFlight", "wnd"] "The peer's window is used up.";
        CongestionWindow "congestion-window" ["unsent", "cwnd", "pipe"] "The congestion window is used up.";
        Nagle "nagle" ["unsent", "mss", "inFlight"] "Less than a segment waits for an ACK.";
        Corked "corked" ["unsent"] "The program has more to say.";
        SillyWindow "silly-window" ["unsent", "usable"] "The window takes only a small piece.";
        LossesFirst "losses-first" ["unsent"] "What was lost goes first.";
        MaySend "may-send" ["octets"] "Nothing stands in the way.";
        // repeating
        NothingInFlight "nothing-in-flight" ["una"] "Everything sent is acknowledged.";
        GaveUp "gave-up" ["reason"] "The connection was given up.";
        DataOnTheWay "data-on-the-way" ["seq"] "What was sent is still on its way.";
        AckOnTheWay "ack-on-the-way" ["ack"] "Its ACK is on the way.";
        AckHeldThere "ack-held-there" ["peer"] "The peer delays its ACK.";
        TimerNotDue "timer-not-due" ["rto", "repeats"] "The retransmission timer runs.";
        ProbeFirst "probe-first" [] "A loss probe comes first.";
        ReorderingFirst "reordering-first" [] "It may only be late.";
        ProbesInstead "probes-instead" [] "The window is shut: probes ask.";
        NoTimer "no-timer" [] "No timer runs.";
        // a call
        ProcessGone "process-gone" [] "The process has ended.";
        ProgramEnded "program-ended" [] "The program has no further line.";
        ProgramStopped "program-stopped" [] "The program cannot go on.";
        ProgramRuns "program-runs" [] "No call waits.";
        ProgramSleeps "program-sleeps" [] "The program sleeps.";
        AcceptEmpty "accept-empty" ["synQueue"] "No connection is complete.";
        ConnectWaits "connect-waits" ["state", "repeats"] "The handshake is not complete.";
        ReadEmpty "read-empty" ["nxt"] "Nothing has arrived.";
        ReadHole "read-hole" ["nxt", "octets"] "Something before what has arrived is missing.";
        SendFull "send-full" ["sent", "held"] "The send buffer is full.";
        Lingers "lingers" ["octets"] "close waits until all is acknowledged.";
        PollWaits "poll-waits" [] "Nothing has happened on any of them.";
        CallWaits "call-waits" ["call"] "The call waits.";
    }
}
