//! Everything as it stands at one time: some instant near enough must show all of it.

use std::collections::BTreeMap;

use tcp_lab_core::scenario::{MomentCheck, Number, Queues, Variable};
use tcp_lab_core::tcp::{State, Timer};
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::Flags;

use super::super::diag::Entry;
use super::super::record::{Ends, Sample, turned};
use super::super::tolerance;
use super::{Runs, Verdict};

pub(super) fn compare(runs: &Runs<'_>, check: &MomentCheck, name: &str) -> Verdict {
    let at = Instant::START + check.at;
    let near = tolerance::earliest(at)..=tolerance::latest(at);
    let samples = runs
        .real
        .samples
        .iter()
        .filter(|sample| near.contains(&sample.at));
    let verdicts = samples.map(|sample| {
        let mut verdict = Verdict::new(name.to_owned());
        at_sample(runs, check, sample, &mut verdict);
        verdict
    });
    // What differs least tells most.
    verdicts
        .min_by_key(|verdict| verdict.differs.len())
        .unwrap_or_else(|| {
            let mut verdict = Verdict::new(name.to_owned());
            verdict.judge("at", false, check.at, "nobody looked");
            verdict
        })
}

fn at_sample(runs: &Runs<'_>, check: &MomentCheck, sample: &Sample, verdict: &mut Verdict) {
    let sent = runs
        .real
        .segments
        .partition_point(|seen| seen.sent <= sample.at);
    verdict.equal(
        "segments",
        check.segments,
        u32::try_from(sent).unwrap_or(u32::MAX),
    );
    for (lane, (host, sockets)) in runs.scenario.hosts.iter().zip(&sample.hosts).enumerate() {
        let (name, entries) = (host.name.as_str(), &sockets.entries);
        let oldest = oldest(runs, entries);
        let seen = Seen {
            runs,
            lane,
            at: sample.at,
            oldest,
        };
        if let Some(expected) = check.states.get(name) {
            // A connection that is over but for its descriptor is in no table of the kernel.
            let over = *expected == State::Closed && oldest.is_none();
            let found = state(oldest, entries);
            let part = format!("states.{name}");
            verdict.judge(&part, over || found == *expected, expected, found);
        }
        for (variable, expected) in check.variables.get(name).into_iter().flatten() {
            seen.variable(
                &format!("variables.{name}.{}", variable.name()),
                *variable,
                expected,
                verdict,
            );
        }
        if let Some(expected) = check.timers.get(name) {
            seen.timers(&format!("timers.{name}"), expected, verdict);
        }
        if let Some(expected) = check.queues.get(name) {
            queues(&format!("queues.{name}"), expected, entries, verdict);
        }
        many(runs, check, (name, entries), verdict);
        let part = format!("descriptors.{name}");
        verdict.equal(
            &part,
            check.descriptors.get(name).copied(),
            sockets.descriptors,
        );
    }
}

/// The connections that are left.
fn many(
    runs: &Runs<'_>,
    check: &MomentCheck,
    (name, entries): (&str, &[Entry]),
    verdict: &mut Verdict,
) {
    let found = by_age(runs, entries);
    if let Some(expected) = check.connections.get(name) {
        let list = |states: &mut dyn Iterator<Item = State>| {
            let names: Vec<_> = states.map(State::name).collect();
            names.join(", ")
        };
        // A socket whose connection is over is in no table of the kernel.
        let mut expected = expected
            .iter()
            .copied()
            .filter(|state| *state != State::Closed);
        let expected = list(&mut expected);
        let found = list(&mut found.iter().map(|entry| entry.state));
        verdict.equal(&format!("connections.{name}"), Some(expected), found);
    }
    for (state, expected) in check.counts.get(name).into_iter().flatten() {
        let found = found.iter().filter(|entry| entry.state == *state).count();
        let part = format!("counts.{name}.{state}");
        verdict.equal(
            &part,
            Some(*expected),
            u32::try_from(found).unwrap_or(u32::MAX),
        );
    }
}

