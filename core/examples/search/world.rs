//! The small worlds: who opens how, who sends what, what is still in the network from before.

use std::net::SocketAddr;

use tcp_lab_core::tcp::mechanism::congestion::Algorithm;
use tcp_lab_core::tcp::{Config, Isn, Pair, Switch, Switches};
use tcp_lab_core::time::Duration;
use tcp_lab_core::wire::{Flags, Segment, SeqNum};

/// One end of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    A,
    B,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::A, Self::B];

    pub(crate) const fn index(self) -> usize {
        match self {
            Self::A => 0,
            Self::B => 1,
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// How an end opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    Active,
    Passive,
}

/// When the user of an end reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// As soon as there is something: one event less to interleave.
    AtOnce,
    /// By an event of its own, so that a window can stay shut.
    ByCall,
}

/// What one end is and will do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    pub(crate) open: Open,
    /// The octets it may send, one SEND each.
    pub(crate) data: &'static [u8],
    pub(crate) config: Config,
}

/// A world to search.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) roles: [Role; 2],
    iss: [u32; 2],
    pub(crate) reads: Reads,
    /// The users may ABORT at any moment.
    pub(crate) aborts: bool,
    /// Segments of an earlier time that are still on their way, with their destination.
    pub(crate) old: Vec<(Side, Segment)>,
    /// The rules that both ends break.
    pub(crate) switches: Switches,
}

/// Both spaces wrap within a few numbers.
const WRAPPING: [u32; 2] = [u32::MAX - 1, u32::MAX];

/// Far from zero. The RST that answers a segment without ACK has SEQ=0 (3.10.7.1). In a network where nothing ever dies, an old one is exact
/// for whoever expects 0 next: then TCP is broken indeed, and a peer in FIN-WAIT-2 waits for ever. The search finds that
/// when both ends call at the wrap; the 2 MSL of real networks are what is missing there.
const FAR_FROM_ZERO: [u32; 2] = [1000, 5000];

/// An ISS of A's long ago: further back than any window reaches.
const OLD_ISS: SeqNum = SeqNum::new(u32::MAX - 1_000_000);

/// The knobs that make time a free choice (see `end.rs`), with segments of one octet.
fn knobs() -> Config {
    Config {
        mss: 1,
        // More than 16 bits can tell: the window told stays the same while there is room.
        receive_buffer: 70_000,
        send_buffer: 8,
        // One value for ever: a timer may fire at any moment anyhow.
        rto_initial: Duration::from_secs(1),
        rto_min: Duration::from_secs(1),
        rto_max: Duration::from_secs(1),
        rto_after_syn_loss: Duration::from_secs(1),
        // Nobody gives up, so that an end is reached by the protocol or not at all.
        syn_retries: u32::MAX,
        synack_retries: u32::MAX,
        r1: 0,
        r2: None,
        user_timeout: None,
        delayed_ack: None,
        // Nothing but the peer's window holds data back, and nothing but the timer repeats it.
        congestion: Algorithm::None,
        reordering: u32::MAX,
        limited_transmit: false,
        // Every octet on its own: more segments to reorder.
        nagle: false,
        // The clock stands still: the budget of challenge ACKs must not run out for ever.
        challenge_interval: Duration::ZERO,
        ..Config::default()
    }
}

impl World {
    fn new(name: &'static str, about: &'static str) -> Self {
        let role = |open| Role {
            open,
            data: b"",
            config: knobs(),
        };
        Self {
            name,
            about,
            roles: [role(Open::Active), role(Open::Passive)],
            iss: WRAPPING,
            reads: Reads::AtOnce,
            aborts: false,
            old: Vec::new(),
            switches: Switches::default(),
        }
    }

    fn sends(mut self, a: &'static [u8], b: &'static [u8]) -> Self {
        self.roles[0].data = a;
        self.roles[1].data = b;
        self
    }

    fn both_active(mut self) -> Self {
        self.roles[1].open = Open::Active;
        self.iss = FAR_FROM_ZERO;
        self
    }

    fn with_old_syn(mut self) -> Self {
        let syn = Segment {
            src_port: self.pair(Side::A).local.port(),
            dst_port: self.pair(Side::A).remote.port(),
            seq: OLD_ISS,
            flags: Flags::SYN,
            window: u16::MAX,
            ..Segment::default()
        };
        self.old.push((Side::B, syn));
        self
    }

    fn knob(mut self, set: impl Fn(&mut Config)) -> Self {
        self.roles.iter_mut().for_each(|role| set(&mut role.config));
        self
    }

    /// Every world, small ones first.
    pub(crate) fn all() -> Vec<Self> {
        vec![
            Self::new("handshake", "A calls, B listens, both close when they like"),
            Self::new("both-active", "A and B call each other").both_active(),
            Self::new("old-duplicate", "an old SYN of A's is still on its way").with_old_syn(),
            Self::new("abort", "as handshake, and the users may abort").aborting(),
            Self::new("data", "A sends two octets").sends(b"ab", b""),
            Self::new("both-ways", "A and B send an octet each").sends(b"a", b"x"),
            Self::new("both-active-data", "A and B call each other, and A sends")
                .both_active()
                .sends(b"a", b""),
            Self::new("old-duplicate-data", "an old SYN, and an octet from A")
                .with_old_syn()
                .sends(b"a", b""),
            Self::new(
                "delayed-ack",
                "A sends two octets, acknowledgments may wait",
            )
            .sends(b"ab", b"")
            .knob(|config| config.delayed_ack = Some(Duration::from_millis(200))),
            Self::new("shut-window", "A sends two octets into a buffer of one")
                .sends(b"ab", b"")
                .knob(|config| config.receive_buffer = 1)
                .reading_by_call(),
        ]
    }

    fn aborting(mut self) -> Self {
        self.aborts = true;
        self
    }

    fn reading_by_call(mut self) -> Self {
        self.reads = Reads::ByCall;
        self
    }

    /// The world in which both ends break a rule.
    pub(crate) fn breaking(mut self, switch: Switch) -> Self {
        self.switches.set(switch, true);
        self
    }

    pub(crate) fn role(&self, side: Side) -> &Role {
        &self.roles[side.index()]
    }

    pub(crate) fn isn(&self, side: Side) -> Isn {
        Isn::Fixed(self.iss(side))
    }

    pub(crate) const fn iss(&self, side: Side) -> SeqNum {
        SeqNum::new(self.iss[side.index()])
    }

    /// The two sockets, as `side` sees them.
    pub(crate) fn pair(&self, side: Side) -> Pair {
        let a = SocketAddr::from(([10, 0, 0, 1], 5000));
        let b = SocketAddr::from(([10, 0, 0, 2], 80));
        match side {
            Side::A => Pair {
                local: a,
                remote: b,
            },
            Side::B => Pair {
                local: b,
                remote: a,
            },
        }
    }
}
