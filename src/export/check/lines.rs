//! The check as tables and sentences.

use std::io::{self, Write};

use super::{Checks, word};
use crate::engine::{Agreement, Checked, EPSILON, FLAT, Finding, Kind, Quantity, Tally};
use crate::lesson::Lesson;
use crate::notation::number::significant;
use crate::text;

/// Up to so many gradients, each has its line; beyond, those that do not agree have theirs, up to
/// so many.
const MOST_LINES: usize = 40;
/// Columns of sentences.
const WIDTH: usize = 100;
/// Neurons that a warning names at most.
const MOST_NAMES: usize = 8;
/// Significant digits of gradients, and of differences.
const DIGITS: (usize, usize) = (9, 2);

/// Writes everything.
pub(super) fn write(checks: &Checks<'_>, to: &mut dyn Write) -> io::Result<()> {
    head(checks, to)?;
    writeln!(to)?;
    by_layer(checks, to)?;
    by_gradient(checks, to)?;
    writeln!(to)?;
    for finding in &checks.findings {
        says(&format!("warning: {}", warning(checks.lesson, finding)), to)?;
    }
    for line in checks.told.text() {
        says(&line, to)?;
    }
    summary(checks, to)
}

/// What is checked, and how.
fn head(checks: &Checks<'_>, to: &mut dyn Write) -> io::Result<()> {
    let lesson = checks.lesson;
    let error = match (checks.sample, lesson.scenario().samples.len()) {
        (Some(n), _) => format!("error of sample {}", n + 1),
        (None, 1) => "error of the one sample".to_owned(),
        (None, count) => format!("mean error of {count} samples"),
    };
    let epoch = match lesson.view().epoch {
        0 => String::new(),
        epoch => format!(", after epoch {epoch}"),
    };
    let (title, widths) = (&lesson.scenario().title, lesson.names().shape());
    writeln!(
        to,
        "{title}\nlayers {widths}{epoch}, {error}, nudge {}, full precision",
        significant(EPSILON, 1)
    )
}

/// Weights and biases of each layer.
fn by_layer(checks: &Checks<'_>, to: &mut dyn Write) -> io::Result<()> {
    let heading = ["layer", "", "checked", "agree", "kink", "differ", "largest difference"];
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    for (group, tally) in checks.groups() {
        let counts = [tally.agreeing, tally.kinks, tally.differing].map(|count| count.to_string());
        let mut row = vec![
            checks.lesson.names().layer(group.layer),
            if group.kind == Kind::Bias { "biases" } else { "weights" }.to_owned(),
            format!("{} of {}", tally.count(), group.count),
        ];
        row.extend(counts);
        row.push(largest(&tally));
        rows.push(row);
    }
    table(&rows, 2, to)
}

/// The gradients by themselves: all of them where they are few, else those that do not agree.
fn by_gradient(checks: &Checks<'_>, to: &mut dyn Write) -> io::Result<()> {
    let are_few = checks.checked.len() <= MOST_LINES;
    let is_listed = |checked: &&Checked| are_few || !checked.agrees();
    // What differs is what one looks for.
    let mut listed: Vec<&Checked> = checks.checked.iter().filter(is_listed).collect();
    if !are_few {
        listed.sort_by_key(|checked| checked.agreement() != Agreement::Differs);
    }
    if listed.is_empty() {
        return Ok(());
    }
    let heading = ["", "backpropagation", "measured", "difference", ""];
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    for checked in listed.iter().take(MOST_LINES) {
        let number = |value: f64, digits: usize| in_ascii(&significant(value, digits));
        let nudge = match checked.epsilon {
            EPSILON => String::new(),
            epsilon => format!("nudge {}, ", significant(epsilon, 1)),
        };
        rows.push(vec![
            checks.name(checked),
            number(checked.gradient, DIGITS.0),
            number(checked.numeric(), DIGITS.0),
            number(checked.difference(), DIGITS.1),
            format!("{nudge}{}", word(checked.agreement())),
        ]);
    }
    writeln!(to)?;
    table(&rows, 1, to)?;
    match listed.len().saturating_sub(MOST_LINES) {
        0 => Ok(()),
        more => writeln!(to, "and {more} more; --format csv lists every one"),
    }
}

