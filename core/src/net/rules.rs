//! Rules of the network: the first one that matches decides.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::bounds::bounded;
use super::{MAX_RULES, NetError, RuleId};
use crate::time::Duration;
use crate::wire::{Flags, Packet};

/// A rule. A condition left out matches everything; octets that are no segment match only rules
/// that ask for neither flags nor payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkRule {
    /// Source: a host's name or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Destination: a host's name or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// All of these are set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flags: Option<Flags>,
    /// None of these is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Flags>,
    /// Only segments with (true) or without (false) payload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<bool>,
    /// Let so many matches pass before acting.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub skip: u32,
    /// Act on so many, then never again; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// What is done.
    pub verdict: Verdict,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this shape"
)]
pub(super) const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What a rule does with a segment. In JSON `"drop"` or `{"delay": 1000000}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Carries it: no later rule and no chance takes it.
    Deliver,
    /// Loses it.
    Drop,
    /// Carries it twice.
    Duplicate,
    /// Keeps it until the reader releases it.
    Hold,
    /// Carries it, so much later.
    Delay(Duration),
    /// Carries it with the mark of congestion if it is ECN-capable, else loses it (RFC 3168, 5).
    Mark,
    /// Carries it with this bit flipped.
    Corrupt(u32),
}

impl LinkRule {
    /// A rule that does this to everything.
    #[must_use]
    pub const fn always(verdict: Verdict) -> Self {
        Self {
            from: None,
            to: None,
            flags: None,
            without: None,
            payload: None,
            skip: 0,
            times: None,
            verdict,
        }
    }

    fn check(&self) -> Result<(), NetError> {
        match self.verdict {
            Verdict::Delay(by) => bounded(by),
            Verdict::Deliver
            | Verdict::Drop
            | Verdict::Duplicate
            | Verdict::Hold
            | Verdict::Mark
            | Verdict::Corrupt(_) => Ok(()),
        }
    }
}

/// A rule at work.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Active {
    id: RuleId,
    rule: LinkRule,
    /// The addresses that the rule's names stand for.
    from: Option<Vec<IpAddr>>,
    to: Option<Vec<IpAddr>>,
    matched: u32,
}

impl Active {
    /// The verdict on this packet, if the rule has one; counts the match.
    fn judge(&mut self, packet: &Packet) -> Option<Verdict> {
        if !self.matches(packet) {
            return None;
        }
        let place = self.matched;
        self.matched = place.saturating_add(1);
        let past_skip = place.checked_sub(self.rule.skip)?;
        let acts = self.rule.times.is_none_or(|times| past_skip < times);
        acts.then_some(self.rule.verdict)
    }

    fn matches(&self, packet: &Packet) -> bool {
        let is = |wanted: &Option<Vec<IpAddr>>, address: &IpAddr| {
            wanted
                .as_ref()
                .is_none_or(|wanted| wanted.contains(address))
        };
        is(&self.from, &packet.src) && is(&self.to, &packet.dst) && self.matches_segment(packet)
    }

    fn matches_segment(&self, packet: &Packet) -> bool {
        let rule = &self.rule;
        let Some(segment) = packet.segment() else {
            return rule.flags.is_none() && rule.without.is_none() && rule.payload.is_none();
        };
        rule.flags.is_none_or(|flags| segment.has(flags))
            && rule
                .without
                .is_none_or(|none| !segment.flags.intersects(none))
            && rule
                .payload
                .is_none_or(|some| some != segment.payload.is_empty())
    }
}

/// The rules of a network, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RuleBook {
    rules: Vec<Active>,
    next: u32,
}

impl RuleBook {
    pub(super) fn add(
        &mut self,
        from: Option<Vec<IpAddr>>,
        to: Option<Vec<IpAddr>>,
        rule: LinkRule,
    ) -> Result<RuleId, NetError> {
        rule.check()?;
        if self.rules.len() >= MAX_RULES {
            return Err(NetError::TooManyRules { limit: MAX_RULES });
        }
        let id = RuleId(self.next);
        self.next = self.next.saturating_add(1);
        self.rules.push(Active {
            id,
            rule,
            from,
            to,
            matched: 0,
        });
        Ok(id)
    }

    pub(super) fn remove(&mut self, rule: RuleId) -> Result<(), NetError> {
        let place = self.rules.iter().position(|active| active.id == rule);
        let place = place.ok_or(NetError::UnknownRule { rule })?;
        self.rules.remove(place);
        Ok(())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (RuleId, &LinkRule)> {
        self.rules.iter().map(|active| (active.id, &active.rule))
    }

    /// The verdict of the first rule that has one.
    pub(super) fn judge(&mut self, packet: &Packet) -> Option<Verdict> {
        self.rules.iter_mut().find_map(|rule| rule.judge(packet))
    }
}
