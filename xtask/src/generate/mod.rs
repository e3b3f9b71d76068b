//! `cargo xtask generate`: the schema of the documents, and from it the plain data of every host.

mod mobile;
mod model;
mod node;
mod python;
mod rustfmt;

use std::path::{Path, PathBuf};

use model::Model;

/// Where the schema is committed.
const SCHEMA: &str = "schema/documents.json";

/// Every generated file with its content, below the workspace's root.
pub fn files() -> Vec<(PathBuf, String)> {
    let schema = mot_core::schema::documents();
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    let model = Model::read(&schema);
    let mut files = vec![(PathBuf::from(SCHEMA), text)];
    files.extend(python::files(&model));
    files.extend(node::files(&model));
    files.extend(mobile::files(&model));
    files.into_iter().map(rustfmt::formatted).collect()
}

/// Writes every generated file that differs; gives their paths.
pub fn write(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let stale = stale(root);
    for (path, content) in &stale {
        let file = root.join(path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, content)?;
    }
    Ok(stale.into_iter().map(|(path, _)| path).collect())
}

/// The generated files that are not what is committed.
pub fn stale(root: &Path) -> Vec<(PathBuf, String)> {
    let differs = |(path, content): &(PathBuf, String)| {
        std::fs::read_to_string(root.join(path)).ok().as_ref() != Some(content)
    };
    files().into_iter().filter(differs).collect()
}
