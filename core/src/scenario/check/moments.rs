//! Everything as it stands at one time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Report;
use crate::host::{Host, Kind, Socket};
use crate::lab::Lab;
use crate::scenario::{MomentCheck, Queues, Scenario, Variable};
use crate::tcp::{State, Tcb, Timer};
use crate::time::{Duration, Instant};

pub(super) fn compare(
    scenario: &Scenario,
    lab: &Lab,
    (index, check): (usize, &MomentCheck),
    report: &mut Report,
) {
    let name = format!("moments[{index}]");
    let sent = lab.world().net().crossings();
    report.compare(&name, "segments", check.segments, sent);
    for host in lab.world().hosts() {
        let seen = Seen {
            scenario,
            lab,
            name: &name,
            host,
        };
        seen.state(check, report);
        seen.variables(check, report);
        seen.timers(check, report);
        seen.queues(check, report);
        seen.many(check, report);
    }
}

/// One host at that time.
struct Seen<'a> {
    scenario: &'a Scenario,
    lab: &'a Lab,
    name: &'a str,
    host: &'a Host,
}

impl Seen<'_> {
    fn state(&self, check: &MomentCheck, report: &mut Report) {
        let expected = check.states.get(self.host.name()).copied();
        let field = format!("states.{}", self.host.name());
        report.compare(self.name, &field, expected, state(self.host));
    }

    fn variables(&self, check: &MomentCheck, report: &mut Report) {
        let Some(variables) = check.variables.get(self.host.name()) else {
            return;
        };
        for (variable, expected) in variables {
            let field = format!("variables.{}.{}", self.host.name(), variable.name());
            let found = tcb(self.host).and_then(|tcb| value(tcb, *variable));
            match found {
                Some(found) => {
                    let place = (self.name, field.as_str());
                    report.compare_number(place, expected, found, self.scenario, self.lab);
                }
                None => report.fail(self.name, &field, expected, &"no such value now"),
            }
        }
    }

    fn timers(&self, check: &MomentCheck, report: &mut Report) {
        let Some(expected) = check.timers.get(self.host.name()) else {
            return;
        };
        let since_start = |at: Instant| at.since(Instant::START);
        let running = tcb(self.host)
            .into_iter()
            .flat_map(|tcb| tcb.timers.running());
        let running = running.map(|(timer, running)| (timer, since_start(running.at)));
        let running: BTreeMap<Timer, Duration> = running.collect();
        let field = format!("timers.{}", self.host.name());
        let expected = Some(list(expected));
        report.compare(self.name, &field, expected, list(&running));
    }

    fn queues(&self, check: &MomentCheck, report: &mut Report) {
        let Some(expected) = check.queues.get(self.host.name()) else {
            return;
        };
        let field = format!("queues.{}", self.host.name());
        let found = self.host.sockets().find_map(Socket::listener);
        let found = found.map(|listener| Queues {
            syn: length(listener.syn_queue.len()),
            accept: length(listener.accept_queue.len()),
        });
        let show = |queues: Option<Queues>| match queues {
            Some(Queues { syn, accept }) => format!("syn {syn}, accept {accept}"),
            None => "no listener".to_owned(),
        };
        report.compare(self.name, &field, Some(show(Some(*expected))), show(found));
    }
}

impl Seen<'_> {
    fn many(&self, check: &MomentCheck, report: &mut Report) {
        let name = self.host.name();
        let connections = || connections(self.host).map(Socket::state);
        if let Some(expected) = check.connections.get(name) {
            let found: Vec<State> = connections().collect();
            let field = format!("connections.{name}");
            report.compare(self.name, &field, Some(states(expected)), states(&found));
        }
        for (state, expected) in check.counts.get(name).into_iter().flatten() {
            let found = length(connections().filter(|found| found == state).count());
            let field = format!("counts.{name}.{state}");
            report.compare(self.name, &field, Some(*expected), found);
        }
        let held = self.host.processes().iter();
        let held = length(held.map(|process| process.descriptors().count()).sum());
        let field = format!("descriptors.{name}");
        report.compare(
            self.name,
            &field,
            check.descriptors.get(name).copied(),
            held,
        );
    }
}

fn states(states: &[State]) -> String {
    let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
    format!("[{}]", names.join(", "))
}

/// The oldest connection that is left, else LISTEN for a listener, else CLOSED.
fn state(host: &Host) -> State {
    let has_listener = host.sockets().any(|socket| socket.kind() == Kind::Listener);
    let rest = if has_listener {
        State::Listen
    } else {
        State::Closed
    };
    connection(host).map_or(rest, Socket::state)
}

fn connection(host: &Host) -> Option<&Socket> {
    connections(host).next()
}

fn connections(host: &Host) -> impl Iterator<Item = &Socket> {
    let sockets = host.sockets();
    sockets.filter(|socket| socket.kind() == Kind::Connection)
}

fn tcb(host: &Host) -> Option<&Tcb> {
    connection(host).and_then(Socket::tcb)
}

/// The value of a variable; `None` for what has not been measured yet.
fn value(tcb: &Tcb, variable: Variable) -> Option<u64> {
    let srtt = tcb.rto.srtt;
    Some(match variable {
        Variable::SndUna => tcb.snd.una.raw().into(),
        Variable::SndNxt => tcb.snd.nxt.raw().into(),
        Variable::SndWnd => tcb.snd.wnd.into(),
        Variable::SndWl1 => tcb.snd.wl1.raw().into(),
        Variable::SndWl2 => tcb.snd.wl2.raw().into(),
        Variable::Iss => tcb.snd.iss.raw().into(),
        Variable::RcvNxt => tcb.rcv.nxt.raw().into(),
        Variable::RcvWnd => tcb.rcv.wnd.into(),
        Variable::Irs => tcb.rcv.irs.raw().into(),
        Variable::Mss => tcb.mss.into(),
        Variable::Rto => tcb.rto.current.as_nanos(),
        Variable::Srtt => srtt?.as_nanos(),
        Variable::RttVar => srtt.map(|_| tcb.rto.rttvar)?.as_nanos(),
        Variable::Repeats => tcb.repeats().into(),
        Variable::Unsent => tcb.unsent().into(),
        Variable::Unacknowledged => tcb.in_flight().into(),
        Variable::Unread => tcb.unread().into(),
        Variable::Kept => kept(tcb),
    })
}

fn kept(tcb: &Tcb) -> u64 {
    let ranges = tcb.reassembly.ranges();
    ranges
        .into_iter()
        .map(|(left, right)| u64::from(right.since(left)))
        .sum()
}

fn list(timers: &BTreeMap<Timer, Duration>) -> String {
    let mut text = String::new();
    for (timer, at) in timers {
        // Writing to a String cannot fail.
        let _ = write!(text, "{timer} at {at}; ");
    }
    format!("[{}]", text.trim_end_matches("; "))
}

fn length(queue: usize) -> u32 {
    u32::try_from(queue).unwrap_or(u32::MAX)
}
