//! `getsockopt(2)`.

use super::option::{OptionValue, Shape, SocketOption};
use super::setsockopt::DEFAULT_HOPS;
use super::{Answer, Reply};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::profile::{Sysctls, congestion_name};
use crate::host::sink::{HostCx, HostWhat};
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::tcp::{Config, State};
use crate::time::Duration;

/// `SOCK_STREAM`
const STREAM: i64 = 1;
/// `AF_INET` and Linux's `AF_INET6`
const FAMILIES: (i64, i64) = (2, 10);
/// `IPPROTO_TCP`
const TCP: i64 = 6;
/// What `TCP_MAXSEG` says before there is a connection (Linux: `TCP_MSS_DEFAULT`).
const DEFAULT_SEGMENT: i64 = 536;

/// How an option is asked that is not what `setsockopt` has set.
type Ask = fn(&Host, &Socket) -> Result<OptionValue, Errno>;

/// The options that are asked for.
const ASKED: [(SocketOption, Ask); 7] = [
    (SocketOption::MaxSegment, |host, socket| {
        Ok(OptionValue::Number(host.segment_size(socket)))
    }),
    (SocketOption::Mtu, |host, socket| {
        let tcb = socket.tcb().ok_or(Errno::ENOTCONN)?;
        let octets = i64::from(tcb.mss) + host.header_octets();
        Ok(OptionValue::Number(octets))
    }),
    (SocketOption::ReceiveBuffer, |host, socket| {
        Ok(OptionValue::Number(host.receive_buffer_size(socket)))
    }),
    (SocketOption::Type, |_, _| Ok(OptionValue::Number(STREAM))),
    (SocketOption::Protocol, |_, _| Ok(OptionValue::Number(TCP))),
    (SocketOption::Domain, |host, _| {
        let (v4, v6) = FAMILIES;
        let family = if host.address.is_ipv4() { v4 } else { v6 };
        Ok(OptionValue::Number(family))
    }),
    (SocketOption::AcceptConnections, |_, socket| {
        Ok(OptionValue::flag(socket.listener.is_some()))
    }),
];

/// What an option is when nobody has set it.
type Default = fn(&Config, &Sysctls) -> i64;

/// The options that are not zero then.
const DEFAULTS: [(SocketOption, Default); 15] = [
    (SocketOption::SendBuffer, |config, _| {
        config.send_buffer.into()
    }),
    (SocketOption::ReceiveLowWater, |_, _| 1),
    (SocketOption::SendLowWater, |_, _| 1),
    (SocketOption::QuickAck, |_, _| 1),
    (SocketOption::NoDelay, |config, _| (!config.nagle).into()),
    (SocketOption::SynCount, |_, sysctls| {
        sysctls.syn_retries.into()
    }),
    (SocketOption::Linger2, |config, _| {
        let time = config.fin_wait_2.unwrap_or_default();
        i64::try_from(time.as_nanos() / 1_000_000_000).unwrap_or(0)
    }),
    (SocketOption::TimeToLive, |_, _| DEFAULT_HOPS),
    (SocketOption::HopLimit, |_, _| DEFAULT_HOPS),
    (SocketOption::MtuDiscover, |_, _| 1),
    (SocketOption::KeepAlive, |config, _| config.keepalive.into()),
    (SocketOption::KeepIdle, |config, _| {
        seconds(config.keepalive_idle)
    }),
    (SocketOption::KeepInterval, |config, _| {
        seconds(config.keepalive_interval)
    }),
    (SocketOption::KeepCount, |config, _| {
        config.keepalive_probes.into()
    }),
    (SocketOption::UserTimeout, |config, _| {
        let millis = config.user_timeout.unwrap_or_default().as_nanos() / 1_000_000;
        i64::try_from(millis).unwrap_or(0)
    }),
];

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_nanos() / 1_000_000_000).unwrap_or(i64::MAX)
}

impl Host {
    /// Takes the pending error and returns its number, or 0.
    pub(super) fn call_so_error(&mut self, id: SocketId) -> Answer {
        let errno = self.take_error(id);
        Answer::Return {
            rule: errno.map_or(Rule::CallAnswered, crate::host::engine::rule_of),
            result: Ok(errno.map_or(0, |errno| errno.told(self.sysctls.errors).0)),
            reply: Reply::Nothing,
        }
    }

    fn take_error(&mut self, id: SocketId) -> Option<Errno> {
        let socket = self.sockets.get_mut(&id)?;
        socket.error.take()
    }

