# Errors by code.
error-unknown = Something went wrong: { $message }
error-engine-failed = The engine reported a defect of its own: { $message }. Reload the page to go on.
error-engine-missing = The engine could not be loaded: { $message }.
error-scenario-missing = The scenario could not be loaded: { $message }. Check the connection and try again.
error-wasm-blocked = This page forbids WebAssembly. Its Content-Security-Policy needs { $directive } in script-src.
error-freed = This run is closed already.
error-not-copied = The browser did not allow copying: { $message }.
error-link-too-long = The link would be too long: { $length } characters, { $limit } are allowed.
error-link-damaged = The link is damaged ({ $field }).
error-bad-config = The settings of the lab cannot be read: { $message }
error-bad-seed = A seed has 16 hexadecimal digits: { $message }
error-bad-scenario = The scenario cannot be read: { $message }
error-bad-file =
    { $line ->
        [0] “{ $name }” is no scenario that can be opened: { $message }.
       *[other] “{ $name }” is no scenario that can be opened, line { $line }: { $message }.
    }
error-file-not-json = “{ $name }” is not JSON: { $message }
error-file-too-large = “{ $name }” has { $size } octets; a scenario file has at most { $limit }.
error-bad-command = This act cannot be understood: { $message }
error-bad-target = From and To must be a host or an address: { $message }
error-bad-segment = There can be no such segment: { $message }
error-bad-state = The saved run cannot be read: { $message }
error-bad-number = A whole number in range is needed: { $message }
error-bad-format = There is no such format: { $message }
error-bad-question = This question cannot be understood: { $message }
error-unknown-scenario = No scenario is called “{ $id }”.
error-unknown-host = There is no such host.
error-no-such-host = There is no host with number { $host }.
error-unknown-address = “{ $text }” is neither a host nor an address.
error-unknown-process = Host { $host } has no process { $process }.
error-host-down = Host { $host } is switched off. Switch it on first.
error-host-up = Host { $host } is switched on already.
error-unknown-socket = Host { $host } has no socket { $socket } any more.
error-timer-not-set = This timer is not running, so it cannot expire.
error-unknown-sysctl = There is no sysctl { $name }. Near it: { $near }.
error-bad-sysctl = { $name } cannot be { $value }: expected { $expected ->
        [letters] at most { $most } letters
        [words] one of { $words }
        [number] a number from { $least } to { $most }
        [rising] { $count } numbers from { $least } to { $most }, none less than the one before it
       *[numbers] { $count } numbers from { $least } to { $most }
    }.
error-taken-twice = “{ $text }” is used twice.
error-link-to-itself = A link of “{ $text }” to itself makes no sense.
error-linked-twice = There is already a link between { $one } and { $other }.
error-rate-zero = A link with a rate of zero carries nothing.
error-chance-too-large = A chance of { $given } per million is more than all.
error-delay-too-long = A delay of { $given } is too long; at most { $limit }.
error-too-many-hosts = { $given } hosts are too many; at most { $limit }.
error-too-many-links = { $given } links are too many; at most { $limit }.
error-too-many-nats = { $given } NAT boxes are too many; at most { $limit }.
error-process-gone = Process { $process } of host { $host } has ended: it makes no more calls.
error-too-many-calls = Too many system calls are waiting already.
error-too-many-rules = There can be at most { $limit } rules of the network.
error-too-many-in-flight = At most { $limit } segments can be on their way at once.
error-unknown-rule = The network has no rule { $rule }.
error-unknown-crossing = There is no segment { $crossing }.
error-crossing-arrived = Too late: this segment arrived at { $at }.
error-crossing-lost = Too late: this segment was lost at { $at }.
error-crossing-ended = Too late: this segment is no longer on its way.
error-crossing-held = This segment is held already.
error-crossing-not-held = This segment is not held, so it cannot be released.
error-position-out-of-range = Moment { $position } is beyond the end of this run, { $end }.
error-unknown-branch = There is no branch { $branch }.
error-unknown-event = There is no event { $event }; there are { $events }.
error-limit-reached = A limit of the lab is reached: { $limit }, { $bound }.
error-state-diverged = This run goes another way here: entry { $moment } of the link can no longer be done ({ $reason }).
error-bad-world = This world contradicts itself: { $message }
error-unknown-name = { $name } is not known here.
