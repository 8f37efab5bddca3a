//! How much a network takes.

use super::error::NetError;
use crate::time::Duration;

/// Hosts in one network.
pub const MAX_HOSTS: usize = 64;
/// Links in one network.
pub const MAX_LINKS: usize = 128;
/// Rules at a time.
pub const MAX_RULES: usize = 256;
/// Crossings under way or held at a time; what is sent beyond is lost.
pub const MAX_IN_FLIGHT: usize = 65_536;
/// The longest latency or delay: thirty days.
pub const MAX_DELAY: Duration = Duration::from_secs(30 * 24 * 3600);

/// Is this a delay the network takes?
pub(super) fn bounded(given: Duration) -> Result<(), NetError> {
    let limit = MAX_DELAY;
    if given > limit {
        return Err(NetError::TooLong { given, limit });
    }
    Ok(())
}
