//! The kinds of option named here, and their lengths (RFC 9293, 3.2; RFC 7323; RFC 2018; RFC 5482).

pub(super) const END_OF_LIST: u8 = 0;
pub(super) const NO_OP: u8 = 1;
pub(super) const MSS: u8 = 2;
pub(super) const WINDOW_SCALE: u8 = 3;
pub(super) const SACK_PERMITTED: u8 = 4;
pub(super) const SACK: u8 = 5;
pub(super) const TIMESTAMPS: u8 = 8;
pub(super) const USER_TIMEOUT: u8 = 28;

/// The lengths an option of this kind can have, kind and length octets included, as words for an error.
pub(in crate::wire) const fn lengths(kind: u8) -> &'static str {
    match kind {
        MSS | USER_TIMEOUT => "4",
        WINDOW_SCALE => "3",
        SACK_PERMITTED => "2",
        SACK => "10, 18, 26 or 34",
        TIMESTAMPS => "10",
        _ => "2 up to the end of the header",
    }
}

/// Whether an option of this kind can have this many octets of data: [`lengths`] less two.
pub(super) const fn allows(kind: u8, data_len: usize) -> bool {
    match kind {
        MSS | USER_TIMEOUT => data_len == 2,
        WINDOW_SCALE => data_len == 1,
        SACK_PERMITTED => data_len == 0,
        SACK => matches!(data_len, 8 | 16 | 24 | 32),
        TIMESTAMPS => data_len == 8,
        _ => true,
    }
}
