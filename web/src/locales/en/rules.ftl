# One sentence for each rule of the engine, by code.

# Calls (RFC 9293, 3.10.1 to 3.10.6)
rule-open-passive = A passive OPEN makes a connection record that waits in LISTEN.
rule-open-active = An active OPEN chooses an initial sequence number, sends a SYN and enters SYN-SENT.
rule-send-queued = SEND puts the data behind what is already waiting.
rule-send-segmentized = Waiting data is sent as far as the peer's window allows.
rule-receive-delivered = RECEIVE hands over the data that has arrived in order.
rule-close-called = CLOSE promises that no more data will be sent; a FIN says so to the peer.
rule-close-deletes = CLOSE in LISTEN or SYN-SENT just deletes the record: there is nobody to say goodbye to.
rule-close-after-data = The FIN comes after all the data that is still waiting.
rule-abort-resets = ABORT sends a RST and deletes the record at once.
rule-abort-deletes = ABORT deletes the record without a word: in this state no peer needs to be told.

# A segment for a closed port (3.10.7.1)
rule-closed-ignores-reset = A RST for a connection that does not exist is ignored; answering it could go on for ever.
rule-closed-resets = A segment for a connection that does not exist is answered with a RST.

# LISTEN (3.10.7.2)
rule-listen-ignores-reset = In LISTEN a RST is ignored: nothing has been sent that it could refer to.
rule-listen-resets-ack = In LISTEN any ACK is wrong, for nothing has been sent: the answer is a RST.
rule-listen-drops-syn-ack = This host stays silent when a SYN,ACK reaches a listener.
rule-listen-drops-fin = A SYN that comes with a FIN asks to open and to close at once: this host drops it.
rule-listen-syn = A SYN in LISTEN makes a connection in SYN-RECEIVED, and a SYN,ACK goes out.
rule-listen-drops = In LISTEN anything that is not RST, ACK or SYN is dropped.

# SYN-SENT (3.10.7.3)
rule-syn-sent-ack-range = In SYN-SENT an ACK must cover our SYN and nothing more: ISS < SEG.ACK ≤ SND.NXT.
rule-syn-hurries = The peer still knew an older connection, which the RST has ended: Linux sends its SYN again after two ticks, not after a whole timeout.
rule-syn-sent-reset = In SYN-SENT a RST counts only with an acceptable ACK; then the connection is refused.
rule-syn-sent-reset-ignored = In SYN-SENT a RST without an acceptable ACK is dropped.
rule-syn-sent-syn = The peer's SYN gives IRS, and RCV.NXT becomes the number after it.
rule-syn-sent-established = Our SYN is acknowledged and the peer's has arrived: the connection is ESTABLISHED.
rule-simultaneous-open = Both sent a SYN at the same time: each enters SYN-RECEIVED and sends its SYN again, now with an ACK.
rule-syn-sent-drops = In SYN-SENT a segment with neither SYN nor RST is dropped.

# Step 1: sequence number (3.10.7.4)
rule-sequence-acceptable = At least part of the segment lies inside the receive window, so it is looked at further.
rule-sequence-unacceptable = Nothing of the segment lies inside the receive window: an ACK says where we are, and the segment is dropped.
rule-reset-outside-window = A RST outside the receive window is dropped without an answer.
rule-time-wait-fin-again = A FIN again in TIME-WAIT means that our last ACK was lost: it is acknowledged again and 2 MSL start anew.
rule-syn-ack-again = Our SYN,ACK may have been lost: the SYN that comes again draws it again, not a bare ACK.
rule-crossed-syn-ack = In SYN-RECEIVED a SYN,ACK at IRS counts for its ACK: that is how a simultaneous open ends.
rule-syn-fin-ignored = The FIN of a SYN that crosses ours is ignored here; the RFC would keep it until the connection is open.
rule-repetition-counts = What comes again right before RCV.NXT is acknowledged once more, and its own ACK still counts.

