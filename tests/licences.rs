//! Every dependency's licence is one that `deny.toml` allows.
//!
//! Asks cargo for the packages that this machine builds, and reads their licence expressions: `OR` needs one side, `AND`
//! both, `WITH` an entry of its own. A check of our own, since it takes a second and nothing to install.

use std::{collections::BTreeSet, env, fs, process::Command};

use serde_json::Value;

/// Whether an expression is satisfied by the allowed licences. Parentheses bind first, then AND, then OR.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let holds = any(&tokens, &mut at, allowed);
    holds && at == tokens.len()
}

fn any(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut holds = all(tokens, at, allowed);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= all(tokens, at, allowed);
    }
    holds
}

fn all(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut holds = one(tokens, at, allowed);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(tokens, at, allowed);
    }
    holds
}

fn one(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(token) = tokens.get(*at) else { return false };
    *at += 1;
    if *token == "(" {
        let holds = any(tokens, at, allowed);
        let closed = tokens.get(*at) == Some(&")");
        *at += usize::from(closed);
        return holds && closed;
    }
    match tokens.get(*at..*at + 2) {
        Some(["WITH", exception]) => {
            *at += 2;
            allowed.contains(&format!("{token} WITH {exception}"))
        }
        _ => allowed.contains(*token),
    }
}

fn output(program: &str, arguments: &[&str]) -> Vec<u8> {
    let ran = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let ran = ran.unwrap_or_else(|cause| panic!("{program} does not run: {cause}"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let list = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).expect("deny.toml");
    let list: toml::Table = list.parse().expect("deny.toml is TOML");
    let allowed = list["licenses"]["allow"].as_array().expect("a list");
    let allowed: BTreeSet<String> = allowed.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect();

    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = String::from_utf8(output(&rustc, &["-vV"])).expect("text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // What was needed to build this test is there; nothing else is fetched for it.
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: Value = serde_json::from_slice(&output(env!("CARGO"), &arguments)).expect("cargo prints JSON");

    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50, "cargo names its packages");
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(|one| is_allowed(one, &allowed)))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "not allowed by deny.toml:\n{}", refused.join("\n"));
}

#[test]
fn expressions_are_read_as_written() {
    let allowed: BTreeSet<String> = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, holds) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("Apache-2.0/MIT", true),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only AND MIT", false),
        ("MIT AND (GPL-3.0-only OR Zlib)", true),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), holds, "{expression}");
    }
}
