//! Where the numbers of a file stand in its text, and what is to stand there instead.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::engine::{Kind, Quantity};
use crate::scenario::edits::named;
use crate::scenario::error::Source;
use crate::scenario::{Scenario, explain};
use crate::text::letters;

use super::{Change, SaveError};

/// A value with its place in the text.
type Value<'t> = Spanned<DeValue<'t>>;

/// The places of a text and the changes made to it.
pub(super) struct Places<'t> {
    text: &'t str,
    line_end: &'static str,
    table: DeTable<'t>,
    /// The value of the last edit of each number.
    edits: BTreeMap<(Quantity, usize), Range<usize>>,
    /// What comes in the place of what; nothing overlaps.
    patches: Vec<(Range<usize>, String)>,
    /// Tables to go after all else.
    appended: String,
}

impl<'t> Places<'t> {
    /// Takes a text apart that was read as this scenario. It begins with no byte order mark.
    pub(super) fn find(text: &'t str, scenario: &Scenario) -> Result<Self, SaveError> {
        let parsed = DeTable::parse(text);
        let table =
            parsed.map_err(|error| explain::syntax(&Source::new(text, "the text"), &error))?.into_inner();
        let mut edits = BTreeMap::new();
        for edit in table.get("edits").and_then(as_array).into_iter().flatten() {
            let set = edit.get_ref().get("set").and_then(|set| set.get_ref().as_str());
            let (Some(set), Some(value)) = (set, edit.get_ref().get("value")) else { continue };
            if let Ok(number) = named(set, scenario) {
                edits.insert(number, value.span());
            }
        }
        let is_windows = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
        let line_end = if is_windows { "\r\n" } else { "\n" };
        Ok(Self { text, line_end, table, edits, patches: Vec::new(), appended: String::new() })
    }

    /// Says of notes that quote a source that its numbers are not the file's any more.
    pub(super) fn mark_quotations(&mut self) {
        let notes = self.table.get("notes").and_then(as_array).into_iter().flatten();
        let quotes = notes.filter_map(|note| note.get_ref().get("quotes"));
        let spans: Vec<_> =
            quotes.filter(|value| value.get_ref().as_bool() == Some(true)).map(Spanned::span).collect();
        self.patches.extend(spans.into_iter().map(|span| (span, "\"changed\"".to_owned())));
    }

    /// Whether an edit sets this number.
    pub(super) fn has_edit(&self, q: Quantity, sample: usize) -> bool {
        self.edits.contains_key(&(q, sample))
    }

    /// How many weights and biases have an edit.
    pub(super) fn network_edits(&self) -> usize {
        self.edits.keys().filter(|(q, _)| matches!(q.kind, Kind::Weight | Kind::Bias)).count()
    }

    /// How many edits the text has.
    pub(super) fn count_edits(&self) -> usize {
        self.table.get("edits").and_then(as_array).into_iter().flatten().count()
    }

    /// Whether the text gives this number where it is at home, rather than by a rule for all.
    pub(super) fn lists(&self, q: Quantity, sample: usize) -> bool {
        self.place(q, sample).is_some()
    }

    /// Changes the edit of a number that has one.
    pub(super) fn change_edit(&mut self, change: Change) {
        if let Some(span) = self.edits.get(&(change.quantity, change.sample)) {
            self.replace(span.clone(), change.value);
        }
    }

    /// Adds an edit of a weight or bias.
    pub(super) fn add_edit(&mut self, change: Change, name: &str) {
        let value = shortest(change.value);
        let end = self.line_end;
        let Some(edits) = self.table.get("edits").filter(|edits| !self.text[edits.span()].starts_with("[["))
        else {
            let entry = format!("{end}[[edits]]{end}set = \"{name}\"{end}value = {value}{end}");
            self.appended.push_str(&entry);
            return;
        };
        // A list that stands in one piece takes no sections after it.
        let entry = format!("{{ set = \"{name}\", value = {value} }}");
        let last = as_array(edits).and_then(|edits| edits.iter().next_back()).map(|last| last.span().end);
        let (at, entry) = match last {
            Some(last) => (last, format!(", {entry}")),
            None if self.patches.iter().any(|(range, _)| range.start == edits.span().start + 1) => {
                (edits.span().start + 1, format!(", {entry}"))
            }
            None => (edits.span().start + 1, entry),
        };
        self.patches.push((at..at, entry));
    }

