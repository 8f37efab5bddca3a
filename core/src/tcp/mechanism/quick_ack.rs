//! When an ACK goes that need not go at once: 3.8.6.3, and the ways in which systems fill the room it leaves.
//!
//! [`AckPolicy::Adaptive`] is what Linux does (`tcp_event_data_recv`, `__tcp_ack_snd_check`, `tcp_cleanup_rbuf` and
//! `tcp_send_delayed_ack` of its source): quick ACKs while a sender opens its window, none at once in a dialogue,
//! and between them a waiting time that follows the pace of arrivals.

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::Config;
use crate::tcp::cx::Cx;
use crate::tcp::mechanism::delayed_ack::AckOwed;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::window;
use crate::tcp::tcb::Tcb;
use crate::time::{Duration, Instant};

/// Which segments are acknowledged at once, when nothing else asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AckPolicy {
    /// The one with which two full segments wait (3.8.6.3).
    FullSegments,
    /// Every second one, whatever its size (seen on FreeBSD; Windows: `DelayedAckFrequency` 2).
    EverySecond,
    /// What comes to more than a full segment; each one while quick ACKs are left; and what the reader takes (Linux).
    Adaptive,
}

/// The most ACKs that go at once when a connection begins or resumes (Linux: `TCP_MAX_QUICKACKS`).
const MOST_QUICK: u32 = 16;

/// An ACK that waits for nothing goes with the next tick of the clock (Linux, with `CONFIG_HZ` 250: after 4 ms at most).
const TICK: Duration = Duration::from_millis(4);

/// What a full segment of the peer's is taken to be before one has come: at least so large ...
const LEAST_FULL: u32 = 88;

/// ... and at most so large.
const MOST_FULL: u32 = 536;

/// The longest that an ACK waits (Linux: `TCP_DELACK_MAX`; MUST-40: less than half a second).
const LONGEST: Duration = Duration::from_millis(200);

/// What the adaptive policy has learnt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AckPace {
    /// ACKs that will go at once.
    pub quick: u32,
    /// The user answers what it reads: ACKs wait for the answer.
    pub interactive: bool,
    /// How long an ACK waits; zero before the first text.
    wait: Duration,
    /// When text arrived last.
    arrived_at: Instant,
    /// Octets of text in a full segment, by what has arrived; zero before the first.
    full: u32,
    /// Segments that ended something and are not acknowledged: no more than two are counted.
    ends: u8,
}

impl AckPace {
    /// So many of the next ACKs go at once as open half the window, two at least.
    fn quicken(&mut self, window: u32) {
        let half = window / (2 * self.full.max(1));
        let wanted = if half == 0 { 2 } else { half };
        self.quick = self.quick.max(wanted.min(MOST_QUICK));
    }

    /// Text in order has arrived: what it says of the size of segments.
    fn measure(&mut self, octets: u32, push: bool, largest: u32) {
        if octets < self.full {
            self.ends = (self.ends + 1).min(2);
            return;
        }
        self.full = octets.min(largest);
        if push {
            self.ends = self.ends.max(1);
        }
    }

    /// Text in order has arrived: what it says of its sender's pace.
    fn keep_pace(&mut self, now: Instant, least: Duration, rto: Duration, window: u32) {
        let gap = now.since(self.arrived_at);
        let half = least.divided_by(2);
        if self.wait == Duration::ZERO {
            self.wait = least;
            self.quicken(window);
        } else if gap <= half {
            self.wait = self.wait.divided_by(2) + half;
        } else if gap < self.wait {
            self.wait = (self.wait.divided_by(2) + gap).min(rto);
        } else if gap > rto {
            // The sender begins anew.
            self.quicken(window);
        }
        self.arrived_at = now;
    }

    /// An ACK leaves; was it one for text?
    pub fn acknowledged(&mut self, owed: bool, least: Duration) {
        let count = u32::from(owed);
        if self.quick > 0 && count >= self.quick {
            self.wait = least;
        }
        self.quick = self.quick.saturating_sub(count);
        self.ends = 0;
    }

    /// Text of our own leaves: an answer, if it comes while an ACK would still wait.
    pub fn answered(&mut self, now: Instant) {
        self.interactive |= now.since(self.arrived_at) < self.wait;
    }

    /// The ACK has waited in vain: longer the next time, or no longer for an answer.
    pub fn waited(&mut self, least: Duration, rto: Duration) {
        if self.interactive {
            self.interactive = false;
            self.wait = least;
        } else {
            self.wait = self.wait.times(2).min(rto);
        }
    }
}

/// The least time that an ACK waits.
fn least(config: &Config) -> Duration {
    config.delayed_ack.unwrap_or_default()
}

/// Text has arrived that may be acknowledged later: decides whether it is.
pub fn owe(tcb: &mut Tcb, octets: u32, push: bool, cx: &mut Cx<'_>) {
    if tcb.config.delayed_ack.is_none() {
        tcb.ack.now(Rule::TextAccepted);
        return;
    }
    let second = matches!(tcb.ack, AckOwed::Waiting { .. });
    if tcb.config.ack_policy == AckPolicy::Adaptive {
        learn(tcb, octets, push, cx.now);
    }
    let owed = (Name::AckOwed, u64::from(tcb.ack.later(octets)));
    let rule = match tcb.config.ack_policy {
        AckPolicy::FullSegments => {
            let threshold = (Name::AckThreshold, 2 * u64::from(tcb.receive_mss()));
            cx.num(Rule::AckEverySecond, owed, Op::Ge, threshold)
                .then_some(Rule::AckEverySecond)
        }
        AckPolicy::EverySecond => cx
            .set(Rule::AckEverySecond, Name::AckWaits, second)
            .then_some(Rule::AckEverySecond),
        AckPolicy::Adaptive => adaptive(tcb, owed, cx),
    };
    if let Some(rule) = rule {
        tcb.ack.now(rule);
    }
}

