# What would have had to be otherwise
differ = What would have had to be different
differ-any = Any one of these would have changed it:
differ-eq = { $left } would have had to be { $right }.
differ-ne = { $left } would have had to be anything but { $right }.
differ-lt = { $left } would have had to be less than { $right }.
differ-le = { $left } would have had to be { $right } or less.
differ-gt = { $left } would have had to be more than { $right }.
differ-ge = { $left } would have had to be { $right } or more.
differ-set = This would have had to be so: { $left }
differ-clear = This would have had to be otherwise: { $left }
operand-accept-queue = connections in the accept queue
operand-backlog = backlog
operand-syn-queue = entries in the SYN queue
operand-syn-limit = limit of the SYN queue
operand-young-entries = entries whose SYN,ACK was not repeated
operand-free-descriptor = lowest free descriptor
operand-descriptor-limit = limit of descriptors
operand-files = files open on the host
operand-file-limit = fs.file-max
operand-port-holders = sockets that hold the port
operand-ports-free = free ephemeral ports
operand-time-waits = connections in TIME-WAIT
operand-time-wait-limit = tcp_max_tw_buckets
operand-time-wait-age = age of the connection in TIME-WAIT
operand-reuse-age = age from which it may be reused
operand-orphans = orphans of the host
operand-orphan-limit = tcp_max_orphans
operand-peer-timestamp-age = time since a timestamp of this address was taken
operand-unread = octets not read
operand-wanted = octets that the call waits for
operand-arrived = octets that wait to be read
operand-available = connections that wait to be accepted
operand-interactive = octets the program answers
operand-peer-timestamp-memory = how long timestamps of an address are remembered
operand-backlog-reserve = entries kept for addresses that are known
operand-queued = octets of the call in the send buffer
fact-older-timestamp = The timestamp is older than the last one from this address.
fact-bound-port = The program has named the port.
fact-tw-reuse = tcp_tw_reuse allows it between these two ends.
fact-text = Data has arrived.
fact-valid-cookie = The ACK carries a valid SYN cookie.
fact-proven-peer = This address has completed a handshake before.
fact-fin-wait-2-refused = This host does not wait in FIN-WAIT-2 for a connection that nobody holds.
fact-SYN = The segment carries SYN.
fact-ACK = The segment carries ACK.
fact-RST = The segment carries RST.
fact-FIN = The segment carries FIN.
fact-URG = The segment carries URG.
fact-cookies = SYN cookies may be sent.
fact-timestamps-agreed = The connection has timestamps.
fact-drop-synfin = This host drops segments with SYN and FIN.
fact-reported = The oldest segment in flight was reported.
fact-CHANGEABLE = The peer may change the user timeout.

