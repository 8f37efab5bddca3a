//! Shell commands as words: pipelines of commands, with quotes taken off and redirections dropped.
//!
//! Just enough of the language to recognise what a command means; nothing here is ever executed.

use std::iter::Peekable;
use std::str::Chars;

/// A command and its arguments.
pub(super) type Command = Vec<String>;

/// Commands joined by `|`.
pub(super) type Pipeline = Vec<Command>;

/// Splits a script of the shell into its pipelines. Whatever joins them (`;`, `&&`, `||`, a line end) is forgotten.
pub(super) fn pipelines(text: &str) -> Vec<Pipeline> {
    let mut reader = Reader {
        rest: text.chars().peekable(),
        done: Vec::new(),
        pipeline: Vec::new(),
        command: Vec::new(),
        word: None,
    };
    while let Some(c) = reader.rest.next() {
        reader.take(c);
    }
    reader.end_pipeline();
    reader.done
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    done: Vec<Pipeline>,
    pipeline: Pipeline,
    command: Command,
    word: Option<String>,
}

impl Reader<'_> {
    fn take(&mut self, c: char) {
        match c {
            '\'' | '"' => self.quoted(c),
            '\\' => self.escaped(),
            ' ' | '\t' | '\r' => self.end_word(),
            '\n' | ';' => self.end_pipeline(),
            '&' if self.rest.next_if_eq(&'&').is_some() => self.end_pipeline(),
            '|' if self.rest.next_if_eq(&'|').is_some() => self.end_pipeline(),
            '|' => self.end_command(),
            '>' => self.redirected(),
            '#' if self.word.is_none() => while self.rest.next_if(|c| *c != '\n').is_some() {},
            _ => self.word.get_or_insert_default().push(c),
        }
    }

    fn quoted(&mut self, quote: char) {
        let word = self.word.get_or_insert_default();
        while let Some(c) = self.rest.next_if(|c| *c != quote) {
            word.push(c);
        }
        self.rest.next();
    }

    /// A backslash joins lines, or keeps the character after it.
    fn escaped(&mut self) {
        match self.rest.next() {
            None | Some('\n') => self.end_word(),
            Some(c) => self.word.get_or_insert_default().push(c),
        }
    }

    /// `> file`, `2>&1`: where the words go that a command prints does not matter.
    fn redirected(&mut self) {
        if self
            .word
            .as_deref()
            .is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()))
        {
            self.word = None;
        }
        self.end_word();
        while self
            .rest
            .next_if(|c| matches!(c, '>' | '&' | ' '))
            .is_some()
        {}
        let target: String = std::iter::from_fn(|| {
            self.rest
                .next_if(|c| !c.is_whitespace() && !";|".contains(*c))
        })
        .collect();
        if !matches!(target.as_str(), "/dev/null" | "1" | "2") {
            self.command.push(format!(">{target}"));
        }
    }

    fn end_word(&mut self) {
        self.command.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.command.is_empty() {
            self.pipeline.push(std::mem::take(&mut self.command));
        }
    }

    fn end_pipeline(&mut self) {
        self.end_command();
        if !self.pipeline.is_empty() {
            self.done.push(std::mem::take(&mut self.pipeline));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pipelines;

    #[test]
    fn words_quotes_pipes_and_redirections() {
        let text = "../common/defaults.sh\n set.py a=\"4 5\" \\\n b=2 2>/dev/null; x -s | grep 'a b' # why";
        let expected = vec![
            vec![vec!["../common/defaults.sh"]],
            vec![vec!["set.py", "a=4 5", "b=2"]],
            vec![vec!["x", "-s"], vec!["grep", "a b"]],
        ];
        assert_eq!(pipelines(text), expected);
    }

    #[test]
    fn a_file_that_is_written_stays_visible() {
        assert_eq!(
            pipelines("echo 3 > /sys/x"),
            vec![vec![vec!["echo", "3", ">/sys/x"]]]
        );
    }

    #[test]
    fn an_open_quote_ends_with_the_text() {
        assert_eq!(pipelines("a 'b"), vec![vec![vec!["a", "b"]]]);
    }
}
