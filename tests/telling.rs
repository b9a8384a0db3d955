//! What a lesson tells besides its steps: tasks, questions and verdicts, the wrong way, what a change reaches,
//! inspected weights, steps that are found, and the pages after chapters. Of small networks that have between
//! them a neuron that is off, an input of 0, softmax, biases that stay, a learning rate that is too large, and
//! many paths.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::collections::HashSet;
use std::fmt::Write as _;

use chainrule::engine::{Carry, Kind, Mistake, Part, Quantity};
use chainrule::lesson::inspect::Block;
use chainrule::lesson::{
    Changed, Chapter, Hint, Lesson, Prose, Reveal, Sheet, Sight, View, Zoom, takes_more,
};
use chainrule::notation::plain::Plain;
use chainrule::notation::{Formula, Stage, number};
use chainrule::scenario::{self, parse_name};

/// A neuron that is on, one that is off, an input of 0, and two samples in one batch of three.
const OFF: &str = r#"title = "Off"
[network]
layers = [2, 2, 1]
activation = ["relu", "identity"]
weights = { b = [[0.5, -0.4], [-0.3, 0.2]], c = [[0.7, -0.6]] }
biases = { b = [0.1, -0.2], c = [0.05] }
[training]
learning_rate = 0.1
batch = 2
[lesson]
weights = ["w_c1", "w_b1"]
[[samples]]
input = [0.8, 0]
target = [0.9]
[[samples]]
input = [0.4, 1]
target = [0.2]
[[samples]]
input = [0, 0.5]
target = [0.1]
"#;

/// Outputs that share.
const SHARED: &str = r#"title = "Shared"
[network]
layers = [1, 2, 3]
activation = ["tanh", "softmax"]
loss = "cross-entropy"
weights = { b = [[0.9], [-0.6]], c = [[0.5, -0.4], [0.3, 0.2], [-0.7, 0.1]] }
[training]
learning_rate = 0.5
[lesson]
weights = ["w_c1"]
[[samples]]
input = [0.7]
target = [0, 1, 0]
"#;

/// Two hidden layers, two outputs, biases that stay, a slope below 0, all digits.
const DEEP: &str = r#"title = "Deep"
[network]
layers = [1, 2, 2, 2]
activation = ["leaky-relu", "tanh", "sigmoid"]
leaky_slope = 0.1
weights = { b = [[0.6], [-0.5]], c = [[0.4, -0.3], [0.8, 0.2]], d = [[0.7, -0.9], [0.25, 0.35]] }
biases = 0.05
[training]
learning_rate = 0.5
biases = "frozen"
[lesson]
decimals = "full"
weights = ["w_b1"]
[[samples]]
input = [0.9]
target = [0.2, 0.7]
"#;

/// More paths than are listed, more inputs and outputs than are named, and a learning rate that is too large.
const WIDE: &str = r#"title = "Wide"
[network]
layers = [5, 2, 6, 5]
activation = "identity"
weights = { seed = 3 }
[training]
learning_rate = 40
[lesson]
weights = ["w_d1", "w_d2", "w_d3", "w_d4", "w_d5"]
[[samples]]
input = [0.5, -0.25, 0.75, 1, -1]
target = [0.1, 0.2, 0.3, 0.4, 0.5]
"#;

fn lesson_with(source: &str, change: impl Fn(View) -> View) -> Lesson {
    let scenario = scenario::parse(source, "telling.toml").unwrap();
    let view = View::of(&scenario);
    Lesson::new(scenario, change(view)).unwrap()
}

fn lesson(source: &str) -> Lesson {
    lesson_with(source, |view| view)
}

fn quantity(lesson: &Lesson, name: &str) -> Quantity {
    lesson.names().quantity(name).unwrap()
}

fn plain(lesson: &Lesson, prose: &Prose) -> String {
    prose.plain(lesson.names(), lesson.carry())
}

/// The stages of a formula, those that there are.
fn stages(lesson: &Lesson, formula: &Formula) -> String {
    let plain = Plain { names: lesson.names(), carry: lesson.carry() };
    let stages = [Stage::Symbols, Stage::Numbers, Stage::Result].map(|stage| plain.stage(formula, stage));
    let said: Vec<&str> = stages.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    said.join(" | ")
}

fn called(lesson: &Lesson, quantities: &[Quantity]) -> String {
    quantities.iter().map(|&q| lesson.names().plain(q)).collect::<Vec<_>>().join(", ")
}

