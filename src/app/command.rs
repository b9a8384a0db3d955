//! The command line: `:goto forward/c/net/2`, `:set w_d1 0.35`, `:what transpose`, …

use super::action::Effect;
use super::look::ThemeName;
use super::mode::Mode;
use super::state::App;
use crate::edit::{Edit, parse_number};
use crate::engine::{Carry, Kind, MOST_EPOCHS, Mistake, Quantity};
use crate::lesson::words::mistakes;
use crate::lesson::{Zoom, glossary};
use crate::scenario::parse_name;

/// A command that can be typed.
pub struct Command {
    /// Its word.
    pub name: &'static str,
    /// What follows, as help shows it.
    pub argument: &'static str,
    /// What it does.
    pub label: &'static str,
    run: fn(&mut App, &str) -> Result<Effect, CommandError>,
    /// Words that may follow.
    complete: fn(&App) -> Vec<String>,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// No such command.
    #[error("there is no command “{0}”; Tab shows what there is")]
    Unknown(String),
    /// It needs something else behind it.
    #[error("{0}")]
    Argument(String),
}

impl CommandError {
    fn new(text: impl Into<String>) -> Self {
        Self::Argument(text.into())
    }
}

/// All commands, in the order of their names.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "bookmarks",
        argument: "",
        label: "the marked steps; go to any of them",
        run: |app, _| Ok(app.enter(Mode::Bookmarks { row: 0 })),
        complete: |_| Vec::new(),
    },
    Command {
        name: "compare",
        argument: "",
        label: "where carried decimals and full precision differ",
        run: |app, _| Ok(app.enter(Mode::Compare { row: 0 })),
        complete: |_| Vec::new(),
    },
    Command {
        name: "decimals",
        argument: "N or full",
        label: "how many decimals are carried, 1 to 12",
        run: decimals,
        complete: |_| vec!["full".into(), "4".into()],
    },
    Command {
        name: "edit",
        argument: "NAME",
        label: "change given numbers in place",
        run: edit,
        complete: given_names,
    },
    Command {
        name: "epoch",
        argument: "N",
        label: "walk with the weights after N epochs of training",
        run: epoch,
        complete: |_| Vec::new(),
    },
    Command {
        name: "find",
        argument: "WORDS",
        label: "the steps that have these words in their titles, addresses or names",
        run: |app, argument| Ok(app.open_index(argument)),
        complete: |_| Vec::new(),
    },
    Command {
        name: "goto",
        argument: "ADDRESS or N",
        label: "go to a step: its address, or its number",
        run: goto,
        complete: addresses,
    },
    Command {
        name: "help",
        argument: "",
        label: "the page of keys",
        run: |app, _| Ok(app.help()),
        complete: |_| Vec::new(),
    },
    Command {
        name: "history",
        argument: "",
        label: "the edits made; go to any of them",
        run: |app, _| Ok(app.walk(&super::Action::History)),
        complete: |_| Vec::new(),
    },
    Command {
        name: "index",
        argument: "",
        label: "all chapters and their steps; go to any of them",
        run: |app, _| Ok(app.open_index("")),
        complete: |_| Vec::new(),
    },
    Command {
        name: "inspect",
        argument: "WEIGHT",
        label: "all that makes a weight's gradient: its chain, its paths, its measure",
        run: inspect,
        complete: weight_names,
    },
    Command {
        name: "link",
        argument: "",
        label: "the command line that leads to just this view",
        run: |app, _| Ok(app.show_link()),
        complete: |_| Vec::new(),
    },
    Command {
        name: "nudge",
        argument: "SIZE",
        label: "by how much + and − change a number",
        run: nudge,
        complete: |_| Vec::new(),
    },
    Command {
        name: "present",
        argument: "",
        label: "present to a class, part by part, or no longer",
        run: |app, _| Ok(app.walk(&super::Action::Present)),
        complete: |_| Vec::new(),
    },
    Command {
        name: "quit",
        argument: "",
        label: "end",
        run: |app, _| Ok(app.quit()),
        complete: |_| Vec::new(),
    },
    Command {
        name: "recover",
        argument: "no",
        label: "make the edits again that a run left unsaved when it broke off; with no, drop them",
        run: |app, argument| app.recover(argument).map_err(CommandError::new),
        complete: |_| vec!["no".into()],
    },
    Command {
        name: "redo",
        argument: "",
        label: "make the edit again that was taken back last",
        run: |app, _| Ok(app.redo()),
        complete: |_| Vec::new(),
    },
    Command {
        name: "reset",
        argument: "NAME",
        label: "all numbers as at the start, or the one named; an edit too, which u takes back",
        run: reset,
        complete: |_| Vec::new(),
    },
    Command {
        name: "sample",
        argument: "N",
        label: "walk sample N of the table",
        run: sample,
        complete: |app| (1..=app.lesson().scenario().samples.len().min(99)).map(|n| n.to_string()).collect(),
    },
    Command {
        name: "save",
        argument: "FILE",
        label: "write the scenario with its edits; without FILE, where it came from",
        run: |app, argument| Ok(app.save(argument)),
        complete: |_| Vec::new(),
    },
    Command {
        name: "set",
        argument: "NAME VALUE",
        label: "change a weight, a bias, an input, a target, learning_rate, or a whole: W_d zero, W_d times 2, W_d random 7",
        run: set,
        complete: given_names,
    },
    Command {
        name: "theme",
        argument: "NAME",
        label: "dark, light, contrast, terminal or mono",
        run: theme,
        complete: |_| ThemeName::ALL.iter().map(|theme| theme.word().to_owned()).collect(),
    },
    Command {
        name: "tour",
        argument: "N",
        label: "take the scenario's tour, or leave it; with N, go to its stop N",
        run: |app, argument| app.tour(argument).map_err(CommandError::new),
        complete: |_| Vec::new(),
    },
    Command {
        name: "train",
        argument: "N",
        label: "train N epochs more, while the page of training shows it",
        run: |app, argument| app.train_for(argument).map_err(CommandError::new),
        complete: |_| Vec::new(),
    },
    Command {
        name: "undo",
        argument: "",
        label: "take the last edit back",
        run: |app, _| Ok(app.undo()),
        complete: |_| Vec::new(),
    },
    Command {
        name: "weights",
        argument: "FILE",
        label: "write the trained weights as JSON: of the training on its page, else of the epoch that is walked",
        run: |app, argument| Ok(app.save_weights(argument)),
        complete: |_| Vec::new(),
    },
    Command {
        name: "what",
        argument: "WORD",
        label: "a short refresher: transpose, sigmoid, chain-rule, …",
        run: what,
        complete: |_| glossary::entries().iter().map(|entry| entry.word.to_owned()).collect(),
    },
    Command {
        name: "wrong",
        argument: "MISTAKE",
        label: "a known mistake beside the right way, and what it does to training: early-update, no-slope, …",
        run: wrong,
        complete: |_| Mistake::ALL.iter().map(|mistake| mistakes::of(*mistake).word.to_owned()).collect(),
    },
    Command {
        name: "zoom",
        argument: "layer, operation or term",
        label: "how closely to look",
        run: zoom,
        complete: |_| Zoom::ALL.iter().map(|zoom| zoom.word().to_owned()).collect(),
    },
];

