//! A line of text that is being typed.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::SafeText;

/// Characters that a field takes at most.
const MOST: usize = 500;

/// A text and a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    /// Byte position, always between two characters as a person counts them.
    cursor: usize,
}

impl Field {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Puts text at the cursor: controls made harmless, as much as there is room for.
    pub fn insert(&mut self, text: &str) {
        let room = MOST.saturating_sub(self.text.chars().count());
        let few: String = text.chars().take(room).collect();
        let safe = SafeText::new(&few);
        self.text.insert_str(self.cursor, safe.as_str());
        self.cursor += safe.as_str().len();
    }

    /// Replaces the text; the cursor goes to its end.
    pub fn replace(&mut self, text: &str) {
        *self = Self::default();
        self.insert(text);
    }

    /// Drops the character before the cursor; says whether there was one.
    pub fn erase(&mut self) -> bool {
        let Some(start) = self.left_of_cursor() else { return false };
        self.text.drain(start..self.cursor);
        self.cursor = start;
        true
    }

    /// Moves the cursor to the left; says whether it moved.
    pub fn left(&mut self) -> bool {
        let target = self.left_of_cursor();
        self.cursor = target.unwrap_or(self.cursor);
        target.is_some()
    }

    /// Moves the cursor to the right; says whether it moved.
    pub fn right(&mut self) -> bool {
        let next = self.text[self.cursor..].graphemes(true).next().map(str::len);
        self.cursor += next.unwrap_or(0);
        next.is_some()
    }

    /// Moves the cursor to the start, or to the end; says whether it moved.
    pub fn to(&mut self, end: bool) -> bool {
        let target = if end { self.text.len() } else { 0 };
        std::mem::replace(&mut self.cursor, target) != target
    }

    /// Drops the character behind the cursor; says whether there was one.
    pub fn delete(&mut self) -> bool {
        self.right() && self.erase()
    }

    fn left_of_cursor(&self) -> Option<usize> {
        self.before_cursor().grapheme_indices(true).next_back().map(|(start, _)| start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_between_characters() {
        let mut field = Field::default();
        field.insert("ae\u{301}ö");
        assert!(field.left() && field.left());
        assert_eq!(field.before_cursor(), "a");
        field.insert("x\u{1b}");
        assert_eq!(field.text(), "ax�e\u{301}ö");
        assert!(field.right() && field.erase());
        assert_eq!(field.text(), "ax�ö");
        assert!(field.to(false) && field.delete() && field.to(true) && !field.delete());
        assert_eq!(field.text(), "x�ö");
    }

    #[test]
    fn a_field_takes_only_so_much() {
        let mut field = Field::default();
        field.insert(&"x".repeat(10_000));
        assert_eq!(field.text().len(), MOST);
    }
}
