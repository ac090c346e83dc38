//! Documents that end the process which reads them, and children that behave as no child should.

#![cfg(unix)]

#[path = "../fixtures/damage.rs"]
mod damage;
mod damaged;
mod hostile;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::AtomicBool,
    thread,
    time::{Duration, Instant},
};

use nogletal::{
    ErrorKind, Result,
    document::{Limits, Outcome, Source},
    index,
    isolation::{CHILD, Isolation, Pool},
    pipeline::{self, Reading},
    progress::Silent,
    reference::Reference,
};
use tempfile::TempDir;

#[path = "../fixtures/make.rs"]
#[expect(dead_code, reason = "the pages here need no pictures and no lines")]
mod make;

use hostile::{endless, spoilt, too_deep, too_large};

fn children() -> Isolation {
    Isolation::Children(Pool::new(env!("CARGO_BIN_EXE_nogletal"), [CHILD]))
}

/// Children that run a shell script instead.
fn script(script: &str) -> Isolation {
    Isolation::Children(Pool::new("/bin/sh", ["-c", script]))
}

fn source(folder: &TempDir, name: &str, content: &[u8]) -> Source {
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a file");
    Source::file(path, name.to_owned())
}

/// Reads a content under limits.
fn read(isolation: &Isolation, name: &str, content: &[u8], limits: &Limits) -> Result<Reading> {
    let folder = tempfile::tempdir().expect("a folder");
    isolation.read(&source(&folder, name, content), limits, Reference::in_use())
}

/// Limits that a test has the patience for; a whole document has long enough for a machine under load.
fn quick() -> Limits {
    Limits { page_time: Duration::from_millis(700), ..Limits::default() }
}

// Documents that are harmless.

#[test]
fn a_child_reads_what_this_process_reads_byte_for_byte() {
    let isolation = children();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = fs::read_dir(corpus).expect("the corpus").map(|file| file.expect("a file").path());
    let mut read = 0;
    for path in files {
        let source = Source::file(path.clone(), path.display().to_string());
        let here = pipeline::read(&source, &Limits::default(), Reference::in_use());
        let there = isolation.read(&source, &Limits::default(), Reference::in_use());
        match (here, there) {
            (Ok(here), Ok(there)) => {
                read += 1;
                assert_eq!(here.source, there.source);
                let [here, there] = [here, there].map(|reading| serde_json::to_string(&reading).expect("JSON"));
                assert!(here == there, "{} is read otherwise by a child", source.name);
            }
            (Err(here), Err(there)) => {
                assert_eq!(format!("{here:?}"), format!("{there:?}"));
            }
            (here, there) => panic!("{}: {:?}, but {:?}", source.name, here.err(), there.err()),
        }
    }
    assert!(read >= 18, "{read} documents were read");
    assert_eq!(isolation.trouble(), None);
}

#[test]
fn a_document_that_is_refused_is_refused_in_the_same_words() {
    let error = read(&children(), "bilag.pdf", b"%PDF-1.7\n1 0 obj\n<<", &Limits::default()).unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Damaged, "bilag.pdf is a PDF too damaged to be read")
    );
    assert!(error.advice().is_some());
}

#[test]
fn a_path_need_not_be_unicode() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"b\xf8rn.txt"));
    fs::write(&path, "Der er 12 børn.").expect("a file");
    let source = Source::file(path, "b\u{fffd}rn.txt".to_owned());
    let reading = children().read(&source, &Limits::default(), Reference::in_use()).expect("a reading");
    assert_eq!(reading.document.text, "Der er 12 børn.");
}

// Documents that are not.

/// The pages that have text, and why the others have none.
fn kept(reading: &Reading) -> (Vec<u32>, Vec<String>) {
    let document = &reading.document;
    let has_text = document.pages.iter().filter(|page| page.span.of(&document.text).contains("har 12 ord"));
    let pages = has_text.map(|page| page.number.get()).collect();
    let of_page = |notice: &nogletal::notice::Notice| match notice.page {
        Some(page) => format!("page {page}: {}", notice.message),
        None => notice.message.clone(),
    };
    (pages, document.notices.iter().map(of_page).collect())
}

