//! What the scenario does by itself: each act happens as in the simulated run, at the same time and after the same
//! crossing.

use std::collections::VecDeque;

use tcp_lab_core::lab::Command;
use tcp_lab_core::net::{CrossingId, HostId, Origin, RuleId};
use tcp_lab_core::time::Instant;
use tcp_lab_core::wire::{Body, Ecn, Packet};

use super::play::Play;
use super::script::Order;
use super::simulated::{Act, Simulated};
use super::tolerance;
use super::translate;

/// What is still to be done.
pub(crate) struct Acts<'a> {
    simulated: &'a Simulated,
    left: VecDeque<&'a Act>,
}

impl<'a> Acts<'a> {
    pub(crate) fn new(simulated: &'a Simulated) -> Self {
        let left = simulated.acts.iter().collect();
        Self { simulated, left }
    }

    /// When the next one is due.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.left.front().map(|act| act.at)
    }

    /// Does what is due. Before crossing `next` begins, whatever came before it in the simulated run must be done.
    pub(crate) fn perform(
        &mut self,
        play: &mut Play<'_>,
        next: Option<usize>,
    ) -> Result<(), String> {
        while let Some(act) = self.left.front() {
            let (now, begun) = (play.now(), play.record.segments.len());
            let is_time = now >= tolerance::earliest(act.at);
            let by_crossing = next.is_some_and(|next| next >= act.begun) && is_time;
            let by_time = now >= act.at && (begun >= act.begun || now >= tolerance::latest(act.at));
            if !by_crossing && !by_time {
                return Ok(());
            }
            if let Some(act) = self.left.pop_front() {
                self.carry_out(play, &act.command)?;
            }
        }
        Ok(())
    }

    fn carry_out(&self, play: &mut Play<'_>, command: &Command) -> Result<(), String> {
        match command {
            Command::Call {
                host,
                process,
                call,
            } => {
                let house = play.houses.get_mut(place(*host));
                let actor = house.and_then(|house| house.actor(place(*process)));
                let actor = actor.ok_or("a call of a process that is not there")?;
                actor.order(&Order::Call(call.clone()))
            }
            Command::Inject { from, to, segment } => {
                let (src, dst) = (address(play, from)?, address(play, to)?);
                let runs = (&self.simulated.record, &play.record);
                let segment = translate::segment(runs, (src, dst), segment);
                inject(play, src, dst, Body::Segment(segment));
                Ok(())
            }
            Command::InjectIcmp { from, to, icmp } => {
                let (src, dst) = (address(play, from)?, address(play, to)?);
                let icmp = translate::icmp((&self.simulated.record, &play.record), *icmp);
                inject(play, src, dst, Body::Icmp(icmp));
                Ok(())
            }
            Command::Drop { crossing }
            | Command::Duplicate { crossing }
            | Command::Hold { crossing }
            | Command::Release { crossing }
            | Command::Delay { crossing, .. }
            | Command::Corrupt { crossing, .. } => {
                self.on_crossing(play, command, place(*crossing))
            }
            Command::AddRule { rule } => {
                let added = play.net.add_rule(rule.clone());
                added.map(|_| ()).map_err(|error| error.to_string())
            }
            Command::RemoveRule { rule } => play
                .net
                .remove_rule(RuleId(*rule))
                .map_err(|error| error.to_string()),
            Command::Sysctl { host, name, value } => {
                let house = play.houses.get(place(*host));
                let life = house.and_then(|house| house.life.as_ref());
                life.ok_or("a host without power")?
                    .namespace
                    .set(name, value)
            }
            Command::CutCable { host } => cable(play, *host, false),
            Command::RestoreCable { host } => cable(play, *host, true),
            Command::Kill { host, process } => {
                let house = play.houses.get_mut(place(*host));
                let actor = house.and_then(|house| house.actor(place(*process)));
                actor.ok_or("a process that is not there")?.kill();
                Ok(())
            }
            Command::PowerOff { host } => power(play, *host, false),
            Command::PowerOn { host } => power(play, *host, true),
            Command::Reboot { host } => {
                power(play, *host, false)?;
                power(play, *host, true)
            }
            Command::Switch { .. } => Err("the kernel does not break the protocol".to_owned()),
            Command::Expire { .. } => {
                Err("a timer of the kernel cannot be made to fire".to_owned())
            }
        }
    }

    /// The crossing that stands where this one stood in the simulated run: the how many-th of its way.
    fn on_crossing(
        &self,
        play: &mut Play<'_>,
        command: &Command,
        simulated: usize,
    ) -> Result<(), String> {
        let ours = &self.simulated.record.segments;
        let way = ours.get(simulated).map(|seen| (seen.from, seen.to));
        let way = way.ok_or("a crossing that is not there")?;
        let before = ours
            .iter()
            .take(simulated)
            .filter(|seen| (seen.from, seen.to) == way)
            .count();
        let theirs = play.record.segments.iter().enumerate();
        let mut theirs = theirs.filter(|(_, seen)| (seen.from, seen.to) == way);
        let Some((real, _)) = theirs.nth(before) else {
            return Ok(());
        };
        let (id, now) = (
            CrossingId(u32::try_from(real).unwrap_or(u32::MAX)),
            play.now(),
        );
        let (net, sink) = (&mut play.net, &mut play.sink);
        // It may be too late for it: then the runs part, which is told.
        let _ = match command {
            Command::Drop { .. } => net.drop_crossing(id, now, sink),
            Command::Duplicate { .. } => net.duplicate(id, now, sink).map(|_| ()),
            Command::Hold { .. } => net.hold(id, now, sink),
            Command::Release { .. } => net.release(id, now, sink),
            Command::Delay { by, .. } => net.delay(id, *by, sink),
            Command::Corrupt { bit, .. } => net.corrupt(id, *bit, sink),
            Command::Call { .. }
            | Command::Inject { .. }
            | Command::InjectIcmp { .. }
            | Command::AddRule { .. }
            | Command::RemoveRule { .. }
            | Command::Sysctl { .. }
            | Command::CutCable { .. }
            | Command::RestoreCable { .. }
            | Command::Kill { .. }
            | Command::PowerOff { .. }
            | Command::PowerOn { .. }
            | Command::Reboot { .. }
            | Command::Switch { .. }
            | Command::Expire { .. } => Ok(()),
        };
        play.take_notes(now, None);
        Ok(())
    }
}

fn address(play: &Play<'_>, name: &str) -> Result<std::net::IpAddr, String> {
    play.net.address_of(name).map_err(|error| error.to_string())
}

fn inject(play: &mut Play<'_>, src: std::net::IpAddr, dst: std::net::IpAddr, body: Body) {
    let packet = Packet {
        src,
        dst,
        ecn: Ecn::NotEct,
        body,
    };
    play.send(Origin::Outside, packet);
}

fn cable(play: &mut Play<'_>, host: u32, connected: bool) -> Result<(), String> {
    let id = HostId(u16::try_from(host).unwrap_or(u16::MAX));
    play.net
        .set_cable(id, connected)
        .map_err(|error| error.to_string())
}

fn power(play: &mut Play<'_>, host: u32, on: bool) -> Result<(), String> {
    let id = HostId(u16::try_from(host).unwrap_or(u16::MAX));
    play.net
        .set_power(id, on)
        .map_err(|error| error.to_string())?;
    let house = play
        .houses
        .get_mut(place(host))
        .ok_or("a host that is not there")?;
    if on {
        return house.power_on();
    }
    house.power_off();
    Ok(())
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
