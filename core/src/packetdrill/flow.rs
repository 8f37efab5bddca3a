//! A connection of the script: which numbers of the script stand for which on the wire.
//!
//! A script counts from its own initial numbers; the host chooses its ISS itself. Numbers of the peer need no such
//! care: the script is the peer. As in the original tool, SYN segments carry initial numbers as they are written,
//! all others count from them.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::ast::{OptionLine, OptionsLine, TcpLine};
use super::setup::Setup;
use crate::tcp::Pair;
use crate::wire::{Flags, Options, OptionsFull, SackBlock, SackBlocks, Segment, SeqNum, TcpOption};

/// How far a connection of the script has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// A socket, nothing more.
    New,
    /// It listens.
    Listening,
    /// `connect` was called.
    Connecting,
    /// The script has written our SYN.
    SynSent,
    /// The peer has answered it.
    Connected,
    /// The peer has sent something to a listener, or to nobody.
    Arrived,
    /// The script has written our SYN,ACK.
    SynAckSent,
    /// The peer has acknowledged it: `accept` may return it.
    Acceptable,
}

/// A connection of the script.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flow {
    pub(super) stage: Stage,
    /// Its descriptor in the script.
    pub(super) fd: Option<i64>,
    /// The host's end; port 0 while that is not known.
    pub(super) local: SocketAddr,
    pub(super) remote: SocketAddr,
    /// Our initial number in the script and on the wire.
    local_isn: (u32, u32),
    /// The peer's initial number, once it is known.
    remote_isn: Option<u32>,
    /// TSval in the script, and which it was on the wire.
    timestamps: BTreeMap<u32, u32>,
    /// The first of them.
    first_timestamp: Option<(u32, u32)>,
}

/// Timestamps that one connection remembers.
const MAX_TIMESTAMPS: usize = 65_536;

/// Why a line of the script cannot be put on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unsendable {
    /// Its TSecr echoes no TSval that was seen.
    Echo(u32),
    /// Its options do not fit.
    Options(OptionsFull),
    /// It has something that is not modelled.
    Construct(&'static str),
}

impl Flow {
    pub(super) fn new(stage: Stage, fd: Option<i64>, setup: &Setup) -> Self {
        Self {
            stage,
            fd,
            local: SocketAddr::new(setup.local, 0),
            remote: SocketAddr::new(setup.remote, setup.connect_port),
            local_isn: (0, 0),
            remote_isn: None,
            timestamps: BTreeMap::new(),
            first_timestamp: None,
        }
    }

    /// A packet arrives at a listener, or where nobody listens.
    pub(super) fn arrived(line: &TcpLine, remote_port: u16, setup: &Setup) -> Self {
        Self {
            local: SocketAddr::new(setup.local, setup.bind_port),
            remote: SocketAddr::new(setup.remote, remote_port),
            remote_isn: line.seq,
            ..Self::new(Stage::Arrived, None, setup)
        }
    }

    pub(super) const fn pair(&self) -> Pair {
        Pair {
            local: self.local,
            remote: self.remote,
        }
    }

    /// What the script's next line from the peer means for the connection.
    pub(super) fn before_inbound(&mut self, line: &TcpLine) {
        let ack = line.flags.contains(Flags::ACK);
        let syn = line.flags.contains(Flags::SYN);
        match self.stage {
            Stage::SynAckSent if ack => self.stage = Stage::Acceptable,
            Stage::SynSent if syn => {
                self.remote_isn = self.remote_isn.or(line.seq);
                if ack {
                    self.stage = Stage::Connected;
                }
            }
            Stage::New
            | Stage::Listening
            | Stage::Connecting
            | Stage::SynSent
            | Stage::Connected
            | Stage::Arrived
            | Stage::SynAckSent
            | Stage::Acceptable => {}
        }
    }

