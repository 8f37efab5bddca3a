//! `setsockopt(2)`: what a value becomes, and what follows on the connection.

use super::Answer;
use super::option::{OptionValue, Shape, SocketOption};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::options::turn;
use crate::host::profile::congestion_named;
use crate::host::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::tcp::State;
use crate::time::Duration;

/// Least and largest segment that `TCP_MAXSEG` takes (Linux: `TCP_MIN_MSS`, `MAX_TCP_WINDOW`).
const SEGMENT_SIZES: core::ops::RangeInclusive<i64> = 88..=32_767;

/// Longest life of an orphan in FIN-WAIT-2 that `TCP_LINGER2` can set, in seconds.
const MAX_LINGER2: i64 = 120;

/// Hops of a packet when nothing else is said (`net.ipv4.ip_default_ttl`).
pub(super) const DEFAULT_HOPS: i64 = 64;

/// Longest time that `TCP_DEFER_ACCEPT` takes, in seconds.
const MAX_DEFER: i64 = 8191;

/// The two bits of the type of service that belong to ECN (RFC 3168 5).
const ECN_MASK: i64 = 0b11;

/// What a host makes of a number, in the state of the connection.
type Conversion = fn(i64, &Host, State) -> Result<i64, Errno>;

/// The numbers that are not kept as they are given (Linux: `sk_setsockopt`, `do_tcp_setsockopt`).
const CONVERSIONS: [(SocketOption, Conversion); 11] = [
    (SocketOption::NotSentLowWater, |octets, _, _| {
        Ok(octets & i64::from(u32::MAX))
    }),
    (SocketOption::ReceiveBuffer, |octets, host, _| {
        let sysctls = &host.sysctls;
        sysctls.buffer(octets, sysctls.rmem_max, sysctls.rmem_min)
    }),
    (SocketOption::SendBuffer, |octets, host, _| {
        let sysctls = &host.sysctls;
        sysctls.buffer(octets, sysctls.wmem_max, sysctls.wmem_min)
    }),
    (SocketOption::ReceiveLowWater, |octets, host, _| {
        // No more than half of what the buffer can become; a negative number asks for that.
        let most = i64::from(host.config.max_receive_buffer / 2).max(1);
        Ok(if octets < 0 {
            most
        } else {
            octets.clamp(1, most)
        })
    }),
    (SocketOption::DeferAccept, |seconds, _, _| {
        Ok(whole_retries(seconds))
    }),
    (SocketOption::MaxSegment, |octets, _, _| {
        let possible = octets == 0 || SEGMENT_SIZES.contains(&octets);
        possible.then_some(octets).ok_or(Errno::EINVAL)
    }),
    (SocketOption::Linger2, |seconds, _, _| {
        Ok(seconds.clamp(-1, MAX_LINGER2))
    }),
    (
        SocketOption::WindowClamp,
        |octets, host, state| match octets {
            0 if state != State::Closed => Err(Errno::EINVAL),
            0 => Ok(0),
            octets => Ok(octets.max(i64::from(host.sysctls.rmem_min / 2))),
        },
    ),
    (SocketOption::TypeOfService, |bits, _, _| {
        Ok(bits & !ECN_MASK)
    }),
    (SocketOption::TimeToLive, |hops, _, _| {
        let hops = if hops < 0 { DEFAULT_HOPS } else { hops };
        (hops != 0).then_some(hops).ok_or(Errno::EINVAL)
    }),
    (SocketOption::HopLimit, |hops, _, _| {
        Ok(if hops < 0 { DEFAULT_HOPS } else { hops })
    }),
];

/// `TCP_DEFER_ACCEPT` is kept as repetitions of the SYN,ACK: 1, 3, 7, ... seconds (Linux: `secs_to_retrans`).
fn whole_retries(seconds: i64) -> i64 {
    let mut whole = 0;
    while whole < seconds && whole < MAX_DEFER {
        whole = whole * 2 + 1;
    }
    whole
}

impl Host {
    /// Sets an option; the live connection follows at once, a listener's children later.
    pub(super) fn call_setsockopt(
        &mut self,
        id: SocketId,
        option: SocketOption,
        value: &OptionValue,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let stored = match self.stored(id, option, value) {
            Ok(stored) => stored,
            Err(errno) => {
                return Answer::fail(Rule::OptionRefused, errno);
            }
        };
        let number = stored.number();
        let what = HostWhat::OptionSet { option, number };
        cx.note(Rule::OptionSet, Some(id), what);
        self.act_on_connection(id, option, &stored, cx);
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.options.set(option, stored);
        }
        Answer::ok(0)
    }

    /// What the option becomes when it is set to `value`.
    fn stored(
        &self,
        id: SocketId,
        option: SocketOption,
        value: &OptionValue,
    ) -> Result<OptionValue, Errno> {
        match (option.shape(), value) {
            // Only a process that repairs connections may (Linux: `TCP_REPAIR`).
            (Shape::ReadOnly, _) if option == SocketOption::Timestamp => Err(Errno::EPERM),
            (Shape::ReadOnly, _) => Err(Errno::ENOPROTOOPT),
            (Shape::Flag, OptionValue::Number(number)) => Ok(OptionValue::flag(*number != 0)),
            (Shape::Number(least, most), OptionValue::Number(number)) => {
                let range = i64::from(least)..=i64::from(most);
                if !range.contains(number) {
                    return Err(Errno::EINVAL);
                }
                let known = CONVERSIONS.iter().find(|(known, _)| *known == option);
                let converted = known.map_or(Ok(*number), |(_, convert)| {
                    convert(*number, self, self.state_of(id).unwrap_or(State::Closed))
                });
                converted.map(OptionValue::Number)
            }
            (Shape::Linger, OptionValue::Linger { .. }) | (Shape::Time, OptionValue::Time(_)) => {
                Ok(value.clone())
            }
            // A `struct timeval` of nothing.
            (Shape::Time, OptionValue::Number(0)) => Ok(OptionValue::Time(Duration::ZERO)),
            // Only what this host has can be chosen.
            (Shape::Text, OptionValue::Text(name)) => {
                let known = congestion_named(name).ok_or(Errno::ENOENT);
                known.map(|_| value.clone())
            }
            (Shape::Flag | Shape::Number(..) | Shape::Linger | Shape::Time | Shape::Text, _) => {
                Err(Errno::EINVAL)
            }
        }
    }

    fn act_on_connection(
        &mut self,
        id: SocketId,
        option: SocketOption,
        value: &OptionValue,
        cx: &mut HostCx<'_>,
    ) {
        // The MSS is announced on the SYN and settled by it: a live connection keeps its own.
        let listens = matches!(self.state_of(id), Some(State::Closed | State::Listen));
        if option == SocketOption::MaxSegment && !listens {
            return;
        }
        let sysctls = self.sysctls;
        self.step(id, cx, |connection, cx| {
            connection.configure(|config| turn(option, value, &sysctls, config), cx);
            if option == SocketOption::NoDelay && value.number() != 0 {
                connection.release(cx);
            }
            if option == SocketOption::QuickAck {
                connection.quick_ack(value.number() != 0, cx);
            }
        });
    }

    fn state_of(&self, id: SocketId) -> Option<State> {
        self.sockets.get(&id).map(|socket| socket.state())
    }
}
