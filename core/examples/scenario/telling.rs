//! The text ladder of a run, and the story beside it.

use std::fmt::Write as _;

use tcp_lab_core::lab::{Arg, Lab, LabEvent};
use tcp_lab_core::scenario::{Scenario, StoryLine, Teller, Text, filled};
use tcp_lab_core::time::{Duration, Instant};

use super::SEED;
use super::files::Run;

/// Arguments that are lengths of time.
const SPANS: [&str; 7] = ["after", "sample", "rto", "srtt", "by", "wait", "lasts"];

/// The run as a reader on the command line sees it.
pub(crate) fn told(run: &Run, seed: u64, chinese: bool) -> Result<String, String> {
    let scenario = &run.scenario;
    let lab = played(scenario, seed)?;
    let pick = |text: &Text| {
        if chinese {
            text.zh_cn.clone()
        } else {
            text.en.clone()
        }
    };
    let mut page = format!(
        "{} (seed {seed})\n{}\n\n",
        pick(&scenario.title),
        pick(&scenario.question)
    );
    page.push_str(&lab.ladder());
    let lines = lines(scenario, &lab);
    if !lines.is_empty() {
        page.push('\n');
    }
    for (event, line) in lines {
        let mark = line.mark.as_ref().map(|mark| format!("[{}] ", pick(mark)));
        let text = fill(&pick(&line.text), &event, &lab, scenario);
        // Writing to a String cannot fail.
        let _ = writeln!(page, "{:>12}  {}{text}", event.at, mark.unwrap_or_default());
    }
    if let Some(takeaway) = &scenario.takeaway {
        let _ = writeln!(page, "\n{}", pick(takeaway));
    }
    Ok(page)
}

/// Numbers that are never filled in, acts that are refused; of a scenario itself (`whole`), unlike a variation of it, also
/// lines that are never told and prompts that are never asked.
pub(crate) fn gaps(scenario: &Scenario, whole: bool) -> Vec<String> {
    let lab = match played(scenario, SEED) {
        Ok(lab) => lab,
        Err(error) => return vec![error],
    };
    let told = lines(scenario, &lab);
    let is_told = |line: &StoryLine| told.iter().any(|(_, told)| *told == line);
    let mut gaps = Vec::new();
    for (index, line) in scenario.story.iter().enumerate() {
        if whole && !is_told(line) {
            gaps.push(format!("story[{index}]: never told: {}", line.text.en));
        }
    }
    for (event, line) in &told {
        for text in [&line.text.en, &line.text.zh_cn] {
            let text = fill(text, event, &lab, scenario);
            if text.contains('{') {
                gaps.push(format!("story: not filled in: {text}"));
            }
        }
    }
    for (index, prompt) in scenario.prompts.iter().enumerate() {
        let mut met = 0;
        lab.scenes(0, |_, scene| met += u32::from(prompt.before.holds(scene)));
        if whole && met < prompt.before.nth.unwrap_or(1) {
            gaps.push(format!("prompts[{index}]: what it waits for never happens"));
        }
    }
    for event in lab.events(0, u32::MAX) {
        if event.kind == "act-refused" {
            gaps.push(format!(
                "{}: an act was refused: {:?}",
                event.at, event.args
            ));
        }
    }
    gaps
}

fn played(scenario: &Scenario, seed: u64) -> Result<Lab, String> {
    let mut lab = Lab::new(&scenario.world(), seed).map_err(|error| error.to_string())?;
    lab.run_until(Instant::START + scenario.ends)
        .map_err(|error| error.to_string())?;
    Ok(lab)
}

fn lines<'a>(scenario: &'a Scenario, lab: &Lab) -> Vec<(LabEvent, &'a StoryLine)> {
    let told = Teller::default().told(&scenario.story, lab, (0, u32::MAX));
    let line = |told: tcp_lab_core::scenario::Told| {
        let event = lab.events(told.event, told.event + 1).pop()?;
        Some((event, scenario.line(told)?))
    };
    told.into_iter().filter_map(line).collect()
}

/// The numbers of the row and of its segment, sequence numbers counted from the initial ones.
fn fill(text: &str, event: &LabEvent, lab: &Lab, scenario: &Scenario) -> String {
    let host = |lane: Option<u32>| {
        let lane = lane.and_then(|lane| usize::try_from(lane).ok());
        let host = lane.and_then(|lane| scenario.hosts.get(lane));
        host.map(|host| host.name.clone())
    };
    let crossing = event
        .crossing
        .and_then(|id| lab.crossings(id, id + 1).pop());
    let relative = |lane: Option<u32>, number: u32| {
        let syns = lab.crossings(0, event.crossing.map_or(0, |id| id + 1));
        let syn = syns.iter().rev().find(|syn| {
            let opens = syn.segment.has(tcp_lab_core::wire::Flags::SYN);
            opens && syn.from == lane && !syn.forged
        });
        syn.map_or(number, |syn| number.wrapping_sub(syn.segment.seq.raw()))
            .to_string()
    };
    filled(text, |name| {
        if let Some(crossing) = &crossing {
            let segment = &crossing.segment;
            let value = match name {
                "seq" => Some(relative(crossing.from, segment.seq.raw())),
                "ack" => Some(relative(crossing.to, segment.ack.raw())),
                "len" => Some(crossing.len.to_string()),
                "wnd" => Some(segment.window.to_string()),
                "flags" => Some(segment.flags.to_string()),
                "from" => host(crossing.from).or_else(|| Some(crossing.from_address.clone())),
                "to" => host(crossing.to).or_else(|| Some(crossing.to_address.clone())),
                _ => None,
            };
            if value.is_some() {
                return value;
            }
        }
        match name {
            "at" => Some(event.at.to_string()),
            "host" => host(event.host),
            _ => event.args.get(name).map(|arg| shown(name, arg)),
        }
    })
}

fn shown(name: &str, arg: &Arg) -> String {
    match arg {
        Arg::Number(value) if SPANS.contains(&name) => Duration::from_nanos(*value).to_string(),
        Arg::Number(value) if name == "until" => {
            (Instant::START + Duration::from_nanos(*value)).to_string()
        }
        other @ (Arg::Number(_) | Arg::Signed(_) | Arg::Word(_) | Arg::Text(_)) => {
            other.to_string()
        }
    }
}
