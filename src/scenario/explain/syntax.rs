//! What is no TOML at all, said in the words of a file.
//!
//! The parser has a few dozen messages, each a problem and what it expected there. Those that a person may not
//! understand are said again here; one that is not known, after an update of the parser say, is passed on.

use std::ops::Range;

use crate::scenario::error::{ErrorKind, ScenarioError, Source, bounded};
use crate::text::SafeText;

/// What helps where nothing better is known.
const LINE: &str = "a line is a [section], a key = value or a # comment; a text is in quotes, a list in [ ]";
const ONCE: &str = "a key or section stands once in its place";
const NUMBER: &str = "a number is such as 7, -0.5 or 1e-3, with digits before and after its point";
const WORD: &str = "a text is in quotes; a number is such as 7, -0.5 or 1e-3; else there are true and false, and lists with commas";
const DATE: &str = "no key takes a date or time; a text is in quotes, and a number has no - or : within";
const LIST: &str = "a list is such as [2, 3, 1], with a comma between any two";
const TABLE: &str = "a table on one line is such as { w_b1 = 0.35, a1 = 0 }";
const KEY: &str = "a key is letters, digits, - and _; anything else is in quotes";
const ESCAPE: &str = "a backslash itself is written twice; within '…' it is a character as any other";
const CONTROL: &str = "a control character is written as \\u001b is, within double quotes, or left out";
const CLOSE: &str =
    "a text ends with the quotes that it begins with, and one in single quotes on its own line";
const SECTION: &str = "a section is such as [network], or [[samples]] for one of several";

const DEEP: &str = "80 within each other are read, and as many names with dots between";
const UNSEEN: &str = "it comes with a file that is no text, or with what was copied from a page; take it out";
const END: &str = "lines end with LF, or with CR and LF";

/// Names with dots between them that are read.
const MOST_NAMES: usize = 80;

/// The beginning of what the parser says, the same in other words, and what helps. The first that fits counts.
const SAID: &[(&str, &str, &str)] = &[
    ("duplicate key", "a key or section stands there for the second time", ONCE),
    ("cannot extend value", "what has a value already cannot have keys of its own", ONCE),
    ("key with no value", "a key has no = behind it", LINE),
    ("missing value for key", "a key has no value", LINE),
    ("extra `=`", "there is a second =", LINE),
    ("unexpected key or value", "more stands on the line than belongs there", LINE),
    ("string values must be quoted", "a value is no number, and no text in quotes", WORD),
    ("invalid boolean", "a value is a word without quotes", WORD),
    ("invalid float, expected `nan`", "a value is a word without quotes", WORD),
    ("invalid float, expected `inf`", "a value is a word without quotes", WORD),
    ("invalid float", "a number has more to it than a number can", NUMBER),
    ("invalid mantissa", "a number has no digits before its point", NUMBER),
    ("invalid fraction", "a number has no digits behind its point", NUMBER),
    ("invalid exponent", "a number has no digits behind its e", NUMBER),
    ("unexpected leading zero", "a number begins with a 0 too many", NUMBER),
    ("`_` may only go between digits", "a number has a _ that is not between digits", NUMBER),
    ("redundant numeric sign", "a number has two signs", NUMBER),
    ("integers with a radix", "a number in another base has a sign", NUMBER),
    ("radix must be lowercase", "the letter of another base is written small: 0x, 0o or 0b", NUMBER),
    ("invalid hexadecimal number", "a number has other digits behind 0x than 0 to f", NUMBER),
    ("invalid octal number", "a number has other digits behind 0o than 0 to 7", NUMBER),
    ("invalid binary number", "a number has other digits behind 0b than 0 and 1", NUMBER),
    ("invalid date", "what looks like a date is none", DATE),
    ("invalid time", "what looks like a time is none", DATE),
    ("invalid offset", "what looks like a time is none", DATE),
    ("unclosed array table", "a section is not closed by ]]", SECTION),
    ("unclosed table", "a section is not closed by ]", SECTION),
    ("unclosed array", "a list is not closed by ]", LIST),
    ("missing comma between array elements", "a list has no comma here, or was not closed by ]", LIST),
    ("extra comma in array", "a list has a comma too many", LIST),
    ("missing array opening", "a ] stands where a value should", LIST),
    ("missing inline table opening", "a } stands where a value should", TABLE),
    ("unclosed inline table", "a table is not closed by }", TABLE),
    ("extra comma in inline table, expected `=`", "a key in a table has no = behind it", TABLE),
    ("extra comma in inline table", "a table has a comma too many", TABLE),
    ("extra assignment", "a table has no comma here", TABLE),
    ("missing assignment", "a key in a table has no = behind it", TABLE),
    ("missing key for inline table element", "a table was not closed by }", TABLE),
    ("invalid inline table element", "a table was not closed by }", TABLE),
    ("missing comma between key-value pairs", "a table has no comma here", TABLE),
    ("invalid comment character", "a comment holds a control character", CONTROL),
    ("invalid basic string, expected non-", "a text holds a control character", CONTROL),
    ("invalid literal string, expected non-", "a text holds a control character", CONTROL),
    (
        "invalid multi-line basic string, expected `\"`",
        "a text that begins here with three quotes does not end",
        CLOSE,
    ),
    (
        "invalid multi-line literal string, expected `'`",
        "a text that begins here with three quotes does not end",
        CLOSE,
    ),
    ("invalid multi-line", "a text holds a control character", CONTROL),
    ("carriage return", "a line ends with CR alone", END),
    ("missing opening quote", "a value is no number, and no text in quotes", WORD),
    ("invalid basic string", "a text is not closed by quotes", CLOSE),
    ("invalid literal string", "a text is not closed by quotes", CLOSE),
    ("missing escaped value", "a backslash stands before what is no escape", ESCAPE),
    (
        "too few unicode value digits",
        "a backslash with x, u or U has too few digits: 2, 4 or 8 from 0 to f",
        ESCAPE,
    ),
    ("invalid value, expected unicode", "a backslash with u or U has digits that are no character", ESCAPE),
    ("unquoted keys cannot be empty", "a key is missing here", KEY),
    ("invalid unquoted key", "a key without quotes has a character that it cannot have", KEY),
    ("keys cannot be multi-line", "a key is in three quotes", KEY),
    ("invalid key-value pair", "a line begins with what is no key", LINE),
    ("cannot recurse further", "lists or tables stand too deep within each other", DEEP),
    ("recursion limit", "lists or tables stand too deep within each other", DEEP),
];

