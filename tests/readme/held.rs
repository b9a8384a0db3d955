//! Blocks of the pages that the program makes itself: tables of keys, frames, steps with their numbers.

use chainrule::app::{COMMANDS, ModeKind};
use chainrule::lesson::{Label, Lesson, Reveal, View};
use chainrule::notation::set::{self, Setting};
use chainrule::{keymap, scenario};

use crate::pages::{Page, hold, page, pages, root};
use crate::program::printed;

/// The table of what is built in.
fn scenarios() -> String {
    let row = |builtin: &scenario::Builtin| {
        let scenario = scenario::builtin(builtin.name).unwrap();
        let widths: Vec<String> = scenario.network().widths().iter().map(usize::to_string).collect();
        format!("| `{}` | {} | {} | {} |\n", builtin.name, scenario.title, builtin.shows, widths.join("-"))
    };
    let rows: String = scenario::builtins().iter().map(row).collect();
    format!("| scenario | | what it shows | network |\n| --- | --- | --- | --- |\n{rows}")
}

/// The table of the commands of the screen.
fn commands() -> String {
    let row = |command: &chainrule::app::Command| {
        let call = format!(":{} {}", command.name, command.argument);
        format!("| `{}` | {} |\n", call.trim(), command.label)
    };
    let rows: String = COMMANDS.iter().map(row).collect();
    format!("| command | what it does |\n| --- | --- |\n{rows}")
}

/// The map of the house, as it stands at the top of `src/lib.rs`.
fn map() -> String {
    let source = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = source.lines().filter_map(|line| line.strip_prefix("//! |")).map(|row| {
        let row = row.strip_prefix(" [`").and_then(|row| row.split_once("`]"));
        row.map(|(module, rest)| format!("| `src/{module}.rs`{rest}\n"))
    });
    let rows: String = rows.flatten().collect();
    format!("| module | is | may use |\n| --- | --- | --- |\n{rows}")
}

#[test]
fn tables_are_the_programs_own() {
    let (readme, using, teaching) = (page("README.md"), page("docs/using.md"), page("docs/teaching.md"));
    hold(&using, "<!-- keys -->\n", "<!-- /keys -->", &keymap::markdown(ModeKind::Walk));
    hold(
        &teaching,
        "<!-- keys while presenting -->\n",
        "<!-- /keys while presenting -->",
        &keymap::markdown(ModeKind::Present),
    );
    hold(&using, "<!-- commands -->\n", "<!-- /commands -->", &commands());
    hold(&readme, "<!-- scenarios -->\n", "<!-- /scenarios -->", &scenarios());
    hold(&page("docs/building.md"), "<!-- map -->\n", "<!-- /map -->", &map());
}

/// Holds each block of a kind, whose mark says what is to be in it.
fn hold_each(kind: &str, make: impl Fn(&str) -> String) {
    let mut count = 0;
    for page in pages() {
        for said in page.marks(kind) {
            let start = format!("<!-- {kind}{said} -->\n");
            let name = kind.split([' ', ':']).next().unwrap();
            hold(&page, &start, &format!("<!-- /{name} -->"), &make(&said));
            count += 1;
        }
    }
    assert!(count > 0, "no block begins with {kind}");
}

#[test]
fn what_is_printed_is_what_the_program_prints() {
    let block = |call: &str| {
        let printed = printed(&call.split(' ').collect::<Vec<_>>());
        format!("```text\n{}\n```\n", printed.trim_end())
    };
    hold_each("frame: ", block);
    hold_each("spoken: ", |call| {
        let printed = printed(&call.split(' ').collect::<Vec<_>>());
        let lines = printed.lines().filter(|line| !line.trim().is_empty());
        lines
            .flat_map(|line| {
                [
                    "> ", line, "
>
",
                ]
            })
            .collect::<String>()
    });
}

/// The lesson of a built-in scenario and the steps that a mark names: `swap: chain/bill pattern/bill`.
fn with_steps(said: &str, write: impl Fn(&Lesson, &str) -> String) -> String {
    let (name, addresses) = said.split_once(": ").unwrap();
    let scenario = scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    addresses.split(' ').map(|address| write(&lesson, address)).collect()
}

#[test]
fn numbers_of_the_example_are_computed() {
    hold_each("steps of ", |said| {
        let formula = |lesson: &Lesson, address: &str| {
            let place = lesson.parse_address(address).unwrap_or_else(|| panic!("no step {address}"));
            let step = lesson.step(place, Reveal::All);
            let setting = Setting {
                names: lesson.names(),
                carry: lesson.carry(),
                lit: &[],
                working: &[],
                before: None,
            };
            let lines = set::formula(&step.formula, setting, 96, set::Spacing::Dense).lines();
            let lines: String =
                lines.iter().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect();
            format!("{address}\n\n{lines}\n")
        };
        format!("```text\n{}\n```\n", with_steps(said, formula).trim_end())
    });
    hold_each("values of ", |said| {
        let row = |lesson: &Lesson, address: &str| {
            let step = lesson.step(lesson.parse_address(address).unwrap(), Reveal::All);
            let values = lesson.values_of(&step).map(|(label, value)| match label {
                Label::Words(words) => format!("| {words} | {value} |\n"),
                Label::Quantity(q) => format!("| `{}` | {value} |\n", lesson.names().plain(q)),
            });
            values.collect::<String>()
        };
        format!("| | |\n| --- | --- |\n{}", with_steps(said, row))
    });
}

#[test]
fn a_block_that_differs_is_noticed() {
    let page = Page { name: "x.md".to_owned(), text: "<!-- a -->\nold\n<!-- /a -->".to_owned() };
    hold(&page, "<!-- a -->\n", "<!-- /a -->", "old\n");
    if std::env::var_os("UPDATE_README").is_none() {
        let held = std::panic::catch_unwind(|| hold(&page, "<!-- a -->\n", "<!-- /a -->", "new\n"));
        assert!(held.is_err());
    }
}
