//! The host under test, its clock, and what it has sent.

use std::collections::VecDeque;

use super::setup::Setup;
use crate::host::{
    Call, CallOutcome, CallResult, ConfigOverrides, Host, HostCx, HostOutput, HostSink, HostSpec,
    HostWhat, NameTable, ProcessId, Reply, SysctlError, ThreadId,
};
use crate::rule::Rule;
use crate::tcp;
use crate::time::{Duration, Instant};
use crate::wire::Packet;

/// Packets that may cross during one script, both ways.
pub const MAX_PACKETS: usize = 100_000;

/// Steps of a host during one script.
pub const MAX_STEPS: u64 = 2_000_000;

/// Lines of a log.
const MAX_LOG: usize = 100_000;

/// A packet that was sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sent {
    pub(super) at: Instant,
    pub(super) packet: Packet,
    pub(super) rule: Rule,
}

/// What a call that waited came back with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Returned {
    pub(super) at: Instant,
    pub(super) result: CallResult,
    pub(super) reply: Reply,
}

/// A bound of a run was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exhausted(pub(super) &'static str);

/// The host under test.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Machine {
    pub(super) host: Host,
    pub(super) now: Instant,
    /// What was sent and no line has taken yet.
    pub(super) sent: VecDeque<Sent>,
    /// The thread that waits in a call, and what it has come back with.
    waiting: Option<(ThreadId, Option<Returned>)>,
    /// What the thread's call has handed over.
    reply: Reply,
    packets: usize,
    steps: u64,
    log: Option<Vec<String>>,
}

impl Machine {
    pub(super) fn new(setup: &Setup) -> Self {
        let spec = HostSpec {
            profile: setup.profile,
            config: ConfigOverrides {
                mtu: Some(setup.mtu),
                ..ConfigOverrides::default()
            },
            ..HostSpec::new("host", setup.local)
        };
        Self {
            host: Host::new(spec, (1, 2), &NameTable::default()),
            now: Instant::START,
            sent: VecDeque::new(),
            waiting: None,
            reply: Reply::Nothing,
            packets: 0,
            steps: 0,
            log: setup.verbose.then(Vec::new),
        }
    }

    /// Lets time pass until `until`: everything that is due happens.
    pub(super) fn advance(&mut self, until: Instant) -> Result<(), Exhausted> {
        while self.step(until)? {}
        self.now = self.now.max(until);
        Ok(())
    }