# Step 2: RST
rule-reset-exact = A RST exactly at RCV.NXT is obeyed.
rule-reset-challenged = A RST inside the window but not at RCV.NXT may be a guess of an attacker: a challenge ACK asks the true peer.
rule-reset-in-window = This host follows RFC 793: a RST anywhere in the window is obeyed.
rule-time-wait-assassinated = A RST at RCV.NXT ends TIME-WAIT before its time.
rule-time-wait-ignores-reset = TIME-WAIT pays no heed to a RST, so that nobody can end it early.
rule-time-wait-restarts = The peer is still sending: the time of TIME-WAIT begins anew.
rule-time-wait-reopens = The SYN is certainly newer than the old connection, so a new one may take its place.
rule-reset-passive = A RST in a SYN-RECEIVED that came from LISTEN leads back to LISTEN.
rule-reset-refused = A RST in a SYN-RECEIVED that came from an active OPEN means that the connection is refused.
rule-reset-received = A valid RST ends the connection: queues are emptied and the program is told.
rule-reset-closing = A valid RST in CLOSING, LAST-ACK or TIME-WAIT ends the record quietly.

# Step 4: SYN
rule-syn-challenged = A SYN in a synchronized state is never obeyed: a challenge ACK asks whether the peer really started anew.
rule-syn-resets = This host follows RFC 793: a SYN in the window of an open connection is an error, and draws a RST.
rule-syn-returns-to-listen = A SYN inside the window returns a passive SYN-RECEIVED to LISTEN.

# Step 5: ACK
rule-ack-absent = A segment without ACK is dropped here.
rule-ack-blind = An ACK older than anything the peer could mean may be blind guessing: a challenge ACK is the answer.
rule-ack-unsent = The ACK is for something that was never sent: an ACK corrects it and the segment is dropped.
rule-ack-establishes = The ACK covers our SYN (SND.UNA < SEG.ACK ≤ SND.NXT): SYN-RECEIVED becomes ESTABLISHED.
rule-ack-resets = In SYN-RECEIVED an unacceptable ACK is answered with a RST.
rule-ack-new = SND.UNA < SEG.ACK ≤ SND.NXT: SND.UNA moves forward, and what is covered leaves the retransmission queue.
rule-ack-duplicate = SEG.ACK ≤ SND.UNA: this acknowledges nothing new.
rule-window-update = The segment is not older than the last window update, so its window counts.
rule-window-stale = The segment is older than the last window update, so its window is left alone.
rule-fin-acked = Our FIN is acknowledged: FIN-WAIT-1 becomes FIN-WAIT-2.
rule-closing-acked = Our FIN is acknowledged in CLOSING: TIME-WAIT begins.
rule-last-ack = Our FIN is acknowledged in LAST-ACK: the connection is CLOSED.

# Steps 6 to 8: urgent, text, FIN
rule-urgent-advances = The urgent mark moves forward and the program is told.
rule-text-accepted = Text at RCV.NXT is taken for the program, and RCV.NXT moves over it.
rule-text-kept = Text ahead of RCV.NXT is kept until the gap before it is filled.
rule-text-ignored = After the peer's FIN there can be no more text: it is ignored.
rule-text-after-close = Nobody is left who could read this text, so the answer is a RST.
rule-fin-close-wait = The peer's FIN in ESTABLISHED: it will send no more, and we are in CLOSE-WAIT.
rule-fin-closing = The peer's FIN comes before the ACK of ours: both close at once, CLOSING.
rule-fin-time-wait = The peer's FIN comes and ours is acknowledged: TIME-WAIT for 2 MSL.

