use super::*;
use crate::app::{COMMANDS, Mode, Start};
use crate::lesson::Lesson;

fn app(name: &str) -> App {
    let scenario = crate::scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).unwrap(), Start::default())
}

fn refuses(_: &Saving) -> Result<(), String> {
    Err("nothing is written here".into())
}

fn writes(saving: &Saving) -> Result<(), String> {
    if saving.text.is_empty() { Err("there is nothing to write".into()) } else { Ok(()) }
}

/// What one line is answered with, and whether reading goes on.
fn answered(app: &mut App, line: &str, save: Save) -> (String, bool) {
    let mut said = Vec::new();
    let goes_on = Reading::new(app, &mut said, None, save).answer(line).unwrap();
    (String::from_utf8(said).unwrap(), goes_on)
}

fn answer(app: &mut App, line: &str) -> String {
    answered(app, line, refuses).0
}

#[test]
fn every_command_of_the_screen_answers_and_comes_back_to_the_lesson() {
    for command in COMMANDS.iter().filter(|command| command.name != "quit") {
        for argument in ["", "w_d1", "2", "full", "term", "nonsense"] {
            let mut app = app("swap");
            let line = format!("{} {argument}", command.name);
            let (said, goes_on) = answered(&mut app, &line, refuses);
            assert!(goes_on && said.ends_with(".\n") || command.name == "link", "{line}: {said:?}");
            assert_eq!(*app.mode(), Mode::Walk, "{line}");
            assert!(
                !said.contains(['\u{1b}', '_', '·', '→', '∂']) || command.name == "link",
                "{line}: {said}"
            );
        }
    }
}

#[test]
fn labels_are_of_commands() {
    for (name, _) in said::LABELS {
        assert!(COMMANDS.iter().any(|command| command.name == *name), "{name}");
    }
    for name in OF_THE_SCREEN {
        assert!(COMMANDS.iter().any(|command| command.name == *name), "{name}");
    }
}

#[test]
fn help_says_every_word_that_does_something_here() {
    let help = answer(&mut app("swap"), "help");
    for word in words::WORDS {
        assert!(help.contains(&format!("\n{}", word.names.join(", "))), "{help}");
    }
    let is_silent = |name: &str| OF_THE_SCREEN.contains(&name) || name == "edit";
    for command in COMMANDS.iter().filter(|command| !is_silent(command.name)) {
        let is_said = help.contains(&format!("\n{}:", command.name))
            || help.contains(&format!("\n{} ", command.name))
            || help.contains(&format!("\n{},", command.name));
        assert!(is_said, "{}", command.name);
    }
}

#[test]
fn words_move() {
    let mut app = app("swap");
    for (line, step) in [
        ("", 2),
        ("next", 3),
        ("n", 4),
        ("back", 3),
        ("42", 42),
        (":goto 7", 7),
        ("goto forward/c/net/2", 17),
        ("chapter", 30),
        ("chapter back", 5),
        ("chapter 4", 38),
        ("chapter pattern", 62),
        ("chapter chain rule", 38),
        ("last", 116),
        ("", 116),
        ("first", 1),
        ("b", 1),
        ("]", 5),
        ("chapter 9", 5),
    ] {
        let said = answer(&mut app, line);
        assert_eq!(app.progress().0, step, "{line:?}: {said}");
    }
    assert_eq!(answer(&mut app, "chapter 9"), "The word chapter takes: back, or its number or name.\n");
    app.update(Action::First);
    assert_eq!(answer(&mut app, "back"), format!("{}\n", said::FIRST));
    app.update(Action::Last);
    let end = answer(&mut app, "");
    assert!(
        end.starts_with("Check: what was done.\n") && end.ends_with(&format!("\n{}\n", said::LAST)),
        "{end}"
    );
    assert_eq!(
        answer(&mut app, "frobnicate"),
        "There is no word \"frobnicate\". The word help lists all words.\n"
    );
}

