//! `ss -tanoip` of iproute2: its columns, its words, and its details of a connection as far as they are modelled.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::SsPage;
use super::end::{is_small, pid, recv_q, send_q, timer_of};
use crate::host::info::Info;
use crate::host::{Host, Kind, Socket};
use crate::lab::position::{index, number};
use crate::tcp::State;
use crate::time::Instant;

/// A threshold from here on is none (`TCP_INFINITE_SSTHRESH` as `ss` sees it).
const NO_THRESHOLD: u64 = 0xffff;
/// What an RTO is before anything was measured; `ss` does not tell it.
const UNMEASURED_RTO: u64 = 3_000_000;
/// Segments that overtake each other on any path; not told.
const USUAL_REORDERING: u64 = 3;

/// One line, in the columns of the table.
struct Cells {
    state: &'static str,
    recv_q: String,
    send_q: String,
    local: (String, String),
    peer: (String, String),
    /// Who holds it, and its timer.
    rest: String,
    details: String,
}

/// Sockets `from..to`, listeners first.
pub(super) fn page(host: &Host, now: Instant, from: u32, to: u32) -> SsPage {
    let shown = |socket: &&Socket| socket.state() != State::Closed;
    let is_listener = |socket: &&Socket| socket.kind() == Kind::Listener;
    let all = || {
        let listeners = host.sockets().filter(is_listener);
        let others = host.sockets().filter(|socket| !is_listener(socket));
        listeners.chain(others).filter(shown)
    };
    let count = index(to.saturating_sub(from));
    let asked = all().skip(index(from)).take(count);
    let cells: Vec<_> = asked.map(|socket| Cells::of(socket, host, now)).collect();
    let head = Cells::head();
    let widths = Widths::of(std::iter::once(&head).chain(&cells));
    SsPage {
        total: number(all().count()),
        head: widths.line(&head),
        lines: cells.iter().map(|cells| widths.line(cells)).collect(),
    }
}

/// How wide each column is.
struct Widths {
    state: usize,
    recv_q: usize,
    send_q: usize,
    local: (usize, usize),
    peer: (usize, usize),
}

impl Widths {
    fn of<'a>(lines: impl Iterator<Item = &'a Cells> + Clone) -> Self {
        let widest = |cell: fn(&Cells) -> &str| {
            let lines = lines.clone();
            lines.map(|cells| cell(cells).len()).max().unwrap_or(0)
        };
        Self {
            state: widest(|cells| cells.state),
            recv_q: widest(|cells| &cells.recv_q),
            send_q: widest(|cells| &cells.send_q),
            local: (
                widest(|cells| &cells.local.0),
                widest(|cells| &cells.local.1),
            ),
            peer: (widest(|cells| &cells.peer.0), widest(|cells| &cells.peer.1)),
        }
    }

    fn line(&self, cells: &Cells) -> String {
        let Cells {
            state,
            recv_q,
            send_q,
            local,
            peer,
            rest,
            details,
        } = cells;
        let first = format!(
            "{state:<0$} {recv_q:<1$} {send_q:<2$} {local:>3$}{port:<4$} {peer:>5$}{peer_port:<6$}{rest}",
            self.state,
            self.recv_q,
            self.send_q,
            self.local.0,
            self.local.1,
            self.peer.0,
            self.peer.1,
            local = local.0,
            port = local.1,
            peer = peer.0,
            peer_port = peer.1,
        );
        let first = first.trim_end();
        if details.is_empty() {
            return first.to_owned();
        }
        format!("{first}\n\t{details}")
    }
}

impl Cells {
    fn head() -> Self {
        Self {
            state: "State",
            recv_q: "Recv-Q".to_owned(),
            send_q: "Send-Q".to_owned(),
            local: ("Local Address:".to_owned(), "Port".to_owned()),
            peer: ("Peer Address:".to_owned(), "Port".to_owned()),
            rest: "Process".to_owned(),
            details: String::new(),
        }
    }

    fn of(socket: &Socket, host: &Host, now: Instant) -> Self {
        let mut rest = users(socket, host);
        if let Some(timer) = timer_of(socket, now) {
            rest.push_str(&format!(" timer:({timer})"));
        }
        let listens = socket.kind() == Kind::Listener;
        let peer = socket.remote().filter(|_| !listens);
        Self {
            state: state_name(socket.state()),
            recv_q: recv_q(socket).to_string(),
            send_q: send_q(socket).to_string(),
            local: written(local_of(socket)),
            peer: peer.map_or_else(|| anybody(socket.local().ip()), written),
            rest,
            details: details(socket, host, now),
        }
    }
}