# Timeouts (3.10.8)
rule-user-timeout-runs = While something waits for its ACK, the user timeout runs; every progress starts it anew.
rule-user-timeout-rests = Nothing waits for an ACK any more, or the peer answers from behind a shut window: the user timeout rests.
rule-user-timeout = The user timeout has passed: everything is flushed and the program is told.
rule-user-timeout-adopted = The peer has told its user timeout: the longer one counts here too, between a lower and an upper limit.
rule-user-timeout-kept = The peer has told its user timeout, but the program has set its own: that one stays.
rule-retransmission-timeout = The retransmission timer has expired: the oldest unacknowledged segment goes out again.
rule-time-wait-timeout = 2 MSL have passed and nothing of this connection can be on its way any more: CLOSED.
rule-orphan-refused = TCP_LINGER2 is negative: once no program holds the connection, the peer's FIN is not waited for.
rule-orphan-limited = No program holds the connection any more: the peer's FIN is awaited for a limited time only.
rule-delivery-trouble = It was repeated several times (R1): the user learns that delivery is in trouble.
rule-give-up = It was repeated long enough (R2): the connection is given up.
rule-syn-ack-give-up = The SYN,ACK was repeated as often as this host allows (on Linux tcp_synack_retries): the entry is dropped.
rule-syn-give-up = The SYN was repeated long enough: the attempt is given up.

# Mechanisms
rule-initial-sequence-number = The initial number is a clock of 4 µs plus a keyed hash of addresses and ports, so that nobody else can guess it.
rule-rto-sample = A round trip was measured: SRTT and RTTVAR follow it, and RTO follows them.
rule-rto-karn = A segment that was sent twice gives no sample: nobody knows which of the two was acknowledged (Karn).
rule-rto-timer-start = Something is in flight, so the retransmission timer runs.
rule-rto-timer-stop = Everything is acknowledged, so the retransmission timer stops.
rule-rto-timer-restart = New data is acknowledged and more is in flight: the retransmission timer starts anew.
rule-rto-back-off = The timer expired: RTO doubles, so that a slow network is not flooded.
rule-rto-after-syn = The SYN had to be repeated, so data begins with an RTO of 3 s.
rule-initial-window = Before the first ACK only a few segments may be out; one only, if the SYN had to be repeated.
rule-slow-start = Below ssthresh, what is acknowledged may be sent and as much again: cwnd doubles in a round trip.
rule-congestion-avoidance = From ssthresh on, cwnd grows by one segment for each window that is acknowledged.
rule-congestion-window = No more may be in the network than cwnd: the rest waits for ACKs.
rule-duplicate-ack = The ACK repeats the last one while data is outstanding: something arrived out of order.
rule-fast-retransmit = Three duplicate ACKs tell of a loss: the segment goes again without waiting for the timer, and cwnd is halved.
rule-fast-recovery = Each further duplicate ACK means that a segment has left the network: cwnd grows by one for it.
rule-partial-ack = The ACK does not cover all that was out when recovery began: it shows the next hole, which is sent again.
rule-full-ack = All that was out when recovery began is acknowledged: recovery ends.
rule-loss-window = The timer fired: ssthresh is half of what was in flight, and cwnd is one segment.
rule-idle-restart = Nothing was sent for more than an RTO: what was known of the network is old, and cwnd begins small again.
rule-cubic-growth = cwnd follows a cubic curve of the time since the last loss: fast, then flat near the old maximum, then fast again.
rule-sack-reported = The peer reports what it has beyond the hole; that need not be sent again.
rule-sack-lost = Enough was reported behind the segment: it is taken to be lost.
rule-proportional-reduction = During recovery as much is sent as arrives, a little less, until cwnd is at ssthresh.
rule-congestion-signal = The network says that it is congested: cwnd falls as after a loss, once for a window.
rule-rack = A segment sent later has arrived, and the time for reordering is over: this one is lost.
rule-rack-waits = A segment sent later has arrived: this one is late or lost, and a timer will tell.
rule-reordering-seen = A segment sent only once came after one sent behind it: segments overtake each other on this path.
rule-tail-loss-probe = No ACK has come for two round trips: a probe shall draw one, long before the timer fires.
rule-probe-repaired = The probe filled a hole, so there was a loss: cwnd is reduced for it.
rule-forward-rto = What was out before the timeout arrives by its first sending: the timeout was spurious.
rule-undone = What arrived was sent before anything was sent again: the reduction was needless and is undone.
rule-undone-by-duplicates = The peer has received twice all that was sent again: the reduction was needless and is undone.
rule-reneging = The peer seems to have thrown away what it had reported: it gets a short while to report again.
rule-slow-start-again = After the timer, what was out goes again as cwnd grows.
rule-remote-mss = Segments are as large as both ends can take.
rule-options-agreed = An extension counts only if both SYNs offer it.
rule-syn-plain = The SYN has been repeated several times, so it now goes without options, in case the peer chokes on them.
rule-timestamp-missing = Both ends agreed on timestamps, and this segment has none: it is dropped silently.
rule-paws-refuses = The timestamp is older than the last one taken: this is an old segment (PAWS).
rule-timestamp-taken = The timestamp of the segment that continues the data in order is the one to echo.
rule-rto-echo = The echoed timestamp tells which copy was acknowledged, so the round trip can be measured.
rule-delayed-ack = The ACK waits for data or a second segment to go with, less than half a second.
rule-delayed-ack-due = The ACK has waited long enough: it goes alone.
rule-ack-carried = The ACK left with this segment, so its timer is not needed any more.
rule-ack-every-second = Two full segments are waiting to be acknowledged: the ACK goes now.
rule-quick-ack = The sender is opening its window, or resumes after a pause: the next ACKs go at once.
rule-ack-on-reading = The program has read what arrived: the ACK need not wait any longer.
rule-ack-at-once = A gap was found or filled: the ACK goes at once, so that the sender learns of it.
rule-ack-control = A SYN or FIN is acknowledged at once.
rule-window-reopens = The window has grown enough to be worth telling the peer.
rule-zero-window-probe = The window is shut and data is waiting: one octet asks whether it has opened.
rule-nagle = Less than a full segment waits while something is unacknowledged (Nagle).
rule-corked = The program has said that more will follow: less than a full segment waits for it.
rule-silly-window = A small piece waits for a larger window.
rule-silly-window-override = The small piece has waited long enough and is sent all the same.
rule-urgent-sent = The urgent pointer names the octet after the urgent data.
rule-challenge-limited = Enough challenge ACKs for now: this one is not sent.
rule-timer-cleared = The timer has no more purpose now.

