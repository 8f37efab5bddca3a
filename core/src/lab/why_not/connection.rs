//! Why a connection sends nothing now.

use super::{WhyNot, WhyNotCode, number};
use crate::host::{Kind as SocketKind, Socket};
use crate::lab::checks::{Bases, CheckView};
use crate::lab::error::Arg;
use crate::lab::event::Kind;
use crate::lab::why::differ;
use crate::lab::{Lab, LabError};
use crate::rule::Rule;
use crate::tcp::mechanism::silly_window::{Decision, decide};
use crate::tcp::mechanism::{recovery, window};
use crate::tcp::{Check, Cx, Isn, Output, Sink, State, Tcb, Timer};
use crate::time::Instant;

impl Lab {
    /// Why this connection sends nothing now.
    pub(super) fn no_sending(&self, host: u32, socket: u32) -> Result<WhyNot, LabError> {
        let found = self.socket_of(host, socket)?;
        let Some(tcb) = found.tcb() else {
            return Ok(self.no_record(host, found));
        };
        let last = |kinds: &[Kind]| self.last_row(host, socket, kinds).map(|(id, _)| id);
        let told = match tcb.state() {
            State::SynSent | State::SynReceived => handshake(tcb),
            State::TimeWait => WhyNot::new(WhyNotCode::TimeWait).until(timer(tcb, Timer::TimeWait)),
            State::Listen
            | State::Established
            | State::FinWait1
            | State::FinWait2
            | State::CloseWait
            | State::Closing
            | State::LastAck
            | State::Closed => match tcb.unsent() {
                0 => nothing_unsent(tcb),
                unsent => self.held_back(tcb, unsent),
            },
        };
        let kinds = [Kind::DataHeld, Kind::WindowChanged, Kind::StateChanged];
        Ok(WhyNot {
            bases: Some(bases(tcb)),
            ..told.told_by(last(&kinds))
        })
    }

    /// There is no connection (any more).
    pub(super) fn no_record(&self, host: u32, socket: &Socket) -> WhyNot {
        match socket.kind() {
            SocketKind::Listener => WhyNot::new(WhyNotCode::Listening),
            SocketKind::Unbound => WhyNot::new(WhyNotCode::NotConnected),
            SocketKind::Connection => {
                let ended = self.last_row(host, socket.id().0, &[Kind::StateChanged]);
                let reason = ended.map_or(Rule::SocketGone, |(_, row)| row.rule);
                let told = WhyNot::new(WhyNotCode::Closed).told_by(ended.map(|(id, _)| id));
                told.with(vec![("reason", Arg::Word(reason.code()))])
            }
        }
    }

    /// Something is queued: the engine says what keeps it.
    fn held_back(&self, tcb: &Tcb, unsent: u32) -> WhyNot {
        let mut sink = Sink::recording();
        let mut cx = Cx::new(self.world.now(), Isn::Fixed(tcb.snd.iss), &mut sink);
        let decision = decide(tcb, &mut cx);
        let checks = sink.outputs.into_iter().filter_map(|output| match output {
            Output::Check(check) => Some(check),
            Output::Segment(_) | Output::Note(_) | Output::Signal(..) => None,
        });
        let checks: Vec<Check> = checks.collect();
        let (code, args) = match decision {
            Decision::Send(octets) if tcb.scoreboard.clone().next_waiting().is_none() => {
                (WhyNotCode::MaySend, vec![("octets", number(octets))])
            }
            Decision::Send(_) => (WhyNotCode::LossesFirst, Vec::new()),
            Decision::Wait(rule) => waiting(tcb, rule),
        };
        let mut all = vec![("unsent", number(unsent))];
        all.extend(args);
        let rule = match decision {
            Decision::Wait(rule) => rule,
            Decision::Send(_) => Rule::SendSegmentized,
        };
        WhyNot {
            differ: differ(rule, &checks),
            checks: checks.into_iter().map(CheckView::from).collect(),
            ..WhyNot::new(code).with(all).until(ends(tcb, rule))
        }
    }
}

fn waiting(tcb: &Tcb, rule: Rule) -> (WhyNotCode, Vec<(&'static str, Arg)>) {
    let in_flight = ("inFlight", number(tcb.in_flight()));
    let octets = |units| number(tcb.congestion.octets(units, tcb.mss));
    if rule == Rule::ZeroWindowProbe && tcb.snd.wnd == 0 {
        (WhyNotCode::WindowShut, Vec::new())
    } else if rule == Rule::ZeroWindowProbe {
        let args = vec![in_flight, ("wnd", number(tcb.snd.wnd))];
        (WhyNotCode::WindowFull, args)
    } else if rule == Rule::CongestionWindow {
        let cwnd = octets(tcb.congestion.window.cwnd);
        let pipe = octets(recovery::pipe(tcb));
        let args = vec![("cwnd", cwnd), ("pipe", pipe)];
        (WhyNotCode::CongestionWindow, args)
    } else if rule == Rule::Corked {
        (WhyNotCode::Corked, Vec::new())
    } else if rule == Rule::SillyWindow {
        let args = vec![("usable", number(window::usable(tcb)))];
        (WhyNotCode::SillyWindow, args)
    } else {
        (WhyNotCode::Nagle, vec![in_flight, ("mss", number(tcb.mss))])
    }
}

/// What ends the waiting by itself, if no ACK comes.
fn ends(tcb: &Tcb, rule: Rule) -> Option<Instant> {
    let shut = rule == Rule::ZeroWindowProbe && tcb.snd.wnd == 0;
    let small = matches!(rule, Rule::Corked | Rule::SillyWindow);
    let which = if shut {
        Timer::Persist
    } else if small {
        Timer::Override
    } else {
        Timer::Retransmission
    };
    timer(tcb, which)
}

fn handshake(tcb: &Tcb) -> WhyNot {
    let state = Arg::Word(tcb.state().name());
    let told = WhyNot::new(WhyNotCode::Handshake);
    told.with(vec![("state", state), ("unsent", number(tcb.unsent()))])
        .until(timer(tcb, Timer::Retransmission))
}

/// Nothing is queued: the program has given nothing, or has closed.
fn nothing_unsent(tcb: &Tcb) -> WhyNot {
    let until = timer(tcb, Timer::Retransmission);
    if tcb.fin_acked() {
        return WhyNot::new(WhyNotCode::AllSaid);
    }
    if tcb.is_closing() {
        return WhyNot::new(WhyNotCode::FinSent).until(until);
    }
    let in_flight = ("inFlight", number(tcb.in_flight()));
    WhyNot::new(WhyNotCode::NothingQueued).with(vec![in_flight])
}

pub(super) fn timer(tcb: &Tcb, timer: Timer) -> Option<Instant> {
    tcb.timers.get(timer).map(|running| running.at)
}

pub(super) const fn bases(tcb: &Tcb) -> Bases {
    Bases {
        iss: tcb.snd.iss.raw(),
        irs: tcb.rcv.irs.raw(),
    }
}
