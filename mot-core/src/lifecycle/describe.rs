//! The tables as data and as diagrams: what documentation, tests and user interfaces read.

use alloc::{format, string::String, vec, vec::Vec};

use super::{GuardWord, Machine, Row, choose::codes};
use crate::input::{Json, Word};

/// The table as JSON, deterministic to the byte.
pub fn describe<M: Machine>() -> Json {
    let table = M::TABLE;
    let words = |words: Vec<&'static str>| Json::List(words.into_iter().map(Json::from).collect());
    Json::Object(vec![
        ("machine".into(), Json::from(table.name)),
        ("module".into(), Json::from(table.module)),
        ("subject".into(), Json::from(table.subject)),
        ("seed".into(), Json::from(table.seed)),
        ("states".into(), words(M::Status::ALL.iter().map(|status| status.as_str()).collect())),
        ("terminal".into(), words(table.terminal.iter().map(|status| status.as_str()).collect())),
        ("transitions".into(), Json::List(table.rows.iter().map(transition).collect())),
    ])
}

fn transition<M: Machine>(row: &Row<M>) -> Json {
    let guard = |guard: &M::Guard| {
        let mut members = vec![("guard".into(), Json::from(guard.as_str()))];
        let family = guard.family().map(|family| Json::from(format!("{family}.*")));
        let codes: Vec<Json> = codes(*guard).map(Json::from).chain(family).collect();
        if !codes.is_empty() {
            members.push(("codes".into(), Json::List(codes)));
        }
        if guard.selects() {
            members.push(("selects".into(), Json::Bool(true)));
        }
        Json::Object(members)
    };
    let mut members: Vec<(String, Json)> = vec![
        ("from".into(), Json::from(row.from.map_or("-", Word::as_str))),
        ("command".into(), Json::from(row.command.as_str())),
        ("to".into(), Json::from(row.to.as_str())),
        ("event".into(), Json::from(row.event)),
        ("guards".into(), Json::List(row.guards.iter().map(guard).collect())),
        ("actors".into(), Json::List(row.actors.iter().map(|role| Json::from(role.as_str())).collect())),
        ("origin".into(), Json::from(row.origin.as_str())),
    ];
    if row.consequence {
        members.push(("consequence".into(), Json::Bool(true)));
    }
    Json::Object(members)
}

/// The table as a Mermaid state diagram, deterministic to the byte.
pub fn diagram<M: Machine>() -> String {
    let table = M::TABLE;
    let mut text = String::from("stateDiagram-v2\n");
    let mut arrows: Vec<String> = Vec::new();
    for row in table.rows {
        let mark = if row.consequence { " (consequence)" } else { "" };
        let from = row.from.map_or("[*]", Word::as_str);
        arrows.push(format!("    {from} --> {}: {}{mark}\n", row.to.as_str(), row.command.as_str()));
    }
    arrows.dedup();
    text.extend(arrows);
    for status in table.terminal {
        text.push_str(&format!("    {} --> [*]\n", status.as_str()));
    }
    text
}
