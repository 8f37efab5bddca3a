//! The rules of TCP that this host breaks on purpose.

use super::Host;
use super::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::tcp::{Switch, Switches};

impl Host {
    /// Breaks a rule from now on, or keeps it again; connections that live already follow at once.
    pub fn set_switch(&mut self, switch: Switch, on: bool, cx: &mut HostCx<'_>) {
        self.switches.set(switch, on);
        cx.note(Rule::SwitchSet, None, HostWhat::SwitchSet { switch, on });
    }

    /// The rules that it breaks.
    #[must_use]
    pub const fn switches(&self) -> Switches {
        self.switches
    }
}
