//! The schemas of the JSON, by a validator that knows nothing of this program: every output is what its
//! schema says, and damaged ones are not.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;

use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use boon::{Compiler, Draft, SchemaIndex, Schemas};
use chainrule::export::schemas::SCHEMAS;
use chainrule::scenario::builtins;
use folder::folder;
use serde_json::{Value, json};

/// A schema that can be asked.
struct Held {
    name: &'static str,
    schemas: Schemas,
    index: SchemaIndex,
}

impl Held {
    fn new(name: &str) -> Self {
        let schema = SCHEMAS.iter().find(|schema| schema.name == name).unwrap();
        let text: Value = serde_json::from_str(schema.text).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.set_default_draft(Draft::V2020_12);
        let id = text["$id"].as_str().unwrap().to_owned();
        compiler.add_resource(&id, text).unwrap();
        let index = compiler.compile(&id, &mut schemas).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { name: schema.name, schemas, index }
    }

    fn takes(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.index).map_err(|error| format!("{}: {error:#}", self.name))
    }
}

fn printed(arguments: &[&str]) -> Value {
    let output = Command::cargo_bin("chainrule").unwrap().args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{said}"))
}

/// A scenario whose numbers go beyond all bounds.
fn far() -> String {
    let path = folder("schemas-far").join("far.toml");
    let text = "title = 'Far'\nnetwork = { layers = [1, 1, 1], activation = 'identity', \
        weights = { b = [[1e200]], c = [[1e200]] } }\nsamples = [{ input = [1e200], target = [0] }]\n\
        [[tour]]\nat = 'forward/b/net'\ntext = 'Far.'\nset = { w_b1 = 1e300 }\n";
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Every place in a value, as a pointer.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate().take(3) {
                places(item, &format!("{at}/{n}"), into);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                places(item, &format!("{at}/{key}"), into);
            }
        }
        _ => {}
    }
}

/// Holds that each of these is refused: something else at any place, a key more in any object, any key
/// left out that is not optional, an item in any list that is of another kind.
fn refuses_damage(held: &Held, value: &Value, optional: &[&str]) {
    let mut all = Vec::new();
    places(value, "", &mut all);
    for place in &all {
        let mut damaged = value.clone();
        *damaged.pointer_mut(place).unwrap() = json!({"not": "this"});
        assert!(held.takes(&damaged).is_err(), "{}: anything may stand at {place}", held.name);
        let mut damaged = value.clone();
        match damaged.pointer_mut(place).unwrap() {
            Value::Object(map) => {
                map.insert("Not here".to_owned(), json!(1));
                assert!(held.takes(&damaged).is_err(), "{}: a key more at {place}", held.name);
                for key in value.pointer(place).unwrap().as_object().unwrap().keys() {
                    let by_layer = ["weights", "biases"].iter().any(|end| place.ends_with(end));
                    let mut damaged = value.clone();
                    damaged.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
                    let may = by_layer || optional.contains(&key.as_str());
                    assert_eq!(held.takes(&damaged).is_ok(), may, "{}: {place} without {key}", held.name);
                }
            }
            Value::Array(items) => {
                items.push(json!(true));
                assert!(held.takes(&damaged).is_err(), "{}: an item more at {place}", held.name);
            }
            text => {
                *text = match text {
                    Value::String(_) => json!(1),
                    Value::Bool(_) => json!(0),
                    _ => json!("1"),
                };
                assert!(held.takes(&damaged).is_err(), "{}: another kind at {place}", held.name);
            }
        }
    }
}

#[test]
fn schemas_are_schemas_and_printed_as_they_stand() {
    for schema in SCHEMAS {
        let text: Value = serde_json::from_str(schema.text).unwrap();
        let (schemas, index) = {
            let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
            let meta = "https://json-schema.org/draft/2020-12/schema";
            assert_eq!(text["$schema"], meta);
            let index = compiler.compile(meta, &mut schemas).unwrap();
            (schemas, index)
        };
        schemas.validate(&text, index).unwrap_or_else(|error| panic!("{}: {error:#}", schema.name));
        Held::new(schema.name);
        let mut printed = Command::cargo_bin("chainrule").unwrap();
        let printed = printed.args(["schema", schema.name]).output().unwrap();
        assert_eq!(String::from_utf8(printed.stdout).unwrap(), schema.text);
    }
}

