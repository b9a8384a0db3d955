//! Text from a file or a command line, which may hold anything, as text that holds no control.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation as _;

/// Marks on one letter beyond which more are dropped: no script needs more, and a cell stays small.
const MOST_MARKS: usize = 4;

/// Text without control characters, invisible characters or changes of writing direction.
///
/// Line feeds and tabs become spaces; anything else that would not show is shown as `�`.
///
/// ```
/// use chainrule::text::SafeText;
/// assert_eq!(SafeText::new("red \x1b[31m\ntext").as_str(), "red �[31m text");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct SafeText(String);

impl SafeText {
    /// Makes a text safe.
    pub fn new(text: &str) -> Self {
        let mut safe = String::with_capacity(text.len());
        for grapheme in text.graphemes(true) {
            let mut marks = 0;
            for c in grapheme.chars() {
                if matches!(c, '\n' | '\r' | '\t') {
                    if !(c == '\r' && grapheme.ends_with('\n')) {
                        safe.push(' ');
                    }
                } else if is_unseen(c) {
                    safe.push(char::REPLACEMENT_CHARACTER);
                } else if unicode_width::UnicodeWidthChar::width(c) == Some(0) {
                    marks += 1;
                    // A mark needs a letter to stand on; at the start of a text there is none.
                    if marks <= MOST_MARKS && !safe.is_empty() {
                        safe.push(c);
                    }
                } else {
                    safe.push(c);
                }
            }
        }
        Self(safe)
    }

    /// The lines of a text, each made safe.
    pub fn lines(text: &str) -> Vec<Self> {
        text.lines().map(Self::new).collect()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Characters that move the cursor, turn the writing direction, or are not to be seen at all.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_or_invisible_character_is_left() {
        for c in ('\0'..='\u{2fff}').chain('\u{fe00}'..='\u{ffff}').chain('\u{e0000}'..='\u{e0fff}') {
            let safe = SafeText::new(&format!("a{c}b"));
            assert!(!safe.as_str().chars().any(is_unseen), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_are_few_and_stand_on_something() {
        let piled = format!("e{}", "\u{301}".repeat(1000));
        assert!(SafeText::new(&piled).as_str().len() <= 32);
        assert_eq!(SafeText::new("\u{301}x").as_str(), "x");
    }

    #[test]
    fn line_ends_become_one_space() {
        assert_eq!(SafeText::new("a\r\nb\nc\td").as_str(), "a b c d");
        assert_eq!(SafeText::lines("a\r\nb").len(), 2);
    }
}
