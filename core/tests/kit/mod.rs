//! A world with programs on it, and a reader who does anything at any time.
#![allow(dead_code, reason = "every test takes from the kit what it needs")]

pub(crate) mod programs;

use std::net::{IpAddr, Ipv4Addr};

use tcp_lab_core::host::{
    Call, Data, Fd, FdRef, HostSpec, How, MessageFlags, ProcessSpec, Profile, Statement,
};
use tcp_lab_core::lab::{Command, Lab, LabError, WorldSpec};
use tcp_lab_core::net::{LinkRule, LinkSpec, NetHost, NetSpec, Verdict};
use tcp_lab_core::rng::Rng;
use tcp_lab_core::tcp::Timer;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::{Flags, Segment, SeqNum, pattern};

/// A client A, a server B, and C, who has nothing to do with them.
pub(crate) fn world() -> WorldSpec {
    let hosts = vec![
        host("A", 1, Profile::Rfc9293, "client", client()),
        host("B", 2, Profile::Linux6, "server", server()),
        host("C", 3, Profile::Rfc9293, "idle", Vec::new()),
    ];
    let attached = |host: &HostSpec| NetHost::new(&host.name, host.address);
    let mut slow = LinkSpec::new("A", "B");
    slow.rate_bps = Some(10_000_000);
    slow.loss_ppm = 20_000;
    let links = vec![slow, LinkSpec::new("A", "C"), LinkSpec::new("B", "C")];
    let net = NetSpec {
        hosts: hosts.iter().map(attached).collect(),
        links,
        rules: Vec::new(),
        nats: Vec::new(),
    };
    WorldSpec {
        hosts,
        net,
        acts: Vec::new(),
    }
}

fn host(
    name: &str,
    last: u8,
    profile: Profile,
    process: &str,
    program: Vec<Statement>,
) -> HostSpec {
    HostSpec {
        profile,
        processes: vec![ProcessSpec {
            name: process.to_owned(),
            program,
            ..ProcessSpec::default()
        }],
        ..HostSpec::new(name, IpAddr::V4(Ipv4Addr::new(10, 0, 0, last)))
    }
}

fn client() -> Vec<Statement> {
    let fd = || FdRef::Variable("s".to_owned());
    vec![
        keep("s", Call::Socket),
        call(Call::Connect {
            fd: fd(),
            to: "B:80".to_owned(),
        }),
        call(Call::Send {
            fd: fd(),
            data: Data::Octets(5000),
            flags: MessageFlags::empty(),
        }),
        call(Call::Recv {
            fd: fd(),
            max: 1000,
            flags: MessageFlags::empty(),
        }),
        Statement::Sleep {
            length: Duration::from_millis(500),
        },
        call(Call::Close { fd: fd() }),
    ]
}

fn server() -> Vec<Statement> {
    let listener = || FdRef::Variable("l".to_owned());
    let fd = || FdRef::Variable("c".to_owned());
    vec![
        keep("l", Call::Socket),
        call(Call::Bind {
            fd: listener(),
            port: 80,
            address: None,
        }),
        call(Call::Listen {
            fd: listener(),
            backlog: 1,
        }),
        keep("c", Call::Accept { fd: listener() }),
        call(Call::Recv {
            fd: fd(),
            max: 4000,
            flags: MessageFlags::empty(),
        }),
        call(Call::Send {
            fd: fd(),
            data: Data::Octets(3000),
            flags: MessageFlags::empty(),
        }),
        call(Call::Recv {
            fd: fd(),
            max: 4000,
            flags: MessageFlags::empty(),
        }),
        call(Call::Close { fd: fd() }),
    ]
}

fn call(call: Call) -> Statement {
    Statement::Call { call, into: None }
}

fn keep(variable: &str, call: Call) -> Statement {
    Statement::Call {
        call,
        into: Some(variable.to_owned()),
    }
}

/// Where a reader's decisions come from.
pub(crate) trait Luck {
    /// A number below `bound`.
    fn below(&mut self, bound: u32) -> u32;
    /// Any number.
    fn bits(&mut self) -> u64;
    /// True so many times in a million.
    fn chance(&mut self, ppm: u32) -> bool;
}

