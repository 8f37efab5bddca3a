//! What JavaScript gives, copied once into plain data.
//!
//! Reading every type straight from JavaScript makes code for every pair of type and way to read it. From a tree
//! there is one way, and it is small; and what is read can not change while it is read.

mod read;

pub(crate) use read::Misfit;

use js_sys::{Array, ArrayBuffer, JsString, Number, Object};
use wasm_bindgen::{JsCast, JsValue};

/// How deep values may lie in each other. Nothing of ours comes near; a value that contains itself would never end.
const MAX_DEPTH: u32 = 64;

/// Plain data.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tree {
    /// `null` or `undefined`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number that JavaScript holds exactly.
    Integer(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Fields by name; every name is a text.
    Fields(Vec<(Tree, Tree)>),
    /// Nothing that belongs in plain data, and what to call it.
    Other(String),
}

impl Tree {
    /// Copies a value.
    pub(crate) fn of(value: &JsValue) -> Result<Self, Misfit> {
        Self::within(value, MAX_DEPTH)
    }

    fn within(value: &JsValue, depth: u32) -> Result<Self, Misfit> {
        if let Some(leaf) = leaf(value) {
            return Ok(leaf);
        }
        let depth = depth.checked_sub(1).ok_or_else(Misfit::too_deep)?;
        if Array::is_array(value) || ArrayBuffer::is_view(value) {
            let items = Array::from(value);
            let items = items.iter().map(|item| Self::within(&item, depth));
            return Ok(Self::List(items.collect::<Result<_, _>>()?));
        }
        let entries = Object::entries(value.unchecked_ref());
        let entries = entries.iter().map(|entry| field(&entry, depth));
        Ok(Self::Fields(entries.collect::<Result<_, _>>()?))
    }
}

/// What is neither a list nor an object.
fn leaf(value: &JsValue) -> Option<Tree> {
    if value.is_null() || value.is_undefined() {
        Some(Tree::Null)
    } else if let Some(truth) = value.as_bool() {
        Some(Tree::Bool(truth))
    } else if let Some(text) = value.dyn_ref::<JsString>() {
        Some(Tree::Text(text.into()))
    } else if let Some(number) = value.dyn_ref::<Number>() {
        Some(number_of(number))
    } else if value.is_object() {
        None
    } else {
        Some(Tree::Other(format!("{value:?}")))
    }
}

fn number_of(number: &Number) -> Tree {
    if Number::is_safe_integer(number) {
        Tree::Integer(number.value_of() as i64)
    } else {
        Tree::Other(format!("number {}", digits(number)))
    }
}

/// An entry of an object: its name and what it holds.
fn field(entry: &JsValue, depth: u32) -> Result<(Tree, Tree), Misfit> {
    let entry: &Array = entry.unchecked_ref();
    let name = entry.get(0).as_string().unwrap_or_default();
    Ok((Tree::Text(name), Tree::within(&entry.get(1), depth)?))
}

/// A number as JavaScript writes it: the engine has no use for fractions, and so no code to print them.
pub(crate) fn digits(value: &Number) -> String {
    value
        .to_string_with_radix(10)
        .map(String::from)
        .unwrap_or_default()
}