    /// What the script's next line of ours means for the connection.
    pub(super) fn before_outbound(&mut self, line: &TcpLine) {
        let syn = line.flags.contains(Flags::SYN);
        let ack = line.flags.contains(Flags::ACK);
        let seq = line.seq.unwrap_or(0);
        if self.stage == Stage::Connecting && syn && !ack {
            self.stage = Stage::SynSent;
            self.local_isn.0 = seq;
        } else if self.stage == Stage::Arrived && syn && ack {
            self.local_isn.0 = seq;
        }
    }

    /// A segment of ours was seen: the first SYN shows our initial number and port.
    pub(super) fn saw(&mut self, segment: &Segment) {
        let (syn, ack) = (segment.has(Flags::SYN), segment.has(Flags::ACK));
        if self.stage == Stage::SynSent && self.local.port() == 0 && syn && !ack {
            self.local.set_port(segment.src_port);
            self.local_isn.1 = segment.seq.raw();
        } else if self.stage == Stage::Arrived && syn && ack {
            self.stage = Stage::SynAckSent;
            self.local_isn.1 = segment.seq.raw();
        }
    }

    /// Is this a segment of the connection?
    pub(super) fn owns(&self, remote: SocketAddr, segment: &Segment) -> bool {
        let opens =
            self.stage == Stage::SynSent && self.local.port() == 0 && segment.has(Flags::SYN);
        remote == self.remote && (opens || segment.src_port == self.local.port())
    }

    /// What the script adds to a number of ours to have it on the wire.
    const fn local_offset(&self, syn: bool) -> u32 {
        let (script, live) = self.local_isn;
        if syn { live.wrapping_sub(script) } else { live }
    }

    const fn remote_offset(&self, syn: bool) -> u32 {
        match self.remote_isn {
            Some(isn) if !syn => isn,
            Some(_) | None => 0,
        }
    }

    /// A number of ours as ICMP quotes it.
    pub(super) fn quoted(&self, seq: u32) -> SeqNum {
        SeqNum::new(seq.wrapping_add(self.local_offset(false)))
    }

    /// The segment that a line of the peer's means.
    pub(super) fn inbound(&self, line: &TcpLine, scaled: bool) -> Result<Segment, Unsendable> {
        let syn = line.flags.contains(Flags::SYN);
        let acks = line.flags.contains(Flags::ACK);
        let ack_offset = if acks { self.local_offset(syn) } else { 0 };
        let mut seq = line.seq.unwrap_or(0);
        if !line.absolute {
            seq = seq.wrapping_add(self.remote_offset(syn));
        }
        let (src_port, dst_port) = line
            .ports
            .unwrap_or((self.remote.port(), self.local.port()));
        Ok(Segment {
            src_port,
            dst_port,
            seq: seq.into(),
            ack: line.ack.unwrap_or(0).wrapping_add(ack_offset).into(),
            flags: line.flags,
            window: line.window.unwrap_or(0),
            urgent: line.urgent.unwrap_or(0),
            options: self.inbound_options(line, scaled)?,
            payload: vec![0; line.octets as usize].into(),
        })
    }

    fn inbound_options(&self, line: &TcpLine, scaled: bool) -> Result<Options, Unsendable> {
        let mut options = Options::EMPTY;
        let list = match &line.options {
            OptionsLine::None | OptionsLine::Any => return Ok(options),
            OptionsLine::List(list) => list,
        };
        let acks = line.flags.contains(Flags::ACK);
        let offset = self.local_offset(line.flags.contains(Flags::SYN));
        for option in list {
            let known = match option {
                OptionLine::NoOp => options.push(TcpOption::NoOp),
                OptionLine::EndOfList => options.push(TcpOption::EndOfList),
                OptionLine::Mss(mss) => options.push(TcpOption::Mss(*mss)),
                OptionLine::WindowScale(shift) => options.push(TcpOption::WindowScale(*shift)),
                OptionLine::SackPermitted => options.push(TcpOption::SackPermitted),
                OptionLine::Sack(blocks) => options.push(TcpOption::Sack(moved(blocks, offset))),
                OptionLine::Timestamps { value, echo } => {
                    let echo = if acks {
                        self.echo(*echo, scaled)?
                    } else {
                        *echo
                    };
                    options.push(TcpOption::Timestamps {
                        value: *value,
                        echo,
                    })
                }
                OptionLine::Md5(Some(digest)) => options.push(TcpOption::Unknown {
                    kind: 19,
                    data: digest,
                }),
                OptionLine::Other(kind, data) => {
                    options.push(TcpOption::Unknown { kind: *kind, data })
                }
                OptionLine::FastOpen(_) | OptionLine::FastOpenExperiment(_) => {
                    return Err(Unsendable::Construct("TCP Fast Open"));
                }
                OptionLine::Md5(None) => return Err(Unsendable::Construct("md5 signature")),
                OptionLine::AccurateEcn => return Err(Unsendable::Construct("accurate ECN")),
            };
            known.map_err(Unsendable::Options)?;
        }
        Ok(options)
    }

