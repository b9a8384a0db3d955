//! A range of steps as it is given: `A..B`, both included, each a step's number, its address or a chapter.

use std::ops::Range;
use std::str::FromStr;

use super::Failure;
use super::opened::place;
use crate::lesson::{Address, Chapter, Lesson, Zoom};

/// `A..B`: from step A to step B, both included. Either may be left out: then it goes from the first, or to
/// the last. `A` by itself is that step. A chapter's word stands for all its steps: `chain..pattern` is two
/// chapters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct StepRange {
    from: Option<String>,
    to: Option<String>,
}

impl FromStr for StepRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let end = |word: &str| Some(word.trim().to_owned()).filter(|word| !word.is_empty());
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (end(from), end(to)),
            None => (end(text), end(text)),
        };
        let is_end = |end: &Option<String>| end.as_ref().is_none_or(|end| !end.contains(".."));
        if text.trim().is_empty() || !is_end(&from) || !is_end(&to) {
            return Err("a range is A..B, A.., ..B or A, where A and B are steps".to_owned());
        }
        Ok(Self { from, to })
    }
}

/// What an end of a range names.
enum End {
    Chapter(Chapter),
    /// A step's number, from 0.
    Number(usize),
    Step(Address),
}

impl StepRange {
    /// The steps of it, from 0, and the zoom at which they count: the one asked for, else the usual one, or
    /// a closer one where a step exists only there. A step that the zoom does not show is the nearest one
    /// that it does, as on the screen.
    ///
    /// # Errors
    /// Wrong usage: no such step or chapter, or the first comes after the last.
    pub fn steps(&self, lesson: &Lesson, asked: Option<Zoom>) -> Result<(Zoom, Range<usize>), Failure> {
        let outline = lesson.outline();
        let usual = asked.unwrap_or_default();
        let ends = [&self.from, &self.to].map(|end| end.as_deref().map(|end| read(lesson, usual, end)));
        let [from, to] = ends.map(Option::transpose);
        let (from, to) = (from?, to?);
        let is_closer = |end: &Option<End>| match end {
            Some(End::Step(at)) => outline.index(usual, *at).is_none() && outline.has(*at),
            _ => false,
        };
        // Numbers count at the usual zoom; they cannot be meant at another.
        let has_number = [&from, &to].iter().any(|end| matches!(end, Some(End::Number(_))));
        let is_closer = asked.is_none() && !has_number && (is_closer(&from) || is_closer(&to));
        let zoom = if is_closer { Zoom::Term } else { usual };
        let number = |at: Address| outline.nearest(zoom, at).and_then(|at| outline.index(zoom, at));
        let count = outline.len(zoom);
        let start_of = |chapter: Chapter| outline.chapter_start(zoom, chapter);
        let start = match from {
            None => Some(0),
            Some(End::Number(n)) => Some(n),
            Some(End::Step(at)) => number(at),
            Some(End::Chapter(chapter)) => start_of(chapter),
        };
        let end = match to {
            None => Some(count),
            Some(End::Number(n)) => Some(n + 1),
            Some(End::Step(at)) => number(at).map(|n| n + 1),
            Some(End::Chapter(chapter)) => {
                let later = Chapter::ALL.into_iter().filter(|other| *other > chapter).find_map(start_of);
                start_of(chapter).map(|_| later.unwrap_or(count))
            }
        };
        let (Some(start), Some(end)) = (start, end) else {
            return Err(Failure::Usage(format!("zoom {} shows no step of this range", zoom.word())));
        };
        ordered(start, end, "step").map(|range| (zoom, range))
    }

    /// The stops of a tour, from 0, of which there are so many.
    ///
    /// # Errors
    /// Wrong usage: no such stop, or the first comes after the last.
    pub fn stops(&self, count: usize) -> Result<Range<usize>, Failure> {
        let stop = |end: &Option<String>| {
            let Some(end) = end.as_deref() else { return Ok(None) };
            let number = end.parse::<usize>().ok().filter(|n| (1..=count).contains(n));
            number.map(Some).ok_or_else(|| {
                let shown = crate::text::SafeText::new(&crate::text::cut(end, 60)).to_string();
                let sentence = format!("there is no stop {shown}; they count from 1 to {count}");
                Failure::Usage(sentence)
            })
        };
        let (from, to) = (stop(&self.from)?.unwrap_or(1), stop(&self.to)?.unwrap_or(count));
        ordered(from - 1, to, "stop")
    }
}