/// As `ss` calls the states.
const fn state_name(state: State) -> &'static str {
    match state {
        State::Listen => "LISTEN",
        State::SynSent => "SYN-SENT",
        State::SynReceived => "SYN-RECV",
        State::Established => "ESTAB",
        State::FinWait1 => "FIN-WAIT-1",
        State::FinWait2 => "FIN-WAIT-2",
        State::CloseWait => "CLOSE-WAIT",
        State::Closing => "CLOSING",
        State::LastAck => "LAST-ACK",
        State::TimeWait => "TIME-WAIT",
        State::Closed => "UNCONN",
    }
}

/// Its own end; a socket at every address shows none.
fn local_of(socket: &Socket) -> SocketAddr {
    let local = socket.local();
    let any: IpAddr = if local.is_ipv4() {
        Ipv4Addr::UNSPECIFIED.into()
    } else {
        Ipv6Addr::UNSPECIFIED.into()
    };
    if socket.is_wildcard() {
        SocketAddr::new(any, local.port())
    } else {
        local
    }
}

fn written(end: SocketAddr) -> (String, String) {
    let address = match end.ip() {
        IpAddr::V4(ip) => format!("{ip}:"),
        IpAddr::V6(ip) => format!("[{ip}]:"),
    };
    (address, end.port().to_string())
}

/// The peer of a listener.
fn anybody(local: IpAddr) -> (String, String) {
    let address = if local.is_ipv4() { "0.0.0.0:" } else { "[::]:" };
    (address.to_owned(), "*".to_owned())
}

/// Who holds the socket: ` users:(("server",pid=1000,fd=4))`.
fn users(socket: &Socket, host: &Host) -> String {
    let holders = socket.holders().iter().filter_map(|(process, fd)| {
        let holder = host.processes().get(usize::from(process.0))?;
        Some(format!(
            "(\"{}\",pid={},fd={fd})",
            holder.name(),
            pid(*process)
        ))
    });
    let holders: Vec<_> = holders.collect();
    if holders.is_empty() {
        return String::new();
    }
    format!(" users:({})", holders.join(","))
}

/// The second line (`ss.c: tcp_stats_print`): what is zero is left out.
fn details(socket: &Socket, host: &Host, now: Instant) -> String {
    let Some(info) = host.info(socket.id(), now).filter(|_| !is_small(socket)) else {
        return String::new();
    };
    let name = host.congestion_control(socket);
    if let Some(listener) = socket.listener() {
        let queued = listener.accept_queue.len();
        let unacked = if queued > 0 {
            format!(" unacked:{queued}")
        } else {
            String::new()
        };
        return format!(" {name} cwnd:10{unacked}");
    }
    let mut line = Line {
        text: String::new(),
        info,
    };
    line.extensions(name);
    line.timing();
    line.segments();
    line.traffic();
    line.losses();
    line.text
}

struct Line<'a> {
    text: String,
    info: Info<'a>,
}

