//! Other programs: run as filters, waited for, and stopped.
//!
//! Takes a command and what to write to its standard input, gives what it wrote to its standard output. Refuses to wait
//! longer than it was told, and to take more output than it was told: the program is killed then.

use std::{
    fmt,
    io::{Read, Write},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Why a program gave nothing.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It could not be started.
    Absent(std::io::Error),
    /// It took longer than it was given.
    Late(Duration),
    /// It wrote more than was expected of it.
    Wordy,
    /// It ended with an error; the last line that it said about it.
    Failed(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Absent(cause) => write!(f, "it cannot be started: {cause}"),
            Trouble::Late(time) => write!(f, "it took longer than {} seconds", time.as_secs()),
            Trouble::Wordy => f.write_str("it wrote more than a page can hold"),
            Trouble::Failed(line) => write!(f, "it ended with an error: {line}"),
        }
    }
}

/// The output of a program that is given `input`, at most `most` bytes of it, within a time.
pub(crate) fn run(mut command: Command, input: &[u8], most: usize, time: Duration) -> Result<Vec<u8>, Trouble> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Trouble::Absent)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        // A program that has enough closes its input; that is its own affair.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let output = scope.spawn(move || start_of(stdout, most + 1));
        let complaint = scope.spawn(move || start_of(stderr, COMPLAINT));
        let ended = within(&mut child, time).ok().flatten();
        if ended.is_none() {
            stop(&mut child);
        }
        let (output, complaint) = (output.join().unwrap_or_default(), complaint.join().unwrap_or_default());
        match ended {
            None => Err(Trouble::Late(time)),
            Some(_) if output.len() > most => Err(Trouble::Wordy),
            Some(status) if status.success() => Ok(output),
            Some(_) => {
                let complaint = String::from_utf8_lossy(&complaint);
                let line = complaint.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it does not say which");
                Err(Trouble::Failed(line.trim().to_owned()))
            }
        }
    })
}

/// How much of a program's complaints is kept, in bytes.
const COMPLAINT: usize = 16 << 10;

fn start_of(pipe: Option<impl Read>, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What came before a broken pipe is what there is.
    let _ = pipe.map(|pipe| pipe.take(most as u64).read_to_end(&mut bytes));
    bytes
}

/// How a program ended; `None` when its time was up, and then it still runs.
pub(crate) fn within(child: &mut Child, time: Duration) -> std::io::Result<Option<ExitStatus>> {
    let until = Instant::now() + time;
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait()? {
            None if Instant::now() < until => thread::sleep(pause),
            ended => return Ok(ended),
        }
        pause = (2 * pause).min(Duration::from_millis(20));
    }
}

/// Ends a program, with everything that it started where it leads a group of its own.
pub(crate) fn stop(child: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(child), rustix::process::Signal::KILL);
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const SECONDS: Duration = Duration::from_secs(20);

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_is_a_filter() {
        let input = vec![b'x'; 1 << 20];
        assert_eq!(run(shell("cat"), &input, 2 << 20, SECONDS).expect("cat copies"), input);
        assert_eq!(run(shell("exit 0"), &input, 10, SECONDS).expect("it needs no input"), b"");
    }

    #[test]
    fn what_goes_wrong_is_said() {
        let late = run(shell("exec sleep 60"), b"", 10, Duration::from_millis(50));
        assert!(matches!(late, Err(Trouble::Late(_))), "{late:?}");
        let wordy = run(shell("exec yes"), b"", 1000, SECONDS);
        assert!(matches!(wordy, Err(Trouble::Wordy)), "{wordy:?}");
        let failed = run(shell("echo og så gik det galt >&2; exit 3"), b"", 10, SECONDS).unwrap_err();
        assert_eq!(failed.to_string(), "it ended with an error: og så gik det galt");
        let absent = run(Command::new("findes-slet-ikke"), b"", 10, SECONDS);
        assert!(matches!(absent, Err(Trouble::Absent(_))), "{absent:?}");
    }
}