    /// What the option is at present.
    pub(super) fn call_getsockopt(
        &mut self,
        id: SocketId,
        option: SocketOption,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        if option == SocketOption::Error {
            let errno = self.take_error(id);
            let rule = errno.map_or(Rule::OptionRead, crate::host::engine::rule_of);
            let number = errno.map_or(0, |errno| i64::from(errno.told(self.sysctls.errors).0));
            return told(rule, (id, option), OptionValue::Number(number), cx);
        }
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if option == SocketOption::Info {
            let info = self.info(id, cx.now);
            let fields = info.map(|info| info.fields().collect());
            return Answer::Return {
                rule: Rule::OptionRead,
                result: Ok(0),
                reply: fields.map_or(Reply::Nothing, Reply::Info),
            };
        }
        match self.option_of(socket, option) {
            Ok(value) => told(Rule::OptionRead, (id, option), value, cx),
            Err(errno) => Answer::fail(Rule::OptionRefused, errno),
        }
    }

    /// What the connection has, else what was set, else what the host's knobs say.
    fn option_of(&self, socket: &Socket, option: SocketOption) -> Result<OptionValue, Errno> {
        if let Some((_, ask)) = ASKED.iter().find(|(known, _)| *known == option) {
            return ask(self, socket);
        }
        if let Some(tcb) = socket.tcb()
            && option == SocketOption::ReceiveBuffer
            && tcb.config.receive_buffer_in_segments
        {
            return Ok(OptionValue::Number(tcb.reassembly.capacity().into()));
        }
        let set = socket.options.get(option).cloned();
        // A life of no seconds is that of the host.
        let set = set.filter(|set| option != SocketOption::Linger2 || set.integer() != Some(0));
        Ok(set.unwrap_or_else(|| self.default_of(option)))
    }

    /// What an option is when nobody has set it.
    fn default_of(&self, option: SocketOption) -> OptionValue {
        let known = DEFAULTS.iter().find(|(known, _)| *known == option);
        let number = known.map_or(0, |(_, default)| default(&self.config, &self.sysctls));
        match option.shape() {
            Shape::Linger => OptionValue::Linger {
                on: false,
                seconds: 0,
            },
            Shape::Time => OptionValue::Time(Duration::ZERO),
            Shape::Text => OptionValue::Text(congestion_name(self.config.congestion).to_owned()),
            Shape::Flag | Shape::Number(..) | Shape::ReadOnly => OptionValue::Number(number),
        }
    }

    /// `SO_RCVBUF`: what was set, unless the connection has made whole segments of it (FreeBSD).
    fn receive_buffer_size(&self, socket: &Socket) -> i64 {
        let set = socket.options.number(SocketOption::ReceiveBuffer);
        let rounded = socket
            .tcb()
            .filter(|tcb| tcb.config.receive_buffer_in_segments)
            .map(|tcb| tcb.reassembly.capacity());
        let size = self.sysctls.size_of(self.config.receive_buffer);
        rounded.map_or_else(|| set.unwrap_or_else(|| size.into()), i64::from)
    }

    /// `TCP_MAXSEG`: before there is a connection what was set, then what the two ends settled.
    fn segment_size(&self, socket: &Socket) -> i64 {
        let set = socket.options.number(SocketOption::MaxSegment);
        match socket.state() {
            State::Closed | State::Listen => set.filter(|set| *set > 0).unwrap_or(DEFAULT_SEGMENT),
            State::SynSent
            | State::SynReceived
            | State::Established
            | State::FinWait1
            | State::FinWait2
            | State::CloseWait
            | State::Closing
            | State::LastAck
            | State::TimeWait => socket.tcb().map_or(DEFAULT_SEGMENT, |tcb| tcb.mss.into()),
        }
    }

    /// Octets of the IP and TCP headers without options.
    const fn header_octets(&self) -> i64 {
        if self.address.is_ipv4() { 40 } else { 60 }
    }
}

fn told(
    rule: Rule,
    (id, option): (SocketId, SocketOption),
    value: OptionValue,
    cx: &mut HostCx<'_>,
) -> Answer {
    let number = value.number();
    let what = HostWhat::OptionRead { option, number };
    cx.note(Rule::OptionRead, Some(id), what);
    Answer::Return {
        rule,
        result: Ok(0),
        reply: Reply::Value(value),
    }
}
