//! What the page needs to know of the run that is loaded: its words, its story, its prompts.

use std::rc::Rc;

use serde::Serialize;
use tcp_lab_core::host::Profile;
use tcp_lab_core::lab::{Ask, Input, LabError, WorldSpec};
use tcp_lab_core::scenario::{Address, AddressError, Clause, Scenario, ScenarioInfo, Text};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::wall::{self, Answer, count, from_js, text, thrown, to_js};
use crate::{Lab, registry};

/// Where the world came from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// Nothing is loaded yet.
    Nothing,
    /// What is registered, by address.
    Library(Address),
    /// The caller: a copy of what was given.
    Given(JsValue),
}

/// A run that is loaded: where it came from, as it was written, and as it runs.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) source: Source,
    /// With all variations.
    base: Option<Rc<Scenario>>,
    /// With the one that was asked for.
    pub(crate) run: Option<Rc<Scenario>>,
}

/// What the page says about the run that is loaded.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct About<'a> {
    #[serde(flatten)]
    info: ScenarioInfo<'a>,
    /// The variation that runs.
    variation: Option<&'a str>,
    /// The profile under which it runs.
    profile: Profile,
    goal: Option<&'a Text>,
    takeaway: Option<&'a Text>,
    clauses: &'a [Clause],
    limits: &'a [Text],
    prompts: usize,
    checkpoints: usize,
    ends: u64,
}

/// A line of the story that was told.
#[derive(Serialize)]
struct Line<'a> {
    event: u32,
    text: &'a Text,
    mark: Option<&'a Text>,
}

/// A prompt that is to be answered now.
#[derive(Serialize)]
struct Due<'a> {
    prompt: u32,
    ask: Ask,
    text: Option<&'a Text>,
}

#[wasm_bindgen]
impl Lab {
    /// Makes a scenario known by its id to every lab of the page: `load` and `setState` then take it by name.
    pub fn register(
        #[wasm_bindgen(unchecked_param_type = "object")] scenario: JsValue,
    ) -> Answer<()> {
        registry::add(from_js(scenario, Input::Scenario)?).map_err(thrown)
    }

    /// The scenarios that are known by their ids.
    #[wasm_bindgen(unchecked_return_type = "ScenarioInfo[]")]
    pub fn scenarios() -> Answer {
        let list = js_sys::Array::new();
        for scenario in registry::all() {
            list.push(&to_js(&scenario.info())?);
        }
        Ok(list.into())
    }

    /// What there is to say about the run that is loaded.
    #[wasm_bindgen(unchecked_return_type = "ScenarioView | null")]
    pub fn scenario(&self) -> Answer {
        let (Some(base), Some(run)) = (&self.loaded.base, &self.loaded.run) else {
            return Ok(JsValue::NULL);
        };
        to_js(&About {
            info: base.info(),
            variation: self.loaded.variation(),
            profile: run.profile(),
            goal: run.goal.as_ref(),
            takeaway: run.takeaway.as_ref(),
            clauses: &run.clauses,
            limits: &run.limits,
            prompts: run.prompts.len(),
            checkpoints: run.checkpoints.len(),
            ends: run.ends.as_nanos(),
        })
    }