# ICMP
rule-icmp-forged = The message quotes a sequence number that is not in flight: it may be forged, and is ignored.
rule-icmp-quench = Source Quench asks to slow down; TCP ignores it, for it has congestion control.
rule-icmp-soft = A soft error: it may pass, so the connection goes on and the error is only remembered.
rule-icmp-hard = A hard error: there is no sense in trying again, so the connection ends.
rule-icmp-any-opening = While a connection opens, this host lets any ICMP error end it.
rule-icmp-prohibited-opening = In SYN-SENT this host lets a prohibition, or a time to live that ran out, end the attempt.
rule-icmp-too-big = A router on the way could not pass a packet so large: the segments must become smaller.

# Keep-alives and explicit congestion notification
rule-keepalive-runs = The connection is idle: the silence of the peer is measured.
rule-keepalive-probe = The peer has been silent for long: a segment with an old number asks whether it is still there.
rule-keepalive-gives-up = Several keep-alives in a row went unanswered: the connection is given up.
rule-ecn-agreed = Both ends take part in explicit congestion notification (ECN).
rule-ecn-fallback = The SYN was not answered; it goes again without the offer of ECN, which some devices choke on.
rule-ecn-echo = A router marked a datagram instead of dropping it: every ACK says so (ECE) until the sender answers (CWR).
rule-ecn-echo-ends = The sender has reduced its window (CWR): the ACKs need not say ECE any more.

# Wire
rule-checksum-failed = The checksum does not hold: the segment was damaged and is dropped.
rule-malformed = The header contradicts itself: the segment is dropped.