#[test]
fn a_step_is_said_again_when_it_is_looked_at_in_another_way() {
    let mut app = app("swap");
    answer(&mut app, "goto forward/c/net/2");
    for (line, first) in [
        ("zoom in", "Zoom: term, a step for each product."),
        ("zoom out", "Zoom: operation, a step for each neuron."),
        ("zoom layer", "Zoom: layer, a step for each matrix operation."),
        ("sample 3", "Sample 3 of 4: 0, 1 is to give 1, 0."),
        ("s", "Sample 4 of 4: 0, 0 is to give 0, 0."),
        ("decimals 6", "Carrying 6 decimals."),
        ("d", "Full precision."),
    ] {
        let said = answer(&mut app, line);
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[0], first, "{line}");
        assert!(said.contains("\nStep "), "{said}");
    }
}

#[test]
fn an_edit_is_told_and_the_step_is_said_again() {
    let mut app = app("swap");
    answer(&mut app, "goto chain/w_d1/product");
    let said = answer(&mut app, "set w d 1 0.35");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "w d 1 from 0.3 to 0.35.");
    assert_eq!(lines[1], "E total from 0.2723 to 0.2773, larger.");
    assert!(
        said.contains("Step 43: partial derivative of E with respect to w d 1, the product.\n"),
        "{said}"
    );
    assert!(said.contains("That is 0.09922068, rounded to 0.0992.\n"), "{said}");
    assert!(answer(&mut app, "history").contains("1: w d 1 from 0.3 to 0.35.\n"));
    assert!(answer(&mut app, "undo").starts_with(said::AT_START));
    assert!(!app.is_edited());
    assert!(answer(&mut app, "history").contains(said::HISTORY_BACK));
    assert!(answer(&mut app, "redo").starts_with("Made again: w d 1 from 0.3 to 0.35.\n"));
    assert!(answer(&mut app, "+").starts_with("w d 1 from 0.35 to 0.36.\n"));
}

#[test]
fn unsaved_edits_are_asked_about_once() {
    let mut app = app("swap");
    answer(&mut app, "set w_d1 0.35");
    let (said, goes_on) = answered(&mut app, "q", refuses);
    assert!(goes_on && said.starts_with("Edits are not saved.\n"), "{said}");
    // Anything else goes on.
    assert!(answer(&mut app, "").contains("Step 2:"));
    assert!(answered(&mut app, "quit", refuses).1);
    let (said, goes_on) = answered(&mut app, "save my.toml", writes);
    assert!(goes_on && said == "Written to my.toml.\n", "{said}");
    assert!(!answered(&mut app, "quit", refuses).1);
    answer(&mut app, "set w_d1 0.5");
    assert!(answered(&mut app, "quit", refuses).1);
    assert!(!answered(&mut app, "quit", refuses).1, "asked once");
}

#[test]
fn numbers_are_asked_for_and_answers_are_judged() {
    let mut app = app("swap");
    answer(&mut app, "goto pattern/c/delta");
    let said = answer(&mut app, "predict");
    assert!(said.contains("Step 73: delta c 1, what will it be?\n"), "{said}");
    assert!(!said.contains("0.0065") && !said.contains("0.2148"), "{said}");
    let said = answer(&mut app, "0.0303");
    assert!(said.starts_with("0.0303 is not it.\n") && said.contains("without the slope"), "{said}");
    let said = answer(&mut app, "hint");
    assert!(said.contains("partial derivative of E with respect to out c 1, times slope c 1"), "{said}");
    assert!(!said.contains("is not it"), "said once: {said}");
    assert!(answer(&mut app, "what slope").starts_with("Slope.\n"));
    assert!(answer(&mut app, "").starts_with("Type the number"));
    let said = answer(&mut app, "0.0303 times out c 1 times 0.3124");
    assert!(said.starts_with("Right.\n") && said.contains("rounded to 0.0065.\n"), "{said}");
    // The next number, given up, and back to the lesson.
    assert!(answer(&mut app, "").contains("Step 74: delta c 2, what will it be?\n"));
    let said = answer(&mut app, "skip");
    assert!(said.starts_with("This is the answer.\n") && said.contains("rounded to 0.0073"), "{said}");
    assert_eq!(answer(&mut app, "done"), format!("{}\n", said::PREDICT_DONE));
    assert_eq!(*app.mode(), Mode::Walk);
    assert!(answer(&mut app, "").contains("Step 75:"));
    // A word that moves ends the questions.
    answer(&mut app, "p");
    let said = answer(&mut app, "back");
    assert!(*app.mode() == Mode::Walk && said.contains("Step "), "{said}");
    answer(&mut app, "p");
    answer(&mut app, "goto 5");
    assert_eq!((app.mode(), app.progress().0), (&Mode::Walk, 5));
}

