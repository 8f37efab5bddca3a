//! What the sentence of a row needs, by name.

use std::net::SocketAddr;

use serde::{Serialize, Serializer};

use super::{Fact, Row};
use crate::host::{CallResult, ErrorTable, HostWhat, NameTable, ProcessId, ThreadId, sysctl};
use crate::lab::error::Arg;
use crate::net::NetNote;
use crate::tcp::{Signal, What};
use crate::time::{Duration, Instant};

type Pairs = Vec<(&'static str, Arg)>;

/// Arguments of a sentence, in order of their names. In JSON they are fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Args(Pairs);

impl Args {
    /// The argument of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arg> {
        let mut args = self.0.iter();
        args.find(|(known, _)| *known == name).map(|(_, arg)| arg)
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &&'static str> {
        self.0.iter().map(|(name, _)| name)
    }
}

impl From<Pairs> for Args {
    fn from(mut pairs: Pairs) -> Self {
        pairs.sort_unstable_by_key(|(name, _)| *name);
        Self(pairs)
    }
}

impl IntoIterator for Args {
    type Item = (&'static str, Arg);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, arg)| (name, arg)))
    }
}

impl Row {
    /// What the sentence of this row needs. `names` is what hosts call each other.
    #[must_use]
    pub fn args(&self, names: &NameTable) -> Args {
        let pairs = match self.fact {
            Fact::Sent { .. } | Fact::Injected | Fact::Arrived => Vec::new(),
            Fact::Net(note) => of_net(note),
            Fact::Tcp(what) => self.of_tcp(what),
            Fact::Signal(signal) => vec![("signal", Arg::Word(signal_name(signal)))],
            Fact::Host(what) => of_host(what, names),
            Fact::Act(name) => vec![("act", Arg::Word(name))],
            Fact::Refused(code) => vec![("error", Arg::Word(code))],
        };
        pairs.into()
    }

    fn of_tcp(&self, what: What) -> Pairs {
        match what {
            What::State { from, to } => {
                vec![
                    ("from", Arg::Word(from.name())),
                    ("to", Arg::Word(to.name())),
                ]
            }
            What::Accepted { seq, len } | What::Dropped { seq, len } => {
                vec![("seq", number(seq.raw())), ("len", number(len))]
            }
            What::Acknowledged { una, count } => {
                vec![("una", number(una.raw())), ("count", number(count))]
            }
            What::Window { wnd } => vec![("wnd", number(wnd))],
            What::Delivered { nxt, octets } => {
                vec![("nxt", number(nxt.raw())), ("octets", number(octets))]
            }
            What::Kept { seq, octets } | What::Ignored { seq, octets } => {
                vec![("seq", number(seq.raw())), ("octets", number(octets))]
            }
            What::Queued { octets } | What::Read { octets } | What::Held { octets } => {
                vec![("octets", number(octets))]
            }
            What::FinQueued | What::AckDelayed | What::Withheld => Vec::new(),
            What::TimerSet { timer, at } => vec![
                ("timer", Arg::Word(timer.name())),
                ("after", lasting(at.since(self.at))),
                ("until", moment(at)),
            ],
            What::TimerStopped { timer } | What::TimerFired { timer } => {
                vec![("timer", Arg::Word(timer.name()))]
            }
            What::RoundTrip { sample, rto } => {
                vec![("sample", lasting(sample)), ("rto", lasting(rto))]
            }
            What::NoRoundTrip { rto } | What::Rto { rto } => vec![("rto", lasting(rto))],
            What::Retransmitted { seq, count } => {
                vec![("seq", number(seq.raw())), ("count", number(count))]
            }
            What::CongestionWindow { cwnd, ssthresh } => {
                vec![("cwnd", number(cwnd)), ("ssthresh", number(ssthresh))]
            }
            What::Duplicate { count } => vec![("count", number(count))],
            What::Reported { segments, total } | What::Lost { segments, total } => {
                vec![("segments", number(segments)), ("total", number(total))]
            }
            What::Reordering { segments } => vec![("segments", number(segments))],
            What::Phase { from, to, recover } => vec![
                ("from", Arg::Word(from.name())),
                ("to", Arg::Word(to.name())),
                ("recover", number(recover.raw())),
            ],
            What::UserTimeout { remote, adopted } => {
                vec![("remote", lasting(remote)), ("adopted", lasting(adopted))]
            }
            What::ResetWithheld { seq } => vec![("seq", number(seq.raw()))],
            What::AckBelieved { ack, nxt } => {
                vec![("ack", number(ack.raw())), ("sent", number(nxt.raw()))]
            }
            What::OldTimestamp { value, recent } => {
                vec![("value", number(value)), ("recent", number(recent))]
            }
            What::Iss { iss } => vec![("iss", number(iss.raw()))],
            What::Ecn { on } => vec![("on", number(on.into()))],
            What::Icmp { error, seq } => {
                vec![
                    ("error", Arg::Word(error.name())),
                    ("seq", number(seq.raw())),
                ]
            }
            What::Mss { mss } => vec![("mss", number(mss))],
            What::Agreed {
                agreed,
                send_scale,
                receive_scale,
            } => vec![
                ("sendScale", number(send_scale.into())),
                ("receiveScale", number(receive_scale.into())),
                ("scaling", yes_no(agreed.scaling)),
                ("timestamps", yes_no(agreed.timestamps)),
                ("sack", yes_no(agreed.sack)),
            ],
        }
    }
}

