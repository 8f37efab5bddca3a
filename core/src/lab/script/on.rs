//! When: what a row of the log must tell.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::host::{CallName, CallResult, Errno, HostWhat};
use crate::lab::event::{Fact, Kind, Row};
use crate::rule::Rule;
use crate::schema::schema;
use crate::tcp::{State, Timer, What};
use crate::text::nearest;
use crate::time::{Duration, Instant};
use crate::wire::Flags;

/// A row of the log, described by what is known of it: whatever is given must hold of one row.
///
/// ```toml
/// { sent = "SYN,ACK", from = "B", nth = 2 }
/// { host = "B", state = "ESTABLISHED" }
/// { host = "A", call = "connect", outcome = "fails", error = "ETIMEDOUT" }
/// { host = "B", fires = "retransmission" }
/// { rule = "reset-challenged" }
/// { at = "70 s" }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct On {
    /// Not before this time; alone: when it has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Duration>,
    /// So long after the row (acts only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Duration>,
    /// When exactly so many moments have happened (acts only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// A segment with exactly these control bits is sent, by a host or from outside. PSH does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<Bits>,
    /// Such a segment arrives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrives: Option<Bits>,
    /// Such a segment is lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Bits>,
    /// The host whose address is its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The host whose address is its destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// It carries text, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<bool>,
    /// It repeats what was sent before, or does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<bool>,
    /// The host at which it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// A connection enters this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// A system call of this name; unless `outcome` says otherwise, it returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<CallName>,
    /// What becomes of the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The error with which it fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Errno>,
    /// A timer fires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fires: Option<Timer>,
    /// The kind of the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Coded<Kind>>,
    /// The rule that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Coded<Rule>>,
    /// The how many-th such row, from 1.
    #[serde(skip_serializing_if = "is_first")]
    pub nth: Option<u32>,
    /// Every such row (story only).
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub every: bool,
}

#[expect(clippy::ref_option, reason = "serde asks for this shape")]
const fn is_first(nth: &Option<u32>) -> bool {
    nth.is_none()
}

/// What becomes of a system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It is made.
    Enters,
    /// It waits.
    Blocks,
    /// It returns, a number or an error.
    Returns,
    /// It returns a number.
    Succeeds,
    /// It returns an error.
    Fails,
}

/// Control bits, or `*` for any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bits {
    /// Whatever they are.
    Any,
    /// Exactly these, PSH aside.
    Exactly(Flags),
}

schema! { Bits {
    "description": "Exactly these control bits, PSH aside; `*` for any.",
    "type": "string",
    "pattern": format!(r"^(\*|{})$", Flags::PATTERN),
    "examples": ["SYN", "SYN,ACK", "ACK", "FIN,ACK", "RST", "RST,ACK", "*"],
} }

impl Bits {
    fn are(self, flags: Flags) -> bool {
        match self {
            Self::Any => true,
            Self::Exactly(bits) => bits - Flags::PSH == flags - Flags::PSH,
        }
    }
}

/// Something with a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(inline, transparent)
)]
pub struct Coded<T>(pub T);

/// What has a stable code.
pub trait HasCode: Copy + 'static {
    /// What it is, for an error.
    const WHAT: &'static str;
    /// Everything of its kind.
    const ALL: &'static [Self];
    /// The code.
    fn code(self) -> &'static str;
}

impl HasCode for Kind {
    const WHAT: &'static str = "a kind of event";
    const ALL: &'static [Self] = Self::ALL;

    fn code(self) -> &'static str {
        self.name()
    }
}

impl HasCode for Rule {
    const WHAT: &'static str = "a rule";
    const ALL: &'static [Self] = Self::ALL;

    fn code(self) -> &'static str {
        Self::code(self)
    }
}

impl<T: HasCode> Serialize for Coded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: HasCode> Deserialize<'de> for Coded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let known = T::ALL.iter().find(|known| known.code() == code);
        known.copied().map(Self).ok_or_else(|| {
            let near = nearest(&code, T::ALL.iter().map(|known| known.code())).join(", ");
            de::Error::custom(format!("{code:?} is not {}; near it: {near}", T::WHAT))
        })
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::Exactly(flags) => flags.fmt(f),
        }
    }
}

impl Serialize for Bits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Bits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "*" {
            return Ok(Self::Any);
        }
        Flags::from_str(&text)
            .map(Self::Exactly)
            .map_err(de::Error::custom)
    }
}

/// What is known of a segment on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The host whose address is its source.
    pub from: Option<u32>,
    /// The host whose address is its destination.
    pub to: Option<u32>,
    /// Its control bits.
    pub flags: Flags,
    /// It carries text.
    pub payload: bool,
    /// It repeats what was sent before.
    pub again: bool,
    /// SEG.SEQ
    pub seq: u32,
    /// Source and destination port.
    pub ports: (u16, u16),
}

