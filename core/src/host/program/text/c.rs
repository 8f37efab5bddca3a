//! Calls as C writes them.

use super::{parts, quoted};
use crate::host::calls::{
    Call, CallName, Data, How, MessageFlags, OptionValue, PollFd, SocketOption,
};
use crate::time::Duration;

/// What is written before a number.
pub(super) const INT: &str = "int ";
/// What is written before a number of octets, or -1.
pub(super) const SIZE: &str = "ssize_t ";

/// The first lines of the function of a thread, with their indents. One number fits into the pointer that it is given;
/// of several it gets a copy of its own.
pub(super) fn begins(name: &str, given: &[&str]) -> Vec<(u16, String)> {
    let head = (0, format!("static void *{name}(void *arg) {{"));
    match given {
        [] => vec![head, (1, "(void)arg;".to_owned())],
        [one] => vec![head, (1, format!("int {one} = (int)(intptr_t)arg;"))],
        many => {
            let members = many.join(", ");
            let of = |member: &&str| format!("{member} = given.{member}");
            let taken: Vec<_> = many.iter().map(of).collect();
            vec![
                (0, format!("struct {name} {{ int {members}; }};")),
                head,
                (1, format!("struct {name} given = *(struct {name} *)arg;")),
                (1, "free(arg);".to_owned()),
                (1, format!("int {};", taken.join(", "))),
            ]
        }
    }
}

/// What starts it.
pub(super) fn starts(thread: &str, name: &str, given: &[&str]) -> String {
    let start = |arg: &str| format!("pthread_create(&{thread}, NULL, {name}, {arg});");
    match given {
        [] => start("NULL"),
        [one] => start(&format!("(void *)(intptr_t){one}")),
        many => {
            let copy = format!("struct {name} *arg = malloc(sizeof *arg);");
            let members = many.join(", ");
            let filled = format!("*arg = (struct {name}){{{members}}};");
            format!("{{ {copy} {filled} {} }}", start("arg"))
        }
    }
}

/// What kind of number the call returns.
pub(super) fn kind(call: &Call) -> &'static str {
    match call.name() {
        CallName::Send | CallName::Write | CallName::Recv | CallName::Read => SIZE,
        CallName::Socket
        | CallName::Bind
        | CallName::Listen
        | CallName::Accept
        | CallName::Accept4
        | CallName::Connect
        | CallName::Shutdown
        | CallName::Close
        | CallName::Abort
        | CallName::SoError
        | CallName::Setsockopt
        | CallName::Getsockopt
        | CallName::SetNonblocking
        | CallName::GetFlags
        | CallName::Ioctl
        | CallName::Poll
        | CallName::Getsockname
        | CallName::Getpeername
        | CallName::Dup => INT,
    }
}

/// One line. `declares` stands before a variable that C has not seen yet.
pub(super) fn call(call: &Call, into: Option<&str>, declares: &str, v6: bool) -> String {
    let name = into.unwrap_or("(int){0}");
    let text = plain(call, name, v6);
    let Some(name) = into else {
        return format!("{text};");
    };
    let through_pointer = matches!(
        call,
        Call::SoError { .. } | Call::Getsockopt { .. } | Call::Ioctl { .. }
    );
    if !through_pointer {
        format!("{declares}{name} = {text};")
    } else if declares.is_empty() {
        format!("{text};")
    } else {
        format!("{declares}{name}; {text};")
    }
}

