//! Does a test exist, and does it run? The sources tell.

use std::fs;
use std::path::Path;

use super::tables::{Binding, root};

/// What stands for a test when a packetdrill script is the proof.
const SCRIPT: &str = "script";

/// Scripts in this folder are run by `tests/packetdrill.rs`.
const SCRIPTS: &str = "tests/packetdrill/";

/// Is there a test behind this binding that runs?
pub(super) fn proves(binding: &Binding) -> Result<(), String> {
    let path = root().join(&binding.file);
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    if binding.test == SCRIPT {
        let is_run = binding.file.starts_with(SCRIPTS) && binding.file.ends_with(".pkt");
        return is_run.then_some(()).ok_or("nobody runs this script".into());
    }
    is_a_test(&text, &binding.test)?;
    is_compiled(&path)
}

/// A function of this name with an attribute that makes it a test, and none that puts it aside.
fn is_a_test(text: &str, name: &str) -> Result<(), &'static str> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let head = format!("fn {name}(");
    let at = lines.iter().position(|line| line.starts_with(&head));
    let above = &lines[..at.ok_or("no such function")?];
    let ends = |line: &&str| line.is_empty() || line.ends_with(['}', '{', ';']);
    let begin = above.iter().rposition(ends).map_or(0, |end| end + 1);
    let attributes = above[begin..].join(" ");
    if !["#[test]", "#[rstest]", "#[wasm_bindgen_test]"]
        .iter()
        .any(|mark| attributes.contains(mark))
    {
        return Err("not a test");
    }
    if attributes.contains("#[ignore") {
        return Err("ignored");
    }
    Ok(())
}

/// The compiler reads a file only if the one above it names it as a module.
fn is_compiled(path: &Path) -> Result<(), String> {
    let is_root = path.ends_with("lib.rs") || path.ends_with("main.rs");
    if is_root || path.parent() == Some(&root().join("tests")) {
        return Ok(());
    }
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let folder = path.parent().ok_or("outside of core")?;
    let (name, folder) = match (stem, folder.file_name(), folder.parent()) {
        (Some("mod"), Some(name), Some(above)) => (name.to_str(), above),
        _ => (stem, folder),
    };
    let declaration = format!("mod {};", name.ok_or("a strange name")?);
    let above = [
        folder.join("mod.rs"),
        folder.join("main.rs"),
        folder.with_extension("rs"),
        folder.join("lib.rs"),
    ];
    let declares = |path: &&std::path::PathBuf| {
        fs::read_to_string(path)
            .is_ok_and(|text| text.lines().any(|line| line.trim().ends_with(&declaration)))
    };
    let parent = above.iter().find(declares);
    let parent = parent.ok_or_else(|| format!("no `{declaration}` above it"))?;
    is_compiled(parent)
}

#[test]
fn a_test_is_told_from_what_is_none() {
    let text = "#[test]\nfn runs() {\n}\n\n#[test]\n#[ignore = \"slow\"]\nfn waits() {\n}\nfn helps() {\n}\n";
    assert_eq!(is_a_test(text, "runs"), Ok(()));
    assert_eq!(is_a_test(text, "waits"), Err("ignored"));
    assert_eq!(is_a_test(text, "helps"), Err("not a test"));
    assert_eq!(is_a_test(text, "run"), Err("no such function"));
}

#[test]
fn a_file_that_no_module_names_is_not_compiled() {
    assert_eq!(
        is_compiled(&root().join("src/tcp/tests/figures.rs")),
        Ok(())
    );
    assert!(is_compiled(&root().join("src/tcp/tests/nobody.rs")).is_err());
}
