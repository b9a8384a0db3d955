//! What the network makes of the samples, beside what is wanted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::super::paint::{self, Run};
use super::super::super::{Scene, panel};
use super::super::table::{BETWEEN, Table};
use crate::engine::{Activation, Kind, Outcome, Quantity, Sample};
use crate::lesson::words::screen as words;
use crate::lesson::words::training;
use crate::notation::number::{fixed, given, significant, with_minus};
use crate::text;

/// Outputs that are all shown at most; no screen has room for more.
const MOST: usize = 40;
/// Numbers from which digits and exponent are shown instead of decimals.
const MOST_FIXED: f64 = 1e5;
/// Rows from which one of them says how many samples are right.
const ROWS_FOR_RIGHT: u16 = 4;

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    columns: Columns,
    /// Decimals of outputs and errors.
    decimals: usize,
    /// Cells between two columns.
    between: usize,
}

/// What stands in its columns, besides the samples' numbers and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// Each output with its target, by the names of their quantities.
    Named,
    /// The same by the neuron's name.
    Pairs,
    /// The neuron that is wanted, and each output.
    Wanted,
    /// The neuron that is wanted with its output, and the largest output.
    Largest,
    /// The output that is farthest from its target.
    Farthest,
}

/// The ways to write it, the fullest first.
const WAYS: [Way; 11] = {
    use Columns::{Farthest, Largest, Named, Pairs, Wanted};
    const fn way(columns: Columns, decimals: usize, between: usize) -> Way {
        Way { columns, decimals, between }
    }
    [
        way(Named, 4, BETWEEN),
        way(Pairs, 4, BETWEEN),
        way(Pairs, 2, BETWEEN),
        way(Pairs, 2, 1),
        way(Wanted, 2, 1),
        way(Largest, 4, BETWEEN),
        way(Largest, 2, BETWEEN),
        way(Largest, 2, 1),
        way(Farthest, 4, BETWEEN),
        way(Farthest, 2, BETWEEN),
        way(Farthest, 2, 1),
    ]
};

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Outputs<'a> {
    pub samples: &'a [Sample],
    pub outcome: &'a Outcome,
    /// Rows by which it is scrolled.
    pub scroll: isize,
}

impl Outputs<'_> {
    fn all(self) -> usize {
        self.samples.first().map_or(0, |sample| sample.target.len())
    }

    /// Whether each sample wants one output to be 1 and the others 0.
    fn are_choices(self) -> bool {
        let is_choice = |sample: &Sample| {
            let ones = sample.target.iter().filter(|&&target| target == 1.0).count();
            ones == 1 && sample.target.iter().all(|&target| target == 0.0 || target == 1.0)
        };
        self.all() > 1 && self.samples.iter().all(is_choice)
    }

    /// For how many samples the largest output is the one that is wanted.
    fn right(self) -> usize {
        let is_right = |&n: &usize| largest(self.outcome.outputs(n)) == wanted(&self.samples[n]);
        (0..self.samples.len()).filter(is_right).count()
    }
}

/// The output that a sample wants most.
fn wanted(sample: &Sample) -> usize {
    sample.target.as_slice().map_or(0, largest)
}

/// Where the largest number stands; the first if there are several.
fn largest(numbers: &[f64]) -> usize {
    (1..numbers.len()).fold(0, |best, n| if numbers[n] > numbers[best] { n } else { best })
}

/// The table, and where that can be told how many samples are right. `frame` is what is around it, where
/// it is said how many samples are out of sight. Says out of how many outputs some were picked, where not all are
/// shown.
pub(in crate::ui) fn draw(
    scene: &Scene<'_>,
    shown: Outputs<'_>,
    (frame, inner): (Rect, Rect),
    buf: &mut Buffer,
) -> Option<String> {
    let lesson = scene.app.lesson();
    let are_choices = shown.are_choices();
    let network = lesson.pass().network();
    let has_right = are_choices
        && network.layer(network.last()).activation == Activation::Softmax
        && inner.height >= ROWS_FOR_RIGHT;
    let inner = if has_right { right(scene, shown, inner, buf) } else { inner };
    let count = shown.samples.len();
    let rows = usize::from(inner.height).saturating_sub(1);
    let start = panel::offset(count, rows, Some(lesson.view().sample), shown.scroll);
    let end = count.min(start + rows);
    let all = shown.all();
    let ways = WAYS.into_iter().filter(|way| match way.columns {
        Columns::Named | Columns::Pairs => all <= MOST,
        Columns::Wanted => all <= MOST && are_choices,
        Columns::Largest => are_choices,
        Columns::Farthest => !are_choices,
    });
    let mut tables = ways.map(|way| (table(scene, shown, (start, end), way), way));
    let fits = |(table, _): &(Table, Way)| table.width() <= usize::from(inner.width);
    let fitting = tables.find(fits);
    let narrowest = || {
        let columns = if are_choices { Columns::Largest } else { Columns::Farthest };
        let way = Way { columns, decimals: 2, between: 1 };
        (table(scene, shown, (start, end), way), way)
    };
    let (table, way) = fitting.unwrap_or_else(narrowest);
    table.draw(scene, inner, buf);
    panel::more(scene, start, count - end, frame, buf);
    let are_some = all > 1 && matches!(way.columns, Columns::Largest | Columns::Farthest);
    are_some.then(|| training::OF_OUTPUTS.replace("{all}", &all.to_string()))
}

