//! The packetdrill language: scripts that play the network and the application of one host under test.
//!
//! [`parse`] reads a script, [`run`] plays it against a [`Host`](crate::host::Host) in virtual time. A script says
//! what arrives (`<`), what must leave (`>`), which system calls are made and what they return. Nothing of a script
//! is executed outside: shell commands are recognised as what they mean for the host, or refused by name.
//!
//! The text of a script is hostile until parsed: its length, its tokens, its events, the packets and the time of a
//! run have bounds.

pub mod ast;
pub mod code;
mod compare;
mod error;
mod flow;
mod grammar;
mod icmp;
mod lex;
mod machine;
mod notation;
mod play;
mod preprocess;
pub mod quirks;
mod report;
mod run;
mod setup;
mod shell;
mod symbols;

pub use ast::Script;
pub use error::{Malformed, Place};
pub use machine::{MAX_PACKETS, MAX_STEPS};
pub use play::play;
pub use preprocess::Defines;
pub use report::{Failure, Report, Verdict};
pub use run::{MAX_EVENTS, MAX_RUN, run};
pub use setup::{Family, Settings, Strictness, profile_of};

/// Octets of a script; a longer one is refused.
pub const MAX_SCRIPT_OCTETS: usize = 4 * 1024 * 1024;

/// Reads a script. `defines` are the names given from outside (`-D NAME=V`).
///
/// # Errors
/// [`Malformed`]: where, what was expected, what stands there.
pub fn parse(text: &str, defines: &Defines) -> Result<Script, Malformed> {
    if text.len() > MAX_SCRIPT_OCTETS {
        let expected = format!("at most {MAX_SCRIPT_OCTETS} octets");
        return Err(Malformed::new(
            Place { line: 1, column: 1 },
            &expected,
            "more",
        ));
    }
    let tokens = lex::tokens(text)?;
    let tokens = preprocess::apply(text, tokens, defines)?;
    grammar::script(text, &tokens)
}

#[cfg(test)]
mod tests;