fn read(lesson: &Lesson, zoom: Zoom, end: &str) -> Result<End, Failure> {
    if let Some(chapter) = Chapter::from_word(end) {
        if lesson.outline().chapter_start(zoom, chapter).is_none() {
            return Err(Failure::Usage(format!("this lesson has no chapter {end}")));
        }
        return Ok(End::Chapter(chapter));
    }
    let at = place(lesson, zoom, end)?;
    Ok(match end.parse::<usize>() {
        Ok(number) => End::Number(number - 1),
        Err(_) => End::Step(at),
    })
}

/// The range, unless its end comes before its start.
fn ordered(start: usize, end: usize, what: &str) -> Result<Range<usize>, Failure> {
    if start < end {
        return Ok(start..end);
    }
    let sentence = format!("{what} {} comes after {what} {end}; a range goes forward", start + 1);
    Err(Failure::Usage(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::View;
    use crate::scenario;

    fn swap() -> Lesson {
        let scenario = scenario::builtin("swap").unwrap();
        let view = View::of(&scenario);
        Lesson::new(scenario, view).unwrap()
    }

    fn steps(text: &str, zoom: Option<Zoom>) -> Result<(Zoom, Range<usize>), String> {
        text.parse::<StepRange>()?.steps(&swap(), zoom).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_range_is_numbers_addresses_or_chapters() {
        for (text, range) in [
            ("17", 16..17),
            ("17..19", 16..19),
            ("..3", 0..3),
            ("115..", 114..116),
            ("..", 0..116),
            ("forward/c/net/2", 16..17),
            ("forward/c/net..forward/c/net/3", 14..18),
            ("forward/c/net/2..17", 16..17),
            ("network", 0..4),
            ("forward..error", 4..37),
            ("check..", 110..116),
            ("..network", 0..4),
            ("chain/w_d1 .. chain/w_d1/slope", 38..41),
        ] {
            assert_eq!(steps(text, None), Ok((Zoom::Operation, range)), "{text}");
        }
    }

    #[test]
    fn a_range_counts_at_its_zoom() {
        assert_eq!(steps("forward/b/net..forward/b/out", Some(Zoom::Layer)), Ok((Zoom::Layer, 4..6)));
        assert_eq!(steps("forward/b/net/2..forward/b/out", Some(Zoom::Layer)), Ok((Zoom::Layer, 4..6)));
        let (zoom, range) = steps("forward/b/net/1/1..forward/b/net/2", None).unwrap();
        assert_eq!((zoom, range.len()), (Zoom::Term, 3), "as closely as a step asks for");
    }

    #[test]
    fn a_range_that_cannot_be_is_refused() {
        for (text, says) in [
            ("", "a range is"),
            ("1..2..3", "a range is"),
            ("5..4", "step 5 comes after step 4"),
            ("error..forward", "comes after"),
            ("0..4", "there is no step 0"),
            ("..117", "count from 1 to 116"),
            ("nowhere..", "there is no step “nowhere”"),
        ] {
            let refused = steps(text, None).unwrap_err();
            assert!(refused.contains(says), "{text}: {refused}");
        }
    }

    #[test]
    fn stops_are_numbers() {
        let stops = |text: &str| text.parse::<StepRange>().unwrap().stops(7).map_err(|f| f.to_string());
        assert_eq!(stops(".."), Ok(0..7));
        assert_eq!(stops("2..3"), Ok(1..3));
        assert!(stops("3..2").unwrap_err().contains("stop 3 comes after stop 2"));
        assert!(stops("chain..").unwrap_err().contains("there is no stop chain; they count from 1 to 7"));
    }
}
