//! `cargo xtask demo`: one mortgage in every language, decided alike.

use anyhow::{Result, bail};

use crate::{host::Host, report::Report};

/// Whether what the journey tells is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    Shown,
    Kept,
}

/// Plays the journey in every language; what the comparison of the decisions found, if it could be made.
pub(crate) fn run(report: &mut Report, telling: Telling) -> Option<String> {
    let mut played = Vec::new();
    for host in Host::PLAYING {
        let name = format!("journey {}", host.name());
        if let Err(missing) = host.prerequisites() {
            match host {
                Host::Swift => report.skip(&name, &format!("{missing:#}")),
                _ => report.lacking(&name, &format!("{missing:#}")),
            }
        } else if host.prepare(report) {
            let mut journey = Journey::default();
            report.step(&name, || {
                journey = Journey::read(host.name(), &host.journey()?.answer()?)?;
                Ok(format!("{} decisions", journey.decisions()))
            });
            played.push(journey);
        } else {
            report.skip(&name, "it could not be built");
        }
    }
    if let Some(first) = played.first().filter(|_| telling == Telling::Shown) {
        println!("\n{}", first.telling);
    }
    let mut conclusion = None;
    report.step("decisions compared", || {
        conclusion = Some(compare(&played)?);
        Ok(conclusion.clone().unwrap_or_default())
    });
    conclusion.filter(|_| report.is_good())
}

/// What a language told and decided.
#[derive(Debug, Default)]
struct Journey {
    host: &'static str,
    telling: String,
    outcomes: Vec<String>,
}

impl Journey {
    fn read(host: &'static str, answer: &str) -> Result<Self> {
        let (outcomes, telling): (Vec<&str>, Vec<&str>) =
            answer.lines().partition(|line| line.starts_with('{'));
        let outcomes: Vec<String> = outcomes.into_iter().map(str::to_owned).collect();
        if outcomes.is_empty() {
            bail!("{host} decided nothing:\n{answer}");
        }
        Ok(Self { host, telling: telling.join("\n"), outcomes })
    }

    fn decisions(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.starts_with("{\"changes\":")).count()
    }
}

/// Compares every outcome of every language with that of the first: the decisions, and also the link, the refusal and
/// the fee.
fn compare(played: &[Journey]) -> Result<String> {
    let [first, others @ ..] = played else { bail!("no language has played") };
    if others.is_empty() {
        bail!("only {} has played: there is nothing to compare", first.host);
    }
    for other in others {
        if let Some((place, one, another)) = difference(&first.outcomes, &other.outcomes) {
            bail!("outcome {} differs\n{}: {one}\n{}: {another}", place + 1, first.host, other.host);
        }
    }
    let hosts: Vec<&str> = played.iter().map(|journey| journey.host).collect();
    Ok(format!("decisions of {} are identical ({} decisions)", hosts.join(", "), first.decisions()))
}

fn difference<'a>(one: &'a [String], other: &'a [String]) -> Option<(usize, &'a str, &'a str)> {
    let at = |outcomes: &'a [String], place: usize| outcomes.get(place).map_or("nothing", String::as_str);
    let places = 0..one.len().max(other.len());
    places.map(|place| (place, at(one, place), at(other, place))).find(|(_, one, other)| one != other)
}

#[cfg(test)]
mod tests {
    use super::{Journey, compare};

    fn journey(host: &'static str, answer: &str) -> Journey {
        Journey::read(host, answer).unwrap()
    }

    #[test]
    fn only_the_same_outcomes_are_identical() {
        let rust = || journey("rust", "told\n{\"changes\":[1]}\n{\"fee\":2}");
        let same = journey("node", "told otherwise\n{\"changes\":[1]}\n{\"fee\":2}");
        assert_eq!(compare(&[rust(), same]).unwrap(), "decisions of rust, node are identical (1 decisions)");
        let other = journey("node", "{\"changes\":[1]}\n{\"fee\":3}");
        assert!(compare(&[rust(), other]).unwrap_err().to_string().starts_with("outcome 2 differs"));
        let fewer = journey("node", "{\"changes\":[1]}");
        assert!(compare(&[rust(), fewer]).unwrap_err().to_string().ends_with("node: nothing"));
        assert!(compare(&[rust()]).is_err());
        assert!(Journey::read("rust", "told").is_err());
    }
}
