//! What a scenario does to the world: a command, with names where a reader has numbers.

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::quantity::{Known, Quantity};
use crate::lab::command::{Command, flat::Flat};
use crate::lab::error::LabError;
use crate::loose::{Loose, Misfit};
use crate::schema::schema;
use crate::wire::{Flags, Options, Segment, UNSTATED_WINDOW, segment_payload};

/// A host or a process, by number or by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose")]
pub enum Who {
    /// Its number.
    Number(u32),
    /// Its name.
    Name(String),
}

schema! { Who {
    "description": "A host or a process, by name or by number.",
    "type": ["string", "integer"],
    "minimum": 0,
} }

impl TryFrom<Loose> for Who {
    type Error = Misfit;

    fn try_from(value: Loose) -> Result<Self, Misfit> {
        match value {
            Loose::Number(number) => u32::try_from(number).ok().map(Self::Number),
            Loose::Text(name) => Some(Self::Name(name)),
            Loose::Fields(_) => None,
        }
        .ok_or(Misfit("a name or a number"))
    }
}

/// A segment whose numbers may be counted from what the hosts know when it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SegmentDraft {
    /// Source port.
    #[serde(default)]
    pub src_port: Quantity,
    /// Destination port.
    #[serde(default)]
    pub dst_port: Quantity,
    /// SEG.SEQ
    #[serde(default)]
    pub seq: Quantity,
    /// SEG.ACK
    #[serde(default)]
    pub ack: Quantity,
    /// The control bits.
    pub flags: Flags,
    /// SEG.WND
    #[serde(default = "unstated_window")]
    pub window: u16,
    /// SEG.UP
    #[serde(default)]
    pub urgent: u16,
    /// The option area.
    #[serde(default)]
    pub options: Options,
    /// The data.
    #[serde(default, with = "segment_payload")]
    #[cfg_attr(feature = "schema", schemars(with = "segment_payload::Octets"))]
    pub payload: Bytes,
}

const fn unstated_window() -> u16 {
    UNSTATED_WINDOW
}

/// A command of a scenario. Absent are: `process` (the first), `socket` (the oldest connection), `crossing` (the segment
/// that the row is about).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Deed(Form);

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Form {
    /// With names.
    Written(Box<Flat<Who, SegmentDraft>>),
    /// A command of the reader as it was given.
    Exact(Box<Command>),
}

impl From<Command> for Deed {
    fn from(command: Command) -> Self {
        Self(Form::Exact(Box::new(command)))
    }
}

impl<'de> Deserialize<'de> for Deed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let flat = Flat::<Who, SegmentDraft>::deserialize(deserializer)?;
        // Fields that are missing or too many are found now, not when the act is due.
        let nobody = &Nobody;
        let command = flat
            .clone()
            .resolve(nobody, None)
            .map_err(de::Error::custom)?;
        Command::try_from(command).map_err(de::Error::custom)?;
        Ok(Self(Form::Written(Box::new(flat))))
    }
}

/// A command with names for its numbers, and without what is found by itself.
#[cfg(feature = "schema")]
impl schemars::JsonSchema for Deed {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Deed".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut commands = Command::json_schema(generator);
        let who = generator.subschema_for::<Who>();
        let draft = generator.subschema_for::<SegmentDraft>();
        let each = commands
            .get_mut("oneOf")
            .and_then(|each| each.as_array_mut());
        for command in each.into_iter().flatten() {
            for (field, schema) in [("host", &who), ("process", &who), ("segment", &draft)] {
                let pointer = format!("/properties/{field}");
                if let Some(place) = command.pointer_mut(&pointer) {
                    let description = place.get("description").cloned();
                    *place = schema.clone().to_value();
                    place["description"] = description.unwrap_or_default();
                }
            }
            if let Some(required) = command["required"].as_array_mut() {
                required.retain(|field| {
                    !["process", "socket", "crossing"]
                        .iter()
                        .any(|free| field == free)
                });
            }
        }
        commands.insert(
            "description".to_owned(),
            "What is done. Absent are: `process` (the first), `socket` (the \
            oldest connection), `crossing` (the segment that the row is about)."
                .into(),
        );
        commands
    }
}

