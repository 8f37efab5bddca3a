//! Where things are: the folders of the project, and the search path its tools are found on.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder of the tools `cargo xtask setup` builds, from the top of the project.
pub(crate) const WASM_TOOLS: &str = "xtask/wasm-tools/target/debug";

/// The folder of the tools npm installs, from the top of the project.
pub(crate) const NPM_TOOLS: &str = "web/node_modules/.bin";

/// The project on this machine.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The project this program was started from: cargo says where its package is.
    pub(crate) fn find() -> Self {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        Project {
            root: package
                .parent()
                .map_or_else(|| package.clone(), Path::to_path_buf),
        }
    }

    /// The top folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.root.clone()
    }

    /// A path inside the project, written with `/`.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The tools built here and those npm installed come before the machine's own.
    pub(crate) fn search_path(&self) -> OsString {
        let ours = [self.path(WASM_TOOLS), self.path(NPM_TOOLS)];
        let machine = env::var_os("PATH").unwrap_or_default();
        let folders = ours.into_iter().chain(env::split_paths(&machine));
        // Joining fails only on a folder with the separator in its name, which PATH cannot hold anyway.
        env::join_paths(folders).unwrap_or(machine)
    }

    /// Where cargo puts what it builds. This program lies in `<there>/debug/xtask`.
    pub(crate) fn target(&self) -> PathBuf {
        env::current_exe()
            .ok()
            .and_then(|exe| exe.ancestors().nth(2).map(Path::to_path_buf))
            .unwrap_or_else(|| self.path("target"))
    }
}
