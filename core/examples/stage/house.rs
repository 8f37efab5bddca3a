//! A host on the stage: its namespace and its processes, as long as it has power.

use std::collections::VecDeque;

use nix::errno::Errno;
use tcp_lab_core::host::{Disposition, HostSpec, ProcessSpec, Starts};

use super::actors::Actor;
use super::clock;
use super::knobs;
use super::namespace::Namespace;
use super::record::{Called, Sockets};
use super::script::{Job, Order, Report, Returned};

/// Descriptors of a process, where nothing else is said.
const NOFILE: u64 = 1024;

/// A host.
pub(crate) struct House {
    /// What there is of it while it has power.
    pub(crate) life: Option<Life>,
    /// What it will be after the next times it is switched on.
    next: VecDeque<Life>,
    /// What its former processes told, by process.
    told: Vec<(usize, Report)>,
}

/// A host from one boot to the next.
pub(crate) struct Life {
    pub(crate) namespace: Namespace,
    /// The processes that start at this boot, by their place among those of the host.
    actors: Vec<(usize, Actor)>,
}

impl House {
    /// A host that is switched on, and will be again so many times.
    pub(crate) fn new(host: &HostSpec, hosts: &[HostSpec], again: usize) -> Result<Self, String> {
        let mut next = (0..again)
            .map(|_| Life::new(host, hosts, false))
            .collect::<Result<VecDeque<_>, _>>()?;
        next.push_front(Life::new(host, hosts, true)?);
        Ok(Self {
            life: next.pop_front(),
            next,
            told: Vec::new(),
        })
    }

    /// Its programs begin at this time of the common clock.
    pub(crate) fn begin(&mut self, at: u64) -> Result<(), String> {
        let actors = self.life.iter_mut().flat_map(|life| &mut life.actors);
        for (_, actor) in actors {
            actor.order(&Order::Begin(at))?;
        }
        Ok(())
    }

    /// The process at this place.
    pub(crate) fn actor(&mut self, process: usize) -> Option<&mut Actor> {
        let mut actors = self.life.iter_mut().flat_map(|life| &mut life.actors);
        actors.find_map(|(place, actor)| (*place == process).then_some(actor))
    }

    /// The device goes first, so that nothing is sent; then the processes and with them the namespace.
    pub(crate) fn power_off(&mut self) {
        let Some(Life {
            namespace,
            mut actors,
        }) = self.life.take()
        else {
            return;
        };
        drop(namespace);
        for (process, actor) in &mut actors {
            let reports = actor.finish().into_iter();
            self.told.extend(reports.map(|report| (*process, report)));
        }
    }

    /// It starts again, with nothing.
    pub(crate) fn power_on(&mut self) -> Result<(), String> {
        self.life = self.next.pop_front();
        self.begin(clock::now())
    }

    /// Its sockets.
    pub(crate) fn sockets(&self) -> Result<Sockets, String> {
        let Some(life) = &self.life else {
            return Ok(Sockets {
                entries: Vec::new(),
                descriptors: 0,
            });
        };
        let entries = life.namespace.diag.entries();
        Ok(Sockets {
            entries: entries.map_err(|error| format!("sock_diag: {error}"))?,
            descriptors: life
                .actors
                .iter()
                .map(|(_, actor)| actor.descriptors())
                .sum(),
        })
    }

    /// Ends it; gives the calls that returned, as those of host `host` in a run that began then.
    pub(crate) fn finish(&mut self, host: usize, begin: u64) -> Vec<Called> {
        self.power_off();
        let told = std::mem::take(&mut self.told).into_iter();
        told.filter_map(|(process, report)| called((host, process), begin, report))
            .collect()
    }
}

impl Life {
    fn new(host: &HostSpec, hosts: &[HostSpec], first: bool) -> Result<Self, String> {
        let namespace = Namespace::new(host)?;
        let names = hosts.iter().map(|host| (host.name.clone(), host.address));
        let names: Vec<_> = names.collect();
        // As on the engine's side, a host without a process gets one for calls from outside.
        let idle = [ProcessSpec::default()];
        let processes = if host.processes.is_empty() {
            &idle
        } else {
            host.processes.as_slice()
        };
        let mut actors = Vec::new();
        for (place, process) in processes.iter().enumerate() {
            let starts = match process.starts {
                Starts::Boot => true,
                Starts::First => first,
                Starts::Later => !first,
            };
            let job = Job {
                namespace: namespace.path(),
                address: host.address,
                names: names.clone(),
                nofile: host.config.nofile.map_or(NOFILE, u64::from),
                options: knobs::options(host),
                pipe_kills: process.signals.pipe == Disposition::Default,
                program: if starts {
                    process.program.clone()
                } else {
                    Vec::new()
                },
            };
            actors.push((place, Actor::new(&job)?));
        }
        Ok(Self { namespace, actors })
    }
}

fn called((host, process): (usize, usize), begin: u64, report: Report) -> Option<Called> {
    let Report::Returned(Returned {
        call,
        entered,
        at,
        result,
        ..
    }) = report
    else {
        return None;
    };
    let name = |errno: u32| format!("{:?}", Errno::from_raw(errno.cast_signed()));
    Some(Called {
        host,
        process,
        call,
        entered: Some(clock::since(begin, entered)),
        at: clock::since(begin, at),
        result: result.map_or_else(name, |number| number.to_string()),
    })
}
