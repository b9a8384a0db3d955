use super::super::Key;
use super::*;
use crate::keymap::bindings;

#[test]
fn no_key_means_two_things_in_one_mode() {
    let mut seen = std::collections::HashSet::new();
    for binding in BINDINGS {
        for name in binding.keys {
            assert!(seen.insert((binding.mode, Key::sequence(name))), "{name} in {:?}", binding.mode);
        }
    }
}

#[test]
fn no_key_hides_a_longer_one() {
    for mode in ModeKind::ALL {
        for binding in bindings(mode) {
            for name in binding.keys {
                let keys = Key::sequence(name);
                let is_hidden = bindings(mode).any(|other| other.begins_with(&keys));
                assert!(!is_hidden, "{name} in {mode:?}");
            }
        }
    }
}

#[test]
fn a_key_that_a_mode_shares_with_another_does_the_same_in_both() {
    let mut shared = 0;
    for mode in ModeKind::ALL {
        for (binding, name) in bindings(mode).flat_map(|b| b.keys.iter().map(move |name| (b, name))) {
            let keys = Key::sequence(name);
            for other in bindings(mode).filter(|other| other.mode != binding.mode && other.is(&keys)) {
                assert_eq!(binding.action, other.action, "{name} in {mode:?}");
                shared += 1;
            }
        }
    }
    assert!(shared > 0, "no mode has another's keys besides its own");
}

#[test]
fn whoever_presents_has_all_keys_of_walking_and_keeps_walkers_from_those_of_presenting() {
    let actions = |mode| bindings(mode).map(|binding| &binding.action).collect::<Vec<_>>();
    let (walking, presenting) = (actions(Walk), actions(Present));
    assert!(walking.iter().all(|action| presenting.contains(action)));
    for action in [A::Blank, A::Dim, A::Play, A::Slower, A::Faster] {
        assert!(presenting.contains(&&action) && !walking.contains(&&action), "{action:?}");
    }
}

#[test]
fn every_mode_can_be_left_and_says_how() {
    for mode in ModeKind::ALL {
        let leaves = |b: &&Binding| b.mode == mode && matches!(b.action, A::Leave | A::Quit);
        assert!(BINDINGS.iter().any(|b| leaves(&b) && b.hint.is_some()), "{mode:?}");
    }
}
