//! The layers of the house: which module may know which.
//!
//! `cli → run → pipeline → { fetch, decode, page } { extract → record → link → mention → number → text → lang }
//! { write → record }`. The groups share `Article` and `Error` alone. The test reads every `crate::` path in the code
//! (comments and tests left out), so that a shortcut through the wall fails with the line that takes it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What the modules at the top, beside themselves, may use. `Article`, `Error` and their parts are everyone's.
const ALLOWED: &[(&str, &[&str])] = &[
    ("article", &[]),
    ("error", &[]),
    ("lang", &[]),
    ("text", &["lang"]),
    ("number", &["text", "lang"]),
    ("mention", &["number", "text", "lang"]),
    ("link", &["mention", "number", "text", "lang"]),
    ("record", &["link", "mention", "number", "text"]),
    ("extract", &["record", "link", "mention", "number", "text", "lang"]),
    ("write", &["record"]),
    ("fetch", &["decode"]),
    ("decode", &["fetch"]),
    ("page", &["decode", "lang"]),
    ("pipeline", &["fetch", "decode", "page", "extract", "record", "write"]),
    ("run", &["pipeline", "fetch", "decode", "record", "write"]),
    ("cli", &["run", "pipeline", "fetch", "decode", "extract", "record", "write", "link", "mention", "text"]),
];

/// Words that may stand in some modules only, and why.
const CONFINED: &[(&str, &[&str], &str)] = &[
    ("reqwest", &["fetch"], "the network is fetch's"),
    ("tokio", &["fetch"], "asynchronous code is fetch's"),
    ("crossbeam_channel", &["pipeline"], "threads are the pipeline's"),
    ("SystemTime", &["fetch"], "no clock: the same input gives the same output"),
    ("Timestamp::now", &["page"], "a page's date cannot lie ahead; nothing else depends on the day of the run"),
    ("HashMap", &[], "its order is random; take FxHashMap or BTreeMap"),
    ("f64", &[], "numbers are decimals from the first digit to the output"),
];

/// What the crate exports at its root, by the module that it comes from.
const AT_ROOT: &[(&str, &str)] = &[
    ("Article", "article"),
    ("SourceDate", "article"),
    ("Error", "error"),
    ("Code", "error"),
    ("Stage", "error"),
    ("Extractor", "extract"),
    ("is_read", "extract"),
    ("Analysis", "link"),
    ("Record", "record"),
];

#[test]
fn modules_know_only_what_is_below_them() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    walk(&support::root().join("src"), &mut |path| {
        let relative = path.strip_prefix(support::root().join("src")).expect("inside").to_owned();
        let layer = relative.components().next().expect("a name").as_os_str().to_string_lossy().replace(".rs", "");
        if matches!(layer.as_str(), "lib" | "main") {
            return;
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == layer) else {
            wrong.push(format!("src/{} is in no layer: give it one here", relative.display()));
            return;
        };
        let source = fs::read_to_string(path).expect("readable");
        for (line, used) in uses(&source) {
            seen += 1;
            let home = AT_ROOT.iter().find(|(name, _)| *name == used).map_or(used.as_str(), |(_, home)| home);
            let shared = matches!(home, "article" | "error") || home == layer;
            if !shared && !allowed.contains(&home) {
                wrong.push(format!("src/{}:{line} uses {home}, which {layer} may not know", relative.display()));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 40, "only {seen} uses found: does the reader still work?");
}

#[test]
fn some_things_stay_where_they_belong() {
    let mut wrong = Vec::new();
    let mut at_home = BTreeSet::new();
    walk(&support::root().join("src"), &mut |path| {
        let relative = path.strip_prefix(support::root().join("src")).expect("inside").to_owned();
        let source = fs::read_to_string(path).expect("readable");
        let code = source.split("\n#[cfg(test)]").next().unwrap_or_default();
        for (n, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            for (word, modules, reason) in CONFINED.iter().filter(|(word, ..)| has(line, word)) {
                match modules.iter().find(|module| relative.starts_with(module)) {
                    Some(module) => drop(at_home.insert((*word, *module))),
                    None => wrong.push(format!("src/{}:{}: {word}: {reason}", relative.display(), n + 1)),
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (word, modules, _) in CONFINED {
        for module in *modules {
            assert!(at_home.contains(&(*word, *module)), "{module} has no {word}: does the reader still work?");
        }
    }
}

/// Whether a name or a path stands in a line, and not as a part of a longer name.
fn has(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part))
}

/// Two modules that share a table or list of words would read each other's words as their own.
#[test]
fn each_table_and_list_of_words_has_a_number_of_its_own() {
    let mut owners: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut twice = Vec::new();
    walk(&support::root().join("src"), &mut |path| {
        let source = fs::read_to_string(path).expect("readable");
        let code = source.split("\n#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| line.contains("const ")) {
            let number = line.split_once("= ").map(|(_, rest)| rest.trim_end_matches(';').to_owned());
            let Some(number) = number.filter(|n| n.starts_with("ListId(") || n.starts_with("TableId(")) else {
                continue;
            };
            if let Some(other) = owners.insert(number.clone(), path.to_owned()) {
                twice.push(format!("{number}: {} and {}", other.display(), path.display()));
            }
        }
    });
    assert!(twice.is_empty(), "{}", twice.join("\n"));
    assert!(owners.len() > 25, "only {} numbers found: does the reader still work?", owners.len());
}

#[test]
fn the_reader_of_uses_reads() {
    let source = "use crate::text::{Doc, Span};\n// crate::cli\nuse crate::{Article, lang, record::Number};\n\
                  fn f() { crate::number::scan(d) }\npub use crate::link::x;\nuse crate::{\n    a,\n    b::{c, d},\n};\n\
                  #[cfg(test)]\nmod tests {\n    use crate::cli;\n}\n";
    let found: Vec<String> = uses(source).into_iter().map(|(line, name)| format!("{line}{name}")).collect();
    assert_eq!(found, ["1text", "3Article", "3lang", "3record", "4number", "5link", "6a", "6b"]);
}

/// The line and the first name after each `crate::` outside comments, up to the file's tests.
fn uses(source: &str) -> Vec<(usize, String)> {
    let code = source.split("\n#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = lines.join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads(group).into_iter().map(|name| (line, name))),
            None => found.push((line, name(rest))),
        }
    }
    found
}

/// The first names of the items of a group, which ends at its closing brace.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut item, mut items) = (0, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(std::mem::take(&mut item)),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                item.push(c);
            }
        }
    }
    items.push(item);
    items.iter().map(|item| name(item.trim())).filter(|name| !name.is_empty()).collect()
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Visits the sources, but for the modules that their parents declare for tests alone.
fn walk(directory: &Path, visit: &mut dyn FnMut(&Path)) {
    let mut entries: Vec<_> = fs::read_dir(directory).expect("readable").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    let parent = fs::read_to_string(directory.join("mod.rs")).unwrap_or_default();
    let for_tests: Vec<String> = parent
        .split("#[cfg(test)]")
        .skip(1)
        .filter_map(|rest| rest.split_once(';')?.0.trim().rsplit_once("mod ").map(|(_, name)| name.to_owned()))
        .collect();
    for path in entries {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            walk(&path, visit);
        } else if path.extension().is_some_and(|e| e == "rs") && !for_tests.contains(&stem) {
            visit(&path);
        }
    }
}
