//! Shell commands, recognised by what they mean for the host; none is ever executed.

use super::{Player, Stop};

impl Player<'_> {
    /// A shell command of the script.
    pub(super) fn shell(&mut self, command: &str) -> Result<(), Stop> {
        let _ = command;
        Ok(())
    }
}
