//! Why a segment draws no answer, or is not accepted.

use super::{WhyNot, WhyNotCode, number};
use crate::host::{HostWhat, SocketId};
use crate::lab::crossing::{Crossing, Fate};
use crate::lab::error::Arg;
use crate::lab::event::{Fact, Kind, Row};
use crate::lab::position::index;
use crate::lab::{Lab, LabError};
use crate::net::{CrossingId, NetError};
use crate::tcp::{Timer, What};
use crate::time::Instant;
use crate::wire::Flags;

/// A row and its number.
type Numbered = (u32, Row);

impl Lab {
    /// Why this segment draws no answer.
    pub(super) fn no_answer(&self, crossing: u32) -> Result<WhyNot, LabError> {
        let seen = self.seen(crossing)?;
        if let Some(early) = not_arrived(&seen) {
            return Ok(early);
        }
        let rows = self.rows_of_arrival(&seen);
        if let Some((id, _)) = find(&rows, Kind::SegmentSent) {
            return Ok(WhyNot::new(WhyNotCode::Answered).told_by([*id]));
        }
        if let Some(refused) = self.refused(&rows) {
            return Ok(refused);
        }
        if let Some((id, until)) = self.delayed(&seen, &rows) {
            let told = WhyNot::new(WhyNotCode::AnswerDelayed).told_by(id);
            return Ok(told.until(Some(until)));
        }
        if let Some(dropped) = self.dropped(&rows)? {
            return Ok(dropped);
        }
        let code = if seen.icmp.is_some() {
            WhyNotCode::IcmpOnly
        } else if seen.segment.has(Flags::RST) {
            WhyNotCode::ResetSilent
        } else if seen.segment.is_empty() {
            WhyNotCode::PureAck
        } else {
            WhyNotCode::NothingOwed
        };
        Ok(self.ended_by(code, &rows))
    }

    /// Why this segment is not accepted.
    pub(super) fn no_acceptance(&self, crossing: u32) -> Result<WhyNot, LabError> {
        let seen = self.seen(crossing)?;
        if let Some(early) = not_arrived(&seen) {
            return Ok(early);
        }
        let rows = self.rows_of_arrival(&seen);
        if let Some(refused) = self.refused(&rows) {
            return Ok(refused);
        }
        if let Some((id, row)) = find(&rows, Kind::SegmentDropped) {
            return self.by_rule(WhyNotCode::Dropped, *id, row);
        }
        let taken = [
            Kind::SegmentAccepted,
            Kind::StateChanged,
            Kind::SynQueued,
            Kind::CookieSent,
            Kind::CookieAccepted,
        ];
        if let Some((id, _)) = rows.iter().find(|(_, row)| taken.contains(&row.kind())) {
            return Ok(WhyNot::new(WhyNotCode::Accepted).told_by([*id]));
        }
        // A stranger's segment leaves no row but the RST that answers it.
        match find(&rows, Kind::SegmentSent) {
            Some((id, row)) => self.by_rule(WhyNotCode::Dropped, *id, row),
            None => Ok(self.ended_by(WhyNotCode::Dropped, &rows)),
        }
    }

    fn seen(&self, crossing: u32) -> Result<Crossing, LabError> {
        let next = crossing.saturating_add(1);
        let found = self.crossings(crossing, next).pop();
        let crossing = CrossingId(crossing);
        found.ok_or(LabError::Net(NetError::UnknownCrossing { crossing }))
    }

    /// What the receiver wrote when it arrived.
    fn rows_of_arrival(&self, seen: &Crossing) -> Vec<Numbered> {
        let Some(arrival) = seen.end_event else {
            return Vec::new();
        };
        let branch = self.branch();
        let moment = branch.moment_of(arrival);
        let (from, to) = (branch.mark(moment).events, branch.mark(moment + 1).events);
        let rows = (from..).zip(branch.rows(from, to).copied());
        rows.filter(|(id, row)| *id > arrival && row.host() == seen.to)
            .collect()
    }

