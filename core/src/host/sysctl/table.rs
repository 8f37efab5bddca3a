//! What a sysctl is made of: a name, the shape of its value, and the knob it turns.

use super::{MAX_SYSCTL_TEXT, SysctlError, SysctlExpects};
use crate::host::profile::{Profile, Sysctls};
use crate::tcp::Config;
use crate::tcp::mechanism::congestion::Algorithm;

/// Every knob of a host.
#[derive(Clone, Copy, Debug)]
pub(in crate::host) struct Knobs {
    pub(in crate::host) config: Config,
    pub(in crate::host) sysctls: Sysctls,
}

/// What follows a sysctl besides new connections and listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Nothing: a connection keeps what it began with.
    New,
    /// Connections that live already.
    Living,
}

/// The shape of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::host) enum Shape {
    /// So many whole numbers, each within these bounds.
    Numbers {
        count: usize,
        least: u64,
        most: u64,
        /// None is less than the one before it.
        rising: bool,
    },
    /// One of these congestion controls.
    Words(&'static [(&'static str, Algorithm)]),
    /// Anything: nothing here is turned by it, for the reason given.
    Inert(&'static str),
}

/// A sysctl. A value is up to three numbers; a word is its place in the list.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) scope: Scope,
    /// The only system that has it.
    only: Option<Profile>,
    get: fn(&Knobs) -> [u64; 3],
    set: fn(&mut Knobs, [u64; 3]),
}

/// A number within bounds.
pub(super) const fn number(
    name: &'static str,
    (least, most): (u64, u64),
    get: fn(&Knobs) -> [u64; 3],
    set: fn(&mut Knobs, [u64; 3]),
) -> Entry {
    numbers(name, 1, (least, most), get, set)
}

/// Several numbers within bounds.
pub(super) const fn numbers(
    name: &'static str,
    count: usize,
    (least, most): (u64, u64),
    get: fn(&Knobs) -> [u64; 3],
    set: fn(&mut Knobs, [u64; 3]),
) -> Entry {
    Entry {
        name,
        shape: Shape::Numbers {
            count,
            least,
            most,
            rising: false,
        },
        scope: Scope::New,
        only: None,
        get,
        set,
    }
}

/// The name of a congestion control.
pub(super) const fn word(
    name: &'static str,
    words: &'static [(&'static str, Algorithm)],
    get: fn(&Knobs) -> [u64; 3],
    set: fn(&mut Knobs, [u64; 3]),
) -> Entry {
    Entry {
        name,
        shape: Shape::Words(words),
        scope: Scope::New,
        only: None,
        get,
        set,
    }
}

/// What systems have and nothing here is turned by.
pub(super) const fn inert(name: &'static str, why: &'static str) -> Entry {
    Entry {
        name,
        shape: Shape::Inert(why),
        scope: Scope::New,
        only: None,
        get: |_| [0; 3],
        set: |_, _| {},
    }
}

impl Entry {
    /// Living connections follow too.
    pub(super) const fn living(mut self) -> Self {
        self.scope = Scope::Living;
        self
    }

    /// None of its numbers is less than the one before it.
    pub(super) const fn rising(mut self) -> Self {
        if let Shape::Numbers { rising, .. } = &mut self.shape {
            *rising = true;
        }
        self
    }

    /// No other system has it.
    pub(super) const fn only(mut self, profile: Profile) -> Self {
        self.only = Some(profile);
        self
    }

    /// This system has it.
    pub(super) fn exists_on(&self, profile: Profile) -> bool {
        self.only.is_none_or(|only| only == profile)
    }

    pub(super) fn set(&self, knobs: &mut Knobs, parts: [u64; 3]) {
        (self.set)(knobs, parts);
    }

    /// The numbers of a value.
    pub(super) fn read(&self, text: &str) -> Result<[u64; 3], SysctlError> {
        let refused = || SysctlError::Value {
            name: self.name,
            value: text.chars().take(MAX_SYSCTL_TEXT).collect(),
            expected: self.expected(),
        };
        if text.len() > MAX_SYSCTL_TEXT {
            return Err(refused());
        }
        let mut words = text.split_whitespace();
        let mut parts = [0; 3];
        match self.shape {
            Shape::Inert(_) => return Ok(parts),
            Shape::Words(known) => {
                let asked = words.next();
                let place = (0..).zip(known).find(|(_, (word, _))| Some(*word) == asked);
                let (place, _) = place.ok_or_else(refused)?;
                parts = [place, 0, 0];
            }
            Shape::Numbers {
                count,
                mut least,
                most,
                rising,
            } => {
                for part in parts.iter_mut().take(count) {
                    let number = words.next().and_then(whole);
                    let number = number.filter(|number| (least..=most).contains(number));
                    *part = number.ok_or_else(refused)?;
                    if rising {
                        least = *part;
                    }
                }
            }
        }
        match words.next() {
            None => Ok(parts),
            Some(_) => Err(refused()),
        }
    }

    /// The value as text.
    pub(super) fn write(&self, knobs: &Knobs) -> String {
        let parts = (self.get)(knobs);
        match self.shape {
            Shape::Inert(_) => String::new(),
            Shape::Words(known) => {
                let [place, ..] = parts;
                let word = usize::try_from(place)
                    .ok()
                    .and_then(|place| known.get(place));
                word.map_or("", |(word, _)| word).to_owned()
            }
            Shape::Numbers { count, .. } => {
                let numbers: Vec<_> = parts.iter().take(count).map(u64::to_string).collect();
                numbers.join(" ")
            }
        }
    }

    fn expected(&self) -> SysctlExpects {
        match self.shape {
            Shape::Inert(_) => SysctlExpects::Letters,
            Shape::Words(known) => {
                SysctlExpects::Words(known.iter().map(|(word, _)| *word).collect())
            }
            Shape::Numbers {
                count,
                least,
                most,
                rising,
            } => SysctlExpects::Numbers {
                count,
                least,
                most,
                rising,
            },
        }
    }
}

/// A whole number, `0x` before a hexadecimal one.
fn whole(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}
