//! The wall between JavaScript and the lab: it converts and forwards, and decides nothing about TCP.

mod errors;
mod seed;
mod tree;
mod wall;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tcp_lab_core::lab::{self, Command, Input, LabError, LabState, RuleView};
use tcp_lab_core::rule::Rule;
use tcp_lab_core::rule::limits::LIMITS;
use tcp_lab_core::scenario::{Scenario, library};
use tcp_lab_core::wire::Segment;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use wall::{Answer, count, field, from_js, instant, put, text, thrown, to_js};

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
    scenario: Source,
    seed: u64,
}

/// Where the world came from.
#[derive(Clone, Debug)]
enum Source {
    /// Nothing is loaded yet.
    Nothing,
    /// The library.
    Library(String),
    /// The caller: the id, and a copy of what was given.
    Given(String, JsValue),
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
            scenario: Source::Nothing,
            seed,
        })
    }

    /// The library.
    #[wasm_bindgen(unchecked_return_type = "ScenarioInfo[]")]
    pub fn scenarios() -> Answer {
        let list = js_sys::Array::new();
        for (_, json) in library::all() {
            list.push(&to_js(&info(&from_library(json)?))?);
        }
        Ok(list.into())
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

    /// A world to begin with: an id of `scenarios()`, or a whole scenario.
    pub fn load(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string | object")] scenario: JsValue,
    ) -> Answer<()> {
        let (source, scenario) = read_scenario(scenario)?;
        self.lab = lab::Lab::new(&scenario.world(), self.seed).map_err(thrown)?;
        self.scenario = source;
        Ok(())
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
        put(&snapshot, "scenario", &self.scenario_id().into());
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

    /// The run in another form.
    #[wasm_bindgen(js_name = exportAs)]
    pub fn export_as(
        &self,
        #[wasm_bindgen(unchecked_param_type = "\"ladder\"")] format: &str,
    ) -> Answer<String> {
        match format {
            "ladder" => Ok(self.lab.ladder()),
            other => Err(thrown(LabError::bad(Input::Format, format!("{other:?}")))),
        }
    }

    /// Everything needed to run it again.
    #[wasm_bindgen(js_name = getState, unchecked_return_type = "LabState")]
    pub fn state(&self) -> Answer {
        to_js(&LabState {
            version: VERSION.to_owned(),
            scenario: Kept(match &self.scenario {
                Source::Nothing => "".into(),
                Source::Library(id) => id.into(),
                Source::Given(_, scenario) => wall::copy(scenario)?,
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
        let (source, scenario) = read_scenario(scenario)?;
        let replayed = lab::Lab::replayed(&scenario.world(), seed, &state.moments, state.position);
        self.lab = replayed.map_err(thrown)?;
        (self.scenario, self.seed) = (source, seed);
        if state.version != VERSION {
            let note = format!("TCP Lab {VERSION} runs what {} saved", state.version);
            web_sys::console::info_1(&note.into());
        }
        Ok(())
    }
}

impl Lab {
    fn scenario_id(&self) -> &str {
        match &self.scenario {
            Source::Nothing => "",
            Source::Library(id) | Source::Given(id, _) => id,
        }
    }
}

fn numbers(rows: Result<std::ops::Range<u32>, LabError>) -> Answer {
    Ok(rows
        .map_err(thrown)?
        .map(JsValue::from)
        .collect::<js_sys::Array>()
        .into())
}

fn read_scenario(value: JsValue) -> Answer<(Source, Scenario)> {
    let Some(id) = text(&value) else {
        let given = wall::copy(&value)?;
        let scenario: Scenario = from_js(given.clone(), Input::Scenario)?;
        return Ok((Source::Given(scenario.id.clone(), given), scenario));
    };
    let found = library::all().iter().find(|(known, _)| *known == id);
    let (_, json) = found.ok_or_else(|| thrown(LabError::UnknownScenario { id: id.clone() }))?;
    Ok((Source::Library(id), from_library(json)?))
}

fn from_library(json: &str) -> Answer<Scenario> {
    from_js(wall::parse(json)?, Input::Scenario)
}

fn info(scenario: &Scenario) -> impl Serialize + '_ {
    #[derive(Serialize)]
    struct Info<'a, T> {
        id: &'a str,
        title: &'a T,
        question: &'a T,
    }
    Info {
        id: &scenario.id,
        title: &scenario.title,
        question: &scenario.question,
    }
}