impl Line<'_> {
    fn field(&self, name: &str) -> u64 {
        self.info.field(name).unwrap_or(0)
    }

    fn word(&mut self, word: &str) {
        self.text.push(' ');
        self.text.push_str(word);
    }

    /// ` label:value`, unless the value is 0.
    fn number(&mut self, label: &str, field: &str) {
        let value = self.field(field);
        if value > 0 {
            self.word(&format!("{label}:{value}"));
        }
    }

    fn extensions(&mut self, congestion: &str) {
        let options = self.field("tcpi_options");
        let names = [(1, "ts"), (2, "sack"), (8, "ecn")];
        for (_, name) in names.iter().filter(|(bit, _)| options & bit != 0) {
            self.word(name);
        }
        self.word(congestion);
        if options & 4 != 0 {
            let (send, receive) = (self.field("tcpi_snd_wscale"), self.field("tcpi_rcv_wscale"));
            self.word(&format!("wscale:{send},{receive}"));
        }
    }

    fn timing(&mut self) {
        let rto = self.field("tcpi_rto");
        if rto > 0 && rto != UNMEASURED_RTO {
            self.word(&format!("rto:{}", millis(rto)));
        }
        self.number("backoff", "tcpi_backoff");
        let (rtt, variation) = (self.field("tcpi_rtt"), self.field("tcpi_rttvar"));
        if rtt > 0 {
            self.word(&format!("rtt:{}/{}", millis(rtt), millis(variation)));
        }
        let ato = self.field("tcpi_ato");
        if ato > 0 && self.field("tcpi_data_segs_in") > 0 {
            self.word(&format!("ato:{}", millis(ato)));
        }
    }

    fn segments(&mut self) {
        self.number("mss", "tcpi_snd_mss");
        self.number("rcvmss", "tcpi_rcv_mss");
        self.number("advmss", "tcpi_advmss");
        self.number("cwnd", "tcpi_snd_cwnd");
        let threshold = self.field("tcpi_snd_ssthresh");
        if threshold < NO_THRESHOLD {
            self.word(&format!("ssthresh:{threshold}"));
        }
    }

    fn traffic(&mut self) {
        self.number("bytes_sent", "tcpi_bytes_sent");
        self.number("bytes_retrans", "tcpi_bytes_retrans");
        self.number("bytes_acked", "tcpi_bytes_acked");
        self.number("bytes_received", "tcpi_bytes_received");
        self.number("segs_out", "tcpi_segs_out");
        self.number("segs_in", "tcpi_segs_in");
        self.number("data_segs_out", "tcpi_data_segs_out");
        self.number("data_segs_in", "tcpi_data_segs_in");
        let (mss, cwnd) = (self.field("tcpi_snd_mss"), self.field("tcpi_snd_cwnd"));
        // Bits in a microsecond, times a million.
        let bits = mss.saturating_mul(8_000_000).saturating_mul(cwnd);
        if let Some(rate) = bits
            .checked_div(self.field("tcpi_rtt"))
            .filter(|rate| *rate > 0)
        {
            self.word(&format!("send {rate}bps"));
        }
        self.number("lastsnd", "tcpi_last_data_sent");
        self.number("lastrcv", "tcpi_last_data_recv");
        self.number("lastack", "tcpi_last_ack_recv");
        for (label, field) in [
            ("busy", "tcpi_busy_time"),
            ("rwnd_limited", "tcpi_rwnd_limited"),
            ("sndbuf_limited", "tcpi_sndbuf_limited"),
        ] {
            let time = self.field(field) / 1000;
            if time > 0 {
                self.word(&format!("{label}:{time}ms"));
            }
        }
    }

    fn losses(&mut self) {
        self.number("unacked", "tcpi_unacked");
        let (now, total) = (self.field("tcpi_retrans"), self.field("tcpi_total_retrans"));
        if now > 0 || total > 0 {
            self.word(&format!("retrans:{now}/{total}"));
        }
        self.number("lost", "tcpi_lost");
        self.number("sacked", "tcpi_sacked");
        let reordering = self.field("tcpi_reordering");
        if reordering != USUAL_REORDERING {
            self.number("reordering", "tcpi_reordering");
        }
        self.number("reord_seen", "tcpi_reord_seen");
        self.number("rcv_space", "tcpi_rcv_space");
        self.number("notsent", "tcpi_notsent_bytes");
        self.number("rcv_ooopack", "tcpi_rcv_ooopack");
        self.number("snd_wnd", "tcpi_snd_wnd");
    }
}

/// Microseconds as milliseconds with up to six digits (`%g`): `204`, `0.271`, `1234.57`.
fn millis(micros: u64) -> String {
    const DIGITS: usize = 6;
    let whole = (micros / 1000).to_string();
    let places = DIGITS.saturating_sub(whole.len()).min(3);
    let unit = 10_u64.pow(3 - u32::try_from(places).unwrap_or(3));
    let rounded = (micros + unit / 2) / unit * unit;
    let text = format!("{}.{:03}", rounded / 1000, rounded % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_six_digits_at_most_and_no_zero_at_the_end() {
        assert_eq!(millis(204_000), "204");
        assert_eq!(millis(271), "0.271");
        assert_eq!(millis(37_500), "37.5");
        assert_eq!(millis(1_234_567), "1234.57");
        assert_eq!(millis(120_000_000), "120000");
        assert_eq!(millis(0), "0");
    }
}
