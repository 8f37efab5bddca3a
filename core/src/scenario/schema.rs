//! The JSON Schema of the format, for editors and for other programs.

use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::Scenario;

/// The JSON Schema (2020-12) of a [`Scenario`], made from the types that read it.
///
/// It sees what can be seen without the rest of the file. That a host exists, that a variable has a value, that an
/// expression has all its parentheses is for [`Scenario::validate`] and the readers.
#[must_use]
pub fn schema() -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Scenario>();
    schema.insert("title".to_owned(), "A scenario of TCP Lab".into());
    RecursiveTransform(plainer).transform(&mut schema);
    schema
}

/// Words without the links of rustdoc, what is absent is not `null`, and only formats that JSON Schema knows.
fn plainer(schema: &mut Schema) {
    if let Some(Value::String(words)) = schema.get_mut("description") {
        *words = unlinked(words);
    }
    without_null(schema);
    match schema.remove("format").as_ref().and_then(Value::as_str) {
        Some("uint32") => {
            schema
                .ensure_object()
                .entry("maximum")
                .or_insert_with(|| json!(u32::MAX));
        }
        Some("ip") => {
            schema.insert("pattern".to_owned(), ADDRESS.into());
            schema.insert("examples".to_owned(), json!(["10.0.0.1", "fd00::1"]));
        }
        _ => {}
    }
}

/// IPv4, or what looks like IPv6.
const ADDRESS: &str = r"^(((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]+)$";

/// What may be absent is left out: TOML has no `null`, and without it editors say better what is wrong.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(kinds)) = schema.get("anyOf") else {
        return;
    };
    if let [Value::Object(kind), null] = kinds.as_slice()
        && *null == json!({ "type": "null" })
    {
        let kind = kind.clone();
        schema.remove("anyOf");
        for (key, value) in kind {
            schema.ensure_object().entry(key).or_insert(value);
        }
    }
}

/// `[words](target)` becomes `words`, and so does `[words]`.
fn unlinked(text: &str) -> String {
    // A line that ends in the source does not end for a reader.
    let joined = text.split("\n\n").map(|part| part.replace('\n', " "));
    let joined = joined.collect::<Vec<_>>().join("\n\n");
    let text = if text.contains("```") { text } else { &joined };
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((words, after)) = link.split_once("`]") else {
            break;
        };
        plain.push_str(before);
        plain.push_str(&format!("`{words}`"));
        let target = after
            .strip_prefix('(')
            .and_then(|target| target.split_once(')'));
        rest = target.map_or(after, |(_, after)| after);
    }
    plain + rest
}