/// A sheet's steps from `first` on, up to the checks.
fn sheet(text: &mut String, sheet: &Sheet<'_>, count: usize) {
    let (lesson, outline) = (sheet.lesson, sheet.lesson.outline());
    let start = outline.index(sheet.zoom, sheet.first).unwrap();
    for n in start..(start + count).min(outline.len(sheet.zoom)) {
        let address = outline.at(sheet.zoom, n).unwrap();
        if takes_more(address) {
            writeln!(text, "{} takes more than a sheet", lesson.address_text(address)).unwrap();
            continue;
        }
        let task = sheet.task(address, Sight::default());
        writeln!(text, "{}: {}", lesson.address_text(address), stages(lesson, &task.step.formula)).unwrap();
        for prose in std::iter::once(&task.step.title).chain(&task.step.why) {
            let said = plain(lesson, prose);
            if said.contains(" ? ") || said.contains(" ?.") {
                writeln!(text, "    {said}").unwrap();
            }
        }
        let before = called(lesson, &sheet.from_before(&task.step));
        if !before.is_empty() {
            writeln!(text, "    from before: {before}").unwrap();
        }
        if task.asks {
            writeln!(text, "    asks for {}, {} lines", called(lesson, &task.answers), task.room).unwrap();
        }
    }
}

fn tasks() -> String {
    let mut text = String::new();
    for (source, zoom, first, count) in [
        (OFF, Zoom::Operation, "forward/c/net/1", 32),
        (OFF, Zoom::Layer, "chain/w_c1", 2),
        (OFF, Zoom::Term, "forward/c/net", 4),
        (OFF, Zoom::Operation, "chain/w_b1/sum", 1),
        (SHARED, Zoom::Operation, "error/total", 12),
        (DEEP, Zoom::Operation, "chain/w_b1/path/2", 1),
    ] {
        let lesson = lesson(source);
        writeln!(text, "# {} by {zoom:?} from {first}", lesson.scenario().title.as_str()).unwrap();
        let first = lesson.parse_address(first).unwrap();
        sheet(&mut text, &Sheet { lesson: &lesson, zoom, first, asked: None }, count);
    }
    let lesson = lesson(OFF);
    let asked: HashSet<Quantity> = ["net_b1", "out_c1"].map(|name| quantity(&lesson, name)).into();
    let first = lesson.parse_address("error/c1").unwrap();
    let later = Sheet { lesson: &lesson, zoom: Zoom::Operation, first, asked: Some(&asked) };
    writeln!(text, "# Off, with out_c1 asked for on a sheet before").unwrap();
    sheet(&mut text, &later, 4);
    writeln!(text, "given: {}", stages(&lesson, &later.givens(Sight::default()))).unwrap();
    writeln!(text, "{}", plain(&lesson, &later.functions())).unwrap();
    text
}

fn questions() -> String {
    let mut text = String::new();
    for (source, zoom) in [(OFF, Zoom::Operation), (SHARED, Zoom::Layer)] {
        let lesson = lesson(source);
        writeln!(text, "# {} by {zoom:?}", lesson.scenario().title.as_str()).unwrap();
        for n in 0..lesson.outline().len(zoom) {
            let address = lesson.outline().at(zoom, n).unwrap();
            let is_told = address.chapter() < Chapter::Learn
                && (source == OFF || address.chapter() >= Chapter::Error || n > 6);
            if !is_told {
                continue;
            }
            for q in lesson.questions(address, zoom) {
                let at = |hint| {
                    let step = lesson.question(address, zoom, Sight::default(), q, hint);
                    (plain(&lesson, &step.title), stages(&lesson, &step.formula), step.why)
                };
                let (title, asked, why) = at(Hint::None);
                let name = lesson.names().plain(q);
                assert_eq!((title, asked.as_str()), (format!("{name} — what will it be?"), "?"));
                assert!(
                    why[0].plain(lesson.names(), lesson.carry()).starts_with(&format!("What is {name}?"))
                );
                let numbers = at(Hint::Numbers).1;
                writeln!(text, "{}, {name}: {numbers}", lesson.address_text(address)).unwrap();
                assert!(at(Hint::Formula).1.len() <= at(Hint::Numbers).1.len());
            }
        }
    }
    text
}

