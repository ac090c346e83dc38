//! The options that say how a run over folders goes about it.

use std::{
    io::{self, IsTerminal as _, Write as _},
    num::NonZeroUsize,
};

use crate::index::{Budget, COMMIT_EVERY, Missing, Vanished};

/// How a run goes about it.
#[derive(clap::Args)]
pub(super) struct Manner {
    /// Documents between commits: what a run that is killed has to do again
    #[arg(long, value_name = "N", default_value_t = COMMIT_EVERY)]
    pub commit_every: NonZeroUsize,
    /// How many documents are read at a time [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// The memory for the whole run, such as 512M or 2G [default: a quarter of the machine's, at most 1G]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    memory: Option<u64>,
    /// Hash every file, although its size and time of change are as they were
    #[arg(long)]
    pub verify: bool,
    /// Keep documents that are no longer found, as when a drive is not mounted
    #[arg(long, conflicts_with = "remove_missing")]
    keep_missing: bool,
    /// Let documents go although a whole folder has vanished or is empty
    #[arg(long)]
    remove_missing: bool,
}

impl Manner {
    /// What is to be done about documents that are no longer found.
    pub fn missing(&self) -> Missing {
        match (self.keep_missing, self.remove_missing) {
            (true, _) => Missing::Keep,
            (_, true) => Missing::Remove,
            _ => Missing::Ask,
        }
    }

    /// What the run may take.
    pub fn budget(&self) -> Budget {
        Budget::of(self.memory, self.jobs.map(NonZeroUsize::get))
    }
}

/// Asks a person, where one sits at the terminal, whether the documents of a folder that has vanished are to go.
pub(super) fn asked(vanished: &Vanished) -> bool {
    let mut stderr = io::stderr();
    if !io::stdin().is_terminal() || !stderr.is_terminal() {
        return false;
    }
    let mut answer = String::new();
    let question = format!("{}. Remove them from the index? [y/N] ", vanished.error());
    let heard =
        write!(stderr, "{question}").and_then(|()| stderr.flush()).and_then(|()| io::stdin().read_line(&mut answer));
    heard.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "j" | "ja")
}

/// The least memory with which a run is worth trying.
const LEAST: u64 = 256 << 20;

/// A size in bytes, with K, M or G for powers of 1,024.
fn size(typed: &str) -> Result<u64, String> {
    let (digits, unit) = typed.split_at(typed.trim_end_matches(|c: char| !c.is_ascii_digit()).len());
    let shift = match unit.trim().to_ascii_uppercase().trim_end_matches("IB").trim_end_matches('B') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err("write a number of bytes, such as 512M or 2G".to_owned()),
    };
    let bytes = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift));
    let bytes = bytes.ok_or_else(|| "write a number of bytes, such as 512M or 2G".to_owned())?;
    if bytes < LEAST { Err(format!("less than {}M is too little to read documents", LEAST >> 20)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_units_and_too_little_is_refused() {
        assert_eq!(
            ["512M", "1g", "2 GiB", "300000000"].map(|typed| size(typed).ok()),
            [Some(512 << 20), Some(1 << 30), Some(2 << 30), Some(300_000_000)]
        );
        for typed in ["", "M", "10M", "-1G", "1.5G", "99999999999G", "5 apples"] {
            assert!(size(typed).is_err(), "{typed}");
        }
    }
}