impl App {
    /// Carries out a line that was typed.
    pub(super) fn run(&mut self, line: &str) -> Effect {
        let line = line.trim();
        let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if name.is_empty() {
            return Effect::Redraw;
        }
        let result = match find(name) {
            Some(command) => (command.run)(self, argument.trim()),
            None => Err(CommandError::Unknown(name.to_owned())),
        };
        match result {
            // The command line itself is gone, so there is always something to draw.
            Ok(Effect::None) => Effect::Redraw,
            Ok(effect) => effect,
            Err(error) => self.say_error(error.to_string()),
        }
    }

    /// Completes the word before the cursor as far as it is certain, and shows what is possible.
    pub(super) fn complete(&mut self) -> Effect {
        let Mode::Command(field) = &self.mode else { return Effect::None };
        let line = field.text().to_owned();
        let (head, start, candidates) = match line.split_once(char::is_whitespace) {
            None => ("", line.as_str(), COMMANDS.iter().map(|c| c.name.to_owned()).collect::<Vec<_>>()),
            Some((name, rest)) => {
                let words = find(name).map(|command| (command.complete)(self)).unwrap_or_default();
                (name, rest, words)
            }
        };
        let matching: Vec<&String> = candidates.iter().filter(|c| c.starts_with(start)).collect();
        let Some(first) = matching.first() else { return Effect::None };
        let common = matching.iter().fold(first.as_str(), |common, word| common_start(common, word));
        let completed = match (head, matching.len()) {
            ("", 1) => format!("{common} "),
            ("", _) => common.to_owned(),
            (head, _) => format!("{head} {common}"),
        };
        let choices = (matching.len() > 1)
            .then(|| matching.iter().take(12).map(|word| word.as_str()).collect::<Vec<_>>().join("  "));
        if let Mode::Command(field) = &mut self.mode {
            field.replace(&completed);
        }
        match choices {
            Some(choices) => self.say(choices),
            None => Effect::Redraw,
        }
    }
}

