# The page itself.
language-name = English
language = Language
loading = Loading the engine …
network = network
you = you
the-scenario = the scenario
no-flags = a segment without flags

# Toolbar
toolbar = Run
scenario = Scenario
scenario-own = Own scenario: { $title }
step = Step
step-key = To the next thing that happens (→)
back = Back
back-key = Back to what happened before (←)
play = Play
pause = Pause
play-key = Play or pause (K)
transport = Move the run
story-next = Next in the story
hint-story-next = On to the next thing that the story tells (])
story-end = End of the story
hint-story-end = On to where the story is told (End)
scrubber = Position in the run
speed = Speed
speed-factor = { $speed }×
relative = Relative numbers
relative-hint = Count sequence numbers from the initial one; off shows them as they are on the wire
detail = Labels
detail-names = flags only
detail-changes = flags and numbers
detail-all = everything
theme = Colours
theme-auto = as the system
theme-light = light
theme-dark = dark
copy-link = Copy link
copy-moment = Copy link to this moment
share = Save or share
shared-link = Link copied
shared-text = Text copied
shared-file = Saved
share-links = Link
share-scenario = This run as a scenario file
share-scenario-hint = Your acts become part of it. It opens here again, and anyone may edit it.
share-name = Name
share-proposed = { $title } (my run)
share-save = Save
share-copy = Copy
share-text = The segments as text
share-open = A scenario from your disk
share-open-hint = It stays on this computer.
share-open-file = Open a file …
view = View and link
limits = Model limits
keys = Keys

# What is said
begin = Nothing has happened yet. Press Step.
begin-first = Nothing has happened yet. Press Step, and while a segment is on its way, drop it.
paused = Paused. Step on, or select a segment or an event.
asked-open = A question is open below. Answer it, or skip it; going on skips it, too.
finished = The run is over: nothing is left to happen.
finished-first = The run is over: nothing is left to happen. Go back to where a segment was on its way, drop it, and see what changes.
story-told = The story is told.
at-start = At the start
at-time = { $time }: { $what }

# Endpoint
endpoint = Endpoint { $host }
cable-is-cut = cable cut
connection = Connection
was = was
sending = Sending
receiving = Receiving
buffers = Octets and time
buffer-unsent = to send
buffer-unacknowledged = in flight
buffer-unread = to read
phase = congestion
phase-open = open
phase-disorder = disorder
phase-cwr = reduced
phase-recovery = recovery
phase-loss = loss
agreed = Agreed in the handshake: { $names }
agreed-window-scale = window scale
agreed-timestamps = timestamps
agreed-sack = SACK
agreed-ecn = ECN
profile-rfc9293 = Does what RFC 9293 says, with its times and limits.
profile-linux-6-x = Does what Linux 6.x does where that differs from RFC 9293.
profile-linux-2-6 = Does what Linux 2.6.32 did: an RTO of 3 s at first, a small initial window, resets anywhere in the window.
profile-freebsd = Does what FreeBSD 14 does where that differs from RFC 9293.
profile-windows = Does what Windows 10 and 11 do where that differs from RFC 9293; errors have Winsock's names.
power-is-off = Switched off: nothing of it is left, and what is sent to it is lost.
broken-on-purpose = Broken on purpose: what this host does is not TCP any more.
listener-stays = This is the state of the connection with { $remote }. The listener stays in LISTEN.
listens = listens on { $local }
queue-syn = SYN queue
queue-accept = Accept queue
queue-count = { $length } of { $room }
queue-full = full
queue-limit = A limit of { $limit } admits { $room }: the queue is full when it is longer than its limit.
queue-more = and { $count } more
syn-entry = since { $at }
syn-entry-again =
    { $retries ->
        [one] since { $at }, SYN,ACK sent again once
       *[other] since { $at }, SYN,ACK sent again { $retries } times
    }
accept-entry-unread =
    { $octets ->
        [one] one octet to read
       *[other] { $octets } octets to read
    }
drops-syn =
    { $count ->
        [one] one SYN turned away
       *[other] { $count } SYNs turned away
    }
drops-accept =
    { $count ->
        [one] one last ACK turned away
       *[other] { $count } last ACKs turned away
    }
