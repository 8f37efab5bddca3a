//! System calls: when they are made, and whether they return what is written.

mod poll;
mod translate;

use super::{Blocking, Due, IDLE_PATIENCE, PATIENCE, Player, Stop};
use crate::host::{CallResult, Errno, Fd, OptionValue, ProcessId, Reply};
use crate::packetdrill::ast::{CallLine, Event, Expr};
use crate::packetdrill::flow::{Flow, Stage};
use crate::packetdrill::machine::Returned;
use crate::packetdrill::symbols;
use crate::time::Instant;
use translate::Made;

impl<'s> Player<'s> {
    /// The application makes a call; one that still blocks comes to its end first.
    pub(super) fn call_event(
        &mut self,
        event: &'s Event,
        line: &'s CallLine,
        due: Due,
    ) -> Result<(), Stop> {
        if self.blocking.is_some() {
            self.finish_blocking()?;
        }
        self.wait(due)?;
        let call = match self.translate(line)? {
            Made::Call(call) => call,
            Made::Nothing => return self.check(line, &Ok(0), &Reply::Nothing),
        };
        let began = self.machine.now;
        let until = line.until.map(|until| due.anchor + until);
        self.before_call(line);
        match (self.machine.call(call), until) {
            (Some((result, reply)), None) => self.check(line, &result, &reply),
            (Some((result, reply)), Some(until)) => {
                self.check(line, &result, &reply)?;
                self.call_in_time(began, until, began)
            }
            (None, Some(until)) => {
                self.blocking = Some(Blocking {
                    line,
                    event,
                    began,
                    until,
                });
                Ok(())
            }
            (None, None) => {
                let returned = self.machine.await_return(PATIENCE)?;
                let returned = returned.ok_or_else(|| stuck(line))?;
                self.check(line, &returned.result, &returned.reply)
            }
        }
    }

    /// The call that blocks returns before anything else is called.
    pub(super) fn finish_blocking(&mut self) -> Result<(), Stop> {
        let Some(blocking) = self.blocking.clone() else {
            return Ok(());
        };
        let left = blocking.until.since(self.machine.now) + IDLE_PATIENCE;
        match self.machine.await_return(left)? {
            Some(returned) => self.check_blocking(&returned),
            None => {
                self.blocking = None;
                Err(stuck(blocking.line))
            }
        }
    }

    /// A call that blocked has returned: with what is written, and when it is written.
    pub(super) fn check_blocking(&mut self, returned: &Returned) -> Result<(), Stop> {
        let Some(blocking) = self.blocking.take() else {
            return Ok(());
        };
        let checked = self
            .check(blocking.line, &returned.result, &returned.reply)
            .and_then(|()| self.call_in_time(blocking.began, blocking.until, returned.at));
        checked.map_err(|stop| at_line(stop, blocking.event))
    }

    /// A call returns in time: the tolerance grows with how long it is to last.
    fn call_in_time(&self, began: Instant, until: Instant, at: Instant) -> Result<(), Stop> {
        let due = Due {
            anchor: began,
            from: until,
            to: until,
            any: false,
        };
        self.in_time(due, at, self.proportion(until.since(began)))
    }

    /// What a call means for the connections of the script.
    fn before_call(&mut self, line: &CallLine) {
        let fd = line
            .arguments
            .first()
            .and_then(|fd| symbols::value(fd).ok());
        let stage = match line.name.as_str() {
            "listen" => Stage::Listening,
            "connect" => Stage::Connecting,
            _ => return,
        };
        let flow = self.flows.iter_mut().rev().find(|flow| flow.fd == fd);
        if let Some(flow) =
            flow.filter(|flow| stage == Stage::Listening || flow.stage == Stage::New)
        {
            flow.stage = stage;
        }
    }

    /// Is the result as written?
    fn check(&mut self, line: &CallLine, result: &CallResult, reply: &Reply) -> Result<(), Stop> {
        let checked = self
            .check_result(line, result)
            .and_then(|()| self.check_reply(line, result, reply));
        if self.setup.tolerant_calls && matches!(checked, Err(Stop::Failed { .. })) {
            return Ok(());
        }
        checked
    }

