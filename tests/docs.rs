//! The documents say what is so: README shows real output, `docs/records.md` every field of the schema, links lead
//! somewhere.

mod support;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use support::{Run, assert_committed, newsfacts, root};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("readable")
}

/// The blocks between `made by` marks, rewritten from what the program says now.
#[test]
fn readme_shows_real_output() {
    let readme = read("README.md");
    let run = newsfacts(&["extract", "fixtures/demo.txt", "--published", "2025-12-06", "--only", "observation"]);
    let observations = Run::json(&run.stdout);
    let shown = |block: &str| match block {
        "excerpt" => quoted(&read("fixtures/demo.txt")),
        "observations" => table(&observations),
        "record" => format!("```json\n{}\n```\n", unfolded(run.stdout.lines().nth(1).expect("two observations"))),
        other => panic!("{other}: no such block"),
    };
    let mut made = String::new();
    let mut rest = readme.as_str();
    while let Some((before, after)) = rest.split_once("<!-- made by tests/docs.rs: ") {
        let (name, after) = after.split_once(" -->\n").expect("a closed comment");
        let (_, after) = after.split_once("<!-- end -->").expect("an end");
        made += &format!("{before}<!-- made by tests/docs.rs: {name} -->\n{}<!-- end -->", shown(name));
        rest = after;
    }
    made += rest;
    assert_committed(&root().join("README.md"), &made);
}

/// The two paragraphs after the headline, as a quotation.
fn quoted(text: &str) -> String {
    let paragraphs: Vec<String> =
        text.split("\n\n").skip(1).take(2).map(|p| format!("> {}\n", p.trim().replace('\n', "\n> "))).collect();
    paragraphs.join(">\n")
}

/// The line with each of its fields on one of its own, in their order.
fn unfolded(line: &str) -> String {
    let (mut unfolded, mut depth, mut in_text, mut escaped) = (String::new(), 0, false, false);
    for c in line.chars() {
        unfolded.push(c);
        match c {
            '"' if !escaped => in_text = !in_text,
            '{' | '[' if !in_text => depth += 1,
            '}' | ']' if !in_text => depth -= 1,
            ',' if !in_text && depth == 1 => unfolded.push_str("\n "),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    unfolded
}

fn table(observations: &[Value]) -> String {
    let mut table = String::from("| text | indicator | area | period | measure | value | unit | against | status |\n");
    table += "|---|---|---|---|---|---:|---|---|---|\n";
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for o in observations.iter().skip(1).take(7) {
        let cells = [
            text(&o["text"]),
            text(&o["indicator_code"]),
            text(&o["ref_area"]["code"]),
            text(&o["time_period"]["value"]),
            text(&o["measure"]),
            o["value"].to_string(),
            text(&o["unit"]),
            text(&o["change_basis"]),
            text(&o["obs_status"]),
        ];
        table += &format!("| {} |\n", cells.join(" | "));
    }
    table
}

/// The fields of each section's table, with whether they are always there.
fn tables(document: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut tables = BTreeMap::new();
    let mut section = String::new();
    for line in document.lines() {
        if let Some(title) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            section = title.to_owned();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", field, always, ..] = cells[..]
            && let Some(field) = field.strip_prefix('`').and_then(|field| field.strip_suffix('`'))
        {
            let fields: &mut BTreeMap<_, _> = tables.entry(section.clone()).or_default();
            fields.insert(field.to_owned(), always.to_owned());
        }
    }
    tables
}

#[test]
fn every_field_is_documented() {
    let schema: Value = serde_json::from_str(&newsfacts(&["schema"]).stdout).expect("JSON");
    let tables = tables(&read("docs/records.md"));
    let mut wrong = Vec::new();
    let names = schema["$defs"].as_object().expect("definitions");
    let types = names.iter().filter(|(_, d)| d["properties"]["type"]["const"].is_string());
    let speaker = ("quotation.speaker".to_owned(), &schema["$defs"]["QuotationSpeaker"]);
    for (name, definition) in types.map(|(name, d)| (name.clone(), d)).chain([speaker]) {
        let mut documented = tables.get(&name).cloned().unwrap_or_default();
        if definition["properties"]["sentence"].is_object() {
            documented.extend(tables["shared"].clone());
        }
        let required: Vec<&str> =
            definition["required"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let properties = definition["properties"].as_object().expect("properties");
        for field in properties.keys().filter(|field| !documented.contains_key(*field)) {
            wrong.push(format!("{name}.{field} is not documented"));
        }
        for (field, always) in &documented {
            if !properties.contains_key(field) {
                wrong.push(format!("{name}.{field} is no field"));
            } else if (always == "yes") != required.contains(&field.as_str()) {
                wrong.push(format!("{name}.{field}: always there or not?"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_word_of_the_schema_is_documented() {
    let schema: Value = serde_json::from_str(&newsfacts(&["schema"]).stdout).expect("JSON");
    let document = read("docs/records.md");
    let mut found = 0;
    for definition in schema["$defs"].as_object().expect("definitions").values() {
        let options = definition["oneOf"].as_array().into_iter().flatten();
        let words = options.flat_map(|o| o["enum"].as_array().into_iter().flatten().chain(o.get("const")));
        for word in words.chain(definition["enum"].as_array().into_iter().flatten()).filter_map(Value::as_str) {
            assert!(document.contains(&format!("`{word}`")), "{word}");
            found += 1;
        }
    }
    assert!(found > 60, "only {found} words");
}

/// Links to files, and paths in code marks, exist.
#[test]
fn what_documents_point_to_is_there() {
    let mut wrong = Vec::new();
    for name in
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/archives.md", "docs/records.md", "fixtures/README.md"]
    {
        let (text, home) = (read(name), root().join(name));
        let home = home.parent().expect("a parent");
        for target in text.match_indices("](").map(|(at, _)| &text[at + 2..]) {
            let target = target.split([')', '#']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !home.join(target).exists() {
                wrong.push(format!("{name}: {target}"));
            }
        }
        let paths = text.split('`').skip(1).step_by(2).filter(|code| {
            ["src/", "tests/", "fixtures/", "benches/", "docs/"].iter().any(|top| code.starts_with(top))
                && !code.contains([' ', '<', '*', '…', '{'])
        });
        wrong.extend(paths.filter(|path| !root().join(path).exists()).map(|path| format!("{name}: {path}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
