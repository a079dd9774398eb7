//! The JSON Schema of the records (draft 2020-12), made from their types.
//!
//! `fixtures/schema.json` holds it as `newsfacts schema` prints it; a test compares the two. It is stricter than the
//! types alone: the contract has no `null`s, no empty strings and no fields but those listed, and an amount is either a
//! `value` or `low` and `high`.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{ErrorRecord, Record, SCHEMA_VERSION};

/// The schema of a record: `oneOf` the definitions of its types. The definition `error` is that of the lines in the
/// error output, which are never among the records.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<ErrorRecord>();
    let mut schema = generator.into_root_schema_for::<Record>().to_value();
    merge_variants(&mut schema);
    // `schemars` does not see the tag of a struct.
    set_type(&mut schema["$defs"]["error"], json!({ "type": "string", "const": "error" }));
    tighten(&mut schema);
    schema["title"] = json!(format!("newsfacts record, contract version {SCHEMA_VERSION}"));
    schema
}

/// `serde` sees a record as a variant with a tag around a struct. To a reader of the schema it is one object: the
/// variant's tag moves into the struct's definition, which takes the record's name.
fn merge_variants(schema: &mut Value) {
    let Some(Value::Array(variants)) = schema.get_mut("oneOf").map(Value::take) else { return };
    let mut references = Vec::new();
    for mut variant in variants {
        let target = variant["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")).unwrap_or_default();
        let mut definition = schema["$defs"][target].take();
        if let Some(definitions) = schema["$defs"].as_object_mut() {
            definitions.remove(target);
        }
        let tag = variant["properties"]["type"].take();
        let name = tag["const"].as_str().unwrap_or_default().to_owned();
        set_type(&mut definition, tag);
        definition["description"] = variant["description"].take();
        references.push(json!({ "$ref": format!("#/$defs/{name}") }));
        schema["$defs"][name] = definition;
    }
    schema["oneOf"] = Value::Array(references);
}

fn set_type(definition: &mut Value, tag: Value) {
    definition["properties"]["type"] = tag;
    if let Some(required) = definition["required"].as_array_mut() {
        required.insert(0, json!("type"));
    }
}

fn tighten(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tighten),
        Value::Object(object) => {
            object.values_mut().for_each(tighten);
            without_null(object);
            // Sizes in memory are no business of the wire.
            object.retain(|key, value| key != "format" || value.as_str().is_some_and(|f| !f.starts_with("uint")));
            if object.get("type") == Some(&json!("string"))
                && !object.contains_key("enum")
                && !object.contains_key("const")
            {
                object.insert("minLength".into(), json!(1));
            }
            if object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".into(), json!(false));
                if object["properties"].get("low").is_some() {
                    let amount = json!([{ "required": ["value"] }, { "required": ["low", "high"] }]);
                    object.insert("oneOf".into(), amount);
                }
            }
        }
        _ => {}
    }
}

/// A field that is not known is left out, never `null`.
fn without_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            object["type"] = only.clone();
        }
    }
    if let Some(Value::Array(options)) = object.get_mut("anyOf") {
        options.retain(|option| option["type"] != "null");
        if let [Value::Object(only)] = &mut options[..] {
            let only = std::mem::take(only);
            object.remove("anyOf");
            for (key, value) in only {
                object.entry(key).or_insert(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::TYPES;

    #[test]
    fn every_type_has_its_definition() {
        let schema = schema();
        let references: Vec<String> = TYPES.iter().map(|name| format!("#/$defs/{name}")).collect();
        let found: Vec<&str> =
            schema["oneOf"].as_array().expect("a list").iter().filter_map(|r| r["$ref"].as_str()).collect();
        assert_eq!(found, references);
        for name in TYPES.iter().chain(&["error"]) {
            let definition = &schema["$defs"][name];
            assert_eq!(definition["properties"]["type"]["const"], *name);
            assert!(definition["required"].as_array().expect("a list").contains(&json!("type")), "{name}");
            assert_eq!(definition["additionalProperties"], false, "{name}");
        }
    }

    #[test]
    fn it_says_what_the_contract_says() {
        let text = schema().to_string();
        for absent in ["null", "uint", "anyOf", "Record\""] {
            assert!(!text.contains(absent), "{absent}");
        }
        let schema = schema();
        let percentage = &schema["$defs"]["percentage"];
        assert_eq!(percentage["oneOf"][1]["required"], json!(["low", "high"]));
        assert_eq!(percentage["properties"]["modifier"]["$ref"], "#/$defs/Modifier");
        assert_eq!(schema["$defs"]["period"]["properties"]["from"]["format"], "date");
        assert_eq!(schema["$defs"]["money"]["properties"]["currency"]["pattern"], "^[A-Z]{3}$");
        let required = schema["$defs"]["article"]["required"].as_array().expect("a list");
        assert!(!required.contains(&json!("authors")) && required.contains(&json!("schema")));
    }
}
