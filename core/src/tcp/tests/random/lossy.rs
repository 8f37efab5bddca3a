//! Two honest ends over a wire that loses, doubles and reorders: both streams arrive whole, and both ends close.

use crate::rng::Rng;
use crate::tcp::mechanism::congestion::{Algorithm, Counting};
use crate::tcp::mechanism::recovery::RateReduction;
use crate::tcp::tests::kit::{After, Ends, Fate, Peer, Side, millis, small};
use crate::tcp::{Config, Isn, Received, State};
use crate::time::Duration;
use crate::wire::SeqNum;

/// Steps within which everything must be over.
const LIMIT: u32 = 60_000;

/// What one run is made of.
struct Plan {
    /// The knobs of A and of B.
    configs: [Config; 2],
    /// Octets from A and from B.
    octets: [u32; 2],
    simultaneous: bool,
    /// In a million: lost, doubled, delayed.
    fates: [u32; 3],
}

fn knobs(rng: &mut Rng) -> Config {
    Config {
        mss: 1 + u16::try_from(rng.below(200)).expect("small"),
        receive_buffer: 1 + rng.below(2000),
        send_buffer: 1 + rng.below(3000),
        nagle: rng.below(2) == 0,
        delayed_ack: (rng.below(2) == 0).then_some(millis(200)),
        // Luck may be bad for long; giving up is tested elsewhere.
        r2: None,
        user_timeout: None,
        syn_retries: 1000,
        synack_retries: 1000,
        rto_max: Duration::from_secs(4),
        ..recovering(rng)
    }
}

/// Any mixture of ways to control congestion and to recover.
fn recovering(rng: &mut Rng) -> Config {
    let mut coin = || rng.below(2) == 0;
    Config {
        counting: [Counting::Octets, Counting::Segments][usize::from(coin())],
        sack: coin(),
        timestamps: coin(),
        rack: coin(),
        tail_loss_probe: coin(),
        frto: coin(),
        undo: coin(),
        reduce_from_window: coin(),
        congestion: [Algorithm::None, Algorithm::Reno, Algorithm::Cubic][rng.below(3) as usize],
        rate_reduction: [
            RateReduction::Halve,
            RateReduction::Proportional,
            RateReduction::ProportionalToWindow,
        ][rng.below(3) as usize],
        ..small()
    }
}

fn plan(rng: &mut Rng) -> Plan {
    let lossless = rng.below(4) == 0;
    Plan {
        configs: [knobs(rng), knobs(rng)],
        octets: [rng.below(5000), rng.below(5000)],
        simultaneous: rng.below(3) == 0,
        fates: if lossless {
            [0; 3]
        } else {
            [150_000, 100_000, 150_000]
        },
    }
}

/// One user: writes all it has, reads whenever it likes, closes when it has written.
struct User {
    side: Side,
    left: u32,
    written: u32,
    read: u32,
    ended: bool,
    closed: bool,
}

const fn letter(at: u32) -> u8 {
    b'a' + (at % 26) as u8
}

impl User {
    const fn new(side: Side, left: u32) -> Self {
        Self {
            side,
            left,
            written: 0,
            read: 0,
            ended: false,
            closed: false,
        }
    }

    fn write(&mut self, peer: &mut Peer, rng: &mut Rng) -> After {
        let octets = self.left.min(1 + rng.below(700));
        let data = (0..octets).map(|at| letter(self.written + at)).collect();
        let (taken, after) = peer.try_send(data, rng.below(10) == 0);
        let taken = taken.unwrap_or(0);
        self.written += taken;
        self.left -= taken;
        after
    }

    fn take(&mut self, received: Received) {
        for byte in received.data.concat() {
            assert_eq!(byte, letter(self.read), "octet {}", self.read);
            self.read += 1;
        }
        self.ended |= received.end;
    }

    /// Something a user may do now.
    fn act(&mut self, ends: &mut Ends<'_>, rng: &mut Rng) {
        let state = ends.peer(self.side).state();
        if matches!(state, State::Closed | State::Listen) {
            return;
        }
        // Once the peer's FIN has come the record may go at any time: the host would keep what is unread.
        let last = matches!(state, State::LastAck | State::Closing | State::TimeWait);
        let choice = if last { 2 } else { rng.below(8) };
        ends.act(self.side, |peer| match choice {
            0 | 1 if self.left > 0 => self.write(peer, rng),
            2 | 3 => {
                let max = if last { u32::MAX } else { rng.below(900) };
                let (received, after) = peer.receive(max);
                self.take(received);
                after
            }
            4 if self.left == 0 && !self.closed && state.is_synchronized() => {
                self.closed = true;
                peer.close().expect("the first CLOSE")
            }
            _ => After::default(),
        });
    }
}

fn one_run(seed: u64) {
    let mut rng = Rng::new(seed);
    let plan = plan(&mut rng);
    let [lost, doubled, delayed] = plan.fates;
    let mut luck = Rng::new(seed ^ 0xa5a5);
    let mut ends = Ends::new(plan.configs[0], |_, _| {
        let more = millis(luck.below(300).into());
        match luck.below(1_000_000) {
            n if n < lost => Fate::Drop,
            n if n < lost + doubled => Fate::Double(more),
            n if n < lost + doubled + delayed => Fate::Delay(more),
            _ => Fate::Deliver,
        }
    });
    ends.b.config = plan.configs[1];
    // The numbers of A wrap in half of the runs.
    if rng.below(2) == 0 {
        ends.a.isn = Isn::Fixed(SeqNum::new(0) - rng.below(plan.octets[0] + 1));
    }
    if plan.simultaneous {
        ends.act(Side::B, Peer::open);
    } else {
        ends.b.open_passive();
    }
    ends.act(Side::A, Peer::open);
    let mut users = [
        User::new(Side::A, plan.octets[0]),
        User::new(Side::B, plan.octets[1]),
    ];
    let mut steps = 0;
    loop {
        steps += 1;
        assert!(steps < LIMIT, "no end: {:?}", ends.states());
        for user in &mut users {
            user.act(&mut ends, &mut rng);
        }
        let moved = ends.step();
        let over = users.iter().all(|user| user.ended && user.closed);
        if over && !moved {
            break;
        }
        for side in [Side::A, Side::B] {
            if ends.peer(side).state() == State::Closed {
                let user = &users[usize::from(side == Side::B)];
                assert!(user.closed && user.ended, "{side:?} ended too soon");
            }
        }
    }
    assert_eq!(ends.states(), (State::Closed, State::Closed));
    assert_eq!([users[1].read, users[0].read], plan.octets);
}

#[test]
fn both_streams_arrive_whole_and_both_ends_close_whatever_the_wire_does() {
    for seed in 0..150 {
        let outcome = std::panic::catch_unwind(|| one_run(seed));
        assert!(outcome.is_ok(), "seed {seed}");
    }
}
