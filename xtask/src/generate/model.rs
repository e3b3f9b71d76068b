//! The documents as the generators see them: the committed JSON Schema, read once.

use serde_json::{Map, Value};

/// Every type of the schema, in the order of their names.
#[derive(Debug)]
pub struct Model {
    pub types: Vec<Type>,
}

/// A named type.
#[derive(Debug)]
pub enum Type {
    /// A structure of fields.
    Record(Record),
    /// A closed set of words.
    Words(Words),
    /// A value that hosts have a type of their own for: `rate`, `timestamp`, `id`, `money` and so on.
    Scalar(Scalar),
    /// One of several shapes, told apart by `type`; hosts keep it as JSON.
    Union(Union),
}

/// A structure of fields.
#[derive(Debug)]
pub struct Record {
    pub name: String,
    /// The type's place in the crate, such as `mortgage::Offer` or `mortgage::ApplicationFields`.
    pub path: String,
    pub description: String,
    pub fields: Vec<Field>,
}

/// A field of a structure.
#[derive(Debug)]
pub struct Field {
    /// The name in JSON: `voucherId`, `type`.
    pub name: String,
    /// The name of the field in Rust: `voucher_id`, `voucher_type`.
    pub rust: String,
    pub description: String,
    pub shape: Shape,
    /// Whether it is written always; else it is written unless empty.
    pub always: bool,
    /// Whether it may be `null` or, for an added field, absent without an empty value of its own.
    pub nullable: bool,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    Bool,
    /// A whole number from 0, of 32 bits.
    Count,
    /// A whole number from 0 to 2^53 − 1.
    Version,
    Text,
    /// A type of the schema by its name.
    Named(String),
    List(Box<Shape>),
}

/// A closed set of words.
#[derive(Debug)]
pub struct Words {
    pub name: String,
    pub description: String,
    pub words: Vec<Word>,
}

/// One of them.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    pub description: String,
}

/// A value that hosts have a type of their own for.
#[derive(Debug)]
pub struct Scalar {
    pub name: String,
    pub scalar: String,
    pub description: String,
}

/// One of several shapes.
#[derive(Debug)]
pub struct Union {
    pub name: String,
    pub description: String,
    pub variants: Vec<Variant>,
}

/// One of the shapes of a union.
#[derive(Debug)]
pub struct Variant {
    pub tag: String,
    pub description: String,
    pub fields: Vec<Field>,
}

impl Model {
    /// Reads the bundle that `mot_core::schema::documents` writes.
    pub fn read(schema: &Value) -> Self {
        let definitions = schema["$defs"].as_object().expect("the schema has definitions");
        Self { types: definitions.iter().map(|(name, definition)| Type::read(name, definition)).collect() }
    }

    /// The type of this name.
    pub fn find(&self, name: &str) -> &Type {
        self.types
            .iter()
            .find(|known| known.name() == name)
            .unwrap_or_else(|| panic!("the schema has no {name}"))
    }

    /// The structures, in the order of their names.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.types
            .iter()
            .filter_map(|known| if let Type::Record(record) = known { Some(record) } else { None })
    }

    /// The closed sets of words, in the order of their names.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        self.types.iter().filter_map(|known| if let Type::Words(words) = known { Some(words) } else { None })
    }
}

impl Type {
    /// The name, the same in every language.
    pub fn name(&self) -> &str {
        match self {
            Self::Record(known) => &known.name,
            Self::Words(known) => &known.name,
            Self::Scalar(known) => &known.name,
            Self::Union(known) => &known.name,
        }
    }

    fn read(name: &str, definition: &Value) -> Self {
        let name = name.to_owned();
        let description = description(definition);
        if let Some(scalar) = definition["x-scalar"].as_str() {
            return Self::Scalar(Scalar { name, scalar: scalar.to_owned(), description });
        }
        if let Some(path) = definition["x-path"].as_str() {
            let fields = fields(definition);
            return Self::Record(Record { name, path: path.to_owned(), description, fields });
        }
        let variants = definition["oneOf"].as_array().map(Vec::as_slice).unwrap_or_default();
        if variants.first().is_some_and(|variant| variant["properties"].is_object()) {
            return Self::Union(Union {
                name,
                description,
                variants: variants.iter().map(Variant::read).collect(),
            });
        }
        Self::Words(Words { name, description, words: words(definition) })
    }
}

impl Variant {
    fn read(definition: &Value) -> Self {
        let tag = definition["properties"]["type"]["const"].as_str().expect("a variant is told by its type");
        let mut fields = fields(definition);
        fields.retain(|field| field.name != "type");
        Self { tag: tag.to_owned(), description: description(definition), fields }
    }
}

fn words(definition: &Value) -> Vec<Word> {
    let plain = definition["enum"].as_array().map(Vec::as_slice).unwrap_or_default();
    let plain = plain
        .iter()
        .map(|text| Word { text: text.as_str().unwrap_or_default().to_owned(), description: String::new() });
    let described = definition["oneOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let described = described.iter().map(|word| Word {
        text: word["const"].as_str().unwrap_or_default().to_owned(),
        description: description(word),
    });
    let single =
        definition["const"].as_str().map(|text| Word { text: text.to_owned(), description: String::new() });
    plain.chain(described).chain(single).collect()
}

fn fields(definition: &Value) -> Vec<Field> {
    let empty = Map::new();
    let properties = definition["properties"].as_object().unwrap_or(&empty);
    let names: Vec<String> = match definition["x-order"].as_array() {
        Some(order) => order.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect(),
        None => properties.keys().cloned().collect(),
    };
    let known: Vec<&String> = properties.keys().collect();
    assert_eq!(
        names.len(),
        known.len(),
        "the schema and the reader know other fields: {names:?} and {known:?}"
    );
    let always = |name: &str| match definition["x-always"].as_array() {
        Some(always) => always.iter().any(|known| known == name),
        None => definition["required"].as_array().into_iter().flatten().any(|known| known == name),
    };
    let field = |name: &String| {
        let property = properties.get(name).unwrap_or_else(|| panic!("the schema lacks the field {name}"));
        let (shape, nullable) = shape(property);
        let rust = property["x-field"].as_str().map_or_else(|| snake_case(name), ToOwned::to_owned);
        Field {
            name: name.clone(),
            rust,
            description: description(property),
            shape,
            always: always(name),
            nullable,
        }
    };
    names.iter().map(field).collect()
}

fn shape(property: &Value) -> (Shape, bool) {
    if let Some(reference) = property["$ref"].as_str() {
        return (Shape::Named(reference.trim_start_matches("#/$defs/").to_owned()), false);
    }
    if let Some(any) = property["anyOf"].as_array() {
        let some = any
            .iter()
            .find(|schema| schema["type"] != "null")
            .expect("a nullable field is something else too");
        return (shape(some).0, true);
    }
    let (kind, nullable) = match &property["type"] {
        Value::Array(kinds) => {
            let kind = kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null");
            (kind.expect("a nullable field is something else too"), true)
        }
        kind => (kind.as_str().unwrap_or_default(), false),
    };
    let shape = match kind {
        "boolean" => Shape::Bool,
        "integer" if property["format"] == "uint64" => Shape::Version,
        "integer" => Shape::Count,
        "string" => Shape::Text,
        "array" => Shape::List(Box::new(shape(&property["items"]).0)),
        other => panic!("the generators know no shape {other:?} of {property}"),
    };
    (shape, nullable)
}

/// `termsSha256` as `terms_sha256`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The documentation of a definition or a field, on one line.
fn description(definition: &Value) -> String {
    let text = definition["description"].as_str().unwrap_or_default();
    let text = text.split("\n\n```").next().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