/// What is said to answers that known mistakes give, of each once for a kind of number.
fn verdicts() -> String {
    let mut text = String::new();
    let lesson = lesson(DEEP);
    let lesson = lesson.with_view(View { carry: Carry::Decimals(4), ..lesson.view() }).unwrap();
    let (mut seen, mut is_first) = (HashSet::new(), true);
    for (q, value) in lesson.pass().numbers().filter(|(q, _)| !q.is_given() && q.kind != Kind::BiasGradient) {
        let mut answers = Vec::new();
        if std::mem::take(&mut is_first) {
            answers.extend([value, value + 1e-4, value - 1e-4, value + 7.0]);
        }
        let mut is_new = |mistake| seen.insert((mistake, q.kind));
        let slips = lesson.pass().slips(q);
        answers.extend(slips.iter().filter(|slip| is_new(slip.mistake)).map(|slip| slip.value));
        for answer in answers {
            let verdict = lesson.judge(q, answer);
            let told = lesson.told(q, answer, &verdict, answer == value);
            let told: Vec<String> = told.iter().map(|prose| plain(&lesson, prose)).collect();
            writeln!(text, "{}: {}", lesson.names().plain(q), told.join(" / ")).unwrap();
        }
    }
    // Several mistakes that give the same number, and digits as many as count.
    for (carry, name, answer) in [
        (Carry::Decimals(4), "E_c1", 0.25),
        (Carry::Decimals(4), "dE/dw_c1", -0.5),
        (Carry::Full, "net_b1", 0.50008),
        (Carry::Full, "net_b1", 0.50012),
        (Carry::Full, "delta_b2", 1e-8),
    ] {
        let lesson = lesson_with(OFF, |view| View { carry, ..view });
        let q = quantity(&lesson, name);
        let told = lesson.told(q, answer, &lesson.judge(q, answer), false);
        let told: Vec<String> = told.iter().map(|prose| plain(&lesson, prose)).collect();
        writeln!(text, "{name}, {answer}: {}", told.join(" / ")).unwrap();
    }
    text
}

/// The numbers that known mistakes give, of every number of two networks.
fn slips() -> String {
    let mut text = String::new();
    for source in [OFF, SHARED] {
        let lesson = lesson(source);
        writeln!(text, "# {}", lesson.scenario().title.as_str()).unwrap();
        for (q, value) in lesson.pass().numbers().filter(|(q, _)| !q.is_given() && q.kind != Kind::BiasAfter)
        {
            let written = |value| number::named(value, lesson.carry(), 15);
            let slips = lesson.pass().slips(q);
            if slips.is_empty() {
                continue;
            }
            write!(text, "{} = {}", lesson.names().plain(q), written(value)).unwrap();
            for slip in slips {
                write!(text, "; {:?} {} {}", slip.mistake, slip.way, written(slip.value)).unwrap();
            }
            text.push('\n');
        }
    }
    text
}

fn wrong_ways() -> String {
    let mut text = String::new();
    for source in [OFF, SHARED] {
        let lesson = lesson(source);
        writeln!(text, "# {}", lesson.scenario().title.as_str()).unwrap();
        for mistake in Mistake::ALL {
            let way = lesson.wrong_way(mistake);
            // What is learned in the wrong way is told of the first network, how it is computed of both.
            if source == SHARED && way.parting.is_none() {
                continue;
            }
            writeln!(text, "## {}", plain(&lesson, &way.title)).unwrap();
            if let Some(parted) = &way.parting {
                writeln!(text, "{}", plain(&lesson, &parted.said)).unwrap();
                for formula in &parted.formulas {
                    writeln!(text, "    {}", stages(&lesson, formula)).unwrap();
                }
            }
            for prose in way.follows.iter().filter(|_| source == OFF) {
                writeln!(text, "{}", plain(&lesson, prose)).unwrap();
            }
        }
    }
    text
}

fn changes() -> String {
    let mut text = String::new();
    let mut tell = |lesson: &Lesson, name: &str, by: f64, sample: Option<usize>| {
        let q = parse_name(name, lesson.pass().network()).unwrap();
        let new = lesson.given(q);
        let before = |new: f64| ((new + by) * 100.0).round() / 100.0;
        let changed = Changed { part: Some(q.into()), sample, old: new.map(before), new, by_tour: by == 0.5 };
        for prose in lesson.explain_change(&changed) {
            writeln!(text, "{}", plain(lesson, &prose)).unwrap();
        }
    };
    let off = lesson(OFF);
    for name in ["w_b1", "w_b2", "w_b3", "w_b4", "w_c1", "w_c2", "bias_b1", "bias_b2", "bias_c1", "a1", "eta"]
    {
        tell(&off, name, 0.25, None);
    }
    // Before these, the neuron was on.
    tell(&off, "w_b3", 0.6, None);
    tell(&off, "bias_b2", 0.5, None);
    for sample in 0..3 {
        tell(&off, "a2", 0.5, Some(sample));
        tell(&off, "target_c1", 0.5, Some(sample));
    }
    let trained = off.with_view(View { epoch: 3, ..off.view() }).unwrap();
    tell(&trained, "w_c1", 0.25, None);
    for (source, names) in [(SHARED, ["w_c1", "target_c1"]), (DEEP, ["w_c1", "w_d4"])] {
        for name in names {
            tell(&lesson(source), name, 0.25, None);
        }
    }
    for (kind, layer) in
        [(Kind::Weight, 1), (Kind::Bias, 1), (Kind::Weight, 2), (Kind::Out, 0), (Kind::Target, 2)]
    {
        let part = Some(Part::all(kind, layer));
        let changed = Changed { part, sample: None, old: None, new: None, by_tour: true };
        for prose in off.explain_change(&changed) {
            writeln!(text, "{}", plain(&off, &prose)).unwrap();
        }
    }
    text
}