/// The command of this name, or the only one that begins with it.
fn find(name: &str) -> Option<&'static Command> {
    let exact = COMMANDS.iter().find(|command| command.name == name);
    exact.or_else(|| {
        let mut matching = COMMANDS.iter().filter(|command| command.name.starts_with(name));
        matching.next().filter(|_| matching.next().is_none())
    })
}

fn common_start<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    &a[..same]
}

fn addresses(app: &App) -> Vec<String> {
    let lesson = app.lesson();
    let count = lesson.outline().len(app.zoom()).min(5000);
    (0..count).filter_map(|n| Some(lesson.address_text(lesson.outline().at(app.zoom(), n)?))).collect()
}

fn weight_names(app: &App) -> Vec<String> {
    given_names(app).into_iter().filter(|name| name.starts_with("w_")).collect()
}

/// Names of numbers that can be set; of a large network's weights the first ones.
fn given_names(app: &App) -> Vec<String> {
    let (lesson, network) = (app.lesson(), app.lesson().pass().network());
    let last = network.last();
    let inputs = (0..network.width(0)).map(|row| Quantity::of(Kind::Out, 0, row));
    let targets = (0..network.width(last)).map(|row| Quantity::of(Kind::Target, last, row));
    let biases = (1..=last)
        .filter(|&layer| network.layer(layer).biases.is_some())
        .flat_map(|layer| (0..network.width(layer)).map(move |row| Quantity::of(Kind::Bias, layer, row)));
    let weights = network.weight_ids().map(|weight| Quantity::at(Kind::Weight, weight));
    let rate = std::iter::once(Quantity::whole(Kind::LearningRate));
    let all = rate.chain(inputs).chain(targets).chain(biases).chain(weights);
    all.take(2000).map(|q| lesson.names().plain(q)).collect()
}

fn goto(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    if let Ok(number) = argument.parse::<usize>() {
        let count = app.lesson.outline().len(app.zoom);
        if !(1..=count).contains(&number) {
            return Err(CommandError::new(format!(
                "there is no step {number}; they count from 1 to {count}"
            )));
        }
        return Ok(app.go_to_number(number - 1));
    }
    match app.lesson.parse_address(argument) {
        Some(address) => {
            app.look_closely_at(address);
            Ok(app.go_to(address))
        }
        None => Err(CommandError::new(format!(
            "there is no step “{argument}”; an address looks like forward/c/net/2, and Tab completes it"
        ))),
    }
}

fn set(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    if argument.is_empty() {
        return Err(CommandError::new("set takes a name and a value: set w_d1 0.35"));
    }
    // Several stand side by side if each is in one piece.
    let words: Vec<&str> = argument.split_whitespace().collect();
    let several = words.len() > 1 && words.iter().all(|word| word.contains('='));
    let texts = if several { words } else { vec![argument] };
    let mut edits = Vec::with_capacity(texts.len());
    for text in texts {
        let edit = Edit::parse(text, app.lesson.scenario().network(), app.lesson.view().sample);
        edits.push(edit.map_err(|error| CommandError::new(error.to_string()))?);
    }
    let mut effect = Effect::Redraw;
    for edit in edits {
        effect = app.edit(edit).map_err(CommandError::new)?;
    }
    Ok(effect)
}

