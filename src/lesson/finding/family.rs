//! Steps of one section whose texts differ in numbers only.

use super::{Fit, Gathered, MOST_FOUND, Query};
use crate::engine::Part;
use crate::lesson::address::{Address, Place, Section};
use crate::lesson::step::Value;
use crate::lesson::{Lesson, Prose};

/// Products of a matrix up to which every one is looked at for its numbers.
const MOST_CELLS: usize = 2000;
/// Stands for a number in the text of a whole family: no key types it.
const SLOT: char = '\u{0}';

/// Which steps of a section a family has.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Members {
    /// A single one.
    One(Place),
    /// The errors of so many outputs, each a section of its own.
    Alike(usize),
    /// One a neuron.
    Rows(usize),
    /// One a product: so many rows and columns.
    Cells(usize, usize),
    /// One a path that is listed: the path itself, or one factor of it.
    Paths(Vec<u128>, Option<usize>),
}

/// The numbers of a member that its texts may hold.
type Numbers = [u128; 3];

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    /// The same in every member.
    Same(String),
    /// One of the member's numbers.
    Number(usize),
}

/// A text of every member.
type Text = Vec<Piece>;

/// Steps whose texts differ in numbers only.
#[derive(Debug, Clone)]
pub(super) struct Family {
    section: Section,
    members: Members,
    /// The address and the names of what is computed.
    names: Vec<Text>,
    /// The title in its two spellings, and the chapter's.
    titles: Vec<Text>,
    /// All of them, with a mark in place of each number.
    skeleton: String,
}