/// What the check came to.
fn summary(checks: &Checks<'_>, to: &mut dyn Write) -> io::Result<()> {
    let (tally, all) = (Tally::of(&checks.checked), checks.all());
    let count = tally.count();
    let mut sentences = Vec::new();
    if count < all {
        sentences.push(format!(
            "Of {all} weights and biases {count} were checked, spread evenly over each layer; --most takes more \
             or fewer."
        ));
    }
    let agreeing = match (tally.agreeing, count) {
        (1, 1) => "The one gradient agrees".to_owned(),
        (agreeing, count) if agreeing == count => format!("All {count} gradients agree"),
        (agreeing, count) => format!("{agreeing} of {count} gradients agree"),
    };
    let largest = largest(&tally);
    sentences.push(format!("{agreeing} with what a nudge measures; the largest difference is {largest}."));
    if tally.kinks > 0 {
        let (have, them) = if tally.kinks == 1 { ("has", "it") } else { ("have", "them") };
        sentences.push(format!(
            "{} {have} a kink in the way: the nudge carries a net value across the corner of its activation \
             function, where there is no slope to measure. That tells nothing against {them}.",
            tally.kinks
        ));
    }
    if tally.differing > 0 {
        let differ = if tally.differing == 1 { "differs" } else { "differ" };
        sentences.push(format!("{} {differ}.", tally.differing));
    }
    sentences.iter().try_for_each(|sentence| says(sentence, to))
}

/// Writes a sentence, wrapped.
fn says(sentence: &str, to: &mut dyn Write) -> io::Result<()> {
    text::wrap(sentence, WIDTH).iter().try_for_each(|line| writeln!(to, "{line}"))
}

/// A finding in one sentence.
pub(super) fn warning(lesson: &Lesson, finding: &Finding) -> String {
    let names = |layer: usize, neurons: &[usize]| {
        let named: Vec<String> =
            neurons.iter().take(MOST_NAMES).map(|&row| lesson.names().neuron(layer, row)).collect();
        match neurons.len().saturating_sub(MOST_NAMES) {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        }
    };
    // One neuron, or several: what is said of them.
    let either = |neurons: &[usize], one: &'static str, several: &'static str| {
        if neurons.len() == 1 { one } else { several }
    };
    match finding {
        Finding::Dead { layer, neurons } => format!(
            "{} {}: the net value is not above 0 for any sample, so the gradients of {} weights are 0",
            names(*layer, neurons),
            either(neurons, "is dead", "are dead"),
            either(neurons, "its", "their"),
        ),
        Finding::Saturated { layer, neurons } => format!(
            "{} {} for every sample: the slope is below {}, so hardly any error comes back through {}",
            names(*layer, neurons),
            either(neurons, "is saturated", "are saturated"),
            significant(FLAT, 1),
            either(neurons, "it", "them"),
        ),
        Finding::Alike { layer } => format!(
            "the neurons of layer {} have the same weights, coming in and going out: they learn alike and stay \
             alike",
            lesson.names().layer(*layer)
        ),
        Finding::OutOfReach { sample, row, range, count } => {
            let target = Quantity::of(Kind::Target, lesson.pass().network().last(), *row);
            let value = significant(lesson.scenario().samples[*sample].target[*row], DIGITS.0);
            let reach = match *range {
                (least, most) if most.is_finite() => {
                    format!("between {} and {}", significant(least, 1), significant(most, 1))
                }
                (least, _) => format!("never below {}", significant(least, 1)),
            };
            let more = match count - 1 {
                0 => String::new(),
                1 => " (and 1 other target is)".to_owned(),
                more => format!(" (and {more} other targets are)"),
            };
            format!(
                "{} of sample {} is {value}, out of reach{more}: the outputs are {reach}",
                lesson.names().plain(target),
                sample + 1
            )
        }
        Finding::NoDistribution { sample, sum, count } => {
            let more = match count - 1 {
                0 => String::new(),
                1 => " (and those of 1 other sample do not either)".to_owned(),
                more => format!(" (nor do those of {more} other samples)"),
            };
            format!(
                "the targets of sample {} add up to {}, but softmax's outputs always add up to 1{more}",
                sample + 1,
                significant(*sum, DIGITS.0)
            )
        }
    }
}

fn largest(tally: &Tally) -> String {
    in_ascii(&significant(tally.largest, DIGITS.1))
}

/// Numbers are read by other programs too.
fn in_ascii(number: &str) -> String {
    number.replace('∞', "inf")
}

/// Rows in columns: the first `left` flush left, and so the last if it is words; the others flush right.
fn table(rows: &[Vec<String>], left: usize, to: &mut dyn Write) -> io::Result<()> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = if column == 0 { "" } else { "  " };
            let is_left = column < left || rows[0][column].is_empty();
            let cell = if is_left { format!("{cell:width$}") } else { format!("{cell:>width$}") };
            line.push_str(gap);
            line.push_str(&cell);
        }
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}