/// A row with what surrounds it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The row.
    pub row: &'a Row,
    /// The segment it is about.
    pub segment: Option<Brief>,
    /// Names of the hosts, in order.
    pub hosts: &'a [String],
}

impl fmt::Debug for Scene<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scene")
            .field("row", self.row)
            .finish_non_exhaustive()
    }
}

impl On {
    /// It waits for a time or a position, and for no row.
    #[must_use]
    pub fn is_clock(&self) -> bool {
        let bare = Self {
            at: self.at,
            after: self.after,
            position: self.position,
            ..Self::default()
        };
        *self == bare
    }

    /// The hosts that it names.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        let named = [&self.from, &self.to, &self.host];
        named.into_iter().flatten().map(String::as_str)
    }

    /// Everything that is asked of a row holds of this one; `nth` is for whoever counts.
    #[must_use]
    pub fn holds(&self, scene: Scene<'_>) -> bool {
        let row = scene.row;
        let late = |at: &Duration| row.at >= Instant::START + *at;
        let time = self.at.as_ref().is_none_or(late);
        let kind = self.kind.is_none_or(|kind| kind.0 == row.kind());
        let rule = self.rule.is_none_or(|rule| rule.0 == row.rule);
        let host = scene.is(self.host.as_deref(), row.host());
        time && kind && rule && host && self.on_wire(scene) && self.at_host(row)
    }

    fn on_wire(&self, scene: Scene<'_>) -> bool {
        let about = self.from.is_some()
            || self.to.is_some()
            || self.payload.is_some()
            || self.again.is_some();
        let kinds: [(Option<Bits>, &[Kind]); 3] = [
            (
                self.sent,
                &[
                    Kind::SegmentSent,
                    Kind::SegmentInjected,
                    Kind::SegmentDuplicated,
                ],
            ),
            (self.arrives, &[Kind::SegmentArrived]),
            (self.lost, &[Kind::SegmentLost]),
        ];
        let asked = kinds.iter().any(|(bits, _)| bits.is_some());
        if !about && !asked {
            return true;
        }
        let Some(segment) = scene.segment else {
            return false;
        };
        let kind = scene.row.kind();
        let bits = kinds.iter().all(|(bits, kinds)| {
            bits.is_none_or(|bits| kinds.contains(&kind) && bits.are(segment.flags))
        });
        bits && scene.is(self.from.as_deref(), segment.from)
            && scene.is(self.to.as_deref(), segment.to)
            && self
                .payload
                .is_none_or(|payload| payload == segment.payload)
            && self.again.is_none_or(|again| again == segment.again)
    }

    fn at_host(&self, row: &Row) -> bool {
        let state = self.state.is_none_or(
            |wanted| matches!(row.fact, Fact::Tcp(What::State { to, .. }) if to == wanted),
        );
        let timer = self.fires.is_none_or(
            |wanted| matches!(row.fact, Fact::Tcp(What::TimerFired { timer }) if timer == wanted),
        );
        let call = self.call.is_none() && self.outcome.is_none() && self.error.is_none();
        state && timer && (call || self.is_call(row))
    }

    fn is_call(&self, row: &Row) -> bool {
        let (name, outcome, result) = match row.fact {
            Fact::Host(HostWhat::CallEntered { call, .. }) => (call.name, Outcome::Enters, None),
            Fact::Host(HostWhat::CallBlocked { name, .. }) => (name, Outcome::Blocks, None),
            Fact::Host(HostWhat::CallReturned { name, result, .. }) => {
                (name, Outcome::Returns, Some(result))
            }
            Fact::Host(_)
            | Fact::Sent { .. }
            | Fact::Injected
            | Fact::Arrived
            | Fact::Net(_)
            | Fact::Tcp(_)
            | Fact::Signal(_)
            | Fact::Act(_)
            | Fact::Refused(_) => return false,
        };
        let named = self.call.is_none_or(|wanted| wanted == name);
        named && self.is_outcome(outcome, result)
    }

    fn is_outcome(&self, outcome: Outcome, result: Option<CallResult>) -> bool {
        let wanted = self.outcome.unwrap_or(Outcome::Returns);
        let fits = match wanted {
            Outcome::Enters | Outcome::Blocks | Outcome::Returns => wanted == outcome,
            Outcome::Succeeds => result.is_some_and(|result| result.is_ok()),
            Outcome::Fails => result.is_some_and(|result| result.is_err()),
        };
        fits && self.error.is_none_or(|error| result == Some(Err(error)))
    }
}

impl Scene<'_> {
    /// The host is called that, if a name is asked for.
    fn is(&self, name: Option<&str>, host: Option<u32>) -> bool {
        let Some(name) = name else {
            return true;
        };
        let host = host.and_then(|host| usize::try_from(host).ok());
        host.and_then(|host| self.hosts.get(host))
            .is_some_and(|known| known == name)
    }
}