# Host
rule-call-made = A program makes a system call.
rule-call-waits = A blocking call waits until there is an answer.
rule-call-answered = There is an answer, so the call returns.
rule-would-block = The socket is non-blocking: a call that would have to wait fails with EAGAIN instead.
rule-no-such-descriptor = No open descriptor has this number: EBADF.
rule-descriptor-limit = The process has as many descriptors as it may have: EMFILE.
rule-files-full = All processes of the host together have as many files open as fs.file-max allows: ENFILE.
rule-sockets-full = The host has no room for another socket.
rule-bound-already = The socket has a port or a connection already, so it cannot be bound.
rule-no-such-address = The address is none of this host's: bind() takes only what the host has.
rule-port-taken = Another socket is at this port, if only in TIME-WAIT.
rule-port-chosen = The socket needs a port: a free one is taken from the ephemeral range.
rule-ports-exhausted = No ephemeral port is free.
rule-not-listening = Only a listener can accept.
rule-no-such-peer = No host can be reached under this address.
rule-connect-begun = The connect has begun; on a non-blocking socket the call does not wait for its end.
rule-connected-already = The socket is connected, or listens, already.
rule-not-connected = The socket has no connection.
rule-send-shut = Nothing can be sent on this socket any more: EPIPE.
rule-recv-end = Everything has been read and nothing more will come: 0 means end of file.
rule-no-urgent-octet = No urgent octet is ahead, or it was taken already, or it stays in the stream: EINVAL.
rule-urgent-awaited = The urgent octet is announced but has not come yet: EAGAIN.
rule-urgent-taken = The urgent octet is handed over apart from the stream.
rule-error-refused = A RST answered the SYN: the call learns ECONNREFUSED.
rule-error-reset = A RST ended the connection: the next call learns ECONNRESET, once.
rule-error-pipe = A RST came after the FIN of the peer: writing fails with EPIPE.
rule-error-timed-out = The peer stayed silent for too long: the next call learns ETIMEDOUT.
rule-error-unreachable = An ICMP error said why nobody answered: the call learns its number.
rule-close-unread = Data was left unread at close: a RST tells the peer that it was lost, instead of a FIN.
rule-close-deferred = Another thread is inside a call on this socket, so it closes only when that call returns.
rule-call-timeout = The call has waited as long as it was meant to, so it returns without.
rule-option-set = An option of the socket is set; what the host keeps may differ from what was asked for.
rule-option-read = The program asks for an option of the socket.
rule-option-refused = This option cannot have that value, or cannot be set at all.
rule-bad-address = The buffer lies outside the memory of the process: EFAULT.
rule-sysctl-set = A setting of the host is changed; new connections follow it.
rule-close-ends-calls = CLOSE answers the calls that still wait on the connection with an error.
rule-orphaned = No descriptor refers to the socket any more; TCP finishes the connection by itself.
rule-too-many-orphans = More connections than tcp_max_orphans allows have no program that holds them: this one is reset.
rule-time-wait-overflow = As many connections are in TIME-WAIT as tcp_max_tw_buckets allows: this one skips it, and with it the protection against old segments.
rule-time-wait-reused = The old connection used timestamps and has rested long enough (tcp_tw_reuse): its old segments would be recognised, so its port serves a new connection.
rule-time-wait-recycled = tcp_tw_recycle: TIME-WAIT lasts only three and a half RTO, because the last timestamp of the address is remembered instead.
rule-recycle-refuses = tcp_tw_recycle takes one address for one clock: a SYN with an older timestamp than the last one from there is dropped silently. Behind a NAT box several hosts share the address, each with its own clock.
rule-socket-gone = Nothing refers to the socket any more, and its connection is over.
rule-syn-queued = A connection begins in the SYN queue of the listener, until its handshake is complete.
rule-accept-queued = The handshake is complete: the connection waits in the accept queue for accept().
rule-accept-taken = accept() takes the oldest connection out of the accept queue.
rule-accept-queue-full = The accept queue holds one more than the backlog: nothing is added to it.
rule-syn-queue-full = The SYN queue holds one more than the backlog: the SYN is dropped.
rule-syn-cookie-sent = The SYN queue is full, so nothing is kept of this SYN: the initial number of the answer is a cookie that carries a counter, the MSS and a keyed hash. Other options are lost, unless timestamps carry them.
rule-syn-cookie-accepted = Only who received the cookie can send it back: the connection is made out of it, as if there had been an entry all along.
rule-syn-cookie-refused = A cookie must hold this host's own hash of the two ends and be no older than two minutes: this number does not.
rule-syn-backlog-reserved = Without SYN cookies the last quarter of tcp_max_syn_backlog is kept for hosts that have been connected before.
rule-defer-accept = TCP_DEFER_ACCEPT: accept() is to return with data at hand, so a bare ACK does not complete the handshake yet.
rule-abort-on-overflow = The accept queue is full, and this host answers with a RST (tcp_abort_on_overflow).
rule-entry-gone = The handshake came to nothing, so its entry leaves the SYN queue.
rule-listener-closed = The listener was closed, and its queues with it.
rule-icmp-stray = The message quotes a segment that no connection of this host has sent.
rule-syn-fin-dropped = SYN and FIN in one segment make no sense: this host drops it unseen.
rule-not-for-us = The packet is meant for another address.
rule-kernel-logs = The kernel tells the operator, with at most ten lines in five seconds.
rule-killed = SIGKILL ends a process at once and cannot be caught; the kernel closes its descriptors.
rule-broken-pipe = A program that writes where nothing can be sent any more gets SIGPIPE and dies of it, unless it ignores the signal or passes MSG_NOSIGNAL.
rule-power-lost = Without power a host loses everything it knew, and cannot tell anybody.
rule-booted = A host starts with empty tables, a new secret for its initial sequence numbers, and its programs from the beginning.
rule-program-sleeps = The program asked to sleep.
rule-program-ends = There is no further line. The process lives on, and its descriptors stay open.
rule-program-stopped = This line cannot be carried out, so the thread stays where it is.
rule-thread-starts = The program starts a second thread: it begins with a copy of the variables and shares the descriptors.
rule-process-exits = The program has called exit: the system closes every descriptor of the process.