connections-more = and { $count } more
connections-table = all { $count } in a table
pending-error = The next call will return { $error }.
timers = Timers
timer-retransmission = retransmission
timer-persist = zero-window probe
timer-delayed-ack = delayed ACK
timer-time-wait = TIME-WAIT (2 MSL)
timer-user-timeout = user timeout
timer-loss-probe = loss probe
timer-reordering = reordering
timer-keepalive = keep-alive
timer-fin-wait-2 = orphan’s FIN-WAIT-2
timer-override = silly-window override
program = Program “{ $name }”
programs-of = Programs on { $host }
program-shown-as = Show programs as
process-ended = ended
variables = Variables
thread = thread { $id }
threads-here = { $threads } threads
status-stopped = stopped
descriptors-open = { $open } of { $limit } descriptors
line-missing = this line is missing
returned = returned
status-blocked = blocked
status-running = running
act-on = Act on { $host }
calls-of = System calls of “{ $name }”
calls-further = All other calls and options
descriptor = Descriptor
octets = Octets
port-or-backlog = Port, backlog
connect-to = Connect to
socket-option = Option
act-kill = Kill “{ $name }” (SIGKILL)
machine = Machine
power-off = Power off
power-on = Power on
reboot = Reboot
break-the-protocol = Break a rule of TCP
break-hint = A host with a broken rule goes on, but what it does is no longer TCP. Its card says so in red.
break-shown = See the damage: { $title }
switch-two-way-handshake = Two-way handshake: open on the SYN alone
switch-split-syn-ack = SYN and ACK in two segments
switch-constant-isn = The initial sequence number is always the same
switch-no-time-wait = No TIME-WAIT: closed at once
switch-no-rst = Never answers with RST
switch-accept-any-ack = Takes any acknowledgment number
switch-no-paws = Takes old timestamps (no PAWS)
damage-two-way-handshake = It takes a SYN for a connection, though nobody has confirmed it: an old or forged SYN is enough to open one.
damage-split-syn-ack = Opening takes four segments instead of three, and works only if both ends agree to it.
damage-constant-isn = The numbers can be guessed, and old segments fit into a new connection of the same ports.
damage-no-time-wait = A lost last ACK is never repeated, and late segments of the old connection reach the next one.
damage-no-rst = Nobody learns that a port is closed or a connection is gone: the peer waits and repeats until it gives up.
damage-accept-any-ack = Who forges a segment no longer has to guess the ACK: forged data gets in, and lost data counts as delivered.
damage-no-paws = A segment from 2³² octets ago looks new: old data is read in the place of new data.
expire = Let it expire now: { $timer }
cut-cable = Cut the cable
restore-cable = Restore the cable

# Ladder
ladder = Segments over time
ladder-empty = Segments appear here as they are sent.
gap = { $time } pass
mark-lost = lost
mark-held = held
mark-forged = forged
mark-corrupted = corrupted
mark-refused = refused
mark-copy = copy
mark-again = again
crossing-in-flight = { $flags } from { $from } to { $to }, { $numbers }, on its way until { $ends }.
crossing-held = { $flags } from { $from } to { $to }, { $numbers }, held since { $sent }.
crossing-arrived = { $flags } from { $from } to { $to }, { $numbers }, arrived at { $ends }.
crossing-lost = { $flags } from { $from } to { $to }, { $numbers }, lost at { $ends }.
crossing-no-host = { $flags } from { $from } to { $to }, { $numbers }: nobody has this address.

# What became of a segment, beside it
glance-title = { $flags } from { $from } to { $to }
glance-taken = { $host } takes it.
glance-refused = Refused by { $host }.
glance-in-flight = On its way until { $ends }.
glance-held = Held on its way.
glance-lost = Lost at { $ends }: { $host } never sees it.
glance-arrived = It has reached { $host }.
glance-no-host = It reached nobody: no host has this address.
glance-fields = All its fields
len-counts = LEN={ $len }: { $flag } counts as one. Wireshark’s Len counts data alone: { $octets }.

# Events
events = Events
event-table = Event table
event-number = No.
event-time = Time
event-where = Where
event-what = What happened
events-none = Nothing has happened yet.
events-earlier = Show earlier events ({ $count })