/// Every property says what it means, and no object takes a key that it does not know.
#[test]
fn schemas_say_what_each_property_means() {
    fn walk(value: &Value, at: &str, count: &mut usize) {
        let Value::Object(map) = value else { return };
        if let Some(Value::Object(properties)) = map.get("properties") {
            assert_eq!(map.get("additionalProperties"), Some(&json!(false)), "{at}");
            for (key, property) in properties {
                let is_said =
                    property.get("description").and_then(Value::as_str).is_some_and(|s| s.len() > 8);
                assert!(
                    is_said
                        || property.get("$ref") == Some(&json!("#/$defs/layer"))
                        || property.get("$ref") == Some(&json!("#/$defs/number")),
                    "{at}/{key}"
                );
                *count += 1;
            }
        }
        for (key, item) in map {
            walk(item, &format!("{at}/{key}"), count);
            for (n, item) in item.as_array().into_iter().flatten().enumerate() {
                walk(item, &format!("{at}/{key}/{n}"), count);
            }
        }
    }
    let mut count = 0;
    for schema in SCHEMAS {
        walk(&serde_json::from_str(schema.text).unwrap(), schema.name, &mut count);
    }
    assert!(count > 80, "{count}");
}

#[test]
fn values_of_every_scenario_fit() {
    let held = Held::new("values");
    for name in builtins().iter().map(|builtin| builtin.name) {
        for more in [&[][..], &["--decimals", "full"]] {
            let arguments = ["values", name, "--format", "json"];
            let value = printed(&[&arguments[..], more].concat());
            held.takes(&value).unwrap();
            has_the_shapes(&value);
        }
    }
    let far = printed(&["values", &far(), "--format", "json"]);
    assert!(far["error"]["total"].is_null(), "nothing of it is infinite");
    held.takes(&far).unwrap();
}

/// What a schema cannot say: as many numbers as there are neurons.
fn has_the_shapes(value: &Value) {
    let widths: Vec<usize> = serde_json::from_value(value["layers"].clone()).unwrap();
    let last = widths.len() - 1;
    let count = |value: &Value| value.as_array().unwrap().len();
    let is_matrix = |value: &Value, rows: usize, columns: usize| {
        count(value) == rows && value.as_array().unwrap().iter().all(|row| count(row) == columns)
    };
    assert_eq!((count(&value["forward"]), count(&value["backward"])), (last, last));
    for layer in 1..=last {
        let (forward, backward) = (&value["forward"][layer - 1], &value["backward"][last - layer]);
        assert_eq!(forward["layer"], backward["layer"]);
        let width = widths[layer];
        let vectors = [&forward["net"], &forward["out"], &backward["dE_dout"], &backward["delta"]];
        assert!(vectors.iter().all(|vector| count(vector) == width));
        assert!(is_matrix(&backward["dE_dW"], width, widths[layer - 1]));
        assert!(count(&backward["dout_dnet"]) == width);
        let new = &value["update"]["weights"][forward["layer"].as_str().unwrap()];
        assert!(is_matrix(new, width, widths[layer - 1]));
    }
}

#[test]
fn steps_of_every_scenario_fit() {
    let held = Held::new("steps");
    let far = far();
    // One that is too large to print whole has the same steps as the others.
    let all = builtins().iter().map(|builtin| builtin.name).filter(|&name| name != "large");
    for name in all.chain([far.as_str()]) {
        for more in [&["--zoom", "layer"][..], &["--decimals", "full"]] {
            let arguments = ["steps", name, "--format", "json"];
            held.takes(&printed(&[&arguments[..], more].concat())).unwrap();
        }
    }
    for name in ["swap", "three-classes"] {
        held.takes(&printed(&["steps", name, "--zoom", "term", "--format", "json"])).unwrap();
    }
    for step in ["forward/d/out", "pattern/d/delta/3", "check/all"] {
        let value = printed(&["steps", "large", "--step", step, "--format", "json"]);
        assert_eq!(value.as_array().unwrap().len(), 1);
        held.takes(&value).unwrap();
    }
}

