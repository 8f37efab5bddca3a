//! The errors of system calls, for readers who look for the number as much as for the name.

use serde::Serialize;
use tcp_lab_core::host::{Errno, ErrorTable};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Lab;
use crate::wall::{Answer, to_js};

/// One error as three systems tell it.
#[derive(Serialize)]
struct SystemError {
    name: &'static str,
    linux: (u32, &'static str),
    freebsd: (u32, &'static str),
    windows: (u32, &'static str),
}

impl From<&Errno> for SystemError {
    fn from(error: &Errno) -> Self {
        Self {
            name: error.name(),
            linux: error.told(ErrorTable::Linux),
            freebsd: error.told(ErrorTable::FreeBsd),
            windows: error.told(ErrorTable::Winsock),
        }
    }
}

#[wasm_bindgen]
impl Lab {
    /// Every error of a system call, with the number and the name it has on each system.
    #[wasm_bindgen(unchecked_return_type = "SystemError[]")]
    pub fn errors() -> Answer {
        let all: Vec<SystemError> = Errno::ALL.iter().map(SystemError::from).collect();
        to_js(&all)
    }
}
