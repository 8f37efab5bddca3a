//! Signals: SIGPIPE for whoever writes where nothing can be sent any more, and SIGKILL.

use serde::{Deserialize, Serialize};

use super::calls::{Call, CallResult, MessageFlags};
use super::errno::{Errno, ErrorTable};
use super::ids::{ProcessId, ThreadId};
use super::process::Pending;
use super::sink::{HostCx, HostWhat};
use super::{Host, HostError};
use crate::rule::Rule;

/// A signal that a process gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessSignal {
    /// It ends the process, whatever that wants.
    Kill,
    /// The process has written where nothing can be sent any more.
    Pipe,
}

impl ProcessSignal {
    /// Its name: `SIGPIPE`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kill => "SIGKILL",
            Self::Pipe => "SIGPIPE",
        }
    }

    /// Its number on every system here.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Kill => 9,
            Self::Pipe => 13,
        }
    }
}

/// What a process does with its signals. What is left out is ignored: `{ SIGPIPE = "default" }`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signals {
    /// What it does with SIGPIPE.
    #[serde(default, rename = "SIGPIPE")]
    pub pipe: Disposition,
}

/// What a process does with one signal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Disposition {
    /// Nothing, as servers do: the call returns EPIPE.
    #[default]
    Ignore,
    /// What happens unless a process asks for something else: it dies.
    Default,
}

impl Signals {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the form that serde calls"
    )]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Host {
    /// SIGKILL: the process is gone, and the kernel closes its descriptors.
    ///
    /// # Errors
    /// [`HostError::UnknownProcess`], [`HostError::ProcessGone`].
    pub fn kill(&mut self, process: ProcessId, cx: &mut HostCx<'_>) -> Result<(), HostError> {
        if !self.process(process)?.is_alive() {
            return Err(HostError::ProcessGone { process });
        }
        let what = HostWhat::Signalled {
            process,
            signal: ProcessSignal::Kill,
            ignored: false,
        };
        cx.note(Rule::Killed, None, what);
        self.end_process(process, Rule::Killed, cx);
        self.settle(cx);
        Ok(())
    }

    /// A call is about to return `result`. EPIPE of one that sends raises SIGPIPE, unless the call or the system has
    /// none (Linux: `sk_stream_error`). True when the process has died of it: the call never returns.
    pub(super) fn dies_of_pipe(
        &mut self,
        (process, thread): (ProcessId, ThreadId),
        pending: &Pending,
        result: CallResult,
        cx: &mut HostCx<'_>,
    ) -> bool {
        let sends = matches!(pending.call, Call::Send { .. } | Call::Write { .. });
        let quiet = pending.call.flags().contains(MessageFlags::NOSIGNAL)
            || self.sysctls.errors == ErrorTable::Winsock;
        if !sends || quiet || result != Err(Errno::EPIPE) {
            return false;
        }
        let Ok(table) = self.process_mut(process) else {
            return false;
        };
        let ignored = table.signals.pipe == Disposition::Ignore;
        let what = HostWhat::Signalled {
            process,
            signal: ProcessSignal::Pipe,
            ignored,
        };
        if !ignored {
            // The thread is still inside its call: it goes with the process.
            table.keep(thread, pending.clone());
        }
        cx.note(Rule::BrokenPipe, pending.socket, what);
        if !ignored {
            self.end_process(process, Rule::BrokenPipe, cx);
        }
        !ignored
    }
}
