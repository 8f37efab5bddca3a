//! What crosses the wall, both ways, and the one error JavaScript sees.

use js_sys::{Error, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use tcp_lab_core::lab::{Arg, Input, LabError};
use tcp_lab_core::time::Instant;
use wasm_bindgen::{JsCast, JsValue};

use crate::tree::{self, Tree};

/// What a method of the class returns.
pub(crate) type Answer<T = JsValue> = Result<T, JsValue>;

/// A JavaScript `Error` with the name `LabError`, a `code` and a `detail`.
pub(crate) fn thrown(error: LabError) -> JsValue {
    let js = Error::new(&error.to_string());
    js.set_name("LabError");
    let detail = Object::new();
    for (name, arg) in error.detail() {
        put(&detail, name, &value_of(arg));
    }
    put(&js, "code", &error.code().into());
    put(&js, "detail", &detail);
    js.into()
}

/// Plain objects, `null` for what is absent.
pub(crate) fn to_js<T: Serialize + ?Sized>(value: &T) -> Answer {
    let serializer = Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}

/// A value from JavaScript; what it is not becomes an error of this `input`.
pub(crate) fn from_js<T: DeserializeOwned>(value: JsValue, input: Input) -> Answer<T> {
    let tree = Tree::of(&value);
    let read = tree.and_then(|tree| T::deserialize(&tree));
    read.map_err(|misfit| thrown(LabError::bad(input, misfit.to_string())))
}

/// A whole number from 0 to 2^32 - 1.
pub(crate) fn count(value: f64) -> Answer<u32> {
    // The cast saturates, so that it is exact or unequal.
    let whole = value as u32;
    if f64::from(whole) == value {
        Ok(whole)
    } else {
        Err(not_whole(value))
    }
}

/// Nanoseconds: a whole number from 0 to 2^53 - 1.
pub(crate) fn instant(value: f64) -> Answer<Instant> {
    let whole = value as u64;
    if whole < 1 << 53 && whole as f64 == value {
        Ok(Instant::from_nanos(whole))
    } else {
        Err(not_whole(value))
    }
}

/// A copy of plain data that its giver cannot change any more.
pub(crate) fn copy(value: &JsValue) -> Answer {
    // A circle throws; `undefined` has no JSON.
    let json = js_sys::JSON::stringify(value).ok();
    let json = json.and_then(|json| JsValue::from(json).as_string());
    let json = json.ok_or_else(|| thrown(LabError::bad(Input::Scenario, "expected plain data")))?;
    js_sys::JSON::parse(&json)
}

/// A shallow copy of an object without these fields; anything else as it is.
pub(crate) fn without(value: &JsValue, fields: &[&str]) -> JsValue {
    let Some(object) = value.dyn_ref::<Object>() else {
        return value.clone();
    };
    let rest = Object::assign(&Object::new(), object);
    for field in fields {
        // Only a frozen object refuses, and this one is new.
        let _ = Reflect::delete_property(&rest, &(*field).into());
    }
    rest.into()
}

/// A field of an object; `undefined` where there is none.
pub(crate) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Sets a field of an object of ours.
pub(crate) fn put(object: &JsValue, name: &str, value: &JsValue) {
    // Only a frozen object refuses, and ours is new.
    let _ = Reflect::set(object, &name.into(), value);
}

fn value_of(arg: Arg) -> JsValue {
    match arg {
        Arg::Number(value) => (value as f64).into(),
        Arg::Signed(value) => (value as f64).into(),
        Arg::Word(word) => word.into(),
        Arg::Text(text) => text.into(),
    }
}

fn not_whole(value: f64) -> JsValue {
    let digits = tree::digits(&value.into());
    thrown(LabError::bad(
        Input::Number,
        format!("{digits} is no whole number in range"),
    ))
}

/// `JSON.stringify` of plain data of ours, to be read by people.
pub(crate) fn stringify(value: &JsValue) -> String {
    let json = js_sys::JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &2.into());
    json.map(String::from).unwrap_or_default()
}

/// The text, if the value is one.
pub(crate) fn text(value: &JsValue) -> Option<String> {
    value.dyn_ref::<js_sys::JsString>().map(String::from)
}
