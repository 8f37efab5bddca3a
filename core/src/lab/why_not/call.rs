//! Why a call does not return.

use super::connection::{bases, timer};
use super::{WhyNot, WhyNotCode, number};
use crate::host::{CallName, HostWhat, Socket, WaitingCall, Waits};
use crate::lab::error::Arg;
use crate::lab::event::Fact;
use crate::lab::position;
use crate::lab::{Lab, LabError};
use crate::tcp::Timer;

/// Rows looked through for the one that says that the call waits.
const MAX_LOOKED: u32 = 20_000;

impl Lab {
    /// Why the call of this process does not return.
    pub(super) fn no_return(&self, host: u32, process: u32) -> Result<WhyNot, LabError> {
        let unknown = LabError::UnknownProcess { host, process };
        let processes = self.host_of(host)?.processes();
        let found = processes.get(position::index(process)).ok_or(unknown)?;
        let waiting = match found.waits() {
            Waits::Gone => return Ok(WhyNot::new(WhyNotCode::ProcessGone)),
            Waits::Ended => return Ok(WhyNot::new(WhyNotCode::ProgramEnded)),
            Waits::Stopped => return Ok(WhyNot::new(WhyNotCode::ProgramStopped)),
            Waits::Runs => return Ok(WhyNot::new(WhyNotCode::ProgramRuns)),
            Waits::Sleeps(until) => {
                return Ok(WhyNot::new(WhyNotCode::ProgramSleeps).until(until));
            }
            Waits::Call(waiting) => waiting,
        };
        let socket = waiting.socket.map(|socket| socket.0);
        let socket = socket.and_then(|socket| self.socket_of(host, socket).ok());
        let told = keeps(&waiting, socket);
        let name = Arg::Word(waiting.call.name().text());
        let mut args: Vec<_> = told.args.clone().into_iter().collect();
        if !args.iter().any(|(name, _)| *name == "call") {
            args.push(("call", name));
        }
        let until = waiting.until.or(told.until);
        let since = self.blocked(host, process, waiting.thread.0);
        let told = told.with(args).told_by(since).until(until);
        Ok(WhyNot {
            bases: socket.and_then(Socket::tcb).map(bases),
            ..told
        })
    }

    /// The row that says that the thread waits.
    fn blocked(&self, host: u32, process: u32, thread: u16) -> Option<u32> {
        let end = self.mark().events;
        let from = end.saturating_sub(MAX_LOOKED);
        let rows = self.branch().rows(from, end).rev();
        let mut rows = (from..end).rev().zip(rows);
        let found = rows.find(|(_, row)| {
            let Fact::Host(HostWhat::CallBlocked {
                process: whose,
                thread: which,
                ..
            }) = row.fact
            else {
                return false;
            };
            row.host() == Some(host) && u32::from(whose.0) == process && which.0 == thread
        });
        found.map(|(id, _)| id)
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other calls do not wait"
)]
fn keeps(waiting: &WaitingCall<'_>, socket: Option<&Socket>) -> WhyNot {
    let Some(socket) = socket else {
        let polls = waiting.call.name() == CallName::Poll;
        return WhyNot::new(if polls {
            WhyNotCode::PollWaits
        } else {
            WhyNotCode::CallWaits
        });
    };
    let tcb = socket.tcb();
    if waiting.lingers {
        let octets = tcb.map_or(0, |tcb| tcb.unacknowledged());
        return WhyNot::new(WhyNotCode::Lingers).with(vec![("octets", number(octets))]);
    }
    match waiting.call.name() {
        CallName::Accept | CallName::Accept4 => {
            let entries = socket.listener().map_or(0, |queues| queues.syn_queue.len());
            let entries = number(position::number(entries));
            WhyNot::new(WhyNotCode::AcceptEmpty).with(vec![("synQueue", entries)])
        }
        CallName::Connect => {
            let state = Arg::Word(socket.state().name());
            let repeats = number(tcb.map_or(0, |tcb| tcb.repeats()));
            let until = tcb.and_then(|tcb| timer(tcb, Timer::Retransmission));
            let told = WhyNot::new(WhyNotCode::ConnectWaits).until(until);
            told.with(vec![("state", state), ("repeats", repeats)])
        }
        CallName::Recv | CallName::Read => reads(socket),
        CallName::Send | CallName::Write => {
            let held = tcb.map_or(0, |tcb| tcb.send_buffer.octets());
            let args = vec![("sent", number(waiting.sent)), ("held", number(held))];
            WhyNot::new(WhyNotCode::SendFull).with(args)
        }
        CallName::Poll => WhyNot::new(WhyNotCode::PollWaits),
        _ => WhyNot::new(WhyNotCode::CallWaits),
    }
}

/// Nothing is there to be read, or not the beginning of it.
fn reads(socket: &Socket) -> WhyNot {
    let Some(tcb) = socket.tcb() else {
        return WhyNot::new(WhyNotCode::CallWaits);
    };
    let nxt = ("nxt", number(tcb.rcv.nxt.raw()));
    let kept: u32 = tcb
        .reassembly
        .ranges()
        .into_iter()
        .map(|(left, right)| right.since(left))
        .sum();
    if kept == 0 {
        return WhyNot::new(WhyNotCode::ReadEmpty).with(vec![nxt]);
    }
    WhyNot::new(WhyNotCode::ReadHole).with(vec![nxt, ("octets", number(kept))])
}
