//! Hand-outs: their numbers, read back out of them, are the engine's; worksheets ask and do not tell.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::collections::HashMap;

use chainrule::engine::{Carry, Kind as What, Quantity};
use chainrule::export::handout::{Content, Document, Format, Handout, Kind};
use chainrule::export::steps::Tour;
use chainrule::lesson::address::Section;
use chainrule::lesson::{Address, Chapter, Lesson, View, Zoom, takes_more};
use chainrule::notation::number;
use chainrule::scenario;
use roxmltree::Node;

/// The built-in scenarios that one would work by hand.
const BY_HAND: [&str; 8] =
    ["swap", "mazur", "and", "xor", "vanishing-tanh", "dead-relu", "regression", "three-classes"];

fn lesson(name: &str, carry: Option<Carry>) -> Lesson {
    let scenario = scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    Lesson::new(scenario, View { carry: carry.unwrap_or(view.carry), ..view }).unwrap()
}

/// A hand-out of all steps up to the checks, which would train the network.
fn written(lesson: &Lesson, zoom: Zoom, kind: Kind, format: Format) -> String {
    let outline = lesson.outline();
    let is_check = |n: &usize| outline.at(zoom, *n).unwrap().chapter() == Chapter::Check;
    let count = outline.len(zoom);
    let steps = 0..(0..count).find(is_check).unwrap_or(count);
    let content = Content::Steps(lesson, zoom, steps);
    let handout = Handout { content, kind, is_edited: false, student: None, command: None };
    let mut bytes = Vec::new();
    let mut document = Document::begin(format, lesson.scenario().title.as_str(), &mut bytes).unwrap();
    document.sheet(&handout, &mut bytes).unwrap();
    document.end(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn parsed(page: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(page, options).unwrap()
}

fn children<'a>(node: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    node.children().filter(Node::is_element).collect()
}

/// What a piece of `MathML` says in a line: `net_b1`, `∂E/∂w_b1`, `0.5250`, `1.5e−9`.
fn said(node: Node<'_, '_>) -> String {
    let all = |nodes: &[Node<'_, '_>]| nodes.iter().map(|node| said(*node)).collect::<String>();
    let inner = children(node);
    match node.tag_name().name() {
        "msub" => format!("{}_{}", said(inner[0]), said(inner[1])),
        "msup" => format!("{}^{}", said(inner[0]), said(inner[1])),
        "mfrac" => format!("{}/{}", said(inner[0]), said(inner[1])),
        "mi" | "mn" | "mo" | "mtext" => node.text().unwrap_or("").replace('\u{a0}', " "),
        "mspace" => " ".into(),
        _ => all(&inner),
    }
}

/// A number as it is written on a page.
fn number_of(text: &str) -> Option<f64> {
    let plain = text.replace("×10^", "e").replace('−', "-");
    let infinite = plain.replace('∞', "inf");
    infinite.starts_with(|c: char| c.is_ascii_digit() || "-i".contains(c)).then(|| infinite.parse().ok())?
}

/// The quantities that a page gives a number, with the number as it stands there: `name = … = number`, and
/// the entries of vectors and matrices.
fn numbers_on(page: &str, lesson: &Lesson) -> Vec<(Quantity, String)> {
    let document = parsed(page);
    let mut found = Vec::new();
    let aligned = document.descendants().filter(|node| node.attribute("class") == Some("aligned"));
    for table in aligned {
        let mut left = String::new();
        // What whole paths add up to is not rounded on the way, and may differ from what the lesson carries;
        // the step says so.
        let heading = table
            .ancestors()
            .find_map(|node| node.prev_siblings().find(|before| before.tag_name().name() == "h3"));
        let code = heading.and_then(|heading| children(heading).pop());
        if code.and_then(|code| code.text()).is_some_and(|address| address.ends_with("/sum")) {
            continue;
        }
        let rows = children(table);
        // A long row goes on in the next one, which is set in.
        let goes_on = |row: Option<&Node<'_, '_>>| {
            row.is_some_and(|row| {
                children(children(*row)[2]).first().is_some_and(|first| first.tag_name().name() == "mspace")
            })
        };
        for (index, row) in rows.iter().enumerate() {
            let cells = children(*row);
            let name = said(cells[0]);
            let sign = said(cells[1]);
            if !name.is_empty() || sign.is_empty() && !goes_on(Some(row)) {
                left = name;
            }
            if goes_on(rows.get(index + 1)) || goes_on(Some(row)) {
                continue;
            }
            // After an update's arrow stands the new number under the old name.
            let left = if sign == "←" { continue } else { left.clone() };
            let right = said(cells[2]);
            let last = right.rsplit(['→', '=']).next().unwrap_or("").trim();
            if let Some(q) = quantity(lesson, &left)
                && number_of(last).is_some()
            {
                found.push((q, last.to_owned()));
            }
            if let Some(entries) = vector(cells[2])
                && let Some((kind, layer, column_count)) = whole(lesson, &left)
            {
                for (index, text) in entries.into_iter().enumerate() {
                    let (row, column) = (index / column_count, index % column_count);
                    found.push((Quantity { kind, layer, row, column }, text));
                }
            }
        }
    }
    found
}

/// The quantity of a name, as far as the names of a network know it.
fn quantity(lesson: &Lesson, name: &str) -> Option<Quantity> {
    let name = name.replace("new ", "");
    let q = lesson.names().quantity(&name)?;
    // Softmax has a Jacobian in place of slopes.
    let is_on_diagonal = q.kind == What::Slope && lesson.value(q).is_none();
    let q = if is_on_diagonal { Quantity { kind: What::Jacobian, column: q.row, ..q } } else { q };
    // The rule's `E` is no number.
    (name != "E").then_some(q)
}

/// The entries of a right side that is one matrix of numbers and nothing else.
fn vector(cell: Node<'_, '_>) -> Option<Vec<String>> {
    let mut node = cell;
    while let [only] = children(node)[..] {
        node = only;
    }
    let inner = children(node);
    let [_, table, _] = inner[..] else { return None };
    if table.tag_name().name() != "mtable" {
        return None;
    }
    let entries: Vec<String> = children(table).into_iter().flat_map(children).map(said).collect();
    entries.iter().all(|entry| number_of(entry).is_some()).then_some(entries)
}

/// A whole vector or matrix by its name, with its columns.
fn whole(lesson: &Lesson, name: &str) -> Option<(What, usize, usize)> {
    let network = lesson.pass().network();
    (0..network.depth()).find_map(|layer| {
        let letter = lesson.names().layer(layer);
        let columns = if layer > 0 { network.width(layer - 1) } else { 1 };
        let kinds = [
            ("W_", What::Weight, columns),
            ("bias_", What::Bias, 1),
            ("net_", What::Net, 1),
            ("out_", What::Out, 1),
            ("target_", What::Target, 1),
            ("∂E/∂out_", What::ErrorByOut, 1),
            ("∂E/∂W_", What::Gradient, columns),
            ("δ_", What::Delta, 1),
        ];
        let found = kinds.into_iter().find(|(before, ..)| name == format!("{before}{letter}"));
        found.map(|(_, kind, columns)| (kind, layer, columns))
    })
}

/// A number of the engine as it is to stand on paper.
fn expected(lesson: &Lesson, q: Quantity) -> Vec<f64> {
    let value = lesson.value(q).unwrap();
    let text = match lesson.carry() {
        _ if q.is_given() => number::given(value, 0),
        carry => number::named(value, carry, number::MOST_DIGITS),
    };
    let after = [What::Out, What::Weight, What::Bias, What::ErrorTotal].contains(&q.kind);
    let exact = lesson.exact_value(q).unwrap();
    // Checks are in full precision whatever the lesson carries.
    let mut fine = vec![number_of(&text).unwrap(), number_of(&number::significant(exact, 15)).unwrap()];
    if after {
        let kind = match q.kind {
            What::Out => What::OutAfter,
            What::Weight => What::WeightAfter,
            What::Bias => What::BiasAfter,
            _ => What::ErrorTotalAfter,
        };
        let new = lesson.value(q.with(kind)).map(|value| number::named(value, lesson.carry(), 15));
        fine.extend(new.and_then(|text| number_of(&text)));
    }
    fine
}

#[test]
fn numbers_read_back_are_the_engines() {
    let (mut read, mut names) = (0, 0);
    for name in BY_HAND {
        for (carry, zoom) in [
            (None, Zoom::Operation),
            (Some(Carry::Full), Zoom::Operation),
            (Some(Carry::Decimals(2)), Zoom::Layer),
        ] {
            let lesson = lesson(name, carry);
            let page = written(&lesson, zoom, Kind::Solution, Format::Html);
            let mut seen: HashMap<Quantity, usize> = HashMap::new();
            for (q, text) in numbers_on(&page, &lesson) {
                let fine = expected(&lesson, q);
                let found = number_of(&text).unwrap();
                let at = lesson.names().screen(q);
                assert!(fine.contains(&found), "{name} {carry:?}: {at} = {text}, not {fine:?}");
                *seen.entry(q).or_default() += 1;
                read += 1;
            }
            names += seen.len();
            if zoom == Zoom::Operation {
                // Nothing that a lesson computes is missing.
                for kind in [What::Net, What::Out, What::Error, What::ErrorByOut, What::Delta] {
                    let of_kind = seen.keys().filter(|q| q.kind == kind && q.layer > 0).count();
                    let widths = lesson.pass().network().widths();
                    let all: usize = match kind {
                        What::Error => widths[widths.len() - 1],
                        _ => widths[1..].iter().sum(),
                    };
                    let missing = all.saturating_sub(of_kind);
                    assert!(missing == 0 || lesson.pass().network().forks_at_output(), "{name}: {kind:?}");
                }
            }
        }
    }
    assert!(read > 2000 && names > 1000, "{read} numbers of {names} quantities");
}

#[test]
fn a_number_that_is_wrong_is_found() {
    let lesson = lesson("swap", None);
    let page = written(&lesson, Zoom::Operation, Kind::Solution, Format::Html);
    let wrong = page.replacen("<mn>0.7199</mn>", "<mn>0.7198</mn>", 40);
    let is_fine = |page: &str| {
        numbers_on(page, &lesson)
            .into_iter()
            .all(|(q, text)| expected(&lesson, q).contains(&number_of(&text).unwrap()))
    };
    assert!(is_fine(&page) && !is_fine(&wrong));
}

/// What one could copy from: all texts of a page but those of the given numbers and the explanations.
fn texts(page: &str) -> Vec<String> {
    let document = parsed(page);
    let numbers = document.descendants().filter(|node| node.tag_name().name() == "mn");
    numbers.filter_map(|node| node.text()).map(str::to_owned).collect()
}

#[test]
fn a_worksheet_does_not_tell_what_it_asks_for() {
    for name in BY_HAND {
        let lesson = lesson(name, None);
        let page = written(&lesson, Zoom::Operation, Kind::Worksheet, Format::Html);
        let shown = texts(&page);
        let pass = lesson.pass();
        let givens: Vec<String> = pass
            .numbers()
            .filter(|(q, _)| q.is_given())
            .map(|(_, value)| number::given(value.abs(), 0))
            .collect();
        let mut asked = 0;
        for (q, value) in pass.numbers().filter(|(q, _)| !q.is_given()) {
            let text = number::named(value.abs(), lesson.carry(), 15);
            // Round numbers and those that also are given stand in many places.
            let is_telling = text.trim_end_matches('0').len() >= 6 && !givens.contains(&text);
            if is_telling {
                let told = shown.iter().any(|shown| shown.trim_start_matches('−') == text);
                assert!(!told, "{name}: the worksheet tells {} = {text}", lesson.names().screen(q));
                asked += 1;
            }
        }
        assert!(asked >= 5, "{name}: {asked}");
        let solution = written(&lesson, Zoom::Operation, Kind::Solution, Format::Html);
        let blanks = |page: &str| page.matches("class=\"blank\"").count();
        assert!(blanks(&page) > 10, "{name}");
        assert_eq!(blanks(&solution), 0, "{name}");
        let tells_the_bill = |page: &str| page.contains("; path by path it was ");
        assert_eq!([&page, &solution].map(|page| tells_the_bill(page)), [false, true], "{name}");
    }
}

#[test]
fn what_was_computed_before_the_sheet_is_given_with_it() {
    let lesson = lesson("swap", None);
    let first = lesson.parse_address("chain/w_d1/product").unwrap();
    let zoom = Zoom::Operation;
    let n = lesson.outline().index(zoom, first).unwrap();
    let content = Content::Steps(&lesson, zoom, n..n + 1);
    let handout = Handout { content, kind: Kind::Worksheet, is_edited: false, student: None, command: None };
    let mut bytes = Vec::new();
    let mut document = Document::begin(Format::Markdown, "", &mut bytes).unwrap();
    document.sheet(&handout, &mut bytes).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    for needed in [(What::ErrorByOut, 3), (What::Slope, 3), (What::Out, 2)] {
        let value = lesson.value(Quantity::of(needed.0, needed.1, 0)).unwrap();
        assert!(page.contains(&number::named(value, lesson.carry(), 15)), "{needed:?}: {page}");
    }
    let gradient = lesson.value(Quantity { kind: What::Gradient, layer: 3, row: 0, column: 0 }).unwrap();
    assert!(!page.contains(&number::named(gradient, lesson.carry(), 15)), "{page}");
}

#[test]
fn markdown_has_no_underscore_that_would_be_emphasis_within_a_line() {
    for name in BY_HAND {
        let lesson = lesson(name, None);
        for kind in [Kind::Worksheet, Kind::Solution, Kind::Lesson] {
            let page = written(&lesson, Zoom::Operation, kind, Format::Markdown);
            let mut is_display = false;
            for line in page.lines() {
                if line == "$$" {
                    is_display = !is_display;
                } else if !is_display {
                    assert!(!line.contains("}_{"), "{line}");
                    let dollars = line.matches('$').count() - line.matches("\\$").count();
                    assert_eq!(dollars % 2, 0, "{line}");
                }
            }
            assert!(!is_display);
        }
    }
}

/// What a stranger's file may try, in every language that a hand-out is written in.
const HOSTILE: &str = r"</title></svg><script>alert(1)</script> \input{/etc/passwd} $$ x $ ](javascript:x) `c` -- --> & *b* {#id} | ^ ~ %";

/// What Markdown may have besides, but for what makes other characters of those that are written.
fn extensions() -> pulldown_cmark::Options {
    pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION
}

#[test]
fn a_strangers_words_are_text_in_every_language() {
    let quoted = serde_json::to_string(&format!("{HOSTILE} \u{fffe}")).unwrap();
    let source = format!(
        "title = {quoted}\n[network]\nlayers = [1, 1]\n[network.weights]\nb = [[0.5]]\n\
         [[samples]]\ninput = [1]\ntarget = [0]\n\
         [[notes]]\nat = \"forward/b/net/1\"\ntext = {quoted}\n\
         [[tour]]\nat = \"forward/b/net/1\"\ntext = {}\n",
        quoted.replace('{', "{{").replace('}', "}}"),
    );
    let scenario = scenario::parse(&source, "stranger.toml").unwrap_or_else(|error| panic!("{error}"));
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario.clone(), view).unwrap();
    let tour = || Content::Tour(Tour { lesson: &lesson, scenario: &scenario, range: 0..1, ascii: false });
    let steps = || Content::Steps(&lesson, Zoom::Operation, 4..7);
    let page = |content, format| {
        let handout =
            Handout { content, kind: Kind::Solution, is_edited: false, student: None, command: None };
        let mut bytes = Vec::new();
        let mut document = Document::begin(format, lesson.scenario().title.as_str(), &mut bytes).unwrap();
        document.sheet(&handout, &mut bytes).unwrap();
        document.end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let pages = |format| [page(tour(), format), page(steps(), format)];

    for html in pages(Format::Html) {
        let document = parsed(&html);
        let names: Vec<&str> = document.descendants().map(|node| node.tag_name().name()).collect();
        assert!(!names.contains(&"script") && names.contains(&"blockquote"));
        let words: String = document.descendants().filter_map(|node| node.text()).collect();
        assert!(words.matches(HOSTILE).count() >= 3, "{words}");
    }
    for markdown in pages(Format::Markdown) {
        let mut words = String::new();
        for event in pulldown_cmark::Parser::new_ext(&markdown, extensions()) {
            use pulldown_cmark::{Event, Tag};
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Html(text) | Event::InlineHtml(text) => panic!("{text}"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis) => panic!("{markdown}"),
                _ => {}
            }
        }
        assert!(words.matches(HOSTILE).count() >= 2, "{words}");
    }
    for latex in pages(Format::Latex) {
        let body = &latex[latex.find("\\begin{document}").unwrap()..];
        assert!(!body.contains("\\input") && !body.contains("$$"), "{body}");
        let unescaped = |c: char| body.match_indices(c).any(|(at, _)| !body[..at].ends_with('\\'));
        assert!(!unescaped('%') && !unescaped('#'), "{body}");
    }
}

#[test]
fn every_language_has_every_step() {
    let lesson = lesson("xor", None);
    let zoom = Zoom::Operation;
    for format in [Format::Markdown, Format::Latex, Format::Html] {
        for kind in [Kind::Worksheet, Kind::Solution, Kind::Lesson] {
            let page = written(&lesson, zoom, kind, format).replace("\\_", "_").replace("{-}", "-");
            for n in 0..lesson.outline().len(zoom) {
                let address = lesson.outline().at(zoom, n).unwrap();
                if address.chapter() == Chapter::Check {
                    break;
                }
                let is_at_head = address == Address::head(Section::Givens) && kind != Kind::Lesson;
                let takes_more = takes_more(address);
                let text = lesson.address_text(address);
                let ends = ["`", "}", "</code>"].map(|end| format!("{text}{end}"));
                let is_there = ends.iter().any(|end| page.contains(end));
                assert_eq!(
                    is_there,
                    !(is_at_head || takes_more && kind == Kind::Worksheet),
                    "{format:?} {kind:?} {text}"
                );
            }
        }
    }
}