/// Writes how many samples are right; returns the room below.
fn right(scene: &Scene<'_>, shown: Outputs<'_>, inner: Rect, buf: &mut Buffer) -> Rect {
    let texts = training::RIGHT.map(|said| {
        let said = said.replace("{right}", &shown.right().to_string());
        said.replace("{all}", &shown.samples.len().to_string())
    });
    let fits = |said: &&String| text::width(said) <= usize::from(inner.width);
    if let Some(said) = texts.iter().find(fits) {
        let line = [Run::new(said.clone(), scene.theme.strong())];
        paint::runs(&line, inner.x, inner.y, inner.width, buf);
    }
    Rect { y: inner.y + 1, height: inner.height - 1, ..inner }
}

/// The table of some samples, written in a way.
fn table(scene: &Scene<'_>, shown: Outputs<'_>, (start, end): (usize, usize), way: Way) -> Table {
    let (lesson, theme, names) = (scene.app.lesson(), scene.theme, scene.app.names());
    let last = lesson.pass().network().last();
    let neuron = |row: usize| names.neuron(last, row);
    let head = |text: String, kind: Kind| Run::new(text, theme.kind(kind));
    let word = |text: &str, kind: Kind| head(text.to_owned(), kind);
    let arrow = || word(ARROW, Kind::Target);
    let named = |kind: Kind, row: usize| head(names.screen(Quantity::of(kind, last, row)), kind);
    let number = if way.columns == Columns::Named { words::SAMPLE } else { words::NUMBER };
    let mut heading = vec![Run::new(number, theme.faint())];
    match way.columns {
        Columns::Named => {
            heading
                .extend((0..shown.all()).flat_map(|row| [named(Kind::Out, row), named(Kind::Target, row)]));
        }
        Columns::Pairs => {
            heading.extend((0..shown.all()).flat_map(|row| [head(neuron(row), Kind::Out), arrow()]));
        }
        Columns::Wanted => {
            heading.push(arrow());
            heading.extend((0..shown.all()).map(|row| head(neuron(row), Kind::Out)));
        }
        Columns::Largest => heading.extend([
            arrow(),
            word(words::OUT, Kind::Out),
            word(training::LARGEST, Kind::Out),
            word(words::OUT, Kind::Out),
        ]),
        Columns::Farthest => {
            heading.extend([word(training::FARTHEST, Kind::Out), word(words::OUT, Kind::Out), arrow()]);
        }
    }
    heading.push(Run::new(names.screen(Quantity::whole(Kind::ErrorTotal)), theme.kind(Kind::ErrorTotal)));
    let rows = (start..end).map(|index| {
        let (sample, outputs) = (&shown.samples[index], shown.outcome.outputs(index));
        let is_current = index == lesson.view().sample;
        let style = |style: Style| if is_current { style.add_modifier(Modifier::BOLD) } else { style };
        let number = |value: f64, kind: Kind| {
            let text =
                if value.abs() < MOST_FIXED { fixed(value, way.decimals) } else { significant(value, 3) };
            Run::new(with_minus(text), style(theme.kind(kind)))
        };
        let out = |row: usize| number(outputs[row], Kind::Out);
        let target =
            |row: usize| Run::new(with_minus(given(sample.target[row], 0)), style(theme.kind(Kind::Target)));
        let wanted = wanted(sample);
        let choice = Run::new(neuron(wanted), style(theme.kind(Kind::Target)));
        let mut row = vec![Run::new(format!("{:>3}", index + 1), style(theme.text()))];
        match way.columns {
            Columns::Named | Columns::Pairs => {
                row.extend((0..outputs.len()).flat_map(|n| [out(n), target(n)]));
            }
            Columns::Wanted => {
                row.push(choice);
                // The one that is wanted stands out.
                let own = |n: usize| if n == wanted { number(outputs[n], Kind::Target) } else { out(n) };
                row.extend((0..outputs.len()).map(own));
            }
            Columns::Largest => {
                let largest = largest(outputs);
                let kind = if largest == wanted { theme.kind(Kind::Out) } else { theme.bad() };
                row.extend([choice, out(wanted), Run::new(neuron(largest), style(kind)), out(largest)]);
            }
            Columns::Farthest => {
                let off: Vec<f64> =
                    outputs.iter().zip(&sample.target).map(|(out, target)| (out - target).abs()).collect();
                let farthest = largest(&off);
                let name = Run::new(neuron(farthest), style(theme.kind(Kind::Out)));
                row.extend([name, out(farthest), target(farthest)]);
            }
        }
        row.push(number(shown.outcome.error(index), Kind::ErrorTotal));
        row
    });
    Table { rows: rows.collect(), heading, between: way.between }
}

/// What stands for a target.
const ARROW: &str = "→";
