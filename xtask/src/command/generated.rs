//! `cargo xtask generate`.

use anyhow::bail;

use crate::{generate, host::mobile, report::Report, workspace};

pub(crate) fn run(report: &mut Report, check: bool) {
    report.step("generated files", || {
        if check {
            let stale: Vec<String> = generate::stale(workspace::root())
                .iter()
                .map(|(path, _)| path.display().to_string())
                .collect();
            if !stale.is_empty() {
                bail!("not what `cargo xtask generate` writes: {}", stale.join(", "));
            }
            return Ok("up to date".to_owned());
        }
        let written = generate::write(workspace::root())?;
        for path in &written {
            println!("wrote {}", path.display());
        }
        Ok(format!("{} written", written.len()))
    });
    mobile::generate(report, check);
}
