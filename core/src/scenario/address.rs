//! How a run of the library is named: `handshake`, `handshake/lost-syn`, `handshake/lost-syn@linux-6.x`.

use std::fmt;
use std::str::FromStr;

use super::Scenario;
#[cfg(feature = "library")]
use super::library;
use crate::host::Profile;

/// A scenario, one of its variations, a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The scenario.
    pub id: String,
    /// The variation.
    pub variation: Option<String>,
    /// The profile, instead of the scenario's own.
    pub profile: Option<Profile>,
}

/// Why there is nothing at an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// No scenario is called that.
    #[error("no scenario is called {id:?}")]
    Scenario {
        /// As given.
        id: String,
    },
    /// The scenario has no such variation.
    #[error("{id} has no variation {variation:?}; it has: {known}")]
    Variation {
        /// The scenario.
        id: String,
        /// As given.
        variation: String,
        /// Those it has.
        known: String,
    },
    /// No profile is called that.
    #[error(
        "no profile is called {profile:?}; there are rfc9293, linux-6.x, linux-2.6, freebsd, windows"
    )]
    Profile {
        /// As given.
        profile: String,
    },
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (run, profile) = match text.split_once('@') {
            Some((run, profile)) => (run, Some(profile)),
            None => (text, None),
        };
        let unknown = |profile: &str| AddressError::Profile {
            profile: profile.to_owned(),
        };
        let named = |profile: &str| Profile::from_name(profile).ok_or_else(|| unknown(profile));
        let (id, variation) = match run.split_once('/') {
            Some((id, variation)) => (id, Some(variation.to_owned())),
            None => (run, None),
        };
        Ok(Self {
            id: id.to_owned(),
            variation,
            profile: profile.map(named).transpose()?,
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        if let Some(variation) = &self.variation {
            write!(f, "/{variation}")?;
        }
        if let Some(profile) = self.profile {
            write!(f, "@{}", profile.name())?;
        }
        Ok(())
    }
}

impl Address {
    /// The JSON of the scenario in the library.
    ///
    /// # Errors
    /// [`AddressError::Scenario`]
    #[cfg(feature = "library")]
    pub fn json(&self) -> Result<&'static str, AddressError> {
        let unknown = || AddressError::Scenario {
            id: self.id.clone(),
        };
        library::json(&self.id).ok_or_else(unknown)
    }

    /// The run that is meant, made from the scenario: it stands by itself.
    ///
    /// # Errors
    /// [`AddressError::Variation`]
    pub fn of(&self, scenario: &Scenario) -> Result<Scenario, AddressError> {
        let mut run = match &self.variation {
            None => scenario.clone(),
            Some(variation) => scenario.varied(variation).ok_or_else(|| {
                let known = scenario.variations.iter().map(|known| known.id.as_str());
                AddressError::Variation {
                    id: self.id.clone(),
                    variation: variation.clone(),
                    known: known.collect::<Vec<_>>().join(", "),
                }
            })?,
        };
        if let Some(profile) = self.profile {
            run.profiles = vec![profile];
        }
        Ok(run)
    }
}

#[cfg(test)]
mod tests;