fn edit(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    if argument.is_empty() {
        return Ok(app.walk(&super::Action::Edit));
    }
    let found = parse_name(argument, app.lesson.scenario().network());
    found.map(|q| app.edit_at(q)).map_err(|error| CommandError::new(error.to_string()))
}

fn reset(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    if argument.is_empty() {
        return Ok(app.start_over());
    }
    let found = parse_name(argument, app.lesson.scenario().network());
    let q = found.map_err(|error| CommandError::new(error.to_string()))?;
    let value = app.start.given_number(q, app.lesson.view().sample).unwrap_or_default();
    app.edit(app.edit_of(q, value)).map_err(CommandError::new)
}

fn sample(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    let count = app.lesson.scenario().samples.len();
    let number = argument.parse::<usize>().ok().filter(|n| (1..=count).contains(n));
    let Some(number) = number else {
        return Err(CommandError::new(format!("sample takes a number from 1 to {count}")));
    };
    let mut view = app.lesson.view();
    view.sample = number - 1;
    app.look(view).map_err(|error| CommandError::new(error.to_string()))
}

fn decimals(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    let mut view = app.lesson.view();
    view.carry = match argument {
        "full" => Carry::Full,
        _ => match argument.parse::<u8>().ok().filter(|n| Carry::RANGE.contains(n)) {
            Some(n) => {
                app.decimals = n;
                Carry::Decimals(n)
            }
            None => return Err(CommandError::new("decimals takes a number from 1 to 12, or full")),
        },
    };
    app.look(view).map_err(|error| CommandError::new(error.to_string()))
}

fn epoch(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    let number = argument.parse::<usize>().ok().filter(|&n| n <= MOST_EPOCHS);
    let Some(epoch) = number else {
        return Err(CommandError::new(format!("epoch takes a number from 0 to {MOST_EPOCHS}")));
    };
    app.walk_with_epoch(epoch).map_err(CommandError::new)
}

fn zoom(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    match Zoom::ALL.iter().find(|zoom| zoom.word() == argument) {
        Some(&zoom) => Ok(app.zoom_to(Some(zoom))),
        None => Err(CommandError::new("zoom takes layer, operation or term")),
    }
}

fn theme(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    match ThemeName::ALL.iter().find(|theme| theme.word() == argument) {
        Some(&theme) => {
            app.look.theme = theme;
            Ok(Effect::Redraw)
        }
        None => Err(CommandError::new(format!("theme takes {}", ThemeName::words()))),
    }
}

fn what(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    match (argument, glossary::find(argument)) {
        ("", _) => Ok(app.open_words(false)),
        ("glossary", _) => Ok(app.open_words(true)),
        (_, Some(entry)) => Ok(app.read(entry)),
        (word, None) => Err(CommandError::new(format!(
            "“{word}” is not in the glossary, or could be several of its words; :what glossary lists them"
        ))),
    }
}

fn wrong(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    if argument.is_empty() {
        return Ok(app.go_wrong(Mistake::ALL[0]));
    }
    match mistakes::find(argument) {
        Some(mistake) => Ok(app.go_wrong(mistake)),
        None => {
            let all: Vec<_> = Mistake::ALL.iter().map(|mistake| mistakes::of(*mistake).word).collect();
            Err(CommandError::new(format!("no such mistake is known; these are: {}", all.join(", "))))
        }
    }
}

fn inspect(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    if argument.is_empty() {
        return Ok(app.walk(&super::Action::Inspect));
    }
    let found = parse_name(argument, app.lesson.scenario().network());
    match found.map_err(|error| CommandError::new(error.to_string()))? {
        q if q.kind == Kind::Weight => Ok(app.inspect(q.weight_id())),
        _ => Err(CommandError::new("inspect takes a weight: inspect w_b1")),
    }
}

fn nudge(app: &mut App, argument: &str) -> Result<Effect, CommandError> {
    let size = parse_number(argument).ok().filter(|&size| size > 0.0);
    let Some(size) = size else {
        return Err(CommandError::new("nudge takes a number above 0, by which + and - change: nudge 0.05"));
    };
    Ok(app.set_nudge(size))
}
