//! Calls of a script as calls of the host.

use super::written_value;
use crate::host::{Call, Data, Fd, FdRef, How, MessageFlags, OptionValue, Request, SocketOption};
use crate::packetdrill::ast::{CallLine, Expr};
use crate::packetdrill::run::{Player, Stop};
use crate::packetdrill::symbols;

/// What becomes of a call of a script.
pub(super) enum Made {
    /// This call of the host.
    Call(Call),
    /// Nothing: it succeeds, and means nothing here.
    Nothing,
}

/// `MSG_ZEROCOPY`, `MSG_FASTOPEN`
const UNMODELLED_FLAGS: i64 = 0x400_0000 | 0x2000_0000;

impl Player<'_> {
    /// The call of the host that a line means.
    pub(super) fn translate(&self, line: &CallLine) -> Result<Made, Stop> {
        let arguments = Arguments { line };
        let fd = || self.descriptor(&arguments);
        Ok(Made::Call(match line.name.as_str() {
            "socket" => return socket(&arguments),
            "bind" => Call::Bind {
                fd: fd()?,
                port: self.port_of(arguments.at(1)?, self.setup.bind_port)?,
                address: Some(self.setup.local),
            },
            "listen" => Call::Listen {
                fd: fd()?,
                backlog: arguments.size(1)?,
            },
            "accept" => Call::Accept { fd: fd()? },
            "accept4" => Call::Accept4 {
                fd: fd()?,
                on: arguments.number(3)? & 0o4000 != 0,
            },
            "connect" => Call::Connect {
                fd: fd()?,
                to: self.peer_of(arguments.at(1)?)?,
            },
            "shutdown" => Call::Shutdown {
                fd: fd()?,
                how: how(arguments.number(1)?)?,
            },
            "close" => Call::Close { fd: fd()? },
            "dup" => Call::Dup { fd: fd()? },
            "fcntl" => return fcntl(fd()?, &arguments),
            "ioctl" => Call::Ioctl {
                fd: fd()?,
                request: request(&arguments)?,
            },
            "setsockopt" => return setsockopt(fd()?, &arguments),
            "getsockopt" => Call::Getsockopt {
                fd: fd()?,
                option: option(&arguments)?,
            },
            "poll" => self.poll(line)?,
            name => return transfer(name, fd()?, &arguments).map(Made::Call),
        }))
    }

    /// The host's descriptor for that of the script; one that the script has closed is nobody's.
    fn descriptor(&self, arguments: &Arguments<'_>) -> Result<FdRef, Stop> {
        let script = arguments.number(0)?;
        Ok(FdRef::Number(
            self.fds.get(&script).copied().unwrap_or(Fd::NONE),
        ))
    }

    fn port_of(&self, address: &Expr, default: u16) -> Result<u16, Stop> {
        match address {
            Expr::Ellipsis => Ok(default),
            Expr::Record(fields) => {
                let port = fields.iter().find(|(name, _)| name == "sin_port");
                let port = port.and_then(|(_, port)| symbols::value(port).ok());
                let port = port.and_then(|port| u16::try_from(port).ok());
                port.ok_or_else(|| unsupported("this address"))
            }
            Expr::Number(_)
            | Expr::Name(_)
            | Expr::Text(_)
            | Expr::Or(_)
            | Expr::List(_)
            | Expr::Apply(..) => Err(unsupported("this address")),
        }
    }

    fn peer_of(&self, address: &Expr) -> Result<String, Stop> {
        let port = self.port_of(address, self.setup.connect_port)?;
        Ok(std::net::SocketAddr::new(self.setup.remote, port).to_string())
    }
}

fn unsupported(what: &str) -> Stop {
    Stop::Unsupported(what.to_owned())
}

/// The arguments of a call.
struct Arguments<'a> {
    line: &'a CallLine,
}

impl<'a> Arguments<'a> {
    fn at(&self, index: usize) -> Result<&'a Expr, Stop> {
        let missing = || Stop::Unsupported(format!("{} with so few arguments", self.line.name));
        self.line.arguments.get(index).ok_or_else(missing)
    }

    fn number(&self, index: usize) -> Result<i64, Stop> {
        let unknown = |what| Stop::Unsupported(format!("{what} in {}", self.line.name));
        symbols::value(self.at(index)?).map_err(unknown)
    }

    fn size(&self, index: usize) -> Result<u32, Stop> {
        let number = self.number(index)?;
        u32::try_from(number)
            .map_err(|_| Stop::Unsupported(format!("{number} in {}", self.line.name)))
    }

    fn name(&self, index: usize) -> Result<&'a str, Stop> {
        match self.at(index)? {
            Expr::Name(name) => Ok(name),
            Expr::Ellipsis
            | Expr::Number(_)
            | Expr::Text(_)
            | Expr::Or(_)
            | Expr::List(_)
            | Expr::Record(_)
            | Expr::Apply(..) => Err(Stop::Unsupported(format!(
                "a number for a name in {}",
                self.line.name
            ))),
        }
    }

    /// `NULL` where a buffer should be.
    fn nowhere(&self, index: usize) -> Result<MessageFlags, Stop> {
        let null = *self.at(index)? == Expr::Name("NULL".to_owned());
        Ok(if null {
            MessageFlags::NOWHERE
        } else {
            MessageFlags::empty()
        })
    }

    fn flags(&self, index: usize) -> Result<MessageFlags, Stop> {
        let number = self.number(index)?;
        if number & UNMODELLED_FLAGS != 0 {
            return Err(unsupported("MSG_ZEROCOPY and MSG_FASTOPEN"));
        }
        let flags = u16::try_from(number).ok().and_then(MessageFlags::from_bits);
        flags.ok_or_else(|| Stop::Unsupported(format!("flags {number:#x} in {}", self.line.name)))
    }

    /// Octets of all pieces of `struct iovec`, in a list or in the `msg_iov` of `struct msghdr`.
    fn pieces(&self, index: usize) -> Result<u32, Stop> {
        let list = pieces_in(self.at(index)?);
        let list = list.ok_or_else(|| unsupported("a message of this kind"))?;
        list.iter().try_fold(0_u32, |octets, piece| {
            let length = length_of(piece).ok_or_else(|| unsupported("a piece of this kind"))?;
            Ok(octets.saturating_add(length))
        })
    }
}