impl Members {
    fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Alike(count) | Self::Rows(count) => *count,
            Self::Cells(rows, columns) => rows * columns,
            Self::Paths(listed, _) => listed.len(),
        }
    }

    fn address(&self, section: Section, n: usize) -> Address {
        match self {
            Self::One(place) => Address::at(section, *place),
            Self::Alike(_) => Address::head(Section::Single(n)),
            Self::Rows(_) => Address::at(section, Place::Row(n)),
            Self::Cells(_, columns) => Address::at(section, Place::Cell(n / columns, n % columns)),
            Self::Paths(listed, None) => Address::at(section, Place::Path(listed[n])),
            Self::Paths(listed, Some(f)) => Address::at(section, Place::PathFactor(listed[n], *f)),
        }
    }

    /// The member that has this address.
    fn position(&self, section: Section, address: Address) -> Option<usize> {
        let is_here = address.section == section;
        match (self, address.place) {
            (Self::Alike(count), Place::Head) => match address.section {
                Section::Single(n) if n < *count => Some(n),
                _ => None,
            },
            (Self::One(place), at) => (is_here && at == *place).then_some(0),
            (Self::Rows(count), Place::Row(n)) => (is_here && n < *count).then_some(n),
            (Self::Cells(rows, columns), Place::Cell(i, j)) => {
                (is_here && i < *rows && j < *columns).then_some(i * columns + j)
            }
            (Self::Paths(listed, None), Place::Path(k)) if is_here => listed.binary_search(&k).ok(),
            (Self::Paths(listed, Some(f)), Place::PathFactor(k, of)) if is_here && of == *f => {
                listed.binary_search(&k).ok()
            }
            _ => None,
        }
    }

    /// The numbers of a member, as they are written: from 1.
    fn numbers(&self, n: usize) -> Numbers {
        match self {
            Self::Cells(_, columns) => [n / columns, n % columns, n].map(|n| n as u128 + 1),
            Self::Paths(listed, _) => [listed[n] + 1; 3],
            _ => [n as u128 + 1; 3],
        }
    }

    /// Members that together show which numbers of their texts are theirs.
    fn samples(&self) -> Vec<usize> {
        let last = self.count().saturating_sub(1);
        let mut samples = match self {
            Self::Cells(_, columns) => vec![0, columns - 1, last + 1 - columns, last],
            _ => vec![0, last],
        };
        samples.dedup();
        samples
    }

    /// Members in whose texts these numbers may stand.
    fn with(&self, wanted: &[u128]) -> Vec<usize> {
        let Self::Cells(rows, columns) = *self else { return (0..self.count()).collect() };
        if rows * columns <= MOST_CELLS {
            return (0..rows * columns).collect();
        }
        let mut all: Vec<usize> = Vec::new();
        for n in wanted.iter().filter_map(|&n| usize::try_from(n.checked_sub(1)?).ok()) {
            all.extend((0..columns).filter(|_| n < rows).map(|j| n * columns + j));
            all.extend((0..rows).filter(|_| n < columns).map(|i| i * columns + n));
            all.extend((n < rows * columns).then_some(n));
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Family {
    /// Learns the texts of a family from few of its members.
    pub fn learn(lesson: &Lesson, section: Section, members: Members) -> Self {
        let samples: Vec<(Numbers, [Vec<String>; 2])> = members
            .samples()
            .into_iter()
            .map(|n| (members.numbers(n), texts(lesson, members.address(section, n))))
            .collect();
        let of = |which: usize| {
            let count = samples.iter().map(|(_, texts)| texts[which].len()).min().unwrap_or(0);
            (0..count)
                .filter_map(|index| {
                    let each: Vec<(Numbers, &str)> = samples
                        .iter()
                        .map(|(numbers, texts)| (*numbers, texts[which][index].as_str()))
                        .collect();
                    in_common(&each)
                })
                .collect::<Vec<Text>>()
        };
        let (names, titles) = (of(0), of(1));
        let mut skeleton = String::new();
        for text in names.iter().chain(&titles) {
            for piece in text {
                match piece {
                    Piece::Same(text) => skeleton.push_str(text),
                    Piece::Number(_) => skeleton.push(SLOT),
                }
            }
            skeleton.push('\n');
        }
        Self { section, members, names, titles, skeleton }
    }

    /// Adds the members in which all words occur.
    pub fn search(&self, query: &Query<'_>, gathered: &mut Gathered) {
        let Some(own) = self.words_of_members(query) else { return };
        if own.is_empty() {
            // All members have all words.
            let count = self.members.count();
            gathered.count += count;
            let few = (0..count.min(MOST_FOUND)).map(|n| self.members.address(self.section, n));
            let fit = fit(query, &self.skeleton, self.names.len());
            few.for_each(|address| gathered.add(fit, address));
            return;
        }
        let mut written = String::new();
        for n in self.members.with(&numbers_in(&own)) {
            self.write(n, &mut written);
            if own.iter().all(|word| written.contains(word)) {
                gathered.count += 1;
                gathered.add(fit(query, &written, self.names.len()), self.members.address(self.section, n));
            }
        }
    }

    /// Whether a step is a member that is found.
    pub fn finds(&self, address: Address, query: &Query<'_>) -> bool {
        let Some(n) = self.members.position(self.section, address) else { return false };
        let Some(own) = self.words_of_members(query) else { return false };
        let mut written = String::new();
        self.write(n, &mut written);
        let is_looked_at = own.is_empty() || self.members.with(&numbers_in(&own)).binary_search(&n).is_ok();
        is_looked_at && own.iter().all(|word| written.contains(word))
    }

    /// The words that some members may have and others not; `None` where one of the words occurs in none.
    fn words_of_members<'q>(&self, query: &Query<'q>) -> Option<Vec<&'q str>> {
        let mut own = Vec::new();
        for &word in &query.words {
            if self.skeleton.contains(word) {
                continue;
            }
            let mut between = word.split(|c: char| c.is_ascii_digit()).filter(|text| !text.is_empty());
            let has_digits = word.bytes().any(|byte| byte.is_ascii_digit());
            if !has_digits || !between.all(|text| self.skeleton.contains(text)) {
                return None;
            }
            own.push(word);
        }
        Some(own)
    }

    /// Writes the texts of a member, a line each.
    fn write(&self, n: usize, into: &mut String) {
        into.clear();
        let numbers = self.members.numbers(n);
        for text in self.names.iter().chain(&self.titles) {
            for piece in text {
                match piece {
                    Piece::Same(text) => into.push_str(text),
                    Piece::Number(which) => push_number(into, numbers[*which]),
                }
            }
            into.push('\n');
        }
    }
}

/// Writes a number. Nearly all are small, and this is done for thousands of members at a key.
fn push_number(into: &mut String, number: u128) {
    let Ok(mut rest) = u32::try_from(number) else { return into.push_str(&number.to_string()) };
    let mut digits = [0_u8; 10];
    let mut start = digits.len();
    while start == digits.len() || rest > 0 {
        start -= 1;
        digits[start] = (rest % 10) as u8;
        rest /= 10;
    }
    into.extend(digits[start..].iter().map(|digit| char::from(b'0' + digit)));
}

/// How well texts fit a query, the names among them first, a line each.
fn fit(query: &Query<'_>, texts: &str, names: usize) -> Fit {
    let mut best = Fit::Occurs;
    for (index, line) in texts.lines().enumerate() {
        if index == 0 && line.split('/').any(|word| word == query.whole) {
            best = best.min(Fit::Begins);
        }
        best = best.min(match line.strip_prefix(query.whole) {
            Some("") if index < names => Fit::Named,
            Some(_) if index < names => Fit::Begins,
            Some(_) => Fit::TitleBegins,
            None => Fit::Occurs,
        });
    }
    best
}

