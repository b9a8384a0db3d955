//! What was done in a chapter, in a few sentences with the network's own numbers.

use super::address::{Address, Section};
use super::desk::Desk;
use super::known::Reveal;
use super::measure::count_text;
use super::words::recap as words;
use super::{Chapter, Lesson, Piece, Prose, Zoom};
use crate::engine::{Count, Kind, Quantity, Tally, by_hand, by_pattern};
use crate::notation::number::significant;

/// Inputs, outputs and weights that are named one by one.
const MOST_NAMED: usize = 4;
/// Neighbours of the output whose error is largest among them are no news.
const MOST_OUTPUTS: usize = 3;

/// What is said at the end of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Recap {
    /// What was done, a sentence or two each.
    pub done: Vec<Prose>,
    /// What is worth keeping of it.
    pub remember: Prose,
    /// What comes next; nothing behind the last chapter of a lesson.
    pub next: Option<Prose>,
}

impl Lesson {
    /// What is said at the end of a chapter. At a zoom, what comes next is the next chapter that has steps.
    pub fn recap(&self, chapter: Chapter, zoom: Zoom) -> Recap {
        let desk = Desk::new(self, Address::head(Section::Layers), Reveal::All);
        let (done, remember) = match chapter {
            Chapter::Network => network(&desk),
            Chapter::Forward => forward(&desk),
            Chapter::Error => error(&desk),
            Chapter::Chain => chain(&desk),
            Chapter::Pattern => pattern(&desk),
            Chapter::Learn => learn(&desk),
            Chapter::Check => check(&desk),
        };
        let next = self.outline().chapters(zoom).into_iter().find(|&next| next > chapter).map(|next| {
            let holes = [("chapter", next.title().into()), ("what", words::what(next).into())];
            Prose::fill(words::NEXT_CHAPTER, &holes)
        });
        Recap { done, remember, next }
    }
}