fn learn(tcb: &mut Tcb, octets: u32, push: bool, now: Instant) {
    let (window, rto) = (tcb.rcv.wnd, tcb.rto.current);
    let largest = u32::from(tcb.local_mss());
    if tcb.pace.full == 0 {
        let guess = tcb.mss.min(largest).min(window / 2);
        tcb.pace.full = guess.clamp(LEAST_FULL, MOST_FULL);
    }
    tcb.pace.measure(octets, push, largest);
    tcb.pace.keep_pace(now, least(&tcb.config), rto, window);
}

/// Why an ACK goes at once, if it does.
fn adaptive(tcb: &Tcb, owed: (Name, u64), cx: &mut Cx<'_>) -> Option<Rule> {
    let full = (Name::AckThreshold, u64::from(tcb.pace.full));
    // While the buffer fills up the reader's next call sends the ACK.
    if window::advances(tcb, owed.1) && cx.num(Rule::AckEverySecond, owed, Op::Gt, full) {
        return Some(Rule::AckEverySecond);
    }
    let quick = (Name::QuickAcks, u64::from(tcb.pace.quick));
    let zero = (Name::Zero, 0);
    if cx.num(Rule::QuickAck, quick, Op::Gt, zero)
        && !cx.set(Rule::QuickAck, Name::Interactive, tcb.pace.interactive)
    {
        return Some(Rule::QuickAck);
    }
    // Nearly due: no timer is set anew for so little.
    let running = tcb.timers.get(Timer::DelayedAck)?;
    let soon = cx.now + waiting_time(tcb).divided_by(4);
    (running.at <= soon).then_some(Rule::DelayedAckDue)
}

/// How long an ACK waits that has to.
#[must_use]
pub fn waiting_time(tcb: &Tcb) -> Duration {
    let least = least(&tcb.config);
    if tcb.config.ack_policy == AckPolicy::Adaptive && tcb.pace.wait == Duration::ZERO {
        return TICK;
    }
    if tcb.config.ack_policy != AckPolicy::Adaptive || tcb.pace.wait <= least {
        return least;
    }
    // No longer than a round trip, where one is known.
    let most = tcb.rto.srtt.map_or(LONGEST, |srtt| srtt.max(least));
    tcb.pace.wait.min(most).min(LONGEST)
}

/// The ACK of the FIN that ends the peer's direction waits for an answer like that of text (Linux: `tcp_fin` only
/// schedules it). Where no text has ever come it waits for no more than a tick.
#[must_use]
pub fn lets_fin_wait(tcb: &Tcb) -> bool {
    let adaptive = tcb.config.ack_policy == AckPolicy::Adaptive;
    adaptive && tcb.config.delayed_ack.is_some()
}

/// An ACK is owed that may wait, even if text before the FIN would have had it at once.
pub fn wait(tcb: &mut Tcb) {
    if matches!(tcb.ack, AckOwed::Nothing | AckOwed::Now(Rule::QuickAck)) {
        tcb.ack = AckOwed::Waiting { octets: 0 };
    }
}

/// The user has read: does an ACK that waits go now?
pub fn on_reading(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let AckOwed::Waiting { octets } = tcb.ack else {
        return;
    };
    if tcb.config.ack_policy != AckPolicy::Adaptive {
        return;
    }
    let pace = &tcb.pace;
    let all_read = tcb.unread() == 0;
    let ended = pace.ends > 1 || (pace.ends > 0 && !pace.interactive);
    let owed = (Name::AckOwed, u64::from(octets));
    let full = (Name::AckThreshold, u64::from(pace.full));
    if cx.num(Rule::AckOnReading, owed, Op::Gt, full)
        || (ended && cx.set(Rule::AckOnReading, Name::AllRead, all_read))
    {
        tcb.ack.now(Rule::AckOnReading);
    }
}

/// Something came twice or from outside the window: its sender needs ACKs quickly.
pub fn hurry(tcb: &mut Tcb) {
    let window = tcb.rcv.wnd;
    tcb.pace.interactive = false;
    tcb.pace.wait = least(&tcb.config);
    tcb.pace.quicken(window);
}

/// The timer of the ACK fired.
pub fn waited(tcb: &mut Tcb) {
    let rto = tcb.rto.current;
    tcb.pace.waited(least(&tcb.config), rto);
}

/// `TCP_QUICKACK`: ACKs go at once for a while, or wait for answers.
pub fn set(tcb: &mut Tcb, on: bool, cx: &mut Cx<'_>) {
    tcb.pace.interactive = !on;
    if on {
        tcb.pace.ends = tcb.pace.ends.max(1);
        on_reading(tcb, cx);
    }
}

#[cfg(test)]
mod tests;
