//! What an operator asks of a host.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Lab;
use crate::wall::{Answer, count, thrown, to_js};

#[wasm_bindgen]
impl Lab {
    /// Sockets `from .. to` of a host as `ss -tanoip` prints them, listeners first.
    #[wasm_bindgen(unchecked_return_type = "SsPage")]
    pub fn ss(&self, host: f64, from: f64, to: f64) -> Answer {
        let page = self.lab.ss(count(host)?, count(from)?, count(to)?);
        to_js(&page.map_err(thrown)?)
    }

    /// Every counter of a host, as `nstat -az` names it.
    #[wasm_bindgen(unchecked_return_type = "Counter[]")]
    pub fn netstat(&self, host: f64) -> Answer {
        to_js(&self.lab.netstat(count(host)?).map_err(thrown)?)
    }

    /// What `dmesg` prints on a host.
    #[wasm_bindgen(js_name = kernelLog, unchecked_return_type = "KernelLine[]")]
    pub fn kernel_log(&self, host: f64) -> Answer {
        to_js(&self.lab.kernel_log(count(host)?).map_err(thrown)?)
    }

    /// The sysctls that turn something on a host.
    #[wasm_bindgen(unchecked_return_type = "Sysctl[]")]
    pub fn sysctls(&self, host: f64) -> Answer {
        to_js(&self.lab.sysctls(count(host)?).map_err(thrown)?)
    }

    /// Rows `from .. to` of the table of connections of a host.
    #[wasm_bindgen(unchecked_return_type = "ConnectionPage")]
    pub fn connections(&self, host: f64, from: f64, to: f64) -> Answer {
        let page = self.lab.connections(count(host)?, count(from)?, count(to)?);
        to_js(&page.map_err(thrown)?)
    }
}
