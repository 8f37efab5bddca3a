//! A way through the graph, as a ladder to read.

use std::fmt::Write as _;

use super::end::Event;
use super::explore::{Act, Search};
use super::space::Space;
use super::world::Side;

/// The way to `node` and perhaps one act more, a line for each.
pub(crate) fn way(space: &mut Space, search: &Search, node: u32, act: Option<Act>) -> String {
    let path = search.path(node);
    let mut text = String::new();
    for pair in path.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let act = search
            .act_between(space, from, to)
            .expect("the way was walked");
        line(&mut text, space, search, from, act);
    }
    if let Some(act) = act {
        line(&mut text, space, search, node, act);
    }
    text
}

fn line(text: &mut String, space: &mut Space, search: &Search, from: u32, act: Act) {
    let (side, event) = match act {
        Act::Lose(number) => {
            let (to, segment) = space.segment(number);
            let _ = writeln!(text, "   {:?} -> {to:?} lost    {segment}", to.other());
            return;
        }
        Act::Event(side, event) => (side, event),
    };
    let number = search.node(from).ends[side.index()];
    let step = space.step(side, number, Space::code(event));
    let (before, after) = (
        space.end(side, number).state(),
        space.end(side, step.end).state(),
    );
    let what = match event {
        Event::Open => "OPEN".to_owned(),
        Event::Send => "SEND".to_owned(),
        Event::Receive => "RECEIVE".to_owned(),
        Event::Close => "CLOSE".to_owned(),
        Event::Abort => "ABORT".to_owned(),
        Event::Fire(timer) => format!("timeout: {timer}"),
        Event::Arrive(number) => format!("gets {}", space.segment(number).1),
    };
    let sent: Vec<String> = step
        .sent()
        .iter()
        .map(|number| space.segment(*number).1.to_string())
        .collect();
    let states = if before == after {
        before.to_string()
    } else {
        format!("{before} -> {after}")
    };
    let _ = writeln!(
        text,
        "   {side:?}  {states:28} {what:48} {}",
        sent.join(" ")
    );
}

/// Where the way ends: the states and the initial numbers of both ends.
pub(crate) fn stand(space: &Space, search: &Search, node: u32) -> String {
    let ends = search.node(node).ends;
    let lines = Side::BOTH.map(|side| {
        let end = space.end(side, ends[side.index()]);
        let numbers = end.connection.tcb().map_or(String::new(), |tcb| {
            format!(
                "  ISS={} IRS={} SND.UNA={} SND.NXT={} RCV.NXT={}",
                tcb.snd.iss, tcb.rcv.irs, tcb.snd.una, tcb.snd.nxt, tcb.rcv.nxt
            )
        });
        format!("   {side:?}  {}{numbers}\n", end.state())
    });
    lines.concat()
}
