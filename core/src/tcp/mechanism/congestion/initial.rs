//! The initial window: RFC 5681 3.1 and RFC 6928.

use serde::{Deserialize, Serialize};

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::recovery;
use crate::tcp::{Cx, Tcb};

/// How much may be sent before the first acknowledgment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum InitialWindow {
    /// Two to four segments, by their size.
    #[default]
    Rfc5681,
    /// Ten segments, or about 15 KB.
    Rfc6928,
    /// So many segments, whatever their size.
    Segments(u32),
}

/// The initial window in octets for segments of `smss` octets.
#[must_use]
pub fn initial_window(choice: InitialWindow, smss: u32) -> u32 {
    let segments = |count: u32| smss.saturating_mul(count);
    match choice {
        // 5681-4: "If SMSS > 2190 bytes ... 2; > 1095 ... 3; =< 1095 ... 4 segments".
        InitialWindow::Rfc5681 if smss > 2190 => segments(2),
        InitialWindow::Rfc5681 if smss > 1095 => segments(3),
        InitialWindow::Rfc5681 => segments(4),
        // 6928-1: min(10*MSS, max(2*MSS, 14600)).
        InitialWindow::Rfc6928 => segments(10).min(segments(2).max(14_600)),
        InitialWindow::Segments(count) => segments(count.max(1)),
    }
}

/// The connection is open: its window begins. The acknowledgment of the SYN does not enlarge it (5681-5).
pub fn open(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    // 5681-6, 6928-2: one segment when the SYN had to be repeated; RFC 6928 2 would forgive a single repetition.
    let rule = Rule::InitialWindow;
    let losses = (Name::Repeats, u64::from(tcb.syn_losses));
    let forgiven = u64::from(tcb.config.syn_losses_forgiven);
    let octets = if cx.num(rule, losses, Op::Gt, (Name::RepeatLimit, forgiven)) {
        tcb.mss
    } else {
        initial_window(tcb.config.initial_window, tcb.mss)
    };
    tcb.congestion.open(octets / tcb.mss.max(1), octets);
    recovery::note_window(tcb, rule, cx);
}
