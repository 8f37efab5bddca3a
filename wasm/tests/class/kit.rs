//! JavaScript values by their JSON, and what an error must leave behind.

use js_sys::{JSON, Reflect};
use tcp_lab_wasm::Lab;
use wasm_bindgen::{JsCast, JsValue};

pub(crate) const SEED: &str = "0123456789abcdef";

/// The value that this JSON describes.
#[track_caller]
pub(crate) fn js(json: &str) -> JsValue {
    JSON::parse(json).expect("the test writes sound JSON")
}

/// The JSON of a value.
#[track_caller]
pub(crate) fn json(value: &JsValue) -> String {
    JSON::stringify(value).expect("it is plain data").into()
}

/// A field, or a field of a field: `hosts.0.name`.
pub(crate) fn field(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, name| {
        Reflect::get(&value, &name.into()).unwrap_or(JsValue::UNDEFINED)
    })
}

/// A field that is a number.
#[track_caller]
pub(crate) fn number(value: &JsValue, path: &str) -> f64 {
    let found = field(value, path);
    found
        .as_f64()
        .unwrap_or_else(|| panic!("{path} is {found:?}"))
}

/// A field that is a text.
#[track_caller]
pub(crate) fn text(value: &JsValue, path: &str) -> String {
    let found = field(value, path);
    found
        .as_string()
        .unwrap_or_else(|| panic!("{path} is {found:?}"))
}

/// An empty lab with a known seed.
pub(crate) fn empty() -> Lab {
    Lab::new(js(&format!(r#"{{"seed":"{SEED}"}}"#))).expect("the seed is sound")
}

/// A lab with this scenario, to its end.
pub(crate) fn finished(scenario: &str) -> Lab {
    let mut lab = empty();
    lab.load(scenario.into()).expect("the library has it");
    while !is_empty(&lab.step().expect("there is room")) {}
    lab
}

pub(crate) fn is_empty(list: &JsValue) -> bool {
    number(list, "length") == 0.0
}

/// All that can be seen of a lab.
pub(crate) fn sight(lab: &Lab) -> String {
    let parts = [
        lab.snapshot(),
        lab.events(0.0, f64::from(u32::MAX)),
        lab.crossings(0.0, f64::from(u32::MAX)),
        lab.state(),
    ];
    parts
        .map(|part| json(&part.expect("it can be seen")))
        .join("\n")
}

/// The call fails with this code, as a JavaScript error, and the lab is as it was.
#[track_caller]
pub(crate) fn refuses<T>(
    lab: &mut Lab,
    code: &str,
    call: impl FnOnce(&mut Lab) -> Result<T, JsValue>,
) -> JsValue {
    let before = sight(lab);
    let Err(error) = call(lab) else {
        panic!("{code} was expected, and nothing happened");
    };
    assert!(error.is_instance_of::<js_sys::Error>(), "{error:?}");
    assert_eq!(text(&error, "name"), "LabError");
    assert_eq!(text(&error, "code"), code, "{error:?}");
    assert!(field(&error, "detail").is_object());
    assert_eq!(sight(lab), before, "the lab is unharmed");
    error
}
