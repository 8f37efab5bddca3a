//! Undoing a reduction that was needless: duplicates reported for all that was sent again (RFC 3708), or an answer
//! older than the first repetition (RFC 3522, Eifel).

use crate::rule::Rule;
use crate::tcp::{Cx, Tcb};
use crate::wire::SeqNum;

/// What an episode may be undone with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Undo {
    /// SND.UNA when the episode began; none when it cannot be undone.
    marker: Option<SeqNum>,
    /// Repetitions of the episode for which no duplicate was reported; none before the first.
    open: Option<u32>,
    /// The window and its threshold before; none when a reduction was called for in any case.
    before: Option<(u32, u32)>,
    /// The clock of our timestamps at the first repetition.
    first_repeated: Option<u32>,
}

impl Undo {
    /// An episode begins, with so many repetitions out.
    pub(super) fn begin(&mut self, una: SeqNum, out: u32, before: Option<(u32, u32)>) {
        self.marker = Some(una);
        self.open = Some(out).filter(|out| *out > 0);
        self.before = before;
    }

    /// A window reduced for good.
    pub(super) fn forbid(&mut self) {
        self.before = None;
    }

    /// There is nothing to undo.
    pub(super) fn end(&mut self) {
        self.marker = None;
    }

    /// Nothing that was sent again is out any more.
    pub(super) fn forget_time(&mut self) {
        self.first_repeated = None;
    }

    /// A segment went again.
    pub(super) fn repeated(&mut self, clock: u32) {
        self.first_repeated.get_or_insert(clock);
        self.open = Some(self.open.unwrap_or(0).saturating_add(1));
    }

    /// Duplicates were reported for what ends at `end`.
    pub(super) fn duplicated(&mut self, end: SeqNum, segments: u32) {
        if self.marker.is_some_and(|marker| end.gt(marker)) {
            self.open = self.open.map(|open| open.saturating_sub(segments));
        }
    }

    /// An episode is going on that may be undone, or has been.
    pub(super) const fn is_marked(&self) -> bool {
        self.marker.is_some()
    }

    /// For each repetition a duplicate was reported.
    pub(super) fn all_duplicated(&self) -> bool {
        self.is_marked() && self.open == Some(0)
    }

    /// What arrived was sent before the first repetition.
    pub(super) fn is_older(&self, echo: Option<u32>) -> bool {
        let Some(first) = self.first_repeated else {
            return true;
        };
        echo.is_some_and(|echo| SeqNum::new(echo).lt(SeqNum::new(first)))
    }
}

/// The window as it was before the reduction.
pub(super) fn undo(tcb: &mut Tcb, rule: Rule, absolve: bool, cx: &mut Cx<'_>) {
    if absolve {
        tcb.scoreboard.absolve();
    }
    if let Some((cwnd, ssthresh)) = tcb.recovery.undo.before {
        let window = &mut tcb.congestion.window;
        window.cwnd = window.cwnd.max(cwnd);
        window.ssthresh = window.ssthresh.max(ssthresh);
        tcb.recovery.cwr_owed = false;
        super::note_window(tcb, rule, cx);
    }
    tcb.recovery.undo.end();
    tcb.recovery.rack.advanced = true;
}