# Segment
segment = Segment
segment-none = Select an arrow to see its fields and to act on it.
acts = What you can do to it
acts-over = This segment is no longer on its way: what you do now comes too late. Go back to when it was.
act-drop = Drop
act-delay = Delay
act-duplicate = Duplicate
act-corrupt = Corrupt
act-hold = Hold
act-release = Release
field-flags = Flags
field-options = Options
field-payload = Data
field-from = From
field-to = To
field-sent = Sent
stage-decided = Decided
stages = Ask about the moment when it was
field-ends-in-flight = Will arrive
field-ends-held = Held
field-ends-arrived = Arrived
field-ends-lost = Lost
field-ends-no-host = Reached nobody
payload = { $length } octets: “{ $text }”

# Why
why = Why?
why-none = Select an event to see what decided it.
checks = Checks, in the order of the RFC
checks-none = Nothing had to be compared here.
holds = yes
fails = no
decided = this decided
causes = Because of
op-is-set = is set
op-is-clear = is not set
op-is = is
op-in = is in
operand-consumed = the next number the program will read
operand-repeats = the number of repetitions
operand-repeat-limit = the limit of repetitions
operand-waited = the time waited
operand-ack-owed = the number of octets not yet acknowledged
operand-ack-threshold = the threshold for an ACK
operand-unsent = the number of octets waiting
operand-usable-window = the usable window
operand-half-max-window = half the largest window
operand-in-flight = the number of octets in flight
operand-window-growth = the growth of the window
operand-growth-threshold = the threshold of growth
operand-quick-acks = the number of ACKs that still go at once
operand-pipe = the number of octets taken to be in the network
operand-duplicates = the number of duplicate ACKs in a row
operand-DupThresh = the number of duplicates that tell of a loss
operand-recover = the end of the recovery
operand-reported = the newest number reported
operand-silence = the silence of the peer
operand-keepalive-idle = the silence allowed
operand-user-timeout = the user timeout
operand-claimed-mtu = the MTU that the message names
operand-path-mtu = the path MTU in use
operand-quoted-seq = the SEQ that the message quotes
rule-rfc = RFC { $rfc }, section { $section }
rule-other = Source: { $section }

# Inject
inject = Inject a segment
inject-hint = any segment, from any host or address, right or wrong
inject-absolute-here = SEQ and ACK here are absolute, as on the wire; beside them stands what the page calls them.
inject-absolute = SEQ and ACK are absolute, as on the wire.
inject-relative = relative: { $value }
inject-before = { $count } before the initial number
inject-as = As if sent by
preset-next = Plausible next
preset-rst-exact = RST, exact
preset-rst-in-window = RST, in window
preset-rst-outside = RST, outside window
inject-from = From
inject-to = To
inject-srcPort = Source port
inject-dstPort = Destination port
inject-seq = SEQ
inject-ack = ACK
inject-window = Window
inject-urgent = Urgent pointer
inject-options = Options
inject-options-example = mss=1460 nop ws=7 sackOK
inject-payload = Data
inject-now = Inject
inject-unreadable = “{ $text }” cannot be read here.
inject-out-of-range = A whole number from 0 to { $most } fits here.

# Operator's view
panel-operator = Operator’s view
panel-operator-hint = the sockets, ss, nstat, the kernel’s log, and sysctls that change the run
operator = Operator’s view
operator-host = Host
operator-connections = Sockets
operator-ss = ss -tanoi
operator-netstat = nstat -a
operator-log = Kernel log
operator-sysctls = sysctl
connection-table = Sockets
connection-filter = State
connections-all = all ({ $count })
connections-shown = { $shown } of { $count }
connections-none = There are no sockets.
connection-state = State
connection-local = Local
connection-remote = Remote
connection-recvQ = Recv-Q
connection-sendQ = Send-Q
connection-timer = Timer
connection-process = Process
connection-show = Show it in the card
ss-none = ss prints nothing: there are no sockets.
netstat-none = Nothing has been counted yet.
counter-name = Counter
counter-step = Last step
log-none = The kernel has nothing to say yet.
sysctl-table = Settings of the kernel
sysctl-search = Find
sysctls-shown = { $shown } of { $count }, { $changed } changed
sysctl-name = Name
sysctl-value = Value
sysctl-initial = At the start
sysctl-reset = Set { $name } back

# Branches
branches = Futures
branches-hint = You acted in the past and so made another future. Each is kept as it was.
branch-first = First run
branch = Future { $number }, from moment { $at } on