/// The oldest connection that is left.
fn oldest<'a>(runs: &Runs<'_>, entries: &'a [Entry]) -> Option<&'a Entry> {
    by_age(runs, entries).first().copied()
}

/// The connections that are left, the oldest first.
fn by_age<'a>(runs: &Runs<'_>, entries: &'a [Entry]) -> Vec<&'a Entry> {
    let known = runs.real.connections();
    let age = |entry: &&Entry| {
        let ends = ends(entry);
        let place = known
            .iter()
            .position(|known| *known == ends || *known == turned(ends));
        place.unwrap_or(usize::MAX)
    };
    let entries = entries
        .iter()
        .filter(|entry| !matches!(entry.state, State::Listen | State::Closed));
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(age);
    entries
}

fn ends(entry: &Entry) -> Ends {
    let (local, remote) = (entry.local, entry.remote);
    (local.ip(), local.port(), remote.ip(), remote.port())
}

fn state(oldest: Option<&Entry>, entries: &[Entry]) -> State {
    let listens = entries.iter().any(|entry| entry.state == State::Listen);
    let rest = if listens {
        State::Listen
    } else {
        State::Closed
    };
    oldest.map_or(rest, |entry| entry.state)
}

fn queues(part: &str, expected: &Queues, entries: &[Entry], verdict: &mut Verdict) {
    let show = |queues: Queues| format!("syn {}, accept {}", queues.syn, queues.accept);
    let listener = entries.iter().find(|entry| entry.state == State::Listen);
    let found = listener.map(|listener| {
        let half_open = entries.iter().filter(|entry| {
            entry.state == State::SynReceived && entry.local.port() == listener.local.port()
        });
        let syn = u32::try_from(half_open.count()).unwrap_or(u32::MAX);
        Queues {
            syn,
            accept: listener.receive_queue,
        }
    });
    let shown = found.map_or_else(|| "no listener".to_owned(), show);
    verdict.judge(part, found == Some(*expected), show(*expected), shown);
}

/// One host at that time.
struct Seen<'a> {
    runs: &'a Runs<'a>,
    lane: usize,
    at: Instant,
    oldest: Option<&'a Entry>,
}

/// A variable as the kernel tells it.
enum Value {
    /// A sequence number, counted by this lane.
    Place(u32, Option<usize>),
    Number(u64),
    Length(Duration),
}