/// The call. `value` is where it writes what it finds.
fn plain(call: &Call, value: &str, v6: bool) -> String {
    match call {
        Call::Socket if v6 => "socket(AF_INET6, SOCK_STREAM, 0)".to_owned(),
        Call::Socket => "socket(AF_INET, SOCK_STREAM, 0)".to_owned(),
        Call::Bind { fd, port, address } => {
            let any = || "INADDR_ANY".to_owned();
            let address = address.map_or_else(any, |address| quoted(&address.to_string()));
            format!("bind({fd}, {address}, {port})")
        }
        Call::Listen { fd, backlog } => format!("listen({fd}, {backlog})"),
        Call::Accept { fd } | Call::Accept4 { fd, on: false } => {
            format!("accept({fd}, NULL, NULL)")
        }
        Call::Accept4 { fd, on: true } => format!("accept4({fd}, NULL, NULL, SOCK_NONBLOCK)"),
        Call::Connect { fd, to } => {
            let (host, port) = parts(to);
            format!("connect({fd}, {}, {port})", quoted(host))
        }
        Call::Send { fd, data, flags } => {
            format!(
                "send({fd}, {}, {}, {})",
                octets(data),
                data.len(),
                bits(*flags)
            )
        }
        Call::Write { fd, data } => format!("write({fd}, {}, {})", octets(data), data.len()),
        Call::Recv { fd, max, flags } => format!("recv({fd}, buf, {max}, {})", bits(*flags)),
        Call::Read { fd, max } => format!("read({fd}, buf, {max})"),
        Call::Shutdown { fd, how } => format!("shutdown({fd}, {})", shut(*how)),
        Call::Close { fd } => format!("close({fd})"),
        Call::Abort { fd } => {
            let linger = OptionValue::Linger {
                on: true,
                seconds: 0,
            };
            let linger = option(&linger);
            format!("setsockopt({fd}, SOL_SOCKET, SO_LINGER, {linger}); close({fd})")
        }
        Call::Setsockopt {
            fd,
            option: name,
            value: given,
        } => format!(
            "setsockopt({fd}, {}, {name}, {})",
            level(*name),
            option(given)
        ),
        Call::SetNonblocking { fd, on: true } => format!("fcntl({fd}, F_SETFL, O_NONBLOCK)"),
        Call::SetNonblocking { fd, on: false } => format!("fcntl({fd}, F_SETFL, 0)"),
        Call::GetFlags { fd } => format!("fcntl({fd}, F_GETFL)"),
        Call::Poll { fds, timeout } => poll(fds, *timeout),
        Call::Getsockname { fd } => format!("getsockname({fd}, &addr, &len)"),
        Call::Getpeername { fd } => format!("getpeername({fd}, &addr, &len)"),
        Call::Dup { fd } => format!("dup({fd})"),
        Call::SoError { fd } => format!("getsockopt({fd}, SOL_SOCKET, SO_ERROR, &{value}, &len)"),
        Call::Getsockopt { fd, option } => {
            let level = level(*option);
            format!("getsockopt({fd}, {level}, {option}, &{value}, &len)")
        }
        Call::Ioctl { fd, request } => format!("ioctl({fd}, {}, &{value})", request.name()),
    }
}

fn poll(fds: &[PollFd], timeout: Option<Duration>) -> String {
    let list: Vec<_> = fds.iter().map(ToString::to_string).collect();
    let timeout = milliseconds(timeout);
    format!(
        "poll((struct pollfd[]){{{}}}, {}, {timeout})",
        list.join(", "),
        fds.len()
    )
}

/// The timeout of `poll`: -1 is for ever.
pub(super) fn milliseconds(timeout: Option<Duration>) -> String {
    timeout.map_or_else(
        || "-1".to_owned(),
        |timeout| timeout.as_nanos().div_ceil(1_000_000).to_string(),
    )
}

/// `sleep` takes whole seconds, `usleep` less than one, `nanosleep` anything.
pub(super) fn sleep(length: Duration) -> String {
    let (whole, rest) = (
        length.as_nanos() / 1_000_000_000,
        length.as_nanos() % 1_000_000_000,
    );
    match (whole, rest) {
        (whole, 0) => format!("sleep({whole});"),
        (0, rest) if rest % 1000 == 0 => format!("usleep({});", rest / 1000),
        (whole, rest) => format!("nanosleep(&(struct timespec){{{whole}, {rest}}}, NULL);"),
    }
}

fn octets(data: &Data) -> String {
    match data {
        Data::Text(text) => quoted(text),
        Data::Octets(_) => "data".to_owned(),
    }
}

fn bits(flags: MessageFlags) -> String {
    flags.to_string().replace('|', " | ")
}

pub(super) const fn shut(how: How) -> &'static str {
    match how {
        How::Read => "SHUT_RD",
        How::Write => "SHUT_WR",
        How::Both => "SHUT_RDWR",
    }
}

/// The level that an option belongs to.
pub(super) fn level(option: SocketOption) -> &'static str {
    match option.name().split('_').next() {
        Some("TCP") => "IPPROTO_TCP",
        Some("IP") => "IPPROTO_IP",
        Some("IPV6") => "IPPROTO_IPV6",
        _ => "SOL_SOCKET",
    }
}

fn option(value: &OptionValue) -> String {
    match value {
        OptionValue::Number(number) => format!("&(int){{{number}}}, sizeof(int)"),
        OptionValue::Linger { on, seconds } => {
            let on = u8::from(*on);
            format!("&(struct linger){{{on}, {seconds}}}, sizeof(struct linger)")
        }
        OptionValue::Time(time) => {
            let (whole, micros) = timeval(*time);
            format!("&(struct timeval){{{whole}, {micros}}}, sizeof(struct timeval)")
        }
        OptionValue::Text(text) => format!("{}, {}", quoted(text), text.len()),
    }
}

/// Seconds and microseconds.
pub(super) const fn timeval(time: Duration) -> (u64, u64) {
    let micros = time.as_nanos() / 1000;
    (micros / 1_000_000, micros % 1_000_000)
}
