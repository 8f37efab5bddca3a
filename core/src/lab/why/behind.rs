//! Which of the checks of a moment belong to a row.

use crate::lab::event::{Kind, Row};
use crate::lab::world::{Checked, Floor, Trace};
use crate::rule::Rule;
use crate::tcp::Check;

/// The checks that led to row number `place` of the trace.
pub(super) fn behind(row: &Row, place: usize, trace: &Trace) -> Vec<Check> {
    let same = |check: &Check| check.rule == row.rule;
    let step = || step_of(place, trace)..=place;
    let select = |kept: &dyn Fn(&Checked) -> bool| -> Vec<Check> {
        let checks = trace.checks.iter().filter(|checked| kept(checked));
        checks.map(|checked| checked.check).collect()
    };
    match reach(row.kind()) {
        Reach::Step => up_to_last(select(&|checked| step().contains(&checked.rows)), same),
        Reach::Row => {
            let since = |checked: &Checked| checked.floor == Floor::Tcp && checked.rows == place;
            up_to_last(select(&since), same)
        }
        Reach::Rule => select(&|checked| checked.rows <= place && same(&checked.check)),
        Reach::AckPolicy => {
            select(&|checked| step().contains(&checked.rows) && is_ack_policy(&checked.check))
        }
        Reach::Host => {
            select(&|checked| checked.floor == Floor::Host && step().contains(&checked.rows))
        }
    }
}

/// How far back the checks lie that belong to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// To the beginning of its step: the row ends a line of reasoning, and the whole of it belongs to it.
    Step,
    /// To the row before: what was compared since.
    Row,
    /// Whatever was compared on behalf of its own rule.
    Rule,
    /// Whatever was compared to decide whether to acknowledge at once.
    AckPolicy,
    /// What the host compared in its step.
    Host,
}

const fn reach(kind: Kind) -> Reach {
    match kind {
        Kind::SegmentSent
        | Kind::SegmentAccepted
        | Kind::SegmentDropped
        | Kind::ResetWithheld
        | Kind::AckBelieved
        | Kind::OldTimestamp
        | Kind::StateChanged
        | Kind::Signal => Reach::Step,
        Kind::Acknowledged
        | Kind::WindowChanged
        | Kind::TextDelivered
        | Kind::TextKept
        | Kind::TextIgnored
        | Kind::DataHeld
        | Kind::RoundTrip
        | Kind::NoRoundTrip
        | Kind::RtoChanged
        | Kind::Retransmitted
        | Kind::IssChosen
        | Kind::MssSettled
        | Kind::OptionsAgreed
        | Kind::CongestionWindow
        | Kind::DuplicateAck
        | Kind::SegmentsReported
        | Kind::SegmentsLost
        | Kind::ReorderingSeen
        | Kind::RecoveryPhase
        | Kind::AckWithheld
        | Kind::UserTimeoutTold
        | Kind::EcnChanged
        | Kind::IcmpJudged
        | Kind::FinQueued
        | Kind::DataQueued
        | Kind::DataRead => Reach::Row,
        Kind::AckDelayed => Reach::AckPolicy,
        Kind::SegmentInjected
        | Kind::SegmentArrived
        | Kind::SegmentLost
        | Kind::SegmentHeld
        | Kind::SegmentReleased
        | Kind::SegmentDelayed
        | Kind::SegmentDuplicated
        | Kind::SegmentRefused
        | Kind::SegmentMarked
        | Kind::SegmentRewritten
        | Kind::SegmentCorrupted
        | Kind::TimerSet
        | Kind::TimerStopped
        | Kind::TimerFired
        | Kind::CallEntered
        | Kind::ProgramSleeps
        | Kind::ProgramEnded
        | Kind::SocketGone
        | Kind::OptionRead
        | Kind::SysctlSet
        | Kind::SwitchSet
        | Kind::SegmentUnreadable
        | Kind::IcmpStray
        | Kind::NotForUs
        | Kind::Act
        | Kind::ActRefused => Reach::Rule,
        Kind::CallBlocked
        | Kind::CallReturned
        | Kind::ProgramStopped
        | Kind::ThreadStarted
        | Kind::ProcessEnded
        | Kind::SynQueued
        | Kind::AcceptQueued
        | Kind::AcceptTaken
        | Kind::EntryDropped
        | Kind::SynDropped
        | Kind::AckDropped
        | Kind::PortChosen
        | Kind::OptionSet
        | Kind::ErrorPending
        | Kind::DataUnread
        | Kind::CloseDeferred
        | Kind::SocketOrphaned
        | Kind::SynFinDropped
        | Kind::KernelLogged
        | Kind::AckDeferred
        | Kind::CookieSent
        | Kind::CookieAccepted
        | Kind::CookieRefused
        | Kind::CookieDropped
        | Kind::TimeWaitOverflow
        | Kind::TimeWaitReused
        | Kind::OrphansFull
        | Kind::SynStale
        | Kind::ProcessSignalled
        | Kind::PoweredOff
        | Kind::PoweredOn => Reach::Host,
    }
}

fn is_ack_policy(check: &Check) -> bool {
    matches!(
        check.rule,
        Rule::DelayedAck | Rule::AckEverySecond | Rule::QuickAck | Rule::AckAtOnce
    )
}

/// Where the step began that led to row `place`: its segment arrived, its timer fired, its call was made.
fn step_of(place: usize, trace: &Trace) -> usize {
    let starts = trace.rows.iter().take(place).rposition(|row| {
        matches!(
            row.kind(),
            Kind::SegmentArrived | Kind::TimerFired | Kind::CallEntered | Kind::Act
        )
    });
    starts.unwrap_or(0)
}

/// Cuts what came after the last check of the rule itself, if it made any.
fn up_to_last(mut checks: Vec<Check>, same: impl Fn(&Check) -> bool) -> Vec<Check> {
    if let Some(last) = checks.iter().rposition(same) {
        checks.truncate(last + 1);
    }
    checks
}