/// So many of a thing: `1 weight`, `26 weights`.
fn counted(count: usize, [one, several]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// How many weights and biases there are.
fn parameters(desk: &Desk<'_>) -> Piece {
    let network = desk.network();
    let of_layer = |layer| network.layer(layer).biases.as_ref().map_or(0, ndarray::ArrayBase::len);
    let biases: usize = (1..=network.last()).map(of_layer).sum();
    let weights = counted(network.weight_count(), words::WEIGHTS);
    if biases == 0 {
        return weights.into();
    }
    (weights + words::AND + &counted(biases, words::BIASES)).into()
}

/// Things side by side in a sentence: `a, b and c`; of many the first ones.
fn listed(things: impl ExactSizeIterator<Item = Prose>) -> Prose {
    let count = things.len();
    let named = if count <= MOST_NAMED { count } else { MOST_NAMED - 1 };
    let mut list = Prose::default();
    for (index, thing) in things.take(named).enumerate() {
        let separator = match index {
            0 => "",
            _ if index + 1 == count => words::AND,
            _ => words::COMMA,
        };
        list.0.extend((!separator.is_empty()).then(|| separator.into()));
        list.0.extend(thing.0);
    }
    if named < count {
        list.0.extend(Prose::fill(words::AND_MORE, &[("count", (count - named).into())]).0);
    }
    list
}

/// A template with prose in one of its holes.
fn with_prose(template: &'static str, hole: &str, prose: Prose, holes: super::prose::Holes<'_>) -> Prose {
    let mark = format!("{{{hole}}}");
    let (before, after) = template.split_once(mark.as_str()).unwrap_or((template, ""));
    let mut whole = Prose::fill(before, holes);
    whole.0.extend(prose.0);
    whole.0.extend(Prose::fill(after, holes).0);
    whole
}

/// A quantity and its number.
fn is(desk: &Desk<'_>, q: Quantity) -> Prose {
    Prose::fill(words::IS, &[("name", q.into()), ("value", desk.said(q))])
}

type Said = (Vec<Prose>, Prose);

fn network(desk: &Desk<'_>) -> Said {
    let (network, lesson) = (desk.network(), desk.lesson);
    let shape: Vec<String> = network.widths().iter().map(usize::to_string).collect();
    let weight = Quantity::at(Kind::Weight, lesson.scenario().plan.derive[0]);
    let samples = lesson.scenario().samples.len();
    let holes = [
        ("shape", shape.join("-").into()),
        ("parameters", parameters(desk)),
        ("sample", (lesson.view().sample + 1).into()),
        ("samples", samples.into()),
        ("w", weight.into()),
        ("from", Piece::Neuron(weight.layer - 1, weight.column)),
        ("to", Piece::Neuron(weight.layer, weight.row)),
    ];
    let count = network.width(0);
    let inputs = if count > MOST_NAMED {
        Prose::fill(words::MANY_INPUTS, &[("count", count.into())])
    } else {
        let input = |row| {
            let value = desk.said(Quantity::of(Kind::Out, 0, row));
            Prose::fill(words::IS, &[("name", Piece::Neuron(0, row)), ("value", value)])
        };
        listed((0..count).map(input))
    };
    let sample = if samples == 1 { words::NETWORK_ONLY_SAMPLE } else { words::NETWORK_SAMPLE };
    let done = vec![Prose::fill(words::NETWORK, &holes), with_prose(sample, "inputs", inputs, &holes)];
    (done, Prose::fill(words::NETWORK_REMEMBER, &holes))
}

fn forward(desk: &Desk<'_>) -> Said {
    let (network, last) = (desk.network(), desk.last());
    let count = network.width(last);
    let out = |row| Quantity::of(Kind::Out, last, row);
    let answers = if count > MOST_OUTPUTS {
        let largest = (0..count).rev().max_by(|&a, &b| desk.value(out(a)).total_cmp(&desk.value(out(b))));
        let largest = out(largest.unwrap_or(0));
        let holes = [("count", count.into()), ("out", largest.into()), ("value", desk.said(largest))];
        Prose::fill(words::MANY_OUTPUTS, &holes)
    } else {
        listed((0..count).map(|row| {
            let target = desk.said(out(row).with(Kind::Target));
            let holes = [("out", out(row).into()), ("value", desk.said(out(row))), ("target", target)];
            Prose::fill(words::WANTED, &holes)
        }))
    };
    let remember =
        if network.has_biases() { words::FORWARD_REMEMBER_BIASED } else { words::FORWARD_REMEMBER };
    (vec![with_prose(words::FORWARD, "answers", answers, &[])], Prose::text(remember))
}

/// The output of which numbers of a kind are the furthest from 0, the first if there are several.
fn largest(desk: &Desk<'_>, kind: Kind) -> Quantity {
    let of = |row| Quantity::of(kind, desk.last(), row);
    let size = |row: usize| desk.value(of(row)).abs();
    let rows = (0..desk.network().width(desk.last())).rev();
    of(rows.max_by(|&a, &b| size(a).total_cmp(&size(b))).unwrap_or(0))
}

fn error(desk: &Desk<'_>) -> Said {
    let total = Quantity::whole(Kind::ErrorTotal);
    let (one, by_out) = (largest(desk, Kind::Error), largest(desk, Kind::ErrorByOut));
    let count = desk.network().width(desk.last());
    let holes = [
        ("E", total.into()),
        ("value", desk.said(total)),
        ("neuron", Piece::Neuron(one.layer, one.row)),
        ("one", desk.said(one)),
        ("by_out", by_out.into()),
        ("slope", desk.said(by_out)),
    ];
    let mut done = vec![Prose::fill(words::ERROR, &holes)];
    // That it is most of it must be so.
    let is_most = count > 1 && desk.value(one) > desk.value(total) / 2.0;
    let is_all = desk.value(one) == desk.value(total);
    let of_it = if is_all { words::ERROR_WHOLE } else { words::ERROR_LARGEST };
    done.extend(is_most.then(|| Prose::fill(of_it, &holes)));
    done.push(Prose::fill(words::ERROR_SLOPE, &holes));
    (done, Prose::text(words::ERROR_REMEMBER))
}

fn chain(desk: &Desk<'_>) -> Said {
    let derived = &desk.lesson.scenario().plan.derive;
    let list = listed(derived.iter().map(|&weight| is(desk, Quantity::at(Kind::Gradient, weight))));
    let holes = [
        ("count", derived.len().into()),
        ("parameters", parameters(desk)),
        ("by_hand", count_text(by_hand(desk.network())).into()),
    ];
    let said = words::CHAIN[usize::from(derived.len() > 1)];
    let done = vec![with_prose(said, "list", list, &holes), Prose::fill(words::CHAIN_BILL, &holes)];
    (done, Prose::text(words::CHAIN_REMEMBER))
}

fn pattern(desk: &Desk<'_>) -> Said {
    let (network, names) = (desk.network(), desk.lesson.names());
    let late = largest(desk, Kind::Delta);
    // Of the first layer, the error term at the weight that is derived there, if one is.
    let derived = desk.lesson.scenario().plan.derive.iter().find(|weight| weight.layer == 1);
    let early = Quantity::of(Kind::Delta, 1, derived.map_or(0, |weight| weight.neuron));
    let holes = [
        ("parameters", parameters(desk)),
        ("by_pattern", count_text(Count::Exact(by_pattern(network))).into()),
        ("by_hand", count_text(by_hand(network)).into()),
        ("last", names.layer(desk.last()).into()),
        ("first", names.layer(1).into()),
        ("late", late.into()),
        ("late_value", desk.said(late)),
        ("early", early.into()),
        ("early_value", desk.said(early)),
    ];
    let terms = if desk.last() > 1 { words::PATTERN_TERMS } else { words::PATTERN_TERM };
    let done = vec![Prose::fill(words::PATTERN, &holes), Prose::fill(terms, &holes)];
    (done, Prose::text(words::PATTERN_REMEMBER))
}

fn learn(desk: &Desk<'_>) -> Said {
    let scenario = desk.lesson.scenario();
    let weight = Quantity::at(Kind::Weight, scenario.plan.derive[0]);
    let (before, after) = (Quantity::whole(Kind::ErrorTotal), Quantity::whole(Kind::ErrorTotalAfter));
    let new = weight.with(Kind::WeightAfter);
    let size = scenario.learning.batch.size(scenario.samples.len());
    let holes = [
        ("eta", desk.said(Quantity::whole(Kind::LearningRate))),
        ("w", weight.into()),
        ("old", desk.said(weight)),
        ("new", desk.said(new)),
        ("E", before.into()),
        ("before", desk.said(before)),
        ("after", desk.said(after)),
        ("size", size.into()),
    ];
    let moved = if desk.value(weight) == desk.value(new) { words::LEARN_STAYED } else { words::LEARN };
    let change = desk.value(after) - desk.value(before);
    let became = match change {
        change if change < 0.0 => words::LEARN_DOWN,
        change if change > 0.0 => words::LEARN_UP,
        _ => words::LEARN_SAME,
    };
    let batch = (size > 1).then_some(words::LEARN_BATCH);
    let done = [moved, became].into_iter().chain(batch).map(|text| Prose::fill(text, &holes)).collect();
    (done, Prose::text(words::LEARN_REMEMBER))
}

fn check(desk: &Desk<'_>) -> Said {
    let checks = desk.lesson.all_checked();
    let (tally, training) = (Tally::of(checks), desk.lesson.training());
    let epochs = training.epochs();
    let error = |epoch: usize| Piece::from(significant(training.errors[epoch], 4));
    let holes = [
        ("count", Piece::from(checks.len())),
        ("agreeing", tally.agreeing.into()),
        ("kinks", tally.kinks.into()),
        ("epochs", epochs.into()),
        ("start", error(0)),
        ("end", error(epochs)),
    ];
    let kinks = (tally.kinks > 0).then_some(words::CHECK_KINKS);
    let trained = match epochs {
        _ if training.diverged() => Some(words::CHECK_DIVERGED),
        0 => None,
        _ => Some(words::CHECK_TRAINED),
    };
    let said = std::iter::once(words::CHECK).chain(kinks).chain(trained);
    (said.map(|text| Prose::fill(text, &holes)).collect(), Prose::text(words::CHECK_REMEMBER))
}
