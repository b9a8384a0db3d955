//! How many cells text takes, and how it is broken into lines.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The cells that a text takes in a terminal.
pub fn width(text: &str) -> usize {
    // Most text is such; there is no need to look its characters up.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.width()
}

/// Breaks a text into lines of at most `width` cells, at spaces where there are any.
pub fn wrap(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, textwrap::Options::new(width.max(1)).break_words(true))
}

/// The text in at most `width` cells; an ellipsis says where it was cut.
///
/// ```
/// assert_eq!(chainrule::text::cut("backpropagation", 8), "backpro…");
/// ```
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut kept = String::new();
    let mut cells = 0;
    for grapheme in text.graphemes(true) {
        cells += self::width(grapheme);
        if cells > width - 1 {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.push('…');
    Cow::Owned(kept)
}
