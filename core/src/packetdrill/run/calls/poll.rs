//! `poll` in a script: `poll([{fd=4, events=POLLOUT, revents=POLLOUT}], 1, 1000) = 1`.

use crate::host::{Call, Fd, FdRef, PollEvents, PollFd, Reply};
use crate::packetdrill::ast::{CallLine, Expr};
use crate::packetdrill::run::{Player, Stop};
use crate::packetdrill::symbols;
use crate::time::Duration;

fn unsupported() -> Stop {
    Stop::Unsupported("a poll of this kind".to_owned())
}

impl Player<'_> {
    /// The call of the host that a line means.
    pub(super) fn poll(&self, line: &CallLine) -> Result<Call, Stop> {
        let mut fds = Vec::new();
        for polled in polled(line)? {
            let script = field(polled, "fd")?;
            let live = self.fds.get(&script).copied().unwrap_or(Fd::NONE);
            fds.push(PollFd {
                fd: FdRef::Number(live),
                events: events(field(polled, "events")?)?,
            });
        }
        let timeout = line.arguments.get(2).ok_or_else(unsupported)?;
        let millis = symbols::value(timeout).map_err(Stop::Unsupported)?;
        let timeout = u64::try_from(millis).ok().map(Duration::from_millis);
        Ok(Call::Poll { fds, timeout })
    }
}

/// Are the events told those that are written?
pub(super) fn same_events(line: &CallLine, reply: &Reply) -> Result<(), Stop> {
    let told: &[PollEvents] = match reply {
        Reply::Events(told) => told,
        Reply::Nothing
        | Reply::Message(_)
        | Reply::Value(_)
        | Reply::Info(_)
        | Reply::Address(_) => &[],
    };
    for (index, polled) in polled(line)?.into_iter().enumerate() {
        let expected = events(field(polled, "revents")?)?;
        let seen = told.get(index).copied().unwrap_or_default();
        if expected != seen {
            let (expected, seen) = (expected.to_string(), seen.to_string());
            return Err(Stop::failed("revents", expected, seen));
        }
    }
    Ok(())
}

type Fields = [(String, Expr)];

fn polled(line: &CallLine) -> Result<Vec<&Fields>, Stop> {
    let Some(Expr::List(items)) = line.arguments.first() else {
        return Err(unsupported());
    };
    let mut records = Vec::new();
    for item in items {
        let Expr::Record(fields) = item else {
            return Err(unsupported());
        };
        records.push(fields.as_slice());
    }
    Ok(records)
}

fn field(fields: &Fields, name: &str) -> Result<i64, Stop> {
    let found = fields.iter().find(|(known, _)| known == name);
    let (_, value) = found.ok_or_else(unsupported)?;
    symbols::value(value).map_err(Stop::Unsupported)
}

fn events(number: i64) -> Result<PollEvents, Stop> {
    let bits = u16::try_from(number).ok();
    bits.and_then(PollEvents::from_bits).ok_or_else(unsupported)
}
