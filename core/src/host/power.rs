//! Power: a host is switched off with everything it knows, and starts again with nothing.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::agenda::Agenda;
use super::census::Census;
use super::cookies::Cookies;
use super::counters::Counters;
use super::demux::Demux;
use super::ids::{ProcessId, ThreadId};
use super::kernel_log::KernelLog;
use super::peers::Peers;
use super::ports::Ports;
use super::process::Process;
use super::queues::count;
use super::sink::{HostCx, HostOutput, HostWhat};
use super::spec::{HostSpec, ProcessSpec};
use super::{DEFAULT_PROCESS, Host, HostError, MAX_ADDRESSES, NameTable};
use crate::rule::Rule;
use crate::tcp::mechanism::timestamps;
use crate::tcp::{Config, Isn, Note, Output, State, What};
use crate::time::Instant;

impl Host {
    /// A host that was never switched on.
    pub(super) fn dark(spec: Arc<HostSpec>, secret: (u64, u64), names: Arc<NameTable>) -> Self {
        let knobs = spec.knobs();
        let further = spec.addresses.iter();
        let addresses = std::iter::once(&spec.address).chain(further);
        let keyed = Isn::Keyed { key: secret };
        Self {
            power: false,
            boots: 0,
            address: spec.address,
            addresses: addresses.take(MAX_ADDRESSES).copied().collect(),
            profile: spec.profile,
            config: clock(knobs.config, spec.iss, secret),
            sysctls: knobs.sysctls,
            isn: spec.iss.map_or(keyed, |iss| Isn::Fixed(iss.into())),
            switches: spec.switches.iter().copied().collect(),
            names,
            ports: Ports::new(secret),
            demux: Demux::default(),
            sockets: BTreeMap::new(),
            next_socket: 0,
            census: Census::default(),
            peers: Peers::default(),
            cookies: Cookies::new(secret),
            processes: processes(&spec),
            agenda: Agenda::default(),
            kernel: KernelLog::default(),
            counters: Counters::default(),
            woken: VecDeque::new(),
            spec,
        }
    }

    /// The host is switched on: its programs begin.
    pub(super) fn start(&mut self, now: Instant) {
        self.power = true;
        self.boots = self.boots.saturating_add(1);
        self.kernel = KernelLog::new(now);
        let spec = Arc::clone(&self.spec);
        let boots = self.boots;
        for (id, process) in (0..).map(ProcessId).zip(&mut self.processes) {
            // Without a process there is one for the reader's calls.
            let spec = spec.processes.get(usize::from(id.0));
            process.alive = spec.is_none_or(|spec| spec.starts.at_boot(boots));
        }
        for (id, spec) in (0..).map(ProcessId).zip(&spec.processes) {
            if spec.starts.at_boot(boots) && !spec.program.is_empty() {
                self.go_on_at(id, ThreadId::PROGRAM, now);
            }
        }
    }

    /// How it was described.
    #[must_use]
    pub fn spec(&self) -> &HostSpec {
        &self.spec
    }

    /// The host as it is when it has just been switched on, before its programs begin.
    #[must_use]
    pub fn initial(&self) -> Self {
        Self::dark(Arc::clone(&self.spec), (0, 0), Arc::clone(&self.names))
    }

    /// Is it switched on?
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.power
    }

    /// The plug is pulled: everything is gone at once, and nothing is sent.
    ///
    /// # Errors
    /// [`HostError::Down`] when it is off already.
    pub fn power_off(&mut self, cx: &mut HostCx<'_>) -> Result<(), HostError> {
        if !self.power {
            return Err(HostError::Down);
        }
        let sockets = std::mem::take(&mut self.sockets);
        let connections = sockets.values().filter(|socket| socket.tcb().is_some());
        let connections = count(connections.count());
        let what = HostWhat::PoweredOff { connections };
        cx.note(Rule::PowerLost, None, what);
        for (id, socket) in &sockets {
            let from = socket.state();
            if from != State::Closed {
                let what = What::State {
                    from,
                    to: State::Closed,
                };
                let note = Note {
                    rule: Rule::PowerLost,
                    what,
                };
                cx.sink.outputs.push(HostOutput::Tcp {
                    socket: Some(*id),
                    output: Output::Note(note),
                });
            }
            cx.note(Rule::PowerLost, Some(*id), HostWhat::SocketGone);
        }
        *self = Self {
            boots: self.boots,
            // What the reader has broken stays broken.
            switches: self.switches,
            // A number is never given twice.
            next_socket: self.next_socket,
            ..self.initial()
        };
        Ok(())
    }

    /// The host starts again: empty tables, knobs as at the beginning, and `secret` in place of the old one.
    ///
    /// # Errors
    /// [`HostError::Up`] when it is on already.
    pub fn power_on(&mut self, secret: (u64, u64), cx: &mut HostCx<'_>) -> Result<(), HostError> {
        if self.power {
            return Err(HostError::Up);
        }
        let fresh = Self::dark(Arc::clone(&self.spec), secret, Arc::clone(&self.names));
        *self = Self {
            boots: self.boots,
            switches: self.switches,
            next_socket: self.next_socket,
            ..fresh
        };
        // The clock of the timestamps begins at zero again.
        self.config.timestamp_clock = 0_u32.wrapping_sub(timestamps::ticks(cx.now));
        self.start(cx.now);
        let boots = self.boots;
        cx.note(Rule::Booted, None, HostWhat::PoweredOn { boots });
        Ok(())
    }
}

fn processes(spec: &HostSpec) -> Vec<Process> {
    let mut specs = spec.processes.clone();
    if specs.is_empty() {
        specs.push(ProcessSpec {
            name: DEFAULT_PROCESS.into(),
            ..ProcessSpec::default()
        });
    }
    let v6 = spec.address.is_ipv6();
    let ids = (0..=u16::MAX).map(ProcessId);
    let processes = ids.zip(specs);
    let dead = |(id, spec)| {
        let mut process = Process::new(id, &spec, v6);
        process.alive = false;
        process
    };
    processes.map(dead).collect()
}

/// What the clock of the timestamps shows when the run begins, if nobody says: hosts were not switched on together. Where
/// initial numbers are given, for the sake of figures, it shows zero.
fn clock(mut config: Config, iss: Option<u32>, (_, secret): (u64, u64)) -> Config {
    /// A month in ticks of a millisecond.
    const MONTH: u64 = 30 * 24 * 3600 * 1000;
    if config.timestamp_clock == 0 && iss.is_none() {
        config.timestamp_clock = u32::try_from(secret % MONTH).unwrap_or(0);
    }
    config
}
