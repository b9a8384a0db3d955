//! What can be wrong with a scenario, and where.

use std::fmt;
use std::ops::Range;

use crate::text::{SafeText, width};

/// Bytes that a sentence of a message takes at most, so that a whole message stays below 2 KB
/// whatever a file holds.
const MOST_SENTENCE: usize = 480;

/// The same for the name of a file.
const MOST_ORIGIN: usize = 240;

/// How many characters of a line are shown before and from the column on.
const AROUND: (usize, usize) = (40, 80);

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// There is no scenario of this name, neither built in nor as a file.
    NotFound,
    /// The file cannot be read: it is a directory, say, or not allowed.
    Unreadable,
    /// The file is larger than is read.
    TooLarge,
    /// The file is not UTF-8 text.
    NotUtf8,
    /// The text is not TOML.
    Syntax,
    /// The TOML is not a scenario.
    Content,
}

/// Why there is no scenario: one sentence, the place in the file, and what would be right.
///
/// Whatever the file holds, the message has no control character but line feeds, and at most 2 KB.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ScenarioError {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// What the file is called.
    pub origin: SafeText,
    /// The key that it is about, from the top of the file on: `network.weights.c`.
    pub key: Option<SafeText>,
    /// What is wrong, in one sentence.
    pub problem: SafeText,
    /// Where it is, if it is in the text of the file.
    pub place: Option<Box<Place>>,
    /// What would be right; may be empty.
    pub help: SafeText,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The line, or the part of it around the column.
    pub excerpt: SafeText,
    /// The cells of the excerpt before the column.
    pub caret: usize,
}

impl ScenarioError {
    /// An error that is not at a place in the text.
    pub(super) fn without_place(kind: ErrorKind, origin: &str, problem: &str, help: &str) -> Self {
        Self {
            kind,
            origin: bounded(origin, MOST_ORIGIN),
            key: None,
            problem: bounded(problem, MOST_SENTENCE),
            place: None,
            help: bounded(help, MOST_SENTENCE),
        }
    }

    /// The line, counted from 1, if it is about a place in the file.
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.line)
    }

    /// The column in characters, counted from 1, if it is about a place in the file.
    pub fn column(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.column)
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problem)?;
        if let Some(place) = &self.place {
            let Place { line, column, excerpt, caret } = place.as_ref();
            let gutter = line.to_string().len();
            write!(f, "\n{:gutter$}--> {}:{line}:{column}", "", self.origin)?;
            write!(f, "\n{:gutter$} |\n{line} | {excerpt}", "")?;
            write!(f, "\n{:gutter$} | {:caret$}^", "", "")?;
        }
        if !self.help.as_str().is_empty() {
            write!(f, "\nhelp: {}", self.help)?;
        }
        Ok(())
    }
}

/// The text of a file, in which places are found.
pub(super) struct Source<'a> {
    text: &'a str,
    origin: &'a str,
    /// The offset at which each line begins.
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// A byte order mark at the start is no part of the text.
    pub(super) fn new(text: &'a str, origin: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_feeds = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = std::iter::once(0).chain(line_feeds.map(|(at, _)| at + 1)).collect();
        Self { text, origin, starts }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The line of an offset, counted from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// An error in what the file says, at a span of its text.
    pub(super) fn error(&self, span: &Range<usize>, key: &str, problem: &str, help: &str) -> ScenarioError {
        let mut error = ScenarioError::without_place(ErrorKind::Content, self.origin, problem, help);
        error.key = (!key.is_empty()).then(|| bounded(key, MOST_ORIGIN));
        error.place = Some(Box::new(self.place(span.start)));
        error
    }

    /// The offset of a text in a line, counted from 1, or of the line where it does not stand there.
    pub(super) fn find(&self, line: usize, text: &str) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let rest = self.text[start..].lines().next().unwrap_or_default();
        start + rest.find(text).unwrap_or(0)
    }

    /// Where an offset is, with the line around it.
    pub(super) fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let (before, rest) = self.text.split_at(offset);
        let before = &before[self.starts[line - 1]..];
        let rest = rest.lines().next().unwrap_or_default();
        let column = before.chars().count() + 1;

        let skipped = (column - 1).saturating_sub(AROUND.0);
        let mut lead: String = before.chars().skip(skipped).collect();
        if skipped > 0 {
            lead.insert(0, '…');
        }
        // Each half by itself, so that a mark behind the column cannot move it.
        let lead = SafeText::new(&lead);
        let caret = width(lead.as_str());
        let shown: String = rest.chars().take(AROUND.1).collect();
        let more = if shown.len() < rest.len() { "…" } else { "" };
        let excerpt = SafeText::new(&format!("{lead}{}{more}", SafeText::new(&shown)));
        Place { line, column, excerpt, caret }
    }
}

/// A text made safe, of at most so many bytes; an ellipsis says where it was cut.
pub(super) fn bounded(text: &str, most: usize) -> SafeText {
    // A character takes a byte at least: of a long text no more than this needs to be looked at.
    let start: String = text.chars().take(most + 1).collect();
    let safe = SafeText::new(&start);
    if safe.as_str().len() <= most {
        return safe;
    }
    let ellipsis = '…';
    let mut end = most.saturating_sub(ellipsis.len_utf8());
    while !safe.as_str().is_char_boundary(end) {
        end -= 1;
    }
    SafeText::new(&format!("{}{ellipsis}", &safe.as_str()[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_1() {
        let source = Source::new("\u{feff}äb\r\ncd\n", "x");
        let at = |offset| {
            let place = source.place(offset);
            (place.line, place.column, place.excerpt.as_str().to_owned(), place.caret)
        };
        assert_eq!(at(0), (1, 1, "äb".into(), 0));
        assert_eq!(at(1), (1, 1, "äb".into(), 0), "inside of a character");
        assert_eq!(at(2), (1, 2, "äb".into(), 1));
        assert_eq!(at(6), (2, 2, "cd".into(), 1));
        assert_eq!(at(8), (3, 1, String::new(), 0));
        assert_eq!(at(99), (3, 1, String::new(), 0));
    }

    #[test]
    fn of_a_long_line_the_part_around_the_column_is_shown() {
        let line = format!("{}X{}", "a".repeat(100_000), "b".repeat(100_000));
        let place = Source::new(&line, "x").place(100_000);
        assert_eq!(place.column, 100_001);
        assert_eq!(place.excerpt.as_str(), format!("…{}X{}…", "a".repeat(40), "b".repeat(79)));
        assert_eq!(place.caret, 41);
    }

    #[test]
    fn no_message_is_over_2_kb_or_holds_a_control() {
        let mark = "e\u{301}\u{301}\u{301}\u{301}\u{301}";
        for c in ["\u{1b}[31m", "\u{7}", "界", mark, "\u{202e}", "👩\u{200d}👩", "\u{9b}", "a"] {
            let long = c.repeat(3000);
            let error = Source::new(&long, &long).error(&(6000..6001), &long, &long, &long);
            let message = error.to_string();
            assert!(message.len() <= 2048, "{c:?}: {} bytes", message.len());
            assert!(!message.chars().any(|c| c.is_control() && c != '\n'), "{c:?}");
        }
    }

    #[test]
    fn a_short_text_is_not_cut() {
        assert_eq!(bounded("abc", 3).as_str(), "abc");
        assert_eq!(bounded("abcdef", 5).as_str(), "ab…");
    }
}