#[test]
fn a_page_that_overflows_the_stack_costs_that_page() {
    let reading = read(&children(), "a.pdf", &spoilt(3, &[2], too_deep), &Limits::default()).expect("a reading");
    let (pages, notices) = kept(&reading);
    assert_eq!(pages, [1, 3]);
    assert_eq!(notices, ["page 2: reading it crashed (it is nested too deeply)"]);
    assert_eq!(reading.document.outcome(), Outcome::Partly);
}

#[test]
fn a_page_that_takes_the_memory_of_the_machine_costs_that_page() {
    let limits = Limits { memory: 256 << 20, ..Limits::default() };
    let reading = read(&children(), "a.pdf", &spoilt(3, &[1], too_large), &limits).expect("a reading");
    let (pages, notices) = kept(&reading);
    assert_eq!(pages, [2, 3]);
    assert_eq!(notices, ["page 1: reading it takes more than 256 MB of memory"]);
}

#[test]
fn a_page_that_never_ends_costs_that_page() {
    let content = spoilt(3, &[3], |document| endless(document, ""));
    let reading = read(&children(), "a.pdf", &content, &quick()).expect("a reading");
    let (pages, notices) = kept(&reading);
    assert_eq!(pages, [1, 2]);
    assert_eq!(notices, ["page 3: reading it takes longer than 0.7 seconds"]);
}

#[test]
fn a_page_that_draws_for_ever_stops_by_itself() {
    let content = spoilt(3, &[2], |document| endless(document, "0 0 m 9 9 l S"));
    let reading = read(&children(), "a.pdf", &content, &quick()).expect("a reading");
    assert_eq!(kept(&reading), (vec![1, 3], vec!["page 2: reading the page took too long".to_owned()]));
}

#[test]
fn a_document_is_not_tried_page_by_page_for_ever() {
    let bad: Vec<u32> = (3..=20).collect();
    let reading = read(&children(), "a.pdf", &spoilt(21, &bad, too_deep), &Limits::default()).expect("a reading");
    let (pages, notices) = kept(&reading);
    assert_eq!((pages, notices.len()), (vec![1, 2], 9));
    assert_eq!(notices[8], "pages from 11 on were left out: reading them crashed (it is nested too deeply)");
}

#[test]
fn a_document_that_is_printed_costs_its_command_and_says_so() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("dyb.pdf");
    std::fs::write(&path, spoilt(2, &[2], too_deep)).expect("a file");
    let program = env!("CARGO_BIN_EXE_nogletal");
    let output = std::process::Command::new(program).arg("text").arg(&path).output().expect("it ran");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("error: reading the document crashed") && said.contains("hint:"), "{said}");
}

