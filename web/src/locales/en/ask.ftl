# Predict: questions about the coming event
predict-right = Right.
predict-wrong = Not quite. The answer is { $answer }.
ask-flags = { $host } is about to send { $peer } a segment. Which flags will it carry?
ask-seq = { $host } is about to send { $peer } a segment. What will its SEQ be?
ask-ack = { $host } is about to send { $peer } a segment. What will its ACK be?
ask-len = { $host } is about to send { $peer } a segment. How many sequence numbers will it use (LEN)?
ask-state =
    { $from ->
        [LISTEN] A SYN makes { $host } begin a connection; its listener stays in LISTEN. Which state does the new connection enter?
       *[other] The connection of { $host } is in { $from }. Which state does it enter next?
    }
ask-result = { $call } on { $host } is about to return. What does it return?
ask-timer = A timer of { $host } is about to fire. Which one?

# What a wrong answer shows
mistake-forgot-one = { $flag } uses a number of its own, though it carries no octet. So it is { $answer }, not { $given }.
mistake-last-octet = { $given } is the last number that was used. What is asked for is the next one: { $answer }.
mistake-first-octet = { $given } is where the segment that arrived begins. The ACK names the number after its end: { $answer }.
mistake-pure-ack-counted = An ACK without data uses no sequence number. Nothing moves on: { $answer }.
mistake-one-too-many = One too many: { $given } is the number after the next. The answer is { $answer }.
mistake-too-far = Nothing has used the numbers before { $given } yet. It is { $answer }.
mistake-own-number = { $given } is a number of its own direction. The ACK speaks of the peer's numbers: { $answer }.
mistake-peer-number = { $given } is a number of the peer's direction. SEQ counts what this side sends: { $answer }.
mistake-beyond-hole = ACKs are cumulative: before { $given } something is missing, so { $answer } is still the next number expected.
mistake-old-ack = { $given } was the ACK before this one. What has arrived since moves it on to { $answer }.
mistake-window-for-number = { $given } is the window: how many octets may come. The number is { $answer }.
mistake-relative-number = { $given } counts from the initial sequence number. The number on the wire is { $answer }.
mistake-length-for-number = { $given } is how much has arrived. The ACK is a position in the stream: { $answer }.
mistake-zero-number = Sequence numbers do not begin at 0 but at the initial sequence number. Here it is { $answer }.
mistake-not-advanced = The segment before it has used { $octets } numbers. This one begins after them: { $answer }.
mistake-new-number = This segment is sent again, and so it carries its old number { $answer }, not the next new one.
mistake-end-of-segment = { $given } is the number after the segment. SEQ is its first number: { $answer }.
mistake-control-not-counted = LEN counts { $flag } as one, so that it can be acknowledged. It is { $answer }.
mistake-header-counted = The header of { $header } octets has no sequence numbers. LEN is { $answer }.
mistake-all-queued = More is waiting, but one segment takes no more than the MSS of { $mss } octets. It is { $answer }.
mistake-window-for-length = { $given } is the window it offers, not what it carries. LEN is { $answer }.
mistake-no-ack-bit = Once the peer's SYN has come, every segment acknowledges it: the ACK bit is set. It is { $answer }.
mistake-ack-too-early = Nothing has come from the peer yet, so there is nothing to acknowledge. It is { $answer }.
mistake-reset-with-ack = What arrived carried an ACK: the RST takes its SEQ from there and needs no ACK of its own. It is { $answer }.
mistake-reset-without-ack = Without an ACK in what arrived, the RST has SEQ 0, and must say with ACK what it answers. It is { $answer }.
mistake-push = PSH is set where the program's write ends, so that the receiver hands the data over. It is { $answer }.
mistake-syn-repeated = SYN belongs to the first segment of each direction only. It is { $answer }.
mistake-syn-missing = The first segment of a direction carries SYN and tells the initial number. It is { $answer }.
mistake-fin-missing = This side has closed, and all its data is out: FIN. It is { $answer }.
mistake-fin-too-early = This side has not closed yet, so it sends no FIN. It is { $answer }.
mistake-syn-ack-split = SYN and the ACK of the peer's SYN go in one segment: that is why three are enough. It is { $answer }.
mistake-reset-expected = There is no connection that this segment could belong to: the answer is a RST. It is { $answer }.
mistake-reset-not-needed = Nothing is wrong here, so nothing is reset. It is { $answer }.
mistake-ecn-bits = ECE and CWR tell of congestion, or offer to, in the handshake. It is { $answer }.
mistake-established-too-early = In { $from } it has not yet received the ACK of its own SYN. First comes { $answer }.
mistake-state-kept = It is in { $given } already. What happens now takes it to { $answer }.
mistake-close-wait-last-ack = CLOSE-WAIT waits for the program to close; LAST-ACK comes after its own FIN and waits for the last ACK. Here it is { $answer }.
mistake-fin-wait-mixed = FIN-WAIT-1 waits for the ACK of its FIN, FIN-WAIT-2 for the FIN of the peer. Here it is { $answer }.
mistake-time-wait-wrong-side = TIME-WAIT is for the side that closes first, once it has the peer's FIN. Here it is { $answer }.
mistake-time-wait-skipped = The side that closed first may have to repeat the last ACK: it waits 2 MSL. It is { $answer }.
mistake-closed-for-listen = This connection came out of LISTEN, and to there it returns: { $answer }.
mistake-listen-for-closed = The listener is a record of its own and stays. This connection ends: { $answer }.
mistake-closing-mixed = CLOSING is for two FINs that cross: the peer's has come, the ACK of its own has not. Here it is { $answer }.
mistake-syn-states-mixed = SYN-SENT has sent a SYN and received none; SYN-RECEIVED has both. Here it is { $answer }.
mistake-who-closed = The side that closes first goes to FIN-WAIT-1; the side that receives the FIN first goes to CLOSE-WAIT. Here it is { $answer }.
mistake-not-over = Nothing ends the connection here: no RST, and nobody has given up. It is { $answer }.
mistake-no-such-edge = No edge of the state diagram leads from { $from } to { $given }. It is { $answer }.
mistake-errno-econnreset = ECONNRESET is what a RST in the middle of a connection leaves behind. Here it is { $answer }.
mistake-errno-epipe = EPIPE is for writing where nothing can be sent any more. Here it is { $answer }.
mistake-errno-econnrefused = ECONNREFUSED is the answer to a SYN: a RST, nobody listens. Here it is { $answer }.
mistake-errno-etimedout = ETIMEDOUT is what silence leaves: no answer at all until the retries are used up. Here it is { $answer }.
mistake-errno-eagain = EAGAIN is for calls that may not wait. Here it is { $answer }.
mistake-errno-eaddrinuse = EADDRINUSE is for a port that somebody else holds. Here it is { $answer }.
mistake-errno-eaddrnotavail = EADDRNOTAVAIL means that no port was left, or no such address. Here it is { $answer }.
mistake-errno-enotconn = ENOTCONN is for a socket without a connection. Here it is { $answer }.
mistake-error-expected = The call fails. The error is { $answer }.
mistake-end-of-file = Everything is read and the peer has closed: the call returns 0, the end of file.
mistake-not-end-of-file = 0 would mean that the peer has closed and all is read. There is something to read: { $answer }.
mistake-asked-not-arrived = It returns what is there, not what was asked for: { $answer }.
mistake-lowest-descriptor = A new descriptor is the lowest free number, and 0 to 2 are taken: { $answer }.
mistake-own-descriptor = { $given } is the listener. The new connection has a descriptor of its own: { $answer }.
mistake-zero-is-success = A call that has nothing to report returns { $answer } when it succeeds.
mistake-octets-queued = It returns how many octets it took over, not whether they have arrived: { $answer }.
mistake-timer-later = That timer is running too, but fires later, at { $until }. First comes: { $answer }.
mistake-timer-not-set = That timer is not running. It is: { $answer }.

# Where two runs part
divergence-at = They part at { $time }.
divergence-same = They are the same, as far as both have gone.
divergence-act = Somebody intervened in one of them.
divergence-script = The scenario intervenes in one of them.
divergence-profile = { $host } is another system: { $left } on the left, { $right } on the right.
divergence-program = The programs of { $host } are not the same.
divergence-isn = { $host } begins with another initial sequence number.
divergence-knobs = { $host } is set up differently.
divergence-hosts = The hosts are not the same.
divergence-rules = The network follows other rules.
divergence-links = The links are not the same.
divergence-loss = A segment is lost in one of them and arrives in the other.
divergence-luck = Only luck: their seeds are not the same.
divergence-unknown = They part here.

# What was set differently
setting-switch = { $host } breaks a rule of TCP, only { $side ->
    [left] on the left
   *[right] on the right
}: { $rule }.
setting-sysctl = On { $host }, { $name } is { $left } on the left and { $right } on the right.
setting-program = The program “{ $name }” of { $host } is not the same: { $left } on the left, { $right } on the right.