# Network
rule-link-carries = The link carries the segment to the other end.
rule-link-loss = The link lost the segment by chance.
rule-link-duplicates = The link carried the segment twice, by chance.
rule-link-reorders = The link let other segments overtake this one, by chance.
rule-link-corrupts = The link damaged one bit of the segment, by chance.
rule-link-too-big = The datagram is larger than this link takes, and may not be cut: a router drops it and tells the sender.
rule-link-marks = A router marks the datagram to tell of congestion, instead of dropping it.
rule-link-queue-full = The queue in front of the link was full.
rule-rule-applied = A rule of the network decided.
rule-cable-cut = The cable is cut.
rule-host-down = The host is switched off, so what reaches it is lost.
rule-nat-outbound = A NAT box puts its own address, and a port of its own, in place of the source.
rule-nat-inbound = The NAT box remembers the connection and puts the host inside in place of the destination.
rule-nat-unknown = The NAT box knows no connection from inside at this port, so it drops the segment.
rule-nat-full = The NAT box has no free port left towards this peer.
rule-no-host = Nobody has this address.
rule-no-route = No link leads to this host.
rule-in-flight-limit = More segments are on their way than the lab keeps.

# Lab
rule-act = You did it.

# Broken on purpose
rule-two-way-handshake = The host is set to break the protocol: it does not wait for the third segment, so a SYN alone opens the connection, however old it is.
rule-split-syn-ack = The host is set to break the protocol: ACK and SYN go one after the other, so the handshake has four segments, and nothing is gained by the fourth.
rule-constant-isn = The host is set to break the protocol: every connection begins with the same number, and anybody can know it.
rule-no-time-wait = The host is set to break the protocol: who closes first is gone at once. Nobody is left to repeat the last ACK, or to keep old segments out of the next connection.
rule-no-rst = The host is set to break the protocol: where a RST is due it stays silent, and its peer never learns that there is no connection.
rule-accept-any-ack = The host is set to break the protocol: an ACK that cannot be true counts as a good one, so a forger need not guess it.
rule-no-paws = The host is set to break the protocol: a timestamp older than the last one does not give the old segment away.
rule-switch-set = You decide which rules of TCP this host keeps.

# Sources that are no RFC.
source-broken-on-purpose = broken on purpose
source-host = the lab's host
source-link = the lab's link
source-link-rule = a rule of the lab's network
source-reader = you
rule-scripted = The scenario did it.