    /// What the host refuses before TCP sees it, or because a queue is full.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of the many rows few are a refusal"
    )]
    fn refused(&self, rows: &[Numbered]) -> Option<WhyNot> {
        rows.iter().find_map(|(id, row)| {
            let (code, args) = match row.fact {
                Fact::Host(HostWhat::Unreadable { offset }) => {
                    (WhyNotCode::Unreadable, vec![("offset", number(offset))])
                }
                Fact::Host(HostWhat::NotForUs) => (WhyNotCode::NotForUs, Vec::new()),
                Fact::Host(
                    HostWhat::SynDropped { length, limit }
                    | HostWhat::AckDropped { length, limit, .. },
                ) => {
                    let args = vec![("length", number(length)), ("limit", number(limit))];
                    (WhyNotCode::QueueFull, args)
                }
                Fact::Host(HostWhat::SynFinDropped) => (
                    WhyNotCode::Dropped,
                    vec![("reason", Arg::Word(row.rule.code()))],
                ),
                Fact::Tcp(What::Withheld) => (WhyNotCode::ChallengeWithheld, Vec::new()),
                _ => return None,
            };
            let told = self.explained(WhyNot::new(code), *id).ok()?;
            Some(told.with(args))
        })
    }

    /// The ACK waits: the row that says so, if this segment wrote it, and when it will go.
    fn delayed(&self, seen: &Crossing, rows: &[Numbered]) -> Option<(Option<u32>, Instant)> {
        let delayed = find(rows, Kind::AckDelayed).map(|(id, _)| *id);
        let socket = rows.iter().find_map(|(_, row)| row.socket())?;
        if seen.segment.is_empty() {
            return None;
        }
        let moment = self.branch().moment_of(seen.end_event?);
        let world = self.world_at(moment + 1);
        let host = world.hosts().get(index(seen.to?))?;
        let timers = host.socket(SocketId(socket))?.tcb()?.timers;
        Some((delayed, timers.get(Timer::DelayedAck)?.at))
    }

    /// Dropped in silence: by the rule that says so.
    fn dropped(&self, rows: &[Numbered]) -> Result<Option<WhyNot>, LabError> {
        let Some((id, row)) = find(rows, Kind::SegmentDropped) else {
            return Ok(None);
        };
        let mut told = self.by_rule(WhyNotCode::Dropped, *id, row)?;
        told.differ.extend(self.why(*id)?.answer_differ);
        Ok(Some(told))
    }

    /// `code`, decided by the rule of this row.
    fn by_rule(&self, code: WhyNotCode, id: u32, row: &Row) -> Result<WhyNot, LabError> {
        let told = self.explained(WhyNot::new(code), id)?;
        Ok(told.with(vec![("reason", Arg::Word(row.rule.code()))]))
    }

    /// `code`, by the last thing that was decided about the segment.
    fn ended_by(&self, code: WhyNotCode, rows: &[Numbered]) -> WhyNot {
        let (rule, id) = match rows.last() {
            Some((id, row)) => (row.rule.code(), Some(*id)),
            None => (crate::rule::Rule::LinkCarries.code(), None),
        };
        let told = WhyNot::new(code).told_by(id);
        told.with(vec![("reason", Arg::Word(rule))])
    }

    /// With the checks behind a row.
    fn explained(&self, told: WhyNot, id: u32) -> Result<WhyNot, LabError> {
        let why = self.why(id)?;
        let told = told.told_by([id]);
        Ok(WhyNot {
            checks: why.checks,
            differ: why.differ,
            bases: why.bases,
            ..told
        })
    }
}

fn find(rows: &[Numbered], kind: Kind) -> Option<&Numbered> {
    rows.iter().find(|(_, row)| row.kind() == kind)
}

/// It has not come to any receiver.
fn not_arrived(seen: &Crossing) -> Option<WhyNot> {
    let (code, args) = match seen.fate {
        Fate::Arrived => return None,
        Fate::InFlight => (WhyNotCode::OnItsWay, Vec::new()),
        Fate::Held => (WhyNotCode::Held, Vec::new()),
        Fate::Lost => {
            let reason = seen.lost_by.unwrap_or_default();
            (WhyNotCode::Lost, vec![("reason", Arg::Word(reason))])
        }
        Fate::NoHost => (WhyNotCode::NoHost, Vec::new()),
    };
    let told = WhyNot::new(code).with(args);
    let events = [Some(seen.sent_event), seen.end_event];
    let until = seen.ends_at.filter(|_| seen.fate == Fate::InFlight);
    Some(told.told_by(events.into_iter().flatten()).until(until))
}
