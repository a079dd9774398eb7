//! A JSON value against the schema: fields, types, words, patterns.
//!
//! Reads the same schema that `newsfacts schema` prints, so that the two cannot disagree. It knows the keywords which
//! that schema uses and no others; a test fails when a new one appears.

use std::collections::BTreeMap;

use regex::Regex;
use serde_json::Value;

use crate::record::TYPES;
use crate::record::schema::schema;

/// The schema, ready to be applied.
#[derive(Debug)]
pub(super) struct Structure {
    schema: Value,
    patterns: BTreeMap<String, Regex>,
}

impl Structure {
    pub(super) fn new() -> Self {
        let schema = schema();
        let mut patterns = BTreeMap::new();
        collect_patterns(&schema, &mut patterns);
        Self { schema, patterns }
    }

    /// What is wrong with `record`, each with the place in it. Empty where it is sound.
    pub(super) fn problems(&self, record: &Value) -> Vec<String> {
        let Some(object) = record.as_object() else { return vec!["it is no JSON object".to_owned()] };
        let Some(name) = object.get("type").and_then(Value::as_str) else {
            return vec!["it has no \"type\"".to_owned()];
        };
        let Some(definition) = self.schema["$defs"].get(name).filter(|_| TYPES.contains(&name)) else {
            return vec![format!("\"{name}\" is no type of record")];
        };
        let mut problems = Vec::new();
        self.walk(record, definition, &mut String::new(), &mut problems);
        problems
    }

    fn walk(&self, value: &Value, schema: &Value, path: &mut String, problems: &mut Vec<String>) {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let name = target.trim_start_matches("#/$defs/");
            self.walk(value, &self.schema["$defs"][name], path, problems);
        }
        // A list of words stands without a type of its own.
        let only_words = || (!words(schema).is_empty()).then_some("string");
        if let Some(expected) = schema["type"].as_str().or_else(only_words)
            && !has_type(value, expected)
        {
            problems.push(format!("{} is no {expected}", shown(path)));
            return;
        }
        match value {
            Value::String(text) => self.string(text, schema, path, problems),
            Value::Number(number) => {
                if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), number.as_f64())
                    && number < least
                {
                    problems.push(format!("{} is less than {least}", shown(path)));
                }
            }
            Value::Array(items) => self.array(items, schema, path, problems),
            Value::Object(_) => self.object(value, schema, path, problems),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn string(&self, text: &str, schema: &Value, path: &str, problems: &mut Vec<String>) {
        if schema.get("minLength").is_some() && text.is_empty() {
            problems.push(format!("{} is empty: what is not known is left out", shown(path)));
        }
        let words = words(schema);
        if !words.is_empty() && !words.contains(&text) {
            problems.push(format!("{} is \"{text}\", not one of {}", shown(path), words.join(", ")));
        }
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && !self.patterns[pattern].is_match(text)
        {
            problems.push(format!("{} is \"{text}\", which is not of the form {pattern}", shown(path)));
        }
        if schema["format"] == "date" && text.parse::<jiff::civil::Date>().is_err() {
            problems.push(format!("{} is \"{text}\", which is no date", shown(path)));
        }
    }

    fn array(&self, items: &[Value], schema: &Value, path: &mut String, problems: &mut Vec<String>) {
        let length = items.len() as u64;
        if schema["minItems"].as_u64().is_some_and(|least| length < least)
            || schema["maxItems"].as_u64().is_some_and(|most| length > most)
        {
            problems.push(format!("{} has {length} items", shown(path)));
        }
        let each = schema.get("items");
        for (i, item) in items.iter().enumerate() {
            if let Some(schema) = schema["prefixItems"].get(i).or(each) {
                self.within(path, &format!("[{i}]"), |path| self.walk(item, schema, path, problems));
            }
        }
    }

    fn object(&self, value: &Value, schema: &Value, path: &mut String, problems: &mut Vec<String>) {
        let Some(fields) = value.as_object() else { return };
        for name in names(&schema["required"]).filter(|name| !fields.contains_key(*name)) {
            problems.push(format!("{} has no \"{name}\"", shown(path)));
        }
        let Some(properties) = schema["properties"].as_object() else { return };
        for (name, field) in fields {
            match properties.get(name) {
                Some(schema) => {
                    let step = if path.is_empty() { name.clone() } else { format!(".{name}") };
                    self.within(path, &step, |path| self.walk(field, schema, path, problems));
                }
                None if schema["additionalProperties"] == false => {
                    problems.push(format!("{} has \"{name}\", which is no field of it", shown(path)));
                }
                None => {}
            }
        }
        // The one use of `oneOf` on objects: fields of which exactly one group stands.
        if let Some(groups) = schema["oneOf"].as_array() {
            let stands = |group: &&Value| names(&group["required"]).any(|name| fields.contains_key(name));
            let whole = |group: &&Value| names(&group["required"]).all(|name| fields.contains_key(name));
            if groups.iter().filter(stands).count() != 1 || groups.iter().filter(whole).count() != 1 {
                let groups: Vec<String> =
                    groups.iter().map(|g| names(&g["required"]).collect::<Vec<_>>().join(" and ")).collect();
                problems.push(format!("{} needs either {}", shown(path), groups.join(", or ")));
            }
        }
    }

    fn within(&self, path: &mut String, step: &str, walk: impl FnOnce(&mut String)) {
        let length = path.len();
        path.push_str(step);
        walk(path);
        path.truncate(length);
    }
}

