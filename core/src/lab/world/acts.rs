//! What a reader does, carried out.

use super::{Trace, Turn, World};
use crate::host::{Call, HostError, Kind, ProcessId, Socket, SocketId};
use crate::lab::command::Command;
use crate::lab::error::LabError;
use crate::lab::event::Fact;
use crate::lab::position::index;
use crate::lab::script::{Known, Surroundings};
use crate::lab::world::trace::Place;
use crate::net::{CrossingId, HostId, LinkRule, Net, NetError, NetSink, Origin, RuleId};
use crate::rule::Rule;
use crate::tcp::{Switch, Timer};
use crate::time::Instant;
use crate::wire::{Body, Ecn, Packet};

impl World {
    /// Does what the reader asks, at the present instant.
    ///
    /// # Errors
    /// What the command names does not exist, or it comes too late. The world may then be half changed: act on a copy.
    pub fn act(&mut self, command: &Command, trace: &mut Trace) -> Result<(), LabError> {
        trace.begin(self.events);
        self.moments = self.moments.saturating_add(1);
        self.carry_out(command, (Rule::Act, None), trace)
    }

    /// What the scenario does next, if nothing else comes before it; its names resolved.
    pub(in crate::lab) fn due_command(&self) -> Option<Command> {
        let (_, Turn::Script(act)) = self.next()? else {
            return None;
        };
        let (deed, _, crossing) = self.script.clone().take(act)?;
        deed.command(self, crossing).ok()
    }

    /// What the scenario does now. What it cannot do is written down, and nothing else has changed.
    pub(super) fn scripted(&mut self, act: usize, trace: &mut Trace) {
        let Some((deed, cause, crossing)) = self.script.take(act) else {
            return;
        };
        let by = (Rule::Scripted, cause);
        let done = deed.command(self, crossing).and_then(|command| {
            // What fails may have changed half of the world: it is tried on a copy.
            self.clone().carry_out(&command, by, &mut trace.sketch())?;
            self.carry_out(&command, by, trace)
        });
        let Err(refused) = done else {
            return;
        };
        let fact = Fact::Refused(refused.code());
        self.write(trace, Place::default(), Rule::Scripted, fact, cause);
    }

    fn carry_out(
        &mut self,
        command: &Command,
        (rule, cause): (Rule, Option<u32>),
        trace: &mut Trace,
    ) -> Result<(), LabError> {
        let place = self.place(command);
        self.write(trace, place, rule, Fact::Act(command.name()), cause);
        match command {
            Command::Call {
                host,
                process,
                call,
            } => self.call(*host, *process, call, trace),
            Command::Inject { from, to, segment } => {
                self.inject(from, to, Body::Segment(segment.clone()), trace)
            }
            Command::InjectIcmp { from, to, icmp } => {
                self.inject(from, to, Body::Icmp(*icmp), trace)
            }
            Command::Drop { .. }
            | Command::Duplicate { .. }
            | Command::Hold { .. }
            | Command::Release { .. }
            | Command::Delay { .. }
            | Command::Corrupt { .. } => self.on_crossing(command, trace),
            Command::AddRule { rule } => self.add_rule(rule),
            Command::RemoveRule { rule } => Ok(self.net.remove_rule(RuleId(*rule))?),
            Command::Expire {
                host,
                socket,
                timer,
            } => self.expire(*host, *socket, *timer, trace),
            Command::Sysctl { host, name, value } => self.sysctl(*host, name, value, trace),
            Command::Switch { host, switch, on } => self.switch(*host, *switch, *on, trace),
            Command::CutCable { host } => self.cable(*host, false),
            Command::RestoreCable { host } => self.cable(*host, true),
            Command::Kill { host, process } => self.kill(*host, *process, trace),
            Command::PowerOff { host } => self.power_off(*host, trace),
            Command::PowerOn { host } => self.power_on(*host, trace),
            Command::Reboot { host } => {
                self.power_off(*host, trace)?;
                self.power_on(*host, trace)
            }
        }
    }

    fn place(&self, command: &Command) -> Place {
        let host = |host: &u32| u16::try_from(*host).ok();
        match command {
            Command::Call { host: id, .. }
            | Command::Sysctl { host: id, .. }
            | Command::Switch { host: id, .. }
            | Command::CutCable { host: id }
            | Command::RestoreCable { host: id }
            | Command::Kill { host: id, .. }
            | Command::PowerOff { host: id }
            | Command::PowerOn { host: id }
            | Command::Reboot { host: id } => Place {
                host: host(id),
                ..Place::default()
            },
            Command::Expire {
                host: id, socket, ..
            } => Place {
                host: host(id),
                socket: Some(*socket),
                crossing: None,
            },
            Command::Drop { crossing }
            | Command::Duplicate { crossing }
            | Command::Hold { crossing }
            | Command::Release { crossing }
            | Command::Delay { crossing, .. }
            | Command::Corrupt { crossing, .. } => Place {
                crossing: Some(*crossing),
                ..Place::default()
            },
            Command::Inject { .. }
            | Command::InjectIcmp { .. }
            | Command::AddRule { .. }
            | Command::RemoveRule { .. } => Place::default(),
        }
    }

