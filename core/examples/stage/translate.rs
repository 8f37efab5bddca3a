//! Forged segments: their numbers come from the simulated run, and must mean the same in the real one.
//!
//! The kernel chooses its own ports, initial numbers and timestamps. A port, a number and a timestamp keep their
//! distance to those that the same connection began with.

use std::net::IpAddr;

use tcp_lab_core::wire::{Icmp, Options, Segment, SeqNum, TcpOption};

use super::record::{Ends, Record, turned};

/// The simulated run and the real one, as far as it has come.
type Runs<'a> = (&'a Record, &'a Record);

/// The segment as the real run needs it.
pub(crate) fn segment(runs: Runs<'_>, (src, dst): (IpAddr, IpAddr), segment: &Segment) -> Segment {
    let ours = (src, segment.src_port, dst, segment.dst_port);
    let theirs = ends(runs, ours);
    let acks = |number| relocated(runs, (turned(ours), turned(theirs)), number);
    let has_ack = segment.has(tcp_lab_core::wire::Flags::ACK);
    Segment {
        src_port: theirs.1,
        dst_port: theirs.3,
        seq: relocated(runs, (ours, theirs), segment.seq),
        ack: if has_ack {
            acks(segment.ack)
        } else {
            segment.ack
        },
        options: options(runs, (ours, theirs), &segment.options),
        ..segment.clone()
    }
}

/// The message as the real run needs it.
pub(crate) fn icmp(runs: Runs<'_>, mut icmp: Icmp) -> Icmp {
    let quoted = icmp.quoted;
    let ours = (quoted.src, quoted.src_port, quoted.dst, quoted.dst_port);
    let theirs = ends(runs, ours);
    icmp.quoted.src_port = theirs.1;
    icmp.quoted.dst_port = theirs.3;
    icmp.quoted.seq = relocated(runs, (ours, theirs), quoted.seq);
    icmp
}

/// The two ends of the same connection, or at least the same ports.
fn ends((simulated, real): Runs<'_>, ours: Ends) -> Ends {
    let (known, kept) = (simulated.connections(), real.connections());
    if let Some(place) = known.iter().position(|known| *known == ours) {
        return kept.get(place).copied().unwrap_or(ours);
    }
    if let Some(place) = known.iter().position(|known| *known == turned(ours)) {
        return kept.get(place).copied().map_or(ours, turned);
    }
    let port = |address: IpAddr, port: u16| {
        let of = |ends: &Ends| (ends.0, ends.1) == (address, port);
        let place = known.iter().position(of);
        let kept = place.and_then(|place| kept.get(place));
        kept.map_or(port, |ends| ends.1)
    };
    (ours.0, port(ours.0, ours.1), ours.2, port(ours.2, ours.3))
}

/// A number as far from an initial one as in the simulated run: from the nearest below it that its host has chosen.
fn relocated((simulated, real): Runs<'_>, (ours, theirs): (Ends, Ends), number: SeqNum) -> SeqNum {
    let here = simulated
        .initial(ours)
        .into_iter()
        .zip(real.initial(theirs));
    let chosen = |record: &Record| record.chosen_by(ours.0);
    let anywhere = chosen(simulated).into_iter().zip(chosen(real));
    let nearest = here
        .chain(anywhere)
        .min_by_key(|(first, _)| number.since(*first));
    nearest.map_or(number, |(first, other)| other + number.since(first))
}

/// Timestamps as far from the first ones as in the simulated run; the rest as it is.
fn options(
    (simulated, real): Runs<'_>,
    (ours, theirs): (Ends, Ends),
    options: &Options,
) -> Options {
    let first = |record: &Record, ends: Ends| {
        let own = record
            .segments
            .iter()
            .filter(|seen| !seen.forged && seen.ends() == Some(ends));
        let mut stamps = own.filter_map(|seen| seen.segment.as_ref()?.options.timestamps());
        stamps.next().map(|(value, _)| value)
    };
    let moved = |value: u32, ours: Ends, theirs: Ends| {
        let bases = first(simulated, ours).zip(first(real, theirs));
        bases.map_or(value, |(base, other)| {
            value.wrapping_sub(base).wrapping_add(other)
        })
    };
    let mut translated = Options::default();
    for option in options.iter() {
        let option = match option {
            TcpOption::Timestamps { value, echo } => TcpOption::Timestamps {
                value: moved(value, ours, theirs),
                echo: if echo == 0 {
                    0
                } else {
                    moved(echo, turned(ours), turned(theirs))
                },
            },
            TcpOption::EndOfList
            | TcpOption::NoOp
            | TcpOption::Mss(_)
            | TcpOption::WindowScale(_)
            | TcpOption::SackPermitted
            | TcpOption::Sack(_)
            | TcpOption::UserTimeout(_)
            | TcpOption::Unknown { .. } => option,
        };
        if translated.push(option).is_err() {
            return *options;
        }
    }
    translated
}
