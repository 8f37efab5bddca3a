//! Reasons: why not, what comes next, exams, and where two runs part.

use tcp_lab_core::lab::{Ask, Asked, Guess, Input, LabError, WhyNotQuestion};
use tcp_lab_core::scenario::Scenario;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::wall::{Answer, count, from_js, thrown, to_js};
use crate::{Lab, seed};

#[wasm_bindgen]
impl Lab {
    /// Why something does not happen, at the present position.
    #[wasm_bindgen(js_name = whyNot, unchecked_return_type = "WhyNot")]
    pub fn why_not(
        &self,
        #[wasm_bindgen(unchecked_param_type = "WhyNotQuestion")] question: JsValue,
    ) -> Answer {
        let question: WhyNotQuestion = from_js(question, Input::Question)?;
        to_js(&self.lab.why_not(&question).map_err(thrown)?)
    }

    /// The next event worth asking about, or the next of one kind; null when there is none. Nothing changes.
    #[wasm_bindgen(unchecked_return_type = "Question | null")]
    pub fn ask(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Ask | null")] kind: JsValue,
    ) -> Answer {
        let kind: Option<Ask> = from_js(kind, Input::Question)?;
        to_js(&self.lab.ask(kind))
    }

    /// What an answer to a question is worth. `given` is a number (absolute) or a word; digits in a text are a number.
    #[wasm_bindgen(unchecked_return_type = "Judgement")]
    pub fn judge(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Question")] question: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string | number")] given: JsValue,
    ) -> Answer {
        let asked: Asked = from_js(question, Input::Question)?;
        let given: Guess = from_js(given, Input::Question)?;
        to_js(&self.lab.judge(&asked, &given).map_err(thrown)?)
    }

    /// The scenario that is loaded as an exam: other numbers, and at most `count` places to stop and ask. Load what it
    /// gives; the same seed makes the same exam.
    #[wasm_bindgen(unchecked_return_type = "Exam")]
    pub fn exam(&self, seed: &str, stops: f64) -> Answer {
        let nothing = || LabError::UnknownScenario { id: String::new() };
        let run = self.loaded.run.as_ref();
        let run: &Scenario = run.ok_or_else(|| thrown(nothing()))?;
        let seed = seed::read(seed).map_err(thrown)?;
        to_js(&run.exam(seed, count(stops)?).map_err(thrown)?)
    }

    /// Where this run and another one part; each in its present branch.
    #[wasm_bindgen(unchecked_return_type = "Divergence")]
    pub fn compare(&self, other: &Self) -> Answer {
        to_js(&self.lab.compare(&other.lab))
    }

    /// Where the present branch and another one part.
    #[wasm_bindgen(js_name = compareBranch, unchecked_return_type = "Divergence")]
    pub fn compare_branch(&self, branch: f64) -> Answer {
        to_js(&self.lab.compare_branch(count(branch)?).map_err(thrown)?)
    }
}
