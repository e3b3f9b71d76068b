//! What a command has done so far: each step with its time, and what failed.

use std::{
    collections::BTreeMap,
    io::{IsTerminal, Write},
    process::ExitCode,
    sync::mpsc::{RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::stamp::Stamp;

/// The steps of a command. A step that fails is shown with its output; the others go on.
#[derive(Debug)]
pub(crate) struct Report {
    started: Instant,
    passed: u32,
    failed: Vec<String>,
    skipped: u32,
    done: BTreeMap<String, bool>,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), passed: 0, failed: Vec::new(), skipped: 0, done: BTreeMap::new() }
    }

    /// Does a step and says how it went. What the step gives is shown beside its name.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Result<String>) -> bool {
        let started = Instant::now();
        let outcome = with_progress(name, started, work);
        let seconds = started.elapsed().as_secs_f64();
        match outcome {
            Ok(detail) => {
                println!("ok      {seconds:>6.1} s  {name}{}", beside(&detail));
                self.passed += 1;
                true
            }
            Err(fault) => {
                println!("FAILED  {seconds:>6.1} s  {name}\n{}", indented(&format!("{fault:#}")));
                self.failed.push(name.to_owned());
                false
            }
        }
    }

    /// Whether nothing has failed so far.
    pub(crate) fn is_good(&self) -> bool {
        self.failed.is_empty()
    }

    /// Builds something unless its stamp says that it was built of the same sources, and at most once in a command.
    pub(crate) fn build(&mut self, name: &str, stamp: &Stamp, work: impl FnOnce() -> Result<String>) -> bool {
        let fingerprint = stamp.fingerprint();
        if stamp.is_fresh(&fingerprint) {
            return true;
        }
        self.once(name, || {
            let detail = work()?;
            stamp.keep(&fingerprint)?;
            Ok(detail)
        })
    }

    /// A step that is done at most once in a command; later its first outcome stands.
    pub(crate) fn once(&mut self, name: &str, work: impl FnOnce() -> Result<String>) -> bool {
        if let Some(outcome) = self.done.get(name) {
            return *outcome;
        }
        let outcome = self.step(name, work);
        self.done.insert(name.to_owned(), outcome);
        outcome
    }

    /// Leaves a step out because this machine lacks something. Continuous integration must not lack anything.
    pub(crate) fn lacking(&mut self, name: &str, why: &str) {
        if std::env::var_os("CI").is_some_and(|value| value == "true") {
            println!("FAILED            {name}\n{}", indented(why));
            self.failed.push(name.to_owned());
        } else {
            self.skip(name, why);
        }
    }

    /// Leaves a step out.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        println!("skipped           {name}: {why}");
        self.skipped += 1;
    }

    /// The failures once more, the count or what is to be said in its place, and the command's exit code.
    pub(crate) fn close(self, conclusion: Option<String>) -> ExitCode {
        let seconds = self.started.elapsed().as_secs();
        for name in &self.failed {
            println!("failed: {name}");
        }
        println!("in {} min {} s", seconds / 60, seconds % 60);
        let skipped = if self.skipped > 0 { format!(", {} skipped", self.skipped) } else { String::new() };
        let count = format!("{} passed, {} failed{skipped}", self.passed, self.failed.len());
        println!("{}", conclusion.unwrap_or(count));
        if self.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Shows that a long step is still at work: on a terminal a line that counts, else a line now and then.
fn with_progress(name: &str, started: Instant, work: impl FnOnce() -> Result<String>) -> Result<String> {
    let on_terminal = std::io::stdout().is_terminal();
    let pause = Duration::from_secs(if on_terminal { 1 } else { 30 });
    let (done, waiting) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while waiting.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                let seconds = started.elapsed().as_secs();
                if on_terminal {
                    print!("\r…       {seconds:>6} s  {name}");
                    let _ = std::io::stdout().flush(); // progress only
                } else {
                    println!("…       {seconds:>6} s  {name}");
                }
            }
            if on_terminal {
                print!("\r\u{1b}[K");
            }
        });
        let outcome = work();
        drop(done);
        outcome
    })
}

fn beside(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(": {detail}") }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