/// An error in the TOML itself.
pub(in crate::scenario) fn syntax(source: &Source<'_>, error: &toml::de::Error) -> ScenarioError {
    let message = error.message();
    let mut span = place(source.text(), message, super::span(error));
    let rest = source.text().get(span.start..).unwrap_or_default();
    let (mut problem, mut help) = match SAID.iter().find(|(start, ..)| message.starts_with(start)) {
        // The parser took it for the beginning of something else.
        Some((_, _, help)) if *help == CLOSE && rest.starts_with('}') => {
            ("a key in a table has no = behind it".to_owned(), TABLE)
        }
        Some((_, _, help))
            if *help == WORD
                && rest
                    .trim_start_matches(' ')
                    .chars()
                    .next()
                    .is_none_or(|c| matches!(c, '\n' | '\r' | '#')) =>
        {
            ("a key has no value".to_owned(), LINE)
        }
        Some((_, problem, help)) => ((*problem).to_owned(), *help),
        None => (bounded(message, 200).to_string(), LINE),
    };
    if let Some(at) = unseen(source.text(), span.start).filter(|_| help != CONTROL && help != END) {
        (span, problem, help) = (at..at, "a character stands here that is not seen".to_owned(), UNSEEN);
    }
    let mut error = source.error(&span, "", &format!("this is not TOML: {problem}"), help);
    error.kind = ErrorKind::Syntax;
    error
}

/// Where a character stands that is not seen, or a blank that TOML does not know: the first in the line of a place, no
/// further than that place.
fn unseen(text: &str, place: usize) -> Option<usize> {
    let before = text.get(..place)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = place + text[place..].chars().next().map_or(0, char::len_utf8);
    let is_unseen = |c: char| {
        let is_blank = matches!(c, ' ' | '\t' | '\r' | '\n');
        !is_blank && (c.is_whitespace() || SafeText::new(c.encode_utf8(&mut [0; 4])).as_str() == "\u{fffd}")
    };
    text[start..end].find(|c| c != '\u{fffd}' && is_unseen(c)).map(|at| start + at)
}

/// Where to look. A text of several lines that does not end is noticed at the end of the file; it is mended where it
/// begins.
fn place(text: &str, message: &str, span: Range<usize>) -> Range<usize> {
    let quotes = match message {
        _ if message.starts_with("invalid multi-line basic string, expected `\"`") => "\"\"\"",
        _ if message.starts_with("invalid multi-line literal string, expected `'`") => "'''",
        // The parser does not say where the names are.
        "recursion limit" => return deep_names(text),
        _ => return span,
    };
    match text.rfind(quotes) {
        Some(start) => start..start + quotes.len(),
        None => span,
    }
}

/// The first line with more names than are read.
fn deep_names(text: &str) -> Range<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.matches('.').count() >= MOST_NAMES {
            return start..start;
        }
        start += line.len();
    }
    0..0
}