    /// The TSval on the wire that a TSecr of the script echoes.
    fn echo(&self, echo: u32, scaled: bool) -> Result<u32, Unsendable> {
        if let Some(live) = self.timestamps.get(&echo) {
            return Ok(*live);
        }
        match self.first_timestamp {
            Some((script, live)) if scaled => Ok(echo.wrapping_sub(script).wrapping_add(live)),
            Some(_) | None => Err(Unsendable::Echo(echo)),
        }
    }

    /// A segment of ours in the numbers of the script.
    pub(super) fn outbound(&mut self, segment: &Segment, line: &TcpLine) -> Segment {
        let syn = segment.has(Flags::SYN);
        let mut seen = segment.clone();
        if !line.absolute {
            seen.seq = segment.seq - self.local_offset(syn);
        }
        if segment.has(Flags::ACK) {
            seen.ack = segment.ack - self.remote_offset(syn);
        }
        seen.options = self.outbound_options(&segment.options, line, self.remote_offset(syn));
        seen
    }

    fn outbound_options(&mut self, options: &Options, line: &TcpLine, offset: u32) -> Options {
        let mut seen = Options::EMPTY;
        for option in options.iter() {
            let pushed = match option {
                TcpOption::Sack(blocks) => {
                    let back = |block: SackBlock| {
                        SackBlock::new(block.left - offset, block.right - offset)
                    };
                    seen.push(TcpOption::Sack(blocks.iter().map(back).collect()))
                }
                TcpOption::Timestamps { value, echo } => {
                    let value = self.timestamp(value, written_timestamp(line));
                    seen.push(TcpOption::Timestamps { value, echo })
                }
                TcpOption::EndOfList
                | TcpOption::NoOp
                | TcpOption::Mss(_)
                | TcpOption::WindowScale(_)
                | TcpOption::SackPermitted
                | TcpOption::UserTimeout(_)
                | TcpOption::Unknown { .. } => seen.push(option),
            };
            // What was sent fits: its numbers changed, not its length.
            pushed.ok();
        }
        seen
    }

    /// A TSval of ours as the script counts, remembered under the one that the script has written.
    fn timestamp(&mut self, live: u32, written: Option<u32>) -> u32 {
        let Some(written) = written else {
            return live;
        };
        if self.timestamps.len() < MAX_TIMESTAMPS {
            self.timestamps.insert(written, live);
        }
        let (script, first) = *self.first_timestamp.get_or_insert((written, live));
        live.wrapping_sub(first).wrapping_add(script)
    }
}

/// The TSval that a line of the script has.
pub(super) fn written_timestamp(line: &TcpLine) -> Option<u32> {
    let list = match &line.options {
        OptionsLine::None | OptionsLine::Any => return None,
        OptionsLine::List(list) => list,
    };
    list.iter().find_map(|option| {
        if let OptionLine::Timestamps { value, .. } = option {
            Some(*value)
        } else {
            None
        }
    })
}

fn moved(blocks: &[(u32, u32)], offset: u32) -> SackBlocks {
    let there = |edge: u32| SeqNum::new(edge.wrapping_add(offset));
    blocks
        .iter()
        .map(|(left, right)| SackBlock::new(there(*left), there(*right)))
        .collect()
}