fn pieces_in(message: &Expr) -> Option<&[Expr]> {
    if let Expr::List(list) = message {
        return Some(list);
    }
    let Expr::Record(fields) = message else {
        return None;
    };
    let (_, pieces) = fields.iter().find(|(name, _)| name == "msg_iov")?;
    if let Expr::List(list) = pieces {
        Some(list)
    } else {
        None
    }
}

/// `{..., 40}`
fn length_of(piece: &Expr) -> Option<u32> {
    let Expr::Record(fields) = piece else {
        return None;
    };
    let (_, length) = fields.last()?;
    u32::try_from(symbols::value(length).ok()?).ok()
}

fn socket(arguments: &Arguments<'_>) -> Result<Made, Stop> {
    let protocol = arguments.at(2)?;
    let tcp = [Expr::Name("IPPROTO_TCP".to_owned()), Expr::Number(0)];
    if arguments.number(1)? & 0xf != 1 || !tcp.contains(protocol) {
        return Err(unsupported("sockets that are not TCP"));
    }
    Ok(Made::Call(Call::Socket))
}

fn how(number: i64) -> Result<How, Stop> {
    match number {
        0 => Ok(How::Read),
        1 => Ok(How::Write),
        2 => Ok(How::Both),
        _ => Err(unsupported("shutdown of this direction")),
    }
}

fn fcntl(fd: FdRef, arguments: &Arguments<'_>) -> Result<Made, Stop> {
    Ok(Made::Call(match arguments.name(1)? {
        "F_GETFL" => Call::GetFlags { fd },
        "F_SETFL" => Call::SetNonblocking {
            fd,
            on: arguments.number(2)? & 0o4000 != 0,
        },
        name => return Err(Stop::Unsupported(format!("fcntl {name}"))),
    }))
}

fn request(arguments: &Arguments<'_>) -> Result<Request, Stop> {
    let name = match arguments.name(1)? {
        "FIONREAD" => "SIOCINQ",
        "TIOCOUTQ" => "SIOCOUTQ",
        name => name,
    };
    let request = Request::ALL
        .into_iter()
        .find(|request| request.name() == name);
    request.ok_or_else(|| Stop::Unsupported(format!("ioctl {name}")))
}

fn option(arguments: &Arguments<'_>) -> Result<SocketOption, Stop> {
    let name = arguments.name(2)?;
    SocketOption::from_name(name).ok_or_else(|| Stop::Unsupported(format!("socket option {name}")))
}

/// Options that only say how something is done, not what.
const WITHOUT_MEANING: [&str; 2] = ["SO_DEBUG", "SO_TIMESTAMP"];

fn setsockopt(fd: FdRef, arguments: &Arguments<'_>) -> Result<Made, Stop> {
    if WITHOUT_MEANING.contains(&arguments.name(2)?) {
        return Ok(Made::Nothing);
    }
    let option = option(arguments)?;
    if option == SocketOption::ZeroCopy {
        return Err(unsupported("SO_ZEROCOPY"));
    }
    let value = written_value(arguments.at(3)?).map_err(Stop::Unsupported)?;
    // The kernel reads an `int`.
    let value = match value
        .integer()
        .and_then(|number| u32::try_from(number).ok())
    {
        Some(number) => OptionValue::Number(number.cast_signed().into()),
        None => value,
    };
    Ok(Made::Call(Call::Setsockopt { fd, option, value }))
}

/// The calls that carry data.
fn transfer(name: &str, fd: FdRef, arguments: &Arguments<'_>) -> Result<Call, Stop> {
    let octets = |count| Data::Octets(count);
    Ok(match name {
        "write" => Call::Send {
            fd,
            data: octets(arguments.size(2)?),
            flags: arguments.nowhere(1)?,
        },
        "send" | "sendto" => Call::Send {
            fd,
            data: octets(arguments.size(2)?),
            flags: arguments.flags(3)? | arguments.nowhere(1)?,
        },
        "writev" => Call::Write {
            fd,
            data: octets(arguments.pieces(1)?),
        },
        "sendmsg" => Call::Send {
            fd,
            data: octets(arguments.pieces(1)?),
            flags: arguments.flags(2)?,
        },
        "read" => Call::Recv {
            fd,
            max: arguments.size(2)?,
            flags: arguments.nowhere(1)?,
        },
        "recv" | "recvfrom" => Call::Recv {
            fd,
            max: arguments.size(2)?,
            flags: arguments.flags(3)? | arguments.nowhere(1)?,
        },
        "readv" => Call::Read {
            fd,
            max: arguments.pieces(1)?,
        },
        "recvmsg" => Call::Recv {
            fd,
            max: arguments.pieces(1)?,
            flags: arguments.flags(2)?,
        },
        name => return Err(Stop::Unsupported(format!("call {name}"))),
    })
}