impl Luck for Rng {
    fn below(&mut self, bound: u32) -> u32 {
        self.below(bound)
    }

    fn bits(&mut self) -> u64 {
        self.bits()
    }

    fn chance(&mut self, ppm: u32) -> bool {
        self.chance(ppm)
    }
}

/// A reader without a plan. The same luck gives the same reader.
pub(crate) struct Monkey<L = Rng> {
    rng: L,
}

impl Monkey {
    /// The reader with this number.
    pub(crate) fn new(seed: u64) -> Self {
        Self::with(Rng::new(seed ^ 0x6d6f_6e6b_6579))
    }
}

impl<L: Luck> Monkey<L> {
    /// A reader who decides by this luck.
    pub(crate) const fn with(luck: L) -> Self {
        Self { rng: luck }
    }

    /// What is left of the luck.
    pub(crate) const fn luck(&self) -> &L {
        &self.rng
    }

    /// Does one thing to the lab.
    pub(crate) fn play(&mut self, lab: &mut Lab) -> Result<(), LabError> {
        match self.rng.below(16) {
            0..=6 => lab.step().map(|_| ()),
            7 => {
                let ahead = Duration::from_micros(self.rng.below(300_000).into());
                lab.run_until(lab.world().now() + ahead)
            }
            8 if self.rng.chance(200_000) => lab.seek(self.rng.below(lab.end() + 2)),
            8 => {
                lab.step_back();
                Ok(())
            }
            9 if self.rng.chance(100_000) => lab.checkout(self.rng.below(3)),
            _ => {
                let command = self.command(lab);
                lab.act(command).map(|_| ())
            }
        }
    }

    /// Does one thing to the lab that a bad network could do, or lets time pass.
    pub(crate) fn disturb(&mut self, lab: &mut Lab) -> Result<(), LabError> {
        let crossing = self.crossing(lab);
        let by = Duration::from_micros(self.rng.below(2_000_000).into());
        let host = self.rng.below(2);
        let command = match self.rng.below(20) {
            0 => Command::Drop { crossing },
            1 => Command::Duplicate { crossing },
            2 => Command::Hold { crossing },
            3 => Command::Release { crossing },
            4 => Command::Delay { crossing, by },
            5 => Command::Corrupt {
                crossing,
                bit: self.rng.below(12_000),
            },
            6 => self.rule(),
            7 => Command::Expire {
                host,
                socket: self.rng.below(3),
                timer: *self.pick(&[Timer::Retransmission, Timer::DelayedAck, Timer::Override]),
            },
            8 if self.rng.chance(200_000) => Command::CutCable { host },
            8 => Command::RestoreCable { host },
            9 => return lab.run_until(lab.world().now() + by),
            _ => return lab.step().map(|_| ()),
        };
        lab.act(command).map(|_| ())
    }

    /// Any command, most of them about something that exists.
    pub(crate) fn command(&mut self, lab: &Lab) -> Command {
        let crossing = self.crossing(lab);
        match self.rng.below(14) {
            0..=2 => self.injection(lab),
            3 => Command::Drop { crossing },
            4 => Command::Duplicate { crossing },
            5 => Command::Hold { crossing },
            6 => Command::Release { crossing },
            7 => Command::Delay {
                crossing,
                by: Duration::from_micros(self.rng.below(2_000_000).into()),
            },
            8 => Command::Corrupt {
                crossing,
                bit: self.rng.below(400),
            },
            9 => self.rule(),
            10 => Command::RemoveRule {
                rule: self.rng.below(4),
            },
            11 => {
                let timer = *self.pick(&Timer::ALL);
                Command::Expire {
                    host: self.rng.below(3),
                    socket: self.rng.below(4),
                    timer,
                }
            }
            12 if self.rng.chance(300_000) => Command::CutCable {
                host: self.rng.below(3),
            },
            12 => Command::RestoreCable {
                host: self.rng.below(3),
            },
            _ => {
                let call = self.call();
                Command::Call {
                    host: self.rng.below(3),
                    process: self.rng.below(2) / 2,
                    call,
                }
            }
        }
    }

