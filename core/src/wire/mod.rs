//! Bytes and segments.