    /// The next thing that is due, if it is due by `until`.
    pub(super) fn step(&mut self, until: Instant) -> Result<bool, Exhausted> {
        let Some(at) = self.host.poll_at().filter(|at| *at <= until) else {
            return Ok(false);
        };
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(Exhausted("steps of the host"));
        }
        self.now = self.now.max(at);
        self.with(|host, cx| host.poll(cx));
        self.within_bounds()?;
        Ok(true)
    }

    const fn within_bounds(&self) -> Result<(), Exhausted> {
        if self.packets > MAX_PACKETS {
            Err(Exhausted("packets"))
        } else {
            Ok(())
        }
    }

    /// Lets time pass until a packet waits to be looked at, at most until `until`; false when none came.
    pub(super) fn await_packet(
        &mut self,
        until: Instant,
        wanted: impl Fn(&Sent) -> bool,
    ) -> Result<Option<Sent>, Exhausted> {
        loop {
            while let Some(sent) = self.sent.pop_front() {
                if wanted(&sent) {
                    return Ok(Some(sent));
                }
            }
            if !self.step(until)? {
                self.now = self.now.max(until);
                return Ok(None);
            }
        }
    }

    /// Delivers a packet to the host.
    pub(super) fn deliver(&mut self, packet: Packet) -> Result<(), Exhausted> {
        self.packets += 1;
        self.with(|host, cx| host.receive(packet, cx));
        self.within_bounds()
    }

    /// Sets a sysctl.
    pub(super) fn set_sysctl(&mut self, name: &str, value: &str) -> Result<(), SysctlError> {
        self.with(|host, cx| host.set_sysctl(name, value, cx))
    }

    /// Makes a call. `None`: the thread waits ([`returned`](Self::returned)).
    pub(super) fn call(&mut self, call: Call) -> Option<(CallResult, Reply)> {
        let outcome = self.with(|host, cx| host.call(ProcessId(0), call, cx));
        match outcome {
            Ok(CallOutcome::Returned { result, reply }) => Some((result, reply)),
            Ok(CallOutcome::Blocked { thread }) => {
                self.waiting = Some((thread, None));
                None
            }
            // There is one process, and one call waits at most.
            Err(_) => Some((Err(crate::host::Errno::EINVAL), Reply::Nothing)),
        }
    }

    /// What the call that waited has come back with.
    pub(super) fn returned(&mut self) -> Option<Returned> {
        let (_, returned) = self.waiting.as_mut()?;
        let returned = returned.take()?;
        self.waiting = None;
        Some(returned)
    }

    /// Lets time pass until the call that waits returns, at most so long.
    pub(super) fn await_return(
        &mut self,
        patience: Duration,
    ) -> Result<Option<Returned>, Exhausted> {
        let until = self.now + patience;
        loop {
            if let Some(returned) = self.returned() {
                return Ok(Some(returned));
            }
            if !self.step(until)? {
                return Ok(None);
            }
        }
    }

    /// Runs a step of the host and looks at what came out.
    fn with<R>(&mut self, act: impl FnOnce(&mut Host, &mut HostCx<'_>) -> R) -> R {
        let mut sink = HostSink::default();
        let mut cx = HostCx {
            now: self.now,
            sink: &mut sink,
        };
        let result = act(&mut self.host, &mut cx);
        for output in sink.outputs {
            self.take(output);
        }
        result
    }

    fn take(&mut self, output: HostOutput) {
        self.note(|| describe(&output));
        match output {
            HostOutput::Packet { packet, rule, .. } => {
                self.packets += 1;
                let at = self.now;
                self.sent.push_back(Sent { at, packet, rule });
            }
            HostOutput::Reply { thread, reply, .. } => {
                if self
                    .waiting
                    .as_ref()
                    .is_some_and(|(waiting, _)| *waiting == thread)
                {
                    self.reply = reply;
                }
            }
            HostOutput::Note(note) => {
                if let HostWhat::CallReturned { thread, result, .. } = note.what {
                    self.call_returned(thread, result);
                }
            }
            HostOutput::Tcp { .. } | HostOutput::Check(_) => {}
        }
    }

    fn call_returned(&mut self, thread: ThreadId, result: CallResult) {
        let at = self.now;
        if let Some((waiting, returned)) = &mut self.waiting
            && *waiting == thread
            && returned.is_none()
        {
            let reply = std::mem::take(&mut self.reply);
            *returned = Some(Returned { at, result, reply });
        }
    }

    /// Adds a line to the log, if there is one.
    pub(super) fn note(&mut self, line: impl FnOnce() -> String) {
        let now = self.now;
        if let Some(log) = &mut self.log
            && log.len() < MAX_LOG
        {
            log.push(format!("{now}  {}", line()));
        }
    }

    pub(super) fn into_log(self) -> Vec<String> {
        self.log.unwrap_or_default()
    }
}

/// A line of the log: the rule, and what followed.
fn describe(output: &HostOutput) -> String {
    match output {
        HostOutput::Packet { packet, rule, .. } => {
            let shown = packet.segment().map(super::notation::segment);
            format!("  sent [{}] {}", rule.code(), shown.unwrap_or_default())
        }
        HostOutput::Tcp { output, .. } => match output {
            tcp::Output::Note(note) => format!("  tcp [{}] {:?}", note.rule.code(), note.what),
            tcp::Output::Signal(rule, signal) => format!("  tcp [{}] {signal:?}", rule.code()),
            tcp::Output::Segment(_) | tcp::Output::Check(_) => String::new(),
        },
        HostOutput::Note(note) => format!("  host [{}] {:?}", note.rule.code(), note.what),
        HostOutput::Reply { reply, .. } => format!("  host {reply:?}"),
        HostOutput::Check(_) => String::new(),
    }
}