    /// Any segment: near the numbers of a connection as often as anywhere.
    pub(crate) fn injection(&mut self, lab: &Lab) -> Command {
        let host = self.rng.below(3);
        let near = lab.suggest(host, None).ok();
        let mut segment = near
            .as_ref()
            .map(|near| near.segment.clone())
            .unwrap_or_default();
        let near = near.map_or(("A".to_owned(), "B".to_owned()), |near| {
            (near.from, near.to)
        });
        segment.flags = Flags::from_bits_truncate(self.rng.below(0x40) as u16);
        segment.seq = self.number(segment.seq);
        segment.ack = self.number(segment.ack);
        segment.window = *self.pick(&[0, 1, 500, 1460, 65_535]);
        segment.urgent = *self.pick(&[0, 0, 0, 1, 65_535]);
        segment.payload = pattern(*self.pick(&[0, 0, 1, 100, 1460, 3000]));
        let (from, to) = match self.rng.below(8) {
            0 => ("192.0.2.9".to_owned(), near.1),
            1 => (near.0, "192.0.2.9".to_owned()),
            _ => near,
        };
        Command::Inject {
            from,
            to,
            segment: self.other_ports(segment),
        }
    }

    fn other_ports(&mut self, segment: Segment) -> Segment {
        if self.rng.chance(900_000) {
            return segment;
        }
        Segment {
            src_port: self.rng.below(65_536) as u16,
            ..segment
        }
    }

    fn number(&mut self, near: SeqNum) -> SeqNum {
        match self.rng.below(8) {
            0..=2 => near,
            3 => near + 1,
            4 => near - 1,
            5 => near + self.rng.below(70_000),
            6 => near - self.rng.below(70_000),
            _ => SeqNum::new(self.rng.bits() as u32),
        }
    }

    fn crossing(&mut self, lab: &Lab) -> u32 {
        let flying = lab.world().net().in_flight();
        let chosen = self.rng.below(flying.len() as u32 + 1) as usize;
        match flying.get(chosen) {
            Some(travelling) => travelling.crossing.0,
            None => self.rng.below(20),
        }
    }

    fn rule(&mut self) -> Command {
        let delay = Verdict::Delay(Duration::from_millis(self.rng.below(500).into()));
        let verdict = *self.pick(&[
            Verdict::Drop,
            Verdict::Duplicate,
            Verdict::Hold,
            Verdict::Corrupt(9),
            delay,
        ]);
        let mut rule = LinkRule::always(verdict);
        rule.times = Some(self.rng.below(3));
        rule.payload = *self.pick(&[None, Some(true), Some(false)]);
        Command::AddRule { rule }
    }

    fn call(&mut self) -> Call {
        let fd = FdRef::Number(Fd(3 + self.rng.below(3) as i32));
        match self.rng.below(12) {
            0 => Call::Socket,
            1 => Call::Bind {
                fd,
                port: *self.pick(&[0, 80, 81]),
                address: None,
            },
            2 => Call::Listen {
                fd,
                backlog: self.rng.below(3),
            },
            3 => Call::Accept { fd },
            4 => Call::Connect {
                fd,
                to: (*self.pick(&["A:80", "B:80", "B:81", "C:9"])).to_owned(),
            },
            5 | 6 => Call::Send {
                fd,
                data: Data::Octets(self.rng.below(20_000)),
                flags: MessageFlags::empty(),
            },
            7 | 8 => Call::Recv {
                fd,
                max: self.rng.below(20_000),
                flags: MessageFlags::empty(),
            },
            9 => Call::Shutdown {
                fd,
                how: *self.pick(&[How::Read, How::Write, How::Both]),
            },
            10 => Call::Close { fd },
            _ => Call::Abort { fd },
        }
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.rng.below(list.len() as u32) as usize]
    }
}

/// What one reader made of the world: everything that could be seen, and every refusal.
pub(crate) fn run(seed: u64, acts: u32) -> (Lab, Vec<&'static str>) {
    let mut lab = Lab::new(&world(), seed).expect("the world is sound");
    let mut monkey = Monkey::new(seed);
    let mut refusals = Vec::new();
    for _ in 0..acts {
        if let Err(error) = monkey.play(&mut lab) {
            refusals.push(error.code());
        }
    }
    (lab, refusals)
}

/// The end of time for tests.
pub(crate) fn late() -> Instant {
    Instant::START + Duration::from_secs(1000)
}
