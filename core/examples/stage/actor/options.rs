//! `setsockopt(2)` and `getsockopt(2)`.

use std::io;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::sys::socket::{setsockopt, sockopt};
use nix::{getsockopt_impl, setsockopt_impl, sockopt_impl};
use socket2::{Socket, TcpKeepalive};
use tcp_lab_core::host::{OptionValue, SocketOption};

sockopt_impl!(SynCount, Both, libc::IPPROTO_TCP, libc::TCP_SYNCNT, i32);
sockopt_impl!(Linger2, Both, libc::IPPROTO_TCP, libc::TCP_LINGER2, i32);
sockopt_impl!(
    DeferAccept,
    Both,
    libc::IPPROTO_TCP,
    libc::TCP_DEFER_ACCEPT,
    i32
);
sockopt_impl!(
    WindowClamp,
    Both,
    libc::IPPROTO_TCP,
    libc::TCP_WINDOW_CLAMP,
    i32
);
sockopt_impl!(
    ReceiveLowWater,
    Both,
    libc::SOL_SOCKET,
    libc::SO_RCVLOWAT,
    i32
);

/// Sets an option.
pub(super) fn set(socket: &Socket, option: SocketOption, value: &OptionValue) -> io::Result<()> {
    match value {
        OptionValue::Number(number) => set_number(socket, option, *number),
        OptionValue::Linger { on, seconds } => {
            let seconds = Duration::from_secs((*seconds).into());
            socket.set_linger(on.then_some(seconds))
        }
        OptionValue::Time(length) => {
            let length = Some(Duration::from_nanos(length.as_nanos()));
            let length = length.filter(|length| !length.is_zero());
            if option == SocketOption::SendTimeout {
                socket.set_write_timeout(length)
            } else {
                socket.set_read_timeout(length)
            }
        }
        OptionValue::Text(name) => socket.set_tcp_congestion(name.as_bytes()),
    }
}

fn set_number(socket: &Socket, option: SocketOption, number: i64) -> io::Result<()> {
    let on = number != 0;
    let small = i32::try_from(number).map_err(|_| io::Error::from(Errno::EINVAL))?;
    let size = usize::try_from(number).unwrap_or(0);
    let count = small.unsigned_abs();
    let seconds = Duration::from_secs(count.into());
    let keepalive = TcpKeepalive::new();
    match option {
        SocketOption::ReuseAddress => socket.set_reuse_address(on),
        SocketOption::ReusePort => socket.set_reuse_port(on),
        SocketOption::KeepAlive => socket.set_keepalive(on),
        SocketOption::OobInline => socket.set_out_of_band_inline(on),
        SocketOption::ReceiveBuffer => socket.set_recv_buffer_size(size),
        SocketOption::SendBuffer => socket.set_send_buffer_size(size),
        SocketOption::ReceiveLowWater => Ok(setsockopt(socket, ReceiveLowWater, &small)?),
        SocketOption::Priority => socket.set_priority(count),
        SocketOption::Mark => socket.set_mark(count),
        SocketOption::NoDelay => socket.set_tcp_nodelay(on),
        SocketOption::Cork => socket.set_tcp_cork(on),
        SocketOption::MaxSegment => socket.set_tcp_mss(count),
        SocketOption::KeepIdle => socket.set_tcp_keepalive(&keepalive.with_time(seconds)),
        SocketOption::KeepInterval => socket.set_tcp_keepalive(&keepalive.with_interval(seconds)),
        SocketOption::KeepCount => socket.set_tcp_keepalive(&keepalive.with_retries(count)),
        SocketOption::SynCount => Ok(setsockopt(socket, SynCount, &small)?),
        SocketOption::Linger2 => Ok(setsockopt(socket, Linger2, &small)?),
        SocketOption::DeferAccept => Ok(setsockopt(socket, DeferAccept, &small)?),
        SocketOption::WindowClamp => Ok(setsockopt(socket, WindowClamp, &small)?),
        SocketOption::QuickAck => socket.set_tcp_quickack(on),
        SocketOption::UserTimeout => {
            let timeout = Duration::from_millis(count.into());
            socket.set_tcp_user_timeout(Some(timeout))
        }
        SocketOption::NotSentLowWater => socket.set_tcp_notsent_lowat(count),
        SocketOption::BindAddressNoPort => {
            Ok(setsockopt(socket, sockopt::IpBindAddressNoPort, &on)?)
        }
        SocketOption::FreeBind => socket.set_freebind_v4(on),
        SocketOption::TypeOfService => socket.set_tos_v4(count),
        SocketOption::TimeToLive => socket.set_ttl_v4(count),
        SocketOption::Linger
        | SocketOption::ReceiveTimeout
        | SocketOption::SendTimeout
        | SocketOption::SendLowWater
        | SocketOption::Error
        | SocketOption::Type
        | SocketOption::Domain
        | SocketOption::Protocol
        | SocketOption::AcceptConnections
        | SocketOption::ZeroCopy
        | SocketOption::NoPush
        | SocketOption::NoOptions
        | SocketOption::KeepInit
        | SocketOption::Congestion
        | SocketOption::Inq
        | SocketOption::Timestamp
        | SocketOption::Info
        | SocketOption::MtuDiscover
        | SocketOption::Mtu
        | SocketOption::ReceiveErrors
        | SocketOption::TrafficClass
        | SocketOption::HopLimit
        | SocketOption::OnlyV6 => Err(Errno::ENOPROTOOPT.into()),
    }
}

/// The value that `getsockopt` tells, of options that tell a number.
pub(super) fn get(socket: &Socket, option: SocketOption) -> io::Result<i64> {
    let flag = |on: bool| i64::from(on);
    let size = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
    let told: Option<io::Result<i64>> = [
        (
            SocketOption::ReceiveBuffer,
            socket.recv_buffer_size().map(size),
        ),
        (
            SocketOption::SendBuffer,
            socket.send_buffer_size().map(size),
        ),
        (SocketOption::MaxSegment, socket.tcp_mss().map(i64::from)),
        (SocketOption::ReuseAddress, socket.reuse_address().map(flag)),
        (SocketOption::ReusePort, socket.reuse_port().map(flag)),
        (SocketOption::NoDelay, socket.tcp_nodelay().map(flag)),
        (SocketOption::KeepAlive, socket.keepalive().map(flag)),
    ]
    .into_iter()
    .find_map(|(known, value)| (known == option).then_some(value));
    if option == SocketOption::Error {
        // Asking takes it.
        let error = socket.take_error()?.and_then(|error| error.raw_os_error());
        return Ok(error.unwrap_or(0).into());
    }
    told.unwrap_or(Ok(0))
}
