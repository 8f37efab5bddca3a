//! The browser tests run in: Chromium (or Chrome) and its driver.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{self, Cmd};
use crate::project::Project;
use crate::{Outcome, say};

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const CHROME_ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/// With the font, screenshots show Chinese.
const DEBIAN_PACKAGES: &str = "chromium chromium-driver fonts-wqy-microhei";

/// Finds the browser and its driver, installing both where that is ours to do: as root on Debian.
/// Returns the browser's path.
pub(crate) fn ensure_browser(project: &Project) -> Outcome<PathBuf> {
    if let Ok(browser) = find_browser(project) {
        return Ok(browser);
    }
    if is_debian() && is_root(project) {
        install_with_apt(project)?;
    }
    find_browser(project)
        .map_err(|missing| format!("{missing} is missing. To install: {}", advice()).into())
}

/// The browser's path, or the name of what is missing.
fn find_browser(project: &Project) -> Result<PathBuf, &'static str> {
    let on_macos = Path::new(CHROME_ON_MACOS);
    let browser = command::find(project, &BROWSERS)
        .or_else(|| on_macos.is_file().then(|| on_macos.to_path_buf()))
        .ok_or("Chromium (or Chrome)")?;
    command::find(project, &["chromedriver"])
        .map(|_| browser)
        .ok_or("chromedriver")
}

fn is_debian() -> bool {
    // Not its kin: Ubuntu's package of this name only asks for a snap.
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

fn is_root(project: &Project) -> bool {
    Cmd::new("id -u")
        .quiet()
        .read(project)
        .is_ok_and(|id| id == "0")
}

fn install_with_apt(project: &Project) -> Outcome {
    say(&format!("set-up: apt-get install {DEBIAN_PACKAGES}"));
    Cmd::new("apt-get update -q").run(project)?;
    Cmd::new(&format!(
        "apt-get install -q -y --no-install-recommends {DEBIAN_PACKAGES}"
    ))
    .env("DEBIAN_FRONTEND", "noninteractive")
    .run(project)
}

fn advice() -> String {
    if is_debian() {
        format!(
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends {DEBIAN_PACKAGES}"
        )
    } else if cfg!(target_os = "macos") {
        "brew install --cask google-chrome chromedriver".to_owned()
    } else {
        "your system's packages for Chromium and chromedriver, both of the same version".to_owned()
    }
}