fn of_net(note: NetNote) -> Pairs {
    match note {
        NetNote::Sent { .. } | NetNote::Lost | NetNote::Held | NetNote::Marked => Vec::new(),
        NetNote::Released { until } | NetNote::Delayed { until } => vec![("until", moment(until))],
        NetNote::Refused { message } => vec![("message", number(message.0))],
        NetNote::Duplicated { copy } => vec![("copy", number(copy.0))],
        NetNote::Rewritten {
            address,
            port,
            source,
        } => vec![
            ("end", Arg::Text(SocketAddr::new(address, port).to_string())),
            (
                "side",
                Arg::Word(if source { "source" } else { "destination" }),
            ),
        ],
        NetNote::Corrupted { bit } => vec![("bit", number(bit))],
    }
}

fn of_host(what: HostWhat, names: &NameTable) -> Pairs {
    match what {
        HostWhat::CallEntered {
            process,
            thread,
            line,
            call,
        } => {
            let call = [
                ("call", Arg::Text(call.text(names))),
                ("name", Arg::Word(call.name.text())),
            ];
            at_line(call, process, thread, line)
        }
        HostWhat::CallBlocked {
            process,
            thread,
            line,
            name,
        } => at_line([("call", Arg::Word(name.text()))], process, thread, line),
        HostWhat::CallReturned {
            process,
            thread,
            line,
            name,
            result,
            errors,
        } => {
            let call = [
                ("call", Arg::Word(name.text())),
                ("result", result_arg(result)),
                ("told", told(result, errors)),
            ];
            at_line(call, process, thread, line)
        }
        HostWhat::Slept {
            process,
            thread,
            line,
            until,
        } => at_line([("until", moment(until))], process, thread, line),
        HostWhat::ProgramStopped {
            process,
            thread,
            line,
            fault,
        } => at_line([("fault", Arg::Word(fault.name()))], process, thread, line),
        HostWhat::ThreadStarted {
            process,
            thread,
            line,
        } => at_line([], process, thread, line),
        HostWhat::ProgramEnded { process, thread } => vec![
            ("process", number(process.0.into())),
            ("thread", number(thread.0.into())),
        ],
        HostWhat::ProcessEnded { process } => vec![("process", number(process.0.into()))],
        HostWhat::SynQueued { child, length }
        | HostWhat::AcceptQueued { child, length }
        | HostWhat::AcceptTaken { child, length }
        | HostWhat::EntryDropped { child, length } => {
            vec![("child", number(child.0)), ("length", number(length))]
        }
        HostWhat::AckDeferred { child } => vec![("child", number(child.0))],
        HostWhat::CookieSent { iss, mss } => {
            vec![("iss", number(iss.raw())), ("mss", number(mss.into()))]
        }
        HostWhat::CookieAccepted { child, mss } => {
            vec![("child", number(child.0)), ("mss", number(mss.into()))]
        }
        HostWhat::SynDropped { length, limit } | HostWhat::CookieDropped { length, limit } => {
            vec![("length", number(length)), ("limit", number(limit))]
        }
        HostWhat::AckDropped {
            child,
            length,
            limit,
        } => vec![
            ("child", number(child.0)),
            ("length", number(length)),
            ("limit", number(limit)),
        ],
        HostWhat::TimeWaitOverflow { count, limit } | HostWhat::OrphansFull { count, limit } => {
            vec![("count", number(count)), ("limit", number(limit))]
        }
        HostWhat::TimeWaitReused { old, age } => {
            vec![("old", number(old.0)), ("after", lasting(age))]
        }
        HostWhat::SynStale { value, latest } => {
            vec![("value", number(value)), ("latest", number(latest))]
        }
        HostWhat::PortChosen { port } => vec![("port", number(port.into()))],
        HostWhat::OptionSet {
            option,
            number: value,
        }
        | HostWhat::OptionRead {
            option,
            number: value,
        } => vec![
            ("option", Arg::Word(option.name())),
            ("value", signed(value)),
        ],
        HostWhat::SysctlSet {
            number: name,
            value,
        } => vec![
            ("name", Arg::Word(sysctl::name(name))),
            ("value", Arg::Number(value)),
        ],
        HostWhat::SwitchSet { switch, on } => {
            vec![("switch", Arg::Word(switch.name())), ("on", yes_no(on))]
        }
        HostWhat::ErrorPending { errno, errors } => vec![
            ("error", Arg::Word(errno.name())),
            ("told", Arg::Text(errno.in_full(errors))),
        ],
        HostWhat::Unreadable { offset } => vec![("offset", number(offset.into()))],
        HostWhat::Unread { octets } => vec![("octets", number(octets))],
        HostWhat::Signalled {
            process,
            signal,
            ignored,
        } => vec![
            ("process", number(process.0.into())),
            ("signal", Arg::Word(signal.name())),
            ("number", number(signal.number())),
            ("fate", Arg::Word(if ignored { "ignored" } else { "fatal" })),
        ],
        HostWhat::PoweredOff { connections } => vec![("connections", number(connections))],
        HostWhat::PoweredOn { boots } => vec![("boots", number(boots))],
        HostWhat::KernelLogged { line, release } => vec![("text", Arg::Text(line.text(release)))],
        HostWhat::CookieRefused
        | HostWhat::CloseDeferred
        | HostWhat::Orphaned
        | HostWhat::SocketGone
        | HostWhat::SynFinDropped
        | HostWhat::IcmpStray
        | HostWhat::NotForUs => Vec::new(),
    }
}

