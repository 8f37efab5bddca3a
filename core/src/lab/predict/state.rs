//! Mistakes about states and timers.

use super::Guess;
use super::mistake::{Made, Mistake};
use super::scene::View;
use crate::lab::error::Arg;
use crate::lab::event::Fact;
use crate::tcp::{State, Timer, What};

/// The state that a connection enters.
pub(super) fn of_state(view: &View<'_>) -> Vec<Made> {
    let Fact::Tcp(What::State { from, to }) = view.row.fact else {
        return Vec::new();
    };
    let near = NEAR.iter().filter(|(right, ..)| *right == to);
    let near = near.map(|(_, given, code)| (*given, *code));
    let kept = [(from, Mistake::StateKept)];
    let edges = from
        .successors()
        .iter()
        .map(|next| (*next, of_edge(*next, to)));
    let rest = State::ALL.iter().filter(|state| !from.may_become(**state));
    let rest = rest.map(|state| (*state, Mistake::NoSuchEdge));
    let all = kept.into_iter().chain(near).chain(edges).chain(rest);
    let made = |(given, code): (State, Mistake)| {
        let from = Arg::Word(from.name());
        Made::new(Guess::word(given.name()), code).with("from", from)
    };
    all.map(made).collect()
}

/// The state entered, one taken for it, and the mistake.
const NEAR: [(State, State, Mistake); 21] = {
    use Mistake as M;
    use State as S;
    [
        (S::SynReceived, S::Established, M::EstablishedTooEarly),
        (S::SynReceived, S::SynSent, M::SynStatesMixed),
        (S::SynSent, S::Established, M::EstablishedTooEarly),
        (S::SynSent, S::SynReceived, M::SynStatesMixed),
        (S::FinWait1, S::FinWait2, M::FinWaitMixed),
        (S::FinWait1, S::CloseWait, M::WhoClosed),
        (S::FinWait1, S::TimeWait, M::FinWaitMixed),
        (S::FinWait2, S::FinWait1, M::FinWaitMixed),
        (S::FinWait2, S::TimeWait, M::FinWaitMixed),
        (S::CloseWait, S::FinWait1, M::WhoClosed),
        (S::CloseWait, S::LastAck, M::CloseWaitLastAck),
        (S::CloseWait, S::TimeWait, M::TimeWaitWrongSide),
        (S::LastAck, S::CloseWait, M::CloseWaitLastAck),
        (S::LastAck, S::TimeWait, M::TimeWaitWrongSide),
        (S::TimeWait, S::Closed, M::TimeWaitSkipped),
        (S::TimeWait, S::LastAck, M::TimeWaitWrongSide),
        (S::Closing, S::TimeWait, M::ClosingMixed),
        (S::Closing, S::FinWait2, M::ClosingMixed),
        (S::Closed, S::Listen, M::ListenForClosed),
        (S::Closed, S::TimeWait, M::TimeWaitWrongSide),
        (S::Listen, S::Closed, M::ClosedForListen),
    ]
};

/// Another edge of the same state was taken.
const fn of_edge(given: State, right: State) -> Mistake {
    match (given, right) {
        (State::Closing, _) => Mistake::ClosingMixed,
        (_, State::Listen) => Mistake::ClosedForListen,
        (State::Listen, _) => Mistake::ListenForClosed,
        (State::FinWait1 | State::FinWait2, State::CloseWait | State::LastAck)
        | (State::CloseWait | State::LastAck, State::FinWait1 | State::FinWait2) => {
            Mistake::WhoClosed
        }
        (State::FinWait1 | State::FinWait2, _) => Mistake::FinWaitMixed,
        (State::TimeWait, _) => Mistake::TimeWaitWrongSide,
        (State::CloseWait | State::LastAck, _) => Mistake::CloseWaitLastAck,
        (State::Established, _) => Mistake::EstablishedTooEarly,
        (State::SynSent | State::SynReceived, _) => Mistake::SynStatesMixed,
        (State::Closed, _) => Mistake::NotOver,
    }
}

/// The timer that fires: others run as well, or might.
pub(super) fn of_timer(view: &View<'_>) -> Vec<Made> {
    let running = view.before().map(|tcb| tcb.timers);
    let runs = running.iter().flat_map(|timers| timers.running());
    let later = runs.map(|(timer, running)| {
        let until = Arg::Number(running.at.as_nanos());
        Made::new(Guess::word(timer.name()), Mistake::TimerLater).with("until", until)
    });
    let rest = Timer::ALL.iter();
    let rest = rest.map(|timer| Made::new(Guess::word(timer.name()), Mistake::TimerNotSet));
    later.chain(rest).collect()
}