/// Who knows what the names and numbers of a deed mean.
pub(in crate::lab) trait Surroundings {
    /// The number of a host.
    fn host(&self, name: &str) -> Option<u32>;
    /// The number of a process.
    fn process(&self, host: u32, name: &str) -> Option<u32>;
    /// The oldest connection of a host.
    fn socket(&self, host: u32) -> Option<u32>;
    /// What a host's connection knows.
    fn known(&self, host: &str, what: Known) -> Option<u32>;
}

/// Knows everybody by the number 0.
struct Nobody;

impl Surroundings for Nobody {
    fn host(&self, _: &str) -> Option<u32> {
        Some(0)
    }

    fn process(&self, _: u32, _: &str) -> Option<u32> {
        Some(0)
    }

    fn socket(&self, _: u32) -> Option<u32> {
        Some(0)
    }

    fn known(&self, _: &str, _: Known) -> Option<u32> {
        Some(0)
    }
}

impl Deed {
    /// The hosts that it names; what comes from outside may have an address instead.
    pub(crate) fn hosts(&self) -> Vec<&str> {
        let Form::Written(flat) = &self.0 else {
            return Vec::new();
        };
        let host = flat.host.as_ref().and_then(|who| match who {
            Who::Name(name) => Some(name.as_str()),
            Who::Number(_) => None,
        });
        let segment = flat.segment.as_ref();
        let counted = segment.into_iter().flat_map(SegmentDraft::hosts);
        host.into_iter().chain(flat.ends()).chain(counted).collect()
    }

    /// The command, now that the row has happened which it waited for; `crossing` is that of the row.
    pub(in crate::lab) fn command(
        &self,
        world: &impl Surroundings,
        crossing: Option<u32>,
    ) -> Result<Command, LabError> {
        match &self.0 {
            Form::Exact(command) => Ok(Command::clone(command)),
            Form::Written(flat) => {
                let flat = Flat::clone(flat).resolve(world, crossing)?;
                let bad = |error: crate::lab::command::flat::CommandError| LabError::BadWorld {
                    message: error.to_string(),
                };
                Command::try_from(flat).map_err(bad)
            }
        }
    }
}

impl Flat<Who, SegmentDraft> {
    fn resolve(self, world: &impl Surroundings, crossing: Option<u32>) -> Result<Flat, LabError> {
        let takes = |names: &[&str]| names.contains(&self.r#type.as_str());
        let host = match &self.host {
            Some(who) => Some(number(who, |name| world.host(name))?),
            None => None,
        };
        let process = match &self.process {
            Some(who) => Some(number(who, |name| world.process(host?, name))?),
            None => takes(&["call", "kill"]).then_some(0),
        };
        let oldest = || world.socket(host?).filter(|_| takes(&["expire"]));
        let socket = self.socket.or_else(oldest);
        let on_wire = ["drop", "duplicate", "hold", "release", "delay", "corrupt"];
        let its_own = crossing.or(Some(0)).filter(|_| takes(&on_wire));
        let crossing = self.crossing.or(its_own);
        let segment = match &self.segment {
            Some(draft) => Some(draft.segment(world)?),
            None => None,
        };
        Ok(self.with((host, process), (socket, crossing), segment))
    }
}

fn number(who: &Who, find: impl Fn(&str) -> Option<u32>) -> Result<u32, LabError> {
    match who {
        Who::Number(number) => Ok(*number),
        Who::Name(name) => find(name).ok_or_else(|| LabError::UnknownName { name: name.clone() }),
    }
}

impl SegmentDraft {
    /// The hosts from whose numbers it counts.
    fn hosts(&self) -> impl Iterator<Item = &str> {
        let numbers = [&self.src_port, &self.dst_port, &self.seq, &self.ack];
        numbers.into_iter().filter_map(Quantity::host)
    }

    fn segment(&self, world: &impl Surroundings) -> Result<Segment, LabError> {
        let value = |quantity: &Quantity| {
            let value = quantity.value(|host, what| world.known(host, what));
            value.ok_or_else(|| LabError::UnknownName {
                name: quantity.to_string(),
            })
        };
        let port = |quantity: &Quantity| {
            let port = u16::try_from(value(quantity)?);
            port.map_err(|_| LabError::UnknownName {
                name: quantity.to_string(),
            })
        };
        Ok(Segment {
            src_port: port(&self.src_port)?,
            dst_port: port(&self.dst_port)?,
            seq: value(&self.seq)?.into(),
            ack: value(&self.ack)?.into(),
            flags: self.flags,
            window: self.window,
            urgent: self.urgent,
            options: self.options,
            payload: self.payload.clone(),
        })
    }
}
