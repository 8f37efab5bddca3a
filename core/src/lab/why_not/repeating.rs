//! Why a connection repeats nothing now.

use super::connection::{bases, timer};
use super::{WhyNot, WhyNotCode, number};
use crate::host::Socket;
use crate::lab::error::Arg;
use crate::lab::event::Kind;
use crate::lab::{Lab, LabError};
use crate::net::{Progress, Travelling};
use crate::rule::Rule;
use crate::tcp::{Tcb, Timer};
use crate::time::Instant;
use crate::wire::{Content, Flags, Segment};

/// What ended a connection for want of an answer.
const GIVEN_UP: [Rule; 5] = [
    Rule::GiveUp,
    Rule::SynGiveUp,
    Rule::SynAckGiveUp,
    Rule::UserTimeout,
    Rule::KeepaliveGivesUp,
];

impl Lab {
    /// Why this connection repeats nothing now.
    pub(super) fn no_repeating(&self, host: u32, socket: u32) -> Result<WhyNot, LabError> {
        let found = self.socket_of(host, socket)?;
        let Some(tcb) = found.tcb() else {
            return Ok(self.over(host, found));
        };
        let told = if tcb.in_flight() == 0 {
            nothing_in_flight(tcb)
        } else {
            let outside = self.on_the_way(tcb).or_else(|| self.held_there(tcb));
            outside.unwrap_or_else(|| by_timer(tcb))
        };
        let kinds = [Kind::TimerSet, Kind::Acknowledged, Kind::Retransmitted];
        let last = self.last_row(host, socket, &kinds).map(|(id, _)| id);
        Ok(WhyNot {
            bases: Some(bases(tcb)),
            ..told.told_by(last)
        })
    }

    fn over(&self, host: u32, socket: &Socket) -> WhyNot {
        let ended = self.last_row(host, socket.id().0, &[Kind::StateChanged]);
        let Some((id, row)) = ended.filter(|(_, row)| GIVEN_UP.contains(&row.rule)) else {
            return self.no_record(host, socket);
        };
        let told = WhyNot::new(WhyNotCode::GaveUp).told_by([id]);
        told.with(vec![("reason", Arg::Word(row.rule.code()))])
    }

    /// What is in flight, or its ACK, has not arrived yet.
    fn on_the_way(&self, tcb: &Tcb) -> Option<WhyNot> {
        let under_way = self.world.net().in_flight();
        let mut newest = under_way.iter().rev();
        newest.find_map(|travelling| {
            let arrives = match travelling.progress {
                Progress::Arrives(at) => at,
                Progress::Held(_) => return None,
            };
            let segment = between(travelling, tcb)?;
            let ours = segment.src_port == tcb.pair.local.port()
                && travelling.packet.src == tcb.pair.local.ip();
            if ours && !segment.is_empty() && segment.end().gt(tcb.snd.una) {
                let args = vec![("seq", number(segment.seq.raw()))];
                return Some(waits(WhyNotCode::DataOnTheWay, args, arrives));
            }
            let acks = !ours && segment.has(Flags::ACK) && segment.ack.gt(tcb.snd.una);
            acks.then(|| {
                let args = vec![("ack", number(segment.ack.raw()))];
                waits(WhyNotCode::AckOnTheWay, args, arrives)
            })
        })
    }

    /// The peer has it and delays its ACK.
    fn held_there(&self, tcb: &Tcb) -> Option<WhyNot> {
        let mut hosts = self.world.hosts().iter();
        hosts.find_map(|host| {
            let mut sockets = host.sockets().filter_map(Socket::tcb);
            let peer = sockets.find(|other| {
                (other.pair.local, other.pair.remote) == (tcb.pair.remote, tcb.pair.local)
            })?;
            let at = timer(peer, Timer::DelayedAck)?;
            let has = peer.rcv.nxt.gt(tcb.snd.una);
            let name = Arg::Text(host.name().to_owned());
            has.then(|| waits(WhyNotCode::AckHeldThere, vec![("peer", name)], at))
        })
    }
}

/// A segment of the connection, whichever way it goes.
fn between(travelling: &Travelling<'_>, tcb: &Tcb) -> Option<Segment> {
    let packet = travelling.packet;
    let Ok(Content::Segment(segment)) = packet.clone().open() else {
        return None;
    };
    let (local, remote) = (tcb.pair.local, tcb.pair.remote);
    let from = (packet.src, segment.src_port);
    let to = (packet.dst, segment.dst_port);
    let out = from == (local.ip(), local.port()) && to == (remote.ip(), remote.port());
    let back = from == (remote.ip(), remote.port()) && to == (local.ip(), local.port());
    (out || back).then_some(segment)
}

fn waits(code: WhyNotCode, args: Vec<(&'static str, Arg)>, until: Instant) -> WhyNot {
    WhyNot::new(code).with(args).until(Some(until))
}

fn nothing_in_flight(tcb: &Tcb) -> WhyNot {
    if let Some(at) = timer(tcb, Timer::Persist) {
        return waits(WhyNotCode::ProbesInstead, Vec::new(), at);
    }
    let una = ("una", number(tcb.snd.una.raw()));
    WhyNot::new(WhyNotCode::NothingInFlight).with(vec![una])
}

/// Which timer will send it again.
fn by_timer(tcb: &Tcb) -> WhyNot {
    let Some((at, next)) = tcb
        .timers
        .running()
        .map(|(timer, running)| (running.at, timer))
        .filter(|(_, timer)| repeats(*timer))
        .min_by_key(|(at, _)| *at)
    else {
        return WhyNot::new(WhyNotCode::NoTimer);
    };
    match next {
        Timer::LossProbe => waits(WhyNotCode::ProbeFirst, Vec::new(), at),
        Timer::Reordering => waits(WhyNotCode::ReorderingFirst, Vec::new(), at),
        Timer::Persist => waits(WhyNotCode::ProbesInstead, Vec::new(), at),
        Timer::Retransmission
        | Timer::DelayedAck
        | Timer::Override
        | Timer::TimeWait
        | Timer::UserTimeout
        | Timer::FinWait2
        | Timer::Keepalive => {
            let rto = number(tcb.rto.current.as_nanos());
            let repeats = number(tcb.repeats());
            let args = vec![
                ("rto", rto),
                ("repeats", repeats),
                ("duplicates", number(tcb.recovery.duplicates)),
                ("threshold", number(tcb.recovery.reordering)),
            ];
            waits(WhyNotCode::TimerNotDue, args, at)
        }
    }
}

/// A timer that sends something again.
const fn repeats(timer: Timer) -> bool {
    match timer {
        Timer::Retransmission | Timer::LossProbe | Timer::Reordering | Timer::Persist => true,
        Timer::DelayedAck
        | Timer::Override
        | Timer::TimeWait
        | Timer::UserTimeout
        | Timer::FinWait2
        | Timer::Keepalive => false,
    }
}
