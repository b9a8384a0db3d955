//! The tour of a file: its stops, their words, and the numbers that they set.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::scenario::edits::named_of;
use crate::scenario::error::ScenarioError;
use crate::scenario::explain::example;
use crate::scenario::raw::{RawStop, Table};
use crate::scenario::{Said, Scenario, Setting, Stop, name};
use crate::text::SafeText;

use super::{Check, MOST_TITLE, counted};

/// How many stops there may be.
const MOST_STOPS: usize = 200;
/// Characters of a stop's words at most: more are no caption but a page.
const MOST_WORDS: usize = 1000;
/// Numbers that a stop may set.
const MOST_SET: usize = 100;

impl Check<'_> {
    /// The stops in the order of the file. Inputs and targets that a stop sets are those of the sample
    /// that it shows, unless their names say otherwise.
    pub(super) fn tour(
        &self,
        stops: &[Spanned<Table<RawStop>>],
        scenario: &Scenario,
    ) -> Result<Vec<Stop>, ScenarioError> {
        if let Some(surplus) = stops.get(MOST_STOPS) {
            return Err(self.too_many(&surplus.span(), "tour", stops.len(), "stops", MOST_STOPS));
        }
        stops.iter().map(|stop| self.stop(&stop.get_ref().0, scenario)).collect()
    }

    fn stop(&self, stop: &RawStop, scenario: &Scenario) -> Result<Stop, ScenarioError> {
        let at = self.text("tour.at", &stop.at, MOST_TITLE)?;
        let words = self.words(&stop.text)?;
        let sample = stop.sample.as_ref().map(|sample| (sample.get_ref().0, sample.span()));
        let count = scenario.samples.len();
        if let Some((number, span)) = sample.as_ref().filter(|(number, _)| *number > count) {
            let key = "tour.sample";
            let problem = format!("`{key}` is {number}, but the file has {}", counted(count, "samples"));
            let help = "samples count from 1, in the order of the file";
            return Err(self.source.error(span, key, &problem, help));
        }
        let sample = sample.map(|(number, _)| number - 1);
        Ok(Stop {
            at,
            words,
            set: self.settings(stop, scenario, sample.unwrap_or(scenario.plan.sample))?,
            resets: stop.reset,
            sample,
            carry: stop.decimals.map(|decimals| decimals.0),
            zoom: stop.zoom.map(|zoom| zoom.0.0),
            line: self.source.line(stop.at.span().start),
            words_line: self.source.line(stop.text.span().start),
        })
    }

    /// The numbers that a stop sets, in the order of the file.
    fn settings(
        &self,
        stop: &RawStop,
        scenario: &Scenario,
        shown: usize,
    ) -> Result<Vec<Setting>, ScenarioError> {
        let Some(set) = &stop.set else { return Ok(Vec::new()) };
        let key = "tour.set";
        if set.get_ref().len() > MOST_SET {
            return Err(self.too_many(&set.span(), key, set.get_ref().len(), "numbers", MOST_SET));
        }
        let mut in_order: Vec<_> = set.get_ref().iter().collect();
        in_order.sort_by_key(|(name, _)| name.span().start);
        let mut seen = BTreeSet::new();
        let mut settings = Vec::with_capacity(in_order.len());
        for (set, value) in in_order {
            let wrong = |problem: &str| Err(self.source.error(&set.span(), key, problem, &example(key)));
            let (quantity, sample) = match named_of(set.get_ref(), scenario, shown) {
                Ok(found) => found,
                Err(error) => return wrong(&format!("`{key}` {error}")),
            };
            let of = || name(quantity, scenario.network());
            if !seen.insert((quantity, sample)) {
                return wrong(&format!("`{key}` names {} twice", of()));
            }
            let number = value.get_ref().0;
            if let Some(must) = scenario.refuses(quantity, number) {
                let problem = format!("`{key}` of {} is {number}, but should be {must}", of());
                return Err(self.source.error(&value.span(), key, &problem, &example(key)));
            }
            settings.push(Setting { quantity, sample, value: number });
        }
        Ok(settings)
    }

    /// A stop's words, in which names in braces stand for numbers.
    fn words(&self, text: &Spanned<String>) -> Result<Vec<Said>, ScenarioError> {
        let key = "tour.text";
        let safe = self.text(key, text, MOST_WORDS)?;
        pieces(safe.as_str()).ok_or_else(|| {
            let problem = format!("`{key}` has a brace without its partner");
            let help = "{E_total} stands for a number; a brace by itself is written twice: {{ or }}";
            self.source.error(&text.span(), key, &problem, help)
        })
    }
}

/// A text taken apart at its braces; `None` where one is left alone. Two braces stand for one.
fn pieces(text: &str) -> Option<Vec<Said>> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        words.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            words.push_str(brace);
            rest = after;
            continue;
        }
        let (name, after) = rest.split_once('}').filter(|(name, _)| brace == "{" && !name.contains('{'))?;
        if !words.is_empty() {
            pieces.push(Said::Words(SafeText::new(&std::mem::take(&mut words))));
        }
        pieces.push(Said::Number(SafeText::new(name)));
        rest = after;
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Said::Words(SafeText::new(&words)));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Said {
        Said::Words(SafeText::new(text))
    }

    fn number(name: &str) -> Said {
        Said::Number(SafeText::new(name))
    }

    #[test]
    fn names_stand_in_braces_and_two_braces_are_one() {
        assert_eq!(
            pieces("E is {E_total}, {w_d1}."),
            Some(vec![words("E is "), number("E_total"), words(", "), number("w_d1"), words(".")])
        );
        assert_eq!(pieces("{a1}{a2}"), Some(vec![number("a1"), number("a2")]));
        assert_eq!(pieces("a {{b}} c"), Some(vec![words("a {b} c")]));
        for alone in ["{", "a } b", "{a", "{a{b}", "}}}"] {
            assert_eq!(pieces(alone), None, "{alone}");
        }
    }
}