/// What happened on a line of a program, and where that is.
fn at_line<const N: usize>(
    what: [(&'static str, Arg); N],
    process: ProcessId,
    thread: ThreadId,
    line: u16,
) -> Pairs {
    let place = [
        ("process", number(process.0.into())),
        ("line", number(line.into())),
        ("thread", number(thread.0.into())),
    ];
    what.into_iter().chain(place).collect()
}

const fn signal_name(signal: Signal) -> &'static str {
    match signal {
        Signal::Established => "established",
        Signal::Refused => "refused",
        Signal::Reset => "reset",
        Signal::TimedOut => "timed-out",
        Signal::PeerClosed => "peer-closed",
        Signal::Trouble => "trouble",
        Signal::SoftError(_) => "soft-error",
        Signal::Unreachable(_) => "unreachable",
        Signal::Urgent => "urgent",
        Signal::Closed => "closed",
    }
}

/// The number, or the name of the error.
fn result_arg(result: CallResult) -> Arg {
    match result {
        Ok(value) => number(value),
        Err(errno) => Arg::Word(errno.name()),
    }
}

/// The number, or the error as programs of the host know it.
fn told(result: CallResult, errors: ErrorTable) -> Arg {
    match result {
        Ok(value) => number(value),
        Err(errno) => Arg::Text(errno.in_full(errors)),
    }
}

const fn yes_no(value: bool) -> Arg {
    Arg::Word(if value { "yes" } else { "no" })
}

fn number(value: u32) -> Arg {
    Arg::Number(value.into())
}

/// The value of an option: C has signed numbers there.
fn signed(value: u32) -> Arg {
    Arg::Signed(value.cast_signed().into())
}

fn moment(at: Instant) -> Arg {
    Arg::Number(at.as_nanos())
}

fn lasting(time: Duration) -> Arg {
    Arg::Number(time.as_nanos())
}
