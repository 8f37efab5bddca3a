//! The schema of a statement as a file has it: a shape for each kind.

#![expect(dead_code, reason = "shapes are described and never made")]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::{Expression, Statement};
use crate::host::calls::Call;
use crate::text::Text;
use crate::time::Duration;

/// Every statement that is no call.
#[derive(JsonSchema)]
#[schemars(untagged, deny_unknown_fields)]
enum Plain {
    /// Do nothing for a while.
    Sleep {
        /// How long.
        sleep: Duration,
    },
    /// Give a variable a value.
    Set {
        /// The variable.
        set: Name,
        /// The value.
        to: Expression,
    },
    /// As long as something is so.
    While {
        /// What has to be so.
        r#while: Expression,
        /// What is done then.
        r#do: Block,
    },
    /// So many times.
    Repeat {
        /// How many times; asked once.
        repeat: Expression,
        /// The variable that counts, from 0.
        r#as: Option<Name>,
        /// What is done.
        r#do: Block,
    },
    /// If something is so.
    If {
        /// What has to be so.
        r#if: Expression,
        /// What is done then.
        r#do: Block,
        /// What is done otherwise.
        r#else: Option<Block>,
    },
    /// Leave the innermost loop.
    Break {
        /// Always `true`.
        r#break: True,
    },
    /// The process ends.
    Exit {
        /// Always `true`.
        exit: True,
    },
    /// A second thread does this.
    Spawn {
        /// What it does.
        spawn: Block,
        /// What the listing calls it.
        r#as: Option<Name>,
    },
}

/// What a call has besides its arguments.
#[derive(JsonSchema)]
struct Made {
    /// The variable that keeps the result: a number, or -1 for an error.
    into: Option<Name>,
}

/// What a call that is missing on purpose has besides its arguments.
#[derive(JsonSchema)]
struct Missing {
    /// Why it should be there.
    note: Option<Text>,
}

/// Statements, at least one.
#[derive(JsonSchema)]
#[schemars(inline, transparent)]
struct Block(#[schemars(length(min = 1))] Vec<Statement>);

/// A variable.
#[derive(JsonSchema)]
#[schemars(inline, transparent)]
struct Name(
    #[schemars(
        regex(pattern = "^[A-Za-z_][A-Za-z0-9_]{0,31}$"),
        extend("not" = { "enum": ["and", "or", "not"] })
    )]
    String,
);

/// What else would be absent.
#[derive(JsonSchema)]
#[schemars(inline, transparent)]
struct True(#[schemars(extend("const" = true))] bool);

impl JsonSchema for Statement {
    fn schema_name() -> Cow<'static, str> {
        "Statement".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kinds = [
            calls("call", &Made::json_schema(generator), generator),
            shapes(&Plain::json_schema(generator), "anyOf"),
            calls("missing", &Missing::json_schema(generator), generator),
        ];
        schemars::json_schema!({
            "description": "One line of a program: a system call, or a word of the language.",
            "oneOf": kinds.concat(),
        })
    }
}

fn shapes(schema: &Schema, of: &str) -> Vec<Value> {
    let shapes = schema.get(of).and_then(Value::as_array);
    shapes.cloned().unwrap_or_default()
}

/// Every call, with its name in `word` and fields `besides` its arguments.
fn calls(word: &str, besides: &Schema, generator: &mut SchemaGenerator) -> Vec<Value> {
    let mut calls = shapes(&Call::json_schema(generator), "oneOf");
    for call in &mut calls {
        let Some(Value::Object(arguments)) = call.get_mut("properties") else {
            continue;
        };
        let name = arguments.remove("name").unwrap_or_default();
        let mut fields = serde_json::Map::from_iter([(word.to_owned(), name)]);
        fields.append(arguments);
        if let Some(Value::Object(besides)) = besides.get("properties") {
            fields.extend(besides.clone());
        }
        *arguments = fields;
        for field in call["required"].as_array_mut().into_iter().flatten() {
            if field == "name" {
                *field = json!(word);
            }
        }
    }
    calls
}
