# One sentence for each kind of event. $host is where it happened; a sentence about a segment also has
# $flags, $seq, $ack, $len, $wnd, $from, $to and $numbers (SEQ=1 ACK=1 LEN=100).
flag-retransmission = retransmission

event-act = { $by } did it: { $act }.
event-segment-sent =
    { $again ->
        [yes] { $host } sends { $flags } again (retransmission, { $numbers }).
       *[no] { $host } sends { $flags } ({ $numbers }).
    }
event-segment-injected = { $flags } for { $to } is put on the wire, claiming to be from { $from } ({ $numbers }).
event-segment-arrived = { $flags } reaches { $host }.
event-segment-lost = { $flags } from { $from } is lost; { $to } never sees it.
event-segment-held = { $flags } from { $from } is held on its way.
event-segment-released = { $flags } from { $from } goes on and arrives at { $until }.
event-segment-delayed = { $flags } from { $from } is delayed until { $until }.
event-segment-duplicated = { $flags } from { $from } is doubled: a copy is on its way too.
event-segment-refused = A router cannot pass { $flags } from { $from }; it drops it and says so: { $message }.
event-segment-marked = A router marks { $flags } from { $from }: congestion experienced (CE).
event-segment-corrupted = Bit { $bit } of { $flags } from { $from } is flipped.
event-segment-accepted = { $host } finds the segment acceptable (SEQ { $seq }, LEN { $len }).
event-segment-dropped = { $host } drops the segment (SEQ { $seq }, LEN { $len }).
event-segment-unreadable =
    { $reason ->
        [checksum-failed] The checksum of what reached { $host } is wrong: it was damaged on the way, and { $host } drops it.
       *[other] { $host } cannot read what arrived (octet { $offset }) and drops it.
    }
event-icmp-stray = { $host } gets an ICMP message about a connection it does not have.
event-syn-fin-dropped = { $host } drops a segment with both SYN and FIN.
event-not-for-us = { $host } drops a segment that is for another address.
event-segment-rewritten =
    { $side ->
        [source] The NAT box sends the segment on as if from { $end }.
       *[destination] The NAT box sends the segment on to { $end }, the host inside.
    }
event-kernel-logged = The kernel of { $host } writes to its log: { $text }
event-process-signalled =
    { $fate ->
        [ignored] { $host }: { $process } gets { $signal } ({ $number }) and ignores it.
       *[fatal] { $host }: { $process } gets { $signal } ({ $number }) and dies of it.
    }
event-powered-off = { $host } loses its power: { $connections ->
        [0] it has no connection to forget.
        [one] its connection is forgotten, and the peer is not told.
       *[other] its { $connections } connections are forgotten, and no peer is told.
    }
event-powered-on = { $host } starts: it remembers nothing of before, and its programs begin anew.
event-state-changed =
    { $socket ->
        [listener] { $host }: the listening socket goes from { $from } to { $to }.
        [half-open] { $host } gives its half-open connection up ({ $from }); the listener has been in { $to } all the time.
       *[one] { $host } goes from { $from } to { $to }.
    }
event-timer-set = { $host } starts the { $timer } timer: { $after }.
event-timer-stopped = { $host } stops the { $timer } timer.
event-timer-fired = { $host }: the { $timer } timer expires.
event-acknowledged =
    { $count ->
        [one] { $host }: one number is acknowledged, SND.UNA is now { $una }.
       *[other] { $host }: { $count } numbers are acknowledged, SND.UNA is now { $una }.
    }
event-window-changed = { $host } may now have { $wnd } octets in flight (SND.WND).
event-text-delivered =
    { $octets ->
        [one] { $host } receives one octet in order, RCV.NXT is now { $nxt }.
       *[other] { $host } receives { $octets } octets in order, RCV.NXT is now { $nxt }.
    }
event-text-kept =
    { $octets ->
        [one] { $host } keeps one octet from { $seq } on: something before it is missing.
       *[other] { $host } keeps { $octets } octets from { $seq } on: something before them is missing.
    }
event-text-ignored =
    { $octets ->
        [one] { $host } throws one octet away, at { $seq }.
       *[other] { $host } throws { $octets } octets away, from { $seq } on.
    }
event-data-queued =
    { $octets ->
        [one] { $host } has one more octet to send.
       *[other] { $host } has { $octets } more octets to send.
    }
