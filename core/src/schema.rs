//! The JSON Schema of what serde does not read by its derived code: a type with a syntax of its own says it beside its
//! reader. The schema of the whole format is `scenario::schema`.

/// `schema! { Type { "type": "string", ... } }`: the JSON Schema of a type. The name of the generator comes first where
/// another type's schema is needed: `schema! { |generator| Type { ... } }`.
macro_rules! schema {
    ($type:ident $json:tt) => {
        $crate::schema::schema! { |_generator| $type $json }
    };
    (|$generator:ident| $type:ident $json:tt) => {
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema($generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($json)
            }
        }
    };
}

pub(crate) use schema;

#[cfg(feature = "schema")]
pub(crate) use keyed::Keyed;

/// The pattern of a text that is some of these names, joined by `|`; `0` and nothing are none of them.
#[cfg(feature = "schema")]
pub(crate) fn joined(names: &[&str]) -> String {
    let any = names.join("|");
    format!(r"^(0|({any})( *\| *({any}))*)?$")
}

#[cfg(feature = "schema")]
mod keyed {
    use std::borrow::Cow;
    use std::marker::PhantomData;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use serde_json::{Map, Value};

    /// A map whose keys are the variants of an enum, each with its description.
    pub(crate) struct Keyed<K, V>(PhantomData<(K, V)>);

    impl<K: JsonSchema, V: JsonSchema> JsonSchema for Keyed<K, V> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            format!("{}By{}", V::schema_name(), K::schema_name()).into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let holds = generator.subschema_for::<V>();
            let keys = K::json_schema(generator);
            let keys = keys.get("oneOf").and_then(Value::as_array);
            let property = |key: &Value| {
                let mut holds = holds.clone();
                if let Some(description) = key.get("description") {
                    holds.insert("description".to_owned(), description.clone());
                }
                Some((key.get("const")?.as_str()?.to_owned(), holds.to_value()))
            };
            let properties: Map<_, _> = keys.into_iter().flatten().filter_map(property).collect();
            json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
    }
}