#[test]
fn tours_fit() {
    let held = Held::new("tour");
    let mut stops = 0;
    let far = far();
    for scenario in builtins().iter().map(|builtin| builtin.name).chain([far.as_str()]) {
        let arguments = ["steps", scenario, "--tour", "--format", "json"];
        let output = Command::cargo_bin("chainrule").unwrap().args(arguments).output().unwrap();
        if output.status.code() == Some(2) {
            continue;
        }
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        stops += value.as_array().unwrap().len();
        held.takes(&value).unwrap();
    }
    assert!(stops > 20, "{stops}");
}

#[test]
fn trainings_checks_weights_and_the_list_fit() {
    let (train, check, weights) = (Held::new("train"), Held::new("check"), Held::new("weights"));
    for name in builtins().iter().map(|builtin| builtin.name) {
        let epochs = if name == "large" { "0" } else { "3" };
        train.takes(&printed(&["train", name, "--epochs", epochs, "--format", "json"])).unwrap();
        check.takes(&printed(&["check", name, "--most", "30", "--format", "json"])).unwrap();
        weights.takes(&printed(&["weights", name])).unwrap();
    }
    let far = far();
    let checked = printed(&["check", &far, "--format", "json"]);
    assert!(checked["gradients"][0]["gradient"].is_null());
    check.takes(&checked).unwrap();
    train.takes(&printed(&["train", &far, "--epochs", "2", "--format", "json"])).unwrap();
    Held::new("scenarios").takes(&printed(&["scenarios", "--format", "json"])).unwrap();
}

#[test]
fn what_is_damaged_is_refused() {
    let values = Held::new("values");
    for name in ["swap", "mazur", "three-classes"] {
        let value = printed(&["values", name, "--format", "json"]);
        refuses_damage(&values, &value, &["dE_dbias", "biases"]);
    }
    let swap = printed(&["values", "--format", "json"]);
    let wrong = |pointer: &str, with: Value| {
        let mut damaged = swap.clone();
        *damaged.pointer_mut(pointer).unwrap() = with;
        assert!(values.takes(&damaged).is_err(), "{pointer}");
    };
    wrong("/decimals", json!(0));
    wrong("/decimals", json!(13));
    wrong("/decimals", json!(2.5));
    wrong("/sample/index", json!(0));
    wrong("/layers", json!([2, 0, 2]));
    wrong("/forward/0/layer", json!("a"));
    wrong("/forward", json!([]));
    wrong("/backward/0/dE_dW", json!([0.1, 0.2]));
    wrong("/backward/0/dout_dnet", json!([[[0.1]]]));

    let one = |arguments: &[&str]| printed(&[arguments, &["--format", "json"]].concat());
    refuses_damage(&Held::new("steps"), &one(&["steps", "--step", "forward/c/net/2"]), &[]);
    refuses_damage(&Held::new("tour"), &one(&["steps", "--stop", "2"]), &[]);
    let (set, check) = (one(&["steps", "--tour"]), one(&["check", "--most", "3"]));
    let stop = set.as_array().unwrap().iter().find(|stop| stop["set"] != json!([])).unwrap();
    refuses_damage(&Held::new("tour"), &json!([stop]), &[]);
    refuses_damage(&Held::new("check"), &check, &[]);
    refuses_damage(&Held::new("train"), &one(&["train", "--epochs", "1"]), &[]);
    refuses_damage(&Held::new("scenarios"), &one(&["scenarios"]), &[]);
    let weights = Held::new("weights");
    let mazur = printed(&["weights", "mazur"]);
    refuses_damage(&weights, &mazur, &["biases"]);
    let mut damaged = mazur.clone();
    damaged["weights"]["b"][0][0] = Value::Null;
    assert!(weights.takes(&damaged).is_err(), "a weight is finite");
}
