//! The WebAssembly package in `web/pkg`: compiled, bound to JavaScript, and held against its budget; beside it the
//! library, a file for each scenario.
//!
//! No `wasm-opt`: LLVM has done its work, and its inlining and sorting make the file a tenth larger once it is packed
//! (measured: 862 KB with -O3, 861 with -Oz, 819 without).

use std::env;
use std::path::PathBuf;

use crate::command::Cmd;
use crate::project::Project;
use crate::{Outcome, say};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where the package goes, and the file in it that the page downloads.
const PACKAGE: &str = "web/pkg";
const FILE: &str = "web/pkg/tcp_lab_wasm_bg.wasm";
/// Where the scenarios go.
const LIBRARY: &str = "web/pkg/library";
/// The size this file must not grow beyond, in bytes: as it is, and after `gzip -9`. A ratchet: what has been reached
/// and 5 %, to be lowered with every gain. The goal of the design is 200 KB, 80 KB after gzip.
const RAW_BUDGET: usize = 1_420_000;
const GZIP_BUDGET: usize = 480_000;

/// Builds the package for release. The same tree gives the same bytes on any machine.
pub(crate) fn build(project: &Project) -> Outcome {
    Cmd::new(&format!(
        "cargo build --profile page --no-default-features --locked --package tcp-lab-wasm --target {TARGET}"
    ))
    .arg("--config")
    .arg(format!(
        "target.{TARGET}.rustflags=[{}]",
        remapped_paths(project)
    ))
    .run(project)?;
    bind(project)?;
    shelve(project)
}

/// Compiler flags that keep the folders of this machine out of panic messages, and so out of the
/// file; as a list of TOML strings.
fn remapped_paths(project: &Project) -> String {
    let home = || env::home_dir().unwrap_or_default().join(".cargo");
    let cargo = env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from);
    let remap = |from: PathBuf, to: &str| format!("'--remap-path-prefix={}={to}'", from.display());
    [
        remap(cargo.join("registry/src"), "registry"),
        remap(project.root(), "."),
    ]
    .join(",")
}

/// Without a default path in the generated code a bundler embeds the .wasm only where the page says.
fn bind(project: &Project) -> Outcome {
    let compiled = project.target().join(TARGET).join("page/tcp_lab_wasm.wasm");
    Cmd::new("wasm-bindgen --target web --omit-default-module-path")
        .arg("--remove-name-section")
        .arg("--remove-producers-section")
        .arg("--out-dir")
        .arg(PACKAGE)
        .arg(compiled.display().to_string())
        .tool()
        .run(project)
}

/// The scenarios as the page fetches them. Built with the whole workspace, the program is the one that the tests have.
fn shelve(project: &Project) -> Outcome {
    Cmd::new("cargo build --quiet --locked --workspace --example scenario").run(project)?;
    let program = format!("debug/examples/scenario{}", env::consts::EXE_SUFFIX);
    Cmd::at(&project.target().join(program))
        .arg("shelve")
        .arg(LIBRARY)
        .run(project)
}

/// Prints the size of the package's .wasm file; an error when it is over budget.
pub(crate) fn check_budget(project: &Project) -> Outcome {
    let script = "const bytes = require('node:fs').readFileSync(process.argv[1]); \
        const packed = require('node:zlib').gzipSync(bytes, { level: 9 }); \
        console.log(bytes.length, packed.length)";
    let answer = Cmd::new("node -e").arg(script).arg(FILE).read(project)?;
    let sizes = answer.split_once(' ').and_then(|(raw, packed)| {
        Some((raw.parse::<usize>().ok()?, packed.parse::<usize>().ok()?))
    });
    let (raw, packed) = sizes.ok_or_else(|| format!("cannot measure {FILE}: {answer}"))?;
    say(&format!(
        "{FILE}: {raw} bytes (budget {RAW_BUDGET}), {packed} gzip (budget {GZIP_BUDGET})"
    ));
    if raw > RAW_BUDGET || packed > GZIP_BUDGET {
        return Err(format!("{FILE} is over its size budget").into());
    }
    Ok(())
}