fn inspected() -> String {
    let mut text = String::new();
    let deep = lesson(DEEP);
    let rounded = deep.with_view(View { carry: Carry::Decimals(3), epoch: 2, ..deep.view() }).unwrap();
    let lessons = [lesson(OFF), lesson(SHARED), deep, rounded, lesson(WIDE)];
    for (which, name, epsilon, passages) in [
        (0, "w_c1", 1e-5, 0..4),
        (0, "w_b1", 2.0, 1..5),
        (0, "w_b3", 1e-5, 5..6),
        (1, "w_c1", 1e-5, 1..4),
        (2, "w_d1", 0.5, 3..5),
        (2, "w_b1", 1e-14, 2..4),
        (3, "w_b2", 1e-5, 0..4),
        (4, "w_b1", 1e-5, 2..6),
    ] {
        let lesson: &Lesson = &lessons[which];
        let weight = parse_name(name, lesson.pass().network()).unwrap().weight_id();
        let inspection = lesson.inspect(weight, epsilon);
        writeln!(text, "# {}, nudged by {epsilon}", plain(lesson, &inspection.title)).unwrap();
        for passage in &inspection.passages[passages.clone()] {
            writeln!(text, "## {}", passage.heading).unwrap();
            for block in &passage.blocks {
                match block {
                    Block::Says(prose) => writeln!(text, "{}", plain(lesson, prose)).unwrap(),
                    Block::Shows(formula) => writeln!(text, "    {}", stages(lesson, formula)).unwrap(),
                }
            }
        }
        for prose in inspection.legend.iter().filter(|_| passages.end > 5) {
            writeln!(text, "- {}", plain(lesson, prose)).unwrap();
        }
    }
    text
}

fn found() -> String {
    let mut text = String::new();
    let mut find = |lesson: &Lesson, zoom: Zoom, queries: &[&str]| {
        writeln!(text, "# {} by {zoom:?}", lesson.scenario().title.as_str()).unwrap();
        for query in queries {
            let found = lesson.find(query, zoom);
            let list: Vec<String> = found.list.iter().take(6).map(|&at| lesson.address_text(at)).collect();
            let more = if found.list.len() > 6 { " …" } else { "" };
            writeln!(text, "{query:?}: {} = {}{more}", found.count, list.join(", ")).unwrap();
        }
    };
    let all = [
        "",
        "delta",
        "b2",
        "net_b2",
        "w_c1 2",
        "dE/dnet_b1",
        "slope_b1",
        "forward/b",
        "1",
        "17",
        "999",
        "sum",
        "chain w_b1",
        "path 2",
        "path 2 error",
        "δ",
        "E_c1",
        "zzz",
        "b 1",
        "gradient 2 1",
        "check w_c1",
        "train",
    ];
    find(&lesson(OFF), Zoom::Operation, &all);
    find(
        &lesson(SHARED),
        Zoom::Term,
        &["dout_c1/dnet_c1", "error/c2", "error 3", "slope_c2", "net_c3/2", "c3 2"],
    );
    find(&lesson(DEEP), Zoom::Term, &["path 3", "path 3 d", "w_b1/path/2/1", "path/5", "learn 2"]);
    // Products of a matrix that are too many to look at each.
    let large = r#"title = "Large"
[network]
layers = [60, 40, 1]
weights = { seed = 1 }
[[samples]]
input = "#;
    let large = lesson(&format!("{large}{:?}\ntarget = [1]\n", vec![0.5; 60]));
    find(
        &large,
        Zoom::Term,
        &["net/40/60", "net/41", "net 60", "w_b41", "w_b2400", "w_b2401", "gradient/3/40", "b40 w_b2341"],
    );
    text
}

