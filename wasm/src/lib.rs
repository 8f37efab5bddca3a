//! The wall between JavaScript and the lab.