impl Seen<'_> {
    /// What the kernel does not tell is not compared.
    fn variable(&self, part: &str, variable: Variable, expected: &Number, verdict: &mut Verdict) {
        let Some(value) = self.oldest.and_then(|entry| self.value(entry, variable)) else {
            return;
        };
        match value {
            Value::Place(found, lane) => {
                let expected_value = self.runs.number(expected, lane);
                let off = expected_value.map_or(0, |value| found.wrapping_sub(value).cast_signed());
                verdict.judge(
                    part,
                    expected_value == Some(found),
                    expected,
                    format!("{off:+} from it"),
                );
            }
            Value::Number(found) => {
                let same = *expected == Number::Plain(found)
                    || variable == Variable::Unread
                        && self.has_fin()
                        && *expected == Number::Plain(found.saturating_sub(1));
                verdict.judge(part, same, expected, found);
            }
            Value::Length(found) => {
                let length = match expected {
                    Number::Time(length) => Some(*length),
                    Number::Plain(nanos) => Some(Duration::from_nanos(*nanos)),
                    Number::FromIss { .. } => None,
                };
                let same = length.is_some_and(|length| tolerance::same_length(length, found));
                verdict.judge(part, same, expected, found);
            }
        }
    }

    /// The peer's FIN has come: the kernel counts it among what is not read.
    fn has_fin(&self) -> bool {
        let states = [State::CloseWait, State::LastAck, State::Closing];
        self.oldest
            .is_some_and(|entry| states.contains(&entry.state))
    }

    fn value(&self, entry: &Entry, variable: Variable) -> Option<Value> {
        let ends = ends(entry);
        let (iss, passive) = self.first(ends)?;
        let irs = self.first(turned(ends)).map(|(irs, _)| irs);
        let other = self.runs.owner(entry.remote.ip());
        let here = |number: u32| Value::Place(number, Some(self.lane));
        let there = |number: u32| Value::Place(number, other);
        let info = entry.info.as_ref();
        // What tcpi_bytes_acked counts: everything, but of a passive open not the SYN.
        let una = info.map(|info| {
            low(info.bytes_acked)
                .wrapping_add(iss)
                .wrapping_add(passive.into())
        });
        Some(match variable {
            Variable::Iss => here(iss),
            Variable::Irs => there(irs?),
            Variable::SndUna => here(una?),
            Variable::SndNxt => {
                here(una?.wrapping_add(entry.send_queue - info?.not_sent.min(entry.send_queue)))
            }
            Variable::RcvNxt => there(irs?.wrapping_add(1).wrapping_add(low(info?.bytes_received))),
            Variable::SndWnd => Value::Number(info?.send_window.into()),
            Variable::RcvWnd => Value::Number(info?.receive_window.into()),
            Variable::Mss => Value::Number(info?.mss.into()),
            Variable::Rto => Value::Length(info?.rto),
            Variable::Srtt => Value::Length(info?.srtt),
            Variable::RttVar => Value::Length(info?.rttvar),
            Variable::Repeats => Value::Number(entry.repeats.into()),
            Variable::Unsent => Value::Number(info?.not_sent.into()),
            Variable::Unacknowledged => {
                let not_sent = info?.not_sent.min(entry.send_queue);
                Value::Number((entry.send_queue - not_sent).into())
            }
            Variable::Unread => Value::Number(entry.receive_queue.into()),
            Variable::SndWl1 | Variable::SndWl2 | Variable::Kept => return None,
        })
    }

    /// The last initial number sent from one end to the other by now, and whether a SYN,ACK was the first to bring it.
    fn first(&self, ends: Ends) -> Option<(u32, bool)> {
        let sent = self.runs.real.segments.iter();
        let sent = sent.filter(|seen| seen.sent <= self.at && !seen.forged);
        let syns = sent
            .filter(|seen| seen.ends() == Some(ends))
            .filter_map(|seen| {
                let segment = seen.segment.as_ref()?;
                segment
                    .has(Flags::SYN)
                    .then(|| (segment.seq.raw(), segment.has(Flags::ACK)))
            });
        let syns: Vec<_> = syns.collect();
        let (last, _) = *syns.last()?;
        syns.into_iter().find(|(number, _)| *number == last)
    }

    /// `sock_diag` tells one timer: that of the head of the queue, else that of the socket.
    fn timers(&self, part: &str, expected: &BTreeMap<Timer, Duration>, verdict: &mut Verdict) {
        let mut told = expected
            .iter()
            .filter_map(|(timer, at)| Some((*timer, *at, kernel_number(*timer)?)));
        let told = told.next();
        let found = self.oldest.filter(|entry| entry.timer != 0);
        let shown = found.map_or_else(
            || "none".to_owned(),
            |entry| format!("timer {} at {}", entry.timer, self.at + entry.expires),
        );
        match (told, found) {
            (Some((timer, at, number)), Some(entry)) => {
                let fires = self.at + entry.expires;
                let same = entry.timer == number && tolerance::same(Instant::START + at, fires);
                verdict.judge(part, same, format!("{timer} at {at}"), shown);
            }
            (Some((timer, at, _)), None) => {
                verdict.judge(part, false, format!("{timer} at {at}"), shown)
            }
            (None, found) => verdict.judge(part, found.is_none(), "none", shown),
        }
    }
}

/// `idiag_timer`, the most urgent first; `None` for what the kernel does not tell.
const fn kernel_number(timer: Timer) -> Option<u8> {
    match timer {
        Timer::Reordering | Timer::LossProbe | Timer::Retransmission => Some(1),
        Timer::Persist => Some(4),
        Timer::TimeWait | Timer::FinWait2 => Some(3),
        Timer::Keepalive => Some(2),
        Timer::DelayedAck | Timer::Override | Timer::UserTimeout => None,
    }
}

fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or(0)
}
