//! The wall between JavaScript and the lab: it converts and forwards, and decides nothing about TCP.

mod errors;
mod operator;
mod reasons;
mod registry;
mod scenario;
mod seed;
mod tree;
mod wall;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tcp_lab_core::lab::{self, Command, Input, LabError, LabState, RuleView};
use tcp_lab_core::rule::Rule;
use tcp_lab_core::rule::limits::LIMITS;
use tcp_lab_core::scenario::Teller;
use tcp_lab_core::wire::Segment;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use scenario::{Loaded, Source};
use wall::{Answer, count, field, from_js, instant, put, thrown, to_js};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

/// The version that a saved run names.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs once, when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// One world and its history. Every method that can fail throws a `LabError` and leaves the lab as it was.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Lab {
    lab: lab::Lab,
    loaded: Loaded,
    teller: Teller,
    seed: u64,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Config {
    seed: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    from: String,
    to: String,
}

/// A value that stays as JavaScript gave it.
#[derive(Serialize)]
#[serde(transparent)]
struct Kept(#[serde(with = "serde_wasm_bindgen::preserve")] JsValue);

#[wasm_bindgen]
impl Lab {
    /// An empty lab. Without a seed one is drawn from the browser's randomness.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "LabConfig")] config: JsValue,
    ) -> Answer<Self> {
        let config: Option<Config> = from_js(config, Input::Config)?;
        let seed = match config.and_then(|config| config.seed) {
            Some(digits) => seed::read(&digits).map_err(thrown)?,
            None => seed::drawn(),
        };
        let lab = lab::Lab::new(&lab::WorldSpec::default(), seed).map_err(thrown)?;
        Ok(Self {
            lab,
            loaded: Loaded::nothing(),
            teller: Teller::default(),
            seed,
        })
    }

    /// What the model leaves out.
    #[wasm_bindgen(unchecked_return_type = "Limit[]")]
    pub fn limits() -> Answer {
        to_js(&LIMITS)
    }

    /// The version of the engine, for saved runs.
    #[must_use]
    pub fn version() -> String {
        VERSION.to_owned()
    }

    /// A world to begin with: the id of a registered scenario, with `/variation` and `@profile` if wanted, or a whole
    /// scenario.
    pub fn load(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string | object")] scenario: JsValue,
    ) -> Answer<()> {
        let loaded = Loaded::read(&scenario)?;
        self.begin(loaded)
    }

    /// To the next moment; ids of the events it wrote, none when nothing is left to happen.
    #[wasm_bindgen(unchecked_return_type = "EventId[]")]
    pub fn step(&mut self) -> Answer {
        numbers(self.lab.step())
    }

    /// Back over the last moment; false at the start.
    #[wasm_bindgen(js_name = stepBack)]
    pub fn step_back(&mut self) -> bool {
        self.lab.step_back()
    }

    /// Everything up to this time, in nanoseconds.
    #[wasm_bindgen(js_name = runUntil)]
    pub fn run_until(&mut self, time: f64) -> Answer<()> {
        self.lab.run_until(instant(time)?).map_err(thrown)
    }

    /// To any position of the present branch.
    pub fn seek(&mut self, position: f64) -> Answer<()> {
        self.lab.seek(count(position)?).map_err(thrown)
    }

    /// A new branch from here, which becomes the present one.
    pub fn fork(&mut self) -> Answer<u32> {
        self.lab.fork().map_err(thrown)
    }

    /// Every branch.
    #[wasm_bindgen(unchecked_return_type = "Snapshot[\"branches\"]")]
    pub fn branches(&self) -> Answer {
        to_js(&self.lab.branches())
    }

    /// To another branch, at the same position or its end.
    pub fn checkout(&mut self, branch: f64) -> Answer<()> {
        self.lab.checkout(count(branch)?).map_err(thrown)
    }

    /// Puts a segment on the wire, from anywhere to anywhere.
    #[wasm_bindgen(unchecked_return_type = "EventId[]")]
    pub fn inject(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "{ from: string; to: string }")] target: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Segment")] segment: JsValue,
    ) -> Answer {
        let Target { from, to } = from_js(target, Input::Target)?;
        // What `suggest` gives may be handed back as it is.
        let segment = wall::without(&segment, &["from", "to"]);
        let segment: Segment = from_js(segment, Input::Segment)?;
        numbers(self.lab.act(Command::Inject { from, to, segment }))
    }

    /// Does what the reader asks. In the past this makes a branch.
    #[wasm_bindgen(unchecked_return_type = "EventId[]")]
    pub fn act(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Command")] command: JsValue,
    ) -> Answer {
        numbers(self.lab.act(from_js(command, Input::Command)?))
    }

    /// Everything at the present position.
    #[wasm_bindgen(unchecked_return_type = "Snapshot")]
    pub fn snapshot(&self) -> Answer {
        let snapshot = to_js(&self.lab.snapshot())?;
        put(&snapshot, "scenario", &self.loaded.name().into());
        Ok(snapshot)
    }

    /// Rows `from .. to` of the log, `to` not included.
    #[wasm_bindgen(unchecked_return_type = "LabEvent[]")]
    pub fn events(&self, from: f64, to: f64) -> Answer {
        to_js(&self.lab.events(count(from)?, count(to)?))
    }

    /// Crossings `from .. to`, `to` not included.
    #[wasm_bindgen(unchecked_return_type = "Crossing[]")]
    pub fn crossings(&self, from: f64, to: f64) -> Answer {
        to_js(&self.lab.crossings(count(from)?, count(to)?))
    }

    /// The checks and causes behind an event.
    #[wasm_bindgen(unchecked_return_type = "Why")]
    pub fn why(&self, event: f64) -> Answer {
        to_js(&self.lab.why(count(event)?).map_err(thrown)?)
    }

    /// Every rule that the engine obeys.
    #[wasm_bindgen(unchecked_return_type = "Rule[]")]
    pub fn rules(&self) -> Answer {
        let rules: Vec<RuleView> = Rule::ALL.iter().map(|rule| (*rule).into()).collect();
        to_js(&rules)
    }

    /// A plausible next segment from an endpoint.
    #[wasm_bindgen(unchecked_return_type = "Segment & { from: string; to: string }")]
    pub fn suggest(&self, host: f64, socket: Option<f64>) -> Answer {
        let socket = socket.map(count).transpose()?;
        to_js(&self.lab.suggest(count(host)?, socket).map_err(thrown)?)
    }

    /// The run as a text ladder.
    #[must_use]
    pub fn ladder(&self) -> String {
        self.lab.ladder()
    }

    /// Everything needed to run it again.
    #[wasm_bindgen(js_name = getState, unchecked_return_type = "LabState")]
    pub fn state(&self) -> Answer {
        to_js(&LabState {
            version: VERSION.to_owned(),
            scenario: Kept(match &self.loaded.source {
                Source::Nothing | Source::Library(_) => self.loaded.name().into(),
                Source::Given(scenario) => wall::copy(scenario)?,
            }),
            seed: seed::write(self.seed),
            moments: self.lab.saved_moments(),
            position: self.lab.position(),
        })
    }

    /// Runs a saved run again and goes where its reader stood.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "LabState")] state: JsValue,
    ) -> Answer<()> {
        let scenario = field(&state, "scenario");
        let state: LabState<IgnoredAny> = from_js(state, Input::State)?;
        let seed = seed::read(&state.seed).map_err(thrown)?;
        let loaded = Loaded::read(&scenario)?;
        let world = loaded.world();
        let replayed = lab::Lab::replayed(&world, seed, &state.moments, state.position);
        self.lab = replayed.map_err(thrown)?;
        (self.loaded, self.seed, self.teller) = (loaded, seed, Teller::default());
        if state.version != VERSION {
            let note = format!("TCP Lab {VERSION} runs what {} saved", state.version);
            web_sys::console::info_1(&note.into());
        }
        Ok(())
    }
}

impl Lab {
    /// A scenario that names its seed begins with that.
    fn begin(&mut self, loaded: Loaded) -> Answer<()> {
        let seed = match loaded.run.as_ref().and_then(|run| run.seed.as_deref()) {
            Some(digits) => seed::read(digits).map_err(thrown)?,
            None => self.seed,
        };
        self.lab = lab::Lab::new(&loaded.world(), seed).map_err(thrown)?;
        (self.loaded, self.seed, self.teller) = (loaded, seed, Teller::default());
        Ok(())
    }
}

fn numbers(rows: Result<std::ops::Range<u32>, LabError>) -> Answer {
    Ok(rows
        .map_err(thrown)?
        .map(JsValue::from)
        .collect::<js_sys::Array>()
        .into())
}
