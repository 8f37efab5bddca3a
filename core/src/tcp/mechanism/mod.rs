//! The mechanisms of a connection, each usable alone and ignorant of states.

pub mod challenge;
pub mod congestion;
pub mod counters;
pub mod delayed_ack;
pub mod ecn;
pub mod isn;
pub mod keepalive;
pub mod mss;
pub mod offload;
pub mod options;
pub mod path_mtu;
pub mod quick_ack;
pub mod reassembly;
pub mod recovery;
pub mod rto;
pub mod sack;
pub mod scoreboard;
pub mod send_buffer;
pub mod silly_window;
pub mod syn_layout;
pub mod time_wait;
pub mod timers;
pub mod timestamps;
pub mod user_timeout;
pub mod window;
pub mod writes;