    /// Changes a number where the file first gives it.
    pub(super) fn change(&mut self, change: Change) -> Result<(), SaveError> {
        match self.place(change.quantity, change.sample).map(Spanned::span) {
            Some(span) => self.replace(span, change.value),
            None if change.quantity.kind == Kind::LearningRate => self.add_rate(change.value),
            None => return Err(SaveError::Shape),
        }
        Ok(())
    }

    fn place(&self, q: Quantity, sample: usize) -> Option<&Value<'t>> {
        let at = |whole: &str, part: &str| self.table.get(whole)?.get_ref().get(part);
        let in_sample =
            |side: &str| at_index(at_index(self.table.get("samples")?, sample)?.get_ref().get(side)?, q.row);
        let in_layer = |of: &str| at("network", of)?.get_ref().get(letters(q.layer).as_str());
        match q.kind {
            Kind::Weight => at_index(at_index(in_layer("weights")?, q.row)?, q.column),
            Kind::Bias => at_index(in_layer("biases")?, q.row),
            Kind::Out => in_sample("input"),
            Kind::Target => in_sample("target"),
            _ => at("training", "learning_rate"),
        }
    }

    fn replace(&mut self, span: Range<usize>, value: f64) {
        let was_whole =
            self.text[span.clone()].bytes().all(|byte| byte.is_ascii_digit() || b"+-_".contains(&byte));
        let mut written = shortest(value);
        if was_whole && let Some(whole) = written.strip_suffix(".0") {
            written.truncate(whole.len());
        }
        self.patches.push((span, written));
    }

    /// Adds the learning rate to a file that says none.
    fn add_rate(&mut self, value: f64) {
        let (rate, end) = (format!("learning_rate = {}", shortest(value)), self.line_end);
        let Some(training) = self.table.get("training").map(Spanned::span) else {
            self.appended.extend([end, "[training]", end, &rate, end]);
            return;
        };
        let patch = match self.text.as_bytes()[training.start] {
            // A section: in the line after its header.
            b'[' => {
                let rest = &self.text[training.end..];
                match rest.find('\n') {
                    Some(line) => (training.end + line + 1, format!("{rate}{end}")),
                    None => (self.text.len(), format!("{end}{rate}")),
                }
            }
            // A table in braces: before what it holds.
            b'{' => {
                let inside = &self.text[training.start + 1..training.end - 1];
                let comma = if inside.trim().is_empty() { " " } else { "," };
                (training.start + 1, format!(" {rate}{comma}"))
            }
            // Keys with dots: in the line before the first.
            _ => (training.start, format!("training.{rate}{end}")),
        };
        self.patches.push((patch.0..patch.0, patch.1));
    }

    /// The text with all changes.
    pub(super) fn written(mut self) -> String {
        // What is put at one place stays in the order in which it came.
        self.patches.sort_by_key(|(range, _)| range.start);
        let mut written = String::with_capacity(self.text.len() + self.appended.len());
        let mut from = 0;
        for (range, new) in &self.patches {
            written.push_str(&self.text[from..range.start]);
            written.push_str(new);
            from = range.end;
        }
        written.push_str(&self.text[from..]);
        if !self.appended.is_empty() {
            if !written.ends_with('\n') {
                written.push_str(self.line_end);
            }
            written.push_str(&self.appended);
        }
        written
    }
}

fn as_array<'v, 't>(value: &'v Value<'t>) -> Option<&'v toml::de::DeArray<'t>> {
    value.get_ref().as_array()
}

fn at_index<'v, 't>(list: &'v Value<'t>, index: usize) -> Option<&'v Value<'t>> {
    list.get_ref().get(index)
}

/// The fewest digits that read back as the same number, as TOML writes one.
fn shortest(value: f64) -> String {
    // −0 is 0, here as when it is read.
    format!("{:?}", value + 0.0)
}