# Why not?
why-not-until = Until { $time }.
why-not-on-its-way = It has not arrived yet.
why-not-held = It is being held on the way. Release it, and it goes on.
why-not-lost = It never arrived: it was lost on the way.
why-not-no-host = No host has this address: it reached nobody.
why-not-answered = It was answered.
why-not-answer-delayed = Its ACK waits for company: data going the same way would carry it. When the delayed-ACK timer fires, it goes alone.
why-not-pure-ack = It is an ACK without data and uses no sequence number, so there is nothing to acknowledge. If ACKs were acknowledged, it would never end.
why-not-reset-silent = A RST is never answered, or two ends could reset each other for ever.
why-not-challenge-withheld = It deserves a challenge ACK, but enough of those have gone out for now.
why-not-queue-full = A queue of the listener is full: { $length } of at most { $limit }. What would make it longer is dropped without a word, and the sender will try again.
why-not-unreadable = What arrived is no segment: octet { $offset } contradicts the rest. Nobody answers what cannot be read.
why-not-not-for-us = It is addressed to somebody else.
why-not-icmp-only = An ICMP error is a message about a segment. It is judged, not answered.
why-not-dropped = A rule drops it.
why-not-nothing-owed = Nothing in it calls for an answer.
why-not-accepted = It was accepted.
why-not-listening = A listener has no connection of its own. It only answers.
why-not-not-connected = This socket has no connection.
why-not-closed = The connection is over.
why-not-handshake = The handshake is not complete ({ $state }).{ $unsent ->
    [0] {""}
   *[other] { " " }{ $unsent } octets wait until it is.
}
why-not-time-wait = Both sides have closed. In TIME-WAIT the connection only answers a FIN that comes again.
why-not-fin-sent = The FIN has been sent. Nothing can follow it; what is missing is its ACK.
why-not-all-said = Its FIN is acknowledged: this side has nothing more to say. It still acknowledges what the peer sends.
why-not-nothing-queued = The program has given nothing to send.{ $inFlight ->
    [0] {""}
   *[other] { " " }What it gave before is on its way: { $inFlight } not acknowledged yet.
}
why-not-window-shut = The peer's window is 0: there is no room for the { $unsent } octets that wait. The persist timer will ask again.
why-not-window-full = The peer's window of { $wnd } is used up by { $inFlight } in flight. { $unsent } octets wait for an ACK that opens it.
why-not-congestion-window = The congestion window of { $cwnd } is used up: { $pipe } are in the network. { $unsent } octets wait for ACKs.
why-not-nagle = Nagle: { $unsent } octets are less than a full segment of { $mss }, and { $inFlight } are not acknowledged yet. They go with the ACK, or when more data makes a full segment.
why-not-corked = The program has said that more follows: { $unsent } octets wait for it (TCP_CORK or MSG_MORE).
why-not-silly-window = The window takes only { $usable } of { $unsent } octets. A small piece would waste a segment, so it waits for a better window.
why-not-losses-first = What was lost goes first; new data comes after it.
why-not-may-send = Nothing stands in the way of { $octets } octets: they go at the next step.
why-not-nothing-in-flight = Everything that was sent is acknowledged. There is nothing to send again.
why-not-gave-up = The connection was given up: it had waited long enough for an answer.
why-not-data-on-the-way = What was sent is still on its way. Nothing is missing yet.
why-not-ack-on-the-way = It arrived, and its ACK is on the way back.
why-not-ack-held-there = { $peer } has received it and delays the ACK. It will come before the retransmission timer here fires.
why-not-timer-not-due = The retransmission timer is running: RTO { $rto }{ $repeats ->
    [0] .
   *[other] , repeated { $repeats } times so far.
} Until it fires, the ACK may still come.
why-not-probe-first = A loss probe comes first: the last segment, to draw an ACK.
why-not-reordering-first = Something sent later has arrived, so this may only be late. A short timer decides whether it is lost.
why-not-probes-instead = The peer's window is shut. The persist timer sends probes; nothing is lost.
why-not-no-timer = No timer runs that would send it again.
why-not-process-gone = The process has ended.
why-not-program-ended = The program has no further line. The process lives on with its descriptors.
why-not-program-stopped = The program cannot go on: its line makes no sense.
why-not-program-runs = No call is waiting: the program goes on at the next step.
why-not-program-sleeps = The program sleeps.
why-not-accept-empty = accept waits for a complete connection. The accept queue is empty{ $synQueue ->
    [0] .
   *[other] ; { $synQueue } in the SYN queue are not complete yet.
}
why-not-connect-waits = connect returns when the handshake is complete on this side. The connection is in { $state }{ $repeats ->
    [0] .
    [one] , and the SYN was repeated once.
   *[other] , and the SYN was repeated { $repeats } times.
}
why-not-read-empty = Nothing has arrived that was not read already. The next octet expected is { $nxt }.
why-not-read-hole = { $octets } octets have arrived, but octet { $nxt }, before them, is missing. A stream is read in order.
why-not-send-full = The send buffer is full: { $held } octets are not acknowledged. { $sent } octets of this call are in it; the rest waits for room.
why-not-lingers = close waits (SO_LINGER) until { $octets } octets are acknowledged.
why-not-poll-waits = Nothing has happened yet on any of the sockets that poll watches.
why-not-call-waits = { $call } waits for the socket to change.