    fn host_id(&self, host: u32) -> Result<HostId, LabError> {
        let hosts = self.hosts.len();
        let id = u16::try_from(host)
            .ok()
            .filter(|id| usize::from(*id) < hosts);
        id.map(HostId).ok_or(LabError::UnknownHost { host, hosts })
    }

    /// A host that is switched on.
    fn running(&self, host: u32) -> Result<HostId, LabError> {
        let id = self.host_id(host)?;
        let found = self.hosts.get(usize::from(id.0));
        found
            .filter(|host| host.is_on())
            .map(|_| id)
            .ok_or(LabError::HostDown { host })
    }

    fn call(
        &mut self,
        host: u32,
        process: u32,
        call: &Call,
        trace: &mut Trace,
    ) -> Result<(), LabError> {
        self.running(host)?;
        let unknown = LabError::UnknownProcess { host, process };
        let Ok(id) = u16::try_from(process) else {
            return Err(unknown);
        };
        let call = call.clone();
        let done = self.with_host(index(host), trace, |host, cx| {
            host.call(ProcessId(id), call, cx)
        });
        done.map_or(Err(unknown), |done| match done {
            Ok(_outcome) => Ok(()),
            Err(error) => Err(refused(error, host, process)),
        })
    }

    fn inject(
        &mut self,
        from: &str,
        to: &str,
        body: Body,
        trace: &mut Trace,
    ) -> Result<(), LabError> {
        let address = |text: &str| {
            let unknown = |_: NetError| LabError::UnknownAddress {
                text: text.to_owned(),
            };
            self.net.address_of(text).map_err(unknown)
        };
        let packet = Packet {
            src: address(from)?,
            dst: address(to)?,
            ecn: Ecn::NotEct,
            body,
        };
        let what = (Place::default(), Rule::Act, Fact::Injected);
        self.send(Origin::Outside, packet, what, trace);
        Ok(())
    }

    fn on_crossing(&mut self, command: &Command, trace: &mut Trace) -> Result<(), LabError> {
        let done = on_crossing(&mut self.net, command, self.now, &mut trace.net);
        self.network_notes(trace);
        Ok(done?)
    }

    fn add_rule(&mut self, rule: &LinkRule) -> Result<(), LabError> {
        self.net.add_rule(rule.clone())?;
        Ok(())
    }

    fn expire(
        &mut self,
        host: u32,
        socket: u32,
        timer: Timer,
        trace: &mut Trace,
    ) -> Result<(), LabError> {
        self.running(host)?;
        let done = self.with_host(index(host), trace, |host, cx| {
            host.expire(SocketId(socket), timer, cx)
        });
        match done {
            Some(Err(HostError::TimerNotSet)) => Err(LabError::TimerNotSet {
                host,
                socket,
                timer: timer.name(),
            }),
            Some(Err(error)) => Err(refused(error, host, 0)),
            Some(Ok(())) => Ok(()),
            None => Err(LabError::UnknownHost {
                host,
                hosts: self.hosts.len(),
            }),
        }
    }

    fn sysctl(
        &mut self,
        host: u32,
        name: &str,
        value: &str,
        trace: &mut Trace,
    ) -> Result<(), LabError> {
        self.running(host)?;
        let done = self.with_host(index(host), trace, |host, cx| {
            host.set_sysctl(name, value, cx)
        });
        match done {
            Some(Err(error)) => Err(error.into()),
            Some(Ok(())) | None => Ok(()),
        }
    }

    fn kill(&mut self, host: u32, process: u32, trace: &mut Trace) -> Result<(), LabError> {
        self.running(host)?;
        let unknown = LabError::UnknownProcess { host, process };
        let Ok(id) = u16::try_from(process) else {
            return Err(unknown);
        };
        let done = self.with_host(index(host), trace, |host, cx| host.kill(ProcessId(id), cx));
        done.map_or(Err(unknown), |done| {
            done.map_err(|error| refused(error, host, process))
        })
    }

    fn power_off(&mut self, host: u32, trace: &mut Trace) -> Result<(), LabError> {
        let id = self.running(host)?;
        self.net.set_power(id, false)?;
        self.with_host(index(host), trace, |host, cx| host.power_off(cx))
            .map_or(Ok(()), |done| done.map_err(|error| refused(error, host, 0)))
    }