    /// The lines of the story that were told of rows `from .. to`, `to` not included.
    #[wasm_bindgen(unchecked_return_type = "StoryTold[]")]
    pub fn story(&mut self, from: f64, to: f64) -> Answer {
        let Some(run) = self.loaded.told() else {
            return to_js::<[Line<'_>]>(&[]);
        };
        let told = self
            .teller
            .told(&run.story, &self.lab, (count(from)?, count(to)?));
        let lines = told.into_iter().filter_map(|told| {
            let line = run.line(told)?;
            Some(Line {
                event: told.event,
                text: &line.text,
                mark: line.mark.as_ref(),
            })
        });
        to_js(&lines.collect::<Vec<_>>())
    }

    /// The first event that is not as the story would have it, after what the reader did: no line is told from there on.
    #[wasm_bindgen(js_name = storyParted)]
    pub fn story_parted(&mut self) -> Option<u32> {
        let run = self.loaded.told()?;
        self.teller.parted(&run.story, &self.lab)
    }

    /// The prompts that are to be answered before the next moment happens, as long as the story is told.
    #[wasm_bindgen(unchecked_return_type = "PromptDue[]")]
    pub fn due(&mut self) -> Answer {
        let parted = self.story_parted();
        let Some(run) = self.loaded.told().filter(|_| parted.is_none()) else {
            return to_js::<[Due<'_>]>(&[]);
        };
        let due = run.due(&self.lab).into_iter();
        let due = due.filter_map(|number| {
            let prompt = run.prompts.get(usize::try_from(number).ok()?)?;
            Some(Due {
                prompt: number,
                ask: prompt.ask,
                text: prompt.text.as_ref(),
            })
        });
        to_js(&due.collect::<Vec<_>>())
    }

    /// The run in another form.
    #[wasm_bindgen(js_name = exportAs)]
    pub fn export_as(
        &self,
        #[wasm_bindgen(unchecked_param_type = "\"ladder\" | \"scenario\"")] format: &str,
    ) -> Answer<String> {
        match (format, &self.loaded.run) {
            ("ladder", _) => Ok(self.lab.ladder()),
            ("scenario", Some(run)) => {
                let json = to_js(&run.recorded(&self.lab))?;
                Ok(wall::stringify(&json))
            }
            (other, _) => Err(thrown(LabError::bad(Input::Format, format!("{other:?}")))),
        }
    }
}

impl Loaded {
    /// Nothing yet.
    pub(crate) const fn nothing() -> Self {
        Self {
            source: Source::Nothing,
            base: None,
            run: None,
        }
    }

    /// What JavaScript names, or gives.
    pub(crate) fn read(value: &JsValue) -> Answer<Self> {
        let Some(address) = text(value) else {
            let given = wall::copy(value)?;
            let run: Rc<Scenario> = Rc::new(from_js(given.clone(), Input::Scenario)?);
            return Ok(Self {
                source: Source::Given(given),
                base: Some(Rc::clone(&run)),
                run: Some(run),
            });
        };
        let address: Address = address.parse().map_err(unknown)?;
        let named = || AddressError::Scenario {
            id: address.id.clone(),
        };
        let base = registry::find(&address.id).ok_or_else(|| unknown(named()))?;
        let run = address.of(&base).map_err(unknown)?;
        Ok(Self {
            source: Source::Library(address),
            base: Some(base),
            run: Some(Rc::new(run)),
        })
    }

    /// The world to begin with.
    pub(crate) fn world(&self) -> WorldSpec {
        self.run.as_ref().map(|run| run.world()).unwrap_or_default()
    }

    /// What it is called: an address of the library, or the id of what was given.
    pub(crate) fn name(&self) -> String {
        match (&self.source, &self.run) {
            (Source::Library(address), _) => address.to_string(),
            (Source::Given(_), Some(run)) => run.id.clone(),
            (Source::Given(_), None) | (Source::Nothing, _) => String::new(),
        }
    }

    /// The run, if its story may be told: it was written for, and checked under, certain profiles.
    fn told(&self) -> Option<&Scenario> {
        let (base, run) = (self.base.as_ref()?, self.run.as_ref()?);
        base.profiles.contains(&run.profile()).then_some(run)
    }

    fn variation(&self) -> Option<&str> {
        match &self.source {
            Source::Library(address) => address.variation.as_deref(),
            Source::Given(_) | Source::Nothing => None,
        }
    }
}

fn unknown(error: AddressError) -> JsValue {
    thrown(LabError::UnknownScenario {
        id: match error {
            AddressError::Scenario { id } => id,
            AddressError::Variation { id, variation, .. } => format!("{id}/{variation}"),
            AddressError::Profile { profile } => format!("@{profile}"),
        },
    })
}
