//! The scenarios that are known by their ids: those that were registered, and those inside, if any are.

use std::cell::RefCell;
use std::rc::Rc;

use tcp_lab_core::lab::{Input, LabError};
use tcp_lab_core::scenario::Scenario;
#[cfg(feature = "library")]
use tcp_lab_core::scenario::library;

#[cfg(feature = "library")]
use crate::wall::from_js;

/// How many there may be.
const MAX_SCENARIOS: usize = 1024;

thread_local! {
    /// In the order in which they came. WebAssembly has one thread.
    static SCENARIOS: RefCell<Vec<Rc<Scenario>>> = const { RefCell::new(Vec::new()) };
}

/// Adds one, or puts it in the place of the one with its id.
pub(crate) fn add(scenario: Scenario) -> Result<(), LabError> {
    SCENARIOS.with_borrow_mut(|scenarios| {
        match scenarios.iter().position(|known| known.id == scenario.id) {
            Some(place) => scenarios[place] = Rc::new(scenario),
            None if scenarios.len() < MAX_SCENARIOS => scenarios.push(Rc::new(scenario)),
            None => {
                let message = format!("{MAX_SCENARIOS} scenarios are known already");
                return Err(LabError::bad(Input::Scenario, message));
            }
        }
        Ok(())
    })
}

/// All of them.
pub(crate) fn all() -> Vec<Rc<Scenario>> {
    #[cfg(feature = "library")]
    for (id, _) in library::all() {
        find(id);
    }
    SCENARIOS.with_borrow(Clone::clone)
}

/// The one with this id.
pub(crate) fn find(id: &str) -> Option<Rc<Scenario>> {
    registered(id).or_else(|| inside(id))
}

fn registered(id: &str) -> Option<Rc<Scenario>> {
    SCENARIOS.with_borrow(|scenarios| {
        let mut known = scenarios.iter();
        known.find(|known| known.id == id).map(Rc::clone)
    })
}

/// The one of the library; it is read once.
#[cfg(feature = "library")]
fn inside(id: &str) -> Option<Rc<Scenario>> {
    let given = js_sys::JSON::parse(library::json(id)?).ok()?;
    add(from_js(given, Input::Scenario).ok()?).ok()?;
    registered(id)
}

#[cfg(not(feature = "library"))]
const fn inside(_: &str) -> Option<Rc<Scenario>> {
    None
}
