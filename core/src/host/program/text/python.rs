//! Calls as Python writes them: methods of a socket.

use super::c::{level, milliseconds, shut, timeval};
use super::{parts, quoted};
use crate::host::calls::{Call, Data, FdRef, MessageFlags, OptionValue, PollFd};
use crate::time::Duration;

/// What starts a thread.
pub(super) fn starts(name: &str, given: &[&str]) -> String {
    let tuple = match given {
        [] => String::new(),
        [one] => format!(", args=({one},)"),
        many => format!(", args=({})", many.join(", ")),
    };
    format!("threading.Thread(target={name}{tuple}).start()")
}

/// One line.
pub(super) fn call(call: &Call, into: Option<&str>, v6: bool) -> String {
    let text = plain(call, v6);
    let Some(name) = into else {
        return text;
    };
    match call {
        Call::Accept { .. } | Call::Accept4 { on: false, .. } => format!("{name}, _ = {text}"),
        Call::Accept4 { on: true, .. } => {
            format!("{name}, _ = {text}; {name}.setblocking(False)")
        }
        // The number of octets is what the program keeps.
        Call::Recv { .. } | Call::Read { .. } | Call::Poll { .. } => {
            format!("{name} = len({text})")
        }
        Call::Socket
        | Call::Bind { .. }
        | Call::Listen { .. }
        | Call::Connect { .. }
        | Call::Send { .. }
        | Call::Write { .. }
        | Call::Shutdown { .. }
        | Call::Close { .. }
        | Call::Abort { .. }
        | Call::SoError { .. }
        | Call::Setsockopt { .. }
        | Call::Getsockopt { .. }
        | Call::SetNonblocking { .. }
        | Call::GetFlags { .. }
        | Call::Ioctl { .. }
        | Call::Getsockname { .. }
        | Call::Getpeername { .. }
        | Call::Dup { .. } => format!("{name} = {text}"),
    }
}

fn plain(call: &Call, v6: bool) -> String {
    match call {
        Call::Socket if v6 => "socket.socket(socket.AF_INET6)".to_owned(),
        Call::Socket => "socket.socket()".to_owned(),
        Call::Bind { fd, port, address } => {
            let address = address.map_or_else(String::new, |address| address.to_string());
            format!("{}.bind((\"{address}\", {port}))", on(fd))
        }
        Call::Listen { fd, backlog } => format!("{}.listen({backlog})", on(fd)),
        Call::Accept { fd } | Call::Accept4 { fd, .. } => format!("{}.accept()", on(fd)),
        Call::Connect { fd, to } => {
            let (host, port) = parts(to);
            format!("{}.connect(({}, {port}))", on(fd), quoted(host))
        }
        Call::Send { fd, data, flags } => {
            format!("{}.send({}{})", on(fd), octets(data), bits(*flags))
        }
        Call::Write { fd, data } => format!("{}.send({})", on(fd), octets(data)),
        Call::Recv { fd, max, flags } => format!("{}.recv({max}{})", on(fd), bits(*flags)),
        Call::Read { fd, max } => format!("{}.recv({max})", on(fd)),
        Call::Shutdown { fd, how } => format!("{}.shutdown(socket.{})", on(fd), shut(*how)),
        Call::Close { fd } => format!("{}.close()", on(fd)),
        Call::Abort { fd } => {
            let fd = on(fd);
            let linger = "socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(\"ii\", 1, 0)";
            format!("{fd}.setsockopt({linger}); {fd}.close()")
        }
        Call::SoError { fd } => {
            format!("{}.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)", on(fd))
        }
        Call::Setsockopt {
            fd,
            option: name,
            value,
        } => {
            let (level, value) = (level(*name), option(value));
            format!(
                "{}.setsockopt(socket.{level}, socket.{name}, {value})",
                on(fd)
            )
        }
        Call::Getsockopt { fd, option } => {
            let level = level(*option);
            format!("{}.getsockopt(socket.{level}, socket.{option})", on(fd))
        }
        Call::SetNonblocking { fd, on: true } => format!("{}.setblocking(False)", on(fd)),
        Call::SetNonblocking { fd, on: false } => format!("{}.setblocking(True)", on(fd)),
        Call::GetFlags { fd } => format!("fcntl.fcntl({}, fcntl.F_GETFL)", on(fd)),
        Call::Ioctl { fd, request } => format!("fcntl.ioctl({}, {})", on(fd), request.name()),
        Call::Poll { fds, timeout } => poll(fds, *timeout),
        Call::Getsockname { fd } => format!("{}.getsockname()", on(fd)),
        Call::Getpeername { fd } => format!("{}.getpeername()", on(fd)),
        Call::Dup { fd } => format!("{}.dup()", on(fd)),
    }
}

/// The socket behind a descriptor.
fn on(fd: &FdRef) -> String {
    match fd {
        FdRef::Number(fd) => format!("socket.socket(fileno={fd})"),
        FdRef::Variable(name) => name.clone(),
    }
}

fn poll(fds: &[PollFd], timeout: Option<Duration>) -> String {
    let list = fds.iter().map(|polled| {
        let events = polled.events.to_string().replace('|', " | ");
        format!("({}, {events})", polled.fd)
    });
    let list: Vec<_> = list.collect();
    format!("poll([{}], {})", list.join(", "), milliseconds(timeout))
}

fn octets(data: &Data) -> String {
    match data {
        Data::Text(text) if text.is_ascii() => format!("b{}", quoted(text)),
        Data::Text(text) => format!("{}.encode()", quoted(text)),
        Data::Octets(count) => format!("data[:{count}]"),
    }
}

/// Flags as a further argument.
fn bits(flags: MessageFlags) -> String {
    if flags.is_empty() {
        return String::new();
    }
    let names = flags.to_string().replace('|', " | socket.");
    format!(", socket.{names}")
}

fn option(value: &OptionValue) -> String {
    match value {
        OptionValue::Number(number) => number.to_string(),
        OptionValue::Linger { on, seconds } => {
            format!("struct.pack(\"ii\", {}, {seconds})", u8::from(*on))
        }
        OptionValue::Time(time) => {
            let (whole, micros) = timeval(*time);
            format!("struct.pack(\"ll\", {whole}, {micros})")
        }
        OptionValue::Text(text) => format!("b{}", quoted(text)),
    }
}
