//! Shell commands, recognised by what they mean for the host; none is ever executed.

use super::{Player, Stop};
use crate::host::info::state_number;
use crate::host::{Socket, SysctlError};
use crate::packetdrill::shell::{Pipeline, pipelines};
use crate::tcp::State;

/// What Google's `defaults.sh` sets before most of the scripts written for Linux.
const DEFAULTS: &str = include_str!("../defaults.tsv");

/// Commands that prepare or clean the machine the original runs on; here every script has a host of its own.
const WITHOUT_MEANING: [&[&str]; 9] = [
    &["ip", "tcp_metrics", "flush", "all"],
    &["tc", "qdisc", "add", "dev", "tun0", "root", "pfifo"],
    &["tc", "qdisc", "replace", "dev", "tun0", "root", "pfifo"],
    &["nstat"],
    &["tcpdrop", "-s", "TIME_WAIT"],
    // Segments are never joined or split below the engine.
    &["ethtool", "-K", "tun0", "tso", "off", "gso", "off"],
    &["ethtool", "-K", "tun0", "gso", "off", "tso", "off"],
    // What Linux has anyway.
    &[
        "echo",
        "3",
        ">/sys/module/tcp_cubic/parameters/hystart_detect",
    ],
    &["sleep"],
];

impl Player<'_> {
    /// A shell command of the script.
    pub(super) fn shell(&mut self, command: &str) -> Result<(), Stop> {
        pipelines(command)
            .iter()
            .try_for_each(|pipeline| self.pipeline(pipeline))
    }

    fn pipeline(&mut self, pipeline: &Pipeline) -> Result<(), Stop> {
        let [first, filters @ ..] = pipeline.as_slice() else {
            return Ok(());
        };
        let words: Vec<&str> = first.iter().map(String::as_str).collect();
        let unknown = || Stop::Unsupported(format!("shell: {}", shown(pipeline)));
        match (words.as_slice(), filters) {
            (["sysctl", rest @ ..], []) => {
                self.sysctls(rest.iter().filter(|word| !word.starts_with('-')))
            }
            (["sockstat", options @ ..], filters) => self.sockstat(options, filters, pipeline),
            (["grep", _, files @ ..], [port])
                if files.iter().all(|file| file.starts_with("/proc/net/tcp")) =>
            {
                self.proc_net_tcp(first, port, pipeline)
            }
            (words, []) if WITHOUT_MEANING.contains(&words) => Ok(()),
            ([program, rest @ ..], []) => match program.rsplit('/').next() {
                Some("defaults.sh") => self.defaults(),
                Some("set_sysctls.py") => self.sysctls(rest.iter()),
                Some(name) if name.starts_with("sysctl_restore_") => Ok(()),
                Some(_) | None => Err(unknown()),
            },
            _ => Err(unknown()),
        }
    }

    fn defaults(&mut self) -> Result<(), Stop> {
        let lines = DEFAULTS.lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .try_for_each(|(name, value)| self.sysctl(name, value))
    }

    fn sysctls<'a>(&mut self, mut words: impl Iterator<Item = &'a &'a str>) -> Result<(), Stop> {
        words.try_for_each(|word| {
            let (name, value) = word
                .split_once('=')
                .ok_or_else(|| Stop::Unsupported(format!("shell: sysctl {word}")))?;
            self.sysctl(name, value)
        })
    }

    fn sysctl(&mut self, name: &str, value: &str) -> Result<(), Stop> {
        match self.machine.set_sysctl(name, value) {
            Ok(()) => Ok(()),
            Err(SysctlError::Unknown { name, .. }) => {
                Err(Stop::Unsupported(format!("sysctl {name}")))
            }
            Err(error @ SysctlError::Value { .. }) => Err(Stop::Unsupported(error.to_string())),
        }
    }

    /// `sockstat -4 -P tcp -s -p 8080 | grep packetdril | grep -c TIME_WAIT | grep 1`: sockets in a state.
    fn sockstat(
        &self,
        options: &[&str],
        filters: &[Vec<String>],
        pipeline: &Pipeline,
    ) -> Result<(), Stop> {
        let unknown = || Stop::Unsupported(format!("shell: {}", shown(pipeline)));
        let mut filters = filters;
        let owned = filters.first().is_some_and(|filter| {
            filter
                .get(1)
                .is_some_and(|word| "packetdrill".starts_with(word))
        });
        if owned {
            filters = filters.get(1..).unwrap_or_default();
        }
        let [count, wanted] = filters else {
            return Err(unknown());
        };
        let (count, wanted) = (texts(count), texts(wanted));
        let (["grep", "-c", name], ["grep", wanted]) = (count.as_slice(), wanted.as_slice()) else {
            return Err(unknown());
        };
        let state = state(name).ok_or_else(unknown)?;
        let port = options.iter().skip_while(|option| **option != "-p").nth(1);
        let port = port
            .map(|port| port.parse::<u16>())
            .transpose()
            .map_err(|_| unknown())?;
        let family = (!options.contains(&"-6"), !options.contains(&"-4"));
        let counted = self.count(|socket| {
            let (v4, v6) = family;
            let local = socket.local();
            let remote = socket.remote().map(|remote| remote.port());
            let at_port = port.is_none_or(|port| local.port() == port || remote == Some(port));
            socket.state() == state
                && at_port
                && (if local.is_ipv4() { v4 } else { v6 })
                && (!owned || !socket.holders().is_empty())
        });
        if counted.to_string().contains(wanted) {
            return Ok(());
        }
        Err(Stop::failed(
            "sockets",
            format!("{wanted} in {name}"),
            counted.to_string(),
        ))
    }

    /// `grep " 0A " /proc/net/tcp … | grep ":1F90"`: is there a socket in this state, at this port?
    fn proc_net_tcp(
        &self,
        first: &[String],
        port: &[String],
        pipeline: &Pipeline,
    ) -> Result<(), Stop> {
        let unknown = || Stop::Unsupported(format!("shell: {}", shown(pipeline)));
        let hexadecimal = |text: Option<&String>| {
            let text = text?.trim().trim_start_matches(':');
            u16::from_str_radix(text, 16).ok()
        };
        let number = hexadecimal(first.get(1)).ok_or_else(unknown)?;
        let port = hexadecimal(port.get(1)).ok_or_else(unknown)?;
        let found = self.count(|socket| {
            state_number(socket.state()) == u64::from(number) && socket.local().port() == port
        });
        if found > 0 {
            return Ok(());
        }
        Err(Stop::failed("sockets", shown(pipeline), "none"))
    }

    fn count(&self, wanted: impl Fn(&Socket) -> bool) -> usize {
        self.machine
            .host
            .sockets()
            .filter(|socket| wanted(socket))
            .count()
    }
}

fn texts(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn shown(pipeline: &Pipeline) -> String {
    let commands: Vec<String> = pipeline.iter().map(|command| command.join(" ")).collect();
    commands.join(" | ")
}

/// The states as FreeBSD writes them.
fn state(name: &str) -> Option<State> {
    let names = [
        ("CLOSED", State::Closed),
        ("LISTEN", State::Listen),
        ("SYN_SENT", State::SynSent),
        ("SYN_RCVD", State::SynReceived),
        ("ESTABLISHED", State::Established),
        ("CLOSE_WAIT", State::CloseWait),
        ("FIN_WAIT_1", State::FinWait1),
        ("CLOSING", State::Closing),
        ("LAST_ACK", State::LastAck),
        ("FIN_WAIT_2", State::FinWait2),
        ("TIME_WAIT", State::TimeWait),
    ];
    names
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, state)| *state)
}