    fn check_result(&mut self, line: &CallLine, result: &CallResult) -> Result<(), Stop> {
        let expected = symbols::value(&line.result).map_err(Stop::Unsupported)?;
        let seen = result.map_or(-1, i64::from);
        let descriptor = matches!(line.name.as_str(), "socket" | "accept" | "accept4" | "dup");
        let same = seen == expected || (descriptor && seen >= 0 && expected >= 0);
        let errno = result.err().map(Errno::name);
        let wanted = line.errno.as_deref().map(alias);
        if !same || (wanted.is_some() && wanted != errno) {
            let expected = format!("{expected} {}", wanted.unwrap_or_default());
            let seen = format!("{seen} {}", errno.unwrap_or_default());
            return Err(Stop::failed("result", expected.trim_end(), seen.trim_end()));
        }
        if let (true, Ok(fd)) = (descriptor, result) {
            self.new_descriptor(line, expected, Fd(i32::try_from(*fd).unwrap_or(-1)));
        }
        if line.name == "close"
            && let Some(Ok(fd)) = line.arguments.first().map(symbols::value)
        {
            self.fds.remove(&fd);
        }
        Ok(())
    }

    /// A descriptor of the host gets the number that the script has for it.
    fn new_descriptor(&mut self, line: &CallLine, script: i64, live: Fd) {
        self.fds.insert(script, live);
        if line.name == "socket" {
            self.flows
                .push(Flow::new(Stage::New, Some(script), &self.setup));
            self.current = self.flows.len().checked_sub(1);
            return;
        }
        let remote = self.socket(live).and_then(crate::host::Socket::remote);
        let accepted = self
            .flows
            .iter_mut()
            .rev()
            .find(|flow| flow.fd.is_none() && Some(flow.remote) == remote);
        if let Some(flow) = accepted {
            flow.fd = Some(script);
        }
    }

    /// The socket of a descriptor of the host.
    pub(super) fn socket(&self, fd: Fd) -> Option<&crate::host::Socket> {
        let process = self
            .machine
            .host
            .processes()
            .get(usize::from(ProcessId(0).0))?;
        let (_, id) = process.descriptors().find(|(known, _)| *known == fd)?;
        self.machine.host.socket(id)
    }

    /// What a call writes through its pointers.
    fn check_reply(&self, line: &CallLine, result: &CallResult, reply: &Reply) -> Result<(), Stop> {
        if result.is_err() {
            return Ok(());
        }
        match line.name.as_str() {
            "getsockopt" => self.same_value(line.arguments.get(3), reply),
            "ioctl" => self.same_value(line.arguments.get(2), reply),
            "poll" => poll::same_events(line, reply),
            "recvmsg" => same_control(line.arguments.get(1), reply),
            _ => Ok(()),
        }
    }

    /// The value that `getsockopt` and `ioctl` hand over.
    fn same_value(&self, written: Option<&Expr>, reply: &Reply) -> Result<(), Stop> {
        let Some(written) = written.filter(|written| **written != Expr::Ellipsis) else {
            return Ok(());
        };
        let seen = match reply {
            Reply::Value(value) => value.clone(),
            Reply::Nothing
            | Reply::Message(_)
            | Reply::Address(_)
            | Reply::Info(_)
            | Reply::Events(_) => OptionValue::Number(0),
        };
        if let Some(errno) = written_errno(written) {
            return self.same_errno(errno, &seen);
        }
        let expected = written_value(written).map_err(Stop::Unsupported)?;
        if expected == seen {
            return Ok(());
        }
        Err(Stop::failed(
            "value",
            expected.to_string(),
            seen.to_string(),
        ))
    }