#[test]
fn a_run_goes_on_after_a_document_that_ends_its_child() {
    let folder = tempfile::tempdir().expect("a folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    fs::write(docs.join("a.txt"), "Herning Kommune\n\nHver rådgiver har 45 sager.\n").expect("a file");
    fs::write(docs.join("b.pdf"), spoilt(2, &[1], too_deep)).expect("a file");
    fs::write(docs.join("c.txt"), "Faxe Kommune\n\nHver rådgiver har 30 sager.\n").expect("a file");
    let interrupted = AtomicBool::new(false);
    let isolation = children();
    let options = index::Options::new(&isolation, &Silent, &interrupted);
    let summary = index::reindex(&[docs], &folder.path().join("index"), &options).expect("an index");
    assert_eq!((summary.read, summary.failed.len()), (2, 0));
    let reasons: Vec<&str> = summary.partly.iter().map(|failure| failure.reason.as_str()).collect();
    assert_eq!(reasons, ["page 1: reading it crashed (it is nested too deeply)"]);
}

// Children that are not.

/// The error of a document that a script is to read within `time`.
fn refused(body: &str, time: Duration) -> nogletal::Error {
    let begun = Instant::now();
    let error = read(&script(body), "a.txt", b"Der er 12.", &Limits { time, ..Limits::default() }).unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert!(error.to_string().starts_with("a.txt was not read: reading it "), "{error}");
    assert!(error.advice().is_some());
    error
}

#[test]
fn a_child_that_dies_costs_its_document() {
    let long = Duration::from_secs(60);
    let error = refused("read request; exit 7", long);
    assert_eq!((error.kind(), error.to_string().contains("exit status: 7")), (ErrorKind::Defect, true), "{error}");
    assert!(refused("read request; kill -SEGV $$", long).to_string().contains("SIGSEGV"));
    assert!(refused("exit 0", long).to_string().contains("exit status: 0"));
    let error = refused("read request; echo memory allocation of 9 bytes failed >&2; kill -ABRT $$", long);
    assert_eq!((error.kind(), error.to_string().contains("more than 416 MB of memory")), (ErrorKind::Limit, true));
    assert!(refused(r#"read request; echo '{"read":{}}'"#, long).to_string().contains("makes no sense"));
    assert!(refused("read request; head -c 9000000 /dev/zero | tr '\\0' x", long).to_string().contains("exit status"));
}

#[test]
fn a_child_that_says_nothing_is_stopped_with_what_it_started() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pids");
    let body =
        format!("sleep 77 & echo $! >{0}; echo $$ >>{0}; while :; do echo noise; sleep 0.01; done", file.display());
    let error = refused(&body, Duration::from_millis(400));
    assert_eq!((error.kind(), error.to_string().contains("longer than 0.4 seconds")), (ErrorKind::Limit, true));
    let pids = fs::read_to_string(file).expect("two processes");
    assert_eq!(pids.lines().count(), 2);
    let gone = |pid: &str| {
        let status = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        status.is_empty() || status.contains(") Z ")
    };
    let until = Instant::now() + Duration::from_secs(2);
    while !pids.lines().all(gone) {
        assert!(Instant::now() < until, "left behind: {pids}");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_child_that_closes_its_output_and_lives_on_is_stopped() {
    assert!(
        refused("read request; exec >&- 2>&-; sleep 77", Duration::from_secs(60)).to_string().contains("no answer")
    );
}

#[test]
fn a_child_that_died_of_old_age_costs_nothing() {
    // Each child of this kind reads one document, and is gone when it is given another.
    let program = env!("CARGO_BIN_EXE_nogletal");
    let isolation = script(&format!(r#"read -r one; {{ echo "$one"; read -r two; }} | {program} {CHILD}"#));
    for number in 1..4 {
        let text = format!("Der er {number} børn.");
        let reading = read(&isolation, "a.txt", text.as_bytes(), &Limits::default()).expect("a reading");
        assert_eq!((reading.document.text.as_str(), reading.document.outcome()), (text.as_str(), Outcome::Read));
    }
}

#[test]
fn without_a_child_documents_are_read_here_and_that_is_said() {
    let isolation = Isolation::Children(Pool::new("/nowhere/nogletal", [CHILD]));
    let reading = read(&isolation, "a.txt", b"Der er 12.", &Limits::default()).expect("a reading");
    assert_eq!(reading.document.text, "Der er 12.");
    let trouble = isolation.trouble().expect("trouble");
    assert!(trouble.starts_with("/nowhere/nogletal cannot be started: "), "{trouble}");
}

#[test]
fn a_child_whose_parent_is_gone_ends_in_the_middle_of_a_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = source(&folder, "a.pdf", &spoilt(1, &[1], |document| endless(document, "")));
    let mut child = Command::new(env!("CARGO_BIN_EXE_nogletal"))
        .arg(CHILD)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let request = serde_json::json!({
        "source": source, "limits": Limits::default(), "left_out": { "parts": [], "from": null },
    });
    writeln!(child.stdin.as_mut().expect("a pipe"), "{request}").expect("a request");
    let mut begun = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().expect("a pipe")), &mut begun)
        .expect("an answer");
    assert_eq!(begun, "{\"begun\":{\"page\":1}}\n");
    drop(child.stdin.take());
    let until = Instant::now() + Duration::from_secs(5);
    while child.try_wait().expect("a status").is_none() {
        assert!(Instant::now() < until, "it reads on for nobody");
        thread::sleep(Duration::from_millis(10));
    }
}
