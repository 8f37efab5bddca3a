//! Set-up: whatever a fresh machine lacks. What is already there is left alone, so a second run costs nothing.

mod browser;

use std::fs;

use crate::command::{self, Cmd};
use crate::project::{Project, WASM_TOOLS};
use crate::{Outcome, say};

pub(crate) use browser::ensure_browser;

const TARGET: &str = "wasm32-unknown-unknown";
/// Major and minor version, as in `engines` of web/package.json.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Everything a build needs: the Rust target, the wasm tools, Node and the npm packages.
pub(crate) fn ensure_build(project: &Project) -> Outcome {
    ensure_rust(project)?;
    ensure_wasm_tools(project)?;
    ensure_node(project)?;
    ensure_npm_packages(project)
}

/// The target and the components of `rust-toolchain.toml`, where rustup has not installed them by itself.
fn ensure_rust(project: &Project) -> Outcome {
    if !has_wasm_target(project)? {
        let asked = rustup(project, &format!("target add {TARGET}"));
        // Asked for by two builds at the same time, rustup refuses one of them: what counts is the result.
        if !has_wasm_target(project)? {
            asked?;
        }
    }
    let sysroot = Cmd::new("rustc --print sysroot").read(project)?;
    let has = |tool: &str| {
        let name = format!("bin/{tool}{}", std::env::consts::EXE_SUFFIX);
        fs::exists(format!("{sysroot}/{name}")).unwrap_or(false)
    };
    if has("rustfmt") && has("clippy-driver") {
        return Ok(());
    }
    rustup(project, "component add rustfmt clippy")
}

fn has_wasm_target(project: &Project) -> Outcome<bool> {
    let libraries = Cmd::new("rustc --print target-libdir --target")
        .arg(TARGET)
        .read(project)?;
    let mut entries = fs::read_dir(libraries).into_iter().flatten().flatten();
    Ok(entries.any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

fn rustup(project: &Project, args: &str) -> Outcome {
    if command::find(project, &["rustup"]).is_none() {
        return Err(
            format!("rustup is missing, and `rustup {args}` is needed: https://rustup.rs").into(),
        );
    }
    say(&format!("set-up: rustup {args}"));
    Cmd::new(&format!("rustup {args}")).run(project)
}

/// wasm-bindgen, its test runner and wasm-pack, built from the lock file in `xtask/wasm-tools`.
fn ensure_wasm_tools(project: &Project) -> Outcome {
    let tools = ["wasm-bindgen", "wasm-bindgen-test-runner", "wasm-pack"];
    let built = |tool| {
        project
            .path(WASM_TOOLS)
            .join(format!("{tool}{}", std::env::consts::EXE_SUFFIX))
            .is_file()
    };
    let cargo = "cargo build --locked --manifest-path xtask/wasm-tools/Cargo.toml --target-dir xtask/wasm-tools/target";
    let build = Cmd::new(cargo).env("CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY", "never");
    if tools.into_iter().all(built) {
        // Cargo itself knows best whether they are up to date, and takes a fraction of a second to see it.
        return build.arg("--quiet").run(project);
    }
    say("set-up: building the wasm tools (once; about two minutes)");
    build.run(project)
}

fn ensure_node(project: &Project) -> Outcome {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("Node {major}.{minor} or newer is needed: https://nodejs.org/en/download");
    let answer = |program: &str| Cmd::new(program).arg("--version").quiet().read(project);
    let version = answer("node").map_err(|_| format!("node is missing. {advice}"))?;
    if node_version(&version).is_none_or(|version| version < OLDEST_NODE) {
        return Err(format!("node is {version}, which is too old. {advice}").into());
    }
    answer("npm").map_err(|_| "npm is missing. It comes with Node, or: apt-get install npm")?;
    Ok(())
}

/// `v20.19.2` is (20, 19).
fn node_version(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// `npm ci`, unless it last ran for this very lock file: a copy of it is kept beside the packages.
fn ensure_npm_packages(project: &Project) -> Outcome {
    let lock = fs::read(project.path("web/package-lock.json")).map_err(|error| {
        format!("cannot read web/package-lock.json, which `npm ci` needs: {error}")
    })?;
    let stamp = project.path("web/node_modules/.installed-package-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say("set-up: npm ci in web/");
    Cmd::new("npm ci --no-audit --no-fund")
        .dir("web")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run(project)?;
    fs::write(stamp, lock)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{OLDEST_NODE, node_version};

    #[test]
    fn the_version_of_node_is_read_from_its_answer() {
        assert_eq!(node_version("v20.20.2"), Some((20, 20)));
        assert_eq!(node_version("20"), None);
        assert_eq!(node_version("vNext.0"), None);
        assert!(node_version("v20.9.0").is_some_and(|version| version < OLDEST_NODE));
    }
}