    fn power_on(&mut self, host: u32, trace: &mut Trace) -> Result<(), LabError> {
        let id = self.host_id(host)?;
        self.net.set_power(id, true)?;
        let secret = (self.rng.bits(), self.rng.bits());
        self.with_host(index(host), trace, |host, cx| host.power_on(secret, cx))
            .map_or(Ok(()), |done| done.map_err(|error| refused(error, host, 0)))
    }

    fn switch(
        &mut self,
        host: u32,
        switch: Switch,
        on: bool,
        trace: &mut Trace,
    ) -> Result<(), LabError> {
        self.host_id(host)?;
        self.with_host(index(host), trace, |host, cx| {
            host.set_switch(switch, on, cx);
        });
        Ok(())
    }

    fn cable(&mut self, host: u32, connected: bool) -> Result<(), LabError> {
        let id = self.host_id(host)?;
        Ok(self.net.set_cable(id, connected)?)
    }
}

impl Surroundings for World {
    fn host(&self, name: &str) -> Option<u32> {
        self.script.host(name)
    }

    fn process(&self, host: u32, name: &str) -> Option<u32> {
        let processes = self.hosts.get(index(host))?.processes();
        let process = processes.iter().find(|process| process.name() == name)?;
        Some(process.id().0.into())
    }

    fn socket(&self, host: u32) -> Option<u32> {
        Some(self.oldest(host)?.id().0)
    }

    fn known(&self, host: &str, what: Known) -> Option<u32> {
        let (iss, port) = self.script.first_of(host)?;
        let oldest = || self.oldest(self.script.host(host)?);
        let tcb = || oldest().and_then(Socket::tcb);
        match what {
            Known::Iss => iss,
            Known::Port => oldest()
                .map(|socket| socket.local().port())
                .or(port)
                .map(u32::from),
            Known::SndUna => tcb().map(|tcb| tcb.snd.una.raw()),
            Known::SndNxt => tcb().map(|tcb| tcb.snd.nxt.raw()),
            Known::SndWnd => tcb().map(|tcb| tcb.snd.wnd),
            Known::RcvNxt => tcb().map(|tcb| tcb.rcv.nxt.raw()),
            Known::RcvWnd => tcb().map(|tcb| tcb.rcv.wnd),
        }
    }
}

impl World {
    /// The oldest connection of a host.
    fn oldest(&self, host: u32) -> Option<&Socket> {
        let mut sockets = self.hosts.get(index(host))?.sockets();
        sockets.find(|socket| socket.kind() == Kind::Connection)
    }
}

fn refused(error: HostError, host: u32, process: u32) -> LabError {
    match error {
        HostError::UnknownSocket { socket } => LabError::UnknownSocket {
            host,
            socket: socket.0,
        },
        HostError::UnknownProcess { .. } => LabError::UnknownProcess { host, process },
        HostError::TimerNotSet => LabError::TimerNotSet {
            host,
            socket: 0,
            timer: "",
        },
        HostError::ProcessGone { .. } => LabError::ProcessGone { host, process },
        HostError::TooManyCalls => LabError::TooManyCalls { host, process },
        HostError::Down => LabError::HostDown { host },
        HostError::Up => LabError::HostUp { host },
    }
}

fn on_crossing(
    net: &mut Net,
    command: &Command,
    now: Instant,
    sink: &mut NetSink,
) -> Result<(), NetError> {
    match command {
        Command::Drop { crossing } => net.drop_crossing(CrossingId(*crossing), now, sink),
        Command::Duplicate { crossing } => net
            .duplicate(CrossingId(*crossing), now, sink)
            .map(|_copy| ()),
        Command::Hold { crossing } => net.hold(CrossingId(*crossing), now, sink),
        Command::Release { crossing } => net.release(CrossingId(*crossing), now, sink),
        Command::Delay { crossing, by } => net.delay(CrossingId(*crossing), *by, sink),
        Command::Corrupt { crossing, bit } => net.corrupt(CrossingId(*crossing), *bit, sink),
        Command::Call { .. }
        | Command::Inject { .. }
        | Command::InjectIcmp { .. }
        | Command::AddRule { .. }
        | Command::RemoveRule { .. }
        | Command::Expire { .. }
        | Command::Sysctl { .. }
        | Command::Switch { .. }
        | Command::CutCable { .. }
        | Command::RestoreCable { .. }
        | Command::Kill { .. }
        | Command::PowerOff { .. }
        | Command::PowerOn { .. }
        | Command::Reboot { .. } => Ok(()),
    }
}
