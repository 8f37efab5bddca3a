//! What a reader may do to the world. Everything else follows from these.

pub(in crate::lab) mod flat;

use serde::{Deserialize, Serialize};

use crate::host::Call;
use crate::net::LinkRule;
use crate::tcp::{Switch, Timer};
use crate::time::Duration;
use crate::wire::{Icmp, Segment};

/// One act. In JSON its `type` in camel case beside its fields: `{"type": "drop", "crossing": 3}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!try_from, deny_unknown_fields))]
#[serde(tag = "type", rename_all = "camelCase", try_from = "flat::Flat")]
pub enum Command {
    /// A system call of a process; it may block like any other.
    Call {
        /// The host.
        host: u32,
        /// The process.
        process: u32,
        /// The call.
        call: Call,
    },
    /// A segment onto the wire, from anywhere.
    Inject {
        /// A host's name, or any address: it may be forged.
        from: String,
        /// A host's name, or any address.
        to: String,
        /// The segment.
        #[cfg_attr(feature = "schema", schemars(with = "super::SegmentDraft"))]
        segment: Segment,
    },
    /// An ICMP message onto the wire, from anywhere.
    InjectIcmp {
        /// A host's name, or any address: a router's, or a forged one.
        from: String,
        /// A host's name, or any address.
        to: String,
        /// The message.
        icmp: Icmp,
    },
    /// Takes a segment in flight off the wire.
    Drop {
        /// The crossing.
        crossing: u32,
    },
    /// Sends a second copy after a segment in flight.
    Duplicate {
        /// The crossing.
        crossing: u32,
    },
    /// Keeps a segment in flight from arriving until it is released.
    Hold {
        /// The crossing.
        crossing: u32,
    },
    /// Lets go of what was held.
    Release {
        /// The crossing.
        crossing: u32,
    },
    /// Lets a segment arrive later.
    Delay {
        /// The crossing.
        crossing: u32,
        /// By how much, in nanoseconds.
        by: Duration,
    },
    /// Flips one bit of a segment in flight.
    Corrupt {
        /// The crossing.
        crossing: u32,
        /// The bit, counted as in RFC 9293, Figure 1, modulo the length.
        bit: u32,
    },
    /// Adds a rule to the network.
    AddRule {
        /// The rule.
        rule: LinkRule,
    },
    /// Takes a rule away.
    RemoveRule {
        /// Its number.
        rule: u32,
    },
    /// Lets a timer fire now.
    Expire {
        /// The host.
        host: u32,
        /// The socket.
        socket: u32,
        /// The timer.
        timer: Timer,
    },
    /// Turns a knob of a host by its name.
    Sysctl {
        /// The host.
        host: u32,
        /// The name, such as `net.ipv4.tcp_syn_retries`.
        name: String,
        /// The value as text, such as `4096 87380 6291456`.
        value: String,
    },
    /// Breaks a rule of TCP on a host, to show what it prevents; or keeps it again.
    Switch {
        /// The host.
        host: u32,
        /// Which rule.
        switch: Switch,
        /// Break it.
        on: bool,
    },
    /// Cuts a host off.
    CutCable {
        /// The host.
        host: u32,
    },
    /// Connects it again.
    RestoreCable {
        /// The host.
        host: u32,
    },
    /// Kills a process: the kernel closes what it held.
    Kill {
        /// The host.
        host: u32,
        /// The process.
        process: u32,
    },
    /// Pulls the plug of a host: everything in it is gone, and nobody is told.
    PowerOff {
        /// The host.
        host: u32,
    },
    /// Switches a host on again.
    PowerOn {
        /// The host.
        host: u32,
    },
    /// Off and on again, at once.
    Reboot {
        /// The host.
        host: u32,
    },
}

impl Command {
    /// The command's name, as `type` in JSON but in kebab case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Call { .. } => "call",
            Self::Inject { .. } => "inject",
            Self::InjectIcmp { .. } => "inject-icmp",
            Self::Drop { .. } => "drop",
            Self::Duplicate { .. } => "duplicate",
            Self::Hold { .. } => "hold",
            Self::Release { .. } => "release",
            Self::Delay { .. } => "delay",
            Self::Corrupt { .. } => "corrupt",
            Self::AddRule { .. } => "add-rule",
            Self::RemoveRule { .. } => "remove-rule",
            Self::Expire { .. } => "expire",
            Self::Sysctl { .. } => "sysctl",
            Self::Switch { .. } => "switch",
            Self::CutCable { .. } => "cut-cable",
            Self::RestoreCable { .. } => "restore-cable",
            Self::Kill { .. } => "kill",
            Self::PowerOff { .. } => "power-off",
            Self::PowerOn { .. } => "power-on",
            Self::Reboot { .. } => "reboot",
        }
    }
}