# Keys
keys-intro = They count while the focus is inside the lab.
key-step = to the next thing that happens
key-back = back to what happened before
key-moment = previous or next moment, however small
key-play = play or pause
key-story = previous or next thing that the story tells
key-marks = previous or next change of a state
key-round-trip = back or on by one round trip
key-speed = slower, faster
key-jump = start, end (there already: the story’s end), tenths of the run
key-drop = drop the selected segment, or the last one on its way
key-list = this list
key-leave = leave the lab
close = Close

# The gallery and the story
gallery = All runs
gallery-search = Search: TIME-WAIT, EPIPE, close wait …
gallery-nothing = No run has all these words. Use fewer, or look for a state, a flag, an error name or a system call:
gallery-all = Show all runs
gallery-count = { $count ->
    [0] no run
    [one] { $count } run
   *[other] { $count } runs
}
group-opening = Opening a connection
group-numbers = Initial sequence numbers
group-data = Carrying data
group-closing = Closing a connection
group-time-wait = TIME-WAIT
group-sockets = Sockets and system calls
group-errors = Errors a program sees
group-queues = Queues of a listener
group-faults = Crashes, cables and silence
group-flow = Windows and small segments
group-congestion = Loss and congestion
group-attacks = Forged segments
story = The story
story-begins = Press Step. What happens is told here as it happens.
story-go = Go to this place of the run
story-parted = At { $time } the run left the story: what was changed has made a difference. From there on only what really happens is told. Open the run again to hear the rest of the story.
story-untold = The story was not written for { $profile }: only what really happens is told.
story-sources = Sources and limits
takeaway = What to take away
variations = One thing changed
variation-none = The run as it is.
profile = System
compare = Compare side by side

# Predict, exam
predict = What comes next?
predict-when = Ask me
predict-off = only when I want
predict-authored = at the key moments
predict-all = before everything
predict-ask = Ask me now
predict-choices = Answers
predict-typed = or type the number
predict-answer = Answer
predict-number = A whole number from 0 to 4294967295, please.
predict-skip = Skip
predict-was = It was { $answer }.
predict-passed = You have gone on. The answer will be told when it happens.
predict-score = { $right } of { $count } right
predict-is-right = ✓
predict-is-wrong = ✗
reveal = Show it
exam = Exam
exam-progress = Question { $at } of { $count }
exam-next = Next question
exam-finish = Finish
exam-table = Questions of the exam
exam-column-moment = Moment
exam-column-question = Question
exam-column-given = Your answer
exam-column-answer = Right answer
exam-column-why = Why
exam-not-answered = not answered
exam-show-it = Show it: { $question }
exam-leave = Leave the exam
exam-result = { $right } of { $count } right.
exam-again = Another exam
exam-again-hint = Other questions are drawn, and other initial sequence numbers and lengths; a segment may be lost. In relative numbers the initial ones look the same.

# Compare
compare-time = Time
compare-left = Left run
compare-right = Right run
compare-nothing = nothing
compare-lost = lost
compare-end = At the end
compare-over = nothing more happens
compare-branch = Branch { $number }

# Why not
panel-why-not = Why not?
panel-why-not-hint = why nothing is answered, sent, repeated or returned just now
why-not-intro = What does not happen has reasons, too. Choose a question: the answer names what is compared or waited for, with the numbers of this moment. For another segment, select its arrow first.
why-not-none = What does not happen has reasons, too. Just now nothing is open and no call waits: step on, and questions appear here.
why-not-ask-answer = Why was this segment not answered?
why-not-ask-acceptance = Why was this segment not accepted?
why-not-ask-sending = Why does { $host } send nothing to { $peer } now?
why-not-ask-retransmission = Why does { $host } repeat nothing to { $peer } now?
why-not-ask-return = Why does the call of { $process } on { $host } not return?
why-not-event = event { $event }

# Verified on a real kernel
verified =
    { $passed ->
        [one] Verified on Linux { $kernel }: one checkpoint
       *[other] Verified on Linux { $kernel }: { $passed } checkpoints
    }
verified-run = Staged on Linux { $kernel } on { $date }: { $passed } of { $of } { $of ->
        [one] checkpoint holds
       *[other] checkpoints hold
    } on the real kernel.