    /// An error by its name; the number depends on the system.
    fn same_errno(&self, expected: Errno, seen: &OptionValue) -> Result<(), Stop> {
        let table = self.machine.host.sysctls().errors;
        let number = |errno: &Errno| i64::from(errno.told(table).0);
        if seen.integer() == Some(number(&expected)) {
            return Ok(());
        }
        let known = Errno::ALL
            .iter()
            .find(|errno| Some(number(errno)) == seen.integer());
        let seen = known.map_or_else(|| seen.to_string(), |errno| errno.name().to_owned());
        Err(Stop::failed("value", expected.name(), seen))
    }
}

/// `EWOULDBLOCK` is another name of `EAGAIN`.
fn alias(name: &str) -> &str {
    if name == "EWOULDBLOCK" {
        "EAGAIN"
    } else {
        name
    }
}

fn stuck(line: &CallLine) -> Stop {
    Stop::failed(
        "result",
        format!("{} returns", line.name),
        "it still blocks",
    )
}

/// A call that returns later speaks of its own line.
fn at_line(stop: Stop, event: &Event) -> Stop {
    match stop {
        Stop::Failed {
            what,
            expected,
            seen,
        } => Stop::Failed {
            what: format!("{what} of the call at {}", event.place),
            expected,
            seen,
        },
        Stop::Unsupported(_) => stop,
    }
}

/// The value of an option as a script writes it.
fn written_value(written: &Expr) -> Result<OptionValue, String> {
    let single = if let Expr::List(items) = written
        && let [only] = items.as_slice()
    {
        only
    } else {
        written
    };
    match single {
        Expr::Text(text) => Ok(OptionValue::Text(text.clone())),
        Expr::Record(fields) => linger(fields),
        Expr::Ellipsis
        | Expr::Number(_)
        | Expr::Name(_)
        | Expr::Or(_)
        | Expr::List(_)
        | Expr::Apply(..) => symbols::value(single).map(OptionValue::Number),
    }
}

/// `[ECONNRESET]`
fn written_errno(written: &Expr) -> Option<Errno> {
    let Expr::List(items) = written else {
        return None;
    };
    let [Expr::Name(name)] = items.as_slice() else {
        return None;
    };
    Errno::ALL
        .iter()
        .copied()
        .find(|errno| errno.name() == alias(name))
}

/// `{onoff=1, linger=0}`
fn linger(fields: &[(String, Expr)]) -> Result<OptionValue, String> {
    let field = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        let (_, value) = found.ok_or_else(|| "a structure".to_owned())?;
        symbols::value(value)
    };
    Ok(OptionValue::Linger {
        on: field("onoff")? != 0,
        seconds: u32::try_from(field("linger")?).unwrap_or(0),
    })
}

/// The octets left that `recvmsg` tells in a control message (`TCP_CM_INQ`).
fn same_control(written: Option<&Expr>, reply: &Reply) -> Result<(), Stop> {
    let Some(Expr::Record(fields)) = written else {
        return Ok(());
    };
    let control = fields.iter().find(|(name, _)| name == "msg_control");
    let Some((_, Expr::List(messages))) = control else {
        return Ok(());
    };
    for message in messages {
        let Expr::Record(parts) = message else {
            continue;
        };
        let part = |wanted: &str| {
            parts
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value)
        };
        let kind = part("cmsg_type");
        if kind != Some(&Expr::Name("TCP_CM_INQ".to_owned())) {
            return Err(Stop::Unsupported(
                "control messages other than TCP_CM_INQ".to_owned(),
            ));
        }
        let expected = part("cmsg_data").map(symbols::value);
        let seen = match reply {
            Reply::Message(message) => message.inq.map(i64::from),
            Reply::Nothing
            | Reply::Value(_)
            | Reply::Info(_)
            | Reply::Events(_)
            | Reply::Address(_) => None,
        };
        if expected != seen.map(Ok) {
            let expected = format!("{:?}", part("cmsg_data"));
            return Err(Stop::failed("TCP_CM_INQ", expected, format!("{seen:?}")));
        }
    }
    Ok(())
}