event-data-read =
    { $octets ->
        [one] The program on { $host } reads one octet.
       *[other] The program on { $host } reads { $octets } octets.
    }
event-fin-queued = { $host } will send a FIN after the data that is still waiting.
event-ack-delayed = { $host } owes an ACK and waits a little for company.
event-data-held =
    { $octets ->
        [one] { $host } holds one octet back for now.
       *[other] { $host } holds { $octets } octets back for now.
    }
event-round-trip = { $host } measures a round trip of { $sample }; RTO is now { $rto }.
event-no-round-trip = { $host }: no round trip can be measured, because it is unknown which copy was acknowledged; RTO stays { $rto }.
event-rto-changed = { $host } sets RTO to { $rto }.
event-retransmitted =
    { $count ->
        [one] { $host } repeats what starts at { $seq }: first retransmission.
       *[other] { $host } repeats what starts at { $seq }: retransmission number { $count }.
    }
event-iss-chosen = { $host } chooses its initial sequence number: { $iss }.
event-mss-settled = { $host } will send at most { $mss } octets in a segment (MSS).
event-congestion-window = { $host }: cwnd is now { $cwnd } octets, ssthresh { $ssthresh }.
event-duplicate-ack = { $host } counts duplicate ACK number { $count }.
event-recovery-phase = { $host }: loss recovery goes from { $from } to { $to } (recover = { $recover }).
event-segments-reported = { $host } learns that the peer has { $segments } more segments beyond a hole ({ $total } in all).
event-segments-lost = { $host } takes { $segments } segments to be lost ({ $total } in all).
event-reordering-seen = { $host }: segments overtake each other by up to { $segments } on this path.
event-options-agreed =
    { $scaling ->
        [yes] { $host }: both SYNs offer to scale windows, so its own are shifted by { $receiveScale } bits and those of its peer by { $sendScale }.
       *[no] { $host }: windows are not scaled.
    } { $sack ->
        [yes] Selective acknowledgments (SACK) may be sent.
       *[no] There is no SACK.
    } { $timestamps ->
        [yes] Every segment has timestamps.
       *[no] There are no timestamps.
    }
event-user-timeout-told = { $host } hears that its peer waits { $remote } for an ACK; it waits { $adopted } itself.
event-ack-withheld = { $host } has sent enough challenge ACKs for now and stays silent.
event-reset-withheld = { $host } owes a RST (SEQ { $seq }) and does not send it: broken on purpose.
event-ack-believed = { $host } takes ACK { $ack } for good, though it has sent only numbers below { $sent }, or that was long ago: broken on purpose.
event-old-timestamp = { $host } has seen timestamp { $recent } already and lets the older { $value } pass: broken on purpose.
event-switch-set =
    { $on ->
        [yes] { $host } breaks a rule from now on: { $switch }.
       *[no] { $host } keeps the rule again; this is off: { $switch }.
    }
event-signal = TCP tells the program on { $host }: { $signal }.
event-ecn-changed =
    { $reason ->
        [ecn-agreed] { $host } and its peer use explicit congestion notification (ECN).
        [ecn-echo] { $host } has seen the mark of congestion: its ACKs say so from now on.
       *[other] { $host } need not tell of congestion any more.
    }
event-icmp-judged = { $host } gets an ICMP error, { $error }, about its segment at { $seq }.
event-call-entered = { $host }: { $process } calls { $call }.
event-call-blocked = { $host }: { $call } has to wait.
event-call-returned = { $host }: { $call } returns { $told }.
event-program-sleeps = { $host }: { $process } sleeps until { $until }.
event-program-ended =
    { $thread ->
        [0] { $host }: { $process } has nothing left to do.
       *[other] { $host }: thread { $thread } of { $process } has done its work.
    }
event-program-stopped =
    { $fault ->
        [overflow] { $host }: { $process } stops, for a number has become too large.
        [divided-by-zero] { $host }: { $process } stops, for it would divide by zero.
        [no-value] { $host }: { $process } stops, for a variable has no value yet.
        [no-time-passes] { $host }: { $process } is stopped: it runs line after line and never waits, so time would stand still.
       *[other] { $host }: { $process } stops, for it has as many threads as it may.
    }
