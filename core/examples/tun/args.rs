//! The command line.

use std::net::{IpAddr, SocketAddr};

use tcp_lab_core::host::Profile;

use super::mischief::Chances;

/// What to do as a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Send back what comes to this port.
    Echo(u16),
    /// Take what comes to this port.
    Discard(u16),
    /// Send standard input there.
    Connect(SocketAddr),
}

/// Everything that can be said.
#[derive(Clone, Debug)]
pub(crate) struct Args {
    /// Of the device.
    pub(crate) name: String,
    /// The kernel's address on it.
    pub(crate) address: IpAddr,
    /// Bits of its network.
    pub(crate) prefix: u8,
    /// The engine's address.
    pub(crate) engine: IpAddr,
    /// The engine's profile.
    pub(crate) profile: Profile,
    /// What happens to datagrams by chance.
    pub(crate) chances: Chances,
    /// Of the chance.
    pub(crate) seed: u64,
    /// What to do.
    pub(crate) task: Task,
}

impl Args {
    /// Reads options, then the task.
    pub(crate) fn read(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Self {
            name: "tcplab0".to_owned(),
            address: IpAddr::from([10, 9, 0, 1]),
            prefix: 24,
            engine: IpAddr::from([10, 9, 0, 2]),
            profile: Profile::default(),
            chances: Chances::default(),
            seed: 1,
            task: Task::Echo(7),
        };
        let mut words = words.peekable();
        while let Some(option) = words.next_if(|word| word.starts_with("--")) {
            let value = words.next().ok_or(format!("{option} needs a value"))?;
            args.option(&option, &value)?;
        }
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        args.task = task(&words)?;
        Ok(args)
    }

    fn option(&mut self, option: &str, value: &str) -> Result<(), String> {
        match option {
            "--name" => value.clone_into(&mut self.name),
            "--address" => (self.address, self.prefix) = network(value)?,
            "--engine" => self.engine = parsed(value, "an address")?,
            "--profile" => {
                let profile = serde_json::from_value(value.into());
                self.profile = profile.map_err(|error| format!("{value}: {error}"))?;
            }
            "--loss" => self.chances.loss = ppm(value)?,
            "--duplicate" => self.chances.duplicate = ppm(value)?,
            "--reorder" => self.chances.reorder = ppm(value)?,
            "--seed" => self.seed = parsed(value, "a number")?,
            _ => return Err(format!("{option} is no option")),
        }
        Ok(())
    }
}

fn task(words: &[&str]) -> Result<Task, String> {
    match words {
        ["listen", port] | ["listen", port, "echo"] => Ok(Task::Echo(parsed(port, "a port")?)),
        ["listen", port, "discard"] => Ok(Task::Discard(parsed(port, "a port")?)),
        ["connect", to] => Ok(Task::Connect(parsed(to, "ADDRESS:PORT")?)),
        _ => Err("expected: listen PORT [echo|discard], or connect ADDRESS:PORT".to_owned()),
    }
}

fn parsed<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text}: expected {what}"))
}

/// `10.9.0.1/24`
fn network(text: &str) -> Result<(IpAddr, u8), String> {
    let (address, prefix) = text
        .split_once('/')
        .ok_or(format!("{text}: expected ADDRESS/BITS"))?;
    Ok((
        parsed(address, "an address")?,
        parsed(prefix, "a number of bits")?,
    ))
}

/// Per cent, with up to four decimals, as parts in a million: `0.5%` is 5000.
fn ppm(text: &str) -> Result<u32, String> {
    let wrong = || format!("{text}: expected 0% to 100%, with at most four decimals");
    let number = text.strip_suffix('%').ok_or_else(wrong)?;
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if decimals.len() > 4 {
        return Err(wrong());
    }
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let decimals: u32 = format!("{decimals:0<4}").parse().map_err(|_| wrong())?;
    let ppm = whole.saturating_mul(10_000).saturating_add(decimals);
    if ppm <= tcp_lab_core::rng::PPM {
        Ok(ppm)
    } else {
        Err(wrong())
    }
}