/// The numbers in words.
fn numbers_in(words: &[&str]) -> Vec<u128> {
    let digits = words.iter().flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

/// The names and the titles of a step, in small letters.
fn texts(lesson: &Lesson, address: Address) -> [Vec<String>; 2] {
    let names = lesson.names();
    let (title, values) = match lesson.little(address) {
        Ok(step) => (step.title, step.values),
        Err(title) => (title, Vec::new()),
    };
    let mut called = vec![lesson.address_text(address)];
    for value in values {
        if let Value::Of(part) = value {
            called.extend([names.plain_part(part), names.screen_part(part)]);
            called.extend(also_called(lesson, part));
        }
    }
    let titled = vec![
        title.plain(names, lesson.carry()),
        on_screen(lesson, &title),
        address.chapter().title().to_owned(),
    ];
    [called, titled].map(|texts| texts.iter().map(|text| text.to_lowercase()).collect())
}

/// A third name of what has one: `δ_d1` and `delta_d1` are also found as `dE/dnet_d1`.
fn also_called(lesson: &Lesson, part: Part) -> Option<String> {
    use crate::engine::Kind;
    let row = part.row?;
    let neuron = || lesson.names().neuron(part.layer, row);
    (part.kind == Kind::Delta).then(|| format!("dE/dnet_{}", neuron()))
}

/// A title as the screen spells it, but for the minus of its numbers: that is typed as a hyphen.
fn on_screen(lesson: &Lesson, title: &Prose) -> String {
    use crate::lesson::Piece as P;
    let names = lesson.names();
    let piece = |piece: &P| match piece {
        P::Text(text) => text.to_string(),
        P::Symbol(part) => names.screen_part(*part),
        P::Neuron(layer, row) => names.neuron(*layer, *row),
        P::Number(_) => Prose(vec![piece.clone()]).plain(names, lesson.carry()),
    };
    title.0.iter().map(piece).collect()
}

/// A text at digits: what stands between them, and the numbers.
fn at_digits(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut between, mut numbers) = (Vec::new(), Vec::new());
    let mut rest = text;
    loop {
        let start = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        between.push(&rest[..start]);
        rest = &rest[start..];
        if rest.is_empty() {
            return (between, numbers);
        }
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        numbers.push(&rest[..end]);
        rest = &rest[end..];
    }
}

/// The text that all of these are with their own numbers in it; `None` where they differ in more.
fn in_common(texts: &[(Numbers, &str)]) -> Option<Text> {
    let split: Vec<_> = texts.iter().map(|(numbers, text)| (*numbers, at_digits(text))).collect();
    let (_, (between, first)) = split.first()?;
    if split.iter().any(|(_, (other, _))| other != between) {
        return None;
    }
    let mut common: Text = Vec::new();
    let mut same = String::new();
    for (index, text) in between.iter().enumerate() {
        same.push_str(text);
        let Some(number) = first.get(index) else { break };
        let is_own =
            |which: &usize| split.iter().all(|(numbers, (_, own))| own[index] == numbers[*which].to_string());
        if split.len() == 1 || split.iter().all(|(_, (_, other))| other[index] == *number) {
            same.push_str(number);
        } else if let Some(which) = (0..3).find(is_own) {
            common.extend([Piece::Same(std::mem::take(&mut same)), Piece::Number(which)]);
        } else {
            return None;
        }
    }
    common.push(Piece::Same(same));
    Some(common)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{View, Zoom};
    use crate::scenario::{builtin, builtins};

    /// What is learnt from few members is what each of them says.
    #[test]
    fn the_texts_of_every_step_are_those_of_its_family() {
        let small =
            builtins().iter().map(|builtin| builtin.name).filter(|name| !["large", "digits"].contains(name));
        for name in small {
            let scenario = builtin(name).unwrap();
            let view = View::of(&scenario);
            let lesson = Lesson::new(scenario, view).unwrap();
            let mut counts = [0; 3];
            let mut written = String::new();
            for level in Zoom::ALL {
                for family in lesson.families(level) {
                    counts[level as usize] += family.members.count();
                    for n in 0..family.members.count() {
                        let address = family.members.address(family.section, n);
                        assert_eq!(family.members.position(family.section, address), Some(n));
                        family.write(n, &mut written);
                        let [names, titles] = texts(&lesson, address);
                        // Of a factor of a path, what it is differs from path to path; the last product of a
                        // sum computes it, and has its name in the title.
                        let is_factor = matches!(address.place, Place::PathFactor(..));
                        let is_line = |text: &&String| written.lines().any(|line| line == *text);
                        let named = names.iter().filter(|name| !is_factor && !written.contains(*name));
                        let missing: Vec<_> = names[..1]
                            .iter()
                            .chain(&titles)
                            .filter(|text| !is_line(text))
                            .chain(named)
                            .collect();
                        assert!(missing.is_empty(), "{name} {}: {missing:?}\n{written}", names[0]);
                    }
                }
            }
            let totals = Zoom::ALL.map(|zoom| lesson.outline().len(zoom));
            assert_eq!([counts[0], counts[0] + counts[1], counts.iter().sum()], totals, "{name}");
        }
    }
}