event-thread-started = { $host }: { $process } starts thread { $thread }.
event-process-ended = { $host }: { $process } has ended; its descriptors are closed.
event-syn-queued = { $host } puts the connection into the SYN queue, which now holds { $length }.
event-accept-queued = { $host } moves the connection to the accept queue, which now holds { $length }.
event-accept-taken = { $host }: accept takes the connection; the accept queue now holds { $length }.
event-entry-dropped = { $host } removes the half-open connection from the SYN queue, which now holds { $length }.
event-syn-dropped = { $host } drops the SYN: the queue is full ({ $length } of { $limit }).
event-ack-dropped = { $host } drops the last ACK of the handshake: the accept queue is full ({ $length } of { $limit }).
event-ack-deferred = { $host } puts the last ACK of the handshake aside: the listener waits for data (TCP_DEFER_ACCEPT).
event-cookie-sent = { $host } answers the SYN with a cookie, { $iss }, which tells an MSS of { $mss }, and forgets it.
event-cookie-accepted = { $host } recognises its cookie in the ACK and makes the connection out of it (MSS { $mss }).
event-cookie-refused = { $host } finds no cookie of its own in the ACK.
event-cookie-dropped = { $host } recognises its cookie, but drops the ACK: the accept queue is full ({ $length }/{ $limit }).
event-time-wait-overflow = { $host } does not keep this connection in TIME-WAIT: it would be number { $count }, and there may be { $limit }.
event-time-wait-reused = { $host } lets a new connection take the place of one that has been in TIME-WAIT for { $after }.
event-orphans-full = { $host } resets the connection that nobody holds: it would be number { $count }, and there may be { $limit }.
event-syn-stale = { $host } drops the SYN without a word: its timestamp { $value } is older than { $latest }, which came from the same address before.
event-port-chosen = { $host } chooses port { $port }.
event-error-pending = { $host } keeps { $told } for the next call on the socket.
event-option-set = { $host } sets { $option }; it is now { $value }.
event-option-read = On { $host } { $option } is { $value }.
event-sysctl-set = On { $host } { $name } is now { $value }.
event-data-unread = { $host } closes the socket while { $octets } octets wait to be read.
event-close-deferred = On { $host } the descriptor is closed, but another call is still using the socket.
event-socket-orphaned = On { $host } no program holds the socket any more; the connection goes on by itself.
event-socket-gone = On { $host } the socket is gone.

# What TCP tells its user.
signal-established = the connection is open
signal-refused = connection refused
signal-reset = connection reset
signal-trouble = delivery is in trouble
signal-timed-out = timed out, given up
signal-peer-closed = the peer will send no more
signal-soft-error = an ICMP error, perhaps a passing one
signal-unreachable = the peer cannot be reached, says ICMP
signal-urgent = urgent data is ahead
signal-closed = the connection is closed

# What the reader did, or the scenario by itself, in place of event-act.
by-reader = You
by-scenario = The scenario
did-call = { $by } called { $call } on { $host }.
did-inject = { $by } injected { $flags } for { $to }, as if from { $from } ({ $numbers }).
did-inject-icmp = { $by } injected an ICMP message for { $to }, as if from { $from }.
did-drop = { $by } dropped { $flags } from { $from }; { $to } never sees it.
did-delay = { $by } delayed { $flags } from { $from } until { $until }.
did-duplicate = { $by } doubled { $flags } from { $from }: a copy is on its way too.
did-corrupt = { $by } flipped bit { $bit } of { $flags } from { $from }: its checksum no longer holds.
did-hold = { $by } held { $flags } from { $from } on its way, until it is released.
did-release = { $by } released { $flags } from { $from }: it arrives at { $until }.
did-add-rule = { $by } gave the network a new rule.
did-remove-rule = { $by } took a rule from the network.
did-expire = { $by } let the { $timer } timer of { $host } expire.
did-cut-cable = { $by } cut the cable of { $host }: nothing gets through.
did-sysctl = { $by } set { $name } to { $value } on { $host }.
did-restore-cable = { $by } restored the cable of { $host }.
event-act-refused = The scenario wanted to act, and could not: { $error }.
did-kill = { $by } killed { $process } on { $host }: the kernel closes its descriptors.
did-power-off = { $by } switched { $host } off: everything in it is gone, and it sends nothing.
did-power-on = { $by } switched { $host } on: it knows nothing of before.
did-reboot = { $by } rebooted { $host }: its connections are gone, its programs start again.
did-switch =
    { $on ->
        [yes] { $by } broke the protocol on { $host }. { $switch }.
       *[no] { $host } keeps to the protocol again. No longer: { $switch }.
    }
