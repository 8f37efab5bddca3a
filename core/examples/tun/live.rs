//! The loop: datagrams and timers in the order of the wall clock, and every line as it happens.
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};

use tcp_lab_core::host::HostSpec;
use tcp_lab_core::rng::Rng;
use tcp_lab_core::time::{Duration, Instant};

use super::args::Args;
use super::device::Tun;
use super::mischief::Mischief;
use super::program::Program;
use super::station::Station;

/// The MTU of the device: an Ethernet's.
const MTU: u16 = 1500;
/// How long standard input may wait for its turn.
const PULSE: Duration = Duration::from_millis(20);
/// Octets read from standard input at once.
const PIECE: usize = 4096;

/// What a run of the example ends with.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Runs until the program is done.
pub(crate) fn run(args: &Args) -> Outcome {
    let mut tun = Tun::open(&args.name, args.address, args.prefix, MTU)?;
    let mut station = station(args);
    let mut program = Program::new(args.task, tun.now(), &mut station)?;
    let input = standard_input();
    println!(
        "the engine is {} on {}, the kernel {}",
        args.engine, args.name, args.address
    );
    while program.goes_on() {
        wait(&mut tun, &station)?;
        while let Some(datagram) = tun.read()? {
            station.hear(tun.now(), &datagram);
        }
        station.poll(tun.now());
        let heard = program.step(tun.now(), &mut station, &input);
        show(&mut station, heard.as_deref().unwrap_or_default())?;
        heard?;
        for datagram in station.take_outgoing() {
            tun.write(&datagram)?;
        }
    }
    Ok(())
}

/// The seed is shown by nobody, but gives the same run of luck again; the kernel's part is its own.
fn station(args: &Args) -> Station {
    let spec = HostSpec {
        profile: args.profile,
        ..HostSpec::new("engine", args.engine)
    };
    let mut rng = Rng::new(args.seed);
    let secret = (rng.bits(), rng.bits());
    Station::new(spec, secret, Mischief::new(rng.bits(), args.chances))
}

fn wait(tun: &mut Tun, station: &Station) -> Outcome {
    let now = tun.now();
    let due = station.poll_at().map_or(PULSE, |at: Instant| at.since(now));
    tun.wait(due.min(PULSE))?;
    Ok(())
}

fn show(station: &mut Station, heard: &[u8]) -> Outcome {
    let mut out = std::io::stdout().lock();
    for line in station.take_lines() {
        writeln!(out, "{line}")?;
    }
    out.write_all(heard)?;
    out.flush()?;
    Ok(())
}

/// Standard input piece by piece; the channel closes at its end.
fn standard_input() -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; PIECE];
        while let Ok(length @ 1..) = std::io::stdin().read(&mut buffer) {
            let piece = buffer.get(..length).unwrap_or_default();
            if sender.send(piece.to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}
