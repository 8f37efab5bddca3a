//! Child processes: built as data, shown as a line a person can paste into a shell, then run.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::Outcome;
use crate::project::{NPM_TOOLS, Project, WASM_TOOLS};

/// One command line: its program, arguments, folder and environment.
#[derive(Clone, Debug)]
pub(crate) struct Cmd {
    program: String,
    args: Vec<String>,
    envs: Vec<(String, String)>,
    dir: Option<&'static str>,
    quiet: bool,
    tools: bool,
}

impl Cmd {
    /// `line` split at blanks: programs and arguments here contain none. Use [`Cmd::arg`] for one that does.
    pub(crate) fn new(line: &str) -> Self {
        let mut words = line.split_whitespace().map(str::to_owned);
        Cmd {
            program: words.next().unwrap_or_default(),
            args: words.collect(),
            envs: Vec::new(),
            dir: None,
            quiet: false,
            tools: false,
        }
    }

    /// A program by its path, which may contain blanks.
    pub(crate) fn at(path: &Path) -> Self {
        Cmd {
            program: path.display().to_string(),
            ..Cmd::new("")
        }
    }

    /// Adds one argument as it is.
    pub(crate) fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Sets an environment variable, also in the line shown.
    pub(crate) fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.envs.push((name.to_owned(), value.into()));
        self
    }

    /// Runs in this folder of the project instead of its top.
    pub(crate) fn dir(mut self, dir: &'static str) -> Self {
        self.dir = Some(dir);
        self
    }

    /// Says that the program is one of the project's own tools, so that the line shown finds it too.
    pub(crate) fn tool(mut self) -> Self {
        self.tools = true;
        self
    }

    /// Throws away what the command prints.
    pub(crate) fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Runs the command and waits. An exit code other than 0 is an error that shows the line.
    pub(crate) fn run(&self, project: &Project) -> Outcome {
        let mut command = self.command(project);
        if self.quiet {
            command.stdout(Stdio::null()).stderr(Stdio::null());
        }
        let status = command.status().map_err(|error| self.not_started(&error))?;
        self.judge(status)
    }

    /// Runs the command and returns what it printed, without the blanks at both ends.
    pub(crate) fn read(&self, project: &Project) -> Outcome<String> {
        let mut command = self.command(project);
        command.stderr(if self.quiet {
            Stdio::null()
        } else {
            Stdio::inherit()
        });
        let output = command.output().map_err(|error| self.not_started(&error))?;
        self.judge(output.status)?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self, project: &Project) -> Command {
        let dir = self
            .dir
            .map_or_else(|| project.root(), |dir| project.path(dir));
        let mut command = Command::new(executable(&self.program));
        command
            .args(&self.args)
            .envs(self.envs.iter().map(|(name, value)| (name, value)))
            .env("PATH", project.search_path())
            .current_dir(dir)
            // Nothing here may stop to ask a question.
            .stdin(Stdio::null());
        command
    }

    fn not_started(&self, error: &io::Error) -> String {
        format!("cannot start `{}`: {error}\n  in: {self}", self.program)
    }

    fn judge(&self, status: ExitStatus) -> Outcome {
        if status.success() {
            return Ok(());
        }
        Err(format!("this command failed ({status}):\n  {self}").into())
    }
}

/// The line as typed from the top of the project.
impl fmt::Display for Cmd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(dir) = self.dir {
            write!(f, "cd {dir} && ")?;
        }
        for (name, value) in &self.envs {
            write!(f, "{name}={} ", quoted(value))?;
        }
        if self.tools {
            write!(f, "PATH=\"$PWD/{WASM_TOOLS}:$PWD/{NPM_TOOLS}:$PATH\" ")?;
        }
        f.write_str(&quoted(&self.program))?;
        for arg in &self.args {
            write!(f, " {}", quoted(arg))?;
        }
        Ok(())
    }
}

/// The text as one shell word.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:,@+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// npm is a script, which Windows starts only by its full name.
fn executable(program: &str) -> String {
    if cfg!(windows) && program == "npm" {
        "npm.cmd".to_owned()
    } else {
        program.to_owned()
    }
}

/// The first of these programs found in the folders children search, with its path.
pub(crate) fn find(project: &Project, programs: &[&str]) -> Option<PathBuf> {
    let folders: OsString = project.search_path();
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    programs.iter().find_map(|program| {
        let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        folders
            .iter()
            .map(|folder| folder.join(&name))
            .find(|path| path.is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::Cmd;

    #[test]
    fn a_command_prints_as_the_line_a_person_would_type() {
        let cmd = Cmd::new("npm run size")
            .dir("web")
            .env("RUSTDOCFLAGS", "-D warnings")
            .arg("it's");
        assert_eq!(
            cmd.to_string(),
            r"cd web && RUSTDOCFLAGS='-D warnings' npm run size 'it'\''s'"
        );
    }
}