fn recaps() -> String {
    let mut text = String::new();
    let two = OFF.replace("batch = 2", "batch = 3").replace("[\"w_c1\", \"w_b1\"]", "[\"w_b3\"]");
    let still = two.replace("target = [0.9]", "target = [0.4]");
    for lesson in [lesson(OFF), lesson(&two), lesson(&still), lesson(SHARED), lesson(WIDE)] {
        writeln!(text, "# {}", lesson.scenario().title.as_str()).unwrap();
        for chapter in Chapter::ALL {
            let recap = lesson.recap(chapter, Zoom::Operation);
            let done: Vec<String> = recap.done.iter().map(|prose| plain(&lesson, prose)).collect();
            let line = format!("{}: {}\n", chapter.word(), done.join(" / "));
            if !text.contains(&line) {
                text.push_str(&line);
            }
        }
    }
    let mut apart = |lesson: &Lesson, decimals| {
        let partings = lesson.partings(decimals);
        let (count, of, largest) = (partings.count, partings.of, partings.largest);
        writeln!(text, "{} decimals: {count} of {of} apart, by {largest:.6}", partings.decimals).unwrap();
        for parting in &partings.list {
            let home = parting.home.map(|home| lesson.address_text(home)).unwrap_or_default();
            let name = lesson.names().plain(parting.quantity);
            writeln!(text, "{name} {} {:.6} {home}", parting.carried, parting.full).unwrap();
        }
    };
    apart(&lesson_with(OFF, |view| View { carry: Carry::Decimals(2), ..view }), 7);
    apart(&lesson(DEEP), 5);
    text
}

/// Steps of networks that the steps of no built-in scenario are like.
fn steps() -> String {
    let (mut text, mut seen) = (String::new(), HashSet::new());
    let long = r#"title = "Long"
[network]
layers = [1, 1, 1, 1, 1, 1, 1, 1, 1]
activation = ["relu", "relu", "relu", "tanh", "relu", "relu", "relu", "identity"]
weights = { seed = 1 }
[[samples]]
input = [0.5]
target = [1]
"#;
    let two = SHARED.replace("3]", "2]").replace(", [-0.7, 0.1]", "").replace("[0, 1, 0]", "[0.5, 0.25]");
    let all = OFF.replace("batch = 2", "batch = 3");
    for (source, steps) in [
        (OFF, "learn/batch learn/c/mean learn/b/mean/1 learn/step check/all check/train"),
        (&all, "learn/c/mean check/train"),
        (WIDE, "network/layers forward/d/out check/train"),
        (long, "network/layers forward/chain chain/bill pattern/bill"),
        (&two, "pattern/c/delta pattern/c/jacobian pattern/c/delta/1"),
    ] {
        let lesson = lesson(source);
        writeln!(text, "# {}", lesson.scenario().title.as_str()).unwrap();
        for address in steps.split(' ') {
            let address = lesson.parse_address(address).unwrap();
            let step = lesson.step(address, Reveal::All);
            let why: Vec<String> = step.why.iter().map(|prose| plain(&lesson, prose)).collect();
            let title = plain(&lesson, &step.title);
            writeln!(text, "{}: {title}", lesson.address_text(address)).unwrap();
            writeln!(text, "    {}", stages(&lesson, &step.formula)).unwrap();
            for why in why.iter().filter(|why| seen.insert((*why).clone())) {
                writeln!(text, "    {why}").unwrap();
            }
        }
    }
    text
}

fn is_told(name: &str, told: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("telling__{name}"), told);
    });
}

#[test]
fn steps_of_unusual_networks() {
    is_told("steps", &steps());
}

#[test]
fn tasks_on_paper() {
    is_told("tasks", &tasks());
}

#[test]
fn questions_and_their_hints() {
    is_told("questions", &questions());
}

#[test]
fn what_is_said_to_answers() {
    is_told("verdicts", &verdicts());
}

#[test]
fn numbers_that_mistakes_give() {
    is_told("slips", &slips());
}

#[test]
fn the_wrong_ways() {
    is_told("wrong_ways", &wrong_ways());
}

#[test]
fn what_a_change_reaches() {
    is_told("changes", &changes());
}

#[test]
fn inspected_weights() {
    is_told("inspected", &inspected());
}

#[test]
fn steps_that_are_found() {
    is_told("found", &found());
}

#[test]
fn pages_after_chapters_and_what_rounding_does() {
    is_told("recaps", &recaps());
}
