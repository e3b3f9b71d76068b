//! How the core's answer crosses: as JSON text, a refusal behind a mark that no JSON begins with.
//!
//! A refusal is an answer here and becomes an exception in the TypeScript layer, so that it is thrown once, from
//! the line that the caller sees.

use mot_core::{
    Error, Result,
    input::{Fields, Json, Read},
};
use napi::bindgen_prelude::{Either, External};

const MARK: char = '!';

/// The text of an answer or of its refusal.
pub(crate) fn answer(asked: impl FnOnce() -> Result<String>) -> String {
    asked().unwrap_or_else(|error| refused(&error))
}

/// The answer to arguments that stand together in one object with these fields and no others.
pub(crate) fn answer_to(
    arguments: &str,
    names: &[&str],
    asked: impl FnOnce(&Fields<'_>) -> Result<String>,
) -> String {
    answer(|| asked(&Json::parse_arguments(arguments)?.fields(names)?))
}

/// The answer on a stored document to other arguments that stand together in one object.
pub(crate) fn answer_on<Kind: Read>(
    document: &str,
    arguments: &str,
    names: &[&str],
    asked: impl FnOnce(Kind, &Fields<'_>) -> Result<String>,
) -> String {
    answer_to(arguments, names, |given| {
        let document = Json::parse(document).and_then(|document| Kind::read(&document));
        asked(document.map_err(|error| error.within("document"))?, given)
    })
}

/// The fields of the argument `name`, an object that may have these and no others: each is named by itself.
pub(crate) fn fields_of<'json>(json: &'json Json, name: &str, known: &[&str]) -> Result<Fields<'json>> {
    json.members().map_err(|error| error.within(name))?;
    json.fields(known)
}

/// A handle of what was made, or the refusal to make it.
pub(crate) fn handle<T>(made: impl FnOnce() -> Result<T>) -> Either<External<T>, String> {
    match made() {
        Ok(made) => Either::A(External::new(made)),
        Err(error) => Either::B(refused(&error)),
    }
}

/// The same for what is made of arguments that stand together in one object with these fields and no others.
pub(crate) fn handle_to<T>(
    arguments: &str,
    names: &[&str],
    made: impl FnOnce(&Fields<'_>) -> Result<T>,
) -> Either<External<T>, String> {
    handle(|| made(&Json::parse(arguments)?.fields(names)?))
}

/// The text of an object with these fields.
pub(crate) fn object<const FIELDS: usize>(fields: [(&str, Json); FIELDS]) -> String {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()).to_text()
}

/// A refusal as the TypeScript layer reads it.
pub(crate) fn refused(error: &Error) -> String {
    let details =
        error.details().into_iter().map(|(name, text)| (name.to_owned(), Json::from(text))).collect();
    let refusal = Json::Object(vec![
        ("code".into(), Json::from(error.code().as_str())),
        ("message".into(), Json::from(error.message())),
        ("details".into(), Json::Object(details)),
        ("path".into(), error.path().map_or(Json::Null, Json::from)),
        ("publicCode".into(), error.public_code().map_or(Json::Null, Json::from)),
    ]);
    format!("{MARK}{}", refusal.to_text())
}
