//! Files that would take much time or memory, and what is said of each.

use super::Built;

/// As many bytes as are read.
const MOST: usize = 1 << 20;

/// A good file but for its samples.
const GOOD: &str = "title = 'Large'\n[network]\nlayers = [2, 1]\nweights = { b = [[0.1, 0.2]] }\n";
const SAMPLE: &str = "[[samples]]\ninput = [1, 0]\ntarget = [1]\n";

/// A text so often that a file is as large as is read.
fn many(text: &str) -> String {
    text.repeat((MOST - 500) / text.len())
}

/// What would take much time or memory.
#[expect(clippy::too_many_lines, reason = "a line for each")]
pub fn large() -> Vec<Built> {
    let good = |more: &str| format!("{GOOD}{SAMPLE}{more}");
    let network = |lines: &str| format!("title = 'Large'\n[network]\n{lines}\n{SAMPLE}");
    let list = |of: &str, count: usize| format!("[{}]", vec![of; count].join(","));
    let rows: Vec<(&str, String)> = vec![
        ("a file of one byte too many", "#".repeat(MOST + 1)),
        ("a file of 4 MiB", good(&"# more\n".repeat(600_000))),
        ("comments alone", many("# no\n")),
        ("blank lines alone", many("\n")),
        ("blanks alone", many(" ")),
        ("a line of 1 MiB", many("a")),
        ("a comment of 1 MiB before a mistake", format!("# {}\ntitel = 1", many("界"))),
        ("lists within lists", format!("a = {}", many("["))),
        ("lists that are closed too often", format!("a = {}", many("]"))),
        ("tables within tables", format!("a = {}", many("{ a = "))),
        ("sections within sections", format!("[{}a]\n", many("a."))),
        ("a section of many names", format!("[{}]\n", many("a"))),
        ("a key of many names", format!("{}a = 1", many("a."))),
        ("a key of many names on a later line", good(&format!("{}a = 1", "a.".repeat(100)))),
        ("a key of 1 MiB", format!("{} = 1", many("a"))),
        (
            "sections of other names",
            good(&(0..70_000).map(|n| format!("[s{n}]\n")).collect::<Vec<_>>().concat()),
        ),
        ("keys of other names", (0..90_000).map(|n| format!("k{n} = 1\n")).collect::<Vec<_>>().concat()),
        ("one key again and again", many("a = 1\n")),
        ("one section again and again", many("[a]\n")),
        ("a list of sections", many("[[a]]\n")),
        ("a number of 1 MiB", format!("title = {}", many("1"))),
        ("a fraction of 1 MiB", format!("title = 0.{}", many("1"))),
        ("a title of 1 MiB", format!("title = \"{}\"\n", many("a"))),
        ("a title of marks", format!("title = \"e{}\"\n", many("\u{301}"))),
        ("a title of flags and families", format!("title = \"{}\"\n", many("👨‍👩‍👧"))),
        ("a title that does not end", format!("title = \"{}\n", many("a"))),
        (
            "a text of many lines that does not end",
            good(&format!("x = \"\"\"\n{}", many("a\n").split_at(900_000).0)),
        ),
        ("escapes alone", format!("title = \"{}\"\n", many("\\u001b"))),
        ("ESC alone", many("\u{1b}")),
        ("CR alone", many("\r")),
        ("quotes alone", many("\"")),
        ("a mistake far to the right", good(&format!("x = [{}x]\n", many("1,").split_at(900_000).0))),
        (
            "a word far to the right",
            network(&format!(
                "layers = [2, 1]\nweights = {{ b = [[{}\"x\"]] }}",
                many("1,").split_at(900_000).0
            )),
        ),
        (
            "weights in one row",
            network(&format!("layers = [2, 1]\nweights = {{ b = [{}] }}", list("1", 500_000))),
        ),
        (
            "weights in rows of one",
            network(&format!("layers = [2, 1]\nweights = {{ b = {} }}", list("[1]", 250_000))),
        ),
        ("empty rows", network(&format!("layers = [2, 1]\nweights = {{ b = {} }}", list("[]", 300_000)))),
        (
            "layers by the thousand",
            network(&format!("layers = {}\nweights = {{ seed = 1 }}", list("1", 1001))),
        ),
        (
            "layers by the hundred thousand",
            network(&format!("layers = {}\nweights = {{ seed = 1 }}", list("1", 500_000))),
        ),
        ("layers of 4096", network("layers = [4096, 4096]\nweights = { seed = 1 }")),
        (
            "layers as wide as a number",
            network("layers = [9223372036854775807, 9223372036854775807]\nweights = { seed = 1 }"),
        ),
        ("one wide layer", network("layers = [1, 16777215]\nweights = { seed = 1 }")),
        ("one wide layer of inputs", network("layers = [16777215, 1]\nweights = { seed = 1 }")),
        (
            "drawn, and a sample too narrow",
            network("layers = [4000, 4000]\nweights = { seed = 1 }\nbiases = 0"),
        ),
        (
            "drawn, and no samples",
            "title = 'Large'\n[network]\nlayers = [4000, 4000]\nweights = { seed = 1 }\n".to_owned(),
        ),
        (
            "softmax as wide as can be",
            network("layers = [1, 8000000]\nactivation = 'softmax'\nweights = { seed = 1 }"),
        ),
        (
            "functions by the hundred thousand",
            network(&format!(
                "layers = [2, 1]\nactivation = {}\nweights = {{ seed = 1 }}",
                list("'relu'", 120_000)
            )),
        ),
        (
            "biases by the hundred thousand",
            network(&format!(
                "layers = [2, 1]\nweights = {{ seed = 1 }}\nbiases = {{ b = {} }}",
                list("1", 400_000)
            )),
        ),
        (
            "biases of many layers",
            network(&format!(
                "layers = [2, 1]\nweights = {{ seed = 1 }}\nbiases = {{ {} }}",
                ('b'..='z')
                    .flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b} = []")))
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        ),
        ("samples by the hundred thousand", format!("samples = {}\n{GOOD}", list("{}", 300_000))),
        ("samples that say nothing", format!("{GOOD}{}", many("[[samples]]\n"))),
        ("one sample too wide", format!("{GOOD}[[samples]]\ninput = {}\ntarget = [1]\n", list("1", 500_000))),
        (
            "chapters by the hundred thousand",
            good(&format!("[lesson]\nchapters = [{}'no']\n", "'chain',".repeat(110_000))),
        ),
        (
            "weights to derive by the hundred thousand",
            good(&format!("[lesson]\nweights = {}\n", list("'w_b1'", 120_000))),
        ),
        ("notes by the thousand", good(&"[[notes]]\nat = 'a'\ntext = 'b'\n".repeat(1001))),
        ("notes by the ten thousand", good(&"[[notes]]\nat = 'a'\ntext = 'b'\n".repeat(30_000))),
        (
            "a note of 1 MiB",
            good(&format!("[[notes]]\nat = 'a'\ntext = '{}'\n", many("a").split_at(1_000_000).0)),
        ),
        ("edits by the ten thousand", good(&"[[edits]]\nset = 'a1'\nvalue = 1\n".repeat(10_001))),
        (
            "an edit of 1 MiB",
            good(&format!("[[edits]]\nset = '{}'\nvalue = 1\n", many("w").split_at(1_000_000).0)),
        ),
        ("stops by the hundred", good(&"[[tour]]\nat = 'a'\ntext = 'b'\n".repeat(201))),
        ("stops by the ten thousand", good(&"[[tour]]\nat = 'a'\ntext = 'b'\n".repeat(30_000))),
        (
            "a stop that sets very much",
            good(&format!(
                "[[tour]]\nat = 'a'\ntext = 'b'\nset = {{ {} }}\n",
                (0..80_000).map(|n| format!("w{n}=1")).collect::<Vec<_>>().join(",")
            )),
        ),
        ("a stop of braces", good(&format!("[[tour]]\nat = 'a'\ntext = '{}'\n", "{".repeat(999)))),
        (
            "a file of weights with a long name",
            network(&format!(
                "layers = [2, 1]\nweights = {{ file = '{}' }}",
                many("a").split_at(1_000_000).0
            )),
        ),
        (
            "a file of weights in deep folders",
            network(&format!(
                "layers = [2, 1]\nweights = {{ file = '{}' }}",
                many("a/").split_at(1_000_000).0
            )),
        ),
    ];
    assert_eq!(rows.len(), SAID.len());
    let all = rows.into_iter().zip(SAID.iter()).map(|((name, source), &(problem, at, help))| Built {
        name: name.to_owned(),
        bytes: source.into_bytes(),
        problem: problem.to_owned(),
        at,
        help,
    });
    all.collect()
}

/// What is said of them, in their order.
const SAID: &[(&str, &str, &str)] = &[
    ("built.toml is larger than 1 MiB", "", "a scenario is a text file of some lines"),
    ("built.toml is larger than 1 MiB", "", "a scenario is a text file of some lines"),
    ("`title` is missing", "1:1", "such as title = \"Swap two inputs\""),
    ("`title` is missing", "1:1", "such as title = \"Swap two inputs\""),
    ("`title` is missing", "1:1", "such as title = \"Swap two inputs\""),
    (
        "this is not TOML: a key has no = behind it",
        "1:1048077",
        "a line is a [section], a key = value or a # comment; a text is in quotes, a list in [ ]",
    ),
    (
        "unknown key `titel`",
        "2:1",
        "the keys here are title, network, training, lesson, samples, notes, edits and tour",
    ),
    (
        "this is not TOML: lists or tables stand too deep within each other",
        "1:85",
        "80 within each other are read, and as many names with dots between",
    ),
    (
        "this is not TOML: a ] stands where a value should",
        "1:5",
        "a list is such as [2, 3, 1], with a comma between any two",
    ),
    (
        "this is not TOML: lists or tables stand too deep within each other",
        "1:485",
        "80 within each other are read, and as many names with dots between",
    ),
    (
        "this is not TOML: lists or tables stand too deep within each other",
        "1:1",
        "80 within each other are read, and as many names with dots between",
    ),
    (
        "unknown key `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…`",
        "1:2",
        "the keys here are title, network, training, lesson, samples, notes, edits and tour",
    ),
    (
        "this is not TOML: lists or tables stand too deep within each other",
        "1:1",
        "80 within each other are read, and as many names with dots between",
    ),
    (
        "this is not TOML: lists or tables stand too deep within each other",
        "8:1",
        "80 within each other are read, and as many names with dots between",
    ),
    (
        "unknown key `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…`",
        "1:1",
        "the keys here are title, network, training, lesson, samples, notes, edits and tour",
    ),
    (
        "unknown key `s0`",
        "8:2",
        "the keys here are title, network, training, lesson, samples, notes, edits and tour",
    ),
    (
        "unknown key `k0`",
        "1:1",
        "the keys here are title, network, training, lesson, samples, notes, edits and tour",
    ),
    (
        "this is not TOML: a key or section stands there for the second time",
        "2:1",
        "a key or section stands once in its place",
    ),
    (
        "this is not TOML: a key or section stands there for the second time",
        "2:2",
        "a key or section stands once in its place",
    ),
    (
        "unknown key `a`",
        "1:3",
        "the keys here are title, network, training, lesson, samples, notes, edits and tour",
    ),
    ("`title` holds a number that is too large", "1:9", "such as title = \"Swap two inputs\""),
    (
        "`title` is 0.1111111111111111, but should be a text in quotes",
        "1:9",
        "such as title = \"Swap two inputs\"",
    ),
    ("`title` has 1048076 characters", "1:9", "there may be 200 at most"),
    ("`title` has 524039 characters", "1:9", "there may be 200 at most"),
    ("`title` has 291130 characters", "1:9", "there may be 200 at most"),
    (
        "this is not TOML: a text is not closed by quotes",
        "1:1048086",
        "a text ends with the quotes that it begins with, and one in single quotes on its own line",
    ),
    (
        "this is not TOML: a text that begins here with three quotes does not end",
        "8:5",
        "a text ends with the quotes that it begins with, and one in single quotes on its own line",
    ),
    ("`title` has 174679 characters", "1:9", "there may be 200 at most"),
    (
        "this is not TOML: a character stands here that is not seen",
        "1:1",
        "it comes with a file that is no text, or with what was copied from a page; take it out",
    ),
    ("this is not TOML: a line ends with CR alone", "1:2", "lines end with LF, or with CR and LF"),
    (
        "this is not TOML: a key has no = behind it",
        "1:9",
        "a line is a [section], a key = value or a # comment; a text is in quotes, a list in [ ]",
    ),
    (
        "this is not TOML: a value is no number, and no text in quotes",
        "8:900006",
        "a text is in quotes; a number is such as 7, -0.5 or 1e-3; else there are true and false, and lists with commas",
    ),
    (
        "`network.weights.b` holds the text \"x\", where a finite number should stand",
        "4:900019",
        "such as b = [[0.1, 0.2], [0.3, 0.4]], a row for each neuron of the layer",
    ),
    (
        "row 1 of `network.weights.b` has 500000 numbers, but layer a has 2 neurons",
        "4:18",
        "b = [[…], …] with 1 row of 2 numbers, a row for each neuron of layer b",
    ),
    (
        "`network.weights.b` has 250000 rows, but layer b has 1 neuron",
        "4:17",
        "b = [[…], …] with 1 row of 2 numbers, a row for each neuron of layer b",
    ),
    (
        "`network.weights.b` has 300000 rows, but layer b has 1 neuron",
        "4:17",
        "b = [[…], …] with 1 row of 2 numbers, a row for each neuron of layer b",
    ),
    ("`network.layers` has 1001 layers", "3:10", "there may be 1000 at most"),
    ("`network.layers` has 500000 layers", "3:10", "there may be 1000 at most"),
    (
        "`network.layers` makes a network of too many weights",
        "3:17",
        "there may be 16777216 weights and neurons together at most",
    ),
    (
        "`network.layers` makes a network of too many weights",
        "3:32",
        "there may be 16777216 weights and neurons together at most",
    ),
    (
        "`network.layers` makes a network of too many weights",
        "3:14",
        "there may be 16777216 weights and neurons together at most",
    ),
    (
        "`network.layers` makes a network of too many weights",
        "3:21",
        "there may be 16777216 weights and neurons together at most",
    ),
    (
        "the input of sample 1 has 2 numbers, but the input layer a has 4000 neurons",
        "7:9",
        "such as input = [1, 0]",
    ),
    ("`samples` is missing", "1:1", "a section [[samples]] with input and target for each sample"),
    (
        "`network.layers` gives softmax 8000000 neurons, so that its derivative is too large a matrix",
        "3:14",
        "there may be 4096 neurons with softmax at most",
    ),
    (
        "`network.activation` names 120000 functions, but there is 1 layer with weights",
        "4:14",
        "one function for all layers, or one for each but the input layer",
    ),
    (
        "`network.biases.b` has 400000 numbers, but layer b has 1 neuron",
        "5:16",
        "such as b = [0.1, 0.2], one for each neuron of the layer",
    ),
    ("`network.biases.ba` belongs to no layer", "5:12", "the layer with weights is b"),
    ("`samples.input` is missing", "1:12", "such as input = [1, 0]"),
    ("`samples.input` is missing", "5:1", "such as input = [1, 0]"),
    (
        "the input of sample 1 has 500000 numbers, but the input layer a has 2 neurons",
        "6:9",
        "such as input = [1, 0]",
    ),
    (
        "`lesson.chapters` cannot hold \"no\"",
        "9:880013",
        "available: network, forward, error, chain, pattern, learn, check",
    ),
    ("`lesson.weights` names w_b1 twice", "9:19", "such as weights = [\"w_b1\"]"),
    ("`notes` has 1001 notes", "3008:1", "there may be 1000 at most"),
    ("`notes` has 30000 notes", "3008:1", "there may be 1000 at most"),
    ("`notes.text` has 1000000 characters", "10:8", "there may be 2000 at most"),
    ("`edits` has 10001 edits", "30008:1", "there may be 10000 at most"),
    (
        "`edits.set` names no given number: 'wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww…' is no name of a number; try w_b1, a1, target_b1 or learning_rate",
        "9:7",
        "such as set = \"w_b1\", or \"a1@3\" for an input of sample 3",
    ),
    ("`tour` has 201 stops", "608:1", "there may be 200 at most"),
    ("`tour` has 30000 stops", "608:1", "there may be 200 at most"),
    ("`tour.set` has 80000 numbers", "11:7", "there may be 100 at most"),
    (
        "`tour.text` has a brace without its partner",
        "10:8",
        "{E_total} stands for a number; a brace by itself is written twice: {{ or }}",
    ),
    (
        "`network.weights.file` is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\", but this scenario is no file that it could stand beside",
        "4:20",
        "save the scenario in the folder of that file, and open it by its path",
    ),
    (
        "`network.weights.file` is \"a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a…\", but this scenario is no file that it could stand beside",
        "4:20",
        "save the scenario in the folder of that file, and open it by its path",
    ),
];
