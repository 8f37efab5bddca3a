//! What is told of one end of a connection: its queues, its timer, who holds it.

use crate::host::{Host, ProcessId, Socket};
use crate::tcp::{State, Tcb, Timer};
use crate::time::{Duration, Instant};

/// The number of a host's first process; the others follow.
const FIRST_PID: u32 = 1000;

/// As the system numbers the process.
pub(super) fn pid(process: ProcessId) -> u32 {
    FIRST_PID + u32::from(process.0)
}

/// `Recv-Q`: numbers received in order and not read, a FIN that nobody has seen included; of a listener, the length
/// of its accept queue (Linux: `tcp_diag_get_info`).
pub(super) fn recv_q(socket: &Socket) -> u32 {
    if let Some(listener) = socket.listener() {
        return u32::try_from(listener.accept_queue.len()).unwrap_or(u32::MAX);
    }
    if is_small(socket) {
        return 0;
    }
    let unread = socket.tcb().map_or(0, Tcb::unread);
    unread + u32::from(socket.has_unseen_end())
}

/// `Send-Q`: numbers given and not acknowledged, SYN and FIN included; of a listener, how long its accept queue may
/// become, less one.
pub(super) fn send_q(socket: &Socket) -> u32 {
    if let Some(listener) = socket.listener() {
        return listener.backlog;
    }
    let Some(tcb) = socket.tcb().filter(|_| !is_small(socket)) else {
        return 0;
    };
    let syn = u32::from(tcb.state() == State::SynSent);
    let fin = u32::from(tcb.is_closing() && !tcb.fin_acked());
    tcb.send_buffer.octets() + syn + fin
}

/// Only a small record is left, or there is only one yet: Linux keeps neither queues nor details of it.
pub(super) fn is_small(socket: &Socket) -> bool {
    match socket.state() {
        State::TimeWait | State::Closed => true,
        State::SynReceived => socket.parent().is_some(),
        State::FinWait2 => socket
            .tcb()
            .is_some_and(|tcb| tcb.timers.runs(Timer::FinWait2)),
        State::Listen
        | State::SynSent
        | State::Established
        | State::FinWait1
        | State::CloseWait
        | State::Closing
        | State::LastAck => false,
    }
}

/// The timer that `ss` tells of: its name, when it fires, and how often it has fired in vain.
pub(super) fn timer_of(socket: &Socket, now: Instant) -> Option<String> {
    /// The first kind that runs is told (Linux: `inet_diag_msg_fill`).
    const KINDS: [(&str, &[Timer]); 4] = [
        ("timewait", &[Timer::TimeWait, Timer::FinWait2]),
        (
            "on",
            &[Timer::Retransmission, Timer::LossProbe, Timer::Reordering],
        ),
        ("persist", &[Timer::Persist]),
        ("keepalive", &[Timer::Keepalive]),
    ];
    let tcb = socket.tcb()?;
    let due = |timers: &[Timer]| {
        let running = tcb.timers.running();
        let own = running.filter(|(timer, _)| timers.contains(timer));
        own.map(|(_, running)| running.at).min()
    };
    let mut kinds = KINDS.iter();
    let (name, at) = kinds.find_map(|(name, timers)| Some((*name, due(timers)?)))?;
    let times = match name {
        "on" => tcb.repeats(),
        "persist" => tcb.window_probes.unanswered,
        _ => 0,
    };
    Some(format!("{name},{},{times}", short(at.since(now))))
}

/// As `ss` prints what is left of a timer: `200ms`, `1.500ms`, `59sec`, `1min59sec`, `119min`.
fn short(left: Duration) -> String {
    const MANY_MINUTES: u64 = 9;
    const MANY_SECONDS: u64 = 9;
    let millis = left.as_nanos() / 1_000_000;
    let (whole, mut millis) = (millis / 1000, millis % 1000);
    let (minutes, mut seconds) = (whole / 60, whole % 60);
    let mut text = String::new();
    if minutes > 0 {
        millis = 0;
        text.push_str(&format!("{minutes}min"));
        if minutes > MANY_MINUTES {
            seconds = 0;
        }
    }
    if seconds > 0 {
        if seconds > MANY_SECONDS {
            millis = 0;
        }
        let unit = if millis > 0 { "." } else { "sec" };
        text.push_str(&format!("{seconds}{unit}"));
    }
    if millis > 0 {
        text.push_str(&format!("{millis:03}ms"));
    }
    text
}

/// The process that holds the socket first, and its descriptor.
pub(super) fn process_of(socket: &Socket, host: &Host) -> Option<String> {
    let (process, fd) = socket.holders().first()?;
    let process = host.processes().get(usize::from(process.0))?;
    Some(format!("{} (fd {fd})", process.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_timer_is_told_as_ss_tells_it() {
        let told = |millis| short(Duration::from_millis(millis));
        assert_eq!(told(200), "200ms");
        assert_eq!(told(1_500), "1.500ms");
        assert_eq!(told(9_007), "9.007ms");
        assert_eq!(told(59_900), "59sec");
        assert_eq!(told(119_000), "1min59sec");
        assert_eq!(told(7_199_000), "119min");
        assert_eq!(told(764), "764ms");
        assert_eq!(told(0), "");
    }
}