#[test]
fn questions_and_answers_are_words_and_numbers_alone() {
    let mut app = app("xor");
    let mut said = answer(&mut app, "predict");
    let mut questions = 0;
    while *app.mode() != Mode::Walk && questions < 500 {
        questions += 1;
        for line in ["hint", "hint", "0.9", "skip", "next"] {
            said += &answer(&mut app, line);
        }
    }
    assert!(
        questions > 20 && said.contains("\nNo further number is asked for in this lesson.\n"),
        "{questions}"
    );
    let odd = said
        .lines()
        .find(|line| line.contains(|c: char| !c.is_ascii_alphanumeric() && !" .,;:()'\"?!-".contains(c)));
    assert_eq!(odd, None);
}

#[test]
fn a_training_goes_on_to_its_end() {
    let mut app = app("swap");
    let said = answer(&mut app, "train 20");
    assert!(said.starts_with("Trained to epoch 20.\n"), "{said}");
    let said = answer(&mut app, "epoch 20");
    assert!(said.starts_with("The weights after epoch 20.\n") && said.contains("\nStep 1:"), "{said}");
    assert_eq!(app.lesson().view().epoch, 20);
    assert!(answer(&mut app, "where").contains("after epoch 20 of training"));
    assert!(answered(&mut app, "weights w.json", writes).0.contains("after epoch 20 are written to w.json"));
}

#[test]
fn a_terminal_tears_no_word() {
    let (mut narrow, mut whole) = (Vec::new(), Vec::new());
    read_all(&mut app("swap"), &mut narrow, Some(40)).unwrap();
    read_all(&mut app("swap"), &mut whole, None).unwrap();
    let [narrow, whole] = [narrow, whole].map(|said| String::from_utf8(said).unwrap());
    assert!(narrow.lines().all(|line| line.len() <= 40) && whole.lines().any(|line| line.len() > 200));
    let mended = narrow.replace("-\n", "-");
    assert!(mended.split_whitespace().eq(whole.split_whitespace()), "broken between words, or at a hyphen");
}

#[test]
fn where_says_what_takes_part() {
    let mut app = app("swap");
    answer(&mut app, "goto forward/c/net/2");
    let said = answer(&mut app, "where");
    assert!(
        said.contains("Step 17 of 116, in chapter 2, Forward; its address is forward/c/net/2.\n"),
        "{said}"
    );
    assert!(said.contains("the connections from layer b to c 2"), "{said}");
    answer(&mut app, "goto pattern/b/dout/1");
    assert!(answer(&mut app, "where").contains("the connections from b 1 to layer c"));
}

#[test]
fn lines_are_read_one_by_one_to_the_end_of_input() {
    let mut said = Vec::new();
    let mut app = app("swap");
    let mut input = io::Cursor::new("\r\nset w_d1 0.5\n\u{1b}[31mnext\n\n".as_bytes().to_vec());
    read(&mut app, &mut input, &mut said, None, false).unwrap();
    let said = String::from_utf8(said).unwrap();
    assert_eq!(app.progress().0, 3);
    assert!(!said.contains('\u{1b}'));
    // A line without end is cut, and not kept whole.
    let mut input = io::Cursor::new(vec![b'x'; 200_000]);
    read(&mut app, &mut input, &mut Vec::new(), None, false).unwrap();
}
