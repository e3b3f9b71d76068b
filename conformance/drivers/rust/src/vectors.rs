//! Vector files: finding them, and comparing what a case expects with what the library says.

use std::path::{Path, PathBuf};

use mot_core::Error;
use serde_json::{Value, json};

use crate::operations;

/// The vector files of these paths, folders searched, in order.
pub(crate) fn files(paths: &[String]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        collect(Path::new(path), &mut found);
    }
    found.sort();
    found
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        found.push(path.to_owned());
        return;
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    for entry in entries.map(|entry| entry.path()) {
        if entry.is_dir() {
            collect(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "json") {
            found.push(entry);
        }
    }
}

/// The outcome of each case, or why the file cannot be run.
pub(crate) fn run(file: &Path) -> Result<Vec<Result<(), String>>, String> {
    let text = std::fs::read_to_string(file).map_err(|fault| format!("cannot be read: {fault}"))?;
    let vectors: Value = serde_json::from_str(&text).map_err(|fault| format!("is not JSON: {fault}"))?;
    let operation = vectors["op"].as_str().ok_or("names no operation")?;
    let cases = vectors["cases"].as_array().filter(|cases| !cases.is_empty()).ok_or("has no cases")?;
    Ok(cases.iter().map(|case| run_case(operation, case, &vectors["notes"])).collect())
}

fn run_case(operation: &str, case: &Value, notes: &Value) -> Result<(), String> {
    let id = case["id"].as_str().unwrap_or("a case without id");
    let got = operations::run(operation, &case["in"], notes).map_err(|fault| format!("{id}: {fault}"))?;
    let agrees = match (&case["error"], &got) {
        (Value::Null, Ok(value)) => holds(&case["ok"], value),
        (Value::Null, Err(_)) => false,
        (expected, Err(error)) => is_refusal(expected, error),
        (_, Ok(_)) => false,
    };
    if agrees {
        return Ok(());
    }
    let expected = if case["error"].is_null() { &case["ok"] } else { &case["error"] };
    let got = got.unwrap_or_else(
        |error| json!({ "error": error.code().as_str(), "path": error.path(), "message": error.message() }),
    );
    Err(format!("{id}: expected {expected}, got {got}"))
}

/// Whether the refusal has the code, and the path and the details where they are given.
pub(crate) fn is_refusal(expected: &Value, error: &Error) -> bool {
    let details: Value =
        error.details().into_iter().map(|(name, text)| (name.to_owned(), json!(text))).collect();
    expected["code"] == error.code().as_str()
        && (expected["path"].is_null() || expected["path"] == json!(error.path()))
        && (expected["details"].is_null() || holds(&expected["details"], &details))
}

/// Whether every key that is expected has the expected value; other keys are not compared.
pub(crate) fn holds(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            let absent = Value::Null;
            expected.iter().all(|(name, value)| holds(value, got.get(name).unwrap_or(&absent)))
        }
        // Numbered rows are a sample of all there are.
        (Value::Array(expected), Value::Array(got)) if expected.iter().any(|row| row["number"].is_u64()) => {
            let row =
                |number: &Value| got.iter().find(|row| row["number"] == *number).unwrap_or(&Value::Null);
            expected.iter().all(|expected| holds(expected, row(&expected["number"])))
        }
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len()
                && expected.iter().zip(got).all(|(expected, got)| holds(expected, got))
        }
        (Value::Number(expected), Value::Number(got)) => match (expected.as_i64(), got.as_i64()) {
            (Some(expected), Some(got)) => expected == got,
            _ => expected.as_f64() == got.as_f64(),
        },
        _ => expected == got,
    }
}