fn shown(path: &str) -> &str {
    if path.is_empty() { "the record" } else { path }
}

fn names(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The words that a string may be: an `enum`, a `const`, or a `oneOf` of those.
fn words(schema: &Value) -> Vec<&str> {
    let mut words: Vec<&str> = names(&schema["enum"]).chain(schema["const"].as_str()).collect();
    for option in schema["oneOf"].as_array().into_iter().flatten() {
        words.extend(names(&option["enum"]).chain(option["const"].as_str()));
    }
    words
}

fn has_type(value: &Value, expected: &str) -> bool {
    match expected {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn collect_patterns(schema: &Value, patterns: &mut BTreeMap<String, Regex>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| collect_patterns(item, patterns)),
        Value::Object(object) => {
            if let Some(pattern) = object.get("pattern").and_then(Value::as_str) {
                patterns.insert(pattern.to_owned(), Regex::new(pattern).expect("patterns are ours"));
            }
            object.values().for_each(|value| collect_patterns(value, patterns));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The keywords of a schema, wherever a schema may stand.
    fn keywords(schema: &Value, found: &mut Vec<String>) {
        let Some(object) = schema.as_object() else { return };
        for (keyword, value) in object {
            found.push(keyword.clone());
            match keyword.as_str() {
                "properties" | "$defs" => value.as_object().into_iter().flatten().for_each(|(_, s)| keywords(s, found)),
                "oneOf" | "prefixItems" => value.as_array().into_iter().flatten().for_each(|s| keywords(s, found)),
                "items" => keywords(value, found),
                _ => {}
            }
        }
    }

    #[test]
    fn no_keyword_is_overlooked() {
        const CHECKED: &[&str] = &[
            "$ref",
            "type",
            "const",
            "enum",
            "oneOf",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "minimum",
            "minLength",
            "pattern",
            "format",
        ];
        const SAYS_NOTHING_OF_VALUES: &[&str] = &["$defs", "$schema", "title", "description"];
        let mut found = Vec::new();
        keywords(&schema(), &mut found);
        for keyword in found {
            assert!(
                CHECKED.contains(&keyword.as_str()) || SAYS_NOTHING_OF_VALUES.contains(&keyword.as_str()),
                "{keyword}"
            );
        }
    }

    #[test]
    fn each_fault_is_told() {
        let structure = Structure::new();
        let sound = json!({"type": "percentage", "id": "a#1", "article": "a", "start": 0, "end": 2, "text": "2%",
            "sentence": 0, "value": 2, "unit": "percent"});
        assert_eq!(structure.problems(&sound), Vec::<String>::new());
        let faults = [
            ("start", json!(-1), "start is less than 0"),
            ("start", json!(1.5), "start is no integer"),
            ("value", json!("2"), "value is no number"),
            ("text", json!(""), "text is empty: what is not known is left out"),
            ("modifier", Value::Null, "modifier is no string"),
            ("modifier", json!("nearly"), "modifier is \"nearly\", not one of "),
            ("unit", json!("%"), "unit is \"%\", not one of "),
            ("low", json!(1), "the record needs either value, or low and high"),
            ("units", json!("percent"), "the record has \"units\", which is no field of it"),
            ("type", json!("money"), "the record has no \"currency\""),
            ("type", json!("error"), "\"error\" is no type of record"),
        ];
        for (field, value, problem) in faults {
            let mut record = sound.clone();
            record[field] = value;
            let problems = structure.problems(&record);
            assert!(problems.iter().any(|p| p.starts_with(problem)), "{problem}: {problems:?}");
        }
        let article = json!({"type": "article", "schema": 1, "id": "a", "article": "a", "input": "-",
            "sentences": [[0, 2], [3]]});
        assert_eq!(structure.problems(&article), ["sentences[1] has 1 items"]);
    }
}
