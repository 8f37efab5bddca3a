//! A script from its text to its report: which names are given to it, which system it meets.

use super::error::Malformed;
use super::preprocess::Defines;
use super::report::Report;
use super::run::run;
use super::setup::{Family, Settings, profile_of};
use crate::host::Profile;

/// Names that scripts expect to be given from outside, as the original's runner gives them.
const GIVEN: [(&str, &str, &str); 4] = [
    ("TFO_COOKIE", "3021b9d889017eeb", "c1d1e9742a47a9bc"),
    ("CMSG_LEVEL_IP", "SOL_IP", "SOL_IPV6"),
    ("CMSG_TYPE_RECVERR", "IP_RECVERR", "IPV6_RECVERR"),
    ("MSS", "1460", "1460"),
];

/// Reads a script and plays it.
///
/// `name` is that of its file: one that ends in `v4.pkt` or `v6.pkt` is written for that version of IP. Besides
/// `defines` it is given what the original's runner gives, and `FreeBSD` or `STANDARD` by the profile.
///
/// # Errors
/// [`Malformed`] when the text is no script.
pub fn play(
    text: &str,
    name: &str,
    settings: &Settings,
    defines: &Defines,
) -> Result<Report, Malformed> {
    let family = family_of(name).unwrap_or(settings.family);
    let profile = match settings.profile {
        Some(profile) => profile,
        None => profile_of(&super::parse(text, &all_defines(defines, family, None))?),
    };
    let script = super::parse(text, &all_defines(defines, family, Some(profile)))?;
    let settings = Settings {
        profile: Some(profile),
        family,
        ..*settings
    };
    Ok(run(&script, &settings))
}

fn family_of(name: &str) -> Option<Family> {
    if name.ends_with("v4.pkt") {
        Some(Family::V4)
    } else if name.ends_with("v6.pkt") {
        Some(Family::V6)
    } else {
        None
    }
}

/// What was given comes last, since the last definition counts.
fn all_defines(given: &Defines, family: Family, profile: Option<Profile>) -> Defines {
    let mut defines: Defines = GIVEN
        .iter()
        .map(|(name, v4, v6)| {
            let value = if family == Family::V4 { v4 } else { v6 };
            ((*name).to_owned(), (*value).to_owned())
        })
        .collect();
    let branches = ["FreeBSD", "STANDARD"];
    let chosen = given
        .iter()
        .any(|(name, _)| branches.contains(&name.as_str()));
    if let (Some(profile), false) = (profile, chosen) {
        let [freebsd, standard] = branches;
        let branch = if profile.name() == "freebsd" {
            freebsd
        } else {
            standard
        };
        defines.push((branch.to_owned(), String::new()));
    }
    defines.extend(given.iter().cloned());
    defines
}
