//! What an installed program brings along: completions for shells, and the page of the manual. Both come
//! from the definitions that the arguments are read by.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Arguments, Writing};
use super::{Failure, output};
use crate::scenario;

/// How the program is called, in the manual.
const USAGE: &str = "chainrule [OPTIONS] [SCENARIO]\nchainrule COMMAND [OPTIONS] ...";

/// What is said of commands before they are listed.
const OF_COMMANDS: &str = "A command that takes a SCENARIO takes all of the options above with it, \
    as far as they mean something there; those of its own are listed with it.";

/// Sections behind the commands: a heading, then a term and what it means, a line each.
const MORE: [(&str, &[(&str, &str)]); 4] = [
    (
        "EXIT STATUS",
        &[
            ("0", "It is done."),
            (
                "1",
                "It could not be done: a file is missing or wrong, a gradient differs, a training diverged.",
            ),
            ("2", "It was asked for wrongly."),
            ("128 + N", "Signal N ended the explainer."),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("NO_COLOR", "Where it is set, the theme is mono, unless colours are asked for."),
            ("COLORTERM, TERM, TERM_PROGRAM", "How many colours the terminal shows."),
            ("LC_ALL, LC_CTYPE, LANG", "Where they name no UTF-8, only ASCII characters are drawn."),
            ("XDG_STATE_HOME", "Where marks and edits are kept, if not in ~/.local/state."),
            (
                "XDG_RUNTIME_DIR",
                "Where the socket for a second screen lies, if the folder is the user's alone.",
            ),
        ],
    ),
    (
        "FILES",
        &[
            ("~/.local/state/chainrule", "The marked steps of each scenario, and where one left off."),
            (
                "~/.local/state/chainrule/unsaved",
                "Edits that are not saved, for the case that a run breaks off.",
            ),
            (
                "$XDG_RUNTIME_DIR/chainrule, else ~/.local/state/chainrule/run",
                "The socket of a running explainer, at which a second screen follows it.",
            ),
        ],
    ),
    (
        "EXAMPLES",
        &[
            ("chainrule", "Opens the first scenario; ? lists the keys."),
            ("chainrule xor --step forward/b/net/1 --zoom term", "Opens another one at a product of a step."),
            ("chainrule values --set w_d1=0.35 --decimals full", "Prints all numbers of one pass."),
            (
                "chainrule train my.toml --epochs 500 --weights trained.json",
                "Trains a scenario of one's own.",
            ),
            (
                "chainrule values my.toml --weights-from trained.json --format csv",
                "Looks at what came of it.",
            ),
        ],
    ),
];

/// Writes what a shell reads.
pub(super) fn completions(shell: Shell, writing: &Writing) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let program = Arguments::command();
    // The script for bash goes on with files where none of these fits; others would offer no files.
    let mut program = if shell == Shell::Bash { offering_names(program) } else { program };
    clap_complete::generate(shell, &mut program, "chainrule", &mut bytes);
    output::write(writing, |to| to.write_all(&bytes))
}

/// The definitions with the names of what is built in, where a scenario is taken.
fn offering_names(program: Command) -> Command {
    let offer = |command: Command| {
        if !takes_scenario(&command) {
            return command;
        }
        let names = scenario::builtins().iter().map(|builtin| builtin.name);
        command.mut_arg("scenario", |arg| arg.value_parser(PossibleValuesParser::new(names)))
    };
    offer(program).mut_subcommands(offer)
}

fn takes_scenario(command: &Command) -> bool {
    command.get_arguments().any(|arg| arg.get_id() == "scenario")
}

/// Writes the page.
pub(super) fn man(writing: &Writing) -> Result<(), Failure> {
    let page = page(&Arguments::command())?;
    output::write(writing, |to| to.write_all(page.as_bytes()))
}

/// The page: of the options that most commands share once, of the others with each command.
fn page(program: &Command) -> io::Result<String> {
    // The day of the commit, where the version says it.
    let version = program.get_version().unwrap_or_default();
    let day = version.rsplit_once(' ').map_or("", |(_, day)| day.trim_end_matches(')'));
    let man = Man::new(program.clone().override_usage(USAGE)).title("CHAINRULE").date(day);
    let man = man.source(concat!("chainrule ", env!("CARGO_PKG_VERSION")));
    let mut title = Vec::new();
    man.render_title(&mut title)?;
    let mut page = text(&title);
    page += &part(|to| man.render_name_section(to))?;
    page += &part(|to| man.render_synopsis_section(to))?;
    page += &part(|to| man.render_description_section(to))?;
    page += &part(|to| man.render_options_section(to))?;
    page += &written(|roff| {
        roff.control("SH", ["COMMANDS"]).text([roman(OF_COMMANDS)]);
    })?;
    let shared: BTreeSet<&str> = program.get_arguments().map(|arg| arg.get_id().as_str()).collect();
    for command in program.get_subcommands() {
        page += &of_command(command, &shared)?;
    }
    for (heading, entries) in MORE {
        page += &written(|roff| {
            roff.control("SH", [heading]);
            for (term, meaning) in entries {
                roff.control("TP", []).text([bold(*term)]).text([roman(*meaning)]);
            }
        })?;
    }
    // What is marked as code in a text for the terminal is plain here: to man, a backtick is a letter.
    Ok(page.replace('`', ""))
}

/// A command: how it is called, what it does, and the options that it alone has.
fn of_command(command: &Command, shared: &BTreeSet<&str>) -> io::Result<String> {
    let is_own = |arg: &Arg| !takes_scenario(command) || !shared.contains(arg.get_id().as_str());
    let positional = command.get_arguments().find(|arg| arg.is_positional() && is_own(arg));
    let value = positional.and_then(|arg| Some(arg.get_value_names()?.first()?.to_string()));
    let usage = match (takes_scenario(command), value) {
        (true, _) => " [OPTIONS] [SCENARIO]".to_owned(),
        (false, Some(value)) => format!(" [OPTIONS] {value}"),
        (false, None) => " [OPTIONS]".to_owned(),
    };
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string);
    let mut page = written(|roff| {
        roff.control("SS", [format!("chainrule {}{usage}", command.get_name()).as_str()]);
        for (n, paragraph) in about.unwrap_or_default().split("\n\n").enumerate() {
            if n > 0 {
                roff.control("PP", []);
            }
            roff.text([roman(paragraph)]);
        }
    })?;
    let own = command.clone().disable_help_flag(true).mut_args(|arg| {
        let is_own = is_own(&arg);
        in_a_line(arg).hide(!is_own)
    });
    let own = Man::new(own);
    let options = part(|to| own.render_options_section(to))?;
    page += options.trim_start_matches(".SH OPTIONS\n");
    Ok(page)
}

/// An argument with the words that it takes in place of its value's name, unless something is said of them.
fn in_a_line(arg: Arg) -> Arg {
    let values = arg.get_possible_values();
    if !arg.get_action().takes_values()
        || values.is_empty()
        || values.iter().any(|value| value.get_help().is_some())
    {
        return arg;
    }
    let words: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let words = words.join("|");
    arg.value_name(words).hide_possible_values(true)
}

fn written(write: impl FnOnce(&mut Roff)) -> io::Result<String> {
    let mut roff = Roff::new();
    write(&mut roff);
    part(|to| roff.to_writer(to))
}

/// A part of a page without what stands before it: the page has that once, before its title.
fn part(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    let (part, head) = (text(&bytes), Roff::new().render());
    Ok(part.strip_prefix(&head).map(str::to_owned).unwrap_or(part))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
