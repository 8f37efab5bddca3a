//! RFC 5482: the two ends tell each other their user timeouts.
//!
//! Its names: ENABLED is the knob `user_timeout_option`, ADV_UTO `adv_uto`, CHANGEABLE `uto_changeable`.

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::Config;
use crate::tcp::cx::Cx;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::output::What;
use crate::tcp::tcb::Tcb;
use crate::time::Duration;
use crate::wire::{Segment, TcpOption, UserTimeout};

/// Octets of the option.
pub const OCTETS: u32 = 4;

const SECOND: Duration = Duration::from_secs(1);

/// What a connection remembers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserTimeouts {
    /// REMOTE_UTO: what the peer has told last.
    pub remote: Option<UserTimeout>,
    /// What was adopted for it.
    adopted: Option<Duration>,
    /// The next segment without SYN tells ours (3).
    owed: bool,
    /// Our SYN goes without options: it does not tell.
    plain_syn: bool,
}

impl UserTimeouts {
    /// A connection with these knobs begins.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            owed: advertised(config).is_some(),
            ..Self::default()
        }
    }

    /// Our SYN carries no more options than it must from now on.
    pub const fn leave_off_syn(&mut self) {
        self.plain_syn = true;
    }
}

/// How long what was sent may stay without an acknowledgment: as adopted, else as set here; `None` is for ever.
#[must_use]
pub fn patience(tcb: &Tcb) -> Option<Duration> {
    adopted(tcb).or(tcb.config.user_timeout)
}

/// What was adopted on the peer's advice, as long as that counts.
fn adopted(tcb: &Tcb) -> Option<Duration> {
    let counts = tcb.config.user_timeout_option && tcb.config.uto_changeable;
    tcb.uto.adopted.filter(|_| counts)
}

/// The silence after which keep-alives begin: later than the adopted timeout (4.2, 5482-7), else as set.
#[must_use]
pub fn keepalive_idle(tcb: &Tcb) -> Duration {
    let idle = tcb.config.keepalive_idle;
    adopted(tcb).map_or(idle, |adopted| idle.max(adopted + SECOND))
}

/// ADV_UTO: the timeout set unless another is to be told. Zero is reserved: it is never sent (3.4, 5482-2).
fn advertised(config: &Config) -> Option<UserTimeout> {
    let time = config.adv_uto.or(config.user_timeout)?;
    let secs = time.as_nanos().div_ceil(SECOND.as_nanos());
    let told = Some(UserTimeout::from_secs(secs)).filter(|told| told.value() > 0);
    told.filter(|_| config.user_timeout_option)
}

/// The option of our SYN.
#[must_use]
pub fn of_syn(tcb: &Tcb) -> Option<TcpOption<'static>> {
    let told = advertised(&tcb.config).filter(|_| !tcb.uto.plain_syn);
    told.map(TcpOption::UserTimeout)
}

/// The option that the next other segment owes: the first one, and the first after each change (3, 5482-6).
#[must_use]
pub fn owed(tcb: &Tcb) -> Option<TcpOption<'static>> {
    let told = advertised(&tcb.config).filter(|_| tcb.uto.owed);
    told.map(TcpOption::UserTimeout)
}

/// It went.
pub const fn told(tcb: &mut Tcb) {
    tcb.uto.owed = false;
}

/// The user has turned knobs: what is told now is told anew, and what is adopted follows.
pub fn follow(tcb: &mut Tcb, before: &Config, cx: &mut Cx<'_>) {
    if advertised(&tcb.config) != advertised(before) {
        tcb.uto.owed = true;
        adopt(tcb, cx);
    }
}

/// The peer tells its timeout. Without the option in use, and if it is zero, nothing is heard (3.4, 5482-2).
pub fn hear(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    let heard = segment.options.user_timeout();
    let Some(remote) = heard.filter(|remote| tcb.config.user_timeout_option && remote.value() > 0)
    else {
        return;
    };
    if tcb.uto.remote != Some(remote) {
        tcb.uto.remote = Some(remote);
        adopt(tcb, cx);
    }
}

/// 3.1: USER_TIMEOUT follows from both advices and the limits, unless it was set by hand (5482-3 to 5482-5).
fn adopt(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let Some(remote) = tcb.uto.remote else {
        return;
    };
    let remote = SECOND.times(remote.secs().into());
    let before = patience(tcb);
    let changeable = cx.set(
        Rule::UserTimeoutAdopted,
        Name::UtoChangeable,
        tcb.config.uto_changeable,
    );
    if changeable {
        tcb.uto.adopted = Some(settled(tcb, remote, cx));
    }
    let patience = patience(tcb);
    let adopted = patience.unwrap_or_default();
    let rule = if changeable {
        Rule::UserTimeoutAdopted
    } else {
        Rule::UserTimeoutKept
    };
    cx.note(rule, What::UserTimeout { remote, adopted });
    if patience != before {
        wait_anew(tcb, cx);
    }
}

/// min(U_LIMIT, max(ADV_UTO, REMOTE_UTO, L_LIMIT)); the lower limit is above the RTO whatever it is set to (3.1).
fn settled(tcb: &Tcb, remote: Duration, cx: &mut Cx<'_>) -> Duration {
    let ours = advertised(&tcb.config).map_or(0, |told| told.secs().into());
    let ours = (Name::AdvUto, SECOND.times(ours));
    let rto = tcb.rto.current + SECOND;
    let lower = (Name::LowerLimit, tcb.config.uto_lower_limit.max(rto));
    let upper = (Name::UpperLimit, tcb.config.uto_upper_limit.max(rto));
    let longer = pick((Name::RemoteUto, remote), Op::Lt, ours, cx);
    let longer = pick(longer, Op::Lt, lower, cx);
    pick(longer, Op::Gt, upper, cx).1
}

/// The second if the comparison holds, else the first.
fn pick(
    first: (Name, Duration),
    op: Op,
    second: (Name, Duration),
    cx: &mut Cx<'_>,
) -> (Name, Duration) {
    let nanos = |(name, time): (Name, Duration)| (name, time.as_nanos());
    let rule = Rule::UserTimeoutAdopted;
    if cx.num(rule, nanos(first), op, nanos(second)) {
        second
    } else {
        first
    }
}

/// A user timeout that runs goes on with the patience there is now, from when it was set.
fn wait_anew(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let (Some(running), Some(patience)) = (tcb.timers.get(Timer::UserTimeout), patience(tcb))
    else {
        return;
    };
    let left = patience - cx.now.since(running.set_at);
    tcb.start_timer(Timer::UserTimeout, Rule::UserTimeoutAdopted, left, cx);
}

#[cfg(test)]
mod tests;
