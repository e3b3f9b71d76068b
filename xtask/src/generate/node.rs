use std::path::PathBuf;

use super::model::Model;

pub fn files(_model: &Model) -> Vec<(PathBuf, String)> {
    Vec::new()
}
